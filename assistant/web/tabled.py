"""A statement of rows of a table, as that table: its rows as they were quoted, each with its marker."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from assistant.passages.quotes import folded
from assistant.values import Citation, Statement
from assistant.values.answers import COLUMNS
from assistant.values.reports import BAR

FEWEST = 2  # rows of which a table is made, those that head the columns among them

LONG = 40  # characters of a cell that is given more room

HEAD, CELL, LONG_CELL = Markup('<th scope="col">{}</th>'), Markup("<td>{}</td>"), Markup('<td class="long">{}</td>')


def tabled(statement: Statement, marker: Callable[[Citation], Markup]) -> Markup | None:
    """The table of a statement; None for one that is no more than a sentence or a row."""
    heads = [c for c in statement.citations if BAR in c.quote and _is_head(c, statement)]
    captions = [c for c in statement.citations[:1] if _is_caption(c, statement)]
    rows = [c for c in statement.citations if c not in heads and c not in captions]
    if not rows or sum(BAR in c.quote for c in (*heads, *rows)) < FEWEST:
        return None
    width = max(len(c.quote.split(BAR)) for c in (*rows, *heads))
    above = Markup("").join(Markup("<caption>{}{}</caption>").format(c.quote, marker(c)) for c in captions)
    return Markup(
        '<div class="statement rows"><div class="scrolled" tabindex="0"><table>{}<thead>{}</thead>'
        "<tbody>{}</tbody></table></div></div>"
    ).format(
        above,
        Markup("").join(_row(c, HEAD, width, marker) for c in heads),
        Markup("").join(_row(c, CELL, width, marker) if BAR in c.quote else _part(c, width, marker) for c in rows),
    )


def _is_caption(citation: Citation, statement: Statement) -> bool:
    """Whether a quote announces the rows: it comes first and ends as a sentence does, or with a colon put to it."""
    quote = citation.quote
    return BAR not in quote and (quote[-1:] in ".:!?" or statement.text.startswith(f"{quote}:"))


def _is_head(citation: Citation, statement: Statement) -> bool:
    """Whether a quoted row heads columns: it stands in the brackets at the statement's end, or its cells stand before
    those of a single row, each with a colon."""
    _, found, heads = statement.text.rpartition(COLUMNS)
    if found:  # a quote is the page's own slice: it may lack the comma at a cell's end
        return folded(citation.quote) in map(folded, heads.removesuffix(")").split("; ")) or citation.quote in heads
    return all(f"{cell}: " in statement.text for cell in citation.quote.split(BAR))


def _row(citation: Citation, form: Markup, width: int, marker: Callable[[Citation], Markup]) -> Markup:
    """A quoted row; heads that are fewer than the cells below have none at their left, as tables often have it.

    Of a row with fewer cells than the others nobody can tell below which heads they belong: they stand in one.
    """
    cells = citation.quote.split(BAR)
    if form is HEAD:
        inner = Markup("").join(map(HEAD.format, [*[""] * (width - len(cells)), *cells]))
    elif len(cells) < width:
        inner = CELL.format(cells[0]) + Markup('<td colspan="{}">{}</td>').format(width - 1, BAR.join(cells[1:]))
    else:
        inner = Markup("").join((LONG_CELL if len(cell) > LONG else CELL).format(cell) for cell in cells)
    return Markup("<tr>{}{}</tr>").format(inner, form.format(marker(citation)))


def _part(citation: Citation, width: int, marker: Callable[[Citation], Markup]) -> Markup:
    """A row of one cell, which heads those below it."""
    return Markup('<tr><th scope="rowgroup" colspan="{}">{}</th>{}</tr>').format(
        width, citation.quote, CELL.format(marker(citation))
    )
