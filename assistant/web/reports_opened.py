"""One report: how well it was read, its facts to correct, reading it again and removing it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from markupsafe import Markup

from assistant.values import Document
from assistant.values.quality import Quality
from assistant.values.reports import USUAL
from assistant.values.shelf import Shelved
from assistant.web.header import PATHS
from assistant.web.limits import Limits
from assistant.web.links import to_chat
from assistant.web.reports_facts import Typed, facts_form
from assistant.web.reports_quality import quality_table
from assistant.web.reports_sent import counted
from assistant.web.words import Words


def told(name: str, words: Words) -> Markup:
    """What came of the last change, by its name in a link; nothing for a name that we do not have."""
    said = words.get(f"reports.told_{name}")
    return Markup('<p class="told-change" role="status">{}</p>').format(said) if said else Markup("")


def trouble(said: str) -> Markup:
    """Why something could not be done."""
    return Markup('<p class="told-change trouble" role="alert">{}</p>').format(said)


def opened_report(
    file: Shelved,
    quality: Quality,
    said: Document,
    sectors: Iterable[str],
    is_sent: bool,
    typed: Typed | None,
    asks_to_remove: bool,
    words: Words,
) -> Markup:
    """The page of an indexed report."""
    at = f"{PATHS['reports']}/{file.key}"
    return Markup(
        '{}<section class="block" aria-labelledby="quality-heading"><h3 id="quality-heading">{}</h3>{}</section>'
        '<section class="block" aria-labelledby="facts-heading"><h3 id="facts-heading">{}</h3><p class="hint">{}</p>{}'
        "</section>{}"
    ).format(
        name_of(file, words),
        words["quality.heading"],
        quality_table(quality, words),
        words["reports.correct"],
        words["reports.correct_text"],
        facts_form(file, said, sectors, typed, at, words),
        changes(file, is_sent, asks_to_remove, words),
    )


def opened_trouble(file: Shelved, is_sent: bool, asks_to_remove: bool, words: Words) -> Markup:
    """The page of a file that could not be read."""
    return Markup(
        '{}<section class="block" aria-labelledby="wrong-heading"><h3 id="wrong-heading">{}</h3><p>{}</p></section>{}'
    ).format(
        name_of(file, words),
        words[f"reports.is_{file.status}"],
        file.message,
        changes(file, is_sent, asks_to_remove, words),
    )


def name_of(file: Shelved, words: Words) -> Markup:
    """What file this is, and the ways from it."""
    facts = [file.name]
    if file.collection != USUAL:
        facts.append(words["reports.in_collection"].format(name=file.collection))
    ways = Markup("")
    if file.is_indexed:
        facts += [fact for fact in (file.sector, str(file.year or "")) if fact]
        facts += [counted("page", file.pages, words), words["reports.added_on"].format(day=(file.added or "")[:10])]
        ways = Markup('<a class="button" href="{}">{}</a>').format(
            to_chat(limits=Limits(report=file.name)), words["reports.ask_within"]
        )
        if file.commitments:
            ways += Markup('<a class="button" href="{}?{}">{}</a>').format(
                PATHS["ledger"],
                urlencode({"report": file.name}),
                words["reports.its_commitments"].format(count=counted("commitment", file.commitments, words)),
            )
    return Markup(
        '<p class="back-to"><a href="{}">{}</a></p><div class="report-name"><h3>{}</h3><p class="facts">{}</p>'
        '<p class="report-ways">{}</p></div>'
    ).format(PATHS["reports"], words["reports.back"], file.title or file.name, " · ".join(facts), ways)


def changes(file: Shelved, is_sent: bool, asks_to_remove: bool, words: Words) -> Markup:
    """Read again, and remove after a question that names the file and says what is lost."""
    at = f"{PATHS['reports']}/{file.key}"
    return Markup(
        '<section class="block" aria-labelledby="file-heading"><h3 id="file-heading">{}</h3><p class="hint">{}</p>'
        '<div class="file-changes"><form method="post" action="{}/again"><button class="quiet">{}</button></form>'
        '<a class="button" href="{}?remove=ask#remove" data-dialog="remove">{}</a></div>{}</section>'
    ).format(
        words["reports.file"],
        words["reports.file_text"],
        at,
        words["reports.again"],
        at,
        words["reports.remove"],
        removal(file, is_sent, asks_to_remove, at, words),
    )


def removal(file: Shelved, is_sent: bool, is_open: bool, at: str, words: Words) -> Markup:
    """The question before a file is removed. Without script it is open where the link asks for it."""
    lost = words["reports.nothing_lost"]
    if file.is_indexed:
        lost = words["reports.lost"].format(
            passages=counted("passage", file.passages, words),
            commitments=counted("commitment", file.commitments, words),
        )
    return Markup(
        '<dialog id="remove" aria-labelledby="remove-heading"{}><h3 id="remove-heading">{}</h3><p>{}</p><p>{}</p>'
        '<div class="file-changes"><a class="button" href="{}" data-close>{}</a>'
        '<form method="post" action="{}/remove"><button class="primary">{}</button></form></div></dialog>'
    ).format(
        Markup(" open") if is_open else "",
        words["reports.remove_sure"].format(report=file.title or file.name),
        lost,
        words["reports.file_deleted" if is_sent else "reports.file_stays"].format(name=file.name),
        at,
        words["reports.keep"],
        at,
        words["reports.remove_it"],
    )


def gone(words: Words) -> Markup:
    """In place of a report that is not there."""
    return Markup('<section class="block"><h3>{}</h3><p>{} <a href="{}">{}</a></p></section>').format(
        words["reports.gone"], words["reports.gone_text"], PATHS["reports"], words["reports.back"]
    )
