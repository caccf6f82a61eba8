"""Every kind of node as Typst: the whole of what is written for it."""

from __future__ import annotations

import pytest
from docutils import nodes as n
from edition_documents import around
from sphinx import addnodes

from standfirst.editions.typst.inlines import short_address
from standfirst.editions.typst.translator import translate
from standfirst.editions.typst.translator_base import LinkTarget

FRAME = '{anchor("posts/a#title")', "}"


def printed(*children, found=None, **given):
    """Return what becomes of nodes in the section of an article's title."""
    doc = n.document(None, None)
    doc += n.section("", n.title("", "Title"), *children, ids=["title"])
    before, after = FRAME
    return translate(doc, around(found, **given)).removeprefix(before).removesuffix(after)[1:]


def par(content="x", **given):
    """Return a paragraph."""
    return n.paragraph("", content, **given)


def line(*children):
    """Return a paragraph of nodes."""
    return n.paragraph("", "", *children)


def link(uri, *children, **given):
    """Return a link, with the text ``x`` if with nothing else."""
    return n.reference("", "", *(children or [n.Text("x")]), refuri=uri, **given)


def items(kind, *contents, **given):
    """Return a list of items, each of which has some nodes."""
    return kind("", *(n.list_item("", *content) for content in contents), **given)


def table(heads, rows, *, widths=None, **given):
    """Return a table of rows of texts or of cells."""

    def made(cells):
        return n.row("", *(c if isinstance(c, n.entry) else n.entry("", par(c)) for c in cells))

    columns = widths or [1] * max(map(len, [*heads, *rows]))
    group = n.tgroup("", *(n.colspec(colwidth=width) for width in columns))
    for kind, some in ((n.thead, heads), (n.tbody, rows)):
        if some:
            group += kind("", *map(made, some))
    return n.table("", group, **given)


def code_cell(length):
    """Return a cell with code of so many characters."""
    return n.entry("", line(n.literal("", "1" * length)))


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (n.emphasis("", "x"), 'emph({"x"})'),
        (n.title_reference("", "x"), 'emph({"x"})'),
        (addnodes.literal_emphasis("", "x"), 'emph({"x"})'),
        (n.strong("", "x"), 'strong({"x"})'),
        (addnodes.literal_strong("", "x"), 'strong({"x"})'),
        (n.superscript("", "x"), 'super({"x"})'),
        (n.subscript("", "x"), 'sub({"x"})'),
        (n.literal("", "x"), 'raw("x")'),
        (n.literal("", ""), ""),
        (n.inline("", "x"), '"x"'),
        (n.inline("", "x", classes=["struck"]), 'strike({"x"})'),
        (n.inline("", "", classes=["line-break"]), "linebreak()"),
        (n.strong("", "x", ids=["i"]), 'anchor("posts/a#i");strong({"x"})'),
        (n.target("", "x", ids=["i"]), 'anchor("posts/a#i");"x"'),
        (n.Text("a\nb"), '"a b"'),
        (n.abbreviation("", "H", explanation=" What\n it is "), '"H";" (What it is)"'),
        (n.abbreviation("", "H"), '"H"'),
        (n.footnote_reference("", "1", refid="none"), 'super("1")'),
        (n.reference("", "x", refid="part"), 'xref(page:true,note:"",quiet:false,("posts/a#part",),"",{"x"})'),
        (n.reference("", "", refuri="https://e.org/"), ""),
    ],
)  # fmt: skip
def test_what_stands_in_a_line_has_its_form(node, expected):
    """Each kind its own; nothing where there is nothing to be seen."""
    assert printed(line(node)) == (f"par({{{expected}}})" if expected else "")


