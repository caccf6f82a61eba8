"""Pages with pictures, as a browser shows them: what it asks for, and whether anything moves.

Chromium opens a page of the test's own, which has each page of the publication in a frame of
some width, scrolls through it, and writes down what it has seen.
"""

from __future__ import annotations

import contextlib
import html
import json
import re
import shutil
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image

from conftest import hold

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")  # fmt: skip
pytestmark = [
    pytest.mark.audit,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium"),
]
FIGURES = 10
OURS = "http://127.0.0.1:"
WATCH = """<!doctype html><title>watch</title><iframe id="f" style="border:0;height:900px;width:%(width)dpx"></iframe>
<pre id="seen"></pre><script>
const frame = document.getElementById("f"), wait = ms => new Promise(done => setTimeout(done, ms));
frame.onload = async () => {
  const inside = frame.contentWindow, seen = {};
  for (let y = 0; y < inside.document.documentElement.scrollHeight; y += 400) {
    inside.scrollTo({top: y, behavior: "instant"});
    await wait(100);
  }
  const images = [...inside.document.images];
  for (let left = 50; left && images.some(i => !i.complete); left--) await wait(100);
  // the space that a browser makes before it has the picture is as large as the picture
  const fits = i => Math.abs(i.clientWidth * i.getAttribute("height") / i.getAttribute("width") - i.clientHeight) < 1;
  seen.moves = images.filter(i => i.naturalWidth && !fits(i)).map(i => i.src);
  seen.broken = images.filter(i => !i.naturalWidth).map(i => i.currentSrc || i.src);
  seen.asked = inside.performance.getEntriesByType("resource").map(e => e.name);
  document.getElementById("seen").textContent = JSON.stringify(seen);
  document.title = "seen";
};
frame.src = "%(page)s";
</script>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments):
        pass


@contextlib.contextmanager
def served(folder):
    """Serve a folder on a port of the loopback address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"{OURS}{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def watched(out, page, tmp_path, width=900):
    """Return what a browser saw of a page: addresses asked, broken pictures, how much moved."""
    (out / "watch.html").write_text(WATCH % {"page": page, "width": width}, encoding="utf-8")
    with served(out) as base:
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--window-size=1000,1000",
            "--virtual-time-budget=60000",
            "--dump-dom",
        ]
        done = subprocess.run(
            [CHROMIUM, *options, f"{base}/watch.html"],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    found = re.search(r'<pre id="seen">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr[-2000:]
    return json.loads(html.unescape(found[1]))


def photograph(path, seed):
    """Write a picture with as many details as a photograph; return its size in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = Image.effect_mandelbrot((2600, 1800), (-2 + seed / 9, -1.2, 1, 1.2), 90)
    shades = Image.radial_gradient("L").resize(noise.size)
    Image.merge("RGB", (noise, shades, Image.blend(noise, shades, 0.5))).save(path, quality=92)
    return path.stat().st_size


def test_a_page_of_figures_is_light_still_and_asks_nobody_else(publication, tmp_path):
    """Ten figures cost at most a quarter of the originals' bytes; nothing moves when they arrive."""
    sizes = [photograph(publication.root / f"img/{n}.jpg", n) for n in range(FIGURES)]
    hold(publication, "https://pictures.example/one.jpg")
    figures = [f"Text.\n\n![figure {n}](/img/{n}.jpg)\n▲ Figure {n}.\n" for n in range(FIGURES)]
    publication.post("2026-01-02-x", "\n".join(figures))
    text = (
        "![gone](https://pictures.example/gone.jpg)\n\n![one](https://pictures.example/one.jpg)\n"
    )
    publication.post("2026-01-03-y", text, image="/img/0.jpg")
    out = publication.build().out
    seen = {page: watched(out, page, tmp_path) for page in ("/2026/01/x/", "/2026/01/y/", "/")}
    files = {name for name in seen["/2026/01/x/"]["asked"] if "/_images/" in name}
    taken = sum((out / "_images" / name.rpartition("/")[2]).stat().st_size for name in files)

    assert [name for page in seen.values() for name in page["asked"] if not name.startswith(OURS)] == []  # fmt: skip
    assert [page["moves"] for page in seen.values()] == [[], [], []]
    assert [page["broken"] for page in seen.values()] == [[], [], []]
    assert len(files) == FIGURES
    assert taken <= sum(sizes) / 4


def test_the_watch_sees_what_it_is_to_see(tmp_path):
    """A request to another host, a broken picture, and a picture without its proportions."""
    out = tmp_path / "out"
    out.mkdir()
    photograph(out / "late.jpg", 1)
    page = '<img src="http://localhost:9/gone.png"><p><img src="late.jpg" loading="lazy"><p>Text.'
    (out / "page.html").write_text(f"<!doctype html>{page}", encoding="utf-8")
    seen = watched(out, "/page.html", tmp_path)

    assert "http://localhost:9/gone.png" in seen["asked"]
    assert set(seen["broken"]) == {"http://localhost:9/gone.png"}
    assert [name.rpartition("/")[2] for name in seen["moves"]] == ["late.jpg"]
