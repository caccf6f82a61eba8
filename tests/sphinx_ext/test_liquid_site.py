"""Posts of a Jekyll site that take in files, go through data and name other posts, taken over and built."""

from __future__ import annotations

import datetime as dt

import lxml.html
import pytest
from publications import Publication

from standfirst.checking import checker
from standfirst.jekyll import take_over

CLOCK = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
SITE = {
    "_config.yml": """
        title: The Mill Courier
        url: https://mill.example
        permalink: /:year/:title/
        author: Ada Lovelace
        description: Of wheels and water.
        permalinks: {wiki: https://wiki.example/}
        collections: {manuals: {output: true}}
        """,
    "_includes/plate.html": """
        <figure class="{{ include.kind }}">
          <img src="{{ include.file | relative_url }}" alt="{{ include.text }}">
          {% if include.below %}<figcaption>{{ include.below }}</figcaption>{% endif %}

        </figure>
        """,
    "_includes/names.md": "[archive]: https://archive.example/\n",
    "_data/wheels.yml": "- {name: Overshot, feet: 12}\n- {name: Breast, feet: 9}\n",
    "_manuals/gears.md": "---\ntitle: Gears\n---\nOf gears.\n",
    "en/_posts/2026-01-02-river.md": "---\ntitle: River\n---\nThe river.\n",
    "_posts/2026-01-03-wheels.md": """
        ---
        title: Wheels
        description: All of them.
        town: Ayr
        ---
        {% assign wiki = site.permalinks.wiki %}
        {%- capture note %}*Seen in spring*{% endcapture %}

        {% if page.town == "Ayr" %}Built at {{ page.town }}.{% else %}Built elsewhere.{% endif %}

        See [the wiki]({{ wiki }}wheels), the [archive][]. {{ note }}.

        {% for wheel in site.data.wheels %}
        - {{ wheel.name }}, {{ wheel.feet | times: 12 }} inches
        {% endfor %}

        {% include plate.html file="drawings/wheel.png" text="A wheel"
           below="From the side." %}

        {% include plate.html file="drawings/wheel.png" text="Again" %}

        The [manual]({% link _manuals/gears.md %}), the [river]({% link en/_posts/2026-01-02-river.md %}), [again]({% post_url /en/2026-01-02-river %}).

        {% include names.md %}

        {% unknown tag %} and [nowhere](nowhere.md).
        """,
}
"""Path -> text."""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return the publication made of the site, built."""
    folder = tmp_path_factory.mktemp("courier")
    site, made = object.__new__(Publication), object.__new__(Publication)
    site.root, made.root = folder / "site", folder / "new"
    for name, text in SITE.items():
        site.write(name, text)
    site.picture("drawings/wheel.png")
    take_over.take_over(site.root, made.root, requirement="standfirst==0")
    return made.build()


def test_a_site_taken_over_says_what_it_said(built):
    """One branch, names given once, data as a list, both pictures and the one caption, links to what has moved."""
    page = lxml.html.fromstring(built.read("2026/wheels/")).find_class("sf-text")[0]
    links = {a.text_content(): a.get("href") for a in page.iter("a") if a.text_content()}

    assert [p.text_content() for p in page.xpath(".//section/p")][:2] == ["Built at Ayr.", "See the wiki, the archive. Seen in spring."]  # fmt: skip
    assert [" ".join(li.text_content().split()) for li in page.iter("li")] == ["Overshot, 144 inches", "Breast, 108 inches"]  # fmt: skip
    assert [img.get("alt") for img in page.iter("img")] == ["A wheel", "Again"]
    assert [c.text_content().strip("\n#") for c in page.iter("figcaption")] == ["From the side."]
    assert links == {
        "the wiki": "https://wiki.example/wheels",
        "archive": "https://archive.example/",
        "manual": "../../manuals/gears/",
        "river": "../river/",
        "again": "../river/",
    }


def test_what_is_wrong_has_its_line(built):
    """Behind includes that have brought lines, in a build as in a check."""
    told = [line for line in built.warnings.splitlines() if "2026-01-03" in line]
    found = [
        each for each in checker.check(built.root, clock=CLOCK) if each.path.endswith("wheels.md")
    ]

    assert [line.partition(": WARNING: ")[0].rpartition(":")[2] for line in told] == ["26", "26"]
    assert ["{% unknown %}" in told[0], "nowhere.md" in told[1]] == [True, True]
    assert sorted(each.problem.line for each in found) == [26, 26]
