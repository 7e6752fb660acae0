"""A written sentence passes where its quotes carry it; with one thing changed it is taken out, with the reason."""

from __future__ import annotations

import pytest
from written import BY_HAND, BY_RULE, checker, evidence, judged

from assistant.commitments import Donors, load_donors
from assistant.library.encoder import Encoder
from assistant.values import Rejected, Statement

WELLS = [
    "In 2018, 42 wells were drilled in Xieng province with $1.5 million from Norway.",
    "Sweden pledged 3 million euros for pumps in March 2019.",
    "The workshop in Bolan was not built, because the road was closed.",
    "A further 10 wells are planned for 2020.",
]
SCHOOLS = ["The Harrow Foundation trained 310 cooks.", "It was founded by the Rural Bank (RB) in 2001."]
GIVEN = [evidence(WELLS, 1), evidence(SCHOOLS, 2)]


@pytest.fixture(scope="module")
def donors() -> Donors:
    return load_donors()


@pytest.mark.parametrize(
    ("kind", "least"), [("true", 0.90), ("number", 0.95), ("donor", 0.90), ("negation", 0.80), ("status", 0.80)]
)
@pytest.mark.parametrize("file", [BY_RULE, BY_HAND])
def test_true_sentences_pass_and_changed_ones_do_not(
    file: str, kind: str, least: float, encoder: Encoder, donors: Donors
) -> None:
    results = judged(encoder, donors, kind, file)
    right = [w.text for w, result in results if isinstance(result, Statement) == (kind == "true")]
    assert len(results) >= 80
    assert len(right) >= least * len(results)


@pytest.mark.parametrize(
    ("written", "text", "quotes"),
    [
        (
            "Norway gave $1.5 million for 42 wells in 2018 [1].",
            "Norway gave $1.5 million for 42 wells in 2018.",
            WELLS[:1],
        ),
        ("**310 cooks** were trained. [2]", "310 cooks were trained.", SCHOOLS[:1]),
        ("- The Harrow Foundation trained cooks [1]", "The Harrow Foundation trained cooks.", SCHOOLS[:1]),
        ("Sweden pledged 3 million euros for pumps [7].", "Sweden pledged 3 million euros for pumps.", WELLS[1:2]),
        ("Sweden pledged 3 million euros for pumps.", "Sweden pledged 3 million euros for pumps.", WELLS[1:2]),
        ("The Rural Bank founded it in 2001 [2].", "The Rural Bank founded it in 2001.", SCHOOLS[1:]),
    ],
)
def test_a_sentence_stands_on_the_verbatim_sentences_that_carry_it(
    written: str, text: str, quotes: list[str], encoder: Encoder, donors: Donors
) -> None:
    result = checker(GIVEN, encoder, donors).check(written)
    assert isinstance(result, Statement), result
    assert (result.text, [c.quote for c in result.citations]) == (text, quotes)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("In 2018, 43 wells were drilled in Xieng province [1].", "“43” is not in what the passage says of it."),
        ("Nine more wells are planned for 2020 [1].", "“Nine” is not in what the passage says of it."),
        ("Most of the 42 wells were drilled in Xieng province [1].", "“Most” is not in what the passage says of it."),
        (
            "Sweden pledged 3 million dollars for pumps [1].",
            "“3 million dollars” is not in what the passage says of it.",
        ),
        ("Sweden pledged 3 billion euros for pumps [1].", "“3 billion euros” is not in what the passage says of it."),
        (
            "Sweden pledged 3 million euros for pumps in May 2019 [1].",
            "“May 2019” is not in what the passage says of it.",
        ),
        ("In 2018, Westmark drilled 42 wells [1].", "“Westmark” is not in what the passage says of it."),
        (
            "Westmark drilled 42 wells in Xieng province in 2018 [1].",
            "“Westmark” is not in what the passage says of it.",
        ),
        ("Sweden paid 3 million euros for pumps [1].", "“paid” is not how the passage has it."),
        ("A further 10 wells were drilled [1].", "It tells of something done, the passage of a plan."),
        ("The workshop in Bolan was built [1].", "The passage says “not”, which it leaves out."),
        ("In 2018, 42 wells were not drilled in Xieng province [1].", "It says “not”, which the passage does not."),
        ("In 2018, 310 cooks were drilled in Xieng province [1].", "“310” is not in what the passage says of it."),
        (
            "Sweden pledged $1.5 million for pumps in March 2019 and 42 wells were drilled in Xieng province [1].",
            "“$1.5 million” is another’s in the passage.",
        ),
        (
            "In Xieng province 42 wells were celebrated by happy villagers at a feast [1].",
            "It says more than the passage does, or something else.",
        ),
        ("This passage tells about wells [1].", "It speaks of the passages, not of what they say."),
        ("Who drilled the wells?", "It says nothing that can be checked."),
        ("Norway drilled 42 wells, see www.wells.example [1].", "It has a link, markup or code in it."),
        ("Norway drilled 42 wells [annex three] [1].", "It cites something that is not among the passages."),
    ],
)
def test_what_is_changed_or_added_is_taken_out_with_the_reason(
    written: str, why: str, encoder: Encoder, donors: Donors
) -> None:
    result = checker(GIVEN[:1], encoder, donors).check(written)
    assert isinstance(result, Rejected), result
    assert result.why == why


