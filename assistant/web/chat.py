"""What becomes of a conversation, as plain functions of a desk: no gradio here."""

from __future__ import annotations

import logging
import math
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.sources import Source
from assistant.streamed import streamed
from assistant.values import Answer, Citation, Filters, KeptTurn
from assistant.web.turn import Talk, Turn, citations, history
from assistant.web.words import Words

AT_ONCE = 8  # questions that are answered at a time; more of them would only slow one another down
WRITTEN_AT_ONCE = 8  # the same for written ones, which wait for another machine and must keep no quoted one waiting
WRITTEN_WAIT = 0.5  # seconds at most between two looks at a written answer: only then it can be stopped

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation's moves. It holds no conversation itself: the talk so far comes in and goes out.

    An `owner` is who asks; a conversation is kept for its owner alone, and for nobody where the owner is "".
    """

    desk: Desk
    words: Words
    workers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(AT_ONCE, "asking"))
    writers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(WRITTEN_AT_ONCE, "writing"))

    def of(self, desk: Desk) -> Chat:
        """The same moves over the desk as somebody may use it."""
        return replace(self, desk=desk)

    def still(self, talk: Talk) -> Talk:
        """A conversation of this session as far as it may still be seen."""
        return replace(talk, turns=tuple(map(self._still, talk.turns)))

    def _still(self, turn: Turn) -> Turn:
        if turn.answer is None:
            return turn
        answer = self.desk.conversations.as_seen(turn.answer)
        return turn if answer == turn.answer else replace(turn, answer=answer, sources=self.sources(answer))

    def ask(self, owner: str, question: str, filters: Filters, talk: Talk, written: bool = False) -> Iterator[Talk]:
        """The conversation as it grows: the question while its answer is looked for, then the answer; a written one
        statement by statement.

        A turn that ended in trouble is dropped when the next question comes.
        """
        before = talk.answered
        asked = Turn(number=before[-1].number + 1 if before else 1, question=question, written=written)

        def grown(turn: Turn) -> Talk:
            return replace(talk, turns=(*before, turn), trouble="")

        coming = asked
        try:
            for answer in self.answers(question, filters, history(before), written):
                if answer is not None:
                    so_far = len(answer.statements)
                    coming = replace(asked, answer=answer, shown=so_far, sources=self.sources(answer))
                if answer is None or (written and answer.statements):
                    yield grown(coming)  # between two of these a question is stopped
            done = replace(coming, shown=None)
        except AssistantError as error:
            yield grown(replace(asked, trouble=str(error)))
            return
        except Exception:  # a door: the person reads a sentence, the log keeps the traceback
            log.exception("a question could not be answered")
            yield grown(replace(asked, trouble=self.words["turn.unexpected"]))
            return
        shown = done.as_shown
        yield grown(shown)  # nobody waits for its being kept
        if done.answer is not None:
            talk = replace(talk, id=self.kept(owner, talk.id, asked.number, done.answer))
        yield grown(shown)

    def answers(
        self, question: str, filters: Filters, before: tuple[tuple[str, str], ...], written: bool
    ) -> Iterator[Answer | None]:
        """The answer as it grows, on a worker's thread; None while more of it is awaited."""
        left = threading.Event()
        if not written:
            return streamed(lambda: iter((self.desk.ask(question, filters, before),)), left, self.workers)
        return streamed(
            lambda: self.desk.ask_written(question, filters, before, left.is_set), left, self.writers, WRITTEN_WAIT
        )

    def again(self, owner: str, filters: Filters, talk: Talk, written: bool = False) -> Iterator[Talk]:
        """The newest question asked anew, in place of what it was answered."""
        if talk.answered:
            last = talk.answered[-1]
            yield from self.ask(owner, last.question, filters, replace(talk, turns=talk.answered[:-1]), written)

    def wait(self, seconds: float) -> str:
        """That too many questions were asked, in words."""
        return self.words["entry.too_many"].format(seconds=math.ceil(seconds))

    def too_often(self, question: str, talk: Talk, seconds: float) -> Talk:
        """The conversation with a question that is not answered, for too many were asked."""
        before = talk.answered
        number = before[-1].number + 1 if before else 1
        return replace(talk, turns=(*before, Turn(number=number, question=question, trouble=self.wait(seconds))))

    def stopped(self, owner: str, talk: Talk) -> Talk:
        """The conversation after its newest answer was stopped: what was shown of it stays, and is an answer."""
        last = talk.turns[-1] if talk.turns else None
        if last is None or last.answer is None:
            return replace(talk, turns=talk.answered)
        if last.shown is None:
            return talk
        note = self.words["turn.stopped"]
        answer = replace(last.answer, statements=last.answer.statements[: last.shown], notes=(*last.answer.notes, note))
        kept = self.kept(owner, talk.id, last.number, answer)
        return replace(talk, id=kept).but(replace(last, answer=answer, shown=None, sources=self.sources(answer)))

    def opened(self, owner: str, conversation: str) -> Talk:
        """A kept conversation. Raises AssistantError where the owner has none such."""
        return Talk(conversation, tuple(map(self.turn, self.desk.conversations.turns(owner, conversation))))

    def shared(self, owner: str, talk: Talk, number: int) -> Talk:
        """The conversation with a link to one of its answers. Raises AssistantError where it is not the owner's."""
        link = self.desk.conversations.share(owner, talk.id, number)
        turns = tuple(replace(t, link=link) if t.number == number else t for t in talk.turns)
        return replace(talk, turns=turns, trouble="")

    def rated(self, owner: str, talk: Talk, number: int, good: bool, reason: str) -> Talk:
        """The conversation with what its owner thinks of an answer. Raises AssistantError as above."""
        self.desk.conversations.rate(owner, talk.id, number, good, reason)
        turns = tuple(replace(t, good=good, reason=reason) if t.number == number else t for t in talk.turns)
        return replace(talk, turns=turns, trouble="")

    def turn(self, kept: KeptTurn) -> Turn:
        """A kept turn as the page shows it."""
        return Turn(
            kept.number, kept.answer.question, kept.answer, None, self.sources(kept.answer), "", kept.link, kept.good,
            kept.reason,
        ).as_shown  # fmt: skip

    def kept(self, owner: str, conversation: str, number: int, answer: Answer) -> str:
        """Keep a turn; the id under which its conversation is kept. An answer is shown even where it can't be kept."""
        if not owner:
            return conversation
        try:
            return self.desk.conversations.keep(owner, conversation, number, answer)
        except (sqlite3.Error, AssistantError):
            log.exception("an answer could not be kept")
            return conversation

    def sources(self, answer: Answer) -> tuple[tuple[Citation, Source | None], ...]:
        """Where each citation of an answer stands.

        A passage or report that is the same as one of the evidence, or of another citation, is one object: an open page
        keeps all of its answers, and this is two fifths less of each.
        """
        passages = {e.passage: e.passage for e in answer.evidence}
        reports = {e.report: e.report for e in answer.evidence}

        def once(source: Source | None) -> Source | None:
            if source is None:
                return None
            passage = passages.setdefault(source.passage, source.passage)
            return replace(source, passage=passage, report=reports.setdefault(source.report, source.report))

        return tuple((citation, once(self.source(citation))) for citation in citations(answer))

    def source(self, citation: Citation) -> Source | None:
        """Where a citation stands; None where its report was removed or changed since it was answered."""
        try:
            return self.desk.sources.of_citation(citation)
        except AssistantError:
            return None
