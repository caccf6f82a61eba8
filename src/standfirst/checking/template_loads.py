"""A publication's own templates -> what they load and the Content-Security-Policy blocks.

Templates are read as they are written, not as they come out for each page: it takes no time, and
says the line. An address that begins with an expression of Jinja's is taken for one of the
publication's own, as ``pathto`` gives them. Style sheets load too, and ``conf.py`` names scripts.
"""

from __future__ import annotations

import base64
import contextlib
import dataclasses as dc
import hashlib
import os
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from standfirst.limits import containment
from standfirst.policy import content_security, links
from standfirst.problems import PostWarning, Problem
from standfirst.settings import conf_files
from standfirst.settings.conf_py import CONF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from standfirst.policy.content_security import Policy
    from standfirst.problems import ConfWay
    from standfirst.settings.model import Settings

_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_VALUE = "\ue000"
"""Stands for what an expression of Jinja's gives: a character that is in no address."""
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}", re.IGNORECASE)
_CSS_URL = re.compile(
    r"""(@import\s+)?(?:url\(\s*(?:["']([^"']*)["']|([^"')\s]*))|(?<=@import\s)\s*["']([^"']*)["'])""",
    re.IGNORECASE,
)
_SHOWN = 3
"""How many of the things that a template loads are named in its warning."""
_CODE = frozenset({"", "module", "importmap", "speculationrules"})
_DIRECTIVES: Mapping[str, Mapping[str, str]] = {
    "audio": {"src": "media-src"},
    "base": {"href": "base-uri"},
    "embed": {"src": "object-src"},
    "form": {"action": "form-action"},
    "frame": {"src": "frame-src"},
    "iframe": {"src": "frame-src"},
    "image": {"href": "img-src"},
    "img": {"src": "img-src", "srcset": "img-src"},
    "input": {"src": "img-src"},
    "object": {"data": "object-src"},
    "script": {"src": "script-src"},
    "source": {"src": "media-src", "srcset": "img-src"},
    "track": {"src": "media-src"},
    "video": {"src": "media-src", "poster": "img-src"},
}
"""Element -> attribute that names what it loads -> directive that decides."""
_LINKED: Mapping[str, str] = {
    "stylesheet": "style-src",
    "icon": "img-src",
    "apple-touch-icon": "img-src",
    "manifest": "manifest-src",
    "modulepreload": "script-src",
}
"""Of a link, by its relation; ``preload`` says itself what for."""
_PRELOADED: Mapping[str, str] = {
    "script": "script-src",
    "style": "style-src",
    "image": "img-src",
    "font": "font-src",
    "fetch": "connect-src",
}


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """Something that a page has a browser load or run."""

    directive: str
    """Which decides whether it may."""
    url: str = ""
    """Empty for what stands in the page itself."""
    inline: str = ""
    """What that is, in words."""
    text: str | None = None
    """Its text, of which hashes are made; None where none would help."""
    line: int = 1
    way: ConfWay = ()
    """Where in ``conf.py``, if that has it."""

    def is_allowed(self, policy: Policy, origin: str) -> bool:
        """Return whether browsers let it."""
        if self.url:
            return content_security.allows(policy, self.directive, self.url, origin=origin)
        hashes = () if self.text is None else _hashes(self.text)
        return content_security.allows_inline(policy, self.directive, hashes)


def problems(
    root: Path, options: Mapping[str, Any], settings: Settings, *, added: Iterable[Load] = ()
) -> Iterator[tuple[str, Problem]]:
    """Yield file and problem of each template or style sheet that loads what the pages' policy refuses, and of ``conf.py``.

    What Read the Docs adds is not counted on: a publication may go elsewhere.

    :param root: Folder of ``conf.py``.
    :param options: What ``conf.py`` says.
    :param added: What extensions load, which it names.
    """
    if not settings.content_policy:
        return
    policy = content_security.policy(settings.content_sources)
    parts = urlsplit(settings.base_url)
    origin = f"{parts.scheme}://{parts.netloc}" if settings.base_url else ""
    for name, loads in _found(root, options, added):
        refused = [load for load in loads if not load.is_allowed(policy, origin)]
        if refused:
            yield name, _problem(refused)


def _found(
    root: Path, options: Mapping[str, Any], added: Iterable[Load]
) -> Iterator[tuple[str, Iterable[Load]]]:
    """Yield each file, and what it loads."""
    yield CONF, (*_of_conf(options), *added)
    for option, name, text in _own_files(root, options):
        yield name, (of_template if option == conf_files.TEMPLATES else of_styles)(text)


def own_texts(root: Path, options: Mapping[str, Any]) -> Iterator[str]:
    """Yield the publication's own templates, without Jinja's part, and its style sheets."""
    for option, _, text in _own_files(root, options):
        yield _JINJA.sub(" ", text) if option == conf_files.TEMPLATES else text


