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
_SUBJECT = re.compile(
    r"^(?:[^,]{1,40}, )?(?:the |a |an |two |three )?(?P<name>(?:[\w’()/-]+ ){0,9}?[\w’()/-]+?),? (?:is|are|was|were|has|have|will|works?|serves?|opened|began|started)\b",
    re.IGNORECASE,
)


def antecedent(
    purpose: str | None, sentence: str, before: Sequence[tuple[Located, str]], headings: Sequence[str] = ()
) -> tuple[str, Located | None] | None:
    """The name that a purpose points back to, and the sentence that has it (None: a heading has it).

    Returns None where the purpose stands by itself, or where nothing before has the name.
    """
    pointing = purpose if purpose is not None else re.split(r" (?:is|was|were|are|has|have)\b", sentence)[0]
    if _PRONOUN.fullmatch(pointing):
        for place, text in before[:1]:
            if subject := _SUBJECT.match(text):
                further = antecedent(f"the {subject['name']}", text, before[1:], headings)
                return further or (subject["name"], place)
        return None
    match = _POINTS.fullmatch(pointing)
    if not match:
        return None
    noun = match["noun"]
    capital = re.compile(rf"((?:\b[A-Z][\w’-]*,? )+(?:(?:of|for|and) )?{noun.capitalize()}s?\b{_PLACE})")
    plain = re.compile(rf"\b((?:(?!{_STOP})[\w’-]+ ){{1,4}}{noun}s?\b{_PLACE})")
    told: list[tuple[Located | None, str]] = [*before, *((None, heading) for heading in reversed(headings))]
    for where, text in told:
        for pattern in (capital, plain):
            if found := pattern.search(text):
                return _LEAD.sub("", " ".join(found[1].split())), where
    return None
