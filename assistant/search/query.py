"""A question taken apart: its content words, names, numbers and years, what it asks for, and its full-text query."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, get_args

from assistant.passages.words import STOP_WORDS, WORD, content_words
from assistant.search.form import without_form

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FISCAL = re.compile(
    r"\bFY\s?'?(?P<year>(?:19|20)?\d\d)(?:\s?[-/]?\s?(?P<part>[QH][1-4]))?\b"
    r"|\b(?:the )?(?:fiscal|financial) year end(?:ing|ed) (?:on )?(?:(?:[a-z]+ \d{1,2}|\d{1,2} [a-z]+),? )?"
    r"(?P<ended>(?:19|20)\d\d)\b"
    r"|\b(?:the )?(?:fiscal|financial) (?:year )?(?P<called>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"[QH][1-4]|(?:[YMD]{2,4}-?){2,3}", re.IGNORECASE)  # "Q3", "YYYY-MM-DD"
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
_PART = re.compile(
    r"(?:,|\band\b|,\s*and\b|\u2013|-)\s+(?:in |by |for |from |of )?(?:how|what|who|which|where|when|why)\b"
    r"|\band the (?:part|share|number|amount|total)\b|\bsplit between\b|\bamount and\b|\band co-?\w+s\b",
    re.IGNORECASE,
)
_MONTHS = frozenset(
    [
        *("january", "february", "march", "april", "may", "june", "july"),
        *("august", "september", "october", "november", "december"),
    ]
)
_PAGE = re.compile(
    r"(?:\b(?:on|in|at|of|from) (?:the )?|\bthe )?(?:\bpages?\s*\(?(?P<number>\d{1,4})\b\)?"
    r"|\bpage\s+(?P<word>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty)\b"
    r"|\b(?P<first>first|cover|title|front)\s+page\b)",
    re.IGNORECASE,
)
_NUMERALS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)

_SEVERAL = re.compile(r"\b(?:which|what) (?!(?:is|was|does|has|status|progress)\b)[a-z]{2,}s\b", re.IGNORECASE)

Column = Literal["challenges", "progress"]
COLUMNS: tuple[Column, ...] = get_args(Column)
_COLUMN_WORDS: dict[Column, re.Pattern[str]] = {
    "challenges": re.compile(
        r"\b(?:challeng\w*|opportunit\w*|obstacles?|constraints?|difficult\w*|problems?|hold(?:s|ing)? back"
        r"|hamper\w*)\b",
        re.IGNORECASE,
    ),
    "progress": re.compile(r"\b(?:progress|achiev\w*|accomplish\w*)\b", re.IGNORECASE),
}

Kind = Literal["person", "amount", "number", "date", "place", "reason", "list", "compare", "other"]
"""What kind of thing answers: a person or body, money, a count, a date, a place, a reason, several, two sides."""


def _kinds() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    table = tomllib.loads(files("assistant.search").joinpath("kinds.toml").read_text(encoding="utf-8"))
    return tuple((row["name"], re.compile(row["pattern"], re.IGNORECASE)) for row in table["kind"])


_KINDS = _kinds()


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched.

    text     the question, normalised.
    words    its content words in lower case, in order, without repeats.
    names    its proper names: runs of capitalised words and acronyms, as written.
    numbers  its figures, thousands separators taken out, years included.
    years    the years that it names.
    parts    how many things it asks at once ("how many …, and how much …").
    several  whether it may ask for more than one thing ("which donors").
    column   the column that it asks about ("challenges" or "progress"); None for neither.
    page     the page that it names ("on page 14"); None otherwise. What is said of it is not searched for.
    kind     what kind of thing answers it.
    form     what it says of how it is to be answered ("Answer in millions."); it is not searched for.
    """

    text: str
    words: tuple[str, ...]
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    parts: int = 1
    several: bool = False
    column: Column | None = None
    page: int | None = None
    kind: Kind = "other"
    form: str = ""

    @property
    def in_full(self) -> str:
        """The question with what it says of its answer."""
        return f"{self.text} {self.form}".strip()


def parse(question: str) -> Query:
    """Take a question apart; a question of stop words alone keeps them all, so that it can still be searched."""
    text = " ".join(unicodedata.normalize("NFKC", question).split())
    text, form = without_form(_FISCAL.sub(_fiscal_year, text))
    text, page = _page(text)
    words = [text[a:b].lower() for a, b in content_words(text)]
    years = [int(y) for y in YEAR.findall(text)]
    kind: Kind = next((kind for kind, pattern in _KINDS if pattern.search(text)), "other")
    return Query(
        text=text,
        words=tuple(dict.fromkeys(words or map(str.lower, WORD.findall(text)))),
        names=names(text),
        numbers=tuple(dict.fromkeys(n.replace(",", "") for n in _NUMBER.findall(text))),
        years=tuple(dict.fromkeys(years)),
        parts=1 + len(_PART.findall(text)),
        several=kind in ("list", "compare") or bool(_SEVERAL.search(text)),
        column=next((column for column in COLUMNS if is_about(column, text)), None),
        page=page,
        kind=kind,
        form=form,
    )


def _fiscal_year(match: re.Match[str]) -> str:
    """FY21, FY '21, "fiscal 2021" and "the fiscal year ended 30 June 2021" as the year that they name, FY21Q3 and
    FY21 H1 with the part of it: a report of a year says so once, not in each sentence."""
    if year := match["ended"] or match["called"]:
        return year
    part = f"{match['part'].upper()} " if match["part"] else ""
    return part + (match["year"] if len(match["year"]) == 4 else f"20{match['year']}")


def _page(text: str) -> tuple[str, int | None]:
    """The page that a question names, by its number or as the first, and the question without it, where it asks for
    more than the page itself."""
    found = _PAGE.search(text)
    if not found:
        return text, None
    number = found["number"] or ("1" if found["first"] else 1 + _NUMERALS.index(found["word"].lower()))
    rest = " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())
    return (rest if content_words(rest) else text), int(number)


def shouts(text: str) -> bool:
    """Whether it is written in capitals throughout, so that they tell nothing."""
    letters = [c for c in text if c.isalpha()]
    return text.count(" ") > 2 and sum(c.isupper() for c in letters) > 0.6 * len(letters)


def is_about(column: Column, text: str) -> bool:
    """Whether a text speaks of a column by one of its words."""
    return bool(_COLUMN_WORDS[column].search(text))


def names(text: str) -> tuple[str, ...]:
    """Runs of capitalised words and acronyms. The first word of a sentence counts only inside a longer run
    or when it is written like an acronym."""
    runs: list[list[str]] = []
    end_of_last = -1
    if shouts(text):
        return ()
    for match in WORD.finditer(text):
        word = match.group().removesuffix("'s").removesuffix("’s")
        opens = not text[: match.start()].rstrip() or text[: match.start()].rstrip()[-1] in '.!?:"“'
        capital = word[0].isupper() and word.lower() not in STOP_WORDS
        capital = capital and word.lower() not in _MONTHS and not _NO_NAME.fullmatch(word)
        acronym = sum(c.isupper() for c in word) > 1
        if capital and (acronym or not opens):
            if end_of_last >= 0 and text[end_of_last : match.start()] == " " and runs:
                runs[-1].append(word)
            else:
                runs.append([word])
            end_of_last = match.start() + len(word) if len(word) == len(match.group()) else -1
        else:
            end_of_last = -1
    return tuple(dict.fromkeys(" ".join(run) for run in runs))
