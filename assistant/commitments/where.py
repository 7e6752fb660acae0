"""Where a commitment is for: the country, a region, the world, or a place that the sentence names."""

from __future__ import annotations

import re
from functools import cache

import pycountry

_REGIONS = re.compile(
    r"\b(?:(?:the )?(?:Greater )?Mekong (?:[Ss]ub-?[Rr]egion|[Rr]egion|[Cc]ountries)|Lower Mekong|South-?[Ee]ast Asia(?:n region)?|South-East Asia|East Asia"
    r"|Asia(?:-Pacific| and the Pacific)|the ASEAN region|ASEAN (?:region|countries|Member States)|Indo-Pacific|Pacific|Central Asia|South Asia"
    r"|Latin America(?: and the Caribbean)?|the Caribbean|(?:(?:Sub-Saharan|West|East|Eastern|Western|Southern|Central|North) )?Africa|the Sahel|Middle East|Arab States|Western Balkans)\b"
)
_SOME_REGION = re.compile(
    r"\b(?:the|a) (?:wider |whole |entire )?region\b|\bregional (?:programme|project|initiative|fund)|\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+) countries\b",
    re.IGNORECASE,
)
_GLOBAL = re.compile(
    r"\b(?:worldwide|world-wide|globally|around the world|global (?:fund|programme|project|initiative|trust)|countries (?:and territories )?(?:worldwide|globally|around the world))\b",
    re.IGNORECASE,
)
_PROVINCE = re.compile(
    r"\b((?:[A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+)?)) (?:[Pp]rovince|[Dd]istrict)s?\b|\b[Pp]rovinces? of ([A-Z]\w+)"
)
_PROVINCES = ["Attapeu", "Bokeo", "Bolikhamxay", "Champasak", "Houaphanh", "Huaphanh", "Huapanh", "Houaphan", "Khammouane", "Luangnamtha", "Oudomxay", "Phongsaly", "Phongsali", "Salavan", "Savannakhet", "Sekong", "Xayaboury", "Xaysomboun", "Xiengkhouang"]
_LAO_PLACE = re.compile(
    rf"\b(?:in|for|of) (?:the )?({'|'.join(_PROVINCES)}|Luang (?:Prabang|Namtha)|Vientiane(?: Capital)?)\b"
)
_LAOS = re.compile(
    r"\b(?:Lao PDR|Laos|Lao People’s Democratic Republic|Lao (?:Government|police|customs|authorities|Immigration))\b"
)


def scope_of(clause: str, purpose: str | None) -> str | None:
    """ "country", "regional", "global", or the place that is named; None where nothing is said.

    A region counts before the country: money for a region is never the country's own.
    """
    text = f"{clause} {purpose or ''}"
    if region := _REGIONS.search(text):
        return region.group().removeprefix("the ")
    if _GLOBAL.search(text):
        return "global"
    if _SOME_REGION.search(text):
        return "regional"
    for pattern in (_PROVINCE, _LAO_PLACE):
        if place := pattern.search(text):
            return next(group for group in place.groups() if group)
    if _LAOS.search(text):
        return "country"
    if country := _in_country().search(text):
        return country[1]
    return None


@cache
def _in_country() -> re.Pattern[str]:
    names = {getattr(c, "common_name", c.name) for c in pycountry.countries if c.alpha_2 != "LA"}
    return re.compile(rf"\bin (?:the )?({'|'.join(re.escape(n) for n in sorted(names, key=len, reverse=True))})\b")
