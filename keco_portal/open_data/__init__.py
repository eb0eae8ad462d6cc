"""What all formats of the open data have in common: tables, addresses, licence, and their age."""
