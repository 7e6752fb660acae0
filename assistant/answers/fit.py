"""How a sentence fits what was asked, beyond what the scorer learned: each rule is one that a reader would name."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answers.candidates import Candidate
from assistant.answers.codes import asked_codes, code_of
from assistant.answers.counted import counts
from assistant.answers.cues import asks_for_steps, asks_for_table, defines, is_note, relates, says_of
from assistant.answers.opposition import asks_yes_or_no
from assistant.answers.plans import asks_for_done, planned
from assistant.answers.tables import announces, points
from assistant.passages.figures import is_head, labels
from assistant.passages.words import content_words
from assistant.search.labels import Weights, asks_for_figures, label_named
from assistant.search.query import YEAR, Query, is_about
from assistant.tuning import (
    ASKED_STEPS,
    ASKED_TABLE,
    COUNTS,
    DEFINES,
    ECHO,
    FOOTNOTE,
    IN_CELL,
    IN_COLUMN,
    LABEL,
    NAMED_ROW,
    OTHER_COLUMN,
    OTHER_SECTION,
    PLANNED,
    SAYS_OF,
    SENTENCE_OTHER_YEAR,
    TABLE_COVERS,
    UNRELATED,
)
from assistant.values.reports import BAR

_OR = re.compile(r"\bor\b", re.IGNORECASE)
_ACTIVITIES = re.compile(r"\b(?:outputs?|activit(?:y|ies))\b", re.IGNORECASE)


def fit(query: Query, candidate: Candidate, stem: Callable[[str], str]) -> float:
    """What is added to a sentence's score (mostly taken off it), in the scorer's units."""
    text = candidate.text
    return (
        assurance(query, candidate, stem)
        + COUNTS * counts(query.text, text, stem)
        + ASKED_STEPS * (asks_for_steps(query.text) and announces(text))
        - UNRELATED * (not relates(query.text, text))
        - FOOTNOTE * is_note(text)
        - LABEL * _is_label(candidate)
        - ECHO * _is_echo(query, candidate, stem)
        - PLANNED * (asks_for_done(query.text) and planned(text) == "wholly")
        - SENTENCE_OTHER_YEAR * of_another_year(query, candidate)
        - _another_column(query, candidate)
    )


def assurance(query: Query, candidate: Candidate, stem: Callable[[str], str]) -> float:
    """What its place says for a sentence: a row of figures whose label the question names, a cell of the column
    that it asks about in a row whose activity it names. It also makes an answer more likely."""
    in_cell = IN_CELL * (candidate.evidence.passage.column is not None)
    by_column = IN_COLUMN * max(0.0, 2 * _in_its_column(query, candidate, stem) - 1) ** 2
    return (
        SAYS_OF * says_of(query, candidate.text, stem)
        + in_cell
        + by_column
        + NAMED_ROW * candidate.named
        + DEFINES * defines(query.text, candidate.text)
        + ASKED_TABLE * (asks_for_table(query.text) and (candidate.kind == "row" or points(candidate.text)))
    )


def named_row(query: Query, weights: Weights, candidate: Candidate) -> float:
    """How far the question names a row, 0 to 1, fully by its number; 0 for a row of figures where no figure answers."""
    codes = asked_codes(query.text)
    if codes and code_of(candidate) in codes:
        return 1.0
    known = labels(candidate.text) or ((candidate.text,) if candidate.kind == "row" else ())
    of_words = BAR in candidate.text and is_head(candidate.text) and query.column is None
    if not (of_words or asks_for_figures(query)):
        return 0.0
    report = candidate.evidence.report
    return max((label_named(query, weights, its, candidate.about, report) for its in known), default=0.0)


def table_covers(query: Query, shown: Candidate, stem: Callable[[str], str]) -> float:
    """What a table that is shown with its caption and heads says for an answer, by the share of the question that it
    has: nothing up to half of it."""
    if shown.table is None or not query.words:
        return 0.0
    there = {stem(shown.text[a:b].lower()) for a, b in content_words(shown.text)}
    share = sum(stem(word) in there for word in query.words) / len(query.words)
    return TABLE_COVERS * max(0.0, 2 * share - 1)


def _in_its_column(query: Query, candidate: Candidate, stem: Callable[[str], str]) -> float:
    """For a cell of the column that is asked about, the share of the question's other words that its activity,
    its report or its text has."""
    p, report = candidate.evidence.passage, candidate.evidence.report
    if query.column is None or p.column is None or not is_about(query.column, p.column):
        return 0.0
    if of_another_year(query, candidate):
        return 0.0
    words = [w for w in query.words if not is_about(query.column, w)]
    around = " ".join([*p.headings, p.text, report.title, report.name, str(report.year or "")]).lower()
    there = {stem(around[a:b]) for a, b in content_words(around)}
    return sum(stem(w) in there for w in words) / len(words) if words else 1.0


def of_another_year(query: Query, candidate: Candidate) -> bool:
    """Whether the question names years and the sentence (or, where it names none, its report) is of others."""
    if not query.years:
        return False
    asked = {str(year) for year in query.years}
    if said := set(YEAR.findall(candidate.text)):
        return not asked & said
    report = candidate.evidence.report
    near = {str(report.year)} | set(YEAR.findall(f"{report.title} {report.name} {candidate.evidence.passage.text}"))
    return report.year is not None and not asked & near


def _is_label(candidate: Candidate) -> bool:
    """Whether it is the name of an activity, not something said of it."""
    column = candidate.evidence.passage.column
    return column is not None and bool(_ACTIVITIES.search(column)) and candidate.text[-1:] not in ".:!?"


def _is_echo(query: Query, candidate: Candidate, stem: Callable[[str], str]) -> bool:
    """Whether it has no content word but those of the question, and so answers nothing; yes or no, and one of two that
    the question names, can be answered in its own words, and what announces a list brings it."""
    if candidate.kind == "row" or announces(candidate.text) or asks_yes_or_no(query.text) or _OR.search(query.text):
        return False
    asked = {stem(word) for word in query.words}
    return all(stem(candidate.text[a:b].lower()) in asked for a, b in content_words(candidate.text))


def _another_column(query: Query, candidate: Candidate) -> float:
    """What a sentence loses where challenges are asked for and it stands under progress, or the reverse."""
    p = candidate.evidence.passage
    place = p.column or " ".join(p.headings[-2:])
    if query.column is None or not place or is_about(query.column, place):
        return 0.0
    return OTHER_COLUMN if p.column else OTHER_SECTION
