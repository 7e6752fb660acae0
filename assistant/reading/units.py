"""Lines → units: headings, paragraphs, list items, rows of figures, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.values import BlockKind

from .figures import has_leaders, is_figures, row_kind, with_bars, without_leaders
from .lines import Line, ends_sentence
from .looks import heading_level
from .normal import normal

COUNTS = 4  # lines of a label and one plain number, one below the other, that are a table

_LETTERED = re.compile(r"^(?:\([a-zA-Z]{1,2}\)|\([ivx]{1,5}\)|\(\d{1,2}\)|[a-z]\)|[ivx]{1,4}\)|\d{1,2}\))\s+\S")
_NUMBERED = re.compile(r"^\d{1,3}\.\s+\S")
_NOTE = re.compile(r"^(?:\d{1,3}|[*†‡§]{1,3}|[a-z])\s+[A-Z“\"]")


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together; `level` is a heading's nesting."""

    kind: BlockKind
    lines: tuple[Line, ...]
    level: float = 0


def units(lines: Sequence[Line], usual: int, whole: bool = False) -> list[Unit]:
    """Groups lines into units. With `whole`, each line is a paragraph already, as in unwrapped text files."""
    kinds = [row_kind(line.text, usual) for line in lines]
    counted = _counted(kinds, lines)
    rows = ["row" if i in counted else "" if kind == "count" else kind for i, kind in enumerate(kinds)]
    done: list[Unit] = []
    open_lines: list[Line] = []
    open_kind: BlockKind = "paragraph"

    def close() -> None:
        nonlocal open_lines
        if open_lines:
            done.append(Unit(open_kind, tuple(open_lines)))
        open_lines = []

    i = 0
    while i < len(lines):
        line = lines[i]
        after = lines[i + 1] if i + 1 < len(lines) else None
        if i and lines[i - 1].note and not line.note:
            close()
            open_kind, open_lines = _reopened(done, line, usual)
        if line.note and (line.bullet or not (open_lines and open_lines[-1].note) or _NOTE.match(line.text)):
            close()
            open_kind, open_lines = "paragraph", [line]
        elif line.note:
            open_lines.append(line)
        elif line.level is not None:
            close()
            done.append(Unit("heading", (line,), line.level))
        elif is_figures(line.text) and not _wraps_into(open_lines, line, after, usual):
            last = _figures_end(lines, i)
            figures = lines[i:last]
            label = _take_label(open_lines, usual)
            close()
            if not label and done and done[-1].kind == "row" and _is_same_page(done[-1].lines[-1], line):
                done[-1] = Unit("row", (*done[-1].lines, *figures))
            else:
                done.append(Unit("row", (*label, *figures)))
            i = last
            continue
        elif rows[i] == "row" or (rows[i] == "maybe" and _has_row_beside(rows, lines, i)):
            label = _take_label(open_lines, usual) if line.text[0].islower() else ()
            close()
            done.append(Unit("row", (*label, replace(line, text=with_bars(line.text)) if i in counted else line)))
        elif _starts_item(line, open_lines, usual):
            close()
            open_kind, open_lines = "item", [line]
        elif (level := heading_level(line, open_lines, after, usual, whole)) is not None:
            close()
            previous = done[-1] if done else None
            if previous and previous.kind == "heading" and _same_heading(previous, line, level):
                done[-1] = Unit("heading", (*previous.lines, line), level)
            else:
                done.append(Unit("heading", (line,), level))
        elif open_lines and not whole and not _breaks(open_lines[-1], line, usual):
            open_lines.append(line)
        else:
            close()
            open_kind, open_lines = "paragraph", [line]
        i += 1
    close()
    return done


