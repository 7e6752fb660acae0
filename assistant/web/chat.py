"""What becomes of a conversation, as plain functions of a desk: no gradio here."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.sources import Source
from assistant.values import Answer, Citation, Filters, KeptTurn
from assistant.web.turn import Talk, Turn, citations, history
from assistant.web.words import Words

AT_ONCE = 8  # questions that are answered at a time; more of them would only slow one another down
AWAITED = 0.1  # seconds in which most answers come; only after them the page says that it is looking

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation's moves. It holds no conversation itself: the talk so far comes in and goes out.

    An `owner` is who asks; a conversation is kept for its owner alone, and for nobody where the owner is "".
    """

    desk: Desk
    words: Words
    workers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(AT_ONCE, "asking"))

    def ask(self, owner: str, question: str, filters: Filters, talk: Talk) -> Iterator[Talk]:
        """The conversation as it grows: the question while its answer is looked for, then the answer.

        A turn that ended in trouble is dropped when the next question comes.
        """
        before = talk.answered
        asked = Turn(number=before[-1].number + 1 if before else 1, question=question)

        def grown(turn: Turn) -> Talk:
            return replace(talk, turns=(*before, turn), trouble="")

        answering = self.workers.submit(self.desk.ask, question, filters, history(before))
        awaited = AWAITED
        while wait([answering], awaited).not_done:
            yield grown(asked)  # between two of these a question is stopped
            awaited = min(2 * awaited, 2.0)  # each costs as much as a part of an answer
        try:
            answer = answering.result()
            done = replace(asked, answer=answer, sources=self.sources(answer))
        except AssistantError as error:
            yield grown(replace(asked, trouble=str(error)))
            return
        except Exception:  # a door: the person reads a sentence, the log keeps the traceback
            log.exception("a question could not be answered")
            yield grown(replace(asked, trouble=self.words["turn.unexpected"]))
            return
        yield grown(done)  # nobody waits for its being kept
        talk = replace(talk, id=self.kept(owner, talk.id, asked.number, answer))
        yield grown(done)

    def again(self, owner: str, filters: Filters, talk: Talk) -> Iterator[Talk]:
        """The newest question asked anew, in place of what it was answered."""
        if talk.answered:
            last = talk.answered[-1]
            yield from self.ask(owner, last.question, filters, replace(talk, turns=talk.answered[:-1]))

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
        )  # fmt: skip

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
        """Where each citation of an answer stands."""
        return tuple((citation, self.source(citation)) for citation in citations(answer))

    def source(self, citation: Citation) -> Source | None:
        """Where a citation stands; None where its report was removed or changed since it was answered."""
        try:
            return self.desk.sources.of_citation(citation)
        except AssistantError:
            return None
