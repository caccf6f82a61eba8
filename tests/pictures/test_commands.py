"""``standfirst images``: the store as a publisher keeps it."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from picture_server import PNG, QUICK, PlayedHosts, in_turn, picture, png, redirect, status

from standfirst.cli import main
from standfirst.pictures.remote import fetch_missing, verification
from standfirst.pictures.remote.fetcher import Fetcher
from standfirst.pictures.remote.store import LOCK_FILE, Store, hash_of
from standfirst.pictures.remote.wanted import wanted
from standfirst.settings import conf_py, option_table

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)


def run(*arguments):
    """Return exit code and output of the command."""
    result = CliRunner().invoke(main.main, ["images", *map(str, arguments)])

    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.fixture
def journal(publication, server):
    """Return a publication that may ask the server."""
    conf = publication.root / "conf.py"
    said = conf.read_text(encoding="utf-8")
    conf.write_text(f'{said}\nstandfirst_picture_hosts = ["{server.address}"]\n', encoding="utf-8")
    return publication


def store(journal):
    """Return the publication's store."""
    return Store.open(journal.root / "pictures")


def files(journal):
    """Return the pictures' files."""
    return sorted((journal.root / "pictures").glob("??/*"))


@pytest.mark.parametrize("name", ["fetch", "verify", "list", "prune"])
def test_every_command_shows_an_example(name):
    """In its help."""
    code, output = run(name, "--help")

    assert code == 0
    assert f"standfirst images {name}" in output


def test_every_remote_picture_is_fetched_once(journal, server):
    """From texts, HTML, lead images, portraits, covers, pages and directives; the second time nobody is asked."""
    urls = {n: server.at(f"/{n}.png", picture(png(size=(n + 1, 2)))) for n in range(8)}
    journal.post("2026-01-01-a", f"![]({urls[0]})\n\n<img src='{urls[1]}' alt=''>\n", image=urls[2])
    journal.post("2026-01-02-b", f"![]({urls[0]}#again)\n", published="false")
    journal.write("authors/ada.md", f"---\nname: Ada Lovelace\nphoto: {urls[3]}\n---\n\nShe.\n")
    journal.write("volumes/one.md", f"---\ntitle: One\ncover: {urls[4]}\n---\n\n![]({urls[5]})\n")
    journal.write("about.md", f"# About\n\n```{{figure}} {urls[6]}\nA caption\n```\n")
    journal.write("index.md", f"---\ntitle: Front\n---\n\n- ![]({urls[7]})\n")

    code, output = run("fetch", journal.root)

    assert (code, output) == (0, "8 remote pictures: 8 fetched, 0 already stored\n")
    assert sorted(server.paths()) == [f"/{n}.png" for n in range(8)]
    assert set(store(journal).entries) == set(urls.values())
    assert store(journal).find(urls[0]).used_by == ("posts/2026-01-01-a.md", "posts/2026-01-02-b.md")  # fmt: skip
    assert store(journal).find(urls[4]).used_by == ("volumes/one.md",)
    before = (journal.root / "pictures" / LOCK_FILE).stat().st_mtime_ns

    assert run("fetch", journal.root) == (0, "8 remote pictures: 0 fetched, 8 already stored\n")
    assert len(server.asked) == 8
    assert (journal.root / "pictures" / LOCK_FILE).stat().st_mtime_ns == before
    assert run("verify", journal.root) == (0, "8 pictures are as they were fetched\n")


def test_the_lock_file_says_whose_a_picture_is(journal, server):
    """By the front matter of a lead image, and by a caption that says it plainly."""
    lead, figure, plain = (server.at(f"/{n}.png", picture()) for n in "abc")
    journal.post(
        "2026-01-01-a",
        f"![a]({figure})\n*▲ A harbour. Photo: Ann Example*\n\n![b]({plain})\n*▲ A photo of Ann.*\n",
        image=lead,
        image_credit="Bob Example",
        image_license="CC-BY-4.0",
    )
    run("fetch", journal.root)
    of = {url: (held.credit, held.licence) for url, held in store(journal).entries.items()}

    assert of == {lead: ("Bob Example", "CC-BY-4.0"), figure: ("Ann Example", ""), plain: ("", "")}


