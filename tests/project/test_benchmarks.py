"""The benchmark: its corpus has the shape that is said, and it measures. How fast anything is, no test asks."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import io
import itertools
import os
import re
import shutil
import statistics
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import pytest
import yaml
from click.testing import CliRunner
from rich.console import Console

from benchmarks import (
    changes,
    corpus,
    course,
    editions,
    engines,
    figures,
    first_page,
    measure,
    pictures,
    plots,
    posts,
    publish,
    results,
    site,
    tables,
    telling,
)
from benchmarks.__main__ import main
from standfirst.checking import checker
from standfirst.pictures.conversion.renditions import Recipe

ROOT = Path(__file__).parents[2]
TEXT = """---
title: "What: a title"
author: "Ada Byron and Li Wei"
date: 2020-03-04 12:00:00 +0800
description: A line.
categories: [law]
tags: [topic-01, topic-02]
---

First sentence. Second sentence.

Third sentence. Fourth sentence.
"""


# -- the corpus


def test_a_corpus_is_the_same_for_its_seed():
    """Whatever was made before; another seed makes another one."""
    once, again = list(corpus.posts(6, 1)), list(corpus.posts(6, 1))

    assert once == again
    assert corpus.post(corpus.shapes(6, 1)[4], 1) == once[4]
    assert not {post.text for post in once} & {post.text for post in corpus.posts(6, 2)}


def test_lengths_and_languages_are_those_of_the_archive():
    """At any size: the median, the ninth decile, the largest; half Chinese; dates over years."""
    for count in (100, 2_000):
        shapes = corpus.shapes(count, 1)
        lengths = [shape.length for shape in shapes]

        assert statistics.median(lengths) == pytest.approx(9_637, rel=0.05)
        assert statistics.quantiles(lengths, n=10)[-1] == pytest.approx(59_711, rel=0.1)
        assert 220_000 < max(lengths) <= 648_454
        assert sum(shape.lang == "zh" for shape in shapes) == pytest.approx(count / 2, rel=0.15)
        assert [shape.day for shape in shapes] == sorted(shape.day for shape in shapes)
        assert (shapes[-1].day - shapes[0].day).days > 6_000


def test_posts_are_as_long_as_they_should_be_and_have_what_posts_have():
    """Figures in half of them, mostly with captions; links; biographies; headings from ## to ####; no paragraph twice."""
    made = [corpus.post(shape, 1) for shape in corpus.shapes(300, 1) if shape.length < 60_000]
    shapes = [shape for shape in corpus.shapes(300, 1) if shape.length < 60_000]
    texts = [post.text for post in made]
    paragraphs = [p for text in texts for p in text.split("\n\n") if len(p) > 30]
    figures = [text for text in texts if "![image01]" in text]

    for shape, text in zip(shapes, texts, strict=True):
        assert len(text) == pytest.approx(shape.length, rel=0.2, abs=500)
    assert len(figures) == pytest.approx(len(texts) / 2, rel=0.2)
    assert sum("\n_▲ __" in text for text in figures) > len(figures) / 2
    assert sum(text.count("](https://s") for text in texts) == pytest.approx(
        len("".join(texts)) / 3_700, rel=0.25
    )
    assert 0.3 < sum("\n---\n\n__" in text for text in texts) / len(texts) < 0.6
    assert {len(h) for text in texts for h in re.findall(r"^#+", text, re.MULTILINE)} == {2, 3, 4}
    assert len(set(paragraphs)) == len(paragraphs)


@pytest.mark.parametrize("count", [300, 2_375])
def test_two_thirds_of_the_authors_write_once(count):
    """One of them a sixth of everything; all names are invented once. The model has 1,356, 904 of them once, 1,100 less than thrice."""
    written = Counter(name for shape in corpus.shapes(count, 1) for name in shape.people)
    often = sorted(written.values(), reverse=True)
    share = count / 2_375

    assert len(written) == pytest.approx(1_356 * share, rel=0.05)
    assert often.count(1) == pytest.approx(904 * share, rel=0.05)
    assert often.count(1) + often.count(2) == pytest.approx(1_100 * share, rel=0.2)
    assert often[0] == pytest.approx(373 * share, rel=0.2)
    assert often[1] < often[0] * 0.6


@pytest.mark.parametrize(("bylines", "count"), [(1, 1), (2, 1), (3, 2), (10, 8), (3_000, 2_300)])
def test_bylines_are_shared_out_whole(bylines, count):
    """In an archive of any size."""
    found = corpus.shares(bylines, count, "zh")

    assert sum(found) == bylines
    assert min(found) > 0


