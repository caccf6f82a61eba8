"""SearchRecords of pages -> the index in the output, at once or by changes; and what is damaged."""

from __future__ import annotations

import base64
import gzip
import shutil
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from search_reader import SearchReader

from standfirst.incremental.atomic_files import OutputError
from standfirst.search import making, record, shape
from standfirst.search.kept import SearchRecords
from standfirst.search.page_text import PageText
from standfirst.search.words import classes

FILES = {"w": "w0", "c": "c0", "p": "p0", "d": "d0", "facets": "facets", "simplified": "simplified"}
"""Kind -> the one file of it that a small index has, without its end."""
TEXTS = (
    "The debt of the south. A creditor waits for the debt.",
    "全球南方的債務重組。",
    "e-mail and 1,000 dollars 水庫",
    "",
    "…",
    " ".join(f"word{number}" for number in range(3000)),
    "".join(chr(0x4E00 + number * 7 % 3000) for number in range(4000)),
    "x " * 500,
)


def page(name, text=TEXTS[0], **said):
    """Return a page of which nothing else is said but what is given."""
    bare = {"lang": "en", "title": "", "headings": "", **said}
    return record.SearchedPage(href=f"{name}/", body=PageText(text, bare.pop("headings")), **bare)


def print_of(data):
    """Return what the head says of a file: three bytes of the checksum of what is in it."""
    return base64.b64encode(zlib.crc32(gzip.decompress(data)).to_bytes(4, "little")[:3]).decode()


class Kept:
    """A folder of records and an output."""

    def __init__(self, root):
        self.folder, self.into = root / "search", root / "out"
        self.merges = 0
        self.expected = []

    def keep(self, **texts):
        """Keep records of pages, by name; of those that have no text, none."""
        records = SearchRecords(self.folder)
        for name, text in texts.items():
            if text is None:
                records.drop(name)
            else:
                said = text if isinstance(text, record.SearchedPage) else page(name, text)
                records.keep(name, record.record(said))

    def make(self, *names):
        """Make the index of some pages, and return its files."""

        def share(work, _weights, do, take, fewest=None):
            self.merges += fewest is not None
            # as two processes
            for run in (work[::2], work[1::2]):
                take(run, do(run))

        self.expected = []
        making.make(self.folder, names, self.into, share=share, expect=self.expected.extend)
        return self.files()

    def files(self):
        """Return the files of the index."""
        return {path.name: path.read_bytes() for path in sorted(self.into.iterdir())}


@pytest.fixture
def kept(tmp_path):
    """Return a folder without a record."""
    return Kept(tmp_path)


def anew(tmp_path, **texts):
    """Return the files of an index that is made at once."""
    made = Kept(tmp_path / "anew")
    shutil.rmtree(tmp_path / "anew", ignore_errors=True)
    made.keep(**texts)
    return made.make(*texts)


def test_an_index_says_what_pages_have(kept):
    """Words, strings and pairs with their weights, titles, filters and days, as the format says."""
    kept.keep(
        a=page("a", TEXTS[0], title="Debt", deck="Who lends.", names=("Ada Lovelace",), byline="By Ada Lovelace", date="2 January", day=20455, facets=(("author", "Ada Lovelace"), ("year", "2026"))),
        b=page("b", TEXTS[1], lang="zh", title="望遠鏡", facets=(("author", "B"), ("author", "A"))),
        c=page("c", "No debt. Who waits", headings="Who waits"),
    )  # fmt: skip
    files = kept.make("a", "b", "c")
    found = SearchReader(kept.into)

    assert found.head == {
        "format": 2,
        "posts": 3,
        "bits": 3,
        "files": {"w": 1, "c": 1, "p": 1, "d": 1},
        "filters": {"author": 3, "year": 1},
        "prints": {kind: print_of(files[f"{name}.bin"]) for kind, name in FILES.items()},
        "language": classes(),
    }
    assert sorted(files) == sorted(kept.expected)
    assert found.weights("debt") == {"a/": 11 | record.TITLE, "c/": 8}
    assert found.weights("lovelace") == {"a/": record.NAME}
    assert found.weights("lends") == {"a/": 8 | record.HEADING}
    assert found.weights("waits") == {"a/": 8, "c/": 8 | record.HEADING}
    assert found.weights("nothing") == {}
    assert found.weights("债务", unspaced=True) == {"b/": 8}
    assert found.weights("务债", unspaced=True) == {}
    assert found.weights("远", unspaced=True) == {"b/": record.TITLE}
    assert found.pair("ada", "lovelace") == {"a/"}
    assert found.pair("debt", "south") == {"a/"}
    assert found.pair("debt", "who") == {"c/"}
    assert found.pair("south", "debt") == set()
    assert found.rows() == [
        ["Debt", "a/", "By Ada Lovelace", "2 January", "en", "Who lends."],
        ["望遠鏡", "b/", "", "", "zh", ""],
        ["", "c/", "", "", "en", ""],
    ]
    assert found.facets() == {
        "a/": {"author": ["Ada Lovelace"], "year": ["2026"], "day": 20455},
        "b/": {"author": ["B", "A"], "year": [], "day": None},
        "c/": {"author": [], "year": [], "day": None},
    }
    assert found.simplified()["務"] == "务"


