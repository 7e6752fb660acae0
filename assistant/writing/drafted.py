"""What the model writes, as finished sentences while it comes."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Generator, Iterator, Sequence

from assistant.passages import sentences
from assistant.writing.call import ASK_AGAIN, Call, Message
from assistant.writing.endpoint import Endpoint, WriterTrouble

LONGEST = 900  # characters of a sentence; nothing that a person reads is longer
AGAIN = 3  # how often the same sentence may come until it is a loop

_AFTER_STOP = re.compile(r"([.!?…]+[\"”’)]*)[^\S\n]*((?:\[[\d,;\s]{1,40}\][^\S\n]*)+)")
_BEGUN_KEY = re.compile(r"\s*\[[\d,;\s\[\]]*\Z")
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)


class Draft:
    """Iterates over the finished sentences of an answer. Closing the iterator ends the request at the endpoint.

    shown  set by the reader when a sentence has been shown: until then the time for the first one runs.
    stop   says whether nobody waits any longer.
    Raises WriterTrouble, also after some sentences.
    """

    def __init__(
        self, endpoint: Endpoint, messages: Sequence[Message], stop: Callable[[], bool] = lambda: False
    ) -> None:
        self.shown = False
        self._stop = stop
        self._endpoint = endpoint
        self._messages = messages

    def __iter__(self) -> Generator[str, None, None]:
        started = time.monotonic()
        first, last = started + self._endpoint.seconds_to_first, started + self._endpoint.seconds_in_all
        text, written = "", 0
        seen: dict[str, int] = {}
        with Call(self._endpoint, self._messages, self._stop) as call:
            call.open(min(first, last))
            moved = started
            while (piece := call.read(self._deadline(first, last, moved))) is not None:
                if not piece:
                    continue
                text, written = text + piece, written + len(piece)
                if written > self._endpoint.most_characters:
                    raise WriterTrouble("went on without an end", ASK_AGAIN)
                done, text = finished(text)
                for sentence in done:
                    moved = time.monotonic()
                    seen[sentence] = seen.get(sentence, 0) + 1
                    if seen[sentence] == AGAIN:
                        raise WriterTrouble("repeats itself", ASK_AGAIN)
                    if seen[sentence] == 1:
                        yield sentence
                if len(text) > LONGEST and not _thinks(text):
                    raise WriterTrouble("wrote a sentence without an end", ASK_AGAIN)
            if text.strip() and not _thinks(text):
                yield from self._last(text, call.ended, seen)

    def _deadline(self, first: float, last: float, moved: float) -> float:
        return min(last, max(first, moved + self._endpoint.seconds_to_first) if self.shown else first)

    def _last(self, text: str, ended: bool, seen: dict[str, int]) -> Iterator[str]:
        *done, rest = [*finished(f"{text}\n\x00")[0], ""]
        for sentence in (s for s in (*done, rest) if s):
            whole = ended or re.search(r"[.!?…][\"”’)]*\s*\Z", sentence)
            if not whole:
                raise WriterTrouble("was cut off in mid-sentence", ASK_AGAIN)
            if sentence not in seen:
                yield sentence


def finished(text: str) -> tuple[list[str], str]:
    """(the sentences that nothing can be added to, the rest). Keys after a full stop belong to the sentence before."""
    text = _THOUGHT.sub("", text)
    if _thinks(text):
        return [], text
    text = _AFTER_STOP.sub(lambda m: f" {m[2].strip()}{m[1]} ", text)
    spans = sentences(text)
    if len(spans) < 2:
        return [], text
    rest = spans[-1][0]
    done = spans[:-1]
    if _BEGUN_KEY.match(text[rest:]):  # which may belong to the last of them
        rest = done[-1][0]
        done = done[:-1]
    return [text[a:b] for a, b in done], text[rest:]


def _thinks(text: str) -> bool:
    """Whether it is in the thoughts that some models write before the answer."""
    start = text.lstrip()[:7]
    return bool(start) and "<think>".startswith(start)
