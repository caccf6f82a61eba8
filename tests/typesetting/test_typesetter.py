"""Typst sets within limits of time and memory; what passes them ends alone, and is named."""

from __future__ import annotations

import multiprocessing
import os
import re
import subprocess
import sys
import time

import psutil
import pytest

pytest.importorskip("typst", reason="needs typst; pip install 'standfirst[editions]'")

from source_tree import PACKAGE

from standfirst.editions.typst.compiler import Compiler
from standfirst.limits.worker_process import EndedError
from standfirst.typesetting import typesetter
from standfirst.typesetting.typesetter import (
    Job,
    LimitError,
    RefusedError,
    SettingLimits,
    Typesetter,
)

ENOUGH = SettingLimits.of(1_000)
ENDLESS = "#for a in range(10000000) { for b in range(10000000) [#a] }"
LARGE = "#let all = range(200000000).map(str)\n#all.len()"
ENORMOUS = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0L1e30 1e30L1e38 3Z" stroke="red" stroke-width="1e30"/></svg>'
BLURRED = '<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="1000"><filter id="f"><feGaussianBlur stdDeviation="5"/></filter>{}</svg>'


def working(of=None):
    """Return the processes that set for this one, or for that of another number."""
    children = psutil.Process(of).children()
    # one that has ended, and that nobody has asked for, has no command any more
    alive = [child for child in children if child.status() != psutil.STATUS_ZOMBIE]
    return [child for child in alive if "standfirst.typesetting.worker" in child.cmdline()]


@pytest.fixture(scope="module")
def typesetter_(tmp_path_factory):
    """Return one that all tests use, so that each is the next source after the one before."""
    return Typesetter(tmp_path_factory.mktemp("sources"))


def test_what_it_sets_is_what_typst_sets(typesetter_):
    """PDF with its standards and its time, a bitmap, HTML."""
    import typst  # noqa: PLC0415  # not everybody has it

    source = '#set document(title: "A")\n= Heading\n'
    job = Job(source=source, standards=("ua-1", "a-2a"), timestamp=86_400)
    expected = typst.compile(
        source.encode(), pdf_standards=["ua-1", "a-2a"], timestamp=86_400, ignore_system_fonts=True
    )

    assert typesetter_.set(job, ENOUGH) == expected
    assert typesetter_.set(Job(source="a", format="png", ppi=72), ENOUGH)[:4] == b"\x89PNG"
    assert b"<p>a</p>" in typesetter_.set(Job(source="a", format="html"), ENOUGH)


def test_what_typst_refuses_is_refused_in_its_words(typesetter_):
    """In one line, and with the whole answer for who reads it."""
    with pytest.raises(RefusedError, match="unknown variable: x") as found:
        typesetter_.set(Job(source="#x"), ENOUGH)

    assert not isinstance(found.value, LimitError)
    assert "#x" in found.value.diagnostic
    with pytest.raises(RefusedError, match="several pages"):
        typesetter_.set(Job(source="a #pagebreak() b", format="png"), ENOUGH)


def test_what_takes_too_long_is_ended(typesetter_):
    """The next one is set as if nothing had been."""
    with pytest.raises(LimitError, match="more than 1 seconds"):
        typesetter_.set(Job(source=ENDLESS), SettingLimits(seconds=1, memory=10**11))

    assert typesetter_.set(Job(source="a"), ENOUGH)


@pytest.mark.skipif(sys.platform != "linux", reason="needs limits of memory")
def test_what_takes_too_much_memory_is_ended(typesetter_):
    """Before the machine has none left."""
    with pytest.raises(LimitError, match=r"more than 0\.3 GB of memory"):
        typesetter_.set(Job(source=LARGE), SettingLimits(seconds=60, memory=300_000_000))

    assert typesetter_.set(Job(source="a"), ENOUGH)


def test_what_breaks_the_compiler_ends_nothing_else(tmp_path, capfd):
    """Nor does anybody see the compiler's own words of it."""
    (tmp_path / "it.svg").write_text(ENORMOUS)
    own = Typesetter(tmp_path)
    with pytest.raises(LimitError, match="the compiler fails on it"):
        own.set(Job(source='#image("it.svg", width: 10pt)', format="png", ppi=20), ENOUGH)

    assert own.set(Job(source="a"), ENOUGH)
    assert capfd.readouterr() == ("", "")


