"""Footnotes of posts."""

from __future__ import annotations

from lxml import html as lxml_html


def notes(built, path):
    """Return the numbers of the calls in the text, and number and words of each note below it."""
    text = lxml_html.fromstring(built.read(f"{path}index.html")).xpath("//article")[0]
    below = text.xpath(".//section[contains(@class, 'footnote ')]")
    calls = text.xpath(
        ".//a[contains(@class, 'footnote-reference')][not(ancestor::section[contains(@class, 'footnote ')])]"
    )
    said = [
        (
            note.xpath("string(span[@class='label'])").strip("[]"),
            " ".join(p.text_content() for p in note.xpath("p")),
        )
        for note in below
    ]
    return [call.text_content() for call in calls], said, [c.get("href") for c in calls]


def test_notes_are_numbered_in_the_order_of_their_calls(publication):
    """Whatever their labels are, one for all calls of a note; those that only a note calls come after."""
    publication.post(
        "2026-01-02-a",
        "A[^3], b[^word], c[^1], d[^3].\n\n```{note}\nIn a box.[^box]\n```\n\n"
        "[^1]: One.\n[^3]: Three, with a note.[^deep]\n[^deep]: Deep.\n[^word]: Word.\n[^box]: Box.\n[^last]: Last.[^1]\n",
    )
    built = publication.build()
    calls, said, _ = notes(built, "2026/01/a/")

    assert calls == ["1", "2", "3", "1", "4"]
    assert said == [
        ("1", "Three, with a note.5"),
        ("2", "Word."),
        ("3", "One."),
        ("4", "Box."),
        ("5", "Deep."),
        ("6", "Last.3"),
    ]
    assert "Footnote [last] is not referenced" in built.warnings


def test_a_call_leads_to_its_note_and_back(publication):
    """By the ids that notes have had, of their labels where these are names."""
    publication.post("2026-01-02-a", "A[^b], b[^2].\n\n[^2]: Two.\n[^b]: Bee.\n")
    built = publication.build()
    text = lxml_html.fromstring(built.read("2026/01/a/index.html"))
    _, said, targets = notes(built, "2026/01/a/")
    found = [" ".join(text.xpath(f"//*[@id='{target[1:]}']/p//text()")) for target in targets]

    assert built.warnings == ""
    assert targets[0] == "#b"
    assert found == ["Bee.", "Two."] == [words for _, words in said]
