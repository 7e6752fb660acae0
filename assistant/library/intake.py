"""The thread in which files that people sent are read and indexed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.errors import AssistantError, LibraryError
from assistant.library.uploads import Uploads
from assistant.values import FileStatus
from assistant.values.uploads import Upload

BATCH = 20  # files; the search index is written once at the end of each

UNEXPECTED = "Something went wrong on the server; the details are in logs/assistant.log. Read the file again later."

log = logging.getLogger(__name__)

Index = Callable[[Sequence[Path], Callable[[], bool]], Iterator[FileStatus]]
"""Files, and whether to stop before the next is read → what became of each, as it is done."""


class Intake:
    """Takes in what waits, a batch at a time, in a thread that ends when nothing waits any more."""

    def __init__(self, uploads: Uploads, index: Index) -> None:
        self.uploads = uploads
        self._index = index
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False

    def resume(self) -> None:
        """Go on with what a process before this one left, if anything."""
        self._closed = False
        try:
            self.uploads.sweep()
            self.uploads.put_back()
            waits = bool(self.uploads.waiting(1))
        except (LibraryError, OSError):  # a full disk, or a folder that may only be read: what is indexed is served
            log.exception("the files that wait cannot be taken in")
            return
        if waits:
            self.wake()

    def wake(self) -> None:
        """Something waits. Returns at once."""
        with self._lock:
            if not self._closed and not (self._thread and self._thread.is_alive()):
                self._thread = threading.Thread(target=self._work, name="intake", daemon=True)
                self._thread.start()

    def close(self, seconds: float) -> None:
        """Begin no further file, and wait at most so long for the one in work. What waits stays noted."""
        with self._lock:
            self._closed = True
            thread = self._thread
        if thread:
            thread.join(seconds)

    def _is_closed(self) -> bool:
        return self._closed

    def _work(self) -> None:
        try:
            self._take_in_all()
        except LibraryError:  # they wait until the next file is sent, or the next start
            log.exception("the files that wait cannot be taken in")
            with self._lock:
                self._thread = None

    def _take_in_all(self) -> None:
        self.uploads.put_back()  # what could not be noted as done when the disk was full
        while True:
            with self._lock:  # nothing can come between seeing that nothing waits and being gone
                batch = () if self._closed else self.uploads.waiting(BATCH)
                if not batch:
                    self._thread = None
                    return
            self._take_in(batch)

    def _take_in(self, batch: Sequence[Upload]) -> None:
        self.uploads.start(batch)
        left = list(dict.fromkeys(Path(upload.path) for upload in batch))
        for path in [path for path in left if not path.is_file()]:
            self._fail(left, path, "The file is no longer there. Send it again.")
        try:
            for status in self._index(tuple(left), self._is_closed) if left else ():
                # Its report may be named after the folder as well.
                done = next((path for path in left if path.name == Path(status.name).name), None)
                if done is not None:
                    left.remove(done)
                    self.uploads.finish(done, _as_new(status))
        except Exception as error:  # a door of its own thread: the files after this one go on
            if left and not self._closed:
                log.exception("%s could not be taken in", left[0])
                self._fail(left, left[0], str(error) if isinstance(error, AssistantError) else UNEXPECTED)
        else:
            for path in tuple(left):  # of which nothing was said; waiting on would never end
                self._fail(left, path, UNEXPECTED)
        self.uploads.put_back()

    def _fail(self, left: list[Path], path: Path, message: str) -> None:
        left.remove(path)
        self.uploads.finish(path, FileStatus(path.name, "unreadable", message=message))


def _as_new(status: FileStatus) -> FileStatus:
    """What another run indexed while it waited is as good as new; with a message it is the copy of another file."""
    return replace(status, status="indexed") if status.status == "unchanged" and not status.message else status
