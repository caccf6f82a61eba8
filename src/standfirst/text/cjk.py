"""Character classes of Chinese, Japanese and Korean, each for the inside of ``[…]`` in a regular expression.

Letters are told by their script (https://www.unicode.org/reports/tr24/), what takes a square of its
own by its width (https://www.unicode.org/reports/tr11/). Both are written as ranges, and not asked of
``unicodedata``: it knows no scripts, its widths differ from one Python to the next, where all that is
not assigned may be wide, and ``static/standfirst/search_query.js`` must have the same class.
"""

from __future__ import annotations

import re

HAN = "\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Ideographs; 々, 〆 and 〇, which stand among them in names and numbers; radicals, which text copied
from a PDF has in their place. Unicode keeps planes 2 and 3 for ideographs, so that an extension to
come is in the class already. Hexagrams, between two of the blocks, are signs."""
BOPOMOFO = "\u3105-\u312f\u31a0-\u31bf"
"""Sounds of Chinese, as Taiwan writes them."""
KANA = "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u32d0-\u32fe\u3300-\u3357\uff66-\uff9f\U0001aff0-\U0001b16f"
"""Hiragana and katakana, halfwidth and squared ones too, with the marks of length and voice. The
middle dot and the double hyphen of the same block stand between words, and are punctuation."""
HANGUL = "\u1100-\u11ff\u302e\u302f\u3131-\u318e\u3200-\u321e\u3260-\u327e\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc"
"""Syllables, and the letters they are made of, of which decomposed text consists; both also in circles and brackets."""
UNSPACED = HAN + BOPOMOFO + KANA
"""Letters between which no space says where a word ends, so that each of them counts; the rules of
https://www.unicode.org/reports/tr29/#Word_Boundaries leave these scripts to dictionaries as well."""
LETTERS = UNSPACED + HANGUL
"""All letters: of these, two side by side say about what a word says, in Korean too, where endings
are written with the word; and a name in them is one, however short."""
WIDE = "\u1100-\u11ff\u20a9\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f\uff00-\uffef\U00016fe0-\U00018dff\U0001aff0-\U0001b2ff\U0001d300-\U0001d37f\U00020000-\U0003ffff"
"""Letters, signs and punctuation: what is wide, fullwidth or halfwidth, emoji aside, which stand in
text of every language; and the parts of decomposed syllables of Hangul, which have no width of
their own. Mostly whole blocks, since what they are yet to have is of the same scripts; with the signs of
the Yijing, wide since Unicode 16, and Yi, Tangut, Khitan and Nushu, whose characters are squares as well."""
PICTURES = "\U0001f000-\U0001ffff"
"""Emoji and other pictographs, beside which nobody writes a space, and a line may be broken
(class ID of https://www.unicode.org/reports/tr14/). Those of older blocks are symbols among others."""
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Variation selectors: each says how the character before it looks, and is none itself."""

_WIDE = re.compile(f"[{WIDE}]")
_SELECTOR = re.compile(f"[{SELECTORS}]")


def is_wide(char: str) -> bool:
    """Return whether *char* is of :data:`WIDE`; the empty text is not."""
    return _WIDE.match(char) is not None


def is_selector(char: str) -> bool:
    """Return whether *char* is of :data:`SELECTORS`; the empty text is not."""
    return _SELECTOR.match(char) is not None


def last(text: str, end: int) -> str:
    """Return the last character of *text* before the place *end*, a selector aside; empty where there is none."""
    while end and _SELECTOR.match(text, end - 1):
        end -= 1
    return text[end - 1 : end]


def runs(letters: str) -> re.Pattern[str]:
    """Return the expression for a run of *letters*, one of these classes; made where it is first asked for, and kept by `re`."""
    # a repetition is tried at each place; for one character before it `re` looks by itself, in half the time
    return re.compile(f"[{letters}][{letters}]*")
