"""What the guide says: each key, option, type of warning and command is in it, and its examples are true."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from string import Template

import pytest

from standfirst.checking import checker, findings
from standfirst.cli.main import main
from standfirst.outputs import host_limits
from standfirst.problems import PostWarning
from standfirst.reading import post, profiles
from standfirst.reading import publication_reader as publication_of_check
from standfirst.reading.liquid.filters import FILTERS
from standfirst.scaffold import new_publication
from standfirst.settings import option_table
from standfirst.sources.front_matter import model
from standfirst.sphinx_ext.run import trial
from standfirst.tables import hosts, placeholders

GUIDE = Path(__file__).parents[2] / "guide"
NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
BUILDERS = {PostWarning.EDITION: "epub", PostWarning.HOST: "html"}
"""Types of warnings that reading alone does not give, since only a build makes books, the search's index and files."""
MANY = {f"{number}/index.html": 9_000 for number in range(11_200)} | dict.fromkeys((f"{number}/atom.xml" for number in range(5_000)), 2_000)  # fmt: skip
"""What an archive of some years has made, which an example has not."""
OF_THE_CODE = {"standfirst-options", "standfirst-warnings", "standfirst-directives"}
"""Directives that print what the code has."""


def text(name):
    """Return a page of the guide."""
    return (GUIDE / f"{name}.md").read_text(encoding="utf-8")


def keys(table):
    """Return what stands in backticks in the first column of tables."""
    cells = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    return {key.split(":")[0] for cell in cells for key in re.findall(r"`([^`]+)`", cell)}


def test_every_key_of_front_matter_is_explained():
    """And no key that there is not."""
    table = text("writing").partition("## Front matter")[2].partition("\n## ")[0]
    spelt_alike = {"translators", "language", "locale"}

    assert keys(table) | spelt_alike == set(model.KEYS)
    assert "`language` and `locale`" in table


def test_every_key_of_an_authors_and_a_volumes_file_is_explained():
    """Fields of the profiles, apart from what is no key."""
    of_no_key = {"key", "keys", "source", "biography", "note", "photo_line", "cover_line"}
    author = set(profiles.AuthorProfile.__dataclass_fields__) - of_no_key
    volume = set(profiles.VolumeProfile.__dataclass_fields__) - of_no_key

    assert keys(text("authors")) & author == author
    assert keys(text("volumes")) == volume


def test_every_option_named_exists():
    """On every page; and the list of all comes from the code."""
    named = {
        name
        for path in GUIDE.glob("*.md")
        for name in re.findall(r"standfirst_([a-z_]+)", path.read_text(encoding="utf-8"))
    }

    assert named <= {option.name for option in option_table.OPTIONS}
    made = text("configuration") + text("warnings") + text("writing")
    assert OF_THE_CODE
    assert [name for name in OF_THE_CODE if f"```{{{name}}}" not in made] == []


def test_the_examples_of_configuration_are_usable():
    """Each block of Python is run and its options are checked."""
    problems = []
    for block in re.findall(
        r"```python\n(.*?)```", text("configuration") + text("volumes"), re.DOTALL
    ):
        values: dict[str, object] = {}
        exec(block, values)  # noqa: S102  # our own manual
        given = {
            k.removeprefix("standfirst_"): v
            for k, v in values.items()
            if k.startswith("standfirst_")
        }
        option_table.checked(given, problems.append)

    assert problems == []


def test_styles_placeholders_and_extensions_are_those_of_the_code(publication):
    """The table of styles, the default pattern, MyST's extensions, the filters that an article names."""
    page = text("configuration")
    styles = dict(re.findall(r"^\| `(\w+)` \| `(/:\S+)` \|$", page, re.MULTILINE))
    named = set(re.findall(r"`:([a-z_]+)`", page))

    assert styles == placeholders.STYLES
    assert named <= placeholders.PLACEHOLDERS
    assert f"`{option_table.settings({}, clock=NOW, report=print).permalink}`" in page
    extensions = publication.config().myst_enable_extensions

    assert {name for name in extensions if f"`{name}`" in page} == extensions != set()
    assert {"upcase", "date", "relative_url"} <= set(FILTERS)


def test_every_command_and_option_of_the_command_is_explained():
    """Subcommands, and each of their options."""
    page = text("commands")

    for name, command in main.commands.items():
        assert f"`{name}`\n" in page
        for below in getattr(command, "commands", {}):
            assert f"`{name} {below}`" in page
        for each in (command, *getattr(command, "commands", {}).values()):
            for parameter in each.params:
                long = [option for option in parameter.opts if option.startswith("--")]
                assert not long or any(f"`{option}" in page for option in parameter.opts), (name, long)  # fmt: skip


