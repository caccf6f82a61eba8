"""Names of Chinese, Korean and Vietnamese people in Latin letters, which mostly have the family first.

``Chan Tai Man`` is of the family Chan, ``Carrie Lam`` of the family Lam. Which words are syllables
is told by their form, in pinyin and in the older spellings of Hong Kong, Taiwan and Singapore; which
are families, by a list of those that are common. A Vietnamese name is one of three words or four: two are
as often turned round.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SYLLABLE = r"(?:(?:zh|ch|sh|ts|tz|sz|hs|ng|kw|gw|kh|ph|th|[bpmfdtnlgkhjqxrzcsyw])?[aeiou]{1,3}(?:ng|[nmptkhrw])?|ng|szu)"
_WORD = re.compile(rf"{_SYLLABLE}(?:[-'’]?{_SYLLABLE})?")
_FAMILIES = _set(
    "ahn au bai cai cao chan chang chao chau chen cheng cheuk cheung chew chia chiang chien chin chiu cho choi "
    "chong chou chow choy chu chua chuang chui chung cui dai deng ding dong du duan fan fang feng fok fong foo fu "
    "fung gan gao goh gong gu guo han hao he heng ho hou hsiao hsieh hsu hsueh hu huang hui hung hwang ip jang "
    "jeong jia jiang jin jung kan kang kao khoo kim ko koh kong kuo kuok kwan kwek kwok kwon kwong lai lam lau law "
    "lee lei leung li liang liao lien lim lin liu lo loh low lu lui luk luo ma mao meng moon neo ng ngai niu oei "
    "ong ouyang pai pan pang park peng phua poon qian qin qiu quek ren seah seo seow shangguan shao shek shen shi "
    "shih shin shum siew sim sima sin sit siu so soh song su suen sun szeto tam tan tang tao tay teng teo teoh "
    "tian ting toh tsai tsang tse tseng tso tsoi tsui tu tung wan wang wee wei wen weng wong woo wu xi xia xiang "
    "xiao xie xiong xu xue yam yan yang yao yap yau ye yeh yen yeo yeung yi yick yim yin yip yiu yoon yu yuan yue "
    "yuen yung zeng zhang zhao zheng zhong zhou zhu zhuge zou"
)  # fmt: skip
_GIVEN_TOO = _set("gan han ho kim lee lin ma moon park so song sin su tan")
"""Families that are given names, or words of names, elsewhere: they count before two words, or one with a hyphen."""
_VIETNAMESE_WORD = re.compile(
    r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_VIETNAMESE = _set(
    "bui dang dao dinh do doan duong ha ho hoang huynh lam le luong luu ngo nguyen pham phan phung ta thai to tran "
    "trinh truong van vo vu"
)
_VIETNAMESE_TOO = _set("ha ta to van")
"""Words elsewhere as well: they count before what stands between a family and what a son or a daughter is called."""
_DAUGHTER = "thi"
_MIDDLE = _set(f"{_DAUGHTER} van")
_FEWEST, _MOST = 2, 4


def has_family_first(words: Sequence[str]) -> bool | None:
    """Return whether the name of *words* is one of those with the family first; None where it may as well be the last."""
    plain = [_plain(word) for word in words]
    if _is_vietnamese(plain):
        return True
    first, *given = plain
    if not _FEWEST <= len(plain) <= _MOST or first not in _FAMILIES:
        return False
    if not all(map(_WORD.fullmatch, given)):
        return False
    if given[-1] in _FAMILIES:
        return None
    return first not in _GIVEN_TOO or len(given) > 1 or "-" in given[0]


def has_family_last(words: Sequence[str]) -> bool:
    """Return whether the name of *words* is such a one turned round: ``Minh Van Nguyen``."""
    plain = [_plain(word) for word in words]
    return any(
        plain[-1] in families and all(map(word.fullmatch, plain[:-1]))
        for families, word in ((_FAMILIES, _WORD), (_VIETNAMESE, _VIETNAMESE_WORD))
    )


def _is_vietnamese(plain: list[str]) -> bool:
    """Return whether the words, in small letters without accents, are a family and a name of two words or three."""
    if not _FEWEST < len(plain) <= _MOST or plain[0] not in _VIETNAMESE:
        return False
    first, middle, *_, last = plain
    if middle == _DAUGHTER:
        return True
    if not all(map(_VIETNAMESE_WORD.fullmatch, plain)):
        return False
    return middle in _MIDDLE or (first not in _VIETNAMESE_TOO and last not in _VIETNAMESE)


def _plain(word: str) -> str:
    """Return *word* in small letters without accents, of which pinyin and Vietnamese have some."""
    letters = unicodedata.normalize("NFKD", word.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
