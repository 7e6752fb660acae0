"""Who is asking, and what they may see and do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["reader", "curator", "administrator"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at one of the doors.

    name         of the account; "" where there are no accounts, as on a laptop.
    role         a reader asks; a curator also adds, removes and corrects; an administrator also keeps the accounts.
    collections  the names of those whose reports may be seen; None for all.
    """

    name: str
    role: Role
    collections: frozenset[str] | None = None

    @property
    def may_change(self) -> bool:
        """Whether reports and ledger rows may be added, removed and corrected."""
        return self.role != "reader"

    @property
    def may_keep_accounts(self) -> bool:
        return self.role == "administrator"


# On a laptop there is one person, who may do everything.
ANYBODY = Person("", "administrator")
