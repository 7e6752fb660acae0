"""The library's own secret, and what is derived from it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from assistant.library.store import Store

KEY = "access_secret"
EVERYONE = "everyone"  # the group of all who come in
USUAL = "reports"  # the collection of what was never placed in another
LENGTH = 32  # characters of a visitor's name, as the web's cookie has it


@dataclass(frozen=True, slots=True)
class Secret:
    """Makes names that nobody outside can make."""

    key: bytes = field(repr=False)

    def visitor(self, account: str) -> str:
        """What an account has in place of the random name that a browser would keep."""
        return base64.urlsafe_b64encode(self._digest("visitor", account)).decode()[:LENGTH]

    def owner(self, account: str) -> str:
        """Under what an account's conversations are kept: the web keeps them under a hash of the visitor's name."""
        return hashlib.sha256(self.visitor(account).encode()).hexdigest()

    def hidden(self, text: str) -> str:
        """A short hash of a text that only this library can make: the same for the same text."""
        return self._digest("hidden", text).hex()[:32]

    def _digest(self, use: str, text: str) -> bytes:
        return hmac.digest(self.key, f"{use}:{text}".encode(), "sha256")


def secret_of(store: Store) -> Secret:
    """The secret of a library, made when it is first asked for. From then on everyone may see what was placed in no
    other collection, until somebody takes that back."""
    if store.meta(KEY) is None:
        with store.write() as db:
            if db.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", (KEY, secrets.token_hex(32))).rowcount:
                db.execute("INSERT OR IGNORE INTO grants VALUES (?, ?)", (EVERYONE, USUAL))
    return Secret(bytes.fromhex(store.meta(KEY) or ""))


def token() -> str:
    """A new name that nobody can guess, for a session or a key."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What is kept of a token. It is random, so that a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()
