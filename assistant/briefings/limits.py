"""Every constant that tunes the comparison of reports, with the measurement that set it."""

OF_MEANING, OF_WORDING, OF_WORDS = 0.4, 0.3, 0.3
"""Shares of the sentences' cosine, their words' best matches and their shared rare words in how alike they are."""

NEAREST = 12
"""How many of the nearest sentences of the other report, by cosine, are compared word by word."""

SAME_OUTPUT, SAME_SECTION, SAME_PARAGRAPH = 0.15, 0.03, 0.05
"""Added where two sentences are of the same activity, under the same heading, or in paragraphs that are each other's
best."""

ALIKE = 0.62
"""From which score on two sentences that are each other's best tell of the same."""

FAR = 0.5
FAR_ALONE = 0.53
"""Below which scores nothing in the other report comes near a sentence: by how alike it is with another, and by how far
another tells it among other things. Of two pairs of reports the sentences that are truly alone score at most .50 and
.53; beyond that begins what is told in other words."""

SAME_HEADING = 0.75
"""The share of their words that two headings must have in common."""

RUN = 3
"""Sentences at most that are told as one where the other report has nothing near them."""

MORE = 2
"""Sentences at most that are quoted with one that has a counterpart, because that is what comes nearest to them too."""

ENOUGH = 4
"""Content words, figures apart, that a sentence must have to be called new or no longer mentioned."""

SAME_ABOUT = 0.5
"""The share of the words around two amounts or percentages, dates left out, that must be the same for them to be
compared."""

SHARED_NAME = 0.05
COMMON_NAME = 0.03
"""Added to how near two sentences are where they have a name in common that at most this share of each report's
sentences has: what is told of a body in other words is not called new. For counterparts it is not added, where it
paired sentences that name the same source."""

SAME_FIGURE = 0.08
"""Added where two sentences give figures that can be compared."""

SAME_TOPIC = 0.1
FEW_ON_TOPIC = 12
"""Added where both sentences are on the topic that is asked about, if of each side at most this many are."""

MOST_BONUS = SAME_FIGURE + SAME_TOPIC

SAME_STATEMENT = 0.8
"""The share of each sentence's words that the other must have for both to say the same."""

ON_TOPIC = 0.45
"""From which score on a sentence is on a topic. Of topics that no report touches the best sentences scored .17 to .37,
of ten others the sentences on them .45 and more."""

UNDER_HEADING, WITH_PARAGRAPH = 0.7, 0.8
"""What a topic's word in the heading above counts for, and how much of its best sentence's score a paragraph's others
get."""
