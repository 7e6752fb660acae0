"""Tables of figures as they were read: where one starts and ends, its heads and parts, and what announces it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from assistant.answers.candidates import Stretch
from assistant.library.store import Store
from assistant.passages.figures import heads_figures, is_head
from assistant.passages.sentences import sentences
from assistant.tuning import MOST_ITEMS, MOST_ROWS
from assistant.values import Block
from assistant.values.reports import BAR

_POINTS = re.compile(
    r"\b(?:(?:following|above|next|accompanying) (?:table|chart|figure)s?"
    r"|tables? (?:below|above|\d+|shows?|presents?|gives?|lists?|summari[sz]es?|sets? (?:out|forth)))\b",
    re.IGNORECASE,
)
_PROMISES = re.compile(r"\b(?:follow(?:s|ing)?|below|is|are|was|were|include[sd]?)\W*$", re.IGNORECASE)
REACH = 4000  # characters in which the rest of a row's table, or the steps that a sentence announces, are looked for
NEAR = 1500  # characters around a sentence that points to a table in which the table is looked for
MOST_BETWEEN = 2  # lines of a page that stand between two rows of one table
LONG_BETWEEN = 80  # characters; a longer line is prose
LONG_CAPTION = 160  # characters; what is longer and announces nothing is prose


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures: the rows that head its columns, and those below them, in reading order."""

    heads: tuple[Stretch, ...]
    rows: tuple[Stretch, ...]

    @property
    def start(self) -> int:
        """Where it starts in the document's text."""
        return (*self.heads, *self.rows)[0].start

    @property
    def end(self) -> int:
        return (*self.heads, *self.rows)[-1].end

    def around(self, start: int) -> tuple[Stretch, ...]:
        """All rows of a short table; of a long one those of the part of the row at `start`, or the nearest. Where the
        row is one of several in turn that have the same label, a year each or so, these alone."""
        alike = self._alike(start)
        rows = alike if len(alike) > 1 else self.rows
        at = next((i for i, row in enumerate(rows) if row.start >= start), len(rows) - 1)
        first = max(0, min(at - MOST_ROWS // 2, len(rows) - MOST_ROWS))
        return rows[first : first + MOST_ROWS]

    def _alike(self, start: int) -> tuple[Stretch, ...]:
        """The row at `start` with those in turn above and below it that begin with the same words."""
        for _, turn in groupby(self.rows, key=lambda row: row.text.split(BAR)[0].casefold()):
            found = tuple(turn)
            if any(row.start == start for row in found):
                return found
        return ()

    def part(self, start: int) -> tuple[Stretch, ...]:
        """The last row without figures above the row at `start`, which says what its part is about; or nothing."""
        return tuple(row for row in self.rows if row.start < start and is_part(row))[-1:]

    def below(self, start: int) -> tuple[Stretch, ...]:
        """The rows from the one after `start` to the next that has no figures."""
        after = [row for row in self.rows if row.start > start][:MOST_ITEMS]
        return tuple(takewhile(lambda row: not is_head(row.text), after))


def table_at(store: Store, document: str, start: int) -> Table:
    """The table of figures that the row at `start` stands in. On a page, where tables are lines of text, short lines
    between its rows belong to it."""
    around = store.placed_blocks(document, max(0, start - REACH), start + REACH)
    here = next((i for i, (_, at) in enumerate(around) if at >= start), len(around) - 1)
    page = around[here][0].page
    last = here + _run([b for b, _ in around[here + 1 :]], page)
    first = here - _run([b for b, _ in reversed(around[:here])], page)
    rows = [Stretch(block.text, at, at + len(block.text)) for block, at in around[first : last + 1]]
    heads = list(takewhile(lambda row: is_head(row.text), rows))
    if len(heads) == len(rows) and not _is_one_cell(rows[0]):
        heads = rows[:1]  # of a table of words the first row alone heads the columns
    while heads and not _heads_columns(heads[-1]) and any(map(_heads_columns, heads)):
        heads.pop()  # it heads the first part of the table, not a column
    return Table(tuple(heads), tuple(rows[len(heads) :]))


def _run(blocks: Sequence[Block], page: int | None) -> int:
    """How many of the blocks that follow a row, one way or the other, are of its table."""
    length = 0
    for i, block in enumerate(blocks, 1):
        if block.kind == "row":
            length = i
        elif page is None or block.page != page or i - length > MOST_BETWEEN or not is_between(block):
            break
    return length


def is_between(block: Block) -> bool:
    """Whether it is a short line, as stands between the parts of a table."""
    return len(block.text) < LONG_BETWEEN and block.text[-1:] not in ".;,"


def caption(store: Store, document: str, table: Table) -> tuple[Stretch, ...]:
    """What announces or names a table: the sentence right above it, or the nearest one below that points to it."""
    above = store.placed_blocks(document, max(0, table.start - 2), table.start)[-1:]
    last = [_last_sentence(*placed) for placed in above if placed[0].kind != "row"]
    named = [s for s in last if (len(s.text) < LONG_CAPTION and s.text[-1:] not in ".;,") or announces(s.text)]
    if named:
        return (named[-1],)
    below = store.placed_blocks(document, table.end, table.end + NEAR)
    return tuple(s for block, at in below if block.kind != "row" for s in _sentences(block, at) if points(s.text))[:1]


def points(sentence: str) -> bool:
    """Whether a sentence points to a table ("The following table shows …")."""
    return bool(_POINTS.search(sentence))


def announces(sentence: str) -> bool:
    """Whether the sentence ends by announcing what follows it."""
    return sentence.rstrip().endswith((":", "including", "namely", "are as follows"))


def promises(sentence: str) -> bool:
    """Whether it announces what follows it in words that say nothing else: "… were as follows:"."""
    return announces(sentence) and bool(_PROMISES.search(sentence))


def reads_as_head(line: str) -> bool:
    """Whether a line looks like the heads of columns: words with capitals, or years, and no mark at its end."""
    words = line.split()
    told = [word for word in words if len(word) > 3]
    return len(words) > 2 and line[-1:] not in ".:;,!?" and all(w[0].isupper() or not w[0].isalpha() for w in told)


def _last_sentence(block: Block, at: int) -> Stretch:
    return _sentences(block, at)[-1]


def _sentences(block: Block, at: int) -> list[Stretch]:
    return [Stretch(block.text[a:b], at + a, at + b) for a, b in sentences(block.text)]


def _is_one_cell(row: Stretch) -> bool:
    return BAR not in row.text


def _heads_columns(row: Stretch) -> bool:
    return not _is_one_cell(row) or heads_figures(row.text)


def is_part(row: Stretch) -> bool:
    """Whether a row says what the rows below it are about."""
    return _is_one_cell(row) and is_head(row.text)
