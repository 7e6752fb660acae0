"""An opened row: its quotes where they stand in their reports, and what a person can set right."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from assistant.commitments import FIELDS
from assistant.sources import Source
from assistant.values import Citation, Commitment, Quoted
from assistant.values.reports import BAR
from assistant.web import cards
from assistant.web.ledger import Opened
from assistant.web.ledger_rows import amount, badge, flags, place, unknown
from assistant.web.money import STATUSES, status_name
from assistant.web.words import Words


@dataclass(frozen=True, slots=True)
class Told:
    """What came of the last change to a row, in words; `trouble` where it was refused, with what was typed."""

    done: str = ""
    trouble: str = ""
    field: str = ""
    value: str = ""


def closed(words: Words) -> str:
    """The panel while no row is open."""
    return Markup('<aside class="sources" aria-labelledby="sources-heading">{}<p class="hint">{}</p></aside>').format(
        panel_head(words), words["opened.hint"]
    )


def gone(row: str, message: str, words: Words) -> str:
    """The panel of a row that cannot be shown, and why."""
    return Markup(
        '<aside class="sources" aria-labelledby="sources-heading" data-row="{}">{}<p role="alert">{}</p></aside>'
    ).format(row, panel_head(words), message)


def panel_head(words: Words) -> Markup:
    """The panel's heading and the button that closes it."""
    return Markup(
        '<div class="panel-head"><h2 id="sources-heading" tabindex="-1">{}</h2>'
        '<button type="button" class="quiet close-sources">{}</button></div>'
    ).format(words["opened.heading"], words["opened.close"])


def opened(found: Opened, told: Told, words: Words) -> str:
    """The panel of a row."""
    row = found.row
    return Markup(
        '<aside class="sources" aria-labelledby="sources-heading" data-row="{}">{}{}'
        '<p class="row-name">{}</p><p class="row-facts">{} {}{}</p>{}{}{}{}{}</aside>'
    ).format(
        row.id,
        panel_head(words),
        message(told),
        row.donor,
        amount(row, words),
        badge(row, words),
        flags(row, words),
        Markup('<p class="contradicted">{}</p>').format(words["ledger.contradicted_why"]) if row.contradicted else "",
        what_it_says(row, words),
        what_was_set(row, words),
        Markup("").join(card(i, quoted, source, row, words) for i, (quoted, source) in enumerate(found.sources)),
        changes(row, told, words),
    )


def message(told: Told) -> Markup:
    """What came of the last change; read out when it appears."""
    if told.trouble:
        return Markup('<p class="told trouble" role="alert">{}</p>').format(told.trouble)
    return Markup('<p class="told" role="status">{}</p>').format(told.done) if told.done else Markup("")


def what_it_says(row: Commitment, words: Words) -> Markup:
    """The fields that the table may have no room for."""
    fields = (
        ("purpose", row.recipient_or_purpose),
        ("implementer", row.implementer),
        ("place", place(row, words)),
        ("date", row.date),
    )
    return Markup('<dl class="row-says">{}</dl>').format(
        Markup("").join(
            Markup("<dt>{}</dt><dd>{}</dd>").format(words[f"field.{name}"], value or unknown(words))
            for name, value in fields
        )
    )


def what_was_set(row: Commitment, words: Words) -> Markup:
    """The fields that a person set, with what they were set to."""
    if not row.corrected:
        return Markup("")
    items = Markup("").join(
        Markup("<li><strong>{}</strong> {}</li>").format(
            words[f"field.{field}"], value_of(row, field) or words["ledger.not_said"]
        )
        for field in row.corrected
    )
    return Markup('<div class="was-set"><p>{}</p><ul>{}</ul></div>').format(words["opened.was_set"], items)


def value_of(row: Commitment, field: str) -> str:
    """A field as it stands now; empty where nothing is said."""
    return str(getattr(row, field) or "")


