"""Loaded front matter -> :class:`FrontMatter` and its problems."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from standfirst.problems import PostWarning
from standfirst.sources.front_matter import field_values, typos
from standfirst.sources.front_matter.field_reader import TEXT_LIMIT, ValueReader
from standfirst.sources.front_matter.model import KEYS, KEYS_OF, FrontMatter
from standfirst.text import cleaning, dates

if TYPE_CHECKING:
    from collections.abc import Callable

    from standfirst.problems import Report

_NAME_LIMIT = 200
_BYLINE_LIMIT = 1000
"""Characters of a name that may be a list of many."""
_IMAGE_KEYS = ("path", "url", "src", "feature")


class MatterReader(ValueReader):
    """Reads one post's front matter."""

    def __init__(
        self,
        values: dict[str, Any],
        lines: dict[str, int],
        report: Report,
        name: str,
        tz: dt.tzinfo,
        *,
        inherited: Any = None,
    ) -> None:
        """Take what was loaded.

        :param inherited: Categories that the publication's defaults give besides the post's own.
        """
        super().__init__(values, lines, report, tz=tz)
        self.name = name
        self.inherited: tuple[str, ...] = self.convert(
            "categories", inherited, field_values.words, ()
        )

    def matter(self, separators: tuple[str, ...]) -> FrontMatter:
        """Return the front matter."""
        file_date, slug = dates.from_file_name(self.name, tz=self.tz)
        own = self.line("excerpt_separator")
        # the texts that a warning of its own covers come first
        title, authors, description = self._title(slug), self._authors(), self._description()
        source, source_url = self.get("source", field_values.source, ("", ""))
        extra, meant = self._unknown()
        date = self._date(file_date, meant)
        withdrawn, reason = self._withdrawn(date)
        return FrontMatter(
            title=title,
            subtitle=self.line("subtitle"),
            authors=authors,
            translators=self._names("translators"),
            date=date,
            updated=self.date("updated"),
            expires=self.date("expires"),
            withdrawn=withdrawn,
            withdrawn_reason=self.cut("withdrawn", reason, TEXT_LIMIT),
            hidden=self._is_draft() or not self.get("published", field_values.flag, empty=True),
            description=description,
            excerpt=self.line("excerpt"),
            excerpt_separators=tuple(dict.fromkeys(filter(str.strip, (own, *separators)))),
            categories=self._with_inherited(self._labels("categories")),
            path_categories=self._with_inherited(field_values.jekyll_categories(self.values)),
            tags=self._labels("tags"),
            section=self.line("section"),
            volume=self.line("volume"),
            series=self.line("series"),
            lang=self.get(
                "lang", lambda value: field_values.language(field_values.text(value)), ""
            ),
            permalink=self._checked(
                "permalink",
                self.line("permalink", PostWarning.ADDRESS),
                field_values.permalink,
                PostWarning.ADDRESS,
            ),
            redirect_from=self._redirects(),
            position=self._position(),
            layout=self.line("layout"),
            source=self.cut("source", source, TEXT_LIMIT),
            source_url=self.allowed("source", source_url),
            license=self.line("license"),
            doi=self._checked("doi", self.line("doi"), field_values.doi, PostWarning.FRONT_MATTER),
            slug=self.line("slug"),
            translation_of=self.line("translation_of"),
            extra=extra,
            **self._image(),
        )

    def _with_inherited(self, categories: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.inherited, *categories)))

    def _labels(self, field: str) -> tuple[str, ...]:
        """Return categories or tags: of the plural key's value, else of the singular's.

        A plain text is several labels under ``tags`` and a single one under ``tag``, as in Jekyll.
        """
        key = self.first(field)[0]
        is_plural = key == KEYS_OF[field][0]
        labels: tuple[str, ...] = self.get(
            field, field_values.words if is_plural else field_values.label, ()
        )
        return tuple(self.cut(key, label, _NAME_LIMIT) for label in labels)

    def _title(self, slug: str) -> str:
        title = self.line("title", PostWarning.TITLE)
        if title:
            return title
        made = slug.replace("-", " ").replace("_", " ").strip()
        made = cleaning.clean(made[:1].upper() + made[1:])[0] or "Untitled"
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
        names: tuple[str, ...] = self.get(field, field_values.texts, (), PostWarning.AUTHOR)
        key = self.first(field)[0]
        for name in names:
            if not field_values.is_name(name):
                self.warn(
                    key,
                    f"{key}: {name[:120]!r} does not look like a name; it is taken for one",
                    "write the author's name",
                    PostWarning.AUTHOR,
                )
        return tuple(
            name
            if len(name) <= _BYLINE_LIMIT
            else self.cut(key, name, _NAME_LIMIT, PostWarning.AUTHOR)
            for name in names
        )

    def _image(self) -> dict[str, str]:
        """Return address, caption, alternative text, credit and licence of the lead image."""
        value = self.values.get("image")
        value = value[0] if isinstance(value, list) and value else value
        value = None if field_values.says_no(value) else value
        nested = value if isinstance(value, dict) else {}
        if nested:
            value = next((nested[key] for key in _IMAGE_KEYS if nested.get(key)), None)
        parts = {
            part: self.line(f"image_{part}")
            or self.cut(
                "image", self.convert("image", nested.get(part), field_values.text, ""), TEXT_LIMIT
            )
            for part in ("caption", "alt", "credit", "license")
        }
        address: str = self.convert(
            "image",
            value,
            lambda v: field_values.picture(field_values.text(v)),
            "",
            PostWarning.IMAGE,
        )
        return {"image": address, **{f"image_{part}": said for part, said in parts.items()}}

    def _description(self) -> str:
        description = self.line("description", PostWarning.DESCRIPTION)
        if not description and not self.values.get("subtitle") and not self.values.get("excerpt"):
            self.warn(
                "description",
                "there is no description; the excerpt is used instead",
                "write `description: …`",
                PostWarning.DESCRIPTION,
            )
        return description

    def _date(self, file_date: dt.datetime | None, meant: dict[str, str]) -> dt.datetime | None:
        instead = (
            f"the file name's date is used, {file_date:%Y-%m-%d}"
            if file_date
            else "the post is listed as undated, last"
        )
        date = self.date("date", instead)
        if date is not None:
            return date
        slip = next((key for key, known in meant.items() if known == "date"), None)
        if slip:
            self.warn(
                slip,
                f"the key {slip!r} ({str(self.values[slip])[:120]}) is unknown and there is no 'date'; {instead}",
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

    def _is_draft(self) -> bool:
        """Return whether the post calls itself a draft; as in Jekyll, whatever it says but no."""
        try:
            return field_values.flag(self.values.get("draft"))
        except field_values.FieldError as exc:
            said = str(self.values["draft"])[:120]
            self.warn(
                "draft", f"draft: {said!r} {exc}; the post counts as a draft", "write true or false"
            )
            return True

    def _checked(
        self, field: str, value: str, check: Callable[[str], str], subtype: PostWarning
    ) -> str:
        try:
            return check(value)
        except field_values.FieldError as exc:
            self.warn(
                field,
                f"{field}: {value[:120]!r} {exc}; it is ignored",
                f"write a usable {field} or remove it",
                subtype,
                "error" if subtype is PostWarning.ADDRESS else "warning",
            )
            return ""

    def _redirects(self) -> tuple[str, ...]:
        paths: tuple[str, ...] = self.get(
            "redirect_from", field_values.texts, (), PostWarning.ADDRESS
        )
        checked = (
            self._checked("redirect_from", path, field_values.permalink, PostWarning.ADDRESS)
            for path in paths
        )
        return tuple(filter(None, checked))

    def _position(self) -> str:
        position = self.line("position").lower()
        if position and position not in {"left", "center", "right"}:
            self.warn(
                "position",
                f"position: {position!r} is not a place on the front page; it is ignored",
                "write left, center or right",
            )
            return ""
        return position

    def _withdrawn(self, date: dt.datetime | None) -> tuple[dt.datetime | None, str]:
        value = self.values.get("withdrawn")
        if not value or field_values.says_no(value):
            return None, ""
        day, reason = self.convert("withdrawn", value, field_values.day_and_reason, ("", ""))
        try:
            return dates.parse(day, tz=self.tz), reason
        except dates.DateError as exc:
            self.warn(
                "withdrawn",
                f"withdrawn: {day[:120]!r} {exc}; the post counts as withdrawn since it was published",
                "write `withdrawn: YYYY-MM-DD, reason`",
                PostWarning.DATE,
            )
            said = "" if field_values.says_yes(day) else day
            return date or dt.datetime(1970, 1, 1, tzinfo=dt.UTC), reason or said

    def _unknown(self) -> tuple[tuple[tuple[str, str], ...], dict[str, str]]:
        """Return the unknown keys with their values as JSON, and those that look like slips of known ones."""
        extra, meant = [], {}
        for key, value in self.values.items():
            if key in KEYS:
                continue
            said = json.dumps(value, ensure_ascii=False, default=str)
            extra.append((key, said[:TEXT_LIMIT]))
            known = typos.meant(key, KEYS) if key in self.lines else ""
            if not known or any(self.values.get(name) for name in _family(known)):
                continue
            meant[key] = known
            if known != "date":
                self.warn(
                    key,
                    f"the key {key!r} is unknown; it looks like {known!r}",
                    f"write {known!r} if that is what you mean",
                )
        return tuple(extra), meant


def _family(key: str) -> tuple[str, ...]:
    return next((keys for keys in KEYS_OF.values() if key in keys), (key,))
