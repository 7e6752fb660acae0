"""What sentences tell of funding, and what sentences only look like it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.commitments import load_donors
from assistant.commitments.find import Found, find

HERE = Path(__file__).parent
DONORS = load_donors()
FUNDING = [json.loads(line) for line in (HERE / "funding.jsonl").read_text(encoding="utf-8").splitlines()]
NOT_FUNDING = (HERE / "not_funding.txt").read_text(encoding="utf-8").splitlines()


def as_row(found: Found) -> dict[str, object]:
    return {
        "donor": "; ".join(donor.name for donor in found.donors) or "Not named",
        "amount_as_written": found.amount.written.strip() if found.amount else None,
        "value": float(found.amount.value) if found.amount else None,
        "currency": found.amount.currency if found.amount else None,
        "status": found.status,
        "implementer": found.implementer,
    }


@pytest.mark.parametrize("told", FUNDING, ids=lambda told: told["text"][:60])
def test_a_sentence_on_funding_gives_its_rows(told: dict[str, object]) -> None:
    rows = [as_row(found) for found in find(str(told["text"]), DONORS)]
    assert sorted(rows, key=str) == sorted(told["rows"], key=str)  # type: ignore[call-overload]


@pytest.mark.parametrize("sentence", NOT_FUNDING)
def test_a_sentence_that_only_looks_like_funding_gives_none(sentence: str) -> None:
    assert find(sentence, DONORS) == ()
