"""A sentence of the model → a statement that stands on verbatim quotes, or why it was taken out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.answers.candidates import Candidate
from assistant.answers.citations import NOT_ON_PAGE
from assistant.answers.cues import leans
from assistant.answers.plans import planned
from assistant.checking.beside import shared
from assistant.checking.tokens import Token, tokens
from assistant.commitments import Donors
from assistant.library.encoder import Encoder
from assistant.passages.lexicon import base
from assistant.values import Citation, Evidence, Rejected, Statement
from assistant.writing.carried import against
from assistant.writing.limits import ADDS, MOST_QUOTES, REPAIR
from assistant.writing.plain import opens, plain, unmarked
from assistant.writing.prompt import sayable

Quote = Callable[[Candidate], tuple[Citation, ...]]
"""A sentence of a report → the verbatim quotes that it stands on; none where it is not found on its page."""

_KEYS = re.compile(r"\s*\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
_OF_PASSAGES = re.compile(
    r"\A(?:according to |based on |as stated in )?(?:the|this|these) (?:(?:given|provided|numbered|above) )?"
    r"(?:passages?|excerpts?|texts?|context)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\A(?:\w+ )?(?:of|in|for|from|with|under|by) (?:this|these|those|that) [a-z]+", re.IGNORECASE)
HAS_LINK = "It has a link, markup or code in it."
NO_PASSAGE = "No passage that was given says it."
FOREIGN = "It cites something that is not among the passages."
OF_PASSAGES = "It speaks of the passages, not of what they say."
NOTHING = "It says nothing that can be checked."


class Checker:
    """Checks the sentences of one answer. `given` are the passages by their keys, `quoted` the quoted answer."""

    def __init__(
        self,
        given: Sequence[Evidence],
        quoted: Sequence[Statement],
        quote: Quote,
        encoder: Encoder,
        donors: Donors,
    ) -> None:
        self._given = [sayable(evidence) for evidence in given]
        self._quoted = quoted
        self._quote, self._encoder, self._donors = quote, encoder, donors

    def check(self, written: str) -> Statement | Rejected:
        """The sentence with its quotes, or the reason why it is taken out. Markers are those of its own quotes."""
        text, keys = parted(written)
        if opens(text):
            return Rejected(_shown(text), HAS_LINK)
        if "[" in text or "]" in text:
            return Rejected(_shown(text), FOREIGN)
        if not any(len(t.key) > 1 and t.weight == 1 for t in tokens(text)) or text.endswith("?"):
            return Rejected(_shown(text), NOTHING)
        if _OF_PASSAGES.search(text):
            return Rejected(_shown(text), OF_PASSAGES)
        why = FOREIGN if any(not 1 <= key <= len(self._given) for key in keys) else NO_PASSAGE
        for place in self._places(keys):
            carriers = _with_antecedents(text, _carriers(text, place), place)
            if not carriers:
                continue
            reason = against(text, _units(carriers, place), self._encoder, self._donors)
            if not reason:
                citations = [self._quote(c) for c in carriers]
                if all(citations):
                    return Statement(_ended(text), tuple(c for each in citations for c in each), planned(text))
                reason = NOT_ON_PAGE
            why = reason if why == NO_PASSAGE else why
        return Rejected(_shown(text), why)

    def repaired(self, rejected: Rejected) -> Statement | None:
        """The sentence of the quoted answer that says what a sentence that was taken out meant; None for none."""
        if rejected.why in (HAS_LINK, NOTHING):
            return None
        best = max(self._quoted, key=lambda s: shared(rejected.text, s.text), default=None)
        return best if best and shared(rejected.text, best.text) >= REPAIR else None

    def _places(self, keys: Sequence[int]) -> Iterator[tuple[Candidate, ...]]:
        """The sentences to look in: the passages that are cited together, then each of the others by itself."""
        cited = [key - 1 for key in dict.fromkeys(keys) if 1 <= key <= len(self._given)]
        if cited:
            yield tuple(c for i in cited for c in self._given[i])
        yield from (given for i, given in enumerate(self._given) if [i] != cited)


def parted(written: str) -> tuple[str, tuple[int, ...]]:
    """(text, keys) of a sentence as the model wrote it."""
    text = plain(written)
    keys = tuple(int(key) for match in _KEYS.finditer(text) for key in re.findall(r"\d+", match[1]))
    return unmarked(re.sub(r"\s+([.,;!?])", r"\1", _KEYS.sub("", text))), keys


def _carriers(text: str, sentences: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The sentence that has most of a text's words, then each that adds enough of what is still missing."""
    missing = {base(t.key): _worth(t) for t in tokens(text)}
    found: list[Candidate] = []
    left = list(sentences)
    while left and len(found) < MOST_QUOTES:
        gains = [(sum(missing.get(b, 0.0) for b in _bases(c.text)), -len(c.text)) for c in left]
        best = max(range(len(left)), key=gains.__getitem__)
        if gains[best][0] < (ADDS if found else 1.0):
            break
        found.append(left.pop(best))
        missing = {b: worth for b, worth in missing.items() if b not in _bases(found[-1].text)}
    return tuple(sorted(found, key=lambda c: (c.evidence.rank, c.start)))


