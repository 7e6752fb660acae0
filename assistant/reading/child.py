"""The reading process: a request a line on standard input, answers as JSON lines on what was standard output.

A request is `{"path", "file_megabytes"}`. Its answers are any number of `{"pages", "recognised"}` (both
counted so far) and then `{"document"}` or `{"error": {"status", "message"}}`.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from assistant.errors import ReadingError

from . import ocr
from .file import read_file
from .sandbox import MEMORY_EXIT
from .wire import to_wire


def main() -> None:
    """Serves until standard input ends. Exits with MEMORY_EXIT when the memory given does not suffice."""
    _limit(int(sys.argv[1]))
    # Libraries print: only this module may write where the parent listens.
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)

    def say(message: dict[str, Any]) -> None:
        answers.write(json.dumps(message) + "\n")
        answers.flush()

    say({"ready": True})
    for line in sys.stdin:
        request = json.loads(line)
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
            os._exit(MEMORY_EXIT)
        except Exception:  # noqa: BLE001 - a library met something it did not foresee; the other files go on
            say({"error": {"status": "unreadable", "message": f"{path.name} cannot be read. Export it again."}})


def _limit(megabytes: int) -> None:
    """Limits the address space; the hard limit is higher, for recognising pictures of pages where that is installed."""
    if sys.platform == "linux":
        import resource

        extra = ocr.MEGABYTES if ocr.is_installed() else 0
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, (megabytes + extra) * 2**20))


if __name__ == "__main__":
    main()
