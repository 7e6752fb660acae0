"""A sentence with its donors and amounts put as marks, on which the frames of frames.toml are matched."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.commitments.donors import Donors, Mention
from assistant.commitments.money import Amount, amounts

_A = r"⟦M\d+⟧"
_MARK = re.compile(r"⟦([DMX])(\d+)⟧")
_ABOUT = r"(?:over |almost |nearly |about |around |approximately |some |just |at least |more than |a further |only )*"
# Amounts that are only compared with, or are no gift: they are marked X, and no frame takes them.
_COMPARED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\((?:[^()]*?(?:compared (?:to|with)|(?:up|down) from|against|of which|(?:19|20)\d\d:|in (?:19|20)\d\d:?)[^()]*?)({_A})",
        rf"(?:compared (?:to|with)|(?:up|down|fall|rise|increase|decrease|decline|drop)\w* from|rather than|instead of|versus|(?:below|above|exceeding|against)(?: the)?|target of|ceiling of|budget of|needs? of|requirements? of|gap of|shortfall of|cost(?:s|ed|ing)?(?: of)?|spent|spend(?:s|ing)?|worth of|fees? of|price of|expenditures? of) {_ABOUT}({_A})",
        rf"\bfrom {_ABOUT}({_A})(?=[^;]{{0,110}}? to {_ABOUT}⟦M)",
        rf"(?:increas|decreas|declin|fell|ris|rose|grew|grow|dropp|reduc|shr[aiu]nk|up|down)\w*(?: [\w-]+)? by {_ABOUT}({_A})",
        rf"\b(?:increase|decrease|decline|drop|rise|growth|reduction|fall) of {_ABOUT}({_A})",
        rf"\ba {_ABOUT}({_A}) (?:increase|decrease|decline|drop|rise|reduction|fall)\b",
        rf"({_A}) (?:less|more|lower|higher|fewer|short|below|above)\b",
        rf"\bat least {_ABOUT}({_A})",
        rf"\bof the ({_A})(?! (?:that|which))",
        rf"({_A}) (?:(?:is|are|was|were|will be|would be) )?(?:needed|required|short|in (?:debt|losses|damage|revenue|profits?|sales|exports|taxes|cash))\b",
    )
)
_FUNDING_WORD = re.compile(
    r"^[- ](?:[\w-]+ ){0,2}?(?:(?:co-?)?fund|financ|aid\b|assistance|support|grants?\b|contribution|donation|cooperation programme)"
)
_BESIDE_SHORT = re.compile(
    r"^(?:’s|'s)? (?:(?:has|have|is|also|recently|continues to|continued to) )*(?:fund|provid|contribut|pledg|announc|support|donat|commit|financ|gave|grant|and )"
)
_BEFORE_SHORT = re.compile(r"\b(?:by|from|and) (?:the )?$")


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
    pieces: list[str] = []
    places: list[tuple[int, int]] = [(0, 0)]
    at = length = 0
    stretches = [(m.start, m.end, f"⟦D{i}⟧") for i, m in enumerate(donors)]
    stretches += [(m.start, m.end, f"⟦M{i}⟧") for i, m in enumerate(money)]
    for start, end, name in sorted(stretches):
        if start < at:
            continue
        length += start - at
        places.append((length, start))
        length += len(name)
        places.append((length, end))
        pieces += [sentence[at:start], name]
        at = end
    text = "".join(pieces) + sentence[at:]
    for pattern in _COMPARED:
        for match in list(pattern.finditer(text)):
            start = match.start(1)
            text = f"{text[:start]}⟦X{text[start + 2 :]}"
    return Marked(sentence, text, donors, money, tuple(places))


def _once(mentions: list[Mention], sentence: str) -> tuple[Mention, ...]:
    """ "United Nations Office on Drugs and Crime (UNODC)" names one body once."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        between = sentence[last.end : mention.start + 1] if last else ""
        if (
            last
            and last.donor == mention.donor
            and between[:2] == " ("
            and sentence[mention.end : mention.end + 1] == ")"
        ):
            kept[-1] = replace(last, end=mention.end + 1)
        else:
            kept.append(mention)
    return tuple(kept)


def _is_meant(sentence: str, mention: Mention) -> bool:
    """Adjectives and short forms name a donor only beside a word of funding."""
    after = sentence[mention.end :]
    if mention.form == "adjective":
        return bool(_FUNDING_WORD.match(after))
    if mention.form == "short":
        return bool(_BESIDE_SHORT.match(after) or _BEFORE_SHORT.search(sentence[: mention.start]))
    return True
