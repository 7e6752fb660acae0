"""The library: the store, its encoder and the index made from both, as one thing to search and to add to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant.commitments import Donors, load_donors
from assistant.errors import LibraryError
from assistant.library.encoder import Encoder
from assistant.library.generations import load, publish
from assistant.library.index import Index, build, changed
from assistant.library.ingest import Read, Step, add, bring_up_to_date
from assistant.library.ledger import Ledger
from assistant.library.store import Store
from assistant.passages import SPLITTER_VERSION
from assistant.values import FileStatus


class Library:
    """What is kept in the index folder. Safe to share between threads: searches see one whole state."""

    def __init__(self, folder: Path, encoder: Encoder, any_encoder: bool = False, donors: Donors | None = None) -> None:
        """any_encoder: do not mind that the index was made with another encoder (to rebuild it)."""
        self.folder = folder
        self.encoder = encoder
        self.store = Store(folder)
        self.ledger = Ledger(self.store, donors or load_donors())
        self._lock = threading.Lock()
        self._index: Index | None = None
        if not any_encoder:
            self._check_model()

    @property
    def index(self) -> Index:
        """The index in force; where the store has moved on, the published one or one made from what changed."""
        current = self._index
        if current is None or current.revision != self.store.revision:
            with self._lock:
                current = self._index
                if current is None or current.revision != self.store.revision:
                    current = self._index = self._present(current)
        return current

    def update(
        self,
        read: Read,
        paths: Sequence[Path],
        suffixes: frozenset[str],
        on_step: Callable[[Step], None] = lambda step: None,
    ) -> Iterator[FileStatus]:
        """Bring the library up to date with `paths`; the index is published when the last file is done."""
        self._note_model()
        self.ledger.bring_up_to_date()
        yield from bring_up_to_date(self.store, self.encoder, self.ledger.donors, read, paths, suffixes, on_step)
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
        """Write the index for the store's present state, where it is not there already."""
        publish(self.folder, self.index, self._model_facts())

    def _present(self, current: Index | None) -> Index:
        with self.store.snapshot():
            revision = self.store.revision
            if current is None:
                current = load(self.folder)
                if current is not None and current.revision == revision:
                    return current
            made = changed(current, self.store, revision) if current is not None else None
            return made or build(self.store, revision)

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
