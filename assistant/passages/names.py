"""Short and long names of the same body or thing, as a report itself pairs them."""

from __future__ import annotations

import re

_SHORT = re.compile(r"\(([A-Z][A-Za-z&/-]{1,9})\)")
_WORD = re.compile(r"[^\W_]+")
_LITTLE = r"(?:of|on|for|the|to|in|de|la|des|du|against)"
_CAPITAL = r"[A-Z][a-zà-ÿ]+(?:-[A-Za-z]+)?"
_RUN = re.compile(rf"\b{_CAPITAL}(?:\s+(?:{_LITTLE}\s+)*{_CAPITAL}){{1,6}}")


def pairs(text: str) -> frozenset[tuple[str, str]]:
    """(short, long) names of a text: those it defines, "Border Liaison Office (BLO)", and for each capitalised
    run of words the initials that somebody might ask for it by."""
    found = set(definitions(text))
    for match in _RUN.finditer(text):
        long = " ".join(match.group().split()).removeprefix("The ")
        words = [w for w in _WORD.findall(long) if w[0].isupper()]
        if len(words) > 1:
            found.add(("".join(w[0] for w in words), long))
    return frozenset(found)


def definitions(text: str) -> list[tuple[str, str]]:
    """(short, long) for each "long form (SHORT)". The long form is found by matching the short form's letters
    backwards through the words before it (Schwartz and Hearst, 2003)."""
    found = []
    for match in _SHORT.finditer(text):
        short = match.group(1).rstrip("s") if match.group(1)[:-1].isupper() else match.group(1)
        if sum(c.isupper() for c in short) < 2:
            continue
        before = text[max(0, match.start() - 120) : match.start()].rstrip()
        if long := _long_form(short, before):
            found.append((short, long))
    return found


def _long_form(short: str, before: str) -> str | None:
    """The shortest end of `before` that holds the short form's letters in order, its first one starting a word."""
    letters = [letter for letter in short.lower() if letter.isalnum()]
    place = len(before)
    for left, letter in reversed(list(enumerate(letters))):
        place -= 1
        while place >= 0 and not (
            before[place].lower() == letter and (left > 0 or place == 0 or not before[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return None
    long = before[place:].strip(" ,;")
    words = long.split()
    return " ".join(words) if 2 <= len(words) <= len(short) + 5 else None
