"""A child process that reads files one after the other, and is replaced when a file breaks or overruns it."""

from __future__ import annotations

import queue
import threading
from pathlib import Path
from types import TracebackType

from assistant.errors import ReadingError
from assistant.values import Document

from .process import Child, Late, Lost
from .wire import from_wire

SECONDS_PER_PAGE = 0.05  # what a page that was read adds to the budget; reading takes 0.01 to 0.1 a page (median 0.025)
SECONDS_PER_PICTURE = 5.0  # what a page whose picture was recognised adds; rapidocr needs 1 to 2 on two cores


class Reader:
    """Reads files in one persistent child process. A context manager; one thread at a time may read.

    seconds         budget of processor time for one file; each page that was read adds 0.05 s (5 s where its picture
                    had to be recognised), so that a long report is not cut off while it moves on, and no page can
                    hang it.
    megabytes       most memory (address space) of the child, MiB; with the ocr extra, 1,024 more for its engine.
    file_megabytes  largest file that is opened, MiB.
    """

    def __init__(self, seconds: float = 30.0, megabytes: int = 1024, file_megabytes: int = 200) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._file_megabytes = file_megabytes
        self._child = Child("assistant.reading.child", megabytes)
        self._lock = threading.Lock()

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the child; the next `read` would start another."""
        with self._lock:
            self._child.stop()

    def read(self, path: Path) -> Document:
        """The file as a Document. Raises ReadingError with the status that the file gets."""
        with self._lock:
            try:
                return self._read(path.absolute())
            except BaseException as error:
                # A ReadingError is an answer; anything else (Ctrl-C) leaves a child in the middle of a file.
                if not isinstance(error, ReadingError):
                    self._child.stop()
                raise

    def _read(self, path: Path) -> Document:
        budget, pages = self._seconds, 0
        try:
            self._child.send({"path": str(path), "file_megabytes": self._file_megabytes})
            started = self._child.worked()
            while True:
                message = self._child.receive(started + budget - self._child.worked())
                if "document" in message:
                    return from_wire(message["document"])
                if "error" in message:
                    raise ReadingError(message["error"]["status"], message["error"]["message"])
                pages = message["pages"]
                budget = self._seconds + SECONDS_PER_PAGE * pages + SECONDS_PER_PICTURE * message["recognised"]
        except Late:
            raise ReadingError(
                "too-large",
                f"{path.name} took longer than {budget:.0f} seconds to read ({pages} pages were done). "
                "Split it, or allow more time with ASSISTANT_READ_SECONDS.",
            ) from None
        except Lost as lost:
            raise self._lost(path, lost) from None

    def _lost(self, path: Path, lost: Lost) -> ReadingError:
        """What became of a file over which there is no child any more."""
        if not lost.started:
            return ReadingError("unreadable", f"{path.name}: no process to read it could be started. Try again.")
        if lost.by_memory:
            return ReadingError(
                "too-large",
                f"{path.name} needed more than {self._megabytes} MB of memory. "
                "Split it, or allow more with ASSISTANT_READ_MEGABYTES.",
            )
        return ReadingError("unreadable", f"{path.name} made its reader crash. Export it again and replace the file.")


class Readers:
    """Several readers with a child process each, started when it is first needed. A context manager.

    As many threads as there are readers may read at once. What each child may use is said at Reader.
    """

    def __init__(self, count: int, seconds: float = 30.0, megabytes: int = 1024, file_megabytes: int = 200) -> None:
        self._all = [Reader(seconds, megabytes, file_megabytes) for _ in range(count)]
        self._free = queue.LifoQueue[Reader]()  # the one that has a child already comes first
        for reader in self._all:
            self._free.put(reader)

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for reader in self._all:
            reader.close()

    def read(self, path: Path) -> Document:
        """The file as a Document, as soon as a reader is free. Raises ReadingError with the status that it gets."""
        reader = self._free.get()
        try:
            return reader.read(path)
        finally:
            self._free.put(reader)
