"""Which remote pictures a publication shows, found without a build."""

from __future__ import annotations

import datetime as dt

import pytest

from standfirst.checking import checker
from standfirst.pictures.remote.wanted import PictureUse, WantedPicture, wanted
from standfirst.problems import PostWarning
from standfirst.settings import conf_py, option_table

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


def found(publication):
    """Return the uses of each picture, by address."""
    options = conf_py.options_of(publication.root)
    settings = option_table.settings(conf_py.values_of(options), clock=NOW, report=pytest.fail)
    return {
        url: [(use.source, use.line) for use in each.uses]
        for url, each in wanted(publication.root, settings, options).items()
    }


def test_pictures_are_found_wherever_they_are_shown(publication):
    """With the file and the line, under one address however it is spelt."""
    text = """\
        Text ![a](https://example.org/1.png) and ![b](HTTPS://EXAMPLE.ORG/1.png#x).

        > - ![c][far]

        <p><img src="//example.org/3.png" alt=""></p>

        ```{note}
        Text.

        ![d](https://example.org/4.png)
        ```

        :::{figure} https://example.org/5.png
        A caption
        :::

        ```{card} A card
        :img-top: https://example.org/7.png
        Text.
        ```

        ```{eval-rst}
        .. image:: https://example.org/8.png
        ```

        [far]: https://imgur.com/abcdefg
    """
    publication.post("2026-01-01-a", text, image="https://example.org/6.png")

    path = "posts/2026-01-01-a.md"

    assert found(publication) == {
        "https://example.org/1.png": [(path, 9), (path, 9)],
        "https://i.imgur.com/abcdefg.jpg": [(path, 11)],
        "https://example.org/3.png": [(path, 13)],
        "https://example.org/4.png": [(path, 18)],
        "https://example.org/5.png": [(path, 21)],
        "https://example.org/6.png": [(path, 6)],
        "https://example.org/7.png": [(path, 25)],
        "https://example.org/8.png": [(path, 30)],
    }


def test_what_is_no_picture_of_elsewhere_is_not_wanted(publication):
    """Pictures of the publication, small ones within their address, links, and examples in code."""
    publication.post(
        "2026-01-01-a",
        """\
        ![](images/a.png) ![](/b.png) ![](data:image/png;base64,AAAA) [c](https://example.org/c.png)

        `![](https://example.org/d.png)`

        ```markdown
        ![](https://example.org/e.png)
        ```
        """,
    )

    assert found(publication) == {}


def test_hidden_posts_and_pages_of_every_kind_are_read(publication):
    """They will be shown one day."""
    publication.post("2026-01-01-a", "![](https://example.org/1.png)", draft="true")
    publication.post("2027-01-01-a", "![](https://example.org/2.png)", date="2027-01-01")
    publication.write("about.md", "---\ntitle: About\n---\n\n![](https://example.org/3.png)\n")
    publication.write("help/page.md", "# Help\n\n![](https://example.org/4.png)\n")

    assert [url[-5] for url in found(publication)] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("A harbour. Photo: Ann Example/An Agency", "Ann Example/An Agency"),
        ("A harbour (Photo by Ann Example)", "Ann Example"),
        ("Credit: Ann Example.", "Ann Example"),
        ("A harbour. Image credit: Ann Example", "Ann Example"),
        ("港口。图源：安", "安"),
        ("港口（攝影／安娜）", "安娜"),
        ("A photo of Ann", ""),
        ("What photo: that is, which?  Nobody (really) knows", ""),
        ("图片：港口", ""),
    ],
)
def test_a_caption_may_say_whose_picture_it_is(publication, caption, credit):
    """Where it says so plainly, at its end."""
    publication.post("2026-01-01-a", f"![a](https://example.org/1.png)\n*▲ {caption}*\n")
    options = conf_py.options_of(publication.root)
    settings = option_table.settings(conf_py.values_of(options), clock=NOW, report=pytest.fail)
    one = wanted(publication.root, settings, options)["https://example.org/1.png"]

    assert one.credit == credit


@pytest.mark.parametrize(
    ("said", "credit", "licence"),
    [
        ([], "", ""),
        ([("", "")], "", ""),
        ([("Ann", "CC0"), ("Bo", "MIT")], "Ann", "CC0"),
        ([("", ""), ("Bo", "MIT")], "Bo", "MIT"),
        ([("Ann", ""), ("Bo", "MIT")], "Ann", "MIT"),
        ([("", "CC0"), ("Bo", "")], "Bo", "CC0"),
        ([("", ""), ("", "CC0"), ("Bo", "MIT")], "Bo", "CC0"),
    ],
)
def test_a_picture_has_the_first_credit_and_the_first_licence(said, credit, licence):
    """Each of the first place that says it; who shows it is each file once, by name."""
    uses = [
        PictureUse(source=f"{n % 2}.md", credit=one, licence=other)
        for n, (one, other) in enumerate(said, 1)
    ]
    picture = WantedPicture(url="https://example.org/1.png", uses=tuple(uses))

    assert (picture.credit, picture.licence) == (credit, licence)
    assert picture.used_by == tuple(
        ["1.md"] if len(said) == 1 else ["0.md", "1.md"] if said else []
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("![](file:///etc/passwd)", "an address that no page can show"),
        ("![](data:image/svg+xml;base64,AAAA)", "an address that no page can show"),
        ("![](ftp://example.org/a.png)", "not an http(s) address"),
        ("![](https://user:secret@example.org/a.png)", "a user name or password"),
        (f"![](data:image/png;base64,{'A' * 90_000})", "too long"),
        ('<img src="file:///etc/passwd" alt="x">', "unsafe"),
    ],
)
def test_an_address_that_nobody_is_asked_for_is_one_warning(publication, written, said):
    """With its line; a build says what a check does."""
    publication.post("2026-01-01-a", f"Text.\n\n{written}\n")
    problems = [f.problem for f in checker.check(publication.root, clock=NOW)]

    assert [(said in p.message, p.line, len(p.message) < 400) for p in problems] == [(True, 10, True)]  # fmt: skip


def test_an_example_in_code_is_no_picture(publication):
    """Nothing is said of it."""
    publication.post("2026-01-01-a", "`![](file:///a)`\n\n    ![](file:///b)\n")

    assert checker.check(publication.root, clock=NOW) == []


@pytest.mark.parametrize(
    ("value", "hosts"),
    [
        (["Files.Example.org:8080"], ("files.example.org:8080",)),
        (["intranet"], ("intranet:443", "intranet:80")),
        (["[::1]:99", "10.0.0.7:80"], ("::1:99", "10.0.0.7:80")),
    ],
)
def test_hosts_of_the_own_network_are_named_with_their_ports(value, hosts):
    """Without one, those of http and https."""
    assert option_table.checked({"picture_hosts": value}, pytest.fail)["picture_hosts"] == hosts


@pytest.mark.parametrize("value", ["intranet", ["http://intranet/"], ["a:b"], ["a:99999"], [1]])
def test_what_is_no_host_is_reported(value):
    """And nobody is asked."""
    problems = []

    assert option_table.checked({"picture_hosts": value}, problems.append)["picture_hosts"] == ()
    assert [problem.subtype for problem in problems] == [PostWarning.CONFIG]
