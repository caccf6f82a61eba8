"""Fetching, tried against a server of the tests' own: what comes is kept, and nothing else."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import gzip
import ssl
import zlib

import httpx
import pytest
import trustme
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_server import (
    ADDRESSES,
    PNG,
    QUICK,
    PictureServer,
    PlayedHosts,
    endless,
    in_turn,
    picture,
    png,
    raw,
    redirect,
    status,
)

from standfirst.pictures.remote.fetcher import Fetcher
from standfirst.pictures.remote.network import is_public
from standfirst.pictures.remote.request import Failed, Fetched, FetchRequest, Kind, Unchanged

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)


class Sleep:
    """Time that passes at once, and is written down."""

    def __init__(self):
        self.slept = []

    async def __call__(self, seconds):
        """Pass."""
        self.slept.append(seconds)


def fetcher(server, limits=QUICK, **values):
    """Return what may ask the server."""
    values.setdefault("sleep", Sleep())
    return Fetcher(
        agent="tests", allowed=[server.address], limits=limits, now=lambda: NOW, **values
    )


def answers(asking, *urls):
    """Return the answer for each of *urls*."""
    found = {}
    asking.fetch([FetchRequest(url=url) for url in urls], lambda asked, answer: found.update({asked.url: answer}))  # fmt: skip
    return found


def answer(asking, url):
    """Return the answer for *url*."""
    return answers(asking, url)[url]


def refused(asking, url, kind, reason):
    """Check that *url* fails as it should."""
    found = answer(asking, url)

    assert isinstance(found, Failed), found
    assert (found.kind, reason in str(found)) == (kind, True), str(found)


def test_a_picture_comes_with_what_its_server_said(server):
    """Its bytes, where it was in the end, and what a later request needs."""
    server.at("/b.png", picture(etag='"1"', last_modified="Mon, 01 Jun 2026 00:00:00 GMT"))
    url = server.at("/a.png", redirect("/b.png"))

    found = answer(fetcher(server), url)

    assert isinstance(found, Fetched)
    assert (found.content, found.final_url) == (PNG, server.url("/b.png"))
    assert (found.etag, found.last_modified) == ('"1"', "Mon, 01 Jun 2026 00:00:00 GMT")
    assert server.asked[0].headers["User-Agent"] == "tests"


def test_a_picture_that_has_not_changed_is_not_sent(server):
    """The request says what is held."""
    url = server.at("/a.png", picture(etag='"1"'))
    found = []
    fetcher(server).fetch(
        [FetchRequest(url=url, etag='"1"')], lambda _asked, answer: found.append(answer)
    )

    assert isinstance(found[0], Unchanged)


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{other}/a.png",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/a.png",
        "http://2130706433/a.png",
        "http://0x7f.1/a.png",
        "http://localhost/a.png",
        "http://[::ffff:7f00:1]/a.png",
        "file:///etc/passwd",
        "ftp://127.0.0.1/a.png",
        "http://user:secret@127.0.0.1/a.png",
        "data:image/png;base64,AAAA",
    ],
)
def test_a_private_address_is_refused_before_anything_is_sent(server, target):
    """As what is asked for, and as what a server sends elsewhere to."""
    target = target.format(other=server.port + 1)
    url = server.at("/a.png", redirect(target))
    asking = fetcher(server)

    refused(asking, url, Kind.REFUSED, "")
    refused(asking, target, Kind.REFUSED, "")

    assert server.paths() == ["/a.png"]


def test_a_name_that_is_given_another_address_later_is_asked_at_the_first(server):
    """DNS rebinding: it is looked up once, and the request goes to the address that was judged."""
    hosts = PlayedHosts(server)
    looked_up = []

    def rebinding(host, port):
        looked_up.append(host)
        return hosts.resolver(host, port) if len(looked_up) == 1 else ["127.0.0.1"]

    server.at("/a.png", picture())
    server.at("/b.png", picture())
    asking = Fetcher(agent="tests", limits=QUICK, resolver=rebinding, transport=hosts.transport)

    found = answers(asking, "http://example.org/a.png", "http://example.org/b.png")

    # the transport fails where another address is called
    assert {type(one) for one in found.values()} == {Fetched}, found
    assert looked_up == ["example.org"]


def test_hosts_at_one_address_share_no_connection(server):
    """A certificate that was good for one name says nothing of another."""
    hosts = PlayedHosts(server)
    server.at("/a.png", picture())

    found = answers(hosts.fetcher(), "https://a.example.org/a.png", "https://b.example.org/a.png")

    assert {type(one) for one in found.values()} == {Fetched}, found
    assert {request.host for request in server.asked} == {"a.example.org", "b.example.org"}


def test_redirects_end(server):
    """Those that go in a circle and those that go on."""
    circle = server.at("/a.png", redirect("/a.png"))
    for number in range(10):
        server.at(f"/{number}", redirect(f"/{number + 1}"))

    refused(fetcher(server), circle, Kind.UNUSABLE, "redirects more than 5 times")
    refused(fetcher(server), server.url("/0"), Kind.UNUSABLE, "redirects more than 5 times")
    assert len(server.asked) == 12


def test_a_picture_that_stands_for_a_removed_one_is_none(server):
    """Imgur gives one, and says that all is well."""
    hosts = PlayedHosts(server)
    server.at("/abcdefg.png", redirect("https://i.imgur.com/removed.png"))
    server.at("/removed.png", picture())

    refused(hosts.fetcher(), "https://i.imgur.com/abcdefg.png", Kind.GONE, "removed")


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json", "video/mp4"])
def test_what_a_server_calls_no_picture_is_none(server, kind):
    """Its body is not read."""
    url = server.at("/a.png", picture(kind=kind))

    refused(fetcher(server), url, Kind.UNUSABLE, kind.partition(";")[0])


@pytest.mark.parametrize("kind", ["", "application/octet-stream", "image/jpeg", "text/plain"])
def test_what_a_server_calls_otherwise_is_looked_at(server, kind):
    """Many do not know their pictures' types; the bytes tell."""
    url = server.at("/a.png", picture(kind=kind))

    assert isinstance(answer(fetcher(server), url), Fetched)


