"""The one object behind every door: the web page, the command line, scripts."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from assistant.answers import answer_question, candidates_from
from assistant.briefings import briefing
from assistant.briefings.briefing import Briefing, Most, Scope
from assistant.briefings.compare import compare
from assistant.briefings.comparison import Comparison
from assistant.briefings.make import USUAL, make_briefing
from assistant.checking import Checked, DraftSentence, Paragraph, Verdict, check_draft, judge
from assistant.commitments import WRONG, checked, chosen, load_donors, told_once
from assistant.drafts.files import Drafts
from assistant.errors import AssistantError, QuestionError
from assistant.library import Conversations, Encoder, Library, Step, shelf
from assistant.library.intake import Intake
from assistant.library.language import language_of
from assistant.library.overview import overview
from assistant.library.quality import ENGLISH, examine
from assistant.library.uploads import Uploads
from assistant.pictures import Pictures
from assistant.reading import SUFFIXES, Reader, storable
from assistant.search import Reranker, parse, permitted, search
from assistant.settings import Settings
from assistant.sources import Sources
from assistant.values import (
    Answer,
    Commitment,
    Document,
    Evidence,
    FileStatus,
    Filters,
    LedgerFilters,
    Overview,
    Report,
)
from assistant.values.quality import Quality
from assistant.values.shelf import Shelved
from assistant.writing import WriterTrouble, endpoint_from, write

EXAMPLES = 4
LONGEST_QUESTION = 2000  # characters; a pasted page is not a question
LONGEST_SAMPLE = 20_000  # characters of a draft that its language is told by


class Desk:
    """Reports in, cited answers out. Safe to share between threads.

    Raises LibraryError or ModelError where the index or its encoder cannot be used.
    """

    def __init__(self, settings: Settings, any_encoder: bool = False) -> None:
        self.settings = settings
        encoder = Encoder(settings.embedding_model, settings.threads)
        self.library = Library(settings.index, encoder, any_encoder, load_donors(settings.donors))
        self.reranker = Reranker(settings.reranker) if settings.reranker else None
        self.sources = Sources(self.library.store, Pictures(settings.index / "pictures"))
        self.conversations = Conversations(self.library.store)
        self.uploads = Uploads(self.library.store, settings.corpus / "uploads")
        self.drafts = Drafts(settings.read_seconds, settings.read_megabytes)
        self.intake = Intake(self.uploads, lambda paths, stop: self.index(paths, stop=stop))
        self._indexing = threading.Lock()
        self._examples: tuple[str, tuple[str, ...]] | None = None  # with the revision that they belong to

    # -- reports in ------------------------------------------------------------------------------------

    def index(
        self,
        paths: Sequence[Path] = (),
        on_step: Callable[[Step], None] = lambda step: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Iterator[FileStatus]:
        """Bring the index up to date with files and folders (the corpus where none is named).

        Waits until another indexing of this desk is done. Raises AssistantError when a file would be read while `stop`
        says so.
        """
        s = self.settings
        with self._indexing, Reader(s.read_seconds, s.read_megabytes, s.file_megabytes) as reader:

            def read(path: Path) -> Document:
                if stop():
                    raise AssistantError("The assistant is being stopped. Start it again and repeat this.")
                return reader.read(path)

            yield from self.library.update(read, paths or (s.corpus,), frozenset(SUFFIXES), on_step)

    @property
    def kinds(self) -> tuple[str, ...]:
        """How the names of the files that can be read end."""
        return SUFFIXES

    def files(self) -> tuple[Shelved, ...]:
        """Every file that the library has seen, also those that could not be read."""
        return shelf.shelved(self.library.store)

    def remove(self, name: str) -> bool:
        """Take a report out, and delete its file if it was sent. Returns whether the file is still there.

        Raises AssistantError where none has this name.
        """
        report = self._report(name)
        self.library.store.remove(report.document_id)
        self.uploads.delete(report.path)
        if self._indexing.acquire(blocking=False):  # else the indexing in work publishes what is left, at its end
            try:
                self.library.publish()
            finally:
                self._indexing.release()
        return Path(report.path).exists()

    def forget(self, file: Shelved) -> None:
        """Take a file that could not be read off the list, and delete it if it was sent."""
        self.library.store.files.forget(file.path)
        self.uploads.delete(file.path)

    def reread(self, file: Shelved, owner: str) -> None:
        """Let a file be read anew, as one of the owner's uploads. Raises AssistantError where it is gone."""
        path = Path(file.path)
        if not path.is_file():
            raise AssistantError(f"{file.name} is no longer where it was read from. Put it back, or remove the report.")
        shelf.distrust(self.library.store, file.path)
        self.uploads.read_again(owner, path)
        self.intake.wake()

    def quality(self, name: str) -> Quality:
        """How well a report could be read. Raises AssistantError where none has this name."""
        return examine(self.library.store, self._report(name))

    def as_read(self, name: str) -> Document:
        """A report as it was read, without what persons corrected. Raises AssistantError where none has this name."""
        return self.library.store.document(self._report(name).document_id)

    def correct(self, name: str, title: str | None = None, sector: str | None = None, year: int | None = None) -> None:
        """Set a report's title, sector or year in place of what was read from it; None leaves what was read."""
        self._report(name)
        self.library.store.correct(name, title, sector, year)

    def _report(self, name: str) -> Report:
        found = next((r for r in self.documents() if r.name == name), None)
        if found is None:
            raise AssistantError(f"No report named {name!r} is indexed. See the names with: assistant documents")
        return found

    # -- what there is ---------------------------------------------------------------------------------

    def documents(self) -> tuple[Report, ...]:
        return self.library.store.reports()

    def sectors(self) -> tuple[str, ...]:
        return tuple(sorted({r.sector for r in self.documents() if r.sector}))

    def years(self) -> tuple[int, ...]:
        return tuple(sorted({r.year for r in self.documents() if r.year}))

    def overview(self) -> Overview:
        """What there is, in counts."""
        return overview(self.library.store, self.commitments())

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

    def ask_written(
        self, question: str, filters: Filters = Filters(), history: Sequence[tuple[str, str]] = ()
    ) -> Iterator[Answer]:
        """An answer in the words of the language model that the settings name, a checked statement more each time.

        A silence, and an answer for which the model is of no use, come as `ask` gives them. Raises WriterTrouble where
        the settings name no model, or not wholly.
        """
        s = self.settings
        endpoint = endpoint_from(s.llm_url, s.llm_model, s.llm_key, s.llm_key_file, s.llm_seconds)
        if endpoint is None:
            raise WriterTrouble("No language model is connected.", "Set ASSISTANT_LLM_URL and ASSISTANT_LLM_MODEL.")
        return write(self.ask(question, filters, history), endpoint, self.library)

    # -- drafts ----------------------------------------------------------------------------------------

    def check(self, sentences: Iterable[DraftSentence], filters: Filters = Filters()) -> Iterator[Checked]:
        """What the reports have on each sentence of a draft, one at a time.

        Raises QuestionError at once where there is no report within the filters.
        """
        if not permitted(self.documents(), filters):
            raise QuestionError(
                "No indexed report matches all of these filters together. Choose fewer of them."
                if self.documents()
                else "No report is indexed that the draft could be checked against. Add some with: assistant index PATH"
            )
        return check_draft(self.library, sentences, filters)

    def is_foreign(self, draft: Iterable[Paragraph]) -> bool:
        """Whether a draft is surely in another language than English, in which drafts are checked best."""
        language = language_of(" ".join(p.text for p in draft)[:LONGEST_SAMPLE])
        return language is not None and language != ENGLISH

    def judge(self, claim: str, source: str) -> Verdict:
        """Whether a text carries a claim. Raises QuestionError where either is empty."""
        return judge(claim, source, self.library.encoder)

    # -- briefings -------------------------------------------------------------------------------------

    def compare(self, topic: str = "", years: Sequence[int] = (), filters: Filters = Filters()) -> Comparison:
        """What reports of several years, or those that the filters name, say of the same; all, or what is on a topic.

        Raises QuestionError where nothing is chosen or the topic is too long, AssistantError for an unknown report.
        """
        return compare(self.library, _checked(topic) if topic.strip() else "", years, filters)

    def brief(
        self,
        scope: Scope,
        most: Most = USUAL,
        on_step: Callable[[briefing.Step], None] = lambda step: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Briefing:
        """A briefing note. Raises QuestionError for a topic that is too long, AssistantError when `stop` says so."""
        topic = _checked(scope.topic) if scope.topic.strip() else ""
        return make_briefing(self.library, replace(scope, topic=topic), most, on_step, stop)

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


def _checked(question: str) -> str:
    question = storable(" ".join(question.split()))
    if not any(c.isalnum() for c in question):
        raise QuestionError("The question is empty. Type what you want to know about the reports.")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(question):,} characters; at most {LONGEST_QUESTION:,} can be read. "
            "Shorten it to what you want to know."
        )
    return question
