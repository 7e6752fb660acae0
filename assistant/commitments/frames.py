"""The ways in which reports say that somebody gives, read from frames.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from assistant.commitments.rules import data, spelled

Purpose = Literal["before", "after", "object", "around", "received", "receiver", "to", "largest"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to say it.

    purpose    where the sentence says what the money is for.
    givers     UN bodies and organizations that mostly implement are no donors here.
    anaphoric  "it" may stand for the donor.
    unnamed    the donor need not be named in the frame.
    received   it is told from the side of who receives.
    needs      what must be found in the words that the frame takes.
    """

    name: str
    pattern: re.Pattern[str]
    purpose: Purpose
    givers: bool = False
    anaphoric: bool = False
    unnamed: bool = False
    received: bool = False
    needs: re.Pattern[str] | None = None


@cache
def frames() -> tuple[Frame, ...]:
    """All frames, in the order of the file."""
    return tuple(_frame(entry) for entry in data("frames")["frame"])


def _frame(entry: dict[str, Any]) -> Frame:
    return Frame(
        name=entry["name"],
        pattern=re.compile(spelled("frames", entry["pattern"]), re.IGNORECASE),
        purpose=entry["purpose"],
        givers=entry.get("givers", False),
        anaphoric=entry.get("anaphoric", False),
        unnamed=entry.get("unnamed", False),
        received=entry.get("received", False),
        needs=re.compile(spelled("frames", entry["needs"])) if "needs" in entry else None,
    )
