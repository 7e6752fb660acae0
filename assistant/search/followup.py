"""A follow-up put as a question that stands by itself: "and Canada?" after "What does Australia support?".

No parser and no model: a follow-up either changes one thing of the question before it (a year, a name, what a
preposition leads to), or points at it with a pronoun, or is too short to be searched alone. Whatever is neither
stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce

from assistant.passages.words import content_words
from assistant.search.query import COLUMNS, YEAR, Column, is_about, names

_PLACE = re.compile(
    r"\b(?:in|for|from|by|on|of|about|with|to)\s+(?P<what>(?:(?!\b(?:in|for|from|by|on|of)\b)[^?.!,])+)", re.IGNORECASE
)
_ASKS = re.compile(
    r"^(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|list|"
    r"name|show|give|tell|compare|summari[sz]e|explain|describe)\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"^(?:(?:and|but|or|so|ok|okay|also|then)[, ]+)*(?:(?:what|how) about|and|but|or|same (?:question )?for|now)\b[, ]*"
    r"(?P<rest>.+)$",
    re.IGNORECASE,
)
_LED = re.compile(
    r"^(?P<by>in|for|from|by|on|of|at|with|to|about|under|since|during|between)\s+(?P<rest>.+)$", re.IGNORECASE
)
_POINTS = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|she|him|her|his|this|these|those|the (?:same|former|latter)|"
    r"that(?= (?:one|project|programme|program|fund|unit|office|centre|center|activity|support|amount|year|report)\b"
    r"|[?.!]?$))\b",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"\b(?:is|was|does|did|would|will) (?:it|this) (?:\w+ )?(?:true|possible|known|said|stated|planned|take|mean|"
    r"likely|necessary|important)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:this|these|those) (?:year|month|week|day|time)s?\b", re.IGNORECASE)
# What leads up to a question's topic: the word that asks, its helpers, and the verb that every topic may have.
_FRAME = re.compile(
    r"^(?:(?:and|but|so|please|according to [^,]+,|in which|on which|for which|by whom|to whom)\s+)*"
    r"(?:who|whom|what|which|when|where|why|how(?: (?:many|much|far|long|often))?|tell me(?: more)? about|list|name|"
    r"show|give|describe|explain|compare|summari[sz]e)?\b\s*"
    r"(?:(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|been|be|being|there|the status of|made on|"
    r"made in|progress|paid for|pays for|paid|funds?|funded|financed|finances|implements?|implemented|supports?|"
    r"supported|mean by|meant by|happened to|happened with|chairs?|runs?|leads?|gave|gives?)\s+)*",
    re.IGNORECASE,
)


def in_context(question: str, history: Sequence[tuple[str, str]]) -> str:
    """The question as it is understood after a conversation; history is (role, text) turns, oldest first."""
    asked = [text for role, text in history if role == "user"]
    before = reduce(lambda earlier, text: stand_alone(text, earlier), asked, "")
    return stand_alone(question, before)


def stand_alone(question: str, before: str) -> str:
    """The question completed from the one before it, which stands alone itself; as it is where it needs nothing."""
    question = " ".join(question.split())
    if not before:
        return question
    if (change := _CHANGES.match(question)) and not _ASKS.match(change["rest"]) and _count(change["rest"]) <= 6:
        return _changed(before, _open(change["rest"]))
    if _led_alone(question):
        return _changed(before, _open(question))
    if _points_back(question) or _count(question) == 0:
        return about(question, before)
    return question


def about(question: str, before: str) -> str:
    """The question with what it is about added: "Who implements it (border liaison offices)?"."""
    return f"{_open(question)} ({topic(before)})?"


def topic(question: str) -> str:
    """What a question is about: the question without what asks."""
    return _FRAME.sub("", _open(question)).strip(" ,") or _open(question)


def _led_alone(question: str) -> bool:
    """Whether it is no more than a preposition and what it leads to, or a bare year ("in 2018?", "2018?")."""
    bare = _open(question)
    led = _LED.match(bare)
    return bool(YEAR.fullmatch(bare)) or bool(led and _count(led["rest"]) <= 3 and len(bare.split()) <= 5)


def _changed(before: str, to: str) -> str:
    """The question before with one thing of it changed: its years, else what the same preposition leads to, else
    its first name; where none of these is there, with the new thing added."""
    led = _LED.match(to)
    thing = led["rest"] if led else to
    years, column = YEAR.findall(thing), next((c for c in COLUMNS if is_about(c, thing)), None)
    if years and not names(f"x {thing}"):
        old = YEAR.findall(before)
        if old:
            first, *others = dict.fromkeys(old)
            for other in others:
                before = re.sub(rf"(?:\s*(?:,|and|or|to|with|against|versus|vs\.?|–|-)\s*)?\b{other}\b", "", before)
            return before.replace(first, " and ".join(years))
        return f"{_open(before)} in {' and '.join(years)}?"
    if column and (old_word := _word_about(before, column)):
        return before.replace(old_word, thing)
    if led:
        places = re.finditer(rf"\b{led['by']}\s+(?P<what>(?!{YEAR.pattern})[^?.!,]+)", before, re.IGNORECASE)
        last = next(iter(list(places)[-1:]), None)
        return _put(before, last, thing) if last else f"{_open(before)} {to}?"
    known, new = names(before), names(f"x {thing}")
    if known and (new or len(thing.split()) == 1):
        # A name takes the place of one that is written like it: an acronym of an acronym, else the first.
        like = next((name for name in known if name.isupper() == thing.isupper()), known[0])
        return re.sub(rf"\b(?:the )?{re.escape(like)}", lambda _: thing, before)
    last = next(iter(list(_PLACE.finditer(before))[-1:]), None)
    return _put(before, last, thing) if last else f"{_open(before)}: {to}?"


def _put(before: str, place: re.Match[str], thing: str) -> str:
    """The question before with what stands at a place changed."""
    return before[: place.start("what")] + thing + before[place.end("what") :]


def _word_about(before: str, column: Column) -> str | None:
    """The word for the other column that the question before has, to be changed to this one."""
    return next((w for w in re.findall(r"\w+", before) if any(is_about(c, w) for c in COLUMNS if c != column)), None)


def _points_back(question: str) -> bool:
    """Whether it has a pronoun that nothing before it in the same question explains."""
    text = _TIME.sub(" ", _EXPLETIVE.sub(" ", question))
    pronoun = _POINTS.search(text)
    if pronoun is None:
        return False
    earlier = text[: pronoun.start()]
    return not names(f"x {earlier}") and _count(earlier) <= 3


def _open(question: str) -> str:
    """The question without the mark at its end."""
    return question.rstrip(" ?.!")


def _count(text: str) -> int:
    return len(content_words(text))
