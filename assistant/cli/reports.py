"""Reports in and out: `assistant index`, `documents`, `remove`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant import forms
from assistant.cli.shared import (
    Index,
    Json,
    app,
    open_desk,
    open_store,
    print_lines,
    print_table,
    progress_bar,
    say,
    waits,
)
from assistant.library.collections import checked as collection_name
from assistant.values import FileStatus


@app.command()
def index(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files and folders (default: corpus/).")] = None,
    folder: Index = None,
    as_json: Json = False,
    rebuild: Annotated[bool, typer.Option(help="Encode what is indexed anew, with the encoder now set.")] = False,
    again: Annotated[bool, typer.Option(help="Read also what has not changed, as after an upgrade.")] = False,
    collection: Annotated[
        str | None, typer.Option(help="Put what is new into this collection (default: that of its folder, or reports).")
    ] = None,
) -> None:
    """Bring the index up to date: new, changed and vanished files; one row a file."""
    into = None if collection is None else collection_name(collection)
    desk = open_desk(folder, any_encoder=rebuild, create=not rebuild)
    if again:
        desk.distrust(paths or ())
    rows: list[FileStatus] = []
    with progress_bar() as on_step:
        if rebuild:
            desk.rebuild(on_step, waits)
        rows.extend(desk.index(tuple(paths or ()), on_step, collection=into, on_wait=waits))
    if as_json:
        print_lines(map(forms.file_status, rows))
    else:
        print_table(
            ("file", "status", "pages", "passages", "rows", "commitments", "seconds", "message"),
            [
                (s.name, s.status, s.pages, s.passages, s.rows, s.commitments, f"{s.seconds:.1f}", s.message)
                for s in rows
            ],
        )
    if any(s.status == "indexed" for s in rows):
        desk.examples()  # they are kept: the page has them at once
    if any(s.status not in ("indexed", "unchanged", "removed") for s in rows):
        raise typer.Exit(1)


@app.command()
def documents(folder: Index = None, as_json: Json = False) -> None:
    """List the indexed reports."""
    reports = open_store(folder).reports()
    if as_json:
        print_lines(map(forms.report, reports))
    else:
        print_table(
            ("report", "title", "sector", "year", "pages", "passages", "table rows", "added", "collection"),
            [
                (r.name, r.title, r.sector or "", r.year or "", r.pages, r.passages, r.rows, r.added, r.collection)
                for r in reports
            ],
        )


@app.command()
def remove(name: str, folder: Index = None) -> None:
    """Take a report out of the index, with all that came from it, and its file if it was sent through the web page."""
    kept = open_desk(folder).remove(name)
    say(f"{name} is no longer indexed. " + ("Its file was left where it is." if kept else "Its file is gone."))
