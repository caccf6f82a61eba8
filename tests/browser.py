"""A browser for tests: the system's Chromium, with pages served as a host would, policy included."""

from __future__ import annotations

import contextlib
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")  # fmt: skip
POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:"
"""What pages ask of a host at most: ``guide/hosting.md``."""


class _Strict(SimpleHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/favicon.ico":  # which browsers ask for unasked
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_arguments):
        pass


@contextlib.contextmanager
def served(folder):
    """Serve a folder on a port of the loopback address, with the policy; return its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Strict, directory=str(folder)))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def browser(**options):
    """Return a page of Chromium, and the list of what its console says."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = chromium.new_page(**options)
        said = []
        page.on("console", lambda message: said.append(f"{message.text} {message.location['url']}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        try:
            yield page, said
        finally:
            chromium.close()
