"""Questions about what a donor gives, answered from the ledger: its rows' own sentences, and how many they are.

"How much …" where no amount is written is a silence that shows the commitments that are known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.candidates import Candidate, sentences_of
from assistant.answers.choice import in_order
from assistant.answers.context import completed
from assistant.commitments import Donors, amounts, told_once
from assistant.library.library import Library
from assistant.library.store import Store
from assistant.passages.stems import stem
from assistant.passages.words import content_words
from assistant.search.query import Query
from assistant.search.understanding import other_names
from assistant.tuning import MOST_LISTED
from assistant.values import Commitment, CommitmentStatus, Evidence, Report
from assistant.values.reports import BAR

_GIVING = (
    r"(?:fund\w*|financ\w*|support\w*|give|gave|given|giving|contribut\w*|provid\w*|pledg\w*|commit\w*|announc\w*"
    r"|donat\w*|disburs\w*|pay|pays|paid|spend|spent|grant\w*|money|aid|assist\w*|sponsor\w*)"
)
_DONOR = r"⟦\d⟧"
_OPENING = r"(?:and |so )?(?:what|which|how much|how many|list|show|name|tell me|give me|everything|all)\b[^?]*"
_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^{_OPENING}{_DONOR}[^?]*\b{_GIVING}",
        rf"^{_OPENING}\b{_GIVING}\b[^?]*\b(?:by|from|of) (?:the )?{_DONOR}",
        rf"^{_DONOR}(?:’s|'s)? (?:\w+ ){{0,2}}{_GIVING}\s*\??$",
    )
)
_AMOUNT = re.compile(
    r"\bhow much\b|\bwhat (?:amount|sum|total)\b|\bhow many (?:dollars|euros|million)\b", re.IGNORECASE
)
_TOTAL = re.compile(r"\b(?:in total|altogether|in all|overall|total|sum of)\b", re.IGNORECASE)
# Words of such a question that name no topic.
_NO_TOPIC = re.compile(
    rf"^(?:{_GIVING}|project\w*|program\w*|activit\w*|initiative\w*|thing\w*|everything|list|show|name|tell|report\w*"
    r"|amount\w*|total|altogether|overall|sum|donor\w*|partner\w*|recent\w*|current\w*|new|far|lao|laos|pdr|country"
    r"|sector|area\w*|kind\w*|work\w*|development|ha[sd]|have|already|also|any)$"
)
# "Who funds the wells?", with what is funded.
_WHO_GIVES = re.compile(
    rf"^(?:and |so )?(?:who|which (?:donor|partner|countr|agenc)\w*)\b[^?]*?\b{_GIVING}\b(?P<topic>[^?]*)",
    re.IGNORECASE,
)
_STATUSES: dict[CommitmentStatus, re.Pattern[str]] = {
    "announced": re.compile(r"\bannounc", re.IGNORECASE),
    "pledged": re.compile(r"\bpledg", re.IGNORECASE),
    "disbursed": re.compile(r"\bdisburs|\bpaid\b|\bpay out\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Funding:
    """What the ledger has on a question.

    said    the sentences of its rows, those with an amount where an amount is asked for; empty where none is written.
    known   the sentences of the rows that are known where no amount is.
    donor   as the ledger names it; `rows` are all of its rows that the question is about.
    """

    donor: str
    rows: tuple[Commitment, ...]
    said: tuple[Candidate, ...]
    known: tuple[Candidate, ...]
    asks_amount: bool
    asks_total: bool

    @property
    def silence(self) -> str:
        """Why no amount is said, and what is known instead."""
        return f"Amount not stated. {self.note}"

    @property
    def note(self) -> str:
        """ "Australia: 5 commitments in 1 report, 1 with an amount." """
        reports = {quote.document for row in self.rows for quote in row.quotes}
        with_amount = sum(row.value is not None for row in self.rows)
        count = f"{len(self.rows)} commitment{'' if len(self.rows) == 1 else 's'}"
        place = f"{len(reports)} report{'' if len(reports) == 1 else 's'}"
        summary = f"{self.donor}: {count} in {place}, {with_amount or 'none'} with an amount."
        return f"{summary} Amounts are not added up." if self.asks_total and with_amount > 1 else summary


def funding(library: Library, query: Query, reports: Sequence[Report]) -> Funding | None:
    """The ledger's part of an answer; None where the question does not ask what one donor gives, or where the ledger
    has nothing on it."""
    store, ledger = library.store, library.ledger
    asked = _donor_asked(query, ledger.donors)
    if asked is None:
        return None
    name, words = asked
    within = {r.name for r in reports}
    given = [r for r in ledger.rows() if not r.wrong and name in r.donor.split("; ") and r.quote.document in within]
    of_topic = told_once([r for r in given if _is_of(r, words, query)])
    if not of_topic:
        return None
    asks_amount = bool(_AMOUNT.search(query.text))
    of_status = [r for r in of_topic if (status := _status_asked(query)) and r.status == status]
    about = tuple(of_status or of_topic)
    with_amount = [r for r in about if r.value is not None]
    said = _sentences(store, with_amount if asks_amount else about, reports)
    known = _sentences(store, about, reports) if asks_amount and not said else ()
    return Funding(name, about, said, known, asks_amount, bool(_TOTAL.search(query.text)))


def _status_asked(query: Query) -> CommitmentStatus | None:
    """The status that a question asks for; "committed" is said of any."""
    return next((status for status, words in _STATUSES.items() if words.search(query.text)), None)


def says_amount(chosen: Sequence[Candidate], donor: str, donors: Donors) -> bool:
    """Whether a sentence has both the donor and an amount of money."""
    return any(amounts(c.said) and donor in {m.donor.name for m in donors.mentions(c.said)} for c in chosen)


def of_donor(query: Query, chosen: Sequence[Candidate], donors: Donors) -> tuple[Candidate, ...]:
    """Of what is said on what one donor gives, the sentences that name it; where none does, those that name no other
    donor. All of it for any other question."""
    asked = _donor_asked(query, donors)
    if asked is None:
        return tuple(chosen)
    named = {c: {m.donor.name for m in donors.mentions(c.said)} for c in chosen}
    return tuple(c for c in chosen if asked[0] in named[c]) or tuple(c for c in chosen if not named[c])


def on_topic(store: Store, query: Query, chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Where a question asks who gives to something, the sentences whose passage or headings have a word or another name
    of that thing: whoever gives to kitchens says nothing of wells."""
    asked = _WHO_GIVES.search(query.text)
    topic = asked["topic"] if asked else ""
    words = {stem(topic[a:b].lower()) for a, b in content_words(topic) if not _NO_TOPIC.match(topic[a:b])}
    if not words or not chosen:
        return tuple(chosen)
    names = other_names(store, query)

    def has_it(candidate: Candidate) -> bool:
        p, report = candidate.evidence.passage, candidate.evidence.report
        text = " ".join([p.text, *p.headings, report.title, report.sector or ""])
        stems = {stem(text[a:b].lower()) for a, b in content_words(text)}
        return bool(words & stems) or any(name.lower() in text.lower() for name in names)

    return tuple(c for c in chosen if has_it(c))


