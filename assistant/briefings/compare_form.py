"""A comparison in the form in which it leaves the program: `assistant compare --json`."""

from __future__ import annotations

from typing import Any

from assistant.briefings.comparison import Comparison, Item, Trend
from assistant.briefings.moved import Moved
from assistant.values import Citation


def comparison_form(comparison: Comparison) -> dict[str, Any]:
    """Sides in the order of time, items with their quotes, trends, and what is missing or open."""
    return {
        "topic": comparison.topic,
        "sides": [{"label": s.label, "documents": [r.name for r in s.reports]} for s in comparison.sides],
        "counts": dict(comparison.counts),
        "items": [_item(item, comparison) for item in comparison.items],
        "trends": [_trend(trend) for trend in comparison.trends],
        "notes": list(comparison.notes),
    }


def _item(item: Item, comparison: Comparison) -> dict[str, Any]:
    return {
        "status": item.status,
        "between": [comparison.sides[side].label for side in item.between],
        "section": item.section,
        "output": item.output,
        "relevance": round(item.relevance, 4),
        "figures": [_figure(figure) for figure in item.figures],
        "earlier": [_quote(c) for c in item.earlier],
        "later": [_quote(c) for c in item.later],
    }


def _figure(figure: Moved) -> dict[str, Any]:
    return {
        "thing": figure.thing,
        "unit": figure.unit,
        "earlier": figure.earlier,
        "later": figure.later,
        "moved": figure.has_moved,
    }


def _quote(citation: Citation) -> dict[str, Any]:
    return {
        "document": citation.document,
        "page": citation.page,
        "quote": citation.quote,
        "headings": list(citation.headings),
        "column": citation.column,
    }


def _trend(trend: Trend) -> dict[str, Any]:
    points = [
        {"side": p.label, "written": p.written, "value": p.value, "source": _quote(p.citation)} for p in trend.points
    ]
    return {"thing": trend.thing, "unit": trend.unit, "points": points}
