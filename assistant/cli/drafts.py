"""Drafts and claims: `assistant check`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant import forms
from assistant.batch import Row, read_rows
from assistant.cli.shared import (
    Document,
    Index,
    Json,
    Out,
    Sector,
    Year,
    app,
    open_desk,
    print_lines,
    say,
    work_through,
)
from assistant.errors import AssistantError, QuestionError
from assistant.values import Filters

if TYPE_CHECKING:
    from assistant.checking import Checked
    from assistant.drafts.commented import Remark

File = Annotated[str | None, typer.Argument(help="DOCX, TXT or MD; - reads text from standard input.")]
Claims = Annotated[Path | None, typer.Option(help='JSON lines, each with "id", "claim" and "source".')]
Supported = Annotated[bool, typer.Option("--supported/--no-supported", help="With comments on what is supported.")]
PASTED = "-"


@app.command()
def check(
    file: File = None,
    document: Document = None,
    sector: Sector = None,
    year: Year = None,
    batch: Claims = None,
    out: Out = None,
    supported: Supported = True,
    folder: Index = None,
    as_json: Json = False,
) -> None:
    """Check each sentence of a draft against the reports, or claims against their sources.

    With --out FILE.docx the draft is written as a Word file with what was found as comments.
    """
    if (file is None) == (batch is None):
        raise typer.BadParameter("give a draft, or --batch FILE")
    if batch is not None:
        _check_claims(batch, out, folder)
        return
    if out is not None and out.suffix.lower() != ".docx":
        raise typer.BadParameter("--out of a draft is the name of a DOCX file")
    _check_draft(str(file), Filters(tuple(document or ()), sector, year), out, supported, folder, as_json)


def _check_claims(batch: Path, out: Path | None, folder: Path | None) -> None:
    rows = read_rows(batch, lambda row: isinstance(row, dict), 'must be an object with "id", "claim" and "source"')
    desk = open_desk(folder, any_encoder=True, create=True)  # of which the encoder alone is used

    def judged(row: Row) -> Row:
        claim, source = row.get("claim"), row.get("source")
        if not (isinstance(claim, str) and isinstance(source, str)):
            raise QuestionError('It needs "claim" and "source", both text. Mend the row and try again.')
        verdict = desk.judge(claim, source)
        return {
            "id": row.get("id"),
            "supported": verdict.supported,
            "score": verdict.score,
            "why": verdict.why,
        }

    def refused(row: Row, why: str) -> Row:
        return {"id": row.get("id"), "supported": False, "score": 0.0, "why": why}

    work_through(rows, judged, refused, out, "Claims")


def _check_draft(
    file: str, filters: Filters, out: Path | None, supported: bool, folder: Path | None, as_json: bool
) -> None:
    from assistant.checking import draft_sentences
    from assistant.progress import tracked

    name, data = _read(file)
    desk = open_desk(folder)
    draft = desk.drafts.read(name, data)
    sentences = draft_sentences(draft)
    if not any(sentence.judged for sentence in sentences):
        raise AssistantError("Nothing in the draft can be checked. Give a text with whole sentences.")
    if desk.is_foreign(draft):
        say("The draft seems not to be in English, in which drafts are checked best.")
    found = list(_until_stopped(desk.check(tracked(sentences, "Sentences"), filters)))
    if as_json:
        print_lines(map(forms.checked, found))
    elif out is None:
        _show(found)
    if out is not None:
        remarks = _remarks([c for c in found if supported or c.finding != "supported"])
        _write(desk.drafts.commented(name, data, remarks), out)
    counts = Counter(checked.finding for checked in found)
    told = ", ".join(f"{count} {finding}" for finding, count in counts.most_common())
    say(f"{len(found)} sentence{'' if len(found) == 1 else 's'}: {told or 'none checked'}.")
    if left := len(sentences) - len(found):
        say(f"Stopped; {left} sentences were not checked.")
        raise typer.Exit(1)


def _until_stopped(found: Iterable[Checked]) -> Iterator[Checked]:
    """What is found until a person presses Ctrl+C."""
    try:
        yield from found
    except KeyboardInterrupt:
        return


def _read(file: str) -> tuple[str, bytes]:
    """The name and the bytes of a draft; the name is empty for standard input."""
    try:
        return ("", sys.stdin.buffer.read()) if file == PASTED else (Path(file).name, Path(file).read_bytes())
    except OSError as error:
        raise AssistantError(f"{file} cannot be read ({error.strerror}). Check the name and try again.") from error


def _remarks(found: Sequence[Checked]) -> list[Remark]:
    from assistant.drafts.commented import Remark
    from assistant.web.check_said import remark
    from assistant.web.words import load_words

    return [
        Remark(c.sentence.paragraph, c.sentence.start, c.sentence.end, remark(c, load_words()))
        for c in found
        if c.sentence.judged
    ]


def _show(found: Sequence[Checked]) -> None:
    from assistant.web.check_said import remark
    from assistant.web.words import load_words

    for c in found:
        if c.sentence.judged:
            told = remark(c, load_words()).replace("\n", "\n  ")
            typer.echo(f"{c.sentence.text}\n  {told}\n")


def _write(content: bytes, out: Path) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise AssistantError(f"{out} cannot be written ({error.strerror}). Name another file.") from error
    say(f"The draft with comments is in {out}.")
