"""What a build finds of the one before, and what it says in the end: without a build."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.config import Config
from sphinx.errors import ConfigError

from standfirst.checking.findings import Said
from standfirst.incremental import manifest
from standfirst.incremental.atomic_files import NEW
from standfirst.incremental.manifest import Manifest
from standfirst.incremental.output_folders import MARK
from standfirst.package import PACKAGE
from standfirst.sphinx_ext.run import summary
from standfirst.sphinx_ext.run.guard import Guard
from standfirst.sphinx_ext.run.summary import Spent


@pytest.fixture
def app(tmp_path):
    """Return the folders of a publication that was built."""
    work, out = tmp_path / "doctrees", tmp_path / "html"
    conf = Config()
    for option, value in {"html_static_path": ["_static"], "html_extra_path": ["."], "standfirst_posts": "posts"}.items():  # fmt: skip
        conf.add(option, value, "env", frozenset())
    made = SimpleNamespace(confdir=tmp_path, srcdir=tmp_path, doctreedir=work, outdir=out, extensions={}, config=conf)  # fmt: skip
    (work / "standfirst").mkdir(parents=True)
    out.mkdir()
    (tmp_path / "conf.py").write_text("title = 'A'\n", encoding="utf-8")
    (out / "a").touch()
    build(made)
    Manifest(work / "standfirst/manifest-1.json", out).finish({"a": "made"})
    return made


def build(app, *, ends=True):
    """Have a build begin, and come to its end with what it has read, or not."""
    guard = Guard()
    guard.begin(app)
    if ends:
        (app.doctreedir / ENV_PICKLE_FILENAME).touch()
        guard.end(app)
    guard.give_up()


def begun(app):
    """Begin a build; return whether it takes up what was read, what was made, and what is unfinished."""
    unfinished = app.outdir / f"{NEW}-1"
    unfinished.touch()
    build(app, ends=False)
    kept = manifest.read(app.doctreedir / "standfirst/manifest-1.json")
    found = ((app.doctreedir / ENV_PICKLE_FILENAME).is_file(), kept["a"].made_from == "made")
    assert not (app.doctreedir / "standfirst/finished").exists()
    return *found, unfinished.exists()


def test_what_a_build_has_finished_is_taken_up(app):
    """A file that another is writing is none of its business."""
    assert begun(app) == (True, True, True)


def test_what_a_build_has_not_finished_is_made_again(app):
    """Read, written, and nothing half-written stays."""
    begun(app)

    assert begun(app) == (False, False, False)


def test_what_a_build_makes_is_marked_before_it_is_made(app):
    """Both of its folders: the build may not end."""
    marks = [folder / MARK for folder in (app.outdir, app.doctreedir)]
    for mark in marks:
        mark.unlink()
    begun(app)

    assert [mark.is_file() for mark in marks] == [True, True]


@pytest.mark.parametrize("option", ["outdir", "doctreedir"])
@pytest.mark.parametrize("place", [".", "posts", "posts/site", "authors/x", "volumes", "_static/site", "guide"])  # fmt: skip
def test_no_folder_of_sources_is_one_of_output(app, option, place):
    """It would be none of sources from then on; what the build before has left is as it was."""
    (app.srcdir / "guide").mkdir()
    (app.srcdir / "guide/one.md").touch()
    folder = app.srcdir / place
    other = SimpleNamespace(**{**vars(app), option: folder})
    with pytest.raises(ConfigError, match="holds sources; name another folder"):
        Guard().begin(other)

    assert not (folder / MARK).exists()
    assert begun(app) == (True, True, True)


def test_a_folder_of_output_may_have_links_to_others(app):
    """A cache that is shared is no source."""
    (app.srcdir.parent / "cache").mkdir()
    (app.srcdir / "public").mkdir()
    (app.srcdir / "public/kept").symlink_to(app.srcdir.parent / "cache")
    app.outdir = app.srcdir / "public"
    build(app, ends=False)

    assert (app.outdir / MARK).is_file()


@pytest.mark.parametrize("place", ["public", "a/b", "_build/html", "guide", "../{}-out"])
def test_any_other_folder_may_be_one_of_output(app, place):
    """Also one with texts that a build has made."""
    (app.srcdir / "guide").mkdir()
    (app.srcdir / "guide/one.md").touch()
    (app.srcdir / "guide/.buildinfo").touch()
    app.outdir = app.srcdir / place.format(app.srcdir.name)
    build(app, ends=False)

    assert (app.outdir / MARK).is_file()


CONFS = {
    "the same": ("title = 'A'\n", True),
    "another value, which Sphinx compares": ("title = 'B'\n", True),
    "a value that is counted out": ("title = ''.join(x for x in 'A')\nb = [x for x in 'A']\nc = {x for x in 'A'}\nd = {x: x for x in 'A'}\n", True),
    "a function": ("def setup(app): pass\n", False),
    "a class": ("class A: pass\n", False),
    "a function without a name": ("a = lambda: 1\n", False),
}  # fmt: skip


@pytest.mark.parametrize("conf", CONFS)
def test_other_code_reads_everything_again(app, conf):
    """In ``conf.py`` too, where a build calls it."""
    text, is_same = CONFS[conf]
    (app.confdir / "conf.py").write_text(text, encoding="utf-8")

    assert begun(app) == (is_same, is_same, is_same)


@pytest.mark.parametrize("change", ["longer", "later"])
def test_a_function_of_conf_py_that_has_changed_is_other_code(app, change):
    """By the file's size or its time."""
    conf = app.confdir / "conf.py"
    conf.write_text("def f(): return 1\n", encoding="utf-8")
    os.utime(conf, (5, 5))
    build(app)
    assert begun(app)[0]
    build(app)
    conf.write_text(f"def f(): return {'11' if change == 'longer' else '2'}\n", encoding="utf-8")
    os.utime(conf, (5, 5) if change == "longer" else (6, 6))

    assert not begun(app)[0]


