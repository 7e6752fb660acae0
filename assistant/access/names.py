"""Names of accounts, groups and keys, in the one form in which they are kept and compared."""

from __future__ import annotations

import unicodedata

from assistant.errors import AssistantError

LONGEST = 100  # characters; an address of e-mail fits
KEYS = "key:"  # before the name of a key that is nobody's


def name_in_form(text: str) -> str:
    """A name without regard to case and width, so that nobody can pass for another by writing a name differently.

    Raises AssistantError where it is empty, too long, begins as a key's, or has control characters or
    spaces other than single ones.
    """
    name = unicodedata.normalize("NFKC", text).casefold().strip()
    is_whole = name.isprintable() and name == " ".join(name.split()) and not name.startswith(KEYS)
    if not name or len(name) > LONGEST or not is_whole:
        raise AssistantError(f"{text[:LONGEST]!r} cannot be a name. Take 1 to {LONGEST} letters, digits and signs.")
    return name
