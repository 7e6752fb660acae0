"""The library → a briefing, readable in one function."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from assistant.briefings import lines
from assistant.briefings.briefing import Briefing, Most, Scope, Step, numbered, uses
from assistant.briefings.gather import Work, gather
from assistant.briefings.parts import parts_of
from assistant.errors import AssistantError
from assistant.library.library import Library

USUAL = Most()


def make_briefing(
    library: Library,
    scope: Scope,
    most: Most = USUAL,
    on_step: Callable[[Step], None] = lambda step: None,
    stop: Callable[[], bool] = lambda: False,
    today: dt.date | None = None,
) -> Briefing:
    """A briefing on a scope; where the reports tell nothing, one without parts whose purpose says so.

    The ledger is as it is: whoever asks has brought it up to date. Raises AssistantError when `stop` says so, or where
    neither a topic nor a limit is given.
    """
    if scope.is_empty:
        raise AssistantError(
            "A briefing needs a topic or a limit. Give a topic, a sector, a year, a donor or a report."
        )
    made = today or dt.date.today()
    work = Work(on_step, stop, most.statements)
    gathered = gather(library, scope, most, work)
    reports = gathered.reports
    if not gathered.found and not gathered.rows:
        why = lines.why_empty(scope, reports, library.store.count_reports())
        return Briefing(scope, lines.title_of(scope, reports), why, "", made, (), reports)
    parts = numbered(parts_of(gathered, most, library.store, work))
    return Briefing(
        scope,
        lines.title_of(scope, reports),
        lines.purpose_of(scope, made),
        lines.coverage_of(uses(parts, reports), reports),
        made,
        parts,
        reports,
    )
