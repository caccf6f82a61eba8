"""Walks: a publication that is changed step by step, built after each, and compared with one that is built from nothing."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

from hypothesis import strategies as st
from publications import Built, Publication, hold

from standfirst.package import PACKAGE

TEMPLATES = PACKAGE / "templates" / "standfirst"
PLACES = 4
"""Posts at most; few, so that steps meet the same one."""
PICTURE = "<svg xmlns='http://www.w3.org/2000/svg'><title>%s</title></svg>\n"
CONF = """
    extensions = ["standfirst"]
    templates_path = ["_templates"]
    html_static_path = ["_static"]
    html_extra_path = ["extra"]
    html_css_files = ["own.css"]
    standfirst_title = "The Test Review"
    standfirst_base_url = {base!r}
    standfirst_menu = {menu!r}
    standfirst_page_size = {size}
    standfirst_sections = {sections!r}
    standfirst_volumes = {volumes!r}
    standfirst_search = {search!r}
    standfirst_now = {now!r}
    standfirst_picture_widths = {widths!r}
"""
SECTIONS: tuple[list[object], ...] = (
    [{"slug": "essays", "title": "Essays"}, "notes"],
    [{"slug": "essays", "title": "Long reads"}, "notes"],
    [{"slug": "essays", "title": "Essays", "description": "*Long* ones."}, "notes"],
    ["notes", {"slug": "essays", "title": "Essays"}],
    ["notes", {"slug": "essays", "title": "Essays", "permalink": "/essays/:title/"}],
    [{"slug": "notes", "title": "Notes", "lang": "zh-Hans", "permalink": "/n/:slug/"}, {"slug": "else", "title": "Else"}],
    [],
)  # fmt: skip
"""What ``conf.py`` says of sections."""
REMOTE = "https://pictures.example/s.png"
TEXTS = (
    "Plain text.\n",
    "A picture ![p](one.svg), another ![q](two.svg) and one that lies elsewhere ![r](/pictures/one.svg).\n",
    "[A post](2026-01-01-p1.md), [an address](/2026/01/p2/), [a page](/about/), [a file](paper.pdf).\n",
    'Raw <a href="paper.pdf">file</a>, <a href="/2026/01/p3/">post</a>.\n\n```{figure} one.svg\nSeen.\n```\n',
    "{post}`2026-01-02-p2`, {author}`ada-lovelace`, {doc}`../guide`, {ref}`author-bo-bee`, {ref}`deep`, {term}`word`.\n",
    "## One\n\nText[^n].\n\n[^n]: Note.\n\n## Two\n\nMore.\n\n---\n\n__Ada Lovelace__ is a mathematician.\n",
    "{download}`paper.pdf` and\n\n```{include} part.txt\n```\n",
    "```{image} /pictures/one.svg\n```\n\n{download}`/files/data.csv`\n\n> ```{figure} two.svg\n> ```\n",
    '<table><tr><td><a href="/files/data.csv">d</a><img src="two.svg"></td></tr></table>\n',
    f"![s]({REMOTE}) and ![t](pic.png)\n",
    "Flour and water ferment overnight; bakers knead the dough and bake loaves in a hot oven.\n",
    "Sailors hoist the canvas while the harbour pilot steers the schooner past the lighthouse.\n",
    "At {{ site.time }}: {{ page.title }}, {{ page.url }}, {{ site.place }}, [p]({% post_url 2026-01-01-p1 %}).\n",
    "First.\n\n<!--cut-->\n\n*[DOI]: A name\n\nThe DOI, $a^2$ and {{ place }}.\n\n- [ ] To do\n",
    "(deep)=\n## Mine\n\n:::{glossary}\nword\n  Of a post.\n:::\n\n```{math}\n:label: one\na\n```\n\n{eq}`one` {ref}`deep`\n",
    "::::{grid} 2\n:::{grid-item-card} C\n:link: /about/\nx\n:::\n::::\n\n```{code-block} python\nx = 1\n```\n\n:::{postlist} 2\n:::\n",
    "{% include part.html of=page.title %}\n\n{% for ship in site.data.ships %}\n- {{ ship }}\n{% endfor %}\n",
)
GUIDES = (
    "# Guide\n\n(deep)=\n## Deep\n\n:::{glossary}\nword\n  It is.\n:::\n",
    "# Manual\n\n(deep)=\n## Deeper\n\nText.\n\n```{toctree}\nguide2\n```\n",
    "# Guide\n\n[f](files/data.csv), [g](about.md), {download}`files/data.csv`\n\n![p](pictures/one.svg)\n\n```{figure} /pictures/one.svg\n```\n",
    "# Guide\n\n```{include} part.md\n```\n\n```{literalinclude} files/data.csv\n```\n\n(deep)=\n## Deep\n\nText.\n",
    "# Manual\n\n## Before\n\n:::{postlist} 3\n:::\n\n(deep)=\n## Deep\n\n```{toctree}\n:numbered:\nguide2\n```\n",
)


class Walk:
    """A publication that is changed step by step."""

    def __init__(self, root: Path) -> None:
        self.publication = Publication(root)
        self.posts: dict[int, dict[str, str | None]] = {}
        self.conf: dict[str, object] = {
            "base": "https://example.org/review/",
            "menu": [],
            "size": 20,
            "sections": SECTIONS[0],
            "volumes": "",
            "search": True,
            "now": "2026-06-01T00:00:00+00:00",
            "widths": [20, 40],
        }
        self.options: dict[str, object] = {}
        """Other options -> their values."""
        self.clock = 0
        """How often it was carried elsewhere."""
        for folder in ("_templates", "_static", "extra"):
            (root / folder).mkdir()
        self.write("_static/own.css", "p { color: red }\n")
        self.write("guide2.md", "# Second\n\n{doc}`guide`, {ref}`deep`\n\n## Below\n\nText.\n")
        self.write_guide(0)
        self.write_conf()
        for number in range(3):
            self.write_post(number, number)

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file; each one later than those before, as editors do."""
        self.publication.write(path, text)

    def write_conf(self) -> None:
        """Write ``conf.py`` as the steps have made it."""
        others = [f"{name} = {value!r}\n" for name, value in sorted(self.options.items())]
        self.write("conf.py", dedent(CONF).format(**self.conf) + "".join(others))

    def write_guide(self, number: int) -> None:
        """Write the guide's first page."""
        self.write("guide.md", GUIDES[number % len(GUIDES)])

    def remove(self, path: str) -> None:
        """Remove a file, where it is there."""
        (self.publication.root / path).unlink(missing_ok=True)

    def write_post(self, place: int, number: int, **changes: str | None) -> None:
        """Write the post at *place* with what it had, and *changes*."""
        post = self.posts.setdefault(
            place, {"title": f"Title {place}", "date": f"2026-01-0{place + 1}", "body": ""}
        )
        if number >= 0:
            post["body"] = TEXTS[number % len(TEXTS)]
        post.update(changes)
        matter = {key: value for key, value in post.items() if key != "body"}
        self.publication.post(f"2026-01-0{place}-p{place}", str(post["body"]), **matter)


