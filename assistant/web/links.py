"""Links from the plain pages into the chat."""

from __future__ import annotations

from urllib.parse import urlencode

from assistant.web.header import PATHS
from assistant.web.limits import Limits

UNLIMITED = Limits()


def to_chat(question: str = "", limits: Limits = UNLIMITED) -> str:
    """The chat with a question in its box, limited as a page is."""
    query = "&".join(part for part in (urlencode({"question": question}) if question else "", limits.query) if part)
    return f"{PATHS['chat']}?{query}" if query else PATHS["chat"]