def test_texts_have_as_many_words_as_real_ones():
    """Different ones, and pairs of words or of Chinese characters, of which the index of a search is made: of 61 posts."""
    texts = [corpus.post(shape, 1) for shape in corpus.shapes(61, 1)]
    words, pairs, pairs_of_signs = Counter(), Counter(), Counter()
    for post in texts:
        body = post.text.partition("\n---\n")[2]
        signs = re.findall("[\u4e00-\u9fff]+", body)
        if len("".join(signs)) > len(body) / 3:
            pairs_of_signs.update(a + b for run in signs for a, b in itertools.pairwise(run))
        else:
            found = re.findall("[a-z]+", body.lower())
            words.update(found)
            pairs.update(itertools.pairwise(found))

    assert len(words) == pytest.approx(11_842 * words.total() / 202_866, rel=0.2)
    assert len(pairs) == pytest.approx(97_428 * pairs.total() / 202_866, rel=0.2)
    assert len(pairs_of_signs) == pytest.approx(
        49_810 * (pairs_of_signs.total() / 134_000) ** 0.9, rel=0.25
    )


def test_standfirst_finds_nothing_wrong_with_made_posts(publication):
    """They are of Jekyll's form."""
    corpus.write(publication.root / "posts", corpus.posts(12, 3))

    assert checker.check(publication.root, clock=dt.datetime(2027, 1, 1, tzinfo=dt.UTC)) == []


def test_what_is_added_is_newer_than_all():
    """And of median length."""
    names = [post.name for post in corpus.posts(50, 1)]
    new = corpus.newest(0, 1)

    assert new.name[:10] > max(names)[:10]
    assert len(new.text) == pytest.approx(9_637, rel=0.2)


# -- posts in other forms


def test_a_post_is_taken_apart():
    """Names one by one, the date on the author's clock; None where something is missing."""
    parsed = posts.parse("2020-03-04-a-slug.md", TEXT)

    assert parsed.authors == ("Ada Byron", "Li Wei")
    assert parsed.date.isoformat() == "2020-03-04T12:00:00"
    assert (parsed.title, parsed.slug, parsed.section) == ("What: a title", "a-slug", "law")
    assert posts.parse("a-slug.md", TEXT) is None
    assert posts.parse("2020-03-04-a.md", "No front matter.") is None
    assert posts.parse("2020-03-04-a.md", "---\ntitle: [\n---\n") is None


def test_each_engine_gets_the_form_that_its_manual_asks_for():
    """Jekyll's as it is; Hugo's lists; Pelican's lines; for ABlog a plain date and the title as a heading."""
    parsed = posts.parse("2020-03-04-a-slug.md", TEXT)
    hugo = yaml.safe_load(engines.for_hugo(TEXT, parsed).split("---\n")[1])
    ablog = engines.for_ablog(TEXT, parsed)

    assert engines.as_it_is(TEXT, parsed) == TEXT
    assert hugo["authors"] == ["Ada Byron", "Li Wei"]
    assert hugo["tags"] == ["topic-01", "topic-02"]
    assert "\nAuthors: Ada Byron; Li Wei\n" in engines.for_pelican(TEXT, parsed)
    assert yaml.safe_load(ablog.split("---\n")[1])["author"] == "Ada Byron, Li Wei"
    assert "\n# What: a title\n" in ablog


def test_an_edit_adds_one_sentence():
    """Between two others, near the middle."""
    edited = posts.edited(TEXT, "New.")

    assert edited.replace("New. ", "") == TEXT
    assert "\nFirst sentence. New. Second sentence.\n" in edited
    assert posts.edited("句子一。句子二。", "新。") == "句子一。新。 句子二。"


def test_each_run_changes_other_posts():
    """From the middle of the archive, of median length; two at least are enough."""
    sizes = [(Path(f"{number:02}"), number % 7) for number in range(30)]
    chosen = [path for run in range(2) for path in posts.targets(sizes, run)]

    assert len(set(chosen)) == 6
    assert {10 <= int(path.name) < 20 for path in chosen} == {True}
    assert len(set(posts.targets(sizes[:2], 0))) == 2


# -- measuring


def test_a_command_is_measured_with_all_that_it_starts(tmp_path):
    """Processor time of a child, memory of both."""
    child = "import time; x = b'x' * 60_000_000; t = time.process_time()\nwhile time.process_time() - t < 0.4: pass\ntime.sleep(0.4)"
    parent = f"import subprocess, sys; y = b'y' * 40_000_000; print('done'); subprocess.run([sys.executable, '-c', {child!r}])"
    cost = measure.run([sys.executable, "-c", parent], tmp_path, timeout=60)

    assert cost.code == 0
    assert cost.said == "done\n"
    assert cost.cpu > 0.4
    assert cost.wall > 0.8
    assert cost.memory > (100_000_000 if cost.memory_is == "PSS" else 60_000_000)


