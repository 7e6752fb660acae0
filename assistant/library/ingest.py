"""Bringing the library up to date with files: only what is new or changed is read and encoded."""

from __future__ import annotations

import hashlib
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Protocol

from assistant.commitments import Donors, commitments_of
from assistant.errors import AssistantError, ReadingError
from assistant.library.encoder import Encoder, PassageText
from assistant.library.files import SeenFile
from assistant.library.store import Store
from assistant.passages import split
from assistant.passages.split import header
from assistant.values import Document, FileStatus, IndexStatus
from assistant.values.reports import USUAL

# Files that are read at once, while another is encoded: with one, a processor stood idle until a long one was read.
AHEAD = 2
# Files that are read or being read and have not been taken in. Reading is faster than encoding: without a bound nearly
# all of the texts would be in memory.
WAITING = 8


@dataclass(frozen=True, slots=True)
class Step:
    """How far an indexing run has come: what a progress bar shows."""

    done: int
    total: int
    pages: int
    passages: int
    name: str


class Read(Protocol):
    """What reads one file; raises ReadingError."""

    def __call__(self, path: Path) -> Document: ...


@dataclass(frozen=True, slots=True)
class _Found:
    """A file on disk beside what the library remembers of it."""

    path: Path
    size: int
    mtime_ns: int
    seen: SeenFile | None


def bring_up_to_date(
    store: Store,
    encoder: Encoder,
    donors: Donors,
    read: Read,
    paths: Sequence[Path],
    suffixes: frozenset[str],
    on_step: Callable[[Step], None] = lambda step: None,
    collection: str | None = None,
) -> Iterator[FileStatus]:
    """Index files and folders: new, changed and vanished files, a status for each as it is done.

    What is new goes into `collection`, else into that of its folder; what was indexed before stays where it is.
    While one file is encoded the next is being read. A file that cannot be read never stops the others.
    Raises AssistantError where a path does not exist.
    """
    known = store.files.seen()
    present, odd, closed = _present(paths, suffixes)
    for folder in closed:
        yield FileStatus(folder.name, "unreadable", message="The folder cannot be listed, and what was indexed from it "
                         "stays. Check that you may read it.")  # fmt: skip
    for path in odd:
        yield FileStatus(path.name, "unsupported", message=f"{path.suffix or 'This kind of file'} is not read. "
                         f"Use one of: {', '.join(sorted(suffixes))}.")  # fmt: skip
    found = [_look(path, known.get(str(path))) for path in present]
    if collection is not None:
        for place in {str(path.absolute()) for path in paths} - known.keys():
            store.collections.place(place, collection)
    here = {str(f.path) for f in found} | {path for path in known if any(Path(path).is_relative_to(c) for c in closed)}
    yield from _vanished(store, known, paths, here)

    pages = passages = 0
    with ThreadPoolExecutor(max_workers=AHEAD) as ahead:
        left, fetched = iter(found), deque[Future[_Fetched]]()
        for done, file in enumerate(found, 1):
            fetched.extend(ahead.submit(_fetch, read, later) for later in islice(left, WAITING - len(fetched)))
            started = time.perf_counter()
            status = _take_in(store, encoder, donors, file, fetched.popleft().result(), started, collection)
            pages, passages = pages + status.pages, passages + status.passages
            on_step(Step(done, len(found), pages, passages, file.path.name))
            yield status


_Fetched = tuple[str, Document | ReadingError | None]
"""The file's sha256, and what reading it gave; None where the library has exactly this file."""


def _fetch(read: Read, file: _Found) -> _Fetched:
    seen = file.seen
    if seen and (seen.size, seen.mtime_ns) == (file.size, file.mtime_ns):
        return seen.sha256, None
    try:
        with file.path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        message = f"The file cannot be opened ({error.strerror}). Check that you may read it."
        return "", ReadingError("unreadable", message)
    if seen and seen.sha256 == digest and not seen.is_distrusted:
        return digest, None
    try:
        return digest, read(file.path)
    except ReadingError as error:
        return digest, error


