"""What ``standfirst images fetch`` says of what came and what did not."""

from __future__ import annotations

import dataclasses as dc
import json

import pytest
from click.testing import CliRunner

from standfirst.cli import main
from standfirst.pictures.remote import fetch_missing
from standfirst.pictures.remote.fetch_missing import FetchOutcome, Missed
from standfirst.pictures.remote.request import Kind
from standfirst.pictures.remote.store import Held, changing, hash_of
from standfirst.pictures.remote.wanted import PictureUse, WantedPicture


def missed(url, kind=Kind.GONE, reason="no", lines=(3,), **more):
    """Return a picture that did not come, shown at these lines."""
    uses = tuple(PictureUse(source="a.md", line=line) for line in lines)
    return Missed(wanted=WantedPicture(url=url, uses=uses), kind=kind, reason=reason, **more)


def fetched(tmp_path, monkeypatch, outcome, *options):
    """Return exit code, lines of output and of errors, and how it was asked to fetch."""
    asked = []

    def instead(_root, _settings, _wanted, **said):
        asked.append(said["manner"])
        return outcome

    monkeypatch.setattr(fetch_missing, "fetch_missing", instead)
    (tmp_path / "conf.py").write_text('extensions = ["standfirst"]\n', encoding="utf-8")
    done = CliRunner().invoke(main.main, ["images", "fetch", str(tmp_path), *options])
    return done.exit_code, done.stdout.splitlines(), done.stderr.splitlines(), asked[0]


@pytest.mark.parametrize(
    ("outcome", "code", "line"),
    [
        (FetchOutcome(wanted=0), 0, "0 remote pictures: 0 fetched, 0 already stored"),
        (FetchOutcome(wanted=3, held=1, fetched=["a", "b"]), 0, "3 remote pictures: 2 fetched, 1 already stored"),
        (FetchOutcome(wanted=2, fetched=["a", "b"], changed=["b"]), 0, "2 remote pictures: 2 fetched, 1 of them changed at their addresses, 0 already stored"),
        (FetchOutcome(wanted=5, held=4, unreached=1), 1, "5 remote pictures: 0 fetched, 4 already stored, 1 not reached in time"),
        (FetchOutcome(wanted=1, missed=[missed("http://a/x")]), 1, "1 remote pictures: 0 fetched, 0 already stored, 1 failed"),
    ],
)  # fmt: skip
def test_a_run_is_counted(tmp_path, monkeypatch, outcome, code, line):
    """And ends with 1 where a picture is not there."""
    assert fetched(tmp_path, monkeypatch, outcome)[:2] == (code, [line])


@pytest.mark.parametrize(
    ("those", "lines"),
    [
        ([missed("http://a/x")], ["a.md:3: http://a/x: no"]),
        ([missed("http://a/x", lines=(3, 4, 5))], ["a.md:3 and 2 more: http://a/x: no"]),
        ([missed("http://a/x", is_remembered=True)], ["a.md:3: http://a/x: no (failed recently; --retry tries again)"]),
        ([missed("http://a/x", is_held=True)], ["a.md:3: http://a/x: no; the stored one is kept"]),
        ([missed("http://a/x"), missed("http://a/y")], ["a.md:3: http://a/x: no", "a.md:3: http://a/y: no"]),
        (
            [missed(f"http://{host}/{n}", kind) for kind in (Kind.UNREACHABLE, Kind.BUSY) for host in "ab" for n in range(3)],
            ["a.md:3: http://a/0: no; the same for 5 more from that host", "a.md:3: http://b/0: no; the same for 5 more from that host"],
        ),
        (
            [missed("http://a/x", Kind.BUSY), missed("http://a/y", Kind.BUSY, "other"), missed("http://a/z", Kind.BUSY, is_remembered=True)],
            ["a.md:3: http://a/x: no", "a.md:3: http://a/y: other", "a.md:3: http://a/z: no (failed recently; --retry tries again)"],
        ),
        (
            [missed(f"http://a/{kind.value}", kind) for kind in (Kind.REFUSED, Kind.FAULTY, Kind.SLOW)],
            ["a.md:3: http://a/refused: no", "a.md:3: http://a/faulty: no", "a.md:3: http://a/slow: no"],
        ),
    ],
)  # fmt: skip
def test_what_did_not_come_is_told_of(tmp_path, monkeypatch, those, lines):
    """In a line each, but once for a host that does not answer."""
    outcome = FetchOutcome(wanted=len(those), missed=those)

    assert fetched(tmp_path, monkeypatch, outcome)[2] == lines


@pytest.mark.parametrize(
    ("options", "update", "retry"),
    [
        ([], False, False),
        (["--update"], True, False),
        (["--retry"], False, True),
        (["--retry", "--update"], True, True),
    ],
)
def test_it_is_asked_as_it_is_told(tmp_path, monkeypatch, options, update, retry):
    """To ask again for what is there, or to try again what failed."""
    manner = fetched(tmp_path, monkeypatch, FetchOutcome(wanted=0), *options)[3]

    assert (manner.update, manner.retry) == (update, retry)


PNG = b"\x89PNG\r\n\x1a\n and so on"
HELD = Held(
    url="https://example.org/a.png",
    final_url="https://example.org/b.png",
    sha256=hash_of(PNG),
    bytes=len(PNG) * 1000,
    type="image/png",
    width=40,
    height=30,
    fetched="2026-01-02T03:04:05Z",
    used_by=("posts/a.md", "posts/b.md"),
)


@pytest.fixture
def stored(tmp_path):
    """Return a publication's folder with a stored picture that nothing shows."""
    (tmp_path / "conf.py").write_text('extensions = ["standfirst"]\n', encoding="utf-8")
    with changing(tmp_path / "pictures", list) as changes:
        changes.hold(HELD, PNG)
    return tmp_path


def said(*arguments):
    """Return exit code and lines of output of a command."""
    done = CliRunner().invoke(main.main, ["images", *map(str, arguments)])
    return done.exit_code, done.stdout.splitlines()


def test_what_is_stored_is_listed(stored):
    """Each with its size, and what shows it."""
    assert said("list", stored) == (
        0,
        [
            "https://example.org/a.png",
            "  image/png, 40 × 30, 18,000 bytes, fetched 2026-01-02",
            "  posts/a.md",
            "  posts/b.md",
        ],
    )


def test_what_is_stored_is_listed_for_programs(stored):
    """With all that is known, and where the file lies."""
    code, lines = said("list", stored, "--format", "json")
    file = f"pictures/{HELD.sha256[:2]}/{HELD.sha256}.png"

    assert code == 0
    assert json.loads("\n".join(lines)) == [
        {**dc.asdict(HELD), "used_by": ["posts/a.md", "posts/b.md"], "file": file}
    ]


def test_what_nothing_shows_is_deleted_where_somebody_says_so(stored):
    """Else it is listed alone."""
    file = f"pictures/{HELD.sha256[:2]}/{HELD.sha256}.png"
    what = f"1 entry and 1 file, {len(PNG)} bytes"
    listed = [HELD.url, file]

    assert said("prune", stored) == (0, [*listed, f"Not deleted: {what}; --yes deletes them"])
    assert (stored / file).is_file()
    assert said("prune", stored, "--yes") == (0, [*listed, f"Deleted: {what}"])
    assert not (stored / file).exists()
    assert said("prune", stored, "--yes") == (0, ["Nothing to delete"])
    assert said("list", stored) == (0, [])
