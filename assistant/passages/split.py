"""A document cut into passages that keep to its sentences, cells, rows and headings.

The invariant: `document.text[passage.start:passage.end] == passage.text`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.passages.located import located_sentences
from assistant.values import Block, Document, Passage

SPLITTER_VERSION = "3"

Counter = Callable[[Sequence[str]], Sequence[int]]
"""Texts → their lengths in the encoder's tokens (special tokens left out)."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence in its document: offsets, tokens, and the block that it starts in with that block's tokens."""

    start: int
    end: int
    tokens: int
    block: Block
    whole: int
    opens: bool  # first sentence of its block


def header(title: str, headings: Sequence[str], column: str | None) -> str:
    """What stands above a passage when it is encoded and matched: title, the two nearest headings, column."""
    parts = [title, *headings[-2:], column or ""]
    return " – ".join(part[:120] for part in parts if part)


def split(document: Document, count: Counter, limit: int = 180, least: int = 60) -> tuple[Passage, ...]:
    """Cut `document` into passages of at most `limit` tokens (one longer sentence stands alone).

    A block that would be cut opens a passage of its own: on questions about encyclopaedia articles the passage that
    answers is among the first five for .965 of them, and .865 where a passage is filled to the limit.

    limit  tokens of a passage without its header, which has room in the rest of the encoder's 256.
    least  a heading, or a block that would be cut, starts a new passage only when the one before has this many tokens.
    """
    passages: list[Passage] = []
    current: list[_Sentence] = []
    text = document.text

    def close(keep: int = 0) -> None:
        if current:
            passages.append(_passage(document, text, current, len(passages)))
        del current[: len(current) - keep]

    for sentence in _sentences(document, text, count):
        if current:
            last, tokens = current[-1], sum(s.tokens for s in current)
            cut = sentence.opens and tokens >= least and tokens + sentence.whole > limit
            if cut or not _together(last, sentence, tokens, least):
                close()
            elif tokens + sentence.tokens > limit:
                # Only a unit that is itself too long carries its last sentence over.
                overlap = not sentence.opens and last.tokens <= limit // 4 and len(current) > 1
                close(keep=1 if overlap else 0)
        current.append(sentence)
    close()
    return tuple(passages)


def _together(last: _Sentence, new: _Sentence, tokens: int, least: int) -> bool:
    """Whether `new` may stand in the same passage as `last`."""
    a, b = last.block, new.block
    if (a.page, a.column) != (b.page, b.column) or (b.column is not None and a.row != b.row):
        return False
    if new.opens and b.kind == "heading" and a.kind != "heading":
        return tokens < least
    if new.opens and (a.kind == "row") != (b.kind == "row") and "heading" not in (a.kind, b.kind):
        return tokens < least
    return True


def _sentences(document: Document, text: str, count: Counter) -> list[_Sentence]:
    located = located_sentences(document)
    sizes = count([text[s.start : s.end] for s in located])
    whole: defaultdict[int, int] = defaultdict(int)
    for s, size in zip(located, sizes, strict=True):
        whole[id(s.block)] += size
    return [
        _Sentence(s.start, s.end, size, s.block, whole[id(s.block)], s.opens)
        for s, size in zip(located, sizes, strict=True)
    ]


def _passage(document: Document, text: str, run: Sequence[_Sentence], ordinal: int) -> Passage:
    start, end = run[0].start, run[-1].end
    lead = next((s.block for s in run if s.block.kind != "heading"), run[-1].block)
    pages = [s.block.page for s in run if s.block.page is not None]
    return Passage(
        id=ordinal,
        document_id=document.id,
        text=text[start:end],
        page_first=min(pages) if pages else None,
        page_last=max(pages) if pages else None,
        headings=lead.headings,
        column=lead.column,
        start=start,
        end=end,
        sentences=tuple((s.start - start, s.end - start) for s in run if s.block.kind != "heading"),
    )