def test_one_picture_at_three_addresses_is_stored_once(journal, server):
    """And one that is asked for in forty posts is asked for once."""
    urls = [server.at("/a.png", picture()), server.at("/b.png", picture()), server.at("/c.png", redirect("/a.png"))]  # fmt: skip
    for number in range(40):
        journal.post(f"2026-01-01-{number}", f"![]({urls[number % 3]})\n")

    assert run("fetch", journal.root)[0] == 0
    assert len(files(journal)) == 1
    assert sorted(server.paths()) == ["/a.png", "/a.png", "/b.png", "/c.png"]
    assert store(journal).find(urls[2]).final_url == urls[0]
    assert len(store(journal).find(urls[0]).used_by) == 14


def test_a_page_and_a_proxy_are_the_picture_that_they_show(publication, server):
    """It is asked for once, at its own address, and found by any of them."""
    ways = [
        "https://imgur.com/abcdefg",
        "http://i.imgur.com/abcdefgl.jpg?1",
        "https://images.weserv.nl/?url=i.imgur.com/abcdefg.jpg&w=300",
        "https://wsrv.nl/?url=https%3A%2F%2Fimgur.com%2Fabcdefg",
    ]
    for number, way in enumerate(ways):
        publication.post(f"2026-01-0{number + 1}-a", f"![]({way})\n")
    server.at("i.imgur.com/abcdefg.jpg", picture())
    options = conf_py.options_of(publication.root)
    settings = option_table.settings(conf_py.values_of(options), clock=NOW, report=pytest.fail)
    hosts = PlayedHosts(server)

    outcome = fetch_missing.fetch_missing(
        publication.root,
        settings,
        wanted(publication.root, settings, options),
        clock=NOW,
        fetcher=hosts.fetcher(),
    )

    assert (outcome.wanted, len(outcome.fetched), outcome.missed) == (1, 1, [])
    assert [(request.host, request.path) for request in server.asked] == [("i.imgur.com", "/abcdefg.jpg")]  # fmt: skip
    assert {store(publication).find(way).fetched for way in ways} == {"2026-06-01T12:00:00Z"}
    assert len(store(publication).find(ways[0]).used_by) == 4


def test_what_does_not_come_is_said_with_its_place_and_remembered(journal, server):
    """The next run does not ask again, until somebody says so."""
    page = in_turn(picture(b"<!DOCTYPE html><p>Oops", kind="image/png"), picture())
    url, there = server.at("/a.png", page), server.at("/b.png", picture())
    journal.post("2026-01-01-a", f"Text.\n\n![]({url})\n![]({there})\n")
    journal.post("2026-01-02-a", f"![]({url})\n")
    said = f"posts/2026-01-01-a.md:10 and 1 more: {url}: it is a web page, not a picture"

    code, output = run("fetch", journal.root)

    assert code == 1
    assert said in output
    assert "2 remote pictures: 1 fetched, 0 already stored, 1 failed" in output

    code, output = run("fetch", journal.root)

    assert code == 1
    assert f"{said} (failed recently; --retry tries again)" in output
    assert len(server.asked) == 2
    assert run("fetch", journal.root, "--retry") == (0, "2 remote pictures: 1 fetched, 1 already stored\n")  # fmt: skip


def test_a_host_that_does_not_answer_is_named_once(journal, monkeypatch):
    """With the number of its pictures."""
    monkeypatch.setattr(
        "socket.getaddrinfo", lambda *_a, **_k: (_ for _ in ()).throw(OSError("no"))
    )
    urls = [f"https://pictures.example.org/{number}.png" for number in range(30)]
    journal.post("2026-01-01-a", "".join(f"![]({url})\n" for url in urls))

    for lately in ("", " (failed recently; --retry tries again)"):
        code, output = run("fetch", journal.root)

        assert code == 1
        assert output.splitlines() == [
            f"posts/2026-01-01-a.md:8: {urls[0]}: no IP address was found for pictures.example.org{lately}; the same for 29 more from that host",
            "30 remote pictures: 0 fetched, 0 already stored, 30 failed",
        ]


