"""A sentence of a draft beside one of a report: what differs, by name."""

from __future__ import annotations

import pytest

from assistant.checking.beside import lay
from assistant.checking.names import names_in
from assistant.checking.verdicts import Difference
from assistant.commitments import load_donors

DONORS = load_donors()
REPORT = "In 2018, Sweden gave EUR 1.5 million to the Centre for Clean Water (CCW) for 42 wells in Xieng."


@pytest.mark.parametrize(
    ("draft", "difference"),
    [
        (REPORT.replace("42", "24"), Difference("figure", "24", "42")),
        (REPORT.replace("million", "billion"), Difference("figure", "EUR 1.5 billion", "EUR 1.5 million")),
        (REPORT.replace("1.5", "15"), Difference("figure", "EUR 15 million", "EUR 1.5 million")),
        (REPORT.replace("2018", "2017"), Difference("figure", "2017", "2018")),
        (REPORT.replace("Sweden", "Japan"), Difference("name", "Japan", "Sweden")),
        (REPORT.replace("Xieng", "Phong"), Difference("name", "Phong", "Xieng")),
        (REPORT.replace("gave", "did not give"), Difference("word", "did not", "")),
    ],
)
def test_the_one_thing_that_was_changed_is_named(draft: str, difference: Difference) -> None:
    assert lay(draft, REPORT, REPORT, DONORS).differences == (difference,)


def test_the_same_in_another_order_and_other_forms_does_not_differ() -> None:
    beside = lay("Sweden is giving the CCW EUR 1.5 million in 2018.", REPORT, REPORT, DONORS)
    assert (beside.differences, beside.bare) == ((), False)
    assert beside.covered > 0.95


def test_figures_that_changed_places_differ() -> None:
    beside = lay("Wells rose from 42 to 30 in Xieng.", "Wells rose from 30 to 42 in Xieng.", "", DONORS)
    assert beside.bare and [d.kind for d in beside.differences] in ([], ["figure"])


def test_the_other_name_of_a_donor_or_a_country_does_not_differ() -> None:
    draft, report = "AusAID funds wells in Laos.", "Australia funds wells in Lao PDR."
    assert lay(draft, report, report, DONORS).differences == ()


def test_a_body_by_the_letters_that_the_report_pairs_with_it_does_not_differ() -> None:
    around = "The Centre for Clean Water (CCW) was founded. The Centre for Clean Water runs the pumps."
    assert (
        lay("The CCW runs the pumps.", "The Centre for Clean Water runs the pumps.", around, DONORS).differences == ()
    )


def test_a_name_that_was_added_is_alone() -> None:
    draft = "Sweden and Norway gave EUR 1.5 million."
    beside = lay(draft, "Sweden gave EUR 1.5 million.", "Norway is cold. Sweden gave EUR 1.5 million.", DONORS)
    assert (beside.differences, beside.bare) == ((), True)
    assert [draft[a:b] for a, b in beside.alone] == ["and Norway"]


def test_names_are_donors_countries_and_what_is_written_like_a_name() -> None:
    text = "Progress was made by UNICEF and the Harrow Foundation in Lao PDR and Viet Nam."
    assert [(n.written, n.who) for n in names_in(text, DONORS)] == [
        ("UNICEF", "UNICEF"),
        ("Harrow Foundation", "harrow foundation"),
        ("Lao PDR", "LAO"),
        ("Viet Nam", "VNM"),
    ]
