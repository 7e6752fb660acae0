"""A draft beside the reports, sentence by sentence: supported, different, partly there, or not found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answers.candidates import Candidate, sentences_of
from assistant.answers.citations import cite
from assistant.checking.beside import Beside, lay, shared
from assistant.checking.limits import CLOSER, DIFFERS, LOOKED_AT, MORE, PARTLY, SUPPORTED, WHOLE
from assistant.checking.signs import signs
from assistant.checking.status import status_differs
from assistant.checking.texts import Text, read
from assistant.checking.tokens import tokens
from assistant.checking.verdicts import Checked, Difference, DraftSentence, Finding
from assistant.commitments import Donors
from assistant.library.encoder import Encoder
from assistant.library.library import Library
from assistant.passages.words import content_words
from assistant.search import parse, search
from assistant.values import Citation, Evidence, Filters

READ = 10  # passages whose sentences are looked at
RUN = 3  # sentences of a report that a draft may have as one

Find = Callable[[str], Sequence[Evidence]]
"""A sentence → the passages that bear on it, best first."""

Quote = Callable[[Candidate], tuple[Citation, ...]]
"""A sentence of a report → the verbatim quotes that it stands on; none where it is not found on its page."""


def check_draft(library: Library, draft: Iterable[DraftSentence], filters: Filters = Filters()) -> Iterator[Checked]:
    """Check a draft against the library, one sentence at a time, so that it can be shown and stopped."""

    def find(sentence: str) -> Sequence[Evidence]:
        return search(library, parse(sentence), READ, filters)

    def quote(candidate: Candidate) -> tuple[Citation, ...]:
        statements, _ = cite(library.store, [candidate])
        return statements[0].citations if statements else ()

    for sentence in draft:
        with library.store.snapshot():
            checked = tuple(check((sentence,), find, quote, library.encoder, library.ledger.donors))
        yield from checked


def check(
    draft: Iterable[DraftSentence], find: Find, quote: Quote, encoder: Encoder, donors: Donors
) -> Iterator[Checked]:
    """What the reports have on each sentence of a draft; one Checked a sentence, in order."""
    for sentence in draft:
        if not sentence.judged:
            yield Checked(sentence, "nothing to check")
            continue
        found = find(sentence.text)
        yield _verbatim(sentence, found, quote) or _nearest(sentence, found, quote, encoder, donors)


def _verbatim(sentence: DraftSentence, found: Sequence[Evidence], quote: Quote) -> Checked | None:
    """The sentence as a report has it, letter by letter and figure by figure; None where none does."""
    wanted = _row(sentence.text)
    for evidence in found:
        if wanted not in _row(evidence.passage.text):
            continue
        for _, candidate in _runs_of(evidence):
            if wanted in _row(candidate.text) and (citations := quote(candidate)):
                return Checked(sentence, "supported", citations)
    return None


def _row(text: str) -> str:
    """A text's tokens between spaces, so that what is found in it starts and ends with whole words and figures."""
    return f" {' '.join(token.key for token in tokens(text))} "


def _runs_of(evidence: Evidence) -> Iterator[tuple[int, Candidate]]:
    """(sentences, candidate): the sentences of a passage, then its runs of two, then of three."""
    single = sentences_of(evidence)
    p = evidence.passage
    for length in range(1, RUN + 1):
        for first, last in zip(single, single[length - 1 :], strict=False):
            yield length, Candidate(evidence, p.text[first.start - p.start : last.end - p.start], first.start, last.end)


@dataclass(frozen=True, slots=True)
class _Held:
    """What of a report a draft's sentence was held against.

    is_whole  no content word of the draft's sentence is left that the report does not have there.
    words     the words that tell the opposite.
    """

    candidate: Candidate
    sentences: int
    beside: Beside
    is_whole: bool
    words: tuple[Difference, ...] = ()

    @property
    def differences(self) -> tuple[Difference, ...]:
        return tuple(dict.fromkeys((*self.beside.differences, *self.words)))

    @property
    def finding(self) -> Finding:
        if self.differences and _is_same(self.beside):
            return "differs"
        if not self.differences and not self.beside.bare and self.is_whole and self.beside.covered >= SUPPORTED:
            return "supported"
        return "partly" if self.beside.covered >= PARTLY else "not found"

    @property
    def order(self) -> tuple[bool, float, int]:
        """What shares most, and of equals the shorter; one sentence that could carry it or is the same but for what
        differs before several."""
        one = self.sentences == 1 and (self.beside.is_near or self.beside.covered >= SUPPORTED)
        share = self.beside.covered + CLOSER * self.beside.is_near - MORE * (self.sentences - 1)
        return one, round(share, 2), -len(self.candidate.text)


def _nearest(
    sentence: DraftSentence, found: Sequence[Evidence], quote: Quote, encoder: Encoder, donors: Donors
) -> Checked:
    """What the sentence that is nearest to a draft's has of it."""
    held = [_hold(sentence.text, n, c, encoder, donors) for n, c in _likest(sentence.text, found)]
    for best in sorted(held, key=lambda h: h.order, reverse=True):
        if best.finding != "not found" and (citations := quote(best.candidate)):
            stretches = () if best.finding == "supported" else best.beside.alone
            missing = tuple(sentence.text[a:b] for a, b in stretches)
            differences = best.differences if best.finding == "differs" else ()
            return Checked(sentence, best.finding, citations, differences, missing)
    return Checked(sentence, "not found")


def _likest(sentence: str, found: Sequence[Evidence]) -> list[tuple[int, Candidate]]:
    """The sentences that share most words with a draft's. Of several in a row the draft must have most words itself:
    otherwise a name or a figure is easily found that belongs to something else."""
    runs = {(c.evidence.passage.document_id, c.start, c.end): (n, c) for e in found for n, c in _runs_of(e)}
    fitting = ((n, c) for n, c in runs.values() if n == 1 or shared(c.text, sentence) >= WHOLE)
    return sorted(fitting, key=lambda nc: (-shared(sentence, nc[1].text), nc[0]))[:LOOKED_AT]


def _hold(sentence: str, sentences: int, candidate: Candidate, encoder: Encoder, donors: Donors) -> _Held:
    beside = lay(sentence, candidate.text, _around(candidate), donors)
    is_whole = not any(content_words(sentence[a:b]) for a, b in beside.alone)
    if not _is_same(beside):
        return _Held(candidate, sentences, beside, is_whole)
    told = (d for d in signs(_own(sentence, encoder), read(candidate.text, encoder)) if d.kind == "word")
    return _Held(candidate, sentences, beside, is_whole, (*told, *status_differs(sentence, candidate.text)))


def _is_same(beside: Beside) -> bool:
    """Whether both tell of the same, so that what is otherwise is a difference."""
    return beside.is_near or beside.plain >= DIFFERS


@lru_cache(maxsize=8)
def _own(sentence: str, encoder: Encoder) -> Text:
    """A draft's sentence is held against several."""
    return read(sentence, encoder)


def _around(candidate: Candidate) -> str:
    p, report = candidate.evidence.passage, candidate.evidence.report
    return "\n".join([report.title, str(report.year or ""), *p.headings, p.text])
