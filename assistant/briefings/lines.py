"""The sentences of a briefing that are made: its title, its purpose, its coverage, and what the reports do not say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.briefings.briefing import Funds, Scope, Used
from assistant.briefings.found import Found
from assistant.briefings.gather import Gathered
from assistant.briefings.telling import Kind
from assistant.briefings.told import Told
from assistant.search.query import is_about
from assistant.values import Citation, Report

_NAMED = 4  # outputs that are listed by name
_NOTHING: dict[Kind, str] = {"done": "progress", "challenge": "challenges", "planned": "plans"}


def title_of(scope: Scope, reports: Sequence[Report]) -> str:
    """What the note is called until a person calls it otherwise."""
    if scope.documents and not scope.topic:
        return f"Briefing: {_and(r.title for r in reports if r.name in scope.documents) or _and(scope.documents)}"
    about = scope.topic or ", ".join((*scope.donors, *_limits(replace(scope, donors=()))))
    return f"Briefing: {about[:1].upper()}{about[1:]}"


def purpose_of(scope: Scope, made: dt.date) -> str:
    """What the note covers, within which limits, and when it was made."""
    what = f" on {scope.topic}" if scope.topic else ""
    donors = f" of {_and(scope.donors)} as {'a donor' if len(scope.donors) == 1 else 'donors'}" if scope.donors else ""
    say = "says" if len(scope.documents) == 1 else "say"
    return (
        f"To set out what {_reports(scope)} {say}{what}{donors}, as of {day(made)}. "
        "Each sentence is quoted from a report, or marked where it is not."
    )


def _reports(scope: Scope) -> str:
    """ "the reports on health of 2018 and 2019"."""
    which = f"the report{'' if len(scope.documents) == 1 else 's'}"
    sectors = f" on {_and(s[:1].lower() + s[1:] for s in scope.sectors)}" if scope.sectors else ""
    years = f" of {_years(scope.years)}" if scope.years else ""
    return f"{which}{sectors}{years}{' ' if scope.documents else ''}{_and(scope.documents)}"


def coverage_of(sources: Sequence[Used], reports: Sequence[Report]) -> str:
    """How many reports are quoted of how many, of which years, and which years are missing."""
    quoted = [used.report for used in sources if used.entries]
    years = sorted({r.year for r in quoted if r.year is not None})
    of = f"of {years[0]}" if len(years) == 1 else f"of {years[0]} to {years[-1]}" if years else "of unknown years"
    said = f"Quoted: {len(quoted)} of {counted(len(reports), 'report')} within these limits, {of}."
    if len(years) > 1:
        said += f" Where no year is given, a sentence is of {years[-1]}."
    if missing := missing_years(reports):
        return f"{said} Missing years: {', '.join(map(str, missing))}."
    return f"{said} No year between is missing." if len({r.year for r in reports} - {None}) > 1 else said


def missing_years(reports: Sequence[Report]) -> tuple[int, ...]:
    """The years between the first and the last of some reports of which there is none."""
    years = {r.year for r in reports if r.year is not None}
    return tuple(y for y in range(min(years), max(years)) if y not in years) if years else ()


def why_empty(scope: Scope, reports: Sequence[Report], indexed: int) -> str:
    """Why there is no note, and what to do."""
    if not indexed:
        return "No report is indexed yet. Put reports into the corpus folder and run: assistant index"
    if not reports:
        return "No indexed report is within these limits. Choose fewer of them."
    limits = "; ".join(_limits(scope))
    within = f" within these limits ({limits})" if limits else ""
    searched = "the one report" if len(reports) == 1 else f"any of the {len(reports)} reports"
    if scope.topic:
        return f"Nothing on “{scope.topic}” was found in {searched}{within}. Try other words, or fewer limits."
    return f"No sentence that a note could quote was found in {searched}{within}."


def silences(gathered: Gathered, table: Sequence[Funds]) -> Iterator[str]:
    """What the reports do not say, each in a sentence. `table` are the rows of the ledger that are shown."""
    if missing := missing_years(gathered.reports):
        yield f"No report of {_or(map(str, missing))} is indexed within these limits."
    if silent := _silent_years(gathered.reports, gathered.found):
        reports = "The report" if len(silent) == 1 else "The reports"
        yield f"{reports} of {_and(map(str, silent))} say{'s' if len(silent) == 1 else ''} nothing on this."
    kinds = {f.kind for f in gathered.found}
    nothing = [*(what for kind, what in _NOTHING.items() if kind not in kinds), *([] if table else ["donors"])]
    if nothing:
        yield f"Nothing was found on: {', '.join(nothing)}."
    if gathered.unnamed:
        are = "is not named as a donor" if len(gathered.unnamed) == 1 else "are not named as donors"
        yield f"{_and(gathered.unnamed)} {are} in these reports."
    if without := sum(entry.rows[0].amount_as_written is None for entry in table):
        which = "any commitment" if without == len(table) else f"{without} of the {len(table)} commitments"
        yield f"No amount is stated for {which} in the table. Not stated is not zero."
    if outputs := _without_challenges(gathered.found, gathered.told):
        more = f"; and {len(outputs) - _NAMED} more" if len(outputs) > _NAMED else ""
        yield f"No challenges are reported for: {'; '.join(outputs[:_NAMED])}{more}."


def counted(number: int, thing: str) -> str:
    """ "1 report", "3 reports"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def day(date: dt.date) -> str:
    """ "25 November 2026"."""
    return f"{date.day} {date:%B %Y}"


def _limits(scope: Scope) -> list[str]:
    return [
        *scope.sectors,
        *([_years(scope.years)] if scope.years else []),
        *([f"donor: {_and(scope.donors)}"] if scope.donors else []),
        *([f"report: {_and(scope.documents)}"] if scope.documents else []),
    ]


def _years(years: Sequence[int]) -> str:
    """ "2018 and 2019", "2015 to 2019"."""
    is_run = len(years) > 2 and list(years) == list(range(years[0], years[-1] + 1))
    return f"{years[0]} to {years[-1]}" if is_run else _and(map(str, years))


def _silent_years(reports: Sequence[Report], found: Sequence[Found]) -> list[int]:
    telling = {f.report.year for f in found}
    return sorted({r.year for r in reports if r.year is not None} - telling)


def _without_challenges(found: Sequence[Found], told: Sequence[Told]) -> list[str]:
    """The outputs of the newest table of prose for which progress is told and no challenge."""
    newest = max((f.report.year or 0 for f in found if f.column), default=0)
    named = {
        (f.report.document_id, f.output)
        for f in found
        if f.column and is_about("progress", f.column) and f.output and (f.report.year or 0) == newest
    }
    challenged = {
        (t.report.document_id, t.output) for t in told if t.block.column and is_about("challenges", t.block.column)
    }
    has_column = {document for document, _ in challenged}
    return sorted(output for document, output in named - challenged if document in has_column)


def _and(words: Iterable[str]) -> str:
    return _joined(list(words), "and")


def _or(words: Iterable[str]) -> str:
    return _joined(list(words), "or")


def _joined(words: Sequence[str], last: str) -> str:
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def is_of_challenges(citation: Citation) -> bool:
    """Whether a quote stands in a column of challenges."""
    return citation.column is not None and is_about("challenges", citation.column)
