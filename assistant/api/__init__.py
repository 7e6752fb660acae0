"""The doors for programs: a typed HTTP API, and tools for assistants that speak MCP (tools.py, for any transport)."""

from assistant.api.routes import api_app
from assistant.api.served_tools import add_tools

__all__ = ["add_tools", "api_app"]
