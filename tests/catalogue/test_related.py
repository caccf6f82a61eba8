"""Related articles: by the terms of their texts, the same whatever was built before."""

from __future__ import annotations

import cProfile
import datetime as dt
import itertools
import pstats
import random
import zlib
from array import array

import pytest
from bare_posts import bare_post
from hypothesis import given
from hypothesis import strategies as st

from standfirst.catalogue.model import Person, Ref
from standfirst.catalogue.related import related, renewed, weight
from standfirst.reading.keywords import signature

BREAD = "Flour and water ferment overnight; bakers knead the dough and bake loaves in a hot oven. "
SHIPS = "Sailors hoist the canvas while the harbour pilot steers the schooner past the lighthouse. "
FILLER = "Everyone thought about something else during another ordinary morning. "
BREAD_ZH = "面粉加水发酵一夜，面包师揉好面团，送进烤箱烘焙。"
SHIPS_ZH = "水手升起船帆，领航员驾驶帆船驶过灯塔，离开港口。"


def post(name, **values):
    """Return a post of an essay section."""
    values = {"lang": "en", "section": "essays", "author": "ada", "tags": (), **values}
    author = values.pop("author")
    return bare_post(
        name,
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
    """They are what the text is about, and among its keywords however many others there are."""
    others = " ".join(f"reporter{chr(97 + n // 26)}{chr(97 + n % 26)}"[4:] for n in range(100))
    found = array("I", signature("Loaf", others))

    assert zlib.crc32(b"loaf") in found
    assert len(found) == 64
    assert zlib.crc32(b"loaf") not in array("I", signature("", f"{others} loaf"))


def test_the_beginning_says_what_a_text_is_about():
    """What a long text costs is bounded: the rest of it is not looked at."""
    beginning = BREAD * 150

    assert signature("", beginning + SHIPS * 500) == signature("", beginning)


def test_hints_decide_between_texts_alike():
    """Section, tags and authors in common go before; among equals the next older, then the next newer."""
    texts = dict.fromkeys(["a", "b", "c", "d"], BREAD) | dict.fromkeys(["x", "y", "z", "w"], SHIPS)
    others = [
        post("b", section="notes", author="bo"),
        post("c", section="notes", author="bo", tags=("rye",)),
        post("a", tags=("rye",)),
    ]

    assert lists(texts, others)["a"] == ("d", "c", "b")
    assert lists(texts)["a"] == ("b", "c", "d")
    assert lists(texts)["c"] == ("d", "b", "a")
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


def made_of(hints=0, terms=0):
    """Return which goes first: a text with so many hints in common, or one with so many more terms."""
    # three rare terms make texts related, others are had by the subject and by one of the two alone
    keys = {"subject": range(3 + terms), "hinted": range(3), "worded": range(3 + terms)}
    named = [*keys, *(f"other{number}" for number in range(20))]
    signatures = {name: array("I", keys.get(name, ())).tobytes() for name in named}
    own = {"section": "a", "author": "a", "tags": ("x", "y", "z")}
    shared = {key: own[key] for key in list(own)[:2][:hints]}
    shared["tags"] = own["tags"][: max(hints - 2, 0)]
    away = {"section": "b", "author": "b"}
    posts = {
        "subject": post("subject", **own),
        "hinted": post("hinted", **{**away, **shared}),
        "worded": post("worded", section="c", author="c"),
    }
    every = {name: posts.get(name, post(name, section=name, author=name)) for name in named}
    return related(every, signatures, {}, 2)["subject"][0]


@pytest.mark.parametrize(
    ("hints", "terms", "first"),
    [
        (1, 1, "hinted"),
        (1, 2, "worded"),
        (2, 2, "hinted"),
        (2, 3, "worded"),
        (3, 3, "hinted"),
        (3, 4, "hinted"),
        (3, 5, "worded"),
        (4, 4, "hinted"),
        (5, 5, "worded"),
    ],
)
def test_a_hint_counts_four_and_a_rare_term_three(hints, terms, first):
    """Section, author and tags in common, three at most."""
    assert made_of(hints, terms) == first


@pytest.mark.parametrize(
    ("key", "number", "among"),
    [
        (0, 2, 2),
        (2**31, 63, 63),
        (0, 64, 64),
        (2**31, 64, 48),
        (2**31, 95, 48),
        (2**31, 96, 96),
        (2**30, 79, 40),
        (2**30, 80, 80),
        (0, 127, 64),
        (0, 128, 128),
        (2**32 - 1, 126, 63),
        (2**32 - 1, 127, 127),
    ],
)
def test_a_term_is_counted_again_when_posts_have_doubled_at_its_own_turn(key, number, among):
    """Of so many of the oldest posts more than half must have it to make it count nothing."""
    oldest = range(number + 1)
    having = [((1 << known) - 1) << number - known for known in oldest]
    fewest = next(known for known in oldest if not weight(key, having[known], number))

    assert fewest == among // 2 + 1


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


def plain(posts, signatures, parts, count):
    """Return the lists by comparing each two posts of one language, term by term."""
    names = list(posts)
    keys = {name: set(array("I", signatures[name])) for name in names}
    weights = weighed(keys)
    result = {}
    for number, name in enumerate(names):
        ranked = []
        for place, other in enumerate(names):
            score = sum(weights[key] for key in keys[name] & keys[other])
            if score < 8 or name == other or other in parts.get(name, ()):
                continue
            hints = hint_pages(posts[name]) & hint_pages(posts[other])
            nearness = (place < number, abs(place - number))
            ranked.append((-score - 4 * min(3, len(hints)), nearness, other))
        if ranked:
            result[name] = tuple(other for *_, other in sorted(ranked)[:count])
    return result


def weighed(keys):
    """Return the weights of the keywords that the posts of one language have, newest first."""
    having = {}
    for number, name in enumerate(keys):
        for key in keys[name]:
            having[key] = having.get(key, 0) | 1 << number
    return {key: weight(key, bits, len(keys)) for key, bits in having.items()}


def hint_pages(post):
    """Return what a post has besides its text."""
    people = {person.page for person in post.authors}
    return {post.section.page} | {tag.page for tag in post.tags} | people


made = st.tuples(
    st.sets(st.integers(0, 20), max_size=9),
    st.sampled_from(["essays", "notes"]),
    st.sampled_from(["ada", "bo"]),
    st.sets(st.sampled_from("xyz")),
)


@given(
    then=st.lists(made, max_size=80),
    edits=st.lists(st.tuples(st.integers(0, 79), made), max_size=4),
)
def test_lists_are_renewed_where_texts_have_changed(then, edits):
    """As if all were made: whatever keywords a text has gained or lost, which others have or no other has."""

    def signed(keys):
        return array("I", sorted(key * 204_522_252 for key in keys)).tobytes()

    posts, before = {}, {}
    for number, (keys, section, author, tags) in enumerate(then):
        name = f"p{number:02}"
        lang = "fr" if number % 7 == 3 else "en"
        posts[name] = post(
            name, section=section, author=author, tags=tuple(sorted(tags)), lang=lang
        )
        before[name] = signed(keys)
    edited = {f"p{number:02}": signed(keys) for number, (keys, *_) in edits if number < len(then)}
    parts = {name: ("p00", "p02") for name in posts if name in {"p00", "p02"}}
    lists = related(posts, before, parts, 3)

    made = renewed(lists, posts, before, before | edited, parts=parts, count=3)

    assert made == related(posts, before | edited, parts, 3)


@given(made=st.lists(made, max_size=12), count=st.integers(0, 4), chance=st.randoms())
def test_lists_are_those_of_a_plain_comparison(made, count, chance):
    """The index finds what a comparison of each two posts finds, whatever was read first."""
    posts, signatures = {}, {}
    for number, (keys, section, author, tags) in enumerate(made):
        name = f"p{number:02}"
        posts[name] = post(name, section=section, author=author, tags=tuple(sorted(tags)))
        signatures[name] = array("I", sorted(key * 204_522_252 for key in keys)).tobytes()
    parts = {name: ("p00", "p03", "p05") for name in posts if name in {"p00", "p03", "p05"}}
    order = list(signatures)
    chance.shuffle(order)
    shuffled = {name: signatures[name] for name in order}

    expected = plain(posts, signatures, parts, count) if count else {}

    assert related(posts, shuffled, parts, count) == expected


def test_one_more_post_changes_the_lists_that_it_enters():
    """Of the others, only lists of posts with a keyword whose turn it was to be counted again."""
    signatures = {name: signature("", text) for name, text in texts(430).items()}
    keys = {name: set(array("I", kept)) for name, kept in signatures.items()}
    changed, entered, before, weighed_before = [], [], {}, {}
    for number in range(400, 431):
        posts = {name: post(name) for name in list(keys)[-number:]}
        new = next(iter(posts))
        after = related(posts, signatures, {}, 3)
        weights = weighed({name: keys[name] for name in posts})
        recounted = {key for key, counts in weighed_before.items() if weights[key] != counts}
        lists = {name for name in posts if after.get(name) != before.get(name)} - {new}
        if before:
            changed.append(len(lists))
            entered.append(sum(new in chosen for chosen in after.values()))

            assert [x for x in lists if new not in after[x] and not keys[x] & recounted] == []

        before, weighed_before = after, weights

    assert len(before) > 400
    assert len(changed) <= sum(entered)
    assert sum(changed) <= 5 * len(changed)
    assert sorted(changed)[int(0.95 * len(changed))] <= 15


@pytest.mark.parametrize("key", [0, 1, 12345, 1 << 31, (1 << 32) - 1])
def test_a_keyword_is_counted_again_when_the_posts_have_doubled(key):
    """One that every new post has loses its weight in one step; one in each third post never changes."""
    new = [weight(key, (1 << number - 1000) - 1, number) for number in range(1000, 2000)]
    third = sum(1 << place for place in range(0, 9000, 3))
    steady = {weight(key, third & ((1 << number) - 1), number) for number in range(64, 9000, 7)}

    assert new[0] == 3
    assert sum(one != other for one, other in itertools.pairwise(new)) <= 1
    assert weight(key, (1 << 3000) - 1, 4000) == 0
    assert steady == {1}


def calls(number):
    """Return how many functions are called to compare posts whose texts are alike, two halves of them."""
    halves = [signature("", BREAD), signature("", SHIPS)]
    signatures = {f"p{n:04}": halves[n % 2] for n in range(number)}
    posts = {name: post(name) for name in signatures}
    profile = cProfile.Profile()
    profile.runcall(related, posts, signatures, {}, 3)
    return pstats.Stats(profile).total_calls


def test_work_grows_with_the_posts_not_with_their_pairs():
    """Even where all texts are alike, each post takes as many steps among many as among few."""
    assert calls(1600) < 2.5 * calls(800)
