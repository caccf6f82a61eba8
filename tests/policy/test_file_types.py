"""Which files may be published, by their names: the tables, and what is made of them."""

from __future__ import annotations

import pytest

from standfirst.addresses.local_files import PICTURES
from standfirst.policy import file_types, hidden_files


def test_the_tables_say_of_each_type_one_thing():
    """A suffix in lower case is known or refused, never both, and each has a sentence."""
    both = file_types.KNOWN.keys() & file_types.RUN.keys()
    every = {**file_types.KNOWN, **file_types.RUN}

    assert both == set()
    assert len(every) > 150
    assert [s for s, why in every.items() if s != s.lower() or s[0] != "." or len(why) < 4] == []
    assert file_types.KNOWN.keys() > file_types.SHOWN_AS_TEXT
    assert every.keys() > PICTURES


@pytest.mark.parametrize(
    "name",
    ["report.pdf", "Report.PDF", "data.csv", "a.tar.gz", "a.csv.gz", "talk.mp4", "page.html.png", "node.js.pdf", "v1.2.zip", "图表.xlsx", "a.svg", "model.R"],
)  # fmt: skip
def test_what_readers_may_have(name):
    """Documents, data, archives, sound, film, pictures, code that is read; in any case of letters."""
    assert file_types.why_not(name) == ""


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("x.html", "has .html in its name, and a browser runs"),
        ("x.XHTML", "has .xhtml in its name"),
        ("x.htm", "a browser runs"),
        ("x.xml", "a browser takes such a file for XML"),
        ("x.kml", "for XML"),
        ("x.mjs", "a browser runs"),
        ("x.svgz", "a browser runs"),
        ("x.svg.gz", "has .svg in its name, and a browser runs"),
        ("x.html.gz", "has .html in its name"),
        ("x.php", "some hosts run"),
        ("x.php.jpg", "has .php in its name, and some hosts run"),
        ("x.shtml.txt", "has .shtml in its name"),
        ("x.asis", "some hosts run"),
        ("x.pHp5.tar.gz", "has .php5 in its name"),
        ("x.asp;.jpg", "has .asp in its name"),
        ("x.exe", "is run when it is opened"),
        ("x.xlsm", "is run when it is opened"),
        ("x.heic", "cannot be taken out"),
        ("x.tif", "cannot be taken out"),
        ("key.pem", "is a file of the type .pem"),
        ("terraform.tfstate", "is a file of the type .tfstate"),
        ("x.key", "is a file of the type .key"),
        ("id_rsa", "is a file without a type in its name"),
        ("x.pdf.", "is a file of the type .;"),
        ("x.pdf ", ""),
        ("", "without a type"),
    ],
)
def test_what_readers_may_not_have(name, why):
    """What runs anywhere, what carries a place that cannot be taken out, and whatever is not known."""
    assert why in file_types.why_not(name)
    assert bool(file_types.why_not(name)) is bool(why)


@pytest.mark.parametrize(
    ("path", "is_published"),
    [
        ("a/b.txt", True),
        (".well-known/security.txt", True),
        ("a/.well-known/x", True),
        (".htaccess", True),
        (".nojekyll", True),
        (".env", False),
        (".well-known/.env", False),
        (".git/config", False),
        (".htpasswd", False),
    ],
)
def test_hidden_files_that_hosts_read(path, is_published):
    """They are in a table; whatever else is hidden stays at home."""
    assert hidden_files.is_published(path) is is_published


def test_litter_goes_without_saying():
    """What file managers and version control leave is no fault of anybody's."""
    assert hidden_files.is_litter("a/.DS_Store")
    assert hidden_files.is_litter(".git")
    assert hidden_files.is_litter("._a.jpg")
    assert not hidden_files.is_litter(".env")


@pytest.mark.parametrize(
    "names",
    [
        ".DS_Store .localized .directory .Spotlight-V100 .Trashes .fseventsd ._a",
        ".git .gitignore .gitattributes .gitkeep .gitmodules .keep .hg .hgignore .svn .bzr",
        ".editorconfig .sass-cache .jekyll-cache .jekyll-metadata",
    ],
    ids=["file managers", "version control", "editors and engines"],
)
def test_what_others_leave_is_litter_and_not_published(names):
    """A file, or a folder with all that is in it; under its whole name."""
    for name in names.split():
        found = [hidden_files.is_litter(path) for path in (name, f"a/{name}/b", f"{name}x", f"x{name}")]  # fmt: skip

        assert found == [True, True, name == "._a", False]
        assert not hidden_files.is_published(f"a/{name}")


@pytest.mark.parametrize(
    "names",
    [
        "pdf doc docx odt rtf ppt pptx odp epub djvu tex txt text ics vcf",
        "csv tsv tab xls xlsx ods json jsonl ndjson geojson topojson jsonld yaml yml ttl nt bib ris enw cff log diff patch",
        "parquet feather arrow sqlite sqlite3 dta sav sas7bdat rds rdata mat h5 hdf5 nc npy npz dbf shp shx prj cpg gpkg kmz",
        "r jl do sps sas stan sql ipynb rmd qmd",
        "zip gz tgz tar bz2 xz zst 7z",
        "mp3 m4a aac oga ogg opus flac wav weba mid midi",
        "mp4 m4v mov webm ogv mkv avi mpg mpeg 3gp vtt srt",
        "jpg jpeg jpe jfif png apng gif webp bmp svg",
    ],
)
def test_each_known_type_is_published(names):
    """In letters of either case."""
    assert [
        name
        for name in names.split()
        if file_types.why_not(f"a.{name}") or file_types.why_not(f"a.{name.upper()}")
    ] == []


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        ("htm html xhtml xht shtml shtm stm mht mhtml hta htc js mjs cjs wasm swf svgz css vbs webmanifest appcache", "a browser runs what is in such a file"),
        ("xml xsl xslt xsd dtd rss atom rdf kml gpx mathml mml musicxml dae xul opml xbrl tei fodt fods fodp", "a browser takes such a file for XML, in which there can be scripts"),
        ("php php3 php4 php5 php7 php8 phps pht phtml phar cgi fcgi pl asp aspx ashx asmx cer jsp jspx cfm asis htaccess htpasswd", "some hosts run such a file"),
        ("exe com bat cmd msi scr ps1 sh jar jnlp apk dmg app deb rpm lnk url desktop iso docm dotm xlsm xltm xlam pptm ppsm ppam", "such a file is run when it is opened"),
        ("tif tiff heic heif avif jxl ico", "the place, time and camera in such a picture cannot be taken out"),
    ],
)  # fmt: skip
def test_each_type_that_is_run_says_why(names, reason):
    """The whole sentence."""
    for name in names.split():
        assert file_types.why_not(f"a.{name}") == f"has .{name} in its name, and {reason}"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.mp4", True),
        ("a.MP3", True),
        ("a.b.webm", True),
        ("a.pdf", False),
        ("a.svg", False),
        ("a.php.mp4", False),
        ("mp4", False),
        ("", False),
    ],
)
def test_sound_and_film_are_played(name, expected):
    """By the ends of their names, whatever their case; nothing that a host would run."""
    assert file_types.is_played(name) is expected
