"""How money is written, and what it is worth in whole units of its currency."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.commitments.money import amounts


@pytest.mark.parametrize(
    ("text", "written", "value", "currency"),
    [
        (r"a new \$30 million initiative", r"\$30 million", 30_000_000, None),
        ("worth A$30m in all", "A$30m", 30_000_000, "AUD"),
        ("AUD30m", "AUD30m", 30_000_000, "AUD"),
        ("a grant of USD34.6 million", "USD34.6 million", 34_600_000, "USD"),
        ("US $ 15 million", "US $ 15 million", 15_000_000, "USD"),
        ("EUR 63 189 453 in all", "EUR 63 189 453", 63_189_453, "EUR"),
        ("300,000 euros", "300,000 euros", 300_000, "EUR"),
        ("7,113.35 billion kips", "7,113.35 billion kips", 7_113_350_000_000, "LAK"),
        ("2,5 million euros", "2,5 million euros", 2_500_000, "EUR"),
        ("€1.500.000", "€1.500.000", 1_500_000, "EUR"),
        ("1.250 million USD", "1.250 million USD", 1_250_000, "USD"),
        ("3 million Australian dollars", "3 million Australian dollars", 3_000_000, "AUD"),
        ("3 million dollars", "3 million dollars", 3_000_000, None),
        ("£1.2bn", "£1.2bn", 1_200_000_000, "GBP"),
        ("¥5 million", "¥5 million", 5_000_000, None),
        ("200 million crowns", "200 million crowns", 200_000_000, None),
        ("$5 million per year", "$5 million per year", 5_000_000, None),
        ("US$2-3 million", "US$2-3 million", 2_000_000, "USD"),
        ("between 2 and 3 million euros", "2 and 3 million euros", 2_000_000, "EUR"),
        ("between $2 million and $3 million", "$2 million and $3 million", 2_000_000, None),
        (
            "SDR 12.5 million (US$19 million equivalent)",
            "SDR 12.5 million (US$19 million equivalent)",
            12_500_000,
            "XDR",
        ),
    ],
)
def test_an_amount_is_read_as_it_is_written(text: str, written: str, value: int, currency: str | None) -> None:
    assert [(a.written, a.value, a.currency) for a in amounts(text)] == [(written, Decimal(value), currency)]


@pytest.mark.parametrize(
    "text",
    ["28 centres since 2016", "in constant 2019 USD", "12 per cent", "10 all", "top 5", "15 May 2019", "381 cows"],
)  # fmt: skip
def test_a_number_without_a_currency_is_no_amount(text: str) -> None:
    assert amounts(text) == ()


def test_an_amount_does_not_take_in_the_year_before_it() -> None:
    found = amounts("from $68 million in 2023 to $72 million in 2024")
    assert [(a.written, a.value) for a in found] == [("$68 million", 68_000_000), ("$72 million", 72_000_000)]


def test_a_move_from_one_amount_to_another_is_no_range() -> None:
    assert [a.written for a in amounts("rose from CHF 2 million to CHF 3 million")] == [
        "CHF 2 million",
        "CHF 3 million",
    ]


def test_two_amounts_joined_by_and_are_two() -> None:
    assert [a.written for a in amounts("gave $2 million and $3 million, respectively")] == ["$2 million", "$3 million"]


def test_a_shared_sign_is_settled_by_the_donor_alone_and_a_bare_dollar_never() -> None:
    yen, dollar = amounts("¥5 million and $5 million")
    assert (yen.of_donor("JPN"), yen.of_donor("CHN"), yen.of_donor("DEU")) == ("JPY", "CNY", None)
    assert {dollar.of_donor(code) for code in ("USA", "AUS", "CAN", None)} == {None}


@given(st.text(alphabet="0123456789.,  $€USDEURmillionbk-–() and", max_size=60))
def test_every_amount_is_a_slice_of_its_text_and_its_value_has_its_first_digits(text: str) -> None:
    for amount in amounts(text):
        assert text[amount.start : amount.end] == amount.written
        digits = "".join(c for c in str(amount.value) if c.isdigit()).lstrip("0").rstrip("0")
        assert digits in "".join(c for c in amount.written if c.isdigit())
