"""Amounts of money in a text, as reports write them: `\\$30 million`, `A$30m`, `EUR 63 189 453`, `7,113.35 bn kips`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import pycountry

from assistant.commitments.rules import data

_NUMBER = r"(?:\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?)"
_BETWEEN = re.compile(r"\bbetween (?:about |around )?$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
# "SDR 12.5 million (US$19 million equivalent)": what stands before the second amount, and after it.
_OPENS = re.compile(r"\s?\((?:approximately|approx\.|about|around|equivalent to|or|some|≈|~|=)?\s*$", re.IGNORECASE)
_CLOSES = re.compile(r"\s?(?:equivalents?|equiv\.)?\s?\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount and where it stands in its text.

    written   as the text has it, its equivalent in brackets included.
    value     in whole units of the currency; of a range the lower end.
    currency  ISO 4217; None where sign or word are shared by several.
    sign      the sign or word that leaves it open ("$"); "" where the currency is written.
    """

    start: int
    end: int
    written: str
    value: Decimal
    currency: str | None
    sign: str

    def of_donor(self, code: str | None) -> str | None:
        """The currency that the donor's own must be meant by the sign; None where that cannot be told."""
        currency: str | None = data("currencies")["of_donor"].get(self.sign, {}).get(code or "")
        return currency


def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of money in a text, in order. A number without a currency is none."""
    found: list[Amount] = []
    for match in _form().finditer(text):
        sign, name = match["sign"], match["name"]
        in_prices_of = not sign and _YEAR.fullmatch(match["first"]) and not match["scale"]  # "constant 2019 USD"
        if (not sign and not name) or in_prices_of:
            continue
        last = found[-1] if found else None
        if last and (end := _end_as_one(text, last, match)):
            found[-1] = Amount(last.start, end, text[last.start : end], last.value, last.currency, last.sign)
            continue
        currency, left_open = _currency(sign, name)
        value = _value(match["first"], match["scale"] or match["scale_upto"] or match["scale_to"])
        found.append(Amount(match.start(), match.end(), match.group(), value, currency, left_open))
    return tuple(found)


def _end_as_one(text: str, last: Amount, match: re.Match[str]) -> int | None:
    """Where an amount ends that is one with the last, which counts: its equivalent, or the upper end of its range."""
    between = text[last.end : match.start()]
    if _OPENS.fullmatch(between) and (closes := _CLOSES.match(text, match.end())):
        return closes.end()
    if between == " and " and _BETWEEN.search(text[: last.start]):  # "between $2 million and $3 million"
        return match.end()
    return None


@cache
def _form() -> re.Pattern[str]:
    """The form of an amount; its currency stands before it as `sign`, after it as `name`, or nowhere."""
    signs: list[str] = list(data("currencies")["signs"])
    dollars = _any(sorted((re.escape(s) for s in signs if "$" in s), key=len, reverse=True))
    others = "".join(s for s in signs if not s.isalpha() and "$" not in s)
    letters = _any(s for s in signs if s.isalpha())
    code = rf"(?-i:{_any(sorted(_codes()))})(?![A-Za-z])"  # capitals only: "10 all" are not Albanian lek
    sign = rf"(?:us\s\$|{dollars}|[{others}]|{letters}(?![a-z])|{code})"
    words = _any(data("currencies")["names"]).replace(" ", r"\s")
    name = rf"(?:(?:of\s)?(?:{words}|sdrs?)(?![a-z])|{code}|[€£])"
    scale = rf"{_any(sorted(data('currencies')['scales'], key=len, reverse=True))}(?![a-z])"
    last = rf"(?(sign)\\?(?:{sign}\s?)?)"  # "in 2023 to $72 million" is no range
    return re.compile(
        rf"""(?<![\w$.,])
        (?:(?P<sign>\\?{sign})\s{{0,2}})?
        (?P<first>{_NUMBER})(?:[\s-]?(?P<scale>{scale}))?
        (?:\s?[-–—]\s?{last}(?P<upto>{_NUMBER})(?:[\s-]?(?P<scale_upto>{scale}))?
          |\s(?:to|and)\s(?P<to>{_NUMBER})(?:[\s-]?(?P<scale_to>{scale})|(?=\s{name})))?
        (?:\s?(?P<name>{name}))?
        (?P<period>\s(?:per|a|each)\s(?:year|annum)|\sannually)?
        """,
        re.IGNORECASE | re.VERBOSE,
    )


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"


@cache
def _codes() -> frozenset[str]:
    """The codes of ISO 4217."""
    return frozenset(currency.alpha_3 for currency in pycountry.currencies)


def _currency(sign: str | None, name: str | None) -> tuple[str | None, str]:
    """(ISO 4217, what leaves it open) of a sign before or a name after the number; a name says more than "$"."""
    for written in (name, sign):
        if written and (code := _code(_plain(written))):
            return code, ""
    return None, _left_open(_plain(name or sign or ""))


def _plain(written: str) -> str:
    """A sign or name as it stands in currencies.toml."""
    return " ".join(written.lower().replace("\\", "").removeprefix("of ").split()).replace("us $", "us$")


def _code(plain: str) -> str | None:
    """The code of a sign or name; None where several currencies share it."""
    if plain.upper() in _codes():
        return plain.upper()
    if code := data("currencies")["signs"].get(plain.removesuffix("s") if plain == "sdrs" else plain):
        return str(code)
    fitting = (code for form, code in data("currencies")["names"].items() if re.fullmatch(form, plain))
    return next(fitting, None) or None


def _left_open(plain: str) -> str:
    """What several currencies share as [of_donor] of currencies.toml has it: a sign, or a word in the plural."""
    if re.fullmatch(r"kron\w+|crowns?", plain):
        return "kr"
    return plain if plain.endswith("s") or not plain.isalpha() or plain == "kr" else f"{plain}s"


def _value(number: str, scale: str | None) -> Decimal:
    """The number in units of its currency."""
    bare = re.sub(r"[\s\u00a0\u202f]", "", number)
    decimal = _decimal_mark(bare, scale)
    whole = "".join("." if mark == decimal else mark for mark in bare if mark == decimal or mark not in ".,")
    return Decimal(whole) * Decimal(10) ** (data("currencies")["scales"][scale.lower()] if scale else 0)


def _decimal_mark(number: str, scale: str | None) -> str:
    """The comma or point before a number's decimals; "" where it has none.

    It is the last of two different marks, or the only one, unless that groups: what stands before three digits does,
    but for "1.234 million", as English reports write ("1,234 million" is grouped).
    """
    marks = re.findall(r"[.,]", number)
    if len(set(marks)) == 2:
        return str(marks[-1])
    if len(marks) != 1:
        return ""
    (mark,) = marks
    groups = len(number) - number.index(mark) - 1 == 3 and not (scale and mark == ".")
    return "" if groups else mark