def test_a_process_that_is_killed_is_begun_again(typesetter_):
    """What it was setting is named with how it ended."""
    typesetter_.set(Job(source="a"), ENOUGH)
    for worker in working():
        worker.kill()
        while worker.status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.01)
    with pytest.raises(LimitError, match=r"crashed \(exit code -9\)"):
        typesetter_.set(Job(source="b"), ENOUGH)

    assert typesetter_.set(Job(source="b"), ENOUGH)


def test_one_that_has_taken_much_is_begun_anew(typesetter_, monkeypatch):
    """What the compiler remembers of sources does not add up."""
    typesetter_.set(Job(source="a"), ENOUGH)
    before = working()
    monkeypatch.setattr(typesetter, "KEPT", 0)
    typesetter_.set(Job(source="b"), ENOUGH)

    assert len(working()) == len(before) - 1
    assert typesetter_.set(Job(source="c"), ENOUGH)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs forks")
def test_a_fork_begins_its_own(typesetter_):
    """It neither reads the answers of the other's, nor ends it."""
    typesetter_.set(Job(source="a"), ENOUGH)
    before = working()
    context = multiprocessing.get_context("fork")
    told = context.SimpleQueue()

    def set_in_fork() -> None:
        typesetter_.set(Job(source="forked"), ENOUGH)
        told.put(len(working()))

    fork = context.Process(target=set_in_fork)
    fork.start()
    others = told.get()
    fork.join()
    typesetter_.set(Job(source="b"), ENOUGH)

    assert others == 1
    assert working() == before


def test_it_ends_with_who_asks(tmp_path):
    """Nothing is set any more for a build that was killed."""
    code = (
        "from standfirst.typesetting.typesetter import *; t = Typesetter(); t.set(Job(source='a'), SettingLimits.of(1));"
        f"print('begun', flush=True); t.set(Job(source={ENDLESS!r}), SettingLimits.of(1))"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        (sys.executable, "-c", code), stdout=subprocess.PIPE, cwd=tmp_path, env=env
    ) as asking:
        asking.stdout.readline()
        [setting] = working(asking.pid)
        asking.kill()
    deadline = time.monotonic() + 20
    while setting.is_running() and time.monotonic() < deadline:
        time.sleep(0.1)

    assert not setting.is_running()


def test_limits_allow_the_largest_books():
    """Five times what a volume of 4.5 MB took on one machine, and all that it took of memory, twice."""
    limits = SettingLimits.of(4_500_000)

    assert limits.seconds > 5 * 60
    assert limits.memory > 2 * 2_300_000_000


def test_a_drawing_that_takes_too_long_is_no_picture(tmp_path, monkeypatch):
    """It is found out where nothing else is lost; others are taken."""
    monkeypatch.setattr("standfirst.editions.typst.compiler.SECONDS_OF_A_PICTURE", 3.0)
    press = Compiler(tmp_path / "work", None)
    box = '<rect width="1000" height="1000" filter="url(#f)"/>'
    slow, quick = tmp_path / "slow.svg", tmp_path / "quick.svg"
    slow.write_text(BLURRED.format(box * 200))
    quick.write_text(BLURRED.format("<rect/>"))

    assert press.picture(slow) is None
    assert press.picture(quick).startswith("/images/")


def end_at(monkeypatch, publication, *words):
    """Have the compiler be ended by every source that takes in an article with one of the words."""
    set_ = Typesetter.set

    def limited(self, job, limits):
        made = publication.root.rglob("articles/*.typ")
        taken = [file for file in made if file.name in job.source]
        if any(word in file.read_text(encoding="utf-8") for file in taken for word in words):
            raise LimitError("it takes more than 60 seconds")
        return set_(self, job, limits)

    monkeypatch.setattr(Typesetter, "set", limited)


def build(publication, builder="typst"):
    """Return the PDFs with their bytes, and the warnings."""
    built = publication.build("standfirst_volumes=year", builder=builder)
    pdfs = {name: (built.out / name).read_bytes() for name in built.files() if ".pdf" in name}
    return pdfs, built.warnings


def test_an_article_that_passes_the_limits_has_its_bare_text(publication, monkeypatch):
    """What drew too long is gone; the others and the volume are there, also in a build that follows."""
    end_at(monkeypatch, publication, "strong")
    publication.post("2026-01-01-a", "Plain.\n", title="A")
    publication.post("2026-01-02-b", "It is **bold**.\n", title="B")
    pdfs, warnings = build(publication)

    assert [*pdfs] == ["articles/posts/2026-01-01-a.pdf", "articles/posts/2026-01-02-b.pdf", "volumes/2026.pdf"]  # fmt: skip
    assert warnings.count("WARNING") == 1
    assert "2026-01-02-b.md:1: WARNING: this article cannot be typeset as it is (it takes more than 60 seconds); the PDF has its bare text" in warnings  # fmt: skip
    assert build(publication) == (pdfs, "")


