"""The two collections in Milvus: the passages, and the shelf that lists the documents whose passages are there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from assistant.library.indexed import Edition
from assistant.library.milvus.connection import SECONDS, Connection
from assistant.library.milvus.driver import driver
from assistant.library.milvus.rows import MOST_TERMS, Shelf, Shelved, within

PASSAGES, SHELF = "report_assistant_passages", "report_assistant_shelf"
MOST_FOUND = 16_384  # in one search; the most that Milvus gives
EXPLORED = 400  # candidates that a search of the graph keeps at least
LISTED = 5000  # rows of the shelf at a time
NOT_LOADED = 101  # Milvus' code of that error
REMOVED = 500  # documents in one request
REVISION = 0  # in place of a document's number: the row whose name is the store's revision

# Exact in one process; in a server a graph over 8-bit codes, as the store scores what is found with the exact vectors.
EXACT: dict[str, Any] = {"index_type": "FLAT"}
GRAPH: dict[str, Any] = {"index_type": "HNSW_SQ", "params": {"M": 16, "efConstruction": 200, "sq_type": "SQ8"}}


class Collections:
    """What Milvus holds of the library. Safe to share between threads. Raises LibraryError as Connection says."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # -- asking ----------------------------------------------------------------------------------------

    def found(self, field: str, vector: Any, k: int, scope: str) -> list[int]:
        """The ids of the `k` passages of a scope with the largest inner product, best first.

        field  "meaning" for a dense vector, "words" for a sparse one (term → weight).
        """
        most = min(k, MOST_FOUND)
        params = {"metric_type": "IP", "params": {"ef": max(most, EXPLORED)} if field == "meaning" else {}}
        (hits,) = self._asked(
            "search", PASSAGES, data=[vector], anns_field=field, limit=most, filter=scope, search_params=params,
            output_fields=["passage"],
        )  # fmt: skip
        return [int(hit["passage"]) for hit in hits]

    def count(self, scope: str) -> int:
        """How many passages a scope has."""
        (row,) = self._asked("query", PASSAGES, filter=scope, output_fields=["count(*)"])
        return int(row["count(*)"])

    def revision(self) -> str:
        """Of the store whose passages are held; "" where none was ever held whole."""
        if not self._has_shelf():
            return ""
        rows = self._asked(
            "query", SHELF, filter=f"document == {REVISION}", output_fields=["name"], consistency_level="Strong"
        )
        return str(rows[0]["name"]) if rows else ""

    def shelf(self) -> Shelf:
        """All documents that are held."""
        revision, documents = "", {}
        if not self._has_shelf():
            return Shelf("", {})
        with self._connection.client() as client:
            _load(client)
            pages = client.query_iterator(
                SHELF, batch_size=LISTED, filter=f"document >= {REVISION}", consistency_level="Strong",
                output_fields=["document", "name", "passages", "added", "terms"], timeout=SECONDS,
            )  # fmt: skip
            while rows := pages.next():
                for row in rows:
                    if row["document"] == REVISION:
                        revision = row["name"]
                        continue
                    edition = Edition(int(row["document"]), int(row["passages"]), row["added"])
                    documents[row["name"]] = Shelved(edition, int(row["terms"]))
            pages.close()
        return Shelf(revision, documents)

    def _has_shelf(self) -> bool:
        with self._connection.client() as client:
            return bool(client.has_collection(SHELF, timeout=SECONDS))

    def _asked(self, what: str, collection: str, **how: Any) -> Any:
        """What a method of the client says of a collection, which is loaded where it is not."""
        with self._connection.client() as client:
            try:
                return getattr(client, what)(collection, timeout=SECONDS, **how)
            except driver().MilvusException as error:
                if error.code != NOT_LOADED:
                    raise
                _load(client)
                return getattr(client, what)(collection, timeout=SECONDS, **how)

    # -- changing --------------------------------------------------------------------------------------

    def prepare(self, dimension: int) -> bool:
        """Make the collections, where there are none for vectors of this dimension. Returns whether they are new."""
        with self._connection.client() as client:
            if client.has_collection(PASSAGES, timeout=SECONDS):
                fields = client.describe_collection(PASSAGES, timeout=SECONDS)["fields"]
                if next(f for f in fields if f["name"] == "meaning")["params"]["dim"] == dimension:
                    return False
                client.drop_collection(SHELF, timeout=SECONDS)  # first: what it lists is there
                client.drop_collection(PASSAGES, timeout=SECONDS)
            _make_passages(client, dimension, self._connection.is_lite)
            _make_shelf(client)
        return True

    def put(self, rows: Iterable[dict[str, Any]]) -> None:
        """Passages, in place of those of the same ids."""
        with self._connection.client() as client:
            client.upsert(PASSAGES, list(rows), timeout=SECONDS)

    def shelve(self, documents: dict[str, Shelved]) -> None:
        """Say that all passages of these documents are there."""
        rows = [
            _shelf_row(d.edition.first, name, d.edition.passages, d.edition.added, d.terms)
            for name, d in documents.items()
        ]
        with self._connection.client() as client:
            client.upsert(SHELF, rows, timeout=SECONDS)

    def note_revision(self, revision: str) -> None:
        """Say that what is held is all of this revision of the store."""
        with self._connection.client() as client:
            client.upsert(SHELF, [_shelf_row(REVISION, revision, 0, "", 0)], timeout=SECONDS)

    def remove(self, numbers: Collection[int]) -> None:
        """Take documents out, the passages first: what is still on the shelf will be taken out the next time."""
        listed = sorted(numbers)
        with self._connection.client() as client:
            for start in range(0, len(listed), REMOVED):
                for name in (PASSAGES, SHELF):
                    client.delete(name, filter=within(listed[start : start + REMOVED]), timeout=SECONDS)


