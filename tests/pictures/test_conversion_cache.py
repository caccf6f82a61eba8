"""What was made of pictures is kept, whole, and made once."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import features

from pictures import drawing, photograph
from standfirst.incremental.atomic_files import OutputError
from standfirst.pictures.conversion import conversion_cache, worker
from standfirst.pictures.conversion.conversion_cache import ConversionCache, WantedConversion
from standfirst.pictures.conversion.renditions import Recipe, Shown
from standfirst.pictures.conversion.worker import NEW, RECORD
from standfirst.pictures.formats import svg
from standfirst.pictures.formats.opening import NoPicture
from standfirst.settings import option_table
from standfirst.settings.model import Settings

RECIPE = Recipe(widths=(40, 80), fallback=60)
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><script/><circle r="4"/></svg>'
)


@pytest.fixture
def originals(tmp_path) -> dict[str, WantedConversion]:
    """Return a few pictures of different kinds, one of which is none."""
    folder = tmp_path / "originals"
    folder.mkdir()
    photograph(160, 120).save(folder / "a.jpg")
    drawing(100, 50).save(folder / "b.png")
    (folder / "c.svg").write_bytes(SVG)
    (folder / "d.png").write_bytes(b"no picture")
    return {
        path.name: WantedConversion(path=path, stem=path.stem, roles=frozenset({"lead"}))
        for path in sorted(folder.iterdir())
    }


def state(folder: Path) -> dict[str, bytes]:
    """Return the files below the folder and their bytes, without what is remembered of originals."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "originals.json"
    }


def command(folder: Path, cache: Path) -> list[str]:
    """Return the command that converts everything in the folder, as the other tests do."""
    script = (
        "from pathlib import Path\n"
        "from standfirst.pictures.conversion.conversion_cache import ConversionCache, Recipe, WantedConversion\n"
        f"files = sorted(Path({str(folder)!r}).iterdir())\n"
        "wanted = {f.name: WantedConversion(path=f, stem=f.stem, roles=frozenset({'lead'})) for f in files}\n"
        f"ConversionCache(Path({str(cache)!r}), Recipe(widths=(40, 80), fallback=60), jobs=2).make(wanted)\n"
    )
    return [sys.executable, "-c", script]


@pytest.fixture
def no_workers(monkeypatch):
    """Fail where anything would be converted."""

    def carried_out(*_):
        raise AssertionError("nothing is to be converted")

    monkeypatch.setattr(worker, "convert_all", carried_out)


@pytest.mark.parametrize(
    ("value", "expected", "faults"),
    [
        ([1600, 480, 480], (480, 1600), 0),
        ((800,), (800,), 0),
        ([], (480, 800, 1600), 1),
        ([100, 200, 300, 400], (480, 800, 1600), 1),
        ([True], (480, 800, 1600), 1),
        (["800"], (480, 800, 1600), 1),
        ([9_000], (480, 800, 1600), 1),
        (800, (480, 800, 1600), 1),
    ],
)
def test_widths_are_checked(value, expected, faults):
    """One to three sensible widths are taken in order; for others the default is, with a warning."""
    problems = []

    good = option_table.checked({"picture_widths": value}, problems.append)
    assert (good["picture_widths"], len(problems)) == (expected, faults)


def test_webp_where_there_is_no_avif(monkeypatch):
    """Pillow may be built without AVIF."""
    chosen = Settings(now=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), picture_widths=(480,))

    monkeypatch.setattr(features, "check", lambda _: True)
    assert Recipe.of(chosen) == Recipe(widths=(480,), format="avif")
    monkeypatch.setattr(features, "check", lambda name: name != "avif")
    assert Recipe.of(chosen) == Recipe(widths=(480,), format="webp")


def test_each_picture_is_shown_or_refused(tmp_path, originals):
    """Results come by the names that were asked for, and their files are there."""
    shop = ConversionCache(tmp_path / "cache", RECIPE)

    made = shop.make(originals)
    assert list(made) == ["a.jpg", "b.png", "c.svg", "d.png"]
    assert isinstance(made["d.png"], NoPicture)
    for name in ("a.jpg", "b.png", "c.svg"):
        for rendition in made[name].files():
            assert rendition.name.startswith(f"{name[0]}-")
            assert shop.path(rendition).stat().st_size == rendition.bytes
    assert b"script" not in shop.path(made["c.svg"].fallback).read_bytes()


def test_bytes_are_the_same_each_time(tmp_path, originals):
    """Two caches are equal, byte for byte, whatever the number of processes and the order."""
    backwards = dict(reversed(originals.items()))
    ConversionCache(tmp_path / "one", RECIPE, jobs=1).make(originals)
    ConversionCache(tmp_path / "two", RECIPE, jobs=2).make(backwards)

    assert state(tmp_path / "one") == state(tmp_path / "two")