def test_facts_of_two_sentences_are_not_put_together(encoder: Encoder, donors: Donors) -> None:
    passage = [evidence(["The port of Bolan was opened by Norway.", "The bridge at Xieng was repaired in 2014."])]
    result = checker(passage, encoder, donors).check("The port of Bolan was opened by Norway in 2014 [1].")
    assert result == Rejected(
        "The port of Bolan was opened by Norway in 2014.", "It puts together what the passages say apart."
    )


def test_an_adverbial_is_not_borrowed_from_another_sentence(encoder: Encoder, donors: Donors) -> None:
    passage = [evidence(["The port of Bolan was opened by Norway.", "The bridge at Xieng was repaired in 2014."])]
    result = checker(passage, encoder, donors).check("In 2014, the port of Bolan was opened by Norway [1].")
    assert isinstance(result, Rejected)


def test_a_term_with_one_letter_changed_is_another_term(encoder: Encoder, donors: Donors) -> None:
    passage = [evidence(["The council placed fenolazepam and mirotanil under control."])]
    check = checker(passage, encoder, donors).check
    assert isinstance(check("Fenolazepam was placed under control by the council [1]."), Statement)
    assert check("The council placed fenelazepam under control [1].") == Rejected(
        "The council placed fenelazepam under control.", "“fenelazepam” is not in what the passage says of it."
    )


def test_two_sentences_may_be_told_as_one(encoder: Encoder, donors: Donors) -> None:
    passage = [evidence(["The port of Bolan was opened by Norway.", "The bridge at Xieng was repaired in 2014."])]
    joined = "The port of Bolan was opened by Norway and the bridge at Xieng was repaired in 2014 [1]."
    assert isinstance(checker(passage, encoder, donors).check(joined), Statement)


@pytest.mark.parametrize(
    ("source", "true", "false"),
    [
        (
            "Of the $2 million that Norway committed in 2018, $1 million had been disbursed by 2019.",
            "$1 million had been disbursed of the $2 million that Norway committed in 2018.",
            "$1 million had been pledged of the $2 million that Norway committed in 2018.",
        ),
        (
            "The cooperative has scheduled its first assembly for May 2019.",
            "The first assembly of the cooperative is scheduled for May 2019.",
            "The first assembly of the cooperative took place in May 2019.",
        ),
        (
            "Nine sites were identified for wells; they are candidates and not yet wells.",
            "Nine sites for wells have been identified.",
            "Nine sites for wells have not been identified.",
        ),
        (
            "The report gives no date for the visit or for the workshop.",
            "No date is given for the visit, nor for the workshop.",
            "A date is given for the visit and for the workshop.",
        ),
        (
            "Norway funds the pumps in the northern provinces.",
            "Norway pays for the pumps in the northern provinces.",
            "Norway paid $3 for the pumps in the northern provinces.",
        ),
        ("Norway promised the pumps.", "The pumps were promised by Norway.", "Norway paid for the pumps."),
        ("Norway went on training cooks.", "Norway continued training cooks.", "Norway completed training cooks."),
    ],
)
def test_the_same_in_other_words_passes_and_another_thing_does_not(
    source: str, true: str, false: str, encoder: Encoder, donors: Donors
) -> None:
    check = checker([evidence([source])], encoder, donors).check
    assert isinstance(check(f"{true} [1]"), Statement), check(f"{true} [1]")
    assert isinstance(check(f"{false} [1]"), Rejected)
