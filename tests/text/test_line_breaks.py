"""Line breaks of the source beside Chinese, Japanese and Korean."""

from __future__ import annotations

import pytest
from shapes import shape

from standfirst.markdown.render import to_html
from standfirst.sources.front_matter import yaml_loader
from standfirst.text import line_breaks


@pytest.mark.parametrize(
    ("before", "after", "lang", "expected"),
    [
        ("第一行", "第二行", "", True),
        ("ひらがな", "カタカナ", "", True),
        ("句号。", "「引文」", "", True),
        ("第一行", "，逗号", "", True),
        ("半角", "ｶﾅ", "", True),
        ("葛\U000e0100", "城", "", True),
        ("他说：", "“好”", "zh-CN", True),
        ("他说——", "好", "zh-TW", True),
        ("他说：", "“好”", "en", False),
        ("中文", "English", "zh-CN", False),
        ("中文", "2026 年", "zh-CN", False),
        ("한국어", "문장", "ko", False),
        ("汉字", "한국", "", False),
        ("one", "two", "", False),
        ("价格", "₩1000", "", True),
        ("中文", "㈜한국", "", False),
        ("中文", "㉼", "", False),
        ("中文", "\U00011f04", "", False),
        ("中文", "⭐", "", False),
        ("中文", "😀", "", False),
        ("", "中文", "", False),
        ("中文", "", "", False),
    ],
)
def test_between_which_characters_a_break_leaves_nothing(before, after, lang, expected):
    """CSS Text 3, section 4.1.2: wide characters but Hangul and pictures."""
    assert line_breaks.leaves_nothing(before, after, lang) is expected


def test_a_break_within_a_text():
    """With the blanks around it; one between words stays."""
    assert line_breaks.closed_up("一行 \n 二行\nword\nword") == "一行二行\nword\nword"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("第一行\n第二行\n", "<p>第一行第二行</p>\n"),
        ("第一*行*\n**第**二行\n", "<p>第一<em>行</em><strong>第</strong>二行</p>\n"),
        ("第一<b>行</b>\n`代码`\n", "<p>第一<b>行</b><code>代码</code></p>\n"),
        ("- 第一行\n  第二行\n", "<ul>\n<li>第一行第二行</li>\n</ul>\n"),
        ("第一行\n> word\n", "<p>第一行</p>\n<blockquote>\n<p>word</p>\n</blockquote>\n"),
        ("第一行\nword\n", "<p>第一行\nword</p>\n"),
        ("第一行\n![图](a.png)\n", "<p>第一行\n图</p>\n"),
        ("```\n第一行\n第二行\n```\n", "<pre><code>第一行\n第二行\n</code></pre>\n"),
        ("<div>第一行\n第二行</div>\n", "<div>第一行第二行</div>\n"),
        ("<pre>第一行\n第二行</pre>\n", "<pre>第一行\n第二行</pre>\n"),
    ],
)
def test_on_a_page(markdown, expected):
    """In running text, lists and HTML, tags looked through; never in code."""
    assert to_html(markdown, "zh-CN") == expected


def test_in_what_is_learned_of_a_post():
    """Standfirst, excerpt and captions."""
    text = "_引言\n引言_\n\n<excerpt/>\n\n![image1](http://example.com/a.png)\n▲ 图注\n图注\n"
    tokens, said, _ = shape(text)

    assert said.standfirst == "引言引言"
    assert said.excerpt == "引言引言"
    assert "图注图注" in [token.content for token in tokens if token.type == "inline"]


@pytest.mark.parametrize(
    "value",
    [
        "第一行\n  第二行 空格\n  word\n",
        ">\n  第一行\n  第二行 空格\n  word\n",
        "'第一行\n  第二行 空格\n  word'\n",
    ],
)
def test_in_front_matter(value):
    """A text over several lines has no spaces where its author wrote none."""
    assert yaml_loader.parse(f"a: {value}").root["a"].strip() == "第一行第二行 空格 word"


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("一\n二", "", "一二"),
        ("一 \t\n \t二", "", "一二"),
        ("一\n\n二", "", "一\n\n二"),
        ("a\n二\n三", "", "a\n二三"),
        ("葛\U000e0100\n城", "", "葛\U000e0100城"),
        ("好\n“好", "zh", "好“好"),
        ("好”\n好", "ja-JP", "好”好"),
        ("好”\n好", "", "好”\n好"),
        ("好”\na", "zh", "好”\na"),
        ("”\n”", "zh", "”\n”"),
        ("一\n", "", "一\n"),
        ("\n一", "", "\n一"),
        ("no break", "", "no break"),
    ],
)
def test_a_text_is_closed_up(text, lang, expected):
    """At each break by itself; one at either end, and one of a paragraph, stays."""
    assert line_breaks.closed_up(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        ("一 二 三", ["一", " 二", "三 "], "一二三"),
        ("一 二 三", ["一 二", "三"], "一 二三"),
        ("a 一 b", ["a", "一", "b"], "a 一 b"),
        ("一 二 一 二", ["一 二", "一 二"], "一 二一 二"),
        ("一\n二 三", ["一", "", "二", "三"], "一\n二三"),
        ("一", [], "一"),
    ],
)
def test_a_folded_text_is_closed_up(text, lines, expected):
    """Where its lines met; a space that was written stays."""
    assert line_breaks.unfolded(text, lines) == expected
