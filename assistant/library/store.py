"""The library's truth: one SQLite file. A document and all that came from it enters or leaves in one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import LibraryError
from assistant.library import indexed, ledger, seals
from assistant.library.codes import SIZE
from assistant.library.collections import Collections
from assistant.library.database import Database
from assistant.library.encoder import Encoded
from assistant.library.faults import damaged
from assistant.library.files import Files
from assistant.library.indexed import Indexed
from assistant.library.schema import bring_to_schema
from assistant.library.words import Words
from assistant.passages.names import pairs
from assistant.values import Block, Commitment, Document, Passage, Report

_PASSAGE = 'id, document_id, text, page_first, page_last, headings, "column", start, "end", sentences, checksum'
_BLOCK = 'kind, text, page, box, headings, row, "column", continues, start, checksum'
_REPORT = """
    SELECT d.id, d.name, coalesce(c.title, d.title), coalesce(c.sector, d.sector), coalesce(c.year, d.year), d.body,
           d.path, d.pages, d.passages, d.rows,
           (SELECT count(*) FROM commitments x WHERE x.document_id = d.id), d.added,
           coalesce((SELECT p.collection FROM placed p WHERE p.path = d.path), 'reports'),
           (SELECT json_group_array(DISTINCT x.donor) FROM commitments x WHERE x.document_id = d.id)
    FROM documents d LEFT JOIN corrections c ON c.name = d.name
