"""What keeps Milvus from answering, as errors for a person: what happened, and what to do next."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from assistant.errors import LibraryError

_BACK = "To search without Milvus, set ASSISTANT_SEARCH=faiss and start the assistant again."


def absent() -> LibraryError:
    return LibraryError(
        "ASSISTANT_SEARCH names Milvus, and its client is not installed. Run: pip install 'report-assistant[milvus]'. "
        + _BACK
    )


def closed(folder: str) -> LibraryError:
    return LibraryError(
        f"Milvus Lite could not open {folder}. One process at a time can: stop the other, or let a Milvus server hold "
        f"the passages and name it in MILVUS_URI. Where no other process runs, the log says why. {_BACK}"
    )


def unreachable(uri: str) -> LibraryError:
    return LibraryError(
        f"Milvus cannot be reached at {shown(uri)}, so nothing was searched; the reports are safe. Check that it "
        f"runs and that MILVUS_URI and MILVUS_TOKEN are right, then do this again. {_BACK}"
    )


def slow(uri: str, seconds: float) -> LibraryError:
    return LibraryError(
        f"Milvus at {shown(uri)} did not answer within {seconds:g} seconds, so this was not searched. Try again in a "
        f"moment; if it stays so, look at what Milvus is doing. {_BACK}"
    )


def gone(uri: str) -> LibraryError:
    return LibraryError(
        f"Milvus at {shown(uri)} no longer holds the passages, so nothing was searched; the reports are safe. Put them "
        f"there again with: assistant index. {_BACK}"
    )


def refused(uri: str, why: str) -> LibraryError:
    return LibraryError(
        f"Milvus at {shown(uri)} refused what it was asked ({why}), so nothing was searched; the reports are safe. "
        f"Check MILVUS_TOKEN and the Milvus version (docs/scale.md), then do this again. {_BACK}"
    )


def shown(uri: str) -> str:
    """The address without the name and password that may stand in it."""
    parts = urlsplit(uri)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
