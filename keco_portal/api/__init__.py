"""The API: what the pages show, for programs, under the same filters and with the same numbers."""
