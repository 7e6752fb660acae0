"""What "the unit", "the project" or "it" stands for: a name of the thing in a sentence before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.passages.located import Located

_POINTS = re.compile(r"(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose) (?:same )?(?P<noun>[a-z][a-z-]+)")
_PRONOUN = re.compile(r"(?:[Ii]t|[Tt]hey|[Bb]oth|[Tt]hese|[Tt]his|[Tt]hem|[Ii]ts? (?:own )?(?:work|activities))")
_PLACE = r"(?: (?:in|at|on|of|for) (?:the )?[A-Z][\w’-]*(?: [A-Z]?[\w’-]+)?)?"
_STOP = r"(?:the|an?|of|in|on|at|to|by|and|or|is|was|are|were|has|have|had|for|with|from|through|this|that|it) "
_LEAD = re.compile(r"^(?:An?|The|Furthermore,|Also,|In|This|Important|[a-z]+ing) ")
_NAME_WORD = r"[\w’()/-]+"
_FINITE = r"(?:is|are|was|were|has|have|will|works?|serves?|opened|began|started)"
_SUBJECT = re.compile(
    r"^(?:[^,]{1,40}, )?(?:the |a |an |two |three )?"
    rf"(?P<name>(?:{_NAME_WORD} ){{0,9}}?{_NAME_WORD}?),? {_FINITE}\b",
    re.IGNORECASE,
)
_PREDICATE = re.compile(r" (?:is|was|were|are|has|have)\b")


def antecedent(
    purpose: str | None, sentence: str, before: Sequence[tuple[Located, str]], headings: Sequence[str] = ()
) -> tuple[str, Located | None] | None:
    """The name that a purpose points back to, and the sentence that has it (None: a heading has it).

    Returns None where the purpose stands by itself, or where nothing before has the name.
    """
    pointing = purpose if purpose is not None else _PREDICATE.split(sentence)[0]
    if _PRONOUN.fullmatch(pointing):
        return _subject(before, headings)
    if not (match := _POINTS.fullmatch(pointing)):
        return None
    told: list[tuple[Located | None, str]] = [*before, *((None, heading) for heading in reversed(headings))]
    for place, text in told:
        for pattern in _names_with(match["noun"]):
            if found := pattern.search(text):
                return _LEAD.sub("", " ".join(found[1].split())), place
    return None


def _subject(before: Sequence[tuple[Located, str]], headings: Sequence[str]) -> tuple[str, Located | None] | None:
    """The subject of the sentence before, or what that one points back to in its turn."""
    if not before or not (subject := _SUBJECT.match(before[0][1])):
        return None
    place, text = before[0]
    return antecedent(f"the {subject['name']}", text, before[1:], headings) or (subject["name"], place)


def _names_with(noun: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Names that end on a noun, "the Westmark Border Unit"; then plain words that do, "a mobile unit"."""
    return (
        re.compile(rf"((?:\b[A-Z][\w’-]*,? )+(?:(?:of|for|and) )?{noun.capitalize()}s?\b{_PLACE})"),
        re.compile(rf"\b((?:(?!{_STOP})[\w’-]+ ){{1,4}}{noun}s?\b{_PLACE})"),
    )
