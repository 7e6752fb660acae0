"""What people send: each file is received, kept once, and noted until its owner clears the list."""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple, fields
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from assistant.errors import AssistantError
from assistant.library.file_names import numbered, safe_name
from assistant.library.store import Store
from assistant.values import FileStatus, IndexStatus
from assistant.values.reports import USUAL
from assistant.values.uploads import Upload, UploadState

_COLUMNS = ", ".join(field.name for field in fields(Upload))


class Incoming:
    """A file while it is received, under a name that is not taken for a report's. Write it, then take or drop it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f".{secrets.token_hex(8)}.part"
        self.size = 0
        self._hash = hashlib.sha256()
        self._file = self.path.open("xb")

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)
        self.size += len(data)

    def close(self) -> str:
        """The whole file is there and on the disk. Returns its sha256."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return self._hash.hexdigest()

    def drop(self) -> None:
        """Forget what was received."""
        with suppress(OSError):  # what a full disk did not take is tried once more
            self._file.close()
        self.path.unlink(missing_ok=True)


class Uploads:
    """The files that people sent, kept in `folder`, and the list of each owner. Safe to share between threads."""

    def __init__(self, store: Store, folder: Path, naming: threading.Lock | None = None) -> None:
        """naming: the lock of the others that keep files in this folder, if there are any."""
        self.store = store
        self.folder = folder.absolute()
        self._lock = naming or threading.Lock()  # names are given one at a time

    # -- coming in -----------------------------------------------------------------------------------

    def receive(self) -> Incoming:
        """A file to write to. Raises AssistantError where none can be made."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return Incoming(self.folder)
        except OSError as error:
            raise AssistantError(
                f"The file cannot be kept in {self.folder} ({error.strerror}). Make room there, or check that the "
                "assistant may write there, and send the file again."
            ) from error

    def take(self, key: str, owner: str, said: str, incoming: Incoming, collection: str = USUAL) -> Upload:
        """Keep what was received as a file that waits; the content of a file that is there already is not kept twice.

        Twice in one collection, that is: what others hold of it is not told.

        key  of the browser's choosing: what is sent again after its answer was lost is not taken twice.
        """
        digest, name = incoming.close(), safe_name(said)
        with self._lock:
            if known := self.find(owner, key):
                incoming.drop()
                return known
            if twin := self._twin(digest, name, collection):
                incoming.drop()
                return self._note(key, owner, name, incoming.size, digest, "done", *twin)
            path = self._free_path(name)
            incoming.path.replace(path)
            self.store.collections.place(str(path), collection)
            return self._note(key, owner, path.name, incoming.size, digest, "waiting", path=path)

    def refuse(self, key: str, owner: str, said: str, size: int, status: IndexStatus, message: str) -> Upload:
        """Note a file that is not taken at all, and why."""
        with self._lock:
            return self.find(owner, key) or self._note(key, owner, safe_name(said), size, "", "done", status, message)

    def read_again(self, owner: str, path: Path) -> Upload:
        """Let a file that is there wait to be read anew, as one of the owner's."""
        return self._note(secrets.token_hex(16), owner, path.name, path.stat().st_size, "", "waiting", path=path)

    def _twin(self, digest: str, name: str, collection: str) -> tuple[IndexStatus, str] | None:
        """What is to be said of content that is already in this collection; None where it is new."""
        report = self.store.collections.twin(digest, collection)
        if report and Path(report.path).is_file():
            return "unchanged", f"The same content as {report.name}, which is indexed."
        waiting = self.store.rows("SELECT name, path FROM uploads WHERE sha256 = ? AND state <> 'done'", (digest,))
        for waits, path in waiting:
            if self.store.collections.of(path) == collection:
                return "unchanged", f"The same content as {waits}, which was sent before it."
        for path, status, message in self.store.rows(
            "SELECT path, status, message FROM files WHERE sha256 = ? AND document_id IS NULL", (digest,)
        ):
            alike = Path(path).suffix.lower() == Path(name).suffix.lower()
            if alike and Path(path).is_file() and self.store.collections.of(path) == collection:
                return status, message
        return None

    def _free_path(self, name: str) -> Path:
        """Where a file of this name is kept: not where another is, unless that one could not be read."""
        for number in count(1):
            path = self.folder / numbered(name, number)
            if not self.store.name_is_taken(path.name, str(path)) and (not path.exists() or self._is_useless(path)):
                return path
        raise AssertionError  # count() has no end

    def _is_useless(self, path: Path) -> bool:
        return bool(
            self.store.rows(
                "SELECT 1 FROM files WHERE path = ?1 AND document_id IS NULL AND status <> 'indexed' "
                "AND NOT EXISTS (SELECT 1 FROM uploads WHERE path = ?1 AND state <> 'done')",
                (str(path),),
            )
        )

    def _note(
        self, key: str, owner: str, name: str, size: int, digest: str, state: UploadState,
        status: IndexStatus | None = None, message: str = "", path: Path | None = None,
    ) -> Upload:  # fmt: skip
        upload = Upload(
            _id(owner, key), owner, name, str(path or ""), size, digest, state, status, message, 0, 0, 0, 0, _now(),
            _now() if state == "done" else None,
        )  # fmt: skip
        with self.store.write() as db:
            db.execute(f"INSERT INTO uploads ({_COLUMNS}) VALUES ({_marks()})", astuple(upload))  # noqa: S608 - ours
        return upload

    # -- being read ----------------------------------------------------------------------------------

    def waiting(self, most: int) -> tuple[Upload, ...]:
        """The files that wait longest."""
        return self._rows("WHERE state = 'waiting' ORDER BY rowid LIMIT ?", most)

    def start(self, uploads: Iterable[Upload]) -> None:
        with self.store.write() as db:
            db.executemany("UPDATE uploads SET state = 'reading' WHERE id = ?", ((u.id,) for u in uploads))

    def finish(self, path: Path, status: FileStatus) -> None:
        """Note what became of a file that was being read."""
        with self.store.write() as db:
            db.execute(
                "UPDATE uploads SET state = 'done', status = ?, message = ?, pages = ?, passages = ?, rows = ?, "
                "commitments = ?, done = ? WHERE path = ? AND state = 'reading'",
                (
                    status.status, status.message, status.pages, status.passages, status.rows, status.commitments,
                    _now(), str(path),
                ),
            )  # fmt: skip

    def put_back(self) -> None:
        """What was being read waits again."""
        with self.store.write() as db:
            db.execute("UPDATE uploads SET state = 'waiting' WHERE state = 'reading'")

    def sweep(self) -> None:
        """Delete what a process that was killed had begun to receive."""
        for part in self.folder.glob(".*.part"):
            part.unlink(missing_ok=True)

    # -- the lists -----------------------------------------------------------------------------------

    def of(self, owner: str) -> tuple[Upload, ...]:
        """An owner's list, last sent first."""
        return self._rows("WHERE owner = ? ORDER BY rowid DESC", owner)

    def find(self, owner: str, key: str) -> Upload | None:
        return next(iter(self._rows("WHERE id = ?", _id(owner, key))), None)

    def clear(self, owner: str) -> None:
        """Take what is done from an owner's list; the files stay."""
        with self.store.write() as db:
            db.execute("DELETE FROM uploads WHERE owner = ? AND state = 'done'", (owner,))

    def keeps(self, path: str) -> bool:
        """Whether a file is one of those that people sent."""
        return Path(path).parent == self.folder

    def delete(self, path: str) -> None:
        """Delete a file that was sent; others are left alone."""
        if self.keeps(path):
            Path(path).unlink(missing_ok=True)

    def _rows(self, which: str, value: str | int) -> tuple[Upload, ...]:
        rows = self.store.rows(f"SELECT {_COLUMNS} FROM uploads {which}", (value,))  # noqa: S608 - ours
        return tuple(Upload(*row) for row in rows)


def _id(owner: str, key: str) -> str:
    """Under what an upload is kept: no owner can choose that of another's."""
    return hashlib.sha256(f"{owner}/{key}".encode()).hexdigest()[:32]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _marks() -> str:
    return ", ".join("?" * len(fields(Upload)))
