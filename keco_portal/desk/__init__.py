"""The desk as a whole: its site, its first page, and how one signs in."""
