"""The doors for programs: a typed HTTP API, and tools for assistants that speak MCP."""

from assistant.api.routes import api_app
from assistant.api.tools import add_tools, tools_server

__all__ = ["add_tools", "api_app", "tools_server"]
