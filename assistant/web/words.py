"""The words of the interface, from one file a language."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType

Words = Mapping[str, str]


@functools.cache
def load_words(file: str = "words.toml") -> Words:
    """The words of one language, by "section.name"; `file` is a file beside this module."""
    tables = tomllib.loads(resources.files(__package__).joinpath(file).read_text(encoding="utf-8"))
    return MappingProxyType(
        {f"{section}.{name}": text for section, names in tables.items() for name, text in names.items()}
    )
