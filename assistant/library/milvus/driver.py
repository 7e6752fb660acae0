"""pymilvus, imported without what it does besides when it is imported."""

from __future__ import annotations

import logging
import os
import threading
from functools import cache
from typing import Any

from assistant.library.milvus import faults

_URI = "MILVUS_URI"
_importing = threading.Lock()


@cache
def driver() -> Any:
    """The module pymilvus. Raises LibraryError where it is not installed."""
    with _importing:
        # It opens what this variable names by itself, and fails where that is a folder. (An empty one says that there
        # is none, also where a file .env names one.) The settings have read it already.
        former = os.environ.pop(_URI, None)
        os.environ.update({_URI: ""})
        try:
            import pymilvus
        except ModuleNotFoundError as error:
            raise faults.absent() from error
        finally:
            os.environ.pop(_URI)
            if former is not None:
                os.environ.update({_URI: former})
        # It writes each error with its trace on the screen, in handlers of its own.
        for name in ("pymilvus", "pymilvus.milvus_client"):
            logger = logging.getLogger(name)
            logger.handlers.clear()
            logger.propagate = True
        return pymilvus
