"""What people asked and were told, as it is kept for them."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.values.answers import Answer


@dataclass(frozen=True, slots=True)
class Conversation:
    """One of a person's conversations. started and changed are ISO 8601 times in UTC; turns counts its questions."""

    id: str
    title: str
    started: str
    changed: str
    turns: int


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A question and the answer it got.

    number  counts a conversation's turns from 1; a number that was asked again keeps its place.
    asked   ISO 8601 time in UTC.
    link    by which others may read it; None until it is shared.
    good    what its owner thought of it; None while nothing was said. `reason` says why, if anything.
    """

    number: int
    answer: Answer
    asked: str
    link: str | None = None
    good: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody thought of an answer, with the answer and its evidence. given is an ISO 8601 time in UTC."""

    good: bool
    reason: str
    answer: Answer
    given: str
