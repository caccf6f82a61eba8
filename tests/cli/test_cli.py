"""The command, as authors use it."""

from __future__ import annotations

import datetime as dt
import json
import re
import runpy
import subprocess
import sys
import unicodedata
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from click.testing import CliRunner
from lxml import html
from publications import lasting

import standfirst
from standfirst.cli import init, main, options
from standfirst.incremental import contents, freshness, manifest
from standfirst.scaffold import new_publication
from standfirst.sources import schedule
from standfirst.sources.front_matter import reader
from standfirst.sphinx_ext.run import build as builder
from standfirst.sphinx_ext.run.build import BuildOutcome

GOOD = "---\ntitle: A title\nauthor: Ada Lovelace\ndate: 2026-01-02\ndescription: d\n---\n\nText.\n"


def run(*arguments):
    """Return exit code and output of the command."""
    result = CliRunner().invoke(main.main, list(map(str, arguments)))

    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.fixture
def journal(tmp_path):
    """Return a publication made by ``standfirst init``, with an address."""
    folder = tmp_path / "journal"
    code, output = run("init", folder, "--title", "The 'Journal'")
    conf = folder / "conf.py"
    conf.write_text(
        conf.read_text("utf-8").replace("https://example.org/", "https://journal.example/"), "utf-8"
    )

    assert code == 0, output
    return folder


@pytest.mark.parametrize(
    "name", ["build", "cards", "check", "editions", "epub", "init", "new", "pdf"]
)
def test_every_subcommand_shows_an_example(name):
    """In its help."""
    code, output = run(name, "--help")

    assert code == 0
    assert re.search(rf"Examples?:\s+standfirst {name}", output)


def test_a_new_publication_builds_without_a_warning_and_then_has_nothing_to_do(journal):
    """The second time it says so."""
    code, output = run("build", journal, "--strict")

    assert code == 0, output
    assert "warning" not in output.replace("0 warnings", "")
    assert (journal / "_build/html/atom.xml").is_file()
    assert "Nothing has changed" in run("build", journal, "--strict")[1]

    (journal / "about.md").write_text("---\ntitle: About\n---\n\nChanged.\n", encoding="utf-8")

    assert "Nothing has changed" not in run("build", journal, "--strict")[1]


def test_editions_are_made_again_when_a_font_has_come(journal, monkeypatch):
    """Nothing in the publication's folder has changed, and yet its PDFs differ."""
    fonts = pytest.importorskip("standfirst.editions.typst.fonts", reason="needs typst")
    assert run("editions", journal)[0] == 0
    assert "Nothing has changed" in run("editions", journal)[1]

    monkeypatch.setattr(fonts, "known", lambda: "another")

    assert "Nothing has changed" not in run("editions", journal)[1]


def test_what_was_made_among_the_sources_is_no_source(journal):
    """Articles are there as Markdown; the next build takes none of them for a document."""
    out = journal / "public"
    (journal / "posts/2026-01-02-x.md").write_text(GOOD, encoding="utf-8")
    assert run("build", journal, "-o", out)[0] == 0
    files = [path.relative_to(out) for path in lasting(out)]
    (journal / "posts/2026-01-02-x.md").write_text(f"{GOOD}More.\n", encoding="utf-8")
    assert run("build", journal, "-o", out)[0] == 0

    assert (out / "2026/01/x/index.html.md").is_file()
    assert [path.relative_to(out) for path in lasting(out)] == files


def test_a_build_that_fetches_is_not_done_while_a_picture_is_missing(journal):
    """The next one looks again, with no change to any file; one that does not fetch has nothing to do."""
    post = next((journal / "posts").glob("*.md"))
    with post.open("a", encoding="utf-8") as file:
        file.write("\n![gone](http://127.0.0.1:9/gone.png)\n")
    fetching = ("-D", "standfirst_fetch=1", "-D", "standfirst_picture_hosts=127.0.0.1:9")
    said = [run("build", journal, *fetching)[1] for _ in range(2)]
    run("build", journal)

    assert ["Nothing has changed" in each for each in said] == [False, False]
    assert "1 picture not fetched" in said[1]
    assert "Nothing has changed" in run("build", journal)[1]