def test_files_are_the_same_in_whichever_order_records_come(kept, tmp_path):
    """And of every time at which they are made."""
    kept.keep(b="Two.", a="One.")

    assert kept.make("b", "a") == anew(tmp_path, a="One.", b="Two.")


EDITS = st.lists(
    st.tuples(st.sampled_from("abcdefghij"), st.sampled_from([None, *range(len(TEXTS))])),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(EDITS, min_size=1, max_size=4))
def test_an_index_that_is_changed_is_one_made_at_once(tmp_path_factory, builds):
    """Whatever comes, goes or changes, powers of two passed in both ways."""
    folder = tmp_path_factory.mktemp("walk")
    made = Kept(folder)
    texts = {}
    for edits in builds:
        changed = {name: None if at is None else TEXTS[at] for name, at in edits}
        made.keep(**changed)
        texts = {name: text for name, text in {**texts, **changed}.items() if text is not None}
        found = made.make(*texts)
        wanted = {name: found[name] for name in made.expected}

        assert wanted == anew(folder, **texts)
    shutil.rmtree(folder)


def test_an_edit_changes_only_files_that_have_its_words(kept):
    """Not even the time of others; nothing at all where nothing differs."""
    texts = {f"n{number}": f"{TEXTS[5]} {TEXTS[6]} only{number}" for number in range(30)}
    kept.keep(**texts)
    kept.make(*texts)
    times = {path.name: path.stat().st_mtime_ns for path in kept.into.iterdir()}
    kept.make(*texts)
    left = {path.name: path.stat().st_mtime_ns for path in kept.into.iterdir()}
    kept.keep(n3=texts["n3"].replace("only3", "onlythree"))
    kept.make(*texts)
    written = sorted(
        path.name for path in kept.into.iterdir() if path.stat().st_mtime_ns != times[path.name]
    )

    assert left == times
    assert kept.merges == 1
    assert len(times) > 30
    assert len(written) <= 5
    assert SearchReader(kept.into).weights("onlythree") == {"n3/": 3}
    assert SearchReader(kept.into).weights("only3") == {}


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ({}, set()),
        ({"deck": "Another."}, {"d0.bin"}),
        ({"day": 20456}, {"facets.bin"}),
        ({"facets": (("year", "2026"),)}, {"facets.bin"}),
    ],
)
def test_what_is_shown_of_pages_is_made_again_where_it_differs(
    kept, tmp_path, monkeypatch, said, made
):
    """Titles and filters; a word of a text is in neither. The head has to do with every other file."""
    kept.keep(a="One.", b="Two words.")
    before = kept.make("a", "b")
    other = page("b", "Two words more.", **said)
    kept.keep(b=other)
    written, write = set(), making.write
    monkeypatch.setattr(making, "write", lambda path, data: (written.add(path.name), write(path, data)))  # fmt: skip
    after = kept.make("a", "b")

    differing = {name for name in after if after[name] != before.get(name)}
    assert differing == {"w0.bin", "p0.bin", "head.json", *made}
    assert written == differing | ({"d0.bin", "facets.bin", "simplified.bin"} if made else set())
    assert after == anew(tmp_path, a="One.", b=other)


