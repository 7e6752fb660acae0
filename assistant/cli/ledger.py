"""The ledger: `assistant commitments`, `assistant correct`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.shared import Index, Json, Sector, Year, app, open_desk, print_table, say
from assistant.values import LedgerFilters


@app.command()
def commitments(
    donor: Annotated[str | None, typer.Option(help="Only this donor, by name or alias.")] = None,
    sector: Sector = None,
    year: Year = None,
    status: Annotated[str | None, typer.Option(help="Only this status: pledged, announced, committed, …")] = None,
    document: Annotated[list[str] | None, typer.Option(help="Only this report (may be given again).")] = None,
    form: Annotated[str, typer.Option("--format", help="table, json, jsonl, csv, xlsx or iati.")] = "table",
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
    as_json: Json = False,
    wrong: Annotated[bool, typer.Option("--wrong", help="With the rows that were marked as wrong.")] = False,
    folder: Index = None,
) -> None:
    """List the commitments of donors, each standing on a quote; amounts are never added up."""
    from assistant.commitments.export import EXPORTS, export

    form = "json" if as_json else form
    if form not in ("table", *EXPORTS):
        raise typer.BadParameter(f"--format is one of: table, {', '.join(EXPORTS)}")
    if form == "xlsx" and out is None:
        raise typer.BadParameter("--format xlsx goes with --out FILE")
    desk = open_desk(folder)
    rows = desk.commitments(LedgerFilters(donor, sector, year, status, tuple(document or ()), wrong))
    if out is not None:
        export("csv" if form == "table" else form, rows, out)
        say(f"{len(rows)} row{'' if len(rows) == 1 else 's'} written to {out}.")
    elif form == "table":
        print_table(
            ("donor", "amount", "status", "implementer", "purpose", "scope", "date", "report", "page", "id"),
            [
                (
                    c.donor, c.amount_as_written or "not stated", c.status, c.implementer or "",
                    c.recipient_or_purpose or "", c.scope or "", c.date or "", c.quote.document, c.quote.page or "",
                    c.id,
                )
                for c in rows
            ],
        )  # fmt: skip
    else:
        EXPORTS[form](rows, sys.stdout.buffer)


@app.command()
def correct(
    row: Annotated[str, typer.Argument(help="The row's id, as `assistant commitments` shows it.")],
    fields: Annotated[
        list[str] | None, typer.Argument(help="field=value, as: status=pledged (may be several).")
    ] = None,
    wrong: Annotated[
        bool | None, typer.Option("--wrong/--right", help="Mark the row as wrong, or take that back.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take back all that was set in this row.")] = False,
    folder: Index = None,
) -> None:
    """Correct a row of the ledger; what was extracted is kept beside it."""
    from assistant.commitments import FIELDS

    if not (fields or undo or wrong is not None):
        raise typer.BadParameter("give field=value, --wrong, --right or --undo")
    changes = [change.partition("=") for change in fields or ()]
    if bad := [name for name, equals, _ in changes if not equals or name not in FIELDS]:
        raise typer.BadParameter(f"{bad[0]!r} is not field=value with one of: {', '.join(FIELDS)}")
    desk = open_desk(folder)
    if undo:
        desk.restore_row(row)
    for name, _, value in changes:
        desk.correct_row(row, name, value)
    if wrong is not None:
        desk.mark_row(row, wrong)
    say(f"Row {row} is {'as extracted again' if undo and not changes else 'corrected'}.")
