"""What the page's controls do, as plain functions of a desk: no gradio here."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.desk import Desk, Source
from assistant.errors import AssistantError
from assistant.values import Answer, Citation, Filters, Report
from assistant.web.turn import Turn, citations, history
from assistant.web.words import Words

# Seconds between two statements of an answer: the page fills at reading pace, and a screen reader
# announces one sentence at a time instead of being cut off by the next.
PAUSE = 0.12

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation's moves. It holds no conversation itself: the turns so far come in and go out."""

    desk: Desk
    words: Words

    def ask(self, question: str, filters: Filters, turns: tuple[Turn, ...]) -> Iterator[tuple[Turn, ...]]:
        """The conversation as it grows: the question at once, then its answer statement by statement.

        A turn that ended in trouble is dropped when the next question comes.
        """
        before = tuple(turn for turn in turns if not turn.trouble)
        asked = Turn(number=before[-1].number + 1 if before else 1, question=question)
        yield (*before, asked)
        try:
            answer = self.desk.ask(question, filters, history(before))
            done = replace(asked, answer=answer, sources=self._sources(answer))
        except AssistantError as error:
            yield (*before, replace(asked, trouble=str(error)))
            return
        except Exception:  # a door: the person reads a sentence, the log keeps the traceback
            log.exception("a question could not be answered")
            yield (*before, replace(asked, trouble=self.words["turn.unexpected"]))
            return
        for shown in range(1, len(answer.statements)):
            yield (*before, replace(done, shown=shown))
            time.sleep(PAUSE)
        yield (*before, done)

    def reports(self, sector: str | None = None, year: int | None = None) -> tuple[Report, ...]:
        """The indexed reports of a sector and a year; None does not limit."""
        return tuple(
            report
            for report in self.desk.documents()
            if sector in (None, report.sector) and year in (None, report.year)
        )

    def _sources(self, answer: Answer) -> tuple[tuple[Citation, Source | None], ...]:
        return tuple((citation, self._source(citation)) for citation in citations(answer))

    def _source(self, citation: Citation) -> Source | None:
        try:
            return self.desk.source(citation.passage_id)
        except AssistantError:  # its report was removed between answering and showing
            return None