def test_a_body_that_is_cut_off_is_none(server):
    """Less came than was promised; it may come another time, so it is asked for three times."""
    cut = raw(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 900\r\n\r\n" + PNG)
    url = server.at("/a.png", cut)
    sleep = Sleep()

    refused(fetcher(server, sleep=sleep), url, Kind.FAULTY, "cut off")
    assert len(server.asked) == 3
    assert sleep.slept == [2, 4]


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"


@pytest.mark.parametrize(
    ("name", "kind", "reason"),
    [
        ("a body that drips", Kind.SLOW, "had not arrived after"),
        ("a body that stops", Kind.SLOW, "it stalled"),
        ("chunks that never end", Kind.UNUSABLE, "larger than"),
        ("two gigabytes", Kind.UNUSABLE, "larger than"),
        ("a length of a thousand digits", Kind.FAULTY, "broken"),
        ("a bomb in gzip", Kind.UNUSABLE, "larger than"),
        ("gzip in gzip", Kind.FAULTY, "encoding"),
        ("brotli", Kind.FAULTY, "encoding"),
        ("a head without end", Kind.FAULTY, "broken"),
        ("no HTTP", Kind.FAULTY, "broken"),
        ("a head that drips", Kind.UNREACHABLE, "does not answer"),
        ("no answer", Kind.UNREACHABLE, "sent nothing"),
    ],
)
def test_a_bad_answer_ends_within_the_limits(server, name, kind, reason):
    """Of time and size, and says why."""
    bomb = gzip.compress(bytes(5_000_000))
    bad = {
        "a body that drips": raw(HEAD + b"\r\n", *[b"x"] * 40, wait=0.1),
        "a body that stops": raw(HEAD + b"Content-Length: 99\r\n\r\n", b"", b"", wait=0.8),
        "chunks that never end": endless(),
        "two gigabytes": raw(HEAD + b"Content-Length: 2000000000\r\n\r\n", PNG),
        "a length of a thousand digits": raw(
            HEAD + b"Content-Length: " + b"9" * 1000 + b"\r\n\r\n"
        ),
        "a bomb in gzip": picture(bomb, content_encoding="gzip"),
        "gzip in gzip": picture(gzip.compress(gzip.compress(PNG)), content_encoding="gzip, gzip"),
        "brotli": picture(PNG, content_encoding="br"),
        "a head without end": raw(HEAD, *[b"X: " + b"x" * 65_536 + b"\r\n"] * 10),
        "no HTTP": raw(b"SSH-2.0-OpenSSH_9.9\r\n"),
        "a head that drips": raw(b"HTTP/1.1 200 OK\r\n", *[b"X"] * 40, wait=0.1),
        "no answer": raw(b"", b"", wait=1.2),
    }
    url = server.at("/a.png", bad[name])
    limits = dc.replace(QUICK, connect=0.5)

    refused(fetcher(server, limits), url, kind, reason)


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_packed_body_is_unpacked(server, coding, pack):
    """Though nobody asked for it to be packed."""
    url = server.at("/a.png", picture(pack(PNG), content_encoding=coding))

    assert answer(fetcher(server), url).content == PNG


def test_a_server_without_encryption_is_no_server_of_https(server):
    """A failure of TLS is of the host: nothing of it is asked for again."""
    server.at("/a.png", picture())
    found = answers(fetcher(server), *(f"https://{server.address}/{n}.png" for n in "abc"))

    assert {(one.kind, "certificate" in str(one)) for one in found.values()} == {(Kind.UNREACHABLE, True)}  # fmt: skip
    assert server.asked == []


@pytest.mark.parametrize(
    ("certificate", "is_good"),
    [
        ({"identities": ["pictures.example.org"]}, True),
        ({"identities": ["other.example.org"]}, False),
        # the address that is called is no name
        ({"identities": ["127.0.0.1"]}, False),
        ({"identities": ["pictures.example.org"], "not_after": NOW.replace(year=2020)}, False),
        ({"identities": ["pictures.example.org"], "unknown": True}, False),
    ],
)
def test_a_certificate_is_that_of_the_name(certificate, is_good):
    """Valid, by somebody who is trusted, for the name in the address though a number is called."""
    ca, other = trustme.CA(), trustme.CA()
    serving = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    of = other if certificate.pop("unknown", False) else ca
    of.issue_cert(*certificate.pop("identities"), **certificate).configure_cert(serving)
    trusting = ssl.create_default_context()
    ca.configure_trust(trusting)
    server = PictureServer(tls=serving)
    server.at("/a.png", picture())
    asking = Fetcher(
        agent="tests",
        allowed=[f"pictures.example.org:{server.port}"],
        limits=QUICK,
        resolver=lambda _host, _port: ["127.0.0.1"],
        transport=lambda: httpx.AsyncHTTPTransport(verify=trusting, trust_env=False),
    )

    found = answer(asking, f"https://pictures.example.org:{server.port}/a.png")
    server.close()

    assert isinstance(found, Fetched) == is_good
    assert is_good or (found.kind, "certificate" in str(found)) == (Kind.UNREACHABLE, True)
    assert len(server.asked) == is_good


def test_a_dead_host_costs_one_call(server):
    """However many pictures it has, and others lose nothing by it."""
    hosts = PlayedHosts(server, dead=["dead.example.org"])
    server.at("/a.png", picture())
    dead = [f"https://dead.example.org/{number}.png" for number in range(50)]

    found = answers(hosts.fetcher(), *dead, "https://alive.example.org/a.png")

    assert hosts.called == {"dead.example.org": 1}
    assert {str(found[url]) for url in dead} == {"its host did not accept a connection within 2 s"}
    assert isinstance(found["https://alive.example.org/a.png"], Fetched)


def test_a_host_that_has_no_name_costs_one_question():
    """Of the name service."""
    asked = []

    def resolver(host, port):  # noqa: ARG001  # a resolver's signature
        asked.append(host)
        raise OSError("Name or service not known")

    asking = Fetcher(agent="tests", limits=QUICK, resolver=resolver)
    found = answers(asking, *(f"https://example.org/{number}.png" for number in range(20)))

    assert asked == ["example.org"]
    assert {one.kind for one in found.values()} == {Kind.UNREACHABLE}


def test_eight_are_asked_at_once_and_two_of_a_host(server):
    """And each host one at first."""
    hosts = PlayedHosts(server)
    urls = [f"https://{n}.example.org/{m}.png" for n in range(8) for m in range(6)]
    for number in range(6):
        server.at(f"/{number}.png", picture(wait=0.05))
    limits = dc.replace(QUICK, idle=5, picture=5)

    found = answers(hosts.fetcher(limits), *urls)

    assert {type(one) for one in found.values()} == {Fetched}
    assert server.most_at_once.pop("") <= 8
    assert set(server.most_at_once.values()) <= {1, 2}
    assert 2 in server.most_at_once.values()


def test_a_busy_host_is_left_alone_for_as_long_as_it_says(server):
    """In seconds or until a moment, and longer each time where it does not say."""
    sleep = Sleep()
    seconds = server.at("/a.png", in_turn(status(429, retry_after="5"), picture()))
    moment = server.at(
        "/b.png", in_turn(status(503, retry_after="Mon, 01 Jun 2026 12:00:04 GMT"), picture())
    )
    unsaid = server.at("/c.png", in_turn(status(503), status(503, retry_after="oops"), picture()))
    asking = fetcher(server, sleep=sleep)

    assert {type(answer(asking, url)) for url in (seconds, moment, unsaid)} == {Fetched}
    assert sleep.slept == [5, 4, 2, 4]


def test_a_host_that_stays_busy_is_not_asked_for_the_others(server):
    """Three times for one picture is enough."""
    urls = [server.at(f"/{number}.png", status(429, retry_after="1")) for number in range(20)]

    found = answers(fetcher(server), *urls)

    assert {one.kind for one in found.values()} == {Kind.BUSY}
    assert len(server.asked) == 3


def test_a_host_that_wants_too_much_time_is_not_waited_for(server):
    """The answer says how long it wants to be left alone."""
    url = server.at("/a.png", status(503, retry_after="3600"))
    found = answer(fetcher(server), url)

    assert (found.kind, found.wait) == (Kind.BUSY, 3600)
    assert len(server.asked) == 1


@pytest.mark.parametrize("code", [401, 403, 404, 410, 451])
def test_a_picture_that_is_gone_is_asked_for_once(server, code):
    """And its host for the others."""
    gone, there = server.at("/a.png", status(code)), server.at("/b.png", picture())
    found = answers(fetcher(server), gone, there)

    assert (found[gone].kind, str(found[gone])) == (Kind.GONE, f"the server answers {code}")
    assert isinstance(found[there], Fetched)


@pytest.mark.parametrize("code", [500, 502, 504])
def test_an_error_of_the_server_may_pass(server, code):
    """So the picture is asked for again."""
    url = server.at("/a.png", in_turn(status(code), picture()))

    assert isinstance(answer(fetcher(server), url), Fetched)


def test_a_host_that_only_fails_is_left_alone(server):
    """After five errors in a row; those of one that answers in between are its pictures' own."""
    urls = [server.at(f"/{number}.png", status(500)) for number in range(30)]
    mixed = [f"http://mixed.example.org/{number:02}.png" for number in range(30)]
    for number in range(30):
        server.at(f"/{number:02}.png", picture() if number % 3 == 0 else status(500))

    found = answers(fetcher(server), *urls)

    assert 15 <= len(server.asked) <= 18
    kinds = [one.kind for one in found.values()]
    # one more may be under way when the fifth has failed; which ones they are, chance decides
    assert kinds.count(Kind.FAULTY) <= 6
    assert kinds.count(Kind.FAULTY) + kinds.count(Kind.UNREACHABLE) == len(urls)
    assert "failed 5 times in a row, most recently: the server answers 500" in " ".join(
        map(str, found.values())
    )

    found = answers(PlayedHosts(server).fetcher(sleep=Sleep()), *mixed)

    assert sum(isinstance(one, Fetched) for one in found.values()) == 10


def test_the_whole_run_ends_in_time(server):
    """What was not reached has no answer."""
    urls = [server.at(f"/{number}.png", picture(wait=0.4)) for number in range(20)]
    limits = dc.replace(QUICK, run=1.0)

    found = answers(fetcher(server, limits), *urls)

    assert 1 <= len(found) < 20
    assert {type(one) for one in found.values()} == {Fetched}


def test_an_error_of_the_one_who_takes_ends_the_run(server):
    """A full disk is said as it is."""
    urls = [server.at(f"/{number}.png", picture(png(size=(number + 1, 1)))) for number in range(5)]

    def full(_asked, _answer):
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space left"):
        fetcher(server).fetch([FetchRequest(url=url) for url in urls], full)


def test_the_second_address_of_a_host_is_tried_where_the_first_takes_no_call(server):
    """A system may have no way to one family of addresses."""
    url = server.at("/a.png", picture())
    asking = fetcher(server, resolver=lambda _host, _port: ["::1", "127.0.0.1"])

    assert isinstance(answer(asking, url), Fetched)


@given(ADDRESSES, ADDRESSES, st.text(max_size=20))
@settings(max_examples=60)
def test_any_address_has_an_answer(url, target, etag):
    """As what is asked for, as what a server sends elsewhere to, and whatever was kept of it."""

    def answering(request):
        assert is_public(request.url.host)
        if len(request.url.path) % 2:
            return httpx.Response(302, headers={"Location": target.encode("utf-8", "replace")})
        return httpx.Response(200, content=PNG, headers={"ETag": etag.encode("utf-8", "replace")})

    asking = Fetcher(
        agent="tests",
        limits=QUICK,
        resolver=lambda _host, _port: ["8.8.8.8"],
        transport=lambda: httpx.MockTransport(answering),
        sleep=Sleep(),
    )
    found = []
    asking.fetch([FetchRequest(url=url, etag=etag)], lambda _asked, one: found.append(one))

    assert len(found) == 1
    assert isinstance(found[0], Failed | Fetched)
