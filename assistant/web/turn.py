"""A conversation as the page shows it: its questions and what became of each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.sources import Source
from assistant.values import Answer, Citation

NEAREST_SHOWN = 3  # passages that a silence shows


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, with its answer once there is one.

    number   counts the conversation's turns from 1.
    shown    how many of the answer's statements are on the page so far; None once all are.
    sources  where each citation of the answer stands, in the order of their markers; None for a report
             that left the index meanwhile.
    trouble  why there is no answer, in words for a person; empty otherwise.
    link     by which others may read the answer; None until it is shared.
    good     what its owner thinks of it, and why; None while nothing was said.
    written  whether a language model is asked to write its answer.
    """

    number: int
    question: str
    answer: Answer | None = None
    shown: int | None = None
    sources: tuple[tuple[Citation, Source | None], ...] = ()
    trouble: str = ""
    link: str | None = None
    good: bool | None = None
    reason: str = ""
    written: bool = False

    @property
    def as_shown(self) -> Turn:
        """The turn with so much of its answer's evidence as the page shows: a passage of each report that is quoted,
        or the nearest of a silence. A page's session keeps every turn, and most of a turn is evidence."""
        if self.answer is None:
            return self
        evidence = self.answer.evidence[:NEAREST_SHOWN]
        if quoted := {c.document for s in self.answer.statements for c in s.citations}:
            evidence = tuple({e.report.name: e for e in self.answer.evidence if e.report.name in quoted}.values())
        return replace(self, answer=replace(self.answer, evidence=evidence))


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation.

    id       "" until its first answer is kept.
    trouble  why the last thing done with it was refused; empty otherwise.
    """

    id: str = ""
    turns: tuple[Turn, ...] = ()
    trouble: str = ""

    @property
    def answered(self) -> tuple[Turn, ...]:
        """The turns that have an answer; one that ended in trouble, or was stopped before, has none."""
        return tuple(turn for turn in self.turns if turn.answer is not None)

    def but(self, turn: Turn) -> Talk:
        """The same conversation with a turn in place of the one of its number."""
        return replace(self, turns=tuple(turn if t.number == turn.number else t for t in self.turns))


def citations(answer: Answer) -> tuple[Citation, ...]:
    """The citations of an answer or of what is known instead, each marker once, in the order of their markers."""
    by_marker = {c.marker: c for statement in answer.statements or answer.known for c in statement.citations}
    return tuple(by_marker[marker] for marker in sorted(by_marker))


def history(turns: tuple[Turn, ...]) -> tuple[tuple[str, str], ...]:
    """The answered turns as (role, text), oldest first."""
    return tuple(
        line
        for turn in turns
        if turn.answer is not None
        for line in (("user", turn.question), ("assistant", turn.answer.text))
    )