@pytest.mark.parametrize(
    "case",
    [
        ("publication/own.py", True, True),
        ("publication/own.py", False, True),
        ("elsewhere/own.py", True, True),
        ("elsewhere/own.py", False, False),
    ],
)
def test_a_module_of_the_publication_or_an_extension_that_has_changed_is_other_code(
    app, tmp_path, monkeypatch, case
):
    """Wherever an extension lies that is not installed; another's module is not asked about, nor one that has gone."""
    place, is_extension, is_other = case
    file = tmp_path / place
    file.parent.mkdir()
    file.write_text("a = 1\n", encoding="utf-8")
    (tmp_path / "publication/conf.py").parent.mkdir(exist_ok=True)
    app.confdir = tmp_path / "publication"
    app.extensions = {"own_extension": None} if is_extension else {}
    monkeypatch.setitem(sys.modules, "own_extension", SimpleNamespace(__file__=str(file)))
    monkeypatch.setitem(sys.modules, "own_nowhere", SimpleNamespace(__file__=None))
    monkeypatch.setitem(sys.modules, "own_gone", SimpleNamespace(__file__=f"{app.confdir}/gone.py"))
    build(app)
    before = begun(app)[0]
    build(app)
    file.write_text("a = 11\n", encoding="utf-8")

    assert (before, begun(app)[0]) == (True, not is_other)


WRONG = {Said(path="a.md"): None, Said(path="b.md"): None, Said(path="a.md", level="error"): None}