@pytest.mark.parametrize(
    ("uri", "shown", "expected"),
    [
        ("https://e.org/a", "x", 'link("https://e.org/a",{"x"});link-note("https://e.org/a",{"e.org/a"},"posts/a#link 1")'),
        ("mailto:a@e.org", "x", 'link("mailto:a@e.org",{"x"});link-note("mailto:a@e.org",{"a@e.org"},"posts/a#link 1")'),
        ("https://e.org/a", "see e.org/a now", 'link("https://e.org/a",{"see e.org/a now"})'),
        ("https://www.e.org/a", "https://www.e.org/a/ ", 'link("https://www.e.org/a",{"https://www.e.org/a/ "})'),
        ("ftp://e.org/", "x", '"x"'),
        ("", "x", '"x"'),
    ],
)  # fmt: skip
def test_a_link_has_its_address_beside_it_unless_it_shows_it(uri, shown, expected):
    """What is no address of the web is text."""
    assert printed(line(link(uri, n.Text(shown)))) == f"par({{{expected}}})"


def test_notes_with_addresses_are_numbered_wherever_a_link_stands():
    """Each address once; that of a heading, which a bookmark repeats, is made where the bookmark does not see it."""
    one, two = "https://e.org/1", "https://e.org/2"

    assert printed(line(link(one), link(two), link(two))) == (
        'par({link("https://e.org/1",{"x"});link-note("https://e.org/1",{"e.org/1"},"posts/a#link 1");'
        'link("https://e.org/2",{"x"});link-note("https://e.org/2",{"e.org/2"},"posts/a#link 2");'
        'link("https://e.org/2",{"x"});note-again("posts/a#link 2")})'
    )
    linked = 'link("https://e.org/1",{"x"});'
    mark = 'link-note("https://e.org/1",{"e.org/1"},"posts/a#link 1")'
    assert printed(n.rubric("", "", link(one))) == f"rubric({{{linked}{mark}}})"
    assert printed(n.section("", n.title("", "", link(one)))) == (
        f'section-heading(level:2,{{{linked}unmarked({mark})}},"")'
    )
    assert printed(n.figure("", n.image(uri="a"), n.caption("", "", link(one))), picture=shown) == (
        f"captioned(caption:{{{linked}{mark}}},{PICTURE})"
    )
    assert printed(n.note("", n.title("", "", link(one)))) == f"boxed(title:{{{linked}{mark}}},[])"
    term = n.definition_list_item("", n.term("", "", link(one)))
    assert printed(n.definition_list("", term)) == f"term(({{{linked}{mark}}},),[])"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.e.org/a/", "e.org/a"),
        ("https://e.org/watch?v=a-b&utm_source=x&fbclid=y", "e.org/watch?v=a-b"),
        ("https://e.org/?utm_source=x", "e.org"),
        ("https://e.org/?gclidx=1", "e.org/?gclidx=1"),
        ("https://e.org/a#part", "e.org/a"),
        ("https://e.org/app#/a/1", "e.org/app#/a/1"),
        ("https://e.org/#!a?b=1", "e.org/#!a?b=1"),
        ("https://e.org/a?q=%E6%97%A5%C3%A9%26%20%FF%E2%82", "e.org/a?q=日é%26%20%FF%E2%82"),
        ("https://e.org/a?q=%E0%80%80%ED%A0%80%C0%80", "e.org/a?q=%E0%80%80%ED%A0%80%C0%80"),
        (f"https://e.org/{'a/' * 40}b.html?id=7", "e.org/…/b.html?id=7"),
        (f"https://e.org/{'a' * 65}", f"e.org/…/{'a' * 61}…"),
        (f"https://e.org/a?q={'b' * 196}", f"e.org/a?q={'b' * 196}"),
        (f"https://e.org/a?q={'b' * 198}", f"e.org/a?q={'b' * 196}…"),
        ("mailto:a@e.org?subject=x", "a@e.org"),
    ],
)
def test_an_address_on_paper_leads_where_the_link_does(url, expected):
    """What names the page stays; what says whence a reader comes goes, as does the middle of a long path."""
    assert short_address(url) == expected


