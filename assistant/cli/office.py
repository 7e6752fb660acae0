"""Serving and looking after: `assistant serve`, `doctor`."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.shared import Index, app, open_desk, read_settings


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to bind (default: 127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(help="Port (default: 7860).")] = None,
    folder: Index = None,
) -> None:
    """Serve the web chat over the index."""
    from assistant.web.server import serve as serve_web

    settings = read_settings(folder)
    serve_web(open_desk(folder), host or settings.host, port or settings.port)


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
