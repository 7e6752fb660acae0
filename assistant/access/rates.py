"""How often somebody may ask: counted in memory, over the last minute."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

WITHIN = 60.0  # seconds
MOST_NAMES = 10_000  # that are counted at a time; those that asked longest ago are forgotten first


class Rates:
    """Questions of each name within a minute. Safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._asked: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, most: dict[str, int]) -> float:
        """Count a question for every name, where none of them has asked as often as it may; else count nothing, and
        give the seconds until all may ask again."""
        now = self.clock()
        with self._lock:
            waits = [0.0]
            for name, count in most.items():
                asked = self._asked.setdefault(name, deque())
                while asked and asked[0] <= now - WITHIN:
                    asked.popleft()
                if len(asked) >= count:
                    waits.append(asked[-count] + WITHIN - now)
            if not (wait := max(waits)):
                for name in most:
                    self._asked[name].append(now)
                    self._asked.move_to_end(name)
            while len(self._asked) > MOST_NAMES:
                self._asked.popitem(last=False)
            return wait
