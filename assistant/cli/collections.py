"""Which reports belong together: `assistant collections list`, `assistant collections move`."""

from __future__ import annotations

import typer

from assistant.cli.shared import Index, Json, app, open_desk, print_lines, print_table, read_settings, say
from assistant.library.collections import checked

collections = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Collections of reports: who is given a collection sees its reports, and no others.",
)
app.add_typer(collections, name="collections")


@collections.command("list")
def list_collections(folder: Index = None, as_json: Json = False) -> None:
    """List the collections, each with the number of its reports."""
    from assistant.library.store import Store

    counts = Store(read_settings(folder).index).collections.counted()
    if as_json:
        print_lines({"collection": name, "reports": count} for name, count in counts.items())
    else:
        print_table(("collection", "reports"), list(counts.items()))


@collections.command("move")
def move(report: str, collection: str, folder: Index = None) -> None:
    """Put a report into another collection; it is seen there, and there alone, at once."""
    into = checked(collection)
    open_desk(folder).move(report, into)
    say(f"{report} is in the collection {into} now.")
