"""What a person sent, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.values.reports import IndexStatus

UploadState = Literal["waiting", "reading", "done"]


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a person's list.

    owner    of whose list it is; path is where the file is kept, "" for one that was refused.
    size     in bytes.
    status   what became of it; None until it is done.
    message  what went wrong and what to do, or what it is a copy of; "" where there is nothing to say.
    added    when it came and when it was done, ISO 8601 in UTC; `done` is None until then.
    """

    id: str
    owner: str
    name: str
    path: str
    size: int
    sha256: str
    state: UploadState
    status: IndexStatus | None
    message: str
    pages: int
    passages: int
    rows: int
    commitments: int
    added: str
    done: str | None
