"""Words of the search index."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.search_words import SPLITTER, split
from standfirst.sphinx_ext.search import without_eval


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A date, an offset", ["A", "date", "an", "offset"]),
        ("債務問題", ["債務", "務問", "問題"]),
        ("債", ["債"]),
        ("第12章offset的意思", ["第", "12", "章", "offset", "的意", "意思"]),
        ("ひらがなカ", ["ひら", "らが", "がな", "なカ"]),
        ("", []),
        ("—！？", []),
    ],
)
def test_words_of_a_text(text, expected):
    """Words where there are spaces, pairs of characters where there are none."""
    assert split(text) == expected


@given(
    st.text(alphabet="ab1_ 債務問題かが한국,。—é", max_size=30),
    st.integers(0, 30),
    st.integers(1, 30),
)
def test_a_piece_of_a_chinese_text_is_found(text, start, size):
    """Each pair of a query that is part of a run is a word of the text."""
    query = text[start : start + size]

    assert {w for w in split(query) if len(w) == 2 and ord(w[0]) > 0x3000} <= set(split(text))


@pytest.mark.audit
def test_the_page_splits_a_query_as_the_index_splits_a_text():
    """In JavaScript as in Python; where there is a JavaScript to ask."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    texts = [
        "A date, an offset_1",
        "債務問題",
        "債",
        "第12章offset的意思",
        "ひらがなカ",
        "한국어 é",
        "",
        "—！？",
    ]
    script = f"{SPLITTER}; console.log(JSON.stringify({json.dumps(texts)}.map(splitQuery)))"
    done = subprocess.run([node, "-e", script], capture_output=True, text=True, check=True)

    assert json.loads(done.stdout) == [split(text) for text in texts]


def test_translations_of_sphinxs_scripts_need_no_evaluation():
    """Messages and the rule of plurals stay what they are."""
    script = """Documentation.addTranslations({
        "locale": "fr", "messages": {"Search": "Recherche"}, "plural_expr": "(n > 1) ? 1 : 0"
    });"""
    result = without_eval(script)

    assert "addTranslations" not in result
    assert '{"Search": "Recherche"}' in result
    assert "(n) => ((n > 1) ? 1 : 0)" in result
