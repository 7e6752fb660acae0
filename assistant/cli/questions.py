"""Questions: `assistant search`, `ask`, `evaluate`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from assistant import forms
from assistant.batch import Row
from assistant.cli.shared import (
    Batch,
    Document,
    Index,
    Json,
    Out,
    Sector,
    Year,
    app,
    asked,
    figure_text,
    open_desk,
    print_lines,
    print_table,
    progress_bar,
    say,
    scope,
    work_through,
)
from assistant.values import Answer, Filters, Searched


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
    rows = asked(question, batch, out)
    desk = open_desk(folder)
    if rows is not None:

        def found(row: Row) -> Row:
            evidence = desk.search(row["question"], k, scope(row, sector, year))
            return {"id": row.get("id"), "evidence": [forms.ranked(e) for e in evidence]}

        work_through(rows, found, lambda row, why: {"id": row.get("id"), "evidence": []}, out)
        return
    evidence = desk.search(question or "", k, Filters(tuple(document or ()), sector, year))
    if as_json:
        print_lines(map(forms.ranked, evidence))
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
    written: Annotated[
        bool, typer.Option("--written", help="In the words of the language model that the settings name.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Answer a question with quotes, or say that the reports do not."""
    rows = asked(question, batch, out)
    if written and rows is not None:
        raise typer.BadParameter("--written goes with a single question")
    desk = open_desk(folder)
    if rows is not None:

        def answered(row: Row) -> Row:
            history = tuple((turn["role"], turn["text"]) for turn in row.get("history") or ())
            answer = desk.ask(row["question"], scope(row, sector, year), history)
            return forms.prediction(answer, row.get("id"))

        def refused(row: Row, why: str) -> Row:
            searched = Searched(0, scope(row, sector, year), ())
            answer = Answer(row["question"], row["question"], (), (), (), searched, None, why, 0.0)
            return forms.prediction(answer, row.get("id"))

        work_through(rows, answered, refused, out)
        return
    filters = Filters(tuple(document or ()), sector, year)
    answer = list(desk.ask_written(question or "", filters))[-1] if written else desk.ask(question or "", filters)
    if as_json:
        print_lines([forms.prediction(answer)])
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
    written: Annotated[
        bool, typer.Option("--written", help="Answers in the words of the language model of ASSISTANT_LLM_URL.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Measure the answers on questions whose answers are known."""
    import tempfile

    from assistant.evaluation import judge, proofread, read_gold, summarise, together
    from assistant.progress import tracked

    known = read_gold(questions)
    with tempfile.TemporaryDirectory(prefix="assistant-evaluate-") as temporary, progress_bar() as on_step:
        desk = open_desk(folder or Path(temporary), create=True)
        unread = [s for s in desk.index(documents, on_step) if s.message]
        for status in unread:
            say(f"{status.name}: {status.message}")
        judged, shown = [], []
        for gold in tracked(known):
            asked = (gold.question, Filters((gold.scope,) if gold.scope else ()), gold.history)
            answer = list(desk.ask_written(*asked))[-1] if written else desk.ask(*asked)
            judged.append(judge(gold, answer, desk.sources.is_verbatim))
            shown.append(proofread(answer))
    figures = summarise(judged)
    if as_json:
        print_lines(asdict(figure) for figure in figures)
        if written:
            print_lines([asdict(together(shown))])
        return
    print_table(
        ("figure", "value", "95% interval", "odd questions", "even questions", "questions"),
        [
            (f.name, f"{f.value:.3f}", f"{f.low:.3f} – {f.high:.3f}", *map(figure_text, f.halves), f.questions)
            for f in figures
        ],
    )
    if written:
        proof = together(shown)
        say(
            f"{proof.written} of {proof.statements} statements written, the others quotes; {proof.taken_out} sentences "
            f"taken out; unsupported: {len(proof.unsupported)} of {proof.written}"
        )
        for statement in proof.unsupported:
            say(f"  {statement}")
