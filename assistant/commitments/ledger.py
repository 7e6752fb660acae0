"""A document's commitments: its sentences and the rows of its tables, each row standing on its quote."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.commitments.anaphora import antecedent
from assistant.commitments.bodies import implementers
from assistant.commitments.donors import Donor, Donors
from assistant.commitments.find import Found, find
from assistant.commitments.marked import mark
from assistant.commitments.money import Amount
from assistant.commitments.rules import all_rules
from assistant.commitments.tables import TableRow, table_rows
from assistant.commitments.told import with_contradictions
from assistant.commitments.when import date_in
from assistant.commitments.where import scope_of
from assistant.passages.located import Located, located_sentences
from assistant.passages.quotes import Page, quotes
from assistant.values import Block, Commitment, CommitmentStatus, CurrencyBasis, Document, Quoted

RULES_VERSION = "2"
SAY_SO, OF_ALL = 3, 0.8  # rows that name the reporting body as receiver: at least so many, and of all that name one
BACK = 3  # sentences, in which "the unit" is looked for
_POINTS_BACK = re.compile(
    r"\b(?:it|them|this|these|the (?:same )?(?:work|project|programme|money|funds|funding|activities|initiative))\b",
    re.IGNORECASE,
)
NOT_NAMED = "Not named"


@dataclass(frozen=True, slots=True)
class _Text:
    """A document's text, blocks and pages, for finding quotes again. `page` gives a stored page by its number."""

    document: Document
    text: str
    blocks: tuple[tuple[Block, int], ...]
    page: Callable[[int | None], Page]

    def quoted(self, sentence: Located) -> tuple[Quoted, ...]:
        """The sentence as it stands on its page or pages; nothing where it is not found there."""
        touching = tuple(
            (block, start)
            for block, start in self.blocks
            if start < sentence.end and start + len(block.text) > sentence.start
        )
        found = quotes(sentence.start, sentence.end, touching, self.page)
        d = self.document
        return tuple(
            Quoted(d.id, d.name, q.page, q.text, q.start, q.end, q.block.headings, q.block.column) for q in found or ()
        )


def commitments_of(document: Document, donors: Donors) -> tuple[Commitment, ...]:
    """The rows of the ledger that a document gives, in the order in which it tells them."""
    spans = tuple((span.block, span.start) for span in document.spans())
    stored = dict(enumerate(document.pages, 1))
    # Folding a page takes longer than reading its sentences, and few pages have any of the ledger's.
    page = cache(lambda number: Page(stored.get(number or 1, "")))
    text = _Text(document, document.text, spans, page)
    sentences = located_sentences(document)
    told: list[tuple[Found, Commitment]] = []
    for number, sentence in enumerate(sentences):
        if sentence.block.kind not in ("heading", "row"):
            told += _of_sentence(text, sentences, number, donors)
    rows = _to_its_own_body(told)
    rows += _of_tables(text, sentences, donors)
    return with_contradictions(sorted({row.id: row for row in rows}.values(), key=lambda row: row.quote.start))


def rules_version(donors: Donors) -> str:
    """Changes when the rules or the donors do, so that the ledger is then made anew."""
    return f"{RULES_VERSION}-{hashlib.sha256((donors.key + all_rules()).encode()).hexdigest()[:16]}"


def _of_sentence(
    text: _Text, sentences: Sequence[Located], number: int, donors: Donors
) -> list[tuple[Found, Commitment]]:
    sentence = sentences[number]
    said = text.text[sentence.start : sentence.end].replace("\n", " ")
    before = _before(text, sentences, number)
    found = find(said, donors, before[0][1] if before else "")
    if not found:
        return []
    stands = text.quoted(sentence)
    if not stands:
        return []
    following = _who_implements_it(text, sentences, number, donors)
    rows = []
    for one in found:
        purpose = one.purpose
        needed: tuple[Quoted, ...] = ()
        if pointed := antecedent(one.purpose, said, before, sentence.block.headings):
            purpose, place = pointed
            needed = text.quoted(place) if place else ()
        if one.implementer is None and following:
            place, agents = following
            one, needed = replace(one, implementer="; ".join(agents)), needed + text.quoted(place)
        rows.append((one, _row(text.document, one, said, purpose, _donor_first(stands, one) + needed)))
    return rows


def _who_implements_it(
    text: _Text, sentences: Sequence[Located], number: int, donors: Donors
) -> tuple[Located, tuple[str, ...]] | None:
    """The next sentence, where it says who carries out what this one pays for: "Norland Relief implements it."."""
    if number + 1 >= len(sentences) or not _same_place(sentences[number].block, sentences[number + 1].block):
        return None
    following = sentences[number + 1]
    said = text.text[following.start : following.end].replace("\n", " ")
    if not _POINTS_BACK.search(said) or find(said, donors):
        return None
    marked = mark(said, donors)
    agents = implementers(marked, (0, len(marked.text)), ())
    return (following, agents) if agents else None


