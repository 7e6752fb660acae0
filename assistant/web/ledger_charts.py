"""The charts over a view: how many commitments by donor and by year, and amounts that may stand side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from assistant.values import Commitment
from assistant.web.chart import Bar, Chart, figure
from assistant.web.ledger_view import View
from assistant.web.money import STATUSES, Currency, currency_of, status_name
from assistant.web.words import Words

MOST_BARS = 12

Group = tuple[Currency, str]  # with the status


def charts(rows: Sequence[Commitment], view: View, words: Words) -> str:
    """Three charts, folded away until they are asked for."""
    if not rows:
        return ""
    return Markup(
        '<details class="charts" id="charts-fold"{}><summary>{}</summary><div class="figures">{}{}{}</div></details>'
    ).format(
        Markup(" open") if view.charts else "",
        words["chart.heading"],
        figure(by_donor(rows, words), words["chart.as_table"]),
        figure(by_year(rows, words), words["chart.as_table"]),
        amounts(rows, words),
    )


def by_donor(rows: Sequence[Commitment], words: Words) -> Chart:
    """How many commitments each donor has; one of two donors counts with each."""
    counted = Counter(name for row in rows for name in row.donor.split("; "))
    most = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0].casefold()))
    return Chart(
        "chart-donor",
        words["chart.by_donor"],
        said_of(words["chart.by_donor_text"], len(most), words),
        (words["field.donor"], words["chart.commitments"]),
        tuple(Bar(name, number, f"{number:,}") for name, number in most[:MOST_BARS]),
    )


def by_year(rows: Sequence[Commitment], words: Words) -> Chart:
    """How many commitments the reports of each year tell."""
    counted = Counter(row.report_year for row in rows)
    newest = sorted(counted.items(), key=lambda entry: -(entry[0] or 0))
    return Chart(
        "chart-year",
        words["chart.by_year"],
        said_of(words["chart.by_year_text"], len(newest), words),
        (words["field.year"], words["chart.commitments"]),
        tuple(
            Bar(words["chart.no_year"] if year is None else str(year), number, f"{number:,}")
            for year, number in newest[:MOST_BARS]
        ),
    )


def amounts(rows: Sequence[Commitment], words: Words) -> Markup:
    """The amounts of one currency and status at a time, a bar each: nothing is added up."""
    groups: dict[Group, list[Commitment]] = {}
    for row in rows:
        if row.value is not None:
            groups.setdefault((currency_of(row), row.status), []).append(row)
    if not groups:
        return Markup('<div class="figure amounts"><p class="chart-text">{}</p></div>').format(
            words["chart.no_amounts"]
        )
    in_order = sorted(groups.items(), key=lambda entry: (entry[0][0], STATUSES.index(entry[1][0].status)))
    largest = max(range(len(in_order)), key=lambda i: len(in_order[i][1]))
    options = Markup("").join(
        Markup('<option value="{}"{}>{}</option>').format(
            f"amounts-{i}", Markup(" selected") if i == largest else "", group_name(group[0], found[0], words)
        )
        for i, (group, found) in enumerate(in_order)
    )
    figures = Markup("").join(
        Markup('<div class="of-group" id="amounts-{}"{}>{}</div>').format(
            i, "" if i == largest else Markup(" hidden"), figure(of_group(i, found, words), words["chart.as_table"])
        )
        for i, (_, found) in enumerate(in_order)
    )
    return Markup(
        '<div class="amounts"><div class="pick"><label for="chart-group">{}</label>'
        '<select id="chart-group" class="chart-group">{}</select></div>{}</div>'
    ).format(words["chart.choose"], options, figures)


def of_group(number: int, rows: Sequence[Commitment], words: Words) -> Chart:
    """The amounts of one group, the largest first."""
    largest = sorted(rows, key=lambda row: (-(row.value or 0), row.donor.casefold()))
    return Chart(
        f"chart-amounts-{number}",
        words["chart.amounts"].format(group=group_name(currency_of(rows[0]), rows[0], words)),
        said_of(words["chart.amounts_text"], len(rows), words),
        (words["chart.commitment"], words["field.amount"]),
        tuple(bar_of(row, words) for row in largest[:MOST_BARS]),
    )


def bar_of(row: Commitment, words: Words) -> Bar:
    """One commitment: its donor and date, its amount as written."""
    when = row.date or row.report_year
    label = words["chart.dated"].format(donor=row.donor, when=when) if when else row.donor
    amount = row.amount_as_written or ""
    return Bar(label, row.value or 0, f"{amount} *" if row.contradicted else amount)


def group_name(currency: Currency, row: Commitment, words: Words) -> str:
    """ "EUR, committed"."""
    return words["chart.group"].format(currency=currency.said(words), status=status_name(row.status, words).lower())


def said_of(text: str, number: int, words: Words) -> str:
    """A chart's sentence, and how many more there are than it shows."""
    if number <= MOST_BARS:
        return text
    return " ".join((text, words["chart.more"].format(shown=MOST_BARS, count=f"{number:,}")))
