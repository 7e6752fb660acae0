"""Where a request comes from, also behind a proxy."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network

from assistant.errors import AssistantError

Networks = tuple[IPv4Network | IPv6Network, ...]


def networks(text: str) -> Networks:
    """Addresses and networks, separated by commas. Raises AssistantError."""
    try:
        return tuple(ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip())
    except ValueError as error:
        raise AssistantError(
            f"ASSISTANT_PROXIES has what is no address of a proxy ({error}). Write it such as: 127.0.0.1, 10.0.0.0/24"
        ) from error


def address_of(peer: str, forwarded: Sequence[str], proxies: Networks) -> str:
    """The address nearest to us that is not one of our proxies; of an IPv6 address its network of 64 bits, all of which
    one machine has to itself.

    peer       who is connected to the server.
    forwarded  the values of X-Forwarded-For, in the order of the request; each proxy adds at the end.
    """
    hops = [hop.strip() for value in forwarded for hop in value.split(",")]
    address = peer
    while hops and _is_in(address, proxies):
        address = hops.pop()
    return _counted(address)


def _is_in(text: str, proxies: Networks) -> bool:
    address = _read(text)
    return address is not None and any(address in network for network in proxies)


def _read(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _counted(text: str) -> str:
    address = _read(text)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address) if address else "unknown"
