"""The written summary of a briefing as the page shows it; each of its sentences can be moved and left out."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from assistant.briefings.briefing import Summary
from assistant.values import Statement
from assistant.web.brief_entries import edit, markers
from assistant.web.render import rejected
from assistant.web.words import Words

LONGEST, MOST = 1000, 12  # characters of a sentence that is sent back, and sentences


def summary_section(summary: Summary | None, words: Words) -> Markup:
    """The sentences, who wrote them or why there is none, and what was taken out. Nothing where none was asked for."""
    if summary is None:
        return Markup("")
    return Markup(
        '<section class="block brief-part" aria-labelledby="part-summary"><h3 id="part-summary">{}</h3>'
        '<ul class="entries">{}</ul><p class="hint">{}</p>{}</section>'
    ).format(
        words["brief.part_summary"],
        Markup("").join(sentence(s, words) for s in summary.statements),
        summary.note,
        rejected(summary.rejected, words),
    )


def sentence(said: Statement, words: Words) -> Markup:
    """One sentence, which an export is sent back to be checked again."""
    return Markup(
        '<li class="entry"><input type="hidden" name="summary" value="{}">'
        '<p class="statement"><span class="said">{}</span>{}</p>{}</li>'
    ).format(said.text, said.text, markers(said.citations, words), edit(words))


def sentences_of(sent: Iterable[tuple[str, str]]) -> list[str]:
    """The sentences that an export is sent back."""
    return [value[:LONGEST] for name, value in sent if name == "summary" and value.strip()][:MOST]
