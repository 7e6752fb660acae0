"""A file → Document. `read_file` reads in this process; `Reader` in a child process with budgets."""

from assistant.errors import ReadingError

from .file import SUFFIXES, read_file
from .normal import storable
from .sandbox import Reader

__all__ = ["SUFFIXES", "Reader", "ReadingError", "read_file", "storable"]
