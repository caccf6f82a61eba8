"""Pagefind as a service: what it is told, and what comes of answers that are none."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from standfirst.outputs import pagefind, search_index

PAGE = (
    "<!doctype html><html lang='en'><body><main data-pagefind-body><p>{}</p></main></body></html>\n"
)
ANSWER = '{"message_id": 0, "payload": {"type": "Error", "message": "a  reason"}}'
WELL = '{"message_id": 0, "payload": {"type": "IndexedFile"}}'


@pytest.fixture
def pages(tmp_path):
    """Return a folder with three documents, of which no file system lists them in the order of their names."""
    (tmp_path / "pages").mkdir()
    for name in ("m", "z", "a"):
        (tmp_path / f"pages/{name}.html").write_text(PAGE.format(f"word{name}"), "utf-8")
    return tmp_path / "pages"


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Return what puts a shell script in the place of Pagefind."""

    def stand_in(script, mode=0o755):
        file = tmp_path / "program"
        file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        file.chmod(mode)
        monkeypatch.setitem(sys.modules, "pagefind_bin_extended", SimpleNamespace(get_executable=lambda: file))  # fmt: skip

    return stand_in


def files(folder):
    """Return the files below a folder with their bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}  # fmt: skip


def test_pages_have_the_order_in_which_they_are_given(pages, tmp_path):
    """Another order is another index, of the same fragments; the folder's own has no part in it."""
    program = search_index.program()
    given = sorted(pages.iterdir())
    made = {}
    for name, documents in (("one", given), ("two", given), ("other", given[::-1])):
        pagefind.make(program, documents, tmp_path / name, language="und")
        made[name] = files(tmp_path / name)
    fragments = {
        name: {file for file in found if file.startswith("fragment/")}
        for name, found in made.items()
    }

    assert made["one"] == made["two"]
    assert {*made["one"]} != {*made["other"]}
    assert fragments["one"] == fragments["other"]
    assert len(fragments["one"]) == 3


@pytest.mark.parametrize(
    "case",
    [
        ("exit 3", 0o755, ("Pagefind has failed (it has ended before all was said)", "build again")),
        ("exec <&-; sleep 0.2; exit 4", 0o755, ("Pagefind has failed (it has ended before all was said)", "build again")),
        (f"echo '{ANSWER}' | base64 -w0; printf ,; cat > /dev/null", 0o755, ("Pagefind has failed (a reason)", "build again")),
        (f"for _ in 1 2 3 4 5; do echo '{WELL}' | base64 -w0; printf ,; done; head -c 900 > /dev/null", 0o755, ("Pagefind has failed (it has written nothing)", "build again")),
        ("", 0o644, ("Pagefind cannot be started (Permission denied)", "install pagefind[extended] anew")),
    ],
    ids=["ends", "ends while it is written to", "an error", "writes nothing", "no program"],
)  # fmt: skip
def test_a_program_that_fails_is_named(pages, tmp_path, program, case):
    """With what it says, and with a remedy; nothing of an index is left, and nothing waits."""
    script, mode, (reason, remedy) = case
    program(script, mode)
    with pytest.raises(search_index.SearchError) as raised:
        search_index.make(pages, tmp_path / "made")

    assert str(raised.value) == reason
    assert raised.value.remedy == f"{remedy}, or set standfirst_search = False"
    assert not (tmp_path / "made").exists()
