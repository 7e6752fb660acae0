"""What is made from many passages at once: `assistant brief` and `assistant compare`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.shared import Document, Index, Json, app, open_desk, print_lines, print_table, say
from assistant.errors import AssistantError
from assistant.values import Citation, Filters

Topic = Annotated[str, typer.Argument(help="What it is on, in a few words.")]
Sectors = Annotated[
    list[str] | None, typer.Option("--sector", help="Only reports of this sector (may be given again).")
]
Years = Annotated[list[int] | None, typer.Option("--year", help="Only reports of this year (may be given again).")]
Donors = Annotated[list[str] | None, typer.Option("--donor", help="Only this donor (may be given again).")]
File = Annotated[Path, typer.Option(help="The note: a .docx or .md file.")]
Statements = Annotated[int | None, typer.Option(min=1, help="Room for so many statements (default: about two pages).")]
Written = Annotated[
    bool, typer.Option("--written", help="Begin with a summary by the language model of ASSISTANT_LLM_URL, checked.")
]
Between = Annotated[tuple[int, int] | None, typer.Option("--years", help="The two years to compare.")]
SHOWN = 90  # characters of a quote in the table


@app.command()
def brief(
    out: File,
    topic: Topic = "",
    sector: Sectors = None,
    year: Years = None,
    donor: Donors = None,
    document: Document = None,
    statements: Statements = None,
    written: Written = False,
    folder: Index = None,
) -> None:
    """Write a cited briefing note as a Word file with footnotes, or as Markdown."""
    from assistant.briefings.briefing import Briefing, Most, Scope
    from assistant.briefings.written import FORMS, brief_to_file
    from assistant.progress import steps_bar
    from assistant.web.words import load_words

    if out.suffix.lower() not in FORMS:
        raise typer.BadParameter(f"--out is the name of a file that ends in {' or '.join(FORMS)}")
    scope = Scope(topic, tuple(sector or ()), tuple(year or ()), tuple(donor or ()), tuple(document or ()))
    most = Most.of(statements) if statements else Most()
    desk = open_desk(folder)
    if written:
        desk.connected_writer()  # refused before the work, not after it
    with steps_bar("Briefing") as on_step:

        def make() -> Briefing:
            made = desk.brief(scope, most, lambda step: on_step(step.done, step.total))
            return desk.summarised(made) if written and made.parts else made

        briefing = brief_to_file(make, out, load_words())
    if not briefing.parts:
        raise AssistantError(f"{briefing.purpose} {out} says so, and nothing more.")
    if briefing.summary and not briefing.summary.statements:
        say(briefing.summary.note)
    say(f"{briefing.title}: {out}")


@app.command()
def compare(
    topic: Topic = "",
    years: Between = None,
    sector: Annotated[str | None, typer.Option(help="Only reports of this sector.")] = None,
    document: Document = None,
    folder: Index = None,
    as_json: Json = False,
) -> None:
    """Show the same outputs across reports: what is new, moved, reworded, unchanged, no longer mentioned."""
    from assistant.briefings.compare_form import comparison_form

    filters = Filters(tuple(document or ()), sector)
    compared = open_desk(folder).compare(topic, years or (), filters)
    if as_json:
        print_lines([comparison_form(compared)])
        return
    print_table(
        ("what", "output", "earlier", "later"),
        [(item.status, item.output, _shown(item.earlier), _shown(item.later)) for item in compared.items],
    )
    for note in compared.notes:
        say(note)


def _shown(citations: tuple[Citation, ...]) -> str:
    """The quotes of one side, shortened, with where they stand."""
    return "\n".join(
        f"{c.quote[:SHOWN]}{'…' if len(c.quote) > SHOWN else ''} [{c.document}{f', page {c.page}' if c.page else ''}]"
        for c in citations
    )