@pytest.mark.parametrize(
    ("kind", "url", "expected"),
    [
        (n.paragraph, "https://e.org/b", 'par({xref(page:true,note:"e.org/b",quiet:false,("b#",),"https://e.org/b",{"x"})})'),
        (n.paragraph, "", 'par({xref(page:true,note:"",quiet:false,("b#",),"",{"x"})})'),
        (n.rubric, "https://e.org/b", 'rubric({xref(page:true,note:"e.org/b",quiet:false,("b#",),"https://e.org/b",{"x"})})'),
    ],
)  # fmt: skip
def test_a_link_within_the_publication_says_the_page_where_there_is_room(kind, url, expected):
    """No page in a heading, whose bookmark would have it; no note without an address on the web, and one in brackets where none can be."""
    target = LinkTarget(labels=("b#",), url=url)
    heading = n.section("", n.title("", "", link("page:b")))
    head = table([[n.entry("", line(link("page:b")))]], [["c"]])

    assert printed(kind("", "", link("page:b")), place=lambda _: target) == expected
    assert "xref(page:false,note:" in printed(heading, place=lambda _: target)
    assert ",quiet:false," in printed(heading.deepcopy(), place=lambda _: target)
    assert "xref(page:false,note:" in printed(head, place=lambda _: target)
    assert ",quiet:true," in printed(head.deepcopy(), place=lambda _: target)


def test_notes_and_citations_are_set_at_their_marks_and_headings_have_only_the_mark():
    """A note that only a heading marks stands by itself."""
    note = n.footnote("", n.label("", "1"), par("a"), par("b"), ids=["n"])
    work = n.citation("", n.label("", "2"), par("c"), ids=["m"])
    marks = n.footnote_reference("", "1", refid="n"), n.citation_reference("", "2", refid="m")

    assert printed(line(*marks), note, work) == (
        'par({note({"a";par({"b"})},"posts/a#n");note({"c"},"posts/a#m")})'
    )
    heading = n.section("", n.title("", "", marks[0].deepcopy()))
    assert printed(heading, note.deepcopy()) == (
        'section-heading(level:2,{super("1")},"");stray-note("1",{"a";par({"b"})})'
    )


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (par(), 'par({"x"})'),
        (n.paragraph(), ""),
        (n.rubric("", "R"), 'rubric({"R"})'),
        (n.subtitle("", ""), ""),
        (n.transition(), "transition()"),
        (n.container("", par(), classes=["sf-standfirst"]), 'standfirst({par({"x"})})'),
        (n.container("", par(), classes=["sf-biographies"]), 'biographies({par({"x"})})'),
        (n.container("", n.caption("", "c"), n.literal_block("", "x"), literal_block=True), 'code-caption({"c"});code-block("x")'),
        (n.container("", n.caption("", "c"), n.literal_block("", "x"), classes=["literal-block-wrapper"]), 'code-caption({"c"});code-block("x")'),
        *(
            (n.container("", par(), design_component=name, ids=["i"]), 'anchor("posts/a#i");boxed({par({"x"})})')
            for name in ("card", "dropdown", "tab-item", "aside")
        ),
        *(
            (n.container("", n.Text("x"), design_component=name), 'rubric({"x"})')
            for name in ("card-title", "tab-label", "dropdown-title")
        ),
        (n.container("", par(), design_component="other", ids=["i"]), 'anchor("posts/a#i");par({"x"})'),
        (n.container("", n.Text("a"), n.emphasis("", "b")), 'par({"a";emph({"b"})})'),
        (n.container("", n.Text("a"), par()), '"a";par({"x"})'),
        (n.container(), ""),
        (n.literal_block("", "a\tb\nc", ids=["i"]), 'anchor("posts/a#i");code-block("a   b\\u{a}c")'),
        (n.doctest_block("", ">>> 1"), 'code-block(">>> 1")'),
        (n.block_quote("", par(), n.attribution("", "who"), ids=["i"]), 'anchor("posts/a#i");quotation(by:{"who"},inset:true,{par({"x"})})'),
        (n.line_block("", n.line("", "a"), n.line_block("", n.line("", "b"), n.line())), 'verse(({"a"},{"b"},[],))'),
        (n.definition_list("", n.definition_list_item("", n.term("", "t", ids=["i"]), n.classifier("", "c"), n.definition("", par()))), 'term(({anchor("posts/a#i");"t"},{"c"},),{par({"x"})})'),
        (n.field_list("", n.field("", n.field_name("", "n"), n.field_body("", par()))), 'term(({"n"},),{par({"x"})})'),
        (n.note("", par(), ids=["i"]), 'anchor("posts/a#i");boxed(title:"Note",{par({"x"})})'),
        (n.admonition("", par(), type="note"), 'boxed(title:"Note",{par({"x"})})'),
        (n.tip("", par()), 'boxed(title:"",{par({"x"})})'),
        *(
            (kind("", n.title("", "T"), par()), 'boxed(title:{"T"},{par({"x"})})')
            for kind in (n.admonition, n.topic, n.sidebar)
        ),
    ],
)  # fmt: skip
def test_blocks_have_their_forms(node, expected):
    """Each kind its own, with the places that links lead to."""
    assert printed(node) == expected


