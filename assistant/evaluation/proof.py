"""Written statements read against the text they cite by plain means, not by those of the check that let them pass."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.values import Answer, Statement

_WORDS = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Proof:
    """Of one or more answers.

    written      statements that are no quotes, of all `statements`.
    taken_out    sentences that were not shown.
    unsupported  written statements with a number, a date or a name that is not in the text they cite, and what it is.
    """

    statements: int
    written: int
    taken_out: int
    unsupported: tuple[str, ...]


def proofread(answer: Answer) -> Proof:
    """What an answer comes to."""
    written = [s for s in answer.statements if answer.written_by and not _is_quote(s)]
    found = [(s.text, lacking(s)) for s in written]
    return Proof(
        len(answer.statements),
        len(written),
        len(answer.rejected),
        tuple(f"{', '.join(words)}: {text}" for text, words in found if words),
    )


def together(proofs: Sequence[Proof]) -> Proof:
    """Those of several answers as one."""
    return Proof(
        sum(p.statements for p in proofs),
        sum(p.written for p in proofs),
        sum(p.taken_out for p in proofs),
        tuple(line for p in proofs for line in p.unsupported),
    )


def lacking(statement: Statement) -> tuple[str, ...]:
    """The numbers and the words with a capital letter, all but the first word, that its quotes do not have."""
    carried = " ".join(c.quote for c in statement.citations).lower()
    there = set(_WORDS.findall(carried))
    said = _WORDS.findall(statement.text)
    looked_at = [w for i, w in enumerate(said) if w[0].isdigit() or (i and w[0].isupper())]
    return tuple(w for w in looked_at if w.lower() not in there and (w[0].isdigit() or w.lower() not in carried))


def _is_quote(statement: Statement) -> bool:
    return " ".join(c.quote for c in statement.citations) == statement.text
