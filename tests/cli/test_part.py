"""A build in parts gives what one machine gives, and what does not fit together is named."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import pytest
from divided import Divided, Machines, run, well
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from walks import differences, steps, take, times, tree

from standfirst.parts import sources
from standfirst.parts.part import Part
from standfirst.pictures.conversion import worker


@pytest.mark.parametrize(
    "changes",
    [
        [("edit", 0, 1), ("edit", 1, 4), ("delete", 2, 0), ("guide", 0, 4), ("edit", 3, 15)],
        [("extensions", 0, 0), ("title", 0, 0), ("volume", 1, 0), ("author", 0, 1), ("held", 0, 1)],
    ],
)
def test_parts_give_what_one_machine_gives(changes, tmp_path):
    """After each of some changes, each phase where only its inputs are, and what did not change is not touched."""
    take(changes, Divided(tmp_path))


@pytest.mark.audit
@given(st.lists(steps, min_size=3, max_size=12))
@settings(max_examples=20, phases=(Phase.explicit, Phase.generate))
def test_long_walks_in_parts_give_what_one_machine_gives(changes):
    """The same, for longer."""
    with tempfile.TemporaryDirectory() as folder:
        take(changes, Divided(Path(folder), count=2))


@pytest.fixture
def machines(publication, tmp_path_factory):
    """Four posts and a page in three parts, all read, planned and written, each on its machine."""
    for number in range(4):
        publication.post(f"2026-01-0{number + 1}-p{number}", f"Text {number}.\n")
    publication.write("about.md", "---\ntitle: About\n---\n\nWe.\n")
    divided = Machines(publication.root, tmp_path_factory.mktemp("machines"), 3)
    divided.build()
    return divided


def refused(machines, phase, *arguments):
    """Run a phase where it cannot be carried out; return what it says. The last publication is as it was."""
    before, when = tree(machines.out), times(machines.out)
    result = run(phase, *arguments, str(machines.folder / "join"), "-j1")

    assert result.exit_code == 2, result.output
    assert (tree(machines.out), times(machines.out)) == (before, when)
    root = f"{machines.folder / 'join'}/"
    return [line.replace(root, "") for line in result.output.splitlines()]


@pytest.mark.parametrize("phase", ["read", "write"])
@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("9/8", "9/8 is no part: of 8 the first is 1/8 and the last 8/8"),
        ("0/8", "0/8 is no part: of 8 the first is 1/8 and the last 8/8"),
        ("1/0", "1/0 is no part: a publication is divided into 1 to 1,000"),
        ("1/1001", "1/1001 is no part: a publication is divided into 1 to 1,000"),
        ("3", "'3' is no part; write its number and their count, such as 3/8"),
        ("-1/8x", "'-1/8x' is no part; write its number and their count, such as 3/8"),
        ("１/８", "'１/８' is no part; write its number and their count, such as 3/8"),
        ("a\x1b[31m/8", "'a\\x1b[31m/8' is no part; write its number and their count, such as 3/8"),
    ],
)
def test_a_part_that_there_is_not_is_named(publication, phase, part, said):
    """Before anything is loaded or made."""
    result = run(phase, "--", part, str(publication.root))

    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert not (publication.root / "_build").exists()


def test_a_part_that_was_not_read_or_written_is_named(machines):
    """By the plan, or where they are joined, with the command that helps."""
    folder = machines.layout("join").root
    (folder / "2-of-3/written.json").unlink()
    unwritten = refused(machines, "join")
    shutil.rmtree(folder / "3-of-3")
    unread = refused(machines, "join")
    unplanned = refused(machines, "plan")
    shutil.rmtree(folder)
    nothing = [
        refused(machines, phase, *part) for phase, *part in (["plan"], ["join"], ["write", "1/3"])
    ]

    missing = (
        "Not done: part 3/3 is missing below _build/parts; `standfirst part read 3/3` reads it"
    )
    without_plan = (
        "Not done: there is no plan _build/parts/plan.standfirst; `standfirst part plan` makes it"
    )
    assert unwritten == [
        "Not done: part 2/3 was not written, or did not end well; `standfirst part write 2/3` writes it"
    ]
    assert unread == unplanned == [missing]
    assert nothing == [
        ["Not done: _build/parts has no part; `standfirst part read 1/8` reads one"],
        [without_plan],
        [without_plan],
    ]


def test_a_part_that_comes_twice_is_named(machines):
    """Whatever its folder is called; so is one of another division."""
    folder = machines.layout("join").root
    shutil.copytree(folder / "2-of-3", folder / "part 2 (1)")
    twice = refused(machines, "join")
    shutil.rmtree(folder / "part 2 (1)")
    well(run("read", "1/2", str(machines.check_out("join")), "-j1"))
    other = refused(machines, "plan")

    assert twice == [
        "Not done: _build/parts/part 2 (1) is part 2/3, which _build/parts/2-of-3 is as well; remove one of them"
    ]
    assert other == [
        f"Not done: _build/parts/{number}-of-3 is part {number}/3, and another is 1/2: remove the parts of the other division"
        for number in (1, 2, 3)
    ]


def test_a_part_of_another_version_is_named(machines, monkeypatch):
    """Read or written by other code than is installed here."""
    monkeypatch.setattr(sources, "code", lambda: "another")
    said = refused(machines, "join"), refused(machines, "plan"), refused(machines, "write", "1/3")

    plan = [
        "Not done: _build/parts/plan.standfirst was made by another version than is installed here; plan again"
    ]
    assert said == (
        plan,
        [
            f"Not done: _build/parts/{number}-of-3 was read by another version than is installed here; read it again"
            for number in (1, 2, 3)
        ],
        plan,
    )


def test_a_report_of_another_form_is_named(machines):
    """Also one that is cut off, or none at all."""
    file = machines.layout("join").of(Part.of("2/3")).read_report
    report = json.loads(file.read_bytes())
    texts = [json.dumps({**report, "format": 0}), file.read_text()[:50], "[]", '{"format": 1}']
    said = []
    for text in texts:
        file.write_text(text)
        said.append(refused(machines, "join")[0])

    name = "Not done: _build/parts/2-of-3/read.json"
    assert said == [
        f"{name} is of another version of Standfirst; read it again",
        *[f"{name} cannot be read, or is cut off; make it again"] * 3,
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"code": "x"}, "was read by another version than _build/parts/1-of-3; read both again alike"),
        ({"publication": "x"}, "was read of other sources than _build/parts/1-of-3; read both again alike"),
        ({"names": "x"}, "was read of other posts than _build/parts/1-of-3; read both again alike"),
        ({"options": {"a": "b"}}, "was read with other options than _build/parts/1-of-3; read both again alike"),
        (
            {"now": "2027-01-01T00:00:00+00:00"},
            "was read at another time (-D standfirst_now=2026-06-01T12:00:00+00:00 gives all the same) than _build/parts/1-of-3; read both again alike",
        ),
    ],
)  # fmt: skip
def test_parts_that_differ_are_named(machines, changed, said):
    """By what they were read of."""
    file = machines.layout("join").of(Part.of("2/3")).read_report
    file.write_text(json.dumps({**json.loads(file.read_bytes()), **changed}))

    assert refused(machines, "plan")[0] == f"Not done: _build/parts/2-of-3 {said}"


def test_other_sources_than_those_that_were_read_are_named(machines):
    """A post that was edited, one that has come, a setting; before anything of the last publication changes."""
    post = "2026-01-01-p0"
    (part,) = (part for part in machines.parts if part.has(f"posts/{post}"))
    site = machines.check_out("join")
    (site / f"posts/{post}.md").write_text("---\ntitle: Other\n---\n\nText.\n")
    edited = refused(machines, "plan")
    (site / "posts/2026-02-02-new.md").write_text("---\ntitle: New\n---\n\nText.\n")
    come = refused(machines, "join")
    (site / "conf.py").write_text((site / "conf.py").read_text() + "\nstandfirst_tagline = 'New'\n")
    set_otherwise = (
        refused(machines, "join"),
        refused(machines, "plan"),
        refused(machines, "write", "1/3"),
    )

    edition = f"Not done: posts/{post}.md is another than the one that was read for part {part}; read it again"
    others = [
        f"Not done: _build/parts/{number}-of-3 was read when there were other posts than lie in {site}; read it again"
        for number in (1, 2, 3)
    ]
    here = f"of other sources (settings, templates, pages or pictures) than lie in {site}"
    plan = [f"Not done: _build/parts/plan.standfirst is {here}; read and plan again"]
    assert edited == [edition]
    assert sorted(come) == sorted([edition, *others])
    assert set_otherwise == (
        plan,
        [
            f"Not done: _build/parts/{number}-of-3 was read {here}; read it again"
            for number in (1, 2, 3)
        ],
        plan,
    )


def test_what_is_damaged_is_named(machines):
    """Cut off or gone: the records, the plan, a page that was written."""
    folder = machines.layout("join").root
    page = next((folder / "1-of-3/written/html").rglob("index.html"))
    files = [
        (page, "write part 1/3 again", "join"),
        (folder / "2-of-3/read/environment.pickle", "read part 2/3 again", "plan"),
        (folder / "2-of-3/read/records.pickle", "read part 2/3 again", "join"),
    ]
    for file, remedy, phase in files:
        content = file.read_bytes()
        name = file.relative_to(machines.folder / "join")
        said = []
        file.write_bytes(content[:-1])
        said.append(refused(machines, phase))
        file.unlink()
        said.append(refused(machines, phase))
        file.write_bytes(content)

        assert said == [[f"Not done: {name} is missing or cut off; {remedy}"]] * 2
    plan = folder / "plan.standfirst"
    content = plan.read_bytes()
    said = []
    for damaged in (content[:-1], content[:20], b"", b"[]\n", b'{"format": 9}\n'):
        plan.write_bytes(damaged)
        said.append(refused(machines, "join")[0].partition("plan.standfirst ")[2])

    assert said == [
        "is cut off or damaged; plan again",
        *["cannot be read, or is cut off; plan again"] * 3,
        "is of another version of Standfirst; plan again",
    ]


def test_what_was_read_or_planned_again_is_named(machines):
    """A part that was read after the plan, or written by another plan."""
    folder = machines.layout("join").root
    report = folder / "2-of-3/read.json"
    other = folder / "3-of-3/written.json"
    report.write_bytes(report.read_bytes() + b"\n")
    read = refused(machines, "join"), refused(machines, "write", "2/3")
    report.write_bytes(report.read_bytes()[:-1])
    other.write_text(json.dumps({**json.loads(other.read_bytes()), "plan": "x"}))
    written = refused(machines, "join")

    assert read == (
        ["Not done: part 2/3 was read again after the plan; plan again, and write it again"],
        ["Not done: part 2/3 was read again after the plan; plan again"],
    )
    assert written == [
        "Not done: _build/parts/3-of-3 was written by another plan; write part 3/3 again"
    ]


def test_a_part_that_fails_is_named_where_parts_are_joined(machines):
    """It leaves no report, whatever it has written before."""
    site = machines.check_out("join")
    (site / "_templates").mkdir(exist_ok=True)
    machines.publication.joinpath("_templates/standfirst").mkdir(parents=True)
    machines.publication.joinpath("_templates/standfirst/post.html").write_text("{{ 1 / 0 }}\n")
    conf = machines.publication / "conf.py"
    conf.write_text(conf.read_text() + '\ntemplates_path = ["_templates"]\n')
    machines.read()
    machines.plan()
    failed = []
    for part in machines.parts:
        machine = f"read-{part.number}"
        machines.hand("plan", machine, ["plan.standfirst"])
        result = run("write", str(part), str(machines.folder / machine), "-j1")
        if result.exit_code:
            failed.append(str(part))
    machines.check_out("join", texts=False)
    machines.hand("plan", "join", ["plan.standfirst", "planning"])
    for part in machines.parts:
        machines.hand(f"read-{part.number}", "join", [f"{part.number}-of-3"])

    expected = [
        f"Not done: part {part} was not written, or did not end well; `standfirst part write {part}` writes it"
        for part in failed
    ]
    assert failed
    assert refused(machines, "join") == expected


def test_options_given_to_readers_hold_for_all(publication, tmp_path_factory):
    """Also the moment, by which posts are seen or not."""
    publication.post("2026-01-01-seen")
    publication.post("2026-07-01-later", date="2026-07-01")
    given = {"standfirst_now": "2026-08-01T00:00:00+00:00", "standfirst_tagline": "As given"}
    machines = Machines(publication.root, tmp_path_factory.mktemp("machines"), 2)
    made = tree(machines.build(given))
    want = tree(publication.build(*[f"{name}={value}" for name, value in given.items()]).out)

    assert differences(made, want) == []
    assert "2026/07/later/index.html" in made


def test_pictures_are_converted_where_they_are_read(publication, tmp_path_factory, monkeypatch):
    """The plan converts none that it is handed, and has the same where it is handed none."""
    for number, colour in enumerate(["teal", "navy", "olive"]):
        publication.picture(f"posts/{colour}.png", width=900, colour=colour)
        publication.post(f"2026-01-0{number + 1}-p", f"![p]({colour}.png)\n", image=f"{colour}.png")
    machines = Machines(publication.root, tmp_path_factory.mktemp("machines"), 2)
    machines.read()
    with monkeypatch.context() as patched:
        patched.setattr(worker, "convert_all", None)
        machines.plan()
    machines.write()
    made = tree(machines.join())
    for part in machines.parts:
        shutil.rmtree(machines.layout(f"read-{part.number}").of(part).pictures)
    shutil.rmtree(machines.layout("plan").planning.path)
    machines.plan()
    machines.write()

    assert differences(made, tree(publication.build().out)) == []
    assert differences(tree(machines.join()), made) == []


def test_more_parts_than_documents_give_the_same(publication, tmp_path_factory):
    """Parts with the front page alone, which belongs to one of them."""
    publication.post("2026-01-01-only")
    made = tree(Machines(publication.root, tmp_path_factory.mktemp("machines"), 6).build())

    assert differences(made, tree(publication.build().out)) == []


def test_a_publication_without_a_post_is_divided_too(publication, tmp_path_factory):
    """There is a front page."""
    made = tree(Machines(publication.root, tmp_path_factory.mktemp("machines"), 2).build())

    assert differences(made, tree(publication.build().out)) == []
