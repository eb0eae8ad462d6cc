"""What each format of the open data was checked with, and what came of it.

The test run writes it down (`tests/conformance.py`); nobody else does.
"""
