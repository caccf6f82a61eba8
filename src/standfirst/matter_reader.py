"""Loaded front matter, key by key -> :class:`FrontMatter`, and what is wrong with it."""

from __future__ import annotations

import datetime as dt
import difflib
import json
import re
from typing import TYPE_CHECKING, Any

from standfirst import dates, fields, hygiene
from standfirst.matter import FrontMatter
from standfirst.warnings_ import PostWarning, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ALIASES = {
    "authors": ("authors", "author"),
    "translators": ("translator", "translators"),
    "updated": ("last_modified_at", "updated"),
    "lang": ("lang", "language", "locale"),
}
_KEYS = frozenset(
    [
        "layout",
        "title",
        "subtitle",
        "author",
        "authors",
        "translator",
        "translators",
        "date",
        "last_modified_at",
        "updated",
        "image",
        "image_caption",
        "image_alt",
        "image_credit",
        "description",
        "excerpt",
        "excerpt_separator",
        "category",
        "categories",
        "tag",
        "tags",
        "section",
        "volume",
        "series",
        "lang",
        "language",
        "locale",
        "permalink",
        "redirect_from",
        "published",
        "draft",
        "expires",
        "withdrawn",
        "position",
        "source",
        "license",
        "doi",
        "slug",
    ]
)
_LIMITS = {"title": 300, "subtitle": 500, "description": 1000, "excerpt": 2000}
"""Characters."""
_NAME_LIMIT = 200
_EXTRA_LIMIT = 2000
_LIKE = 0.8
"""How alike an unknown key must be to a known one to be taken for a slip."""


def characters(what: str, line: int) -> Problem:
    """Return the problem that says what was removed from front matter."""
    return Problem(
        subtype=PostWarning.CHARACTERS,
        message=f"the front matter has {what}; they were removed",
        remedy="delete them in the source",
        line=line,
    )


