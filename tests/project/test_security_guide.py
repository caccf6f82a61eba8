"""How the guide says to take in a stranger's pull request, tried with the guide's own commands: git, two repositories, check."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from folders import written
from own_publication import ROOT

from standfirst.settings import conf_py

GUIDE = (ROOT / "guide/security.md").read_text(encoding="utf-8")
SCRIPT, BY_HAND = re.findall(r"^```bash\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
WORKFLOW = re.search(r"^```yaml\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)[1]
CONF = 'extensions = ["standfirst"]\nstandfirst_title = "A Journal"\n'
RUNS = "import pathlib\npathlib.Path({!r}).touch()\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)


def attack(number, text, **keys):
    """Return path and source of a post that is one."""
    return post(text, f"2026-02-01-attack-{number}", **keys)


def post(text, name="2026-02-01-x", **keys):
    """Return path and source of a post."""
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"posts/{name}.md", f"---\ntitle: A title of {name}\nauthor: Ada\ndate: 2026-02-01\ndescription: What it is about.\n{more}---\n\n{text}\n"  # fmt: skip


def block(first, *lines):
    """Return a directive."""
    return "\n".join([f"```{first}", *lines, "```"])


ATTACKS = {
    "a parser": attack(1, block("{Include} x", ":parser: posts.evil")),
    "a file": attack(2, block("{literalinclude} /conf.py")),
    "raw HTML of a directive": attack(3, block("{raw} html", "<script>1</script>")),
    "reStructuredText": attack(
        4, block("{eval-rst}", ".. raw:: html", "", "   <script>1</script>")
    ),
    "another role": attack(5, block("{role} post(strong)")),
    "a script": attack(6, "<script>1</script>"),
    "a handler": attack(7, '<p onclick="1">x</p>'),
    "a scheme": attack(8, "[x](ms-msdt:x)"),
    "an address that is a script": attack(9, "[x](javascript:1)"),
    "a button": attack(10, block("{button-link} javascript:alert(1)", "x")),
    "a card": attack(11, block("{card} x", ":link: javascript:alert(1)")),
    "an icon": attack(12, '{octicon}`report;1em;"onload="alert(1)`'),
    "a class": attack(13, "[x](https://example.org/){.position-fixed .w-100 .h-100}"),
    "a frame": attack(14, '<iframe src="https://example.org/"></iframe>'),
    "an attachment": attack(15, "[x](evil.html)"),
    "a key": attack(16, "[x](/private/key.pem)"),
    "a file of ours": attack(17, "x", permalink="/atom.xml/"),
    "Liquid": attack(18, "{{ page.tags.² }}", tags="[a]"),
}
"""One of each kind; each is a text."""
BESIDE = {
    "posts/evil.py": RUNS.format("RAN-import"),
    "posts/conf.py": RUNS.format("RAN-conf"),
    "posts/evil.html": "<script>1</script>\n",
    "posts/x.png": PNG,
}
"""Files beside the posts, as the attacks name them; each lies in a folder of texts."""
PROGRAMS = {
    "conf.py": CONF + RUNS.format("RAN"),
    "posts/../Makefile": "html:\n\ttouch RAN\n",
    "requirements.txt": "evil\n",
    ".github/texts.sh": "exit 0\n",
    ".github/workflows/texts.yaml": "on: pull_request_target\n",
    "_templates/layout.html": "<script>1</script>\n",
    "_static/x.js": "1\n",
    "sitecustomize.py": RUNS.format("RAN"),
    "posts.md": "x\n",
    "postscript/x.md": "x\n",
    "posts/.gitattributes": "* filter=evil\n",
    "posts/.hidden/x.md": "x\n",
    'posts/a"\n::error::x.md': "x\n",
}
"""What is no text, whatever its name pretends."""


class Journal:
    """A publication's repository on a host, and the editor's clone of it."""

    def __init__(self, folder):
        self.host, self.clone, self.stranger = (folder / name for name in ("host.git", "journal", "fork"))  # fmt: skip
        self.git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.host))
        self.git(folder, "clone", "--quiet", str(self.host), str(self.clone))
        texts = dict([post("A text.", "2026-01-01-first"), post("Another.", "2026-01-02-second")])
        files = {"conf.py": CONF, "requirements.txt": "standfirst\n", "private/key.pem": "secret\n"}
        files |= {"index.md": "---\ntitle: Front\n---\n", ".github/texts.sh": SCRIPT}
        self.commit(self.clone, files | texts)
        self.git(self.clone, "push", "--quiet", "origin", "HEAD:main")
        self.git(folder, "clone", "--quiet", str(self.host), str(self.stranger))

    @staticmethod
    def git(folder, *arguments):
        """Run git, whoever's machine it is."""
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False, env=_environment())  # fmt: skip

        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self, folder, files):
        """Write files (text, bytes, or a path that a link leads to; None: remove it) and commit them."""
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.unlink()
            elif isinstance(content, Path):
                path.symlink_to(content)
            else:
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.git(folder, "add", "--all", "--force")
        self.git(folder, "commit", "--quiet", "--message", "x")

    def request(self, files=None):
        """Have a stranger ask for a change; give it the names that GitHub gives it."""
        if files is not None:
            self.commit(self.stranger, files)
        self.git(self.stranger, "push", "--quiet", str(self.host), "HEAD:refs/pull/17/head")
        self.git(self.clone, "fetch", "--quiet", "origin", "refs/pull/17/head")
        merged = self.git(self.clone, "commit-tree", self.git(self.clone, "merge-tree", "--write-tree", "HEAD", "FETCH_HEAD"), "-p", "HEAD", "-p", "FETCH_HEAD", "-m", "merge")  # fmt: skip
        self.git(self.clone, "push", "--quiet", "origin", f"{merged}:refs/pull/17/merge")

    def workflow(self):
        """Do what the guide's workflow does; return what each of its own steps gave, up to the first that fails."""
        runner = self.host.parent / "runner"
        self.git(runner.parent, "init", "--quiet", str(runner))
        self.git(runner, "fetch", "--quiet", "--depth=2", str(self.host), "refs/pull/17/merge")
        self.git(runner, "checkout", "--quiet", "--detach", "FETCH_HEAD")
        results = {}
        for step in yaml.safe_load(WORKFLOW)["jobs"]["texts"]["steps"]:
            if "name" in step:
                options = ["-eo", "pipefail"] if step.get("shell") == "bash" else ["-e"]
                done = _bash(step["run"], runner, *options)
                results[step["name"]] = done.returncode, done.stdout
                if done.returncode:
                    break
        return results

    def marks(self):
        """Return what programs of the request have left behind."""
        return [path.name for path in self.host.parent.rglob("RAN*")]


