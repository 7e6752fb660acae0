"""One library of the sample reports in two collections, and a desk over it for each engine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import CORPUS, desk_on, milvus_at
from pymilvus import MilvusClient

from assistant.desk import Desk
from assistant.library.encoder import Encoder
from assistant.library.milvus.collections import PASSAGES


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """The library, made once; it is copied, never used."""
    folder = tmp_path_factory.mktemp("indexed")
    desk = desk_on(folder, encoder, None)
    assert {s.status for s in desk.index([CORPUS])} == {"indexed"}
    for report in desk.documents():
        if report.name.startswith("example"):
            desk.move(report.name, "examples")
    desk.library.store.database.close()
    return folder


@pytest.fixture(scope="session")
def faiss(indexed: Path, encoder: Encoder) -> Desk:
    """Only to be asked."""
    return desk_on(indexed, encoder, None)


@pytest.fixture(scope="session", params=["lite", "server"])
def milvus(
    request: pytest.FixtureRequest, indexed: Path, tmp_path_factory: pytest.TempPathFactory, encoder: Encoder
) -> Iterator[Desk]:
    """Only to be asked."""
    with milvus_at(tmp_path_factory.mktemp("asked") / "milvus", request.param) as uri:
        desk = desk_on(indexed, encoder, uri)
        desk.library.publish()
        if request.param == "server":
            MilvusClient(uri).flush(PASSAGES)  # from now on the graph is searched, before that each passage
        yield desk


@pytest.fixture
def library(indexed: Path, tmp_path: Path) -> Path:
    """A copy that may be changed."""
    return Path(shutil.copytree(indexed, tmp_path / "index"))


@pytest.fixture(params=["lite", "server"])
def milvus_uri(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A Milvus that holds nothing yet."""
    with milvus_at(tmp_path / "milvus", request.param) as uri:
        yield uri
