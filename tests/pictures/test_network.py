"""Nobody is asked who is not public, however an address is written."""

from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.pictures.remote.network import RefusedAddress, is_public, resolve, system_resolver

PUBLIC = ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
PRIVATE = [
    "0.0.0.0",  # noqa: S104  # not bound to
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.1.1",
    "172.16.0.1",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    # metadata services: most clouds, Alibaba, Oracle, Azure, AWS by IPv6
    "169.254.169.254",
    "100.100.100.200",
    "192.0.0.192",
    "168.63.129.16",
    "fd00:ec2::254",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::808:808",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "2001:db8::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1111%eth0",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_machines_of_the_internet_are_public(address):
    """By IPv4 and IPv6, and IPv4 as networks without it write it."""
    assert is_public(address)


@pytest.mark.parametrize("address", [*PRIVATE, "", "example.org", "127.1", "2130706433"])
def test_others_are_not(address):
    """Private, loopback, link-local, shared, reserved, multicast, metadata, and what hides one of them."""
    assert not is_public(address)


def never(host, port):
    """Fail: a name was looked up."""
    pytest.fail(f"{host}:{port} was looked up")


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_into_a_private_network_is_refused(address):
    """Though its other addresses are public: any may be taken."""
    with pytest.raises(RefusedAddress, match="private network"):
        resolve("example.org", 443, resolver=lambda _h, _p: ["8.8.8.8", address])


@pytest.mark.parametrize(
    "host",
    [
        *(address for address in PRIVATE if "%" not in address),
        "[::1]",
        "127.0.0.1.",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "017700000001",
        "0177.0.0.1",
        "127.1",
        "127.0.1",
        "127.0.0.0x1",
        "1.2.3.4.5",
        "１２７.0.0.1",
        "127。0。0。1",
        "①②⑦.0.0.1",
        "fe80::1%25eth0",
        "localhost",
        "LOCALHOST.",
        "a.localhost",
        "localhost.localdomain",
        "printer.local",
        "metadata.google.internal",
        "router.lan",
        "intranet",
        "",
    ],
)
def test_a_private_machine_is_refused_before_any_name_is_looked_up(host):
    """As a number in any form, and by name."""
    with pytest.raises(RefusedAddress):
        resolve(host, 80, resolver=never)


def test_a_public_name_leads_to_its_addresses():
    """In their order, asked for once."""
    calls = []

    def resolver(host, port):
        calls.append((host, port))
        return PUBLIC

    found = resolve("Example.org.", 443, resolver=resolver)

    assert found == tuple(PUBLIC)
    assert calls == [("example.org", 443)]


def test_a_public_address_needs_no_name():
    """It is its own."""
    assert resolve("8.8.8.8", 80, resolver=never) == ("8.8.8.8",)
    assert resolve("[2606:4700::1111]", 80, resolver=never) == ("2606:4700::1111",)


def test_a_private_machine_that_the_publication_names_is_asked():
    """At the port that it names and at no other."""
    allowed = {"files.example.org:8080", "127.0.0.1:99"}
    private = lambda _host, _port: ["10.0.0.7"]  # noqa: E731

    assert resolve("files.example.org", 8080, resolver=private, allowed=allowed) == ("10.0.0.7",)
    assert resolve("127.0.0.1", 99, resolver=lambda host, _port: [host], allowed=allowed) == ("127.0.0.1",)  # fmt: skip
    with pytest.raises(RefusedAddress):
        resolve("files.example.org", 443, resolver=private, allowed=allowed)
    with pytest.raises(RefusedAddress):
        resolve("127.0.0.1", 22, resolver=never, allowed=allowed)


def test_a_name_without_an_address_is_an_error_of_the_network():
    """And not a refusal."""
    with pytest.raises(OSError, match="no address"):
        resolve("example.org", 443, resolver=lambda _h, _p: [])


_HOSTS = st.one_of(
    st.text(),
    st.ip_addresses().map(str),
    st.integers(0, 2**32).map(str),
    st.integers(0, 2**32).map(hex),
    st.lists(st.sampled_from(["127", "0x7f", "0", "1", ".", "。", "０", "[", "]", ":", "%", "::", "local", "host", "ffff", "a"])).map("".join),
)  # fmt: skip


@given(_HOSTS, st.lists(st.ip_addresses().map(str) | st.text(max_size=6), max_size=3))
def test_whatever_is_asked_for_nothing_private_comes_out(host, addresses):
    """For any host and any answer of the name service."""
    try:
        found = resolve(host, 80, resolver=lambda _host, _port: addresses)
    except (RefusedAddress, OSError):
        return

    assert found
    for address in found:
        ip = ipaddress.ip_address(address)

        assert is_public(address)
        assert not (ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast) or (
            getattr(ip, "ipv4_mapped", None) and is_public(ip.ipv4_mapped)
        )


@pytest.mark.parametrize(
    ("allowed", "host", "port", "is_asked"),
    [
        (["intranet:80"], "intranet", 80, True),
        (["intranet:80"], "INTRANET.", 80, True),
        (["intranet:80"], "intranet", 81, False),
        (["::1:99"], "[::1]", 99, True),
        (["10.0.0.7:80"], "10.0.0.7", 80, True),
        (["10.0.0.7:80"], "10.0.0.8", 80, False),
        ([], "intranet", 80, False),
    ],
)
def test_a_machine_that_is_allowed_is_asked_wherever_it_is(allowed, host, port, is_asked):
    """At the port that is allowed, and no other."""

    def found():
        return resolve(host, port, resolver=lambda name, _: [f"<{name}>"], allowed=allowed)

    if is_asked:
        assert found() == (f"<{host.strip('[].').lower()}>",)
    else:
        with pytest.raises(RefusedAddress):
            found()


@pytest.mark.parametrize(("host", "allowed"), [("example.org", ()), ("a.lan", ["a.lan:80"])])
def test_a_name_without_an_address_is_an_error(host, allowed):
    """Of the network, as if there were no such name."""
    with pytest.raises(OSError, match="it has no address"):
        resolve(host, 80, resolver=lambda *_: [], allowed=allowed)


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("a.local", "is a name of the local network"),
        ("intranet", "is a name of the local network"),
        ("10.0.0.1", "leads into a private network"),
        ("127.1", "has a number in place of a name"),
        ("a:b", "has a number in place of a name"),
        ("a.0x7f", "has a number in place of a name"),
    ],
)
def test_why_nobody_is_asked(host, reason):
    """In the words of a message."""
    with pytest.raises(RefusedAddress) as error:
        resolve(host, 80, resolver=never)

    assert str(error.value) == reason


def test_each_address_that_the_system_knows_is_there_once(monkeypatch):
    """Of the kind that pages are asked by."""
    asked = []

    def found(host, port, *, type):  # noqa: A002  # its name
        asked.append((host, port, type))
        return [(2, 1, 6, "", (ip, port)) for ip in ("8.8.8.8", "8.8.4.4", "8.8.8.8")]

    monkeypatch.setattr(socket, "getaddrinfo", found)

    assert system_resolver("example.org", 443) == ("8.8.8.8", "8.8.4.4")
    assert asked == [("example.org", 443, socket.SOCK_STREAM)]


def test_a_name_that_cannot_be_one_has_no_address(monkeypatch):
    """It is an error of the network as any other."""

    def refused(*_, **__):
        raise UnicodeError("label too long")

    monkeypatch.setattr(socket, "getaddrinfo", refused)
    with pytest.raises(OSError, match="label too long"):
        system_resolver("a" * 64, 443)
