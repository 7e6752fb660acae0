"""Pages of indexed PDF files as pictures, and where on them a quote stands."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from assistant.errors import AssistantError
from assistant.reading.process import Child, Late, Lost, Message
from assistant.values import Box

from .cache import Cache

DPI = 120
LONGEST_SIDE = 1_800  # pixels, whatever the page's size
MOST_KEPT = 300 * 2**20  # bytes of pictures, about a thousand pages


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a PNG file. width and height in pixels; pages is how many the document has."""

    file: Path
    width: int
    height: int
    pages: int


class Pictures:
    """Draws pages and finds quotes on them, in a child process. Safe to share between threads.

    folder     where the pictures are kept.
    seconds    longest time for one page.
    megabytes  most memory (address space) of the child, MiB.
    """

    def __init__(self, folder: Path, seconds: float = 20, megabytes: int = 768) -> None:
        self._cache = Cache(folder.absolute(), MOST_KEPT)
        self._seconds = seconds
        self._child = Child("assistant.pictures.child", megabytes)
        self._lock = threading.Lock()  # one child, and PDFium knows no threads
        self._hashes: dict[tuple[Path, int, int], str] = {}  # of files, by their size and time of change

    def close(self) -> None:
        """Ends the child; the next call would start another."""
        with self._lock:
            self._child.stop()

    def page(self, path: Path, sha256: str, page: int) -> Picture:
        """A page (from 1) of a file that had this sha256 when it was indexed.

        Raises AssistantError where the file is gone, has changed, is protected, has no such page or cannot be drawn.
        """
        self._check(path, sha256)
        name = f"{sha256}-{page}-{DPI}.png"
        if kept := self._kept(name):
            return kept
        with self._lock:
            picture = self._kept(name) or self._drawn(path, sha256, page, name)
        return picture

    def boxes(
        self, path: Path, sha256: str, page: int, quote: str, before: str = "", after: str = ""
    ) -> tuple[Box, ...]:
        """Where a quote stands on a page: (left, top, right, bottom) as fractions of the page's width and height.

        One box a line, or a table cell; none where the quote is not found with certainty.
        before, after  what stands around the quote: tells which one is meant where the page has it several times.
        Raises AssistantError as `page` does.
        """
        self._check(path, sha256)
        with self._lock:
            found = self._ask(path, page, {"quote": quote, "before": before, "after": after})
        return tuple((left, top, right, bottom) for left, top, right, bottom in found["boxes"])

    def _kept(self, name: str) -> Picture | None:
        file = self._cache.get(name)
        if file is None:
            return None
        try:
            with Image.open(file) as image:
                return Picture(file, image.width, image.height, int(image.info["pages"]))
        except (OSError, SyntaxError, KeyError, ValueError):  # removed in between, or damaged: drawn again
            return None

    def _drawn(self, path: Path, sha256: str, page: int, name: str) -> Picture:
        try:
            draft = self._cache.draft(name)
            try:
                self._ask(path, page, {"picture": str(draft), "dpi": DPI, "longest_side": LONGEST_SIDE})
                self._check(path, sha256)  # it may have been replaced while it was drawn
                self._cache.keep(draft, name)
            finally:
                draft.unlink(missing_ok=True)
        except OSError as error:
            raise AssistantError(
                f"The picture of {path.name} cannot be written: {error.strerror or error}. "
                "Check that the index folder may be written and the disk is not full."
            ) from error
        picture = self._kept(name)
        if picture is None:
            raise _undrawn(path, page, "its picture could not be kept")
        return picture

    def _check(self, path: Path, sha256: str) -> None:
        """Raises AssistantError unless the file has the bytes that were indexed."""
        try:
            known = path.stat()
            key = (path.absolute(), known.st_size, known.st_mtime_ns)
            if key not in self._hashes:
                with path.open("rb") as file:
                    self._hashes[key] = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise AssistantError(
                f"{path.name} cannot be opened where it was indexed: {error.strerror or error}. "
                "Put it back, or run: assistant index"
            ) from error
        if self._hashes[key] != sha256:
            raise AssistantError(f"{path.name} has changed since it was indexed. Run: assistant index")

    def _ask(self, path: Path, page: int, wanted: Message) -> Message:
        try:
            self._child.send({"path": str(path.absolute()), "page": page} | wanted)
            answer = self._child.receive(self._seconds)
        except Late:
            raise _undrawn(path, page, f"it took longer than {self._seconds:.0f} seconds") from None
        except Lost as lost:
            why = "it needed too much memory" if lost.by_memory else "the program that draws it stopped"
            raise _undrawn(path, page, why) from None
        except BaseException:  # Ctrl-C leaves a child in the middle of a page
            self._child.stop()
            raise
        match answer.get("refused"):
            case None:
                return answer
            case "protected":
                raise AssistantError(f"{path.name} is protected by a password. Save it without one.")
            case "no such page":
                raise AssistantError(f"{path.name} has no page {page}. Choose one from 1 to {answer['pages']}.")
            case "not written":
                raise OSError(answer["why"])
            case _:
                raise _undrawn(path, page, "the file is damaged, or is no PDF")


def _undrawn(path: Path, page: int, why: str) -> AssistantError:
    return AssistantError(f"Page {page} of {path.name} cannot be shown: {why}. Open the file itself.")
