"""Where a sentence stands, as HTML: its page as a picture with the sentence boxed, or its section as it was read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import urlencode

from markupsafe import Markup

from assistant.sources import PageView, Section
from assistant.values import Block, Box
from assistant.values.reports import BAR
from assistant.web.words import Words

Placed = tuple[Block, int]
MARGIN = 0.003  # of the page's width, by which a box stands off its sentence at its sides


def view_link(document_id: str, page: int | None, start: int, end: int) -> str:
    """The address of a view: of a page, or of the section where a format has no pages."""
    at = {} if page is None else {"page": page}
    return f"/sources/{document_id}/view?{urlencode({**at, 'start': start, 'end': end})}"


def page_view(view: PageView, start: int, end: int, words: Words) -> Markup:
    """A page with the sentence boxed, the ways to its neighbours, and to the file itself."""
    name = words["view.picture"].format(page=view.page, pages=view.pages, title=view.report.title)
    return Markup(
        '<figure class="page-figure"><div class="page-scroll" tabindex="0" role="group" aria-label="{}">'
        '<div class="page-paper"><img src="{}" width="{}" height="{}" alt="{}">{}</div></div>{}'
        '<figcaption class="page-bar">{}<span class="page-number">{}</span>{}'
        '<button type="button" class="quiet enlarge" data-view="{}">{}</button>{}</figcaption></figure>'
    ).format(
        name,
        f"/sources/{view.report.document_id}/pages/{view.page}.png",
        view.picture.width,
        view.picture.height,
        name,
        Markup("").join(box(b) for b in view.boxes),
        note(view, start < end, words),
        turn_page(view, -1, start, end, words),
        words["view.page"].format(page=view.page, pages=view.pages),
        turn_page(view, 1, start, end, words),
        view_link(view.report.document_id, view.page, start, end),
        words["view.enlarge"],
        original(view.report.document_id, view.page, words),
    )


def box(where: Box) -> Markup:
    """A box over the picture; it moves with the picture's size."""
    left, top, right, bottom = where
    return Markup(
        '<span class="sentence-box" style="left:{:.2f}%;top:{:.2f}%;width:{:.2f}%;height:{:.2f}%"></span>'
    ).format(
        100 * max(0.0, left - MARGIN),
        100 * top,
        100 * (right - left + 2 * MARGIN),
        100 * (bottom - top),
    )


def note(view: PageView, is_sought: bool, words: Words) -> Markup:
    """Why there is no box."""
    if view.boxes or not is_sought:
        return Markup("")
    return Markup('<p class="page-note">{}</p>').format(words["view.not_boxed" if view.quoted else "view.not_here"])


def turn_page(view: PageView, step: int, start: int, end: int, words: Words) -> Markup:
    """The button to the page before or after; it is there but dead at the report's ends, so that nothing jumps."""
    page = view.page + step
    return Markup('<button type="button" class="quiet turn-page" data-view="{}" aria-label="{}"{}>{}</button>').format(
        view_link(view.report.document_id, page, start, end),
        words["view.later" if step > 0 else "view.earlier"],
        "" if 1 <= page <= view.pages else Markup(" disabled"),
        "›" if step > 0 else "‹",
    )


def original(document_id: str, page: int | None, words: Words) -> Markup:
    """The way to the file that the report was read from."""
    return Markup('<a class="original" href="/sources/{}/original{}" target="_blank" rel="noopener">{}</a>').format(
        document_id, "" if page is None else f"#page={page}", words["view.original"]
    )


def section_view(section: Section, start: int, end: int, words: Words) -> Markup:
    """The section around a sentence, as it was read: headings, paragraphs, lists and tables, the sentence marked."""
    kinds = groupby(section.blocks, key=lambda placed: shape(placed[0]))
    return Markup(
        '<figure class="section-figure"><div class="section-text" tabindex="0" role="group" aria-label="{}">{}</div>'
        '<figcaption class="page-bar">{}</figcaption></figure>'
    ).format(
        words["view.section"],
        Markup("").join(part(kind, tuple(placed), start, end) for kind, placed in kinds),
        original(section.report.document_id, None, words),
    )


def shape(block: Block) -> str:
    """What a block is shown as."""
    if block.kind == "cell" and block.row is not None:
        return "cells"
    return {"row": "rows", "item": "list", "heading": "heading"}.get(block.kind, "text")


def part(kind: str, placed: Sequence[Placed], start: int, end: int) -> Markup:
    """Blocks of one kind that follow one another."""
    match kind:
        case "cells":
            return cells(placed, start, end)
        case "rows":
            rows = (
                Markup("<tr>{}</tr>").format(
                    Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row_cells(p, start, end))
                )
                for p in placed
            )
            return Markup('<table class="section-table">{}</table>').format(Markup("").join(rows))
        case "list":
            items = (Markup("<li>{}</li>").format(marked(p, start, end)) for p in placed)
            return Markup("<ul>{}</ul>").format(Markup("").join(items))
        case "heading":
            return Markup("").join(Markup('<p class="section-heading">{}</p>').format(p[0].text) for p in placed)
        case _:
            return Markup("").join(Markup("<p>{}</p>").format(marked(p, start, end)) for p in placed)


def cells(placed: Sequence[Placed], start: int, end: int) -> Markup:
    """Rows of a table of prose, each cell under its column's name, after the heading that names the row."""
    columns = list(dict.fromkeys(block.column or "" for block, _ in placed))
    rows = []
    for _, of_row in groupby(placed, key=lambda p: p[0].row):
        in_row = tuple(of_row)
        texts = (
            Markup("").join(
                Markup("<p>{}</p>").format(marked(p, start, end)) for p in in_row if (p[0].column or "") == column
            )
            for column in columns
        )
        rows.append(
            Markup('<tr><th scope="rowgroup" colspan="{}">{}</th></tr><tr>{}</tr>').format(
                len(columns),
                in_row[0][0].headings[-1] if in_row[0][0].headings else "",
                Markup("").join(Markup("<td>{}</td>").format(text) for text in texts),
            )
        )
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(column) for column in columns)
    return Markup('<table class="section-table"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(
        head, Markup("").join(rows)
    )


def row_cells(placed: Placed, start: int, end: int) -> list[Markup]:
    """The cells of a row of short values, each marked as far as it is quoted."""
    block, at = placed
    found = []
    for cell in block.text.split(BAR):
        found.append(slice_marked(cell, start - at, end - at))
        at += len(cell) + len(BAR)
    return found


def marked(placed: Placed, start: int, end: int) -> Markup:
    """A block's text with what is quoted of it marked."""
    block, at = placed
    return slice_marked(block.text, start - at, end - at)


def slice_marked(text: str, start: int, end: int) -> Markup:
    """A text with `[start, end)` of it marked, as far as that lies within it."""
    first, last = max(0, start), min(len(text), end)
    if first >= last:
        return Markup.escape(text)
    return Markup("{}<mark>{}</mark>{}").format(text[:first], text[first:last], text[last:])


def page_dialog(words: Words) -> Markup:
    """The window in which a page is seen large; the page's script copies it when it is first wanted."""
    return Markup(
        '<template id="page-dialog"><dialog class="page-dialog" aria-label="{}"><div class="dialog-head"><h2>{}</h2>'
        '<button type="button" class="quiet close-page">{}</button></div>'
        '<div class="page-view" data-failed="{}"></div></dialog></template>'
    ).format(words["view.heading"], words["view.heading"], words["view.close"], words["view.failed"])
