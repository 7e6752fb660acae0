"""Whether a sentence counts what the question asks the number of ("14 new schools" for "How many schools …?")."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.passages.words import WORD

_HOW_MANY = re.compile(r"\b(?:how many|number of)\s+(?P<what>[a-z][\w-]*)", re.IGNORECASE)
_UNITS = {
    "gram": "g", "kilogram": "kg", "tonne": "t", "metre": "m", "meter": "m", "kilometre": "km", "kilometer": "km",
    "centimetre": "cm", "millimetre": "mm", "hectare": "ha", "litre": "l", "liter": "l", "minute": "min", "hour": "h",
    "second": "s", "watt": "W", "kilowatt": "kW", "megawatt": "MW", "volt": "V", "degree": "°",
}  # fmt: skip
_FIGURE = (
    r"(?<![\w.])(?:\d[\d,]*(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety|one hundred|hundred)"
)
_COUNTED = re.compile(rf"{_FIGURE}\s+(?P<what>(?:[^\W\d][\w-]*\s+){{0,3}}[^\W\d][\w-]*)", re.I)


def counts(question: str, sentence: str, stem: Callable[[str], str]) -> bool:
    """Whether a figure in the sentence stands before the thing, or its unit's sign, that the question counts."""
    asked = _HOW_MANY.search(question)
    if not asked:
        return False
    what = asked["what"].lower()
    if sign := _UNITS.get(what.removesuffix("s")):
        return bool(re.search(rf"\d\s?(?:{sign}|{what.removesuffix('s')}s?)(?!\w)", sentence))
    counted = (found["what"].lower() for found in _COUNTED.finditer(sentence))
    return any(stem(word) == stem(what) for words in counted for word in WORD.findall(words))