"""


class Store:
    """`library.sqlite`. Reads run side by side; writes wait for one another, up to five seconds.

    Raises LibraryError where the file cannot be opened or was made by a version that is not known.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "library.sqlite"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"The index folder {folder} cannot be used ({error}). Name another with --index, or let the account "
                "that runs the assistant make this one."
            ) from error
        self.database = Database(self.path)
        bring_to_schema(self.database)
        self._see()

    # -- who sees what -------------------------------------------------------------------------------

    def _see(self) -> None:
        self.words = Words(self)
        self.files = Files(self)
        self.indexed = Indexed(self)
        self.collections = Collections(self)
        self._reports: tuple[object, tuple[Report, ...]] | None = None  # with the state that they belong to

    @property
    def seen(self) -> frozenset[str] | None:
        """The collections whose reports are seen; None for all."""
        return self.database.seen

    def seen_by(self, collections: frozenset[str]) -> Store:
        """The same store to somebody who may see the reports of these collections: it reads as if there were no others.

        It writes to the whole; whoever changes something looks first whether it can be seen.
        """
        part = copy(self)
        part.database = self.database.seen_by(collections)
        part._see()
        return part

    def write(self) -> AbstractContextManager[sqlite3.Connection]:
        """A transaction that takes the write lock at its start and commits at its end, or leaves nothing."""
        return self.database.write()

    def snapshot(self) -> AbstractContextManager[None]:
        """All that this thread reads within it is of one state."""
        return self.database.snapshot()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self.database.rows(sql, values)

    # -- meta ----------------------------------------------------------------------------------------

    def meta(self, key: str) -> str | None:
        found = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(found[0][0]) if found else None

    def set_meta(self, values: dict[str, str]) -> None:
        with self.write() as db:
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    @property
    def revision(self) -> str:
        """Another one after each change to passages; the search index names the one that it was made from."""
        return self.meta("revision") or ""

    @property
    def state(self) -> object:
        """Differs from an earlier one where reports were added, removed, corrected or moved, or rows found anew."""
        return tuple(self.rows("SELECT key, value FROM meta WHERE key IN ('revision', 'facts', 'ledger')"))

    # -- documents -----------------------------------------------------------------------------------

    def add(
        self,
        document: Document,
        path: Path,
        passages: Sequence[Passage],
        headers: Sequence[str],
        vectors: Sequence[Encoded],
        commitments: Sequence[Commitment] = (),
    ) -> None:
        """Put a document in, in place of an older one of the same name or file."""
        known = (
            *(document.id, document.name, document.title, document.sector, document.year, document.body),
            *(len(document.pages), len(passages), document.rows),
        )
        with self.write() as db:
            db.execute(
                "DELETE FROM words WHERE rowid IN (SELECT id FROM passages WHERE document_id IN "
                "(SELECT id FROM documents WHERE id = ?1 OR name = ?2 OR path = ?3))",
                (document.id, document.name, str(path)),
            )
            db.execute(
                "DELETE FROM documents WHERE id = ? OR name = ? OR path = ?", (document.id, document.name, str(path))
            )
            db.execute(
                "INSERT INTO documents (id, name, title, sector, year, body, pages, passages, rows, checksum, path, "
                "added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*known, seals.checksum(known), str(path), datetime.now(UTC).isoformat(timespec="seconds")),
            )
            db.executemany(
                "INSERT INTO pages VALUES (?, ?, ?, ?)",
                ((document.id, i, t, seals.checksum((t,))) for i, t in enumerate(document.pages, 1)),
            )
            db.executemany("INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _block_rows(document))
            db.executemany(
                "INSERT INTO names VALUES (?, ?, ?)", ((document.id, *pair) for pair in sorted(pairs(document.text)))
            )
            found_by = []
            for passage, header, encoded in zip(passages, headers, vectors, strict=True):
                row = (
                    passage.document_id,
                    passage.text,
                    passage.page_first,
                    passage.page_last,
                    json.dumps(passage.headings),
                    passage.column,
                    passage.start,
                    passage.end,
                    json.dumps(passage.sentences),
                )
                cursor = db.execute(
                    f"INSERT INTO passages ({_PASSAGE}, sentence_vectors, word_codes) "  # noqa: S608 - column names of ours
                    "VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        *row,
                        seals.checksum(row),
                        seals.sealed(encoded.sentences.astype(np.float16).tobytes()),
                        seals.sealed(encoded.words.tobytes()),
                    ),
                )
                db.execute(
                    "INSERT INTO words (rowid, header, text) VALUES (?, ?, ?)", (cursor.lastrowid, header, passage.text)
                )
                vector = seals.sealed(encoded.passage.astype(np.float16).tobytes())
                found_by.append((cursor.lastrowid or 0, header, passage.text, vector))
            indexed.insert(db, document.id, found_by)
            ledger.insert(db, document.id, commitments)
            _count_change(db)

    def remove(self, document_id: str) -> None:
        """Take a document and all that came from it out."""
        with self.write() as db:
            db.execute(
                "DELETE FROM words WHERE rowid IN (SELECT id FROM passages WHERE document_id = ?)", (document_id,)
            )
            db.execute("DELETE FROM documents WHERE id = ?", (document_id,))
            _count_change(db)

    def correct(self, name: str, title: str | None, sector: str | None, year: int | None) -> None:
        """Set what a person knows better; None leaves what the report says."""
        with self.write() as db:
            db.execute("INSERT OR REPLACE INTO corrections VALUES (?, ?, ?, ?)", (name, title, sector, year))
            db.execute("UPDATE meta SET value = value + 1 WHERE key = 'facts'")

    def reports(self) -> tuple[Report, ...]:
        """Every report, by name. Asked for several times an answer, so it is read only when something has changed."""
        state, known = self.state, self._reports
        if known is None or known[0] != state or self.database.is_writing:
            known = (state, tuple(_report(row) for row in self.rows(_REPORT + " ORDER BY d.name")))
            if not self.database.is_writing:  # what it sees may never have been
                self._reports = known
        return known[1]

    def count_reports(self) -> int:
        return int(self.rows("SELECT count(*) FROM documents")[0][0])

    def report(self, document_id: str) -> Report | None:
        found = self.rows(_REPORT + " WHERE d.id = ?", (document_id,))
        return _report(found[0]) if found else None

    def named(self, name: str) -> Report | None:
        return next((r for r in self.reports() if r.name == name), None)

    def name_is_taken(self, name: str, path: str) -> bool:
        """Whether a report from another file has this name."""
        return bool(self.rows("SELECT 1 FROM documents WHERE name = ? AND path <> ?", (name, path)))

    def document(self, document_id: str) -> Document:
        """The document as it was read. Raises KeyError."""
        found = self.rows("SELECT name, title, sector, year, body FROM documents WHERE id = ?", (document_id,))
        if not found:
            raise KeyError(document_id)
        name, title, sector, year, body = found[0]
        pages = self.rows("SELECT text, checksum FROM pages WHERE document_id = ? ORDER BY page", (document_id,))
        return Document(
            document_id,
            name,
            title,
            sector,
            year,
            body,
            self.blocks(document_id),
            tuple(text for text, _ in self._whole(pages, "a page")),
        )

    def blocks(self, document_id: str, start: int = 0, end: int | None = None) -> tuple[Block, ...]:
        """The blocks that touch `[start, end)` of the document's text, in order."""
        return tuple(block for block, _ in self.placed_blocks(document_id, start, end))

    def placed_blocks(self, document_id: str, start: int = 0, end: int | None = None) -> tuple[tuple[Block, int], ...]:
        """Blocks that touch `[start, end)`, each with its offset in the document's text."""
        rows = self.rows(
            f"SELECT {_BLOCK} FROM blocks WHERE document_id = ? "  # noqa: S608 - ours
            "AND start + length(text) > ? AND start < ? ORDER BY ordinal",
            (document_id, start, 1 << 60 if end is None else end),
        )
        return tuple((_block(row[:8]), row[8]) for row in self._whole(rows, "a paragraph of a report"))

    def row_cells(self, document_id: str, row: int) -> tuple[tuple[str, str], ...]:
        """(column name, text) of each cell of a table row of prose, its paragraphs joined."""
        cells: dict[str, list[str]] = {}
        for column, text in self.rows(
            'SELECT "column", text FROM blocks WHERE document_id = ? AND row = ? AND "column" IS NOT NULL '
            "ORDER BY ordinal",
            (document_id, row),
        ):
            cells.setdefault(column, []).append(text)
        return tuple((column, " ".join(texts)) for column, texts in cells.items())

    def page_text(self, document_id: str, page: int | None) -> str:
        """The stored text of a page (of the whole file where the format has no pages); "" when there is none."""
        sql = "SELECT text, checksum FROM pages WHERE document_id = ? AND page = ?"
        found = self._whole(self.rows(sql, (document_id, page or 1)), "a page")
        return str(found[0][0]) if found else ""

    # -- passages ------------------------------------------------------------------------------------

    def passages(self, ids: Iterable[int]) -> dict[int, Passage]:
        wanted = json.dumps([int(i) for i in ids])
        sql = f"SELECT {_PASSAGE} FROM passages WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
        return {row[0]: self._passage(row) for row in self.rows(sql, (wanted,))}

    def passage_at(self, document_id: str, place: int) -> int | None:
        """The id of the first passage that holds a place of a document's text; None where none does."""
        sql = 'SELECT id FROM passages WHERE document_id = ? AND start <= ? AND "end" > ? ORDER BY start LIMIT 1'
        rows = self.rows(sql, (document_id, place, place))
        return int(rows[0][0]) if rows else None

    def beside(self, passage: Passage, step: int) -> Passage | None:
        """The passage that follows (`step` 1) or precedes (-1) in the same document; None at its ends."""
        order, sign = ("ASC", ">") if step > 0 else ("DESC", "<")
        rows = self.rows(
            f"SELECT {_PASSAGE} FROM passages WHERE document_id = ? AND start {sign} ? "  # noqa: S608
            f"ORDER BY start {order} LIMIT 1",
            (passage.document_id, passage.start),
        )
        return self._passage(rows[0]) if rows else None

    def sentence_vectors(self, ids: Iterable[int]) -> dict[int, NDArray[np.float32]]:
        """Per passage an array (sentences, dimension)."""
        wanted = json.dumps([int(i) for i in ids])
        sql = (
            f"SELECT p.id, (length(i.vector) - {seals.SIZE}) / 2, p.sentence_vectors "  # noqa: S608 - ours
            "FROM passages p JOIN indexed i ON i.passage = p.id WHERE p.id IN (SELECT value FROM json_each(?))"
        )
        return {
            i: np.frombuffer(self._opened(blob), dtype=np.float16).reshape(-1, dimension).astype(np.float32)
            for i, dimension, blob in self.rows(sql, (wanted,))
        }

    def word_codes(self, ids: Iterable[int]) -> dict[int, NDArray[np.int8]]:
        """Per passage an array (content words, codes.SIZE)."""
        wanted = json.dumps([int(i) for i in ids])
        sql = "SELECT id, word_codes FROM passages WHERE id IN (SELECT value FROM json_each(?))"
        rows = self.rows(sql, (wanted,))
        return {i: np.frombuffer(self._opened(blob), dtype=np.int8).reshape(-1, SIZE) for i, blob in rows}

    def passages_of(self, document_id: str) -> list[int]:
        """The ids of a document's passages, in the order of its text."""
        rows = self.rows("SELECT id FROM passages WHERE document_id = ? ORDER BY id", (document_id,))
        return [int(i) for (i,) in rows]

    # -- what was altered ----------------------------------------------------------------------------

    def _whole(self, rows: list[tuple[Any, ...]], what: str) -> list[tuple[Any, ...]]:
        """Rows that end with their checksum. Raises DamageError where one is not as it was written."""
        if not all(map(seals.is_whole, rows)):
            raise damaged(self.path.parent, f"{what} is not as it was stored")
        return rows

    def _passage(self, row: tuple[Any, ...]) -> Passage:
        self._whole([row[1:]], "a passage")
        return _passage(row[:-1])

    def _opened(self, blob: bytes) -> bytes:
        data = seals.opened(blob)
        if data is None:
            raise damaged(self.path.parent, "the meaning of a passage is not as it was stored")
        return data


