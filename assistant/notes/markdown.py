"""A note as Markdown (CommonMark with pipe tables and footnotes), in which no text can become markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from assistant.notes.note import Note, Paragraph, Part, Run, Table, Text
from assistant.notes.plain import plain_runs

_MARKUP = re.compile(r"[\\`*_\[\]<>|~^$&#@{}]")
_ADDRESS = re.compile(r"(?=://)|(?<=www)(?=\.)", re.I)
# What makes a block at its start: a list, a rule, an underlined heading, a definition, a title block.
_BLOCK = re.compile(r"^(?=[-+=:%])|^\(?(?:\d+|[A-Za-z]|[IVXivx]+)(?=[.)](?: |$))")
# A footnote's reference makes an image after "!", a link before "(", and a definition before ":".
_BEFORE_REFERENCE = re.compile(r"(?=!\[\^)")
_AFTER_REFERENCE = re.compile(r"(?<=\d\])(?=[(:])")
# "[^1]: word" and "[^1]: word (more)" are link definitions to a parser that knows no footnotes.
_LINK_DEFINITION = re.compile(r"""\S+(?: ["'(].*)?""")
_NO_DEFINITION = " &#32;"


def markdown_of(note: Note) -> str:
    """The note as Markdown, ending with the footnotes; one that is used again keeps its number."""
    numbers: dict[str, int] = {}
    blocks = [_heading(1, note.title), *(_line((Text(line),), numbers) for line in note.lead)]
    for section in note.sections:
        blocks.append(_heading(section.level + 1, section.heading))
        blocks += _parts(section.parts, numbers)
    blocks += [_definition(number, text) for text, number in numbers.items()]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _heading(level: int, text: str) -> str:
    inline = _inline((Text(text),), {})
    return f"{'#' * level} {inline}" if inline else ""


def _parts(parts: Iterable[Part], numbers: dict[str, int]) -> Iterator[str]:
    for is_item, group in groupby(parts, lambda part: isinstance(part, Paragraph) and part.style == "bullet"):
        made = [_table(p, numbers) if isinstance(p, Table) else _paragraph(p, numbers) for p in group]
        if is_item:
            yield "\n".join(f"- {line}" for line in made if line)
        else:
            yield from made


def _paragraph(paragraph: Paragraph, numbers: dict[str, int]) -> str:
    runs = paragraph.runs
    if paragraph.style == "aside":
        runs = tuple(replace(run, italic=True) if isinstance(run, Text) else run for run in runs)
    line = _line(runs, numbers)
    return f"> {line}" if line and paragraph.style == "question" else line


def _table(table: Table, numbers: dict[str, int]) -> str:
    lines = [_row(_inline((Text(name),), {}) for name in table.head), _row("---" for _ in table.head)]
    lines += [_row(_inline(cell, numbers) for cell in row) for row in table.rows]
    caption = _line((Text(table.caption, italic=True),), numbers)
    return "\n\n".join(filter(None, (caption, "\n".join(lines))))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _definition(number: int, text: str) -> str:
    line = _line((Text(text),), {})
    return f"[^{number}]: {line}{_NO_DEFINITION if _LINK_DEFINITION.fullmatch(line) else ''}"


def _line(runs: Iterable[Run], numbers: dict[str, int]) -> str:
    """Runs as a line of its own, which begins no block."""
    return _BLOCK.sub(r"\g<0>\\", _inline(runs, numbers))


def _inline(runs: Iterable[Run], numbers: dict[str, int]) -> str:
    """Runs as inline Markdown. Footnotes that are new get the next number in `numbers`."""
    made = ""
    for look, group in groupby(plain_runs(runs), _look):
        same = list(group)
        made += " ".join(_references(same, numbers)) if look is None else _emphasised(same, *look)
    for place in (_ADDRESS, _BEFORE_REFERENCE, _AFTER_REFERENCE):
        made = place.sub(r"\\", made)
    return made.strip()


def _look(run: Run) -> tuple[bool, bool] | None:
    return (run.bold, run.italic) if isinstance(run, Text) else None


def _references(footnotes: Sequence[Run], numbers: dict[str, int]) -> Iterator[str]:
    for footnote in footnotes:
        yield f"[^{numbers.setdefault(footnote.text.strip(), len(numbers) + 1)}]"


def _emphasised(texts: Sequence[Run], bold: bool, italic: bool) -> str:
    """Texts of one look. The marks hug letters and digits: beside white space or a stop they would be plain stars."""
    text = "".join(text.text for text in texts)
    inside = [i for i, character in enumerate(text) if unicodedata.category(character)[0] in "LNM"]
    if not inside or not (bold or italic):
        return _escaped(text)
    start, end, mark = inside[0], inside[-1] + 1, "*" * (italic + 2 * bold)
    return f"{_escaped(text[:start])}{mark}{_escaped(text[start:end])}{mark}{_escaped(text[end:])}"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