def test_a_table_that_is_gone_is_made_again(kept):
    """Though nothing of what is shown has changed."""
    kept.keep(a="One.", b="Two words.")
    before = kept.make("a", "b")
    names = sorted(
        name for name in before if name.startswith(("d", "facets", "simplified", "head"))
    )
    for name in names:
        (kept.into / name).unlink()
    after = kept.make("a", "b")

    assert len(names) == 4
    assert after == before


def test_who_passes_a_power_of_two_has_all_divided_anew(kept):
    """Numbers and files are others then."""
    kept.keep(a="Text.", b="Text.", c="Text.")
    kept.make("a", "b", "c")
    kept.keep(d="Text.")
    kept.make("a", "b", "c", "d")
    kept.make("a", "b", "c", "d")

    assert kept.merges == 2


def test_pages_without_a_record_are_not_in_it(kept, tmp_path):
    """Such as those that could not be written."""
    kept.keep(a="One.", b="Two.")
    kept.make("a", "b")
    kept.keep(b=None)

    assert kept.make("a", "b") == anew(tmp_path, a="One.")


def test_an_index_of_nothing_is_one(kept):
    """Whose files say that there is nothing."""
    kept.make()
    found = SearchReader(kept.into)

    assert found.weights("a") == {}
    assert found.rows() == []
    assert found.facets() == {}


