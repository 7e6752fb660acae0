"""Every constant that tunes ranking and silence, with the measurement that set it."""

CANDIDATES = 100
"""Passages taken from each of the two rankings before they are fused."""

MEANING_WEIGHT = 0.35
WORDS_WEIGHT = 0.5
SENTENCE_WEIGHT = 0.4
"""Shares of the passage's cosine, its BM25 and its best sentence's cosine in the fused score."""

DOCUMENT_WEIGHT = 0.6
"""Added to a passage whose report the question names, by how much of the names it bears."""

NAMED_REPORT = 0.7
"""From this score on a report counts as named, and gets a search of its own."""

PAGE_WEIGHT = 1.0
"""Added to a passage on the page that the question names."""
