"""A library in one file: what `assistant backup` writes and `assistant restore` puts back, while others read and ask.

The file is a ZIP of `library.sqlite`, `uploads/NAME` for each file that people sent, and `manifest.json`, which has the
sha256 of each of them. What can be made again from these (the search index, pictures of pages) is not in it.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from assistant.errors import AssistantError, DamageError, LibraryError
from assistant.library.examined import examine_store
from assistant.library.faults import told
from assistant.library.file_names import numbered
from assistant.library.lock import Holder, indexing
from assistant.library.seals import sha256_of
from assistant.library.store import Store, is_there

FORM = "report-assistant-backup-1"
_LIBRARY, _UPLOADS, _MANIFEST = "library.sqlite", "uploads/", "manifest.json"
_WITH_PATHS = ("documents", "files", "uploads", "placed")


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds. `size` in bytes."""

    reports: int
    uploads: int
    size: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and in which file the former state is kept; None where there was none."""

    backup: Backup
    former: Path | None


# -- out ---------------------------------------------------------------------------------------------------


def back_up(index: Path, uploads: Path, to: Path) -> Backup:
    """Write the library in `index`, and the files that people sent, to a new file, as they are at this moment.

    A server may run meanwhile. The file has its name only when it is whole. Raises AssistantError where it is there
    already or cannot be written, LibraryError where there is no library or it is damaged.
    """
    if not is_there(index):
        raise LibraryError(f"There is no library in {index} to back up. Check the name after --index.")
    if to.exists():
        raise AssistantError(f"{to} is there already. Name another file, or move that one away.")
    part = to.with_name(f".{to.name}.{secrets.token_hex(4)}.part")
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=to.absolute().parent) as folder:
            copied = Path(folder) / _LIBRARY
            with closing(sqlite3.connect(copied)) as copy:
                Store(index).database.connection().backup(copy)
            copy_of = Store(copied.parent)
            examine_store(copy_of)
            reports = copy_of.count_reports()
            copy_of.database.close()  # which puts all into the one file
            sent = _sent(uploads)
            with part.open("xb") as file:
                os.chmod(file.fileno(), 0o600)  # noqa: PTH101 - what people asked is in it
                _pack(file, {_LIBRARY: copied, **{_UPLOADS + p.name: p for p in sent}}, uploads.absolute())
                file.flush()
                os.fsync(file.fileno())
        with part.open("rb") as file:
            _verified(file, to)
        part.replace(to)
    except sqlite3.Error as error:
        raise told(error, index) or error from error
    except OSError as error:
        raise AssistantError(
            f"{to} cannot be written ({error.strerror or error}). Make room there, or name a file in another folder."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return Backup(reports, len(sent), to.stat().st_size)


def _pack(file: IO[bytes], what: dict[str, Path], uploads: Path) -> None:
    digests = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, path in what.items():
            try:
                source = path.open("rb")
            except FileNotFoundError:  # removed since it was listed
                continue
            sha256 = hashlib.sha256()
            with source, archive.open(name, "w", force_zip64=True) as entry:
                while block := source.read(1 << 20):
                    sha256.update(block)
                    entry.write(block)
            digests[name] = sha256.hexdigest()
        manifest = {
            "form": FORM,
            "made": datetime.now().astimezone().isoformat(timespec="seconds"),
            "uploads": str(uploads),
            "sha256": digests,
        }
        archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))


# -- in ----------------------------------------------------------------------------------------------------


def restore(
    index: Path, uploads: Path, source: Path, on_wait: Callable[[Holder], None] = lambda holder: None
) -> Restored:
    """Put back what `back_up` wrote, in place of what is in `index` and `uploads`.

    All of the file is verified before anything is touched. The library changes in one transaction of SQLite, which a
    running server notices; what was there before it is kept as a backup of its own, in the index folder. Raises
    AssistantError where the file is no backup, or not a whole one.
    """
    try:
        index.mkdir(parents=True, exist_ok=True)
        uploads.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=index) as folder, source.open("rb") as file:
            staged = Path(folder)
            _check_room(file, source, index)
            came_from = _unpack(file, source, staged)
            new = Store(staged)  # brings an older version up to date
            examine_store(new)
            with indexing(index, on_wait):
                for left in index.glob(".restore-*"):  # by one that was killed
                    if left != staged:
                        shutil.rmtree(left, ignore_errors=True)
                restored = _put_in_place(index, uploads, new, came_from, source)
            new.database.close()
            return restored
    except sqlite3.Error as error:
        raise told(error, index) or error from error
    except OSError as error:
        raise AssistantError(
            f"{source} cannot be put back ({error.strerror or error}). The library is as it was. Check that the file "
            f"may be read, and that there is room in {index} and {uploads}."
        ) from error


def _put_in_place(index: Path, uploads: Path, new: Store, came_from: str, source: Path) -> Restored:
    there = {path.name for path in _sent(uploads)}
    former, known = _set_aside(index, uploads)
    placed = _place_uploads(new.path.parent / "uploads", uploads)
    with new.write() as db:
        for table in _WITH_PATHS:
            for old, now in placed.items():  # marked, as the new place of one may be the old one of another
                # A collection may still be kept for a file of that path that is gone.
                sql = f"UPDATE OR REPLACE {table} SET path = ? WHERE path = ?"  # noqa: S608 - names of ours
                db.execute(sql, (f"?{now}", str(Path(came_from) / old)))
            db.execute(f"UPDATE OR REPLACE {table} SET path = substr(path, 2) WHERE path LIKE '?%'")  # noqa: S608 - as above
        # Other than any revision before it, and larger: every server sees that its index is of the past.
        changes = max(_changes(new), int(time.time()), known + 1)
        revision = f"{changes}-{secrets.token_hex(6)}"
        db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", (("revision", revision), ("facts", str(changes))))
    reports = new.count_reports()
    connection = Store(index).database.connection()  # a new, empty library where there is none
    new.database.connection().backup(connection)  # one transaction: all of it, or nothing
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for name in there - {path.name for path in placed.values()}:  # which are kept in the former state
        (uploads / name).unlink(missing_ok=True)
    return Restored(Backup(reports, len(placed), source.stat().st_size), former)


def _set_aside(index: Path, uploads: Path) -> tuple[Path | None, int]:
    """Keep what is there as a backup, or where it is damaged its files as they are; and the revision that it had."""
    if not is_there(index):
        return None, 0
    when = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    former = index / f"before-restore-{when}-{secrets.token_hex(2)}.backup"
    try:
        back_up(index, uploads, former)
        return former, _changes(Store(index))
    except DamageError:
        former = former.with_suffix(".damaged")
        former.mkdir()
        shutil.copytree(uploads, former / "uploads")
        for name in (f"{_LIBRARY}-wal", f"{_LIBRARY}-shm", _LIBRARY):
            if (index / name).exists():
                (index / name).replace(former / name)
        return former, 0


def _changes(store: Store) -> int:
    """How many changes a revision counts."""
    return int(store.revision.partition("-")[0])


def _sent(uploads: Path) -> list[Path]:
    """The files that people sent, without those that are being received."""
    return sorted(path for path in uploads.glob("*") if path.is_file() and not path.name.startswith("."))


def _place_uploads(staged: Path, uploads: Path) -> dict[str, Path]:
    """Put the files beside those that are there; where a name is taken by another content, under another name."""
    placed: dict[str, Path] = {}
    for file in sorted(staged.glob("*")):
        number = 1
        while True:
            path = uploads / numbered(file.name, number)
            if not path.exists():
                file.replace(path)
                break
            if path.absolute() not in placed.values() and sha256_of(path) == sha256_of(file):
                break
            number += 1
        placed[file.name] = path.absolute()
    return placed


def _check_room(file: IO[bytes], source: Path, index: Path) -> None:
    """Raises AssistantError where what is unpacked, and put in place, would fill the disk."""
    with _opened(file, source) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    free = shutil.disk_usage(index).free
    if 2 * size > free:
        raise AssistantError(
            f"{source} needs {2 * size / 2**20:,.0f} MB in {index} to be put back; {free / 2**20:,.0f} MB are free "
            "there. The library is as it was. Make room there and do this again."
        )


def _unpack(file: IO[bytes], source: Path, to: Path) -> str:
    """Unpack a verified backup; the folder in which its uploads were."""
    manifest = _verified(file, source)
    (to / "uploads").mkdir()
    with _opened(file, source) as archive:
        for name, digest in manifest["sha256"].items():
            with archive.open(name) as entry, (to / name).open("wb") as out:
                shutil.copyfileobj(entry, out, 1 << 20)
            if sha256_of(to / name) != digest:
                raise _unlike(source, f"{name} is not as it was written")
    return str(manifest["uploads"])


def _verified(file: IO[bytes], source: Path) -> dict[str, dict[str, str]]:
    """The manifest of a whole backup. Raises AssistantError where it is none."""
    with _opened(file, source) as archive:
        names = archive.namelist()
        if len(set(names)) != len(names) or _MANIFEST not in names:
            raise _unlike(source, "it has no manifest")
        try:
            manifest = json.loads(archive.read(_MANIFEST))
            digests = dict(manifest["sha256"])
            wrong = manifest["form"] != FORM or not isinstance(manifest["uploads"], str)
        except (ValueError, KeyError, TypeError, zipfile.BadZipFile, zlib.error) as error:
            raise _unlike(source, "its manifest cannot be read") from error
        if wrong or set(names) != {_MANIFEST, *digests} or _LIBRARY not in digests:
            raise _unlike(source, "its manifest does not name what is in it")
        for name, digest in digests.items():
            plain = name.removeprefix(_UPLOADS)
            if name != _LIBRARY and (name == plain or plain != Path(plain).name or plain.startswith(".")):
                raise _unlike(source, f"{name!r} is not the name of a file that people sent")
            try:
                with archive.open(name) as entry:
                    found = hashlib.file_digest(entry, "sha256").hexdigest()  # type: ignore[arg-type]
            except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError) as error:
                raise _unlike(source, f"{name} cannot be read") from error
            if found != digest:
                raise _unlike(source, f"{name} is not as it was written")
        return manifest  # type: ignore[no-any-return]


def _opened(file: IO[bytes], source: Path) -> zipfile.ZipFile:
    try:
        file.seek(0)
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _unlike(source, "it is another kind of file, or was cut off") from error


def _unlike(source: Path, why: str) -> AssistantError:
    return AssistantError(
        f"{source} is not a whole backup of the assistant: {why}. The library is as it was. Name a file that was "
        "written by: assistant backup FILE"
    )
