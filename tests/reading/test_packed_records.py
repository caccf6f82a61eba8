"""Records, packed: pure."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest

from standfirst.reading.packed_records import PackedRecords, RecordHead, heads
from standfirst.reading.record import Body, Record
from standfirst.sources.front_matter.model import FrontMatter
from standfirst.sources.schedule import Schedule

DAYS = [dt.datetime(2026, 1, day, tzinfo=dt.UTC) for day in range(1, 5)]


def record(name, **matter):
    """Return the record of a post, whose picture is named on line 7."""
    found = FrontMatter(title=name, **matter)
    body = Body(terms=name.encode())
    return Record(docname=name, source=f"{name}.md", matter=found, body=body, lines=(("image", 7),))


def test_records_come_back_as_they_were_put():
    """Also from the tables alone, as another build finds them; in order."""
    packed, of = {}, {}
    records = PackedRecords(packed, of)
    every = {name: record(name) for name in ("b", "a")}
    for name, one in every.items():
        records.put(name, one)
    again = PackedRecords(dict(packed), dict(of))

    assert dict(records) == dict(again) == every
    assert [*again] == ["b", "a"]
    assert again["a"] is again["a"]
    assert (len(again), "a" in again, "c" in again, again.get("c")) == (2, True, False, None)


def test_a_record_that_is_read_anew_or_gone_is_not_the_old_one():
    """Whoever changes the tables: a merge and a purge know of no view."""
    packed, of = {}, {}
    records = PackedRecords(packed, of)
    records.put("a", record("a"))
    packed["a"] = pickle.dumps(record("a", tags=("new",)))

    assert records["a"].matter.tags == ("new",)

    del packed["a"]
    with pytest.raises(KeyError):
        records["a"]
    assert not records


def test_a_head_says_what_every_build_asks():
    """Of packed records without unpacking one; of others the same."""
    date, updated, expires, withdrawn = DAYS
    said = {"hidden": True, "date": date, "updated": updated, "expires": expires, "withdrawn": withdrawn}  # fmt: skip
    every = {"a": record("a", **said), "b": record("b")}
    records = PackedRecords({}, {})
    for name, one in every.items():
        records.put(name, one)
    unread = PackedRecords(dict.fromkeys(every, b"no pickle"), {name: records.head(name) for name in every})  # fmt: skip
    wanted = {
        "a": RecordHead(Schedule(True, date, updated, expires, withdrawn), 7),
        "b": RecordHead(Schedule(False, None, None, None, None), 7),
    }

    assert heads(unread) == heads(every) == wanted