@pytest.mark.parametrize(
    "kind",
    [
        n.compound, n.legend, n.generated, n.problematic, n.term, n.classifier, n.definition,
        addnodes.glossary, addnodes.only, addnodes.start_of_file, addnodes.acks, addnodes.hlist,
        addnodes.hlistcol, addnodes.manpage,
    ],
)  # fmt: skip
def test_a_frame_is_known_and_leaves_what_is_in_it(kind):
    """With its place; there is nothing to warn of."""
    found = []
    node = kind(ids=["i"])
    node += n.Text("x")

    assert printed(node, found=found) == 'anchor("posts/a#i");"x"'
    assert found == []


@pytest.mark.parametrize(
    "node",
    [
        n.comment("", "x"), n.meta(), n.substitution_definition("", "x"), n.system_message("", par()),
        n.label("", "x"), n.pending(None), n.raw("", "x", format="latex"), addnodes.index(entries=[]),
        addnodes.toctree(), addnodes.highlightlang(), addnodes.tabular_col_spec(),
    ],
    ids=lambda node: type(node).__name__,
)  # fmt: skip
def test_what_is_not_to_be_seen_is_not_printed(node):
    """Nor is anything said of it."""
    found = []

    assert printed(node, found=found) == ""
    assert found == []


def test_a_kind_that_is_not_known_is_named_with_the_line_it_lies_in():
    """Its own, else that of what is around it, else the first."""

    class strange(n.Element):  # noqa: N801  # as docutils names its nodes
        pass

    own, around_it, nowhere = strange(), par("", ids=[]), strange()
    own.line = around_it.line = 7
    around_it += strange()
    for node, expected in ((own, 7), (around_it, 7), (nowhere, 1)):
        found = []
        printed(node, found=found)

        assert [(p.line, p.message, p.remedy) for p in found] == [
            (expected, "'strange' has no form of its own in print; its text is shown instead", "look at the page in the PDF")
        ]  # fmt: skip


def test_headings_have_six_levels_and_a_place_for_each_name():
    """The article's own title, which the template sets, is the first; below the sixth are more of it."""
    section = par()
    for number in range(8, 1, -1):
        section = n.section("", n.title("", str(number)), section, ids=[f"s{number}"])
    levels = [2, 3, 4, 5, 6, 6, 6]
    named = n.section("", n.title("", "T"), ids=["a", "b"])

    assert printed(section) == ";".join(
        [
            *(f'section-heading(level:{level},{{"{number}"}},"posts/a#s{number}")' for number, level in enumerate(levels, 2)),
            'par({"x"})',
        ]
    )  # fmt: skip
    assert printed(named) == 'section-heading(level:2,{"T"},"posts/a#a");anchor("posts/a#b")'
    assert printed(n.section("", n.title("", "T"))) == 'section-heading(level:2,{"T"},"")'


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (items(n.bullet_list, [par("a")], [par("b")], ids=["l"]), 'anchor("posts/a#l");list(tight:true,{"a"},{"b"})'),
        (items(n.bullet_list, [par("a"), par("b")], [par("c")]), 'list(tight:false,{par({"a"});par({"b"})},{par({"c"})})'),
        (items(n.bullet_list, [n.literal_block("", "x")]), 'list(tight:false,{code-block("x")})'),
        (items(n.bullet_list, [par("a"), n.literal_block("", "x")]), 'list(tight:false,{par({"a"});code-block("x")})'),
        (items(n.bullet_list, [par("a"), items(n.enumerated_list, [par("b")])]), 'list(tight:true,{"a";enum(tight:true,numbering:"1.",start:1,{"b"})})'),
        (items(n.bullet_list, []), "list(tight:true,[])"),
        (n.bullet_list(), ""),
        (items(n.enumerated_list, [par("a")], start=4), 'enum(tight:true,numbering:"1.",start:4,{"a"})'),
        *(
            (items(n.enumerated_list, [par("a")], enumtype=kind), f'enum(tight:true,numbering:"{mark}",start:1,{{"a"}})')
            for kind, mark in (
                ("arabic", "1."), ("loweralpha", "a."), ("upperalpha", "A."), ("lowerroman", "i."), ("upperroman", "I."), ("other", "1."),
            )
        ),
    ],
)  # fmt: skip
def test_lists_have_their_numbering_and_stand_close_where_each_item_is_a_line(node, expected):
    """Perhaps with a list below it; else their paragraphs stay paragraphs."""
    assert printed(node) == expected


