"""The entries of a briefing as HTML: each can be moved, left out and put back before the note is exported."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from assistant.briefings.briefing import Briefing, Change, Entry, Funds, Part, Said
from assistant.briefings.funds import purpose_of
from assistant.briefings.written import label_of, status_of, year_of
from assistant.values import Citation
from assistant.web.render import marker
from assistant.web.words import Words

LONGEST_OWN = 1000  # characters of a sentence of one's own


def part_section(part: Part, briefing: Briefing, words: Words) -> Markup:
    """A part with its heading, its entries, and room for sentences of one's own."""
    heading = words[f"brief.part_{part.name}"]
    tables = [e for e in part.entries if isinstance(e, Change | Funds)]
    lines = [e for e in part.entries if not isinstance(e, Change | Funds)]
    table = Markup("")
    if part.name == "changes":
        table = changes([e for e in tables if isinstance(e, Change)], words)
    elif tables:
        table = funds([e for e in tables if isinstance(e, Funds)], words)
    return Markup(
        '<section class="block brief-part" aria-labelledby="part-{}"><h3 id="part-{}">{}</h3>'
        '<input type="hidden" name="part" value="{}">{}<ul class="entries">{}</ul>{}</section>'
    ).format(
        part.name,
        part.name,
        heading,
        part.name,
        table,
        Markup("").join(line(entry, briefing, words) for entry in lines),
        own(part.name, heading, words),
    )


def line(entry: Entry, briefing: Briefing, words: Words) -> Markup:
    """A statement, or a sentence that was made."""
    if isinstance(entry, Said):
        label = label_of(entry, briefing)
        said = Markup('<p class="statement"><span class="said">{}</span>{}{}</p>').format(
            entry.statement.text,
            Markup(' <span class="of-report-year">({})</span>').format(label) if label else "",
            markers(entry.citations, words),
        )
    else:
        said = Markup('<p class="made">{}</p>').format(entry.key)
    return Markup('<li class="entry">{}{}{}</li>').format(kept(entry.key), said, edit(words))


def changes(entries: Sequence[Change], words: Words) -> Markup:
    """What changed, side by side."""
    years = (entries[0].earlier.report.year, entries[0].later.report.year)
    rows = Markup("").join(
        Markup('<tr class="entry"><th scope="row">{}{}</th><td>{}{}</td><td>{}{}</td><td>{}</td></tr>').format(
            kept(e.key),
            e.output,
            e.earlier.statement.text,
            markers(e.earlier.citations, words),
            e.later.statement.text,
            markers(e.later.citations, words),
            edit(words),
        )
        for e in entries
    )
    return table((words["brief.head_output"], *(str(year or "") for year in years)), rows, "", words)


def funds(entries: Sequence[Funds], words: Words) -> Markup:
    """The rows of the ledger."""
    heads = ("donor", "amount", "status", "implementer", "purpose_of", "year_of")
    return table(
        tuple(words[f"brief.head_{name}"] for name in heads),
        Markup("").join(row(entry, words) for entry in entries),
        words["brief.never_added"],
        words,
    )


def row(entry: Funds, words: Words) -> Markup:
    """One row of the ledger."""
    of = entry.rows[0]
    cells = (
        Markup("{}{}").format(of.amount_as_written or words["brief.no_amount"], markers(entry.citations, words)),
        status_of(of, words),
        of.implementer or "",
        purpose_of(of),
        year_of(of, words),
        edit(words),
    )
    return Markup('<tr class="entry"><th scope="row">{}{}</th>{}</tr>').format(
        kept(entry.key), entry.donor, Markup("").join(Markup("<td>{}</td>").format(cell) for cell in cells)
    )


def table(heads: Sequence[str], rows: Markup, caption: str, words: Words) -> Markup:
    """A table whose last column is for changing it."""
    return Markup(
        '<div class="scroll"><table class="brief-table">{}<thead><tr>{}<td><span class="unseen">{}</span></td></tr>'
        '</thead><tbody class="entries">{}</tbody></table></div>'
    ).format(
        Markup("<caption>{}</caption>").format(caption) if caption else "",
        Markup("").join(Markup('<th scope="col">{}</th>').format(head) for head in heads),
        words["brief.change"],
        rows,
    )


def markers(citations: Sequence[Citation], words: Words) -> Markup:
    """The numbered buttons that open the sources."""
    return Markup("").join(marker(1, citation, words) for citation in citations)


def kept(key: str) -> Markup:
    """What the export is told: that the entry is kept."""
    return Markup('<input type="hidden" name="keep" value="{}">').format(key)


def edit(words: Words) -> Markup:
    """What can be done with an entry. The page's script does it."""
    return Markup(
        '<div class="edit"><button type="button" class="quiet up" aria-label="{}">↑</button>'
        '<button type="button" class="quiet down" aria-label="{}">↓</button>'
        '<button type="button" class="quiet leave-out" data-back="{}" data-out="{}">{}</button></div>'
    ).format(
        words["brief.up"],
        words["brief.down"],
        words["brief.put_back"],
        words["brief.leave_out"],
        words["brief.leave_out"],
    )


def own(part: str, heading: str, words: Words) -> Markup:
    """Room for a sentence of one's own. Without a script it is sent as it stands."""
    return Markup(
        '<details class="add-own"><summary>{}<span class="unseen"> ({})</span></summary><div>'
        '<textarea id="own-{}" name="own" rows="1" maxlength="{}" aria-label="{}: {}"></textarea>'
        '<button type="button" class="quiet add">{}</button></div></details>'
    ).format(words["brief.own"], heading, part, LONGEST_OWN, words["brief.own"], heading, words["brief.add"])
