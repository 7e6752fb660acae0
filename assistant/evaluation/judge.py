"""An answer held against what is known: pure functions of a question's gold and the answer given."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from assistant.evaluation.gold import Gold, Place
from assistant.values import Answer, Citation

Outcome = Literal["correct", "wrong", "refused", "silent", "spoke"]
"""Of an answerable question: correct, wrong or refused; of another: silent (rightly) or spoke."""

SAME_TEXT, SAME_ANSWER = 0.7, 0.8
"""Shares of words from which a passage is the gold text, and a text gives an answer."""

_WORD = re.compile(r"[a-z0-9]+")
_NUMBER = re.compile(r"\d[\d,]*\.?\d*")
_SMALL = frozenset(["a", "an", "and", "are", "for", "in", "is", "of", "the", "to", "was", "were"])


@dataclass(frozen=True, slots=True)
class Judged:
    """What one question came to.

    rank       of the first passage on a gold place among the ten best; None for none, or where no place is known.
    placed     whether a place of the answer is known.
    cited      for each citation of an answer whose place is known, whether it is on it.
    verbatim   for each citation, whether its quote is on its page.
    """

    outcome: Outcome
    rank: int | None
    placed: bool
    cited: tuple[bool, ...]
    statements: int
    uncited: int
    verbatim: tuple[bool, ...]
    seconds: float


def judge(gold: Gold, answer: Answer, is_verbatim: Callable[[Citation], bool]) -> Judged:
    """Hold an answer against its gold."""
    cited = [c for statement in answer.statements for c in statement.citations]
    found = [Place(e.report.name, e.passage.page_first, e.passage.text) for e in answer.evidence[:10]]
    placed = gold.answerable and bool(gold.places)
    on_gold = [rank for rank, place in enumerate(found, 1) if any(same(place, known) for known in gold.places)]
    return Judged(
        outcome=_outcome(gold, answer),
        rank=on_gold[0] if on_gold and placed else None,
        placed=placed,
        cited=tuple(any(same(Place(c.document, c.page, c.quote), known) for known in gold.places) for c in cited)
        if placed
        else (),
        statements=len(answer.statements),
        uncited=sum(not statement.citations for statement in answer.statements),
        verbatim=tuple(is_verbatim(c) for c in cited),
        seconds=answer.seconds,
    )


def _outcome(gold: Gold, answer: Answer) -> Outcome:
    silent = answer.status == "abstained"
    if not gold.answerable:
        return "silent" if silent else "spoke"
    return "refused" if silent else "correct" if is_correct(gold, answer.text) else "wrong"


def is_correct(gold: Gold, text: str) -> bool:
    """Every group by one of its wordings; without groups, all numbers and most words of one answer."""
    if gold.groups:
        return all(any(_holds(text, wording) for wording in group) for group in gold.groups)
    return any(_gives(text, answer) for answer in gold.answers)


def same(found: Place, known: Place) -> bool:
    """Whether a found place is a known one: the same page where both have one, else the same text."""
    if found.document and known.document and PurePath(found.document).stem != PurePath(known.document).stem:
        return False
    if found.page is not None and known.page is not None:
        return found.page == known.page
    if not known.text:
        return bool(known.document)
    a, b = _letters(found.text), _letters(known.text)
    if b in a or (len(a) > 25 and a in b):
        return True
    wanted = _words(known.text)
    return bool(wanted) and len(wanted & _words(found.text)) >= SAME_TEXT * len(wanted)


def _holds(text: str, wording: str) -> bool:
    if re.fullmatch(r"\d[\d,.]*", wording):
        return _numbers(wording) <= _numbers(text)
    return _letters(wording) in _letters(text)


def _gives(text: str, answer: str) -> bool:
    numbers = _numbers(answer)
    if not numbers <= _numbers(text):
        return False
    words = {word for word in _words(answer) if not word.isdigit()}
    if not words:
        return bool(numbers) or _letters(answer) in _letters(text)
    return _letters(answer) in _letters(text) or len(words & _words(text)) >= SAME_ANSWER * len(words)


def _letters(text: str) -> str:
    return "".join(_WORD.findall(text.lower()))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower())) - _SMALL


def _numbers(text: str) -> set[str]:
    """The numbers of a text, "1,250.00" as "1250"."""
    plain = (n.replace(",", "").rstrip(".") for n in _NUMBER.findall(text))
    return {re.sub(r"\.0{1,2}$", "", n) for n in plain}
