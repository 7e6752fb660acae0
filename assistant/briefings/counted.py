"""What the figures of a sentence count: the thing, its unit, what was done to it, and whom it concerns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.briefings.periods import MONTH
from assistant.checking.figures import Figure, figures
from assistant.commitments import amounts
from assistant.passages.stems import stem
from assistant.passages.words import STOP_WORDS, WORD

_DAY_BEFORE = re.compile(rf"\b{MONTH}\s+$", re.IGNORECASE)
_DAY_AFTER = re.compile(rf"(?:\s?(?:,|and|to|[-–])\s?\d{{1,2}})*\s+{MONTH}\b", re.IGNORECASE)
# A number after one of these names something instead of counting it.
_LABELLED = re.compile(
    r"\b(?:articles?|decrees?|resolutions?|paragraphs?|paras?|sections?|chapters?|annex|figures?|tables?|maps?|pages?"
    r"|nos?|numbers?|laws?|phases?|actions?|outcomes?|outputs?|goals?|targets?|pillars?|cases?|footnotes?|notes?|steps?"
    r"|grades?|items?|levels?|lots?|routes?|roads?|class|part|version|form|aged?)\.?\s*$",
    re.IGNORECASE,
)
# A figure after one of these is of another time, with which the sentence only compares.
_OTHER = re.compile(
    r"(?:\bagainst|\bthan the|\bcompared (?:with|to)|\bup from|\bdown from|\bfrom|\bversus|\binstead of|\bas opposed to"
    r"|\((?:19|20)\d\d:|\bof the)\s*(?:about|around|only|some|the|over|nearly)?\s*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:since|in all|in total|a total of|cumulative\w*|so far|to date|running total|altogether)\b", re.IGNORECASE
)
_EDGE = re.compile(r"[;:()]|\s[–—-]\s|,\s|\.\s|\b(?:and|but|while|whereas|although|which|who)\b")
_OF = re.compile(r"\s+of\s+(?:the\s+|all\s+|its\s+|their\s+)?")
_UNITS = frozenset(("ha", "km", "kg", "mw", "gw"))
_PLURALS = frozenset(("people", "children", "women", "men", "staff", "police", "teeth", "media", "data"))
_DEED = re.compile(
    r"(?!compared|based|according)[a-z]+(?:ed|en|ught|ilt|wn)|gave|given|held|made|met|sent|set|put|paid|told|left|grew|rose|fell|ran|led|won|lost"
)
_MOST = 5  # words after a figure among which its thing is named


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure and what it counts.

    unit   "EUR", "$" or "%" of money and shares; "" of other figures.
    thing  what is counted, as written: "hectares of farmland"; "" where the sentence alone says.
    head   the stem of the counted word; `more` those between figure and head, `of` those of what it is a part of.
    deeds  stems of what was done, in the figure's clause; `names` its names; `about` all its other words.
    total  the sentence tells of a running total ("since 2016", "in all").
    """

    figure: Figure
    unit: str
    thing: str
    head: str
    more: frozenset[str]
    of: frozenset[str]
    deeds: frozenset[str]
    names: frozenset[str]
    about: frozenset[str]
    total: bool


@lru_cache(maxsize=4096)
def counted(text: str) -> tuple[Counted, ...]:
    """The figures of a sentence that count something, but for dates, numbers of things, and what is of another time."""
    return tuple(_counted(text))


def _counted(text: str) -> Iterator[Counted]:
    money = {a.start: a.currency or a.sign for a in amounts(text)}
    total = bool(_TOTAL.search(text))
    for figure in figures(text):
        if figure.kind in ("year", "ordinal") or _is_no_count(text, figure):
            continue
        unit = money.get(figure.start) or ("%" if figure.kind == "percent" else "")
        head, more, end = ("", frozenset[str](), figure.end) if unit else _thing(text, figure)
        if not unit and not head:
            continue
        of, end = _of(text, end)
        words = _clause(text, figure)
        deeds = frozenset(stem(word) for word in words if _DEED.fullmatch(word))
        names = frozenset(word.lower() for word in words if word[0].isupper())
        about = frozenset(stem(w.lower()) for w in words if w.lower() not in STOP_WORDS) - {head} - more
        yield Counted(figure, unit, text[figure.end : end].strip(), head, more, of, deeds, names, about, total)


def _is_no_count(text: str, figure: Figure) -> bool:
    before, after = text[: figure.start], text[figure.end :]
    is_day = figure.kind == "number" and (_DAY_BEFORE.search(before) or _DAY_AFTER.match(after))
    return bool(is_day or _LABELLED.search(before) or _OTHER.search(before) or re.match(r"\s?[x×/-]\s?\d", after))


def _thing(text: str, figure: Figure) -> tuple[str, frozenset[str], int]:
    """The stem of the word that a figure counts, the stems before it, and where it ends; "" where none is told."""
    run: list[tuple[str, int]] = []
    end = figure.end
    for match in WORD.finditer(text, figure.end):
        word = match.group()
        if text[end : match.start()].strip(" -") or word.lower() in STOP_WORDS or len(run) == _MOST:
            break
        run.append((word.lower(), match.end()))
        end = match.end()
    words = [word for word, _ in run]
    place = next((i for i, word in enumerate(words) if _is_plural(word)), 0 if figure.value == 1 and words else None)
    if place is None:
        return "", frozenset(), figure.end
    return stem(words[place]), frozenset(map(stem, words[:place])), run[place][1]


def _is_plural(word: str) -> bool:
    has_s = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us"))
    return has_s or word in _PLURALS or word in _UNITS


def _of(text: str, start: int) -> tuple[frozenset[str], int]:
    """The stems of what follows "of" there, and where it ends."""
    opens = _OF.match(text, start)
    if opens is None:
        return frozenset(), start
    stems: set[str] = set()
    end = opens.end()
    for match in WORD.finditer(text, opens.end()):
        word = match.group().lower()
        if text[end : match.start()].strip() or word in STOP_WORDS or len(stems) == _MOST or _DEED.fullmatch(word):
            break
        stems.add(stem(word))
        end = match.end()
    return frozenset(stems), end


def _clause(text: str, figure: Figure) -> list[str]:
    """The words around a figure up to the next comma, bracket or "and"; figures and months left out."""
    left = max((m.end() for m in _EDGE.finditer(text, 0, figure.start)), default=0)
    after = _EDGE.search(text, figure.end)
    stop = after.start() if after else len(text)
    every = (m.group() for a, b in ((left, figure.start), (figure.end, stop)) for m in WORD.finditer(text, a, b))
    known = {word.lower() for f in figures(text) for word in f.written.split()}
    return [word for word in every if not word[0].isdigit() and word.lower() not in known and _is_word(word)]


def _is_word(word: str) -> bool:
    """Whether a word tells what a clause is about: no month, and no small word that opens a sentence."""
    return not re.fullmatch(MONTH, word, re.IGNORECASE) and not (word[0].isupper() and word.lower() in STOP_WORDS)
