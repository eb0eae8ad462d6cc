"""A moment as the formats write it."""

import datetime


def in_utc(time):
    """A moment in ISO 8601, in UTC, to the second."""
    return time.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
