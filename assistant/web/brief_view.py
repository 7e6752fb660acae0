"""What a briefing page is on, kept in the link of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal, get_args
from urllib.parse import urlencode

from assistant.briefings.briefing import Most, Scope
from assistant.briefings.make import USUAL
from assistant.web.header import PATHS
from assistant.web.limits import LONGEST, is_year

Length = Literal["short", "long", "all"]
LENGTHS: tuple[Length, ...] = get_args(Length)
WRITTEN = "written"
ROOM: dict[Length, Most] = {"short": USUAL, "long": Most.of(60), "all": Most.of(500)}
LONGEST_SPAN = 30  # years from the first to the last


@dataclass(frozen=True, slots=True)
class BriefView:
    """The topic and the limits as a link keeps them; empty text does not limit. `until` makes `year` the first of a
    span; `writer` is WRITTEN where a language model is to write a summary."""

    topic: str = ""
    sector: str = ""
    year: str = ""
    until: str = ""
    donor: str = ""
    report: str = ""
    length: Length = "short"
    writer: str = ""

    @property
    def scope(self) -> Scope:
        def one(text: str) -> tuple[str, ...]:
            return (text,) if text else ()

        return Scope(self.topic, one(self.sector), self.years, one(self.donor), one(self.report))

    @property
    def years(self) -> tuple[int, ...]:
        first, last = self.year or self.until, self.until or self.year
        if not first:
            return ()
        low, high = sorted((int(first), int(last)))
        return tuple(range(low, min(high, low + LONGEST_SPAN) + 1))

    @property
    def most(self) -> Most:
        return ROOM[self.length]

    @property
    def values(self) -> dict[str, str]:
        """What is not as usual, by name, as a link or a form gives it."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name)) != f.default}

    @property
    def link(self) -> str:
        query = urlencode(self.values)
        return f"{PATHS['brief']}?{query}" if query else PATHS["brief"]


def view_of(asked: Mapping[str, str]) -> BriefView:
    """The view that a link asks for; what makes no sense in it is left out."""
    said = {f.name: " ".join(str(asked.get(f.name, "")).split()) for f in fields(BriefView)}
    length: Length = next((known for known in LENGTHS if known == said["length"]), "short")
    return BriefView(
        said["topic"],
        said["sector"][:LONGEST],
        said["year"] if is_year(said["year"]) else "",
        said["until"] if is_year(said["until"]) else "",
        said["donor"][:LONGEST],
        said["report"][:LONGEST],
        length,
        WRITTEN if said["writer"] == WRITTEN else "",
    )
