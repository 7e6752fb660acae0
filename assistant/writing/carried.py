"""Whether quotes carry a written sentence; where they do not, the first reason in words for a person.

Stricter than the check of a draft: that tells a person what to look at, this decides what nobody will look at. A
figure, date or name must stand in the quotes as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

import numpy as np

from assistant.answers.plans import planned
from assistant.checking.beside import shared
from assistant.checking.claims import explained
from assistant.checking.signs import signs
from assistant.checking.texts import Text, read
from assistant.checking.tokens import tokens
from assistant.commitments import Donors, amounts
from assistant.library.encoder import Encoder
from assistant.passages.lexicon import base, denies
from assistant.passages.words import WORD, content_words
from assistant.writing.facts import missing_dates, missing_figures, missing_names
from assistant.writing.limits import CLOSE, LIKE, RARE, SAYS, STATUS, TOLD
from assistant.writing.stages import DONE_NOT_PLANNED, is_plan, status_words, statuses

_JOINT = re.compile(r"; |, (?:and|while|whereas|but) ")
_ANY_JOINT = re.compile(r"; |,? (?:and|while|whereas|but) |, (?:of )?(?:which|whom|who|where) ")
_INSET = re.compile(r", ((?:\w+ed|set up|run|led|built|made|held|given) (?:by|with|from) [^,]+),")
_COVERED = 0.6  # of the words of a clause that a claim has, from which on the claim tells it
_REACH = 5  # words before and after a denying word that it may be about


def against(claim: str, units: Sequence[str], encoder: Encoder, donors: Donors) -> str:
    """Why the units, each a sentence or two that lean on one another, do not carry the claim; "" where they do."""
    said, known = read(claim, encoder), _source("\n".join(units), encoder)
    return (
        next(_reasons(said, known, encoder, donors), "") or _put_together(claim, units, donors) or _undone(claim, units)
    )


def _parts(claim: str, joint: re.Pattern[str]) -> list[str]:
    """The parts of a sentence that say something by themselves: what is too short for that stays with its neighbour."""
    parts: list[str] = []
    for part in joint.split(claim):
        if parts and min(len(content_words(parts[-1])), len(content_words(part))) < SAYS:
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return parts


def _undone(claim: str, units: Sequence[str]) -> str:
    """Why a part of the claim tells as done what the nearest unit tells as planned; "" where none does."""
    sentences = [sentence for unit in units for sentence in unit.split("\n")]
    for part in _parts(claim, _JOINT):
        nearest = max(sentences, key=lambda unit: shared(part, unit))
        if is_plan(nearest) and not planned(part) and not status_words(part) & STATUS["planned"]:
            return DONE_NOT_PLANNED
    return ""


def _put_together(claim: str, units: Sequence[str], donors: Donors) -> str:
    """Why a part of the claim puts together what no unit says together; "" where none does."""
    inset = [m[1] for m in _INSET.finditer(claim)]
    for clause in (*_parts(_INSET.sub("", claim), _ANY_JOINT), *inset):
        if all(
            any((*missing_figures(clause, u), *missing_dates(clause, u), *missing_names(clause, u, donors)))
            for u in units
        ):
            return "It puts together what the passages say apart."
    return ""


def _reasons(said: Text, known: Text, encoder: Encoder, donors: Donors) -> Iterator[str]:
    claim, source = said.text, known.text
    yield from (_missing(written) for written in missing_figures(claim, source))
    yield from (_missing(written) for written in missing_dates(claim, source))
    yield from (_missing(written) for written in missing_names(claim, source, donors))
    yield from statuses(claim, source)
    yield from _denials(claim, source)
    yield from (explained(d).replace("the source", "the passage") for d in signs(said, known))
    yield from _pairs(claim, source, donors)
    yield from (_missing(word) for word in _terms(said, known, encoder))
    told, meaning = _told(said, known), _meaning(said, known)
    if told < TOLD or meaning < CLOSE:
        yield "It says more than the passage does, or something else."


def _missing(written: str) -> str:
    return f"“{written}” is not in what the passage says of it."


# -- negation --------------------------------------------------------------------------------------------


def _denials(claim: str, source: str) -> Iterator[str]:
    """One denies what the other says."""
    about = {base(t.key) for t in tokens(claim) if t.weight == 1}
    mine = _denying(claim)
    theirs = [denial for clause in _told_clauses(source, about) for denial in _denying(clause)]
    left_out = [word for word, near in theirs if near & about]
    if len(mine) > len(theirs) or (mine and not left_out):
        yield f"It says “{mine[-1][0]}”, which the passage does not."
    if left_out and not mine:
        yield f"The passage says “{left_out[0]}”, which it leaves out."


def _told_clauses(source: str, about: set[str]) -> Iterator[str]:
    """The clauses of the source that a claim tells: each that opens a sentence, and of those after a semicolon the
    ones of which it has the words."""
    for line in source.split("\n"):
        first, *others = re.split(r"(?<=;) ", line)
        yield first
        for clause in others:
            words = {base(t.key) for t in tokens(clause) if t.weight == 1}
            if len(words & about) >= _COVERED * len(words):
                yield clause


def _denying(text: str) -> list[tuple[str, set[str]]]:
    """The words that deny, each with the bases of the words that it may be about."""
    found = [*WORD.finditer(text)]
    denying = [
        (word.group(), {base(w.group()) for w in (*found[max(0, i - 2) : i], *found[i + 1 : i + 1 + _REACH])})
        for i, word in enumerate(found)
        if denies(word.group())
    ]
    return denying[:1] + [(word, about) for word, about in denying[1:] if word != "nor"]  # which goes on with the first


# -- who gave what -----------------------------------------------------------------------------------------


def _pairs(claim: str, source: str, donors: Donors) -> Iterator[str]:
    """An amount beside donors none of which the source has beside it."""
    theirs = [beside for line in source.split("\n") for beside in _beside(line, donors)]
    for amount, value, who in _beside(claim, donors):
        there = [others for _, other, others in theirs if other == value]
        if who and there and all(others and not _share(who, others) for others in there):
            yield f"“{amount}” is another’s in the passage."


def _share(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a donor is among both, under a longer name in one of them too ("Through the Peace Fund")."""
    return any(a.casefold() in b.casefold() or b.casefold() in a.casefold() for a in some for b in others)


