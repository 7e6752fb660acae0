"""The command line: `assistant …`. Results go to standard output, messages to standard error."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant import forms
from assistant.batch import Refused, Row, Work, read_questions, write_results
from assistant.environment import prepare_environment
from assistant.errors import AssistantError
from assistant.logs import log_to_file
from assistant.settings import Settings
from assistant.values import Answer, FileStatus, Filters, Searched

if TYPE_CHECKING:
    from assistant.desk import Desk

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__, rich_markup_mode=None
)
log = logging.getLogger(__name__)

Index = Annotated[Path | None, typer.Option("--index", help="Folder of the index (default: index/).")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Document = Annotated[list[str] | None, typer.Option(help="Only this report (may be given again).")]
Sector = Annotated[str | None, typer.Option(help="Only reports of this sector.")]
Year = Annotated[int | None, typer.Option(help="Only reports of this year.")]
Out = Annotated[Path | None, typer.Option(help="Write to this file.")]
Batch = Annotated[Path | None, typer.Option(help="JSON lines, one question a line.")]


@app.command()
def index(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files and folders (default: corpus/).")] = None,
    folder: Index = None,
    as_json: Json = False,
    rebuild: Annotated[bool, typer.Option(help="Encode what is indexed anew, with the encoder now set.")] = False,
) -> None:
    """Bring the index up to date: new, changed and vanished files; one row a file."""
    desk = _desk(folder, any_encoder=rebuild)
    rows: list[FileStatus] = []
    with _progress() as on_step:
        if rebuild:
            desk.library.rebuild(on_step)
        rows.extend(desk.index(tuple(paths or ()), on_step))
    if as_json:
        _print_lines(map(forms.file_status, rows))
    else:
        _print_table(
            ("file", "status", "pages", "passages", "rows", "commitments", "seconds", "message"),
            [
                (s.name, s.status, s.pages, s.passages, s.rows, s.commitments, f"{s.seconds:.1f}", s.message)
                for s in rows
            ],
        )
    if any(s.status not in ("indexed", "unchanged", "removed") for s in rows):
        raise typer.Exit(1)


@app.command()
def documents(folder: Index = None, as_json: Json = False) -> None:
    """List the indexed reports."""
    from assistant.library.store import Store

    reports = Store(_settings(folder).index).reports()
    if as_json:
        _print_lines(map(forms.report, reports))
    else:
        _print_table(
            ("report", "title", "sector", "year", "pages", "passages", "table rows", "added"),
            [(r.name, r.title, r.sector or "", r.year or "", r.pages, r.passages, r.rows, r.added) for r in reports],
        )


@app.command()
def remove(name: str, folder: Index = None) -> None:
    """Take a report out of the index, with all that came from it."""
    _desk(folder).remove(name)
    _say(f"{name} is no longer indexed. Its file was left where it is.")


@app.command()
def search(
    question: Annotated[str | None, typer.Argument()] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages.")] = 10,
    document: Document = None,
    sector: Sector = None,
    year: Year = None,
    batch: Batch = None,
    out: Out = None,
    folder: Index = None,
    as_json: Json = False,
) -> None:
    """Show the passages that bear on a question, best first."""
    rows = _asked(question, batch, out)
    desk = _desk(folder)
    if rows is not None:

        def found(row: Row) -> Row:
            evidence = desk.search(row["question"], k, _scope(row, sector, year))
            return {"id": row.get("id"), "evidence": [forms.ranked(e) for e in evidence]}

        _work_through(rows, found, lambda row, why: {"id": row.get("id"), "evidence": []}, out)
        return
    evidence = desk.search(question or "", k, Filters(tuple(document or ()), sector, year))
    if as_json:
        _print_lines(map(forms.ranked, evidence))
        return
    for e in evidence:
        place = ", ".join(
            filter(None, [e.report.name, f"page {e.passage.page_first}" if e.passage.page_first else "",
                          e.passage.column or ""])
        )  # fmt: skip
        typer.echo(f"{e.rank}. {place}\n   {e.passage.text}\n")


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument()] = None,
    document: Document = None,
    sector: Sector = None,
    year: Year = None,
    batch: Batch = None,
    out: Out = None,
    folder: Index = None,
    as_json: Json = False,
) -> None:
    """Answer a question with quotes, or say that the reports do not."""
    rows = _asked(question, batch, out)
    desk = _desk(folder)
    if rows is not None:

        def answered(row: Row) -> Row:
            history = tuple((turn["role"], turn["text"]) for turn in row.get("history") or ())
            answer = desk.ask(row["question"], _scope(row, sector, year), history)
            return forms.prediction(answer, row.get("id"))

        def refused(row: Row, why: str) -> Row:
            searched = Searched(0, _scope(row, sector, year), ())
            answer = Answer(row["question"], row["question"], (), (), (), searched, None, why, 0.0)
            return forms.prediction(answer, row.get("id"))

        _work_through(rows, answered, refused, out)
        return
    answer = desk.ask(question or "", Filters(tuple(document or ()), sector, year))
    if as_json:
        _print_lines([forms.prediction(answer)])
        return
    for statement in answer.statements:
        plan = {"wholly": "(planned) ", "partly": "(partly planned) ", None: ""}[statement.planned]
        typer.echo(f"{plan}{statement.text} {''.join(f'[{c.marker}]' for c in statement.citations)}")
    for note in answer.notes:
        typer.echo(note)
    if not answer.statements:
        typer.echo(answer.why_silent)
    for c in (c for s in answer.statements for c in s.citations):
        place = ", ".join(filter(None, [c.document, f"page {c.page}" if c.page else "", c.column or ""]))
        typer.echo(f"  [{c.marker}] {place}: “{c.quote}”")


@app.command()
def evaluate(
    questions: Annotated[Path, typer.Argument(help="JSON lines: question, answerable, answers, evidence.")],
    documents: Annotated[list[Path], typer.Argument(help="The reports that they are asked about.")],
    folder: Annotated[
        Path | None, typer.Option("--index", help="Keep the index in this folder (default: a temporary one).")
    ] = None,
    as_json: Json = False,
) -> None:
    """Measure the answers on questions whose answers are known."""
    import tempfile

    from assistant.evaluation import judge, read_gold, summarise
    from assistant.progress import tracked

    known = read_gold(questions)
    with tempfile.TemporaryDirectory(prefix="assistant-evaluate-") as temporary, _progress() as on_step:
        desk = _desk(folder or Path(temporary))
        unread = [s for s in desk.index(documents, on_step) if s.message]
        for status in unread:
            _say(f"{status.name}: {status.message}")
        judged = []
        for gold in tracked(known):
            answer = desk.ask(gold.question, Filters((gold.scope,) if gold.scope else ()), gold.history)
            judged.append(judge(gold, answer, desk.is_verbatim))
    figures = summarise(judged)
    if as_json:
        _print_lines(asdict(figure) for figure in figures)
        return
    _print_table(
        ("figure", "value", "95% interval", "odd questions", "even questions", "questions"),
        [
            (f.name, f"{f.value:.3f}", f"{f.low:.3f} – {f.high:.3f}", *map(_figure, f.halves), f.questions)
            for f in figures
        ],
    )


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to bind (default: 127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(help="Port (default: 7860).")] = None,
    folder: Index = None,
) -> None:
    """Serve the web chat over the index."""
    from assistant.web.server import serve as serve_web

    settings = _settings(folder)
    serve_web(_desk(folder), host or settings.host, port or settings.port)


@app.command()
def doctor(folder: Index = None) -> None:
    """Check the index and its encoder; say what is wrong and which command mends it."""
    from assistant.doctor import examine

    findings = examine(_settings(folder))
    for finding in findings:
        mend = f" → {finding.mend}" if finding.mend and not finding.well else ""
        typer.echo(f"{'ok   ' if finding.well else 'WRONG'}  {finding.what}{mend}")
    if not all(f.well for f in findings):
        raise typer.Exit(1)


def main() -> None:
    """Run the command line; an error for a person is printed as its message, and its trace goes to the log."""
    prepare_environment()
    log_to_file()
    try:
        app(prog_name="assistant")
    except AssistantError as error:
        log.info("refused: %s", error, exc_info=True)
        _say(str(error))
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)
    except Exception:
        log.exception("unexpected error")
        _say("Something went wrong that the assistant did not expect. The details are in logs/assistant.log.")
        sys.exit(1)


# -- small things that the commands share ------------------------------------------------------------------


def _settings(folder: Path | None) -> Settings:
    settings = Settings()
    return settings if folder is None else settings.model_copy(update={"index": folder})


def _desk(folder: Path | None, any_encoder: bool = False) -> Desk:
    from assistant.desk import Desk

    return Desk(_settings(folder), any_encoder)


def _scope(row: Row, sector: str | None, year: int | None) -> Filters:
    return Filters((row["scope"],) if row.get("scope") else (), sector, year)


def _say(message: str) -> None:
    typer.echo(message, err=True)


def _print_lines(rows: Iterable[Row]) -> None:
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=False))


def _print_table(heads: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console() if sys.stdout.isatty() else Console(width=200)
    table = Table(*heads, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    console.print(table, markup=False)


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _asked(question: str | None, batch: Path | None, out: Path | None) -> list[Row] | None:
    """The questions of a batch; None for a single question. Wrong usage is said before any model is loaded."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("give a question, or --batch FILE")
    if batch is None and out is not None:
        raise typer.BadParameter("--out goes with --batch")
    return None if batch is None else read_questions(batch)


def _work_through(rows: list[Row], work: Work, refused: Refused, out: Path | None) -> None:
    troubles = write_results(rows, work, refused, out, typer.echo)
    for trouble in troubles:
        _say(trouble)
    if troubles:
        raise typer.Exit(1)


def _progress() -> Any:
    from assistant.progress import indexing_bar

    return indexing_bar()
