"""Rows that a question names by their number ("output 2.1", "indicators 3 and 4")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.candidates import Candidate
from assistant.values.reports import BAR

_NUMBER = r"\d{1,5}(?:\.\d{1,3})*(?!,?\d|%|\.\d)"
_ASKED = re.compile(
    r"\b(?:activit(?:y|ies)|outputs?|outcomes?|results?|indicators?|targets?|goals?|objectives?|components?|actions?"
    r"|measures?|recommendations?|projects?|items?|rows?|codes?|errors?|numbers?|nos?\.)"
    rf"(?: (?:codes?|numbers?|nos?\.))? (?P<codes>{_NUMBER}(?:(?:,? and |,? or |, ){_NUMBER})*)",
    re.IGNORECASE,
)
_CODE = re.compile(rf"(?:[a-z]+\.? )?(?P<code>{_NUMBER})\.?(?!\w)(?! (?:per ?cent|million|billion))", re.IGNORECASE)


def asked_codes(question: str) -> tuple[str, ...]:
    """The numbers by which a question names rows, in order."""
    return tuple(dict.fromkeys(code for m in _ASKED.finditer(question) for code in re.findall(_NUMBER, m["codes"])))


def code_of(candidate: Candidate) -> str:
    """The number that the row of a candidate begins with, in its first cell or before its activity; or ""."""
    p = candidate.evidence.passage
    opening = ""
    if BAR in candidate.text:
        opening = candidate.text.split(BAR, 1)[0]
    elif p.column and p.headings:
        opening = p.headings[-1]
    found = _CODE.match(opening)
    return found["code"] if found and candidate.text != opening else ""


def of_codes(codes: Sequence[str], candidates: Sequence[Candidate]) -> list[Candidate]:
    """For each number the first candidate of its row."""
    known = [(code_of(c), c) for c in candidates] if codes else []
    firsts = (next((c for its, c in known if its == code), None) for code in codes)
    return [c for c in firsts if c]
