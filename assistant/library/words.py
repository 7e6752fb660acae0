"""The words of the passages (terms, and full text for phrases), and the short and long names that the reports pair."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.library.faults import damaged
from assistant.library.phrases import SEEN, Phrases
from assistant.library.seals import is_whole

if TYPE_CHECKING:
    from assistant.library.store import Store

LONGEST = 16  # words of a long name; see passages/names.py
MOST = 8  # long names of one acronym: in a large library many are guesses by initials, each of few reports

_WORD = re.compile(r"\w+")


class Words:
    """What the library knows of words. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._phrases = Phrases(store)
        self._seen = "" if store.seen is None else f"AND {SEEN}"

    def ids(self, terms: Sequence[str]) -> dict[str, int]:
        """The ids of those terms that some passage bears or bore, seen or not: never to be told to anyone.

        Raises DamageError.
        """
        sql = "SELECT id, term, checksum FROM main.terms WHERE term IN (SELECT value FROM json_each(?))"
        rows = self.store.rows(sql, (json.dumps(list(terms)),))
        if not all(map(is_whole, rows)):
            raise damaged(self.store.path.parent, "the words that it is searched by are not as they were stored")
        return {str(term): int(i) for i, term, _ in rows}

    def bear_phrase(
        self, phrase: str, documents: Sequence[str] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The passages that bear a phrase, within some documents (None for all that are seen): ids, ascending, and
        BM25."""
        return self._phrases.bearing(_quoted(phrase), documents)

    def occur(self, words: Sequence[str], documents: Sequence[str] | None = None) -> list[bool]:
        """For each word or phrase whether a passage bears it (by its stems), within some documents (None for all)."""
        within, more = _within(documents, 2)
        sql = f"SELECT 1 FROM main.words WHERE words MATCH ?1 {self._seen} {within} LIMIT 1"  # noqa: S608 - ours
        return [bool(self.store.rows(sql, (f"text : {_quoted(word)}", *more))) for word in words]

    def names_like(self, initial: str) -> tuple[tuple[str, str], ...]:
        """The (short, long) of the paired names whose short form begins so, those of most reports first."""
        sql = (
            "SELECT short, long FROM names WHERE short >= ? AND short < ? "
            "GROUP BY short, long ORDER BY count(*) DESC, length(long), long"
        )
        return tuple((str(short), str(long)) for short, long in self.store.rows(sql, (initial, initial + "\uffff")))

    def long_names(self, short: str) -> tuple[str, ...]:
        """What reports call an acronym in full, in whatever case they write it: the names of most reports first."""
        sql = (
            "SELECT long FROM names WHERE short = ? COLLATE NOCASE "
            "GROUP BY long ORDER BY count(*) DESC, length(long), long LIMIT ?"
        )
        return tuple(str(long) for (long,) in self.store.rows(sql, (short, MOST)))

    def acronyms_in(self, text: str) -> tuple[tuple[str, str], ...]:
        """The (short, long) of the paired names whose long form, of two words at least, stands in a text."""
        # By an index on what may stand there: to look for each name in the text took half a second with 1.3 million.
        sql = "SELECT DISTINCT short, long FROM names WHERE lower(long) IN (SELECT value FROM json_each(?))"
        return tuple((str(s), str(long)) for s, long in self.store.rows(sql, (json.dumps(list(_runs(text.lower()))),)))

    def stand_together(self, one: str, other: str) -> bool:
        """Whether some passage has both phrases, as one that defines an acronym has."""
        phrases = " AND ".join(map(_quoted, (one, other)))
        sql = f"SELECT 1 FROM main.words WHERE words MATCH ? {self._seen} LIMIT 1"  # noqa: S608 - ours
        return bool(self.store.rows(sql, (f"text : ({phrases})",)))


def _quoted(phrase: str) -> str:
    """For an FTS5 query, in which nothing of it is taken for an operator."""
    return '"' + phrase.replace('"', "") + '"'


def _within(documents: Sequence[str] | None, place: int) -> tuple[str, tuple[str, ...]]:
    """A condition that keeps full-text rows to some documents, and the value of its parameter at `place`."""
    if documents is None:
        return "", ()
    inside = f"SELECT id FROM passages WHERE document_id IN (SELECT value FROM json_each(?{place}))"  # noqa: S608
    # The + keeps SQLite from matching anew for each of the ids: 11 ms in place of 915 over 10,890 passages (median).
    return f"AND +rowid IN ({inside})", (json.dumps(list(documents)),)


def _runs(text: str) -> Iterator[str]:
    """Every run of two words and more in a text, also without the s of a plural."""
    words = list(_WORD.finditer(text))
    for number, first in enumerate(words):
        for last in words[number + 1 : number + LONGEST]:
            run = text[first.start() : last.end()]
            yield from {run, run.removesuffix("s"), run.removesuffix("es")}