def test_what_may_not_be_asked_is_one_warning_each(journal, server):
    """Private machines, other schemes, passwords; nothing is sent."""
    urls = ["http://169.254.169.254/a.png", "http://[::1]/a.png", "http://2130706433/a.png", "ftp://example.org/a.png", "https://u:p@example.org/a.png", f"http://127.0.0.1:{server.port + 1}/a.png"]  # fmt: skip
    journal.post("2026-01-01-a", "".join(f"![]({url})\n\n" for url in urls))

    code, output = run("fetch", journal.root)

    assert code == 1
    assert output.count("posts/2026-01-01-a.md:") == 6
    assert [url for url in urls if f"{url}: " not in output] == []
    assert server.asked == []


def test_a_picture_that_changed_at_its_address_stays_until_somebody_takes_the_new_one(
    journal, server
):
    """The locked one is what builds show; `verify --online` says that there is another."""
    url = server.at("/a.png", picture(etag='"1"'))
    journal.post("2026-01-01-a", f"![]({url})\n")
    run("fetch", journal.root)

    assert run("verify", journal.root, "--online") == (0, "1 picture is as it was fetched\n")
    assert run("fetch", journal.root, "--update") == (0, "1 remote pictures: 0 fetched, 1 already stored\n")  # fmt: skip

    new = png((1, 2, 3))
    server.at("/a.png", picture(new, etag='"2"'))

    assert run("fetch", journal.root)[1].endswith("1 already stored\n")
    assert store(journal).find(url).sha256 == hash_of(PNG)
    assert run("verify", journal.root)[0] == 0

    code, output = run("verify", journal.root, "--online")

    assert code == 1
    assert f"posts/2026-01-01-a.md:8: {url}: it has changed at its address" in output

    code, output = run("fetch", journal.root, "--update")

    assert (code, "1 of them changed" in output) == (0, True)
    assert store(journal).find(url).sha256 == hash_of(new)
    assert run("verify", journal.root, "--online")[0] == 0


def test_what_verify_could_not_ask_for_is_not_said_to_be_well(journal, server):
    """A run that ends before it has asked for everything."""
    url = server.at("/a.png", picture(wait=2))
    journal.post("2026-01-01-a", f"![]({url})\n")
    run("fetch", journal.root)
    short = dc.replace(QUICK, run=0.2)
    asking = Fetcher(agent="tests", allowed=[server.address], limits=short)

    troubles = verification.changed_there(store(journal), {}, asking)

    assert [(trouble.subject, "no time to ask" in trouble.message) for trouble in troubles] == [(url, True)]  # fmt: skip


def test_an_update_that_fails_keeps_what_is_held(journal, server):
    """A picture is never lost because its host is."""
    url = server.at("/a.png", in_turn(picture(), status(404)))
    journal.post("2026-01-01-a", f"![]({url})\n")
    run("fetch", journal.root)

    code, output = run("fetch", journal.root, "--update")

    assert code == 1
    assert "the server answers 404; the stored one is kept" in output
    assert store(journal).is_whole(store(journal).find(url))


def test_verify_finds_what_rotted_what_is_gone_and_what_is_missing(journal, server):
    """Each with what to do."""
    urls = [server.at(f"/{n}.png", picture(png(size=(n + 1, 1)))) for n in range(3)]
    journal.post("2026-01-01-a", "".join(f"![]({url})\n\n" for url in urls))
    run("fetch", journal.root)
    rotten, gone = (store(journal).file(store(journal).find(url)) for url in urls[:2])
    rotten.write_bytes(rotten.read_bytes()[:-1] + b"x")
    gone.unlink()
    missing = server.at("/9.png", picture())
    journal.post("2026-01-02-a", f"![]({missing})\n")

    code, output = run("verify", journal.root)

    assert code == 1
    assert len(output.splitlines()) == 3
    assert f"posts/2026-01-01-a.md:8: {urls[0]}: its file {rotten} has changed" in output
    assert f"{urls[1]}: its file {gone} is not there; fetch again" in output
    assert f"posts/2026-01-02-a.md:8: {missing}: it is not in the store" in output

    rotten.unlink()

    assert run("fetch", journal.root)[1] == "4 remote pictures: 3 fetched, 1 already stored\n"
    assert run("verify", journal.root)[0] == 0


