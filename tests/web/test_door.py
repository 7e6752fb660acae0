"""Who comes in to the real server, and who does not: sessions, keys, proxies, roles, limits, the audit log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from conftest import PASSWORD, office_over, served

from assistant.access import Office
from assistant.desk import Desk

SECRET = "0123456789abcdef0123456789abcdef"
PAGES = ("/", "/search?question=roads", "/commitments", "/brief", "/compare", "/check", "/reports", "/overview")
FETCHED = (
    *(
        "/config",
        "/theme.css",
        "/gradio_api/heartbeat/abc",
        "/gradio_api/queue/data?session_hash=abc",
        "/gradio_api/info",
    ),
    *("/reports/uploads", "/reports/abc", "/conversations/abc.docx", "/answers/abc", "/commitments/export/csv"),
    *("/sources/abc/view", "/sources/abc/pages/1.png", "/sources/abc/original", "/compare/export/docx", "/account"),
    *("/api/documents", "/api/search?question=roads", "/api/openapi.json", "/api/commitments", "/nowhere"),
)
SENT = (
    *("/gradio_api/queue/join", "/gradio_api/run/predict", "/gradio_api/cancel", "/gradio_api/reset", "/mcp"),
    *(
        "/reports/uploads?key=a&name=a.txt&size=1",
        "/reports/uploads/clear",
        "/reports/abc/remove",
        "/reports/abc/again",
    ),
    *("/reports/abc/correct", "/reports/abc/take-back", "/check/results", "/check/word", "/brief/export/docx"),
    *("/api/ask", "/api/ask/stream", "/api/check", "/logout", "/account"),
)


@pytest.fixture(autouse=True)
def no_wrong_passwords(request: pytest.FixtureRequest) -> None:
    if "office_address" in request.fixturenames:
        office: Office = request.getfixturevalue("office")
        with office.store.write() as db:
            db.execute("DELETE FROM attempts")


@contextmanager
def visitor(address: str, office: Office | None = None, name: str = "") -> Iterator[httpx.Client]:
    """A browser: of somebody of an office who has signed in, or of a stranger."""
    with httpx.Client(base_url=address, headers={"Origin": address, "Accept": "text/html,*/*"}) as browser:
        if office is not None:
            browser.cookies.set("session", office.sessions.begin(name))
        yield browser


def sign_in(browser: httpx.Client, name: str, password: str = PASSWORD, **more: str) -> httpx.Response:
    return browser.post("/login", data={"name": name, "password": password, **more})


# -- strangers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_who_opens_a_page_is_led_to_where_people_sign_in(office_address: str, path: str) -> None:
    with visitor(office_address) as browser:
        answer = browser.get(path)
    assert answer.status_code == 303
    assert urlsplit(answer.headers["location"]).path == "/login"


@pytest.mark.parametrize("path", FETCHED)
def test_a_stranger_fetches_nothing(office_address: str, path: str) -> None:
    answer = httpx.get(office_address + path)
    assert answer.status_code in (401, 404)
    assert answer.status_code == 401 or path == "/gradio_api/info"  # which is closed to all
    if path.startswith("/api"):
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("path", SENT)
def test_a_stranger_sends_nothing(office_address: str, path: str) -> None:
    assert httpx.post(office_address + path, json={}).status_code == 401


@pytest.mark.parametrize(
    "cookie", ["session=", "session=made-up", "session=' OR 1=1 --", "visitor=" + "a" * 32, "session=a; session=b"]
)
def test_a_made_up_session_is_none(office_address: str, cookie: str) -> None:
    assert httpx.get(office_address + "/config", headers={"Cookie": cookie}).status_code == 401


def test_whoever_watches_the_machine_needs_no_session(office_address: str) -> None:
    assert httpx.get(office_address + "/health").status_code != 401


def test_a_refusal_carries_the_security_headers_too(office_address: str) -> None:
    assert "default-src 'self'" in httpx.get(office_address + "/config").headers["content-security-policy"]


# -- signing in and out ----------------------------------------------------------------------------------


def test_signing_in_sets_a_cookie_that_no_script_and_no_other_site_can_use(office_address: str) -> None:
    with visitor(office_address) as browser:
        answer = sign_in(browser, "rosa", next="/search?question=roads")
        assert (answer.status_code, answer.headers["location"]) == (303, "/search?question=roads")
        said = answer.headers["set-cookie"].lower().split("; ")
        assert said[0].startswith("session=")
        assert sorted(said[1:]) == ["httponly", "path=/", "samesite=lax"]
        page = browser.get("/search?question=roads")
        assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")


def test_a_session_that_was_planted_before_signing_in_opens_nothing(office_address: str) -> None:
    with visitor(office_address) as browser:
        browser.cookies.set("session", "planted")
        answer = sign_in(browser, "rosa")
        assert "planted" not in answer.headers["set-cookie"]
    planted = httpx.get(office_address + "/config", headers={"Cookie": "session=planted"})
    assert planted.status_code == 401


def test_signing_in_again_and_leaving_end_a_session_on_the_server(office_address: str, office: Office) -> None:
    with visitor(office_address) as browser:
        sign_in(browser, "rosa")
        first = browser.cookies["session"]
        sign_in(browser, "rosa")
        second = browser.cookies["session"]
        assert first != second
        browser.post("/logout")
    for token in (first, second):
        assert httpx.get(office_address + "/config", headers={"Cookie": f"session={token}"}).status_code == 401


def test_leaving_takes_more_than_a_link(office_address: str, office: Office) -> None:
    with visitor(office_address, office, "rosa") as browser:
        assert browser.get("/logout").headers["location"] == "/account"
        assert browser.get("/config").status_code == 200


@pytest.mark.parametrize("onward", ["https://outside.example", "//outside.example", "/\\outside.example", "/login"])
def test_nobody_is_sent_elsewhere_after_signing_in(office_address: str, onward: str) -> None:
    with visitor(office_address) as browser:
        assert 'name="next" value="/"' in browser.get("/login", params={"next": onward}).text
        assert sign_in(browser, "rosa", next=onward).headers["location"] == "/"
        assert browser.get("/login", params={"next": onward}).headers["location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://outside.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/login", "/logout", "/account", "/reports/uploads/clear", "/gradio_api/queue/join"])
def test_a_form_of_another_site_is_refused(
    office_address: str, office: Office, path: str, headers: dict[str, str]
) -> None:
    with visitor(office_address, office, "anna") as browser:
        assert browser.post(path, headers=headers).status_code == 403


def test_the_eleventh_wrong_password_is_refused_and_so_is_the_right_one(office_address: str) -> None:
    with visitor(office_address) as browser:
        told = [sign_in(browser, "rosa", "a guess at the password").status_code for _ in range(11)]
        assert told == [401] * 10 + [429]
        right = sign_in(browser, "rosa")
        assert right.status_code == 429
        assert 0 < int(right.headers["retry-after"]) <= 15 * 60
        assert "Wait 15 minutes" in right.text
        assert "set-cookie" not in right.headers or "session=" not in right.headers["set-cookie"]


def test_a_form_of_more_than_anybody_types_is_not_read(office_address: str) -> None:
    with visitor(office_address) as browser:
        assert sign_in(browser, "rosa", "x" * 20_000).status_code == 413
        assert browser.post("/login", content=b"&".join(b"a=b" for _ in range(100))).status_code == 401


def test_set_up_is_closed_once_there_is_an_account(office_address: str) -> None:
    with visitor(office_address) as browser:
        assert browser.get("/set-up").headers["location"] == "/login"
        answer = browser.post("/set-up", data={"code": "", "name": "eve", "password": PASSWORD, "again": PASSWORD})
        assert (answer.status_code, answer.headers["location"]) == (303, "/login")


# -- keys ------------------------------------------------------------------------------------------------


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def call_tool(address: str, headers: dict[str, str]) -> httpx.Response:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    return httpx.post(
        address + "/mcp",
        json=call,
        headers={**headers, "Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"},
    )


def test_a_key_opens_the_api_and_the_tools_until_it_is_removed(office_address: str, office: Office) -> None:
    key = bearer(office.keys.add("dashboard", "rosa"))
    assert httpx.get(office_address + "/api/documents", headers=key).status_code == 200
    assert call_tool(office_address, key).status_code == 200
    office.keys.remove("dashboard")
    assert httpx.get(office_address + "/api/documents", headers=key).status_code == 401
    assert call_tool(office_address, key).status_code == 401


def test_a_key_opens_no_page(office_address: str, office: Office) -> None:
    key = bearer(office.keys.add("for pages"))
    for path in ("/config", "/reports/uploads", "/search?question=roads"):
        assert httpx.get(office_address + path, headers=key).status_code == 401


@pytest.mark.parametrize("sent", ["Bearer x", "Bearer ra_made-up", "Basic cm9zYTpmb3VyIHdvcmRz", "rosa"])
def test_what_is_no_key_opens_nothing_even_beside_a_session(office_address: str, office: Office, sent: str) -> None:
    assert httpx.get(office_address + "/api/documents", headers={"Authorization": sent}).status_code == 401
    if sent.startswith("Bearer"):
        with visitor(office_address, office, "rosa") as browser:
            assert browser.get("/api/documents", headers={"Authorization": sent}).status_code == 401


# -- roles -----------------------------------------------------------------------------------------------


CHANGES = ("/reports/uploads?key=k1&name=a.txt&size=1", "/reports/{key}/correct", "/reports/{key}/take-back")
MORE_CHANGES = ("/reports/{key}/again", "/reports/{key}/remove", "/reports/uploads/clear")


@pytest.mark.parametrize("path", [*CHANGES, *MORE_CHANGES])
def test_a_reader_changes_no_report(
    office_address: str, office: Office, office_desk: tuple[Desk, Office], path: str
) -> None:
    file = office_desk[0].files()[0]
    with visitor(office_address, office, "rosa") as browser:
        answer = browser.post(path.format(key=file.key), data={"title": "Mine"})
        assert (answer.status_code, "does not change them" in answer.text) == (403, True)
        plain = browser.post(path.format(key=file.key), headers={"Accept": "*/*"})
        assert (plain.status_code, plain.headers["content-type"]) == (403, "text/plain; charset=utf-8")
    assert office_desk[0].files()[0] == file


def test_a_curator_corrects_a_report(office_address: str, office: Office, office_desk: tuple[Desk, Office]) -> None:
    file = next(file for file in office_desk[0].files() if file.name == "education-2018.md")
    with visitor(office_address, office, "carl") as browser:
        answer = browser.post(f"/reports/{file.key}/correct", data={"title": "Meals", "sector": "", "year": "2018"})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/reports/{file.key}?told=saved")
    assert "Meals" in {report.title for report in office_desk[0].documents()}


def test_a_reader_changes_no_row_of_the_ledger(
    office_address: str, office: Office, office_desk: tuple[Desk, Office]
) -> None:
    desk = office_desk[0]
    before = desk.commitments()
    with visitor(office_address, office, "rosa") as browser:
        functions = browser.get("/config?page=commitments").json()["dependencies"]
        changing = [
            function["id"] for function in functions if function["targets"][0][1] in ("mark", "restore", "correct")
        ]
        assert len(changing) == 3
        for number in changing:
            event = {"query": f"row={before[0].id}", "wrong": "yes", "field": "donor", "value": "Nobody"}
            call: dict[str, Any] = {"fn_index": number, "data": [], "event_data": event, "session_hash": "reader"}
            answer = browser.post("/gradio_api/run/predict", json=call)
            assert "does not change them" in answer.text
    assert desk.commitments() == before


# -- proxy -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("proxied")
    desk, _ = office_over(folder, access="proxy", proxy_header="X-User", proxies="127.0.0.1")
    (folder / "secret").write_text(SECRET + "\n")
    desk.settings = desk.settings.model_copy(update={"proxy_secret_file": folder / "secret"})
    yield from served(desk)


def test_a_person_whom_the_proxy_names_comes_in(proxied: str) -> None:
    page = httpx.get(proxied + "/account", headers={"X-Proxy-Secret": SECRET, "X-User": "Nora"})
    assert page.status_code == 200
    assert "nora" in page.text


@pytest.mark.parametrize("secret", [None, "", SECRET[:-1], SECRET + "0", SECRET.upper()])
def test_a_name_without_the_proxys_secret_is_nobodys(proxied: str, secret: str | None) -> None:
    headers = {"X-User": "anna", "X-Forwarded-User": "anna"} | ({} if secret is None else {"X-Proxy-Secret": secret})
    for path in ("/config", "/account", "/api/documents"):
        assert httpx.get(proxied + path, headers=headers).status_code == 401


def test_nobody_signs_in_with_a_password_where_a_proxy_does_that(proxied: str) -> None:
    with visitor(proxied) as browser:
        assert sign_in(browser, "anna").status_code == 404  # there is no such page


# -- the server's address --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    desk, _ = office_over(tmp_path_factory.mktemp("public"), public_url="https://reports.example.org")
    yield from served(desk)


def test_behind_tls_the_cookie_is_for_this_host_and_tls_alone(public: str) -> None:
    headers = {"Host": "reports.example.org", "Origin": "https://reports.example.org"}
    answer = httpx.post(public + "/login", data={"name": "rosa", "password": PASSWORD}, headers=headers)
    said = answer.headers["set-cookie"].lower().split("; ")
    assert said[0].startswith("__host-session=")
    assert sorted(said[1:]) == ["httponly", "path=/", "samesite=lax", "secure"]
    session = {**headers, "Cookie": answer.headers["set-cookie"].split(";")[0]}
    page = httpx.get(public + "/config", headers=session)
    assert page.json()["root"] == "https://reports.example.org"
    assert page.headers["access-control-allow-origin"] == "https://reports.example.org"


def test_under_another_name_the_server_does_not_answer(public: str) -> None:
    assert httpx.get(public + "/login", headers={"Host": "outside.example"}).status_code == 400
    foreign = httpx.get(public + "/login", headers={"Origin": "https://outside.example"})
    assert "access-control-allow-origin" not in foreign.headers


def test_what_gradio_has_for_signing_in_stays_closed(office_address: str, office: Office, address: str) -> None:
    for path in ("/login/", "/login_check", "/logout/"):
        with visitor(office_address, office, "anna") as browser:
            assert browser.post(path).status_code == 404
    for path in ("/login", "/logout", "/set-up", "/account"):
        assert httpx.post(address + path, data={"username": "a", "password": "b"}).status_code in (404, 405)


# -- how often -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hurried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Office]]:
    desk, office = office_over(tmp_path_factory.mktemp("hurried"), questions_per_minute=3)
    for address in served(desk):
        yield address, office


def test_a_person_who_asks_too_often_is_told_to_wait_and_others_are_not(hurried: tuple[str, Office]) -> None:
    with visitor(*hurried, "rosa") as rosa, visitor(*hurried, "carl") as carl:
        told = [rosa.get("/api/search", params={"question": "roads"}).status_code for _ in range(4)]
        assert told == [200, 200, 200, 429]
        late = rosa.post("/api/ask", json={"question": "Who built the road?"})
        assert late.headers["content-type"] == "application/problem+json"
        assert "Ask again in" in late.json()["detail"]
        assert 0 < int(late.headers["retry-after"]) <= 60
        assert rosa.get("/search", params={"question": "roads"}).status_code == 429
        assert rosa.get("/api/documents").status_code == 200  # which is no question
        assert carl.get("/api/search", params={"question": "roads"}).status_code == 200


def test_in_the_chat_too_many_questions_are_a_sentence(hurried: tuple[str, Office]) -> None:
    with visitor(*hurried, "anna") as anna:
        config = anna.get("/config").json()["dependencies"]
        ask = next(d["id"] for d in config if d["targets"][0][1] == "submit")
        told = ""
        for number in range(4):
            call = {"fn_index": ask, "data": ["Who paid?", "", None], "session_hash": f"hurried{number}"}
            assert anna.post("/gradio_api/queue/join", json=call).status_code == 200
            with anna.stream("GET", f"/gradio_api/queue/data?session_hash=hurried{number}", timeout=60) as events:
                for line in events.iter_lines():
                    told = line if "process_generating" in line or "process_completed" in line else told
                    if "process_completed" in line:
                        break
            if number < 3:
                assert "Too many questions" not in told
        assert "Too many questions" in told


# -- the log ---------------------------------------------------------------------------------------------


def test_the_log_says_who_asked_what_and_what_they_were_shown(tmp_path: Path) -> None:
    desk, office = office_over(tmp_path, audit="text")
    key = office.keys.add("dashboard")
    report = next(report for report in desk.documents() if report.name == "border-2019.docx")
    for address in served(desk):
        with visitor(address, office, "carl") as carl:
            carl.post("/api/ask", json={"question": "Who paid for six new border liaison offices?"})
            carl.get("/search", params={"question": "fuel for boats"})
            carl.get(f"/sources/{report.document_id}/original")
            carl.post("/reports/uploads?key=k1&name=fuel.txt&size=4", content=b"fuel")
            carl.post("/logout")
        httpx.get(address + "/api/search", params={"question": "fuel"}, headers=bearer(key))
        with visitor(address, office, "rosa") as rosa:
            rosa.post("/reports/abc/remove")
    noted = [json.loads(line) for line in (tmp_path / "audit.jsonl").read_text().splitlines()]
    said = [(n.get("who"), n["action"], n.get("what"), n.get("question"), n.get("documents", [])[:1]) for n in noted]
    assert said == [
        ("carl", "asked", None, "Who paid for six new border liaison offices?", ["border-2019.docx"]),
        ("carl", "searched", None, "fuel for boats", ["border-2019.docx"]),
        ("carl", "opened", "original", None, ["border-2019.docx"]),
        ("carl", "sent", "fuel.txt", None, []),
        ("carl", "sign-out", None, None, []),
        ("key:dashboard", "searched", None, "fuel", ["border-2019.docx"]),
        ("rosa", "refused", "POST /reports/abc/remove", None, []),
    ]
    assert {n["address"] for n in noted} == {"127.0.0.1"}
    held = (tmp_path / "audit.jsonl").read_text()
    assert PASSWORD not in held
    assert key not in held
