"""What searches the passages of the store: FAISS and postings in this process, or Milvus beside it.

The store is the truth. An engine holds what is derived from it, and brings that up to date by what has changed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from assistant.library.store import Store
from assistant.library.vectors import Matrix


class SearchIndex(Protocol):
    """The passages of one state of the store, or those of them that somebody may see, by meaning and by words.

    What asks Milvus raises LibraryError where Milvus does not answer.
    """

    @property
    def revision(self) -> str:
        """Of the store, whose state this is."""

    @property
    def size(self) -> int:
        """How many passages are seen."""

    def seen_by(self, documents: Collection[str]) -> SearchIndex:
        """The same to somebody who may see these documents: no other one is found, nor counted in a score."""

    def nearest(
        self, store: Store, question: Matrix, k: int, documents: Collection[str] | None
    ) -> list[tuple[int, float]]:
        """(passage id, cosine) of the `k` nearest passages, best first, within `documents` (None for all seen).

        question  of length 1, shape (dimension,).
        """

    def match(
        self, store: Store, terms: Sequence[int], k: int, documents: Collection[str] | None
    ) -> list[tuple[int, float]]:
        """(passage id, BM25) of the `k` best passages that bear any of the terms, best first; larger is better.

        documents  ids to stay within, None for all seen; scores are the same either way.
        """

    def bearers(self, term: int) -> int:
        """How many of the seen passages bear a term in their text, their headings aside."""


class Engine(Protocol):
    """Keeps a search index in step with the store. Safe to share between threads."""

    def index(self, store: Store) -> SearchIndex:
        """The index of all passages, of the state that `store` reads now: it may be within a snapshot."""

    def publish(self, store: Store, facts: dict[str, str]) -> None:
        """Keep the index of the store's present state for the next start. Raises LibraryError.

        facts  of the encoder and the splitter that made the passages.
        """

    def is_published(self, store: Store) -> bool:
        """Whether the index of the store's present state is kept, and whole. Raises LibraryError."""
