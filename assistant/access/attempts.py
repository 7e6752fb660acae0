"""Wrong passwords, counted for the name that was typed and for the address that they came from."""

from __future__ import annotations

import time
from collections.abc import Callable

from assistant.access.secret import Secret
from assistant.library.store import Store

MOST = 10  # wrong passwords for a name or from an address, within
WITHIN = 15 * 60.0  # seconds


class Attempts:
    """The wrong passwords of the last quarter of an hour; they outlive a restart. Names are kept hashed, for people
    type their password into the wrong box."""

    def __init__(self, store: Store, secret: Secret, clock: Callable[[], float] = time.time) -> None:
        self.store = store
        self.secret = secret
        self.clock = clock

    def wait(self, name: str, address: str) -> float:
        """For how many seconds no further password is looked at; 0 where the next one is.

        name  "" where none was typed, so that the address alone counts.
        """
        since = self.clock() - WITHIN
        waits = [0.0]
        for column, value in (("name", self.secret.hidden(name)), ("address", address))[not name :]:
            rows = self.store.rows(
                f"SELECT at FROM attempts WHERE {column} = ? AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?",  # noqa: S608
                (value, since, MOST - 1),
            )
            waits += [at - since for (at,) in rows]
        return max(waits)

    def note(self, name: str, address: str) -> None:
        """Count a wrong password."""
        now = self.clock()
        with self.store.write() as db:
            db.execute("DELETE FROM attempts WHERE at <= ?", (now - WITHIN,))
            db.execute(
                "INSERT INTO attempts (name, address, at) VALUES (?, ?, ?)", (self.secret.hidden(name), address, now)
            )