def test_prune_says_what_it_would_delete_before_it_does(journal, server):
    """Entries that nobody shows, and files of no entry; a file that another entry names stays."""
    kept, twin, gone = server.at("/a.png", picture()), server.at("/b.png", picture()), server.at("/c.png", picture(png((9, 9, 9))))  # fmt: skip
    journal.post("2026-01-01-a", f"![]({kept})\n")
    post = journal.post("2026-01-02-a", f"![]({twin})\n![]({gone})\n")
    run("fetch", journal.root)
    post.unlink()
    stray = journal.write("pictures/ab/stray.png", b"x")

    code, output = run("prune", journal.root)

    assert code == 0
    assert {twin, gone, "pictures/ab/stray.png"} < set(output.splitlines())
    assert "Not deleted: 2 entries and 2 files" in output
    assert stray.exists()

    code, output = run("prune", journal.root, "--yes")

    assert (code, "Deleted: 2 entries and 2 files" in output) == (0, True)
    assert list(store(journal).entries) == [kept]
    assert [path.read_bytes() for path in files(journal)] == [PNG]
    assert not stray.parent.exists()
    assert run("prune", journal.root) == (0, "Nothing to delete\n")


def test_list_says_what_is_held(journal, server):
    """For people, and for machines."""
    url = server.at("/a.png", picture())
    journal.post("2026-01-01-a", f"![]({url})\n")
    run("fetch", journal.root)

    text, data = run("list", journal.root)[1], json.loads(run("list", journal.root, "--format", "json")[1])  # fmt: skip

    assert url in text
    assert "image/png, 40 × 30" in text
    assert "posts/2026-01-01-a.md" in text
    assert data[0]["url"] == url
    assert (journal.root / data[0]["file"]).read_bytes() == PNG


def test_a_publication_without_remote_pictures_has_nothing_to_fetch(journal):
    """Nothing is made."""
    journal.post("2026-01-01-a")

    assert run("fetch", journal.root) == (0, "0 remote pictures: 0 fetched, 0 already stored\n")
    assert run("prune", journal.root) == (0, "Nothing to delete\n")
    assert run("list", journal.root) == (0, "")
    assert not (journal.root / "pictures").exists()


def test_a_broken_lock_file_stops_every_command_with_one_line(journal):
    """It is left as it is."""
    text = "<<<<<<< HEAD\n{}\n"
    path = journal.write(f"pictures/{LOCK_FILE}", text.encode())

    for name in ("fetch", "verify", "list", "prune"):
        code, output = run(name, journal.root)

        assert code == 2
        assert output.startswith(f"{path}:1: the lock file has the marks of an unfinished merge")
        assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("full", ["the pictures", "the lock file"])
