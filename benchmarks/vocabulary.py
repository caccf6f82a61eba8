"""Words of two languages that nobody speaks, as often as words of a real text.

A text's words follow Zipf's law: the second is half as often as the first, the thousandth a thousandth.
An index of a search is as large as the different words and pairs of words in each text, so these
are counted: what is made here has as many as the archive that is the model (:mod:`.corpus`), text by
text and all in all.
"""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FUNCTION_WORDS = """the of and to in a that is for it as was with on by be not this are from at or an
have which but they has their were his had been its he will more one who would there all when than if we
also into other some these about what no can she her after most such only over how new between first under
so while two many because could where those even since before through during both any time years against
being state now our made same does did way may then people country out up like part own each well""".split()
_FUNCTION_SIGNS = """的 一 是 在 不 了 有 和 人 这 中 大 为 上 个 国 我 以 要 他 时 来 用 们 生 到 作 地 于 出 就 分 对 成 会 可 主 发
年 动 同 工 也 能 下 过 子 说 产 种 面 而 方 后 多 定 行 学 法 所 民 得 经 十 三 之 进 着 等 部 度 家 电 力 里 如 水 化 高 自 二 理 起 小
物 现 实 加 量 都 两 体 制 机 当 使 点 从 业 本 去 把 性 好 应 开 它 合 还 因 由 其 些 然 前 外 天 政 四 日 那 社 义 事 平 形 相 全 表""".split()
_ONSETS = (
    "b br c ch cl d dr f fl g gl gr h j l m n p pl pr qu r s sc sh sl sp st t th tr v w z".split()
)
_VOWELS = "a a a e e e i i i o o u ai ea ee ia io ou".split()
_CODAS = "b c ct d ft g l ld m n nce nd ng nt p r rd rm rt s ss st t th x".split()
_ENDINGS = "al ance ary ate ed en er ing ion ism ist ity ive ly ment ness or ous s y".split()
_SIZE = {"en": 22_000, "zh": 30_000}
"""Different words: as many as make the texts' different words those of the model."""
_PHRASES = 20_000
_IN_PHRASES = {"en": 0.34, "zh": 0.25}
"""Share of a text's pieces that are phrases, of words that often stand together."""
_TOPIC, _TOPICAL = 220, {"en": 0.42, "zh": 0.68}
"""Words and phrases to which a text comes back, and what share of it they are."""
_FIRST = len(_FUNCTION_WORDS)
"""Place of the first word that says something."""
_SIGNS = 3_400
"""Chinese characters that are used."""


class Hand(Random):
    """What decides a text: chance, its language, and the words and phrases to which it comes back."""

    def __init__(self, seed: str, lang: str) -> None:
        super().__init__(seed)
        self.lang = lang
        self.words, phrases = _of(lang)
        self._phrases = phrases
        self._in_phrases, self._topical = _IN_PHRASES[lang], _TOPICAL[lang]
        self._topic = [self._anything() for _ in range(_TOPIC)]

    def piece(self) -> str:
        """Return a word, or a phrase of several."""
        chance = self.random()
        if chance < self._topical:
            return self._topic[int(_TOPIC * chance / self._topical)]
        return self._anything()

    def content_word(self) -> str:
        """Return a word that says something, for titles and headings."""
        return self.words[_FIRST - 1 + int((len(self.words) - _FIRST) ** self.random())]

    def _anything(self) -> str:
        chosen = self._phrases if self.random() < self._in_phrases else self.words
        return chosen[int(len(chosen) ** self.random()) - 1]


@cache
def _of(lang: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words and the phrases of a language, the most frequent first; the same in each run."""
    rng = Random(f"vocabulary/{lang}")
    make, begin, between = (
        (_signs, _FUNCTION_SIGNS, "") if lang == "zh" else (_letters, _FUNCTION_WORDS, " ")
    )
    found = dict.fromkeys(begin)
    made = make(rng)
    while len(found) < _SIZE[lang]:
        found[next(made)] = None
    words = tuple(found)
    phrases = (
        between.join(
            words[int(len(words) ** rng.random()) - 1] for _ in range(rng.choice((2, 2, 3)))
        )
        for _ in range(_PHRASES)
    )
    return words, tuple(phrases)


def _letters(rng: Random) -> Iterator[str]:
    """Yield words of Latin letters, as they could be in English."""
    while True:
        syllables = rng.choices((1, 2, 3), cum_weights=(0.25, 0.75, 1))[0]
        stem = "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(syllables))
        end = rng.choice(_ENDINGS) if rng.random() < 0.4 else rng.choice(_CODAS)
        yield (stem + rng.choice(_CODAS) + end) if rng.random() < 0.3 else stem + end


def _signs(rng: Random) -> Iterator[str]:
    """Yield words of one to four Chinese characters, of which some are frequent."""
    signs = [bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) if (high, low) < (0xD7, 0xFA)]  # fmt: skip
    rng.shuffle(signs)
    signs = list(dict.fromkeys([*_FUNCTION_SIGNS, *signs]))[:_SIGNS]
    while True:
        length = rng.choices((1, 2, 3, 4), cum_weights=(0.08, 0.82, 0.94, 1))[0]
        yield "".join(signs[int(len(signs) * rng.random() ** 2)] for _ in range(length))
