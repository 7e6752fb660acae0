"""The rules of who may come in, from the settings."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from assistant.access.addresses import Networks, networks
from assistant.errors import AssistantError
from assistant.settings import Settings

Mode = Literal["off", "accounts", "proxy"]
SHORTEST_SECRET = 16  # characters

OPEN_TO_ALL = (
    "The assistant would be open to everybody who can reach {host}. Let people sign in with ASSISTANT_ACCESS=accounts "
    "or ASSISTANT_ACCESS=proxy (see docs/office.md), serve on 127.0.0.1 alone, or add --open if everybody is meant."
)


@dataclass(frozen=True, slots=True)
class Proxy:
    """A single-sign-on proxy in front of the server, by the names of the headers that it sets.

    leave  where a person signs out of it; "" where nowhere.
    """

    secret: str = field(repr=False)
    secret_header: str
    name_header: str
    groups_header: str
    leave: str


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may come in, and how often they may ask.

    url        the origin under which people reach the server, such as "https://reports.example.org"; "" for its own.
    proxies    whose X-Forwarded-For is believed.
    idle       seconds without a request that end a session; `longest` ends it in any case.
    questions  most of a person in a minute; `address_questions` most of an address; 0 for any number.
    """

    mode: Mode = "off"
    url: str = ""
    proxy: Proxy | None = None
    proxies: Networks = ()
    idle: float = 2 * 3600.0
    longest: float = 12 * 3600.0
    questions: int = 60
    address_questions: int = 600

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach the server through TLS alone."""
        return self.url.startswith("https://")


def rules_of(settings: Settings, host: str) -> Rules:
    """The rules for a server bound to `host`. Raises AssistantError where they do not go together."""
    s = settings
    if s.access == "off" and not s.open and not is_loopback(host):
        raise AssistantError(OPEN_TO_ALL.format(host=host))
    is_alone = s.access == "off" and is_loopback(host)  # one person, at the machine itself
    return Rules(
        s.access,
        _origin(s.public_url),
        _proxy(s) if s.access == "proxy" else None,
        networks(s.proxies),
        s.session_idle_minutes * 60.0,
        s.session_hours * 3600.0,
        0 if is_alone else s.questions_per_minute,
        0 if is_alone else s.address_questions_per_minute,
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server bound to `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _origin(url: str) -> str:
    """Scheme, host and port. Raises AssistantError where there is more, or less."""
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.path not in ("", "/"):
        raise AssistantError(
            f"ASSISTANT_PUBLIC_URL is {url!r}, which is no address of a server of its own. Write it such as: "
            "https://reports.example.org"
        )
    return f"{parts.scheme}://{parts.netloc}".lower()


def _proxy(s: Settings) -> Proxy:
    secret = s.proxy_secret.get_secret_value()
    if s.proxy_secret_file is not None:
        try:
            secret = s.proxy_secret_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise AssistantError(f"{s.proxy_secret_file} cannot be read. Check ASSISTANT_PROXY_SECRET_FILE.") from error
    if len(secret) < SHORTEST_SECRET or not secret.isascii():
        raise AssistantError(
            f"A proxy proves itself by a secret of at least {SHORTEST_SECRET} plain characters. Make one with: "
            "openssl rand -hex 32  Then set it in the proxy, and here in ASSISTANT_PROXY_SECRET_FILE."
        )
    if not s.proxy_header:
        raise AssistantError(
            "Name the header in which the proxy gives the user's name: ASSISTANT_PROXY_HEADER=X-Forwarded-User"
        )
    return Proxy(
        secret, s.proxy_secret_header.lower(), s.proxy_header.lower(), s.proxy_groups_header.lower(), s.proxy_leave
    )
