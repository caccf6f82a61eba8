"""The publication in this repository, and what its documents promise."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from lxml import html
from own_publication import ROOT, copied
from site_faults import faults

from standfirst.cli.main import main
from standfirst.scaffold import new_publication
from standfirst.sources.front_matter import reader
from standfirst.text import reading_time

PERMALINK = "2026/09/what-a-permalink-promises"
TEMPLATES = "2026/09/templates-that-show-themselves"
OFFSET_ZH = "zh/日期要写上时差"
RTD = {"READTHEDOCS": "True", "READTHEDOCS_CANONICAL_URL": "https://x.readthedocs.io/en/latest/"}


def page(site, address):
    """Return a page's tree."""
    return html.fromstring((site / address / "index.html").read_bytes())


def articles(site):
    """Yield path and tree of every article's page; at a former address there is none."""
    for path in sorted(site.glob("2026/*/*/index.html")):
        tree = html.fromstring(path.read_bytes())
        if not tree.xpath("//meta[@http-equiv='refresh']"):
            yield path, tree


def test_it_builds_without_a_warning_and_every_link_is_good(site):
    """No fault on any page; a warning would have failed the build."""
    assert faults(site) == []


FORMS = {
    "standfirst": (
        "2026/10/what-a-billion-leaves-out",
        ".//*[contains(@class, 'sf-standfirst')]/p",
    ),
    "deck": (PERMALINK, ".//p[@class='sf-article__deck']"),
    "lead picture with caption and credit": (
        PERMALINK,
        ".//figure[img[string-length(@alt) > 40]]/figcaption/span[@class='sf-figure__credit']",
    ),
    "figure made of a caption": (
        "2026/07/how-long-is-a-nine-minute-read",
        ".//*[@class='sf-text']//figure[.//img[contains(@alt, '238')]]/figcaption",
    ),
    "table": ("2026/06/three-feeds", ".//table[.//th][.//td]"),
    "block quote": ("2026/10/what-a-billion-leaves-out", ".//blockquote"),
    "numbered footnote": (
        "2026/07/how-long-is-a-nine-minute-read",
        ".//section[@class='footnote brackets'][@role='note']",
    ),
    "named footnote": (PERMALINK, ".//section[@class='footnote brackets'][@role='note']"),
    "superscript": ("2026/10/what-a-billion-leaves-out", ".//sup[.='12']"),
    "subscript": ("2026/10/what-a-billion-leaves-out", ".//sub[.='2']"),
    "line break in a cell": ("2026/06/three-feeds", ".//td//br"),
    "folded part": ("2026/10/the-alternative-text-of-a-chart", ".//details[summary]//table"),
    "bare address": (
        "2026/06/three-feeds",
        ".//a[.='https://www.jsonfeed.org/version/1.1/'][@href='https://www.jsonfeed.org/version/1.1/']",
    ),
    "bare address before Chinese punctuation": (
        "2026/08/emphasis-beside-chinese",
        ".//a[@href='https://www.unicode.org/reports/tr9/'][starts-with(following-sibling::text(), '，')]",
    ),
    "emphasis beside Chinese": ("2026/08/emphasis-beside-chinese", ".//strong[.='《公报》']"),
    "kramdown's class": ("2026/08/emphasis-beside-chinese", ".//p[contains(@class, 'sf-quiet')]"),
    "MyST's class": ("2026/11/from-file-to-page", ".//p[contains(@class, 'sf-quiet')]"),
    "list in kramdown's way": ("2026/06/three-feeds", ".//ol[count(li) > 1]"),
    "definition list": ("2026/11/correction-update-withdrawal", ".//dl[dt][dd]"),
    "admonition": ("2026/11/from-file-to-page", ".//*[contains(@class, 'admonition')]"),
    "list-table": ("2026/11/from-file-to-page", ".//table[.//th[.='step']]"),
    "cards of sphinx-design": (TEMPLATES, ".//*[contains(@class, 'sd-card-body')]"),
    "Liquid: a value": (TEMPLATES, ".//p[contains(., 'is “Templates That Show Themselves”')]"),
    "Liquid: raw": (TEMPLATES, ".//p/code[contains(., '{{ page.title }}')]"),
    "Liquid: code stays": (TEMPLATES, ".//pre[contains(., '{% for post in site.posts %}')]"),
    "Liquid: highlight": (TEMPLATES, ".//*[contains(@class, 'highlight-python')]//pre"),
    "Liquid: post_url": (
        TEMPLATES,
        ".//a[.='the article on permalinks'][contains(@href, 'permalink')]",
    ),
    "Liquid: link": (TEMPLATES, ".//a[.='the page about us'][contains(@href, 'about/')]"),
    "reference to a post": (TEMPLATES, ".//a[.='What a Permalink Promises']"),
    "reference to an author": (
        TEMPLATES,
        ".//a[.='Engineering Desk'][ancestor::*[@class='sf-text']]",
    ),
    "link to an embargoed post is text": (
        "2026/10/the-embargo-and-the-clock",
        ".//*[@class='sf-no-link'][not(self::a)]",
    ),
    "byline with and": (PERMALINK, ".//p[@class='sf-byline'][count(a) = 2]"),
    "byline with &": (
        "2026/10/the-embargo-and-the-clock",
        ".//p[@class='sf-byline'][count(a) = 2]",
    ),
    "byline with 、": (
        "2026/08/yi-fen-zhong-du-duo-shao-zi",
        ".//p[@class='sf-byline'][count(a) = 2]",
    ),
    "byline that is a list": ("2026/07/who-wrote-this", ".//p[@class='sf-byline'][count(a) = 2]"),
    "byline with et al.": (
        "2026/10/what-a-billion-leaves-out",
        ".//p[@class='sf-byline']/a[2][.='Translation Desk']",
    ),
    "translator": (OFFSET_ZH, ".//p[contains(@class, 'sf-byline--translator')]/a"),
    "series": (TEMPLATES, ".//*[@class='sf-kicker__series'][contains(., 'Formats')]"),
    "volume": (PERMALINK, ".//dl[@class='sf-facts']//a[.='Autumn 2026']"),
    "licence of its own": (OFFSET_ZH, ".//a[@rel='license'][contains(@href, 'by-sa/4.0')]"),
    "place of first publication": (
        OFFSET_ZH,
        ".//dl[@class='sf-facts']//dd[contains(., '8月12日')]",
    ),
    "update date": (
        "2026/08/a-date-needs-an-offset",
        ".//p[contains(@class, 'sf-dateline')]/span/time[starts-with(@datetime, '2026-11-24')]",
    ),
    "tags": (PERMALINK, ".//a[@rel='tag'][.='addresses']"),
    "biography": (
        PERMALINK,
        ".//*[contains(@class, 'sf-biographies')]//strong[.='Editorial Desk']",
    ),
    "withdrawal": (
        "2026/05/a-note-on-page-numbers",
        ".//*[contains(@class, 'sf-notice--withdrawn')][contains(., '30 June 2026')]",
    ),
}
"""What a post can have -> where the publication shows it: the page's address, and what is on it."""


