"""The check of links: whom it asks, how much it takes, and that nothing ends it."""

from __future__ import annotations

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests

from standfirst.checking import link_requests
from standfirst.checking.link_requests import Adapter, NotAsked, prepare


class Server:
    """A server on the loopback address that answers by path, and notes what it is asked."""

    def __init__(self):
        self.asked = []
        self.answers = {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.asked.append((self.command, self.path, self.headers["Host"]))
                outer.answers.get(self.path, _answer(200))(self)

            do_HEAD = do_GET  # noqa: N815  # as http.server calls it

            def log_message(self, *_args):
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self):
        """End it."""
        self.server.shutdown()
        self.server.server_close()


def _answer(status, body=b"", **headers):
    def answer(handler):
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        if handler.command == "GET":
            handler.wfile.write(body)

    return answer


@pytest.fixture
def web():
    """Return a server."""
    found = Server()
    yield found
    found.close()


def session(**options):
    """Return a session that asks by the rule."""
    made = requests.Session()
    prepare(made, Adapter(**options))
    return made


def at_home(port, *names):
    """Return a resolver for which *names* lie on this machine, and which machines are then allowed."""
    return {
        "resolver": lambda _host, _port: ["127.0.0.1"],
        "allowed": [f"{name}:{port}" for name in names],
    }


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://[::1]:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://2130706433:{port}/",
        "http://0x7f.1:{port}/",
        "http://0:{port}/",
        "http://private.example:{port}/",
        "http://169.254.169.254/latest/meta-data",
        "http://user:word@example.org/",
    ],
)
def test_no_machine_of_a_private_network_is_asked(web, address):
    """By number, by name, or by what a name means; the server hears nothing."""
    asking = session(resolver=lambda _host, _port: ["127.0.0.1"])
    with pytest.raises(NotAsked, match="it was not requested"):
        asking.get(address.format(port=web.port), timeout=5)

    assert web.asked == []


def test_a_name_with_one_private_address_is_not_asked():
    """Whichever would be called first."""
    adapter = Adapter(resolver=lambda _host, _port: ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(NotAsked, match=r"example\.org leads into a private network"):
        adapter.addresses("example.org", 443)


def test_machines_that_are_named_are_asked_by_their_name(web):
    """The address that was judged is called; ``Host`` is the name's."""
    answer = session(**at_home(web.port, "files.example")).get(
        f"http://files.example:{web.port}/a", timeout=5
    )

    assert answer.status_code == 200
    assert web.asked == [("GET", "/a", f"files.example:{web.port}")]


@pytest.mark.parametrize(
    "target", ["http://other.example:{port}/secret", "http://127.0.0.1:{port}/secret", "file:///etc/passwd"]
)  # fmt: skip
def test_a_redirect_is_judged_as_an_address_is(web, target):
    """A public server may lead anywhere."""
    web.answers["/a"] = _answer(302, Location=target.format(port=web.port))
    asking = session(**at_home(web.port, "files.example"))
    with pytest.raises((NotAsked, requests.exceptions.InvalidSchema)):
        asking.get(f"http://files.example:{web.port}/a", timeout=5)

    assert [path for _, path, _ in web.asked] == ["/a"]


def test_neither_proxies_nor_passwords_of_this_machine_are_used(web, monkeypatch):
    """A proxy would look names up by itself."""
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{web.port}")
    asking = session(resolver=lambda _host, _port: ["127.0.0.1"])
    with pytest.raises(NotAsked):
        asking.get("http://example.org/", timeout=5)

    assert web.asked == []


def test_an_answer_has_a_limit_of_size(web, monkeypatch):
    """Also one that only leads elsewhere."""
    monkeypatch.setattr(link_requests, "MOST_BYTES", 1_000)
    web.answers["/large"] = _answer(200, b"x" * 5_000)
    web.answers["/led"] = _answer(302, b"x" * 5_000, Location="/large")
    asking = session(**at_home(web.port, "a.example"))
    for path in ("/large", "/led"):
        with pytest.raises(NotAsked, match="larger than"):
            asking.get(f"http://a.example:{web.port}{path}", timeout=5)


@pytest.mark.parametrize(("size", "is_taken"), [(1_000, True), (1_001, False)])
def test_an_answer_may_be_as_large_as_the_limit(web, monkeypatch, size, is_taken):
    """And no larger, which is said with the limit."""
    monkeypatch.setattr(link_requests, "MOST_BYTES", 1_000)
    web.answers["/"] = _answer(200, b"x" * size)
    asking = session(**at_home(web.port, "a.example"))
    address = f"http://a.example:{web.port}/"
    if is_taken:
        assert len(asking.get(address, timeout=5).content) == size
        return
    with pytest.raises(NotAsked, match=r"^its answer is larger than 0\.001 MB$"):
        asking.get(address, timeout=5)


@pytest.mark.parametrize(("times", "is_followed"), [(10, True), (11, False)])
def test_an_address_may_lead_on_ten_times(web, times, is_followed):
    """As often as that, to machines that may be asked."""
    for number in range(times):
        web.answers[f"/{number}"] = _answer(302, Location=f"/{number + 1}")
    asking = session(**at_home(web.port, "a.example"))
    address = f"http://a.example:{web.port}/0"
    if is_followed:
        assert asking.get(address, timeout=5).url.endswith(f"/{times}")
        return
    with pytest.raises(requests.exceptions.TooManyRedirects):
        asking.get(address, timeout=5)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://user:word@example.org/", "it has a user name or password in it"),
        ("http://localhost/", "localhost is a name of the local network"),
        ("http://a.example/", "a.example leads into a private network"),
        ("https://a.example/", "a.example leads into a private network"),
    ],
)
def test_why_nobody_is_asked_is_said(address, reason):
    """With the machine, where it is the machine's doing; by either scheme."""
    asking = session(resolver=lambda _host, _port: ["10.0.0.1"])
    with pytest.raises(NotAsked) as caught:
        asking.get(address, timeout=5)

    assert str(caught.value) == f"it was not requested: {reason}"


