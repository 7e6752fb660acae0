"""Who may come in: accounts, sessions, keys of programs, and the log of what was done."""

from assistant.access.audit import NO_AUDIT, Audit, open_audit
from assistant.access.office import NotKnownError, Office, TooOftenError, open_office
from assistant.access.rules import Rules, rules_of

__all__ = [
    "NO_AUDIT",
    "Audit",
    "NotKnownError",
    "Office",
    "Rules",
    "TooOftenError",
    "open_audit",
    "open_office",
    "rules_of",
]
