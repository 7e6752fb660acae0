"""The log of what was done: a line of JSON each, in files that give way to newer ones."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Literal

from assistant.access.secret import Secret
from assistant.errors import AssistantError
from assistant.values.people import Person

Questions = Literal["hash", "text"]
MOST_DOCUMENTS = 200  # named in one line

log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Audit:
    """Notes who did what, when and from where. It is never told a password, a key or a session.

    file       None where nothing is noted.
    questions  whether a question is noted as it was asked, or as a hash by which like questions are seen to be alike.
    """

    file: RotatingFileHandler | None = None
    secret: Secret | None = None
    questions: Questions = "hash"
    clock: Callable[[], datetime] = _now

    def note(
        self, action: str, person: Person, what: str = "", question: str = "", documents: Iterable[str] = ()
    ) -> None:
        """Note that a person did something; what the server does by itself is nobody's.

        what       to what it was done: a report, an account, a key.
        documents  the names of the reports that the answer stands on.
        """
        if self.file is None or self.secret is None or not (person.name or person.address):
            return
        said = {
            "when": self.clock().isoformat(timespec="milliseconds"),
            "who": person.name,
            "address": person.address,
            "action": action,
            "what": what,
            "question": question if self.questions == "text" else question and self.secret.hidden(question),
            "documents": list(dict.fromkeys(documents))[:MOST_DOCUMENTS],
        }
        line = json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)
        self.file.handle(logging.makeLogRecord({"msg": line}))


NO_AUDIT = Audit()


class _File(RotatingFileHandler):
    """Files that only their owner may read. What cannot be written is told to the log of the server."""

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return open(descriptor, "a", encoding="utf-8")  # noqa: PTH123 - a descriptor; closed by its handler

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - its name in logging
        log.error("a line of the audit log could not be written", exc_info=True)


def open_audit(path: Path, megabytes: int, files: int, questions: Questions, secret: Secret) -> Audit:
    """An audit log in `files` files of so many megabytes; 0 leaves the changing of files to another process.

    Raises AssistantError where it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = _File(path, maxBytes=megabytes * 1_000_000, backupCount=files - 1)
    except OSError as error:
        raise AssistantError(
            f"The audit log {path} cannot be written ({error.strerror}). Name another file with ASSISTANT_AUDIT_FILE, "
            "or set ASSISTANT_AUDIT=off"
        ) from error
    return Audit(file, secret, questions)
