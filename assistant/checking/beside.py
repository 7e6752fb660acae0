"""A sentence of a draft laid beside one of a report, word by word: what is there, what is otherwise, what is not.

The rows of tokens are aligned (difflib). What the draft has alone, and what the report has at the same place, are a
difference where both are figures or both are names; words that stand elsewhere in the report's sentence are there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from assistant.checking.figures import figures
from assistant.checking.limits import FEW, NEAR
from assistant.checking.names import Name, names_in
from assistant.checking.tokens import Token, tokens
from assistant.checking.verdicts import Difference
from assistant.commitments import Donors
from assistant.passages.lexicon import base, denies, opposites
from assistant.passages.names import pairs
from assistant.passages.words import content_words


@dataclass(frozen=True, slots=True)
class Beside:
    """How a sentence of a draft stands beside a sentence of a report.

    covered      the share of the draft's words that the report's sentence has, figures and names included.
    plain        the same without figures and names.
    differences  figures and names that the report has otherwise.
    alone        offsets in the draft of what the report's sentence does not have.
    bare         whether a figure or a name is among these.
    is_near      whether both are one sentence, but for what differs.
    """

    covered: float
    plain: float
    differences: tuple[Difference, ...]
    alone: tuple[tuple[int, int], ...]
    bare: bool
    is_near: bool


class _Run(NamedTuple):
    """Tokens that only the draft has, and those that the report has at the same place: ranges of their numbers."""

    mine: range
    theirs: range


def lay(draft: str, report: str, around: str, donors: Donors) -> Beside:
    """Compare; `around` is what the report has around the sentence: its title, headings and passage."""
    return _Pair(draft, report, around, donors).result()


def shared(draft: str, report: str) -> float:
    """The share of the draft's words that a report's sentence has in any order: a quick first look."""
    mine, theirs = tokens(draft), Counter(base(t.key) for t in tokens(report))
    total = sum(t.weight for t in mine) or 1.0
    return sum(t.weight for t in mine if theirs[base(t.key)] > 0) / total


class _Pair:
    def __init__(self, draft: str, report: str, around: str, donors: Donors) -> None:
        self.draft, self.report, self.around = draft, report, around
        self.mine, self.theirs = tokens(draft), tokens(report)
        self.my_names, self.their_names = names_in(draft, donors), names_in(report, donors)
        self.runs = list(_runs(self.mine, self.theirs))
        apart = {i for run in self.runs for i in run.mine}
        self.plain = [i for i, t in enumerate(self.mine) if not t.is_figure and self._name_at(t) is None]
        self.is_near = self._share(range(len(self.mine)), apart) >= NEAR
        self.lone = self._lone()

    def result(self) -> Beside:
        differences: list[Difference] = []
        bare = False
        for run in self.runs:
            lone = [i for i in run.mine if i in self.lone]
            for found in (*self._figures(run, lone), *self._names(run, lone)):
                bare |= found.report is None
                differences += [found] if found.report is not None else []
            differences += self._opposites(run, lone)
            differences += self._denials(run) if self.is_near else []
        return Beside(
            self._share(range(len(self.mine)), self.lone),
            self._share(self.plain, self.lone),
            tuple(dict.fromkeys(differences)),
            tuple((a, b) for a, b in self._stretches() if content_words(self.draft[a:b])),
            bare,
            self.is_near,
        )

    def _lone(self) -> set[int]:
        """The draft's tokens that the report's sentence does not have, in another place or form either."""
        left = Counter(base(token.key) for token in self._apart)
        found = set()
        for run, i in ((r, i) for r in self.runs for i in r.mine):
            token, name = self.mine[i], self._name_at(self.mine[i])
            # Of two sentences that are otherwise the same, neither figures nor names have moved elsewhere.
            stays = self.is_near and (token.is_figure or (name is not None and self._instead(run) is not None))
            is_there = not stays and left[base(token.key)] > 0
            left[base(token.key)] -= is_there
            if not is_there and not (
                name and self._is_told(name, [self.theirs[j] for j in run.theirs] if stays else self._apart)
            ):
                found.add(i)
        return found

    def _is_told(self, name: Name, places: Sequence[Token]) -> bool:
        """Whether the report has a name in another form: another of the same donor's at these places, or one that it
        pairs with it itself ("Border Liaison Office (BLO)")."""
        if any(name.who == other.who for other in _at(self.their_names, places)):
            return True
        low = name.written.casefold()
        return any(
            (short.casefold() == low and long.casefold() in self.report.casefold())
            or (long.casefold() == low and short in self.report)
            for short, long in pairs(self.around)
        )

    def _name_at(self, token: Token) -> Name | None:
        return next((name for name in self.my_names if name.start <= token.start < name.end), None)

    def _figures(self, run: _Run, lone: Sequence[int]) -> Iterator[Difference]:
        there = [_figure_at(self.report, self.theirs[j]) for j in run.theirs if self.theirs[j].is_figure]
        apart = [_figure_at(self.report, token) for token in self._apart if token.is_figure]
        for written in dict.fromkeys(_figure_at(self.draft, self.mine[i]) for i in lone if self.mine[i].is_figure):
            # Of sentences that are otherwise the same, what stands at its place; else what is of its kind.
            places = there if there and self.is_near else [f for f in apart if f != written and _alike(f, written)]
            yield Difference("figure", written, next(iter(places), None))

    @cached_property
    def _apart(self) -> list[Token]:
        """What only the report's sentence has."""
        return [self.theirs[j] for run in self.runs for j in run.theirs]

    def _names(self, run: _Run, lone: Sequence[int]) -> Iterator[Difference]:
        instead = self._instead(run)
        for name in dict.fromkeys(n for i in lone if not self.mine[i].is_figure and (n := self._name_at(self.mine[i]))):
            is_around = name.written.casefold() in self.around.casefold()
            if instead and not (is_around and self._points(instead)):
                yield Difference("name", name.written, instead.written)
            elif not is_around or (self.is_near and not run.theirs):  # added to a sentence that is the same otherwise
                yield Difference("name", name.written)

    def _points(self, name: Name) -> bool:
        """Whether a name of the report only points at one that stands before it: "the Fund"."""
        is_plain = name.written.isalpha() and not name.written.isupper() and name.who == name.written.casefold()
        return is_plain and self.report[: name.start].lower().endswith("the ")

    def _instead(self, run: _Run) -> Name | None:
        """The report's name at the place of a run, one that the draft does not have before one that it has."""
        said = {name.who for name in self.my_names}
        there = _at(self.their_names, [self.theirs[j] for j in run.theirs])
        return min(there, key=lambda name: name.who in said, default=None)

    def _denials(self, run: _Run) -> Iterator[Difference]:
        """One of two sentences that are otherwise the same denies what both say next."""
        mine, theirs = [self.mine[i] for i in run.mine], [self.theirs[j] for j in run.theirs]
        if max(len(mine), len(theirs)) <= FEW and _denies_next(mine) != _denies_next(theirs):
            yield Difference("word", _stretch(self.draft, mine), _stretch(self.report, theirs))

    def _opposites(self, run: _Run, lone: Sequence[int]) -> Iterator[Difference]:
        """What only the draft says is the opposite of what only the report says; of small words, at the same place."""
        there = [self.theirs[j] for j in run.theirs] if self.is_near else []
        for mine in (self.mine[i] for i in lone):
            places = there if mine.weight < 1 else [t for t in self._apart if t.weight == 1]
            against = [t for t in places if base(t.key) in opposites(base(mine.key))]
            if against:
                yield Difference("word", _stretch(self.draft, [mine]), _stretch(self.report, against[:1]))

    def _share(self, of: Sequence[int], without: Container[int]) -> float:
        total = sum(self.mine[i].weight for i in of)
        return sum(self.mine[i].weight for i in of if i not in without) / total if total else 1.0

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """What the draft has alone, small words within it included."""
        start = end = -1
        for i, token in enumerate(self.mine):
            if i in self.lone:
                start, end = (token.start if start < 0 else start), token.end
            elif start >= 0 and token.weight == 1.0:
                yield start, end
                start = -1
        if start >= 0:
            yield start, end