def test_a_box_stands_in_the_place_of_a_mark():
    """Of each task; what is none among them keeps its own."""
    made = items(n.bullet_list, [par("☐ a")], [par("b")])
    made[0]["classes"] = ["task-list-item"]
    numbered = items(n.enumerated_list, [par("☐ a"), par("c")])
    numbered[0]["classes"] = ["task-list-item"]

    assert printed(made) == 'task-list(tight:true,boxes:(true,false,),{"☐ a"},{"b"})'
    assert printed(numbered) == (
        'task-list(tight:false,boxes:(true,),numbering:"1.",start:1,{"☐ a";par({"c"})})'
    )


def test_the_seventh_list_or_quotation_within_others_is_set_in_no_further():
    """Six are."""
    bullets, quoted = items(n.bullet_list, [par()]), n.block_quote("", par())
    for _ in range(6):
        bullets = items(n.bullet_list, [par(), bullets])
        quoted = n.block_quote("", quoted)

    assert printed(bullets) == (
        'list(tight:true,{"x";' * 6 + 'flat-list(tight:true,{"x"})' + "})" * 6
    )
    assert printed(quoted) == (
        "quotation(by:none,inset:true,{" * 6
        + 'quotation(by:none,inset:false,{par({"x"})})'
        + "})" * 6
    )
    # what comes after is as deep as if nothing had been
    assert printed(bullets.deepcopy(), n.block_quote("", par())).endswith(
        ';quotation(by:none,inset:true,{par({"x"})})'
    )


def shown(uri):
    """Return a picture's file."""
    return f"/{uri}"


def image(**given):
    """Return a picture."""
    return n.image(uri="a", **given)


PICTURE = 'picture(share:100,"/a","")'
NOTE = '{link-note("https://e.org/",{"e.org"},"posts/a#link 1")}'


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (line(image(), n.Text(" "), n.inline(classes=["line-break"]), link("https://e.org/", image())), f'captioned(caption:none,{PICTURE});captioned(caption:{NOTE},link("https://e.org/",{PICTURE}))'),
        (line(link("https://e.org/", n.image(uri="https://e.org/"))), 'captioned(caption:none,link("https://e.org/",picture(share:100,"/https://e.org/","")))'),
        (n.figure("", link("https://e.org/", image()), n.caption("", "c")), f'captioned(caption:{{"c";{NOTE[1:]},link("https://e.org/",{PICTURE}))'),
        (line(link("page:b", image())), f"captioned(caption:none,{PICTURE})"),
        (line(image(alt=" What\n it shows"), n.Text("t")), 'par({inline-picture("/a","What it shows");"t"})'),
        (line(n.inline("", "t"), image()), 'par({"t";inline-picture("/a","")})'),
        (n.figure("", image(), n.caption("", "c"), n.legend("", par()), ids=["i"]), f'anchor("posts/a#i");captioned(caption:{{"c";par({{"x"}})}},{PICTURE})'),
        (n.figure("", image(), par()), f'captioned(caption:none,{PICTURE});par({{"x"}})'),
        (n.figure("", image(), image()), f"captioned(caption:none,{PICTURE},{PICTURE})"),
        (n.figure("", par("y")), 'par({"y"})'),
        (image(width="4%"), 'captioned(caption:none,picture(share:5,"/a",""))'),
        (image(width="5%"), 'captioned(caption:none,picture(share:5,"/a",""))'),
        (image(width="6%"), 'captioned(caption:none,picture(share:6,"/a",""))'),
        (image(width="99%"), 'captioned(caption:none,picture(share:99,"/a",""))'),
        (image(width="0050%"), 'captioned(caption:none,picture(share:50,"/a",""))'),
        (image(width="12345%"), 'captioned(caption:none,picture(share:100,"/a",""))'),
        (image(width="101%"), 'captioned(caption:none,picture(share:100,"/a",""))'),
        (image(width="30%", classes=["sf-width-45", "wide"]), 'captioned(caption:none,picture(share:45,"/a",""))'),
    ],
)  # fmt: skip
def test_pictures_stand_alone_or_in_a_line(node, expected):
    """With what is said below them, and the link to the web that they are, which has a note unless it leads to them; none is narrower than a twentieth."""
    assert printed(node, picture=shown) == expected