def test_second_run_converts_nothing(tmp_path, originals, request):
    """What is there is taken, refusals too."""
    first = ConversionCache(tmp_path / "cache", RECIPE).make(originals)
    request.getfixturevalue("no_workers")

    second = ConversionCache(tmp_path / "cache", RECIPE).make(originals)
    assert {n: str(s) for n, s in second.items()} == {n: str(s) for n, s in first.items()}


def test_other_checks_judge_drawings_anew_and_no_bitmap(tmp_path, originals, monkeypatch):
    """A drawing that was let pass may not be today; a bitmap was never judged by them."""
    ConversionCache(tmp_path / "cache", RECIPE).make(originals)
    monkeypatch.setattr(svg, "CHECKS", svg.CHECKS + 1)
    asked: list[str] = []
    convert_all = worker.convert_all

    def noted(jobs, *rest):
        asked.extend(sorted(Path(path).name for path, _, _ in jobs.values()))
        return convert_all(jobs, *rest)

    monkeypatch.setattr(worker, "convert_all", noted)
    ConversionCache(tmp_path / "cache", RECIPE).make(originals)

    assert asked == ["c.svg"]


def test_names_tell_content_and_settings(tmp_path, originals):
    """Another picture under the same path, other settings and other uses have other names; the place has not."""

    def names(wanted, recipe=RECIPE):
        made = ConversionCache(tmp_path / "cache", recipe).make(wanted)
        return {r.name for r in made["a.jpg"].files()}

    one = {"a.jpg": originals["a.jpg"]}
    path = one["a.jpg"].path
    first = names(one)
    assert names(one, Recipe(widths=(40, 80), fallback=60, format="webp")).isdisjoint(first)
    text = WantedConversion(path=path, stem="a", roles=frozenset({"text"}))
    assert names({"a.jpg": text}).isdisjoint(first)
    moved = path.rename(path.with_name("moved.jpg"))
    assert (
        names({"a.jpg": WantedConversion(path=moved, stem="a", roles=frozenset({"lead"}))}) == first
    )
    photograph(150, 120).save(moved)
    assert names(
        {"a.jpg": WantedConversion(path=moved, stem="a", roles=frozenset({"lead"}))}
    ).isdisjoint(first)


def test_one_picture_under_two_names_is_converted_once(tmp_path, originals):
    """Copies share what was made of them."""
    copy = originals["a.jpg"].path.with_name("copy.jpg")
    copy.write_bytes(originals["a.jpg"].path.read_bytes())
    seen = []

    def progress(names, count):
        for name in names:
            seen.append((name, count))
            yield name

    shop = ConversionCache(tmp_path / "cache", RECIPE, progress=progress)
    made = shop.make(
        {
            "a": originals["a.jpg"],
            "b": WantedConversion(path=copy, stem="other", roles=frozenset({"lead"})),
        }
    )
    assert seen == [("a", 1)]
    assert made["b"].fallback.name.startswith("other-")
    assert shop.path(made["a"].fallback) == shop.path(made["b"].fallback)


@pytest.mark.parametrize("harm", ["file gone", "file cut off", "record broken", "folder empty"])
def test_what_is_not_whole_is_made_again(tmp_path, originals, harm):
    """A cache that somebody has cleaned or broken mends itself."""
    cache = tmp_path / "cache"
    ConversionCache(cache, RECIPE).make(originals)
    whole = state(cache)
    for record in cache.rglob(RECORD):
        others = [p for p in record.parent.iterdir() if p != record]
        if harm == "record broken":
            record.write_text('{"shown": {}}')
        elif harm == "folder empty":
            record.unlink()
        for other in others:
            if harm in {"file gone", "folder empty"}:
                other.unlink()
            elif harm == "file cut off":
                other.write_bytes(other.read_bytes()[:9])

    ConversionCache(cache, RECIPE).make(originals)
    assert state(cache) == whole


def test_killed_run_leaves_no_half_picture(tmp_path):
    """Killed at any moment, a run leaves folders that are whole, and the next run completes them."""
    folder, cache = tmp_path / "originals", tmp_path / "cache"
    folder.mkdir()
    for number in range(12):
        photograph(300 + number, 200).save(folder / f"{number}.jpg")
    wanted = {
        p.name: WantedConversion(path=p, stem=p.stem, roles=frozenset({"lead"}))
        for p in sorted(folder.iterdir())
    }

    def made_folders():
        return [made for made in cache.glob("??/*") if not made.name.startswith(NEW)]

    for most in (1, 4, 7):
        with subprocess.Popen(command(folder, cache), start_new_session=True) as process:
            until = time.monotonic() + 30
            while len(made_folders()) < most and time.monotonic() < until:
                time.sleep(0.01)
            os.killpg(process.pid, signal.SIGKILL)
        assert len(made_folders()) >= most
        for made in made_folders():
            shown = json.loads((made / RECORD).read_bytes())["shown"]
            assert (made / shown["fallback"]["name"]).stat().st_size > 0

    made = ConversionCache(cache, RECIPE).make(wanted)
    assert {type(one) for one in made.values()} == {Shown}


