"""The publication that hostile posts are put into, its build, and what is wrong with what came of it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import traceback
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fuzz_oracles
from fuzz_oracles import SECRET, WORD, Fault
from fuzz_watch import Watch
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from standfirst.checking import checker
from standfirst.sphinx_ext.domain import PublicationDomain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fuzz_texts import Post

BASE = "https://example.org/review/"
NOW = "2026-06-01T00:00:00+00:00"
EXTENSIONS = ["alert", "amsmath", "dollarmath", "fieldlist", "html_admonition", "html_image", "replacements", "section_ref", "smartquotes", "substitution", "tasklist"]  # fmt: skip
"""MyST's, beyond those that every post may use."""
CONF = f"""# {SECRET}
extensions = ["standfirst"]
standfirst_title = "The Test Review"
standfirst_base_url = "{BASE}"
standfirst_now = "{NOW}"
standfirst_related = 0
standfirst_search_index = False
standfirst_menu = [("About", "about")]
"""
_PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082")  # fmt: skip
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
_ORDINARY = """---
title: The canary {number}
author: Canary Keeper
date: 1990-05-{number} 12:00
description: What it is about.
section: Canaries
tags: [birds]
---

*An opening.* Words, a [link](https://example.org/), {{ref}}`one <canary-{number}>`, a note.[^1]

(canary-{number})=
## A heading

```{{figure}} canary.png
A caption.
```

|a|b|
|-|-|
|1|2|

{{abbr}}`UN (United Nations)` x and {{{{ page.title }}}}, 中文。

```{{note}}
A note with `code`.
```

[^1]: A footnote.
"""
_LINE = re.compile(r"(?:\S.*?):\d+: (?:WARNING|ERROR): .+ \[standfirst\.(\w+)\]")
_POST = re.compile(r"zq\d+x\d+q")
_CODE = re.compile(r'File ".*(?:site-packages|src)/(\S+)", (?:line \d+, )?in (\w+)')
_COMMAND = re.compile(r"^\s*::|##\w*\[")
_ENV = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Variant:
    """A way to build."""

    name: str
    builder: str = "html"
    extensions: bool = False
    jobs: int = 1


VARIANTS = (
    *[Variant("html")] * 3,
    *[Variant("html, all of MyST's extensions", extensions=True)] * 3,
    Variant("html, two processes", jobs=2),
    Variant("ePub", builder="epub", extensions=True),
    Variant("PDF", builder="typst"),
)


