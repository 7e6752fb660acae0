"""From a report to the rows of the ledger, each standing on quotes that are found on the stored page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.commitments import commitments_of, load_donors, row
from assistant.commitments.told import told_once
from assistant.passages.quotes import Page
from assistant.values import Block, Commitment, Document

DONORS = load_donors()


def report(*paragraphs: str | Block, name: str = "r.txt", sector: str | None = "Health", year: int = 2019) -> Document:
    """A report of one page; a paragraph is a text or a block."""
    blocks = tuple(p if isinstance(p, Block) else Block("paragraph", p, page=1) for p in paragraphs)
    return Document(name, name, "Report", sector, year, None, blocks, ("\n".join(b.text for b in blocks),))


def rows(*paragraphs: str | Block) -> tuple[Commitment, ...]:
    return commitments_of(report(*paragraphs), DONORS)


def test_a_row_has_all_that_its_sentence_says() -> None:
    (found,) = rows(
        "In March 2019, the Government of Norland committed EUR 2.5 million to the vaccine programme in Xieng "
        "province, implemented by UNICEF."
    )
    told = row(found)
    assert {key: told[key] for key in told if key not in ("quote", "id")} == {
        "document": "r.txt",
        "page": 1,
        "report_year": 2019,
        "sector": "Health",
        "donor": "Government of Norland",
        "donor_code": None,
        "amount_as_written": "EUR 2.5 million",
        "value": 2_500_000,
        "currency": "EUR",
        "currency_basis": "written",
        "status": "committed",
        "implementer": "UNICEF",
        "recipient_or_purpose": "the vaccine programme in Xieng province",
        "scope": "Xieng",
        "date": "2019-03",
        "headings": [],
        "column": None,
        "more_quotes": [],
        "contradicted": False,
        "corrected": [],
        "wrong": False,
    }
    assert told["quote"].startswith("In March 2019, the Government of Norland")


def test_the_thing_that_a_sentence_points_back_to_is_named_with_the_sentence_that_names_it() -> None:
    one, two = rows("A Burn Treatment Unit was opened in Xieng. The unit was funded by Sweden and Norway.")
    assert [one.donor, two.donor] == ["Sweden", "Norway"]
    assert {c.recipient_or_purpose for c in (one, two)} == {"Burn Treatment Unit"}
    assert [q.text for q in one.quotes] == [
        "The unit was funded by Sweden and Norway.",
        "A Burn Treatment Unit was opened in Xieng.",
    ]


def test_the_next_sentence_may_say_who_carries_it_out() -> None:
    (found,) = rows("Japan funds the school kitchens. The World Food Programme implements the work.")
    assert (found.implementer, [q.text for q in found.quotes]) == (
        "WFP",
        ["Japan funds the school kitchens.", "The World Food Programme implements the work."],
    )


def test_money_announced_for_a_region_is_neither_committed_nor_the_countrys() -> None:
    (found,) = rows("Norway announced a new $30 million initiative for the Mekong Region.")
    assert (found.status, found.scope, found.currency, found.currency_basis) == (
        "announced",
        "Mekong Region",
        None,
        "not stated",
    )


def test_nothing_stated_is_no_amount_rather_than_zero() -> None:
    (found,) = rows("Canada supports the training of midwives.")
    assert (found.value, found.amount_as_written, found.status) == (None, None, "supports (amount not stated)")


def test_one_sentence_gives_each_donor_its_own_amount_and_a_joint_amount_once() -> None:
    found = rows(
        "The Harrow Foundation and the Eastmark Trust contributed $2 million and $3 million, respectively.",
        "The Harrow Foundation and the Eastmark Trust together contributed EUR 4 million to clinics.",
    )
    assert [(c.donor, c.value) for c in found] == [
        ("Harrow Foundation", 2_000_000),
        ("Eastmark Trust", 3_000_000),
        ("Harrow Foundation; Eastmark Trust", 4_000_000),
    ]


def test_a_table_with_a_column_of_donors_gives_a_row_a_line_with_its_head_as_a_second_quote() -> None:
    cells = (
        "Donor | Amount (EUR million) | Status | Project",
        "Norland Fund | 1.5 | committed | Wells",
        "Total | 1.5 | | ",
    )
    found = rows(*(Block("row", text, page=1, row=i) for i, text in enumerate(cells)))
    assert [(c.donor, c.amount_as_written, c.value, c.currency, c.status, c.recipient_or_purpose) for c in found] == [
        ("Norland Fund", "1.5", 1_500_000, "EUR", "committed", "Wells")
    ]
    assert [q.text for q in found[0].quotes] == [cells[1], cells[0]]


def test_a_table_row_of_a_status_that_is_none_of_ours_is_left_out() -> None:
    cells = ("Donor | Amount | Status", "Norland Fund | EUR 2 million | designed")
    assert rows(*(Block("row", text, page=1, row=i) for i, text in enumerate(cells))) == ()


def test_the_same_commitment_told_in_two_reports_is_one_row_with_both_quotes() -> None:
    first = commitments_of(report("Sweden funds the rural water programme.", name="a.txt"), DONORS)
    again = commitments_of(report("The rural water programme is financed by Sweden.", name="b.txt"), DONORS)
    other = commitments_of(report("Sweden funds a census.", name="b.txt"), DONORS)
    merged = told_once([*first, *again, *other])
    assert [[q.document for q in c.quotes] for c in merged] == [["a.txt", "b.txt"], ["b.txt"]]


def test_two_gifts_of_one_amount_for_two_things_stay_two() -> None:
    found = rows("Norland Fund gave EUR 1 million to hospitals. Norland Fund gave EUR 1 million to village schools.")
    assert len(told_once(found)) == 2


def test_money_for_the_region_is_not_the_same_as_money_for_the_country() -> None:
    found = rows(
        "Norway announced $5 million for border posts in the Mekong Region.",
        "Norway announced $5 million for border posts.",
    )
    assert [c.scope for c in told_once(found)] == ["Mekong Region", None]


def test_amounts_that_contradict_each_other_in_one_report_are_both_kept_and_flagged() -> None:
    found = rows(
        "Sweden contributed EUR 2 million to the rural water programme.",
        "Sweden contributed EUR 3 million to the rural water programme.",
        "Sweden contributed EUR 1 million to a census of teachers.",
    )
    assert [(c.value, c.contradicted) for c in told_once(found)] == [
        (2_000_000, True),
        (3_000_000, True),
        (1_000_000, False),
    ]


def test_a_bodys_own_report_on_its_funding_need_not_repeat_who_receives() -> None:
    said = [
        f"UNICEF received ${n} million from the Norland Fund for {what}."
        for n, what in ((2, "wells"), (3, "schools"), (4, "clinics"))
    ]
    *_, last = rows(*said, "Contributions from Sweden amounted to $5 million.")
    assert (last.donor, last.implementer, last.quotes[-1].text) == ("Sweden", "UNICEF", said[-1])


def test_a_sentence_that_runs_over_two_pages_is_quoted_from_both() -> None:
    blocks = (
        Block("paragraph", "The clinic was paid for with funding from", page=1),
        Block("paragraph", "Sweden and opened in May.", page=2, continues=True),
    )
    document = Document("d", "r.pdf", "R", None, 2019, None, blocks, tuple(b.text for b in blocks))
    (found,) = commitments_of(document, DONORS)
    assert [(q.page, q.text) for q in found.quotes] == [
        (2, "Sweden and opened in May."),
        (1, "The clinic was paid for with funding from"),
    ]


def test_a_row_whose_sentence_is_not_on_its_page_is_dropped() -> None:
    document = Document(
        "d", "r.pdf", "R", None, 2019, None, (Block("paragraph", "Sweden funds a clinic.", 1),), ("No.",)
    )
    assert commitments_of(document, DONORS) == ()


@pytest.mark.parametrize(
    "text", ["Sweden funds " + "a clinic and " * 4000 + "a school.", "$1 million " * 4000, "Donor A, " * 5000]
)
def test_a_sentence_of_forty_thousand_characters_does_no_harm(text: str) -> None:
    for found in rows(text):
        assert found.quote.text in " ".join(text.split())


def test_an_unknown_currency_is_left_open() -> None:
    (found,) = rows("The Norland Fund gave 5 million crowns to clinics.")
    assert (found.value, found.currency, found.currency_basis) == (5_000_000, None, "not stated")


WORDS = st.sampled_from(
    [
        *("Sweden", "Japan", "UNDP", "UNICEF", "the Norland Fund", "provided", "funded by", "with funding from"),
        *("received", "$2.5 million", "EUR 1,200,000", "300,000 euros", "A$3m", "to", "for", "clinics", "in 2019"),
        *("and", ",", ".", ";", "(", ")", "pledged", "contributions", "amounted to", "over", "per year"),
    ]
)


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=40))
def test_no_value_without_its_digits_in_the_quote_and_every_quote_on_its_page(words: list[str]) -> None:
    document = report(" ".join(words) or "-")
    page = Page(document.pages[0])
    for found in commitments_of(document, DONORS):
        assert all(page.find(quote.text) == quote.text for quote in found.quotes)
        assert (found.value is None) == (found.amount_as_written is None)
        digits = re.findall(r"\d+", found.amount_as_written or "")
        assert set(digits) <= set(re.findall(r"\d+", " ".join(q.text for q in found.quotes)))
