"""Emphasis beside Chinese, Japanese and Korean."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from standfirst.markdown.cjk import cjk_plugin

COMMONMARK = MarkdownIt("commonmark").enable("strikethrough")
CJK = MarkdownIt("commonmark").enable("strikethrough").use(cjk_plugin)


def inside(markdown: str) -> str:
    """Return the HTML within the only paragraph."""
    return CJK.render(markdown).removeprefix("<p>").removesuffix("</p>\n")


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("**「重點」**後面", "<strong>「重點」</strong>後面"),
        ("前面**「重點」**後面", "前面<strong>「重點」</strong>後面"),
        ("前面**“重点”**后面", "前面<strong>“重点”</strong>后面"),
        ("这是**重点。**后面", "这是<strong>重点。</strong>后面"),
        ("**重点：**English", "<strong>重点：</strong>English"),
        ("见**《书名》**（第二版）", "见<strong>《书名》</strong>（第二版）"),
        ("English**「重點」**English", "English<strong>「重點」</strong>English"),
        ("word**“重点”**后", "word<strong>“重点”</strong>后"),
        ("これは**強調。**です", "これは<strong>強調。</strong>です"),
        ("**한국어(Korean)**는", "<strong>한국어(Korean)</strong>는"),
        ("*重点。*后面", "<em>重点。</em>后面"),
        ("***重点。***后面", "<em><strong>重点。</strong></em>后面"),
        ("~~旧的。~~新的", "<s>旧的。</s>新的"),
        ("**`代码`**后面", "<strong><code>代码</code></strong>后面"),
        ("한**「강조」**은", "한<strong>「강조」</strong>은"),
        (
            unicodedata.normalize("NFD", "한**「강」**은"),
            unicodedata.normalize("NFD", "한<strong>「강」</strong>은"),
        ),
        ("葛\U000e0100**「城」**市", "葛\U000e0100<strong>「城」</strong>市"),
        ("_▲ 說明。_", "<em>▲ 說明。</em>"),
        ("_“引文。”_后面", "<em>“引文。”</em>后面"),
        ("前面_「引文」_后面", "前面<em>「引文」</em>后面"),
        ("__“引文。”__后面", "<strong>“引文。”</strong>后面"),
        ("__名字__是", "<strong>名字</strong>是"),
        ("由__名字__写", "由<strong>名字</strong>写"),
        ("__Ann Lee__是", "<strong>Ann Lee</strong>是"),
        ("由__Ann Lee__写", "由<strong>Ann Lee</strong>写"),
        ("__甲__和__乙__是", "<strong>甲</strong>和<strong>乙</strong>是"),
    ],
)
def test_opens_and_closes_beside_cjk(markdown: str, expected: str):
    """Emphasis beside CJK works with punctuation on its inner side."""
    assert inside(markdown) == expected


@pytest.mark.parametrize(
    "markdown",
    [
        "变量_名_后",
        "调用__init__方法",
        "__init__方法",
        "变量__名",
        "snake_case_name",
        "2 * 3 * 4",
        "** 重点**",
        "**重点 **",
        "a**“b”**c",
        "a**⭐b**c",
        "a**😀b**c",
        "a**\U00011f43b**c\U00011f43**“d”**e",
    ],
)
def test_leaves_what_is_no_emphasis(markdown: str):
    """What CommonMark leaves as text, and no CJK punctuation stands beside, stays text."""
    assert inside(markdown) == COMMONMARK.renderInline(markdown)


@given(st.text(alphabet="*_~ab .,(“”\n\\`[]", max_size=60))
@settings(deadline=None, max_examples=300)
def test_is_commonmark_without_cjk(markdown: str):
    """A text without CJK characters is read as CommonMark reads it."""
    assert CJK.render(markdown) == COMMONMARK.render(markdown)


@given(st.text(alphabet="*_字。「」“”a \ufe0f\U0001f600", max_size=60))
@settings(deadline=None, max_examples=300)
def test_reads_any_text(markdown: str):
    """No mixture of markers and CJK characters breaks the parser or loses a character."""
    html = CJK.render(markdown)

    assert html.count("字") == markdown.count("字")


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("中\n文", "中文"),
        ("中\n`文`", "中<code>文</code>"),
        ("中\n*文*", "中<em>文</em>"),
        ("*中*\n文", "<em>中</em>文"),
        ("中\n<b>文</b>", "中<b>文</b>"),
        ("中<i></i>\n文\n字", "中<i></i>文字"),
        ("[中](/a)\n文", '<a href="/a">中</a>文'),
        ("中\n[文](/a)", '中<a href="/a">文</a>'),
        ("中\n![a](/b)文", '中\n<img src="/b" alt="a" />文'),
        ("中![a](/b)\n文", '中<img src="/b" alt="a" />\n文'),
        ("中\n\\&文", "中\n&amp;文"),
        ("中  \n文", "中<br />\n文"),
        ("a\n文\nb\nc", "a\n文\nb\nc"),
        ("中\n**b**", "中\n<strong>b</strong>"),
    ],
)
def test_a_line_ends_without_a_space_between_cjk_characters(markdown: str, expected: str):
    """Tags are looked through; a picture, a break and a Latin letter are none of them."""
    assert inside(markdown) == expected