def _donor_asked(query: Query, donors: Donors) -> tuple[str, tuple[str, ...]] | None:
    """The one donor that a question is about, and the stems of its topic; None for any other question."""
    if query.parts > 1:
        return None
    mentions = [m for m in donors.mentions(query.text) if m.form in ("name", "short", "agency")]
    names = {m.donor.name for m in mentions}
    if not mentions:
        return None
    giver = mentions[0]
    text = f"{query.text[: giver.start]}⟦0⟧{query.text[giver.end :]}"
    if not any(pattern.search(text) for pattern in _ASKED) or len(names) > 2:
        return None
    rest = text.replace("⟦0⟧", " ")
    words = [rest[a:b].lower() for a, b in content_words(rest)]
    others = {word.lower() for m in mentions[1:] for word in query.text[m.start : m.end].split()}
    topic = [w for w in words if not _NO_TOPIC.match(w) and not w.isdigit() and w not in others]
    return giver.donor.name, tuple(map(stem, topic))


def _is_of(row: Commitment, topic: Sequence[str], query: Query) -> bool:
    """Whether a row is on the question's topic (half of its words) and of its year."""
    told = " ".join([*(q.text for q in row.quotes), *row.quote.headings[-2:], row.scope or "", row.date or ""])
    if query.years and not any(str(year) in told for year in query.years) and row.report_year not in query.years:
        return False
    has = {stem(word.lower()) for word in re.findall(r"[^\W_]+", told)}
    return 2 * sum(word in has for word in topic) >= len(topic)


def _sentences(store: Store, rows: Sequence[Commitment], reports: Sequence[Report]) -> tuple[Candidate, ...]:
    """The rows' own sentences, each with what it takes to understand it, in the order of the reports."""
    by_name = {r.name: r for r in reports}
    found: list[Candidate] = []
    for row in rows[:MOST_LISTED]:
        # A sentence reads better than a row of a table that tells the same.
        quote = row.quote
        if BAR in quote.text:
            quote = next((q for q in row.quotes if BAR not in q.text), quote)
        place = store.passage_at(quote.document_id, quote.start)
        passage = store.passages([place]).get(place) if place is not None else None
        report = by_name.get(quote.document)
        if passage is None or report is None:
            continue
        evidence = Evidence(passage, report, rank=1, score=1.0, found_by=("words",))
        sentence = next((c for c in sentences_of(evidence) if c.start <= quote.start + 8 < c.end), None)
        if sentence and (whole := completed(store, sentence)):
            found.append(whole)
    return in_order(found)
