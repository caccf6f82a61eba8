"""Publications made for one test."""

from __future__ import annotations

import contextlib
import dataclasses as dc
import datetime as dt
import os
import re
from io import BytesIO, StringIO
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
from jinja2 import BytecodeCache
from PIL import Image

from standfirst.incremental import output_folders
from standfirst.outputs.citations import styles
from standfirst.pictures.remote.store import Held, changing, hash_of
from standfirst.typesetting.typesetter import Typesetter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.bccache import Bucket
    from sphinx.application import Sphinx
    from sphinx.config import Config

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What breaks XML, a line or the direction of the text beside it."""


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text in a record, however deep."""
    if dc.is_dataclass(value) and not isinstance(value, type):
        yield from texts_in(dc.asdict(value))
    elif isinstance(value, dict):
        yield from texts_in([*value, *value.values()])
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, str):
        yield value


class _Compiled(BytecodeCache):
    """Templates as they were compiled in an earlier build: half the work of a small one."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept of the template's name and file; Jinja uses it where its text is the same."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it for the next build."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


_TEMPLATES = _Compiled()
_TYPESETTER = Typesetter()


@contextlib.contextmanager
def _kept() -> Iterator[None]:
    """Have builds of the tests' own process use what an earlier one has begun: most of a small build otherwise.

    That is, templates that are compiled, and the process that sets citations.
    """
    from standfirst.sphinx_ext.html import jinja_bridge  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(jinja_bridge, "Compiled", lambda _folder: _TEMPLATES)
        patched.setattr(styles, "Typesetter", lambda: _TYPESETTER)
        yield


def lasting(out: Path) -> list[Path]:
    """Return what is in an output folder, but the mark that each has."""
    return [path for path in sorted(out.rglob("*")) if path.name != output_folders.MARK]


class Built:
    """A publication that was built."""

    def __init__(self, root: Path, out: Path, warnings: str, status: str, exit_code: int) -> None:
        self.root = root
        self.out = out
        self.warnings = warnings
        self.status = status
        self.exit_code = exit_code

    def read(self, path: str) -> str:
        """Return the text of an output file; ``x/`` means its index."""
        return (
            self.out / (path + "index.html" if path.endswith("/") or not path else path)
        ).read_text(encoding="utf-8")

    def paragraphs(self, path: str) -> list[str]:
        """Return the words of each paragraph of an article's or a page's text."""
        found = lxml.html.fromstring(self.read(path)).xpath("//article//p")
        return [" ".join(paragraph.text_content().split()) for paragraph in found]

    def headings(self, path: str) -> list[str]:
        """Return the words of a page's first heading; of each, where it has several."""
        page = lxml.html.fromstring(self.read(path))
        for link in page.find_class("headerlink"):
            link.drop_tree()
        return [" ".join(heading.text_content().split()) for heading in page.iter("h1")]

    def has(self, path: str) -> bool:
        """Return whether an output file is there."""
        return (self.out / path).exists()

    def files(self) -> dict[str, bytes]:
        """Return every file of the output by path, but the mark."""
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in lasting(self.out)
            if path.is_file()
        }


class Publication:
    """A publication's folder."""

    conf = """
        extensions = ["standfirst"]
        standfirst_title = "The Test Review"
        standfirst_base_url = "https://example.org/review/"
        standfirst_now = "2026-06-01T00:00:00+00:00"
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.first = ""
        """Name of the post that was written first."""
        self.write("conf.py", self.conf)
        self.write("index.md", "---\ntitle: Front\n---\n")

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file, its text dedented; bytes as they are."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            file.write_bytes(text)
        else:
            file.write_bytes(dedent(text).lstrip("\n").encode("utf-8", "surrogatepass"))
        return file

    def post(self, name: str, body: str = "Text.\n", **matter: str | None) -> Path:
        """Write a post with complete front matter, over which *matter* goes; no two have one title by themselves."""
        self.first = self.first or name
        values: dict[str, str | None] = {
            "title": "A title" if name == self.first else f"A title of {name}",
            "author": "Ada Lovelace",
            "date": "2026-01-02 12:00:00 +0800",
            "description": "What it is about.",
            **matter,
        }
        lines = "\n".join(f"{key}: {value}" for key, value in values.items() if value is not None)
        return self.write(
            f"posts/{name}.md",
            f"---\n{lines}\n---\n\n{dedent(body)}".encode("utf-8", "surrogatepass"),
        )

    def picture(self, path: str, width: int = 60, height: int = 40, colour: str = "teal") -> Path:
        """Write a picture, of the format that its suffix says."""
        return self.write(path, _picture(Path(path).suffix, width, height, colour))

    def config(self) -> Config:
        """Return what its options are in a build."""
        return self.app().config

    def app(self) -> Sphinx:
        """Return a build that has not begun to read."""
        # what builds nothing runs without Sphinx
        from sphinx.application import Sphinx  # noqa: PLC0415
        from sphinx.util.docutils import docutils_namespace, patch_docutils  # noqa: PLC0415

        root, made = str(self.root), self.root / "_build"
        with patch_docutils(root), docutils_namespace():
            return Sphinx(
                root, root, str(made / "html"), str(made / "doctrees"), "html", status=None
            )

    def build(self, *options: str, jobs: int = 1, builder: str = "html") -> Built:
        """Build it in a way that shows every warning."""
        from sphinx.application import Sphinx  # noqa: PLC0415
        from sphinx.util.docutils import docutils_namespace, patch_docutils  # noqa: PLC0415

        out = self.root / "_build" / builder
        status, warnings = StringIO(), StringIO()
        overrides = dict(option.split("=", 1) for option in options)
        overrides.setdefault("nitpicky", "1")
        with _kept(), patch_docutils(str(self.root)), docutils_namespace():
            app = Sphinx(
                str(self.root),
                str(self.root),
                str(out),
                str(self.root / "_build" / "doctrees"),
                builder,
                confoverrides=overrides,
                status=status,
                warning=warnings,
                parallel=jobs,
            )
            app.build()
        text = re.sub(r"\x1b\[[0-9;]*m", "", warnings.getvalue())
        return Built(
            self.root,
            out,
            text.replace(f"{self.root}{os.sep}", ""),
            status.getvalue(),
            app.statuscode,
        )


def _picture(suffix: str, width: int, height: int, colour: str) -> bytes:
    content = BytesIO()
    shades = Image.radial_gradient("L").resize((width, height)).convert("RGB")
    image = Image.blend(shades, Image.new("RGB", (width, height), colour), 0.5)
    image.save(content, Image.registered_extensions()[suffix])
    return content.getvalue()


def hold(
    publication: Publication,
    *urls: str,
    width: int = 1700,
    height: int = 1100,
    colour: str = "navy",
) -> None:
    """Put pictures into the publication's store, as a fetch does."""
    data = _picture(".jpg", width, height, colour)
    with changing(publication.root / "pictures", lambda: None) as changes:
        for url in urls:
            held = Held(
                url=url,
                final_url=url,
                sha256=hash_of(data),
                bytes=len(data),
                type="image/jpeg",
                width=width,
                height=height,
                fetched="2026-01-01T00:00:00Z",
            )
            changes.hold(held, data)
