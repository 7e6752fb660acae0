"""One drawing child for all tests that do not break it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.pictures import Pictures


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pictures]:
    pictures = Pictures(tmp_path_factory.mktemp("pictures"))
    yield pictures
    pictures.close()