def test_a_full_disk_leaves_the_store_whole(journal, server, monkeypatch, full):
    """One line says so; what was there is as it was, and the next run goes on."""
    urls = [server.at(f"/{n}.png", picture(png(size=(n + 1, 1)))) for n in range(4)]
    journal.post("2026-01-01-a", f"![]({urls[0]})\n")
    run("fetch", journal.root)
    before = (journal.root / "pictures" / LOCK_FILE).read_bytes()
    journal.post("2026-01-02-a", "".join(f"![]({url})\n" for url in urls))
    write = Path.write_bytes
    left = [1 if full == "the pictures" else 3]

    def limited(path, content):
        if "pictures" in path.parts and "_build" not in path.parts:
            left[0] -= 1
            if left[0] < 0:
                write(path, content[:3])
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return write(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", limited)
        code, output = run("fetch", journal.root)

    assert code == 2
    assert len(output.splitlines()) == 1
    assert "No space left on device" in output
    assert (journal.root / "pictures" / LOCK_FILE).read_bytes() == before
    assert {hash_of(path.read_bytes()) for path in files(journal)} == {p.stem for p in files(journal)}  # fmt: skip
    assert run("fetch", journal.root)[0] == 0
    assert len(store(journal).entries) == 4


COMMAND = [sys.executable, "-m", "standfirst", "images", "fetch"]


def started(journal):
    """Return a run in a process of its own, which may be interrupted.

    Where the tests run in the background, their shell has them and what they start ignore that.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen([*COMMAND, str(journal.root)], stdout=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_fetch_that_is_killed_leaves_no_half_file(journal, server):
    """The lock file is whole, every file is what its name says, and the next run ends it."""
    urls = [server.at(f"/{n}.png", picture(png(size=(n + 1, 1)), wait=0.1)) for n in range(60)]
    journal.post("2026-01-01-a", "".join(f"![]({url})\n\n" for url in urls))
    for enough in (2, 20, 55):
        already = len(server.asked)
        process = started(journal)
        deadline = time.monotonic() + 30
        while len(server.asked) - already < min(enough, 4) and time.monotonic() < deadline:
            time.sleep(0.01)

        assert process.poll() is None

        time.sleep(enough / 200)
        process.kill()
        process.communicate()

        assert {hash_of(path.read_bytes()) == path.stem for path in files(journal) if not path.name.startswith(".")} == {True}  # fmt: skip
        for held in store(journal).entries.values():
            assert store(journal).is_whole(held)

    assert run("fetch", journal.root)[0] == 0
    assert len(store(journal).entries) == len(files(journal)) == 60
    assert not list((journal.root / "pictures").rglob(".*"))


def test_a_fetch_that_is_interrupted_keeps_what_it_has(journal, server):
    """Control and C lose nothing that came."""
    urls = [server.at(f"/{n}.png", picture(png(size=(n + 1, 1)), wait=0.1)) for n in range(40)]
    journal.post("2026-01-01-a", "".join(f"![]({url})\n\n" for url in urls))
    process = started(journal)
    deadline = time.monotonic() + 30
    while len(server.asked) < 8 and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)

    assert process.returncode == 1
    assert 5 <= len(store(journal).entries) == len(files(journal)) < 40


def test_two_fetches_at_once_fetch_everything_once(journal, server):
    """The second waits for the first and finds what it has fetched."""
    urls = [server.at(f"/{n}.png", picture(png(size=(n + 1, 1)), wait=0.05)) for n in range(10)]
    journal.post("2026-01-01-a", "".join(f"![]({url})\n\n" for url in urls))
    both = [started(journal), started(journal)]
    said = sorted(process.communicate(timeout=60)[0] for process in both)

    assert said == [
        "10 remote pictures: 0 fetched, 10 already stored\n",
        "10 remote pictures: 10 fetched, 0 already stored\n",
    ]
    assert len(server.asked) == 10
    assert len(store(journal).entries) == 10


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "5 remote pictures: 0 fetched, 5 already stored"),
        ({"fetched": ("a", "b"), "held": 3}, "5 remote pictures: 2 fetched, 3 already stored"),
        (
            {"fetched": ("a",), "changed": ("a",), "held": 2, "unreached": 2},
            "5 remote pictures: 1 fetched, 1 of them changed at their addresses, 2 already stored, 2 not reached in time",
        ),
    ],
)
def test_a_run_says_what_came_of_it(publication, monkeypatch, values, expected):
    """In one line, with what there is to say."""
    outcome = fetch_missing.FetchOutcome(**{"wanted": 5, "held": 5, "fetched": (), "changed": (), "missed": (), "unreached": 0, **values})  # fmt: skip
    monkeypatch.setattr(fetch_missing, "fetch_missing", lambda *_, **__: outcome)

    assert run("fetch", publication.root)[1].splitlines()[-1] == expected