@pytest.mark.parametrize("form", FORMS)
def test_it_shows_what_standfirst_does(site, form):
    """Every form that a post can have is on one of its pages."""
    address, path = FORMS[form]

    assert page(site, address).xpath(path), (form, address)


def test_marks_of_the_source_leave_no_trace(site):
    """No marker, comment, attribute list or alternative text that says nothing on any article's page."""
    alts = []
    for path, tree in articles(site):
        for code in tree.xpath("//pre | //code"):
            code.drop_tree()
        text = tree.text_content()
        alts += tree.xpath(".//figure//img/@alt")

        assert not re.search(r"<?excerpt/>|<!--|\{:|\{%|\[\^|▲", text), path
    assert {len(alt) > 20 for alt in alts} == {True}


def test_headings_follow_one_another(site):
    """Whatever level an author began with: one h1, and no level skipped."""
    for path, tree in articles(site):
        article = tree.find(".//article")
        levels = [
            int(h.tag[1]) for h in article.xpath(".//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6")
        ]

        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert [(one, next_) for one, next_ in pairwise(levels) if next_ > one + 1] == [], path


def test_the_front_page_has_its_three_places(site):
    """Each position is the newest post that asks for it; every section has its latest."""
    tree = page(site, "")
    top = tree.xpath(".//section[contains(@class, 'sf-front__top--three')]//h2/a/text()")

    assert top[0] == "What a Permalink Promises"
    assert set(top[1:]) == {"Number Pages from the Oldest", "Reading Note: Guaranteeing Insecurity"}
    assert len(tree.xpath(".//section[@class='sf-front__section']")) == 2