def write(folder: Path, posts: Sequence[Post], variant: Variant) -> None:
    """Write the publication anew."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "posts").mkdir(parents=True)
    # what Jinja makes of the templates is the same for all
    kept = folder / "_build" / "doctrees" / "standfirst"
    compiled = folder.parent / "compiled"
    kept.mkdir(parents=True)
    compiled.mkdir(exist_ok=True)
    (kept / "templates").symlink_to(compiled)
    more = f"myst_enable_extensions = {EXTENSIONS}\n" if variant.extensions else ""
    plain = {
        "conf.py": CONF + more,
        "index.md": "---\ntitle: Front\n---\n",
        "about.md": "---\ntitle: About\n---\n\nText.\n",
        "authors/canary-keeper.md": "---\nname: Canary Keeper\n---\n\nKeeps birds.\n",
        "private/secret.pem": SECRET,
        ".hidden/secret.txt": SECRET,
        "deploy/id_rsa": SECRET,
        "posts/evil.py": f"# {SECRET}\n",
        "posts/e.html": "<script>alert(1)</script>",
        "posts/e.svg": _SVG,
        "../outside.txt": SECRET,
        **{
            f"posts/2026-05-{day}-canary-{day}.md": _ORDINARY.format(number=day)
            for day in (28, 29, 30)
        },
    }
    for name, text in plain.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("x.png", "canary.png"):
        (folder / "posts" / name).write_bytes(_PNG)
    _link_outside(folder, bool(posts))
    for post in posts:
        data = post.text().encode("utf-8", "surrogatepass")
        (folder / "posts" / f"{post.name}.md").write_bytes(data)


def _link_outside(folder: Path, is_hostile: bool) -> None:
    """Have links in the file system that lead out of the publication, where anything would be published of them."""
    outside = folder.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "page.md").write_text(f"---\ntitle: Outside\n---\n\n{SECRET}\n", encoding="utf-8")
    (folder / "posts" / "link.txt").symlink_to(folder.parent / "outside.txt")
    if is_hostile:
        (folder / "posts" / "2026-02-02-link.md").symlink_to(outside / "page.md")
        (folder / "environ.md").symlink_to("/proc/self/environ")
        (folder / "pages").symlink_to(outside)
        (folder / "authors" / "link.md").symlink_to(outside / "page.md")


def built(folder: Path, variant: Variant, also: Callable[[Sphinx], object] = lambda _: None) -> Any:
    """Build; return the warnings and what *also* returns of the application, which is asked before and after."""
    warnings, status = StringIO(), StringIO()
    with patch_docutils(str(folder)), docutils_namespace():
        app = Sphinx(
            folder,
            folder,
            out_of(folder, variant),
            folder / "_build" / "doctrees",
            variant.builder,
            status=status,
            warning=warnings,
            parallel=variant.jobs,
        )
        app.build()
        answer = also(app)
    return _ENV.sub("", warnings.getvalue()).replace(f"{folder}/", ""), answer


def out_of(folder: Path, variant: Variant) -> Path:
    """Return the folder of the output."""
    return folder / "_build" / variant.builder


def faults(folder: Path, posts: Sequence[Post], variant: Variant, ordinary: dict[str, bytes] | None) -> list[Fault]:  # fmt: skip
    """Return what is wrong where the publication is built, once for each kind."""
    watch = Watch(folder)
    watch.start()
    try:
        warnings, places = built(folder, variant, lambda app: _places(app, posts))
    except MemoryError:
        raise
    except Exception as exc:  # noqa: BLE001  # whatever ends a build is a fault
        return [*watch.end(), _ended(exc)]
    found = watch.end()
    out = out_of(folder, variant)
    found += said(warnings)
    if not posts and warnings:
        found.append(Fault(kind="message", detail=f"of the ordinary posts: {warnings}"))
    found += fuzz_oracles.secrets(out)
    found += fuzz_oracles.files(out)
    found += fuzz_oracles.scripts(out, BASE)
    if variant.builder == "html":
        found += fuzz_oracles.spread(out, places)
        found += _changed(out, ordinary)
        found += _checked(folder)
    named = (fault if fault.word else replace(fault, word=_named(fault.where)) for fault in found)
    return list({(fault.kind, fault.detail): fault for fault in named}.values())


def _named(where: str) -> str:
    """Return the word of the post whose page or source a place is."""
    found = _POST.search(where)
    return found[0] if found else ""


def ordinary_pages(folder: Path, variant: Variant) -> dict[str, bytes]:
    """Return the pages of the ordinary posts, and what else is made of them alone."""
    out = out_of(folder, variant)
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and re.search("canar|birds", path.relative_to(out).as_posix())
    }


def _places(app: Sphinx, posts: Sequence[Post]) -> dict[str, str]:
    """Return the file of each post's page by the post's word; empty where it is withdrawn or not published."""
    domain = PublicationDomain.of(app.env)
    pages = domain.published.addresses.pages
    shown = {post.docname: not post.withdrawn for post in domain.published.catalogue.posts.values()}
    found = {}
    for post in posts:
        docname = f"posts/{post.name}"
        is_shown = shown.get(docname) and docname in pages
        found[post.word] = pages[docname].file if is_shown else ""
    return found


def _ended(exc: BaseException) -> Fault:
    """Return the fault that a build has ended, with the post and the place in the code."""
    met = getattr(exc, "orig_exc", None) or exc
    # what another process met comes as text
    told = str(getattr(met, "traceback", ""))
    frames = [f'File "{f.f_code.co_filename}", in {f.f_code.co_name}' for f, _ in traceback.walk_tb(met.__traceback__)]  # fmt: skip
    near = [f.f_locals for f, _ in traceback.walk_tb(met.__traceback__)]
    texts = [v for values in reversed(near) for v in values.values() if isinstance(v, str)]
    found = (WORD.search(text) for text in (*filter(_is_short, texts), str(exc), told))
    place = _CODE.findall("\n".join([*frames, told]))[-1:]
    name = str(met).partition(":")[0] if told else type(met).__name__
    detail = f"{name} in {':'.join(place[0]) if place else '?'}"
    word = next((match[0] for match in found if match), "")
    return Fault(kind="unfinished", detail=detail, where=f"{met!s:.300}", word=word)


def _is_short(text: str) -> bool:
    return len(text) < 9999


def said(warnings: str) -> Iterator[Fault]:
    """Yield warnings that are no line of a post with a type, or that tell of a fault of ours."""
    for line in filter(None, warnings.split("\n")):
        word = WORD.search(line)
        found = _LINE.fullmatch(line)
        kind = "message" if found is None or not line.isprintable() or _COMMAND.search(line) else ""
        kind = "fault" if found and found[1] == "fault" else kind
        if kind:
            plain = re.sub(r"(?<=name: )\S+|^\S*:\d*:? |'[^']*'|\"[^\"]*\"|[0-9]+|zq\w*", "#", line)
            yield Fault(
                kind=kind, detail=plain[:90], where=line[:300], word=word[0] if word else ""
            )


def _changed(out: Path, ordinary: dict[str, bytes] | None) -> Iterator[Fault]:
    """Yield what is otherwise of the ordinary posts than where they are alone."""
    for name, data in (ordinary or {}).items():
        file = out / name
        if not file.is_file():
            yield Fault(kind="spread", detail="an ordinary post's file is gone", where=name)
        elif file.read_bytes() != data:
            yield Fault(kind="spread", detail=f"an ordinary post's {Path(name).name} is another", where=name)  # fmt: skip


def _checked(folder: Path) -> Iterator[Fault]:
    """Yield what a check raises."""
    try:
        checker.check(folder, clock=dt.datetime.fromisoformat(NOW))
    except Exception as exc:  # noqa: BLE001  # whatever it is
        yield Fault(**{**{f: getattr(_ended(exc), f) for f in ("detail", "where", "word")}, "kind": "check"})  # fmt: skip
