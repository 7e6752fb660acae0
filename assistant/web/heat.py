"""What there is by sector and year, as a table whose cells are darker the more there is."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from assistant.values.overview import Cell
from assistant.web.header import count_reports
from assistant.web.limits import Limits
from assistant.web.links import to_chat
from assistant.web.words import Words

STEPS = 5
LONGEST_GAP = 25  # years without reports that are shown between two with some

Place = tuple[str | None, int | None]  # sector and year


def heat_map(cells: Sequence[Cell], words: Words) -> Markup:
    """The table with its legend. Years without reports between others are shown, so that the gap is seen."""
    by_place = {(cell.sector, cell.year): cell for cell in cells}
    most = max((cell.passages for cell in cells), default=0)
    years = columns(cells)
    heads = Markup("").join(
        Markup('<th scope="col">{}</th>').format(words["overview.unknown"] if year is None else year) for year in years
    )
    return Markup(
        '<a class="past" href="#heat-end">{}</a>'
        '<div class="scroll" role="region" tabindex="0" aria-label="{}"><table class="heat">'
        '<caption class="unseen">{}</caption><thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table>'
        '</div><div id="heat-end">{}</div>'
    ).format(
        words["overview.heat_past"],
        words["overview.heat_region"],
        words["overview.heat_caption"],
        words["filter.sector"],
        heads,
        Markup("").join(
            row(sector, [(by_place.get((sector, year)), (sector, year)) for year in years], most, words)
            for sector in sectors(cells)
        ),
        legend(most, words),
    )


def columns(cells: Sequence[Cell]) -> list[int | None]:
    """The years, in order; those not known last."""
    known = sorted({cell.year for cell in cells if cell.year is not None})
    if known and known[-1] - known[0] <= LONGEST_GAP:
        known = list(range(known[0], known[-1] + 1))
    return [*known, *([None] if any(cell.year is None for cell in cells) else [])]


def sectors(cells: Sequence[Cell]) -> list[str | None]:
    """The sectors, A to Z; those not known last."""
    return sorted({cell.sector for cell in cells}, key=lambda sector: (sector is None, (sector or "").casefold()))


def row(sector: str | None, cells: Sequence[tuple[Cell | None, Place]], most: int, words: Words) -> Markup:
    """One sector through the years."""
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(
        sector or words["overview.unknown"],
        Markup("").join(filled(cell, place, most, words) if cell else empty(words) for cell, place in cells),
    )


def empty(words: Words) -> Markup:
    """A sector and year without a report."""
    return Markup('<td class="none"><span class="unseen">{}</span><span aria-hidden="true">–</span></td>').format(
        words["overview.no_report"]
    )


def filled(cell: Cell, place: Place, most: int, words: Words) -> Markup:
    """How much there is of a sector and year, leading to questions about it where both can be named."""
    said = Markup('<span class="reports">{}</span> <span class="passages">{}</span>').format(
        count_reports(cell.reports, words), count_passages(cell.passages, words)
    )
    sector, year = place
    if sector is not None and year is not None:
        about = words["overview.ask_about"].format(sector=sector, year=year)
        said = Markup('<a href="{}"><span class="unseen">{} </span>{}</a>').format(
            to_chat(limits=Limits(sector=sector, year=str(year))), about, said
        )
    return Markup('<td class="heat-{}">{}</td>').format(step(cell.passages, most), said)


def step(passages: int, most: int) -> int:
    """The shade of a cell: 0 for none, up to 5 for the most."""
    return -(-STEPS * passages // most) if most else 0


def legend(most: int, words: Words) -> Markup:
    """How many passages each shade stands for."""
    ranges = [(i, most * (i - 1) // STEPS + 1, most * i // STEPS) for i in range(1, STEPS + 1)]
    return Markup('<p class="legend">{} {}</p>').format(
        words["overview.legend"],
        Markup(" ").join(
            Markup('<span class="heat-{}">{}</span>').format(i, f"{a:,}" if a == b else f"{a:,}–{b:,}")
            for i, a, b in ranges
            if a <= b
        ),
    )


def count_passages(count: int, words: Words) -> str:
    """ "1 passage", "1,200 passages"."""
    return words["overview.passage" if count == 1 else "overview.count_passages"].format(count=f"{count:,}")
