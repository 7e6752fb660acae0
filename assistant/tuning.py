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

SURE_ENOUGH = 0.27
"""The probability of an answer below which the assistant is silent."""

DIRECT = 0.55
LIKELY = 0.4
"""From which probability on an answer is called direct, and likely; weak below."""

FACT_MARGIN = 1.0
LIST_MARGIN = 3.0
"""How far behind the best sentence's score another may be and still be said: for a fact, and for a list."""

MOST_FACTS = 2
MOST_LISTED = 8
"""Sentences at most in an answer, of a fact and of a list."""
