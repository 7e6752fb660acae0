"""The values that flow through the assistant: file → Document → Passage → Evidence → Answer.

All are frozen; all sequences are tuples. Offsets count characters, pages count from 1, and boxes are
PDF points `(left, top, right, bottom)` with the origin at the page's top left.
"""

from assistant.values.answers import Answer, Citation, Evidence, Planned, Rejected, Searched, Statement
from assistant.values.ledger import Commitment, CommitmentStatus, CurrencyBasis, LedgerFilters, Quoted
from assistant.values.overview import Overview
from assistant.values.reports import (
    Block,
    BlockKind,
    Box,
    Document,
    FileStatus,
    Filters,
    IndexStatus,
    Passage,
    Report,
    Span,
)
from assistant.values.talks import Conversation, Feedback, KeptTurn

__all__ = [
    "Answer",
    "Block",
    "BlockKind",
    "Box",
    "Citation",
    "Commitment",
    "CommitmentStatus",
    "Conversation",
    "CurrencyBasis",
    "Document",
    "Evidence",
    "Feedback",
    "FileStatus",
    "Filters",
    "IndexStatus",
    "KeptTurn",
    "LedgerFilters",
    "Overview",
    "Passage",
    "Planned",
    "Quoted",
    "Rejected",
    "Report",
    "Searched",
    "Span",
    "Statement",
]