def test_an_article_that_cannot_be_set_at_all_has_no_pdf(publication, monkeypatch):
    """The volume has its title; a build that follows tries again, says the same and gives the same."""
    end_at(monkeypatch, publication, "endless")
    publication.post("2026-01-01-a", "Plain.\n", title="A")
    publication.post("2026-01-02-b", "It is endless.\n", title="B")
    pdfs, warnings = build(publication)

    assert [*pdfs] == ["articles/posts/2026-01-01-a.pdf", "volumes/2026.pdf"]
    assert warnings.count("WARNING") == 1
    assert "2026-01-02-b.md:1: WARNING: this article cannot be typeset (it takes more than 60 seconds); it has no PDF, and books have only its title" in warnings  # fmt: skip
    assert build(publication) == (pdfs, warnings)
    publication.post("2026-01-02-b", "It ends.\n", title="B")
    pdfs, warnings = build(publication)

    assert "articles/posts/2026-01-02-b.pdf" in pdfs
    assert warnings == ""


@pytest.mark.parametrize("builder", ["typst", "pdf"])
def test_a_book_that_cannot_be_set_is_named(publication, monkeypatch, builder):
    """Neither is there one of before; the articles have theirs."""
    publication.post("2026-01-01-a", "One.\n", title="A")
    before, _ = build(publication, builder)
    monkeypatch.setattr(
        "standfirst.editions.typst.documents.book", lambda *_, **__: '#panic("too long a book")'
    )
    publication.post("2026-01-01-a", "Two.\n", title="A")
    pdfs, warnings = build(publication, builder)

    # the whole does without a volume's PDF
    assert {*before} - {*pdfs} == ({"volumes/2026.pdf"} if builder == "typst" else set())
    assert warnings.count("WARNING") == 1
    assert "cannot be typeset (panicked with: too long a book); it was not made" in warnings
    monkeypatch.undo()

    assert {*build(publication, builder)[0]} == {*before}


def test_a_drawing_that_is_refused_is_said_once(publication):
    """By who makes pictures ready, with line and reason; its text stands in the PDF."""
    box = '<rect mask="url(#m{})"/>'
    inner = "".join(f'<mask id="m{n}">{box.format(n - 1) * 9}</mask>' for n in range(9))
    publication.write(
        "posts/m.svg", f'<svg xmlns="http://www.w3.org/2000/svg">{inner}{box.format(8)}</svg>'
    )
    publication.post("2026-01-01-a", "![What it shows](m.svg)\n", title="A")
    pdfs, warnings = build(publication)

    assert [*pdfs] == ["articles/posts/2026-01-01-a.pdf", "volumes/2026.pdf"]
    assert warnings.count("WARNING") == 1
    assert "2026-01-01-a.md:8: WARNING: the picture 'posts/m.svg' takes as long to draw" in warnings


