"""Who carries work out, in a sentence: "implemented by Norland Relief and the Westmark Centre", "through UNDP"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from assistant.commitments.donors import Mention
from assistant.commitments.marked import Marked
from assistant.commitments.rules import patterns

_MARKED = re.compile(r"⟦D(\d+)⟧")
_IN_BRACKETS = re.compile(r" \([^)]*\)$")
_ONLY_GIVING = ("country", "union", "group", "fund")  # kinds of donor that carry out through others


def implementers(marked: Marked, clause: tuple[int, int], givers: Sequence[Mention]) -> tuple[str, ...]:
    """The bodies that a sentence says carry out what the givers give; a giver's own agency is one."""
    agencies = tuple(marked.sentence[giver.start : giver.end] for giver in givers if giver.form == "agency")
    if agencies:
        return agencies
    numbers = _numbers(marked, givers)
    named = (_names(marked, bodies, numbers) for bodies in _enumerations(marked.text, clause))
    return next((names for names in named if names), ())


def receiver(marked: Marked, clause: tuple[int, int], givers: Sequence[Mention], received: bool) -> str | None:
    """The UN body or organization that a sentence says receives; None where it says none, or several.

    received  the money is told of from the receiving side, so that the only UN body named is the receiver.
    """
    numbers = _numbers(marked, givers)
    for number in _receiving(marked.text, clause):
        donor = marked.donors[number].donor
        if number not in numbers and donor.kind in ("un", "ngo"):
            return donor.code or donor.name
    if not received:
        return None
    others = {m.donor.code or m.donor.name for m in marked.donors if m.donor.kind == "un" and m not in givers}
    return others.pop() if len(others) == 1 else None


def split_bodies(text: str) -> tuple[str, ...]:
    """The bodies of an enumeration; "Ministry of Health and Care" stays one."""
    parts = patterns("bodies", "enumeration")["between"].split(text)
    return tuple(part.removeprefix("the ").strip() for part in parts if part.strip())


@lru_cache(maxsize=64)  # a clause of many donors asks for each of them
def _enumerations(text: str, clause: tuple[int, int]) -> tuple[str, ...]:
    """Of each way to say who carries out, the bodies it first names in a clause."""
    found = []
    for name, pattern in patterns("bodies", "carried_out").items():
        match = pattern.search(text, *clause)
        if match is None and name == "active":
            match = pattern.search(text)  # "…; Norland Relief implements it" stands in the clause after
        if match:
            found.append(match["bodies"])
    return tuple(found)


@lru_cache(maxsize=64)
def _receiving(text: str, clause: tuple[int, int]) -> tuple[int, ...]:
    """The numbers of the donors that may be who receives in a clause, those told of most plainly first."""
    forms = patterns("bodies", "receives").values()
    return tuple(int(_MARKED.findall(match["bodies"])[0]) for form in forms for match in form.finditer(text, *clause))


def _numbers(marked: Marked, givers: Sequence[Mention]) -> frozenset[int]:
    return frozenset(marked.donors.index(giver) for giver in givers if giver in marked.donors)


def _names(marked: Marked, bodies: str, givers: Collection[int]) -> tuple[str, ...]:
    """The names of an enumeration's bodies without the givers."""
    found = []
    for part in filter(None, split_bodies(bodies)):
        alone = _MARKED.fullmatch(_IN_BRACKETS.sub("", part))
        if alone is None:
            found.append(_MARKED.sub(lambda mark: _written(marked, int(mark[1])), part))
        elif name := _name(marked, int(alone[1]), givers):
            found.append(name)
    return tuple(dict.fromkeys(found))


def _name(marked: Marked, number: int, givers: Collection[int]) -> str | None:
    """The name of a body that is known as a donor; None where it gives."""
    mention = marked.donors[number]
    if number in givers:
        return None
    if mention.form == "agency":
        return _written(marked, number)
    return None if mention.donor.kind in _ONLY_GIVING else mention.donor.code or mention.donor.name


def _written(marked: Marked, number: int) -> str:
    mention = marked.donors[number]
    return marked.sentence[mention.start : mention.end]
