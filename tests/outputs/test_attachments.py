"""The files that posts offer: which of them are published, as what, and what is said of the others."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from lxml import html
from PIL import Image

from standfirst.checking import checker
from standfirst.outputs import attachments
from standfirst.outputs.attachments import Attachments, Unfit
from standfirst.pictures.formats.stripping import TYPES

PLACE = b"51 degrees north"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>run()</script><rect width="5" height="5"/></svg>'


def photograph(form: str = "JPEG") -> bytes:
    """Return a picture that says where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    content = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, form, exif=exif)
    return content.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("suffix", [".jpg", ".png"])
def test_a_photograph_loses_its_place(tmp_path, form, suffix):
    """Whatever its name calls it; its pixels are as they were."""
    path = tmp_path / f"a{suffix}"
    path.write_bytes(photograph(form))
    made = attachments.cleaned(path)

    assert PLACE in path.read_bytes()
    assert PLACE not in made
    assert Image.open(BytesIO(made)).tobytes() == Image.open(path).tobytes()


def test_a_drawing_loses_its_scripts(tmp_path):
    """And is the picture that it was."""
    path = tmp_path / "a.SVG"
    path.write_text(SVG, encoding="utf-8")
    made = attachments.cleaned(path)

    assert b"script" not in made
    assert b"<rect" in made


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.pdf", b"\xef\xbb\xbf\n <!DOCTYPE html><script>", "begins like a web page"),
        ("a.zip", b"<svg onload='run()'/>", "begins like a web page"),
        ("a.bib", b"\0\0<script>", "begins like a web page"),
        ("a.svg", b"<html/>", "not SVG"),
        ("a.svg", b"no XML at all", "is not a readable SVG"),
        ("a.jpg", b"<html/>", "is not a picture of the type"),
        ("a.webp", b"RIFF\0\0\0\0WAVE", "is not a picture of the type"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\1IDAT", "is cut off"),
        ("a.png", b"", "is not a picture of the type"),
    ],
)
def test_what_a_file_holds_is_looked_at(tmp_path, name, content, why):
    """A browser that is told no type would show the web page; what cannot be cleaned is not published."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Unfit, match=why):
        attachments.check(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("a.txt", b"<html> is how a page begins"),
        ("a.csv", b"<b>,1"),
        ("a.bmp", b"BM\0\0"),
        ("a.mp4", b""),
    ],
)
def test_what_may_be_published_as_it_is(tmp_path, name, content):
    """Text may begin as it likes where every host calls it text."""
    (tmp_path / name).write_bytes(content)
    attachments.check(tmp_path / name)


def test_what_was_cleaned_is_kept(tmp_path):
    """A second build takes it from there; of a file that has changed or gone nothing stays."""
    cache, root = tmp_path / "cache", tmp_path / "root"
    root.mkdir()
    (root / "a.jpg").write_bytes(photograph())
    (root / "b.jpg").write_bytes(b"no picture")
    (root / "c.pdf").write_bytes(b"%PDF-1.7")

    def made(*names):
        found = Attachments(cache)
        found.make(root, names)
        return found

    first = made("a.jpg", "b.jpg", "c.pdf")
    state = {path: path.stat().st_mtime_ns for path in cache.iterdir()}
    second = made("a.jpg", "b.jpg", "c.pdf")

    assert len(state) == 2
    assert (second.files, second.faults) == (first.files, first.faults)
    assert {path: path.stat().st_mtime_ns for path in cache.iterdir()} == state
    assert first.files["c.pdf"] == root / "c.pdf"
    assert first.faults == {"b.jpg": "is not a picture of the type that its name says"}
    (root / "a.jpg").write_bytes(photograph("PNG"))
    assert made("a.jpg").files["a.jpg"] not in state
    assert len(list(cache.iterdir())) == 1


def test_every_type_that_can_be_stripped_is_known_by_how_it_begins():
    """A new one is not forgotten here."""
    assert {type_ for _, type_ in attachments.SIGNATURES} == TYPES


LINKS = """
[key](/private/key.pem) [state](/terraform.tfstate) [root](/root.pdf) [page](e.htm) [script](e.xml)
[photo](photo.jpg) [drawing](drawing.svg) [fake](fake.pdf) [data](/files/a.csv) [beside](sub/b.csv)

<p><a href="/private/key.pem">key again</a> <a href="fake.pdf">fake again</a> <a href="photo.jpg">photo again</a></p>