def test_what_takes_too_long_is_ended_with_all_that_it_started(tmp_path):
    """And its exit code says so."""
    command = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {'import time; time.sleep(60)'!r}])"
    cost = measure.run([sys.executable, "-c", command], tmp_path, timeout=0.5)

    assert cost.code < 0
    assert cost.wall < 30


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("60 posts read, 83 pages written, 0 left alone; read 1.2 s, write 0.8 s\n", {"read": (1.2, 0.0), "write": (0.8, 0.0)}),
        ("x\n1 post read, 2 pages written; read 0.02 s (CPU 0.03), page templates 3 s (CPU 1.25)\ny", {"read": (0.02, 0.03), "page templates": (3.0, 1.25)}),
        ("Nothing has changed\n", {}),
        ("60 posts read\n", {}),
    ],
)  # fmt: skip
def test_stages_are_taken_from_the_last_line(said, expected):
    """None where there is no such line."""
    assert measure.stages(said) == expected


# -- results


def a_build(engine="standfirst-2", posts=500, kind="cold", run=0, **values):
    """Return a measurement."""
    given = {"wall": 1.0, "cpu": 1.0, "memory": 500_000_000, "memory_is": "PSS", "files": 3, "bytes": 2_000_000, "stages": {}}  # fmt: skip
    return results.Measurement(
        engine=engine, posts=posts, kind=kind, run=run, **{**given, **values}
    )


def of_builds(*measurements):
    """Return results of a course."""
    corpora = [results.Corpus(posts=n, bytes=n * 1_000, characters=n * 900, made=True) for n in (500, 2_000)]  # fmt: skip
    return results.Results(
        machine="2 cores, Debian 12, Python 3.11",
        day="2026-01-02",
        seed=1,
        labels={engine.key: engine.label for engine in engines.ENGINES},
        versions={},
        missing={},
        corpora=corpora,
        measurements=list(measurements),
    )


COURSE = of_builds(
    *(
        a_build(engine, size, kind, run, wall=wall * size / 500 + run / 10, stages=stages)
        for engine, wall, stages in (
            ("standfirst-2", 4.0, {"read": 1.0, "write": 2.0}),
            ("sphinx", 4.2, {}),
            ("jekyll", 3.0, {}),
            ("hugo", 0.5, {}),
        )
        for size in (500, 2_000)
        for kind in engines.KINDS
        for run in range(3)
    ),
    a_build(kind="deleted", engine="documented", faults=("stale",)),
)


def figure(found, name, posts=2_000):
    """Return the figure of this name, and of this size."""
    [one] = [each for each in figures.figures(found) if (each.name, each.posts) == (name, posts)]
    return one


def test_results_are_kept_as_they_are(tmp_path):
    """Saved and loaded."""
    COURSE.save(tmp_path / "results.json")

    assert results.load(tmp_path / "results.json") == COURSE


def test_sizes_can_be_measured_one_after_the_other():
    """Earlier results of other sizes stay; those of the same size are replaced."""
    found = of_builds(a_build(posts=2_000, kind="edited"))
    found.corpora = [results.Corpus(posts=2_000, bytes=1, characters=1, made=True)]
    found.take_over(COURSE, sizes=[2_000])

    assert found.sizes() == [500, 2_000]
    assert [corpus.posts for corpus in found.corpora] == [500, 2_000]
    assert [m.kind for m in found.measurements if m.posts == 2_000] == ["edited"]


@pytest.mark.parametrize(
    ("name", "median", "verdict"),
    [
        ("one post edited", 16.1, "missed"),
        ("one post edited, against Jekyll's --incremental", 16.1 / 12.1, "missed"),
        ("one post added, against one edited", 1, "must"),
        ("clean build, against Jekyll's", 16.1 / 12.1, "must"),
        ("clean build by python -m sphinx, against standfirst build", 16.9 / 16.1, "must"),
        ("nothing changed", 16.1, "missed"),
        ("peak memory of all processes", 500, "must"),
    ],
)
def test_figures_compare_runs_side_by_side(name, median, verdict):
    """The verdict says which limit holds."""
    found = figure(COURSE, name)

    assert found.measured.median == pytest.approx(median)
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("wall", "verdict"), [(1.5, "aim"), (1.501, "must"), (2.0, "must"), (2.001, "missed")]
)
def test_a_figure_holds_at_its_limit(wall, verdict):
    """And not beyond."""
    found = of_builds(a_build(posts=2_000, kind="edited", wall=wall))

    assert figure(found, "one post edited").verdict == verdict