def is_there(folder: Path) -> bool:
    """Whether a folder holds a library; to ask makes none."""
    return (folder / "library.sqlite").is_file()


def _count_change(db: sqlite3.Connection) -> None:
    # A count, and what no other history of the library has: a backup may be put back and changed anew.
    db.execute(
        "UPDATE meta SET value = (CAST(value AS INTEGER) + 1) || '-' || lower(hex(randomblob(6))) "
        "WHERE key = 'revision'"
    )


def _block_rows(document: Document) -> Iterator[tuple[Any, ...]]:
    for ordinal, span in enumerate(document.spans()):
        b = span.block
        box = json.dumps(b.box) if b.box else None
        headings = json.dumps(b.headings)
        row = (b.kind, b.text, b.page, box, headings, b.row, b.column, int(b.continues), span.start)
        yield (document.id, ordinal, *row, seals.checksum(row))


def _report(row: tuple[Any, ...]) -> Report:
    *facts, collection, said = row  # facts: those of Report from document_id to added
    # A row of several donors, "Norland; Westmark", counts for each.
    donors = {name for donor in json.loads(said) for name in donor.split("; ")}
    return replace(Report(*facts), donors=tuple(sorted(donors)), collection=collection)


def _block(row: tuple[Any, ...]) -> Block:
    kind, text, page, box, headings, number, column, continues = row
    left_top_right_bottom = tuple(json.loads(box)) if box else None
    return Block(kind, text, page, left_top_right_bottom, tuple(json.loads(headings)), number, column, bool(continues))


def _passage(row: tuple[Any, ...]) -> Passage:
    pid, document_id, text, first, last, headings, column, start, end, spans = row
    return Passage(
        pid, document_id, text, first, last, tuple(json.loads(headings)), column, start, end,
        tuple((a, b) for a, b in json.loads(spans)),
    )  # fmt: skip
