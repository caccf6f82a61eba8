"""HTML loses the addresses that it may not have, and nothing else."""

from __future__ import annotations

import pytest

from standfirst.markdown.html.addresses import without


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a href='bad:x' title=\"y\">z</a>", '<a title="y">z</a>'),
        ("<A HREF=bad:x>z</A>", "<A>z</A>"),
        ("<a href=bad&#58;x class=k>z</a>", "<a class=k>z</a>"),
        ("<a href=bad&colon;x class=k>z</a>", "<a class=k>z</a>"),
        ("<a title='bad:x' href='/y:z' >bad:x</a>", "<a title='bad:x' href='/y:z' >bad:x</a>"),
        ("<a/href=bad:x\nid=i/>z", "<a/id=i/>z"),
        ("<img src=bad:x srcset='/a 1x, bad:y 2x' alt=b>", "<img alt=b>"),
        ("<img src=/x srcset='/a 1x, bad:y 2x' alt=b>", "<img src=/x alt=b>"),
        ("<img src=data:image/png;base64,bad><a href=data:image/png;base64,bad>", "<img src=data:image/png;base64,bad><a>"),
        ("<input type=image src=data:image/png;base64,bad formaction=data:image/png,bad>", "<input type=image src=data:image/png;base64,bad>"),
        ("<meta http-equiv=' Refresh ' content='0; url=bad:x'>", "<meta http-equiv=' Refresh '>"),
        ("<meta http-equiv=refresh content='3;\"bad:x'>", "<meta http-equiv=refresh>"),
        ("<meta http-equiv=refresh content='3; /x:y'>", "<meta http-equiv=refresh content='3; /x:y'>"),
        ("<meta name=x content='0; url=bad:x'>", "<meta name=x content='0; url=bad:x'>"),
        ("<a<b href=bad:x>", "<a<b>"),
        ("<!-- <a href=bad:x> --><a href='bad:x'>", "<!-- <a href=bad:x> --><a>"),
        ("</a href=bad:x>a < b &amp;", "</a href=bad:x>a < b &amp;"),
        ("<p class=bad>", "<p class=bad>"),
    ],
)  # fmt: skip
def test_attributes_with_refused_addresses_go(html, expected):
    """However a browser finds them, also after how long a page moves on; a picture may be its own address."""
    assert without(html, lambda address: "bad" in address) == expected


def test_each_address_is_asked_for_as_it_is_meant():
    """Without character references, and each of several; one that may be a picture's is not asked for."""
    asked = []
    html = "<a href='/a?b=1&amp;c:'><img srcset='d 1x,e: 2x'><form action=f>"

    assert without(html, lambda address: bool(asked.append(address))) == html
    assert asked == ["/a?b=1&c:", "e:", "f"]
