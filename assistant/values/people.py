"""Who is asking, and what they may see and do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["reader", "curator", "administrator"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at one of the doors.

    name         of the account; "" where there are no accounts, as on a laptop.
    role         a reader asks; a curator also adds, removes and corrects; an administrator also keeps the accounts.
    collections  the names of those whose reports may be seen; None for all.
    address      where the request comes from, for the audit log; two persons are not told apart by it.
    """

    name: str
    role: Role
    collections: frozenset[str] | None = None
    address: str = field(default="", compare=False)

    @property
    def may_change(self) -> bool:
        """Whether reports and ledger rows may be added, removed and corrected."""
        return self.role != "reader"

    @property
    def may_keep_accounts(self) -> bool:
        return self.role == "administrator"


# On a laptop there is one person, who may do everything.
ANYBODY = Person("", "administrator")

# Somebody who has not signed in sees nothing and changes nothing.
NOBODY = Person("", "reader", frozenset())
