"""Related articles: by the terms of their texts, the same whatever was built before."""

from __future__ import annotations

import datetime as dt
import random
import time
from array import array

import pytest

from standfirst.catalogue import Person, Post, Ref
from standfirst.related import related, signature

BREAD = "Flour and water ferment overnight; bakers knead the dough and bake loaves in a hot oven. "
SHIPS = "Sailors hoist the canvas while the harbour pilot steers the schooner past the lighthouse. "
FILLER = "Everyone thought about something else during another ordinary morning. "
BREAD_ZH = "面粉加水发酵一夜，面包师揉好面团，送进烤箱烘焙。"
SHIPS_ZH = "水手升起船帆，领航员驾驶帆船驶过灯塔，离开港口。"


def post(name, **values):
    """Return a post of an essay section."""
    values = {"lang": "en", "section": "essays", "author": "ada", "tags": (), **values}
    author = values.pop("author")
    return Post(
        docname=name,
        source=f"{name}.md",
        page=name,
        path=f"{name}/",
        title=name,
        **{
            **values,
            "section": Ref(name="", page=f"sections/{values['section']}"),
            "tags": tuple(Ref(name=tag, page=f"tags/{tag}") for tag in values["tags"]),
            "authors": (Person(name="", key=author, page=f"authors/{author}"),),
        },
    )


def lists(texts, posts=(), parts=None, count=3):
    """Return what posts with these texts lead on to."""
    posts = {name: post(name) for name in texts} | {p.docname: p for p in posts}
    signatures = {name: signature("", text) for name, text in texts.items()}
    return related(posts, signatures, parts or {}, count)


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [(BREAD, SHIPS, "en"), (BREAD_ZH, SHIPS_ZH, "zh-Hans")],
    ids=["en", "zh"],
)
def test_texts_about_the_same_are_related(one, other, lang):
    """In words and in Chinese characters; those about something else are not."""
    texts = {"a": one, "b": other, "c": one + FILLER, "d": other + FILLER}
    found = lists(texts, [post(name, lang=lang) for name in texts])

    assert found["a"] == ("c",)
    assert found["d"][0] == "b"


def test_endings_of_words_do_not_count():
    """A plural or an adverb is the same term; so is a capital."""
    assert signature("", "international") == signature("", "Internationally")


def test_words_of_the_title_count_more():
    """They are what the text is about."""
    key, times = array("I", signature("Bread", "")[:4])[0], signature("Bread", "")[4]

    assert array("I", signature("Bread", "bread")[:4])[0] == key
    assert signature("Bread", "")[4] > signature("", "bread")[4]
    assert times <= signature("Bread", "bread")[4]


def test_hints_decide_between_texts_alike():
    """Section, tags and authors in common go before; among equals the newer."""
    texts = dict.fromkeys(["a", "b", "c", "d"], BREAD) | dict.fromkeys(["x", "y", "z", "w"], SHIPS)
    others = [
        post("b", section="notes", author="bo"),
        post("c", section="notes", author="bo", tags=("rye",)),
        post("a", tags=("rye",)),
    ]

    assert lists(texts, others)["a"] == ("d", "c", "b")
    assert lists(texts)["a"] == ("b", "c", "d")
    assert lists(texts, others, count=1)["a"] == ("d",)


def test_who_is_not_there():
    """Other languages, withdrawn posts, parts of the same series; nobody where the count is 0."""
    texts = dict.fromkeys("abcd", BREAD) | dict.fromkeys("wxyz", SHIPS)
    others = [
        post("b", withdrawn=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
        post("c", lang="zh-Hans"),
    ]

    assert lists(texts, others, {"a": ("a", "e"), "d": ()})["a"] == ("d",)
    assert "a" not in lists(texts, others, {"a": ("a", "d")})
    assert lists(texts, count=0) == {}


@pytest.mark.parametrize("text", ["", "。，", "a b c", "中", "1 2 3", "\ud800" * 9])
def test_a_text_without_terms_is_related_to_none(text):
    """It breaks nothing, either."""
    assert lists({"a": text, "b": text, "c": BREAD, "d": BREAD}).keys() <= {"c", "d"}


def texts(number, seed=5):
    """Return made texts, each about one of many subjects, in words of Zipf's frequencies."""
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    words = ["".join(chance.choices("abcdefghijklmnop", k=7)) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    result = {}
    for post_number in range(number):
        subject = chance.randrange(number // 8 + 1)
        own = random.Random(subject).sample(words, 40)  # noqa: S311
        said = chance.choices(words, weights, k=200) + chance.choices(own, k=80)
        result[f"p{post_number:05}"] = " ".join(said)
    return result


def test_one_more_post_changes_few_lists():
    """Weights are coarse: the others' lists stay but where it belongs itself."""
    signatures = {name: signature("", text) for name, text in texts(600).items()}
    posts = {name: post(name) for name in signatures}
    whole = related(posts, signatures, {}, 3)
    changed = []
    for name in list(posts)[10::100]:
        fewer = {other: posts[other] for other in posts if other != name}
        found = related(fewer, signatures, {}, 3)
        changed.append(sum(found.get(other) != whole.get(other) for other in fewer))

    assert len(whole) > 500
    assert sorted(changed)[len(changed) // 2] <= 12
    assert max(changed) <= 60


def test_texts_that_are_all_alike_take_no_time():
    """What all posts say is not compared: the work does not grow with its square."""
    signatures = {f"p{n}": signature("", BREAD + f" unique{n}") for n in range(3000)}
    posts = {name: post(name) for name in signatures}
    start = time.process_time()
    related(posts, signatures, {}, 3)

    assert time.process_time() - start < 5