def test_each_figure_is_of_its_own_archive():
    """Twenty posts, 2,000, 10,000; output and what lies beside it of builds from nothing; the first page as somebody saw it."""
    clean = a_build(posts=2_000, files=9_000, bytes=210_000_000, work_bytes=10**8, work_packed=4 * 10**7)  # fmt: skip
    edits = [a_build(posts=size, kind="edited", wall=size / 10_000 + 0.5) for size in (20, 10_000)]
    found = of_builds(clean, *edits)
    found.first_page = results.FirstPage(day="2026-01-02", styles=19_000, paint=1.5)
    work = "the folder of what is kept for the next build"
    shown = {(f.name, f.posts, f.unit): (f.measured.median, f.verdict) for f in figures.figures(found) if f.measured}  # fmt: skip

    assert shown == {
        ("one post edited", 20, "s"): (0.502, "aim"),
        ("one post edited", 10_000, "s"): (1.5, "aim"),
        ("peak memory of all processes", 2_000, "MB"): (500, "must"),
        ("peak memory of all processes", 10_000, "MB"): (500, "must"),
        ("output", 2_000, "MB"): (210, "must"),
        ("output", 2_000, "files"): (9_000, "must"),
        (work, 2_000, "MB"): (100, "must"),
        (f"{work}, packed", 2_000, "MB"): (40, "must"),
        ("an article's style sheets", 0, "kB"): (19, "aim"),
        ("an article's largest paint", 0, "s"): (1.5, "must"),
    }


@pytest.mark.parametrize(("written", "verdict"), [(1_999, "missed"), (2_000, "all pages change")])
def test_what_changes_all_pages_may_cost_more(written, verdict):
    """As a template does."""
    edited = a_build(posts=2_000, kind="edited", wall=1.0)
    found = of_builds(edited, a_build(posts=2_000, kind="template", wall=9.0, written=written))

    assert figure(found, "a template edited, against one edited").verdict == verdict


def test_the_cost_of_text_is_compared_with_that_of_500_posts():
    """Or of the nearest size below; in time, and in processor time, which other work disturbs less."""
    found = of_builds(
        a_build(posts=500, wall=1.0, cpu=2.0), a_build(posts=2_000, wall=8.0, cpu=8.0)
    )
    of_small, of_large = tables.costs(found)[1:]

    assert of_small[1:] == ["500", "0.50", "2.00", "4.00", "–", "–", "–"]
    assert of_large[1:] == ["2,000", "2.00", "4.00", "4.00", "500 posts", "2.00", "1.00"]
    assert figure(found, "cost of a MB of text, against 500 posts").measured.median == 2
    assert results.compared_with(found, "standfirst-2", 100) == 500
    assert len(tables.costs(COURSE)) == 1 + 4 * 2


def test_figures_without_measurements_have_no_verdict():
    """As when an engine is missing."""
    assert {figure.verdict for figure in figures.figures(of_builds())} == {""}


def test_the_machine_is_named_in_general_terms():
    """Cores, system, Python; no name of it."""
    assert re.fullmatch(r"\d+ cores, [\w. ]+, Python 3\.\d+", results.machine())


def test_tables_have_what_was_measured():
    """Medians with what they lie between."""
    rows = tables.times(COURSE)

    assert rows[0] == ["Engine", "Posts", *engines.KINDS]
    assert ["Hugo", "500", *["0.60 (0.50–0.70)"] * len(engines.KINDS)] in rows
    assert tables.faults(COURSE)[1:] == [["Sphinx, MyST, ABlog", "deleted", "stale"]]
    assert tables.figures(COURSE)[1][3:] == ["≤ 2 s", "≤ 1.5 s", "missed"]
    assert [len(row) for row in tables.resources(COURSE)] == [7] * 5


def test_stages_are_shown_with_their_processor_time():
    """Medians of both, and those of the whole build."""
    told = [
        a_build(run=run, wall=5.0, cpu=8.0, stages={"read": 1.0 + run}, stages_cpu={"read": 1.5})
        for run in range(3)
    ]

    assert tables.stages(of_builds(*told, a_build(engine="jekyll"))) == [
        ["Posts", "Build", "read", "the whole"],
        ["500", "cold", "2.00 / 1.50", "5.00 / 8.00"],
    ]


