"""Questions with known answers → figures with intervals."""

from assistant.evaluation.figures import FIGURES, Figure, summarise
from assistant.evaluation.gold import Gold, read_gold
from assistant.evaluation.judge import Judged, judge

__all__ = ["FIGURES", "Figure", "Gold", "Judged", "judge", "read_gold", "summarise"]
