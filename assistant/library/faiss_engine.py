"""The engine of one machine: FAISS and postings in memory, kept as generations in the library's folder."""

from __future__ import annotations

import threading
from pathlib import Path

from assistant.library.allocation import given_back
from assistant.library.generations import load, publish
from assistant.library.index import Index, build, changed
from assistant.library.store import Store


class FaissEngine:
    """Each process makes its index from the store, or takes the published one. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._index: Index | None = None

    def index(self, store: Store) -> Index:
        """The index of all passages, of the state that `store` reads now: it may be within a snapshot."""
        current = self._index
        if current is None or current.revision != store.revision:
            with self._lock, given_back(), store.snapshot():
                current, revision = self._index, store.revision
                if current is None or current.revision != revision:
                    current = self._index = self._present(current, store, revision)
        return current

    def publish(self, store: Store, facts: dict[str, str]) -> None:
        """Write the index for the store's present state, where it is not there already."""
        with given_back():
            publish(self._folder, self.index(store), facts)

    def is_published(self, store: Store) -> bool:
        """Whether a whole index of the store's present state is in the folder."""
        return load(self._folder, store.revision) is not None

    def _present(self, current: Index | None, store: Store, revision: str) -> Index:
        if current is None:
            current = load(self._folder)
            if current is not None and current.revision == revision:
                return current
        made = changed(current, store, revision) if current is not None else None
        return made or build(store, revision)
