"""A figure through three reports or more that give it of the same thing in the same unit."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.briefings.comparison import Item, Laid, Point, Side, Trend
from assistant.briefings.moved import Moved

LEAST = 3  # points


def trends(items: Sequence[tuple[Item, Laid]], sides: Sequence[Side]) -> tuple[Trend, ...]:
    """The chains of figures in which what one report gives as the later figure the next comparison has as its earlier.

    Those that never moved are left out, and so are planned dates, which no bar can show.
    """
    steps = [(item, laid, figure) for item, laid in items for figure in item.figures if figure.unit != "date"]
    chains: list[list[tuple[Item, Laid, Moved]]] = []
    for step in sorted(steps, key=lambda s: s[0].between):
        before = next((chain for chain in chains if _goes_on(chain[-1], step)), None)
        if before is None:
            chains.append([step])
        else:
            before.append(step)
    return tuple(
        _trend(chain, sides)
        for chain in chains
        if len(chain) + 1 >= LEAST and any(figure.has_moved for _, _, figure in chain)
    )


def _goes_on(last: tuple[Item, Laid, Moved], step: tuple[Item, Laid, Moved]) -> bool:
    """Whether a comparison begins with the very figure with which another ended."""
    (item, laid, figure), (next_item, next_laid, next_figure) = last, step
    return (
        item.between[1] == next_item.between[0]
        and not {*laid.later}.isdisjoint(next_laid.earlier)
        and (figure.unit, figure.later) == (next_figure.unit, next_figure.earlier)
    )


def _trend(chain: Sequence[tuple[Item, Laid, Moved]], sides: Sequence[Side]) -> Trend:
    first, _, figure = chain[0]
    points = [Point(sides[first.between[0]].label, figure.earlier, figure.was, first.earlier[0])]
    points += [Point(sides[item.between[1]].label, f.later, f.now, item.later[0]) for item, _, f in chain]
    last, _, figure = chain[-1]
    return Trend(figure.thing or last.output or last.section, figure.unit, tuple(points))
