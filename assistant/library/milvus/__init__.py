"""Search on Milvus: what it holds is derived from the store, and what it finds is scored with the store.

Imported only where the settings choose Milvus; its client is an extra of the package (`milvus`).
"""

from assistant.library.milvus.engine import MilvusEngine

__all__ = ["MilvusEngine"]
