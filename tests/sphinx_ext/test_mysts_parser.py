"""The rules of Markdown do in MyST's parser what they do in the core's."""

from __future__ import annotations

from hard_html import PARTS
from hypothesis import given, settings
from hypothesis import strategies as st
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.parsers.mdit import create_md_parser

from standfirst.markdown import use_plugins


@given(st.lists(st.sampled_from(PARTS), max_size=16).map("".join))
@settings(deadline=None, max_examples=150)
def test_tokens_stay_in_order(markdown: str):
    """Every opening token has its closing one."""
    config = MdParserConfig(
        enable_extensions={"attrs_block", "attrs_inline", "colon_fence", "deflist", "strikethrough"}
    )
    md = create_md_parser(config, DocutilsRenderer)
    use_plugins(md)
    depth = 0
    for token in md.parse(markdown):
        depth += token.nesting

        assert depth >= 0
        assert sum(child.nesting for child in token.children or []) == 0
    assert depth == 0
