"""Plans: whether a sentence tells of what is to be, so that nobody takes it for done."""

from __future__ import annotations

import re

from assistant.values import Planned

_PLAN = re.compile(
    r"^planned\b|\b(?:(?:re)?scheduled (?:for|to|in)|planned (?:for|to|in)|expected (?:to|in|by)|foreseen (?:for|in)"
    r"|due to (?:be|start|begin|open|end)|(?:is|are) (?:yet )?to \w+"
    r"|(?:is|are) (?:planned|expected|scheduled|foreseen|due)"
    r"|plan(?:s|ning)? to|intend(?:s|ed|ing)? to|will [a-z]+|shall (?:be|have))\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:(?:was|were|been|has|have) (?!planned|scheduled|expected|foreseen|due|to\b)(?:\w+ly )?"
    r"\w+(?:ed|en|wn|ught|ilt|ld|id|de|ent|ut|et)"
    r"|completed|achieved|opened|trained|established|conducted|carried out|provided|finished|delivered)\b",
    re.IGNORECASE,
)
_ASKS_DONE = re.compile(
    r"\b(?:was|were|did|has|have|had|achiev\w+|progress|accomplish\w*|completed|results?)\b", re.IGNORECASE
)
_ASKS_PLAN = re.compile(r"\b(?:plan\w*|schedul\w*|will|expect\w*|future|next|foreseen|intend\w*|when)\b", re.IGNORECASE)


def planned(sentence: str) -> Planned | None:
    """Whether the sentence tells of a plan: wholly, partly (it tells of something done as well), or not."""
    if not _PLAN.search(sentence):
        return None
    return "partly" if _DONE.search(_PLAN.sub(" ", sentence)) else "wholly"


def asks_for_done(question: str) -> bool:
    """Whether the question asks what has happened, and not what is planned."""
    return bool(_ASKS_DONE.search(question)) and not _ASKS_PLAN.search(question)
