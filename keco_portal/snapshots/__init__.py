"""Snapshots: rows of a filtered table as they were, at an address that can be cited for ever."""
