"""A file → Document, in this process: what the content is decides how it is read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.errors import ReadingError
from assistant.values import Document

from .content import Content, Progress
from .facts import facts_of
from .plain import decode, read_text

SUFFIXES = (".pdf", ".docx", ".html", ".htm", ".txt", ".md", ".xlsx", ".csv")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT = frozenset({".txt", ".md", ".csv", ".html", ".htm"})


def no_progress(pages: int, recognised: int) -> None:
    """Progress that nobody watches."""


def read_file(path: Path, progress: Progress = no_progress, file_megabytes: int = 200) -> Document:
    """Reads one report. Raises ReadingError: needs-password, needs-ocr, unreadable, too-large or unsupported.

    Runs in this process and is as slow and as large as the file makes it; `Reader` sets limits.
    progress        is told the number of pages read so far, and how many by recognising pictures.
    file_megabytes  a larger file (MiB) is not opened.
    """
    try:
        size = path.stat().st_size
        if size > file_megabytes * 2**20:
            raise ReadingError(
                "too-large",
                f"{path.name} is {size / 2**20:,.0f} MB; files over {file_megabytes} MB are not read. Split it.",
            )
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise ReadingError("unreadable", f"{path.name}: {reason}. Check that it exists and may be read.") from error
    if not data.strip():
        raise ReadingError("unreadable", f"{path.name} is empty. Export it again and replace the file.")
    content = _content(path, data, progress)
    if not any(page.strip() for page in content.pages) or not content.blocks:
        raise ReadingError("unreadable", f"{path.name} is empty: it holds no text. Export it again.")
    facts = facts_of(content, path.stem)
    return Document(
        hashlib.sha256(data).hexdigest(),
        path.name,
        facts.title,
        facts.sector,
        facts.year,
        facts.body,
        content.blocks,
        content.pages,
    )


def _content(path: Path, data: bytes, progress: Progress) -> Content:
    # The readers' libraries are imported when first needed: a folder of text files shall not wait for them.
    suffix = path.suffix.lower()
    head = data[:1024]
    if b"%PDF-" in head:
        from .pdf import read_pdf

        return read_pdf(path, data, progress)
    if head.startswith(b"PK\x03\x04"):
        return _packed(path)
    if head.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReadingError("needs-password", f"{path.name} is protected by a password. Save it without one.")
        raise ReadingError("unsupported", f"{path.name} is in an old Office format. Save it as DOCX, XLSX or PDF.")
    if suffix not in SUFFIXES:
        raise ReadingError("unsupported", f"{path.name}: {suffix or 'this kind of file'} is not read. Save it as PDF.")
    if suffix not in _TEXT:
        kind = suffix[1:].upper()
        raise ReadingError("unreadable", f"{path.name} is named {suffix} but is no {kind}. Export it again as {kind}.")
    if suffix in (".html", ".htm") or head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(
        (b"<!doctype html", b"<html")
    ):
        from .markup import read_html

        decode(data, path.name)  # refuses what is binary
        return read_html(data, path.name)
    text = decode(data, path.name)
    if suffix == ".csv":
        from .sheets import read_csv

        return read_csv(text, path.name)
    return read_text(text, markdown=suffix == ".md")


def _packed(path: Path) -> Content:
    from . import archive

    names = archive.names(path)
    if "word/document.xml" in names:
        from .word import read_docx

        return read_docx(path)
    if "xl/workbook.xml" in names:
        from .sheets import read_xlsx

        return read_xlsx(path)
    raise ReadingError("unsupported", f"{path.name} is a ZIP file that holds no DOCX or XLSX. Unpack it first.")
