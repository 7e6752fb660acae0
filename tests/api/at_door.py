"""The API as it stands behind the door of a server where nobody signs in."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api import api_app
from assistant.desk import Desk
from assistant.values.people import ANYBODY


def api_at_door(desk: Desk) -> ASGIApp:
    app = api_app(desk)

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, "state": {**scope.get("state", {}), "person": ANYBODY}}, receive, send)

    return door