def _own_files(root: Path, options: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the option that names each file's folder, its path, and its text."""
    for option, pattern in ((conf_files.TEMPLATES, "*.html"), (conf_files.STATIC, "*.css")):
        for folder in conf_files.listed(options, option):
            within = containment.bounds(root, str(folder))
            for path in sorted((root / str(folder)).rglob(pattern)):
                if within.fault(path):
                    continue  # who copies it says so; from a pipe nothing would ever come
                with contextlib.suppress(OSError):  # Sphinx says of a file that it cannot be read
                    text = path.read_text(encoding="utf-8", errors="replace")
                    yield option, os.path.relpath(path, root).replace("\\", "/"), text


def _problem(refused: list[Load]) -> Problem:
    said = list(dict.fromkeys(f"{load.url or load.inline} ({load.directive})" for load in refused))
    more = f" and {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
    ways = ["put scripts, styles, pictures and fonts into files below _static/"]
    further = [load for load in refused if load.directive in content_security.FURTHER]
    if any(load.url.startswith(("https:", "//")) for load in further):
        ways.append("list in standfirst_content_sources what pages may load")
    return Problem(
        subtype=PostWarning.CONFIG,
        message=f"browsers will block {', '.join(said[:_SHOWN])}{more}, which the pages' Content-Security-Policy does not allow",
        remedy=", or ".join(ways),
        line=refused[0].line,
        way=refused[0].way,
    )


def _of_conf(options: Mapping[str, Any]) -> Iterator[Load]:
    """Yield what ``conf.py`` has every page load."""
    of_lists = {"html_js_files": "script-src", "html_css_files": "style-src"}
    for option, directive in of_lists.items():
        for each in conf_files.loaded(options, option):
            if links.is_elsewhere(each.name):
                yield Load(directive=directive, url=each.name, way=each.way)
    for each in conf_files.pictures(options):
        if isinstance(each.name, str) and links.is_elsewhere(each.name):
            yield Load(directive="img-src", url=each.name, way=each.way)


def of_template(text: str) -> list[Load]:
    """Return what a template loads, in its order."""
    reader = _TemplateReader()
    reader.feed(_JINJA.sub(_without_jinja, text))
    reader.close()
    return reader.loads


def of_styles(text: str) -> list[Load]:
    """Return what a style sheet loads, in its order."""
    text = _CSS_COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    fonts = [found.span() for found in _FONT_FACE.finditer(text)]
    loads = []
    for found in _CSS_URL.finditer(text):
        url = (found[2] or found[3] or found[4] or "").strip()
        if not links.is_elsewhere(url):
            continue
        in_font = any(start <= found.start() < end for start, end in fonts)
        directive = "style-src" if found[1] else "font-src" if in_font else "img-src"
        loads.append(
            Load(directive=directive, url=url, line=text.count("\n", 0, found.start()) + 1)
        )
    return loads


def _without_jinja(found: re.Match[str]) -> str:
    # lines stay where they are
    value = _VALUE if found[0].startswith("{{") else ""
    return value + "\n" * found[0].count("\n")


def _is_script(url: str) -> bool:
    return url.strip().lower().startswith("javascript:")


def _is_known(url: str) -> bool:
    """Return whether it can be said where an address leads."""
    return _VALUE not in re.split(r"(?<=[^/:])/", url, maxsplit=1)[0]


def _hashes(text: str) -> list[str]:
    data = text.encode("utf-8", "surrogatepass")
    made = ((name, hashlib.new(name, data).digest()) for name in ("sha256", "sha384", "sha512"))
    return [f"'{name}-{base64.b64encode(value).decode()}'" for name, value in made]


class _TemplateReader(HTMLParser):
    """Collects what a template's elements load."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.loads: list[Load] = []
        self._inside: Load | None = None
        """The script or style whose text is being read."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        for name in values:
            if name.startswith("on"):
                self._add("script-src", inline=f"a handler, {name}")
            elif name == "style":
                self._add("style-src", inline="a style attribute")
        for directive, url in _loaded(tag, values):
            if _is_script(url):
                self._add("script-src", inline="a javascript: address")
            elif links.is_elsewhere(url.strip()) and _is_known(url.strip()):
                self._add(directive, url=url.strip())
        if tag == "style":
            self._inside = self._load("style-src", inline="a style sheet in the page", text="")
        elif tag == "script" and "src" not in values and _is_code(values.get("type", "")):
            self._inside = self._load("script-src", inline="a script in the page", text="")

    def handle_data(self, data: str) -> None:
        if self._inside is not None:
            self._inside = dc.replace(self._inside, text=(self._inside.text or "") + data)

    def handle_endtag(self, tag: str) -> None:
        if self._inside is not None and tag in {"script", "style"}:
            self._finish()

    def close(self) -> None:
        super().close()
        # Python 3.11 keeps the text of an element that does not end to itself
        self.handle_data(self.rawdata)
        self._finish()

    def _finish(self) -> None:
        if self._inside is not None and self._inside.text:
            self.loads.append(self._inside)
        self._inside = None

    def _add(self, directive: str, **what: str) -> None:
        self.loads.append(self._load(directive, **what))

    def _load(self, directive: str, **what: Any) -> Load:
        return Load(directive=directive, line=self.getpos()[0], **what)


def _is_code(kind: str) -> bool:
    """Return whether a browser runs a script of this type, or is led by it; others are blocks of data."""
    return kind.strip().lower() in _CODE or "javascript" in kind.lower() or _VALUE in kind


def _loaded(tag: str, values: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Yield directive and address of what an element loads."""
    if tag == "link":
        relations = values.get("rel", "").lower().split()
        directives = [_LINKED[relation] for relation in relations if relation in _LINKED]
        if "preload" in relations:
            directives += filter(None, [_PRELOADED.get(values.get("as", "").lower())])
        yield from ((directive, values.get("href", "")) for directive in directives[:1])
    elif tag == "a" and _is_script(values.get("href", "")):
        yield "script-src", values["href"]
    for name, directive in _DIRECTIVES.get(tag, {}).items():
        if name == "srcset":
            yield from ((directive, part.split()[0]) for part in values.get(name, "").split(",") if part.split())  # fmt: skip
        elif name in values:
            yield directive, values[name]
