"""A rule for what stands within a line is told the line."""

from __future__ import annotations

from markdown_it import MarkdownIt

from standfirst.markdown.inline_lines import inline_lines_plugin, line_of


def noted(text):
    """Return, for each exclamation mark that is read, what stands around it and its line."""
    found = []

    def rule(state, silent):
        if state.src[state.pos] == "!" and not silent:
            found.append((state.src[state.pos - 1], line_of(state, state.pos)))
        return False

    md = MarkdownIt("commonmark").enable("table").use(inline_lines_plugin)
    md.inline.ruler.before("image", "noted", rule)
    md.parse(text)
    return found


def test_lines_are_counted_from_one_and_from_the_texts_beginning():
    """In paragraphs of several lines, headings, lists, quotes and cells of tables."""
    text = "a!\nb\nc! d!\n\n# e!\n\n- f\n  g!\n\n> h!\n\n|i!|\n|-|\n|j!|\n"
    expected = [("a", 1), ("c", 3), ("d", 3), ("e", 5), ("g", 8), ("h", 10), ("i", 12), ("j", 14)]

    assert noted(text) == expected


def test_what_stands_in_blocks_is_read_as_it_is_without():
    """Nothing but the line is added."""
    text = "a *b* `c`\n\n- [d](e)\n\n    code *f*\n\n<div>*g*</div>\n"

    assert MarkdownIt().use(inline_lines_plugin).render(text) == MarkdownIt().render(text)
