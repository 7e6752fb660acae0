"""A chart of bars as inline SVG, and the same numbers as a table.

Text is never scaled: widths are percentages, so a chart fills a phone and a printed page alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

# Pixels: height of a bar with its label above it, and of the bar; characters of a label.
STEP, LABEL, THICK, LABEL_SHOWN = 38, 15, 9, 34


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, how long it is, and what is written at its end."""

    label: str
    value: float
    said: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one measure.

    id     unique on the page.
    title  what is charted; `text` says in a sentence what a bar is and what was left off.
    heads  of the table's columns: label and number.
    """

    id: str
    title: str
    text: str
    heads: tuple[str, str]
    bars: tuple[Bar, ...]


def figure(chart: Chart, as_table: str) -> Markup:
    """The chart with its title, its sentence, and its numbers as a table that unfolds under the words `as_table`."""
    return Markup(
        '<figure class="figure"><figcaption>{}</figcaption>{}<p class="chart-text">{}</p>'
        '<details class="folded"><summary>{}</summary>{}</details></figure>'
    ).format(chart.title, svg(chart), chart.text, as_table, numbers(chart))


def svg(chart: Chart) -> Markup:
    """The bars, the longest of which is as wide as the drawing."""
    longest = max((bar.value for bar in chart.bars), default=0) or 1
    bars = Markup("").join(
        Markup(
            '<g><text x="0" y="{}">{}</text><text x="100%" y="{}" class="said" text-anchor="end">{}</text>'
            '<rect class="ground" x="0" y="{}" width="100%" height="{}"/>'
            '<rect class="bar" x="0" y="{}" width="{}%" height="{}"/></g>'
        ).format(
            top + LABEL,
            shorten(bar.label),
            top + LABEL,
            bar.said,
            top + LABEL + 6,
            THICK,
            top + LABEL + 6,
            f"{100 * bar.value / longest:.1f}",
            THICK,
        )
        for top, bar in zip(range(0, STEP * len(chart.bars), STEP), chart.bars, strict=True)
    )
    return Markup(
        '<svg class="chart" role="img" aria-labelledby="{}-title {}-text" width="100%" height="{}">'
        '<title id="{}-title">{}</title><desc id="{}-text">{}</desc>{}</svg>'
    ).format(
        chart.id, chart.id, STEP * len(chart.bars), chart.id, chart.title, chart.id, described(chart.bars, chart.text),
        bars,
    )  # fmt: skip


def described(bars: Sequence[Bar], text: str) -> str:
    """The chart in words, for who cannot see it."""
    return " ".join((text, "; ".join(f"{bar.label}: {bar.said}" for bar in bars)))


def numbers(chart: Chart) -> Markup:
    """The same labels and numbers as a table."""
    rows = Markup("").join(
        Markup('<tr><th scope="row">{}</th><td>{}</td></tr>').format(bar.label, bar.said) for bar in chart.bars
    )
    return Markup(
        '<table class="numbers"><caption class="unseen">{}</caption>'
        '<thead><tr><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table>'
    ).format(chart.title, *chart.heads, rows)


def shorten(label: str) -> str:
    """At most so many characters as stand beside the number."""
    return label if len(label) <= LABEL_SHOWN else label[: LABEL_SHOWN - 1].rstrip() + "…"
