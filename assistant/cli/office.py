"""Serving and looking after: `assistant serve`, `doctor`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.shared import Index, Out, app, open_desk, open_store, print_lines, read_settings, say, waits
from assistant.environment import import_gradio
from assistant.errors import AssistantError


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to bind (default: 127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(help="Port (default: 7860).")] = None,
    folder: Index = None,
    open_to_all: Annotated[bool, typer.Option("--open", help="Let everybody in who can reach the server.")] = False,
) -> None:
    """Serve the web chat over the index. Beyond this machine, people sign in (docs/office.md)."""
    from assistant.access import rules_of
    from assistant.desk import Desk

    settings = read_settings(folder)
    settings = settings.model_copy(update={"open": settings.open or open_to_all})
    rules_of(settings, host or settings.host)  # what does not go together is said before the long imports
    import_gradio()
    from assistant.web.server import serve as serve_web

    serve_web(Desk(settings), host or settings.host, port or settings.port)


@app.command()
def mcp(folder: Index = None) -> None:
    """Serve the tools for assistants that speak MCP over standard input and output (see docs/programs.md)."""
    from assistant.api.tools import tools_server

    tools_server(open_desk(folder)).run("stdio")


@app.command()
def doctor(folder: Index = None) -> None:
    """Check the index and its encoder; say what is wrong and which command mends it."""
    from assistant.doctor import examine

    findings = examine(read_settings(folder))
    for finding in findings:
        mend = f" → {finding.mend}" if finding.mend and not finding.well else ""
        typer.echo(f"{'ok   ' if finding.well else 'WRONG'}  {finding.what}{mend}")
    if not all(f.well for f in findings):
        raise typer.Exit(1)


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="The file to write.")], folder: Index = None) -> None:
    """Write the library, and the files that people sent, to one file; a server may run meanwhile."""
    from assistant.library.backup import back_up

    settings = read_settings(folder)
    made = back_up(settings.index, settings.corpus / "uploads", file)
    say(f"{file}: {made.reports} reports and {made.uploads} files that people sent, {made.size / 2**20:,.1f} MB.")


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="What backup has written.")], folder: Index = None) -> None:
    """Put a backup in the place of the library, once it is found to be whole; a server may run meanwhile."""
    from assistant.library.backup import restore as put_back

    settings = read_settings(folder)
    restored = put_back(settings.index, settings.corpus / "uploads", file, waits)
    say(f"{restored.backup.reports} reports and {restored.backup.uploads} files that people sent are back from {file}.")
    if restored.former is not None:
        say(f"What was there before is kept in {restored.former}. Delete it when it is no longer needed.")


@app.command()
def feedback(out: Out = None, folder: Index = None) -> None:
    """What people thought of answers, with question, answer and evidence: a line of JSON each, to evaluate with."""
    from assistant.forms import feedback as form
    from assistant.library.conversations import Conversations

    rows = [form(given) for given in Conversations(open_store(folder)).feedback()]
    if out is None:
        print_lines(rows)
        return
    try:
        out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    except OSError as error:
        raise AssistantError(f"{out} cannot be written ({error.strerror}). Name another file.") from error
    say(f"{len(rows)} answers with what was thought of them: {out}")
