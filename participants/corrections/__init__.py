"""The log of corrections: what changed in public, when and why, from the history of the rows."""