def test_chinese_articles_are_in_their_script(site):
    """Two in simplified, one in traditional script, with the quotation marks of each."""
    languages = {
        address: page(site, address).get("lang")
        for address in (
            "2026/08/yi-fen-zhong-du-duo-shao-zi",
            OFFSET_ZH,
            "2026/10/yin-hao-de-wei-zhi",
        )
    }

    assert list(languages.values()) == ["zh-Hans", "zh-Hans", "zh-Hant"]
    for address in languages:
        article = page(site, address).find(".//article")
        for code in article.xpath(".//code | .//script"):
            code.drop_tree()

        assert '"' not in article.text_content(), address


@pytest.mark.parametrize(
    "words",
    [
        "What a Citation Needs",  # a draft
        "A Year of Addresses",  # under embargo
        "Which Archives Do You Cite?",  # expired
        "This text is no longer shown",  # withdrawn
    ],
)
def test_what_is_not_to_be_seen_is_in_no_file(site, words):
    """Neither the title nor the text, on any page, in any feed, in the search."""
    assert [
        path
        for path in sorted(site.rglob("*"))
        if path.is_file()
        and path.suffix in {".html", ".xml", ".json", ".js", ".txt", ".md"}
        and words in path.read_text(encoding="utf-8")
    ] == []


def test_the_reading_note_is_in_its_own_words_and_names_its_source(site):
    """Author, institution, title and date; no address."""
    article = page(site, "2026/09/reading-note-guaranteeing-insecurity").find(".//article")
    text = " ".join(article.find(".//*[@class='sf-text']").text_content().split())

    assert "Matthew Savill, “Guaranteeing Insecurity”, Royal United Services Institute" in text
    assert "20 August 2025" in text
    assert not [a for a in article.xpath(".//a/@href") if "rusi" in a.lower()]


def test_its_articles_are_articles():
    """At least ten of several hundred words, in both sections; every picture is used."""
    sources = {p: p.read_text(encoding="utf-8") for p in sorted((ROOT / "posts").rglob("*.md"))}
    volumes = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "volumes").glob("*.md"))]
    long = [path for path, text in sources.items() if sum(reading_time.count(text)) > 500]
    used = "".join([*sources.values(), *volumes])

    assert len(long) >= 10
    assert {path.parent.name for path in long} == {"craft", "briefing"}
    assert [p.name for p in (ROOT / "posts/images").iterdir() if p.name not in used] == []


def test_its_authors_are_desks(site):
    """No invented people: every name of the index is that of a desk, in whatever script."""
    names = page(site, "authors").xpath(".//h2[@class='sf-index__name']/a/text()")

    assert len(names) == 4
    assert {name.endswith(" Desk") for name in names} == {True}, names


def test_the_readmes_picture_is_small_and_of_the_right_width():
    """The front page at 1280 pixels, below 250 kB."""
    data = (ROOT / "_static/front-page.png").read_bytes()

    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20]) == 1280
    assert len(data) < 250_000


