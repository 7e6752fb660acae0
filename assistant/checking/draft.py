"""A draft taken apart: its sentences, each with its place, and which of them state something."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.checking.verdicts import DraftSentence
from assistant.passages import sentences
from assistant.passages.lexicon import words
from assistant.passages.words import content_words

HEADING_WORDS = 12  # a line without a full stop is a heading up to here
WRAPPED = 60  # characters from which on a line may have been broken by the width of a page
_BULLETS = "-*•▪●–>"
_MARK = re.compile(r"\s*(?:#{1,6}\s+|[-*•▪●–]\s+|>\s+|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.)]\s+)")
_ENDS = re.compile(r"[.!?…:;][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a draft as its file has it; is_heading where the file says so (Word's heading styles)."""

    text: str
    is_heading: bool = False


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a pasted text: its lines, those put together again that only a page's width broke."""
    found: list[str] = []
    for line in text.split("\n"):
        if found and _goes_on(found[-1], line):
            found[-1] += "\n" + line
        else:
            found.append(line)
    return tuple(Paragraph(part, part.lstrip().startswith("#")) for part in found if part.strip())


def draft_sentences(draft: Iterable[Paragraph]) -> tuple[DraftSentence, ...]:
    """The sentences of a draft in order, bullets and numbers before them left out."""
    found: list[DraftSentence] = []
    for number, paragraph in enumerate(draft):
        text = paragraph.text.replace("\n", " ")
        first = True
        for start, end in sentences(text):
            mark = _MARK.match(text, start, end)
            left = mark.end() if mark and mark.end() < end else start
            sentence = text[left:end]
            is_item = mark is not None and mark.group().strip()[0] in _BULLETS
            could_head = first and end >= len(text.rstrip()) and not is_item
            judged = not paragraph.is_heading and _states(sentence, could_head)
            found.append(DraftSentence(sentence, number, left, end, judged))
            first = False
    return tuple(found)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line goes on with the one before it in mid-sentence."""
    last = before.rsplit("\n", 1)[-1].rstrip()
    if not last or not line.strip() or _MARK.match(line) or _ENDS.search(last):
        return False
    return line.lstrip()[:1].islower() or len(last) >= WRAPPED


def _states(sentence: str, could_head: bool) -> bool:
    """Whether there is something to check: no question, no greeting, no heading, and more than a word or two.

    could_head  it is all of its paragraph, and no item of a list.
    """
    bare = re.sub(r"[\s,.!:;]+$", "", sentence)
    if sentence.rstrip("\"'”’)] ").endswith("?") or _greets(bare) or len(content_words(sentence)) < 2:
        return False
    heads = could_head and not _ENDS.search(sentence) and len(sentence.split()) <= HEADING_WORDS
    return not heads and not sentence.isupper()


def _greets(bare: str) -> bool:
    low = bare.lower()
    opens = any(low.startswith((f"{greeting} ", f"{greeting},")) for greeting in words()["greetings"])
    return low in words()["greetings"] or low in words()["farewells"] or (opens and len(low.split()) <= 6)
