"""A child process of ours that answers requests with JSON lines, within limits of time and memory."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import psutil

Message = dict[str, Any]

_MEMORY_EXIT = 77
_START_SECONDS = 60.0  # a child that imports its libraries from a cold disk
_LOOK_SECONDS = 0.25  # how often the processor time of a child is looked at
_IDLE = 10  # a child that waits (for a disk, for the processor of a busy server) gets its seconds so many times over


class Late(Exception):  # noqa: N818 - news for the door that asked, not an error that a person sees
    """No answer came in time. The child is ended."""


class Lost(Exception):  # noqa: N818
    """The child died, or could not be started (`started` is then False)."""

    def __init__(self, started: bool, by_memory: bool = False) -> None:
        super().__init__()
        self.started = started
        self.by_memory = by_memory


class Child:
    """One process that runs a module of ours with `serve`; started when first asked, replaced when it is gone.

    megabytes  most memory (address space), MiB, which the module gets as its argument and sets with `limit_memory`.
    """

    def __init__(self, module: str, megabytes: int) -> None:
        self._module = module
        self._megabytes = megabytes
        self._process: subprocess.Popen[str] | None = None
        self._lines: queue.Queue[str | None] = queue.Queue()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def wait(self) -> int:
        """Waits until the process ends; how it ended, 0 where none runs."""
        return self._process.wait() if self._process else 0

    def send(self, request: Message) -> None:
        """Asks. Raises Lost."""
        if self._process is None or self._process.poll() is not None:
            self._start()
        if self._process is None or self._process.stdin is None:
            raise Lost(started=False)
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except OSError:
            raise self._lost() from None

    def worked(self) -> float:
        """Seconds of processor time that the process has used since it began; 0 where none runs."""
        try:
            times = psutil.Process(self.pid).cpu_times() if self.pid else None
        except psutil.NoSuchProcess:
            times = None
        return times.user + times.system if times else 0.0

    def receive(self, seconds: float) -> Message:
        """The next line that it answers. Raises Late or Lost; the next `send` then starts another process.

        seconds  of its work from now: by the clock, a good file would be given up for other people's load.
        """
        worked, waited = self.worked() + seconds, time.monotonic() + seconds * _IDLE
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, min(_LOOK_SECONDS, seconds)))
                break
            except queue.Empty:
                if self.worked() >= worked or time.monotonic() >= waited:
                    self.stop()
                    raise Late from None
        if line is None:
            raise self._lost()
        message: Message = json.loads(line)
        return message

    def stop(self) -> None:
        """Ends the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    continue

    def _lost(self) -> Lost:
        code = self.wait()
        self.stop()
        return Lost(True, code in (_MEMORY_EXIT, -6, -9))  # a C++ library without memory aborts; the kernel kills

    def _start(self) -> None:
        self.stop()
        # S603: it runs our own module; the names of files never stand on its command line.
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", self._module, str(self._megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="ascii",
            cwd=Path(__file__).parents[2],
        )
        self._lines = queue.Queue()
        threading.Thread(target=_forward, args=(self._process.stdout, self._lines), daemon=True).start()
        try:
            ready = self._lines.get(timeout=_START_SECONDS) is not None
        except queue.Empty:
            ready = False
        if not ready:
            self.stop()


def _forward(source: IO[str] | None, lines: queue.Queue[str | None]) -> None:
    """Hands the child's lines on until it ends; None marks the end."""
    if source is not None:
        try:
            for line in source:
                lines.put(line)
        except ValueError:
            pass  # closed by `stop` while it was read
    lines.put(None)


# --- within the child ---


def serve(answer: Callable[[Message, Callable[[Message], None]], None]) -> None:
    """Answers requests until standard input ends. `answer` gets a request and what says a message to the parent."""
    # Libraries print: only this function may write where the parent listens.
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)

    def say(message: Message) -> None:
        answers.write(json.dumps(message) + "\n")
        answers.flush()

    say({"ready": True})
    for line in sys.stdin:
        try:
            answer(json.loads(line), say)
        except MemoryError:
            os._exit(_MEMORY_EXIT)


def limit_memory(megabytes: int, more: int = 0) -> None:
    """Limits this process's address space, MiB; `more` is what it may still take later, by its own decision."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, (megabytes + more) * 2**20))
