"""How far long work is: with a clock and a terminal of the test's own."""

from __future__ import annotations

import io
import multiprocessing

import pytest

from standfirst.progress import Progress

CLEAR = "\r\x1b[K"


class Screen(io.StringIO):
    """A stream that is a terminal, or not."""

    def __init__(self, *, is_terminal=True):
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self):
        """Return whether it is one."""
        return self.is_terminal


class Clock:
    """A clock that stands still, but for what a test adds."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        """Return the time."""
        return self.now


@pytest.fixture
def clock():
    """Return a clock."""
    return Clock()


def lines(screen):
    """Return what was shown on a screen, one after another."""
    return screen.getvalue().split(CLEAR)[1:]


def go_through(progress, clock, pieces, seconds, what="reading"):
    """Do *pieces*, each of which takes some *seconds*."""
    with progress.of(what, len(pieces)) as stage:
        for _ in stage.through(pieces):
            clock.now += seconds


def test_a_terminal_has_a_bar_that_is_gone_in_the_end(clock, monkeypatch):
    """What is done, how much of how much, and what is next."""
    monkeypatch.setenv("COLUMNS", "90")
    screen = Screen()
    go_through(Progress(screen, clock=clock), clock, "abc", 1)

    assert lines(screen) == [
        "reading [######--------------] 1 of 3 b",
        "reading [#############-------] 2 of 3 c",
        "reading [####################] 3 of 3",
        "",
    ]


@pytest.mark.parametrize(
    ("columns", "name", "room"),
    [("60", "a", 59), ("60", "posts/2026-01-02-a-long-name", 59), ("90", "銀行報告銀行報告", 44)],
)
def test_what_is_next_is_named_as_far_as_there_is_room(clock, monkeypatch, columns, name, room):
    """A character of Chinese takes two columns."""
    monkeypatch.setenv("COLUMNS", columns)
    screen = Screen()
    with Progress(screen, clock=clock).of("reading", 3) as stage:
        clock.now += 1
        next(iter(stage.through([name])))

    assert lines(screen)[0] == f"reading [--------------------] 0 of 3 {name}"[:room]


def test_a_bar_is_drawn_ten_times_a_second_and_no_more(clock):
    """However many pieces there are; where all is done before, there is none."""
    quick, slow = Screen(), Screen()
    go_through(Progress(quick, clock=clock), clock, range(9), 0.01)
    go_through(Progress(slow, clock=clock), clock, range(1_000), 0.001)

    assert quick.getvalue() == ""
    assert 9 <= len(lines(slow)) - 1 <= 10


def test_a_log_has_a_line_every_ten_seconds(clock):
    """From the beginning of the command, across its stages; without anything that moves a cursor."""
    screen = Screen(is_terminal=False)
    progress = Progress(screen, clock=clock)
    go_through(progress, clock, range(3), 3.25)
    go_through(progress, clock, range(1_300), 1 / 32, "writing lists")

    assert screen.getvalue().splitlines() == [
        f"writing lists: {done} of 1,300" for done in ("8", "328", "648", "968", "1,288")
    ]


def test_a_name_obeys_the_terminal_and_does_not_command_it(clock, monkeypatch):
    """Whatever an author has called a file."""
    monkeypatch.setenv("COLUMNS", "90")
    screen = Screen()
    with Progress(screen, clock=clock).of("reading", 2) as stage:
        clock.now += 1
        for _ in stage.through(["a\x1b[2J\r\nb"]):
            pass

    assert "\x1b[2J" not in screen.getvalue()
    assert screen.getvalue().count("\n") == 0


@pytest.mark.parametrize(("is_there", "pieces"), [(False, "abc"), (True, "")])
def test_nothing_is_shown_where_nobody_asks_or_nothing_is_done(clock, is_there, pieces):
    """The work is done."""
    screen = Screen()
    progress = Progress(screen if is_there else None, clock=clock)
    with progress.of("reading", len(pieces)) as stage:
        clock.now += 60
        done = "".join(stage.through(pieces))
        stage.step()
        progress.clear()

    assert (done, screen.getvalue()) == (pieces, "")


def test_a_message_takes_the_bar_away(clock):
    """And where there is none, nothing."""
    screen = Screen()
    progress = Progress(screen, clock=clock)
    with progress.of("reading", 2) as stage:
        progress.clear()
        before = screen.getvalue()
        clock.now += 1
        stage.step()
        progress.clear()
    after = screen.getvalue()
    progress.clear()

    assert before == ""
    assert after == f"{CLEAR}reading [##########----------] 1 of 2{CLEAR}{CLEAR}"
    assert screen.getvalue() == after


def test_what_other_processes_have_done_counts(clock):
    """Each counts in memory that all share."""
    screen = Screen()
    context = multiprocessing.get_context("fork")
    with Progress(screen, clock=clock).of("reading", 8) as stage:
        others = [context.Process(target=lambda: list(stage.through("abc"))) for _ in range(2)]
        for other in others:
            other.start()
        for other in others:
            other.join()
        clock.now += 1
        stage.step()

    assert lines(screen) == ["reading [#################---] 7 of 8", ""]


def test_a_failed_stage_leaves_no_bar(clock):
    """Whoever says why has a line of its own."""
    screen = Screen()

    def fail():
        with Progress(screen, clock=clock).of("reading", 2) as stage:
            clock.now += 1
            stage.step()
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        fail()

    assert screen.getvalue().endswith(CLEAR)
