"""Keys of programs, which ask through the API and the tools."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.access.names import name_in_form
from assistant.access.secret import fingerprint, token
from assistant.errors import AssistantError
from assistant.library.store import Store

PREFIX = "ra_"  # by which a key that was let out is recognised


@dataclass(frozen=True, slots=True)
class Key:
    """A key without what it opens. `account` is whose rights it has; None for those that everyone has."""

    name: str
    account: str | None
    added: str


class Keys:
    """The keys in the library, of which hashes are kept alone."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def all(self) -> tuple[Key, ...]:
        return tuple(Key(*row) for row in self.store.rows("SELECT name, account, added FROM client_keys ORDER BY name"))

    def add(self, name: str, account: str | None = None) -> str:
        """A new key. It is returned this once. Raises AssistantError where its name is taken, or no such account is."""
        name, key = name_in_form(name), PREFIX + token()
        account = None if account is None else name_in_form(account)
        with self.store.write() as db:
            if db.execute("SELECT 1 FROM client_keys WHERE name = ?", (name,)).fetchone():
                raise AssistantError(f"There is a key {name!r} already. Remove it, or take another name.")
            if account is not None and not db.execute("SELECT 1 FROM accounts WHERE name = ?", (account,)).fetchone():
                raise AssistantError(f"There is no account {account!r}. See all with: assistant users list")
            now = datetime.now(UTC).isoformat(timespec="seconds")
            db.execute("INSERT INTO client_keys VALUES (?, ?, ?, ?)", (name, fingerprint(key), account, now))
        return key

    def remove(self, name: str) -> None:
        """Let a key open nothing any more. Raises AssistantError where there is none of this name."""
        with self.store.write() as db:
            gone = db.execute("DELETE FROM client_keys WHERE name = ?", (name_in_form(name),)).rowcount
        if not gone:
            raise AssistantError(f"There is no key {name!r}. See all with: assistant keys list")

    def find(self, key: str) -> Key | None:
        """The key that a program sent."""
        rows = self.store.rows("SELECT name, account, added FROM client_keys WHERE key = ?", (fingerprint(key),))
        return Key(*rows[0]) if rows else None