def _at(names: Sequence[Name], places: Sequence[Token]) -> list[Name]:
    """The names that some of these tokens belong to."""
    return [name for name in names if any(name.start <= token.start < name.end for token in places)]


def _runs(mine: Sequence[Token], theirs: Sequence[Token]) -> Iterator[_Run]:
    matcher = SequenceMatcher(None, [base(t.key) for t in mine], [base(t.key) for t in theirs], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield _Run(range(i1, i2), range(j1, j2))


def _denies_next(run: Sequence[Token]) -> bool:
    """Whether a run denies what follows it: "had not been", but not "with no delay"."""
    return any(denies(t.key) and all(later.weight < 1 for later in run[i + 1 :]) for i, t in enumerate(run))


def _alike(one: str, other: str) -> bool:
    """Whether two figures are of one kind: amounts, percentages, years, counts, ordinals."""
    return [f.kind for f in figures(one)] == [f.kind for f in figures(other)]


def _stretch(text: str, of: Sequence[Token]) -> str:
    return text[of[0].start : of[-1].end] if of else ""


def _figure_at(text: str, token: Token) -> str:
    """The whole figure that a token belongs to, "1.5 million" of "million"; else what stands there between spaces."""
    for figure in figures(text):
        if figure.start <= token.start and token.end <= figure.end:
            return figure.written
    left = text.rfind(" ", 0, token.start) + 1
    right = text.find(" ", token.end)
    return text[left : right if right >= 0 else len(text)].strip("()[].,;:")
