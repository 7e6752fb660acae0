"""One request to a language model: its text piece by piece, each wait with a limit, and every fault as WriterTrouble.

An event loop of its own is stepped by whoever waits, because only so a wait can be ended at a given moment and the
request be closed at once. So it cannot be used on a thread that runs an event loop; a worker thread can.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, TypeVar

import httpx
import stamina

from assistant.writing.endpoint import Endpoint, WriterTrouble

Message = Mapping[str, str]
T = TypeVar("T")

TRIES = 3
MOST_BYTES = 4_000_000  # of an answer with all that is around its text
MOST_OF_LINE = 200_000
LOOK = 0.1  # seconds of a wait after which it is looked whether somebody still waits
ASK_AGAIN = "Ask again, or look at the endpoint with: assistant doctor"


class Call:
    """The text of an answer as it comes; leaving the context closes the request, so that the endpoint stops too.

    ended  whether the model said that it had ended, and was not cut off.
    stop   says whether nobody waits any longer; then WriterTrouble is raised.
    """

    def __init__(
        self, endpoint: Endpoint, messages: Sequence[Message], stop: Callable[[], bool] = lambda: False
    ) -> None:
        self.endpoint = endpoint
        self.ended = False
        self._stop = stop
        self._started = time.monotonic()
        self._body: dict[str, Any] = {
            "model": endpoint.model,
            "messages": list(messages),
            "stream": True,
            "temperature": 0,
            "max_tokens": endpoint.most_tokens,
        }
        self._runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self._client: httpx.AsyncClient | None = None
        self._response: httpx.Response | None = None
        self._chunks: AsyncIterator[bytes] = iter_nothing()
        self._lines: list[bytes] = []
        self._rest = b""
        self._bytes = 0

    def __enter__(self) -> Call:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self._runner.run(self._close())
        finally:
            self._runner.close()

    def open(self, deadline: float) -> None:
        """Send the request, again where that may help; `deadline` by time.monotonic(). Raises WriterTrouble."""

        def may_help(error: Exception) -> bool | float:
            if not isinstance(error, WriterTrouble) or error.again is None:
                return False
            return error.again if 0 < error.again < deadline - time.monotonic() else error.again == 0

        left = max(0.001, deadline - time.monotonic())
        for attempt in stamina.retry_context(on=may_help, attempts=TRIES, timeout=left, wait_max=2.0, wait_jitter=0.2):
            with attempt:
                self._wait(self._send(), deadline)

    def read(self, deadline: float) -> str | None:
        """The next piece of text, which may be empty; None at the end. Raises WriterTrouble."""
        while not self._lines:
            chunk = self._wait(anext(self._chunks, None), deadline)
            if chunk is None and not self._rest.strip():
                return None  # without [DONE]: cut off, unless a finish reason came before
            chunk = b"\n" if chunk is None else chunk
            self._bytes += len(chunk)
            *self._lines, self._rest = (self._rest + chunk).split(b"\n")
            if self._bytes > MOST_BYTES or len(self._rest) > MOST_OF_LINE:
                raise _not_ours()
        line = self._lines.pop(0).strip()
        if not line.startswith(b"data:"):
            if line and not line.startswith((b":", b"event:", b"id:", b"retry:")):
                raise _not_ours()
            return ""
        data = line.removeprefix(b"data:").strip()
        if data == b"[DONE]":
            return None
        text, reason = _piece(data)
        self.ended |= reason == "stop"
        return text

    def _wait(self, what: Awaitable[T], deadline: float) -> T:
        """Let the request go on until something has come. Raises WriterTrouble."""

        async def limited() -> T:
            waiting = asyncio.ensure_future(what)
            try:
                while True:
                    if self._stop():
                        raise WriterTrouble("was stopped", ASK_AGAIN)
                    left = deadline - time.monotonic()
                    if (await asyncio.wait({waiting}, timeout=max(0.0, min(LOOK, left))))[0]:
                        return await waiting
                    if left <= LOOK:
                        raise TimeoutError
            finally:
                waiting.cancel()

        try:
            return self._runner.run(limited())
        except TimeoutError:
            all_gone = time.monotonic() - self._started >= self.endpoint.seconds_in_all
            seconds = self.endpoint.seconds_in_all if all_gone else self.endpoint.seconds_to_first
            raise WriterTrouble(f"did not answer within {seconds:g} seconds", ASK_AGAIN) from None
        except (httpx.ConnectError, httpx.ConnectTimeout):
            raise WriterTrouble(
                f"cannot be reached at {self.endpoint.host}", "Start it, or correct ASSISTANT_LLM_URL.", again=0
            ) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError):
            # Without the cause: what was sent, the key included, may stand in it.
            raise WriterTrouble("broke the connection off", ASK_AGAIN) from None

    async def _send(self) -> None:
        await self._close()
        self._client = httpx.AsyncClient(
            timeout=self.endpoint.seconds_in_all,  # the deadlines end it before
            trust_env=False,
            follow_redirects=False,
        )
        headers = {"Accept": "text/event-stream", "Accept-Encoding": "identity"}
        if key := self.endpoint.key.get_secret_value():
            headers["Authorization"] = f"Bearer {key}"
        request = self._client.build_request("POST", self.endpoint.completions, json=self._body, headers=headers)
        self._response = await self._client.send(request, stream=True)
        if self._response.status_code == 400 and self._body.pop("max_tokens", None):
            # Newer models of a cloud know it under another name, and choose their temperature themselves.
            self._body["max_completion_tokens"] = self.endpoint.most_tokens
            self._body.pop("temperature")
            raise WriterTrouble("refused the request (400)", ASK_AGAIN, again=0)
        if trouble := _refused(self._response, self.endpoint):
            raise trouble
        self._chunks = self._response.aiter_raw()

    async def _close(self) -> None:
        if self._response is not None:
            await self._response.aclose()
        if self._client is not None:
            await self._client.aclose()
        self._response = self._client = None


async def iter_nothing() -> AsyncIterator[bytes]:
    """No bytes, before a request is open."""
    return
    yield b""


def _refused(response: httpx.Response, endpoint: Endpoint) -> WriterTrouble | None:
    """What a status tells; None where the answer follows. The body is not read: it may repeat the key."""
    status = response.status_code
    if status == 200:
        kind = response.headers.get("content-type", "").partition(";")[0].strip()
        return None if kind == "text/event-stream" and "content-encoding" not in response.headers else _not_ours()
    if status in (401, 403):
        return WriterTrouble(f"does not accept the key ({status})", "Set ASSISTANT_LLM_KEY to a key of this endpoint.")
    if status == 404:
        return WriterTrouble(
            f"{endpoint.model!r} is not known at {endpoint.host} (404)",
            "Correct ASSISTANT_LLM_MODEL or ASSISTANT_LLM_URL.",
        )
    if status == 429:
        return WriterTrouble("has too many requests (429)", "Ask again in a while.", again=_after(response))
    if status >= 500:
        return WriterTrouble(f"has a fault of its own ({status})", ASK_AGAIN, again=0)
    if 300 <= status < 400:
        return WriterTrouble(
            "refers to another address, which is not followed", "Set ASSISTANT_LLM_URL to its final address."
        )
    return WriterTrouble(
        f"refused the request ({status})", "Check ASSISTANT_LLM_MODEL, and its limits at the endpoint."
    )


def _not_ours() -> WriterTrouble:
    return WriterTrouble(
        "answered in a form that is not understood", "Check that ASSISTANT_LLM_URL is an OpenAI-compatible endpoint."
    )


def _after(response: httpx.Response) -> float:
    """The seconds of Retry-After; 0 where there are none (a date is not reckoned with)."""
    try:
        return max(0.0, float(response.headers.get("retry-after", "0")))
    except ValueError:
        return 0.0


def _piece(data: bytes) -> tuple[str, str | None]:
    """(text, why it ended) of one event. Raises WriterTrouble where it is not of the form."""
    try:
        event: Any = json.loads(data)
        if isinstance(event, dict) and "error" in event:
            raise WriterTrouble("stopped with a fault of its own", ASK_AGAIN)
        choices = event["choices"]
        if not choices:  # the last event, with the usage alone
            return "", None
        text = (choices[0].get("delta") or {}).get("content") or ""
        reason = choices[0].get("finish_reason")
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        raise _not_ours() from None
    if not isinstance(text, str):
        raise _not_ours()
    return text, reason if isinstance(reason, str) else None