def test_files_from_elsewhere_are_looked_at_in_every_build(journal, tmp_path):
    """What lies outside the publication's folder may have changed although nothing in it has."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "note.txt").write_text("One.\n", encoding="utf-8")
    with (journal / "conf.py").open("a", encoding="utf-8") as file:
        file.write(f"\nhtml_extra_path = [{str(elsewhere)!r}]\n")
    run("build", journal)
    (elsewhere / "note.txt").write_text("Two.\n", encoding="utf-8")
    said = run("build", journal)[1]

    assert "Nothing has changed" not in said
    assert (journal / "_build/html/note.txt").read_text(encoding="utf-8") == "Two.\n"


def test_each_builder_of_books_says_what_it_has_done(journal):
    """Made, or left because nothing has changed."""
    said = [run("pdf", journal)[1] for _ in range(2)]

    assert "pdf: 1 article made, 0 left as they were" in said[0]
    assert "pdf: 0 articles made, 1 left as they were" in said[1]


def test_init_overwrites_nothing(journal):
    """What is there stays, and is named."""
    (journal / "conf.py").write_text("mine = 1\n", encoding="utf-8")
    code, output = run("init", journal)

    assert code == 0
    assert re.fullmatch(r"0 files written to \S+", output.splitlines()[0])
    assert [line for line in output.splitlines() if "conf.py" in line] == [
        "kept as it was: conf.py"
    ]
    assert output.splitlines()[-1] == f"Next: cd {journal} && make html"
    assert (journal / "conf.py").read_text(encoding="utf-8") == "mine = 1\n"


UNTITLED = "Nobody has said what the publication is called: set standfirst_title in conf.py"


@pytest.mark.parametrize(
    ("options", "config", "title"),
    [
        ([], None, None),
        (["--title", "T"], None, "T"),
        ([], "url: https://a.example\n", None),
        ([], "title: Old\n", "Old"),
        (["--title", " T "], "title: Old\n", "T"),
    ],
)
def test_init_says_where_nobody_has_given_a_title(tmp_path, options, config, title):
    """The command's goes before that of a site which is taken over."""
    if config is not None:
        (tmp_path / "site").mkdir()
        (tmp_path / "site" / "_config.yml").write_text(config, encoding="utf-8")
        options = [*options, "--from-jekyll", tmp_path / "site"]
    code, output = run("init", tmp_path / "new", *options)
    said = runpy.run_path(str(tmp_path / "new" / "conf.py"))["standfirst_title"]

    assert code == 0
    assert (UNTITLED in output.splitlines()) is (title is None)
    assert said == (title or ("A new publication" if config is None else "A publication"))


def test_init_asks_for_a_title_where_somebody_can_answer(tmp_path, monkeypatch):
    """An empty answer is none."""
    monkeypatch.setattr(init.click, "prompt", lambda *_args, **_more: "Asked")
    monkeypatch.setattr(init.sys, "stdin", Terminal())
    given = dict.fromkeys(("title", "site", "blog", "permalink", "host", "parts"))
    init.init.callback(tmp_path / "new", **given)

    assert runpy.run_path(str(tmp_path / "new" / "conf.py"))["standfirst_title"] == "Asked"


class Terminal:
    """Somebody at a keyboard."""

    @staticmethod
    def isatty():
        """Return that they are there."""
        return True


def test_its_requirements_name_where_the_package_comes_from(journal):
    """A version, an address and commit, or a path."""
    line = (journal / "requirements.txt").read_text(encoding="utf-8").strip()

    assert re.fullmatch(r"standfirst(==\S+| @ (git\+)?\w+://\S+)", line)