def test_read_the_docs_builds_it_at_its_own_address(copy):
    """The file's own jobs; feeds and canonical links have the address that Read the Docs gives.

    There is one PDF and one ePub for its menu; the others lie beside the pages.
    """
    output = copy / "_build" / "rtd"
    file = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text(encoding="utf-8"))
    jobs = file["build"]["jobs"]

    assert file["formats"] == ["pdf", "epub"]
    assert any("requirements/editions.txt" in line for line in jobs["install"])
    for line in (line for lines in jobs["build"].values() for line in lines):
        done = subprocess.run(
            ["sh", "-c", line.replace(".venv/bin/", f"{Path(sys.executable).parent}/")],
            cwd=copy,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **RTD, "READTHEDOCS_OUTPUT": str(output)},
        )

        assert done.returncode == 0, done.stderr + done.stdout
    for kind in ("pdf", "epub"):
        made = [path.name for path in (output / kind).iterdir() if path.name[0] != "."]

        assert made == [f"the-standfirst-review.{kind}"]
    for path in ("volumes/autumn-2026/autumn-2026", "volumes/summer-2026/summer-2026"):
        assert (output / "html" / f"{path}.pdf").is_file()
        assert (output / "html" / f"{path}.epub").is_file()
    base = RTD["READTHEDOCS_CANONICAL_URL"]
    assert f"<id>{base}</id>" in (output / "html/atom.xml").read_text(encoding="utf-8")
    assert f'rel="canonical" href="{base}about/"' in (output / "html/about/index.html").read_text(
        encoding="utf-8"
    )


DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "guide").rglob("*.md"))]
"""What tells readers to type something."""


def documented(path):
    """Return the console commands in a document."""
    text = path.read_text(encoding="utf-8")
    return [
        line[2:]
        for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
        if line.startswith("$ ")
    ]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_in_the_documents_exists(path):
    """Targets are in the Makefile, subcommands and their options in the command."""
    targets = set(
        re.findall(
            r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
        )
    )
    text = path.read_text(encoding="utf-8")

    assert set(re.findall(r"`make ([a-z-]+)`", text)) <= targets
    for line in documented(path):
        words = line.replace(".venv/bin/", "").split()
        if words[0] == "make":
            assert words[1] in targets, line
        elif words[0] == "standfirst":
            command = main.commands[words[1]]
            below = getattr(command, "commands", {})
            command = below[words[2]] if below else command
            known = {option for parameter in command.params for option in parameter.opts}

            assert {word for word in words if word.startswith("--")} <= known, line
        else:
            assert words[0] in {"cd", "python3", "pip", "pre-commit"}, line


def environment(folder):
    """Put the environment of these tests in the place of the one that a Makefile would set up in *folder*."""
    venv = folder / ".venv"
    venv.mkdir(parents=True)
    for path in Path(sys.prefix).iterdir():
        if path.suffix != ".stamp":
            (venv / path.name).symlink_to(path)
    for name in ("html.stamp", "editions.stamp", "ready", "editions"):
        (venv / name).touch()
        os.utime(venv / name, (2**32, 2**32))


SET_UP = (
    "python3 -m venv ",
    ".venv/bin/pip install ",
    "make check",
    "make test",
    "make bench",
    ".venv/bin/pre-commit ",
)
"""Commands that make the environment in which this test runs, that run it or look at the code, or run for half an hour."""


FEW = (
    "craft/2026-05-20-a-note-on-page-numbers",
    "craft/2026-08-05-yi-fen-zhong-du-duo-shao-zi",
    "craft/2026-08-12-a-date-needs-an-offset",
    "craft/2026-11-18-what-a-citation-needs",
    "briefing/2026-10-21-what-a-billion-leaves-out",
    "briefing/2026-11-04-correction-update-withdrawal",
)
"""Posts of both sections, volumes and scripts, one withdrawn, one a draft, that link to no other."""


