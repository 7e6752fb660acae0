"""A question taken apart: its content words, names, numbers and years, what it asks for, and its full-text query."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from assistant.passages.words import STOP_WORDS, WORD, content_words

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FISCAL = re.compile(r"\bFY\s?'?(\d\d)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
_PART = re.compile(
    r"(?:,|\band\b|,\s*and\b|\u2013|-)\s+(?:in |by |for |from |of )?(?:how|what|who|which|where|when|why)\b"
    r"|\band the (?:part|share|number|amount|total)\b|\bsplit between\b|\bamount and\b|\band co-?\w+s\b",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\bpages?\s+(\d{1,4})\b", re.IGNORECASE)

Kind = Literal["person", "amount", "number", "date", "place", "reason", "list", "compare", "other"]
"""What kind of thing answers: a person or body, money, a count, a date, a place, a reason, several things, two sides."""

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("compare", r"\b(compar\w+|versus|vs\.?|against (?:19|20)\d\d|difference between|in both|changed? (?:since|from|between))\b"),
        ("list", r"^\s*(?:please\s+)?(?:list|name|enumerate|give (?:me )?(?:a list|all))\b|\b(?:everything|every|all (?:the|of)|which (?!one\b|year\b)\w+s\b|what (?!is\b|was\b|does\b|has\b)\w+s are\b)"),
        ("amount", r"\bhow much\b|\bamount\b|\bcosts?\b|\bbudget\b|\bprice\b"),
        ("number", r"\bhow (?:many|often|long|old|large|big|far|high)\b|\bnumber of\b|\bwhat (?:percentage|per ?cent|share|proportion|rate)\b|\btotal\b"),
        ("date", r"\bwhen\b|\b(?:what|which|in what|in which) (?:year|date|day|month|century|decade)\b|\bby when\b"),
        ("place", r"\bwhere\b|\b(?:what|which|in what|in which) (?:country|city|province|place|district|region|village|town)\b"),
        ("person", r"\bwho(?:m|se)?\b|\b(?:what|which) (?:donors?|countr(?:y|ies)|bod(?:y|ies)|person|agenc(?:y|ies)|organi[sz]ations?|partners?|compan(?:y|ies))\b"),
        ("reason", r"\bwhy\b|\bwhat (?:causes?|caused|drives?|led|is holding|holds?)\b|\breasons?\b"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched.

    text     the question, normalised.
    words    its content words in lower case, in order, without repeats.
    names    its proper names: runs of capitalised words and acronyms, as written.
    numbers  its figures, thousands separators taken out, years included.
    years    the years that it names.
    parts    how many things it asks at once ("how many …, and how much …").
    page     the page that it names ("on page 14"); None otherwise.
    kind     what kind of thing answers it.
    """

    text: str
    words: tuple[str, ...]
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    parts: int = 1
    page: int | None = None
    kind: Kind = "other"


def parse(question: str) -> Query:
    """Take a question apart; a question of stop words alone keeps them all, so that it can still be searched."""
    text = " ".join(unicodedata.normalize("NFKC", question).split())
    words = [text[a:b].lower() for a, b in content_words(text)]
    years = [int(y) for y in _YEAR.findall(text)] + [2000 + int(y) for y in _FISCAL.findall(text)]
    page = _PAGE.search(text)
    return Query(
        text=text,
        words=tuple(dict.fromkeys(words or map(str.lower, WORD.findall(text)))),
        names=names(text),
        numbers=tuple(dict.fromkeys(n.replace(",", "") for n in _NUMBER.findall(text))),
        years=tuple(dict.fromkeys(years)),
        parts=1 + len(_PART.findall(text)),
        page=int(page.group(1)) if page else None,
        kind=next((kind for kind, pattern in _KINDS if pattern.search(text)), "other"),
    )


def names(text: str) -> tuple[str, ...]:
    """Runs of capitalised words and acronyms. The first word of a sentence counts only inside a longer run
    or when it is written like an acronym."""
    runs: list[list[str]] = []
    end_of_last = -1
    for match in WORD.finditer(text):
        word = match.group().removesuffix("'s").removesuffix("’s")
        opens = not text[: match.start()].rstrip() or text[: match.start()].rstrip()[-1] in ".!?:\"“"
        capital = word[0].isupper() and word.lower() not in STOP_WORDS
        acronym = sum(c.isupper() for c in word) > 1
        if capital and (acronym or not opens):
            if end_of_last >= 0 and text[end_of_last : match.start()] == " " and runs:
                runs[-1].append(word)
            else:
                runs.append([word])
            end_of_last = match.start() + len(word) if len(word) == len(match.group()) else -1
        else:
            end_of_last = -1
    return tuple(dict.fromkeys(" ".join(run) for run in runs))


def full_text(words: tuple[str, ...]) -> str:
    """An FTS5 query that any of the words meets; every word is quoted, so none is taken for an operator."""
    return " OR ".join('"' + word.replace('"', "") + '"' for word in words)
