"""WebKitGTK for tests, driven as https://www.w3.org/TR/webdriver2/ says: Debian's ``webkit2gtk-driver`` and ``xvfb``."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PORT = 8479
DISPLAY = ":79"
_PLACES = ("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec", "/usr/lib64")


class WebKit:
    """One window."""

    def __init__(self, session: str) -> None:
        self._session = session

    def go(self, address: str) -> None:
        """Open a page, and wait for its scripts and pictures."""
        call("POST", f"/session/{self._session}/url", {"url": address})
        time.sleep(1)

    def run(self, script: str) -> Any:
        """Return what the body of a function returns on the page."""
        done = call("POST", f"/session/{self._session}/execute/sync", {"script": script, "args": []})  # fmt: skip
        time.sleep(0.5)
        return done


def call(method: str, path: str, said: object = None) -> Any:
    """Return the driver's answer."""
    data = None if said is None else json.dumps(said).encode()
    request = Request(f"http://127.0.0.1:{PORT}{path}", data=data, method=method, headers={"Content-Type": "application/json"})  # fmt: skip
    with urlopen(request, timeout=60) as answer:  # noqa: S310  # of this machine
        return json.load(answer)["value"]


@contextlib.contextmanager
def webkit() -> Iterator[WebKit]:
    """Start a window without a screen; the test is skipped where what it needs is not there."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    browsers = sorted(path for place in _PLACES for path in Path(place).glob("webkit2gtk-4.*/MiniBrowser"))  # fmt: skip
    if not (driver and screen and browsers):
        pytest.skip("needs WebKitGTK (Debian, Ubuntu: apt install webkit2gtk-driver xvfb)")
    env = {**os.environ, "DISPLAY": DISPLAY, "GDK_BACKEND": "x11", "LIBGL_ALWAYS_SOFTWARE": "1", "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}  # fmt: skip
    started = [
        subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for command in ([screen, DISPLAY, "-screen", "0", "1400x1000x24"], [driver, f"--port={PORT}"])
    ]  # fmt: skip
    options = {"binary": str(browsers[-1]), "args": ["--automation"]}
    try:
        time.sleep(2)
        asked = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        session = call("POST", "/session", asked)["sessionId"]
        yield WebKit(session)
        call("DELETE", f"/session/{session}")
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()
