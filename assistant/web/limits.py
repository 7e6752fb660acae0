"""What a page is limited to: sector, year, donor and report, kept in the link of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from markupsafe import Markup

from assistant.values import Filters, Report
from assistant.web.words import Words

LONGEST = 200  # characters of a value in a link; no donor, sector or file name is longer


@dataclass(frozen=True, slots=True)
class Limits:
    """The filters as a link keeps them; empty text does not limit."""

    sector: str = ""
    year: str = ""
    donor: str = ""
    report: str = ""

    @property
    def filters(self) -> Filters:
        return Filters(
            documents=(self.report,) if self.report else (),
            sector=self.sector or None,
            year=int(self.year) if self.year else None,
            donor=self.donor or None,
        )

    @property
    def query(self) -> str:
        """The part of a link after the question mark; empty where nothing is limited."""
        return urlencode({f.name: value for f in fields(self) if (value := getattr(self, f.name))})


NONE = Limits()


def limits_of(asked: Mapping[str, str]) -> Limits:
    """The limits that a link asks for; what makes no sense in it is left out."""
    said = {name: " ".join(asked.get(name, "").split())[:LONGEST] for name in ("sector", "year", "donor", "report")}
    year = said["year"]
    return Limits(said["sector"], year if is_year(year) else "", said["donor"], said["report"])


def is_year(text: str) -> bool:
    """Whether a text is a year as reports have them."""
    return text.isascii() and text.isdigit() and len(text) == 4


def limit_fields(reports: Iterable[Report], limits: Limits, words: Words) -> Markup:
    """The four filters as the browser's own controls, set as the limits are, for the form of a page."""
    reports = tuple(reports)
    sectors = sorted({r.sector for r in reports if r.sector}, key=str.casefold)
    years = sorted({str(r.year) for r in reports if r.year is not None}, reverse=True)
    donors = sorted({donor for r in reports for donor in r.donors}, key=str.casefold)
    return Markup("").join(
        (
            select("sector", {s: Markup("") for s in sectors}, limits.sector, words),
            select("year", {y: Markup("") for y in years}, limits.year, words),
            select("donor", {d: Markup("") for d in donors}, limits.donor, words),
            select("report", {r.name: belongs(r) for r in reports}, limits.report, words),
        )
    )


def limits_form(reports: Iterable[Report], limits: Limits, words: Words) -> str:
    """The filters beside a conversation; nothing while there is nothing to filter. The page's script keeps them in
    the address of the page."""
    reports = tuple(reports)
    if not reports:
        return ""
    return Markup('<form class="limits" aria-label="{}">{}</form>').format(
        words["filter.heading"], limit_fields(reports, limits, words)
    )


def belongs(report: Report) -> Markup:
    """The sector and year of a report's entry, by which the page narrows the reports to choose from."""
    return Markup(' data-sector="{}" data-year="{}"').format(report.sector or "", report.year or "")


def select(name: str, entries: Mapping[str, Markup], chosen: str, words: Words) -> Markup:
    """One filter. What a link asks for is an entry even where no report has it."""
    options = {chosen: Markup("")} | {"": Markup("")} | dict(entries) if chosen else {"": Markup("")} | dict(entries)
    return Markup(
        '<div class="pick"><label for="limit-{}">{}</label><select id="limit-{}" name="{}">{}</select></div>'
    ).format(
        name,
        words[f"filter.{name}"],
        name,
        name,
        Markup("").join(
            Markup('<option value="{}"{}{}>{}</option>').format(
                value,
                Markup(" selected") if value == chosen else "",
                more,
                value or words[f"filter.all_{name}s"],
            )
            for value, more in options.items()
        ),
    )
