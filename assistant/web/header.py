"""What stands at the edge of the pages: their header, and the list of what is indexed."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup

from assistant.values import Report
from assistant.values.people import ANYBODY, Person
from assistant.web.viewed import page_dialog
from assistant.web.words import Words

Page = Literal["chat", "search", "ledger", "brief", "compare", "check", "reports", "overview"]
PATHS: dict[Page, str] = {
    "chat": "/",
    "search": "/search",
    "ledger": "/commitments",
    "brief": "/brief",
    "compare": "/compare",
    "check": "/check",
    "reports": "/reports",
    "overview": "/overview",
}

# A person's own page, and the way out; both are there only where people sign in.
ACCOUNT, LOGOUT = "/account", "/logout"


def count_reports(count: int, words: Words) -> str:
    """ "1 report", "6 reports"."""
    return words["count.report" if count == 1 else "count.reports"].format(count=count)


def masthead(reports: tuple[Report, ...], current: Page | None, words: Words, person: Person = ANYBODY) -> str:
    """A page's header: name, what it is, how much is indexed, who is signed in, and the way to the other pages.

    current  None for a page that no header leads to.
    """
    own = current or "page"
    years = sorted({report.year for report in reports if report.year is not None})
    count = count_reports(len(reports), words) if reports else words["count.none"]
    if years:
        key = "count.year" if years[0] == years[-1] else "count.years"
        count = words[key].format(count=count, first=years[0], last=years[-1])
    return Markup(
        '<a class="skip" href="#main">{}</a>'
        '<div class="masthead"><h1>{}</h1>{}<p class="lead">{}</p><p class="count">{}</p>{}'
        '<button type="button" class="quiet shade" aria-label="{}">{}</button></div>{}{}'
    ).format(
        words[f"{own}.skip"],
        words["page.title"],
        ways(current, words),
        words[f"{own}.lead"],
        count,
        signed_in(person, words),
        words["page.shade_label"],
        words["page.shade"],
        filters_toggle(own, words),
        page_dialog(words),
    )


def signed_in(person: Person, words: Words) -> Markup:
    """Who is signed in, with the way out; nothing where nobody signs in. What a reader may not do is hidden by its
    class, and refused by the server."""
    if not person.name:
        return Markup("")
    return Markup(
        '<form class="who {}" method="post" action="{}"><a href="{}" title="{}">{}</a>'
        '<button class="quiet">{}</button></form>'
    ).format(person.role, LOGOUT, ACCOUNT, words["entry.your_account"], person.name, words["entry.leave"])


def filters_toggle(current: str, words: Words) -> Markup:
    """On a phone the filters are folded away; a page without filters has nothing to unfold."""
    said = words.get(f"{current}.toggle")
    if said is None:
        return Markup("")
    return Markup(
        '<button type="button" class="filters-toggle" aria-expanded="false" aria-controls="filters">{}</button>'
    ).format(said)


def ways(current: Page | None, words: Words) -> Markup:
    """The links to the pages; the current one is marked."""
    links = Markup("").join(
        Markup('<a href="{}"{}>{}</a>').format(
            path, Markup(' aria-current="page"') if page == current else "", words[f"{page}.name"]
        )
        for page, path in PATHS.items()
    )
    return Markup('<nav class="ways" aria-label="{}">{}</nav>').format(words["page.ways"], links)


def shelf(reports: tuple[Report, ...], words: Words) -> str:
    """What is indexed, newest reports first."""
    if not reports:
        return ""
    newest_first = sorted(reports, key=lambda report: (-(report.year or 0), report.title.casefold(), report.name))
    items = Markup("").join(
        Markup('<li><span class="title">{}</span><span class="facts">{}</span></li>').format(
            report.title, facts(report)
        )
        for report in newest_first
    )
    return Markup('<h2 id="shelf-heading">{}</h2><ul aria-labelledby="shelf-heading">{}</ul>').format(
        words["filter.indexed"], items
    )


def facts(report: Report) -> str:
    """Sector and year, as far as they are known."""
    return " · ".join(str(fact) for fact in (report.sector, report.year) if fact is not None)
