"""The catalogue -> the facts of an article, or of any page, that search engines, reference managers and other programs get.

::

    Post, authors, section, volume, addresses, settings --Facts.article()--> Article
        --metadata--> tags and JSON-LD on the page        --citing--> BibTeX, RIS, CSL-JSON, citations

Everything absolute is made here; without a base URL it is empty. Nothing else goes into metadata
and citations but :class:`Article` and the settings, so that their hash is that of both.
"""

from __future__ import annotations

import dataclasses as dc
import re
from functools import cached_property
from typing import TYPE_CHECKING

from standfirst.addresses import page_addresses
from standfirst.catalogue.post_marks import marked
from standfirst.incremental.manifest import digest
from standfirst.settings.model import settings_of_all_pages
from standfirst.text.name_parts import Parts, parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from standfirst.catalogue.model import Author, Catalogue, Listing, Person, Picture, Post
    from standfirst.catalogue.post_marks import PostMark
    from standfirst.settings.model import Settings

_VOLUME = re.compile(r"(?:vol(?:ume|\.)?\s*|第\s*)?(\d{1,5})(?:\s*[卷期號号辑輯])?", re.IGNORECASE)
_RASTER = (".jpg", ".jpeg", ".png", ".webp", ".gif")
"""What the networks show beside a link; they take no SVG."""
ORCID = "https://orcid.org/"


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Party:
    """A person or an organisation in a byline."""

    name: str
    parts: Parts
    url: str
    """Of the page about them."""
    orcid: str = ""
    """The 16 digits with hyphens."""
    same_as: tuple[str, ...] = ()
    """http(s) addresses of the same elsewhere."""
    affiliation: str = ""
    role: str = ""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class LinkCard:
    """What networks show beside a link."""

    url: str = ""
    """Empty where there is nothing."""
    words: str = ""
    """What stands on a social card or the logo; empty where it is a picture."""
    is_logo: bool = False
    """Whether it is the publication's logo, of any measures."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class PageMetadata:
    """A page, whatever is on it."""

    title: str
    description: str
    url: str
    """Absolute; empty without a base URL, and where there is nothing to be linked to."""
    lang: str
    """BCP 47."""
    trail: tuple[tuple[str, str], ...] = ()
    """Names and absolute addresses of the pages above it, the front page first."""
    card: LinkCard = LinkCard()
    is_list: bool = False
    settings: Settings

    @property
    def publisher(self) -> str:
        """Return the publisher's name."""
        return self.settings.publisher or self.settings.title


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """The facts of a post."""

    post: Post
    url: str
    authors: tuple[Party, ...]
    translators: tuple[Party, ...]
    volume_url: str
    """Of the page of its volume; empty where it is in none."""
    picture: str
    """Address of the lead picture."""
    card: LinkCard
    """The lead picture where networks can show it, who take no SVG; else a social card."""
    pdf: str
    markdown: str
    """Of the same as Markdown; empty where it is withdrawn."""
    translations: tuple[tuple[str, str], ...]
    """Language and address of the same article in other languages."""

    @property
    def volume(self) -> str:
        """Return the number of its volume, else that one's name; empty where it is in none."""
        return self.volume_number or (self.post.volume.name if self.post.volume else "")

    @property
    def volume_number(self) -> str:
        """Return the number in the volume's name, ``3`` of ``Volume 3``; empty where the name is no number."""
        found = _VOLUME.fullmatch(self.post.volume.name.strip()) if self.post.volume else None
        return found[1] if found else ""


