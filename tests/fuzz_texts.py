"""Posts made at random of everything that a post could ask for, valid or not: pure, and the same for the same seed.

A post is a list of lines of front matter and a list of blocks, so that one in which something was
found can be cut down to what it takes.
"""

from __future__ import annotations

import dataclasses as dc
from textwrap import indent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from fuzz_names import Names

PLAIN = "Words that say nothing follow one another here. " * 16
"""The first paragraph of every post: lists show this much of its text and no more."""
SCHEMES = ["javascript", "JaVaScRiPt", "java\tscript", " javascript", "\x01javascript", "data", "vbscript", "blob", "file", "feed:javascript", "view-source", "ms-msdt", "jar", "about", "http", "https", "mailto", "ftp", "tel", "x"]  # fmt: skip
SCRIPTS = [
    "alert(1)",
    "//%0aalert(1)",
    "text/html,<script>alert(1)</script>",
    "text/html;base64,PHNjcmlwdD4=",
]
HOSTS = ["//evil.example/x", "http://127.0.0.1:9/x", "https://evil.example/x.png", "http://[", "https://evil.example:0x/", "//\\evil.example"]  # fmt: skip
FILES = ["/private/secret.pem", "../private/secret.pem", "/.hidden/secret.txt", "../conf.py", "/conf.py", "/etc/passwd", "/proc/self/environ", "../../outside.txt", "{outside}", "file://{outside}", "link.txt", "evil.py", "e.svg", "/posts/e.html", "e.svg?x", "x.png", "/posts/x.png", "p/*", "*", "**", ".", "..", "/", "canary-28", "/2026/05/canary-29/", "/posts/2026-05-29-canary-29.md", "2026-05-30-canary-30", "2026-05-30-canary-30.md", "index", "genindex", "search"]  # fmt: skip
ODD = ["", " ", "0", "-1", "1", "2", "99999999999999999999", "1.5", "1e999", "²", "١", "100%", "2em", "auto", "none", "true", "[]", "{}", "null", "<x>", "x <y>", "x <javascript:alert(1)>", "!x", "~x", "\\", "\\input{/etc/passwd}", "%s", "{0}", "$x$", "`", '"', "'", "::", "::error::x", "##[error]x", "\x1b[2J", "\u202e", "\u2028", "\x00", "\ud800", "中文", "😀", "x" * 300, "posts.evil", "os", "os.system", "python", "html", "raw", "latex", "restructuredtext", "left", "center", "<!-- x -->", "|today|", "|x|", "a, b", "a; b", "a|b", "1-3", "3-1", "utf-8", "utf_16", "zip_codec", "env", "2026-01-02", "xxx"]  # fmt: skip
CLASSES = ["position-fixed", "w-100", "h-100", "top-0", "modal", "sd-card", "sf-article", "bd-main", "headerlink", "a b", "-x", "1"]  # fmt: skip
HANDLERS = ['onload="alert(1)"', "onclick=alert(1)", 'style="position:fixed;inset:0"', 'id="main-content"', 'srcdoc="<script>alert(1)</script>"', 'http-equiv="refresh" content="0;url=//evil.example"', 'xlink:href="javascript:alert(1)"', 'formaction="javascript:alert(1)"', 'autofocus onfocus="alert(1)"']  # fmt: skip
TAGS = ["a", "abbr", "applet", "area", "audio", "base", "body", "br", "button", "canvas", "code", "details", "dialog", "div", "embed", "form", "frame", "frameset", "h1", "h2", "head", "hr", "html", "iframe", "img", "input", "link", "main", "map", "marquee", "math", "meta", "mtext", "noscript", "object", "ol", "option", "p", "param", "picture", "portal", "pre", "script", "select", "slot", "source", "span", "style", "svg", "animate", "foreignObject", "set", "use", "table", "td", "template", "textarea", "title", "track", "ul", "video", "x-y", "xmp", "plaintext"]  # fmt: skip
ATTRIBUTES = ["href", "src", "action", "data", "poster", "srcset", "cite", "background", "class", "id", "name", "target", "rel", "title", "width", "lang", "download", "ping", "type", "content", "value", "is"]  # fmt: skip
MARKS = ["# @w", "## @w", "### @w {#x}", "- @w\n  - @v", "1. @w", "> @w", "@w\n: @v", "|a|b|\n|-|-|\n|@w|@v|", "---", "***", "+++ @w", "% @w", "(@v)=", "(canary-28)=", "*[@v]: @w", "[@v]: @v", "[^@v]: @w", "[^1] @w", "{: .@v #@v onclick=@v}", "{.@v #@v @v=@v}", "{:x: .@v}", "{::comment} @w {:/}", "{::nomarkdown}<@v>@w{:/}", '{::options @v="@v" /}', "$$\n@w @v\n$$", "$$ @v $$ (@v)", "\\begin{@v}\n@w\n\\end{@v}", ":@v: @w", "- [ ] @w", "<!--more-->", "<excerpt/>", "**@w** is @v.", "---\n\n**Author @wh** is @v.", '![@v](@v "@v")\n_▲ @w_', "~~~@v\n@w\n~~~", "    @w @v", '[@v]: <@v> "@v"\n\n[@v] [x][@v] @w', "<@v>", "http://@v", "\\"]  # fmt: skip
"""Blocks: ``@w`` is the post's word, ``@v`` a value."""
REST = [".. |x| replace:: @w\n\n|x| |today|", ".. role:: z(@v)\n   :class: @v\n\n:z:`@w`", ".. _x: @v\n\nx_ @w", ".. [x] @w\n\n[x]_", "@w\n====\n\n@v\n----", ".. @w", "::\n\n  @w", "=== ===\n@w @v\n=== ===", ":@v: @w", ".. default-role:: @v\n\n`@w`", "__ @v\n\n`@w`__", "| @w\n| @v", ">>> @w"]  # fmt: skip


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A source file, in parts."""

    name: str
    front: tuple[str, ...]
    blocks: tuple[str, ...]
    word: str
    """It is in the text after the first paragraph, and may be nowhere but where this post's text is."""

    def text(self) -> str:
        """Return the file's content."""
        return "\n".join(["---", *self.front, "---", "", "\n\n".join(self.blocks), ""])


