"""What a reader loads first, of an article: Lighthouse looks at a built one, on the slow network that it imitates.

Lighthouse is what ``make audit`` installs. The pages come from a server that compresses, as hosts do.
"""

from __future__ import annotations

import contextlib
import dataclasses as dc
import datetime as dt
import gzip
import json
import os
import shutil
import statistics
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import editions
from benchmarks.results import FirstPage

if TYPE_CHECKING:
    from collections.abc import Iterator

LIGHTHOUSE = Path(".venv/node/node_modules/lighthouse/cli/index.js")
POSTS = 20
_RUNS = 5
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")


def missing() -> str:
    """Return why Lighthouse cannot look; empty where it can."""
    if not LIGHTHOUSE.is_file() or not shutil.which("node"):
        return "Lighthouse is not there; `make audit` installs it, and needs Node"
    return "" if _browser() else "there is no Chromium"


def _browser() -> str:
    return next(filter(None, map(shutil.which, _BROWSERS)), "")


def measure(folder: Path, seed: int) -> FirstPage:
    """Build a small archive in *folder*, and return what its article of median length has a reader load.

    :raises ValueError: It cannot be built, or not be looked at.
    """
    editions.publication(folder, POSTS, seed)
    out = folder / "html"
    pages = sorted(out.glob("*/*/*/index.html"), key=lambda path: path.stat().st_size)
    page = pages[len(pages) // 2].parent.relative_to(out).as_posix()
    with served(out) as address:
        return of_reports([_report(f"{address}/{page}/") for _ in range(_RUNS)])


def of_reports(reports: list[dict[str, Any]]) -> FirstPage:
    """Return what reports of Lighthouse say: medians."""
    found = [report["audits"] for report in reports]
    sheets = [
        sum(
            item["transferSize"]
            for item in audits["network-requests"]["details"]["items"]
            if item.get("resourceType") == "Stylesheet"
        )
        for audits in found
    ]
    paints = [audits["largest-contentful-paint"]["numericValue"] / 1_000 for audits in found]
    return FirstPage(
        day=f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}",
        styles=round(statistics.median(sheets)),
        paint=round(statistics.median(paints), 2),
    )


def save(page: FirstPage, path: Path) -> None:
    """Write it as JSON."""
    path.write_text(json.dumps(dc.asdict(page)) + "\n", encoding="utf-8")


def _report(address: str) -> dict[str, Any]:
    command = ("node", str(LIGHTHOUSE), address, "--output=json", "--quiet", "--no-enable-error-reporting", "--only-categories=performance", "--chrome-flags=--headless=new --no-sandbox --disable-gpu")  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": _browser()}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise ValueError(f"Lighthouse failed: {done.stderr[-500:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


class _Compressing(SimpleHTTPRequestHandler):
    """Serves a folder, compressed, and says nothing."""

    def do_GET(self) -> None:
        """Answer with a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content, is_text = path.read_bytes(), path.suffix in _COMPRESSED
        content = gzip.compress(content) if is_text else content
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        if is_text:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder at the address that is given."""
    handler = partial(_Compressing, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