{download}`the key </private/key.pem>` {download}`the page <e.htm>` {download}`the data </files/a.csv>`

<video src="/private/key.pem" title="Film"></video>
"""


def test_what_posts_offer_is_known_safe_and_clean(publication):
    """Links of Markdown, of HTML, of roles and of embeds alike; build and check say the same, each thing once."""
    for name in ("private/key.pem", "terraform.tfstate", "root.pdf", "files/a.csv", "posts/sub/b.csv"):  # fmt: skip
        publication.write(name, b"x")
    publication.write("posts/e.htm", b"<script>run()</script>")
    publication.write("posts/e.xml", b"<script>run()</script>")
    publication.write("posts/fake.pdf", b"<script>run()</script>")
    publication.write("posts/photo.jpg", photograph())
    publication.write("posts/drawing.svg", SVG)
    publication.post("2026-01-02-a", LINKS)
    built = publication.build()
    found = checker.check(publication.root, clock=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
    copied = {
        file.rpartition("/")[2]: content
        for file, content in built.files().items()
        if file.startswith("_downloads/")
    }
    text = html.document_fromstring(built.read("2026/01/a/")).xpath('//div[@class="sf-text"]')[0]
    led = sorted({a.text_content() for a in text.iter("a") if a.get("href")})
    refused = {
        "/private/key.pem": "is a file of the type .pem",
        "/terraform.tfstate": "is a file of the type .tfstate",
        "/root.pdf": "lies at the publication's root",
        "e.htm": "has .htm in its name",
        "e.xml": "has .xml in its name",
        "fake.pdf": "begins like a web page",
    }

    assert copied.keys() == {"a.csv", "b.csv", "drawing.svg", "photo.jpg"}
    assert PLACE not in copied["photo.jpg"]
    assert b"script" not in copied["drawing.svg"]
    assert led == ["beside", "data", "drawing", "photo", "photo again", "the data"]
    assert "key again" in text.text_content()
    for said in (built.warnings, "\n".join(each.problem.text() for each in found)):
        for target, why in refused.items():
            lines = [line for line in said.splitlines() if f"{target}'" in line and why in line]
            assert len(lines) == 1, target
    assert built.warnings.count("[standfirst.refused]") == len(refused)
    assert [each.problem.subtype.value for each in found].count("refused") == len(refused)


def test_a_file_that_becomes_unfit_leaves_its_page(publication):
    """And comes back: an incremental build gives what a clean one gives, with two processes too."""
    publication.write("posts/a.svg", SVG)
    publication.write("posts/b.pdf", b"%PDF-1.7")
    publication.post("2026-01-02-a", "[drawing](a.svg)\n\n<p><a href='b.pdf'>paper</a></p>\n")
    before = publication.build()
    whole = before.files()
    publication.write("posts/a.svg", "<html/>")
    publication.write("posts/b.pdf", b"<html>")
    worse = publication.build(jobs=2)
    without = worse.files()
    publication.write("posts/a.svg", SVG)
    publication.write("posts/b.pdf", b"%PDF-1.7")
    after = publication.build(jobs=2)

    assert before.warnings == after.warnings == ""
    assert worse.warnings.count("[standfirst.refused]") == 2
    assert not [file for file in without if file.startswith("_downloads/")]
    assert b"_downloads" not in without["2026/01/a/index.html"]
    assert after.files() == whole


def test_folders_that_are_named_are_open_to_all_posts(publication):
    """Those of the option in place of the usual ones; ``.`` is the root's own files and no folder's."""
    publication.write(
        "conf.py",
        publication.conf + '\n        standfirst_attachment_folders = ["annexes/open", "."]\n',
    )
    for name in ("annexes/open/a.csv", "annexes/b.csv", "c.csv", "files/d.csv", "posts/e.csv"):
        publication.write(name, b"x")
    publication.post("x/2026-01-02-a", "[a](/annexes/open/a.csv) [b](/annexes/b.csv) [c](/c.csv) [d](/files/d.csv) [e](/posts/e.csv)\n")  # fmt: skip
    built = publication.build()
    copied = {file.rpartition("/")[2] for file in built.files() if file.startswith("_downloads/")}

    assert copied == {"a.csv", "c.csv", "e.csv"}
    assert built.warnings.count("from which posts offer no files") == 2


def test_a_link_to_an_extra_file_leads_to_its_place(publication):
    """The editor's own files are published once, as they are, and linked to where they lie; hidden ones that hosts read too."""
    publication.write("conf.py", publication.conf + '\n        html_extra_path = ["extra"]\n')
    publication.write("extra/assets/r.svg", SVG)
    publication.write("extra/demo/index.html", "<p>Demo</p>")
    publication.write("extra/.well-known/security.txt", "Contact: mailto:a@example.org\n")
    for name in (".htaccess", ".env", ".DS_Store", ".git/config", "sub/.secret/a.txt"):
        publication.write(f"extra/{name}", "x")
    publication.post(
        "2026-01-02-a",
        "[r](/assets/r.svg) {download}`d </assets/r.svg>` [demo](/demo/index.html) <a href='/assets/r.svg'>raw</a>\n",
    )
    built = publication.build()
    text = html.document_fromstring(built.read("2026/01/a/")).xpath('//div[@class="sf-text"]')[0]
    files = built.files()

    assert [a.get("href") for a in text.iter("a")] == [
        "../../../assets/r.svg",
        "../../../assets/r.svg",
        "../../../demo/index.html",
        "../../../assets/r.svg",
    ]
    assert files["assets/r.svg"] == SVG.encode()
    assert {".htaccess", ".well-known/security.txt"} <= files.keys()
    assert not {".env", ".DS_Store", ".git/config", "sub/.secret/a.txt"} & files.keys()
    assert [line.partition(":")[0] for line in built.warnings.splitlines()] == [
        "extra/.env",
        "extra/sub/.secret",
    ]


