"""The rows of the ledger as a table. Whatever comes from a report is escaped by `Markup.format`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from assistant.values import Commitment
from assistant.web.header import PATHS, count_reports
from assistant.web.ledger_view import Order, View
from assistant.web.money import currency_of, status_name
from assistant.web.words import Words

# Rows shown at once: enough for most ledgers, and few enough that five thousand do not freeze the page.
PART = 200

FORMATS = ("xlsx", "csv", "jsonl", "iati")

# The columns, and the orders that a click on their heads asks for in turn.
COLUMNS: dict[str, tuple[Order, ...]] = {
    "donor": ("donor", "-donor"),
    "amount": ("-amount", "amount"),
    "status": ("status", "-status"),
    "purpose": (),
    "implementer": (),
    "place": (),
    "date": (),
    "year": ("-year", "year"),
    "report": ("report", "-report"),
}


def table(rows: Sequence[Commitment], view: View, asked: str, words: Words) -> str:
    """The rows of a view with their count and downloads; `asked` is given back, so that the page knows its answer."""
    parts = max(1, -(-len(rows) // PART))
    part = min(view.part, parts)
    shown = rows[(part - 1) * PART : part * PART]
    return Markup(
        '<section id="main" class="rows" tabindex="-1" aria-label="{}" data-asked="{}">'
        '<div class="rows-head"><p class="rows-count" role="status">{}</p>{}</div><p class="rows-note">{}</p>{}{}'
        "</section>"
    ).format(
        words["ledger.name"],
        asked,
        count(rows, words),
        downloads(view, words) if rows else "",
        words["ledger.never_added"],
        body(shown, view, words) if rows else nothing_matches(words),
        steps(part, parts, len(rows), words),
    )


def count(rows: Sequence[Commitment], words: Words) -> str:
    """ "34 commitments in 7 reports, 17 with an amount"."""
    reports = {quote.document for row in rows for quote in row.quotes}
    with_amount = sum(row.value is not None for row in rows)
    return words["ledger.count"].format(
        commitments=words["count.commitment" if len(rows) == 1 else "count.commitments"].format(count=f"{len(rows):,}"),
        reports=count_reports(len(reports), words),
        amounts=f"{with_amount:,}" if with_amount else words["count.no_amount"],
    )


def downloads(view: View, words: Words) -> Markup:
    """Links to the view's rows as files."""
    query = f"?{view.query}" if view.query else ""
    links = Markup("").join(
        Markup('<li><a href="{}/export/{}{}" download>{}</a></li>').format(
            PATHS["ledger"], form, query, words[f"export.{form}"]
        )
        for form in FORMATS
    )
    return Markup(
        '<div class="downloads"><span id="downloads">{}</span><ul aria-labelledby="downloads">{}</ul></div>'
    ).format(words["export.heading"], links)


def body(rows: Sequence[Commitment], view: View, words: Words) -> Markup:
    """The table itself; sorted by amount, each currency has its own part of it."""
    heads = Markup("").join(head(column, view.order, words) for column in COLUMNS)
    if view.order.endswith("amount"):
        bodies = Markup("").join(
            Markup('<tbody><tr class="group"><th scope="rowgroup" colspan="{}">{}</th></tr>{}</tbody>').format(
                len(COLUMNS),
                currency.said(words),
                Markup("").join(line(row, view, words) for row in group),
            )
            for currency, group in groupby(rows, key=currency_of)
        )
    else:
        bodies = Markup("<tbody>{}</tbody>").format(Markup("").join(line(row, view, words) for row in rows))
    return Markup(
        '<table class="ledger-table"><caption class="unseen">{}</caption><thead><tr>{}</tr></thead>{}</table>'
    ).format(words["ledger.caption"].format(order=words[f"order.{view.order}"]), heads, bodies)


def head(column: str, order: Order, words: Words) -> Markup:
    """A column's head; where the table can be sorted by it, a button that says so."""
    orders = COLUMNS[column]
    if not orders:
        return Markup('<th scope="col">{}</th>').format(words[f"field.{column}"])
    sorted_now = order in orders
    following = orders[(orders.index(order) + 1) % 2] if sorted_now else orders[0]
    return Markup(
        '<th scope="col"{}><button type="button" class="sort" data-order="{}" title="{}">{}</button></th>'
    ).format(
        Markup(' aria-sort="{}"').format("descending" if order.startswith("-") else "ascending") if sorted_now else "",
        following,
        words["ledger.sort_by"].format(order=words[f"order.{following}"]),
        words[f"field.{column}"],
    )


