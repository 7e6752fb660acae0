"""The list of all files that the library has seen, as a table; on a phone its rows are cards."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from assistant.values.reports import USUAL
from assistant.values.shelf import Shelved
from assistant.web.header import PATHS, count_reports
from assistant.web.ledger_form import same, select
from assistant.web.limits import Limits
from assistant.web.links import to_chat
from assistant.web.reports_view import ORDERS, PART, SORTS, TROUBLE, ReportsView, chosen
from assistant.web.words import Words


def listing(files: Sequence[Shelved], view: ReportsView, words: Words) -> Markup:
    """The filters and the table; how to begin where there is no file at all."""
    if not files:
        return Markup('<section class="block" id="list"><h3>{}</h3><p>{}</p><p>{}</p></section>').format(
            words["empty.heading"], words["reports.begin"], words["reports.begin_otherwise"]
        )
    found = chosen(files, view)
    parts = max(1, -(-len(found) // PART))
    part = min(view.part, parts)
    shown = found[(part - 1) * PART : part * PART]
    return Markup(
        '{}<section id="list" aria-labelledby="list-count"><div class="list-head"><h3 id="list-count">{}'
        "</h3>{}</div>{}{}</section>"
    ).format(
        form(files, view, words),
        count(found, words),
        trouble(files, view, words),
        table(shown, view, words) if shown else nothing(words),
        steps(view, part, parts, len(found), words),
    )


def form(files: Sequence[Shelved], view: ReportsView, words: Words) -> Markup:
    """The filters, set as the view is."""
    sectors = sorted({f.sector for f in files if f.sector}, key=str.casefold)
    years = sorted({str(f.year) for f in files if f.year is not None}, reverse=True)
    statuses = sorted({f.status for f in files})
    troubles = [(TROUBLE, words["reports.is_trouble"])] if any(not f.is_indexed for f in files) else []
    return Markup(
        '<form class="bar-form" method="get" action="{}" role="search" aria-label="{}">'
        '<div class="pick long"><label for="text">{}</label><input type="text" id="text" name="text" value="{}" '
        'autocomplete="off"></div>{}{}{}{}<button class="primary">{}</button>{}</form>'
    ).format(
        PATHS["reports"],
        words["reports.filters"],
        words["reports.text"],
        view.text,
        select("sector", same(sectors), view.sector, words),
        select("year", same(years), view.year, words),
        select("status", [*troubles, *((s, words[f"reports.is_{s}"]) for s in statuses)], view.status, words),
        select("order", ((order, words[f"reports.order_{order}"]) for order in ORDERS), view.order, words),
        words["reports.show"],
        Markup('<a class="clear" href="{}">{}</a>').format(PATHS["reports"], words["ledger.clear"])
        if view.is_limited
        else "",
    )


def count(files: Sequence[Shelved], words: Words) -> str:
    """ "12 reports, 2 files that could not be read"."""
    indexed = sum(file.is_indexed for file in files)
    others = len(files) - indexed
    parts = [count_reports(indexed, words)] if indexed or not others else []
    if others:
        parts.append(words["reports.one_trouble" if others == 1 else "reports.many_trouble"].format(count=others))
    return ", ".join(parts)


def trouble(files: Sequence[Shelved], view: ReportsView, words: Words) -> Markup:
    """The way to the files that could not be read, where there are some and they are not shown alone."""
    if view.status or all(file.is_indexed for file in files):
        return Markup("")
    return Markup('<a href="{}{}">{}</a>').format(
        PATHS["reports"], ReportsView(status=TROUBLE).link(), words["reports.show_trouble"]
    )


def table(files: Sequence[Shelved], view: ReportsView, words: Words) -> Markup:
    """The table; its heads sort it by links."""
    return Markup(
        '<table class="shelf-table"><caption class="unseen">{}</caption><thead><tr>{}<th scope="col">'
        '<span class="unseen">{}</span></th></tr></thead><tbody>{}</tbody></table>'
    ).format(
        words["reports.caption"].format(order=words[f"reports.order_{view.order}"]),
        Markup("").join(head(column, view, words) for column in SORTS),
        words["reports.ways"],
        Markup("").join(line(file, words) for file in files),
    )


def head(column: str, view: ReportsView, words: Words) -> Markup:
    """A column's head, as a link that sorts by it."""
    orders = SORTS[column]
    now = view.order in orders
    following = orders[(orders.index(view.order) + 1) % 2] if now else orders[0]
    return Markup('<th scope="col"{}><a class="sort" href="{}{}" title="{}">{}</a></th>').format(
        Markup(' aria-sort="{}"').format("descending" if view.order.startswith("-") else "ascending") if now else "",
        PATHS["reports"],
        view.link(order=following),
        words["ledger.sort_by"].format(order=words[f"reports.order_{following}"]),
        words[f"reports.head_{column}"],
    )


