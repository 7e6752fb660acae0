"""A briefing as a note, ready for Word and Markdown."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from assistant.briefings.briefing import Briefing, Change, Entry, Funds, Line, Own, Part, Said, Summary
from assistant.briefings.funds import purpose_of
from assistant.briefings.lines import day
from assistant.errors import AssistantError
from assistant.notes import Cell, Footnote, Note, Paragraph, Run, Section, Table, Text, markdown_of, write_docx
from assistant.notes import Part as NotePart
from assistant.values import Citation, Commitment

Words = Mapping[str, str]
FORMS = (".docx", ".md")


def note_of(briefing: Briefing, words: Words) -> Note:
    """The note: purpose, the parts, a table of sources."""
    purpose: tuple[NotePart, ...] = (Paragraph((Text(briefing.purpose),)),)
    if briefing.coverage:
        purpose = (*purpose, Paragraph((Text(briefing.coverage),), "aside"))
    return Note(
        briefing.title,
        (words["brief.lead_line"].format(name=words["page.title"], date=day(briefing.made)),),
        (
            Section(words["brief.part_purpose"], purpose),
            *([_summary(briefing.summary, words)] if briefing.summary else []),
            *(Section(words[f"brief.part_{p.name}"], tuple(_parts(p, briefing, words))) for p in briefing.parts),
            *([_sources(briefing, words)] if briefing.sources else []),
        ),
    )


def brief_to_file(make: Callable[[], Briefing], out: Path, words: Words) -> Briefing:
    """Makes a briefing and writes it as Word or Markdown. A wrong name is refused before anything is made.

    Raises AssistantError for such a name, a file that cannot be written, and what `make` raises.
    """
    form_of(out)
    briefing = make()
    write_note(note_of(briefing, words), out)
    return briefing


def form_of(out: Path) -> str:
    """The form of a file by its name, ".docx" or ".md". Raises AssistantError for another name."""
    form = out.suffix.lower()
    if form not in FORMS:
        raise AssistantError(f"A briefing is written as {' or '.join(FORMS)}. Name the file {out.stem}{FORMS[0]}")
    return form


def write_note(note: Note, out: Path) -> None:
    """Writes the note as Word or Markdown, by the file's name; the file is there whole or as it was before.

    Raises AssistantError for another name or a file that cannot be written.
    """
    form = form_of(out)
    beside = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("wb") as file:
            if form == ".md":
                file.write(markdown_of(note).encode())
            else:
                write_docx(note, file)
        beside.replace(out)
    except OSError as error:
        raise AssistantError(f"{out} cannot be written ({error.strerror}). Choose another place.") from error
    finally:
        beside.unlink(missing_ok=True)


def label_of(said: Said, briefing: Briefing) -> str:
    """ "2015" or "Health, 2015": the sector where there are several, and the year where it is not the newest."""
    reports = [used.report for used in briefing.sources]
    sectors, newest = {r.sector for r in reports} - {None}, max((r.year or 0 for r in reports), default=0)
    year = said.report.year
    facts = [said.report.sector if len(sectors) > 1 else None, str(year) if year and year != newest else None]
    return ", ".join(fact for fact in facts if fact)


def place_of(citation: Citation, words: Words) -> str:
    """Where a quote stands, on one line: file, page, table column."""
    page = words["source.page"].format(page=citation.page) if citation.page is not None else ""
    return ", ".join(part for part in (citation.document, page, citation.column or "") if part)


def year_of(row: Commitment, words: Words) -> str:
    """The year of the money, else that of the report, said so."""
    if row.date:
        return row.date[:4]
    return words["brief.reported"].format(year=row.report_year) if row.report_year else ""


def status_of(row: Commitment, words: Words) -> str:
    """The status without the word on the amount, which has a column of its own."""
    said = row.status.split(" (")[0]
    return words["brief.contradicted"].format(status=said) if row.contradicted else said


def _summary(summary: Summary, words: Words) -> Section:
    said = (
        Paragraph((Text(s.text), *(Footnote(_source(c, words)) for c in s.citations)), "bullet")
        for s in summary.statements
    )
    return Section(words["brief.part_summary"], (*said, Paragraph((Text(summary.note),), "aside")))


def _parts(part: Part, briefing: Briefing, words: Words) -> Iterator[NotePart]:
    for kind, group in groupby(part.entries, key=type):
        entries = tuple(group)
        if kind is Change:
            yield _changes([e for e in entries if isinstance(e, Change)], words)
        elif kind is Funds:
            yield _funds([e for e in entries if isinstance(e, Funds)], words)
        else:
            yield from (Paragraph(_line(entry, briefing, words), "bullet") for entry in entries)


def _line(entry: Entry, briefing: Briefing, words: Words) -> tuple[Run, ...]:
    if isinstance(entry, Said):
        label = label_of(entry, briefing)
        runs = _said(entry, words)
        return (*runs[:1], *([Text(f" ({label})", italic=True)] if label else []), *runs[1:])
    if isinstance(entry, Own):
        return (Text(entry.text), Text(f" [{words['brief.own_mark']}]", italic=True))
    return (Text(entry.text),) if isinstance(entry, Line) else ()


def _said(said: Said, words: Words) -> tuple[Run, ...]:
    own = (Footnote(_source(c, words)) for c in said.statement.citations)
    also = (Footnote(words["brief.also"].format(source=_source(c, words))) for c in said.also)
    return (Text(said.statement.text), *own, *also)


def _source(citation: Citation, words: Words) -> str:
    return f"{place_of(citation, words)}: “{citation.quote}”"


def _changes(changes: Sequence[Change], words: Words) -> Table:
    earlier = changes[0].earlier.report.year
    later = changes[0].later.report.year
    return Table(
        (words["brief.head_output"], str(earlier or ""), str(later or "")),
        tuple(((Text(c.output),), _said(c.earlier, words), _said(c.later, words)) for c in changes),
    )


def _funds(entries: Sequence[Funds], words: Words) -> Table:
    head = tuple(
        words[f"brief.head_{n}"] for n in ("donor", "amount", "status", "implementer", "purpose_of", "year_of")
    )
    return Table(head, tuple(_row(entry, words) for entry in entries), words["brief.never_added"])


def _row(entry: Funds, words: Words) -> tuple[Cell, ...]:
    row = entry.rows[0]
    footnotes = (Footnote(_source(c, words)) for c in entry.citations)
    return (
        (Text(entry.donor),),
        (Text(row.amount_as_written or words["brief.no_amount"]), *footnotes),
        (Text(status_of(row, words)),),
        (Text(row.implementer or ""),),
        (Text(purpose_of(row)),),
        (Text(year_of(row, words)),),
    )


def _sources(briefing: Briefing, words: Words) -> Section:
    head = tuple(words[f"brief.head_{name}"] for name in ("report", "sector", "year", "pages", "quoted"))
    rows = tuple(
        tuple(
            (Text(said),)
            for said in (
                f"{used.report.title} ({used.report.name})",
                used.report.sector or "",
                str(used.report.year or ""),
                str(used.report.pages) if used.report.pages > 1 else "",
                str(used.entries),
            )
        )
        for used in briefing.sources
    )
    return Section(words["brief.part_sources"], (Table(head, rows),))