@pytest.mark.parametrize(
    ("has", "found", "size", "said"),
    [
        ((2, 0, 0), None, 3_400_000, "2 articles; 95 files, 3.4 MB"),
        ((2, 0, 0, "posts/c"), None, 3_400_000, "2 articles; 95 files, 3.4 MB"),
        ((2, 0, 0, "posts/c"), {Said(): None}, 3_400_000, "2 articles, 1 warning in what has changed; 95 files, 3.4 MB"),
        ((1, 0, 0), {}, 3_400_000, "1 article, 0 warnings; 95 files, 3.4 MB"),
        ((2000, 1, 1), WRONG, 12_345, "2,000 articles, 1 hidden, 1 picture not fetched, 1 error and 2 warnings; 95 files, 12 kB"),
        ((0, 2, 5), {Said(): None}, 12_345, "0 articles, 2 hidden, 5 pictures not fetched, 1 warning; 95 files, 12 kB"),
    ],
)  # fmt: skip
def test_a_build_says_what_it_has_done(monkeypatch, has, found, size, said):
    """In a line: what was read, written and left, and how long each stage took; in another what there is now."""
    posts, cut, missing, *left = has
    lines = []
    monkeypatch.setattr(summary, "LOGGER", SimpleNamespace(info=lambda form, *of: lines.append(form % of)))  # fmt: skip
    monkeypatch.setattr(summary.logs, "heard", lambda: None if found is None else SimpleNamespace(found=found, read={"posts/a", "about", "posts/b"}))  # fmt: skip
    builder = SimpleNamespace(
        read_documents=["posts/a", "about", "posts/b"],
        env=SimpleNamespace(found_docs={"posts/a", "about", "posts/b", *left}),
        domain=SimpleNamespace(is_post=lambda name: name.startswith("posts/"), discovery=SimpleNamespace(cut=range(cut))),
        tally=SimpleNamespace(written=3, left=4),
        manifest=SimpleNamespace(sizes=dict.fromkeys(range(95), size / 95)),
        published=SimpleNamespace(pictures=SimpleNamespace(missing=missing), catalogue=SimpleNamespace(posts=range(posts))),
    )  # fmt: skip
    near = []
    monkeypatch.setattr(summary.host_limits_, "report", lambda *of: near.append(of))
    watch = SimpleNamespace(spent={"reading": Spent(1.243, 2.4), "rest": Spent(0.01)}, total=1.31)
    summary.say(builder, watch)

    assert builder.summary == said
    assert lines == [
        "2 posts read, 3 files written, 4 left as they were; reading 1.24 s (CPU 2.40), rest 0.01 s (CPU 0.00)",
        f"{said}, 1.3 s",
    ]
    assert near == [(builder, 1.31)]


def test_a_stopwatch_adds_up_what_is_done_in_parts(monkeypatch):
    """Each stage has its own time, from the end of the one before."""
    times = iter(map(Spent, (10.0, 11.0, 13.5, 14.0, 15.0), (1.0, 1.5, 6.5, 7.0, 7.0)))
    monkeypatch.setattr(summary, "_now", lambda: next(times))
    watch = summary.Stopwatch()
    for stage in ("reading", "writing", "reading"):
        watch.lap(stage)

    assert watch.spent == {"reading": Spent(1.5, 1.0), "writing": Spent(2.5, 5.0)}
    assert watch.total == 5.0


def test_a_stage_costs_what_its_processes_have_cost():
    """Those that have ended, besides this one."""
    watch = summary.Stopwatch()
    subprocess.run([sys.executable, "-c", "sum(range(10**6))"], check=True)
    watch.lap("others")
    watch.lap("nothing")

    assert watch.spent["others"].cpu > 0
    assert watch.spent["nothing"].cpu < watch.spent["others"].cpu


@pytest.mark.parametrize(
    ("how", "is_one"),
    [
        (["-m", "sphinx", "--version"], True),
        (["-c", "from sphinx.cmd.build import main\nmain(['--version'])"], True),
        (["-c", "import sphinx.cmd.build\nsphinx.cmd.build.main(['--version'])"], False),
        (["-c", "main = 1"], False),
    ],
    ids=["module", "script", "another's program", "no function"],
)
def test_a_process_of_sphinx_is_told_from_others(tmp_path, how, is_one):
    """By what it was begun with: what else a process has to do when it ends, nobody knows."""
    (tmp_path / "sitecustomize.py").write_text(
        "import atexit\n"
        "from standfirst.incremental import gc_pauses\n"
        "atexit.register(lambda: print('one' if gc_pauses.is_sphinx_command() else 'none'))\n",
        encoding="ascii",
    )
    path = os.pathsep.join([str(tmp_path), str(PACKAGE.parent)])
    ended = subprocess.run(
        [sys.executable, *how], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": path}
    )  # fmt: skip

    assert ended.stdout.split()[-1] == ("one" if is_one else "none")