def test_nothing_else_asks_the_compiler():
    """Only the process that can be ended sets anything; what fonts there are is asked of the machine."""
    code = PACKAGE
    asking = {
        path.relative_to(code).as_posix()
        for path in code.rglob("*.py")
        if re.search(r"^\s*(?:import|from) typst\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }

    assert asking == {"editions/typst/fonts.py", "typesetting/worker.py"}


@pytest.mark.parametrize("builder", ["typst", "cards", "epub"])
def test_no_process_is_left_of_a_build(publication, builder):
    """Who builds again and again, as a preview does, would have one of each."""
    publication.post("2026-01-01-a", "Text.\n", title="A")
    before = working()
    built = publication.build("standfirst_volumes=year", builder=builder)

    assert built.warnings == ""
    assert set(working()) <= set(before)


class Played:
    """A process that answers as it is told."""

    has_ended = False

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []
        self.ends = 0

    def ask(self, question, seconds):
        """Return or raise the next answer."""
        self.asked.append((question, seconds))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def end(self):
        """Count the end."""
        self.ends += 1


@pytest.fixture
def played(monkeypatch):
    """Return a function that sets one source with a played process."""

    def set_(worker, job=None, limits=None):
        begun = []
        monkeypatch.setattr(
            typesetter,
            "WorkerProcess",
            lambda *given, **named: begun.append((given, named)) or worker,
        )
        own = Typesetter()
        try:
            return own.set(job or Job(source="a"), limits or ENOUGH), begun
        except RefusedError as error:
            return error, begun

    return set_


@pytest.mark.parametrize(
    ("answer", "kind", "message", "ends"),
    [
        (EndedError(-9, is_late=True), LimitError, "it takes more than 3 seconds", 0),
        (EndedError(-9, is_late=False), LimitError, "the compiler crashed (exit code -9)", 0),
        (EndedError(-6, is_late=False), LimitError, "it takes more than 2.5 GB of memory", 0),
        (({"ended": "memory", "data": 1}, b""), LimitError, "it takes more than 2.5 GB of memory", 1),
        (({"ended": "broken", "data": 1}, b""), LimitError, "the compiler fails on it (broken)", 1),
        (({"refused": " a\n b ", "diagnostic": "all", "data": 1}, b""), RefusedError, "a b", 0),
        (({"refused": "a", "data": 1}, b""), RefusedError, "a", 0),
        (({"refused": "a", "data": 1_500_000_001}, b""), RefusedError, "a", 1),
    ],
)  # fmt: skip
def test_what_is_not_set_says_why(played, answer, kind, message, ends):
    """By whether it was late, had too much memory or is refused; a process that cannot go on is ended."""
    worker = Played(answer)
    error, _ = played(worker, limits=SettingLimits(seconds=3.4, memory=2_500_000_000))

    assert (type(error), str(error), worker.ends) == (kind, message, ends)
    assert error.diagnostic == ("all" if " " in message and kind is RefusedError else "")


@pytest.mark.parametrize(("data", "ends"), [(0, 0), (1_500_000_000, 0), (1_500_000_001, 1)])
def test_a_process_is_kept_until_it_has_taken_too_much(played, data, ends):
    """It is asked for all that the job says, with its limits."""
    worker = Played(({"size": 1, "data": data}, b"x"))
    job = Job(source="a", format="png", standards=("ua-1",), timestamp=5, ppi=20)
    made, begun = played(worker, job, SettingLimits(seconds=7, memory=9))
    question = {
        "source": "a", "format": "png", "standards": ("ua-1",), "timestamp": 5, "ppi": 20, "memory": 9,
    }  # fmt: skip

    assert (made, worker.ends) == (b"x", ends)
    assert worker.asked == [(question, 7)]
    assert begun == [
        (("standfirst.typesetting.worker", "[null, null]"), {"stderr": subprocess.DEVNULL})
    ]


def test_where_no_process_can_be_begun_it_is_said(monkeypatch):
    """By the system's own words."""

    def refuse(*_, **__):
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(typesetter, "WorkerProcess", refuse)
    with pytest.raises(LimitError) as found:
        Typesetter().set(Job(source="a"), ENOUGH)

    assert (
        str(found.value) == "no process can be started to set it (Resource temporarily unavailable)"
    )


@pytest.mark.parametrize(
    ("size", "seconds", "memory"),
    [(0, 60, 2_000_000_000), (1_000, 60.2, 2_001_000_000), (4_500_000, 960, 6_500_000_000)],
)
def test_limits_grow_with_the_source(size, seconds, memory):
    """From a minute and 2 GB."""
    assert SettingLimits.of(size) == SettingLimits(seconds=pytest.approx(seconds), memory=memory)


def test_a_source_counts_its_parts_and_each_picture_once(tmp_path, monkeypatch):
    """As ten thousand bytes of text; the best standards that it meets are claimed."""
    press = Compiler(tmp_path / "work", None)
    part = tmp_path / "part.typ"
    names = [f"/images/{digit * 20}.png" for digit in "ab"]
    part.write_text(f"字 {names[0]} {names[0]} {names[1]} /images/short.png", encoding="utf-8")
    asked = []

    def set_(_self, job, limits):
        asked.append((job.standards, job.timestamp, limits))
        if len(asked) < 4:
            raise RefusedError(f"refused {len(asked)}")
        return b"made"

    monkeypatch.setattr(Typesetter, "set", set_)
    made = press.compile("four", timestamp=5, parts=[part])
    size = 4 + len(part.read_text(encoding="utf-8")) + 20_000
    standards = [("ua-1", "a-2a"), ("ua-1",), ("a-2b",), ()]

    assert (made.content, made.complaint) == (b"made", "refused 1")
    assert asked == [(names, 5, SettingLimits.of(size)) for names in standards]
