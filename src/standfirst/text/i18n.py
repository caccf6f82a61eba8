"""A page's language -> the project's own words, dates and lists of names in it.

The catalogues lie under ``locale/`` (gettext domain ``standfirst``, English as the source);
dates and lists come from Babel. A language without a catalogue has English words and its own
dates; a tag that Babel does not know has English for everything.
"""

from __future__ import annotations

import dataclasses as dc
import gettext
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

from standfirst.package import PACKAGE
from standfirst.text import cjk
from standfirst.text.language_detection import script_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

DOMAIN = "standfirst"
LOCALES = PACKAGE / "locale"

# "English (world)" writes 20 August 2025 and "A, B and C"; Babel's bare "en" is American.
_ENGLISH = Locale("en", "001")
_THOUSAND, _MEGABYTE = 1000, 1_000_000
_NO_SPACES = frozenset({"zh", "ja"})
_COLONS = {"zh": "：", "ja": "：", "fr": "\u00a0: "}
"""Language -> the sign between a word and what it says; a colon and a space in the others."""
_FIRST = {"fr": (re.compile(r"1\b"), "1er")}
"""Language -> how a date begins on the first of a month, and what stands there: Babel knows no ordinal numbers.

Lexique des règles typographiques en usage à l'Imprimerie nationale, "Date".
"""
_CJK = re.compile(f"[{cjk.LETTERS}]")

MESSAGES = (
    "Articles",
    "%(title)s, page %(number)s",
    "Preview: this article is not yet public",
    "E-mail",
)
"""What titles of numbered pages, banners, links to share and the default section's name are made of."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """The words and formats of one language, for templates."""

    lang: str
    """BCP 47, as asked for."""
    locale: Locale
    """For dates and lists."""
    translations: gettext.NullTranslations

    def __call__(self, message: str, **values: object) -> str:
        """Return *message* in this language, its ``%(name)s`` filled in.

        The values are put in as they are: escape them first where the result is HTML.
        """
        text = self.translations.gettext(message)
        return text % values if values else text

    def number(self, singular: str, plural: str, n: int) -> str:
        """Return the form for *n*, its ``%(n)s`` filled in with the language's digits grouping."""
        text = self.translations.ngettext(singular, plural, n)
        return text % {"n": format_decimal(n, locale=self.locale)}

    @property
    def colon(self) -> str:
        """The colon with the spaces beside it."""
        return _COLONS.get(self.locale.language, ": ")

    def of(self, lang: str) -> Words:
        """Return the words of another language, of a card's post for one."""
        return self if lang == self.lang else words(lang)

    def date(self, moment: dt.date) -> str:
        """Return the day in words, in the moment's own offset: ``20 August 2025``, ``2025年8月20日``, ``1er juin 2026``."""
        said = format_date(moment, format="long", locale=self.locale)
        first, ordinal = _FIRST.get(self.locale.language, (None, ""))
        found = first and first.match(said)
        return ordinal + said[found.end() :] if found else said

    def month(self, moment: dt.date) -> str:
        """Return month and year: ``August 2025``, ``2025年8月``."""
        return format_skeleton("yMMMM", moment, locale=self.locale)

    def year(self, moment: dt.date) -> str:
        """Return the year: ``2025``, ``2025年``."""
        return format_skeleton("y", moment, locale=self.locale)

    def period(self, start: dt.date, end: dt.date) -> str:
        """Return the months from *start* to *end*, once where they are one."""
        first, last = self.month(start), self.month(end)
        return first if first == last else f"{first} – {last}"

    def bytes(self, size: int) -> str:
        """Return the size of a file as readers read it: ``212 kB``, ``1.4 MB``."""
        kilobytes = max(1, round(size / _THOUSAND))
        if kilobytes < _THOUSAND:
            return format_unit(kilobytes, "kilobyte", length="short", locale=self.locale)
        megabytes = round(size / _MEGABYTE, 1)
        return format_unit(megabytes, "megabyte", length="short", locale=self.locale)

    def join(self, parts: Sequence[str]) -> str:
        """Return names, or their links, as one list: ``A, B and C``; ``甲、乙、丙``, where a byline has no "and"."""
        if self.locale.language in _NO_SPACES:
            return "、".join(parts)
        return format_list(parts, locale=self.locale)

    @staticmethod
    def initials(name: str) -> str:
        """Return up to two initials, shown in place of a portrait: of the first and the last word, or a CJK name's first character.

        Desks and particles count as words: ``Editorial Desk`` is ED, ``Ursula von der Leyen`` UL.
        """
        parts = [part for part in name.split() if part[0].isalnum()]
        # a name in brackets, or in the marks of a title
        parts = parts or "".join(filter(str.isalnum, name)).split()
        if not parts:
            return ""
        if _CJK.match(parts[0]) and len(parts[0]) > 1:
            return parts[0][0]
        chosen = [parts[0], parts[-1]] if len(parts) > 1 else parts
        return "".join(part[0] for part in chosen).upper()

    @property
    def own_name(self) -> str:
        """Return the language's name in itself, with a capital."""
        # with script and territory where the tag has them; the locale of English has one of its own
        of = self.locale
        name = (of.get_display_name() if "-" in self.lang else of.get_language_name()) or self.lang
        return name[:1].upper() + name[1:]

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Direction of the script, as in HTML's ``dir``."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"


@lru_cache(maxsize=64)
def words(lang: str) -> Words:
    """Return the words of a language; English where there is no catalogue for it.

    :param lang: BCP 47 tag, from a post and therefore of any content.
    """
    locale = parse_locale(lang)
    return Words(
        lang=lang,
        locale=locale,
        translations=gettext.translation(DOMAIN, LOCALES, catalogues(locale), fallback=True),
    )


def parse_locale(lang: str) -> Locale:
    """Return Babel's locale of a language tag, with its script; English where it knows none."""
    parts = lang.split("-")
    for size in range(len(parts), 0, -1):
        try:
            locale = Locale.parse("_".join(parts[:size]))
        except (UnknownLocaleError, ValueError, TypeError):
            continue
        return _ENGLISH if str(locale) == "en" else locale
    return _ENGLISH


def catalogues(locale: Locale) -> list[str]:
    """Return the names of the catalogues that can serve a locale, best first: ``zh_Hant``, ``zh``."""
    # zh_TW is written in Hant, zh alone in Hans
    script = script_of("-".join(filter(None, [locale.language, locale.script, locale.territory])))
    return [f"{locale.language}_{script}", locale.language] if script else [locale.language]
