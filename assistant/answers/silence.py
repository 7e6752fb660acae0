"""Silence that explains itself: what was searched, and what of the question is nowhere in the reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from assistant.answers.cues import asks_to_compute
from assistant.answers.funding import Funding
from assistant.library.store import Store
from assistant.passages.words import content_words
from assistant.search.query import Query
from assistant.tuning import DIRECT, LIKELY
from assistant.values import Filters, Report


def in_words(sureness: float) -> Literal["direct", "likely", "weak"]:
    """A probability in the words that a person is shown."""
    return "direct" if sureness >= DIRECT else "likely" if sureness >= LIKELY else "weak"


def explain(
    store: Store,
    query: Query,
    filters: Filters,
    reports: Sequence[Report],
    absent: Sequence[str],
    unlike: Sequence[str],
    given: Funding | None = None,
) -> str:
    """Why nothing is said, in sentences for a person.

    absent, unlike  the names of the question that are in no report, and its words that nothing read is like.
    """
    if not reports:
        if filters != Filters():
            return "No indexed report passes these filters. Widen or clear them and ask again."
        return "No report is indexed yet. Put reports into the corpus folder and run: assistant index"
    sentences = [given.silence] if given and given.asks_amount else ["The reports do not say."]
    if not content_words(query.text):
        sentences.append("The question has no word that could be looked for.")
    if years := [str(year) for year in query.years if is_of_no_report(year, reports)]:
        sentences.append(f"No report of {_or(years)} is indexed.")
    if asks_to_compute(query.in_full) and given is None:
        sentences.append(
            "The answer would have to be worked out from other figures, and only what is written is quoted."
        )
    if absent:
        sentences.append(f"{_or(absent)} {'is' if len(absent) == 1 else 'are'} not mentioned in any report.")
    if unsaid := _unsaid(store, unlike, reports):
        word = "word" if len(unsaid) == 1 else "words"
        sentences.append(f"No report has the {word} {_or([f'“{word}”' for word in unsaid])}.")
    count = len(reports)
    sentences.append(f"Searched: {count} report{'' if count == 1 else 's'}{_limits(filters)}.")
    return " ".join(sentences)


def is_of_no_report(year: int, reports: Sequence[Report]) -> bool:
    """Whether no report is of a year, by what was read as its year and by its name and title: a report that came out
    in 2022 may be that of 2021. Where no report's year is known, nothing can be said."""
    known = any(r.year is not None for r in reports)
    return known and not any(year == r.year or str(year) in f"{r.name} {r.title}" for r in reports)


def part_missing(store: Store, name: str, query: Query, reports: Sequence[Report]) -> str:
    """What is said of a part of a question on which nothing was found; a year or a name where it is a side."""
    year = next((year for year in query.years if str(year) == name), None)
    if year is not None and is_of_no_report(year, reports):
        return f"For {name} the reports do not say, and no report of {name} is indexed."
    if name in absent_names(store, query, reports):
        return f"{name} is not mentioned in any report."
    if " " in name:
        return f"The reports do not say: {name}?"
    return f"For {name} the reports do not say."


def looked_at(said: int, searched: int) -> str:
    """How much a list covers."""
    return f"From {said} of {searched} reports searched." if searched > 1 else "From the one report searched."


def absent_names(store: Store, query: Query, reports: Sequence[Report]) -> tuple[str, ...]:
    """The names of the question that have a word which is in none of these reports, text or title."""
    documents = _scope(store, reports)
    words = tuple(dict.fromkeys(word for name in query.names for word in name.split()))
    occurs = dict(zip(words, store.words.occur(words, documents), strict=True))
    if all(occurs.values()):
        return ()
    titles = " ".join(f"{r.title} {r.name} {r.sector}" for r in reports).lower()
    missing = {word for word, has in occurs.items() if not has and word.lower() not in titles}
    return tuple(name for name in query.names if not missing.isdisjoint(name.split()))


def _unsaid(store: Store, words: Sequence[str], reports: Sequence[Report]) -> list[str]:
    """Those words that none of these reports has in any form."""
    occurs = store.words.occur(words, _scope(store, reports)) if words else []
    return [word for word, has in zip(words, occurs, strict=True) if not has]


def _scope(store: Store, reports: Sequence[Report]) -> list[str] | None:
    """The reports' documents; None where they are all there are, so that nothing needs to be filtered."""
    return None if len(reports) == store.count_reports() else [r.document_id for r in reports]


def _or(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _limits(filters: Filters) -> str:
    limits = [filters.sector, str(filters.year) if filters.year else None, filters.donor, *filters.documents]
    shown = ", ".join(limit for limit in limits if limit)
    return f" ({shown})" if shown else ""
