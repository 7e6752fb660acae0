"""A question → evidence."""

from assistant.search.query import Query, parse
from assistant.search.retrieval import permitted, search

__all__ = ["Query", "parse", "permitted", "search"]
