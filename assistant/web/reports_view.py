"""What the list of reports is limited to and sorted by, as the link keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode

from assistant.values.shelf import Shelved
from assistant.web.limits import LONGEST, is_year

PART = 100  # rows shown at once
TROUBLE = "trouble"  # the status of every file that could not be read
NEWEST = "-added"

_KEYS: dict[str, Callable[[Shelved], Any]] = {
    "title": lambda file: (file.title or file.name).casefold(),
    "sector": lambda file: (file.sector or "").casefold(),
    "year": lambda file: file.year or 0,
    "pages": lambda file: file.pages,
    "passages": lambda file: file.passages,
    "rows": lambda file: file.rows,
    "commitments": lambda file: file.commitments,
    "added": lambda file: file.added or "",
    "status": lambda file: (not file.is_indexed, file.status),
}

# What a click on a column's head asks for first and then; of numbers and dates the largest come first.
SORTS = {name: (f"-{name}", name) if name not in ("title", "sector") else (name, f"-{name}") for name in _KEYS}
ORDERS = tuple(order for orders in SORTS.values() for order in orders)


@dataclass(frozen=True, slots=True)
class ReportsView:
    """Empty text does not limit; `part` counts from 1."""

    text: str = ""
    sector: str = ""
    year: str = ""
    status: str = ""
    order: str = NEWEST
    part: int = 1

    @property
    def is_limited(self) -> bool:
        return bool(self.text or self.sector or self.year or self.status)

    def link(self, order: str = "", part: int = 1) -> str:
        """The part of a link after the path, sorted otherwise or for another part."""
        kept = {f.name: getattr(self, f.name) for f in fields(self)} | {"order": order or self.order, "part": part}
        usual = {f.name: f.default for f in fields(self)}
        query = urlencode({name: value for name, value in kept.items() if value != usual[name]})
        return f"?{query}" if query else ""


def view_of(asked: Mapping[str, str]) -> ReportsView:
    """The view that a link asks for; what makes no sense in it is left out."""
    said = {name: " ".join(asked.get(name, "").split())[:LONGEST] for name in ("text", "sector", "year", "status")}
    order, part = asked.get("order", ""), asked.get("part", "")
    return ReportsView(
        text=said["text"],
        sector=said["sector"],
        year=said["year"] if is_year(said["year"]) else "",
        status=said["status"],
        order=order if order in ORDERS else NEWEST,
        part=max(1, int(part)) if part.isascii() and part.isdigit() and len(part) < 7 else 1,
    )


def chosen(files: Iterable[Shelved], view: ReportsView) -> tuple[Shelved, ...]:
    """The files of a view, all parts, in its order; those of the same rank by name."""
    words = view.text.casefold().split()
    found = [
        file
        for file in files
        if all(word in f"{file.title} {file.name}".casefold() for word in words)
        and view.sector in ("", file.sector)
        and view.year in ("", str(file.year))
        and (view.status in ("", file.status) or (view.status == TROUBLE and not file.is_indexed))
    ]
    found.sort(key=lambda file: file.name.casefold())
    found.sort(key=_KEYS[view.order.removeprefix("-")], reverse=view.order.startswith("-"))
    return tuple(found)
