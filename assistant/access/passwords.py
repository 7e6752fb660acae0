"""Passwords: what may be one, and their argon2id hashes."""

from __future__ import annotations

import functools
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from assistant.errors import AssistantError

SHORTEST, LONGEST = 12, 200  # characters
NONE = ""  # in place of a hash: this account has no password, and comes in through a proxy

# The profile of RFC 9106 for machines with little memory: 64 MiB, three passes.
_hasher = PasswordHasher()


def hashed(password: str, name: str) -> str:
    """The hash under which an account's password is kept. Raises AssistantError where it cannot be one."""
    password = _normal(password)
    if not SHORTEST <= len(password) <= LONGEST:
        raise AssistantError(
            f"A password has {SHORTEST} to {LONGEST} characters, and this one has {len(password):,}. "
            "Choose another; a few words in a row are easy to remember."
        )
    if password.casefold() in (name, name * 2) or len(set(password)) < 5:
        raise AssistantError("This password is too easily guessed. Choose another, such as a few words in a row.")
    return rehashed(password)


def rehashed(password: str) -> str:
    """The hash of a password that is in use already."""
    return _hasher.hash(_normal(password))


def is_right(password: str, kept: str | None) -> bool:
    """Whether a password is the one whose hash is kept. It takes as long where there is none as where there is."""
    try:
        return _hasher.verify(kept or _nobodys(), _normal(password[: LONGEST + 1])) and bool(kept)
    except (VerifyMismatchError, InvalidHashError):
        return False


def is_old(kept: str) -> bool:
    """Whether a hash was made with other settings than those now in force."""
    return _hasher.check_needs_rehash(kept)


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)  # the same on every keyboard


@functools.cache
def _nobodys() -> str:
    return _hasher.hash("nobody has this password")