def test_a_new_publication_has_no_address_and_says_so(tmp_path):
    """Before it is published: feeds and canonical links would lead to nobody."""
    run("init", tmp_path / "new")
    code, output = run("check", tmp_path / "new")

    assert code == 1
    assert output.startswith("conf.py:12:1: warning [standfirst.config] standfirst_base_url is still https://example.org/")  # fmt: skip


def test_new_writes_a_post_that_lacks_only_words(journal):
    """In the right place, under a free name, whatever the title."""
    arguments = (
        "new",
        'What: "the" figures / ../hide',
        "--author",
        "A: B",
        "--author",
        "C D",
        "--section",
        "World news",
        "--dir",
        journal,
    )
    first, second = run(*arguments)[1].strip(), run(*arguments)[1].strip()

    assert re.search(r"posts/world-news/\d{4}-\d\d-\d\d-what-the-figures-hide\.md$", first)
    assert second == first.removesuffix(".md") + "-2.md"
    # two articles of one title are named
    (journal / "posts/world-news" / Path(second).name).unlink()
    found = json.loads(run("check", journal, "--format", "json")[1])
    assert [each["type"] for each in found] == ["standfirst.placeholder"] * 2


@pytest.mark.parametrize(
    ("form", "pattern"),
    [
        ("text", r"^posts/2026-01-02-x\.md:4:1: warning \[standfirst\.date\] .*; .*$"),
        ("github", r"^::warning file=posts/2026-01-02-x\.md,line=4,col=1,title=standfirst\.date::"),
    ],
)
def test_check_prints_what_is_wrong(journal, form, pattern):
    """With file, line, column, level, type, message and remedy; exit code 1."""
    (journal / "posts/2026-01-02-x.md").write_text(
        GOOD.replace("2026-01-02", "2026-02-31"), encoding="utf-8"
    )
    code, output = run("check", journal, "--format", form)

    assert code == 1
    assert re.search(pattern, output, re.MULTILINE)


def test_check_as_json(journal):
    """The same as data."""
    (journal / "posts/2026-01-02-x.md").write_text(
        GOOD + "\n[a](/nowhere/) ![b](no.png)\n", encoding="utf-8"
    )
    code, output = run("check", journal / "posts", "--format", "json")

    link, picture = json.loads(output)

    assert code == 1
    assert link == {
        "file": "posts/2026-01-02-x.md",
        "line": 10,
        "column": 1,
        "level": "warning",
        "type": "standfirst.link",
        "message": link["message"],
        "remedy": "link to a source file such as posts/2025-01-31-name.md, or to an address that exists",
    }
    assert "'/nowhere/'" in link["message"]
    assert (picture["line"], picture["type"]) == (10, "standfirst.image")
    assert "'no.png'" in picture["message"]


def test_check_without_a_fault_says_nothing(journal):
    """Exit code 0."""
    assert run("check", journal) == (0, "")


def test_misuse_is_2(journal, tmp_path):
    """And says why, without a traceback."""
    assert run("check", tmp_path / "nowhere")[0] == 2
    assert run("build", tmp_path)[0] == 2
    (journal / "conf.py").write_text("1/0\n", encoding="utf-8")
    code, output = run("check", journal)

    assert code == 2
    assert "ZeroDivisionError" in output


def test_files_outside_of_any_publication_can_be_checked(tmp_path):
    """With the default settings."""
    (tmp_path / "2026-01-02-x.md").write_text(GOOD, encoding="utf-8")

    assert run("check", tmp_path)[0] == 0


@pytest.mark.parametrize(
    "change",
    [
        "conf.py",
        "posts/tests/2026-01-02-x.md",
        "authors/editorial-desk.md",
        "_static/own.css",
        "_templates/standfirst/x.html",
        "volumes/one.md",
        "tests/chart.svg",
        "posts/one.svg",
        "data.csv",
    ],
)
def test_every_input_counts(journal, change):
    """Whatever a build reads changes the hash by which it knows that nothing has changed."""
    before = digest(journal)
    path = journal / change
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n# more\n")

    assert digest(journal) != before
    assert digest(journal, "a=b") != digest(journal)


