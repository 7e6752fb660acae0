"""A child process that reads files one after the other, and is replaced when a file breaks or overruns it."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from assistant.errors import ReadingError
from assistant.values import Document

from .wire import from_wire

SECONDS_PER_PAGE = 0.05  # what a page that was read adds to the budget; reading takes 0.01 to 0.1 a page (median 0.025)
SECONDS_PER_PICTURE = 5.0  # what a page whose picture was recognised adds; rapidocr needs 1 to 2 on two cores
_START_SECONDS = 60.0  # a child that imports its libraries from a cold disk


class Reader:
    """Reads files in one persistent child process. A context manager; one thread at a time may read.

    seconds         budget for one file; each page that was read adds 0.05 s (5 s where its picture had to be
                    recognised), so that a long report is not cut off while it moves on, and no page can hang it.
    megabytes       most memory (address space) of the child, MiB; with the ocr extra, 1,024 more for its engine.
    file_megabytes  largest file that is opened, MiB.
    """

    def __init__(self, seconds: float = 30.0, megabytes: int = 1024, file_megabytes: int = 200) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._file_megabytes = file_megabytes
        self._child: subprocess.Popen[str] | None = None
        self._lines: queue.Queue[str | None] = queue.Queue()
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
            self._stop()

    def read(self, path: Path) -> Document:
        """The file as a Document. Raises ReadingError with the status that the file gets."""
        with self._lock:
            try:
                return self._read(path.absolute())
            except BaseException as error:
                # A ReadingError is an answer; anything else (Ctrl-C) leaves a child in the middle of a file.
                if not isinstance(error, ReadingError):
                    self._stop()
                raise

    def _read(self, path: Path) -> Document:
        if self._child is None or self._child.poll() is not None:
            self._start()
        child = self._child
        if child is None or child.stdin is None:
            raise ReadingError("unreadable", f"{path.name}: no process to read it could be started. Try again.")
        try:
            child.stdin.write(json.dumps({"path": str(path), "file_megabytes": self._file_megabytes}) + "\n")
            child.stdin.flush()
        except OSError:
            return self._lost(path)
        started, pages, earned = time.monotonic(), 0, 0.0
        while True:
            budget = self._seconds + earned
            try:
                line = self._lines.get(timeout=max(0.0, started + budget - time.monotonic()))
            except queue.Empty:
                self._stop()
                raise ReadingError(
                    "too-large",
                    f"{path.name} took longer than {budget:.0f} seconds to read ({pages} pages were done). "
                    "Split it, or allow more time with ASSISTANT_READ_SECONDS.",
                ) from None
            if line is None:
                return self._lost(path)
            message: dict[str, Any] = json.loads(line)
            if "document" in message:
                return from_wire(message["document"])
            if "error" in message:
                raise ReadingError(message["error"]["status"], message["error"]["message"])
            pages, recognised = message["pages"], message["recognised"]
            earned = SECONDS_PER_PAGE * pages + SECONDS_PER_PICTURE * recognised

    def _lost(self, path: Path) -> Document:
        """The child died over this file."""
        code = self._child.wait() if self._child else 0
        self._stop()
        if code in (MEMORY_EXIT, -6, -9):  # a C++ library without memory aborts; the kernel kills
            raise ReadingError(
                "too-large",
                f"{path.name} needed more than {self._megabytes} MB of memory. "
                "Split it, or allow more with ASSISTANT_READ_MEGABYTES.",
            )
        raise ReadingError("unreadable", f"{path.name} made its reader crash. Export it again and replace the file.")

    def _start(self) -> None:
        self._stop()
        # S603: it runs our own module; the names of files never stand on its command line.
        self._child = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "assistant.reading.child", str(self._megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="ascii",
            cwd=Path(__file__).parents[2],
        )
        self._lines = queue.Queue()
        threading.Thread(target=_forward, args=(self._child.stdout, self._lines), daemon=True).start()
        try:
            self._lines.get(timeout=_START_SECONDS)  # it says that it is ready
        except queue.Empty:
            self._stop()

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    continue


MEMORY_EXIT = 77


def _forward(source: IO[str] | None, lines: queue.Queue[str | None]) -> None:
    """Hands the child's lines on until it ends; None marks the end."""
    if source is not None:
        try:
            for line in source:
                lines.put(line)
        except ValueError:
            pass  # closed by `_stop` while it was read
    lines.put(None)
