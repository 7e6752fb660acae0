"""What a person is told when something cannot be done: what happened, and what to do next."""

from __future__ import annotations


class AssistantError(Exception):
    """An error for a person. `str(error)` is one or two sentences, the last of which says what to do next."""


class LibraryError(AssistantError):
    """The index cannot be used as it is."""


class DamageError(LibraryError):
    """What is stored was altered by something else than the assistant."""


class ModelError(AssistantError):
    """A model is missing, altered or cannot be loaded."""


class QuestionError(AssistantError):
    """The question cannot be worked with (empty, or far too long)."""


class NotAllowedError(AssistantError):
    """A person may not do this."""


class ReadingError(AssistantError):
    """A file cannot be read. `status` is the word that the status row shows."""

    def __init__(self, status: str, message: str) -> None:
        super().__init__(message)
        self.status = status
