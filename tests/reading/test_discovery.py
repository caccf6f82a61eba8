"""A publication's files, found for a build and for a check alike."""

from __future__ import annotations

import pytest
from finding_lines import as_built
from publications import NOW

from standfirst.checking import checker
from standfirst.reading import post
from standfirst.settings.model import Settings
from standfirst.sources.front_matter import reader, yaml_loader

POST = "---\ntitle: T\nauthor: Ada Lovelace\ndate: 2026-01-02\ndescription: d\n---\n\nText.\n"
LATIN = "Gruß".encode("latin-1")


def said(publication):
    """Return what a build says and what a check says, each in order of the lines."""
    built = publication.build()
    found = checker.check(publication.root, clock=NOW)
    return sorted(filter(None, built.warnings.splitlines())), sorted(as_built(found))


@pytest.mark.parametrize(
    ("files", "conf", "number"),
    [
        ({"start.md": "---\ntitle: Front\n---\n\n[a](about.md) [b](gone.md)\n"}, "root_doc = 'start'", 2),
        ({"en/start.md": "# Front\n", "posts/a.md": POST + "[f](/en/start.md)\n"}, "root_doc = 'en/start'", 0),
        ({"start.rst": "Front\n=====\n", "posts/a.md": POST + "[f](/start/)\n"}, "root_doc = 'start'", 0),
        ({"start.md": ""}, "root_doc = 'start'", 0),
        ({"posts/a.md": POST, "posts/a.markdown": POST, "posts/a.mkd": POST}, "", 2),
        ({"posts/a.md": LATIN, "posts/a.markdown": POST}, "", 1),
        ({"posts/a.md": POST, "posts/a.rst": "A\n=\n", "posts/b.ipynb": "{}", "authors/c.rst": "C\n"}, "", 3),
        ({"posts/a.md": POST + "[data](n/a%20b.ipynb)\n", "posts/n/a b.ipynb": "{}", "posts/n/c.ipynb": "{}"}, "", 1),
        ({"posts/a.md": POST.replace("T\n", "T\ndraft: true\n", 1) + "`c.ipynb`\n", "posts/c.ipynb": "{}"}, "", 0),
        ({"posts/a/a.md": POST, "posts/b.ipynb": "{}"}, "standfirst_only = 'a'", 0),
        ({"2025/a.md": "---\nblogpost: true\n---\n# A\n", "b.rst": "B\n=\n\n.. post:: 2025-01-01\n", "c.md": "# C\n\n```{post}\n```\n", "d.md": "# D\n\n````md\n```{post}\n```\n````\n"}, "", 3),
        ({"posts/a.md": POST.replace("---\n\n", "draft: 1\n---\n\n"), "posts/a.mkd": POST}, "", 1),
        ({"help.md": "# Help\n", "help.rst": "Help\n====\n"}, "", 1),
        ({"help.md": LATIN, "help.rst": "Help\n====\n"}, "", 1),
        ({"authors/ada.md": "---\nname: Ada\n---\n", "authors/ada.mkd": "---\nname: Bo\n---\n"}, "", 1),
        ({"authors/ada.md": b"---\nname: Ada\n---\n\n" + LATIN, "volumes/one.md": b""}, "", 2),
        ({"authors/ada.md": "---\norcid: 1\n---\n", "volumes/one.md": "---\ntitle: One\nstart: never\n---\n"}, "", 3),
        ({"search.md": "---\ntitle: Seek\n---\n", "posts/a.md": POST + "[s](/search.md)\n"}, "", 1),
        ({"old/a/b.md": LATIN, "new/b.md": LATIN, "x.md": LATIN}, "exclude_patterns = ['new/*', '[!o].md']", 1),
        ({"old/b.md": "# B\n", "new/b.md": LATIN}, "include_patterns = ['index.md', 'old/**']", 0),
        ({"about.md": "# About\n"}, "standfirst_menu = [('A', 'about'), ('B', 'gone'), ('C', 'sections/none'), ('D', 'https://x.org/'), ('E', '/about/#x')]", 2),
        ({}, "root_doc = 'index'\n        standfirst_footer_links = [('A', 'about'), ('B', 'mailto:a@b.c'), ('C', 'index'), ('D', 'ftp://x/')]", 2),
        ({}, "standfirst_menu = [1]", 1),
    ],
    ids=[
        *("front page", "front page in a folder", "front page of another kind", "empty front page"),
        *("three posts of one name", "a twin of no text", "a twin of a draft"),
        *("no Markdown", "notebooks", "a notebook of a draft", "a part", "posts elsewhere"),
        *("two pages of one name", "a page's twin of no text", "two authors of one name"),
        *("no texts", "profiles", "a page called search", "left out", "taken in"),
        *("menu", "footer", "no menu"),
    ],
)  # fmt: skip
def test_a_check_says_of_files_what_a_build_says(publication, files, conf, number):
    """Of a front page of another name, of twins, of files without a text, of authors' and volumes' files, of menus."""
    publication.write(
        "conf.py", f"{publication.conf}\n        standfirst_search = False\n        {conf}\n"
    )
    if "start" in conf:
        (publication.root / "index.md").unlink()
    for path, text in files.items():
        publication.write(path, text)
    built, checked = said(publication)

    assert built == checked
    assert len(built) == number