def _beside(text: str, donors: Donors) -> Iterator[tuple[str, Decimal, frozenset[str]]]:
    """(amount, its value, the donors of its clause, of the whole where that has none) for each amount of a text."""
    everybody = frozenset(m.donor.name for m in donors.mentions(text))
    for clause in _clauses(text):
        who = frozenset(m.donor.name for m in donors.mentions(clause))
        yield from ((a.written, a.value, who or everybody) for a in amounts(clause))


def _clauses(text: str) -> list[str]:
    """The stretches between which an amount may change hands."""
    return [
        part
        for part in re.split(r"(?<!\d)[,;](?!\d)|[.;:](?=\s|$)|\b(?:and|while|whereas|but)\b", text)
        if part.strip()
    ]


# -- meaning -----------------------------------------------------------------------------------------------


def _terms(said: Text, known: Text, encoder: Encoder) -> list[str]:
    """Words of the claim that are no common ones, and not in the source: terms that nothing can be taken for."""
    there = {base(part) for w in WORD.findall(known.text) for part in (w, *re.split(r"\W", w))}
    parts = {part for word in said.words for part in re.split(r"\W", word.text) if part and base(part) not in there}
    parts = {part for part in parts if not (part.startswith("re") and base(part[2:]) in there)}  # "rescheduled"
    words = sorted(parts)
    return [word for word, pieces in zip(words, encoder.count(words), strict=True) if pieces >= RARE]


def _told(said: Text, known: Text) -> float:
    """The share of the claim's words that the source has, or has one very much like them. 1 where it has none."""
    there = {word.base for word in known.words}
    if not said.words:
        return 1.0
    if not known.words:
        return 0.0
    likest = (said.vectors @ known.vectors.T).max(axis=1)
    found = sum(bool(w.base in there or likest[i] >= LIKE) for i, w in enumerate(said.words))
    return found / len(said.words)


def _meaning(said: Text, known: Text) -> float:
    """The cosine of the claim and the likest sentence of the source."""
    if not len(said.meanings) or not len(known.meanings):
        return 0.0
    return float(np.min((said.meanings @ known.meanings.T).max(axis=1)))


@lru_cache(maxsize=256)
def _source(text: str, encoder: Encoder) -> Text:
    return read(text, encoder)
