"""A question in the reports' own names: acronyms and spellings that no report uses, put as the reports put them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from assistant.library.store import Store
from assistant.search.query import Query, shouts

_ACRONYM = re.compile(r"(?<![\w-])(?!FY\b)[A-Z][A-Z&]{1,8}(?![\w-])")  # "FY 2021" is a year, not a name


def in_their_names(question: str, store: Store, documents: Sequence[str] | None = None) -> str:
    """The question with each name that is in no report replaced by the name that a report has for it.

    "RWF" becomes "Rainwater Fund" where reports write it in full alone; "Huaphanh" becomes "Huapanh"
    where they spell it so. A name that some report uses stays.

    documents  the reports that are asked about; None for all.
    """
    for short in () if shouts(question) else dict.fromkeys(_ACRONYM.findall(question)):
        if _occurs(store, short, documents):
            continue
        # The last word of a name may be written out: "the WPS team" is the Water Point Support Team.
        led = re.search(rf"\b{re.escape(short)}\s+([a-z])\w+", question)
        if led and (long := _defined(store, short + led[1].upper(), documents)):
            question = question.replace(led.group(), long)
        elif long := _long_name(store, short, documents):
            question = re.sub(rf"\b{re.escape(short)}\b", long, question)
    for variants in spellings():
        for written in variants:
            pattern = rf"\b{re.escape(written)}\b"
            if re.search(pattern, question, re.IGNORECASE) and not _occurs(store, written, documents):
                other = next((v for v in variants if _occurs(store, v, documents)), None)
                if other:
                    return re.sub(pattern, other, question, flags=re.IGNORECASE)
    return question


def known_as(store: Store, names: Sequence[str]) -> dict[str, frozenset[str]]:
    """For each word of some names what else reports call it, in lower case: the long forms of an acronym."""
    words = dict.fromkeys(word for name in names for word in name.split())
    return {
        word: frozenset(long.lower() for long in store.words.long_names(short))
        for word in words
        if _ACRONYM.fullmatch(short := re.sub(r"(?<=[A-Z])s$", "", word))
    }


def other_names(store: Store, query: Query) -> tuple[str, ...]:
    """The names by which reports call what the question names: an acronym's long form, as a phrase, and the acronym of
    a long form ("border liaison offices", BLO), so that a passage with either is found. Only pairs that some passage
    has together, as one that defines an acronym has: others are guesses by initials."""
    called = ((word, name) for word, names in known_as(store, query.names).items() for name in names)
    longs = {name for word, name in called if store.words.stand_together(word, name)}
    paired = store.words.acronyms_in(query.text)
    shorts = {short.lower() for short, long in paired if store.words.stand_together(short, long)}
    return tuple(sorted((longs | shorts) - set(query.words)))


@cache
def spellings() -> tuple[tuple[str, ...], ...]:
    """Groups of spellings of one name."""
    table = tomllib.loads(files("assistant.search").joinpath("spellings.toml").read_text(encoding="utf-8"))
    return tuple(tuple(group) for group in table["groups"])


def _occurs(store: Store, name: str, documents: Sequence[str] | None) -> bool:
    return store.words.occur([name], documents)[0]


def _defined(store: Store, short: str, documents: Sequence[str] | None) -> str | None:
    return next((long for long in store.words.long_names(short) if _occurs(store, long, documents)), None)


def _long_name(store: Store, short: str, documents: Sequence[str] | None) -> str | None:
    """The long form that most reports have: one that a report defines or whose initials these are, else one whose
    words begin with the first and last letters and hold the others in order (RWF, Rainwater Fund)."""
    if defined := _defined(store, short, documents):
        return defined
    near = (
        long
        for known, long in store.words.names_like(short[0])
        if known[-1:].upper() == short[-1] and 2 <= len(known) == len(short) - 1 and _in_order(short, long)
    )
    return next((long for long in near if _occurs(store, long, documents)), None)


def _in_order(letters: Sequence[str], text: str) -> bool:
    rest = iter(re.sub(r"s\b", "", text.lower()))  # the s of a plural is no letter of an acronym
    return all(letter.lower() in rest for letter in letters)
