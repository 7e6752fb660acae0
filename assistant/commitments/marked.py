"""A sentence with its donors and amounts put as marks, on which the frames of frames.toml are matched."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.commitments.donors import Donors, Mention
from assistant.commitments.money import Amount, amounts
from assistant.commitments.rules import patterns

_MARK = re.compile(r"⟦([DMX])(\d+)⟧")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence, its marks, and what they stand for: ⟦D0⟧ is `donors[0]`, ⟦M0⟧ and ⟦X0⟧ are `money[0]`."""

    sentence: str
    text: str
    donors: tuple[Mention, ...]
    money: tuple[Amount, ...]
    places: tuple[tuple[int, int], ...]  # (place in `text`, place in `sentence`) at each end of a mark

    def plain(self, start: int, end: int) -> str:
        """The sentence's own words between two places of `text`."""
        return self.sentence[self.place(start) : self.place(end)]

    def place(self, at: int) -> int:
        """The place in the sentence of one in `text`; one within a mark is its start."""
        marked = plain = 0
        for m, p in self.places:
            if m > at:
                break
            marked, plain = m, p
        mark = _MARK.match(self.text, marked)
        if mark and marked <= at < mark.end():
            return plain
        return plain + at - marked


def mark(sentence: str, known: Donors) -> Marked:
    """Put marks for the donors and amounts of a sentence."""
    money = amounts(sentence)
    donors = _once([m for m in known.mentions(sentence) if _is_meant(sentence, m)], sentence)
    stretches = [(m.start, m.end, f"⟦D{i}⟧") for i, m in enumerate(donors)]
    stretches += [(m.start, m.end, f"⟦M{i}⟧") for i, m in enumerate(money)]
    own = sentence.replace("⟦", "[")  # what looks like a mark of the sentence's own stands for nothing
    pieces: list[str] = []
    places: list[tuple[int, int]] = [(0, 0)]
    at = length = 0
    for start, end, name in sorted(stretches):
        if start < at:
            continue
        pieces += [own[at:start], name]
        length += start - at
        places.append((length, start))
        length += len(name)
        places.append((length, end))
        at = end
    text = _compared("".join(pieces) + own[at:])
    return Marked(sentence, text, donors, money, tuple(places))


def _compared(text: str) -> str:
    """The text with the mark X for amounts that are only compared with."""
    for pattern in patterns("comparisons", "compared").values():
        for match in list(pattern.finditer(text)):
            start = match.start(1)
            text = f"{text[:start]}⟦X{text[start + 2 :]}"
    return text


def _once(mentions: list[Mention], sentence: str) -> tuple[Mention, ...]:
    """The mentions, of which a name and its acronym, "Norland Relief Office (NRO)", are one."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        if last and last.donor == mention.donor and _in_brackets(sentence, last.end, mention):
            kept[-1] = replace(last, end=mention.end + 1)
        else:
            kept.append(mention)
    return tuple(kept)


def _in_brackets(sentence: str, after: int, mention: Mention) -> bool:
    """Whether a mention ends a bracket that opens right after a place."""
    opening, closing = sentence[after : mention.start + 1][:2], sentence[mention.end : mention.end + 1]
    return (opening, closing) == (" (", ")")


def _is_meant(sentence: str, mention: Mention) -> bool:
    """Adjectives and short forms name a donor only beside a word of funding."""
    beside = patterns("donor_forms", "beside")
    after = sentence[mention.end :]
    if mention.form == "adjective":
        return bool(beside["after_adjective"].match(after))
    if mention.form == "short":
        before = sentence[: mention.start]
        return bool(beside["after_short"].match(after) or beside["before_short"].search(before))
    return True
