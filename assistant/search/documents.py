"""A score for the report before the passage's own: does the question name it?

Where many look-alike reports share their words, only the names in the question tell them apart. Ordinary words
and years alone name nothing: nearly every report has them in its title.
"""

from __future__ import annotations

import math
import re
from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from assistant.search.query import Query
from assistant.tuning import NAMED_REPORT
from assistant.values import Report

_PIECE = re.compile(r"[A-Za-z]+|\d+")
_WORD = re.compile(r"(?P<word>[^\W_][\w-]*)(?:['\u2019]s\b)?")
SHORTEST = 4  # letters of names that are run together in a file's name; shorter ones are found in others by chance
YEAR_SHARE = 0.4  # of a named report's score that hangs on its year, where the question names one
TITLE_SHARE = 0.15  # a title speaks of many things; a file's name and its sector say which report it is


@lru_cache(maxsize=1 << 15)
def name_words(report: Report) -> Mapping[str, float]:
    """The words that name a report, in lower case, with how much each names it: those of its file's name, its
    sector and its year fully, those of its title in part."""
    outright = " ".join(filter(None, [report.name.rsplit(".", 1)[0], report.sector, str(report.year or "")]))
    return MappingProxyType(dict.fromkeys(_pieces(report.title), TITLE_SHARE) | dict.fromkeys(_pieces(outright), 1.0))


Named = Mapping[str, Mapping[str, float]]
"""For each word the documents that it names, with how much."""


def _named_by(reports: Sequence[Report]) -> Named:
    """Made once for the same tuple: a library gives the same one until something changes."""
    for known, words in tuple(_made):
        if known is reports:
            return words
    found: dict[str, dict[str, float]] = {}
    for report in reports:
        for word, much in name_words(report).items():
            found.setdefault(word, {})[report.document_id] = much
    _made.append((reports, found))
    return found


_made: deque[tuple[Sequence[Report], Named]] = deque(maxlen=4)


def prior(query: Query, reports: Sequence[Report]) -> dict[str, float]:
    """Per document id up to 1: how much of the question's names, and then of its years, names this report; the others
    are left out.

    A word weighs log(1 + reports / reports that bear it): one that all share tells little.
    """
    if not query.names:
        return {}
    words = _named_by(reports)
    asked = {p.lower() for name in query.names for p in _PIECE.findall(name) if len(p) > 2}
    # In an order of their own, so that the same question always gets the same sum.
    weights = {word: math.log(1 + len(reports) / max(1, len(words.get(word, ())))) for word in sorted(asked)}
    total = sum(weights.values())
    scores: dict[str, float] = {}
    for word, weight in weights.items():
        for document, much in words.get(word, {}).items():
            scores[document] = scores.get(document, 0.0) + weight * much / total
    run_together = {"".join(_PIECE.findall(name)).lower() for name in query.names}
    for name in run_together:
        for document in words.get(name, ()) if len(name) > SHORTEST else ():
            scores.setdefault(document, 1.0)
    dated = {document for year in query.years for document in words.get(str(year), ())}
    return {d: s if not query.years or d in dated else s * (1.0 - YEAR_SHARE) for d, s in scores.items()}


def focused(query: Query, reports: Sequence[Report], about: Mapping[str, float] | None = None) -> Query:
    """The question without the names of its report, where it names one outright or only one is looked at.

    All passages of a report are of it, and those that say its name are not the ones that say what is asked. Its
    `names` stay, and so do years: a report tells of several. (hit@5 on the halves of mmlongbench .82 / .68 without
    this and .87 / .73 with it, of financebench .50 / .55 and .65 / .55; squad2 .97 and .97, right .76 and .77.)

    about  what `prior` gives, where it is there already.
    """
    if not query.names:
        return query
    outright = named(prior(query, reports) if about is None else about, len(reports))
    of = reports if len(reports) == 1 else [r for r in reports if r.document_id in outright]
    said = {word for r in of for word, much in name_words(r).items() if much == 1.0 or len(reports) == 1}
    gone = {word.lower() for name in query.names for word in _parts_said(name, said)}
    words = tuple(word for word in query.words if word not in gone)
    if not gone or not words:
        return query
    text = _WORD.sub(lambda found: "" if found["word"].lower() in gone else found.group(), query.text)
    return replace(query, text=" ".join(text.split()), words=words)


def asked_of(query: Query, reports: Sequence[Report]) -> list[str]:
    """The documents that a question is asked of: those that it names outright, or all of these reports. Its names that
    name no report, what is asked about in one, count for nothing."""
    known = _named_by(reports)
    naming = tuple(name for name in query.names if any(piece in known for piece in _pieces(name)))
    outright = named(prior(replace(query, names=naming), reports), len(reports)) if len(reports) > 1 else frozenset()
    return [r.document_id for r in reports if not outright or r.document_id in outright]


def _parts_said(name: str, said: Collection[str]) -> list[str]:
    """The words of a name that a report's name has, by themselves or all run together ("Bluewater.pdf")."""
    words = name.split()
    together = "".join(_PIECE.findall(name)).lower()
    return words if len(together) > SHORTEST and together in said else [w for w in words if w.lower() in said]


def _pieces(text: str) -> list[str]:
    return [piece.lower() for piece in _PIECE.findall(text) if len(piece) > 2 or piece.isdigit()]


def named(scores: Mapping[str, float], reports: int) -> frozenset[str]:
    """The documents that the question names outright: the best ones, where they are few of all reports and clear of
    the rest."""
    top = max(scores.values(), default=0.0)
    best = frozenset(d for d, s in scores.items() if s >= top - 1e-9)
    return best if top >= NAMED_REPORT and len(best) <= max(1, reports // 4) else frozenset()
