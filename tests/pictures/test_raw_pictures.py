"""Pictures in HTML of documents that are neither posts nor standing pages."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publications import hold

from standfirst.markdown.html.addresses import without
from standfirst.pictures.html_images import split

FAR = "https://pictures.example/one.jpg"


def ours(src):
    """Take everything but what begins with ``keep``."""
    return bool(src) and not src.startswith("keep")


@pytest.mark.parametrize(
    ("html", "pieces"),
    [
        ("<p>Text.</p>", ["<p>Text.</p>"]),
        ('a\n<b><IMG SRC=" x.png " alt="1 &lt; 2"/></b>', ["a\n<b>", {"src": "x.png", "alt": "1 < 2"}, "</b>"]),
        ('<img src="keep.png"> <img>', ['<img src="keep.png"> <img>']),
        ("<img src=a.png src=b.png>", [{"src": "a.png"}]),
        ("<img alt=it's src=a.png>", [{"alt": "it's", "src": "a.png"}]),
        ("<textarea><img src=a.png></textarea ><img src=b>", ["<textarea><img src=a.png></textarea >", {"src": "b"}]),
        ("<a title='<img src=a.png>", ["<a title='<img src=a.png>"]),
        ('<picture><source srcset="a.webp"><img src="b.png"></picture>c', [{"src": "b.png"}, "c"]),
        ('<source srcset="a.webp">', []),
        ('<video><source src="a.webm"></video> picture', ['<video><source src="a.webm"></video> picture']),
        ('<!-- <img src="a.png"> -->', ['<!-- <img src="a.png"> -->']),
        ('<script>"<img src=a.png>"</script>', ['<script>"<img src=a.png>"</script>']),
    ],
)  # fmt: skip
def test_pictures_are_cut_out_of_html(html, pieces):
    """What is no picture of ours stays as it is written."""
    assert split(html, ours) == pieces


@given(st.lists(st.sampled_from(["<img src=a>", "<picture>", "</picture", ">", "<", "<!--", "-->", "\n", "\r\n", "é", '"', "<img ", "src='", "'"])))  # fmt: skip
def test_any_html_is_cut_without_loss(parts):
    """Whatever is left out is a tag of a picture."""
    html = "".join(parts)
    kept = "".join(piece for piece in split(html, ours) if isinstance(piece, str))
    rest = re.sub(r"</?(?:img|picture)[^>]*>", "", html)

    assert len(rest) <= len(kept) + html.count("<img ") * len(html)
    assert not set(kept) - set(html)


@pytest.mark.parametrize(
    "part", ["<img ", '<img src="', "<img src=", "<!--", "<a '", "<script>", "</", "<?", "<a /", "<a b= "]
)  # fmt: skip
def test_html_is_read_once(part):
    """Also what is never closed: the time grows with the text, not with its square."""
    html = f"{part * 20_000}<img"
    begun = time.process_time()
    split(html, ours)
    without(f"{html}&", ours)

    assert time.process_time() - begun < 10


def test_html_of_any_document_asks_no_other_host(publication):
    """Its pictures are shown as those of posts are; a file that is not there stays as it is written."""
    hold(publication, FAR)
    publication.picture("img/own.png", 900, 600)
    publication.write(
        "notes.md",
        f"""\
        # Notes

        <div><a href="https://example.org/"><img src="{FAR}" style="width: 50%" class="x" id="i"></a></div>

        In a line <img src="//pictures.example/gone.png" alt="gone">.

        <picture><source srcset="https://pictures.example/a.webp"><img src="/img/own.png" width="300px"></picture>

        <img src="/later/known.png">
        """,
    )
    built = publication.build()
    page = built.read("notes/")

    assert re.findall(r'(?:src|srcset)="[^"]*pictures\.example', page) == []
    assert '<a href="https://pictures.example/gone.png" rel="external">gone</a>' in page
    assert re.search(r'<img [^>]*class="x sf-width-50"[^>]*src="\.\./_images/one-', page)
    assert re.search(r'<img [^>]*src="\.\./_images/own-[^>]*width="300"', page)
    assert '<img src="/later/known.png">' in page
    assert page.count("<picture>") == page.count("</picture>")
    assert "sf-full" not in page.partition("example.org/")[2].partition("</div>")[0]

    publication.picture("later/known.png")
    again = publication.build().read("notes/")

    assert re.search(r'<img [^>]*src="\.\./_images/known-', again)
