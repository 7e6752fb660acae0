"""What is kept in `index/`: the store (SQLite), the vectors (FAISS), the encoder, and bringing them up to date."""

from assistant.library.conversations import Conversations
from assistant.library.encoder import Encoder
from assistant.library.ingest import Step
from assistant.library.library import Library
from assistant.library.store import Store

__all__ = ["Conversations", "Encoder", "Library", "Step", "Store"]