Step = Callable[[Walk, int, int], None]
"""What a step does, told which post and a number that chooses among its values."""


def _edit(walk: Walk, place: int, number: int) -> None:
    walk.write_post(place, number)


def _delete(walk: Walk, place: int, _number: int) -> None:
    walk.posts.pop(place, None)
    walk.remove(f"posts/2026-01-0{place}-p{place}.md")


def _rename(walk: Walk, place: int, number: int) -> None:
    """Give a post another's name, over it where it is there; its time of change goes with it."""
    other = number % PLACES
    if place in walk.posts and other != place:
        folder = walk.publication.root / "posts"
        (folder / f"2026-01-0{place}-p{place}.md").replace(folder / f"2026-01-0{other}-p{other}.md")
        walk.posts[other] = walk.posts.pop(place)


def _matter(key: str, *values: str | None) -> Step:
    def change(walk: Walk, place: int, number: int) -> None:
        walk.write_post(place, -1, **{key: values[number % len(values)]})

    return change


def _conf(key: str, *values: object) -> Step:
    def change(walk: Walk, _place: int, number: int) -> None:
        walk.conf[key] = values[number % len(values)]
        walk.write_conf()

    return change


def _option(name: str, *values: object) -> Step:
    """Give an option one of *values*, or every other time its default."""

    def change(walk: Walk, _place: int, number: int) -> None:
        if number % 2:
            walk.options.pop(name, None)
        else:
            walk.options[name] = values[number // 2 % len(values)]
        walk.write_conf()

    return change


def _own_template(name: str) -> Step:
    """Put a template of the publication's own in the place of ours, or take it away."""

    def change(walk: Walk, _place: int, number: int) -> None:
        path = f"_templates/standfirst/{name}"
        if number % 3:
            text = (TEMPLATES / name).read_text(encoding="utf-8")
            walk.write(path, f"{text}<!-- {number} -->\n".encode())
        else:
            walk.remove(path)

    return change


def _damaged(walk: Walk, _place: int, number: int) -> None:
    """Damage a file of the output, or two, or lose them."""
    files = [
        path
        for path in sorted((walk.publication.root / "_build/html").rglob("*"))
        if path.is_file()
    ]
    for at in range(number % 3 + 1):
        path = files[(number * 7919 + at * 104_729) % len(files)]
        if number % 2:
            path.unlink(missing_ok=True)
        elif path.is_file():
            # as long as it was, at another time
            path.write_bytes(path.read_bytes()[:-1] + b"x")
            os.utime(path, (1_700_000_000, 1_700_000_000))


def _touched(walk: Walk, _place: int, number: int) -> None:
    """Give sources another time, all the same."""
    root = walk.publication.root
    for path in (
        *sorted((root / "posts").glob("*.md"))[number % 2 :],
        root / "conf.py",
        root / "index.md",
    ):
        os.utime(path, (1_500_000_000 + number,) * 2)


def _bytes(walk: Walk, place: int, number: int) -> None:
    """Write a post's lines as Windows does, a mark before it, what is no text, or nothing."""
    path = walk.publication.root / f"posts/2026-01-0{place}-p{place}.md"
    if place in walk.posts:
        text = path.read_bytes().replace(b"\r\n", b"\n")
        forms = (
            text.replace(b"\n", b"\r\n"),
            b"\xef\xbb\xbf" + text,
            b"\xff\xfe\x00",
            b"",
            b"---\n- a\n---\nx\n",
        )
        path.write_bytes(forms[number % len(forms)])


def _twin(walk: Walk, place: int, number: int) -> None:
    """Have a second file of one post, by another suffix, in another folder or under another name; or none."""
    source = walk.publication.root / f"posts/2026-01-0{place}-p{place}.md"
    others = [
        source.with_suffix(".markdown"),
        source.parent / "notes" / source.name,
        source.with_name(f"2026-01-0{place}-q.md"),
    ]
    for path in others:
        path.unlink(missing_ok=True)
    if place in walk.posts and number % 4:
        path = others[number % 4 - 1]
        path.parent.mkdir(exist_ok=True)
        shutil.copyfile(source, path)


def _file(path: str, *texts: str | None) -> Step:
    """Write one of *texts* to the file, or remove it where it is None; every other time as an older one."""

    def change(walk: Walk, _place: int, number: int) -> None:
        text = texts[number % len(texts)]
        if text is None:
            walk.remove(path)
            return
        walk.write(path, text)
        if number // len(texts) % 2:
            past = 1_600_000_000 + number
            os.utime(walk.publication.root / path, (past, past))

    return change


def _held(walk: Walk, _place: int, number: int) -> None:
    """Put a remote picture into the store, or another for it, or lose its file, or all."""
    store = walk.publication.root / "pictures"
    if number % 4 == 3:  # of four
        for path in store.glob("??"):
            shutil.rmtree(path)
    elif number % 4 == 2:
        (store / "lock.json").unlink(missing_ok=True)
    else:
        hold(walk.publication, REMOTE, width=60 + number % 4)


def _uncached(walk: Walk, _place: int, _number: int) -> None:
    """Lose what the pictures were converted to."""
    shutil.rmtree(walk.publication.root / "_build" / "pictures", ignore_errors=True)


def _picture(path: str, *widths: int) -> Step:
    """Write a picture of one of *widths*, or remove it where that is 0."""

    def change(walk: Walk, _place: int, number: int) -> None:
        width = widths[number % len(widths)]
        if width:
            walk.publication.picture(path, width)
        else:
            walk.remove(path)

    return change


def _older(walk: Walk, place: int, number: int) -> None:
    """Put an older file in a post's place, as an archive that is unpacked does."""
    if place in walk.posts:
        walk.write_post(place, number)
        past = 1_700_000_000 + number
        os.utime(walk.publication.root / f"posts/2026-01-0{place}-p{place}.md", (past, past))


def _checked_out(walk: Walk, _place: int, number: int) -> None:
    """Give every file another time: sources as a checkout does, what builds have made as a cache does, or both."""
    root = walk.publication.root
    made = root / "_build"
    for path in (*root.rglob("*"), root):
        if number % 3 == 0 or path.is_relative_to(made) == (number % 3 == 1):
            os.utime(path, (1_750_000_000 + number,) * 2)


def _carried(walk: Walk, _place: int, number: int) -> None:
    """Have everything lie in a folder of another name."""
    root = walk.publication.root
    walk.publication.root = root.rename(root.with_name(f"publication-{walk.clock}-{number}"))
    walk.clock += 1


STEPS: dict[str, Step] = {
    "edit": _edit,
    "delete": _delete,
    "rename": _rename,
    "older": _older,
    "title": _matter("title", "Other", "標題", "A <b> & c"),
    "date": _matter("date", "2026-02-03", "2025-12-31 23:59:00 +0800", "2026-05-31", None, "2026-07-01"),
    "expires": _matter("expires", "2026-06-15", None, "2026-05-01"),
    "tags": _matter("tags", "[one]", "[one, Two]", None, "[two]"),
    "author": _matter("author", "Bo Bee", "Ada Lovelace and Bo Bee", "A. Lovelace", "Ada Lovelace, et al."),
    "section": _matter("section", "essays", "notes", "else", None),
    "volume": _matter("volume", "spring", None, "autumn"),
    "permalink": _matter("permalink", "/about.html", "/2026/01/p1/", None, "/x/y", "/x/", "/x.html"),
    "image": _matter("image", "one.svg", "/pictures/one.svg", None, "https://example.com/a.png", REMOTE, "pic.png"),
    "series": _matter("series", "The Road", None, "the road", "Another"),
    "withdrawn": _matter("withdrawn", "2026-02-01", None),
    "redirect": _matter("redirect_from", "/old/", None, "/2026/01/p2/"),
    "position": _matter("position", "left", None, "center"),
    "lang": _matter("lang", "zh-Hans", None),
    "ada": _file("authors/ada-lovelace.md", "---\nname: Ada Lovelace\naliases: [A. Lovelace]\n---\nShe.\n", "---\nname: Ada King\naliases: [Ada Lovelace]\nphoto: /pictures/one.svg\n---\nOf Lovelace.\n", None),
    "bo": _file("authors/bo-bee.md", "---\nname: Bo Bee\nphoto: /posts/one.svg\n---\nHe. [x](/about/)\n", None),
    "spring": _file("volumes/spring.md", "---\ntitle: Spring\nstart: 2026-01-01\nend: 2026-03-31\n---\nNote.\n", "---\ntitle: Lent\nstart: 2026-01-01\nend: 2026-01-02\ncover: /pictures/one.svg\n---\n", None),
    "footer": _file("_templates/standfirst/footer_extra.html", "<p>Imprint</p>\n", None, "<p>{{ sf.catalogue.posts|length }} {{ sf.settings.now }}{% for each in sf.settings.sections %} {{ each.description }}{% endfor %}</p>\n", "<p>{{ next.deck if next }}{{ pathto('about') }}{{ (post_authors|first).html if post_authors }}</p>\n"),
    "listing": _own_template("listing.html"),
    "macros": _own_template("macros.html"),
    "damaged": _damaged,
    "touched": _touched,
    "checked_out": _checked_out,
    "carried": _carried,
    "bytes": _bytes,
    "twin": _twin,
    "language": _option("standfirst_language", "zh-Hant", "fr"),
    "timezone": _option("standfirst_timezone", "Asia/Hong_Kong", "America/New_York"),
    "pattern": _option("standfirst_permalink", "pretty", "/:slug/", "/:year-:month/:title.html"),
    "paths": _option("standfirst_paths", {"author": "people", "tag": "t"}),
    "former": _option("standfirst_former_permalinks", ["/:categories/:year/:month/:day/:title.html"]),
    "moved": _option("standfirst_redirects", {"/gone/": "/about/"}, {"/gone/": "/2026/01/p1/"}),
    "former_feeds": _option("standfirst_former_feeds", ["feed.xml"], {"feed.xml": "tags/one/feed.json", "tags/one/x.xml": "rss.xml"}),
    "posts_from": _option("standfirst_posts_from", "ablog"),
    "ablog": _file("posts/ablog.md", "```{post} Jan 4, 2026\n:tags: one\n:author: Bo Bee\n```\n(ab)=\n# Of ABlog\n\n{ref}`ab` {ref}`blog-feed` {{ who }}\n", "```{post}\n:tags: one\n```\n# Of ABlog\n", "---\nmyst: {substitutions: {who: B}}\n---\n```{post} Jan 4, 2026\n:tags: two\n:redirect: was\n\nIn short.\n```\n# Of *AB*\n\n{{ who }}\n", None),
    "substitutions": _option("myst_substitutions", {"who": "A"}, {"who": "C"}),
    "redirect_pages": _option("standfirst_redirect_pages", False),
    "share": _option("standfirst_share", [], ["email"]),
    "license": _option("standfirst_license", "CC-BY-4.0"),
    "type": _option("standfirst_article_type", "ScholarlyArticle"),
    "issn": _option("standfirst_issn", "2049-3630"),
    "publisher": _option("standfirst_publisher", "A Press"),
    "site": _option("standfirst_site", {"place": "Here"}, {"place": "There", "time": "Noon"}),
    "defaults": _option("standfirst_defaults", [{"scope": {"path": "posts"}, "values": {"tags": ["one"], "description": "D."}}]),
    "separators": _option("standfirst_excerpt_separators", ["<!--cut-->"]),
    "format": _option("standfirst_picture_format", "webp"),
    "related": _option("standfirst_related", 0, 2),
    "feeds": _option("standfirst_feed_length", 1, 3),
    "list_feeds": _option("standfirst_listing_feed_length", 1),
    "full_text": _option("standfirst_full_text_feeds", ["author", "volume"], []),
    "markdown": _option("standfirst_markdown_copies", "", "all"),
    "citation_files": _option("standfirst_citation_files", ["bib", "json"]),
    "fonts": _option("standfirst_web_fonts", False),
    "theme_css": _option("standfirst_theme_css", "full"),
    "footer_links": _option("standfirst_footer_links", [("About", "about")]),
    "tagline": _option("standfirst_tagline", "Notes"),
    "default_section": _option("standfirst_default_section", "misc"),
    "excluded": _option("exclude_patterns", ["guide2*"], ["posts/one.svg"]),
    "extensions": _option("myst_enable_extensions", ["dollarmath", "tasklist"], ["attrs_inline", "deflist"], ["substitution"]),
    "logo": _option("html_logo", "_static/more.js", "posts/one.svg"),
    "copyright": _option("copyright", "%Y, A Press", "2020"),
    "updated": _option("html_last_updated_fmt", "", "%Y"),
    "opensearch": _option("html_use_opensearch", "https://example.org/review"),
    "sources": _option("html_copy_source", True),
    "head": _file("_templates/standfirst/head_extra.html", "<!-- a -->\n", None),
    "style": _file("_static/own.css", "p { color: blue }\n", "p { color: var(--bs-teal) }\n"),
    "static": _file("_static/more.js", "1;\n", None),
    "extra": _file("extra/robots.txt", "User-agent: *\n", None, ""),
    "extra_page": _file("extra/x/y/z.txt", "z\n", None),
    "one": _file("posts/one.svg", PICTURE % 1, PICTURE % 2, None),
    "two": _file("posts/two.svg", PICTURE % 3, None),
    "elsewhere": _file("pictures/one.svg", PICTURE % 4, None, PICTURE % 5),
    "nearer": _file("posts/pictures/one.svg", PICTURE % 6, None),
    "further": _file("extra/two.svg", PICTURE % 7, None),
    "raster": _picture("posts/pic.png", 60, 0, 70),
    "held": _held,
    "uncached": _uncached,
    "widths": _conf("widths", [30], [20, 40]),
    "paper": _file("posts/paper.pdf", "1", "2", None),
    "data": _file("files/data.csv", "a,b\n", None, "c,d\n"),
    "extra_data": _file("extra/files/data.csv", "e,f\n", None),
    "include": _file("_includes/part.html", "<p>{{ include.of }} {{ site.data.ships.first }}</p>\n", "<p>{{ include.of }}</p>\n", None),
    "ships": _file("_data/ships.yml", "[Alder]\n", "[Birch]\n", None, "a: [\n"),
    "part": _file("posts/part.txt", "Part.\n", "Other part.\n", None),
    "part_of_guide": _file("part.md", "Part.\n", "Other part.\n", None),
    "about": _file("about.md", "---\ntitle: About\n---\n\nWe. [p](/2026/01/p1/)\n", "---\ntitle: Who\nlang: zh-Hans\n---\n\n我们。\n", None, "---\ntitle: About\npermalink: /us/\n---\nWe.\n"),
    "guide": lambda walk, _place, number: walk.write_guide(number),
    "front": _file("index.md", "---\ntitle: Front\n---\n", "---\ntitle: Front\n---\n\n```{toctree}\nguide\n```\n"),
    "menu": _conf("menu", [("About", "about"), ("P", "/2026/01/p1/")], [], [("X", "https://example.org/")]),
    "size": _conf("size", 1, 2, 20),
    "sections": _conf("sections", *SECTIONS[1:], SECTIONS[0]),
    "base": _conf("base", "https://example.org/b/", "", "https://example.net/r/"),
    "search": _conf("search", False, True),
    "volumes": _conf("volumes", "month", ""),
    "now": _conf("now", "2026-07-02T00:00:00+00:00", "2026-06-20T00:00:00+00:00", "2026-06-01T00:00:00+00:00", "2026-01-02T00:00:00+00:00"),
}  # fmt: skip
"""Name -> what changes, told which post and a number that chooses among its values."""

steps = st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, PLACES - 1), st.integers(0, 12))
"""Which, at which post, how."""


