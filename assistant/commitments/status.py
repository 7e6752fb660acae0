"""The status of a commitment by the words that tell of it."""

from __future__ import annotations

from typing import Final, cast

from assistant.commitments.rules import patterns
from assistant.values import CommitmentStatus

_SUPPORTS: Final = "supports (amount not stated)"
_PROMISED = ("pledged", "announced")  # without an amount, only a promise is more than support


def status_in(said: str, with_amount: bool) -> CommitmentStatus | None:
    """The status that a word of the text gives; None where none does."""
    for name, words in patterns("frames", "status").items():
        if words.search(said):
            return cast(CommitmentStatus, name) if with_amount or name in _PROMISED else _SUPPORTS
    return None


def plain_status(with_amount: bool) -> CommitmentStatus:
    """The status of what is given without a word that says more."""
    return "contributed" if with_amount else _SUPPORTS