def _with_antecedents(
    text: str, carriers: Sequence[Candidate], sentences: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """The carriers with the sentences that they lean on ("It is run by …"), where these have a word of the text."""
    had = {b for carrier in carriers for b in _bases(carrier.text)}
    wanted = {base(t.key) for t in tokens(text) if t.weight == 1} - had
    found: list[Candidate] = []
    for carrier in carriers:
        at = sentences.index(carrier)
        before = sentences[at - 1] if at else None
        if before and _leans(carrier.text) and _follows(before, carrier) and wanted & _bases(before.text):
            found.append(before)
        found.append(carrier)
    return tuple(dict.fromkeys(found))


def _leans(sentence: str) -> bool:
    """Whether it cannot be understood without the sentence before it ("Of this total, …")."""
    return leans(sentence) or bool(_POINTS.search(sentence))


def _follows(one: Candidate, other: Candidate) -> bool:
    return one.evidence == other.evidence and not (one.is_row or other.is_row) and one.text[-1:] in ".!?;"


def _units(carriers: Sequence[Candidate], sentences: Sequence[Candidate]) -> list[str]:
    """The sentences as they say something together: one that leans on the one before it, with that."""
    units: list[str] = []
    for carrier in carriers:
        before = sentences[sentences.index(carrier) - 1] if sentences.index(carrier) else None
        is_with = before in carriers and before is not None and _leans(carrier.text)
        if is_with and units:
            units[-1] += f"\n{plain(carrier.text)}"
        else:
            units.append(plain(carrier.text))
    return units


def _worth(token: Token) -> float:
    """A figure that is missing is reason enough to look for the sentence that has it."""
    return ADDS if token.is_figure and token.key[0].isdigit() else token.weight


def _bases(text: str) -> set[str]:
    return {base(token.key) for token in tokens(text)}


def _ended(text: str) -> str:
    return text if text[-1:] in ".!…" else f"{text}."


def _shown(text: str) -> str:
    """A sentence that was taken out as it may be shown: addresses made unreadable for whatever would open them."""
    return re.sub(r"[<>\[\]]|!(?=\()", " ", text).replace("://", ": //").replace("www.", "www ")[:400].strip()


def renumbered(statement: Statement, markers: dict[tuple[str, int | None, str], int]) -> Statement:
    """The statement with its markers counted through the answer; `markers` is added to."""
    citations = (
        replace(c, marker=markers.setdefault((c.document, c.page, c.quote), len(markers) + 1))
        for c in statement.citations
    )
    return replace(statement, citations=tuple(dict.fromkeys(citations)))
