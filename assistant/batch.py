"""A batch of questions: JSON lines in, a JSON line out for each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError, QuestionError

Row = dict[str, Any]
"""One JSON object of a batch."""

Work = Callable[[Row], Row]
"""A question's row → its result."""

Refused = Callable[[Row, str], Row]
"""A question's row and why it cannot be worked with → what stands in its place."""


def read_questions(path: Path) -> list[Row]:
    """The rows of a file of questions. Raises AssistantError where it cannot be read or a row has another form."""
    try:
        # Not splitlines(): a JSON string may hold U+2028, which is no end of a line here.
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8-sig").split("\n") if line.strip()]
    except OSError as error:
        raise AssistantError(f"{path} cannot be read ({error.strerror}). Check the name and try again.") from error
    except ValueError as error:
        raise AssistantError(f"{path} is not JSON lines ({error}). Write one JSON object a line.") from error
    if not all(isinstance(row, dict) and _is_question(row) for row in rows):
        raise AssistantError(
            f'Every line of {path} needs a "question"; "scope" is the name of a report, and "history" a list of '
            '{"role", "text"}. Mend the file and try again.'
        )
    return rows


def write_results(
    rows: list[Row], work: Work, refused: Refused, out: Path | None, show: Callable[[str], None]
) -> tuple[str, ...]:
    """Write the result of each row to the file `out`, or show it; a progress bar counts them on a terminal.

    A question that cannot be worked with does not stop the others. Returns what is to be said of such questions.
    Raises AssistantError where `out` cannot be written.
    """
    from assistant.progress import tracked

    troubles: list[str] = []

    def line(row: Row) -> str:
        try:
            result = work(row)
        except QuestionError as error:
            troubles.append(f"{row.get('id') or row['question'][:60]}: {error}")
            result = refused(row, str(error))
        return json.dumps(result, ensure_ascii=False)

    if out is None:
        for row in tracked(rows):
            show(line(row))
        return tuple(troubles)
    try:
        with out.open("w", encoding="utf-8") as file:
            for row in tracked(rows):
                file.write(line(row) + "\n")
    except OSError as error:
        raise AssistantError(f"{out} cannot be written ({error.strerror}). Name another file.") from error
    return tuple(troubles)


def _is_question(row: Row) -> bool:
    turns = row.get("history") or []
    return (
        isinstance(row.get("question"), str)
        and isinstance(row.get("scope"), str | None)
        and isinstance(turns, list)
        and all(
            isinstance(t, dict) and isinstance(t.get("role"), str) and isinstance(t.get("text"), str) for t in turns
        )
    )
