"""The accounts of an office: names, roles and hashes of passwords."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args

from assistant.access.names import name_in_form
from assistant.access.passwords import NONE, hashed
from assistant.access.secret import Secret
from assistant.errors import AssistantError
from assistant.library.store import Store
from assistant.values.people import Role

ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody of the office.

    groups  those that somebody put it into, by name.
    added   ISO 8601, UTC.
    """

    name: str
    role: Role
    groups: tuple[str, ...]
    has_password: bool
    added: str


class Accounts:
    """The accounts in the library. A change of password or role ends or changes sessions at once."""

    def __init__(self, store: Store, secret: Secret) -> None:
        self.store = store
        self.secret = secret

    def all(self) -> tuple[Account, ...]:
        """Every account, by name."""
        rows = self.store.rows("SELECT name, role, password <> '', added FROM accounts ORDER BY name")
        return tuple(Account(name, role, self._groups(name), bool(has), added) for name, role, has, added in rows)

    def any(self) -> bool:
        return bool(self.store.rows("SELECT 1 FROM accounts LIMIT 1"))

    def find(self, name: str) -> Account | None:
        """The account of a name in its kept form."""
        rows = self.store.rows("SELECT role, password <> '', added FROM accounts WHERE name = ?", (name,))
        return Account(name, rows[0][0], self._groups(name), bool(rows[0][1]), rows[0][2]) if rows else None

    def hash_of(self, name: str) -> str | None:
        """The hash of an account's password; None for an unknown name."""
        rows = self.store.rows("SELECT password FROM accounts WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else None

    def add(
        self, name: str, role: str, groups: Iterable[str] = (), password: str | None = None, first: bool = False
    ) -> str:
        """Add an account. Returns its name as it is kept.

        password  None for somebody who comes in through a proxy alone.
        first     only while there is no other.
        Raises AssistantError where the name is taken or something cannot stand.
        """
        name, groups = name_in_form(name), _groups_in_form(groups)
        kept = NONE if password is None else hashed(password, name)
        _check_role(role)
        with self.store.write() as db:
            if first and db.execute("SELECT 1 FROM accounts LIMIT 1").fetchone():
                raise AssistantError("There is an account already. Sign in with it.")
            if db.execute("SELECT 1 FROM accounts WHERE name = ?", (name,)).fetchone():
                raise AssistantError(f"There is an account {name!r} already. See all with: assistant users list")
            db.execute("INSERT INTO accounts VALUES (?, ?, ?, ?)", (name, role, kept, _now()))
            db.executemany("INSERT INTO members VALUES (?, ?)", ((name, group) for group in groups))
        return name

    def remove(self, name: str) -> int:
        """Remove an account with its sessions, keys and conversations. Returns how many conversations it had."""
        name = self._known(name)
        owner = self.secret.owner(name)
        with self.store.write() as db:
            self._keep_an_administrator(name)
            db.execute("DELETE FROM accounts WHERE name = ?", (name,))
            db.execute("DELETE FROM uploads WHERE owner = ? AND state = 'done'", (owner,))
            return db.execute("DELETE FROM conversations WHERE owner = ?", (owner,)).rowcount

    def set_password(self, name: str, password: str) -> None:
        """Set a password, end all sessions of the account, and forget the wrong passwords typed for it."""
        name = self._known(name)
        kept = hashed(password, name)
        with self.store.write() as db:
            db.execute("UPDATE accounts SET password = ? WHERE name = ?", (kept, name))
            db.execute("DELETE FROM sessions WHERE account = ?", (name,))
            db.execute("DELETE FROM attempts WHERE name = ?", (self.secret.hidden(name),))

    def set_hash(self, name: str, kept: str) -> None:
        """Keep another hash of the same password."""
        with self.store.write() as db:
            db.execute("UPDATE accounts SET password = ? WHERE name = ?", (kept, name))

    def set_role(self, name: str, role: str) -> None:
        name = self._known(name)
        _check_role(role)
        with self.store.write() as db:
            if role != "administrator":
                self._keep_an_administrator(name)
            db.execute("UPDATE accounts SET role = ? WHERE name = ?", (role, name))

    def set_groups(self, name: str, groups: Iterable[str]) -> None:
        """Put an account into these groups and no others."""
        name, groups = self._known(name), _groups_in_form(groups)
        with self.store.write() as db:
            db.execute("DELETE FROM members WHERE account = ?", (name,))
            db.executemany("INSERT INTO members VALUES (?, ?)", ((name, group) for group in groups))

    def _known(self, name: str) -> str:
        name = name_in_form(name)
        if self.hash_of(name) is None:
            raise AssistantError(f"There is no account {name!r}. See all with: assistant users list")
        return name

    def _keep_an_administrator(self, name: str) -> None:
        """Raises AssistantError where `name` is the only administrator among others, who would be left without."""
        others = self.store.rows("SELECT role FROM accounts WHERE name <> ?", (name,))
        is_one = self.store.rows("SELECT 1 FROM accounts WHERE name = ? AND role = 'administrator'", (name,))
        if is_one and others and ("administrator",) not in others:
            raise AssistantError(
                f"{name!r} is the only administrator. Make somebody else one first: "
                "assistant users role NAME administrator"
            )

    def _groups(self, name: str) -> tuple[str, ...]:
        rows = self.store.rows('SELECT "group" FROM members WHERE account = ? ORDER BY 1', (name,))
        return tuple(group for (group,) in rows)


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise AssistantError(f"There is no role {role!r}. Choose one of: {', '.join(ROLES)}")


def _groups_in_form(groups: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name_in_form(group) for group in groups}))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
