"""Every constant that tunes the check, with the measurement that set it (benchmarks/claims.py).

What is said of claims was measured on the first half of their domains alone; the second half only confirmed it.
"""

NEAREST_SENTENCES = 3
"""Sentences of the source that a sentence of a claim is held against: balanced accuracy .740 with 1, .756 with 2, .758
with 3, .753 with 6."""

OPPOSITE_LIKE = 0.35
OPPOSITE_LEAD = 0.1
"""An opposite counts where its vector is at least this like the claim's word, and at most this much less like it than
the source's likest word is. Balanced accuracy .755 with a lead of .05, .758 with .1, .747 with .2; .758 with a likeness
of .2 or .35, .747 with .5."""

NEAR = 0.75
"""From which share of its words in the same order on a draft's sentence counts as a report's but for what differs."""

FEW = 6
"""Tokens that two nearly equal sentences may have at one place where one of them denies."""

SUPPORTED = 0.85
DIFFERS = 0.6
PARTLY = 0.5
"""The shares of a draft's words that a report's sentence must have: to carry it, to be called the same statement with
another figure or name (figures and names left out of the share), and to carry a part of it. Of 100 sentences from
other matter none is called supported, 97 to 98 are not found."""

LOOKED_AT = 4
"""Of how many of a search's sentences, those that share most words, the alignment is made."""

MORE = 0.1
WHOLE = 0.6
"""What each further sentence of a report must add to the share to be quoted too, and the share of the words of such a
run that the draft must have: it tells two sentences as one, and does not pick words from each."""

CLOSER = 0.05
"""What it is worth to have a draft's words in the same order."""
