"""Text that any file can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.notes.note import Run, Text

# What XML cannot hold, and control characters other than white space.
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """The text on one line: white space folded (kept at the ends), no control characters, no lone surrogates."""
    return _SPACE.sub(" ", _UNSTORABLE.sub("", text))


def plain_runs(runs: Iterable[Run]) -> list[Run]:
    """The runs, each with plain text, without texts of which nothing is left."""
    made = (replace(run, text=plain(run.text)) for run in runs)
    return [run for run in made if run.text or not isinstance(run, Text)]