def shortened(folder):
    """Leave few posts of a copy, and one page of the guide, since its commands build it a dozen times; return it."""
    posts = folder / "posts"
    for path in posts.glob("*/*.md"):
        if path.relative_to(posts).with_suffix("").as_posix() not in FEW:
            path.unlink()
    shutil.rmtree(folder / "guide")
    (folder / "guide").mkdir()
    (folder / "guide" / "index.md").write_text("# Guide\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built_before(tmp_path_factory):
    """Return a folder for what the commands of one document have built, which those of the next need not."""
    return tmp_path_factory.mktemp("commands")


@pytest.fixture
def repository(built_before):
    """Return a short copy of this repository beside a Jekyll site and a blog of ABlog; what was built in it for another document is there."""
    folder = built_before / "repository"
    folder.mkdir(exist_ok=True)
    for path in [*built_before.iterdir(), *folder.iterdir()]:
        if path.name not in {"repository", "_build"}:
            (shutil.rmtree if path.is_dir() else Path.unlink)(path)
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "requirements", shortened(copied(folder)) / "requirements")
    site = folder / "old-site" / "_posts"
    site.mkdir(parents=True)
    (site / "2026-01-02-x.md").write_text("---\ntitle: X\n---\n\nText.\n", encoding="utf-8")
    blog = built_before / "old-blog"
    blog.mkdir()
    (blog / "conf.py").write_text('extensions = ["ablog"]\n', encoding="utf-8")
    (blog / "x.md").write_text("---\nblogpost: true\ndate: 2026-01-02\n---\n\n# X\n", "utf-8")
    for made in (folder, folder / "my-journal", built_before / "my-journal"):
        environment(made)
    return folder


def run(lines, folder):
    """Return the commands' output, where none has failed."""
    done = subprocess.run(
        ["sh", "-exc", "\n".join(lines)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
    )

    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.mark.parametrize("path", [*filter(documented, DOCUMENTS)], ids=lambda path: path.name)
def test_every_command_in_the_documents_works(path, repository):
    """One after the other, as a reader would type them, in a copy of this repository beside a Jekyll site."""
    lines = [line for line in documented(path) if not line.startswith(SET_UP)]
    said = run(lines, repository)
    of_pages = r"make (?:html|preview|editions|cards)\b|standfirst (?:build|editions|cards)\b"
    builds = [line for line in lines if re.match(of_pages, line)]

    # where another document has had it built, nothing has changed
    assert len(re.findall(r"[Tt]he publication (?:with its .* )?is in ", said)) == len(builds)
    assert "installing" not in said


@pytest.mark.audit
def test_a_new_publication_sets_up_its_own_environment(tmp_path):
    """From the requirements that ``init`` wrote, with what pip has or fetches."""
    said = run(["standfirst init my-journal", "cd my-journal", "make html"], tmp_path)

    assert "The publication is in " in said
    assert (tmp_path / "my-journal/.venv/pyvenv.cfg").is_file()


def test_the_makefile_of_a_new_publication_lists_its_targets(tmp_path):
    """As this repository's does; all of them start Python, since scripts break in folders with odd names."""
    new_publication.create(
        tmp_path,
        title=None,
        requirement="x",
        today=dt.date(2026, 1, 1),
    )
    listed = subprocess.run(
        ["make"], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout

    targets = ("html", "serve", "preview", "images", "check", "linkcheck", "clean")

    assert [target for target in targets if f"make {target}" not in listed] == []
    for makefile in (tmp_path / "Makefile", ROOT / "Makefile"):
        called = re.findall(r"\$\(BIN\)/(\S+)", makefile.read_text(encoding="utf-8"))

        assert set(called) == {"python"}


@pytest.mark.parametrize(
    ("faulty", "said"),
    [("version_info", "needs Python 3.11 or newer"), ("ensurepip", "apt install python3-venv")],
)
def test_a_python_that_will_not_do_is_named(faulty, said, tmp_path):
    """With the remedy, before anything is made."""
    python = tmp_path / "python"
    python.write_text(
        f'#!/bin/sh\ncase "$*" in *{faulty}*) exit 1;; esac\nexec {sys.executable} "$@"\n',
        encoding="ascii",
    )
    python.chmod(0o755)
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    done = subprocess.run(
        ["make", "html", f"PYTHON={python}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_make_alone_lists_the_targets():
    """From their comments."""
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    targets = ("html", "test", "serve", "preview", "check", "linkcheck", "clean", "audit")

    assert [target for target in targets if f"make {target} " not in listed] == []


@pytest.mark.parametrize("path", sorted((ROOT / "posts").rglob("*.md")), ids=lambda path: path.stem)
def test_its_posts_have_no_fault(path):
    """Their front matter gives no warning."""
    reading = reader.read(path.read_text(encoding="utf-8"), name=path.name, tz=dt.UTC)

    assert [problem.text() for problem in reading.problems] == []
