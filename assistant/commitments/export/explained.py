"""What the columns and statuses of the ledger mean, in words for a reader (explained.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Explained:
    """Column → what it holds, status → what it means, and notes on the whole, in paragraphs."""

    columns: Mapping[str, str]
    statuses: Mapping[str, str]
    notes: tuple[str, ...]


@cache
def explained() -> Explained:
    """The explanations, read once."""
    data = tomllib.loads(files(__package__).joinpath("explained.toml").read_text(encoding="utf-8"))
    return Explained(data["columns"], data["statuses"], tuple(data["notes"]))