def _reopened(done: list[Unit], line: Line, usual: int) -> tuple[BlockKind, list[Line]]:
    """Takes back the paragraph above the footnotes where `line`, the first of the next page, goes on with it."""
    for i in range(len(done) - 1, -1, -1):
        if done[i].lines[-1].note:
            continue
        last = done[i].lines[-1]
        if done[i].kind in ("paragraph", "item") and last.page != line.page and not _breaks(last, line, usual):
            unit = done.pop(i)
            return unit.kind, list(unit.lines)
        break
    return "paragraph", []


def row_text(lines: Sequence[Line]) -> str:
    """A row's lines as one, dot leaders removed."""
    return normal(without_leaders(" ".join(line.text for line in lines)))


def _is_same_page(a: Line, b: Line) -> bool:
    return a.page == b.page


def _counted(kinds: Sequence[str], lines: Sequence[Line]) -> set[int]:
    """Which of the counts are rows: those of which enough stand one below the other, on a page and among rows."""
    found: set[int] = set()
    for (is_row, _), run in groupby(range(len(lines)), key=lambda i: (bool(kinds[i]), lines[i].page)):
        counts = [i for i in run if is_row and kinds[i] == "count"]
        found.update(counts if len(counts) >= COUNTS else ())
    return found


def _has_row_beside(rows: Sequence[str], lines: Sequence[Line], i: int) -> bool:
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(rows)]
    return any(rows[j] or is_figures(lines[j].text) for j in beside)


def _figures_end(lines: Sequence[Line], start: int) -> int:
    end = start
    while (
        end < len(lines)
        and lines[end].level is None
        and is_figures(lines[end].text)
        and _is_same_page(lines[end], lines[start])
    ):
        end += 1
    return end


def _take_label(open_lines: list[Line], usual: int) -> tuple[Line, ...]:
    """Takes from an open paragraph the lines that label the figures after it; none where it is prose."""
    last = open_lines[-1].text if open_lines else ""
    if not last or len(last) > 0.9 * usual or last.endswith(",") or open_lines[-1].note:
        return ()
    if ends_sentence(last) and not last.endswith(":"):
        return () if not has_leaders(last) else (open_lines.pop(),)
    if sum(len(line.text) for line in open_lines) <= 1.6 * usual:
        label = tuple(open_lines)
        open_lines.clear()
        return label
    return () if last[0].islower() else (open_lines.pop(),)


def _wraps_into(open_lines: Sequence[Line], line: Line, after: Line | None, usual: int) -> bool:
    """True where a line of figures is the wrapped end of a sentence: a full line before, a full stop or words after."""
    if (
        not open_lines
        or line.after_gap
        or len(open_lines[-1].text) < 0.75 * usual
        or ends_sentence(open_lines[-1].text)
    ):
        return False
    return line.text.endswith(".") or (after is not None and after.text[0].islower())


def _starts_item(line: Line, open_lines: Sequence[Line], usual: int) -> bool:
    if line.bullet:
        return True
    last = open_lines[-1].text if open_lines else ""
    free = (
        not last
        or line.after_gap
        or ends_sentence(last)
        or len(last) < 0.7 * usual
        or last.endswith((",", " and", " or"))
    )
    if _LETTERED.match(line.text):
        return free
    return bool(_NUMBERED.match(line.text)) and free and len(line.text) > 0.6 * usual


def _breaks(last: Line, line: Line, usual: int) -> bool:
    """True where a new paragraph begins with `line`."""
    starts_low = line.text[0].islower()
    if last.page != line.page:
        return not (starts_low and not ends_sentence(last.text))
    if line.after_gap:
        return not (starts_low and not ends_sentence(last.text))
    if ends_sentence(last.text):
        return len(last.text) < 0.8 * usual and not starts_low
    return len(last.text) < 0.5 * usual and not starts_low and not last.text.endswith((",", "-"))


def _same_heading(previous: Unit, line: Line, level: float) -> bool:
    """A heading of capitals that was wrapped over two lines."""
    last = previous.lines[-1]
    return (
        previous.level == level == 3
        and last.level is None
        and last.page == line.page
        and not line.after_gap
        and len(previous.lines) < 3
    )
