"""Lines of text as they were laid out → units: headings, paragraphs, list items, rows of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.values import BlockKind

from .normal import normal

_BULLET = re.compile(r"^(?:[•▪●◦‣⁃∙■□○➢➤✓✔❖\uf0b7\uf0a7\uf0d8\uf076\uf0fc·]\s*|[-–—*]\s+|o\s+(?=[A-Z]))")
_LETTERED = re.compile(r"^(?:\([a-zA-Z]{1,2}\)|\([ivx]{1,5}\)|\(\d{1,2}\)|[a-z]\)|[ivx]{1,4}\)|\d{1,2}\))\s+\S")
_NUMBERED = re.compile(r"^\d{1,3}\.\s+\S")
_SECTION = re.compile(r"^(?:(\d{1,2}(?:\.\d{1,2}){1,4})\.?|(\d{1,2})\.|([A-Z])\.|([IVX]{1,5})\.)\s+(?=[A-Z“\"])")
_NAMED = re.compile(r"^(?:chapter|part|section|annex|appendix|item)\s+(?:\d{1,3}[A-Za-z]?|[IVXA-Z]{1,5})\b", re.I)
_RULE = re.compile(r"^[\s_=\-–—*.~]{4,}$")
_FIGURE = re.compile(r"[$€£¥(\-–—−+]*\d[\d,.]*[)%]*|[$€£¥%()]+|[-–—−]{1,2}|N/?A|n/a|NM|\*{1,2}")
_AMOUNT = re.compile(r"[$€£¥%()]|\d,\d{3}|\d\.\d")
_LEADERS = re.compile(r"(?:\s?[.…·_]){3,}\s*")
_DOTS = re.compile(r"[.…·_]+")
_END = re.compile(r"[.!?:;][\"'”’)\]]*(?:\s?\d{1,3})?$")
_SMALL_WORDS = frozenset(
    re.findall(r"\w+", "a an and as at but by de for from in into la le nor of on or per the to via")
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page.

    text    normalised.
    page    1-based; None where the format has none.
    after_gap  an empty line or a rule stands before it.
    level   nesting of the heading that the file itself says this line is, from 1; None for any other line.
    bullet  a bullet stood before it.
    """

    text: str
    page: int | None = None
    after_gap: bool = False
    level: int | None = None
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together; `level` is a heading's nesting."""

    kind: BlockKind
    lines: tuple[Line, ...]
    level: float = 0


def lines_of(text: str, page: int | None = None) -> list[Line]:
    """The lines of one page; empty ones and rules are kept as gaps, lone bullets go to the line after them."""
    found: list[Line] = []
    gap = bullet = False
    for raw in re.split(r"\r\n|[\n\r\f\v\x85\u2028\u2029]", text):
        raw = raw.strip()
        marked = _BULLET.match(raw)
        line = normal(raw[marked.end() :] if marked else raw)
        if raw.endswith("\xad"):
            line += "-"
        if not line or _RULE.match(line):
            gap, bullet = gap or not marked, bullet or bool(marked)
            continue
        found.append(Line(line, page, gap, None, bullet or bool(marked)))
        gap = bullet = False
    return found


