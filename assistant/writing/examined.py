"""A look at the endpoint, for `assistant doctor`."""

from __future__ import annotations

import time
from dataclasses import dataclass

from assistant.writing.call import Call
from assistant.writing.endpoint import Endpoint, WriterTrouble


@dataclass(frozen=True, slots=True)
class Examined:
    """Whether it writes, what was seen, and what mends it ("" where nothing is to be)."""

    well: bool
    what: str
    mend: str = ""


def examine(endpoint: Endpoint) -> Examined:
    """Ask the endpoint for a word."""
    started = time.monotonic()
    deadline = started + endpoint.seconds_to_first
    try:
        with Call(endpoint, [{"role": "user", "content": "Say: ready"}]) as call:
            call.open(deadline)
            while (piece := call.read(deadline)) is not None:
                if piece.strip():
                    seconds = time.monotonic() - started
                    return Examined(True, f"the writer {endpoint.model!r} at {endpoint.host} writes ({seconds:.1f} s)")
    except WriterTrouble as trouble:
        return Examined(False, f"the language model {trouble.what}", trouble.mend)
    return Examined(
        False, f"the language model {endpoint.model!r} wrote nothing", "Set ASSISTANT_LLM_MODEL to another."
    )
