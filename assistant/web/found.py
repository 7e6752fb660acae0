"""A found passage as HTML: where it stands, its text with the question's words marked, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from assistant.passages.marks import marks
from assistant.values import Evidence, Passage
from assistant.web.cards import trail
from assistant.web.header import facts
from assistant.web.viewed import view_link
from assistant.web.words import Words


def found_passage(found: Evidence, question: str, words: Words) -> Markup:
    """One entry of the list."""
    passage, report = found.passage, found.report
    return Markup(
        '<li class="block" id="found-{}" tabindex="-1"><h4><span class="number"><span class="unseen">{}</span>'
        '<span aria-hidden="true">{}</span></span><span class="names"><span class="title">{}</span>'
        '<span class="facts">{}</span></span></h4>{}<blockquote class="passage">{}</blockquote>'
        '<div class="found-foot"><span class="found-by">{}</span>{}{}</div></li>'
    ).format(
        found.rank,
        words["search.rank"].format(rank=found.rank),
        found.rank,
        report.title,
        " · ".join(part for part in (facts(report), pages(passage, words), passage.column) if part),
        trail(passage.headings, report.title, words),
        marked(passage.text, marks(question, passage.text)),
        words["search.found_by"].format(ways=", ".join(words[f"search.by_{way}"] for way in found.found_by)),
        show_page(passage.document_id, passage.page_first, passage.start, passage.end, words),
        copy(found, words),
    )


def pages(passage: Passage, words: Words) -> str:
    """ "Page 3" or "Pages 3–4"; "" where the format has no pages."""
    first, last = passage.page_first, passage.page_last
    if first is None:
        return ""
    if last is None or last == first:
        return words["source.page_label"].format(page=first)
    return words["search.pages"].format(first=first, last=last)


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """A text with stretches of it marked."""
    parts, end = [], 0
    for a, b in spans:
        parts += [Markup.escape(text[end:a]), Markup("<mark>{}</mark>").format(text[a:b])]
        end = b
    return Markup("").join((*parts, Markup.escape(text[end:])))


def show_page(document_id: str, page: int | None, start: int, end: int, words: Words) -> Markup:
    """The button that shows a stretch of a report where it stands."""
    return Markup('<button type="button" class="quiet show-page" data-view="{}">{}</button>').format(
        view_link(document_id, page, start, end),
        words["search.show_page" if page is not None else "search.show_section"],
    )


def copy(found: Evidence, words: Words) -> Markup:
    """The button that copies a passage with its source."""
    return Markup(
        '<button type="button" class="quiet copy" data-copied="{}" data-failed="{}">{}</button>'
        '<span class="copy-status" role="status"></span><pre class="copy-text" hidden>{}</pre>'
    ).format(words["search.copied"], words["turn.copy_failed"], words["search.copy"], plain(found, words))


def plain(found: Evidence, words: Words) -> str:
    """A passage and its source as plain text."""
    passage, report = found.passage, found.report
    named = f"{report.title} ({report.name})"
    source = ", ".join(part for part in (named, pages(passage, words).lower(), passage.column) if part)
    return f"“{passage.text}”\n{source}\n"