@pytest.mark.parametrize(
    ("name", "is_published"),
    [("a.txt", True), ("a.text", True), ("a.CSV", True), ("a.log", True), ("a.pdf", False), ("a.py", False)],
)  # fmt: skip
def test_what_begins_like_a_web_page_is_text_where_every_host_calls_it_so(
    tmp_path, name, is_published
):
    """A browser looks into what it is told no type of; blank space before it changes nothing."""
    path = tmp_path / name
    path.write_bytes(b" \n<b>x</b>")
    if is_published:
        attachments.check(path)
        return

    with pytest.raises(Unfit, match="begins like a web page"):
        attachments.check(path)


@pytest.mark.parametrize("blanks", [511, 512])
def test_the_first_512_bytes_are_looked_at(tmp_path, blanks):
    """As many as browsers look at; what comes later is no page to them."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b" " * blanks + b"<b>")
    if blanks == 512:
        attachments.check(path)
        return

    with pytest.raises(Unfit, match=r"^begins like a web page, which a browser would show instead of what its name says$"):  # fmt: skip
        attachments.check(path)


@pytest.mark.parametrize("blank", [b"\t", b"\n", b"\x0c", b"\r", b" ", b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe", b"\0"])  # fmt: skip
def test_what_may_stand_before_a_tag_hides_none(tmp_path, blank):
    """White space, marks of byte order, zeros."""
    path = tmp_path / "a.bib"
    path.write_bytes(blank + b"<b>")
    with pytest.raises(Unfit, match="begins like a web page"):
        attachments.check(path)


@pytest.mark.parametrize("name", ["a.jpg", "a.svg", "a.pdf", "a.zip"])
def test_a_file_that_cannot_be_read_is_not_published(tmp_path, name):
    """The system's reason is said."""
    with pytest.raises(Unfit, match=r"^cannot be read \(No such file or directory\)$"):
        attachments.check(tmp_path / name)
    found = Attachments(tmp_path / "cache")
    found.make(tmp_path, [name])

    assert (found.files, found.faults) == ({}, {name: "cannot be read (No such file or directory)"})


@pytest.mark.parametrize("more", [0, 1])
def test_a_picture_may_have_so_many_bytes(tmp_path, monkeypatch, more):
    """The bound itself is allowed; in the message it is in megabytes."""
    monkeypatch.setattr(attachments, "MOST_BYTES", 2_000_000)
    path = tmp_path / "a.bmp"
    path.write_bytes(b"BM" + bytes(1_999_998 + more))
    if not more:
        assert attachments.cleaned(path) == path.read_bytes()
        return

    with pytest.raises(Unfit, match=r"^is larger than 2 MB$"):
        attachments.cleaned(path)


def test_a_file_that_is_not_published_is_said_and_what_to_do():
    """With its path and its fault."""
    problem = attachments.unfit("a.pdf", "is bad")

    assert (problem.subtype.value, problem.message, problem.remedy) == (
        "refused",
        "the file 'a.pdf' is bad; it is not published, only the link's text is shown",
        "give another file",
    )
