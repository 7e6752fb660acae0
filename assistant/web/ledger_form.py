"""The filters of the ledger as a plain form, so that the browser's own controls serve phone and keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from assistant.values import Commitment
from assistant.web.header import PATHS
from assistant.web.ledger_view import ORDERS, View
from assistant.web.money import STATUSES, status_name
from assistant.web.words import Words

Choices = Iterable[tuple[str, str]]


def form(rows: Sequence[Commitment], view: View, words: Words) -> str:
    """The form over all rows of the ledger, set as the view is."""
    if not rows:
        return ""
    donors = {name for row in rows for name in row.donor.split("; ")}
    sectors = {row.sector for row in rows if row.sector}
    years = {str(row.report_year) for row in rows if row.report_year is not None}
    statuses = {row.status for row in rows}
    reports = {quote.document for row in rows for quote in row.quotes}
    return Markup(
        '<form class="ledger-form" method="get" action="{}" role="search" aria-label="{}">{}{}{}{}{}{}'
        '<div class="form-end"><label class="check"><input type="checkbox" name="wrong" value="yes"{}> '
        '<span>{}</span></label><a class="clear" href="{}">{}</a></div></form>'
    ).format(
        PATHS["ledger"],
        words["ledger.filters"],
        select("donor", same(sorted(donors, key=str.casefold)), view.donor, words),
        select("sector", same(sorted(sectors, key=str.casefold)), view.sector, words),
        select("year", same(sorted(years, reverse=True)), view.year, words),
        select(
            "status", ((s.split()[0], status_name(s, words)) for s in STATUSES if s in statuses), view.status, words
        ),
        select("report", same(sorted(reports, key=str.casefold)), view.report, words),
        select("order", ((order, words[f"order.{order}"]) for order in ORDERS), view.order, words),
        Markup(" checked") if view.wrong else "",
        words["ledger.show_wrong"],
        PATHS["ledger"],
        words["ledger.clear"],
    )


def same(values: Iterable[str]) -> Choices:
    """Entries that are shown as they are."""
    return ((value, value) for value in values)


def select(name: str, choices: Choices, chosen: str, words: Words) -> Markup:
    """One filter. What a link asks for is an entry even where no row has it ("AusAID")."""
    entries = dict(choices)
    chosen = next((value for value in entries if value.casefold() == chosen.casefold()), chosen)
    everything = {} if name == "order" else {"": words[f"ledger.all_{name}"]}
    asked = {} if chosen in entries else {chosen: chosen}
    options = Markup("").join(
        Markup('<option value="{}"{}>{}</option>').format(value, Markup(" selected") if value == chosen else "", said)
        for value, said in {**asked, **everything, **entries}.items()
    )
    return Markup(
        '<div class="pick"><label for="pick-{}">{}</label><select id="pick-{}" name="{}">{}</select></div>'
    ).format(name, words[f"field.{name}"], name, name, options)
