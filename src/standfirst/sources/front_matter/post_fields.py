"""Loaded front matter -> :class:`FrontMatter` and its problems."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from standfirst.problems import PostWarning
from standfirst.sources.front_matter import contributors, field_values, lead_picture
from standfirst.sources.front_matter.field_reader import TEXT_LIMIT, ValueReader
from standfirst.sources.front_matter.model import KEYS, KEYS_OF, UNDATED, FrontMatter
from standfirst.tables import first_words
from standfirst.text import cleaning, dates
from standfirst.text.cleaning import quoted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from standfirst.problems import Problem
    from standfirst.sources.front_matter.contributors import Contributor
    from standfirst.sources.front_matter.lead_picture import LeadKeys

_NAME_LIMIT = 200
_BYLINE_LIMIT = 1000
"""Characters of a name that may be a list of many."""
_STRAY = re.compile(r"^[\W_]+|[\W_]+$")
_SHORTEST = 4
"""Letters below which one letter makes another word (``lag``, ``tat``)."""


class MatterReader(ValueReader):
    """Reads one post's front matter."""

    untitled: Problem | None = None
    """That there is no title, where there is none."""

    def matter(
        self, name: str, separators: tuple[str, ...], inherited: Any, leads: LeadKeys
    ) -> FrontMatter:
        """Return the front matter.

        :param name: The file's.
        :param leads: The keys of lead pictures.
        :param separators: The publication's markers of an excerpt's end.
        :param inherited: Categories that the publication's defaults give besides the post's own.
        """
        always = self.convert("categories", inherited, field_values.words, ())
        file_date, slug = dates.from_file_name(name, tz=self.tz)
        own = self.line("excerpt_separator")
        # the texts that a warning of its own covers come first
        title, (authors, known) = self._title(slug), self._authors()
        description = self._description()
        translators, known_translators = self._people("translators")
        source, source_url = self.get("source", field_values.source, ("", ""))
        date = self._date(file_date)
        withdrawn, reason = self._withdrawn(date)
        return FrontMatter(
            title=title,
            subtitle=self.line("subtitle"),
            authors=authors,
            translators=translators,
            contributors=(*known, *known_translators),
            date=date,
            updated=self.date("updated"),
            expires=self.date("expires"),
            withdrawn=withdrawn,
            withdrawn_reason=self.cut("withdrawn", reason, TEXT_LIMIT),
            hidden=self._is_hidden(),
            description=description,
            excerpt=self.line("excerpt"),
            excerpt_separators=_each_once(*filter(str.strip, (own, *separators))),
            categories=_each_once(*always, *self._labels("categories")),
            path_categories=_each_once(*always, *field_values.jekyll_categories(self.values)),
            tags=self._labels("tags"),
            section=self.line("section"),
            volume=self.line("volume"),
            series=self.line("series"),
            lang=self.get(
                "lang", lambda value: field_values.language(field_values.text(value)), ""
            ),
            permalink=self._path("permalink", self.line("permalink", PostWarning.ADDRESS)),
            redirect_from=self._redirects(),
            position=self._position(),
            layout=self.line("layout"),
            source=self.cut("source", source, TEXT_LIMIT),
            source_url=self.allowed("source", source_url),
            license=self.line("license"),
            doi=self.convert("doi", self.line("doi"), field_values.doi, ""),
            slug=self.line("slug"),
            translation_of=self.line("translation_of"),
            **self._image(leads),
        )

    def _labels(self, field: str) -> tuple[str, ...]:
        """Return categories or tags: of the plural key's value, else of the singular's.

        A plain text is several labels under ``tags`` and a single one under ``tag``, as in Jekyll.
        """
        key = self.first(field)[0]
        is_plural = key == KEYS_OF[field][0]
        labels = self.get(field, field_values.words if is_plural else field_values.label, ())
        return tuple(self.cut(key, label, _NAME_LIMIT) for label in labels)

    def _title(self, slug: str) -> str:
        title = self.line("title", PostWarning.TITLE)
        if title:
            return title
        made = slug.replace("-", " ").replace("_", " ").strip()
        made = cleaning.clean(made[:1].upper() + made[1:])[0] or "Untitled"
        self.untitled = self._missing(
            "title", f"{quoted(made)} is made from the file name", PostWarning.TITLE
        )
        return made

    def _authors(self) -> tuple[tuple[str, ...], tuple[Contributor, ...]]:
        """Return the bylines, and the authors of whom more is said."""
        names, known = self._people("authors")
        if not names:
            self._missing("author", "the post has no byline", PostWarning.AUTHOR)
        return names, known

    def _missing(self, key: str, instead: str, subtype: PostWarning) -> Problem:
        return self.warn(key, f"there is no {key}; {instead}", f"write `{key}: …`", subtype)

    def _people(self, field: str) -> tuple[tuple[str, ...], tuple[Contributor, ...]]:
        """Return the bylines that a field has, and the people of whom it says more."""
        key, value = self.first(field)
        names: list[str] = []
        known: list[Contributor] = []
        for entry in contributors.entries(value):
            found = self.convert(key, entry, contributors.contributors, (), PostWarning.AUTHOR)
            names += (person.name for person in found[:1] if person.name)
            known += found[1:]
        return tuple(self._name(key, name) for name in names), tuple(known)

    def _name(self, key: str, name: str) -> str:
        """Return *name*, cut where it is no list of names; one that is none is told of."""
        if not field_values.is_name(name):
            said = f"{key}: {quoted(name[:120])} does not look like a name; it is taken for one"
            self.warn(key, said, "write the author's name", PostWarning.AUTHOR)
        if len(name) <= _BYLINE_LIMIT:
            return name
        return self.cut(key, name, _NAME_LIMIT, PostWarning.AUTHOR)

    def _image(self, leads: LeadKeys) -> dict[str, str]:
        """Return key, address, caption, alternative text, credit and licence of the lead image."""
        found = lead_picture.find(self.values, leads)
        parts = {
            part: self.line(f"image_{part}")
            or self.cut(
                found.key,
                self.convert(found.key, found.said.get(part), field_values.prose, ""),
                TEXT_LIMIT,
            )
            for part in ("caption", "alt", "credit", "license")
        }
        address = self.convert(
            found.key,
            found.address,
            lambda v: field_values.picture(field_values.text(v)),
            "",
            PostWarning.IMAGE,
        )
        said = {f"image_{part}": text for part, text in parts.items()}
        return {"image": address, "image_key": found.key, **said}

    def _description(self) -> str:
        description = self.line("description", PostWarning.DESCRIPTION)
        if description == first_words.DESCRIPTION:
            said = "description: it is still what `standfirst new` has written; the excerpt is used instead"
            remedy = "write what the article is about"
            self.warn("description", said, remedy, PostWarning.PLACEHOLDER)
            return ""
        if not description and not self.values.get("subtitle") and not self.values.get("excerpt"):
            self._missing("description", "the excerpt is used instead", PostWarning.DESCRIPTION)
        return description

    def _date(self, file_date: dt.datetime | None) -> dt.datetime | None:
        slip, is_draft = self._slip_of_date(), field_values.says_yes(self.values.get("draft"))
        instead = (
            f"the file name's date is used, {file_date:%Y-%m-%d}"
            if file_date
            else "the post is a draft"
            if is_draft
            else "the post is listed as undated, last"
        )
        date = self.date("date", instead)
        if date is not None:
            return date
        if slip:
            said = f"the key {quoted(slip)} ({str(self.values[slip])[:120]}) is unknown and there is no 'date'; {instead}"
            self.warn(slip, said, "write 'date'", PostWarning.DATE)
        elif not (self.values.get("date") or file_date or is_draft):
            said = f"there is no date; {instead}"
            self.warn("date", said, "write `date: YYYY-MM-DD HH:MM:SS +0000`", PostWarning.DATE)
        return file_date

    def _is_hidden(self) -> bool:
        """Return whether the post calls itself a draft (as in Jekyll, whatever it says but no) or unpublished."""
        is_draft = self.convert(
            "draft",
            self.values.get("draft"),
            field_values.flag,
            empty=True,
            instead="the post counts as a draft",
            remedy="write true or false",
        )
        return is_draft or not self.get("published", field_values.flag, empty=True)

    def _path(self, field: str, value: str) -> str:
        """Return *value*, an address of the post; empty, with an error, where it can be none."""
        return self.convert(
            field, value, field_values.permalink, "", PostWarning.ADDRESS, level="error"
        )

    def _redirects(self) -> tuple[str, ...]:
        paths = self.get("redirect_from", field_values.texts, (), PostWarning.ADDRESS)
        return tuple(filter(None, (self._path("redirect_from", path) for path in paths)))

    def _position(self) -> str:
        position = self.line("position").lower()
        if position and position not in {"left", "center", "right"}:
            said = f"position: {quoted(position)} is not a place on the front page; it is ignored"
            self.warn("position", said, "write left, center or right")
            return ""
        return position

    def _withdrawn(self, date: dt.datetime | None) -> tuple[dt.datetime | None, str]:
        value = self.values.get("withdrawn")
        if not value or field_values.says_no(value):
            return None, ""
        day, reason = self.convert("withdrawn", value, field_values.day_and_reason, ("", ""))
        since = self.convert(
            "withdrawn",
            day,
            self.to_date,
            None,
            PostWarning.DATE,
            instead="the post counts as withdrawn since it was published",
            remedy="write `withdrawn: YYYY-MM-DD, reason`",
        )
        if since:
            return since, reason
        said = "" if field_values.says_yes(day) else day
        return date or UNDATED, reason or said

    def _slip_of_date(self) -> str:
        """Return the unknown key that looks like a slip of ``date``; report those that look like other keys."""
        slip = ""
        for key in self.values:
            known = key_meant(key, KEYS) if key in self.lines and key not in KEYS else ""
            if not known or any(self.values.get(name) for name in _family(known)):
                continue
            if known == "date":
                slip = slip or key
            else:
                said = f"the key {quoted(key)} is unknown; it looks like {quoted(known)}"
                self.warn(key, said, f"write {quoted(known)} if that is what you mean")
        return slip