def _half(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _other(path):
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


def _emptied(path):
    path.write_bytes(b"")


def _gone(path):
    path.unlink()


def _version(path):
    path.write_bytes(path.read_bytes().replace(b" 1", b" 0", 1))


DAMAGES = [_half, _other, _emptied, _gone]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", ["w0.bin", "c0.bin", "p0.bin", "d0.bin", "facets.bin", "simplified.bin", "head.json"])  # fmt: skip
@pytest.mark.parametrize("edit", [False, True])
def test_a_damaged_file_of_an_index_is_made_again(kept, tmp_path, damage, name, edit):
    """Whether anything has changed or not."""
    texts = {"a": "One.", "b": TEXTS[1], "c": "Three."}
    kept.keep(**texts)
    kept.make(*texts)
    damage(kept.into / name)
    texts["b"] = "Changed 水." if edit else TEXTS[1]
    kept.keep(**texts)

    assert kept.make(*texts) == anew(tmp_path, **texts)


@pytest.mark.parametrize("damage", [*DAMAGES, _version])
@pytest.mark.parametrize("edit", [False, True])
def test_a_damaged_state_is_none(kept, tmp_path, damage, edit):
    """Also one of another version."""
    texts = {"a": "One.", "b": "Two."}
    kept.keep(**texts)
    kept.make(*texts)
    damage(kept.folder / "state.kept")
    texts["b"] = "Changed." if edit else "Two."
    kept.keep(**texts)

    assert kept.make(*texts) == anew(tmp_path, **texts)


def test_a_state_of_another_output_is_none(kept, tmp_path):
    """One that has been emptied, or another folder's."""
    kept.keep(a="One.")
    kept.make("a")
    shutil.rmtree(kept.into)

    assert kept.make("a") == anew(tmp_path, a="One.")


def test_a_copied_output_is_known_again(kept):
    """Of which every file has another time, as where a cache was restored."""
    kept.keep(a="One.", b="Two.")
    kept.make("a", "b")
    shutil.copytree(kept.into, kept.into.with_name("copy"))
    shutil.rmtree(kept.into)
    kept.into.with_name("copy").rename(kept.into)
    kept.make("a", "b")

    assert kept.merges == 1


@pytest.mark.parametrize("damage", DAMAGES)
def test_pages_whose_records_are_damaged_are_named(kept, damage):
    """So that they can be written again; where the index has them, it is not asked for them."""
    kept.keep(a="One.", b="Two.")
    (path,) = (kept.folder / "records").glob(f"{SearchRecords(kept.folder).name('a')}")
    damage(path)
    if damage is _gone:
        assert SearchRecords(kept.folder).name("a") == ""
        return
    with pytest.raises(making.LostError, match=r"search cannot be read: .*1 pages") as raised:
        kept.make("a", "b")

    assert raised.value.pages == ["a"]
    assert isinstance(raised.value, OutputError)


def test_a_damaged_record_of_before_makes_all_anew(kept, tmp_path):
    """Nobody knows then what is to be taken out."""
    kept.keep(a="One.", b="Two.")
    kept.make("a", "b")
    kept.keep(a="Changed.")
    (before,) = (kept.folder / "replaced").iterdir()
    _half(before)

    assert kept.make("a", "b") == anew(tmp_path, a="Changed.", b="Two.")
    assert list((kept.folder / "replaced").iterdir()) == []


def test_a_page_that_is_written_twice_before_an_index_is_changed_once(kept, tmp_path):
    """As where a build was killed between the two."""
    kept.keep(a="One.", b="Two.")
    kept.make("a", "b")
    kept.keep(a="Changed.")
    kept.keep(a="Changed again.")

    assert kept.make("a", "b") == anew(tmp_path, a="Changed again.", b="Two.")
    assert kept.merges == 1


def test_two_records_of_a_page_are_none(kept):
    """A build was killed between the writing of one and the removal of the other: nobody knows which counts."""
    kept.keep(a="One.")
    name = SearchRecords(kept.folder).name("a")
    (kept.folder / "records" / f"{name.partition('-')[0]}-0").write_bytes(b"")
    both = SearchRecords(kept.folder)
    before = both.name("a")
    both.keep("a", record.record(page("a", "One.")))

    assert before == ""
    assert both.name("a") == SearchRecords(kept.folder).name("a") == name


def test_records_that_nobody_wants_go(kept):
    """Of pages that are gone or withdrawn; the index is made before."""
    kept.keep(a="One.", b="Two.")
    kept.make("a", "b")
    kept.make("a")

    assert [path.name for path in (kept.folder / "records").iterdir()] == [SearchRecords(kept.folder).name("a")]  # fmt: skip


def test_records_from_elsewhere_take_the_place_of_others(kept, tmp_path):
    """Until the index is made again it has what those say that were there; files are changed, not merged."""
    texts = {f"p{number}": f"Text {number}." for number in range(20)}
    there = Kept(tmp_path / "there")
    there.keep(**texts | {"p1": "Another."})
    kept.keep(**texts)
    kept.make(*texts)
    names = [path.name for path in (there.folder / "records").iterdir()]
    SearchRecords(kept.folder).drop_others(names)
    gone = SearchRecords(kept.folder).name("p1")
    for name in names:
        shutil.copyfile(there.folder / "records" / name, kept.folder / "records" / name)
    kept.merges = 0

    assert gone == ""
    assert kept.make(*texts) == anew(tmp_path, **texts | {"p1": "Another."})
    assert kept.merges == 0


def test_where_the_disk_is_full_nothing_counts_as_made(kept, tmp_path, monkeypatch):
    """The next build makes what this one could not."""
    kept.keep(a="One.", b="Two.")
    kept.make("a", "b")
    other = page("b", "Changed.", title="Changed")
    kept.keep(b=other)
    written = making.write
    count = []

    def full(path, data):
        count.append(path)
        if len(count) > 1:
            raise OutputError("full")
        return written(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(making, "write", full)
        with pytest.raises(OutputError, match="full"):
            kept.make("a", "b")

    assert kept.make("a", "b") == anew(tmp_path, a="One.", b=other)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 1_000_000,
        " ".join(f"w{number:x}" for number in range(100_000)),
        "水" * 300_000,
        "a-" * 500_000,
        "1,000" * 100_000,
        "\ud800\x00 \x07text",
    ],
    ids=["one word", "many words", "one character", "hyphens", "numbers", "half a surrogate"],
)
def test_odd_posts_are_indexed(kept, text):
    """One word a million times, many different ones, what no text should have."""
    kept.keep(a=page("a", text, title="Odd \ud800", facets=(("author", "\udfff"),)), b="Text.")
    kept.make("a", "b")

    assert SearchReader(kept.into).weights("odd") == {"a/": record.TITLE}
    assert SearchReader(kept.into).facets()["a/"]["author"] == ["?"]


def test_files_have_no_time_and_no_name_in_them(kept):
    """So equal files are equal bytes."""
    kept.keep(a="One.")
    files = kept.make("a")

    assert {data[4:8] for name, data in files.items() if name.endswith(".bin")} == {bytes(4)}
    assert gzip.decompress(files["w0.bin"])[4:] != b""


def test_parts_of_records_are_as_many_as_an_index_can_be_divided_into():
    """Powers of two, as the files are."""
    assert shape.PARTS & shape.PARTS - 1 == 0
