"""*Now* is something that a document depends on: what shows it is read and written again when it is another."""

from __future__ import annotations

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from publications import NOW
from walks import clean, differences, tree

from standfirst.cli import main, options
from standfirst.incremental import freshness

TODAY = """
    Day
    ===

    Made |today|, |hour|.

    .. |hour| date:: %Y-%m-%d %H:%M
"""


def _at(now):
    return f"standfirst_now={now}"


def test_what_shows_now_is_read_again(publication, monkeypatch):
    """By the hour or by the day, in the publication's zone, not by the clock; and nothing else is read again."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    publication.write("conf.py", publication.conf + '    standfirst_timezone = "Asia/Hong_Kong"\n')
    publication.post("2026-01-02-time", "Built {{ site['time'] }}, {{ site.time | date: '%H' }}.\n")
    publication.post("2026-01-02-x", "Built {{ site.title }}.\n")
    publication.write("day.rst", TODAY)
    found, read = [], []
    for hour in (14, 15, 16, 16):
        built = publication.build(_at(f"2026-06-01T{hour}:00:00+00:00"))
        pages = [built.read(name) for name in ("2026/01/time/", "day/", "2026/01/x/")]
        found.append([re.search(r'(?:Built|Made) ([^<"]*)', page)[1] for page in pages])
        read.append(re.search(r"(\d+) added, (\d+) changed", built.status).groups())

    assert found == [
        ["2026-06-01 22:00:00 +0800, 22.", "1 June 2026, 2026-06-01 22:00.", "The Test Review."],
        ["2026-06-01 23:00:00 +0800, 23.", "1 June 2026, 2026-06-01 23:00.", "The Test Review."],
        ["2026-06-02 00:00:00 +0800, 00.", "2 June 2026, 2026-06-02 00:00.", "The Test Review."],
        ["2026-06-02 00:00:00 +0800, 00.", "2 June 2026, 2026-06-02 00:00.", "The Test Review."],
    ]
    assert read == [("4", "0"), ("0", "2"), ("0", "2"), ("0", "0")]


def test_now_gives_what_a_clean_build_gives(publication, tmp_path, shared):
    """Also where two processes have read, and for the year of the copyright, of which Sphinx asks the clock."""
    root = publication.root = tmp_path / "publication"
    publication.write("conf.py", publication.conf + '    copyright = "2020–%Y, The Test Review"\n')
    publication.write("index.md", "---\ntitle: Front\n---\n")
    publication.write("day.rst", TODAY)
    for number in range(shared):
        publication.post(f"2026-01-02-p{number}", "{{ site.time }}\n" if number % 3 else "Text.\n")
    publication.build(_at("2026-06-01T00:00:00+00:00"), jobs=2)
    later = _at("2027-06-02T00:00:00+00:00")
    built = publication.build(later, jobs=2)

    assert "2020–2027, The Test Review" in built.read("day/")
    assert "Made 2 June 2027, 2027-06-02 00:00." in built.read("day/")
    publication.write(
        "conf.py",
        publication.conf.replace("2026-06-01", "2027-06-02")
        + '    copyright = "2020–%Y, The Test Review"\n',
    )
    assert differences(tree(publication.build().out), clean(publication, tmp_path / "clean")) == []
    assert root.is_dir()


@pytest.mark.parametrize(
    ("text", "is_due"), [("{{ site.time }}", True), ("{{ site.title }}", False)]
)
def test_a_build_of_another_hour_is_no_repetition_where_a_page_shows_it(
    publication, monkeypatch, text, is_due
):
    """The command does not say that nothing has changed; where no page shows it, it does."""
    publication.write("conf.py", publication.conf.partition("standfirst_now")[0] + "\n")
    publication.post("2026-01-02-x", f"{text}\n")
    clock = [NOW, NOW + dt.timedelta(minutes=59), NOW + dt.timedelta(hours=1)]
    said = []
    for now in clock:
        clock_ = SimpleNamespace(now=lambda tz, now=now: now.astimezone(tz))
        monkeypatch.setattr(options, "dt", SimpleNamespace(UTC=dt.UTC, datetime=clock_))
        result = CliRunner().invoke(main.main, ["build", str(publication.root)])
        said.append("Nothing has changed" in result.output)
        shown = publication.root / "_build/doctrees/html" / freshness.SHOWN
        if shown.is_file():
            freshness.note(shown, NOW)

    assert said == [False, True, not is_due]


def test_a_list_of_posts_has_those_of_now(publication):
    """ABlog asks the machine's clock when it is loaded, in the machine's zone, and leaves out what is dated later."""
    publication.write("conf.py", publication.conf + "    standfirst_search = False\n")
    publication.post("2199-05-31-late", date="2199-05-31 09:00:00 +0800", title="Late")
    publication.post("2199-06-02-later", date="2199-06-02 09:00:00 +0800", title="Later")
    publication.write("list.md", "# List\n\n```{postlist} 5\n:format: '{title}'\n```\n")
    built = publication.build(_at("2199-06-01T00:00:00+00:00"))

    assert re.findall(
        r'<a class="reference internal" href="([^"]*)">([^<]*)</a>', built.read("list/")
    ) == [("../2199/05/late/", "Late")]