def digest(journal, *options):
    """Return the hash of all inputs."""
    return freshness.digest(journal, options, contents.kept_in(journal / "_build", journal))


def test_where_a_link_to_a_folder_leads_counts(journal, tmp_path):
    """What lies there counts where it lies, within the publication; nothing outside is looked at, however large."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (journal / "files").mkdir()
    (journal / "_static").mkdir(exist_ok=True)
    (journal / "_static" / "outside").symlink_to(elsewhere, target_is_directory=True)
    (journal / "_static" / "all").symlink_to(journal, target_is_directory=True)
    before = digest(journal)
    (elsewhere / "a.woff2").write_text("x", encoding="ascii")
    other = digest(journal)
    (journal / "_static" / "all").unlink()
    (journal / "_static" / "all").symlink_to(journal / "files", target_is_directory=True)

    assert other == before
    assert digest(journal) != before


def test_a_page_that_was_removed_is_written_again(journal):
    """The output is an input too: a build is not fresh without every file it wrote."""
    run("build", journal)
    page = journal / "_build/html/about/index.html"
    page.unlink()
    run("build", journal)

    assert page.is_file()
    assert "Nothing has changed" in run("build", journal)[1]


def test_strict_finds_again_what_an_earlier_build_has_warned_of(journal):
    """Exit code 1 each time, not only where the post is read."""
    (journal / "posts/2026-01-02-x.md").write_text(
        GOOD.replace("title: A title\n", ""), encoding="utf-8"
    )

    assert [run("build", journal, *strict)[0] for strict in ((), ("-W",), ("-W",))] == [0, 1, 1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-j", "x"), "neither a number"),
        (("-j", "0"), "neither a number"),
        (("-D", "name"), "not NAME=VALUE"),
        (("-o", "posts/site"), "holds sources"),
        (("-o", "."), "holds sources"),
        (("-o", "/dev/null/x"), "Not built"),
    ],
)
def test_misuse_of_build_is_2_and_one_line(journal, arguments, said, monkeypatch):
    """Nothing is written among sources, and nobody sees a traceback."""
    monkeypatch.chdir(journal)
    code, output = run("build", *arguments)

    assert code == 2
    assert said in output
    assert "Traceback" not in output


@pytest.mark.parametrize("text", ["a = (\n", "1/0\n", "import sys\nsys.exit(3)\n"])
@pytest.mark.parametrize("command", [("build",), ("check",), ("new", "T", "--author", "A")])
def test_a_conf_that_cannot_be_run_is_said_in_a_line(journal, text, command, monkeypatch):
    """By every command, with exit code 2."""
    monkeypatch.chdir(journal)
    (journal / "conf.py").write_text(text, encoding="utf-8")
    code, output = run(*command)

    assert code == 2
    assert "Traceback" not in output
    assert re.search(r"line 1|division by zero|exit|3", output)


def test_new_knows_sections_by_slug_and_title(journal, monkeypatch):
    """A new one gets a folder; the names that mean no section get another one."""
    with (journal / "conf.py").open("a", encoding="utf-8") as file:
        file.write('standfirst_sections = [{"slug": "world-news", "title": "World"}]\n')
    monkeypatch.chdir(journal / "posts")
    made = [
        run("new", "T", "--author", "A", "--section", section)[1].strip()
        for section in ("World", "world-news", "WORLD NEWS", "政治", "drafts", "2026")
    ]
    folders = [name.rpartition("/")[0] for name in made]

    assert folders == ["world-news"] * 3 + ["政治", "section-drafts", "section-2026"]


@pytest.mark.parametrize(
    ("section", "folder"),
    [("Editor's Notes", "editor-s-notes"), ("Arts & Letters", "arts-letters")],
)
def test_new_keeps_the_title_of_a_section_and_says_where_it_stands(journal, section, folder):
    """In the post's front matter, and on pages; what it says to put into conf.py is right."""
    path, hint = run("new", "Here", "--author", "A", "--section", section, "--dir", journal)[1].splitlines()  # fmt: skip
    entry = {"slug": folder, "title": section}
    text = (journal / "posts" / folder / path.rpartition("/")[2]).read_text(encoding="utf-8")

    assert yaml.safe_load(text.split("---\n")[1])["section"] == section
    assert hint == f"The post names its section; for a place of its own in the menu, add {entry} to standfirst_sections in conf.py"  # fmt: skip
    code, said = run("build", journal)
    page = html.fromstring((journal / f"_build/html/sections/{folder}/index.html").read_bytes())
    assert (code, page.findtext(".//h1").strip()) == (0, section), said

    with (journal / "conf.py").open("a", encoding="utf-8") as file:
        file.write(f"standfirst_sections = [{entry}]\n")

    again = run("new", "There", "--author", "A", "--section", section, "--dir", journal)[1]
    assert re.fullmatch(rf"\S*posts/{folder}/\S+\.md\n", again)