def _each_once(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _family(key: str) -> tuple[str, ...]:
    return next((keys for keys in KEYS_OF.values() if key in keys), (key,))


def key_meant(key: str, known: Collection[str]) -> str:
    """Return the one of *known* that the unknown *key* probably means; empty where none does.

    A slip is one wrong, missing, doubled or exchanged letter, a capital, or a stray sign
    (``date.``). What is farther off has a meaning of its own: ``subsection``, ``redirect_to``.
    """
    plain = _STRAY.sub("", key).lower().replace("-", "_").replace(" ", "_")
    if plain in known:
        return plain
    near = (name for name in sorted(known) if _is_slip(plain, name))
    return next(near, "")


def _is_slip(written: str, name: str) -> bool:
    """Return whether one edit makes *name* of *written*; a plural is another word."""
    shortest, longest = sorted((len(written), len(name)))
    if shortest < _SHORTEST or longest - shortest > 1 or written in {name, f"{name}s"}:
        return False
    start = _common(written, name)
    one, other = written[start:], name[start:]
    rests = [(one[1:], other), (one, other[1:])]
    if longest > _SHORTEST:  # `rate` and `data` are no dates
        rests.append((one[1:], other[1:]))
    exchanged = one[:2] == other[:2][::-1] and one[2:] == other[2:]
    return exchanged or any(a == b for a, b in rests)


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
