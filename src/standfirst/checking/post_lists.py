"""What directives ``postlist`` of one text name and nothing has, found without a build."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.catalogue.post_lists import OPTIONS, asked
from standfirst.markdown import token_blocks
from standfirst.policy import directives
from standfirst.sources.front_matter import yaml_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from standfirst.catalogue.post_lists import ListedNames
    from standfirst.problems import Problem

_OPTION = re.compile(rf"[ \t]*:({'|'.join(OPTIONS)}):[ \t]+([\"']?)(\S.*?)\2[ \t]*")
_RULE = "---"


def faults(tokens: Sequence[Token], names: ListedNames) -> Iterator[Problem]:
    """Yield a problem for each name that nothing has, in the words of a build."""
    for token, line in token_blocks.walk_lines(tokens):
        if token.type in {"fence", "colon_fence"} and _lists_posts(token.info):
            yield from names.problems(asked(_options(token.content)), line)


def _lists_posts(info: str) -> bool:
    return directives.folded(directives.named_in(info)) == "postlist"


def _options(content: str) -> Mapping[str, list[str]]:
    """Return the names in each option of a directive with *content*."""
    lines = content.splitlines()
    if lines and lines[0].startswith(_RULE):
        block = "\n".join(lines[1:]).partition(f"\n{_RULE}")[0]
        values = {key: str(value) for key, value in yaml_block.load(block).values.items()}
    else:
        found = filter(None, map(_OPTION.fullmatch, lines))
        values = {each[1]: each[3] for each in found}
    return {key: [name.strip() for name in value.split(",")] for key, value in values.items()}
