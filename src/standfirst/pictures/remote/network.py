"""The machines that may be asked for a picture: those of the public Internet, and those the publication names.

A name is looked up once, every address it has is judged, and the request goes to a judged
address: what the name means a moment later (DNS rebinding) cannot matter.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    Resolver = Callable[[str, int], Sequence[str]]
    """Host and port -> addresses in the order in which to try them; raises OSError where there are none."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_LOCAL_NAMES = re.compile(
    r"(?:.*\.)?(?:localhost|localdomain|local|internal|intranet|lan|home\.arpa|onion)",
    re.IGNORECASE,
)
"""Source: https://www.iana.org/assignments/special-use-domain-names; `lan`, `intranet` by custom."""
_A_NUMBER = re.compile(r"(?:.*\.)?(?:0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)
"""What an operating system may take for an IPv4 address. Source: https://url.spec.whatwg.org/#ends-in-a-number-checker"""
_NOT_PUBLIC = tuple(
    map(
        ipaddress.ip_network,
        (
            "168.63.129.16/32",  # Azure's metadata service
            "192.0.0.0/24",
            "192.88.99.0/24",  # relays of 6to4
            "2002::/16",  # 6to4: an IPv4 address within
            "2001::/23",  # Teredo and other protocols' own
            "2001:db8::/32",
            "3fff::/20",
        ),
    )
)
"""What :mod:`ipaddress` calls global, or did before Python 3.13."""
_UNICAST6 = ipaddress.IPv6Network("2000::/3")
"""All that is given to machines. Source: https://www.iana.org/assignments/ipv6-address-space"""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv4 as networks without it see it. Source: https://www.rfc-editor.org/rfc/rfc6052"""


class RefusedAddress(ValueError):  # noqa: N818  # a decision, said by the name
    """An address that is not requested; the message is the reason, a predicate whose subject is the address."""


def is_public(address: str | Address) -> bool:
    """Return whether *address* is an IP address of the public Internet."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
        if inner is not None:
            return ip.scope_id is None and is_public(inner)
        if ip.scope_id is not None or ip not in _UNICAST6:
            return False
    known = any(ip in network for network in _NOT_PUBLIC)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or known)


def resolve(
    host: str, port: int, *, resolver: Resolver, allowed: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the IP addresses of *host* that may be asked, in the order in which to try them.

    :param allowed: ``host:port`` of machines that may be asked wherever they are.
    :raises Refused: It is not public, or one of its addresses is not.
    :raises OSError: It has no address.
    """
    name = unicodedata.normalize("NFKC", host).strip("[]").rstrip(".").lower()
    if f"{name}:{port}" in allowed:
        return _found(name, port, resolver)
    literal = _literal(name)
    if literal is None and (_LOCAL_NAMES.fullmatch(name) or "." not in name):
        raise RefusedAddress("is a name of the local network")
    found = (name,) if literal is not None else _found(name, port, resolver)
    if not all(map(is_public, found)):
        raise RefusedAddress("leads into a private network")
    return found


def _literal(name: str) -> Address | None:
    """Return the IP address that *name* is; None where it is a name."""
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        if ":" in name or _A_NUMBER.fullmatch(name):
            raise RefusedAddress("has a number in place of a name") from None
        return None


def _found(name: str, port: int, resolver: Resolver) -> tuple[str, ...]:
    found = tuple(resolver(name, port))
    if not found:
        raise OSError("it has no address")
    return found


def system_resolver(host: str, port: int) -> tuple[str, ...]:
    """Return the IP addresses that the system knows of *host*."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except ValueError as exc:  # a label that is too long, a null character
        raise OSError(str(exc)) from exc
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
