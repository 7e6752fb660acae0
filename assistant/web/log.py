"""The log file: what went wrong, in full, for whoever looks after the assistant."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

# Two old files are kept beside the current one.
MAX_BYTES, KEPT = 2_000_000, 2


def log_to(folder: Path) -> None:
    """Send all logging from here on to `folder/assistant.log`, and nothing to the screen."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "assistant.log", maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)
