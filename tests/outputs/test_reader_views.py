"""What programs that show a page's article alone show of it: ``make audit``.

Firefox's reader view is a library (https://github.com/mozilla/readability); archives and those who gather
texts use trafilatura (https://trafilatura.readthedocs.io/).
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter

import lxml.html
import pytest
from node_tools import tool
from publications import Publication

pytestmark = pytest.mark.audit

READ = """
const [readability, jsdom, file] = process.argv.slice(1);
const { Readability } = require(readability);
const { JSDOM } = require(jsdom);
const page = new JSDOM(require("fs").readFileSync(file, "utf8"), { url: "https://example.org/x/" });
console.log(JSON.stringify(new Readability(page.window.document).parse()));
"""
SENTENCE = (
    "The committee met in the small hall, and what it said there was written down by two clerks. "
)
WITH_NOTES = f"""
{SENTENCE * 3}[^1] {SENTENCE * 2}[^2]

```{{margin}}
Beside the text stands a remark on weirs.
```

## Related work

{SENTENCE * 3}

## What authors share in comments

{SENTENCE * 3}

| name | tons |
| --- | --- |
| Weir | 734 |

[^1]: A remark on sluices, with thirteen more.
[^2]: The clerks sent their report to <https://sources.example/report> in spring, with a map of the valley and its weirs.
"""
SHORT = [f"Bridge number {n} is closed on {n + 3} May.{' Traffic goes by the ferry.' * (n * 2)}\n" for n in range(6)]  # fmt: skip
SHORT_CHINESE = [f"第{n}号桥今天关闭，{'车辆请走渡口。' * (n + 1)}\n" for n in range(6)]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return a publication with an article that has all kinds of notes, and short ones."""
    publication = Publication(tmp_path_factory.mktemp("readers"))
    publication.post("2026-01-02-x", WITH_NOTES, title="A Long Article")
    for n, text in enumerate(SHORT):
        publication.post(f"2026-01-03-s{n}", text, title=f"Notice {n}")
    for n, text in enumerate(SHORT_CHINESE):
        publication.post(f"2026-01-04-c{n}", text, title=f"通知{n}", author="王小明")
    return publication.build()


PLACES = ["x", *(f"s{n}" for n in range(6)), *(f"c{n}" for n in range(6))]


def words(text):
    """Return how often each word stands in a text; of Chinese, each character."""
    return Counter(re.findall(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+", text))


def written(built, place):
    """Return the words of an article's text as its page has them."""
    [page] = lxml.html.fromstring(built.read(f"2026/01/{place}/")).xpath(
        "//div[contains(@class, 'sf-text')]"
    )
    return words(" ".join(page.itertext()))


def firefox(built, place):
    """Return what Firefox's reader view shows of an article."""
    parts = (tool("@mozilla/readability/index.js"), tool("jsdom/lib/api.js"))
    file = built.out / f"2026/01/{place}/index.html"
    done = subprocess.run(["node", "-e", READ, *map(str, parts), str(file)], capture_output=True, text=True, check=True)  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.parametrize("place", PLACES)
def test_firefoxs_reader_view_keeps_every_word(built, place):
    """Notes at the end and in the margin, whatever headings are called; nothing of what leads on, no record of a citation."""
    shown = firefox(built, place)
    text = re.sub(r"<[^>]+>", " ", shown["content"])
    more = words(text) - written(built, place)

    assert written(built, place) - words(text) == Counter()
    assert [
        name for name in ("article", "RIS", "Download", "Related", "Chicago") if more[name]
    ] == []
    assert shown["byline"] == ("王小明" if place.startswith("c") else "Ada Lovelace")


def test_firefoxs_reader_view_has_nothing_but_the_article(built):
    """Of one that is no mere notice: no deck, no byline twice, no list of other articles, no sign of a link."""
    text = re.sub(r"<[^>]+>", " ", firefox(built, "x")["content"])

    assert words(text) - written(built, "x") == Counter()


@pytest.mark.parametrize("place", PLACES)
def test_trafilatura_finds_the_text(built, place):
    """Every word of it; in short notices too, where a record of BibTeX is longer than what is to be said."""
    # only who makes the audit has it
    trafilatura = pytest.importorskip("trafilatura")
    text = trafilatura.extract(built.read(f"2026/01/{place}/"), include_comments=False)
    lost = written(built, place) - words(text)

    # it leaves the numbers of notes out, and what the words stand beside
    assert {word for word in lost if not word.isdigit()} == set()
    assert words(text)["journal"] == 0