def _load(client: Any) -> None:
    """A server does it by itself when it starts, Milvus Lite does not; nothing happens where it is done."""
    for name in (PASSAGES, SHELF):
        client.load_collection(name, timeout=SECONDS)


def _shelf_row(number: int, name: str, passages: int, added: str, terms: int) -> dict[str, Any]:
    return {"document": number, "name": name, "passages": passages, "added": added, "terms": terms, "none": [0.0, 0.0]}


def _make_passages(client: Any, dimension: int, is_lite: bool) -> None:
    types = driver().DataType
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("passage", types.INT64, is_primary=True)
    schema.add_field("document", types.INT64)
    schema.add_field("meaning", types.FLOAT_VECTOR, dim=dimension)
    schema.add_field("words", types.SPARSE_FLOAT_VECTOR)
    for name in ("terms", "stated"):
        schema.add_field(name, types.ARRAY, element_type=types.INT32, max_capacity=MOST_TERMS)
    index = client.prepare_index_params()
    index.add_index("meaning", metric_type="IP", **(EXACT if is_lite else GRAPH))
    index.add_index("words", metric_type="IP", index_type="SPARSE_INVERTED_INDEX")
    index.add_index("document", index_type="INVERTED")
    if "lite" not in client.get_server_version(timeout=SECONDS):  # it has no index of arrays, and looks at each
        index.add_index("terms", index_type="INVERTED")
        index.add_index("stated", index_type="INVERTED")
    _make(client, PASSAGES, schema, index)


def _make_shelf(client: Any) -> None:
    types = driver().DataType
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("document", types.INT64, is_primary=True)
    schema.add_field("name", types.VARCHAR, max_length=128)
    schema.add_field("passages", types.INT64)
    schema.add_field("added", types.VARCHAR, max_length=64)
    schema.add_field("terms", types.INT64)
    schema.add_field("none", types.FLOAT_VECTOR, dim=2)  # Milvus takes no collection without a vector
    index = client.prepare_index_params()
    index.add_index("none", metric_type="IP", index_type="FLAT")
    _make(client, SHELF, schema, index)


def _make(client: Any, name: str, schema: Any, index: Any) -> None:
    # Session: who has written sees it at once. To wait for all that others wrote would cost each search 0.2 s.
    client.create_collection(name, schema=schema, consistency_level="Session", timeout=SECONDS)
    client.create_index(name, index, sync=False, timeout=SECONDS)  # there is nothing yet that would take time
    client.load_collection(name, timeout=SECONDS)