def test_new_is_published_at_once(journal):
    """Its date is not after the *now* of a build of the same hour."""
    path = run("new", "Here", "--author", "A", "--dir", journal)[1].strip()
    text = (journal / "posts" / path.rpartition("/")[2]).read_text(encoding="utf-8")

    assert re.search(r"^date: \S+ \d\d:00:00 \+0000$", text, re.MULTILINE)
    run("build", journal)
    assert "Here" in (journal / "_build/html/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("author", "folder"), [("", "."), (" \u202e ", "."), ("A", "elsewhere")])
def test_misuse_of_new_is_2(journal, author, folder, monkeypatch):
    """An author needs a name, a post a publication."""
    monkeypatch.chdir(journal)

    expected = 2 if folder == "." else 0
    assert run("new", "T", "--author", author, "--dir", folder)[0] == expected
    assert run("new", "T", "--author", "A", "--dir", journal.parent)[0] == 2


def test_check_and_build_say_the_same(journal):
    """Of posts and pages, by type and file; drafts are checked though a build cuts them."""
    files = {
        "posts/2026-01-02-a.md": GOOD.replace("2026-01-02", "2026-02-31")
        + "\n[x](/nowhere/) [y](/no/%7By%7D/) [z](/no/ä%20b/)\n",
        "posts/2026-01-03-b.md": GOOD.replace("author: Ada Lovelace\n", "tags: [One, one]\n"),
        "posts/2026-01-03-b.markdown": GOOD,
        "posts/2026-01-04-c.md": GOOD + "permalink",
        "posts/2026-01-05-d.md": GOOD.replace("---\n\n", "permalink: /same/\n---\n\n", 1),
        "posts/2026-01-06-e.md": GOOD.replace("---\n\n", "permalink: /same/\n---\n\n", 1),
        "posts/2026-01-07-f.md": GOOD.replace("---\n\n", "permalink: /../x/\n---\n\n", 1),
        "posts/latin.md": GOOD.replace("A title", "caf\udce9"),
        "posts/empty.md": "",
        "page.md": "---\ntitle: [a\npermalink: /p/\n---\n\n[good](/about-us/) [bad](/no/)\n",
        "posts/notes/2026-01-08-g.md": GOOD
        + "\n{% post_url notes/2026-01-08-g %} [x]({% post_url notes/2026-01-08-g %})\n"
        + '\n<p><a href="nowhere.md">x</a></p>\n\nIn <a href="no-such.md">a line</a>.\n',
        unicodedata.normalize("NFD", "posts/2026-01-09-é.md"): GOOD.replace(
            "---\n\n", "draft: true\n---\n\n", 1
        ),
        "posts/2026-01-10-h.md": GOOD
        + "\n[x](2026-01-09-é.md) [x](/posts/2026-01-09-é.md) [x](/2026/01/é/)\n",
        "us.md": "---\ntitle: Us\npermalink: /about-us/\n---\n\nText.\n",
        "authors/x.md": "---\nname: X\norcid: 1\nphoto: /no.png\n---\n",
    }
    for name, text in files.items():
        path = journal / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    checked = run("check", journal)[1].splitlines()
    built = [
        line
        for line in run("build", journal)[1].splitlines()
        if ":" in line.partition(" ")[0] or "what each" in line
    ]

    assert len(built) > 8
    assert checked == built


def test_the_first_post_is_there_in_the_first_hour_of_the_day(tmp_path):
    """A publication that was just made is not empty until the morning."""
    new_publication.create(
        tmp_path,
        title=None,
        requirement="x",
        today=dt.date(2026, 1, 2),
    )
    text = next((tmp_path / "posts").iterdir()).read_text(encoding="utf-8")
    matter = reader.read(text, name="x.md", tz=dt.UTC).matter
    midnight = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)

    assert schedule.is_published(matter, midnight)


