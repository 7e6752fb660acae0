"""Words: what is matched between a question and a sentence."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")

STOP_WORDS = frozenset(
    "a about above after again all also am an and any are aren as at be because been before being below between both "
    "but by can cannot could couldn did didn do does doesn doing don down during each either every everything few for "
    "from further get give given had hadn has hasn have haven having he her here hers him his how however i if in into "
    "is isn it its itself just know let like make many may me might more most much must my name no nor not of off on "
    "once one only or other our out over own per please same say says shall she should shouldn since so some such tell "
    "than that the their them then there these they this those through to too under until up upon us use used using "
    "versus very via was wasn we well were weren what whatever when where whether which while who whom whose why will "
    "with within without would wouldn you your list show describe explain".split()
)


def content_words(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the words of `text` that carry meaning, possessive endings left out."""
    found = []
    for match in WORD.finditer(text):
        word = match.group()
        end = match.end() - 2 if word[-2:] in ("'s", "’s") else match.end()
        low = text[match.start() : end].lower()
        if low not in STOP_WORDS and (len(low) > 1 or low.isdigit()):
            found.append((match.start(), end))
    return tuple(found)
