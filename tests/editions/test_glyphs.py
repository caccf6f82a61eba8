"""Which characters the fonts have: pure, with a compiler that is played."""

from __future__ import annotations

import pytest

from standfirst.editions.typst.glyphs import Glyphs, substitute


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("\U0001f4a9", "[pile of poo]"),
        ("é", "[latin small letter e with acute]"),
        ("\u4e00", "[U+4E00]"),
        ("\U00020b9f", "[U+20B9F]"),
        ("\ue000", "[U+E000]"),
        ("\u0378", "[U+0378]"),
        ("\u0903", "[devanagari sign visarga]"),
        ("\x01", ""),
        ("\u200b", ""),
        ("\ud800", ""),
        ("\u0301", ""),
        ("\u20dd", ""),
    ],
)
def test_a_character_that_no_font_has_is_named(char, expected):
    """By its number where its name says no more; what is not seen by itself goes."""
    assert substitute(char) == expected


class Compiler:
    """Says that it cannot display some characters, as Typst words that."""

    def __init__(self, missing):
        self.missing = missing
        self.asked = []

    def __call__(self, source):
        """Return what it says against a source."""
        self.asked.append(source)
        return "\n".join(
            f'error: the text `"{text}"` could not be displayed' for text in self.missing
        )


def test_the_compiler_is_asked_once_for_each_character():
    """All that are new together, in their order, a mark on a letter; those of every font and of none are not asked for."""
    compiler = Compiler(["a\\u{301}", "\\u{4e00}", "字"])
    glyphs = Glyphs(compiler, ["Noto Serif"])

    assert glyphs.learn("字 \u4e00e\u0301\ue000\n\t\r~") == ["\u0301", "\u4e00", "字", "\ue000"]
    assert glyphs.learn("字é") == ["字"]
    assert glyphs.learn("字é") == ["字"]
    assert compiler.asked == [
        f'#set document(title: "t")\n#set text(font: ("Libertinus Serif","Noto Serif",), fallback: true)\n#{{{lines}}}\n'
        for lines in ('par("a\u0301");par("\u4e00");par("字")', 'par("é")')
    ]


def test_what_is_said_of_other_characters_is_not_taken_for_those_asked():
    """A letter that a mark was put on is there, as are escaped signs that nobody asked for."""
    glyphs = Glyphs(Compiler(['a\\"\\\\\\u{e9}']), [])

    assert glyphs.learn("\u00e9\u00e8") == ["é"]
    assert glyphs.legible('a"\\') == 'a"\\'
    assert glyphs.legible('a"\\é') == 'a"\\[latin small letter e with acute]'


def test_a_text_is_legible_with_what_the_fonts_have():
    """A flag is its letters where no font has them; a text of which all is there is itself."""
    flags = Glyphs(Compiler(["\U0001f1e6", "\U0001f1ff"]), [])
    every = Glyphs(Compiler([]), [])

    assert flags.legible("\U0001f1e6\U0001f1ff \U0001f1ec\U0001f1e7") == "[AZ] \U0001f1ec\U0001f1e7"
    assert every.legible("\U0001f1e6\U0001f1ff é") == "\U0001f1e6\U0001f1ff é"
    assert flags.legible("plain") == "plain"


def test_every_font_has_the_signs_of_ascii_and_no_text_has_commands():
    """Of those nobody asks the compiler; of these what is no white space goes."""
    commands = [chr(number) for number in (*range(0x20), 0x7F) if chr(number) not in "\n\t\r"]
    compiler = Compiler([f"\\u{{{ord(char):x}}}" for char in commands])
    glyphs = Glyphs(compiler, [])

    assert glyphs.learn("".join(map(chr, range(0x20, 0x7F))) + "\n\t\r") == []
    assert compiler.asked == []
    assert glyphs.learn("".join(commands)) == commands
    assert glyphs.legible(f"a{''.join(commands)}é\n\t\r") == "aé\n\t\r"
