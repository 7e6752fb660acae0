"""The words by which sentences are known for what they tell, from the data file beside this module."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def cue(name: str) -> re.Pattern[str]:
    """The pattern of a table of cues.toml."""
    table = _tables()[name]
    flags = re.NOFLAG if table.get("exact") else re.IGNORECASE
    return re.compile(_AROUND[table["at"]].format(alternatives(name)), flags)


@cache
def alternatives(name: str) -> str:
    """The lines of a table as one pattern of alternatives."""
    return "|".join(line for line in _tables()[name]["lines"].splitlines() if line)


def tells(name: str, text: str) -> bool:
    """Whether a text has one of the cues."""
    return bool(cue(name).search(text))


_AROUND = {
    "anywhere": r"(?<!\w)(?:{})(?!\w)",
    "start": r"^[\"“(]?(?:{})(?!\w)",
    "end": r"(?<!\w)(?:{})\s$",
    "inside": "{}",
}


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("assistant.briefings").joinpath("cues.toml").read_text(encoding="utf-8"))
