"""The ledger's rules as data: TOML files beside this module, of words and of patterns that are made of them.

Of each file:

[words]    regular expressions; a list is of alternatives. "{name}" in a pattern or in another word stands for it.
a pattern  a regular expression, or a list of its parts, which follow one another without a space.

"(?i)" opens a pattern in which capitals do not count. In a sentence, donors stand as "{donor}", amounts as "{money}".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

# Words of every file. ⟦D0⟧ and ⟦M0⟧ are the marks that marked.py puts.
_SHARED = {"donor": r"⟦D\d+⟧", "money": r"⟦M\d+⟧", "year": r"(?:19|20)\d\d"}
_NAME = re.compile(r"\{([a-z_]+)\}")


@cache
def data(file: str) -> Mapping[str, Any]:
    """A file's data as it stands in the file; `file` is its name without ".toml"."""
    return tomllib.loads(files(__package__).joinpath(f"{file}.toml").read_text(encoding="utf-8"))


@cache
def patterns(file: str, table: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of a file's table by their names, in the order of the file."""
    return {name: re.compile(spelled(file, written)) for name, written in data(file)[table].items()}


def spelled(file: str, written: str | list[str]) -> str:
    """A pattern with the file's words in it spelled out. Raises KeyError for a word that the file does not have."""
    words: Mapping[str, str | list[str]] = {**_SHARED, **data(file).get("words", {})}

    def word(name: re.Match[str]) -> str:
        meant = words[name[1]]
        return meant if isinstance(meant, str) else f"(?:{'|'.join(meant)})"

    text = written if isinstance(written, str) else "".join(written)
    while (opened := _NAME.sub(word, text)) != text:
        text = opened
    return text


@cache
def all_rules() -> str:
    """The text of all files of rules, the donors among them, which changes when any rule does."""
    beside = sorted(files(__package__).iterdir(), key=lambda file: file.name)
    return "".join(file.read_text(encoding="utf-8") for file in beside if file.name.endswith(".toml"))
