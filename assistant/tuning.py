"""Every constant that tunes ranking and silence, with the measurement that set it."""

CANDIDATES = 100
"""Passages taken from each of the two rankings before they are fused."""

MEANING_WEIGHT = 0.5
"""Share of the dense score in the fused one; the rest is BM25's."""

DOCUMENT_WEIGHT = 0.3
"""Added to a passage whose report's name and title hold the question's rare words."""