def test_pictures_are_the_same_for_the_same_results(tmp_path):
    """SVG without a date; no picture of stages where none were told."""
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        plots.write(COURSE, folder)
    names = sorted(path.name for path in one.iterdir())

    assert names == ["bench-stages.svg", "bench-times.svg"]
    for name in names:
        text = (one / name).read_text(encoding="utf-8")
        assert text == (other / name).read_text(encoding="utf-8")
        assert ET.fromstring(text).tag.endswith("svg")  # noqa: S314  # our own
        assert "dc:date" not in text
    assert [path.name for path in plots.write(of_builds(a_build()), one)] == ["bench-times.svg"]


# -- whole courses

COPY = """
import pathlib
out = pathlib.Path("out")
out.mkdir(exist_ok=True)
for page in out.iterdir():
    page.unlink()
posts = sorted(pathlib.Path("posts").iterdir())
for post in posts:
    (out / post.with_suffix(".html").name).write_text(post.read_text("utf-8"), "utf-8")
(out / "index.html").write_text(posts[-1].read_text("utf-8"), "utf-8")
print(f"{len(posts)} posts read; copy 0.5 s")
"""


def an_engine(key, code, again=None, **more):
    """Return an engine that is a Python program."""
    return dc.replace(
        engines.ENGINES[0],
        key=key,
        label=key,
        command=lambda: (sys.executable, "-S", "-c", code),
        again=lambda: (sys.executable, "-S", "-c", again or code),
        site="pelican",
        posts="posts",
        output="out",
        caches=(),
        profiles="",
        **{"once": False, **more},
    )


def test_a_course_goes_through_kinds_and_engines_in_turn(tmp_path):
    """All engines of a kind follow one another; what fails is left out; what is stale is said."""
    made = [an_engine("good", COPY), an_engine("stale", COPY, again="pass"), an_engine("broken", "raise SystemExit('no')")]  # fmt: skip
    found = of_builds()
    told = []
    choices = course.Choices(engines=made, sizes=[3], runs=2, kinds=engines.KINDS, seed=1, timeout=60, work=tmp_path)  # fmt: skip
    course.go(choices, found, lambda what, done: told.append(done or what))
    runs = [(m.kind, m.engine) for m in found.measurements if m.run == 1]
    faults = {(m.engine, m.kind): m.faults for m in found.measurements}

    kinds = ("cold", "unchanged", "edited", "added", "deleted")
    assert runs == [(kind, engine) for kind in kinds for engine in ("stale", "good")]
    assert "exit code 1" in found.missing["broken"]
    assert [faults["good", kind] for kind in kinds] == [()] * 5
    assert 0 not in [faults["stale", kind] for kind in ("edited", "added", "deleted")]
    assert {m.files == 4 + (m.kind == "added") for m in found.measurements if m.engine == "good" and m.kind in {"cold", "added"}} == {True}  # fmt: skip
    assert found.measurements[0].stages == {"copy": 0.5}
    assert found.corpora[-1].posts == 3
    assert len([item for item in told if isinstance(item, results.Measurement)]) == 20
    assert list(tmp_path.iterdir()) == []


def test_heavy_engines_are_left_out_of_large_corpora():
    """The documented stack above 500 posts; all but Standfirst on two cores and Jekyll above 2,000. What is slow is measured once."""
    choices = course.Choices(engines=engines.ENGINES, sizes=[500, 2_000, 10_000], runs=2, kinds=["cold"], seed=1, timeout=1, work=Path())  # fmt: skip
    keys = {
        (size, run): [engine.key for engine in choices.engines_for(size, run)]
        for size in choices.sizes
        for run in range(choices.runs_for(size))
    }
    every = [engine.key for engine in engines.ENGINES]
    again = ["standfirst-2", "sphinx", "jekyll", "hugo"]

    assert keys == {
        (500, 0): every,
        (500, 1): again,
        (2_000, 0): [key for key in every if key != "documented"],
        (2_000, 1): again,
        (10_000, 0): ["standfirst-2", "jekyll"],
    }
    assert choices.builds() == 7 + 4 + 6 + 4 + 2


@pytest.mark.parametrize(
    ("size", "run", "left_out"),
    [
        (2_000, 0, []),
        (2_000, 1, ["section", "style", "template"]),
        (10_000, 0, ["deleted", "retitled", "author", "section", "volume", "style", "template"]),
    ],
)
def test_what_makes_all_pages_again_is_measured_once(size, run, left_out):
    """And a large archive only after the changes that its figures are of."""
    [ours] = engines.chosen(["standfirst-2"])
    found = course.kinds_of(engines.KINDS, ours, size, run)

    assert found == [kind for kind in engines.KINDS if kind not in left_out]
    assert course.kinds_of(["edited"], ours, size, run) == ["cold", "edited"]


