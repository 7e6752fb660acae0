"""Answers written by a language model, of which only what the reports carry is shown."""

from assistant.writing.endpoint import Endpoint, WriterTrouble, endpoint_from
from assistant.writing.examined import Examined, examine
from assistant.writing.summary import checker_of, summarise
from assistant.writing.writer import write

__all__ = [
    "Endpoint",
    "Examined",
    "WriterTrouble",
    "checker_of",
    "endpoint_from",
    "examine",
    "summarise",
    "write",
]