def line(row: Commitment, view: View, words: Words) -> Markup:
    """One commitment."""
    cells = (
        ("amount", amount(row, words)),
        ("status", badge(row, words)),
        ("purpose", Markup("{}{}").format(row.recipient_or_purpose or unknown(words), flags(row, words))),
        ("implementer", row.implementer or unknown(words)),
        ("place", place(row, words)),
        ("date", row.date or unknown(words)),
        ("year", row.report_year if row.report_year is not None else unknown(words)),
        ("report", told_in(row, words)),
    )
    is_open = row.id == view.row
    return Markup(
        '<tr data-row="{}" class="{}"><th scope="row"><button type="button" class="open-row" data-row="{}" '
        'aria-expanded="{}" aria-controls="panel" title="{}">{}</button></th>{}</tr>'
    ).format(
        row.id,
        " ".join(name for name, on in (("line", True), ("wrong", row.wrong), ("current", is_open)) if on),
        row.id,
        "true" if is_open else "false",
        words["ledger.open"],
        row.donor,
        Markup("").join(
            Markup('<td class="{}" data-head="{}">{}</td>').format(name, words[f"field.{name}"], cell)
            for name, cell in cells
        ),
    )


def amount(row: Commitment, words: Words) -> Markup:
    """The amount as it was written, its currency and how that is known."""
    if row.amount_as_written is None:
        return Markup('<span class="unknown">{}</span>').format(words["currency.no_amount"])
    return Markup('<span class="sum">{}</span><span class="facts">{}</span>').format(
        row.amount_as_written, known_by(row, words)
    )


def known_by(row: Commitment, words: Words) -> str:
    """ "EUR, as written"."""
    if row.currency is None:
        return words["currency.not_stated"]
    if "currency" in row.corrected:
        return words["currency.set"].format(name=row.currency)
    basis = {"written": "written", "assumed from the donor": "assumed"}.get(row.currency_basis, "set")
    return words[f"currency.{basis}"].format(name=row.currency)


def badge(row: Commitment, words: Words) -> Markup:
    """The status; what it means is its title."""
    short = row.status.split()[0]
    return Markup('<span class="badge" data-status="{}" title="{}">{}</span>').format(
        short, words[f"status.{short}_why"], status_name(row.status, words)
    )


def flags(row: Commitment, words: Words) -> Markup:
    """What to know before relying on a row."""
    on = (("wrong", row.wrong), ("corrected", bool(row.corrected)), ("contradicted", row.contradicted))
    return Markup("").join(
        Markup('<span class="flag" data-flag="{}">{}</span>').format(name, words[f"ledger.{name}"])
        for name, is_on in on
        if is_on
    )


def place(row: Commitment, words: Words) -> str | Markup:
    """Where the money goes."""
    if row.scope is None:
        return unknown(words)
    return words.get(f"scope.{row.scope}", row.scope)


def told_in(row: Commitment, words: Words) -> Markup:
    """The report and the page; how many more reports tell the same."""
    more = len({quote.document for quote in row.quotes}) - 1
    facts = (
        words["source.page"].format(page=row.quote.page) if row.quote.page is not None else "",
        words["ledger.more_report" if more == 1 else "ledger.more_reports"].format(count=more) if more else "",
    )
    return Markup('<span class="file">{}</span><span class="facts">{}</span>').format(
        row.quote.document, ", ".join(fact for fact in facts if fact)
    )


def unknown(words: Words) -> Markup:
    """What a report does not say; read out in words."""
    return Markup(
        '<span class="unknown"><span aria-hidden="true">–</span><span class="unseen">{}</span></span>'
    ).format(words["ledger.not_said"])


def steps(part: int, parts: int, total: int, words: Words) -> Markup:
    """The way to the other parts of a long ledger."""
    if parts == 1:
        return Markup("")
    buttons = Markup("").join(
        Markup('<button type="button" class="quiet part" data-part="{}"{}>{}</button>').format(
            to, Markup(" disabled") if not 1 <= to <= parts else "", words[f"ledger.{name}"]
        )
        for name, to in (("earlier", part - 1), ("later", part + 1))
    )
    return Markup('<nav class="parts" aria-label="{}"><span>{}</span>{}</nav>').format(
        words["ledger.parts"],
        words["ledger.part"].format(
            first=f"{(part - 1) * PART + 1:,}", last=f"{min(part * PART, total):,}", total=f"{total:,}"
        ),
        buttons,
    )


def nothing_matches(words: Words) -> Markup:
    """What a view without rows shows."""
    return Markup('<div class="start"><h2>{}</h2><p>{}</p><p><a class="quiet" href="{}">{}</a></p></div>').format(
        words["ledger.nothing"], words["ledger.nothing_text"], PATHS["ledger"], words["ledger.clear"]
    )


def empty_ledger(words: Words) -> str:
    """What the page shows while the ledger has no row at all."""
    return Markup(
        '<section id="main" class="start empty" tabindex="-1"><h2>{}</h2><p>{}</p>'
        "<ol><li>{}</li><li>{}</li></ol></section>"
    ).format(
        words["ledger.empty"],
        words["ledger.empty_text"],
        words["ledger.empty_add"],
        words["ledger.empty_reload"],
    )
