"""Firefox for tests, driven by Marionette (https://firefox-source-docs.mozilla.org/testing/marionette/): Debian's ``firefox-esr``."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import os
import shutil
import socket
import subprocess
import time
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PREFERENCES = 'user_pref("marionette.port", 0);\n'
"""Firefox takes a port that is free, and writes it into its profile."""
_NARROW = """
const {{ style }} = window.gBrowser.selectedBrowser;
for (const name of ["width", "minWidth", "maxWidth"]) style[name] = "{width}px";
style.flex = "none";
"""
_IS_NARROW = "while (innerWidth !== {width}) await new Promise((done) => setTimeout(done, 20));"


class Firefox:
    """One window."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._answers = self._socket.makefile("rb")
        self._number = 0
        self._read()
        self._call("WebDriver:NewSession")

    def go(self, address: str) -> None:
        """Open a page, and wait until it is loaded."""
        self._call("WebDriver:Navigate", url=address)

    def run(self, script: str) -> Any:
        """Return what the body of an asynchronous function returns on the page."""
        body = f"return (async () => {{{script}}})()"
        return self._call("WebDriver:ExecuteScript", script=body, args=[])["value"]

    def narrow(self, width: int) -> None:
        """Show pages in so many pixels: a window has 500 at least, what is in it need not fill it."""
        self._call("Marionette:SetContext", value="chrome")
        self.run(_NARROW.format(width=width))
        self._call("Marionette:SetContext", value="content")
        self.run(_IS_NARROW.format(width=width))

    def picture(self) -> Image.Image:
        """Return what is in the window."""
        data = self._call("WebDriver:TakeScreenshot", full=False)["value"]
        return Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB")

    def close(self) -> None:
        """Leave the window to itself."""
        self._answers.close()
        self._socket.close()

    def _call(self, command: str, **said: Any) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, command, said]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, answer = self._read()
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return answer

    def _read(self) -> Any:
        digits = b""
        while (digit := self._answers.read(1)) != b":":
            if not digit:
                raise ConnectionError("Firefox has gone")
            digits += digit
        return json.loads(self._answers.read(int(digits)))


@contextlib.contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Start a window without a screen, its profile in a new folder; the test is skipped where there is no Firefox."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        pytest.skip("needs Firefox (Debian: apt install firefox-esr)")
    folder.mkdir()
    (folder / "user.js").write_text(_PREFERENCES, "utf-8")
    command = [program, "--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", str(folder)]  # fmt: skip
    env = {
        **os.environ,
        "HOME": str(folder),
    }
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        with contextlib.closing(Firefox(_port(folder / "MarionetteActivePort", process))) as window:
            yield window
    finally:
        process.terminate()
        process.wait()


def _port(file: Path, process: subprocess.Popen[bytes]) -> int:
    """Return the port, when Firefox has written it."""
    for _ in range(600):
        if file.exists() and (said := file.read_text("utf-8").strip()):
            return int(said)
        if process.poll() is not None:
            raise RuntimeError(f"Firefox ended with {process.returncode}")
        time.sleep(0.1)
    raise TimeoutError("Firefox did not start within 60 s")
