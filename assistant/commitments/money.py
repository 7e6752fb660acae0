"""Amounts of money in a text, as reports write them: `\\$30 million`, `A$30m`, `EUR 63 189 453`, `7,113.35 billion kips`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

import pycountry

# A sign or word → ISO 4217. None: the sign is shared by several currencies, and the text must say which.
_SIGNS: dict[str, str | None] = {
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "can$": "CAD", "nz$": "NZD", "s$": "SGD",
    "hk$": "HKD", "$": None, "€": "EUR", "£": "GBP", "¥": None, "₩": "KRW", "₭": "LAK", "฿": "THB", "₫": "VND",
    "₹": "INR", "sdr": "XDR", "rmb": "CNY", "sfr": "CHF", "rs": None, "kr": None,
}  # fmt: skip
_NAMES: dict[str, str | None] = {
    r"(?:united states|u\.?s\.?a?|american) dollars?": "USD", r"australian dollars?": "AUD",
    r"canadian dollars?": "CAD", r"new zealand dollars?": "NZD", r"singapore dollars?": "SGD",
    r"dollars?": None, r"euros?": "EUR", r"(?:lao )?kips?": "LAK", r"(?:japanese )?yen": "JPY",
    r"pounds? sterling|british pounds?": "GBP", r"pounds?": None, r"swiss francs?": "CHF", r"francs?": None,
    r"(?:thai )?baht": "THB", r"(?:viet ?namese )?dong": "VND", r"(?:korean )?won": "KRW", r"(?:chinese )?yuan": "CNY",
    r"renminbi": "CNY", r"swedish kron[oa]r?": "SEK", r"norwegian kron[eo]r?": "NOK", r"danish kron[eo]r?": "DKK",
    r"kron[eoa]r?|crowns?": None, r"rupees?": None, r"special drawing rights": "XDR", r"gourdes?": "HTG",
}  # fmt: skip
_CODES = sorted(currency.alpha_3 for currency in pycountry.currencies)
# What a shared sign most likely means when its donor is known. A bare "$" is left open: too many write in US dollars.
_OF_DONOR: dict[str, dict[str, str]] = {
    "¥": {"JPN": "JPY", "CHN": "CNY"},
    "kr": {"SWE": "SEK", "NOR": "NOK", "DNK": "DKK"},
    "francs": {"CHE": "CHF"},
    "rupees": {"IND": "INR", "PAK": "PKR"},
    "pounds": {"GBR": "GBP"},
}
_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6, "mln": 6, "mio": 6, "billion": 9, "bn": 9, "b": 9, "trillion": 12, "tn": 12}  # fmt: skip

_NUMBER = r"(?:\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?)"
_SCALE = rf"(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})(?![a-z])"
_CODE = rf"(?-i:{'|'.join(_CODES)})(?![A-Za-z])"  # capitals only: "10 all" are not Albanian lek
_DOLLARS = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True) if "$" in sign)
_SIGN = rf"(?:us\s\$|{_DOLLARS}|[€£¥₩₭฿₫₹]|(?:sdr|rmb|sfr|rs|kr)(?![a-z])|{_CODE})"
_WORDS = "|".join(_NAMES).replace(" ", r"\s")
_NAME = rf"(?:(?:of\s)?(?:{_WORDS}|sdrs?)(?![a-z])|{_CODE}|[€£])"
_LAST = rf"(?(sign)\\?(?:{_SIGN}\s?)?)"  # "in 2023 to $72 million" is no range
_ONE = re.compile(
    rf"""(?<![\w$.,])
    (?:(?P<sign>\\?{_SIGN})[\s]{{0,2}})?
    (?P<first>{_NUMBER})(?:[\s-]?(?P<scale>{_SCALE}))?
    (?:\s?[-–—]\s?{_LAST}(?P<upto>{_NUMBER})(?:[\s-]?(?P<scale_upto>{_SCALE}))?
      |\s(?:to|and(?!\s\S*[$€£¥]))\s{_LAST}(?P<to>{_NUMBER})(?:[\s-]?(?P<scale_to>{_SCALE})|(?=\s{_NAME})))?
    (?:\s?(?P<name>{_NAME}))?
    (?P<period>\s(?:per|a|each)\s(?:year|annum)|\sannually)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_EQUIVALENT = re.compile(
    r"\s?\((?:approximately|approx\.|about|around|equivalent to|or|some|≈|~|=)?\s*$", re.IGNORECASE
)
_BETWEEN = re.compile(r"\bbetween (?:about |around )?$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOSE = re.compile(r"\s?(?:equivalents?|equiv\.)?\s?\)", re.IGNORECASE)


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
        return _OF_DONOR.get(self.sign, {}).get(code or "")


