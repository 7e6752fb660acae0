"""A text as it is compared: its sentences, its content words with their vectors, its figures, what it denies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.checking.figures import Figure, figures
from assistant.library.codes import restore
from assistant.library.encoder import Encoder, PassageText
from assistant.passages import sentences
from assistant.passages.lexicon import base, denies
from assistant.passages.words import WORD, content_words

Matrix = NDArray[np.float32]
Spans = Sequence[tuple[int, int]]
WINDOW = 180  # tokens that are encoded at once; the encoder sees 256
DENIED = 4  # how many words after a denying word it may deny
_CLAUSE_END = re.compile(r"[,;:.!?()]|\b(?:but|although|though|while|because|and)\b")


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: offsets, as written, its base, the number of its sentence.

    denied   it stands under "not", "without" and the like.
    is_name  it is written like a name: a capital where no sentence begins.
    """

    start: int
    end: int
    text: str
    base: str
    sentence: int
    denied: bool
    is_name: bool


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """Vectors are of length 1: `vectors` of the words, shape (words, 64); `meanings` of the sentences."""

    text: str
    sentences: tuple[tuple[int, int], ...]
    words: tuple[Word, ...]
    figures: tuple[Figure, ...]
    vectors: Matrix
    meanings: Matrix


def read(text: str, encoder: Encoder) -> Text:
    """Take a text apart and encode it, window by window. Raises ModelError where the encoder cannot be loaded."""
    spans = sentences(text)
    windows = _windows(spans, encoder.count([text[a:b] for a, b in spans]))
    passages = [
        PassageText("", text[w[0][0] : w[-1][1]], tuple((a - w[0][0], b - w[0][0]) for a, b in w)) for w in windows
    ]
    encoded = encoder.encode_passages(passages)
    places = [
        (w[0][0] + a, w[0][0] + b) for w, p in zip(windows, passages, strict=True) for a, b in content_words(p.text)
    ]
    none = np.zeros((0, 1), dtype=np.float32)
    return Text(
        text,
        spans,
        _words(text, spans, places),
        figures(text),
        np.concatenate([restore(e.words) for e in encoded]) if encoded else none,
        np.concatenate([e.sentences for e in encoded]) if encoded else none,
    )


def _windows(spans: Spans, tokens: Sequence[int]) -> list[Spans]:
    """The sentences in runs of at most WINDOW tokens; a longer sentence stands alone."""
    windows: list[list[tuple[int, int]]] = []
    room = 0
    for span, size in zip(spans, tokens, strict=True):
        if not windows or size > room:
            windows.append([])
            room = WINDOW
        windows[-1].append(span)
        room -= size
    return list(windows)


def _words(text: str, spans: Spans, places: Spans) -> tuple[Word, ...]:
    denied = {place for span in spans for place in _denied(text, *span)}
    found = []
    sentence = 0
    for start, end in places:
        while start >= spans[sentence][1]:
            sentence += 1
        word = text[start:end]
        opens = text[:start].rstrip()[-1:] in ("", *'.!?:"“')
        is_name = word[0].isupper() and (not opens or sum(c.isupper() for c in word) > 1)
        found.append(Word(start, end, word, base(word), sentence, start in denied, is_name))
    return tuple(found)


def _denied(text: str, start: int, end: int) -> set[int]:
    """Where the words of a sentence start that are denied."""
    tokens = list(WORD.finditer(text, start, end))
    found: set[int] = set()
    for i, token in enumerate(tokens):
        if denies(token.group()):
            reach = _CLAUSE_END.search(text, token.end(), end)
            stop = reach.start() if reach else end
            found |= {later.start() for later in tokens[i + 1 : i + 1 + DENIED] if later.start() < stop}
    return found
