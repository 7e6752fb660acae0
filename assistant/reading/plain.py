"""Text files: TXT, Markdown, and the tab-separated form of sector reports, HTML fragments in their cells included."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.errors import ReadingError
from assistant.values import Block

from .content import MOST_CHARACTERS, Content, Trail
from .flow import blocks_of
from .fragments import has_tags, paragraphs, seen
from .grid import Row, next_ordinal, same_header, table_blocks
from .lines import Line, ends_sentence, lines_of, usual_length
from .normal import storable, vocabulary
from .units import units

_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_UNDERLINE = re.compile(r"^\s*(?:={3,}|-{3,})\s*$")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_PIPES = re.compile(r"^\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")


def decode(data: bytes, name: str) -> str:
    """The file's text: UTF-8, UTF-16 with its mark, else Windows-1252. Raises ReadingError where it is binary."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data[:1_000_000] or sum(b < 32 and b not in b"\t\n\r\f\v\x1b" for b in data[:4096]) > 200:
        raise ReadingError("unreadable", f"{name} holds no text. Export it again as text, PDF or DOCX.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_text(text: str, markdown: bool = False) -> Content:
    """Reads decoded text. Blocks carry no page; the one stored page is the text as a person would see it."""
    if len(text) > MOST_CHARACTERS:
        raise ReadingError("too-large", f"The text is longer than {MOST_CHARACTERS:,} characters. Split the file.")
    if markdown:
        text = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))
    raw_lines = text.splitlines()
    trail, blocks = Trail(), list[Block]()
    words = vocabulary([seen(text)])
    pending: list[str] = []
    rows: list[Row] = []

    def flush_lines() -> None:
        lines = _markdown_lines(pending) if markdown else _lines(pending)
        if lines and not blocks and _is_title(lines):
            lines[0] = Line(lines[0].text, None, True, 1)
        blocks.extend(blocks_of(units(lines, usual_length(lines), not _is_wrapped(lines)), trail, words))
        pending.clear()

    def flush_rows() -> None:
        blocks.extend(table_blocks(rows, trail.headings, next_ordinal(blocks, 0)))
        rows.clear()

    is_table = _table_lines(raw_lines, markdown)
    for raw, tabled in zip(raw_lines, is_table, strict=True):
        if tabled:
            if any(line.strip() for line in pending):
                flush_rows()
                flush_lines()
            pending.clear()
            if not (markdown and _PIPE_RULE.match(raw)):
                row = _row(raw, markdown)
                if rows and not rows[-1].cells and not same_header(row, rows[0]):
                    flush_rows()
                rows.append(row)
        elif raw.strip():
            flush_rows()
            pending.append(raw)
        else:
            if rows:
                rows.append(Row(()))
            pending.append(raw)
    flush_rows()
    flush_lines()
    return Content(tuple(blocks), (storable(seen(text)),))


def _table_lines(raw_lines: Sequence[str], markdown: bool) -> list[bool]:
    """Which lines belong to a table: runs of at least two lines with tabs (or pipes, in Markdown)."""
    marks = [bool(_PIPES.match(line)) if markdown else "\t" in line.strip("\n ") for line in raw_lines]
    return [
        mark and ((i > 0 and marks[i - 1]) or (i + 1 < len(marks) and marks[i + 1])) for i, mark in enumerate(marks)
    ]


def _row(raw: str, markdown: bool) -> Row:
    cells = re.split(r"(?<!\\)\|", raw.strip().strip("|")) if markdown else raw.split("\t")
    return Row(tuple(paragraphs(cell) for cell in cells))


def _lines(raw_lines: Sequence[str]) -> list[Line]:
    """Plain lines; what HTML fragments hold becomes a line a paragraph; an underlined line is a heading."""
    lines: list[Line] = []
    plain: list[str] = []
    for i, raw in enumerate(raw_lines):
        if has_tags(raw):
            lines += lines_of("\n".join(plain))
            plain.clear()
            lines += [Line(p.text, None, True, None, p.item) for p in paragraphs(raw)]
        elif (
            raw.strip()
            and i + 1 < len(raw_lines)
            and _UNDERLINE.match(raw_lines[i + 1])
            and _may_be_title(raw_lines, i)
        ):
            lines += lines_of("\n".join(plain))
            plain.clear()
            lines += [Line(line.text, None, True, 1 if "=" in raw_lines[i + 1] else 2) for line in lines_of(raw)]
        else:
            plain.append(raw)
    return lines + lines_of("\n".join(plain))


def _is_title(lines: Sequence[Line]) -> bool:
    """True where a file's first line names it: short, no sentence, no "label: value", apart from what follows."""
    first = lines[0]
    apart = len(lines) > 1 and (lines[1].after_gap or not _is_wrapped(lines))
    short = 3 <= len(first.text) <= 120 and not ends_sentence(first.text) and ": " not in first.text
    return apart and short and not first.bullet and first.level is None and first.text[0].isalnum()


def _may_be_title(raw_lines: Sequence[str], i: int) -> bool:
    return len(raw_lines[i].strip()) <= 120 and (i == 0 or not raw_lines[i - 1].strip())


def _markdown_lines(raw_lines: Sequence[str]) -> list[Line]:
    lines: list[Line] = []
    plain: list[str] = []
    for raw in raw_lines:
        if found := _HEADING.match(raw):
            lines += _lines(plain)
            plain.clear()
            lines += [Line(line.text, None, True, len(found[1])) for line in lines_of(found[2])]
        else:
            plain.append(raw.lstrip("> ") if raw.startswith(">") else raw)
    return lines + _lines(plain)


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """True where paragraphs were broken into lines of one width, as typewriters and e-mails do."""
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < 6 or lengths[len(lengths) * 95 // 100] > 110:
        return False
    full = usual_length(lines)
    return full >= 45 and sum(length > 0.8 * full for length in lengths) >= 0.4 * len(lengths)