def test_what_builds_keep_is_measured(tmp_path):
    """After one from nothing: files, bytes, and bytes of an archive."""
    keeping = f"{COPY}work = pathlib.Path('work')\nwork.mkdir(exist_ok=True)\n(work / 'a').write_bytes(b'a' * 100_000)\n"
    engine = an_engine("keeping", keeping, work="work", kinds=("cold", "edited"))
    found = of_builds()
    choices = course.Choices(engines=[engine], sizes=[3], runs=1, kinds=engines.KINDS, seed=1, timeout=60, work=tmp_path)  # fmt: skip
    course.go(choices, found, lambda *_: None)
    cold, edited = found.measurements

    assert (cold.work_files, cold.work_bytes) == (1, 100_000)
    assert 0 < cold.work_packed < 1_000
    assert (edited.work_files, edited.work_bytes, edited.work_packed) == (0, 0, 0)
    assert (cold.written, edited.written) == (4, 4)


def test_a_fresh_checkout_has_other_times_and_the_last_output(tmp_path):
    """Of the sources alone: what a cache brings back has its own."""
    corpus.write(tmp_path / "corpus", corpus.posts(3, 1))
    of = site.Site(engines.chosen(["standfirst-2"])[0], tmp_path / "site", tmp_path / "corpus", 9, tmp_path / "removed")  # fmt: skip
    of.restore()
    built = [of.output / "a" / "index.html", of.work / "html" / "environment.pickle"]
    for path in built:
        path.parent.mkdir(parents=True)
        path.touch()
    for path in of.folder.rglob("*"):
        os.utime(path, (1, 1))
    of.check_out()
    old = [path for path in of.folder.rglob("*") if path.is_file() and path.stat().st_mtime == 1]

    assert sorted(old) == sorted(built)


@pytest.mark.parametrize("kind", engines.KINDS)
def test_each_change_of_a_site_is_one_that_is_seen(tmp_path, kind):
    """Where the output has nothing of it, that is a fault; in two runs after each other too."""
    corpus.write(tmp_path / "corpus", corpus.posts(20, 1))
    of = site.Site(engines.chosen(["standfirst-2"])[0], tmp_path / "site", tmp_path / "corpus", 9, tmp_path / "removed")  # fmt: skip
    of.restore()
    before = {path: path.read_bytes() for path in of.folder.rglob("*") if path.is_file()}
    done = []
    for run in range(2):
        change = changes.Change.of(of, kind, run, 1)
        change.make()
        after = {path: path.read_bytes() for path in of.folder.rglob("*") if path.is_file()}
        done.append((len(before.items() ^ after.items()) > 0, len(list(change.faults())) > 0))
        before = after
    is_change = kind not in {"cold", "unchanged"}

    assert [is_one for is_one, _ in done] == [is_change] * 2
    assert [is_seen for _, is_seen in done] == [is_change and kind != "deleted"] * 2


def test_own_posts_are_sampled_and_left_as_they_are(tmp_path):
    """What some engine could not take is left out for all."""
    own = tmp_path / "own"
    corpus.write(own / "below", corpus.posts(5, 1))
    (own / "about.md").write_text("# About\n", encoding="utf-8")
    (own / "2020-01-01-bad.md").write_bytes(b"\xff")
    before = {path: path.stat().st_mtime_ns for path in own.rglob("*")}
    course.take(own, tmp_path / "some", 3, 1)
    course.take(own, tmp_path / "all", 9, 1)

    assert len(course.usable(own)) == 5
    assert len(list((tmp_path / "some").iterdir())) == 3
    assert len(list((tmp_path / "all").iterdir())) == 5
    assert {path: path.stat().st_mtime_ns for path in own.rglob("*")} == before


def test_after_a_deletion_engines_are_told_to_look_for_it():
    """Those that would leave the page; for Jekyll all later builds are incremental."""
    hugo, jekyll = (next(e for e in engines.ENGINES if e.key == key) for key in ("hugo", "jekyll"))

    assert "--cleanDestinationDir" in hugo.command_for("deleted")()
    assert "--cleanDestinationDir" not in hugo.command_for("edited")()
    assert jekyll.command_for("cold")() == ("jekyll", "build")
    assert jekyll.command_for("deleted")() == ("jekyll", "build", "--incremental")


def test_an_engine_that_is_not_there_is_named_with_its_package(monkeypatch):
    """Jekyll comes with Debian, not with the lock file."""
    monkeypatch.setattr(engines.shutil, "which", lambda _: None)
    jekyll = next(engine for engine in engines.ENGINES if engine.key == "jekyll")

    assert "apt install jekyll" in jekyll.missing()


