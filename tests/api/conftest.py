"""The API and the tools over a desk of two short reports."""

from __future__ import annotations

import pytest
from at_door import api_at_door
from starlette.testclient import TestClient

from assistant.desk import Desk


@pytest.fixture
def api(desk: Desk) -> TestClient:
    return TestClient(api_at_door(desk), raise_server_exceptions=False)