class Facts:
    """The facts of the articles of one build."""

    def __init__(
        self,
        catalogue: Catalogue,
        addresses: page_addresses.Addresses,
        settings: Settings,
        *,
        pictures: Mapping[str, str],
        pdfs: Mapping[str, str],
        cards: Mapping[str, str],
        card: str,
        logo: str = "",
        marks: Mapping[str, PostMark] | None = None,
    ) -> None:
        """Take the catalogue and what belongs to it.

        :param pictures: Path or URL of a lead image or portrait -> its file below the output folder.
        :param pdfs: Docname -> file of its PDF below the output folder.
        :param cards: Docname -> file of its social card below the output folder.
        :param card: File of the publication's own; empty where there is none.
        :param logo: File of its logo, which serves in its place where it is a bitmap.
        :param marks: Of the posts, where they are known.
        """
        self.catalogue = catalogue
        self.addresses = addresses
        self.settings = settings
        self._pictures = pictures
        self._pdfs = pdfs
        self._cards = cards
        self.card = self._publication_card(card, logo)
        """The publication's own social card, else its logo."""
        self._articles: dict[str, Article] = {}
        self._marks = marks or {}
        self._states: dict[str, str] = {}
        self._of_authors: dict[str, str] = {}

    def article(self, docname: str) -> Article:
        """Return the facts of a post."""
        if docname not in self._articles:
            self._articles[docname] = self._article(docname)
        return self._articles[docname]

    def _article(self, docname: str) -> Article:
        post = self.catalogue.posts[docname]
        picture = self.picture(post.image)
        return Article(
            post=post,
            url=self.page(docname),
            authors=tuple(map(self.party, post.authors)),
            translators=tuple(map(self.party, post.translators)),
            volume_url=self.page(post.volume.page) if post.volume else "",
            picture=picture,
            card=self._card(post, picture),
            pdf=self.file(self._pdfs[docname]) if docname in self._pdfs else "",
            markdown=self.markdown(docname),
            translations=tuple(
                (self.catalogue.posts[name].lang, self.page(name))
                for name in self.catalogue.translations.get(docname, ())
            ),
        )

    def state(self, docname: str) -> str:
        """Return a hash of all that the facts of a post are made from, but for the settings and :attr:`card`."""
        if docname not in self._states:
            self._states[docname] = digest(*self._made_from(docname))
        return self._states[docname]

    def state_of_all(self) -> str:
        """Return a hash of what the facts of every post are made from."""
        return digest(settings_of_all_pages(self.settings), self.card)

    def _made_from(self, docname: str) -> Iterator[object]:
        post, pages = self.catalogue.posts[docname], self.addresses.pages
        mark = self._marks.get(docname) or marked(post)
        yield mark.whole, pages[docname].path, pages[docname].file
        yield [self._of_author(person.key) for person in (*post.authors, *post.translators)]
        yield post.volume and pages[post.volume.page].path
        yield post.image and self._pictures.get(post.image.src)
        yield self._pdfs.get(docname), self._cards.get(docname), self.markdown_file(docname)
        others = self.catalogue.translations.get(docname, ())
        yield [(self.catalogue.posts[name].lang, pages[name].path) for name in others]

    def _of_author(self, key: str) -> str:
        """Return a hash of what :meth:`about` takes from an author."""
        if key not in self._of_authors:
            author = self.catalogue.authors[key]
            self._of_authors[key] = digest(
                author.name,
                author.family_name,
                author.given_name,
                author.orcid,
                author.links,
                author.affiliation,
                author.role,
                self.addresses.pages[author.page].path,
            )
        return self._of_authors[key]

    def _publication_card(self, card: str, logo: str) -> LinkCard:
        is_logo = not card and logo.lower().endswith(_RASTER)
        file = logo if is_logo else card
        url = self.file(file) if file else ""
        return LinkCard(url=url, words=self.settings.title, is_logo=is_logo) if url else LinkCard()

    def _card(self, post: Post, picture: str) -> LinkCard:
        """Return the card of an article.

        One without a social card of its own, which was withdrawn, has the publication's.

        :param picture: Address of its lead picture; empty where there is none.
        """
        shown = LinkCard(url=picture if picture.lower().endswith(_RASTER) else "")
        if shown.url and not self.settings.cards_always:
            return shown
        own = self.file(self._cards[post.docname]) if post.docname in self._cards else ""
        card = LinkCard(url=own, words=post.title) if own else self.card
        return card if card.url else shown

    def party(self, person: Person) -> Party:
        """Return the facts of a name in a byline."""
        return self.about(self.catalogue.authors[person.key], person.name)

    def about(self, author: Author, name: str) -> Party:
        """Return the facts of an author who signs as *name*."""
        return Party(
            name=name,
            parts=parts(name, own=author.name, family=author.family_name, given=author.given_name),
            url=self.page(author.page),
            orcid=author.orcid,
            same_as=tuple(
                url for _, url in author.links if url.startswith(("http://", "https://"))
            ),
            affiliation=author.affiliation,
            role=author.role,
        )

    def page(self, page: str) -> str:
        """Return the absolute address of a page."""
        base = self.settings.base_url
        return f"{base}{self.addresses.pages[page].uri}" if base else ""

    def markdown_file(self, docname: str) -> str:
        """Return the file of an article as Markdown, below the output folder; empty where there is none."""
        post, settings = self.catalogue.posts.get(docname), self.settings
        if post is None or post.withdrawn or settings.preview:
            return ""
        is_copied = settings.markdown_copies == "all" or docname in self._listed_as_markdown
        if not (is_copied and settings.base_url):
            return ""
        return self.addresses.pages[docname].file + page_addresses.MARKDOWN

    @cached_property
    def _listed_as_markdown(self) -> frozenset[str]:
        """The posts to whose Markdown ``llms.txt`` leads."""
        if not self.settings.markdown_copies:
            return frozenset()
        sections = self.catalogue.lists.get("section", {}).values()
        return frozenset(post.docname for one in sections for post in self.newest(one))

    def newest(self, section: Listing) -> list[Post]:
        """Return the posts of a section that programs are told of by ``llms.txt``, newest first."""
        posts = (self.catalogue.posts[name] for name in section.posts)
        shown = [post for post in posts if not (post.withdrawn or post.hidden)]
        return shown[: self.settings.feed_length]

    def markdown(self, docname: str) -> str:
        """Return the absolute address of an article as Markdown; empty where there is none."""
        file = self.markdown_file(docname)
        return self.file(file) if file else ""

    def file(self, path: str) -> str:
        """Return the absolute address of a file below the output folder."""
        base = self.settings.base_url
        return f"{base}{page_addresses.quoted(path)}" if base else ""

    def picture(self, picture: Picture | None) -> str:
        """Return the absolute address of a picture, empty where there is none."""
        if picture is None:
            return ""
        ours = self._pictures.get(picture.src, "")
        if ours:
            return self.file(ours)
        return picture.src if picture.is_remote else ""
