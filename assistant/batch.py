"""A batch of questions or claims: JSON lines in, a JSON line out for each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError, QuestionError

Row = dict[str, Any]
"""One JSON object of a batch."""

Work = Callable[[Row], Row]
"""A row → its result."""

Refused = Callable[[Row, str], Row]
"""A row and why it cannot be worked with → what stands in its place."""


def read_questions(path: Path) -> list[Row]:
    """The rows of a file of questions. Raises AssistantError where it cannot be read or a row has another form."""
    form = 'needs a "question"; "scope" is the name of a report, and "history" a list of {"role", "text"}'
    return read_rows(path, _is_question, form)


def read_rows(path: Path, fits: Callable[[object], bool], form: str) -> list[Row]:
    """The rows of a file, each of which fits; `form` says in words what a row needs.

    Raises AssistantError where the file cannot be read or a row does not fit.
    """
    try:
        # Not splitlines(): a JSON string may hold U+2028, which is no end of a line here.
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8-sig").split("\n") if line.strip()]
    except OSError as error:
        raise AssistantError(f"{path} cannot be read ({error.strerror}). Check the name and try again.") from error
    except ValueError as error:
        raise AssistantError(f"{path} is not JSON lines ({error}). Write one JSON object a line.") from error
    if not all(map(fits, rows)):
        raise AssistantError(f"Every line of {path} {form}. Mend the file and try again.")
    return rows


def write_results(
    rows: list[Row],
    work: Work,
    refused: Refused,
    out: Path | None,
    show: Callable[[str], None],
    what: str = "Questions",
) -> tuple[str, ...]:
    """Write the result of each row to the file `out`, or show it; a progress bar counts `what` on a terminal.

    A row that cannot be worked with does not stop the others. Returns what is to be said of such rows.
    Raises AssistantError where `out` cannot be written.
    """
    from assistant.progress import tracked

    troubles: list[str] = []

    def line(number: int, row: Row) -> str:
        try:
            result = work(row)
        except QuestionError as error:
            name = row.get("id") or row.get("question") or f"row {number}"
            troubles.append(f"{str(name)[:60]}: {error}")
            result = refused(row, str(error))
        return json.dumps(result, ensure_ascii=False)

    if out is None:
        for number, row in enumerate(tracked(rows, what), 1):
            show(line(number, row))
        return tuple(troubles)
    try:
        with out.open("w", encoding="utf-8") as file:
            for number, row in enumerate(tracked(rows, what), 1):
                file.write(line(number, row) + "\n")
    except OSError as error:
        raise AssistantError(f"{out} cannot be written ({error.strerror}). Name another file.") from error
    return tuple(troubles)


def _is_question(row: object) -> bool:
    if not isinstance(row, dict):
        return False
    turns = row.get("history") or []
    return (
        isinstance(row.get("question"), str)
        and isinstance(row.get("scope"), str | None)
        and isinstance(turns, list)
        and all(
            isinstance(t, dict) and isinstance(t.get("role"), str) and isinstance(t.get("text"), str) for t in turns
        )
    )
