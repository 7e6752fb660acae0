"""What is known of a question: whether the reports answer it, with what, and where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.batch import Row, read_questions
from assistant.errors import AssistantError


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands: a report's file name, its page counted from 1, and the text there; any may be unknown."""

    document: str | None
    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Gold:
    """A question and what is known of it.

    groups   each of these must be in a right answer, by one of its wordings; may be empty.
    answers  wordings of the answer, one of which must be given where there are no groups.
    places   where the answer stands; may be empty.
    """

    id: str
    question: str
    answerable: bool
    groups: tuple[tuple[str, ...], ...]
    answers: tuple[str, ...]
    places: tuple[Place, ...]
    scope: str | None
    history: tuple[tuple[str, str], ...]


def read_gold(path: Path) -> tuple[Gold, ...]:
    """The questions of a file of JSON lines. Raises AssistantError where one does not say whether it has an answer."""
    rows = read_questions(path)
    for number, row in enumerate(rows, 1):
        if not isinstance(row.get("answerable"), bool):
            raise AssistantError(
                f'Question {number} of {path} needs "answerable": true or false. Add it and try again.'
            )
    return tuple(_gold(row, number) for number, row in enumerate(rows, 1))


def _gold(row: Row, number: int) -> Gold:
    return Gold(
        id=str(row.get("id") or number),
        question=row["question"],
        answerable=row["answerable"],
        groups=tuple(tuple(map(str, group)) for group in row.get("must_contain") or ()),
        answers=tuple(map(str, row.get("answers") or ())),
        places=tuple(Place(e.get("document"), e.get("page"), e.get("text") or "") for e in row.get("evidence") or ()),
        scope=row.get("scope"),
        history=tuple((turn["role"], turn["text"]) for turn in row.get("history") or ()),
    )
