"""What is wrong with a store, and what of it nobody needs."""

from __future__ import annotations

import pytest
from picture_server import PNG, png

from standfirst.pictures.remote.request import Failed, Fetched, FetchRequest, Kind, Unchanged
from standfirst.pictures.remote.store import Held, Store, changing, hash_of
from standfirst.pictures.remote.verification import (
    Surplus,
    Trouble,
    changed_there,
    prune,
    surplus,
    verify,
)
from standfirst.pictures.remote.wanted import PictureUse, WantedPicture

URL = "https://example.org/{}.png"
OTHER = png((0, 0, 0))


def held(name, content=PNG, **values):
    """Return an entry for *content*."""
    fixed = {"type": "image/png", "width": 40, "height": 30, "fetched": "2026-01-02T03:04:05Z"}
    return Held(
        url=URL.format(name),
        final_url=URL.format(name),
        sha256=hash_of(content),
        bytes=len(content),
        **fixed,
        **values,
    )


def shown(*names, line=1):
    """Return what a publication shows."""
    use = PictureUse(source="posts/a.md", line=line)
    return {URL.format(n): WantedPicture(url=URL.format(n), uses=(use,)) for n in names}


@pytest.fixture
def folder(tmp_path):
    """Return the folder of a store with the pictures a, b and c, of which a and b are one file."""
    with changing(tmp_path, list) as changes:
        changes.hold(held("a", etag='"x"', last_modified="yesterday"), PNG)
        changes.hold(held("b"), PNG)
        changes.hold(held("c", OTHER), OTHER)
    return tmp_path


def test_each_trouble_is_one_with_its_place_in_order_of_address(folder):
    """A file that has changed, one that is gone, and a picture that is not there; also what nobody shows."""
    store = Store.open(folder)
    rotten, gone = store.file(store.entries[URL.format("a")]), store.file(held("c", OTHER))
    rotten.write_bytes(b"rotten")
    gone.unlink()
    remedy = "take it from an earlier commit, or remove it and fetch again"
    changed = f"its file {rotten} has changed; {remedy}"

    assert verify(store, shown("d", "a", "c", line=3)) == [
        Trouble(subject=URL.format("a"), message=changed, place="posts/a.md:3"),
        Trouble(subject=URL.format("b"), message=changed, place=""),
        Trouble(
            subject=URL.format("c"),
            message=f"its file {gone} is not there; fetch again",
            place="posts/a.md:3",
        ),
        Trouble(
            subject=URL.format("d"),
            message="it is not in the store; `standfirst images fetch` fetches it or says why",
            place="posts/a.md:3",
        ),
    ]


def test_a_whole_store_has_no_trouble(folder):
    """Whatever of it is shown."""
    assert verify(Store.open(folder), shown("a", "c")) == []


class Told:
    """Gives the answers that it was told."""

    def __init__(self, answers):
        self.answers = answers
        self.asked = []

    def fetch(self, pictures, done):
        """Answer what there is an answer to."""
        self.asked += pictures
        for asked in pictures:
            if asked.url in self.answers:
                done(asked, self.answers[asked.url])


def fetched(content):
    """Return an answer with a picture."""
    return Fetched(content=content, final_url="https://example.org/x")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (fetched(PNG), ""),
        (Unchanged(), ""),
        (fetched(OTHER), "it has changed at its address; the stored one is kept, `standfirst images fetch --update` takes the new one"),
        (fetched(b"<html>"), "what is there now is a web page, not a picture; the stored one is kept"),
        (Failed(Kind.GONE, "the host says 404"), "it can no longer be fetched: the host says 404; the stored one is kept"),
        (None, "there was no time to ask for it; verify again"),
    ],
)  # fmt: skip
def test_what_the_host_has_now_is_compared_with_what_is_kept(folder, answer, said):
    """The same bytes, or that nothing changed, are no trouble; all else is, and so is no answer."""
    answers = {URL.format(n): fetched(PNG if n == "b" else OTHER) for n in "bc"}
    if answer:
        answers[URL.format("a")] = answer

    troubles = changed_there(Store.open(folder), shown("a", line=7), Told(answers))

    found = Trouble(subject=URL.format("a"), message=said, place="posts/a.md:7")
    assert troubles == ([found] if said else [])


def test_the_host_is_told_what_is_held(folder):
    """So that it need not send it again."""
    asking = Told({})
    changed_there(Store.open(folder), {}, asking)

    assert asking.asked == [
        FetchRequest(url=URL.format("a"), etag='"x"', last_modified="yesterday"),
        FetchRequest(url=URL.format("b")),
        FetchRequest(url=URL.format("c")),
    ]


def test_a_file_that_another_address_needs_is_no_surplus(folder):
    """Of two addresses of one picture one may go; a picture that is shown and not held changes nothing."""
    store = Store.open(folder)
    stray = store.file(held("c", OTHER)).with_name("stray.tmp")
    stray.write_bytes(b"12345")
    (stray.parent / "folder").mkdir()
    other = store.file(held("c", OTHER))

    assert surplus(store, shown("b", "d")) == Surplus(
        urls=(URL.format("a"), URL.format("c")),
        files=tuple(sorted([other, stray])),
        bytes=len(OTHER) + 5,
    )
    assert surplus(store, shown("a", "b", "c")) == Surplus(urls=(), files=(stray,), bytes=5)


def test_the_surplus_goes_and_the_rest_is_whole(folder):
    """Entries and files."""
    with changing(folder, list) as changes:
        prune(changes, surplus(changes.store, shown("b")))
    store = Store.open(folder)

    assert list(store.entries) == [URL.format("b")]
    assert [path.read_bytes() for path in sorted(folder.glob("??/*"))] == [PNG]
    assert verify(store, shown("b")) == []


class Steps:
    """Notes what is done to a store."""

    def __init__(self):
        self.done = []

    def drop(self, url):
        """Take an entry out."""
        self.done.append(url)

    def save(self):
        """Write the entries."""
        self.done.append("saved")

    def remove(self, path):
        """Delete a file."""
        self.done.append(path)


def test_entries_go_before_their_files(tmp_path):
    """So that, whatever ends the run, no entry names a file that is gone."""
    steps = Steps()
    prune(steps, Surplus(urls=("a", "b"), files=(tmp_path / "a",), bytes=1))

    assert steps.done == ["a", "b", "saved", tmp_path / "a"]
