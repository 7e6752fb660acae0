"""The engine that the settings name."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from assistant.library.engine import Engine
from assistant.library.faiss_engine import FaissEngine


def engine_named(search: Literal["faiss", "milvus"], folder: Path, milvus_uri: str, milvus_token: str) -> Engine:
    """What searches the library in a folder. What is wrong with Milvus is said when it is first asked.

    milvus_uri  a folder of Milvus Lite, or http://host:19530; "" for a folder in the library's.
    """
    if search == "faiss":
        return FaissEngine(folder)
    from assistant.library.milvus import MilvusEngine  # only where it is chosen

    return MilvusEngine(folder, milvus_uri, milvus_token)