@pytest.mark.audit
def test_a_small_run_measures_standfirst(tmp_path):
    """The command as `make bench` calls it: measurements, tables and a picture are written, nothing else is left."""
    arguments = ["run", "--engines", "standfirst-1", "--sizes", "4", "--runs", "1", "--kinds", "edited", "--no-page", "--articles", "0", "--output", str(tmp_path)]  # fmt: skip
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    found = results.load(tmp_path / "results.json")

    assert done.exit_code == 0, done.output
    assert [(m.kind, m.posts, m.faults) for m in found.measurements] == [("cold", 4, ()), ("edited", 4, ())]  # fmt: skip
    for item in found.measurements:
        assert item.wall > 0.1
        assert item.cpu > 0.1
        assert item.memory > 10_000_000
        assert item.files > 10
        assert item.bytes > 10_000
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".csv", ".svg"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--engines", "x"], "no engine x"),
        (["--kinds", "x"], "there are cold"),
        (["--sizes", "1"], "no numbers from 2"),
        (["--corpus", "."], "no two posts"),
    ],
)
def test_misuse_is_said(arguments, said, tmp_path, monkeypatch):
    """With exit code 2, before anything is built."""
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["run", *arguments])

    assert done.exit_code == 2
    assert said in done.output


def test_the_guides_tables_and_pictures_are_of_the_results_kept_here(tmp_path):
    """`benchmarks/results.json` and `editions.json`, drawn again, give the files that the page shows."""
    found = results.load(ROOT / "benchmarks" / "results.json")
    tables.write(found, tmp_path)
    plots.write(found, tmp_path)
    books = editions.load(ROOT / "benchmarks" / "editions.json")
    tables.write_editions(books, tmp_path)
    folder = ROOT / "guide" / "figures"
    page = (ROOT / "guide" / "benchmarks.md").read_text(encoding="utf-8")
    names = sorted(path.name for path in tmp_path.iterdir())

    assert names == sorted(path.name for path in folder.glob("bench-*"))
    for name in names:
        drawn, shown = tmp_path / name, folder / name
        if shown.suffix == ".csv":
            assert drawn.read_bytes() == shown.read_bytes()
        else:  # coordinates may be rounded otherwise by another processor
            assert words(drawn) == words(shown)
        assert f"figures/{name}" in page
    assert publish.sentence(found) in (ROOT / "README.md").read_text(encoding="utf-8")
    assert found.machine in page
    assert books.machine == found.machine
    assert f"{books.articles} made articles" in page


def test_results_are_published_with_one_command(tmp_path):
    """Into the folder of the benchmarks, the guide's figures and a sentence of the README, of which the rest stays."""
    source, root = tmp_path / "run", tmp_path / "root"
    for folder in (source, root / "benchmarks", root / "guide" / "figures"):
        folder.mkdir(parents=True)
    COURSE.save(source / "results.json")
    shutil.copyfile(ROOT / "benchmarks" / "editions.json", root / "benchmarks" / "editions.json")
    shutil.copyfile(ROOT / "README.md", root / "README.md")
    publish.publish(source, root)
    text = (root / "README.md").read_text(encoding="utf-8")
    said = "On two cores a first build of 2,000 posts takes 16 seconds, where Jekyll takes 12 and Hugo 2.1; after an edit it takes 16, where they take 12 and 2.1."
    drawn = {path.name for path in (root / "guide" / "figures").iterdir()}

    assert results.load(root / "benchmarks" / "results.json") == COURSE
    assert text == (ROOT / "README.md").read_text(encoding="utf-8").replace(
        publish.sentence(results.load(ROOT / "benchmarks" / "results.json")), said
    )
    assert drawn == {path.name for path in (ROOT / "guide" / "figures").glob("bench-*")}


def words(picture):
    """Return what is written in a picture."""
    return list(ET.parse(picture).getroot().itertext())  # noqa: S314  # our own


# -- editions


