"""Posts made at random of everything that a post could ask for, valid or not: pure, and the same for the same seed.

A post is a list of lines of front matter and a list of blocks, so that one in which something was
found can be cut down to what it takes.
"""

from __future__ import annotations

import dataclasses as dc
from textwrap import indent
from typing import TYPE_CHECKING

from fuzz_words import (
    ATTRIBUTES,
    CLASSES,
    CONTENT,
    FILES,
    GOOD,
    HANDLERS,
    HOSTS,
    LEADING,
    MARKS,
    ODD,
    PARENTS,
    PLAIN,
    REST,
    ROLES,
    SCHEMES,
    SCRIPTS,
    SOUND,
    TAGS,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from fuzz_names import Names


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
        return Post(name=name, front=tuple(lines), blocks=(PLAIN, PLAIN, *blocks), word=self.word)

    def block(self, depth: int) -> str:
        """Return a block; what is within it goes three deep."""
        return self.chance.choice(self.kinds)(depth)

    def address(self) -> str:
        """Return what leads, or seems to lead, somewhere."""
        chance = self.chance
        kinds = [
            lambda: f"{chance.choice(SCHEMES)}:{chance.choice(SCRIPTS)}",
            lambda: chance.choice(HOSTS),
            lambda: chance.choice(FILES).format(outside=self.outside),
        ]
        return chance.choices(kinds, weights=[3, 2, 4])[0]()

    def value(self) -> str:
        """Return a word that may stand anywhere."""
        chance = self.chance
        kinds = [
            self.address,
            lambda: chance.choice(HANDLERS),
            lambda: chance.choice(CLASSES),
            lambda: self.word,
            lambda: chance.choice(ODD),
        ]
        kind: Callable[[], str] = chance.choices(kinds, weights=[9, 1, 1, 3, 6])[0]
        return kind()

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
        chance = self.chance
        pool = known if known and chance.random() < 0.8 else ("class", "name", "parser", "file", "url", "x")  # fmt: skip
        names = [chance.choice(pool) for _ in range(chance.choice([0, 0, 1, 1, 2, 4]))]
        return [(name, self._option(name).replace("\n", " ")) for name in names]

    def _option(self, name: str) -> str:
        """Return a value for an option, mostly of a kind that it takes."""
        chance = self.chance
        if chance.random() < 0.3:
            return self.value()
        if name in LEADING:
            return self.address()
        if "class" in name:
            return chance.choice(CLASSES)
        return chance.choice(SOUND)

    def _directive(self, depth: int) -> str:
        chance = self.chance
        pool = self.names.translated if chance.random() < 0.15 else self.names.directives
        directive = chance.choice(pool)
        made = self._fenced(directive.name, directive.options, depth)
        parent = PARENTS.get(directive.name)
        if parent is None or chance.random() < 0.2:
            return made
        return self._fence(parent, chance.choice(GOOD.get(parent, [""])), [], made)

    def _fenced(self, name: str, options: tuple[str, ...], depth: int) -> str:
        chance = self.chance
        if chance.random() < 0.6:
            arguments = chance.choice(GOOD.get(name, [self.word, ""]))
        else:
            arguments = " ".join(self.value() for _ in range(chance.choice([0, 1, 1, 2])))
        if name in CONTENT and chance.random() < 0.6:
            content = chance.choice(CONTENT[name])
        else:
            ways: list[Callable[[int], str]] = [
                self._inside,
                self._inside,
                self._lines,
                lambda _: "",
            ]
            content = chance.choice(ways)(depth)
        return self._fence(self._name(name), arguments, self._options(options), content)

    def _fence(
        self, name: str, arguments: str, options: list[tuple[str, str]], content: str
    ) -> str:
        """Return a directive with the fence that it needs, or nearly so."""
        chance = self.chance
        if chance.random() < 0.2:
            said = "\n".join(["---", *(f"{key}: {value}" for key, value in options), "---"])
        else:
            said = "\n".join(f":{key}: {value}" for key, value in options)
        inner = "\n".join(filter(None, (said, "\n" * chance.randint(0, 1) + content)))
        mark = chance.choice("``:~")
        longest = max((len(run) for run in _runs(inner, mark)), default=0)
        fence = mark * max(3, longest + (1 if chance.random() < 0.95 else 0))
        end = fence if chance.random() < 0.97 else ""
        head = arguments.replace("\n", " ")
        return f"{fence}{{{name}}} {head}\n{inner}\n{end}"

    def _lines(self, depth: int) -> str:  # noqa: ARG002  # as what else stands within
        return "\n".join(self.chance.choice([self._line, self.value])() for _ in range(self.chance.randint(1, 4)))  # fmt: skip

    def _line(self) -> str:
        return " ".join(self._span() for _ in range(self.chance.randint(1, 3)))

    def _paragraph(self, depth: int) -> str:  # noqa: ARG002  # as the other kinds
        return self._line()

    def _span(self) -> str:
        chance, v = self.chance, self.value
        forms: list[Callable[[], str]] = [
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
        return chance.choice(forms)()

    def _role(self) -> str:
        chance, v = self.chance, self.value
        known = chance.choice(self.names.translated_roles if chance.random() < 0.1 else self.names.roles)  # fmt: skip
        if known in ROLES and chance.random() < 0.7:
            text = ROLES[known].format(v())
        else:
            text = chance.choice([v(), self.word, f"{self.word} <{v()}>", f"{v()};{v()};{v()}"])
        return f"{{{self._name(known)}}}`{text.replace('`', '')}`"

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


def _runs(text: str, mark: str) -> Iterator[str]:
    """Yield the runs of *mark* at the beginnings of lines."""
    for line in text.splitlines():
        said = line.lstrip(" >-1.")
        yield said[: len(said) - len(said.lstrip(mark))]
