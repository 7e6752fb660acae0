"""The tools over streamable HTTP. What they need is imported when somebody first asks for them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import anyio
from anyio.abc import TaskGroup, TaskStatus
from fastapi import FastAPI
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api import asking
from assistant.desk import Desk

if TYPE_CHECKING:
    from mcp.server import MCPServer
    from mcp.server.mcpserver import Context


def add_tools(app: FastAPI, path: str, desk: Desk, hosts: list[str], origins: list[str]) -> None:
    """Add the tools over streamable HTTP, for requests under these names and from pages of these alone."""
    tools = ServedTools(path, desk, hosts, origins)
    app.router.routes.append(Route(path, endpoint=tools))
    before = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: FastAPI) -> AsyncIterator[Any]:
        async with before(running) as state, tools.running():
            yield state

    app.router.lifespan_context = lifespan


class ServedTools:
    """An ASGI application that becomes the tools' at the first request: the page does not wait for their library, whose
    import takes a fifth of the start. A second request that comes meanwhile waits for the same."""

    def __init__(self, path: str, desk: Desk, hosts: list[str], origins: list[str]) -> None:
        self._path, self._desk, self._hosts, self._origins = path, desk, hosts, origins
        self._lock = anyio.Lock()
        self._tasks: TaskGroup | None = None
        self._app: ASGIApp | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Within it requests are answered."""
        async with anyio.create_task_group() as self._tasks:
            yield
            self._tasks.cancel_scope.cancel()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._lock:
            if self._app is None and self._tasks is not None:
                server, app = await anyio.to_thread.run_sync(self._made)
                await self._tasks.start(_run, server)
                self._app = app
        if self._app is None:
            raise RuntimeError("the tools are asked for while the server does not run")
        await self._app(scope, receive, send)

    def _made(self) -> tuple[MCPServer, ASGIApp]:
        from mcp.server.transport_security import TransportSecuritySettings

        from assistant.api.tools import tools_server

        server = tools_server(self._desk, self._seen)
        security = TransportSecuritySettings(allowed_hosts=self._hosts, allowed_origins=self._origins)
        served = server.streamable_http_app(
            streamable_http_path=self._path, json_response=True, stateless_http=True, transport_security=security
        )
        return server, next(route.app for route in served.routes if isinstance(route, Route))

    def _seen(self, context: Context) -> Desk:
        request = context.request_context.request
        if not isinstance(request, Request):
            raise ValueError("a request without its scope: nobody knows who asks")
        return asking.seen(self._desk, request.scope)


async def _run(server: MCPServer, *, task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED) -> None:
    async with server.session_manager.run():
        task_status.started()
        await anyio.sleep_forever()
