"""The ways in which reports say that somebody gives, read from frames.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from assistant.values import CommitmentStatus

_DONOR = r"⟦D\d+⟧(?: \([^()]{1,40}\))?"
_DONORS = rf"{_DONOR}(?:(?:, (?:and )?| and | & | as well as |, as well as | together with )(?:also )?(?:from )?(?:by )?(?:the )?{_DONOR})*"
_MONEY = r"⟦M\d+⟧"

Purpose = Literal["before", "after", "around", "received", "receiver", "to", "largest"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to say it.

    purpose    where the sentence says what the money is for.
    givers     UN bodies and organizations that mostly implement are no donors here.
    anaphoric  "it" may stand for the donor.
    received   it is told from the side of who receives.
    unnamed    the donor need not be named in the frame.
    """

    name: str
    pattern: re.Pattern[str]
    purpose: Purpose
    givers: bool = False
    anaphoric: bool = False
    unnamed: bool = False
    received: bool = False
    needs: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """All frames, and the words that decide on status and on what is no fact."""

    frames: tuple[Frame, ...]
    statuses: tuple[tuple[CommitmentStatus, re.Pattern[str]], ...]
    unreal: re.Pattern[str]
    unreal_after: re.Pattern[str]
    unreal_sentence: re.Pattern[str]
    verbs: dict[str, re.Pattern[str]]


@cache
def grammar() -> Grammar:
    data = tomllib.loads(files(__package__).joinpath("frames.toml").read_text(encoding="utf-8"))
    words = {"DONORS": _DONORS, "MONEY": _MONEY, **data["words"]}
    # Longer names first: "FUNDS" is not "FUND" and an s; words may be made of one another.
    names = re.compile("|".join(sorted(words, key=len, reverse=True)))

    def spelled(pattern: str) -> str:
        while (opened := names.sub(lambda m: words[m.group()], pattern)) != pattern:
            pattern = opened
        return pattern

    return Grammar(
        tuple(
            Frame(
                entry["name"],
                re.compile(spelled(entry["pattern"]), re.IGNORECASE),
                entry["purpose"],
                entry.get("givers", False),
                entry.get("anaphoric", False),
                entry.get("unnamed", False),
                entry.get("received", False),
                re.compile(entry["needs"], re.IGNORECASE) if "needs" in entry else None,
            )
            for entry in data["frame"]
        ),
        tuple((status, re.compile(data["status"][status], re.IGNORECASE)) for status in data["status"]["order"]),
        re.compile(data["unreal"]["before"]),
        re.compile(data["unreal"]["after"], re.IGNORECASE),
        re.compile(data["unreal"]["sentence"], re.IGNORECASE),
        {
            name: re.compile(spelled(name), re.IGNORECASE)
            for name in ("FUND", "GIVE", "PLEDGE", "ANNOUNCE", "COMMIT", "SUPPORT", "THINGS", "OPINIONS")
        },
    )
