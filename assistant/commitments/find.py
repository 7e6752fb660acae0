"""The commitments that one sentence tells of: who gives, how much, to whom, for what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.commitments.bodies import implementers, receiver
from assistant.commitments.donors import Donor, Donors, Mention
from assistant.commitments.frames import Frame, grammar
from assistant.commitments.marked import Marked, mark
from assistant.commitments.money import Amount
from assistant.commitments.purpose import purpose_of
from assistant.values import CommitmentStatus

# A sentence without any of these tells of no funding, and is looked at no further.
_CUE = re.compile(
    r"fund|financ|contribut|donat|donor|grant|pledg|announc|commit|disburs|support|assist|\baid\b|provid|sponsor"
    r"|receiv|mobili|award|allocat|loan|credit|gave|give|sign|paid|\bpay|approv|extend|offer|suppl",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"; |\. |, while |, whereas |, but |: (?=⟦D)")
_MONEY = re.compile(r"⟦M(\d+)⟧")
_DONOR = re.compile(r"⟦D(\d+)⟧")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|be) (?:\w+ly )?$")
_AND_MORE = re.compile(
    r"^(?: \([^()]*\))?(?:[^.;⟦]|⟦D\d+⟧){0,160}[;,]? (?:and|plus) (?:an? )?(?:further |another |additional )?⟦M(\d+)⟧"
    r"(?: \([^()]*\))?(?= (?:to|towards|for|in)\b)"
)
_NUMBERED = re.compile(
    r"(?:the )?(?:top )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE
)
_TOTAL = re.compile(r"\b(?:[Tt]otal|[Oo]verall|[Cc]umulative|when) (?:[\w-]+ ){0,3}$")
MOST_WORDS_TO_AMOUNT = 20  # between a verb of giving and the amount that it gives


@dataclass(frozen=True, slots=True)
class Found:
    """A commitment as one sentence has it.

    donors   more than one only where they give one amount together; empty where none is named.
    receiver the implementer, where it is one for that it receives the money.
    received it is told from the side of who receives ("contributions from …").
    purpose  a stretch of the sentence; None where it does not say.
    clause   where in the sentence it stands.
    """

    donors: tuple[Donor, ...]
    amount: Amount | None
    status: CommitmentStatus
    implementer: str | None
    receiver: str | None
    received: bool
    purpose: str | None
    clause: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Match:
    """A frame that fits: places in the marked text, the donors' numbers, the amount's number."""

    frame: Frame
    start: int
    end: int
    verb: str
    verb_start: int
    clause: tuple[int, int]
    donors: tuple[int, ...]
    money: int | None
    to: tuple[int, int] | None


def find(sentence: str, known: Donors, before: str = "") -> tuple[Found, ...]:
    """The commitments of a sentence; `before` is the one before it, for "They also provided …"."""
    if not (_CUE.search(sentence) or any(c.isdigit() for c in sentence)) or grammar().unreal_sentence.search(sentence):
        return ()
    marked = mark(sentence, known)
    if not marked.donors and not marked.money:
        return ()
    fits = list(_matches(marked))
    matches = sorted((m for m in fits if not _is_within(m, fits)), key=lambda m: (m.frame.unnamed, m.start))
    found: list[tuple[int, Found]] = []
    used: set[int] = set()
    seen: set[tuple[int | None, int | None]] = set()
    for match in matches:
        for row in _rows(marked, match, matches, used, seen, known, before):
            found.append((match.start, row))
    return tuple(row for _, row in sorted(found, key=lambda pair: pair[0]))


def _matches(marked: Marked) -> Iterator[_Match]:
    clauses = _clauses(marked.text)
    for frame in grammar().frames:
        for match in frame.pattern.finditer(marked.text):
            groups = match.groupdict()
            clause = next(c for c in clauses if c[0] <= match.start() < c[1])
            verb_start = match.start("verb")
            if grammar().unreal.search(marked.text, clause[0], verb_start + len(groups["verb"])):
                continue
            if grammar().unreal_after.search(marked.text[match.end() : clause[1]]):
                continue
            if frame.unnamed and _TOTAL.search(marked.text[clause[0] : match.start()]):
                continue  # a sum over donors, or what another year had
            money = _MONEY.match(groups["money"]) if groups.get("money") else None
            donors = tuple(int(n) for n in _DONOR.findall(groups.get("donors") or ""))
            if frame.anaphoric and not donors:
                donors = tuple(int(n) for n in _DONOR.findall(marked.text[: match.start()])[-1:])
                if not donors:
                    continue
            one = _Match(
                frame, match.start(), match.end(), groups["verb"], verb_start, clause, donors,
                int(money[1]) if money else None, match.span("to") if groups.get("to") else None,
            )  # fmt: skip
            if _holds(marked, one):
                yield one


def _is_within(match: _Match, others: Sequence[_Match]) -> bool:
    """Whether another frame says the same of the same donors and more."""
    return any(
        other.donors == match.donors
        and other.start <= match.start
        and match.end <= other.end
        and (other.end - other.start, other.money is not None) > (match.end - match.start, match.money is not None)
        for other in others
    )


def _holds(marked: Marked, match: _Match) -> bool:
    """Whether what the frame says is giving: its donors can give, and something is given."""
    frame, verbs = match.frame, grammar().verbs
    rest = marked.text[match.end : match.clause[1]]
    if frame.needs and not frame.needs.search(marked.text[match.start : match.end]):
        return False
    if match.to and (to := _DONOR.match(marked.text, match.to[0])) and to.end() >= match.to[1] - 1:
        return marked.donors[int(to[1])].donor.kind == "fund"
    if frame.name == "funded by" and re.match("support|sponsor", match.verb):
        return not verbs["OPINIONS"].search(marked.text, match.clause[0], match.verb_start)
    if frame.name != "gives":
        return True
    verb = match.verb
    helpers = marked.text[match.start : match.verb_start]
    if _PASSIVE.search(helpers) and not verb.endswith("ing"):
        return False  # "Norland was given"
    near = " ".join(rest.split()[:MOST_WORDS_TO_AMOUNT])
    has_money = bool(_MONEY.search(near))
    if verbs["SUPPORT"].fullmatch(verb):
        return not verbs["OPINIONS"].search(" ".join(rest.split()[:9])) and (verb.endswith("ing") is bool(
            re.search(r"\b(?:is|are|was|were|been) ", helpers)) or not verb.endswith("ing"))  # fmt: skip
    if verbs["FUND"].fullmatch(verb):
        return (bool(rest.strip(" .,;")) and not re.match(r" (?:from|of|for|to|and|gap|cuts?)\b", rest)) or has_money
    if verbs["COMMIT"].fullmatch(verb):
        return has_money or bool(re.match(r" (?:an? )?(?:\w+ ){0,3}(?:grant|financing|loan|funding) agreement", rest))
    if verbs["PLEDGE"].fullmatch(verb) or verbs["ANNOUNCE"].fullmatch(verb):
        speech = verbs["OPINIONS"].search(" ".join(rest.split()[:6]))
        return has_money or (not speech and bool(re.match(rf" (?:[\w-]+ ){{0,5}}?\b{verbs['THINGS'].pattern}\b", rest)))
    return has_money or bool(re.match(rf" (?:[\w,-]+ ){{0,8}}?{verbs['THINGS'].pattern}\b", rest))


def _rows(
    marked: Marked,
    match: _Match,
    matches: Sequence[_Match],
    used: set[int],
    seen: set[tuple[int | None, int | None]],
    known: Donors,
    before: str,
) -> Iterator[Found]:
    """The rows of one frame: amounts go to the donors that stand with them, and none is given twice."""
    money = match.money if match.money is not None else _amount_of(marked, match, matches)
    if match.frame.unnamed:
        if money is None or money in used:
            return
        named = _named_elsewhere(marked, match, known, before)
        used.add(money)
        yield _found(marked, match, named, money)
        return
    mentions = [marked.donors[i] for i in match.donors]
    if money is not None and money in used:
        money = None
    givers = [(i, m) for i, m in zip(match.donors, mentions, strict=True) if _can_give(m, match, money is not None)]
    if not givers:
        return
    if money is None:
        for i, mention in givers:
            if any(donor == i for donor, _ in seen):
                continue
            seen.add((i, None))
            yield _found(marked, match, [mention], None)
        return
    respective = _respective(marked, match, len(givers))
    if respective:
        for (i, mention), number in zip(givers, respective, strict=True):
            used.add(number)
            seen.add((i, number))
            yield _found(marked, match, [mention], number)
        return
    used.add(money)
    seen.update((i, money) for i, _ in givers)
    yield _found(marked, match, [m for _, m in givers], money)
    at = marked.text.find(f"⟦M{money}⟧") + len(f"⟦M{money}⟧")
    while more := _AND_MORE.match(marked.text[at:]):
        number = int(more[1])
        if number in used:
            break
        used.add(number)
        yield _found(marked, match, [m for _, m in givers], number)
        at += more.end()


def _can_give(mention: Mention, match: _Match, with_money: bool) -> bool:
    """UN bodies mostly implement, and kinds of donor are too vague without an amount."""
    kind = mention.donor.kind
    if kind in ("un", "ngo"):
        if match.frame.givers or "support" in match.verb.lower():
            return False
        return with_money or match.frame.name in ("funded by", "with funding from", "donor-funded", "received from")
    if kind == "group":
        return with_money or bool(_NUMBERED.match(mention.donor.name))
    return True


def _amount_of(marked: Marked, match: _Match, matches: Sequence[_Match]) -> int | None:
    """The amount that belongs to a frame: in it, else the first after it and before another's, else before it."""
    text = marked.text
    if match.frame.purpose == "largest":
        return None
    if inside := _MONEY.search(text, match.start, match.end):
        return int(inside[1])
    others = [m.start for m in matches if m.start > match.end and m.donors != match.donors and not m.frame.unnamed]
    stop = min([match.clause[1], *others])
    after = _MONEY.search(text, match.end, stop)
    if after and len(text[match.end : after.start()].split()) <= MOST_WORDS_TO_AMOUNT:
        return int(after[1])
    if match.frame.purpose in ("before", "around", "received"):
        ahead = [m for m in _MONEY.finditer(text, match.clause[0], match.start)]
        if ahead and len(text[ahead[-1].end() : match.start].split()) <= MOST_WORDS_TO_AMOUNT:
            return int(ahead[-1][1])
    return None


