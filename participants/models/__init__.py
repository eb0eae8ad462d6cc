"""How many: what is counted (Measure), each count with its source (Figure), what staff propose
for programs and figures (Proposal), and what the public asks about them (Question)."""

from participants.models.figure import Figure
from participants.models.measure import Measure
from participants.models.proposal import Proposal
from participants.models.question import Question

__all__ = ["Figure", "Measure", "Proposal", "Question"]
