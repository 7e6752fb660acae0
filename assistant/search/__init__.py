"""A question → evidence."""

from assistant.search.followup import in_context
from assistant.search.query import Query, parse
from assistant.search.retrieval import permitted, search
from assistant.search.understanding import in_their_names

__all__ = ["Query", "in_context", "in_their_names", "parse", "permitted", "search"]
