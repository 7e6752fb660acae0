"""White space that pypdf put where no reader would: a page's letters stay, its spaces and line breaks are pdfium's.

Some programs draw a line of text in several strokes that cut words anywhere. pypdf may then end a line within a word
and set the label of a table's row behind the figures of the row above it. pdfium goes by where each letter stands.
It is asked only where it contradicts pypdf so often that pypdf must be wrong: on the pages of such files alone, and
there only where both read the same letters in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pypdfium2 as pdfium

from .drawn import drawn_pages

SAMPLED = 20  # pages, spread over the file, by which it is judged
WITHIN_WORDS = 0.05
"""The share of line ends that fall within a word from which on a file is taken for ill spaced. Of 47 reports, filings
and manuals of other people 37 have at most .006, the other ten .083 to .425."""

_PIECE = re.compile(r"\s+|\S")
_HYPHEN = str.maketrans({"\ufffe": "-\n", "\x02": "-\n"})  # pdfium's marks of a hyphen with which a line ends


def respaced(data: bytes, pages: Sequence[str]) -> list[str]:
    """The pages of a PDF, as pypdf read them, with white space where it belongs: mostly as they are."""
    sampled = range(0, len(pages), max(1, len(pages) // SAMPLED))
    seen = _seen(data, sampled)
    judged = [_ends(pages[number], text) for number, text in seen.items()]
    ends, within = (sum(counts) for counts in zip(*judged, strict=True)) if judged else (0, 0)
    if within <= WITHIN_WORDS * ends:
        return list(pages)
    seen |= _seen(data, [number for number in range(len(pages)) if number not in seen])
    return [seen[n] if n in seen and _same_letters(page, seen[n]) else page for n, page in enumerate(pages)]


def _seen(data: bytes, numbers: Sequence[int]) -> dict[int, str]:
    """What pdfium reads on these pages (from 0); those that it cannot read are left out."""
    found: dict[int, str] = {}
    for number, page in drawn_pages(data, numbers):
        try:
            text = page.get_textpage()
        except pdfium.PdfiumError:
            continue
        found[number] = text.get_text_range().translate(_HYPHEN)
        text.close()
    return found


def _ends(page: str, seen: str) -> tuple[int, int]:
    """How many line ends a page has between letters, and how many of them fall within a word that pdfium sees; none
    where the two do not read the same letters."""
    if not _same_letters(page, seen):
        return 0, 0
    spaces = _spaces(seen)
    ends = [after for after, space in _spaces(page).items() if "\n" in space]
    return len(ends), sum(after not in spaces for after in ends)


def _spaces(text: str) -> dict[int, str]:
    """White space by how many letters stand before it; none at the start and the end."""
    spaces: dict[int, str] = {}
    letters = 0
    for piece in _PIECE.findall(text.strip()):
        if piece.isspace():
            spaces[letters] = piece
        else:
            letters += 1
    return spaces


def _same_letters(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())
