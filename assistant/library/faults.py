"""What SQLite and the disk raise, as errors for a person: what happened, and what to do next."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from assistant.errors import DamageError, LibraryError

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
_NO_TEXT = ("decode to UTF-8", "user-defined function raised")  # a text that is none, read or handed to a function


def told(error: sqlite3.Error | OSError | UnicodeDecodeError, folder: Path) -> LibraryError | None:
    """The error of the library in `folder` in words; None for a mistake of ours, which the log is for."""
    if isinstance(error, UnicodeDecodeError):
        return damaged(folder, "what should be text is none")
    if isinstance(error, OSError):
        code = error.errno
        if code in _NO_ROOM:
            return full(folder)
        return closed(folder) if code in _CLOSED else failing(folder, str(error))
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return full(folder)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return closed(folder)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryError(
            f"The library in {folder} is being changed by another process and did not become free in time. Nothing "
            "was changed. Try again in a moment; if it stays so, see what runs with: assistant doctor"
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or any(said in str(error) for said in _NO_TEXT):
        return damaged(folder, "its file does not hold together")
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return failing(folder, str(error))
    return None


def full(folder: Path) -> LibraryError:
    return LibraryError(
        f"The disk of {folder} is full. Nothing was changed, and what is indexed can still be asked. Free some space "
        "there and do this again."
    )


def closed(folder: Path) -> LibraryError:
    return LibraryError(
        f"The library in {folder} cannot be written to. Nothing was changed, and what is indexed can still be asked. "
        "Let the account that runs the assistant write to that folder, and do this again."
    )


def failing(folder: Path, what: str) -> LibraryError:
    return LibraryError(
        f"The library in {folder} could not be read or written ({what}). Check that its disk is there and has room, "
        "then do this again; see what is wrong with: assistant doctor"
    )


def damaged(folder: Path, what: str) -> DamageError:
    return DamageError(
        f"The library in {folder} is damaged: {what}. Nothing is shown of what was altered. Put back a backup with: "
        "assistant restore FILE. Without one, move the folder's content away and run: assistant index"
    )