def usual_length(lines: Sequence[Line]) -> int:
    """The length in characters that a full line has here: the ninth decile of the lines with some length."""
    lengths = sorted(len(line.text) for line in lines if len(line.text) > 25)
    return lengths[len(lengths) * 9 // 10] if lengths else 60


def ends_sentence(text: str) -> bool:
    return bool(_END.search(text))


def units(lines: Sequence[Line], usual: int, whole: bool = False) -> list[Unit]:
    """Groups lines into units. With `whole`, each line is a paragraph already, as in unwrapped text files."""
    rows = [_is_row(line.text, usual) for line in lines]
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
        if line.level is not None:
            close()
            done.append(Unit("heading", (line,), line.level))
        elif _is_figures(line.text) and not _wraps_into(open_lines, line, after, usual):
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
            done.append(Unit("row", (*label, line)))
        elif _starts_item(line, open_lines, usual):
            close()
            open_kind, open_lines = "item", [line]
        elif (level := _heading_level(line, open_lines, after, usual, whole)) is not None:
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


def row_text(lines: Sequence[Line]) -> str:
    """A row's lines as one, dot leaders removed."""
    return normal(_LEADERS.sub(" ", " ".join(line.text for line in lines)))


def _is_same_page(a: Line, b: Line) -> bool:
    return a.page == b.page


def _is_figures(text: str) -> bool:
    return all(_FIGURE.fullmatch(token) for token in text.split())


def _is_row(text: str, usual: int) -> str:
    """ "row" where figures surely follow a label, "maybe" where other rows beside it have to decide."""
    if text[-1].isalpha() and not text.endswith(("N/A", "NM", "n/a")):
        return ""
    tokens = text.split()
    start = len(tokens)
    while start and (_FIGURE.fullmatch(tokens[start - 1]) or _DOTS.fullmatch(tokens[start - 1])):
        start -= 1
    figures = [token for token in tokens[start:] if not _DOTS.fullmatch(token)]
    numbers = [f for f in figures if any(map(str.isdigit, f)) or f in ("-", "–", "—")]
    if not numbers or not any(map(str.isalpha, "".join(tokens[:start]))):
        return ""
    if len(_LEADERS.findall(text)) and not text.endswith("."):
        return "row"
    if text.endswith(".") or len(text) > 1.3 * usual:
        return ""
    if len(numbers) >= 2:
        return "row"
    return "maybe" if len(text) < 0.75 * usual and any(_AMOUNT.search(f) for f in figures) else ""


def _has_row_beside(rows: Sequence[str], lines: Sequence[Line], i: int) -> bool:
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(rows)]
    return any(rows[j] or _is_figures(lines[j].text) for j in beside)


def _figures_end(lines: Sequence[Line], start: int) -> int:
    end = start
    while (
        end < len(lines)
        and lines[end].level is None
        and _is_figures(lines[end].text)
        and _is_same_page(lines[end], lines[start])
    ):
        end += 1
    return end


def _take_label(open_lines: list[Line], usual: int) -> tuple[Line, ...]:
    """Takes from an open paragraph the lines that label the figures after it; none where it is prose."""
    if not open_lines or len(open_lines[-1].text) > 0.9 * usual:
        return ()
    if ends_sentence(open_lines[-1].text) and not open_lines[-1].text.endswith(":"):
        return () if not _LEADERS.search(open_lines[-1].text) else (open_lines.pop(),)
    if sum(len(line.text) for line in open_lines) <= 1.6 * usual:
        label = tuple(open_lines)
        open_lines.clear()
        return label
    return (open_lines.pop(),)


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


def _heading_level(line: Line, open_lines: Sequence[Line], after: Line | None, usual: int, whole: bool) -> float | None:
    """The nesting of a heading that only its looks tell, or None; deeper for weaker signs."""
    text = line.text
    if len(text) > 120 or len(text) < 3 or text[-1] in ".,;:-" or (text[0].islower()):
        return None
    if open_lines and not line.after_gap and not ends_sentence(open_lines[-1].text) and not whole:
        last = open_lines[-1].text
        if len(last) >= 0.6 * usual or last.endswith((",", "-")):
            return None
    if after is not None and after.text[0].islower() and not after.after_gap:
        return None
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 3 or len(letters) < 0.6 * len(text.replace(" ", "")):
        return None
    numbered = _SECTION.match(text)
    short = len(text) < max(60, 0.75 * usual)
    if numbered and short and (numbered[1] or _is_title(text[numbered.end() :]) or line.after_gap):
        if numbered[1]:
            return 1 + numbered[1].count(".")
        return 2 if numbered[3] and not numbered[4] else 1
    if _NAMED.match(text) and short:
        return 1
    if sum(c.isupper() for c in letters) >= 0.9 * len(letters):
        return 3 if (len(letters) > 4 and " " in text) or len(letters) > 7 else None
    if whole or (line.after_gap and after is not None and (after.after_gap or len(after.text) > 0.8 * usual)):
        return (
            4
            if len(text) <= 90 and short and (after is not None) and (line.after_gap or (whole and len(text) < 60))
            else None
        )
    followed = after is not None and (len(after.text) > 0.75 * usual or after.bullet)
    return 4 if _is_title(text) and len(text) < 0.6 * usual and followed else None


def _is_title(text: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_][\w'’-]*", text) if w.lower() not in _SMALL_WORDS]
    return bool(words) and len(words) <= 12 and sum(w[0].isupper() for w in words) >= 0.7 * len(words)


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


def strip_bullet(text: str) -> tuple[str, bool]:
    """The text without the bullet before it, and whether there was one."""
    found = _BULLET.match(text)
    return (text[found.end() :], True) if found else (text, False)