FRAMES = {
    "by itself": (
        n.image(uri="https://e.org/a.png", alt=" A\n b"),
        'captioned(caption:none,no-picture(inline:false,"A b","https://e.org/a.png","https://e.org/a.png"))',
    ),
    "path": (n.image(uri="a.png", alt="A"), 'captioned(caption:none,no-picture(inline:false,"A","",""))'),
    "written out": (
        n.image(uri="data:image/png;base64,AA", alt="A"),
        'captioned(caption:none,no-picture(inline:false,"A","",""))',
    ),
    "nothing": (n.image(uri="a.png"), ""),
    "nothing, written out": (n.image(uri="data:image/png;base64,AA"), ""),
    "nothing above a caption": (n.figure("", n.image(uri="a.png"), n.caption("", "c")), 'par({"c"})'),
    "in a line": (
        line(n.Text("x"), n.image(uri="https://e.org/a.png", alt="A")),
        (
            'par({"x";link("https://e.org/a.png",{no-picture(inline:true,"A","https://e.org/a.png","https://e.org/a.png")});'
            'link-note("https://e.org/a.png",{"e.org/a.png"},"posts/a#link 1")})'
        ),
    ),
    "nothing in a line": (line(n.Text("x"), n.image(uri="a.png")), 'par({"x"})'),
    "path in a line": (
        line(n.Text("x"), n.image(uri="a.png", alt="A")),
        'par({"x";no-picture(inline:true,"A","","")})',
    ),
    "link in a line": (
        line(n.Text("x"), link("https://e.org/", n.image(uri="https://e.org/a.png"))),
        (
            'par({"x";link("https://e.org/",{no-picture(inline:true,"","https://e.org/a.png","https://e.org/a.png")});'
            'link-note("https://e.org/",{"e.org"},"posts/a#link 1")})'
        ),
    ),
    "link": (
        line(link("https://e.org/", n.image(uri="a.png"))),
        'captioned(caption:{link-note("https://e.org/",{"e.org"},"posts/a#link 1")},link("https://e.org/",no-picture(inline:false,"","","")))',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("node", "expected"), FRAMES.values(), ids=FRAMES)
def test_a_frame_has_what_a_reader_can_use(node, expected):
    """Words and an address on the web, in a line with a note; of a file that is not there the words alone, or nothing."""
    assert printed(node) == expected


BRACED = '{"x"}'
CELLS = {
    "rows and head": (
        table([["a", "b"]], [["c" * 6, "d" * 7], ["e", "f"]], ids=["i"]),
        'anchor("posts/a#i");grid-table(columns:(6fr,7fr,),heads:1,caption:none,table.header({"a"},{"b"}),{"cccccc"},{"ddddddd"},{"e"},{"f"})',
    ),
    "widest": (
        table([], [["a " * 24, "b " * 24 + "c"]]),
        f'grid-table(columns:(48fr,48fr,),heads:0,caption:none,{{"{"a " * 24}"}},{{"{"b " * 24}c"}})',
    ),
    "author's widths": (
        table([], [["a", "b"]], widths=[2, 0]),
        'grid-table(columns:(2fr,1fr,),heads:0,caption:none,{"a"},{"b"})',
    ),
    "widths of others": (
        table([], [["a", "b"]], widths=[2, 1, 3]),
        'grid-table(columns:(6fr,6fr,),heads:0,caption:none,{"a"},{"b"})',
    ),
    "spans": (
        table([], [[n.entry("", par("long enough"), morecols=1, morerows=2, classes=["text-center"]), "y"]]),
        'grid-table(columns:(6fr,6fr,6fr,),heads:0,caption:none,table.cell(rowspan:3,colspan:2,align:center,{"long enough"}),{"y"})',
    ),
    "aligned": (
        table([], [[n.entry("", par(), classes=[f"text-{side}"]) for side in ("left", "right", "up")]]),
        'grid-table(columns:(6fr,6fr,6fr,),heads:0,caption:none,table.cell(align:left,{"x"}),table.cell(align:right,{"x"}),{"x"})',
    ),
    "paragraphs": (
        table([], [[n.entry("", par("a"), par("b")), n.entry()]]),
        'grid-table(columns:(6fr,6fr,),heads:0,caption:none,{par({"a"});par({"b"})},[])',
    ),
    "code of four": (
        table([], [[code_cell(22), "x", "x", "x"]]),
        f'grid-table(columns:(22fr,6fr,6fr,6fr,),heads:0,caption:none,{{raw("{"1" * 20}");brk;raw("11")}},{{"x"}},{{"x"}},{{"x"}})',
    ),
    "code of five": (
        table([], [[code_cell(22), "x", "x", "x", "x"]]),
        f'grid-table(columns:(22fr,6fr,6fr,6fr,6fr,),heads:0,caption:none,{{raw("{"1" * 16}");brk;raw("111111")}},{{"x"}},{{"x"}},{{"x"}},{{"x"}})',
    ),
    "most columns": (
        table([], [["x"] * 12]),
        f"grid-table(columns:({'6fr,' * 12}),heads:0,caption:none{f',{BRACED}' * 12})",
    ),
    "records": (
        table([["h"] * 12], [["x"] * 13]),
        f"""records(caption:none,(({'("h",{"x"},),' * 12}("",{{"x"}},),),))""",
    ),
    "records under two heads": (
        table([["g"] * 13, ["h"] * 13], [["x"] * 13]),
        f"""records(caption:none,(({'("h",{"x"},),' * 13}),))""",
    ),
    "no rows": (n.table("", n.tgroup(), ids=["i"]), 'anchor("posts/a#i")'),
    "no columns": (n.table("", par()), 'par({"x"})'),
}  # fmt: skip


@pytest.mark.parametrize(("node", "expected"), CELLS.values(), ids=CELLS)
def test_tables_have_room_on_their_page(node, expected):
    """Columns as wide as their author or their cells say, up to twelve; more are records, with the names of columns."""
    assert printed(node) == expected


@pytest.mark.parametrize(("depth", "is_table"), [(3, True), (4, False)])
def test_the_fourth_table_within_others_is_its_text(depth, is_table):
    """Typst refuses what is nested too deep; a table after it is one again."""
    inmost = par("x")
    for _ in range(depth):
        inmost = table([], [[n.entry("", inmost)]])
    found = printed(inmost)

    assert found.count("grid-table(") == min(depth, 3)
    assert ("parbreak()" in found) is not is_table
    assert printed(inmost.deepcopy(), table([], [["y"]])).count("grid-table(") == min(depth, 3) + 1


def test_a_table_has_a_caption_and_no_notes_in_its_head():
    """The head is repeated on each page, a note would be: the address is in brackets."""
    head, cell = (n.entry("", line(link(f"https://e.org/{at}"))) for at in (1, 2))
    made = table([[head]], [[cell]])
    made.insert(0, n.title("", "T"))

    assert printed(made) == (
        'grid-table(columns:(6fr,),heads:1,caption:{"T"},table.header({link("https://e.org/1",{"x"});" (e.org/1)"}),'
        '{link("https://e.org/2",{"x"});link-note("https://e.org/2",{"e.org/2"},"posts/a#link 1")})'
    )
