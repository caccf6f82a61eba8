"""The fonts of PDF editions: those of Typst's wheel and, for scripts that those lack, this machine's.

Fonts that are not named here never slip in, so that machines with the same fonts make the same
files, whatever else they have.
"""

from __future__ import annotations

import dataclasses as dc
import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from standfirst.editions.typst.code import value
from standfirst.text.language_detection import script_key, script_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PACKAGE, PACKAGE_OF_SCRIPTS = "fonts-noto-cjk", "fonts-noto-core"
"""Debian's and Ubuntu's packages with fonts for Chinese, Japanese and Korean, and for other scripts."""

_PLACES = {"zh-Hans": ("SC", "CN"), "zh-Hant": ("TC", "TW"), "ja": ("JP", "JP"), "ko": ("KR", "KR")}
"""Language -> how families of Noto and Source Han, and of Arphic, name it."""
_SERIFS = {
    "zh-Hans": ("Songti SC", "FandolSong"),
    "zh-Hant": ("Songti TC",),
    "ja": ("IPAexMincho", "IPAMincho", "Hiragino Mincho ProN"),
    "ko": ("UnBatang", "Baekmuk Batang", "AppleMyungjo"),
}
_LEANING = {
    "zh-Hans": ("LXGW WenKai", "Kaiti SC", "AR PL UKai CN"),
    "zh-Hant": ("LXGW WenKai TC", "Kaiti TC", "AR PL UKai TW"),
    "ja": (),
    "ko": (),
}
"""Families of brush forms, for emphasis; else the face without serifs stands out."""
_SCRIPTS = {
    "Arab": ("Naskh Arabic", "Arabic", "Amiri", "Scheherazade New", "Geeza Pro", "DejaVu Sans"),
    "Armn": ("Armenian", "DejaVu Sans"),
    "Beng": ("Bengali", "Lohit Bengali", "Bangla MN"),
    "Deva": ("Devanagari", "Lohit Devanagari", "Devanagari MT"),
    "Ethi": ("Ethiopic", "Kefa"),
    "Geor": ("Georgian", "DejaVu Sans"),
    "Gujr": ("Gujarati", "Lohit Gujarati", "Gujarati MT"),
    "Guru": ("Gurmukhi", "Lohit Gurmukhi", "Gurmukhi MT"),
    "Khmr": ("Khmer", "Khmer OS", "Khmer MN"),
    "Knda": ("Kannada", "Lohit Kannada", "Kannada MN"),
    "Laoo": ("Lao", "Phetsarath OT", "Lao MN"),
    "Mlym": ("Malayalam", "Rachana", "Malayalam MN"),
    "Mymr": ("Myanmar", "Padauk", "Myanmar MN"),
    "Orya": ("Oriya", "Lohit Odia", "Oriya MN"),
    "Sinh": ("Sinhala", "LKLUG", "Sinhala MN"),
    "Taml": ("Tamil", "Lohit Tamil", "Tamil MN"),
    "Telu": ("Telugu", "Lohit Telugu", "Telugu MN"),
    "Thai": ("Thai", "Norasi", "Garuda", "Loma", "Thonburi"),
    "Tibt": ("Tibetan", "Tibetan Machine Uni", "Kailasa"),
}
"""Script that Typst's fonts lack, or have for code or formulas alone -> how Noto's families name it; others that have it."""


@dc.dataclass(frozen=True, kw_only=True)
class FontSet:
    """The fonts of one build."""

    folder: Path
    """Where all of them lie, and no others."""
    serif: Mapping[str, tuple[str, ...]]
    """``zh-Hans``, ``zh-Hant``, ``ja``, ``ko`` -> family; empty where there is none."""
    leaning: Mapping[str, tuple[str, ...]]
    scripts: Mapping[str, tuple[str, ...]]
    """Each of the scripts beyond these -> family; empty where there is none."""
    every: tuple[str, ...]
    """All families but Typst's own, for characters that those lack."""
    digest: str

    def has(self, lang: str) -> bool:
        """Return whether there is a font for the script of a language."""
        key = script_key(lang)
        return bool(self.serif[key] if key else self.scripts.get(script_of(lang), True))

    def can_show(self, lang: str) -> bool:
        """Return whether a text of a language is more than codes of characters.

        One in Chinese has words in other scripts, headings and figures.
        """
        return bool(script_key(lang)) or self.has(lang)

    def package(self, lang: str) -> str:
        """Return the package that has a font for a language."""
        return PACKAGE if script_key(lang) else PACKAGE_OF_SCRIPTS

    def settings(self) -> str:
        """Return the file that the template reads."""
        said = {"cjk": self.serif, "leaning": self.leaning, "any": self.every}
        return f"#let fonts = {value(said)}\n"


