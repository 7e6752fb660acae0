"""Where a commitment is for: the country, a region, the world, or a place that the sentence names."""

from __future__ import annotations

import re
from functools import cache

import pycountry

from assistant.commitments.rules import patterns


def scope_of(clause: str, purpose: str | None) -> str | None:
    """ "country", "regional", "global", or the place that is named; None where nothing is said.

    A region counts before the country: money for a region is never the country's own.
    """
    text = f"{clause} {purpose or ''}"
    scope = patterns("places", "scope")
    if region := scope["region"].search(text):
        return region.group().removeprefix("the ")
    if scope["global"].search(text):
        return "global"
    if scope["some_region"].search(text):
        return "regional"
    for pattern in patterns("places", "place").values():
        if place := pattern.search(text):
            return next(group for group in place.groups() if group)
    if scope["own_country"].search(text):
        return "country"
    country = _in_country().search(text)
    return country[1] if country else None


@cache
def _in_country() -> re.Pattern[str]:
    names = {getattr(c, "common_name", c.name) for c in pycountry.countries if c.alpha_2 != "LA"}
    return re.compile(rf"\bin (?:the )?({'|'.join(re.escape(n) for n in sorted(names, key=len, reverse=True))})\b")
