"""The search: what is found, how a line of it reads, what was meant, and the page."""