def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of money in a text, in order. A number without a currency is none."""
    found: list[Amount] = []
    for match in _ONE.finditer(text):
        sign, name = match["sign"], match["name"]
        if (not sign and not name) or (not sign and _YEAR.fullmatch(match["first"]) and not match["scale"]):
            continue  # no currency, or "in constant 2019 USD"
        end = match.end()
        last = found[-1] if found else None
        if last and _EQUIVALENT.fullmatch(text[last.end : match.start()]) and (close := _CLOSE.match(text, end)):
            # "SDR 12.5 million (US$19 million equivalent)" is one amount; the first one counts.
            found[-1] = Amount(
                last.start, close.end(), text[last.start : close.end()], last.value, last.currency, last.sign
            )
            continue
        if last and _BETWEEN.search(text[: last.start]) and text[last.end : match.start()] == " and ":
            written = text[last.start : end]  # "between $2 million and $3 million"
            found[-1] = Amount(last.start, end, written, last.value, last.currency, last.sign)
            continue
        currency, left_open = _currency(sign, name)
        scale = match["scale"] or match["scale_upto"] or match["scale_to"]
        found.append(
            Amount(match.start(), end, text[match.start() : end], _value(match["first"], scale), currency, left_open)
        )
    return tuple(found)


def _currency(sign: str | None, name: str | None) -> tuple[str | None, str]:
    """(ISO 4217, what leaves it open) of a sign before or a name after the number; a name says more than "$"."""
    for written in (name, sign):
        if not written:
            continue
        key = " ".join(written.lower().replace("\\", "").removeprefix("of ").split()).replace("us $", "us$")
        if key.upper() in _CODES:
            return key.upper(), ""
        if code := _SIGNS.get(key.removesuffix("s") if key == "sdrs" else key):
            return code, ""
        for pattern, code in _NAMES.items():
            if re.fullmatch(pattern, key):
                if code:
                    return code, ""
                break
    open_sign = " ".join((name or sign or "").lower().replace("\\", "").removeprefix("of ").split())
    if re.fullmatch(r"kron\w+|crowns?", open_sign):
        return None, "kr"
    plural = open_sign if open_sign.endswith("s") or not open_sign.isalpha() or open_sign == "kr" else open_sign + "s"
    return None, plural


def _value(number: str, scale: str | None) -> Decimal:
    """The number in units. A comma or point before other than three digits, or one before a scale word that no
    other groups, marks decimals."""
    bare = re.sub(r"[\s\u00a0\u202f]", "", number)
    marks = re.findall(r"[.,]", bare)
    if len(set(marks)) == 2:
        decimal = marks[-1]
    elif len(marks) > 1:
        decimal = ""
    elif marks:
        decimals = len(bare) - bare.index(marks[0]) - 1
        # "1,234 million" is grouped and "1.234 million" is not, as English reports write.
        decimal = marks[0] if decimals != 3 or (scale and marks[0] == ".") else ""
    else:
        decimal = ""
    for mark in ".,":
        if mark != decimal:
            bare = bare.replace(mark, "")
    if decimal:
        bare = bare.replace(decimal, ".")
    return Decimal(bare) * Decimal(10) ** (_SCALES[scale.lower()] if scale else 0)
