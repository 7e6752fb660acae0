"""The reading process: a request a line on standard input, answers as JSON lines on what was standard output.

A request is `{"path", "file_megabytes"}`. Its answers are any number of `{"pages", "recognised"}` (both
counted so far) and then `{"document"}` or `{"error": {"status", "message"}}`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from assistant.errors import ReadingError

from . import ocr
from .file import read_file
from .process import Message, limit_memory, serve
from .wire import to_wire


def _answer(request: Message, say: Callable[[Message], None]) -> None:
    path = Path(request["path"])
    try:
        document = read_file(
            path,
            lambda pages, recognised: say({"pages": pages, "recognised": recognised}),
            request["file_megabytes"],
        )
        say({"document": to_wire(document)})
    except ReadingError as error:
        say({"error": {"status": error.status, "message": str(error)}})
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a library met something it did not foresee; the other files go on
        say({"error": {"status": "unreadable", "message": f"{path.name} cannot be read. Export it again."}})


if __name__ == "__main__":
    # The hard limit is higher, for recognising pictures of pages where that is installed.
    limit_memory(int(sys.argv[1]), ocr.MEGABYTES if ocr.is_installed() else 0)
    serve(_answer)
