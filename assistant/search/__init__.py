"""A question → evidence."""

from assistant.search.documents import asked_of, focused
from assistant.search.followup import about, in_context
from assistant.search.matching import rarity
from assistant.search.query import Query, parse
from assistant.search.reranker import Reranker
from assistant.search.retrieval import permitted, search
from assistant.search.understanding import in_their_names, known_as

__all__ = [
    "Query",
    "Reranker",
    "about",
    "asked_of",
    "focused",
    "in_context",
    "in_their_names",
    "known_as",
    "parse",
    "permitted",
    "rarity",
    "search",
]