def _environment():
    tools = Path(sys.executable).parent
    people = {
        f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    return {
        **os.environ,
        **people,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }


def _bash(text, folder, *options):
    return subprocess.run(["bash", *options, "-c", text], cwd=folder, capture_output=True, text=True, check=False, env=_environment())  # fmt: skip


@pytest.fixture
def journal(tmp_path):
    """Return a publication on a host."""
    return Journal(tmp_path)


def test_the_workflow_has_nothing_to_give_away():
    """No secret, no right but to read, no request's code with more; no credentials are left for later steps."""
    flow = yaml.safe_load(WORKFLOW)
    checkout = flow["jobs"]["texts"]["steps"][0]["with"]

    # YAML 1.1 reads the key "on" as a truth
    assert flow.keys() == {"name", True, "permissions", "jobs"}
    assert (flow[True], flow["permissions"]) == ("pull_request", {"contents": "read"})
    assert checkout == {"fetch-depth": 2, "persist-credentials": False}
    assert "secrets" not in WORKFLOW
    assert "env" not in flow["jobs"]["texts"]


def test_a_good_text_is_taken(journal):
    """New, changed and removed ones, with a picture, under a name in Chinese."""
    journal.request(
        dict(
            [
                post("一篇文章。\n\n![一張圖](x.png)", "2026-02-01-一篇文章"),
                post("A better text.", "2026-01-01-first"),
            ]
        )
        | {"posts/x.png": PNG, "posts/2026-01-02-second.md": None}
    )

    assert journal.workflow() == {"Refuse what is no text": (0, ""), "Read the texts": (0, "")}
    by_hand = _bash(BY_HAND, journal.clone, "-e")
    assert (by_hand.returncode, by_hand.stdout) == (0, ""), by_hand.stderr


def test_a_request_that_is_behind_is_no_program(journal):
    """What the editor has changed since is not the stranger's."""
    journal.commit(journal.clone, {"conf.py": CONF + "author = 'A Journal'\n"})
    journal.git(journal.clone, "push", "--quiet", "origin", "HEAD:main")
    journal.request(dict([post("A text.")]))

    assert journal.workflow() == {"Refuse what is no text": (0, ""), "Read the texts": (0, "")}


def test_what_is_no_text_is_refused(journal):
    """Each thing is named, in one line that commands nothing; no text is read, and nothing has run."""
    journal.request(
        PROGRAMS
        | dict(ATTACKS.values())
        | {
            "posts/2026-01-01-first.md": None,
            "posts/2026-02-03-link.md": Path("/proc/self/environ"),
            "posts/folder": Path("/etc"),
            "env.md": Path("/proc/self/environ"),
        }
    )
    results = journal.workflow()
    (code, said) = results.pop("Refuse what is no text")
    named = {line.partition("\t")[2].strip('"') for line in said.splitlines()}
    expected = {name.replace("posts/../", "").replace('"', '\\"').replace("\n", "\\n") for name in PROGRAMS}  # fmt: skip

    assert (code, results) == (1, {})
    assert named == expected | {"posts/2026-02-03-link.md", "posts/folder", "env.md"}
    assert {line.startswith("no text: :") for line in said.splitlines()} == {True}
    assert journal.marks() == []


def test_by_hand_it_is_refused_before_anything_is_touched(journal):
    """The editor's folder is as it was."""
    journal.request({"conf.py": PROGRAMS["conf.py"]} | dict([post("A text.")]))
    done = _bash(BY_HAND, journal.clone, "-e")

    assert done.returncode == 1
    assert re.fullmatch(r"no text: :100644 100644 \w+ \w+ M\tconf.py\n", done.stdout)
    assert journal.git(journal.clone, "status", "--porcelain") == ""
    assert journal.marks() == []


def test_a_file_that_was_moved_from_elsewhere_is_refused(journal):
    """Of a move, git shows by itself only where to."""
    journal.commit(journal.stranger, {"conf.py": None, "images/conf.txt": CONF})
    journal.request()
    code, said = journal.workflow()["Refuse what is no text"]

    assert code == 1
    assert re.fullmatch(r"no text: :100644 000000 \w+ \w+ D\tconf.py\n", said)


def test_another_repository_within_is_refused(journal):
    """Also one that its own file of settings would have git overlook."""
    journal.git(journal.stranger, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(journal.host), "posts/more")  # fmt: skip
    journal.commit(journal.stranger, {"posts/2026-02-01-x.md": post("x")[1]})
    modules = (journal.stranger / ".gitmodules").read_text(encoding="utf-8")
    journal.request({".gitmodules": f"{modules}\tignore = all\n"})
    code, said = journal.workflow()["Refuse what is no text"]

    assert code == 1
    assert "\tposts/more\n" in said


@pytest.mark.parametrize("name", ["gone", "HEAD:gone"])
def test_what_cannot_be_compared_is_refused(journal, name):
    """A word that names nothing, and a script that is not there."""
    done = _bash(f"bash .github/texts.sh HEAD {name}", journal.clone, "-e")
    no_script = _bash("git show HEAD:gone.sh | bash -s HEAD HEAD", journal.clone, "-eo", "pipefail")

    assert done.returncode != 0
    assert no_script.returncode != 0


def test_attacks_in_texts_are_found(journal):
    """They are texts as far as git can tell; check names each, and does nothing of what it says."""
    journal.request(dict(ATTACKS.values()) | BESIDE)
    results = journal.workflow()
    code, said = results["Read the texts"]
    lines = [
        re.fullmatch(r"::(?:warning|error) file=([^,]+),line=\d+,.*", line)
        for line in said.splitlines()
    ]

    assert results["Refuse what is no text"] == (0, "")
    assert code == 1
    assert None not in lines
    found = {line[1] for line in lines}
    assert {kind for kind, (path, _) in ATTACKS.items() if path not in found} == set()
    assert found <= {path for path, _ in ATTACKS.values()}
    assert journal.marks() == []


def test_a_conf_py_among_texts_is_not_the_publications(tmp_path):
    """Whatever file is named: it would run."""
    paths = ("conf.py", "posts/conf.py", "posts/a/conf.py", "authors/conf.py", "other/conf.py")
    written(tmp_path, dict.fromkeys(paths, CONF))

    for path in ("posts", "posts/a", "posts/a/x.md", "posts/gone/x.md", "authors/x.md", "x.md"):
        assert conf_py.publication_of(tmp_path / path) == tmp_path.resolve()
    assert conf_py.publication_of(tmp_path / "other/x.md") == tmp_path.resolve() / "other"
