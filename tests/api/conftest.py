"""The API and the tools over a desk of two short reports."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from assistant.api import api_app
from assistant.desk import Desk


@pytest.fixture
def api(desk: Desk) -> TestClient:
    return TestClient(api_app(desk), raise_server_exceptions=False)
