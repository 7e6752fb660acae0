"""The rules of who may come in: what goes together, where a request comes from, whom a proxy names."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.access import Office, Rules, rules_of
from assistant.access.addresses import address_of, networks
from assistant.errors import AssistantError
from assistant.library.store import Store
from assistant.settings import Settings
from assistant.values.people import Person
from assistant.web.entry import safe_next

SECRET = "0123456789abcdef0123456789abcdef"
HERE = "192.0.2.1"


def settings(**changed: object) -> Settings:
    return Settings().model_copy(update=changed)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "reports.example.org"])  # noqa: S104 - not bound
def test_nothing_but_this_machine_is_served_without_signing_in(host: str) -> None:
    with pytest.raises(AssistantError, match=r"would be open to everybody .* ASSISTANT_ACCESS=accounts .* --open"):
        rules_of(settings(), host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_this_machine_is_served_without_signing_in_or_limits(host: str) -> None:
    assert rules_of(settings(), host) == Rules("off", questions=0, address_questions=0)


def test_everybody_is_served_where_that_is_said(tmp_path: Path) -> None:
    assert rules_of(settings(open=True), "0.0.0.0") == Rules("off")  # noqa: S104 - not bound
    assert rules_of(settings(access="accounts"), "0.0.0.0") == Rules("accounts")  # noqa: S104 - as above


def test_where_nobody_signs_in_the_library_is_left_as_it_is(tmp_path: Path) -> None:
    store = Store(tmp_path)
    Office(store, rules_of(settings(), "127.0.0.1"))
    assert store.rows("SELECT key FROM meta WHERE key = 'access_secret'") == []
    assert store.rows("SELECT * FROM grants") == []


def test_a_proxy_without_a_secret_or_a_header_is_not_started_with() -> None:
    with pytest.raises(AssistantError, match="proves itself by a secret of at least 16"):
        rules_of(settings(access="proxy", proxy_header="X-User"), "127.0.0.1")
    with pytest.raises(AssistantError, match="Name the header"):
        rules_of(Settings(proxy_secret=SECRET).model_copy(update={"access": "proxy"}), "127.0.0.1")


@pytest.mark.parametrize("url", ["reports.example.org", "ftp://example.org", "https://example.org/reports", "https://"])
def test_a_public_address_is_one_of_a_whole_server(url: str) -> None:
    with pytest.raises(AssistantError, match="ASSISTANT_PUBLIC_URL"):
        rules_of(settings(public_url=url), "127.0.0.1")


def test_cookies_are_for_tls_alone_where_the_public_address_is() -> None:
    secure = rules_of(settings(public_url="https://Reports.example.org/"), "127.0.0.1")
    assert (secure.url, secure.is_secure) == ("https://reports.example.org", True)
    assert not rules_of(settings(public_url="http://reports.example.org:8080"), "127.0.0.1").is_secure


# -- addresses -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("198.51.100.7", ["203.0.113.9"], "198.51.100.7"),  # no proxy of ours
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", ["1.1.1.1, 203.0.113.9"], "203.0.113.9"),  # what the browser made up stands before
        ("127.0.0.1", ["1.1.1.1", "203.0.113.9, 10.0.0.5"], "203.0.113.9"),
        ("127.0.0.1", ["<script>"], "unknown"),
        ("::ffff:198.51.100.7", [], "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", [], "2001:db8:1:2::/64"),  # one machine has all of them
        ("", [], "unknown"),
    ],
)
def test_a_request_comes_from_the_nearest_address_that_is_no_proxy_of_ours(
    peer: str, forwarded: list[str], address: str
) -> None:
    assert address_of(peer, forwarded, networks("127.0.0.1, 10.0.0.0/24")) == address


def test_what_is_no_address_of_a_proxy_is_said() -> None:
    with pytest.raises(AssistantError, match="ASSISTANT_PROXIES"):
        networks("the proxy")


# -- single sign-on --------------------------------------------------------------------------------------


@pytest.fixture
def office(tmp_path: Path) -> Office:
    chosen = Settings(proxy_secret=SECRET).model_copy(
        update={"access": "proxy", "proxy_header": "X-User", "proxy_groups_header": "X-Groups"}
    )
    office = Office(Store(tmp_path), rules_of(chosen, "127.0.0.1"))
    office.accounts.add("carl", "curator", ("health",))
    for group, collection in (("health", "clinics"), ("water", "wells")):
        office.grants.grant(group, collection)
    return office


PROVEN = ("x-proxy-secret", SECRET)


def test_the_proxy_names_a_reader_or_somebody_whose_account_says_more(office: Office) -> None:
    named = office.of_proxy([PROVEN, ("x-user", "Nora"), ("x-groups", "Water, choir")], HERE)
    assert named == Person("nora", "reader", frozenset({"wells", "reports"}))
    known = office.of_proxy([PROVEN, ("x-user", "carl"), ("x-groups", "water")], HERE)
    assert known == Person("carl", "curator", frozenset({"clinics", "wells", "reports"}))


@pytest.mark.parametrize(
    "headers",
    [
        [("x-user", "carl")],
        [("x-proxy-secret", "0123456789abcdef"), ("x-user", "carl")],
        [("x-proxy-secret", ""), ("x-user", "carl")],
        [PROVEN, PROVEN, ("x-user", "carl")],
        [PROVEN],
        [PROVEN, ("x-user", "")],
        [PROVEN, ("x-user", "nora"), ("x-user", "carl")],
        [PROVEN, ("x-user", "key:dashboard")],
    ],
)
def test_a_name_without_the_right_secret_or_two_names_are_nobody(
    office: Office, headers: list[tuple[str, str]]
) -> None:
    assert office.of_proxy(headers, HERE) is None


# -- where to go on --------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["/", "/search?question=wells", "/reports/abc?told=saved"])
def test_a_person_goes_on_to_a_page_of_ours(asked: str) -> None:
    assert safe_next(asked) == asked


@pytest.mark.parametrize(
    "asked",
    [
        *("", "https://outside.example", "//outside.example", "///outside.example", "/\\outside.example"),
        *("\\\\outside.example", "javascript:alert(1)", "/\t/outside.example", "/ä", "search", "/login", "/logout"),
        *(" //outside.example", "http:outside.example", "/\n/outside.example", "/" + "x" * 3000),
    ],
)
def test_a_person_is_never_sent_elsewhere(asked: str) -> None:
    assert safe_next(asked) == "/"