@pytest.mark.audit
def test_ways_to_make_editions_are_measured(tmp_path, monkeypatch):
    """The command: Standfirst's make their files; what is not installed is named in the table; JSON and table are left, nothing else."""
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    arguments = ["editions", "--count", "2", "--output", str(tmp_path)]
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    found = editions.load(tmp_path / "editions.json")
    ours, others = found.ways[:3], found.ways[3:]
    rows = (tmp_path / "bench-editions.csv").read_text(encoding="utf-8").splitlines()

    assert done.exit_code == 0, done.output
    assert [(way.fault, way.files) for way in ours] == [("", 1), ("", 2), ("", 1)]
    for way in ours:
        assert way.wall > 0.1
        assert way.cpu > 0.1
        assert way.memory > 10_000_000
    assert [way.fault for way in others] == ["xelatex is not installed", "weasyprint is not installed"]  # fmt: skip
    assert rows[-1] == '"WeasyPrint, articles",weasyprint is not installed,–,–,–'
    assert {path.name for path in tmp_path.iterdir()} == {"editions.json", "bench-editions.csv"}


def test_a_way_that_fails_is_named_with_what_it_said(tmp_path):
    """And one that makes no file; neither has figures."""
    failing = editions.Way(label="x", program="", commands=lambda _: iter([(sys.executable, "-c", "raise SystemExit('no luck')")]), made="*.pdf")  # fmt: skip
    idle = dc.replace(failing, commands=lambda _: iter([(sys.executable, "-c", "")]))

    assert "no luck" in editions.take(failing, tmp_path).fault
    assert editions.take(idle, tmp_path).fault == "made no file"


# -- pictures


@pytest.mark.audit
def test_conversion_of_pictures_is_measured(tmp_path):
    """Each made photograph is another file, of a camera's size, and is converted; the second time nothing is."""
    paths = pictures.write(tmp_path / "originals", 2)

    sizes = [path.stat().st_size for path in paths]
    assert {500_000 < size < 4_000_000 for size in sizes} == {True}
    assert pictures.write(tmp_path / "again", 1)[0].read_bytes() == paths[0].read_bytes()
    cost = pictures.measure(
        paths, tmp_path / "cache", Recipe(widths=(800,)), 2, lambda names, _: names
    )
    assert (cost.count, cost.original_bytes, cost.files) == (2, sum(sizes), 6)
    assert 0 < cost.column_bytes < cost.all_bytes
    assert 0 < cost.second_cpu < cost.first_cpu


# -- what a reader loads first


def a_report(paint, *requests):
    """Return a report of Lighthouse, of requests with their types and sizes."""
    items = [{"resourceType": kind, "transferSize": size} for kind, size in requests]
    return {
        "audits": {
            "largest-contentful-paint": {"numericValue": paint},
            "network-requests": {"details": {"items": [*items, {"url": "data:"}]}},
        }
    }


def test_reports_of_lighthouse_have_two_figures(tmp_path):
    """Medians, kept where the results are; the scripts do not count."""
    sheets = [("Stylesheet", 11_000), ("Script", 5_000), ("Stylesheet", 9_000)]
    reports = [a_report(paint, *sheets) for paint in (1_402.4, 1_398, 2_000)]
    page = first_page.of_reports(reports)
    first_page.save(page, tmp_path / results.FIRST_PAGE)

    assert (page.styles, page.paint) == (20_000, 1.4)
    assert results.first_page(tmp_path) == page
    assert results.first_page(tmp_path / "gone") is None


@pytest.mark.parametrize(
    ("why", "page", "said"),
    [
        ("there is no Chromium", None, "left out: there is no Chromium"),
        ("", ValueError("the pages cannot be built"), "the pages cannot be built"),
        ("", results.FirstPage(day="2026-01-02", styles=1, paint=1.0), "looks at an article"),
    ],
)
def test_a_run_goes_on_where_nobody_can_look(tmp_path, monkeypatch, why, page, said):
    """And says why; else the figures are kept."""

    def measured(*_):
        if isinstance(page, ValueError):
            raise page
        return page

    told, found = io.StringIO(), of_builds()
    monkeypatch.setattr(first_page, "missing", lambda: why)
    monkeypatch.setattr(first_page, "measure", measured)
    telling.look(tmp_path / "work", found, tmp_path, 1, Console(file=told, width=200))

    assert said in told.getvalue()
    assert found.first_page == (page if isinstance(page, results.FirstPage) else None)
    assert (tmp_path / results.FIRST_PAGE).exists() == (found.first_page is not None)


def test_pages_are_served_compressed(tmp_path):
    """As hosts do: texts, and no pictures; what is not there is 404."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("<p>" + "a" * 1_000, encoding="utf-8")
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    with first_page.served(tmp_path) as address:
        page, picture, gone = (httpx.get(f"{address}/{path}") for path in ("a/", "a.png", "b"))

    assert page.text == "<p>" + "a" * 1_000
    assert int(page.headers["Content-Length"]) < 100
    assert (picture.content, picture.headers.get("Content-Encoding")) == (b"\x89PNG", None)
    assert gone.status_code == 404
