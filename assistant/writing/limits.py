"""Every constant that tunes what a written sentence must have, with its measurement (benchmarks/writer.py)."""

from assistant.passages.lexicon import base

TOLD = 0.7
"""The share of a sentence's words that its quotes must have, in any form or in a word very much like it."""

LIKE = 0.6
"""From which cosine on a word is very much like another."""

CLOSE = 0.45
"""The cosine that a sentence must have to one of its quotes."""

REPAIR = 0.35
"""The share of the words of a sentence that fails which a sentence of the quoted answer must have to take its place."""

ADDS = 2.0
"""What a further sentence of the passage must add to be quoted too: figures, names and words count 1 each."""

MOST_QUOTES = 3
"""Sentences of passages that one written sentence may stand on."""

_OPENERS = (
    "according additionally also although however moreover furthermore overall besides meanwhile similarly since "
    "during following further there these those they this that it its in by for from under within through"
)
OPENERS = frozenset(_OPENERS.split())
"""Words that open a sentence and are no names."""

_GROUPS = {
    "planned": "planned plans planning proposed expected scheduled intended foreseen envisaged will would upcoming due",
    "promised": "pledged announced promised committed commitment",
    "going on": "ongoing continuing underway progressing",
    "done": "achieved completed finished delivered accomplished concluded finalised finalized paid disbursed",
    "approved": "approved adopted endorsed signed ratified",
    "late": "delayed postponed suspended cancelled stalled",
    "begun": "started begun launched commenced initiated",
}
STATUS = {name: frozenset(base(word) for word in group.split()) for name, group in _GROUPS.items()}
"""Words that tell how far something has come. One of a group needs one of the same group in the source."""

_SHARES = "third quarter half double doubled triple tripled halved most majority minority all none every nearly twice"
SHARES = frozenset(base(word) for word in _SHARES.split())
"""Words that tell how much without a figure; each must be in the source."""

RARE = 3
"""Of how many pieces of the encoder's vocabulary a word is that is no common one: a substance, a place, a misspelling.
A small model changed one letter in the name of a substance, and the word was much like the right one."""

SAYS = 3
"""Words of meaning that a part of a sentence has at least, if it says something by itself."""
