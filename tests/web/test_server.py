"""What the server lets in, and what it sends along with every answer."""

from __future__ import annotations

import httpx
import pytest

from assistant.errors import AssistantError
from assistant.web.guard import CONTENT_SECURITY_POLICY
from assistant.web.server import bind, trusted_hosts


@pytest.mark.parametrize("path", ["/", "/theme.css", "/gradio_api/upload", "/nowhere"])
def test_every_response_carries_the_security_headers(address: str, path: str) -> None:
    headers = httpx.get(address + path).headers
    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "path",
    [
        "/docs",
        "/redoc",
        "/openapi.json",
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://outside.example/",
        "/monitoring",
        "/monitoring/summary",
    ],
)
def test_what_the_page_does_not_use_is_closed(address: str, path: str) -> None:
    assert httpx.get(address + path).status_code == 404


@pytest.mark.parametrize("path", ["/gradio_api/upload", "/gradio_api/run/ask", "/gradio_api/call/ask"])
def test_nothing_can_be_uploaded_or_called_past_the_page(address: str, path: str) -> None:
    assert httpx.post(address + path, json={"data": []}).status_code == 404


def test_a_question_cannot_be_asked_past_the_queue(address: str) -> None:
    functions = httpx.get(address + "/config").json()["dependencies"]
    queued = [function["id"] for function in functions if function["queue"] is not False]
    assert queued
    for number in queued:
        call = {"fn_index": number, "data": ["Who paid?", "", "", "", None], "session_hash": "past"}
        assert httpx.post(address + "/gradio_api/run/predict", json=call).status_code == 404


def test_a_foreign_host_name_is_refused(address: str) -> None:
    assert httpx.get(address, headers={"Host": "outside.example"}).status_code == 400


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Gradio-Server"])
def test_a_header_cannot_make_the_page_point_elsewhere(address: str, header: str) -> None:
    page = httpx.get(address, headers={header: "http://outside.example"})
    assert page.status_code == 200
    assert "outside.example" not in page.text


def test_another_origin_is_not_let_in(address: str) -> None:
    foreign = httpx.get(address + "/config", headers={"Origin": "http://outside.example"})
    own = httpx.get(address + "/config", headers={"Origin": address})
    assert "access-control-allow-origin" not in foreign.headers
    assert "access-control-allow-credentials" not in foreign.headers
    assert own.headers["access-control-allow-origin"] == address


def test_a_server_answers_to_this_machines_names_only() -> None:
    assert trusted_hosts("127.0.0.1") == ("127.0.0.1", "localhost")
    assert trusted_hosts("10.1.2.3") == ("127.0.0.1", "localhost", "10.1.2.3")
    assert "*" not in trusted_hosts("0.0.0.0")  # noqa: S104 - asked about, not bound


def test_a_taken_port_is_told_with_what_to_do() -> None:
    with bind("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(AssistantError, match=f"Port {port} on 127.0.0.1 is already in use. .*--port or PORT"):
            bind("127.0.0.1", port)


def test_an_address_of_another_machine_is_told_with_what_to_do() -> None:
    with pytest.raises(AssistantError, match="cannot be used on this machine"):
        bind("no-such-host.invalid", 7860)