@pytest.mark.parametrize("flags", [[], ["-P"]], ids=["as-typed", "as-make-does"])
def test_nothing_in_the_publications_folder_is_imported(tmp_path, flags):
    """A file that has the name of a module is a file; ``conf.py`` alone is run."""
    for name in ("click.py", "yaml.py", "sphinx.py"):
        (tmp_path / name).write_text("open('RAN', 'w').close()\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, *flags, "-m", "standfirst", "--version"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("standfirst")
    assert not (tmp_path / "RAN").exists()


def test_the_make_files_keep_the_folder_off_the_path_of_imports():
    """Every command of ours that they call, in this repository and in what ``init`` writes."""
    root = Path(__file__).parents[2]
    for file in (root / "Makefile", root / "src/standfirst/scaffold/skeleton/Makefile.txt"):
        called = re.findall(
            r"python (.*)-m (?:standfirst|sphinx\w*)", file.read_text(encoding="utf-8")
        )

        assert len(called) >= 8
        assert set(called) == {"-P "}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", f"standfirst=={standfirst.__version__}"),
        (
            '{"url": "https://a.example/b.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}}',
            "standfirst @ git+https://a.example/b.git@abc",
        ),
        ('{"url": "file:///a%20b/c", "dir_info": {}}', "standfirst @ file:///a%20b/c"),
        (
            '{"url": "https://a.example/s.whl", "archive_info": {}}',
            "standfirst @ https://a.example/s.whl",
        ),
        (None, f"standfirst @ {Path(standfirst.__file__).parents[2].resolve().as_uri()}"),
    ],
)
def test_a_publication_requires_what_is_installed(monkeypatch, said, expected):
    """A release, a commit, a folder, an archive; where nothing is installed, the folder of the code."""

    def distribution(name):
        if said is None:
            raise metadata.PackageNotFoundError(name)
        return SimpleNamespace(read_text={"direct_url.json": said}.get)

    monkeypatch.setattr(metadata, "distribution", distribution)

    assert new_publication.find_requirement() == expected


@pytest.mark.parametrize("command", ["build", "cards", "editions", "epub", "pdf"])
@pytest.mark.parametrize(("jobs", "expected"), [("4", 4), ("1", 1), ("auto", 0), (None, 0)])
def test_commands_build_with_what_they_are_told(journal, monkeypatch, command, jobs, expected):
    """Processes, options, strictness, and where the output goes if nobody says."""
    if command != "build":
        pytest.importorskip("typst", reason="needs typst; pip install 'standfirst[editions]'")
    asked = []

    def build(folder, **said):
        asked.append({**said, "folder": folder})
        return BuildOutcome(code=0, summary="", is_complete=False)

    monkeypatch.setattr(builder, "build", build)
    arguments = [command, journal, "-W", "-D", "a=b=c", *(("-j", jobs) if jobs else ())]
    code, output = run(*arguments)
    builders = {
        "build": ["html"],
        "cards": ["cards", "html"],
        "editions": ["cards", "typst", "epub-volumes", "html"],
    }.get(command, [command])
    pages = {"build": {}, "cards": {"standfirst_cards": "_build/editions"}}.get(command, {})
    if command == "editions":
        pages = {"standfirst_cards": "_build/editions", "standfirst_editions": "_build/editions"}
    out = {"pdf": "pdf", "epub": "epub"}.get(command, "html")

    assert code == 0, output
    assert [said.get("builder", "html") for said in asked] == builders
    assert {said["jobs"] for said in asked} == {expected}
    assert {said["folder"] for said in asked} == {journal}
    assert {said["work"] for said in asked} == {journal / "_build/doctrees/html"}
    assert {said["strict"] for said in asked} == {True}
    assert [said["anew"] for said in asked] == [True] + [False] * (len(asked) - 1)
    assert asked[-1]["options"] == {"a": "b=c", **pages}
    assert asked[-1]["out"] == journal / "_build" / out
    assert {said["out"] for said in asked[:-1]} <= {journal / "_build/editions"}
    assert f"is in {journal / '_build' / out}" in output


