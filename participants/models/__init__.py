"""How many: what is counted (Measure), and each count with its source (Figure)."""

from participants.models.figure import Figure
from participants.models.measure import Measure

__all__ = ["Figure", "Measure"]
