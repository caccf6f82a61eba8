"""What did not come is remembered, for as long as it makes sense."""

from __future__ import annotations

import datetime as dt

import pytest

from standfirst.pictures.remote.failures import FILE, Failures
from standfirst.pictures.remote.request import Failed, Kind

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
URL = "https://example.org/a.png"


def remembered(folder, hours):
    """Return what is known so many hours later."""
    found = Failures(folder, NOW + dt.timedelta(hours=hours)).find(URL)
    return found and found.reason


@pytest.mark.parametrize(
    ("failed", "hours"),
    [
        (Failed(Kind.UNREACHABLE, "no"), 1),
        (Failed(Kind.BUSY, "no"), 1),
        (Failed(Kind.BUSY, "no", wait=7200), 2),
        (Failed(Kind.BUSY, "no", wait=1e12), 24),
        (Failed(Kind.FAULTY, "no"), 2),
        (Failed(Kind.SLOW, "no"), 2),
        (Failed(Kind.GONE, "no"), 24),
        (Failed(Kind.UNUSABLE, "no"), 24),
    ],
)
def test_a_failure_is_remembered_for_some_hours(tmp_path, failed, hours):
    """By what may be done about it; a host that says how long is believed."""
    failures = Failures(tmp_path, NOW)
    failures.remember(URL, failed)
    failures.save()

    assert remembered(tmp_path, hours - 0.1) == "no"
    assert remembered(tmp_path, hours) is None


def test_what_was_refused_is_not_remembered(tmp_path):
    """The publication may allow it a moment later."""
    failures = Failures(tmp_path, NOW)
    failures.remember(URL, Failed(Kind.REFUSED, "no"))
    failures.save()

    assert remembered(tmp_path, 0) is None
    assert not (tmp_path / FILE).exists()


def test_what_came_is_forgotten(tmp_path):
    """It is not held against it."""
    for change in (lambda f: f.remember(URL, Failed(Kind.GONE, "no")), lambda f: f.forget(URL)):
        failures = Failures(tmp_path, NOW)
        change(failures)
        failures.save()

    assert remembered(tmp_path, 0) is None


@pytest.mark.parametrize("text", ["", "[]", '{"https://a/": 1}', '{"https://a/": {"kind": "gone", "reason": "x", "until": "2099-01-01"}}', "{"])  # fmt: skip
def test_a_broken_memory_is_none(tmp_path, text):
    """It may be lost at any time."""
    (tmp_path / FILE).write_text(text, encoding="utf-8")

    assert Failures(tmp_path, NOW).find("https://a/") is None