class MatterReader:
    """Reads one post's values and collects what is wrong with them."""

    def __init__(
        self,
        values: dict[str, Any],
        lines: dict[str, int],
        problems: list[Problem],
        name: str,
        tz: dt.tzinfo,
        *,
        inherited: tuple[str, ...] = (),
    ) -> None:
        """Take what was loaded.

        :param inherited: Categories that the publication's defaults give besides the post's own.
        """
        self.values = values
        self.lines = lines
        self.problems = problems
        self.name = name
        self.tz = tz
        self.inherited = inherited

    def warn(
        self,
        key: str,
        message: str,
        remedy: str = "",
        subtype: PostWarning = PostWarning.FRONT_MATTER,
    ) -> None:
        """Note a problem at *key*'s line."""
        self.problems.append(
            Problem(subtype=subtype, message=message, remedy=remedy, line=self.lines.get(key, 1))
        )

    def first(self, field: str) -> tuple[str, Any]:
        """Return key and value of the first of the field's keys that says something."""
        keys = _ALIASES.get(field, (field,))
        return next(
            ((key, self.values[key]) for key in keys if self.values.get(key)), (keys[0], None)
        )

    def get(
        self,
        field: str,
        convert: Callable[[Any], Any],
        empty: Any,
        subtype: PostWarning = PostWarning.FRONT_MATTER,
    ) -> Any:
        """Return the field's value as *convert* makes it; *empty* with a warning where it cannot."""
        key, value = self.first(field)
        if value is None:
            return empty
        try:
            return convert(value)
        except (fields.FieldError, dates.DateError) as exc:
            self.warn(
                key,
                f"{key}: {str(value)[:120]!r} {exc}; it is ignored",
                f"write a usable {key} or remove it",
                subtype,
            )
            return empty

    def line(self, field: str, subtype: PostWarning = PostWarning.FRONT_MATTER) -> str:
        """Return a text field, cut where it is absurdly long."""
        value: str = self.get(field, _cleaned(self, field), "", subtype)
        limit = _LIMITS.get(field, _EXTRA_LIMIT)
        if len(value) > limit:
            self.warn(
                field,
                f"{field} has {len(value)} characters; it is cut to {limit}",
                f"write a shorter {field}",
                subtype,
            )
        return hygiene.shorten(value, limit)

    def date(self, field: str) -> dt.datetime | None:
        """Return a date field as an aware time."""
        found: dt.datetime | None = self.get(
            field, lambda value: dates.parse(value, tz=self.tz), None, PostWarning.DATE
        )
        return found

    def matter(self, separators: tuple[str, ...]) -> FrontMatter:
        """Return the front matter."""
        extra, slips = self._unknown()
        file_date, slug = dates.from_file_name(self.name, tz=self.tz)
        own = self.line("excerpt_separator")
        # the texts that a warning of its own covers come first
        title, authors, description = self._title(slug), self._authors(), self._description()
        source, source_url = fields.source(self.values.get("source"))
        withdrawn, reason = self._withdrawn()
        image = fields.image_parts(self.values.get("image"), _flat(self.values))
        image["image"] = self._checked("image", image["image"], fields.picture, PostWarning.IMAGE)
        return FrontMatter(
            title=title,
            subtitle=self.line("subtitle"),
            authors=authors,
            translators=self._names("translators"),
            date=self._date(file_date, slips),
            updated=self.date("updated"),
            expires=self.date("expires"),
            withdrawn=withdrawn,
            withdrawn_reason=reason,
            hidden=self._flag("draft", default=False) or not self._flag("published", default=True),
            description=description,
            excerpt=self.line("excerpt"),
            excerpt_separators=tuple(dict.fromkeys(filter(str.strip, (own, *separators)))),
            categories=tuple(
                dict.fromkeys((*self.inherited, *self._labels("categories", "category")))
            ),
            path_categories=tuple(
                dict.fromkeys((*self.inherited, *fields.jekyll_categories(self.values)))
            ),
            tags=self._labels("tags", "tag"),
            section=self.line("section"),
            volume=self.line("volume"),
            series=self.line("series"),
            lang=self.get("lang", lambda value: fields.language(fields.text(value)), ""),
            permalink=self._checked(
                "permalink",
                self.line("permalink", PostWarning.ADDRESS),
                fields.permalink,
                PostWarning.ADDRESS,
            ),
            redirect_from=self._redirects(),
            position=self._position(),
            layout=self.line("layout"),
            source=source,
            source_url=source_url,
            license=self.line("license"),
            doi=self._checked("doi", self.line("doi"), fields.doi, PostWarning.FRONT_MATTER),
            slug=self.line("slug"),
            extra=extra,
            **image,
        )

    def _labels(self, many: str, one: str) -> tuple[str, ...]:
        """Return categories or tags: of the plural key's value, else of the singular's.

        A plain text is several labels under ``tags`` and a single one under ``tag``, as in Jekyll.
        """
        if self.values.get(many):
            return self.get(many, fields.words, ())  # type: ignore[no-any-return]
        return self.get(one, fields.label, ())  # type: ignore[no-any-return]

    def _title(self, slug: str) -> str:
        title = self.line("title", PostWarning.TITLE)
        if title:
            return title
        made = slug.replace("-", " ").replace("_", " ").strip()
        made = hygiene.clean(made[:1].upper() + made[1:])[0] or "Untitled"
        self.warn(
            "title",
            f"there is no title; {made!r} is made from the file name",
            "write `title: …`",
            PostWarning.TITLE,
        )
        return made

    def _authors(self) -> tuple[str, ...]:
        names = self._names("authors")
        if not names:
            self.warn(
                "author",
                "there is no author; the post has no byline",
                "write `author: …`",
                PostWarning.AUTHOR,
            )
        return names

    def _names(self, field: str) -> tuple[str, ...]:
        names: tuple[str, ...] = self.get(field, fields.texts, (), PostWarning.AUTHOR)
        if any(len(name) > _NAME_LIMIT * 5 for name in names):
            self.warn(
                self.first(field)[0],
                f"a name has {max(map(len, names))} characters; it is cut to {_NAME_LIMIT}",
                "write a shorter name",
                PostWarning.AUTHOR,
            )
            return tuple(hygiene.shorten(name, _NAME_LIMIT) for name in names)
        return names

    def _description(self) -> str:
        description = self.line("description", PostWarning.DESCRIPTION)
        if not description and not self.values.get("subtitle") and not self.values.get("excerpt"):
            self.warn(
                "description",
                "there is no description; the excerpt serves instead",
                "write `description: …`",
                PostWarning.DESCRIPTION,
            )
        return description

    def _date(self, file_date: dt.datetime | None, slips: dict[str, str]) -> dt.datetime | None:
        date = self.date("date")
        if date is not None:
            return date
        instead = (
            "the file name's date counts" if file_date else "the post is listed as undated, last"
        )
        slip = next((key for key, known in slips.items() if known == "date"), None)
        if slip:
            self.warn(
                slip,
                f"the key {slip!r} ({self.values[slip]}) is unknown and there is no 'date'; {instead}",
                "write 'date'",
                PostWarning.DATE,
            )
        elif not self.values.get("date") and file_date is None:
            self.warn(
                "date",
                f"there is no date; {instead}",
                "write `date: YYYY-MM-DD HH:MM:SS +0000`",
                PostWarning.DATE,
            )
        return file_date

    def _flag(self, field: str, *, default: bool) -> bool:
        value: bool = self.get(field, lambda said: fields.flag(said, default=default), default)
        return value

    def _checked(
        self, field: str, value: str, check: Callable[[str], str], subtype: PostWarning
    ) -> str:
        try:
            return check(value)
        except fields.FieldError as exc:
            self.warn(
                field,
                f"{field}: {value[:120]!r} {exc}; it is ignored",
                f"write a usable {field} or remove it",
                subtype,
            )
            return ""

    def _redirects(self) -> tuple[str, ...]:
        paths: tuple[str, ...] = self.get("redirect_from", fields.texts, (), PostWarning.ADDRESS)
        checked = (
            self._checked("redirect_from", path, fields.permalink, PostWarning.ADDRESS)
            for path in paths
        )
        return tuple(filter(None, checked))

    def _position(self) -> str:
        position = self.line("position").lower()
        if position and position not in {"left", "center", "right"}:
            self.warn(
                "position",
                f"position: {position!r} is no place on the front page; it is ignored",
                "write left, center or right",
            )
            return ""
        return position

    def _withdrawn(self) -> tuple[dt.datetime | None, str]:
        value = self.values.get("withdrawn")
        if not value or fields_says_no(value):
            return None, ""
        if isinstance(value, dict):
            day, reason = value.get("date"), fields.text(value.get("reason"))
        else:
            day, _, reason = fields.text(value).partition(",")
        try:
            return dates.parse(day, tz=self.tz), reason.strip()
        except dates.DateError as exc:
            self.warn(
                "withdrawn",
                f"withdrawn: {str(day)[:120]!r} {exc}; the post counts as withdrawn since it was published",
                "write `withdrawn: YYYY-MM-DD, reason`",
                PostWarning.DATE,
            )
            date = self.get("date", lambda said: dates.parse(said, tz=self.tz), None)
            return date or dt.datetime(1970, 1, 1, tzinfo=dt.UTC), reason.strip()

    def _unknown(self) -> tuple[tuple[tuple[str, str], ...], dict[str, str]]:
        """Return the unknown keys with their values as JSON, and those that look like slips of known ones."""
        extra, slips = [], {}
        for key, value in self.values.items():
            if key in _KEYS:
                continue
            extra.append(
                (
                    key,
                    json.dumps(value, ensure_ascii=False, default=str, sort_keys=True)[
                        :_EXTRA_LIMIT
                    ],
                )
            )
            known = _slip_of(key, self.values)
            if known:
                slips[key] = known
                if known != "date":
                    self.warn(
                        key,
                        f"the key {key!r} is unknown; it looks like {known!r}",
                        f"write {known!r} if that is meant",
                    )
        return tuple(extra), slips


def fields_says_no(value: Any) -> bool:
    """Return whether *value* is a plain no."""
    return str(value).strip().lower() in {"false", "no", "off"}


def _cleaned(reader: MatterReader, field: str) -> Callable[[Any], str]:
    def convert(value: Any) -> str:
        if not isinstance(value, str):
            return fields.text(value)
        cleaned, removed = hygiene.clean(value)
        if removed:
            reader.problems.append(
                characters(f"{removed} in {field!r}", reader.lines.get(field, 1))
            )
        return cleaned

    return convert


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return *values* without lists and mappings under the keys of the lead image."""
    return {key: value for key, value in values.items() if not isinstance(value, list | dict)}


def _slip_of(key: str, values: Mapping[str, Any]) -> str:
    plain = re.sub(r"[\W_]+$|^[\W_]+", "", key).lower()
    if plain in _KEYS:
        return "" if values.get(plain) else plain
    near = difflib.get_close_matches(key.lower(), sorted(_KEYS - set(values)), n=1, cutoff=_LIKE)
    return near[0] if near and not any(k in values for k in _family(near[0])) else ""


def _family(key: str) -> tuple[str, ...]:
    return next((keys for keys in _ALIASES.values() if key in keys), (key,))
