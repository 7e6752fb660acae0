"""The log file: what went wrong, with its trace, for whoever looks after the machine."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

FOLDER = Path("logs")


def log_to_file(folder: Path = FOLDER) -> None:
    """Send all log messages to `assistant.log`, 5 × 2 MB; where it cannot be written, to nowhere."""
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "assistant.log", maxBytes=2_000_000, backupCount=4, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for noisy in ("pypdf", "pdfminer", "httpx", "sentence_transformers", "fontTools"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
