"""Report facts: title, sector, year and body, from the report's own words, its file name and metadata."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.values import Block

from .content import Content
from .lines import ends_sentence
from .normal import normal

_COVER_BLOCKS = 30  # the first blocks, where a report says what it is
_COVER_LENGTH = 220  # characters; longer blocks are prose, which names other bodies' sectors and years

_GROUP = r"(?:sector(?:al)?\s+working\s+groups?|swgs?)"
_LABEL = re.compile(rf"name\s+of\s+(?:the\s+)?{_GROUP}\s*:\s*(.+)", re.I)
_SPLIT = re.compile(_GROUP, re.I)
_AFTER = re.compile(rf"{_GROUP}\s*(?:on|for|:|-|–)\s*((?:the\s+)?[\w&,’' /-]+)", re.I)
_SECTOR_REPORT = re.compile(r"((?:[\w&,’'/-]+\s+){1,8})sector\s+(?:annual\s+|yearly\s+)?(?:progress|performance)", re.I)
_YEAR = r"(?:19|20)\d\d"
_LONE_YEAR = re.compile(rf"(?<![\d.,/–-])(?<!since )(?<!Since )({_YEAR})(?:\s?[-–/]\s?({_YEAR}|\d\d)(?!\d))?(?![\d–-])")
_REPORT_WORD = re.compile(
    r"\b(?:reports?|review|progress|performance|annual|fiscal|year|quarter(?:ly)?|results)\b", re.I
)
_BODY = re.compile(
    r"^(?:SWG\s+)?(?:chair(?:s|person)?(?:\s+and\s+co-?chairs?)?|prepared\s+by|submitted\s+by|secretariat|published\s+by)"
    r"\s*:\s*(.{3,160})$",
    re.I,
)
_MADE_BY_TOOL = re.compile(
    r"^microsoft word|\.(?:docx?|pdf|indd|xlsx?|qxd|pptx?|rtf|tmp|html?)\b|untitled|^print|^slide \d|^document\d*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Facts:
    title: str
    sector: str | None
    year: int | None
    body: str | None


def facts_of(content: Content, stem: str) -> Facts:
    """What the report is. `stem` is the file's name without its suffix."""
    cover = [
        b for b in content.blocks[:_COVER_BLOCKS] if len(b.text) <= _COVER_LENGTH and b.kind not in ("row", "cell")
    ]
    lines = [block.text for block in cover]
    name = readable(stem)
    title = _title(content, cover, name)
    sector = _sector([*lines[:15], title], name)
    if sector and not any(alias in title.lower() for alias in sectors()[sector]):
        title = f"{sector}: {title}"
    return Facts(title, sector, _year(lines, title, name, content.year), _body(lines))


@cache
def sectors() -> dict[str, tuple[str, ...]]:
    """The sectors' canonical names, each with its aliases in lower case."""
    table = tomllib.loads(files(__package__).joinpath("sectors.toml").read_text(encoding="utf-8"))
    return {name: tuple(aliases) for name, aliases in table.items()}


def readable(stem: str) -> str:
    """A file name as a title: separators as spaces, a capital first."""
    text = normal(re.sub(r"[_\s]+|(?<=[a-zA-Z])-(?=\w)|(?<=\d)-(?=[a-zA-Z])", " ", stem)) or stem or "Untitled"
    return text[0].upper() + text[1:]


def _title(content: Content, cover: Sequence[Block], name: str) -> str:
    """The file's own title, else the first line that names a report, a telling file name, or the first heading."""
    said = normal(content.title or "")
    if 8 <= len(said) <= 200 and " " in said and not _MADE_BY_TOOL.search(said):
        return said
    headings = [b.text for b in cover[:12] if b.kind == "heading" and _is_wordy(b.text)]
    lines = [
        b.text for b in cover[:20] if 25 <= len(b.text) <= 200 and not ends_sentence(b.text) and ": " not in b.text
    ]
    for text in [*headings, *(line for line in lines if _is_wordy(line))]:
        if _REPORT_WORD.search(text):
            return text
    return headings[0] if headings and not _is_telling(name) else name


def _is_wordy(text: str) -> bool:
    return len(text) >= 8 and sum(map(str.isalpha, text)) > 0.6 * len(text)


def _is_telling(name: str) -> bool:
    """True for a file name with at least two words, or a word and a year; False for codes and hashes."""
    words = re.findall(r"(?<![^\W_])[^\W\d_]{3,}(?![^\W_])", name)
    return len(words) >= 2 or (bool(words) and bool(_years(name)))


def _known(words: str, at_end: bool) -> str | None:
    """The sector whose longest alias ends (or begins) the words."""
    words = re.sub(r"\s+", " ", words.lower().replace("&", "and").replace(",", "")).strip()
    words = re.sub(r"^the ", "", words)
    best: tuple[int, str] | None = None
    for name, aliases in sectors().items():
        for alias in aliases:
            pattern = rf"(?<![\w-]){re.escape(alias)}(?:\s+sector)?$" if at_end else rf"^{re.escape(alias)}\b"
            if re.search(pattern, words) and (best is None or len(alias) > best[0]):
                best = (len(alias), name)
    return best[1] if best else None


def _sector(lines: Sequence[str], name: str) -> str | None:
    for line in lines:
        if found := _LABEL.search(line):
            words = re.sub(rf"\s*{_GROUP}.*", "", found[1], flags=re.I)
            if sector := _known(words, at_end=True) or _known(words, at_end=False):
                return sector
    named: list[str] = []
    for line in [*lines, name]:
        phrases = [(words, True) for words in _SPLIT.split(line)[:-1]]
        phrases += [(found[1], False) for found in _AFTER.finditer(line)]
        phrases += [(found[1], True) for found in _SECTOR_REPORT.finditer(line)]
        named += [sector for words, at_end in phrases if (sector := _known(words, at_end))]
    return named[0] if named and len(set(named)) == 1 else None


def _years(text: str) -> list[int]:
    """The years of a text; a span of two neighbouring years counts as the later, a longer one (a plan) not at all."""
    found = []
    for match in _LONE_YEAR.finditer(text):
        first = int(match[1])
        last = (
            int(match[2])
            if match[2] and len(match[2]) == 4
            else (first // 100 * 100 + int(match[2]) if match[2] else first)
        )
        if 0 <= last - first <= 1 and 1950 <= last <= 2100:
            found.append(last)
    return found


def _year(lines: Sequence[str], title: str, name: str, metadata: int | None) -> int | None:
    reporting = [line for line in lines if _REPORT_WORD.search(line)]
    for text in (title, *reporting[:6], name):
        if years := _years(text):
            return years[0]
    return metadata


def _body(lines: Sequence[str]) -> str | None:
    for line in lines:
        if found := _BODY.match(line):
            return found[1].strip(" .;")
    return None
