"""A connection to Milvus, made when it is first used, and its errors in words."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.library.milvus import faults
from assistant.library.milvus.driver import driver

CONNECT_SECONDS = 5.0
SECONDS = 10.0  # that one request may take
NOT_FOUND = 100  # Milvus' code of a collection that is not there
# A server that comes back is reached at once: else gRPC waits the longer (up to two minutes) the longer it was away.
CHANNEL = {"grpc.use_local_subchannel_pool": 1, "grpc.max_reconnect_backoff_ms": 1000}


class Connection:
    """Milvus at an address: a folder of Milvus Lite, or `http://host:19530`. Safe to share between threads.

    `http://host:19530/name` is the database of that name, one for each library.
    """

    def __init__(self, uri: str, token: str) -> None:
        self.uri = uri
        self._token = token
        self._lock = threading.Lock()
        self._client: Any = None

    @property
    def is_lite(self) -> bool:
        """Whether Milvus Lite runs in this process, over a folder."""
        return "://" not in self.uri

    @contextmanager
    def client(self) -> Iterator[Any]:
        """The client, a pymilvus.MilvusClient. Raises LibraryError where Milvus does not do what it is asked in it."""
        milvus_exception = driver().MilvusException
        import grpc  # comes with it

        try:
            yield self._connected()
        except grpc.FutureTimeoutError as error:
            raise faults.slow(self.uri, SECONDS) from error
        except grpc.RpcError as error:
            if error.code() is grpc.StatusCode.DEADLINE_EXCEEDED:
                raise faults.slow(self.uri, SECONDS) from error
            raise faults.unreachable(self.uri) from error
        except milvus_exception as error:
            if error.code is grpc.StatusCode.UNAVAILABLE or "Fail connecting" in error.message:
                raise faults.unreachable(self.uri) from error
            if "Retry timeout" in error.message or error.code is grpc.StatusCode.DEADLINE_EXCEEDED:
                raise faults.slow(self.uri, SECONDS) from error
            if error.code == NOT_FOUND:
                raise faults.gone(self.uri) from error
            raise faults.refused(self.uri, error.message) from error

    def _connected(self) -> Any:
        with self._lock:
            if self._client is None:
                self._client = driver().MilvusClient(
                    self._address(), token=self._token, timeout=CONNECT_SECONDS, grpc_options=CHANNEL
                )
            return self._client

    def _address(self) -> str:
        if not self.is_lite:
            return self.uri
        try:
            from milvus_lite.server_manager import server_manager_instance as lite
        except ModuleNotFoundError as error:
            raise faults.absent() from error
        Path(self.uri).parent.mkdir(parents=True, exist_ok=True)
        address = lite.start_and_get_uri(self.uri)
        if address is None:
            raise faults.closed(self.uri)
        return str(address)
