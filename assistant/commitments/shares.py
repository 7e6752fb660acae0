"""Which amount of a sentence belongs to which of its donors."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from assistant.commitments.donors import Mention
from assistant.commitments.marked import Marked
from assistant.commitments.matches import MONEY, MOST_WORDS_TO_AMOUNT, Match
from assistant.commitments.rules import patterns

# The frames in which a body that mostly implements is a donor even without an amount.
_NAMED_AS_GIVERS = ("funded by", "with funding from", "donor-funded", "received from")


@dataclass(frozen=True, slots=True)
class Share:
    """What donors give together, by their numbers in the marked sentence; no amount where none is theirs.

    donors  empty where the frame names none.
    """

    match: Match
    donors: tuple[int, ...]
    money: int | None


def shares(marked: Marked, matches: Sequence[Match]) -> tuple[Share, ...]:
    """Amounts go to the donors that stand with them, and none is given twice."""
    found: list[Share] = []
    for match in matches:
        used = {share.money for share in found if share.money is not None}
        served = {donor for share in found for donor in share.donors}
        found += _of_match(marked, match, matches, used, served)
    return tuple(found)


def _of_match(
    marked: Marked, match: Match, matches: Sequence[Match], used: Collection[int], served: Collection[int]
) -> Iterator[Share]:
    money = match.money if match.money is not None else _amount_of(marked, match, matches)
    if money in used:
        money = None
    if match.frame.unnamed:
        if money is not None:
            yield Share(match, (), money)
        return
    donors = tuple(i for i in match.donors if _can_give(marked.donors[i], match, money is not None))
    if match.verb.lower().startswith("sign"):  # who signs with a giver, and mostly implements, receives
        donors = tuple(i for i in donors if marked.donors[i].donor.kind not in ("un", "ngo")) or donors
    if own := _bracketed(marked, donors):
        yield from (Share(match, (donor,), own.get(donor)) for donor in donors)
    elif money is None:
        givers = {marked.donors[i].donor for i in served}
        for donor in donors:  # "GIZ and KfW" are one giver
            if marked.donors[donor].donor not in givers:
                givers.add(marked.donors[donor].donor)
                yield Share(match, (donor,), None)
    elif respective := _respective(marked, match, len(donors)):
        yield from (Share(match, (donor,), amount) for donor, amount in zip(donors, respective, strict=True))
    elif donors:
        yield Share(match, donors, money)
        yield from (Share(match, donors, more) for more in _more(marked, money, used))


def _can_give(mention: Mention, match: Match, with_money: bool) -> bool:
    """UN bodies mostly implement, and kinds of donor are too vague without an amount."""
    kind = mention.donor.kind
    if kind in ("un", "ngo"):
        verb = match.verb.lower()
        if match.frame.givers or ("support" in verb and "financ" not in verb and "fund" not in verb):
            return False
        return with_money or match.frame.name in _NAMED_AS_GIVERS
    if kind == "group":
        return with_money or bool(patterns("frames", "sentence")["numbered"].match(mention.donor.name))
    return True


def _amount_of(marked: Marked, match: Match, matches: Sequence[Match]) -> int | None:
    """The amount that belongs to a frame: in it, else the first after it and before another's, else before it."""
    text = marked.text
    if match.frame.purpose == "largest":
        return None
    if inside := MONEY.search(text, match.start, match.end):
        return int(inside[1])
    others = [m.start for m in matches if m.start > match.end and m.donors != match.donors and not m.frame.unnamed]
    after = MONEY.search(text, match.end, min([match.clause[1], *others]))
    if after and _is_near(text[match.end : after.start()]):
        return int(after[1])
    if match.frame.purpose in ("before", "around", "received"):
        ahead = list(MONEY.finditer(text, match.clause[0], match.start))
        if ahead and _is_near(text[ahead[-1].end() : match.start]):
            return int(ahead[-1][1])
    return None


def _is_near(between: str) -> bool:
    return len(between.split()) <= MOST_WORDS_TO_AMOUNT


def _respective(marked: Marked, match: Match, donors: int) -> tuple[int, ...]:
    """The amounts of "A and B contributed $2 million and $3 million, respectively"; empty where it is not said so."""
    clause = marked.text[match.start : match.clause[1]]
    amounts = tuple(int(number) for number in MONEY.findall(clause))
    return amounts if donors > 1 and len(amounts) == donors and "respective" in clause else ()


def _bracketed(marked: Marked, donors: Sequence[int]) -> dict[int, int]:
    """The amounts of "Norland ($2 million), Westmark ($3 million) and Harrow": donor → amount; none is given twice."""
    found = {}
    for donor in donors:
        if amount := re.search(rf"⟦D{donor}⟧ \([^()⟦]{{0,20}}⟦M(\d+)⟧[^()⟦]{{0,30}}\)", marked.text):
            found[donor] = int(amount[1])
    return found


def _more(marked: Marked, money: int, used: Collection[int]) -> Iterator[int]:
    """The amounts that go on from one: "… to Norland and $2 million to Westmark"."""
    mark = f"⟦M{money}⟧"
    at = marked.text.find(mark) + len(mark)
    while (more := patterns("frames", "sentence")["and_more"].match(marked.text[at:])) and int(more[1]) not in used:
        yield int(more[1])
        at += more.end()
