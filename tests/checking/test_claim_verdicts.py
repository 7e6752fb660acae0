"""Whether a text carries a claim: each sign against it, and what is none."""

from __future__ import annotations

import pytest

from assistant.checking import check_batch, judge
from assistant.errors import QuestionError
from assistant.library.encoder import Encoder

SOURCE = (
    "In 2018 the rural water programme drilled 42 wells in Xieng, up from 30 the year before. "
    "Norland paid $1.5 million of the costs, 20 per cent of the total. "
    "Most villages accepted the new pumps, and breakdowns decreased in the dry season. "
    "The training of mechanics has not started."
)


@pytest.mark.parametrize(
    "claim",
    [
        "The programme drilled 42 wells in 2018.",
        "Norland bore a fifth of the expense, $1.5 million.",
        "Breakdowns fell during the dry season.",
        "Mechanics have not been trained yet.",
        "In 2018, forty-two wells were drilled. Norland paid 20% of the total.",
    ],
)
def test_a_claim_in_other_words_is_supported(claim: str, encoder: Encoder) -> None:
    verdict = judge(claim, SOURCE, encoder)
    assert (verdict.supported, verdict.why) == (True, "Nothing in it is against its source.")
    assert verdict.score >= 0.5


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("The programme drilled 47 wells in 2018.", "“47” is not in the source."),
        ("Norland paid $1.5 billion.", "“$1.5 billion” is not in the source."),
        ("Norland paid 42 per cent of the total.", "“42 per cent” is not in the source."),
        ("The costs were borne by Norland and Westmark.", "“Westmark” is not in the source."),
        ("Breakdowns increased in the dry season.", "It says “increased”, the source “decreased”."),
        ("Most villages did not accept the new pumps.", "It says “not accept”, the source “accept”."),
        ("Only Norland paid.", "“Only” is not in the source."),
    ],
)
def test_a_claim_with_one_thing_changed_is_not_and_says_which(claim: str, why: str, encoder: Encoder) -> None:
    verdict = judge(claim, SOURCE, encoder)
    assert (verdict.supported, verdict.why) == (False, why)
    assert verdict.score < 0.5


def test_a_claim_of_two_sentences_needs_both(encoder: Encoder) -> None:
    verdict = judge("The programme drilled 42 wells in 2018. Norland paid $9 million.", SOURCE, encoder)
    assert (verdict.supported, verdict.why) == (False, "“$9 million” is not in the source.")


def test_a_day_told_as_tomorrow_is_no_missing_name(encoder: Encoder) -> None:
    source = "The committee meets tomorrow to approve the plan."
    assert judge("The committee meets on Friday to approve the plan.", source, encoder).supported
    assert not judge("The committee meets on Friday to approve the plan.", f"Monday: {source}", encoder).supported


def test_a_name_is_told_by_its_letters(encoder: Encoder) -> None:
    assert judge("The wells are run by the CCW.", "The Centre for Clean Water runs the wells.", encoder).supported


def test_a_batch_gives_a_verdict_a_row_and_says_what_cannot_be_judged(encoder: Encoder) -> None:
    rows = [
        {"id": "a", "claim": "Norland paid $9 million.", "source": SOURCE},
        {"id": "b", "claim": "", "source": SOURCE},
        {"id": "c", "claim": "Norland paid."},
    ]
    empty = "The claim or its source is empty. Give both as text."
    assert list(check_batch(rows, encoder)) == [
        {"id": "a", "supported": False, "score": 0.25, "why": "“$9 million” is not in the source."},
        {"id": "b", "supported": False, "score": 0.0, "why": empty},
        {"id": "c", "supported": False, "score": 0.0, "why": empty},
    ]


def test_a_batch_can_be_stopped_after_any_row(encoder: Encoder) -> None:
    def rows() -> object:
        yield {"id": "a", "claim": "Norland paid.", "source": SOURCE}
        raise AssertionError("the second row was read before it was asked for")

    assert next(check_batch(rows(), encoder))["id"] == "a"  # type: ignore[arg-type]


def test_an_empty_claim_says_what_to_do(encoder: Encoder) -> None:
    with pytest.raises(QuestionError, match="Give both as text"):
        judge(" … ", SOURCE, encoder)
