"""A draft as HTML: its paragraphs with their sentences, and what was found of each sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from markupsafe import Markup

from assistant.checking import Checked, DraftSentence, Paragraph
from assistant.sources import Source
from assistant.values import Citation
from assistant.web.cards import where
from assistant.web.check_form import SIGNS
from assistant.web.check_said import finding, reasons
from assistant.web.found import show_page
from assistant.web.header import PATHS
from assistant.web.words import Words

Quoted = tuple[Citation, Source | None]
"""A quote and what it opens; None where the passage is gone."""


def draft(paragraphs: Sequence[Paragraph], sentences: Iterable[DraftSentence]) -> Markup:
    """The draft with a place for each sentence that is to be checked. They are counted from 0 in order."""
    judged = (sentence for sentence in sentences if sentence.judged)
    of_paragraph = {n: tuple(group) for n, group in groupby(enumerate(judged), key=lambda found: found[1].paragraph)}
    return Markup("").join(
        part(paragraph, of_paragraph.get(number, ()))
        for number, paragraph in enumerate(paragraphs)
        if paragraph.text.strip()
    )


def part(paragraph: Paragraph, sentences: Sequence[tuple[int, DraftSentence]]) -> Markup:
    """A paragraph; what is found of its sentences goes below it."""
    made, at = Markup(""), 0
    for number, sentence in sentences:
        made += Markup('{}<span class="sentence" id="sentence-{}">{}</span>').format(
            paragraph.text[at : sentence.start], number, paragraph.text[sentence.start : sentence.end]
        )
        at = sentence.end
    return Markup('<div class="draft-part"><p{}>{}{}</p></div>').format(
        Markup(' class="draft-heading"') if paragraph.is_heading else "", made, paragraph.text[at:]
    )


def told(number: int, checked: Checked, quoted: Sequence[Quoted], words: Words) -> Markup:
    """What was found of a sentence: the finding, what differs, and the quotes with the way to their pages."""
    return Markup(
        '<div class="said-of" id="said-of-{}" role="group" aria-labelledby="finding-{}" data-finding="{}" hidden>'
        '<p class="finding" id="finding-{}"><span class="sign" aria-hidden="true">{}</span> {}</p>{}{}</div>'
    ).format(
        number,
        number,
        checked.finding.replace(" ", "_"),
        number,
        SIGNS.get(checked.finding, ""),
        finding(checked, words),
        Markup("").join(Markup("<p>{}</p>").format(reason) for reason in reasons(checked, words)),
        Markup("").join(quote(citation, source, words) for citation, source in quoted),
    )


def quote(citation: Citation, source: Source | None, words: Words) -> Markup:
    """A quote with its report and its place."""
    if source is None:
        return Markup('<p class="passage">{}</p>').format(words["source.missing"].format(quote=citation.quote))
    report = source.report
    return Markup(
        '<figure><blockquote class="passage">{}</blockquote><figcaption><a href="{}/{}">{}</a>'
        '<span class="facts">{}</span>{}</figcaption></figure>'
    ).format(
        citation.quote,
        PATHS["reports"],
        report.document_id,
        report.title,
        " · ".join(where(citation, source, words)),
        show_page(report.document_id, citation.page, citation.start, citation.end, words),
    )
