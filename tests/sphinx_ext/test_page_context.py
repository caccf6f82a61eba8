"""What the template of each page is told, as a whole: which pages there are, what each says, links to and shows.

The records are in ``records/``; ``STANDFIRST_RECORDS=1`` writes those anew that a change is meant to change.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from publications import Publication

from standfirst.catalogue import further_reading
from standfirst.catalogue.model import Listing, Picture, Post
from standfirst.search import record
from standfirst.search.shape import PARTS
from standfirst.sphinx_ext.html.builder import PublicationBuilder
from standfirst.sphinx_ext.html.jinja_bridge import Templates
from standfirst.sphinx_ext.stages.citations_ import Cite
from standfirst.tables.listing_kinds import ListingKind

RECORDS = Path(__file__).parent / "records"
CONF = """
    extensions = ["standfirst"]
    standfirst_title = "The Harbour Review"
    standfirst_tagline = "Of ships"
    standfirst_base_url = "https://example.org/review/"
    standfirst_now = "2026-06-01T00:00:00+00:00"
    standfirst_search_index = False
    standfirst_page_size = 2
    standfirst_license = "CC-BY-4.0"
    standfirst_share = ["email", "x"]
    standfirst_menu = [("Home", "index"), ("Us", "us#team"), ("Out", "https://a.example/"), ("Mail", "mailto:a@a.example"), ("Below", "#foot")]
    standfirst_footer_links = [("Guide", "guide/index"), ("File", "https://a.example/a.pdf")]
    standfirst_sections = [{"slug": "essays", "title": "Essays", "description": "Long ones.", "lang": "en"}, {"slug": "empty", "title": "Empty"}]
    standfirst_redirects = {"/old/": "us"}
    html_logo = "logo.svg"
    html_sidebars = {}
"""
ICON = "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='9'><path d='M0 0h1'/></svg>\n"
FILES = {
    "conf.py": CONF,
    "logo.svg": ICON % 9,
    "index.md": "---\ntitle: Front\n---\n\n```{toctree}\nguide/index\n```\n",
    "guide/index.md": "# *Guide* & more\n\nHow it is done.\n\n```{toctree}\none\ntwo\n```\n",
    "guide/one.md": "# First\n\n## Part & A\n\n### Deeper\n\n## Part *B*\n",
    "guide/two.md": "# Zweitens\n\nDies ist der Text, den man hier lesen kann und der nicht auf Englisch ist.\n\n# Drittens\n",
    "us.md": "---\ntitle: Us\npermalink: /about/us/\nlang: de\n---\nWir sind viele.\n",
    "authors/ada.md": "---\nname: Ada Lovelace\nrole: Editor\nphoto: ada.svg\n---\nAda writes.\n",
    "authors/ada.svg": ICON % 5,
    "volumes/spring.md": "---\ntitle: Spring\nstart: 2026-01-01\nend: 2026-03-31\n---\nA note.\n",
    "posts/one.svg": ICON % 7,
}
POSTS = {
    "2026-01-01-a": {"series": "Road", "tags": "[ships]", "image": "one.svg", "image_alt": "A ship"},
    "2026-01-02-b": {"series": "Road", "tags": "[ships, ports]", "author": "Ada Lovelace and Bo Bee"},
    "2026-01-03-c": {"series": "Road", "section": "news"},
    "2026-01-04-d": {"section": "news", "translator": "Cy Dee", "position": "center"},
    "2026-02-05-fr": {"lang": "fr", "translation_of": "2026-01-01-a", "license": "MIT"},
    "2026-02-06-gone": {"withdrawn": "2026-03-01, it was wrong"},
    "2026-02-07-z": {"section": "news", "permalink": "/z/", "last_modified_at": "2026-03-02"},
}  # fmt: skip
SKIPPED = {"catalogue", "settings", "words", "policy"}
"""Of ``sf``, what is the same on every page, or is looked at elsewhere."""
LONG = {"site", "feeds", "share", "cite", "head"}
"""What is told of the pages that are looked at as a whole."""
WHOLE = ("404", "authors/ada", "guide/one", "index", "posts/2026-01-01-a", "sections/news")
OURS = ("contents", "pageurl", "base", "share", "front", "section", "editions", "volume_edition", "post_authors", "previous", "versions", "part", "parts", "related", "other_work", "listings", "months", "everything", "listing", "listing_kind", "listing_page", "posts", "indexes", "folders", "cite", "bibliography")  # fmt: skip
SPHINXS = ("title", "parents", "prev", "next", "page_source_suffix", "display_toc", "sourcename")


NAMED = {
    Post: lambda post: f"post {post.docname}",
    Listing: lambda listing: f"list {listing.page} ({len(listing.posts)})",
    ListingKind: lambda kind: kind.key,
    Picture: lambda picture: picture.src,
    Cite: lambda cite: [
        [name for name, _ in cite.styles],
        plain(cite.formats),
        cite.record,
        cite.bibliography,
        cite.coins,
    ],
    dt.date: lambda day: day.isoformat(),
}
"""What is recorded as less than it is; of citations in words the styles."""


def plain(value):
    """Return a value as JSON has it: posts by their names, lists by their pages."""
    for kind, named in NAMED.items():
        if isinstance(value, kind):
            return named(value)
    if dc.is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in dc.fields(value) if field.name[0] != "_"}  # fmt: skip
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return [*map(plain, value)] if isinstance(value, list | tuple) else value


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return a publication that was built, and what the template of each of its pages was told."""
    publication, told, builders = Publication(tmp_path_factory.mktemp("harbour")), {}, []
    for path, text in FILES.items():
        publication.write(path, text)
    for name, values in POSTS.items():
        day = f"{name[:10]} 12:00:00 +0800"
        publication.post(name, f"Text of {name[11:]}.\n", **{"title": f"T {name[11:]}", "date": day, "section": "essays", "volume": "Spring", **values})  # fmt: skip
    render, finish = Templates.render, PublicationBuilder.write_files

    def note(self, template, context):
        sf = context.get("sf")
        if sf is None:
            return render(self, template, context)
        facts = {field.name: plain(getattr(sf, field.name)) for field in dc.fields(sf) if field.name not in SKIPPED and field.name[0] != "_"}  # fmt: skip
        names = [*OURS, "head", *(SPHINXS if context.get("page_source_suffix") else ())]
        facts |= {name: plain(context[name]) for name in names if name in context}
        shown = {name: fact for name, fact in facts.items() if sf.name in WHOLE or name not in LONG}
        told[sf.name] = {"template": template, **shown}
        return render(self, template, context)

    def keep(self, files):
        builders.append(self)
        finish(self, files)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Templates, "render", note)
        patched.setattr(PublicationBuilder, "write_files", keep)
        patched.setattr(further_reading, "MOST_LISTED", 2)
        built = publication.build()
    return built, told, builders[0]


