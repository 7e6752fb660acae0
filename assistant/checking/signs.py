"""Signs that a claim is not carried by its source: each is one that a reader would name.

A figure or a name that is nowhere in the source; a word where the source, at that place, has its opposite; something
denied that the source does not deny; an "only" that the source does not have. Paraphrase alone is no sign.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np

from assistant.checking.figures import same
from assistant.checking.limits import NEAREST_SENTENCES, OPPOSITE_LEAD, OPPOSITE_LIKE
from assistant.checking.texts import Matrix, Text, Word
from assistant.checking.verdicts import Difference
from assistant.passages.lexicon import opposites, prefixed, words
from assistant.passages.names import pairs
from assistant.passages.words import WORD


def signs(claim: Text, source: Text) -> tuple[Difference, ...]:
    """All signs, each once: figures, names, then words."""
    pair = _Pair(claim, source)
    return tuple(dict.fromkeys(chain(_figures(pair), _names(pair), _opposites(pair), _denied(pair), _only(pair))))


class _Pair:
    """A claim beside its source, and for each sentence of the claim the sentences of the source that are nearest."""

    def __init__(self, claim: Text, source: Text) -> None:
        self.claim, self.source = claim, source
        self.lower = source.text.lower()
        self.at: defaultdict[str, list[int]] = defaultdict(list)
        for j, word in enumerate(source.words):
            self.at[word.base].append(j)
        self.denying = {word.sentence for word in source.words if word.denied}
        # Cosines of each word with each: shape (words of the claim, words of the source).
        self.like = claim.vectors @ source.vectors.T if claim.words and source.words else _nothing(claim)
        self._of = np.array([word.sentence for word in source.words], dtype=int)
        self._near = [self._nearest(sentence) for sentence in range(len(claim.sentences))]

    def _nearest(self, sentence: int) -> frozenset[int]:
        mine = [i for i, word in enumerate(self.claim.words) if word.sentence == sentence]
        scores = 0.5 * (self.source.meanings @ self.claim.meanings[sentence])
        for other in range(len(scores)):
            theirs = np.flatnonzero(self._of == other)
            if mine and len(theirs):
                scores[other] += self.like[mine][:, theirs].max(axis=1).mean()
        return frozenset(np.argsort(-scores)[:NEAREST_SENTENCES].tolist())

    def near(self, word: Word) -> list[int]:
        """The source's words in the sentences nearest to a word's own."""
        return [j for j, other in enumerate(self.source.words) if other.sentence in self._near[word.sentence]]

    def places(self, bases: Iterable[str], word: Word) -> list[int]:
        """Where words of these bases stand in the sentences nearest to a word's own."""
        near = self._near[word.sentence]
        return [j for b in bases for j in self.at.get(b, ()) if self.source.words[j].sentence in near]

    def said_near(self, sentence: int) -> set[str]:
        """All words, in lower case, of the sentences nearest to one of the claim."""
        spans = (self.source.sentences[n] for n in self._near[sentence])
        return {word.group().lower() for span in spans for word in WORD.finditer(self.source.text, *span)}

    def plain_words(self) -> Iterator[tuple[int, Word]]:
        """The claim's words that belong to no figure, with their numbers."""
        for i, word in enumerate(self.claim.words):
            if not any(f.start <= word.start < f.end for f in self.claim.figures):
                yield i, word


def _nothing(claim: Text) -> Matrix:
    return np.zeros((len(claim.words), 0), dtype=np.float32)


def _figures(pair: _Pair) -> Iterator[Difference]:
    for figure in pair.claim.figures:
        counts_people = figure.written.isalpha() and figure.value <= 3  # "two friends" may be told by their names
        if not counts_people and not any(same(figure, other) for other in pair.source.figures):
            yield Difference("figure", figure.written)


def _names(pair: _Pair) -> Iterator[Difference]:
    initials = _initials(pair.source.text)
    for _, word in pair.plain_words():
        if word.is_name and word.base not in pair.at and not _is_told(word.text.lower(), pair.lower, initials):
            yield Difference("name", word.text)


def _is_told(name: str, source: str, initials: frozenset[str]) -> bool:
    """Whether a name, in lower case, is in the source as a part of it, as its letters or spelled out. A day or a
    month can be told by "tomorrow": it is missing only where the source names another."""
    if name in source or name in initials:
        return True
    for times in map(str.split, words()["times"]):
        if name in times:
            return bool(re.search(rf"\b{name[:3]}\b", source)) or not any(
                re.search(rf"\b{other[:3]}", source) for other in times
            )
    parts = [part for part in re.split(r"[-/]", name) if part.isalpha()]
    return bool(parts) and all(part in source for part in parts)


def _initials(text: str) -> frozenset[str]:
    """What runs of two to five words could be shortened to, and what runs of capitalised words are."""
    firsts = [part[0].lower() for word in WORD.findall(text) for part in re.split(r"[-–]", word) if part]
    runs = {"".join(firsts[i : i + n]) for n in range(2, 6) for i in range(len(firsts) - n + 1)}
    return frozenset(runs | {short.lower() for short, _ in pairs(text)})


def _opposites(pair: _Pair) -> Iterator[Difference]:
    said = pair.source.words
    for i, word in pair.plain_words():
        # Of two opposites one of which is denied, both say the same.
        against = [j for j in pair.places(opposites(word.base), word) if said[j].denied == word.denied]
        agreeing = any(said[j].denied == word.denied for j in pair.places([word.base], word))
        if against and not agreeing:
            j = max(against, key=lambda j: float(pair.like[i, j]))
            likest = float(pair.like[i].max())
            if pair.like[i, j] > OPPOSITE_LIKE and pair.like[i, j] >= likest - OPPOSITE_LEAD:
                yield Difference("word", word.text, said[j].text)
        if word.base not in pair.at:
            for j in (j for b in sorted(prefixed(word.text)) for j in pair.at.get(b, ())):
                yield Difference("word", word.text, said[j].text)
                break


def _denied(pair: _Pair) -> Iterator[Difference]:
    said = pair.source.words
    last = -2
    for i, word in pair.plain_words():
        if not word.denied:
            continue
        places = pair.places([word.base], word) or pair.at.get(word.base) or pair.near(word)
        if not any(said[j].sentence in pair.denying for j in places):
            if i > last + 1:  # "not supply gangs": one denial, told by its first word
                yield Difference("word", f"not {word.text}", word.text if word.base in pair.at else None)
            last = i


def _only(pair: _Pair) -> Iterator[Difference]:
    alone = set(words()["only"])
    for sentence, (start, end) in enumerate(pair.claim.sentences):
        found = [w.group() for w in WORD.finditer(pair.claim.text, start, end) if w.group().lower() in alone]
        if found and not pair.said_near(sentence) & alone:
            yield Difference("word", found[0])