def tree(out: Path) -> dict[str, bytes]:
    """Return the bytes of every file of the output; folders too, with none."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in sorted(out.rglob("*"))
    }


def times(out: Path) -> dict[str, int]:
    """Return when each file of the output was changed."""
    return {
        path.relative_to(out).as_posix(): path.stat().st_mtime_ns
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def bare_copy(publication: Publication, root: Path) -> Publication:
    """Return a copy that nothing was built in."""
    shutil.rmtree(root, ignore_errors=True)
    ignored = shutil.ignore_patterns("_build")
    shutil.copytree(publication.root, root, symlinks=True, ignore=ignored)
    copy = object.__new__(Publication)
    copy.root = root
    return copy


def clean_build(publication: Publication, root: Path, jobs: int = 1) -> Built:
    """Build a copy that nothing was built in."""
    return bare_copy(publication, root).build(jobs=jobs)


def clean(publication: Publication, root: Path, jobs: int = 1) -> dict[str, bytes]:
    """Return the output of a build of a copy that nothing was built in."""
    return tree(clean_build(publication, root, jobs).out)


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the names of what is not equal."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def take(changes: list[tuple[str, int, int]], builds: Builds | None = None) -> None:
    """Walk, and compare after every step.

    :param builds: What builds, where not Sphinx in this process.
    """
    builds = builds or Builds()
    with tempfile.TemporaryDirectory(prefix="standfirst-walk-") as folder:
        walk = Walk(Path(folder, "publication"))
        below = builds.build(walk.publication, 0).relative_to(walk.publication.root)
        for at, change in enumerate(changes):
            name, place, number = change
            STEPS[name](walk, place, number)
            out = walk.publication.root / below
            before, when = tree(out), times(out)
            builds.build(walk.publication, at)
            after, then = tree(out), times(out)
            want = tree(builds.build(bare_copy(walk.publication, Path(folder, "clean")), at + 1))

            assert (change, differences(after, want)) == (change, [])
            touched = [
                name
                for name in then
                if name in when and before[name] == after[name] and when[name] != then[name]
            ]
            assert (change, touched) == (change, [])


class Builds:
    """Sphinx in this process."""

    def build(self, publication: Publication, step: int) -> Path:  # noqa: ARG002  # others build differently each time
        """Build; return the output folder."""
        return publication.build().out


class Commands(Builds):
    """The command, in another environment each time, which is stopped now and then in the midst of a build."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  # not for secrets

    def build(self, publication: Publication, step: int) -> Path:
        """Build; return the output folder."""
        if step and self.chance.random() < 0.2:
            self._run(publication, stop=self.chance.uniform(0.3, 3))
        code, said = self._run(publication)

        assert code == 0, said
        return publication.root / "_build" / "html"

    def _run(self, publication: Publication, stop: float | None = None) -> tuple[int, str]:
        choose = self.chance.choice
        where = {
            "PYTHONHASHSEED": str(self.chance.randrange(1000)),
            "TZ": choose(["UTC", "Asia/Tokyo", "America/Los_Angeles"]),
            "LC_ALL": choose(["C.UTF-8", "C", "POSIX"]),
        }
        command = [
            sys.executable,
            "-m",
            "standfirst",
            "build",
            str(publication.root),
            "-j",
            choose("12"),
        ]
        process = subprocess.Popen(
            command, env={**os.environ, **where}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, start_new_session=True, umask=choose([0o022, 0o002, 0o077]),
        )  # fmt: skip
        try:
            said = process.communicate(timeout=stop)[0]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            said = process.communicate()[0]
        return process.returncode, said
