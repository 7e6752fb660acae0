"""Sessions: a random token in a cookie, and its hash with two ends in the library."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable

from assistant.access.secret import fingerprint, token
from assistant.library.store import Store

SEEN_EVERY = 60.0  # seconds between two notes that a session is in use


class Sessions:
    """The sessions of accounts.

    idle    seconds without a request after which a session ends.
    longest seconds after which it ends in any case.
    clock   gives the time in seconds.
    """

    def __init__(self, store: Store, idle: float, longest: float, clock: Callable[[], float] = time.time) -> None:
        self.store = store
        self.idle, self.longest, self.clock = idle, longest, clock

    def begin(self, account: str, before: str = "") -> str:
        """A new session of an account; the one that the browser had before ends. Returns the token."""
        new, now = token(), self.clock()
        with self.store.write() as db:
            db.execute(
                "DELETE FROM sessions WHERE token = ? OR used < ? OR started < ?",
                (fingerprint(before), now - self.idle, now - self.longest),
            )
            db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (fingerprint(new), account, now, now))
        return new

    def account(self, token: str) -> tuple[str, bool] | None:
        """Whose session this is, and whether `touch` is due; None where it is none, or has ended."""
        now = self.clock()
        rows = self.store.rows(
            "SELECT account, used FROM sessions WHERE token = ? AND used >= ? AND started >= ?",
            (fingerprint(token), now - self.idle, now - self.longest),
        )
        return (str(rows[0][0]), now - rows[0][1] >= SEEN_EVERY) if rows else None

    def touch(self, token: str) -> None:
        """Note that a session is in use, unless others write for too long; the next request notes it then."""
        with contextlib.suppress(sqlite3.OperationalError), self.store.write() as db:
            db.execute("UPDATE sessions SET used = ? WHERE token = ?", (self.clock(), fingerprint(token)))

    def end(self, token: str) -> None:
        with self.store.write() as db:
            db.execute("DELETE FROM sessions WHERE token = ?", (fingerprint(token),))