def _respective(marked: Marked, match: _Match, donors: int) -> list[int] | None:
    """The amounts of "A and B contributed $2 million and $3 million, respectively"."""
    clause = marked.text[match.start : match.clause[1]]
    numbers = [int(n) for n in _MONEY.findall(clause)]
    return numbers if donors > 1 and len(numbers) == donors and "respective" in clause else None


def _named_elsewhere(marked: Marked, match: _Match, known: Donors, before: str) -> list[Mention]:
    """The donor of a frame that names none: the one of its clause, else of the sentence, else of the one before
    where this one only points back ("These organizations … providing")."""
    inside = [int(n) for n in _DONOR.findall(marked.text[match.clause[0] : match.start])]
    chosen = [marked.donors[i] for i in inside if marked.donors[i].donor.kind not in ("un", "ngo", "fund")]
    if len(chosen) == 1:
        return chosen
    if not chosen and re.match(r"(?:These|Those|They|It|The latter)\b", marked.sentence) and before:
        return [m for m in known.mentions(before) if m.donor.kind not in ("un", "ngo") and m.form == "name"][-1:]
    return []


def _found(marked: Marked, match: _Match, mentions: Sequence[Mention], money: int | None) -> Found:
    amount = marked.money[money] if money is not None else None
    agents = implementers(marked, match.clause, mentions)
    to = None if agents else receiver(marked, match.clause, mentions, match.frame.received)
    return Found(
        donors=tuple(dict.fromkeys(m.donor for m in mentions)),
        amount=amount,
        status=_status(marked, match, money),
        implementer="; ".join(agents) or to,
        receiver=to,
        received=match.frame.received,
        purpose=purpose_of(
            marked, match.frame.purpose, (match.start, match.verb_start, match.end), match.clause, match.to, money
        ),
        clause=(marked.place(match.clause[0]), marked.place(match.clause[1])),
    )


def _status(marked: Marked, match: _Match, money: int | None) -> CommitmentStatus:
    """The frame's own words decide, with those up to its amount."""
    said = marked.text[match.start : match.end]
    if money is not None:
        at = marked.text.find(f"⟦M{money}⟧")
        said = marked.text[min(match.start, at) : max(match.end, at)]
    for status, words in grammar().statuses:
        if words.search(said):
            if money is None and status in ("contributed", "disbursed", "committed"):
                break
            return status
    return "supports (amount not stated)"


def _clauses(text: str) -> list[tuple[int, int]]:
    edges = [0, *(m.end() for m in _CLAUSE_END.finditer(text)), len(text) + 1]
    return [(a, b) for a, b in zip(edges, edges[1:], strict=False) if a < b]
