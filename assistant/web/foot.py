"""What stands under an answer: what was searched, and what can be done with it."""

from __future__ import annotations

from markupsafe import Markup

from assistant.values import Answer
from assistant.web.header import count_reports
from assistant.web.plain import plain_answer
from assistant.web.turn import Turn, citations
from assistant.web.words import Words


def foot(turn: Turn, is_last: bool, words: Words) -> Markup:
    """The line on what was searched, the answer's buttons, and what they opened."""
    answer = turn.answer
    if answer is None:
        return Markup("")
    return Markup(
        '<div class="answer-foot"><p class="searched">{}</p><div class="deeds">{}{}'
        '<button type="button" class="quiet share" data-turn="{}">{}</button>{}{}</div>'
        '<span class="copy-status" role="status"></span>{}{}</div>'
    ).format(
        searched(answer, words),
        to_sources(turn.number, answer, words),
        copy(answer, words),
        turn.number,
        words["turn.share"],
        Markup('<button type="button" class="quiet again">{}</button>').format(words["turn.again"]) if is_last else "",
        thumbs(turn, words),
        link(turn, words),
        why(turn, words),
    )


def to_sources(number: int, answer: Answer, words: Words) -> Markup:
    """On a phone: the button that opens the answer's sources."""
    cited = citations(answer)
    if not cited:
        return Markup("")
    return Markup('<button type="button" class="quiet show-sources" data-source="source-{}-{}">{}</button>').format(
        number, cited[0].marker, words["turn.show_sources"].format(count=len(cited))
    )


def copy(answer: Answer, words: Words) -> Markup:
    """The button that copies the answer with its sources."""
    return Markup(
        '<button type="button" class="quiet copy" data-copied="{}" data-failed="{}">{}</button>'
        '<pre class="copy-text" hidden>{}</pre>'
    ).format(words["turn.copied"], words["turn.copy_failed"], words["turn.copy"], plain_answer(answer, words))


def thumbs(turn: Turn, words: Words) -> Markup:
    """Two buttons that say what is thought of the answer; the one that was pressed stays pressed."""
    return Markup('<span class="thumbs" role="group" aria-label="{}">{}</span>').format(
        words["turn.thumbs"],
        Markup("").join(
            Markup(
                '<button type="button" class="quiet thumb" data-turn="{}" data-good="{}" aria-pressed="{}">{}</button>'
            ).format(turn.number, said, "true" if turn.good is good else "false", words[f"turn.{name}"])
            for name, said, good in (("good", "yes", True), ("bad", "", False))
        ),
    )


def why(turn: Turn, words: Words) -> Markup:
    """Once it was said what is thought of an answer: room for why."""
    if turn.good is None:
        return Markup("")
    return Markup(
        '<form class="why" data-turn="{}" data-good="{}"><label>{}<input type="text" name="reason" value="{}" '
        'maxlength="2000" autocomplete="off"></label><button type="submit" class="quiet">{}</button>'
        '<p class="hint" role="status">{}</p></form>'
    ).format(
        turn.number,
        "yes" if turn.good else "",
        words["turn.why"],
        turn.reason,
        words["turn.why_save"],
        words["turn.why_saved" if turn.reason else "turn.why_kept"],
    )


def link(turn: Turn, words: Words) -> Markup:
    """Once an answer was shared: its link, to be copied. The page's script puts the server's address before it."""
    if turn.link is None:
        return Markup("")
    return Markup(
        '<p class="answer-link"><label>{}<input type="text" readonly value="/answers/{}"></label>'
        '<button type="button" class="quiet copy-link" data-copied="{}" data-failed="{}">{}</button>'
        '<span class="hint">{}</span></p>'
    ).format(
        words["turn.link"],
        turn.link,
        words["turn.link_copied"],
        words["turn.copy_failed"],
        words["turn.copy_link"],
        words["turn.link_text"],
    )


def searched(answer: Answer, words: Words) -> str:
    """How many reports were searched, how long it took, and what the search was limited to."""
    filters = answer.searched.filters
    limits = [
        *(words["turn.limit_report"].format(value=name) for name in filters.documents),
        *([words["turn.limit_sector"].format(value=filters.sector)] if filters.sector else []),
        *([words["turn.limit_year"].format(value=filters.year)] if filters.year is not None else []),
        *([words["turn.limit_donor"].format(value=filters.donor)] if filters.donor else []),
    ]
    return words["turn.searched_within" if limits else "turn.searched"].format(
        count=count_reports(answer.searched.documents, words),
        seconds=f"{answer.seconds:.2f}",
        limits=", ".join(limits),
    )
