"""What a question says of how it is to be answered ("Answer in millions.", "According to the table, …").

People who ask a machine write such words; no report has them, so searched for they lead astray.
"""

from __future__ import annotations

import re

from assistant.passages.words import content_words

_PLACE = r"(?:information|data|figures|items|statements?|sheet|tables?|texts?|documents?|reports?|passages?|sources?)"
_BY = r"(?:according to|(?:solely |only )?based (?:solely |only )?(?:up)?on|(?:only |solely )?(?:using|considering))"
_LEADING = re.compile(
    # The clause ends at its only comma, and holds no name or year, which would say which report is meant.
    rf"^(?:please,? )?{_BY}\b[^,?]*\b{_PLACE}\b[^,?]*,\s*(?=\w)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"\s*\((?:answer |rounded |expressed )?(?:in|to|as)\b[^()]*\b"
    r"(?:millions?|billions?|thousands?|per ?cent\w*|decimals?|dollars?|kips?|euros?|units?|words?)\b[^()]*\)",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"(?<=[.?!,;])\s*(?:please\s+)?"
    r"(?:(?:answer|reply|respond|round)\b(?:\s+(?:me|your|the|it|this|answer|result|figure))*"
    r"\s+(?:as|in|to|with|using|by|only|shortly|briefly)\b"
    r"|(?:write|give|return|provide|state|express|format|keep)\s+(?:me\s+|us\s+)?(?:(?:the|your|an?|its?)\s+)?"
    r"(?:short\s+|brief\s+|final\s+)?(?:answer|result|response|reply|solution|integer)\b"
    rf"|(?:base|use|rely|draw)\b[^?]*\b{_PLACE}\b"
    r"|(?:the|your) answer (?:shall|should|must|is to|has to) be\b)[^?]*$",
    re.IGNORECASE,
)
_NAME_OR_YEAR = re.compile(r"\b[A-Z]{2,}\b|(?<=\s)[A-Z]\w+|\d")


def without_form(text: str) -> tuple[str, str]:
    """A question without what it says of the form of its answer and of where to look for it, and that; a question
    that is nothing else stays whole."""
    said: list[str] = []
    question = text
    for pattern in (_LEADING, _BRACKETED, _LAST):
        found = pattern.search(question)
        if not found or (pattern is _LEADING and _NAME_OR_YEAR.search(found.group())):
            continue
        rest = (question[: found.start()].rstrip(" ,;") + question[found.end() :]).strip()
        if content_words(rest):
            question = rest
            said.append(found.group().strip(" ,"))
    return question, " ".join(said)
