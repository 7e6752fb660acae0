"""Who is indexing: one process at a time changes the reports of a library, and others can see which, and since when."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from assistant.errors import LibraryError
from assistant.library.faults import told

NAME = "indexing.lock"
_LOOK = 0.2  # seconds between two looks at a lock that another holds


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that is indexing. `since` is local time, "2019-08-30 14:05"; both are None where it did not say."""

    pid: int | None
    since: str | None

    def __str__(self) -> str:
        if self.pid is None:
            return "another process"
        return f"another process (number {self.pid}, since {self.since})"


class BusyError(LibraryError):
    """Another process is indexing, and was not waited for."""


@contextmanager
def indexing(
    folder: Path,
    on_wait: Callable[[Holder], None] = lambda holder: None,
    stop: Callable[[], bool] = lambda: False,
    name: str = NAME,
) -> Iterator[None]:
    """Waits until no other process is indexing into `folder`; `on_wait` is told once of whom.

    The lock goes with the process that holds it, however that ends. A file of another `name` is another lock. Raises
    BusyError when `stop` says so while it waits, LibraryError where the lock cannot be written.
    """
    try:
        file = (folder / name).open("ab+", buffering=0)  # else what a full disk refuses is written again at its end
    except OSError as error:
        raise told(error, folder) or error from error
    with file:
        holder: Holder | None = None
        while not _taken(file):
            if holder is None:
                holder = _holder(file)
                on_wait(holder)
            if stop():
                raise BusyError(f"The index is being changed by {holder}. Wait until it is done, and do this again.")
            time.sleep(_LOOK)
        _write(file, {"pid": os.getpid(), "since": datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")})
        try:
            yield
        finally:
            _write(file, None)


def _taken(file: BinaryIO) -> bool:
    """Takes the lock where it is free. Without file locks (Windows) it is always free."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(file: BinaryIO) -> Holder:
    file.seek(0)
    try:
        said = json.loads(file.read())
        return Holder(int(said["pid"]), str(said["since"]))
    except (ValueError, KeyError, TypeError):
        return Holder(None, None)


def _write(file: BinaryIO, said: dict[str, object] | None) -> None:
    """What others read of the lock. That it cannot be written (a full disk) is no reason not to have it."""
    try:
        file.seek(0)
        file.truncate()
        if said is not None:
            file.write(json.dumps(said).encode())
    except OSError:
        return