def _take_in(
    store: Store,
    encoder: Encoder,
    donors: Donors,
    file: _Found,
    fetched: _Fetched,
    started: float,
    asked: str | None,
) -> FileStatus:
    """Put one fetched file into the library and say what became of it; `asked` is the collection asked for, if any."""
    digest, result = fetched
    name, seen = file.path.name, file.seen
    collection = _placed(store, file)
    if result is None and seen is not None:
        now = replace(seen, size=file.size, mtime_ns=file.mtime_ns, sha256=digest)
        if now != seen:  # each that is written waits for the disk
            store.files.remember(now)
        status: IndexStatus = "unchanged" if seen.status == "indexed" else seen.status  # type: ignore[assignment]
        if report := store.report(seen.document_id) if seen.document_id else None:
            return FileStatus(
                name, status, report.pages, report.passages, report.rows, report.commitments,
                message=seen.message or _stays(report.name, collection, asked),
            )  # fmt: skip
        return FileStatus(name, status, message=seen.message)
    if not isinstance(result, Document):
        assert result is not None  # noqa: S101 - None is only of a file that was seen  # nosec B101
        if seen and seen.sha256 == digest and (report := store.report(seen.document_id or "")):
            store.files.remember(replace(seen, size=file.size, mtime_ns=file.mtime_ns))
            return FileStatus(  # read again, and it was the machine's doing: nothing in the file has changed
                name, result.status, report.pages, report.passages, report.rows, report.commitments,  # type: ignore[arg-type]
                message=f"{result} What was indexed of it before stays.",
            )  # fmt: skip
        if seen and seen.document_id:
            store.remove(seen.document_id)
        store.files.remember(
            SeenFile(str(file.path), file.size, file.mtime_ns, digest, result.status, str(result), None)
        )
        return FileStatus(name, result.status, message=str(result), seconds=time.perf_counter() - started)  # type: ignore[arg-type]
    result = replace(result, id=store.collections.id_in(result.id, collection))
    twin = store.collections.twin(digest, collection)
    if twin and twin.path != str(file.path) and Path(twin.path).is_file():
        message = f"The same content as {twin.name}, which is indexed."
        store.files.remember(
            SeenFile(str(file.path), file.size, file.mtime_ns, digest, "indexed", message, twin.document_id)
        )
        return FileStatus(name, "unchanged", message=message)
    document = _named(store, result, file.path)
    passages, commitments = add(store, encoder, donors, document, file.path)
    store.files.remember(SeenFile(str(file.path), file.size, file.mtime_ns, digest, "indexed", "", document.id))
    return FileStatus(
        document.name, "indexed", len(document.pages), passages, document.rows, commitments,
        time.perf_counter() - started, _stays(document.name, collection, asked),
    )  # fmt: skip


def _stays(name: str, collection: str, asked: str | None) -> str:
    """What is said where a report is not in the collection that was asked for."""
    if asked in (None, collection):
        return ""
    return f"It stays in the collection {collection}. To move it, run: assistant collections move {name!r} {asked!r}"


def _placed(store: Store, file: _Found) -> str:
    """The collection of a file; a new one is put into its own."""
    if file.seen:
        return store.collections.of(str(file.path))
    collection = store.collections.of_new(str(file.path))
    if collection != USUAL:
        store.collections.place(str(file.path), collection)
    return collection


def add(store: Store, encoder: Encoder, donors: Donors, document: Document, path: Path) -> tuple[int, int]:
    """Split, encode and store a document. Returns the number of its passages and of its commitments."""
    passages = split(document, encoder.count)
    headers = [header(document.title, p.headings, p.column) for p in passages]
    texts = [PassageText(h + "\n", p.text, p.sentences) for h, p in zip(headers, passages, strict=True)]
    commitments = commitments_of(document, donors)
    store.add(document, path, passages, headers, encoder.encode_passages(texts), commitments)
    return len(passages), len(commitments)


def _named(store: Store, document: Document, path: Path) -> Document:
    """The document under a name that no other file has: two folders may each hold a `report.pdf`."""
    name = document.name
    for parent in path.parents:
        if not store.name_is_taken(name, str(path)):
            break
        name = f"{parent.name}/{name}"
    return replace(document, name=name)


def _present(paths: Sequence[Path], suffixes: frozenset[str]) -> tuple[list[Path], list[Path], list[Path]]:
    """Files to read under `paths`, sorted; those whose kind is not read; and folders that cannot be listed."""
    files: dict[Path, None] = {}
    odd: list[Path] = []
    closed: list[Path] = []
    for path in paths:
        path = path.absolute()
        if path.is_dir():
            # Not rglob(), which passes over a folder without rights as if it were empty.
            walk = os.walk(path, onerror=lambda error: closed.append(Path(error.filename)))
            inside = sorted(
                file for top, _, names in walk for name in names
                if (file := Path(top, name)).is_file() and not name.startswith((".", "~$"))
            )  # fmt: skip
            for file in inside:
                if file.suffix.lower() in suffixes:
                    files[file] = None
                else:
                    odd.append(file)
        elif path.is_file():
            if path.suffix.lower() in suffixes:
                files[path] = None
            else:
                odd.append(path)
        else:
            raise AssistantError(f"There is no file or folder {path}. Check the name and try again.")
    return list(files), odd, closed


def _look(path: Path, seen: SeenFile | None) -> _Found:
    try:
        stat = path.stat()
    except OSError:
        return _Found(path, -1, -1, seen)
    return _Found(path, stat.st_size, stat.st_mtime_ns, seen)


def _vanished(store: Store, known: dict[str, SeenFile], paths: Sequence[Path], here: set[str]) -> Iterator[FileStatus]:
    """Take out what stood under one of `paths` and is gone."""
    roots = [path.absolute() for path in paths]
    for path, seen in known.items():
        if path in here or not any(Path(path).is_relative_to(root) for root in roots):
            continue
        others = [s for s in known.values() if s.document_id == seen.document_id and s.path in here]
        if seen.document_id and not others:
            store.remove(seen.document_id)
        store.files.forget(path)
        yield FileStatus(Path(path).name, "removed", message="The file is gone, and so is all that came from it.")
