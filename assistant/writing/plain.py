"""Text as plain text: without marks of markup, without what a page could open, without letters that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

_UNSEEN = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}
_BULLET = re.compile(r"\A\s*(?:#{1,6}\s+|>\s+|[-*•▪●–]\s+|\(?\d{1,2}[.)]\s+|(?:Answer|A)\s*:\s*)+")
_EMPHASIS = re.compile(r"\*{1,3}|_{2,3}|`+|~~")
_OPENS = re.compile(
    r"[<>\\|{}]|!\s*\[|\]\s*[(\[:]|&(?:#\w+|[a-z]{2,8});|[a-z][a-z\d+.-]*:(?=//|\w)|//|\bwww\b|@"
    r"|\b[\w-]{2,}\.[a-z]{2,}\b(?!\.)|%[\da-f]{2}|\b[A-Za-z\d+/]{32,}={0,2}",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """NFKC, without control, format and tag characters; white space folded."""
    text = re.sub(r"\s", " ", unicodedata.normalize("NFKC", text))
    seen = (c for c in text if unicodedata.category(c) not in _UNSEEN)
    return re.sub(r" {2,}", " ", "".join(seen)).strip()


def unmarked(sentence: str) -> str:
    """A written sentence without its bullet and marks of emphasis."""
    return plain(_EMPHASIS.sub("", _BULLET.sub("", plain(sentence))))


def opens(text: str) -> bool:
    """Whether there is something that a page or a reader could take for markup, a link, an image or code."""
    return bool(_OPENS.search(text))


def speaks_to_model(text: str) -> bool:
    """Whether a sentence of a report gives orders to whoever processes it."""
    return bool(_orders().search(plain(text)))


@cache
def _orders() -> re.Pattern[str]:
    lines = files(__package__).joinpath("orders.txt").read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(f"(?:{line})" for line in lines if line and not line.startswith("#")), re.IGNORECASE)