def card(number: int, quoted: Quoted, source: Source | None, row: Commitment, words: Words) -> Markup:
    """One quote where it stands: report, place, the passage with the quote marked, a row's cells by their heads."""
    citation = Citation(
        number + 1, -1, quoted.document, quoted.page, quoted.text, quoted.start, quoted.end, quoted.headings,
        quoted.column,
    )  # fmt: skip
    title = quoted.document if source is None else source.report.title
    return Markup(
        '<details class="card"{}><summary><span class="number"><span class="unseen">{}</span>'
        '<span aria-hidden="true">{}</span></span><span class="names"><span class="title">{}</span>'
        '<span class="facts">{}</span></span></summary><div class="card-body">{}</div></details>'
    ).format(
        Markup(" open") if number == 0 else "",
        words["opened.quote"].format(number=number + 1),
        number + 1,
        title,
        " · ".join(cards.where(citation, source, words)),
        Markup("").join(
            (
                cards.file_line(citation, words),
                cards.trail(citation.headings, source.report.title if source else "", words),
                cards.column(citation, words),
                cells(quoted, row, words),
                cards.quoted_passage(citation, source, words),
                cards.rest_of_row(citation, source, words),
            )
        ),
    )


def cells(quoted: Quoted, row: Commitment, words: Words) -> Markup:
    """The cells of a quoted table row by their heads, which are another quote of the same commitment."""
    said = quoted.text.split(BAR)
    heads = next(
        (
            other.text.split(BAR)
            for other in row.quotes
            if other.document_id == quoted.document_id
            and other.start < quoted.start
            and len(said) > 1
            and other.text.count(BAR) == len(said) - 1
        ),
        None,
    )
    if heads is None:
        return Markup("")
    return Markup('<dl class="cells">{}</dl>').format(
        Markup("").join(
            Markup("<dt>{}</dt><dd>{}</dd>").format(head, cell.strip() or words["source.not_reported"])
            for head, cell in zip(heads, said, strict=True)
        )
    )


def changes(row: Commitment, told: Told, words: Words) -> Markup:
    """Mark as wrong, correct a field, take back."""
    return Markup(
        '<section class="changes" aria-labelledby="changes-heading"><h3 id="changes-heading">{}</h3>'
        '<p class="hint">{}</p><div class="change-buttons">'
        '<button type="button" class="quiet mark-row" data-wrong="{}">{}</button>{}</div>{}</section>'
    ).format(
        words["opened.changes"],
        words["opened.changes_text"],
        "" if row.wrong else "yes",
        words["opened.mark_right" if row.wrong else "opened.mark_wrong"],
        Markup('<button type="button" class="quiet restore-row">{}</button>').format(words["opened.restore"])
        if row.corrected
        else "",
        correction(row, told, words),
    )


def correction(row: Commitment, told: Told, words: Words) -> Markup:
    """The form that sets one field; what was refused stays in it."""
    chosen = told.field if told.trouble and told.field in FIELDS else FIELDS[0]
    value = told.value if told.trouble else value_of(row, chosen)
    options = Markup("").join(
        Markup('<option value="{}" data-value="{}" data-hint="{}"{}>{}</option>').format(
            field,
            value_of(row, field),
            words.get(f"opened.hint_{field}", ""),
            Markup(" selected") if field == chosen else "",
            words[f"field.{field}"],
        )
        for field in FIELDS
    )
    statuses = Markup("").join(
        Markup('<option value="{}"{}>{}</option>').format(
            status, Markup(" selected") if status == row.status else "", status_name(status, words)
        )
        for status in STATUSES
    )
    on_status = chosen == "status"
    return Markup(
        '<details class="folded correct-fold"{}><summary>{}</summary><form class="correct">'
        '<div class="pick"><label for="correct-field">{}</label><select id="correct-field" name="field">{}</select>'
        "</div>"
        '<div class="pick"><span id="correct-label">{}</span><input type="text" name="value" value="{}" '
        'autocomplete="off" maxlength="300" aria-labelledby="correct-label" aria-describedby="correct-hint"{}>'
        '<select name="status" aria-labelledby="correct-label" aria-describedby="correct-hint"{}>{}</select></div>'
        '<p class="hint" id="correct-hint">{}</p>'
        '<button type="submit" class="quiet save">{}</button></form></details>'
    ).format(
        Markup(" open") if told.trouble else "",
        words["opened.correct"],
        words["opened.field"],
        options,
        words["opened.value"],
        value,
        Markup(" hidden") if on_status else "",
        "" if on_status else Markup(" hidden"),
        statuses,
        words.get(f"opened.hint_{chosen}", ""),
        words["opened.save"],
    )


def looking(words: Words) -> str:
    """What stands in the table's place until it has come."""
    return Markup('<p class="looking" id="main" tabindex="-1">{}</p>').format(words["ledger.looking"])
