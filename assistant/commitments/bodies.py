"""Who carries the work out, in a sentence: "implemented by UNODC and LCDC", "conducted by Interpol", "through UNODC"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.commitments.donors import Mention
from assistant.commitments.marked import Marked

_CAPITAL = r"[A-Z][\w’'&/-]*"
_LITTLE = r"(?:of|for|on|in|the|de|du|des|and|against|la)"
_BODY = rf"(?:⟦D\d+⟧|{_CAPITAL}(?: (?:{_LITTLE} )*(?:{_CAPITAL}|⟦D\d+⟧))*)(?: \([A-Z][\w-]{{1,11}}\))?"
_BODIES = rf"(?P<bodies>{_BODY}(?:(?:, (?:and )?| and | & |, and | together with | in partnership with | in cooperation with )(?:the )?{_BODY})*)"
_DO = r"(?:implement|conduct|execut|deliver|carri|manag|administ|\brun\b|undertak|operat)\w*(?: out)?"
_BY = (
    re.compile(rf"\b{_DO}(?: (?:jointly|in \d{{4}}|together))? (?:jointly )?by (?:the )?{_BODIES}"),
    re.compile(rf"(?:^|[,;] (?:and )?|\band )(?:the |The )?{_BODIES} (?:(?:is|are|will|have|has|jointly|together|also) )*(?:{_DO}|carr(?:y|ies|ied)) (?:it|them|the|this|these|its)\b"),
    re.compile(rf"\bwhich (?:the )?{_BODIES} (?:(?:has|have|had|jointly|together|also) )*{_DO}"),
    re.compile(r"\b(?:through|via|channelled through|goes through) (?:the )?(?P<bodies>⟦D\d+⟧(?: and (?:the )?⟦D\d+⟧)*)(?! (?:fund|provid|contribut))"),
    re.compile(r"\b[Ss]upported by (?:the )?(?P<bodies>⟦D\d+⟧(?: and (?:the )?⟦D\d+⟧)*)(?= and (?:with|co-?funded|funded|financed))"),
)  # fmt: skip
_RECEIVER = (
    re.compile(r"(?:^|[,;] (?:and )?)(?:the |The )?(?P<bodies>⟦D\d+⟧)(?: in \d{4})? (?:has |have |had )?(?:also )?(?:received|receives|mobili[sz]ed|secured|raised|obtained)\b"),
    re.compile(r"\b(?:to|of|by|supporting|supports|supported) (?:the )?(?P<bodies>⟦D\d+⟧)"),
    re.compile(r"(?:^|[,;] (?:and )?)(?:the |The )?(?P<bodies>⟦D\d+⟧)(?= [\w ]{0,40}(?:contributions|funding|resources|Partnership|Fund))"),
)  # fmt: skip
_MARKED = re.compile(r"⟦D(\d+)⟧")
_SPLIT = re.compile(
    r", and |, | & | together with | in partnership with | in cooperation with | and (?=the |⟦|[A-Z]{3,})|(?<=⟧) and |(?<=[A-Z]{2}) and |(?<=\)) and "
)


def implementers(marked: Marked, clause: tuple[int, int], givers: Sequence[Mention]) -> tuple[str, ...]:
    """The bodies that a sentence says carry out what the givers give; a giver's own agency is one."""
    agencies = [marked.sentence[m.start : m.end] for m in givers if m.form == "agency"]
    if agencies:
        return tuple(agencies)
    names = _numbers(marked, givers)
    for pattern in _BY:
        match = pattern.search(marked.text, *clause)
        if match is None and pattern is _BY[1]:  # "…; UNODC implements it"
            match = pattern.search(marked.text)
        if match and (found := _named(marked, match["bodies"], names)):
            return found
    return ()


def receiver(marked: Marked, clause: tuple[int, int], givers: Sequence[Mention], received: bool) -> str | None:
    """The UN body or organization that a sentence says receives; None where it says none, or several.

    received  the money is told of from the receiving side, so that the only UN body named is the receiver.
    """
    names = _numbers(marked, givers)
    for pattern in _RECEIVER:
        for match in pattern.finditer(marked.text, *clause):
            number = int(_MARKED.findall(match["bodies"])[0])
            donor = marked.donors[number].donor
            if number not in names and donor.kind in ("un", "ngo"):
                return donor.code or donor.name
    if not received:
        return None
    others = {m.donor.code or m.donor.name for m in marked.donors if m not in givers and m.donor.kind == "un"}
    return others.pop() if len(others) == 1 else None


def split_bodies(text: str) -> tuple[str, ...]:
    """The bodies of an enumeration; "Ministry of Health and Care" stays one."""
    return tuple(part.removeprefix("the ").strip() for part in _SPLIT.split(text) if part.strip())


def _numbers(marked: Marked, givers: Sequence[Mention]) -> set[int]:
    return {marked.donors.index(m) for m in givers if m in marked.donors}


def _named(marked: Marked, bodies: str, givers: set[int]) -> tuple[str, ...]:
    found: list[str] = []
    for part in split_bodies(bodies):
        alone = _MARKED.fullmatch(re.sub(r" \([^)]*\)$", "", part))
        if alone:
            number = int(alone[1])
            donor = marked.donors[number]
            if number in givers or (donor.donor.kind in ("country", "union", "group", "fund") and donor.form != "agency"):
                continue
            found.append(
                marked.sentence[donor.start : donor.end]
                if donor.form == "agency"
                else donor.donor.code or donor.donor.name
            )
        elif part:
            found.append(
                _MARKED.sub(
                    lambda m: marked.sentence[marked.donors[int(m[1])].start : marked.donors[int(m[1])].end], part
                )
            )
    return tuple(dict.fromkeys(found))
