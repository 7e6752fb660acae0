"""The engine that searches on Milvus, and what keeps Milvus in step with the store."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from assistant.library.indexed import Edition
from assistant.library.lock import BusyError, indexing
from assistant.library.milvus.collections import Collections
from assistant.library.milvus.connection import Connection
from assistant.library.milvus.index import MilvusIndex
from assistant.library.milvus.rows import Shelf, Shelved, passage_rows
from assistant.library.store import Store

LOCK = "milvus.lock"  # one process of a machine at a time changes what Milvus holds
BATCH = 1000  # passages in one request, about 3 MB


class MilvusEngine:
    """Milvus holds the passages of the store's latest state. Safe to share between threads, and between processes.

    A library that may only be read, as a copy of it on another machine, searches what Milvus holds and changes nothing.
    """

    def __init__(self, folder: Path, uri: str, token: str) -> None:
        """uri as Connection takes it; "" for Milvus Lite in the library's folder."""
        self._folder = folder
        self._collections = Collections(Connection(uri or str(folder / "milvus"), token))
        self._lock = threading.Lock()
        self._shelf: Shelf | None = None  # as it was last seen
        self._index: MilvusIndex | None = None

    def index(self, store: Store) -> MilvusIndex:
        """The index of all passages, of the state that `store` reads now: it may be within a snapshot.

        Raises LibraryError where Milvus does not answer.
        """
        current = self._index
        if current is None or current.revision != store.revision:
            with self._lock, store.snapshot():
                current, revision = self._index, store.revision
                if current is None or current.revision != revision:
                    shelf = self._in_step(store)
                    current = _of_state(self._collections, shelf, store.indexed.editions(), revision)
                    # Where another state is held by now, the next question looks again.
                    self._index = current if shelf.revision == revision else None
        return current

    def publish(self, store: Store, facts: dict[str, str]) -> None:
        """Bring Milvus up to date; the facts are in the store. Raises LibraryError."""
        self.index(store)

    def is_published(self, store: Store) -> bool:
        """Whether Milvus holds the store's present state. Raises LibraryError."""
        return self._collections.revision() == store.revision

    def _in_step(self, store: Store) -> Shelf:
        """What Milvus holds, after it was brought to the latest state of the store where that may be."""
        # In a thread of its own: this one may be reading a former state, to which Milvus must not go back.
        with ThreadPoolExecutor(max_workers=1) as latest:
            self._shelf = latest.submit(self._brought_up_to_date, store).result()
        return self._shelf

    def _brought_up_to_date(self, store: Store) -> Shelf:
        try:
            if store.database.is_read_only:
                return self._looked_at()
            with indexing(self._folder, stop=lambda: True, name=LOCK), store.snapshot():
                shelf, revision = self._looked_at(), store.revision
                return shelf if shelf.revision == revision else _moved(self._collections, shelf, store, revision)
        except BusyError:  # another process is at it; what is there by now can be searched
            return self._looked_at()
        finally:
            store.database.close()

    def _looked_at(self) -> Shelf:
        """The shelf, listed anew only where another process has changed it."""
        if self._shelf is not None and self._shelf.revision == self._collections.revision():
            return self._shelf
        return self._collections.shelf()


def _of_state(collections: Collections, shelf: Shelf, editions: Mapping[str, Edition], revision: str) -> MilvusIndex:
    """The index of a state of the store that has these documents, of which Milvus may miss some and have others."""
    here = {name: d for name, d in shelf.documents.items() if editions.get(name) == d.edition}
    return MilvusIndex(collections, here, shelf.revision == revision, revision)


def _moved(collections: Collections, shelf: Shelf, store: Store, revision: str) -> Shelf:
    """Bring what Milvus holds from one revision of the store to another, a document after the other.

    Passages come before their document stands on the shelf, and go before it leaves it: where this ends half way, the
    next one takes out what is left and puts it in again.
    """
    _, dimension = store.indexed.size()
    if not dimension and not shelf.documents:
        return Shelf(revision, {})
    if dimension and collections.prepare(dimension):
        shelf = Shelf("", {})
    editions = store.indexed.editions()
    kept = {name: d for name, d in shelf.documents.items() if editions.get(name) == d.edition}
    new = {name: edition for name, edition in editions.items() if name not in kept}
    gone = {d.edition.first for name, d in shelf.documents.items() if name not in kept}
    collections.remove(gone | {edition.first for edition in new.values()})
    for name, edition in new.items():
        kept[name] = _put(collections, store, edition)
        collections.shelve({name: kept[name]})
    collections.note_revision(revision)
    return Shelf(revision, kept)


def _put(collections: Collections, store: Store, edition: Edition) -> Shelved:
    terms, last, end = 0, edition.first - 1, edition.first + edition.passages - 1
    while last < end:
        some = store.indexed.after(last, min(BATCH, end - last))
        collections.put(passage_rows(some, edition.first))
        terms, last = terms + sum(some.lengths), int(some.ids[-1])
    return Shelved(edition, terms)
