"""The catalogue of the open data: its page, and the tables as files, all from one archive."""
