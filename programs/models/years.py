"""The years that the portal knows."""

FIRST_YEAR = 1945
LAST_YEAR = 2100
