"""The history of rows: what was recorded, by whom, and a row as it was at any moment."""

from institutes.history.recording import note, recording
from institutes.history.tracking import recorded

__all__ = ["note", "recorded", "recording"]
