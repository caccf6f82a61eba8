"""What builds keep of the publication: damage to it costs time, and nothing else."""

from __future__ import annotations

import pytest
from page_trees import same_as_clean

NAMES = {"addresses", "catalogue", "facts", "short-texts", "works", "static", "state", "inventory"}


def write(publication, version):
    """Write three posts, one of them of a version."""
    for number in range(3):
        said = f"Of version {version}." if number == 1 else "A text of sails and lanterns."
        publication.post(
            f"2026-01-0{number + 1}-p{number}",
            f"{said}\n\n![A map](https://a.example/{number}.png)\n\n---\n\n*Ada Stone* is a sailor.\n",
            title=f"Title {number}, {version if number == 2 else 0}",
            author="Ada Stone",
        )


def kept_of(publication):
    """Return the files that are kept, by name."""
    return {path.stem: path for path in publication.root.rglob("*.kept")}


def damaged(whole, how):
    """Return the bytes of a kept file, damaged."""
    form, rest = whole.split(b"\n", 1)
    return {
        "empty": b"",
        "cut": whole[: len(whole) * 2 // 3],
        "foreign": b"\x80\x05N.",
        "other form": b"\n".join([form.replace(b"1", b"0"), rest]),
        "one bit": whole[:-9] + bytes([whole[-9] ^ 4]) + whole[-8:],
    }[how]


@pytest.mark.parametrize("how", ["empty", "cut", "foreign", "other form", "one bit", "gone"])
def test_what_is_damaged_is_made_anew(publication, tmp_path, how):
    """Of every file that is kept, in one build after the other; text and title have changed meanwhile."""
    write(publication, 0)
    publication.build()
    found = kept_of(publication)
    for path in found.values():
        if how == "gone":
            path.unlink()
        else:
            path.write_bytes(damaged(path.read_bytes(), how))
    write(publication, 1)
    built = publication.build()

    assert {*found} == NAMES
    same_as_clean(publication, built, tmp_path)


def test_what_is_of_before_is_not_taken(publication, tmp_path):
    """Where a cache has brought back the files of an older state of the same publication."""
    write(publication, 0)
    publication.build()
    old = {path: path.read_bytes() for path in kept_of(publication).values()}
    write(publication, 1)
    publication.build()
    for path, content in old.items():
        path.write_bytes(content)
    write(publication, 2)
    built = publication.build()

    same_as_clean(publication, built, tmp_path)
