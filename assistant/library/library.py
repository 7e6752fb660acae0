"""The library: the store, its encoder and the index made from both, as one thing to search and to add to."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from pathlib import Path

from assistant.commitments import Donors, load_donors
from assistant.errors import DamageError, LibraryError
from assistant.library.encoder import Encoder
from assistant.library.engine import Engine, SearchIndex
from assistant.library.examined import examine_store
from assistant.library.faiss_engine import FaissEngine
from assistant.library.ingest import Read, Step, add, bring_up_to_date
from assistant.library.ledger import Ledger
from assistant.library.store import Store
from assistant.passages import SPLITTER_VERSION
from assistant.values import FileStatus, Report

log = logging.getLogger(__name__)


class Library:
    """What is kept in the index folder. Safe to share between threads: searches see one whole state."""

    def __init__(
        self,
        folder: Path,
        encoder: Encoder,
        any_encoder: bool = False,
        donors: Donors | None = None,
        engine: Engine | None = None,
    ) -> None:
        """any_encoder  do not mind that the index was made with another encoder (to rebuild it).
        engine       what searches the passages; None for FAISS.
        """
        self.folder = folder
        self.encoder = encoder
        self.engine = engine or FaissEngine(folder)
        self.store = Store(folder)
        self.ledger = Ledger(self.store, donors or load_donors())
        self.alarm = ""  # what is wrong with what is stored and how to mend it, once `examine` has found it
        self._whole: Library | None = None  # of which this is what somebody may see
        self._part: tuple[SearchIndex, tuple[Report, ...], SearchIndex] | None = None  # with what it is a part of
        if not any_encoder:
            self._check_model()

    def seen_by(self, collections: frozenset[str]) -> Library:
        """The same library to somebody who may see the reports of these collections, as if there were no others."""
        part = copy(self)
        part.store = self.store.seen_by(collections)
        part.ledger = Ledger(part.store, self.ledger.donors, self.whole.ledger)
        part._whole = self.whole
        return part

    @property
    def whole(self) -> Library:
        """The library with all its reports: what is written, and never read for somebody."""
        return self._whole or self

    @property
    def index(self) -> SearchIndex:
        """The index in force, of what may be seen; where the store has moved on, one of the state that is read now."""
        whole = self.engine.index(self.store)
        return whole if self._whole is None else self._seen(whole)

    def update(
        self,
        read: Read,
        paths: Sequence[Path],
        suffixes: frozenset[str],
        on_step: Callable[[Step], None] = lambda step: None,
        collection: str | None = None,
    ) -> Iterator[FileStatus]:
        """Bring the library up to date with `paths`; the index is published when the last file is done.

        What is new goes into `collection`, where one is named. To be called within `indexing`.
        """
        self._note_model()
        self.ledger.bring_up_to_date()
        yield from bring_up_to_date(
            self.store, self.encoder, self.ledger.donors, read, paths, suffixes, on_step, collection
        )
        self.publish()

    def rebuild(self, on_step: Callable[[Step], None] = lambda step: None) -> int:
        """Split and encode every stored document anew with the encoder in force. Returns the passages made."""
        reports = self.store.reports()
        passages = pages = 0
        for done, report in enumerate(reports, 1):
            document = self.store.document(report.document_id)
            passages += add(self.store, self.encoder, self.ledger.donors, document, Path(report.path))[0]
            pages += report.pages
            on_step(Step(done, len(reports), pages, passages, report.name))
        self.store.set_meta(self._model_facts())
        self.publish()
        return passages

    def publish(self) -> None:
        """Keep the index for the store's present state, where it is not kept already."""
        self.engine.publish(self.whole.store, self._model_facts())

    def _seen(self, whole: SearchIndex) -> SearchIndex:
        """What may be seen of the index; made again when the index or what may be seen has changed."""
        reports, part = self.store.reports(), self._part
        if part is None or part[0] is not whole or part[1] is not reports:
            part = self._part = (whole, reports, whole.seen_by({r.document_id for r in reports}))
        return part[2]

    def examine(self) -> None:
        """Look at every stored byte that an answer could be made of; what is wrong goes to `alarm` and to the log."""
        try:
            examine_store(self.store)
            self.alarm = ""
        except DamageError as error:
            self.alarm = str(error)
            log.critical("%s", error)
        except LibraryError as error:
            log.warning("the library could not be examined: %s", error)

    def _model_facts(self) -> dict[str, str]:
        return {
            "encoder": self.encoder.name,
            "fingerprint": self.encoder.fingerprint,
            "splitter": SPLITTER_VERSION,
        }

    def _note_model(self) -> None:
        if self.store.meta("fingerprint") is None:
            self.store.set_meta(self._model_facts())

    def _check_model(self) -> None:
        made_with = self.store.meta("fingerprint")
        if made_with is not None and made_with != self.encoder.fingerprint:
            raise LibraryError(
                f"The index in {self.folder} was made with the encoder {self.store.meta('encoder')!r}, and the "
                f"settings name {self.encoder.name!r}. Set ASSISTANT_EMBEDDING_MODEL back, or run: "
                "assistant index --rebuild"
            )