def test_worker_that_dies_costs_one_picture(tmp_path, originals, monkeypatch):
    """A picture that ends its process or takes too long is refused; the others are converted."""
    stopping = tmp_path / "code" / "stopping.py"
    stopping.parent.mkdir()
    stopping.write_text(
        "import os, sys, time\n"
        "from standfirst.pictures.conversion import worker\n"
        "whole = worker.carry_out\n"
        "def carry_out(path, folder, task):\n"
        "    if path.name == 'a.jpg': os._exit(3)\n"
        "    if path.name == 'b.png': time.sleep(60)\n"
        "    return whole(path, folder, task)\n"
        "worker.carry_out = carry_out\n"
        "worker.main()\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(stopping.parent)
    monkeypatch.setattr(worker, "WORKER", stopping.stem)
    monkeypatch.setattr(conversion_cache, "SECONDS", 6.0)

    made = ConversionCache(tmp_path / "cache", RECIPE, jobs=2).make(originals)
    assert str(made["a.jpg"]) == "crashed its converter (exit code 3)"
    assert str(made["b.png"]) == "takes more than 6 seconds to convert"
    assert isinstance(made["c.svg"], Shown)
    monkeypatch.undo()
    again = ConversionCache(tmp_path / "cache", RECIPE).make(originals)
    assert isinstance(again["a.jpg"], Shown)


def test_file_that_changes_meanwhile_is_not_taken_for_what_it_was(tmp_path, originals, monkeypatch):
    """Between a look and the conversion a file may be replaced: nothing is made under the old name."""
    path = originals["a.jpg"].path
    carried_out = worker.convert_all

    def replaced(*arguments):
        photograph(90, 90).save(path)
        return carried_out(*arguments)

    monkeypatch.setattr(worker, "convert_all", replaced)
    made = ConversionCache(tmp_path / "cache", RECIPE).make({"a.jpg": originals["a.jpg"]})
    assert "changed" in str(made["a.jpg"])
    assert not list((tmp_path / "cache").rglob(RECORD))


def test_two_runs_at_once(tmp_path, originals):
    """Neither fails, and the cache is as after one."""
    ConversionCache(tmp_path / "one", RECIPE).make(originals)

    cache = tmp_path / "two"
    runs = [subprocess.Popen(command(tmp_path / "originals", cache)) for _ in range(2)]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert state(cache) == state(tmp_path / "one")


def test_full_disk_is_reported(tmp_path, originals):
    """Where nothing can be written, the message says where, why and what to do."""
    (tmp_path / "cache").write_text("a file where a folder should be")

    with pytest.raises(OutputError, match="make room"):
        ConversionCache(tmp_path / "cache", RECIPE).make(originals)


def test_what_nobody_asks_for_goes(tmp_path, originals):
    """A month after it was last asked for it is removed, when something is added; what is asked for stays."""
    cache = tmp_path / "cache"
    now = time.time()

    def make(name, seconds):
        shop = ConversionCache(cache, RECIPE, clock=lambda: now + seconds)
        shop.make({name: originals[name]})
        return len(list(cache.glob("??/*")))

    day = 24 * 3600
    assert make("a.jpg", 0) == 1
    assert make("b.png", 0) == 2
    assert make("a.jpg", 29 * day) == 2
    assert make("c.svg", 40 * day) == 2
    assert make("a.jpg", 41 * day) == 2


def test_books_get_a_file_of_any_picture(tmp_path, originals):
    """One JPEG or PNG no wider than wanted; SVG stays."""

    def files(width):
        shop = ConversionCache(tmp_path / "cache", Recipe(widths=(), fallback=width))
        in_print = frozenset({"print"})
        wanted = {name: dc.replace(one, roles=in_print) for name, one in originals.items()}
        made = shop.make(wanted)
        assert isinstance(made.pop("d.png"), NoPicture)
        assert [name for name, shown in made.items() if shown.files() != (shown.fallback,)] == []
        assert [
            name for name, shown in made.items() if not shop.path(shown.fallback).exists()
        ] == []
        return {name: (shown.fallback.type, shown.fallback.width) for name, shown in made.items()}

    assert files(100) == {
        "a.jpg": ("image/jpeg", 100),
        "b.png": ("image/png", 100),
        "c.svg": ("image/svg+xml", 30),
    }
    assert files(50)["a.jpg"] == ("image/jpeg", 50)