def held(name, value):
    """Return the lines of a record, one for each fact, and those that are kept under its name."""
    parts = (f"{key}\n" + "".join(f" {name}: {json.dumps(fact, ensure_ascii=False)}\n" for name, fact in facts.items()) for key, facts in value.items())  # fmt: skip
    text = "".join(parts)
    path = RECORDS / name
    if os.environ.get("STANDFIRST_RECORDS"):
        RECORDS.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return text.splitlines(), path.read_text(encoding="utf-8").splitlines()


def test_every_page_is_told_what_it_was_told(made):
    """Those of documents, articles, lists, indexes, the search, and of what is not there; nothing is doubtful."""
    built, told, _ = made
    said, recorded = held("pages.txt", dict(sorted(told.items())))

    assert built.warnings == ""
    assert said == recorded


def test_every_file_is_where_it_was(made):
    """Those of pages, and those that nobody reads: feeds, citations, copies in Markdown, redirects."""
    built, *_ = made
    kept = [path for path in built.files() if not path.startswith("_static/")]
    said, recorded = held("files.txt", {path: {} for path in kept})

    assert said == recorded


def test_feeds_have_the_posts_of_their_lists(made):
    """With the address, texts, picture and moments of each; that of a section says whose it is."""
    built, *_ = made
    feeds = {
        name: json.loads(built.read(name)) for name in ("feed.json", "sections/news/feed.json")
    }
    said, recorded = held("feeds.txt", {f"{name} {entry['url']}": entry for name, feed in feeds.items() for entry in (feed | {"items": [], "url": ""}, *feed["items"])})  # fmt: skip

    assert said == recorded


def test_the_search_is_given_articles_and_standing_pages(made):
    """Each with what is shown of it and what it is filtered by; neither the front page nor what is withdrawn."""
    _, _, builder = made
    kept = {name: builder.search_records.name(name) for name in sorted(builder.env.found_docs)}
    found = {name: builder.search_records.read(of) for name, of in kept.items() if of}
    parts = {name: record.parts(data, range(2 * PARTS)).values() for name, data in found.items()}
    told = {name: record.shown(data).as_json()[:3] for name, data in found.items()}
    words = {name: sorted(w for part in of for w in record.terms(part)[0]) for name, of in parts.items()}  # fmt: skip
    said, recorded = held("search.txt", {name: {"told": told[name], "words": words[name]} for name in found})  # fmt: skip

    assert said == recorded


TEXTS = ("_redirects", "_nginx/gone.map", "_nginx/moved.map", "old/index.html", "robots.txt", "llms.txt", "sitemap.xml", "authors/ada/citations.bib", "2026/01/d/index.html.md")  # fmt: skip
"""Files of which each line is recorded."""


def test_hosts_and_programs_are_told_what_they_were_told(made):
    """Of former addresses and withdrawn articles, all pages, the newest articles, citations, and an article in Markdown."""
    built, *_ = made
    policy = re.compile(r"<meta http-equiv[^>]*>")
    lines = {path: policy.sub("", built.read(path)).splitlines() for path in TEXTS}
    said, recorded = held("texts.txt", {path: dict(enumerate(each)) for path, each in lines.items()})  # fmt: skip

    assert said == recorded
