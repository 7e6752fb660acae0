"""How memory is taken, so that a server that is asked and changed all day does not grow."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# glibc's names for mallopt, and what it comes to by itself in a process that has freed large arrays.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_USUAL_TRIM, _USUAL_MMAP = 64 << 20, 32 << 20
_APART = 1 << 20  # bytes

_lock = threading.Lock()
_within = 0


@contextmanager
def given_back() -> Iterator[None]:
    """Arrays of a megabyte and more that are taken meanwhile go back to the system when they are freed.

    glibc puts arrays of up to 32 MB among all others. Each change of the library makes somewhat larger ones than those
    that it frees, and they do not fit into the gaps: 24 uploads to 20,000 passages took a server from 738 to 932 MB,
    and with this from 655 to 697. Not for encoding, which takes and frees such arrays all the time (28 s → 36 s).
    Nothing is done where the C library is another.
    """
    global _within
    with _lock:
        _within += 1
        if _within == 1:
            _set({_MMAP_THRESHOLD: _APART, _TRIM_THRESHOLD: _USUAL_TRIM})
    try:
        yield
    finally:
        with _lock:
            _within -= 1
            if not _within:
                _set({_MMAP_THRESHOLD: _USUAL_MMAP, _TRIM_THRESHOLD: _USUAL_TRIM})


def shared_by_threads() -> None:
    """Have the threads of a server share two pools of memory, where glibc gives sixteen of them one each: what many
    people need at once is then taken twice and not sixteen times. To be called before there are threads.

    200 people for three minutes, 20,000 passages: 938 MB in the second minute and 1,042 in the last; with it 875, 948.
    """
    _set({_ARENA_MAX: 2})


def _set(options: dict[int, int]) -> None:
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        for option, value in options.items():
            mallopt(option, value)