def test_a_name_without_an_address_is_named():
    """As one that cannot be reached."""

    def nobody(_host, _port):
        raise OSError("no")

    with pytest.raises(requests.exceptions.ConnectionError, match=r"no IP address was found for a\.example"):  # fmt: skip
        session(resolver=nobody).get("http://a.example/", timeout=5)


def test_where_no_address_takes_a_call_it_is_an_error(web):
    """Of all that were tried, the last."""
    free = socket.socket()
    free.bind(("127.0.0.2", 0))
    port = free.getsockname()[1]
    asking = session(
        resolver=lambda _host, _port: ["127.0.0.2", "127.0.0.2"], allowed=[f"a.example:{port}"]
    )
    with pytest.raises(requests.exceptions.ConnectionError):
        asking.get(f"http://a.example:{port}/", timeout=5)
    free.close()

    assert web.asked == []


def test_a_session_asks_by_the_rule_alone():
    """By every scheme it had; others it has no more."""
    made = requests.Session()
    made.mount("ftp://", requests.adapters.HTTPAdapter())
    adapter = Adapter()
    prepare(made, adapter)

    assert dict(made.adapters) == {"https://": adapter, "http://": adapter}
    assert made.trust_env is False


def test_an_answer_has_a_limit_of_time(web):
    """However it comes: here byte by byte, without end; nothing is asked after that."""

    def drip(handler):
        for _ in range(1_000):
            handler.wfile.write(b"H")
            time.sleep(0.05)

    web.answers["/"] = drip
    adapter = Adapter(**at_home(web.port, "a.example"))
    asking = requests.Session()
    prepare(asking, adapter)
    begun = time.monotonic()
    with adapter.within(0.3):
        with pytest.raises(requests.exceptions.RequestException):
            asking.get(f"http://a.example:{web.port}/", timeout=30)
        with pytest.raises(NotAsked, match="in time"):
            asking.get(f"http://a.example:{web.port}/", timeout=30)

    assert time.monotonic() - begun < 10


def test_the_next_address_is_called_where_one_takes_no_call(web):
    """As browsers do."""
    free = socket.socket()
    free.bind(("127.0.0.2", 0))
    asking = session(
        resolver=lambda _host, _port: ["127.0.0.2", "127.0.0.1"],
        allowed=[f"a.example:{web.port}"],
    )
    answer = asking.get(f"http://a.example:{web.port}/", timeout=5)
    free.close()

    assert answer.status_code == 200


def test_linkcheck_asks_by_the_rule_and_goes_on(publication, web):
    """What is not asked for, what is no address and what makes a worker fail are named; the others are asked."""
    long = "x" * 5_000
    web.answers["/busy"] = _answer(429, Retry_After="9999999")
    conf = f'\n        standfirst_picture_hosts = ["localhost:{web.port}"]\n'
    publication.write("conf.py", publication.conf + conf)
    publication.write(
        "about.md",
        f"# About\n\n<http://127.0.0.1:{web.port}/secret> <http://localhost:{web.port}/ok> <http://localhost:{web.port}/busy>\n"
        f"![p](http://127.0.0.1:{web.port}/p.png)\n\n```{{eval-rst}}\n`a <http://[x/>`_ `b <{long}>`_\n```\n",
    )
    built = publication.build(builder="linkcheck")
    lines = (built.out / "output.json").read_text(encoding="utf-8").splitlines()
    results = {each["uri"][:60]: (each["status"], each["info"]) for each in map(json.loads, lines)}

    assert [path for _, path, _ in web.asked if path not in {"/ok", "/busy"}] == []
    assert results[f"http://localhost:{web.port}/ok"][0] == "working"
    assert results[f"http://localhost:{web.port}/busy"][0] == "broken"
    for path in ("secret", "p.png"):
        status, said = results[f"http://127.0.0.1:{web.port}/{path}"]
        assert (status, "leads into a private network" in said) == ("broken", True)
    assert results["http://[x/"][0] == "broken"
    assert results[long[:60]][0] == "broken"
    assert built.exit_code == 1
