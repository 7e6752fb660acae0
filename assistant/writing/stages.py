"""How far something has come, by a claim and by its source: money pledged is not paid, what is planned is not done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from assistant.answers.plans import planned
from assistant.commitments import amounts
from assistant.commitments.rules import patterns
from assistant.passages.lexicon import base
from assistant.passages.words import WORD
from assistant.writing.limits import STATUS

DONE_NOT_PLANNED = "It tells of something done, the passage of a plan."
_GOES_ON = re.compile(r"\b(?:go|goes|going|went) on\b|\b(?:still|keeps?|kept)\b", re.IGNORECASE)
_HAS_PLANNED = re.compile(r"\b(?:has|have|had) (?:scheduled|planned|proposed)\b", re.IGNORECASE)
_FUNDS = re.compile(r"\b(?:fund|financ)(?:e|es|s|ed|ing)?\b", re.IGNORECASE)
_STAGES = ("planned", "promised", "done")  # of money
_NEAR, _AFTER_FIRST = 45, 15  # characters between an amount and the word for its stage, which rather follows it


def statuses(claim: str, source: str) -> Iterator[str]:
    """Why the source does not have it as far as the claim, or farther; what goes on is not completed."""
    mine, theirs = planned(claim), planned(source)
    if mine and not theirs and not _HAS_PLANNED.search(source):
        yield "It tells of a plan, the passage of something done."
    if theirs == "wholly" and not mine and not status_words(claim) & STATUS["planned"]:
        yield DONE_NOT_PLANNED
    there = status_words(source)
    if not amounts(claim) and _FUNDS.search(source):  # to pay for work is to fund it; an amount is paid when it is paid
        there |= {base("paid")}
    if _GOES_ON.search(source):
        there |= STATUS["going on"]
    for stem in sorted(status_words(claim)):
        group = next(g for g in STATUS.values() if stem in g)
        if not group & there:
            yield f"“{_as_written(claim, stem)}” is not how the passage has it."
    told_of = list(_stages(source))
    for amount, value, stage in _stages(claim):
        if (known := [other for _, was, other in told_of if was == value]) and stage not in known:
            yield f"“{amount}” is at another stage in the passage."
    forms = patterns("frames", "status")
    said = {name: m.group() for name, form in forms.items() if (m := form.search(claim))}
    told = {name for name, form in forms.items() if form.search(source)}
    if amounts(claim) and said and told and not said.keys() & told:
        yield f"“{next(iter(said.values()))}” is not how the passage has it."


def _stages(text: str) -> Iterator[tuple[str, Decimal, str]]:
    """(amount, its value, its stage) for each amount of a text that has a word for it near."""
    words = [(w.start(), base(w.group())) for w in WORD.finditer(text)]
    stages = [(at, name) for at, word in words for name in _STAGES if word in STATUS[name]]
    for amount in amounts(text):
        after = [(at - amount.end, name) for at, name in stages if at >= amount.end]
        before = [(amount.start - at + _AFTER_FIRST, name) for at, name in stages if at < amount.start]
        if near := [each for each in (*after, *before) if each[0] <= _NEAR]:
            yield amount.written, amount.value, min(near)[1]


def is_plan(text: str) -> bool:
    """Whether a text tells wholly of a plan."""
    return planned(text) == "wholly" or bool(_HAS_PLANNED.search(text))


def status_words(text: str) -> frozenset[str]:
    """The bases of the words of a text that tell how far something has come."""
    return frozenset(base(w.group()) for w in WORD.finditer(text)) & _every_status()


@cache
def _every_status() -> frozenset[str]:
    return frozenset().union(*STATUS.values())


def _as_written(text: str, stem: str) -> str:
    return next((w.group() for w in WORD.finditer(text) if base(w.group()) == stem), stem)
