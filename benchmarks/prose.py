"""Text that nobody wrote: sentences of made words, in English and Chinese.

No two are equal, so that no engine gains from having seen one before, and nothing is said in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from benchmarks.vocabulary import Hand

_ONSETS = "b br c ch d dr f fl g gr h j k kl l m n p pr r s sh st t th tr v w z".split()
_VOWELS = "a ae e ei i ia o oa ou u".split()
_ENDS = "l m n nd r rd rn s st t th v ck sk mb ld".split()
_SURNAMES = "陈 林 黄 张 李 王 吴 刘 蔡 杨 许 郑 谢 郭 洪 曾 邱 廖 赖 周 叶 苏 庄 江 何 罗 高 萧 潘 简".split()
_GIVEN = "安 柏 采 澄 德 恩 芳 光 海 和 恒 嘉 景 静 君 可 岚 乐 敏 明 宁 平 青 然 若 思 棠 文 晓 新 雅 言 以 英 远 云 芷 子".split()
_FIRST_NAMES = """Ada Aron Basil Bettina Caspar Clara Conrad Dora Edda Elias Esther Felix Flora Gerda Hanno
Helga Ida Ivo Jarl Johanna Kaspar Klara Lena Leopold Lina Magnus Marit Nadia Nils Olga Oskar Paula Pelle
Petra Quentin Ragna Rasmus Selma Sigrid Tilda Tobias Ulla Viggo Wanda Xenia Yara Zeno""".split()


_SHORTEST, _LONGEST = 4, 26
"""Pieces of a sentence: words, or phrases."""
_NAMED = 0.04
"""Share of the sentences with a name that occurs nowhere else."""


def _pick(rng: Random, words: Sequence[str]) -> str:
    return words[int(rng.random() * len(words))]


def surname(rng: Random) -> str:
    """Return an invented name of two or three syllables, in Latin letters."""
    middle = _pick(rng, _ONSETS) + _pick(rng, _VOWELS) if rng.random() < 0.4 else ""
    word = _pick(rng, _ONSETS) + _pick(rng, _VOWELS) + middle
    return (word + _pick(rng, _ONSETS) + _pick(rng, _VOWELS) + _pick(rng, _ENDS)).capitalize()


def person(rng: Random, lang: str) -> str:
    """Return an invented person's name."""
    if lang == "zh":
        return _pick(rng, _SURNAMES) + _pick(rng, _GIVEN) + _pick(rng, _GIVEN)
    return f"{_pick(rng, _FIRST_NAMES)} {surname(rng)}"


def slug(rng: Random) -> str:
    """Return some words for an address."""
    return "-".join(surname(rng).lower() for _ in range(3))


def phrase(hand: Hand) -> str:
    """Return a few words: for titles, headings, links."""
    word = hand.content_word
    if hand.lang == "zh":
        return f"{word()}的{word()}与{word()}"
    return f"{word()} {word()} of the {word()}"


def title(hand: Hand) -> str:
    """Return a title."""
    if hand.lang == "zh":
        return f"{phrase(hand)}：{phrase(hand)}之后"
    words = f"{phrase(hand)} in {surname(hand)}"
    return " ".join(w if w in {"of", "the", "in"} else w.capitalize() for w in words.split())


def _pieces(hand: Hand, count: int) -> str:
    return ("" if hand.lang == "zh" else " ").join([hand.piece() for _ in range(count)])


def _length(hand: Hand) -> int:
    return _SHORTEST + int((_LONGEST - _SHORTEST) * hand.random() * hand.random())


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def sentence(hand: Hand) -> str:
    """Return a sentence in plain text, with its full stop."""
    first, then = _pieces(hand, _length(hand)), _pieces(hand, _length(hand))
    if hand.lang == "zh":
        year = f"{1800 + int(hand.random() * 225)}年" if hand.random() < 0.1 else ""
        return f"{first}，{year}{then}。"
    where = f" in {surname(hand)}" if hand.random() < _NAMED else ""
    year = f" in {1800 + int(hand.random() * 225)}" if hand.random() < 0.1 else ""
    return f"{_capital(first)}{where}, {then}{year}."


def marked(hand: Hand) -> str:
    """Return a sentence with what authors put into one: a link, emphasis, quotation marks."""
    words, kind = phrase(hand), hand.random()
    if kind < 0.2:
        number = int(hand.random() * 1e8)
        words = f"[{words}](https://sources.example.org/{number:08})"
    elif kind < 0.5:
        words = f"__{words}__"
    elif kind < 0.65:
        words = f"_{words}_"
    elif kind < 0.8:
        words = f'"{words}"'
    else:
        words = f"“{words}”"
    first, then = _pieces(hand, _length(hand)), _pieces(hand, _length(hand))
    if hand.lang == "zh":
        return f"{first}，{words}，{then}。"
    return f"{_capital(first)} – {words} – {then}."


def paragraph(hand: Hand, most: int) -> str:
    """Return a paragraph of at least one sentence, ending with the one that reaches *most* characters."""
    count = 3 + int(hand.random() * 5)
    sentences: list[str] = []
    length = 0
    while len(sentences) < count and length < most:
        make = marked if hand.random() < 0.12 else sentence
        sentences.append(make(hand))
        length += len(sentences[-1]) + 1
    return ("" if hand.lang == "zh" else " ").join(sentences)


def biography(hand: Hand, name: str) -> str:
    """Return a closing paragraph that says who *name* is."""
    if hand.lang == "zh":
        return f"__{name}__，{phrase(hand)}研究者。{sentence(hand)}"
    office = f"{phrase(hand)} programme"
    return f"__{name}__ is a research fellow of the {office} in {surname(hand)}. {sentence(hand)}"
