"""The command line's options and the small things that its commands share."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.batch import Refused, Row, Work, read_questions, write_results
from assistant.errors import LibraryError
from assistant.settings import Settings
from assistant.values import Filters

if TYPE_CHECKING:
    from assistant.desk import Desk
    from assistant.library.lock import Holder
    from assistant.library.store import Store

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="The command line: `assistant …`. Results go to standard output, messages to standard error.",
    rich_markup_mode=None,
)

Index = Annotated[Path | None, typer.Option("--index", help="Folder of the index (default: index/).")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Document = Annotated[list[str] | None, typer.Option(help="Only this report (may be given again).")]
Sector = Annotated[str | None, typer.Option(help="Only reports of this sector.")]
Year = Annotated[int | None, typer.Option(help="Only reports of this year.")]
Out = Annotated[Path | None, typer.Option(help="Write to this file.")]
Batch = Annotated[Path | None, typer.Option(help="JSON lines, one question a line.")]


def read_settings(folder: Path | None) -> Settings:
    settings = Settings()
    return settings if folder is None else settings.model_copy(update={"index": folder})


def open_desk(folder: Path | None, any_encoder: bool = False, create: bool = False) -> Desk:
    """The desk over a library. Raises LibraryError where there is none in the folder named, unless it may be made."""
    from assistant.desk import Desk

    if folder is not None and not create:
        _refuse_missing(folder)
    return Desk(read_settings(folder), any_encoder)


def open_store(folder: Path | None) -> Store:
    """What a library holds, without its encoder. Raises LibraryError where there is none in the folder named."""
    from assistant.library.store import Store

    if folder is not None:
        _refuse_missing(folder)
    return Store(read_settings(folder).index)


def _refuse_missing(folder: Path) -> None:
    from assistant.library.store import is_there

    if folder.exists() and not folder.is_dir():
        raise LibraryError(f"The index folder {folder} cannot be used: it is a file. Name a folder with --index.")
    if not is_there(folder):
        raise LibraryError(
            f"There is no library in {folder}. Check the name after --index, or put reports into corpus/ and make it "
            "with: assistant index"
        )


def scope(row: Row, sector: str | None, year: int | None) -> Filters:
    return Filters((row["scope"],) if row.get("scope") else (), sector, year)


def say(message: str) -> None:
    typer.echo(message, err=True)


def waits(holder: Holder) -> None:
    """What is said while another process changes the index."""
    say(f"The index is being changed by {holder}. This goes on when it is done; Ctrl-C ends the waiting.")


def print_lines(rows: Iterable[Row]) -> None:
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=False))


def print_table(heads: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console() if sys.stdout.isatty() else Console(width=200)
    table = Table(*heads, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    console.print(table, markup=False)


def figure_text(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def asked(question: str | None, batch: Path | None, out: Path | None) -> list[Row] | None:
    """The questions of a batch; None for a single question. Wrong usage is said before any model is loaded."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("give a question, or --batch FILE")
    if batch is None and out is not None:
        raise typer.BadParameter("--out goes with --batch")
    return None if batch is None else read_questions(batch)


def work_through(rows: list[Row], work: Work, refused: Refused, out: Path | None, what: str = "Questions") -> None:
    troubles = write_results(rows, work, refused, out, typer.echo, what)
    for trouble in troubles:
        say(trouble)
    if troubles:
        raise typer.Exit(1)


def progress_bar() -> Any:
    from assistant.progress import indexing_bar

    return indexing_bar()
