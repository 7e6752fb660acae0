"""The figures, dates and names of a written sentence that its source does not have, each as it is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from assistant.checking.figures import Figure, figures, same
from assistant.checking.names import names_in
from assistant.commitments import Donors, amounts
from assistant.passages.lexicon import base, words
from assistant.passages.words import STOP_WORDS, WORD
from assistant.writing.limits import OPENERS, SHARES

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SPAN = re.compile(r"\b\d+\s?[-–]\s?\d+\b")


def missing_figures(claim: str, source: str) -> Iterator[str]:
    """Figures of the claim that the source does not have: their digits, value, kind, currency and what they count."""
    there = {base(w.group()) for w in WORD.finditer(source)}
    yield from (w.group() for w in WORD.finditer(claim) if base(w.group()) in SHARES and base(w.group()) not in there)
    left = Counter(_bare(d) for d in _DIGITS.findall(source))
    for written in _DIGITS.findall(claim):
        left[_bare(written)] -= 1
        if left[_bare(written)] < 0:  # a figure told twice may have taken another's place
            yield written
    theirs = figures(source)
    sums = [(a.value, {a.sign, a.currency or ""} - {""}) for a in amounts(source)]
    for amount in amounts(claim):
        mine = {amount.sign, amount.currency or ""} - {""}
        if not any(value == amount.value and mine & currency for value, currency in sums):
            yield amount.written
    for figure in figures(claim):
        if figure.kind == "money" or figure.written.lower() == "one":
            continue
        fitting = [f for f in theirs if same(f, figure) and _kind(f) == _kind(figure)]
        if not fitting:
            yield figure.written
        elif figure.kind == "number" and (counted := _counted(claim, figure)):
            around = {base(w.group()) for f in fitting for w in WORD.finditer(source[f.end : f.end + 60])}
            if counted not in around | there:
                yield f"{figure.written} {counted}"


def _bare(digits: str) -> str:
    return digits.replace(",", "").rstrip(".")


def _kind(figure: Figure) -> str:
    return "number" if figure.kind == "year" else figure.kind


def _counted(text: str, figure: Figure) -> str | None:
    """The base of the word that a figure counts, the next after it."""
    following = WORD.match(text, figure.end + 1) if text[figure.end : figure.end + 1] == " " else None
    return base(following.group()) if following and following.group().lower() not in STOP_WORDS else None


def missing_dates(claim: str, source: str) -> Iterator[str]:
    """Days with their month and months with their year that the source has not so."""
    months = "|".join(words()["times"][1].split())
    form = re.compile(rf"\b(?:(\d{{1,2}}) )?({months})\b(?:,? (\d{{4}}))?", re.IGNORECASE)
    theirs = [tuple(m.group(i) for i in (1, 2, 3)) for m in form.finditer(source)]
    for match in form.finditer(claim):
        mine = match.groups()
        if (mine[0] or mine[2]) and not any(_within(mine, other) for other in theirs):
            yield match.group()
    spans = {re.sub(r"\s", "", s).replace("–", "-") for s in _SPAN.findall(source)}
    yield from (s for s in _SPAN.findall(claim) if re.sub(r"\s", "", s).replace("–", "-") not in spans)


def _within(mine: Iterable[str | None], other: Iterable[str | None]) -> bool:
    return all(a is None or (b is not None and a.lower() == b.lower()) for a, b in zip(mine, other, strict=True))


def missing_names(claim: str, source: str, donors: Donors) -> Iterator[str]:
    """Names of the claim of which a word is not in the source."""
    there = {part for w in WORD.finditer(source) for part in (_key(w.group()), *re.split(r"\W", _key(w.group())))}
    bases = {base(word) for word in there}
    for name in names_in(claim, donors):
        if claim[name.start - 1 : name.start].isalnum():  # the end of a word that begins small, "iTWIN"
            continue
        if any(w[0].isupper() and not _is_there(_key(w), there) for w in WORD.findall(name.written)):
            yield name.written
    for match in WORD.finditer(claim):
        word = match.group()
        low = _key(word)
        if not word[0].isupper() or _is_there(low, there) or low in STOP_WORDS:
            continue
        opens = not WORD.search(claim[: match.start()])
        if not opens or (base(low) not in bases and low not in OPENERS):
            yield word


def _is_there(word: str, there: set[str]) -> bool:
    """Whether a word of a name is in the source, in the singular or the plural."""
    return word in there or f"{word}s" in there or (word.endswith("s") and word[:-1] in there)


def _key(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.casefold())