def find(folder: Path | None, work: Path) -> FontSet:
    """Return the fonts that are there.

    :param folder: A folder of the publication's own fonts; they go before those of the system.
    :param work: Folder in which the chosen ones are put together.
    """
    own = _files(typst.Fonts(False, False, [str(folder)])) if folder else {}  # noqa: FBT003  # as the stub names them
    system = _system()
    there = {**system, **own}
    serif = {lang: _first(there, _names(lang, "Serif", _SERIFS[lang])) for lang in _PLACES}
    leaning = {
        lang: _first(there, (*_LEANING[lang], *_names(lang, "Sans", ()))) for lang in _PLACES
    }
    # what the publication's own have, nobody knows but who put them there
    scripts = {s: _first(there, _names_of_script(s)) or tuple(sorted(own)) for s in _SCRIPTS}
    found = (*serif.values(), *leaning.values(), *scripts.values())
    chosen = [name for names in found for name in names]
    every = tuple(dict.fromkeys([*chosen, *sorted(own)]))
    paths = sorted({path for name in every for path in there[name]})
    place = work / "fonts"
    _put_together(paths, place)
    state = [(path.name, path.stat().st_size) for path in paths]
    digest = hashlib.sha256(repr((every, state)).encode()).hexdigest()[:16]
    return FontSet(
        folder=place, serif=serif, leaning=leaning, scripts=scripts, every=every, digest=digest
    )


def known() -> str:
    """Return a value that differs for another set of fonts, on another machine or at another time."""
    there = _system()
    kinds = (("Serif", _SERIFS), ("Sans", _LEANING))
    names = {
        n for lang in _PLACES for face, others in kinds for n in _names(lang, face, others[lang])
    } | {name for script in _SCRIPTS for name in _names_of_script(script)}
    return repr(sorted((name, sorted(map(str, there[name]))) for name in names & there.keys()))


def _system() -> dict[str, set[Path]]:
    return _files(typst.Fonts(True, False))  # noqa: FBT003  # as the stub names them


def _files(fonts: typst.Fonts) -> dict[str, set[Path]]:
    """Return the files of each family, those that Typst's wheel has left out."""
    result: dict[str, set[Path]] = {}
    for info in fonts.fonts():
        if info.path:
            result.setdefault(info.family, set()).add(Path(info.path))
    return result


def _names(lang: str, face: str, others: Iterable[str]) -> tuple[str, ...]:
    noto, arphic = _PLACES[lang]
    ming = (f"AR PL UMing {arphic}",) if face == "Serif" else ()
    return (
        f"Noto {face} CJK {noto}",
        f"Source Han {face} {noto}",
        f"Noto {face} {noto}",
        *others,
        *ming,
    )


def _names_of_script(script: str) -> Iterator[str]:
    for name in _SCRIPTS[script]:
        yield from (f"Noto Serif {name}", f"Noto {name}", f"Noto Sans {name}", name)


def _first(there: Mapping[str, object], names: Iterable[str]) -> tuple[str, ...]:
    return next(((name,) for name in names if name in there), ())


def _put_together(paths: Iterable[Path], place: Path) -> None:
    """Fill *place* with the files, as links where the system can make them; Typst reads folders only."""
    place.mkdir(parents=True, exist_ok=True)
    wanted = {f"{hashlib.sha256(str(p).encode()).hexdigest()[:8]}-{p.name}": p for p in paths}
    for old in place.iterdir():
        if old.name not in wanted:
            old.unlink()
    for name, path in wanted.items():
        link = place / name
        if link.exists():
            continue
        try:
            link.symlink_to(path)
        except OSError:
            shutil.copyfile(path, link)