@pytest.mark.parametrize("command", ["build", "cards", "editions", "epub", "pdf"])
def test_a_command_ends_with_the_code_of_its_build(journal, monkeypatch, command):
    """And what it says; then it says no more."""
    if command != "build":
        pytest.importorskip("typst", reason="needs typst; pip install 'standfirst[editions]'")
    failed = BuildOutcome(code=3, summary="It went wrong", is_complete=True)
    monkeypatch.setattr(builder, "build", lambda *_, **__: failed)
    code, output = run(command, journal, "-o", journal / "out")

    assert code == 3
    assert "It went wrong" in output
    assert " is in " not in output


@pytest.mark.parametrize(("authors", "expected"), [(("A B",), "A B"), (("A B", "C D"), ["A B", "C D"])])  # fmt: skip
def test_a_new_post_names_its_authors(journal, authors, expected):
    """One as a text, several as a list; the rest is filled in to be written over."""
    name = run("new", "A title", "--dir", journal, *(w for a in authors for w in ("--author", a)))[1].strip()  # fmt: skip
    text = (journal / "posts" / name.rpartition("/")[2]).read_text(encoding="utf-8")
    matter = yaml.safe_load(text.split("---\n")[1])

    assert {**matter, "date": ""} == {
        "layout": "post",
        "title": "A title",
        "author": expected,
        "date": "",
        "description": "Say in one sentence what the article is about.",
        "excerpt_separator": "<excerpt/>",
    }
    assert "\n\n<excerpt/>\n\n" in text


def test_findings_are_in_the_order_of_files_and_lines(journal):
    """Whoever has found them: of a file's text after those of its front matter, whatever is read first."""
    for name in ("b", "a"):
        (journal / f"posts/2026-01-02-{name}.md").write_text(
            re.sub("title: .*", f"title: About {name}", GOOD).replace(
                "date: 2026-01-02", "date: soon"
            )
            + "\n[a](/nowhere/)\n",
            encoding="utf-8",
        )
    (journal / "about.md").write_text("---\ntitle: About\n---\n\n[a](/no/)\n", encoding="utf-8")
    found = [(item["file"], item["line"]) for item in json.loads(run("check", journal, "--format", "json")[1])]  # fmt: skip

    assert found == [
        ("about.md", 5),
        ("posts/2026-01-02-a.md", 4),
        ("posts/2026-01-02-a.md", 10),
        ("posts/2026-01-02-b.md", 4),
        ("posts/2026-01-02-b.md", 10),
    ]


def test_messages_are_one_line_on_the_output_and_errors_on_that_of_errors(capsys):
    """Whatever they quote."""
    options.say("a\nb\x1b[31m", indent=2)
    options.say("c", err=True)

    assert capsys.readouterr() == ("  a b\\x1b[31m\n", "c\n")


