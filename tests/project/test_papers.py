"""The papers for those who carry the project on: decisions, forms, workflows, what they name and where they lead."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
import yaml
from named_things import NAME, defined, file_of, quoted
from own_publication import ROOT

import standfirst

PACKAGE = ROOT / "src/standfirst"
DECISIONS = sorted(p for p in (ROOT / "guide/decisions").glob("*.md") if p.name != "index.md")
PARTS = ["Question", "Decision", "Why", "What was measured", "Cost", "When to reconsider"]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*"))
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*"))
PAPERS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", ".github/pull_request_template.md")),
    *(ROOT / "guide").rglob("*.md"),
]  # fmt: skip
SHOWN = re.compile(r"^(`{3,}|:{3,})(?!\{grid)[^\n]*\n.*?^\1`*$|`+[^`\n]+`+", re.DOTALL | re.MULTILINE)  # fmt: skip
"""Code, in which nothing is a link."""


def text(path):
    """Return what a file says."""
    return path.read_text(encoding="utf-8")


def name_of(path):
    """Return a file's path in the repository."""
    return path.relative_to(ROOT).as_posix()


def steps(path):
    """Return the steps of every job of a workflow."""
    return [step for job in yaml.safe_load(text(path))["jobs"].values() for step in job["steps"]]


def anchors(page):
    """Return the places of a page to which a link can lead."""
    heads = re.findall(r"^#+ (.+)$", SHOWN.sub(lambda m: m[0].strip("`") if "\n" not in m[0] else "", text(page)), re.MULTILINE)  # fmt: skip
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", DECISIONS, ids=name_of)
def test_a_decision_is_short_and_says_what_was_measured(path):
    """State and date, the question first, figures, and when to look at it again; in 150 to 350 words."""
    said = text(path)
    _, *parts = re.split(r"^## (.+)\n", said, flags=re.MULTILINE)
    by_name = dict(zip(parts[::2], parts[1::2], strict=True))

    assert re.search(r"^State\n: \S.*\n\nDecided\n: \d+ \w+ \d{4}$", said, re.MULTILINE)
    assert list(by_name) == PARTS
    assert re.search(r"\d", by_name["What was measured"])
    assert by_name["Question"].rstrip().endswith("?")
    assert 150 <= len(re.findall(r"[^\W_][\w’'.,/-]*", said)) <= 350


def test_every_decision_is_in_the_index():
    """With its title and its date, and in the tree of contents."""
    index = text(ROOT / "guide/decisions/index.md")
    rows = re.findall(r"^\| .+\? \| \[(.+)\]\((\w+)\.md\) \| (.+) \|$", index, re.MULTILINE)
    told = [
        (re.search(r"^# (.+)", text(path))[1], path.stem, re.search(r"^Decided\n: (.+)$", text(path), re.MULTILINE)[1])
        for path in DECISIONS
    ]  # fmt: skip

    assert sorted(rows) == sorted(told)
    assert index.partition("```{toctree}")[2].split()[3:-1] == [stem for _, stem, _ in rows]


@pytest.mark.parametrize("path", PAPERS, ids=name_of)
def test_every_relative_link_leads_somewhere(path):
    """To a file of the repository, and to a place that it has."""
    links = re.findall(r"\]\((?!https?:|mailto:|/)([^)\s]+)\)", SHOWN.sub("", text(path)))

    for link in links:
        target, _, place = unquote(link).partition("#")
        file = path.parent / target if target else path

        assert file.exists(), link
        assert not place or place in anchors(file), link


def test_contributing_names_files_that_there_are():
    """Each path in it is one of the package, or of the repository."""
    named = {
        name
        for name in re.findall(r"`([\w./-]+)`", text(ROOT / "CONTRIBUTING.md"))
        if re.search(r"/|\.(?:py|md|po|pot|html)$", name)
    }

    assert len(named) > 30
    assert {name for name in named if not any((base / name).exists() for base in (ROOT, PACKAGE))} == set()  # fmt: skip


def test_contributing_names_what_the_files_have():
    """Each class, function and constant is in a file that is named beside it."""
    missing = [
        (name, line)
        for line in text(ROOT / "CONTRIBUTING.md").splitlines()
        for name in filter(NAME.fullmatch, quoted(line))
        if not file_of(name)
        and not any(name.removesuffix("()") in defined(path) for path in filter(None, map(file_of, quoted(line))))
    ]  # fmt: skip

    assert missing == []