def test_a_build_says_for_what_slip_a_post_is_hidden(publication):
    """Each time, and nothing else of it; a draft by its author's will is hidden in silence."""
    publication.write("posts/2026-01-02-a.md", "# A\n\n```{post} 2 Janvember 2026\n```\n\nText.\n")
    publication.write("posts/2026-01-03-b.md", "---\ntitle: B\ndraft: perhaps\n---\nText.\n")
    publication.write(
        "posts/2026-01-04-c.md", "---\ntitle: C\nauthor: 1\ndraft: true\n---\nText.\n"
    )
    built = publication.build()

    assert [line.partition("posts/")[2] for line in built.warnings.splitlines()] == [
        "2026-01-02-a.md:3: WARNING: the directive {post}: '2 Janvember 2026' is not a date such as 2025-08-20 or 2025-08-20 12:00:00 +0800; the post counts as a draft; write a usable date [standfirst.date]",
        "2026-01-03-b.md:3: WARNING: draft: 'perhaps' is neither true nor false; the post counts as a draft; write true or false [standfirst.front_matter]",
    ]
    assert publication.build().warnings == built.warnings


def test_front_matter_is_parsed_once(publication, monkeypatch):
    """To tell whether a post may be seen, and not again when it is read, whatever its line ends; of a check the same."""
    for number in range(3):
        publication.write(f"posts/2026-01-0{number + 1}-x.md", POST.replace("T", f"T{number}"))
    publication.write("posts/2026-01-04-crlf.md", POST.replace("\n", "\r\n").encode())
    publication.write("posts/2026-01-05-mark.md", ("\ufeff" + POST.replace("T", "B")).encode())
    parsed = []
    parse = yaml_loader.parse
    monkeypatch.setattr(yaml_loader, "parse", lambda text: parsed.append(text) or parse(text))

    for do in (publication.build, lambda: checker.check(publication.root, clock=NOW)):
        parsed.clear()
        do()

        assert len([text for text in parsed if "author" in text]) == 5


def test_a_text_that_is_another_by_now_is_parsed_again(publication):
    """What an extension has made of it counts, in its front matter and below."""
    publication.write("posts/2026-01-02-x.md", POST)
    publication.write(
        "conf.py",
        publication.conf
        + """
        def setup(app):
            app.connect("source-read", change)

        def change(app, docname, source):
            source[0] = source[0].replace("title: T", "title: Of now").replace("Text.", "Words.")
        """,
    )
    page = publication.build().read("2026/01/x/")

    assert "Of now" in page
    assert "Words." in page


def test_what_was_parsed_is_handed_over_once_and_without_the_text():
    """Equal to what parsing gives; nothing of another text, and nothing of the text is kept meanwhile."""
    settings = Settings(now=NOW)
    text = "---\ntitle: A\nnope\n---\n\n" + "word " * 1000
    read = post.read_matter(text, source="posts/a.md", settings=settings)
    parsed = reader.Parsed()
    parsed.keep("posts/a.md", text, read)
    kept = repr(vars(parsed))
    taken = [parsed.take("posts/a.md", text) for _ in range(2)]
    parsed.keep("posts/a.md", text, read)

    assert taken == [read, None]
    assert "word" not in kept
    assert parsed.take("posts/a.md", text + "more") is None
    assert parsed.take("posts/b.md", text) is None