def _same_place(one: Block, other: Block) -> bool:
    """Whether two blocks stand in one cell, or under one heading."""
    prose = one.kind not in ("heading", "row") and other.kind not in ("heading", "row")
    return prose and (one.headings, one.row, one.column) == (other.headings, other.row, other.column)


def _to_its_own_body(told: Sequence[tuple[Found, Commitment]]) -> list[Commitment]:
    """A body's own report on its funding seldom repeats who receives. Where nearly all rows that say so name one
    body, the others that are told from the receiving side get it too, with the nearest such row's quote."""
    said = [(one.receiver, row) for one, row in told if one.receiver and one.received]
    names = Counter(name for name, _ in said)
    if not said or (most := names.most_common(1)[0])[1] < SAY_SO or most[1] < OF_ALL * len(said):
        return [row for _, row in told]
    saying = [row for name, row in said if name == most[0]]
    rows = []
    for one, row in told:
        if one.received and row.implementer is None and most[0] not in (row.donor, row.donor_code):
            nearest = min(saying, key=lambda other: abs(other.quote.start - row.quote.start))
            row = replace(row, implementer=most[0], quotes=(*row.quotes, nearest.quote))
        rows.append(row)
    return rows


def _before(text: _Text, sentences: Sequence[Located], number: int) -> tuple[tuple[Located, str], ...]:
    """Up to three sentences before, in the same cell or under the same heading, nearest first."""
    found: list[tuple[Located, str]] = []
    for other in reversed(sentences[max(0, number - BACK) : number]):
        if not _same_place(sentences[number].block, other.block):
            break
        found.append((other, text.text[other.start : other.end].replace("\n", " ")))
    return tuple(found)


def _donor_first(stands: tuple[Quoted, ...], one: Found) -> tuple[Quoted, ...]:
    """Of a sentence that runs over a page's end, the part with the amount or the donor first."""
    wanted = one.amount.written if one.amount else one.donors[0].name if one.donors else ""
    return tuple(sorted(stands, key=lambda quoted: wanted not in quoted.text))


def _row(document: Document, one: Found, said: str, purpose: str | None, stands: tuple[Quoted, ...]) -> Commitment:
    clause = said[one.clause[0] : one.clause[1]]
    return _commitment(
        document,
        one.donors,
        one.amount,
        one.status,
        implementer=one.implementer,
        purpose=purpose,
        scope=scope_of(clause, purpose),
        date=_date_after(said, one) or date_in(clause) or date_in(said),
        stands=stands,
    )


def _date_after(said: str, one: Found) -> str | None:
    """The date right after the amount: "fell from $3 million in 2022 to $2 million in 2023" is of 2023."""
    return date_in(said[one.amount.end : one.amount.end + len(" in September 2019")]) if one.amount else None


def _commitment(
    document: Document,
    donors: tuple[Donor, ...],
    amount: Amount | None,
    status: CommitmentStatus,
    *,
    implementer: str | None,
    purpose: str | None,
    scope: str | None,
    date: str | None,
    stands: tuple[Quoted, ...],
) -> Commitment:
    """A row with its id and the currency as far as it is known."""
    names = "; ".join(d.name for d in donors) or NOT_NAMED
    codes = "; ".join(d.code for d in donors if d.code) or None
    currency, basis = _currency(amount, codes)
    told = (document.name, names, amount.written if amount else "", stands[0].text, status)
    return Commitment(
        id=hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:16],
        report_year=document.year,
        sector=document.sector,
        donor=names,
        donor_code=codes,
        amount_as_written=amount.written.strip() if amount else None,
        value=float(amount.value) if amount else None,
        currency=currency,
        currency_basis=basis,
        status=status,
        implementer=implementer,
        recipient_or_purpose=purpose,
        scope=scope,
        date=date,
        quotes=stands,
    )


def _currency(amount: Amount | None, codes: str | None) -> tuple[str | None, CurrencyBasis]:
    if amount is None:
        return None, "not stated"
    if amount.currency:
        return amount.currency, "written"
    assumed = amount.of_donor(codes)
    return (assumed, "assumed from the donor") if assumed else (None, "not stated")


def _of_tables(text: _Text, sentences: Sequence[Located], donors: Donors) -> list[Commitment]:
    """The rows of tables whose head names a column of donors."""
    cells = [(sentence.block, sentence) for sentence in sentences if sentence.block.kind == "row"]
    return [row for told in table_rows(cells, donors) for row in _of_table_row(text, told)]


def _of_table_row(text: _Text, told: TableRow) -> Iterator[Commitment]:
    stands, head = text.quoted(told.place), text.quoted(told.head)
    if not stands or not head:
        return
    # An amount given together is one row; without one, each donor has its own.
    for donors in [told.donors] if told.amount else [(donor,) for donor in told.donors]:
        yield _commitment(
            text.document,
            donors,
            told.amount,
            told.status,
            implementer=told.implementer,
            purpose=told.purpose,
            scope=told.scope,
            date=told.date,
            stands=stands + head,
        )
