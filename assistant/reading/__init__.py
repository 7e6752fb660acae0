"""A file → Document. `read_file` reads in this process; `Reader` in a child with budgets, `Readers` in several."""

from assistant.errors import ReadingError

from .file import SUFFIXES, read_file
from .normal import storable
from .sandbox import Reader, Readers

__all__ = ["SUFFIXES", "Reader", "Readers", "ReadingError", "read_file", "storable"]
