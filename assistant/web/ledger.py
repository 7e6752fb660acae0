"""The ledger's moves, as plain functions of a desk: no gradio here."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.commitments import told_once
from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.sources import Source
from assistant.values import Commitment, LedgerFilters, Quoted
from assistant.web.ledger_order import ordered
from assistant.web.ledger_view import View
from assistant.web.words import Words

# Quotes of one row whose sources are opened; a commitment told in more places is shown with the first ones.
MOST_QUOTES = 12


@dataclass(frozen=True, slots=True)
class Opened:
    """A row with what its quotes open; None for a passage that left the index meanwhile."""

    row: Commitment
    sources: tuple[tuple[Quoted, Source | None], ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the commitments page can see and do."""

    desk: Desk
    words: Words

    def rows(self, view: View) -> tuple[Commitment, ...]:
        """The rows of a view, in its order."""
        return ordered(self.desk.commitments(view.filters), view.order)

    def all_rows(self) -> tuple[Commitment, ...]:
        """Every row, those marked as wrong too."""
        return self.desk.commitments(LedgerFilters(wrong=True))

    def opened(self, view: View) -> Opened:
        """The open row of a view. Raises AssistantError where the ledger no longer has it."""
        row = self._row(view)
        return Opened(row, tuple((quoted, self._source(quoted)) for quoted in row.quotes[:MOST_QUOTES]))

    def mark(self, view: View, wrong: bool) -> None:
        """Mark the open row as wrong, or take that back, in every report that tells it."""
        for row in self._tellings(self._row(view)):
            self.desk.mark_row(row.id, wrong)

    def restore(self, view: View) -> None:
        """Take back all that was set in the open row."""
        for row in self._tellings(self._row(view)):
            self.desk.restore_row(row.id)

    def correct(self, view: View, field: str, value: str) -> None:
        """Set a field of the open row. Raises AssistantError where the value cannot stand."""
        first, *others = self._tellings(self._row(view))
        self.desk.correct_row(first.id, field, value or None)
        for other in others:  # or they would be told beside the row as they were
            with contextlib.suppress(AssistantError):  # an amount that does not stand in the other's quote
                self.desk.correct_row(other.id, field, value or None)

    def _row(self, view: View) -> Commitment:
        """The open row, as the view's filters join it with its like, else as the whole ledger does, else by itself."""
        looks: tuple[Callable[[], Sequence[Commitment]], ...] = (
            lambda: self.desk.commitments(view.filters),
            self.all_rows,
            self.desk.library.ledger.rows,
        )
        for rows in looks:
            if found := next((row for row in rows() if row.id == view.row), None):
                return found
        raise AssistantError(self.words["ledger.gone"])

    def _tellings(self, row: Commitment) -> tuple[Commitment, ...]:
        """The rows of single reports that are told as this one, itself first."""
        alike = [
            other
            for other in self.desk.library.ledger.rows()
            if other.id != row.id and other.quote in row.quotes and len(told_once((row, other))) == 1
        ]
        return (row, *alike)

    def _source(self, quoted: Quoted) -> Source | None:
        try:
            return self.desk.sources.of_row(quoted)
        except AssistantError:  # its report was removed meanwhile
            return None
