"""What a sentence tells of: something done, a plan, a difficulty, what is not reported, or how things are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from assistant.answers.plans import planned
from assistant.briefings.cues import alternatives, cue, tells
from assistant.search.query import is_about

Kind = Literal["done", "planned", "challenge", "silence", "state"]

_PAST = re.compile(r"\b(?:was|were|has|have|had|did)\b")


def kind_of(text: str, headings: Sequence[str], column: str | None) -> Kind:
    """What a sentence tells of. A column, then a heading, is what the report itself says that its sentences are."""
    if column is not None and is_about("challenges", column):
        return "challenge"
    in_progress = column is not None and is_about("progress", column)
    if tells("silent", text) or (tells("open", text) and not (in_progress or _achieved(text))):
        return "state" if tells("general", text) else "silence"
    if (tells("plan", text) or planned(cue("no_plan").sub(" ", text))) and not _is_harm(text):
        return "planned"
    if column is None and is_about("challenges", " ".join(headings[-1:])):
        return "challenge"
    if tells_difficulty(text) and not is_speech(text):
        return "challenge"
    if _is_harm(text) or tells("fell", text) or tells("defines", text) or is_speech(text):
        return "state"
    return "done" if (in_progress and _PAST.search(text)) or _achieved(text) else "state"


def tells_difficulty(text: str) -> bool:
    """Whether it says outright that something is difficult, missing or late."""
    return tells("difficulty", cue("addressed").sub(" ", text))


def is_speech(text: str) -> bool:
    """Whether it tells what somebody said at a meeting, or what ought to be done."""
    return tells("speech", text) or tells("advice", text)


def _is_harm(text: str) -> bool:
    """Whether who does it are those whom authorities work against."""
    done = _achieved(text)
    subject = text[: done.end()] if done else text
    return tells("harm", subject) and not tells("authority", subject)


def _achieved(text: str) -> re.Match[str] | None:
    return _done().search(text) or cue("achieved").search(text)


@cache
def _done() -> re.Pattern[str]:
    """Something done, in the finite verb of the sentence: with "has" or "was", or before any other verb."""
    verbs = alternatives("verbs")
    between = "not only|also|been|already|since|recently|further|now|jointly|successfully"
    other = (
        "is|are|was|were|be|has|have|had|will|would|can|could|may|might|must|should|do|does|did|that|which|who|if|when"
    )
    no_adjective = "".join(
        rf"(?<!\b{word})" for word in ("of", "the", "a", "an", "in", "to", "for", "with", "by", "as")
    )
    return re.compile(
        rf"\b(?:has|have|had|was|were)(?: (?:{between}))* (?:{verbs})\b"
        rf"|^(?:(?!\b(?:{other})\b)[^.])*?[\w)]{no_adjective} (?:{verbs}|took place|began|went on|gave)\b"
    )
