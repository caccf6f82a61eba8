"""What is known of pictures' addresses: what their text says, whatever was kept."""

from __future__ import annotations

import pytest

from standfirst.incremental.kept_files import KeptFiles
from standfirst.pictures.remote import known_addresses, urls
from standfirst.pictures.remote.known_addresses import KnownAddresses

ADDRESSES = (
    "HTTPS://A.example/One Two.jpg#x",
    "file:///etc/passwd",
    "",
    "//a.example/b",
    "http://",
)


@pytest.fixture
def files(tmp_path):
    """Return a folder in which a build has kept what it has asked for."""
    kept = KeptFiles(tmp_path, "code")
    known = KnownAddresses(kept)
    for url in ADDRESSES:
        known.look_up(url)
    known.save()
    return kept


def test_an_address_is_looked_at_once_in_all_builds(files, monkeypatch):
    """What was kept is what would be found."""
    expected = [(urls.canonical(url), urls.why_not(url)) for url in ADDRESSES]
    monkeypatch.delattr(known_addresses.urls, "canonical")

    assert [KnownAddresses(files).look_up(url) for url in ADDRESSES] == expected


def test_what_is_asked_for_no_more_goes(files):
    """A build that asks for other things keeps those."""
    known = KnownAddresses(files)
    known.look_up(ADDRESSES[1])
    known.look_up("https://c.example/")
    known.save()

    assert [*files.read("addresses", "")] == [ADDRESSES[1], "https://c.example/"]


def test_a_damaged_file_has_nothing_and_is_made_anew(files, tmp_path):
    """Cut off anywhere."""
    file = tmp_path / "addresses.kept"
    whole = file.read_bytes()
    file.write_bytes(whole[:-7])
    known = KnownAddresses(files)
    found = [known.look_up(url) for url in ADDRESSES]
    known.save()

    assert found == [(urls.canonical(url), urls.why_not(url)) for url in ADDRESSES]
    assert file.read_bytes() == whole


def test_nothing_is_kept_where_nobody_wants_it():
    """The same is found."""
    known = KnownAddresses()

    assert known.look_up("//a.example/b") == (
        urls.canonical("//a.example/b"),
        urls.why_not("//a.example/b"),
    )
    known.save()
