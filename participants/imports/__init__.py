"""Imports of spreadsheets, by the history: what each did, and how all of it is undone."""
