"""The commitments that one sentence tells of: who gives, how much, to whom, for what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.commitments.bodies import implementers, receiver
from assistant.commitments.donors import Donor, Donors, Mention
from assistant.commitments.marked import Marked, mark
from assistant.commitments.matches import DONOR, Match, matches
from assistant.commitments.money import Amount
from assistant.commitments.purpose import purpose_of
from assistant.commitments.rules import patterns
from assistant.commitments.shares import Share, shares
from assistant.commitments.status import plain_status, status_in
from assistant.passages.sentences import HARD
from assistant.values import CommitmentStatus

_IMPLEMENTING = ("un", "ngo", "fund")  # kinds that are no donor unless a frame names them as one


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


def find(sentence: str, known: Donors, before: str = "") -> tuple[Found, ...]:
    """The commitments of a sentence; `before` is the one before it, for "They also provided …"."""
    # Nothing that a person reads as one sentence is longer, and the frames take long over what a machine wrote.
    sentence = sentence[:HARD]
    words = patterns("frames", "sentence")
    speaks_of_giving = words["cue"].search(sentence) or any(character.isdigit() for character in sentence)
    if not speaks_of_giving or words["unreal"].search(sentence):
        return ()
    marked = mark(sentence, known)
    if not marked.donors and not marked.money:
        return ()
    told = sorted(shares(marked, matches(marked)), key=lambda share: share.match.start)
    return tuple(_found(marked, share, known, before) for share in told)


def _found(marked: Marked, share: Share, known: Donors, before: str) -> Found:
    match = share.match
    if match.frame.unnamed:
        mentions = _named_elsewhere(marked, match, known, before)
    else:
        mentions = tuple(marked.donors[number] for number in share.donors)
    agents = implementers(marked, match.clause, mentions)
    to = None if agents else receiver(marked, match.clause, _named_in(marked, match) or mentions, match.frame.received)
    return Found(
        donors=tuple(dict.fromkeys(mention.donor for mention in mentions)),
        amount=None if share.money is None else marked.money[share.money],
        status=_status(marked, share),
        implementer="; ".join(agents) or to,
        receiver=to,
        received=match.frame.received,
        purpose=purpose_of(marked, match, share.money),
        clause=(marked.place(match.clause[0]), marked.place(match.clause[1])),
    )


def _named_in(marked: Marked, match: Match) -> Sequence[Mention]:
    """All donors of a frame: none of those that give together receives what another gives."""
    return tuple(marked.donors[number] for number in match.donors)


def _named_elsewhere(marked: Marked, match: Match, known: Donors, before: str) -> Sequence[Mention]:
    """The donor of a frame that names none: the only one before it in its clause, or the last of the sentence before
    where this one points back ("These organizations … providing")."""
    in_clause = DONOR.findall(marked.text[match.clause[0] : match.start])
    givers = [m for number in in_clause if (m := marked.donors[int(number)]).donor.kind not in _IMPLEMENTING]
    if len(givers) == 1:
        return givers
    if not givers and before and patterns("frames", "sentence")["points_back"].match(marked.sentence):
        return [m for m in known.mentions(before) if m.donor.kind not in _IMPLEMENTING[:2] and m.form == "name"][-1:]
    return ()


def _status(marked: Marked, share: Share) -> CommitmentStatus:
    """The frame's own words decide, with those up to its amount."""
    match = share.match
    said = marked.text[match.start : match.end]
    if share.money is not None:
        at = marked.text.find(f"⟦M{share.money}⟧")
        said = marked.text[min(match.start, at) : max(match.end, at)]
    with_amount = share.money is not None
    return status_in(said, with_amount) or plain_status(with_amount)
