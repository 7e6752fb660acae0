"""The sources panel as HTML: a card for each citation, with its sentence marked in its passage."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from assistant.sources import Source
from assistant.values import Citation, Passage
from assistant.web.render import QUESTION_SHOWN, shorten
from assistant.web.turn import Turn
from assistant.web.viewed import view_link
from assistant.web.words import Words


def panel(turns: tuple[Turn, ...], words: Words) -> str:
    """The panel of a conversation: the newest answer's cards are seen, earlier ones wait for a click."""
    newest = turns[-1].number if turns else 0
    sections = Markup("").join(turn_cards(turn, turn.number == newest, words) for turn in turns)
    return Markup(
        '<aside class="sources" aria-labelledby="sources-heading">'
        '<div class="panel-head"><h2 id="sources-heading">{}</h2>'
        '<button type="button" class="quiet close-sources">{}</button></div>'
        '<p class="hint"{}>{}</p>{}</aside>'
    ).format(
        words["source.heading"],
        words["source.close"],
        Markup(" hidden") if any(turn.answer for turn in turns) else "",
        words["source.hint"],
        sections,
    )


def turn_cards(turn: Turn, seen: bool, words: Words) -> Markup:
    """The cards of one answer."""
    if turn.answer is None:
        return Markup("")
    shown = {c.marker for s in turn.answer.statements[: turn.shown] or turn.answer.known for c in s.citations}
    cards = [
        card(turn.number, citation, source, position == 0, words)
        for position, (citation, source) in enumerate(turn.sources)
        if citation.marker in shown
    ]
    return Markup('<section class="turn-sources" id="sources-{}"{}><p class="about">{}</p>{}</section>').format(
        turn.number,
        "" if seen else Markup(" hidden"),
        words["source.about"].format(question=shorten(turn.question, QUESTION_SHOWN)),
        Markup("").join(cards) if cards else Markup('<p class="hint">{}</p>').format(words["source.none"]),
    )


def card(number: int, citation: Citation, source: Source | None, is_open: bool, words: Words) -> Markup:
    """One source: report, place, column, the passage with its quote marked, the rest of its table row."""
    head = Markup(
        '<span class="number"><span class="unseen">{}</span><span aria-hidden="true">{}</span></span>'
        '<span class="names"><span class="title">{}</span><span class="facts">{}</span></span>'
    ).format(
        words["source.number"].format(marker=citation.marker),
        citation.marker,
        citation.document if source is None else source.report.title,
        " · ".join(where(citation, source, words)),
    )
    return Markup(
        '<details class="card" id="source-{}-{}"{}><summary>{}</summary><div class="card-body">{}</div></details>'
    ).format(
        number,
        citation.marker,
        Markup(" open") if is_open else "",
        head,
        Markup("").join(
            (
                file_line(citation, words),
                trail(citation.headings, source.report.title if source else "", words),
                column(citation, words),
                quoted_passage(citation, source, words),
                where_it_stands(citation, source, words),
                rest_of_row(citation, source, words),
                Markup('<button type="button" class="quiet back">{}</button>').format(words["source.back"]),
            )
        ),
    )


def where(citation: Citation, source: Source | None, words: Words) -> tuple[str, ...]:
    """Sector, year, page and table column, as far as they are known."""
    report = None if source is None else source.report
    return tuple(
        part
        for part in (
            report.sector if report else None,
            str(report.year) if report and report.year is not None else None,
            words["source.page_label"].format(page=citation.page) if citation.page is not None else None,
            citation.column,
        )
        if part
    )


def file_line(citation: Citation, words: Words) -> Markup:
    """The file's name."""
    return Markup('<p class="file"><span class="unseen">{} </span>{}</p>').format(
        words["source.file"], citation.document
    )


def trail(headings: Iterable[str], title: str, words: Words) -> Markup:
    """The headings above a quote, outermost first; the report's title, which stands above, is left off."""
    headings = [heading for heading in headings if heading.casefold() != title.casefold()]
    if not headings:
        return Markup("")
    steps = Markup("").join(Markup("<li>{}</li>").format(heading) for heading in headings)
    return Markup('<div class="trail"><span class="unseen">{}</span><ol>{}</ol></div>').format(
        words["source.trail"], steps
    )


def column(citation: Citation, words: Words) -> Markup:
    """The name of the table column that the quote stands in."""
    if citation.column is None:
        return Markup("")
    return Markup('<p class="in-column"><span class="label">{}</span> <span class="badge">{}</span></p>').format(
        words["source.column"], citation.column
    )


def quoted_passage(citation: Citation, source: Source | None, words: Words) -> Markup:
    """The passage with the quoted sentence marked; the bare quote where the passage is no longer there."""
    if source is None:
        return Markup('<p class="passage">{}</p>').format(words["source.missing"].format(quote=citation.quote))
    before, quote, after = split_at_quote(citation, source.passage)
    return Markup(
        '<blockquote class="passage" tabindex="0" aria-label="{}">{}<span class="unseen">{} </span><mark>{}</mark>{}'
        "</blockquote>"
    ).format(words["source.passage"], before, words["source.quoted"], quote, after)


def split_at_quote(citation: Citation, passage: Passage) -> tuple[str, str, str]:
    """The passage's text before the quoted sentence, the sentence itself, and the text after it.

    A sentence that begins before the passage or ends after it is marked as far as it is there.
    """
    size = len(passage.text)
    first = min(max(citation.start - passage.start, 0), size)
    last = min(max(citation.end - passage.start, first), size)
    return passage.text[:first], passage.text[first:last], passage.text[last:]


def where_it_stands(citation: Citation, source: Source | None, words: Words) -> Markup:
    """Room for the page as a picture, which comes when the card is opened; a button to the section without pages."""
    if source is None:
        return Markup("")
    link = view_link(source.report.document_id, citation.page, citation.start, citation.end)
    if citation.page is None:
        return Markup('<button type="button" class="quiet show-page" data-view="{}">{}</button>').format(
            link, words["view.show_section"]
        )
    return Markup('<div class="page-view" data-view="{}" data-failed="{}"><p class="page-note">{}</p></div>').format(
        link, words["view.failed"], words["view.loading"]
    )


def rest_of_row(citation: Citation, source: Source | None, words: Words) -> Markup:
    """The other cells of the table row that the quote stands in, folded away."""
    cells = () if source is None else tuple(cell for cell in source.cells if cell[0] != citation.column)
    if not cells:
        return Markup("")
    rows = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(name, text or words["source.not_reported"]) for name, text in cells
    )
    return Markup('<details class="folded"><summary>{}</summary><dl>{}</dl></details>').format(
        words["source.row"], rows
    )