def targets(makefile):
    """Return the targets of a Makefile that ``make`` lists, each with what it runs."""
    return dict(re.findall(r"^([a-z]+):.*?## .*\n((?:\t.*\n)*)", makefile, re.MULTILINE))


def test_make_in_a_publication_has_what_the_guide_names():
    """Each target in the table for publications, and wherever else it is named, but those of the repository's own."""
    skeleton = (new_publication.SKELETON / "Makefile.txt").read_text(encoding="utf-8")
    publication = targets(Template(skeleton).substitute())
    repository = targets((GUIDE.parent / "Makefile").read_text(encoding="utf-8"))
    everyones, ours = (
        set(re.findall(r"`make ([a-z]+)", table))
        for table in text("commands").partition("\n## ")[0].split("The repository of")
    )
    pages = "\n".join(page.read_text(encoding="utf-8") for page in sorted(GUIDE.rglob("*.md")))
    named = set(re.findall(r"(?:`|^\$ |run: |&& )make ([a-z]+)", pages, re.MULTILINE))

    assert everyones | {"help"} == publication.keys()
    assert ours - {"check"} == repository.keys() - publication.keys()
    assert named == (everyones | ours)
    assert {name: called(publication[name]) for name in publication} == {
        name: called(repository[name]) for name in publication
    }


def called(recipe):
    """Return what a recipe runs of ours, and the settings that it gives."""
    return re.findall(r"-m (?:standfirst|sphinx\w*) (?:-\w )?(\w+)|-D (\w+=\S+)", recipe)


def example(name):
    """Return files by path, what is said, and what to do: one type of warning of the page."""
    part = text("warnings").partition(f"\n### `{name}`\n")[2].partition("\n### ")[0]
    files = {
        path: source
        for _, path, source in re.findall(
            r"^(`{3,})\{code-block\} \w+\n:caption: (\S+)\n\n(.*?\n)\1$",
            part,
            re.DOTALL | re.MULTILINE,
        )
    }
    empty = re.search(r"A file `(\S+)` without anything in it", part)
    if empty:
        files[empty[1]] = ""
    said = re.findall(r"^> `` (.*) ``$", part, re.MULTILINE)
    return files, said, part.rpartition("``\n")[2].strip()


def faulty(text, *, source, **around):
    """Read a page as ever, and no post."""
    if source.startswith("posts/"):
        raise IndexError("pop from empty list")
    return post.read_post(text, source=source, **around)


@pytest.mark.parametrize("subtype", PostWarning, ids=lambda subtype: subtype.value)
def test_every_warning_has_an_example_that_gives_it(subtype, publication, monkeypatch):
    """The sources on the page give exactly the line that is printed there, and a remedy follows."""
    files, said, remedy = example(subtype.value)
    (publication.root / "posts").mkdir()
    if subtype is PostWarning.FAULT:
        # no text is known that meets one; a fault of ours stands in
        monkeypatch.setattr(publication_of_check, "read_post", faulty)
    if subtype is PostWarning.HOST:
        of = host_limits.problems
        monkeypatch.setattr(host_limits, "problems", lambda hosts, _sizes, seconds: of(hosts, MANY, seconds))  # fmt: skip
    for path, source in files.items():
        publication.write(path, source.encode())

    assert files
    assert len(said) == 1
    assert remedy
    if subtype in BUILDERS:
        assert said[0] in publication.build(builder=BUILDERS[subtype]).warnings
    else:
        found = checker.check(publication.root, clock=NOW, tried=trial.tried)
        assert findings.as_text(found) == said[0]


def test_the_limits_of_hosts_are_those_of_the_code():
    """Each with its number, its source and the day on which that was read."""
    rows = [line for line in text("hosting").splitlines() if line.startswith("| `")]
    lines = {row.split("`")[1]: row for row in rows if row.split("`")[1] in {h.key for h in hosts.HOSTS}}  # fmt: skip

    assert lines.keys() == {host.key for host in hosts.HOSTS}
    for host in hosts.HOSTS:
        shown = {word.replace(",", "") for word in re.findall(r"[\d,]+", lines[host.key])}
        for limit in host.limits:
            unit = {"bytes": 10**9, "bytes of a file": 2**20, "seconds": 60}.get(limit.of, 1)
            assert str(limit.most // unit) in shown
        assert host.source in lines[host.key]
        assert host.name in lines[host.key]
    assert {host.day for host in hosts.HOSTS} == set(
        re.findall(r"read on (\S+)\.", text("hosting"))
    )


def test_every_page_is_in_the_index():
    """In its table and in its tree of contents."""
    pages = {path.stem for path in GUIDE.glob("*.md")} - {"index"}
    index = text("index")

    assert set(re.findall(r"\]\((\w+)\.md\)", index)) == pages
    assert set(re.findall(r"^(\w+)$", index.partition("```{toctree}")[2], re.MULTILINE)) == pages
