"""Questions with known answers → figures with intervals."""

from assistant.evaluation.figures import FIGURES, Figure, summarise
from assistant.evaluation.gold import Gold, read_gold
from assistant.evaluation.judge import Judged, judge
from assistant.evaluation.proof import Proof, lacking, proofread, together

__all__ = [
    "FIGURES",
    "Figure",
    "Gold",
    "Judged",
    "Proof",
    "judge",
    "lacking",
    "proofread",
    "read_gold",
    "summarise",
    "together",
]
