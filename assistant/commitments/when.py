"""The date of a commitment in its sentence, as ISO 8601 and as exact as it is written."""

from __future__ import annotations

import re

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH = "|".join(_MONTHS)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH}),? {_YEAR}\b"),
    re.compile(rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?, {_YEAR}\b"),
    re.compile(rf"\b(?P<month>{_MONTH}),? {_YEAR}\b"),
    re.compile(rf"\b[Ii]n (?:early |late |mid-)?{_YEAR}\b(?![-–/]\d)"),
    re.compile(rf"\b(?:[Bb]eginning in|[Dd]uring|[Ff]or) {_YEAR}\b(?![-–/]\d)"),
)
# A span, or the time of what an amount is compared with, is not the date of the commitment.
_NOT_THE_DATE = re.compile(
    r"(?:since|until|till|from|to|between|by|after|before|compared (?:to|with)|than|against|over)\b"
    r"(?: the)?(?: end of| middle of| in)? ?$",
    re.IGNORECASE,
)


def date_in(text: str) -> str | None:
    """The first date of a text that is neither the end of a span nor one compared with; None where there is none."""
    for form in _FORMS:
        for match in form.finditer(text):
            if _NOT_THE_DATE.search(text[: match.start()]):
                continue
            parts = match.groupdict()
            month = _MONTHS.index(parts["month"]) + 1 if parts.get("month") else None
            day = int(parts["day"]) if parts.get("day") else None
            if day is not None and not 1 <= day <= 31:
                continue
            return "-".join([parts["year"], *([f"{month:02}"] if month else []), *([f"{day:02}"] if day else [])])
    return None