@pytest.mark.parametrize("command", [("build",), ("build", "-v"), ("cards",)])
def test_the_last_line_is_for_editors(journal, command):
    """Articles, those that are not to be seen, warnings, files and their size, seconds; those of each stage are for whoever asks."""
    pytest.importorskip("typst", reason="needs typst")
    (journal / "posts/2026-01-02-x.md").write_text(GOOD.replace("description: d\n", ""), "utf-8")
    (journal / "posts/2026-01-03-y.md").write_text(
        GOOD.replace("---\n\n", "draft: 1\n---\n\n"), "utf-8"
    )
    lines = run(*command, journal)[1].splitlines()

    assert re.fullmatch(
        r"2 articles, 1 hidden, 1 warning; \d+ files, \d(\.\d)? MB, \d+\.\d s", lines[-1]
    )
    assert [line for line in lines if "1 warning in 1 file; what each means: https" in line] != []
    assert any(re.search(r"files? written, .* left as they were; start \d", line) for line in lines) == ("-v" in command)  # fmt: skip


def test_editions_say_nothing_twice(journal):
    """Four builders read one publication, each with the same settings and texts."""
    pytest.importorskip("typst", reason="needs typst")
    with (journal / "conf.py").open("a", encoding="utf-8") as file:
        file.write('\nstandfirst_page_size = 0\nhtml_css_files = ["gone.css"]\n')
    (journal / "posts/2026-01-02-x.md").write_text(GOOD + "\n[a](/no/)\n", encoding="utf-8")
    checked = run("check", journal)[1].splitlines()
    lines = run("editions", journal)[1].splitlines()

    assert len(checked) == 4
    assert [line for line in lines if line in checked] == checked
    assert [line for line in lines if "WARNING" in line] == []


def test_warnings_are_said_where_a_build_does_not_end(journal, monkeypatch):
    """With the reason after them."""

    def stop(*_: object) -> None:
        raise OSError("no room")

    (journal / "posts/2026-01-02-x.md").write_text(GOOD.replace("description: d\n", ""), "utf-8")
    monkeypatch.setattr(manifest.Manifest, "finish", stop)
    code, output = run("build", journal)

    assert code == 2
    assert output.startswith("posts/2026-01-02-x.md:1:1: warning [standfirst.description] ")
    assert output.splitlines()[-1].startswith("Not built: ")


MEND = "mend the template; Standfirst's own say at their top what a template is told"


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("<p>{{ unclosed </p>\n", "footer_extra.html:1", "unexpected '/'; mend its markup"),
        ("\n{% if x %}\n", "footer_extra.html:2", "Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'.; mend its markup"),
        ("\n\n{{ words.nothing() }}\n", "footer_extra.html:3", f"'words' is undefined; {MEND}"),
        ("<p>{{ unclosed <b }\n", "footer_extra.html:1", "unexpected '}'; mend its markup"),
        ("{{ 1 + 'x' }}\n", "footer_extra.html:1", f"TypeError (unsupported operand type(s) for +: 'int' and 'str'); {MEND}"),
        ("{% include 'standfirst/none.html' %}\n", "footer_extra.html:1", "there is no template 'standfirst/none.html'; put that template there, or mend its name"),
        ("{% include 'standfirst/own.html' %}\n", "own.html:2", f"'nothing' is undefined; {MEND}"),
    ],
)  # fmt: skip
def test_an_error_of_ones_own_template_is_named_with_its_place(journal, text, place, said):
    """In one line, whether it is met when the template is read or when it is carried out; no page is blamed."""
    folder = journal / "_templates/standfirst"
    folder.mkdir(parents=True)
    (folder / "footer_extra.html").write_text(text, "utf-8")
    (folder / "own.html").write_text("<p>\n{{ nothing.x }}", "utf-8")
    with (journal / "conf.py").open("a", encoding="utf-8") as file:
        file.write('\ntemplates_path = ["_templates"]\n')
    code, output = run("build", journal)

    assert code == 2
    assert output.splitlines()[-1] == f"Not built: _templates/standfirst/{place}: {said}"
    assert "standfirst.fault" not in output
