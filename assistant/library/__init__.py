"""What is kept in `index/`: the store (SQLite), the vectors (FAISS), the encoder, and bringing them up to date.

Nothing is imported here: `assistant documents` needs the store, and none of what encodes and searches.
"""
