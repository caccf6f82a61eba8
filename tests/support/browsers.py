"""A browser for tests: the system's Chromium, driven by Playwright, and a server as a host has it.

``served`` serves a built site, compressed, below the path that its 404 page was built for,
``under_policy`` with the Content-Security-Policy of the guide;
``launched`` starts the browser, which brings nothing of its own: Playwright's wheel has only the
driver. ``visited`` opens a page and keeps what the browser asked for, complained of and moved.
"""

from __future__ import annotations

import contextlib
import gzip
import math
import re
import shutil
import threading
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from own_publication import ROOT
from playwright.sync_api import expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")  # fmt: skip
HEADLESS = shutil.which("chromium-headless-shell") or CHROMIUM
"""Its engine without windows and tabs, where that is installed: the same pages in a third of the processor time."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}
MOUNT = "/en/latest"
"""Path of the address for which the publication of this repository is built, as on Read the Docs."""
ARTICLE = "2026/09/what-a-permalink-promises/"
FIGURES = "2026/07/how-long-is-a-nine-minute-read/"
CHINESE = "2026/08/yi-fen-zhong-du-duo-shao-zi/"
KINDS = {
    "front": "",
    "article": ARTICLE,
    "article-with-figures": FIGURES,
    "article-with-components": "2026/11/from-file-to-page/",
    "article-with-code": "2026/09/templates-that-show-themselves/",
    "article-with-standfirst": "2026/10/what-a-billion-leaves-out/",
    "article-chinese": CHINESE,
    "article-withdrawn": "2026/05/a-note-on-page-numbers/",
    "author": "authors/editorial-desk/",
    "authors": "authors/",
    "section": "sections/craft/",
    "sections": "sections/",
    "tag": "tags/addresses/",
    "tag-chinese": "tags/日期/",
    "tags": "tags/",
    "volume": "volumes/autumn-2026/",
    "volumes": "volumes/",
    "archive": "archive/",
    "year": "archive/2026/",
    "month": "archive/2026/09/",
    "all": "posts/",
    "page": "about/",
    "guide": "guide/writing/",
    "search": "search.html",
    "missing": "404.html",
}
"""Every kind of page that a publication has -> where this repository's has one."""
MAIN = {
    "front",
    "article",
    "article-with-figures",
    "article-chinese",
    "author",
    "volume",
    "archive",
    "guide",
    "search",
}
"""Those of which ``make audit`` takes pictures in Chinese and on paper too."""
EVERY_RUN = {"front", "article-with-figures", "article-chinese", "author", "search"}
"""Those that every run of the tests looks at; ``make audit`` looks at all."""


def kinds(without: Collection[str] = ()) -> list[Any]:
    """Return the kinds of page, as parameters of a test."""
    return [
        pytest.param(kind, marks=() if kind in EVERY_RUN else pytest.mark.audit)
        for kind in KINDS
        if kind not in without
    ]


class _Handler(SimpleHTTPRequestHandler):
    """Serves files below a path as a good host does: compressed, with a type, and kept open."""

    protocol_version = "HTTP/1.1"

    def __init__(
        self, *arguments: Any, mount: str, headers: Mapping[str, str], **named: Any
    ) -> None:
        self.mount = mount
        self.headers_sent = headers
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if not path.startswith(f"{self.mount}/"):
            self._answer(404, Path(self.directory, "404.html"))
            return
        file = Path(self.translate_path(path[len(self.mount) :]))
        if file.is_dir():
            file /= "index.html"
        if file.is_file():
            self._answer(200, file)
        else:
            self._answer(404, Path(self.directory, "404.html"))

    def _answer(self, status: int, file: Path) -> None:
        body = file.read_bytes() if file.is_file() else b""
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if file.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        for name, value in self.headers_sent.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "max-age=31536000" if "/_" in self.path else "no-cache")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        pass