def line(file: Shelved, words: Words) -> Markup:
    """One file; of one that could not be read the status takes the place of all that is not known."""
    return Markup(
        '<tr data-status="{}"><th scope="row"><a href="{}/{}">{}</a>{}</th>{}<td class="status" data-head="{}"{}>'
        '<span class="state" data-kind="{}">{}</span>{}</td>{}</tr>'
    ).format(
        file.status,
        PATHS["reports"],
        file.key,
        file.title or file.name,
        Markup('<span class="facts">{}</span>').format(where(file, words)) if file.title else "",
        known(file, words) if file.is_indexed else "",
        words["reports.head_status"],
        "" if file.is_indexed else Markup(' colspan="{}"').format(len(SORTS)),
        "good" if file.is_indexed else "bad",
        words[f"reports.is_{file.status}"],
        Markup('<span class="facts">{}</span>').format(file.message) if file.message else "",
        Markup('<td class="ask">{}</td>').format(ask(file, words)) if file.is_indexed else "",
    )


def where(file: Shelved, words: Words) -> str:
    """A file's name, and its collection where it is not the usual one."""
    named = "" if file.collection == USUAL else words["reports.in_collection"].format(name=file.collection)
    return " · ".join(part for part in (file.name, named) if part)


def known(file: Shelved, words: Words) -> Markup:
    """The cells between a report's name and its status."""
    unknown = Markup('<span class="unknown">{}</span>').format(words["ledger.not_said"])
    cells = (
        ("sector", file.sector or unknown),
        ("year", file.year if file.year is not None else unknown),
        ("pages", f"{file.pages:,}"),
        ("passages", f"{file.passages:,}"),
        ("rows", f"{file.rows:,}"),
        ("commitments", given(file, words)),
        ("added", day(file.added)),
    )
    return Markup("").join(
        Markup('<td class="{}" data-head="{}">{}</td>').format(name, words[f"reports.head_{name}"], cell)
        for name, cell in cells
    )


def given(file: Shelved, words: Words) -> Markup:
    """The number of its commitments, and the way to them."""
    if not file.commitments:
        return Markup("0")
    return Markup('<a href="{}?{}" aria-label="{}">{}</a>').format(
        PATHS["ledger"],
        urlencode({"report": file.name}),
        words["reports.commitments_of"].format(count=f"{file.commitments:,}", report=file.title),
        f"{file.commitments:,}",
    )


def ask(file: Shelved, words: Words) -> Markup:
    """The way to ask within a report."""
    return Markup('<a class="button" href="{}" aria-label="{}">{}</a>').format(
        to_chat(limits=Limits(report=file.name)),
        words["reports.ask_of"].format(report=file.title),
        words["reports.ask"],
    )


def day(added: str | None) -> Markup:
    """The day of a time, as ISO 8601 has it."""
    return Markup('<time datetime="{}">{}</time>').format(added, added[:10]) if added else Markup("")


def steps(view: ReportsView, part: int, parts: int, total: int, words: Words) -> Markup:
    """The ways to the parts beside this one, where there is more than one."""
    if parts == 1:
        return Markup("")
    links = Markup("").join(
        Markup('<a class="button" href="{}{}">{}</a>').format(
            PATHS["reports"], view.link(part=to), words[f"ledger.{name}"]
        )
        for name, to in (("earlier", part - 1), ("later", part + 1))
        if 1 <= to <= parts
    )
    return Markup('<nav class="parts" aria-label="{}"><span>{}</span>{}</nav>').format(
        words["ledger.parts"],
        words["reports.part"].format(
            first=f"{(part - 1) * PART + 1:,}", last=f"{min(part * PART, total):,}", total=f"{total:,}"
        ),
        links,
    )


def nothing(words: Words) -> Markup:
    """What a view without files shows."""
    return Markup('<p class="block">{} <a href="{}">{}</a></p>').format(
        words["reports.nothing"], PATHS["reports"], words["ledger.clear"]
    )
