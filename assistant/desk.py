"""The one object behind every door: the web page, the command line, scripts."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import replace
from pathlib import Path

from assistant.access import NO_AUDIT, Audit
from assistant.answers import Examples, answer_question
from assistant.briefings import briefing
from assistant.briefings.briefing import Briefing, Most, Scope
from assistant.briefings.compare import compare
from assistant.briefings.comparison import Comparison
from assistant.briefings.make import USUAL, make_briefing
from assistant.briefings.summary import summarised
from assistant.checking import Checked, DraftSentence, Paragraph, Verdict, check_draft, judge
from assistant.commitments import WRONG, checked, chosen, load_donors, told_once
from assistant.drafts.files import Drafts
from assistant.errors import AssistantError, NotAllowedError, QuestionError
from assistant.library import shelf
from assistant.library.collections import checked as checked_collection
from assistant.library.conversations import Conversations
from assistant.library.encoder import Encoder
from assistant.library.engines import engine_named
from assistant.library.ingest import AHEAD, Step
from assistant.library.intake import Intake
from assistant.library.language import language_of
from assistant.library.library import Library
from assistant.library.lock import BusyError, Holder, indexing
from assistant.library.overview import overview
from assistant.library.quality import ENGLISH, examine
from assistant.library.uploads import Uploads
from assistant.pictures import Pictures
from assistant.reading import SUFFIXES, Readers, storable
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
from assistant.values.people import ANYBODY, Person
from assistant.values.quality import Quality
from assistant.values.shelf import Shelved
from assistant.writing import Endpoint, WriterTrouble, endpoint_from, write

MOST_PARTS = 64  # different sets of collections for which a desk is kept ready
LONGEST_QUESTION = 2000  # characters; a pasted page is not a question
LONGEST_SAMPLE = 20_000  # characters of a draft that its language is told by


class Desk:
    """Reports in, cited answers out. Safe to share between threads.

    Raises LibraryError or ModelError where the index or its encoder cannot be used.
    """

    def __init__(self, settings: Settings, any_encoder: bool = False) -> None:
        self.settings = settings
        encoder = Encoder(settings.embedding_model, settings.threads)
        self.reranker = Reranker(settings.reranker) if settings.reranker else None
        self.pictures = Pictures(settings.index / "pictures")
        self.drafts = Drafts(settings.read_seconds, settings.read_megabytes)
        self._naming = threading.Lock()
        s = settings
        engine = engine_named(*s.engine)
        self._over(Library(s.index, encoder, any_encoder, load_donors(s.donors), engine))
        self.intake = Intake(self.uploads, lambda paths, stop: self.index(paths, stop=stop))
        self._indexing = threading.Lock()
        self.audit: Audit = NO_AUDIT
        self.person: Person = ANYBODY

    def _over(self, library: Library) -> None:
        """All through which the library is read."""
        self.library = library
        self.sources = Sources(library.store, self.pictures)
        self.conversations = Conversations(library.store)
        self.uploads = Uploads(library.store, self.settings.corpus / "uploads", self._naming)
        self._examples = Examples(library.store, self._answers_well)
        self._parts: dict[frozenset[str], Desk] = {}  # what is made for those who see some collections alone

    # -- persons ---------------------------------------------------------------------------------------

    def seen_by(self, person: Person) -> Desk:
        """The desk in the hands of a person: as if only the reports of their collections were indexed.

        It notes in their name what is asked, and refuses what they may not do; what is not seen cannot be changed.
        """
        own = copy(self._part(person.collections))
        own.person = person
        return own

    def _part(self, collections: frozenset[str] | None) -> Desk:
        if collections is None:
            return self
        part = self._parts.get(collections)
        if part is None:
            part = copy(self)
            part._over(self.library.seen_by(collections))
            if len(self._parts) >= MOST_PARTS:
                self._parts.clear()  # it is quick to make one anew
            self._parts[collections] = part
        return part

    def _change(self, action: str, what: str) -> None:
        """Note a change of reports or rows. Raises NotAllowedError where the person may not change any."""
        if not self.person.may_change:
            raise NotAllowedError(
                "Your account reads reports and does not change them. Ask an administrator to make it a curator's."
            )
        self.audit.note(action, self.person, what)

    def _note(self, action: str, question: str, documents: Iterable[str]) -> None:
        self.audit.note(action, self.person, question=question, documents=documents)

    # -- reports in ------------------------------------------------------------------------------------

    def index(
        self,
        paths: Sequence[Path] = (),
        on_step: Callable[[Step], None] = lambda step: None,
        stop: Callable[[], bool] = lambda: False,
        collection: str | None = None,
        on_wait: Callable[[Holder], None] = lambda holder: None,
    ) -> Iterator[FileStatus]:
        """Bring the index up to date with files and folders (the corpus where none is named).

        What is new goes into `collection`, else into that of its folder. Waits until another indexing, of this desk or
        of another process, is done; `on_wait` is told of that process. Raises AssistantError when a file would be read
        while `stop` says so.
        """
        s = self.settings
        with (
            self._indexing,
            indexing(s.index, on_wait, stop),
            Readers(AHEAD, s.read_seconds, s.read_megabytes, s.file_megabytes) as readers,
        ):

            def read(path: Path) -> Document:
                if stop():
                    raise AssistantError("The assistant is being stopped. Start it again and repeat this.")
                return readers.read(path)

            library = self.library.whole
            yield from library.update(read, paths or (s.corpus,), frozenset(SUFFIXES), on_step, collection)

    def distrust(self, paths: Sequence[Path] = ()) -> None:
        """Let the next indexing of files and folders (the corpus where none is named) read what has not changed too."""
        shelf.distrust(self.library.whole.store, *(path.absolute() for path in paths or (self.settings.corpus,)))

    @property
    def alarm(self) -> str:
        """What is wrong with what is stored and how to mend it; "" while nothing is known to be."""
        return self.library.whole.alarm

    @property
    def kinds(self) -> tuple[str, ...]:
        """How the names of the files that can be read end."""
        return SUFFIXES

    def rebuild(
        self,
        on_step: Callable[[Step], None] = lambda step: None,
        on_wait: Callable[[Holder], None] = lambda holder: None,
    ) -> int:
        """Encode all that is indexed anew, with the encoder now set. Waits as `index` does."""
        with self._indexing, indexing(self.settings.index, on_wait):
            return self.library.rebuild(on_step)

    def files(self) -> tuple[Shelved, ...]:
        """Every file that the library has seen, also those that could not be read."""
        return shelf.shelved(self.library.store)

    def remove(self, name: str) -> bool:
        """Take a report out, and delete its file if it was sent. Returns whether the file is still there.

        Raises AssistantError where none has this name.
        """
        report = self._report(name)
        self._change("removed", name)
        self.library.store.remove(report.document_id)
        self.uploads.delete(report.path)
        if self._indexing.acquire(blocking=False):  # else the indexing in work publishes what is left, at its end
            try:
                with suppress(BusyError), indexing(self.settings.index, stop=lambda: True):
                    self.library.publish()
            finally:
                self._indexing.release()
        return Path(report.path).exists()

    def forget(self, file: Shelved) -> None:
        """Take a file that could not be read off the list, and delete it if it was sent.

        Raises AssistantError where it is on no list that is seen.
        """
        self._listed(file)
        self._change("removed", file.name)
        self.library.store.files.forget(file.path)
        self.uploads.delete(file.path)

    def reread(self, file: Shelved, owner: str) -> None:
        """Let a file be read anew, as one of the owner's uploads. Raises AssistantError where it is gone."""
        self._listed(file)
        path = Path(file.path)
        if not path.is_file():
            raise AssistantError(f"{file.name} is no longer where it was read from. Put it back, or remove the report.")
        self._change("read again", file.name)
        shelf.distrust(self.library.store, path)
        self.uploads.read_again(owner, path)
        self.intake.wake()

    def quality(self, name: str) -> Quality:
        """How well a report could be read. Raises AssistantError where none has this name."""
        with self.library.store.snapshot():
            return examine(self.library.store, self._report(name))

    def as_read(self, name: str) -> Document:
        """A report as it was read, without what persons corrected. Raises AssistantError where none has this name."""
        with self.library.store.snapshot():
            return self.library.store.document(self._report(name).document_id)

    def correct(self, name: str, title: str | None = None, sector: str | None = None, year: int | None = None) -> None:
        """Set a report's title, sector or year in place of what was read from it; None leaves what was read."""
        self._report(name)
        self._change("corrected", name)
        self.library.store.correct(name, title, sector, year)

    def _listed(self, file: Shelved) -> None:
        if file.path not in {listed.path for listed in self.files()}:
            raise AssistantError(f"{file.name} is on no list any more. Look at the list of reports again.")

    def _report(self, name: str) -> Report:
        found = self.library.store.named(name)
        if found is None:
            raise AssistantError(f"No report named {name!r} is indexed. See the names with: assistant documents")
        return found

    # -- collections -----------------------------------------------------------------------------------

    def collections(self) -> dict[str, int]:
        """The collections, each with the number of its reports."""
        return self.library.store.collections.counted()

    def move(self, name: str, collection: str) -> None:
        """Put a report into another collection. Raises AssistantError for none such, or what cannot be a collection."""
        self.library.store.collections.move(self._report(name).document_id, checked_collection(collection))

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
        return self._examples.found()

    def known_examples(self) -> tuple[str, ...] | None:
        """The examples, where they are known without an answer being looked for; else None."""
        return self._examples.known()

    def _answers_well(self, question: str) -> bool:
        return self._answer(question, Filters(), ()).sureness in ("direct", "likely")

    # -- questions -------------------------------------------------------------------------------------

    def search(self, question: str, k: int = 10, filters: Filters = Filters()) -> tuple[Evidence, ...]:
        """The k best passages. Raises QuestionError for an empty or over-long question."""
        question = _checked(question)
        with self.library.store.snapshot():  # else a report that is removed meanwhile is missed half way
            found = search(self.library, parse(question), k, filters, reranker=self.reranker)
        self._note("searched", question, (evidence.report.name for evidence in found))
        return found

    def ask(self, question: str, filters: Filters = Filters(), history: Sequence[tuple[str, str]] = ()) -> Answer:
        """A cited answer or a silence that explains itself; history is (role, text) turns, oldest first.

        Raises QuestionError for an empty or over-long question.
        """
        question = _checked(question)
        answer = self._answer(question, filters, history)
        self._note("asked", question, documents_of(answer))
        return answer

    def _answer(self, question: str, filters: Filters, history: Sequence[tuple[str, str]]) -> Answer:
        started = time.perf_counter()
        with self.library.store.snapshot():
            return answer_question(self.library, question, filters, tuple(history), started, self.reranker)

    def writer(self) -> Endpoint | None:
        """The language model that the settings name; None for none. Raises WriterTrouble where it cannot be used."""
        s = self.settings
        return endpoint_from(s.llm_url, s.llm_model, s.llm_key, s.llm_key_file, s.llm_seconds)

    def ask_written(
        self,
        question: str,
        filters: Filters = Filters(),
        history: Sequence[tuple[str, str]] = (),
        stop: Callable[[], bool] = lambda: False,
    ) -> Iterator[Answer]:
        """An answer in the words of the language model that the settings name, a checked statement more each time.

        A silence, and an answer for which the model is of no use, come as `ask` gives them. Closing the iterator ends
        the request, and so does `stop` while a statement is waited for. Raises WriterTrouble where the settings name
        no model, or not wholly.
        """
        return write(self.ask(question, filters, history), self.connected_writer(), self.library, stop)

    def connected_writer(self) -> Endpoint:
        """The language model that the settings name. Raises WriterTrouble where they name none that can be used."""
        endpoint = self.writer()
        if endpoint is None:
            raise WriterTrouble("is not connected", "Set ASSISTANT_LLM_URL and ASSISTANT_LLM_MODEL.")
        return endpoint

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
        self._note("checked", "", filters.documents)
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
        topic = _checked(topic) if topic.strip() else ""
        self._note("compared", topic, filters.documents)
        with self.library.store.snapshot():
            return compare(self.library, topic, years, filters)

    def brief(
        self,
        scope: Scope,
        most: Most = USUAL,
        on_step: Callable[[briefing.Step], None] = lambda step: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Briefing:
        """A briefing note. Raises QuestionError for a topic that is too long, AssistantError when `stop` says so."""
        topic = _checked(scope.topic) if scope.topic.strip() else ""
        self.library.ledger.bring_up_to_date()  # it writes, which nothing may within one state
        with self.library.store.snapshot():
            made = make_briefing(self.library, replace(scope, topic=topic), most, on_step, stop)
        self._note("briefed", topic, (citation.document for citation in made.citations))
        return made

    def summarised(self, briefing: Briefing, stop: Callable[[], bool] = lambda: False) -> Briefing:
        """The briefing with a summary by the language model that the settings name, checked sentence by sentence.

        Raises WriterTrouble where the settings name none.
        """
        return summarised(briefing, self.connected_writer(), self.library, stop)

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
        value = checked(self._row(row), field, value)
        self._change("row corrected", f"{row}: {field}")
        self.library.ledger.correct(row, field, value)

    def mark_row(self, row: str, wrong: bool) -> None:
        """Mark a ledger row as wrong, or take the mark back. Raises AssistantError where there is no such row."""
        self._row(row)
        self._change("row marked wrong" if wrong else "row no longer marked wrong", row)
        if wrong:
            self.library.ledger.correct(row, WRONG, "yes")
        else:
            self.library.ledger.undo(row, WRONG)

    def restore_row(self, row: str) -> None:
        """Take back all that persons set in a ledger row."""
        self._row(row)
        self._change("row restored", row)
        self.library.ledger.undo(row)

    def _row(self, row: str) -> Commitment:
        found = next((c for c in self.library.ledger.rows() if c.id == row), None)
        if found is None:
            raise AssistantError(
                f"There is no row {row!r} in the ledger. See the ids with: assistant commitments --json"
            )
        return found


def documents_of(answer: Answer) -> Iterator[str]:
    """The names of the reports that an answer quotes."""
    return (c.document for statement in (*answer.statements, *answer.known) for c in statement.citations)


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