@contextlib.contextmanager
def served(
    folder: Path, mount: str = MOUNT, headers: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Serve a folder on a port of the loopback address; yield the address, with a slash at its end."""
    handler = partial(_Handler, directory=str(folder), mount=mount, headers=headers or {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{mount}/"
    finally:
        server.shutdown()
        server.server_close()


def policy() -> str:
    """Return the policy that the guide gives."""
    text = (ROOT / "guide/hosting.md").read_text(encoding="utf-8")
    [said] = re.findall(r"^Content-Security-Policy: (.*)$", text, re.MULTILINE)
    return str(said)


@contextlib.contextmanager
def under_policy(folder: Path, mount: str = MOUNT) -> Iterator[str]:
    """Serve a folder with the guide's policy; yield the address, with a slash at its end."""
    with served(folder, mount, {"Content-Security-Policy": policy()}) as address:
        yield address


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    """Start Chromium, without its own traffic to anybody."""
    if HEADLESS is None:
        pytest.skip("needs Chromium")
    # what is right is found at once, also by a machine that has other work
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=HEADLESS, args=FLAGS)
        yield browser
        browser.close()


def wait_until(page: Page, condition: str) -> None:
    """Wait until an expression is true on a page.

    Playwright's ``wait_for_function`` evaluates it again from within the page, which the page's policy forbids:
    it would pass where the first look is enough, and fail where it is not.
    """
    for _ in range(1200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(25)
    raise TimeoutError(f"not within 30 s: {condition}")


MOVES = """
{
  const moves = [];
  const keep = (entries) => {
    for (const entry of entries) if (!entry.hadRecentInput) moves.push(entry.value);
  };
  const observer = new PerformanceObserver((list) => keep(list.getEntries()));
  observer.observe({type: "layout-shift", buffered: true});
  window.standfirstMoves = () => {
    keep(observer.takeRecords());
    return moves;
  };
}
"""
"""Keeps how far what is shown moved (https://web.dev/articles/cls), from the beginning; ``standfirstMoves()`` gives it."""
SCROLL = """
async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo({top: y, behavior: "instant"});
    await frame();
  }
  const images = [...document.images];
  for (let left = 100; left && images.some((image) => !image.complete); left--) await wait(50);
  await frame();
}
"""
"""Scrolls through the page as a reader does, and waits for the pictures that this brings."""


@dataclass
class Visit:
    """What a browser did to show a page."""

    complaints: list[str] = field(default_factory=list)
    """Errors and warnings in its console, errors that no script caught, requests that came to nothing."""
    asked: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Address of each request -> what came (``Request.resource_type``), and bytes of its body as sent."""
    shift: float = 0
    """Sum of all layout shifts."""

    def of(self, *types: str) -> list[str]:
        """Return the addresses from which these types of resource came."""
        return [address for address, (kind, _) in self.asked.items() if kind in types]

    def size(self, *types: str) -> int:
        """Return the bytes in which they came."""
        return sum(self.asked[address][1] for address in self.of(*types))


def spoken(page: Page) -> list[str]:
    """Return a list to which everything is added that the page's console says, with its place, and errors."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.text} {message.location['url']}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def least_shift(shifts: Iterable[float]) -> float:
    """Return how far a page moves whenever it is opened: the least of some visits' shifts.

    A browser that is short of time paints a page of which it has read the beginning, and again
    with the rest. What comes to stand beside the beginning moves it then: by chance, in one visit
    of a hundred, and no markup that the Nu checker allows forbids it. A fault of the page's own
    is there in every visit.

    :param shifts: One for each visit; the next is asked for only where something has moved.
    """
    least = math.inf
    for shift in shifts:
        least = min(least, shift)
        if not least:
            break
    return least


def visited(
    context: BrowserContext, address: str, look: Callable[[Page], object] | None = None
) -> Visit:
    """Return what happened when a page was opened, for the first time, and scrolled through.

    :param context: A ``BrowserContext`` that has nothing in its cache.
    :param look: Called with the page afterwards; what it does to it counts.
    """
    visit, page = Visit(), context.new_page()
    requests: list[Request] = []

    def report(said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            visit.complaints.append(said.text)

    page.on("console", report)
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.on("requestfailed", lambda request: visit.complaints.append(f"{request.url}: {request.failure}"))  # fmt: skip
    page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108  # Playwright marks the function
    page.add_init_script(MOVES)
    page.goto(address, wait_until="load")
    page.evaluate(SCROLL)
    if look:
        look(page)
    visit.shift = sum(page.evaluate("window.standfirstMoves()"))
    for request in requests:
        if not request.url.startswith("data:"):
            answer, kind = request.response(), request.resource_type
            if answer and answer.headers.get("content-type", "").startswith("image/"):
                kind = "image"  # also the site's icon, which Chromium calls "other"
            visit.asked[request.url] = kind, request.sizes()["responseBodySize"]
    page.close()
    return visit