class Maker:
    """Makes the texts of one post."""

    def __init__(self, names: Names, chance: random.Random, *, word: str, outside: str) -> None:
        """Take what texts are made of.

        :param word: What marks the post's text.
        :param outside: Absolute path of a file that does not belong to the publication.
        """
        self.names = names
        self.chance = chance
        self.word = word
        self.outside = outside
        self.kinds: list[Callable[[int], str]] = [
            *[self._directive] * 6, *[self._paragraph] * 3, *[self._mark] * 3, *[self._html] * 2, self._rest, self._around,
        ]  # fmt: skip

    def post(self, name: str) -> Post:
        """Return a post."""
        chance = self.chance
        front = {
            "title": f"Title {self.word}h",
            "author": f"Author {self.word}h",
            "date": f"2026-0{chance.randint(1, 4)}-{chance.randint(10, 28)}",
            "description": "About something.",
        }
        for _ in range(chance.choice([0, 0, 1, 2, 3])):
            front[chance.choice([*self.names.keys, "x", "canary"])] = self._matter()
        lines = [f"{key}: {said}" for key, said in front.items()]
        blocks = [self.block(0) for _ in range(chance.randint(1, 6))]
        return Post(name=name, front=tuple(lines), blocks=(PLAIN, *blocks), word=self.word)

    def block(self, depth: int) -> str:
        """Return a block; what is within it goes three deep."""
        return self.chance.choice(self.kinds)(depth)

    def value(self) -> str:
        """Return a word that may stand anywhere."""
        chance = self.chance
        kinds = [
            lambda: f"{chance.choice(SCHEMES)}:{chance.choice(SCRIPTS)}",
            lambda: chance.choice(HOSTS),
            lambda: chance.choice(FILES).format(outside=self.outside),
            lambda: chance.choice(HANDLERS),
            lambda: chance.choice(CLASSES),
            lambda: self.word,
            lambda: chance.choice(ODD),
        ]
        return chance.choices(kinds, weights=[3, 2, 4, 1, 1, 3, 6])[0]()

    def _matter(self) -> str:
        # lists show what front matter says
        value = self.value().replace("\n", " ").replace(self.word, f"{self.word}h")
        form = self.chance.choice(["{}", "'{}'", '"{}"', "[{}, x]", "\n- {}\n- y", "{{a: {}}}", "|\n  {}", "!!python/object/apply:os.system [{}]", "&a [*a, {}]"])  # fmt: skip
        return form.format(value)

    def _inside(self, depth: int) -> str:
        if depth > 2:
            return self._line()
        return "\n\n".join(self.block(depth + 1) for _ in range(self.chance.randint(1, 2)))

    def _name(self, name: str) -> str:
        """Return a name as an author might write it: docutils folds it."""
        ways = [str] * 12 + [str.upper, str.title, lambda n: f"{n} ", lambda n: n.replace("i", "ı"), lambda n: f"{n}:"]  # fmt: skip
        return self.chance.choice(ways)(name)

    def _options(self, known: tuple[str, ...]) -> list[tuple[str, str]]:
        pool = [*known, *known, "class", "name", "parser", "file", "url", "x"]
        count = self.chance.choice([0, 0, 1, 1, 2, 4])
        return [(self.chance.choice(pool), self.value()) for _ in range(count)]

    def _directive(self, depth: int) -> str:
        chance = self.chance
        directive = chance.choice(self.names.directives)
        arguments = " ".join(self.value() for _ in range(chance.choice([0, 1, 1, 1, 2])))
        arguments = arguments.replace("\n", " ")
        options = self._options(directive.options)
        content = chance.choice([self._inside, self._inside, lambda _: self._lines(), lambda _: ""])(depth)  # fmt: skip
        if chance.random() < 0.2:
            said = "\n".join(["---", *(f"{key}: {value}" for key, value in options), "---"])
        else:
            said = "\n".join(f":{key}: {value}" for key, value in options)
        inner = "\n".join(filter(None, (said, "\n" * chance.randint(0, 1) + content)))
        mark = chance.choice("``:~")
        longest = max((len(run) for run in _runs(inner, mark)), default=0)
        fence = mark * max(3, longest + chance.choice([1, 1, 1, 0]))
        end = fence if chance.random() < 0.97 else ""
        return f"{fence}{{{self._name(directive.name)}}} {arguments}\n{inner}\n{end}"

    def _lines(self) -> str:
        return "\n".join(self.chance.choice([self._line, self.value])() for _ in range(self.chance.randint(1, 4)))  # fmt: skip

    def _line(self) -> str:
        return " ".join(self._span() for _ in range(self.chance.randint(1, 3)))

    def _paragraph(self, depth: int) -> str:  # noqa: ARG002  # as the other kinds
        return self._line()

    def _span(self) -> str:
        chance, v = self.chance, self.value
        return chance.choice(
            [
                lambda: self.word,
                self._role,
                self._role,
                self._liquid,
                lambda: f"[{self.word}]({v()})",
                lambda: (
                    f"[{v()}](<{v()}> '{v()}'){{.{chance.choice(CLASSES)} #{v()} {chance.choice(HANDLERS)} target={v()}}}"
                ),
                lambda: f"![{v()}]({v()}){{width={v()} {chance.choice(HANDLERS)}}}",
                lambda: f"<{v()}>",
                lambda: f"*{v()}*{{: .{chance.choice(CLASSES)} {chance.choice(HANDLERS)}}}",
                lambda: f"`{v()}`{{.{v()} l='{v()}'}}",
                lambda: f"[{self.word}]{{.{v()} {v()}}}",
                lambda: f"[^{v()}] [{v()}] ${v()}$ **{self.word}**",
                lambda: self._element(self.word),
            ]
        )()

    def _role(self) -> str:
        name, v = self._name(self.chance.choice(self.names.roles)), self.value
        text = self.chance.choice([v, lambda: self.word, lambda: f"{self.word} <{v()}>", lambda: f"{v()};{v()};{v()}"])()  # fmt: skip
        return f"{{{name}}}`{text.replace('`', '')}`"

    def _liquid(self) -> str:
        chance, v = self.chance, self.value
        subject = chance.choice(["page", "site", f"page.{chance.choice(self.names.keys)}", "site.time", "page.tags.²", "page.content", "env.srcdir", "lipsum.__globals__['os'].popen('id').read()", "x.__class__", "''.__class__.__mro__", f"'{v()}'"])  # fmt: skip
        filters = "".join(f" | {chance.choice(self.names.filters)}: '{v()}', {v()}" for _ in range(chance.choice([0, 1, 1, 2])))  # fmt: skip
        tag = chance.choice(self.names.tags)
        return chance.choice([f"{{{{ {subject}{filters} }}}}", f"{{% {tag} {v()} %}}", f"{{% {tag} %}}{self.word}{{% end{tag} %}}", f"{{{{ {v()} }}}}"])  # fmt: skip

    def _element(self, inside: str) -> str:
        chance = self.chance
        tag = chance.choice(TAGS)
        said = [
            f'{chance.choice(ATTRIBUTES)}="{self.value()}"' for _ in range(chance.randint(0, 2))
        ]
        said += [chance.choice(HANDLERS)] * chance.choice([0, 0, 1])
        end = f"</{tag}>" if chance.random() < 0.8 else ""
        return f"<{' '.join([tag, *said])}>{inside}{end}"

    def _html(self, depth: int) -> str:
        gap = self.chance.choice(["", "\n", "\n\n"])
        return self._element(gap + self._inside(depth + 1) + gap)

    def _mark(self, depth: int) -> str:  # noqa: ARG002  # as the other kinds
        return _filled(self.chance.choice(MARKS), self.word, self.value)

    def _around(self, depth: int) -> str:
        first, rest = self.chance.choice([("- ", "  "), ("> ", "> "), ("1. ", "   "), ("  ", "  ")])
        return first + indent(self._inside(depth + 1), rest, lambda _: True).removeprefix(rest)

    def _rest(self, depth: int) -> str:
        """Return reStructuredText within Markdown."""
        parts = [self._rest_part(depth) for _ in range(self.chance.randint(1, 3))]
        return "```{eval-rst}\n" + "\n\n".join(parts) + "\n```"

    def _rest_part(self, depth: int) -> str:
        chance = self.chance
        kind = chance.random()
        if kind < 0.3:
            return _filled(chance.choice(REST), self.word, self.value)
        if kind < 0.5:
            return f":{chance.choice(self.names.roles)}:`{self.value()}` {self.word}"
        directive = chance.choice(self.names.directives)
        options = "".join(
            f"   :{key}: {value}\n" for key, value in self._options(directive.options)
        )
        content = self._rest_part(depth + 1) if depth < 2 else self.word
        return f".. {directive.name}:: {self.value()}\n{options}\n{indent(content, '   ')}"


def _filled(form: str, word: str, value: Callable[[], str]) -> str:
    """Return a form with a value of its own in each of its places."""
    first, *rest = form.replace("@w", word).split("@v")
    return first + "".join(value() + part for part in rest)


def _runs(text: str, mark: str):
    """Yield the runs of *mark* at the beginnings of lines."""
    for line in text.splitlines():
        said = line.lstrip(" >-1.")
        yield said[: len(said) - len(said.lstrip(mark))]