def test_terms_are_those_of_the_code():
    """Those that stand for a thing have a class of that name, those that are said of an article a field; others name it."""
    terms = text(ROOT / "README.md").partition("\n## Terms\n")[2].partition("\n## ")[0]
    model = {name for path in ("catalogue", "editions", "outputs", "reading", "settings", "addresses") for name in defined(PACKAGE / path)}  # fmt: skip
    of_code = {*model, *(name.rpartition(".")[2].capitalize() for name in model if "Post." in name)}
    on_pages = "".join(map(text, (PACKAGE / "templates/standfirst").glob("*.html")))
    said = re.findall(r"\*([a-z]+)\*", terms)

    assert len(said) > 15
    assert [t for t in said if t.capitalize() not in of_code and f"sf-{t}" not in on_pages] == ["permalink"]  # fmt: skip
    assert {name for name in quoted(terms) if name[0].isupper()} <= model != set()
    assert {f"Post.{name}" for name in ("date", "updated")} <= model


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_a_workflow_runs_the_projects_own_commands(path):
    """Those of the Makefile and of .ci: what fails there can be tried on any machine; nothing is put into a command."""
    targets = set(re.findall(r"^([a-z-]+):", text(ROOT / "Makefile"), re.MULTILINE))
    commands = [step["run"] for step in steps(path) if "run" in step]

    for command in commands:
        program, *words = re.sub(r'ARGS="[^"]*"', "", command).split()

        assert "${{" not in command
        assert program == "make" or (ROOT / program).parent == ROOT / ".ci", command
        assert program == "make" or (ROOT / program).stat().st_mode & 0o111, command
        assert program not in {"make", ".ci/run"} or set(words) <= targets, command


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_a_workflow_has_no_more_rights_than_it_needs(path):
    """It reads; only what publishes may ask for a token. Actions are those that were looked at, and leave no credentials."""
    flow = yaml.safe_load(text(path))
    used = [step["uses"] for step in steps(path) if "uses" in step]
    more = {name: job["permissions"] for name, job in flow["jobs"].items() if "permissions" in job}
    checkouts = [s["with"] for s in steps(path) if s.get("uses", "").startswith("actions/checkout@")]  # fmt: skip

    assert used
    assert flow["permissions"] == {"contents": "read"}
    assert more == ({"publish": {"id-token": "write"}} if path.stem == "release" else {})
    assert [name for name in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name)] == []
    assert [name for name in used if not re.search(rf"{name} # v\d+\.\d+\.\d+$", text(path), re.MULTILINE)] == []  # fmt: skip
    assert [given for given in checkouts if given.get("persist-credentials") is not False] == []
    assert "secrets." not in text(path)
    assert [name for name, job in flow["jobs"].items() if "timeout-minutes" not in job] == []


def test_the_last_job_waits_for_all_others():
    """So that one name stands for the whole in the rules of a branch."""
    *others, last = (jobs := yaml.safe_load(text(ROOT / ".github/workflows/ci.yml"))["jobs"])

    assert jobs[last]["needs"] == others
    assert jobs[last]["if"] == "always()"


def test_the_matrix_has_what_the_package_can_be_installed_with():
    """From the oldest Python on; Sphinx 9.1 with Python 3.12 and later, 9.2 with 3.13 and later."""
    matrix = yaml.safe_load(text(ROOT / ".github/workflows/ci.yml"))["jobs"]["matrix"]["strategy"]["matrix"]  # fmt: skip
    oldest = re.search(r'requires-python = ">=(.+)"', text(ROOT / "pyproject.toml"))[1]

    assert matrix["python"][0] == oldest
    assert {(each["python"], each["sphinx"]) for each in matrix["exclude"]} == {
        (oldest, "9.1"),
        (oldest, "9.2"),
        ("3.12", "9.2"),
    }


@pytest.mark.parametrize("path", FORMS, ids=name_of)
def test_a_form_asks_for_what_helps(path):
    """Each has a name, a description, and fields of which some must be filled in; blank issues are none."""
    form = yaml.safe_load(text(path))

    if path.name == "config.yml":
        assert form == {"blank_issues_enabled": False}
    else:
        fields = [field for field in form["body"] if field["type"] != "markdown"]

        assert {"name", "description", "title", "body"} == form.keys()
        assert len({field["id"] for field in fields}) == len(fields) > 0
        assert any(field["validations"]["required"] for field in fields if "validations" in field)


def test_hooks_before_a_commit_have_the_versions_of_the_lock_file():
    """Of what is from elsewhere the commit is named."""
    repositories = yaml.safe_load(text(ROOT / ".pre-commit-config.yaml"))["repos"]
    hooks = [hook for repository in repositories for hook in repository["hooks"]]
    pinned = {pin for hook in hooks for pin in hook.get("additional_dependencies", ())}
    locked = set(re.findall(r"^([\w.-]+==\S+)", text(ROOT / "requirements/test.txt"), re.MULTILINE))

    assert {pin.partition("==")[0] for pin in pinned} == {"ruff", "codespell"}
    assert pinned - locked == set()
    assert [r for r in repositories if r["repo"] != "local" and not re.fullmatch(r"[0-9a-f]{40}", r["rev"])] == []  # fmt: skip
    assert "make check" in [hook["entry"] for hook in hooks if "entry" in hook]


def test_the_changelog_begins_with_this_version():
    """Released versions have a date; the newest may be without one, until it has its tag."""
    heads = re.findall(r"^## (.+)$", text(ROOT / "CHANGELOG.md"), re.MULTILINE)
    newest = rf"{re.escape(standfirst.__version__)} \((?:Unreleased|\d{{4}}-\d\d-\d\d)\)"

    assert re.fullmatch(newest, heads[0])
    assert [head for head in heads[1:] if not re.fullmatch(r"\d+\.\d+\.\d+ \(\d{4}-\d\d-\d\d\)", head)] == []  # fmt: skip


def test_the_changelogs_entries_are_lines_of_known_kinds():
    """One line each, no two alike, below Added, Changed, Fixed and what else the form knows."""
    said = text(ROOT / "CHANGELOG.md").partition("\n## ")[2]
    kinds = set(re.findall(r"^### (.+)$", said, re.MULTILINE))
    entries = re.findall(r"^- .+$", said, re.MULTILINE)

    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert len(entries) > 30
    assert len(set(entries)) == len(entries)
    assert [entry for entry in entries if not entry.endswith(".")] == []
    assert not re.search(r"^[ \t]+\S", said, re.MULTILINE)


def test_the_version_that_gets_mended_is_this_one():
    """In the table of versions."""
    minor = ".".join(standfirst.__version__.split(".")[:2])

    assert f"\n| {minor} | yes" in text(ROOT / "SECURITY.md")
