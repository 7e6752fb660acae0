"""The frames that fit a sentence, and whether what they say is giving."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.commitments.frames import Frame, frames
from assistant.commitments.marked import Marked
from assistant.commitments.rules import patterns

MONEY = re.compile(r"⟦M(\d+)⟧")
DONOR = re.compile(r"⟦D(\d+)⟧")
MOST_WORDS_TO_AMOUNT = 20  # between a verb of giving and the amount that it gives
_TO_OPINION = {"support": 9, "promise": 6}  # words after the verb, in which it is spoken of


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fits. All places are in the marked text.

    clause  where the frame's clause starts and ends.
    donors  their numbers in `Marked.donors`.
    money   the amount's number in `Marked.money`; None where the frame has no place of its own for it.
    to      where the frame has what the money is for.
    """

    frame: Frame
    start: int
    end: int
    verb: str
    verb_start: int
    clause: tuple[int, int]
    donors: tuple[int, ...]
    money: int | None
    to: tuple[int, int] | None


def matches(marked: Marked) -> tuple[Match, ...]:
    """The frames that tell of giving, those first that name their donor; of two that say the same, the fuller."""
    fitting = list(_fitting(marked))
    fullest = (match for match in fitting if not _is_within(match, fitting))
    return tuple(sorted(fullest, key=lambda match: (match.frame.unnamed, match.start)))


def _fitting(marked: Marked) -> Iterator[Match]:
    clauses = _clauses(marked.text)
    for frame in frames():
        for found in frame.pattern.finditer(marked.text):
            clause = next(c for c in clauses if c[0] <= found.start() < c[1])
            match = _match(marked, frame, found, clause)
            if match and _is_real(marked, match) and _gives(marked, match):
                yield match


def _clauses(text: str) -> tuple[tuple[int, int], ...]:
    ends = (end.end() for end in patterns("frames", "sentence")["clause_end"].finditer(text))
    return tuple((start, end) for start, end in pairwise([0, *ends, len(text) + 1]) if start < end)


def _match(marked: Marked, frame: Frame, found: re.Match[str], clause: tuple[int, int]) -> Match | None:
    """The match of a frame; None where "it" has no donor before it to stand for."""
    groups = found.groupdict()
    donors = _numbers(groups.get("donors") or "")
    if frame.anaphoric and not donors:
        donors = _numbers(marked.text[: found.start()])[-1:]
        if not donors:
            return None
    money = MONEY.match(groups["money"]) if groups.get("money") else None
    return Match(
        frame=frame,
        start=found.start(),
        end=found.end(),
        verb=groups["verb"],
        verb_start=found.start("verb"),
        clause=clause,
        donors=donors,
        money=int(money[1]) if money else None,
        to=found.span("to") if groups.get("to") else None,
    )


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in DONOR.findall(text))


def _is_within(match: Match, others: Sequence[Match]) -> bool:
    """Whether another frame says the same of the same donors and more."""
    return any(
        other.donors == match.donors
        and other.start <= match.start
        and match.end <= other.end
        and (other.end - other.start, other.money is not None) > (match.end - match.start, match.money is not None)
        for other in others
    )


def _is_real(marked: Marked, match: Match) -> bool:
    """Whether nothing in the clause takes the fact away, and no sum is taken for a gift."""
    words, text = patterns("frames", "sentence"), marked.text
    clause_start, clause_end = match.clause
    return not (
        words["unreal_before"].search(text, clause_start, match.verb_start + len(match.verb))
        or words["unreal_after"].search(text[match.end : clause_end])
        or (match.frame.unnamed and words["total"].search(text[clause_start : match.start]))
    )


def _gives(marked: Marked, match: Match) -> bool:
    """Whether what the frame says is giving: its donors can give, and something is given."""
    frame, words = match.frame, patterns("frames", "verb")
    if frame.needs and not frame.needs.search(marked.text[match.start : match.end]):
        return False
    if match.to and (to := DONOR.match(marked.text, match.to[0])) and to.end() >= match.to[1] - 1:
        return marked.donors[int(to[1])].donor.kind == "fund"
    if frame.name == "funded by" and words["help"].match(match.verb):
        return not words["opinions"].search(marked.text, match.clause[0], match.verb_start)
    return frame.name != "gives" or _verb_gives(marked, match)


def _verb_gives(marked: Marked, match: Match) -> bool:
    """Whether a donor's verb is one of giving here: "funding" is a noun too, and views are supported as well."""
    words, verb = patterns("frames", "verb"), match.verb
    before = marked.text[match.start : match.verb_start]
    after = marked.text[match.end : match.clause[1]]
    if words["passive"].search(before) and not verb.endswith("ing"):
        return False  # "Norland was given"
    if words["support"].fullmatch(verb):
        spoken = words["opinions"].search(_first_words(after, _TO_OPINION["support"]))
        return not spoken and (not verb.endswith("ing") or bool(words["goes_on"].search(before)))
    if MONEY.search(_first_words(after, MOST_WORDS_TO_AMOUNT)):
        return True
    if words["fund"].fullmatch(verb):
        return bool(after.strip(" .,;")) and not words["noun"].match(after)
    if words["commit"].fullmatch(verb):
        return bool(words["agreement"].match(after))
    if words["pledge_or_announce"].fullmatch(verb):
        spoken = words["opinions"].search(_first_words(after, _TO_OPINION["promise"]))
        return not spoken and bool(words["things_promised"].match(after))
    return bool(words["things_given"].match(after))


def _first_words(text: str, most: int) -> str:
    return " ".join(text.split()[:most])
