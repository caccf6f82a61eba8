"""What lies beside the pages: which files, at which places, and what makes way for them: without a build."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from folders import written
from sphinx.builders.html import StandaloneHTMLBuilder

from standfirst.incremental.manifest import Manifest
from standfirst.sphinx_ext.html import static_files
from standfirst.sphinx_ext.html.builder import PublicationBuilder


@pytest.fixture
def builder(tmp_path, monkeypatch):
    """Return a builder of a publication with a page, a redirect, an extra file and an edition."""
    written(tmp_path, {"a.txt": "a", "book.pdf": "b", "page.md": "p", "post.md": "q", "own/x.png": "x", "art/y.png": "y", "d.csv": "d"})  # fmt: skip
    published = SimpleNamespace(
        addresses=SimpleNamespace(pages={"page": SimpleNamespace(file="page/index.html")}, redirects={"old/index.html": "page"}),
        placed={"extra/a.txt": tmp_path / "a.txt"},
        editions=SimpleNamespace(every=lambda: {"books/book.pdf": tmp_path / "book.pdf"}),
        pictures=SimpleNamespace(files={"y-1.png": tmp_path / "art/y.png"}),
        attachments=SimpleNamespace(files={"d.csv": tmp_path / "d.csv"}),
    )  # fmt: skip
    monkeypatch.setattr(PublicationBuilder, "published", property(lambda _self: published))
    inputs = SimpleNamespace(planned=None)
    domain = SimpleNamespace(records={"post": None}, source=lambda name: f"{name}.md", inputs=inputs)  # fmt: skip
    monkeypatch.setattr(PublicationBuilder, "domain", property(lambda _self: domain))
    made = PublicationBuilder.__new__(PublicationBuilder)
    made.outdir, made.srcdir, made.doctreedir = tmp_path / "out", tmp_path, tmp_path / "work"
    made.config = SimpleNamespace(html_copy_source=True, html_sourcelink_suffix=".txt")
    made.env = SimpleNamespace(
        found_docs={"page", "post"},
        doc2path=lambda name: tmp_path / f"{name}.md",
        images={"art/y.png": ()},
        dlfiles={Path("d.csv"): ({"post"}, Path("1/d.csv"))},
    )
    made.images = {"art/y.png": "y.png", "own/x.png": "x 1.png"}
    made.manifest = Manifest(tmp_path / "work/manifest-1.json", tmp_path / "out")
    made.made = {}
    return made


def there(builder):
    """Return the content of each file of the output, by its path."""
    out = builder.outdir
    return {path.relative_to(out).as_posix(): path.read_text("utf-8") for path in sorted(out.rglob("*")) if path.is_file()}  # fmt: skip


def test_what_the_last_build_made_makes_way(builder, monkeypatch):
    """For pages, redirects and extra files, before anything is copied; what is in nobody's way goes at the end."""
    calls = []
    written(builder.outdir, {"page": "", "old": "", "extra/a.txt/b": "", "else": ""})
    builder.manifest.finish(dict.fromkeys(("page", "old", "extra/a.txt/b", "else"), ""))
    builder.manifest = Manifest(builder.doctreedir / "manifest-1.json", builder.outdir)
    monkeypatch.setattr(StandaloneHTMLBuilder, "copy_assets", lambda self: calls.append([*there(self)]))  # fmt: skip
    builder.copy_assets()

    assert calls == [["else"]]
    assert there(builder) == {"_sources/page.md.txt": "p", "books/book.pdf": "b", "else": ""}
    assert builder.made == dict.fromkeys(("books/book.pdf", "_sources/page.md.txt"), "")


@pytest.mark.parametrize(
    ("copies", "suffix", "expected"),
    [(False, ".txt", []), (True, ".txt", ["_sources/page.md.txt"]), (True, ".md", ["_sources/page.md"]), (True, "", ["_sources/page.md"])],
)  # fmt: skip
def test_sources_are_copied_where_pages_show_them(builder, monkeypatch, copies, suffix, expected):
    """Under the names that Sphinx has for them; those of posts are not."""
    builder.config.html_copy_source, builder.config.html_sourcelink_suffix = copies, suffix
    monkeypatch.setattr(StandaloneHTMLBuilder, "copy_assets", lambda _self: None)
    builder.copy_assets()

    assert [name for name in there(builder) if name.startswith("_sources")] == expected


def test_pictures_downloads_and_extra_files_have_their_places(builder):
    """Of pictures those that pages show, and those that an extension has made; each is noted as wanted."""
    builder.copy_image_files()
    builder.copy_download_files()
    builder.copy_extra_files()
    expected = {"_downloads/1/d.csv": "d", "_images/x 1.png": "x", "_images/y-1.png": "y", "extra/a.txt": "a"}  # fmt: skip

    assert there(builder) == expected
    assert builder.made == dict.fromkeys(expected, "")


def test_a_file_that_cannot_be_read_is_named_and_not_wanted(builder, monkeypatch):
    """The others are copied."""
    said = []
    logger = SimpleNamespace(warning=lambda form, *of: said.append(form % of))
    monkeypatch.setattr(static_files, "LOGGER", logger)
    builder.place({"gone": builder.srcdir / "gone", "b": builder.srcdir / "a.txt"})

    assert said == [f"cannot copy file {builder.srcdir / 'gone'}: No such file or directory"]
    assert there(builder) == {"b": "a"}
    assert builder.made == {"b": ""}
