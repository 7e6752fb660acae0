"""The one object behind every door: the web page, the command line, scripts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from assistant.answers import Page, answer_question, candidates_from
from assistant.commitments import WRONG, checked, chosen, load_donors, told_once
from assistant.errors import AssistantError, QuestionError
from assistant.library import Encoder, Library, Step
from assistant.reading import SUFFIXES, Reader
from assistant.search import Reranker, parse, search
from assistant.settings import Settings
from assistant.values import (
    Answer,
    Citation,
    Commitment,
    Evidence,
    FileStatus,
    Filters,
    LedgerFilters,
    Passage,
    Quoted,
    Report,
)

EXAMPLES = 4
LONGEST_QUESTION = 2000  # characters; a pasted page is not a question


@dataclass(frozen=True, slots=True)
class Source:
    """What a citation opens: the passage, its report, and the cells of its table row as (column, text)."""

    passage: Passage
    report: Report
    cells: tuple[tuple[str, str], ...]


class Desk:
    """Reports in, cited answers out. Safe to share between threads.

    Raises LibraryError or ModelError where the index or its encoder cannot be used.
    """

    def __init__(self, settings: Settings, any_encoder: bool = False) -> None:
        self.settings = settings
        encoder = Encoder(settings.embedding_model, settings.threads)
        self.library = Library(settings.index, encoder, any_encoder, load_donors(settings.donors))
        self.reranker = Reranker(settings.reranker) if settings.reranker else None
        self._examples: tuple[int, tuple[str, ...]] | None = None  # with the revision that they belong to

    # -- reports in ------------------------------------------------------------------------------------

    def index(
        self, paths: Sequence[Path] = (), on_step: Callable[[Step], None] = lambda step: None
    ) -> Iterator[FileStatus]:
        """Bring the index up to date with files and folders (the corpus where none is named)."""
        s = self.settings
        with Reader(s.read_seconds, s.read_megabytes, s.file_megabytes) as reader:
            yield from self.library.update(reader.read, paths or (s.corpus,), frozenset(SUFFIXES), on_step)

    def remove(self, name: str) -> None:
        """Take a report out. Raises AssistantError where none has this name."""
        self.library.remove(name)

    def correct(self, name: str, title: str | None = None, sector: str | None = None, year: int | None = None) -> None:
        """Set a report's title, sector or year in place of what was read from it."""
        if name not in {r.name for r in self.documents()}:
            raise AssistantError(f"No report named {name!r} is indexed. See the names with: assistant documents")
        self.library.store.correct(name, title, sector, year)

    # -- what there is ---------------------------------------------------------------------------------

    def documents(self) -> tuple[Report, ...]:
        return self.library.store.reports()

    def sectors(self) -> tuple[str, ...]:
        return tuple(sorted({r.sector for r in self.documents() if r.sector}))

    def years(self) -> tuple[int, ...]:
        return tuple(sorted({r.year for r in self.documents() if r.year}))

    def examples(self) -> tuple[str, ...]:
        """Up to four questions of different shapes that the desk answers well; none where nothing is indexed."""
        revision = self.library.store.revision
        if self._examples is None or self._examples[0] != revision:
            good = (q for q in islice(candidates_from(self.library.store), 60) if self._answers_well(q))
            shapes: dict[str, str] = {}
            for question in good:
                shapes.setdefault(" ".join(question.split()[:3]), question)
                if len(shapes) == EXAMPLES:
                    break
            self._examples = (revision, tuple(shapes.values()))
        return self._examples[1]

    def _answers_well(self, question: str) -> bool:
        return self.ask(question).sureness in ("direct", "likely")

    # -- questions -------------------------------------------------------------------------------------

    def search(self, question: str, k: int = 10, filters: Filters = Filters()) -> tuple[Evidence, ...]:
        """The k best passages. Raises QuestionError for an empty or over-long question."""
        return search(self.library, parse(_checked(question)), k, filters, reranker=self.reranker)

    def ask(self, question: str, filters: Filters = Filters(), history: Sequence[tuple[str, str]] = ()) -> Answer:
        """A cited answer or a silence that explains itself; history is (role, text) turns, oldest first.

        Raises QuestionError for an empty or over-long question.
        """
        started = time.perf_counter()
        return answer_question(self.library, _checked(question), filters, tuple(history), started, self.reranker)

    # -- the ledger ------------------------------------------------------------------------------------

    def commitments(self, filters: LedgerFilters = LedgerFilters()) -> tuple[Commitment, ...]:
        """The rows of the ledger within the filters; the same commitment told twice is one row."""
        ledger = self.library.ledger
        ledger.bring_up_to_date()
        return told_once(chosen(ledger.rows(), filters, ledger.donors))

    def correct_row(self, row: str, field: str, value: str | None) -> None:
        """Set a field of a ledger row in place of what was extracted; the extraction is kept beside it.

        Raises AssistantError where there is no such row or the value cannot stand.
        """
        self.library.ledger.correct(row, field, checked(self._row(row), field, value))

    def mark_row(self, row: str, wrong: bool) -> None:
        """Mark a ledger row as wrong, or take the mark back. Raises AssistantError where there is no such row."""
        self._row(row)
        if wrong:
            self.library.ledger.correct(row, WRONG, "yes")
        else:
            self.library.ledger.undo(row, WRONG)

    def restore_row(self, row: str) -> None:
        """Take back all that persons set in a ledger row."""
        self._row(row)
        self.library.ledger.undo(row)

    def _row(self, row: str) -> Commitment:
        found = next((c for c in self.library.ledger.rows() if c.id == row), None)
        if found is None:
            raise AssistantError(
                f"There is no row {row!r} in the ledger. See the ids with: assistant commitments --json"
            )
        return found

    def quoted_source(self, quoted: Quoted) -> Source:
        """What a ledger row's quote opens. Raises AssistantError where its passage is no longer there."""
        return self.source(self.library.store.passage_at(quoted.document_id, quoted.start) or -1)

    def source(self, passage_id: int) -> Source:
        """What a citation opens. Raises AssistantError where the passage is no longer there."""
        store = self.library.store
        passage = store.passages([passage_id]).get(passage_id)
        report = store.report(passage.document_id) if passage else None
        if passage is None or report is None:
            raise AssistantError("This passage is no longer in the index. Ask the question again.")
        blocks = store.blocks(passage.document_id, passage.start, passage.end)
        row = next((b.row for b in blocks if b.column is not None), None)
        cells = store.row_cells(passage.document_id, row) if row is not None else ()
        return Source(passage, report, cells)

    def is_verbatim(self, citation: Citation) -> bool:
        """Whether a citation's quote stands on the stored page that it names; each cell of a quoted row by itself."""
        report = next((r for r in self.documents() if r.name == citation.document), None)
        page = Page(self.library.store.page_text(report.document_id, citation.page)) if report else Page("")
        cells = [cell for cell in citation.quote.split(" | ") if any(c.isalnum() for c in cell)]
        return bool(cells) and all(page.find(cell) for cell in cells)


def _checked(question: str) -> str:
    question = " ".join(question.split())
    if not any(c.isalnum() for c in question):
        raise QuestionError("The question is empty. Type what you want to know about the reports.")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(question):,} characters; at most {LONGEST_QUESTION:,} can be read. "
            "Shorten it to what you want to know."
        )
    return question
