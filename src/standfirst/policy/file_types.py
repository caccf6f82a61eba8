"""The types of files that posts and pages may offer, by the ends of their names.

What is in :data:`KNOWN` is published, what is not is refused: a browser that opens a file of the
publication's own host runs what is in it with the publication's rights, and a host may run it
before. The sentences say why a type is there; messages quote those of :data:`RUN`.
"""

from __future__ import annotations

import re

_DOCUMENT = (
    "a document, which readers open in a program of their own or a browser shows without running it"
)
_DATA = "data, which no browser runs"
_CODE = "code that readers run themselves if they want to; to browsers and hosts it is text"
_ARCHIVE = "an archive, which is unpacked on the reader's own machine or not at all"
_SOUND = "sound"
_FILM = "film, or its subtitles"
_PICTURE = "a picture, published without its metadata"
_DRAWING = "a drawing, published without scripts, links and what it would load"

KNOWN: dict[str, str] = {
    **dict.fromkeys((".pdf", ".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".odp", ".epub", ".djvu", ".tex", ".txt", ".text", ".ics", ".vcf"), _DOCUMENT),
    **dict.fromkeys((".csv", ".tsv", ".tab", ".xls", ".xlsx", ".ods", ".json", ".jsonl", ".ndjson", ".geojson", ".topojson", ".jsonld", ".yaml", ".yml", ".ttl", ".nt", ".bib", ".ris", ".enw", ".cff", ".log", ".diff", ".patch"), _DATA),
    **dict.fromkeys((".parquet", ".feather", ".arrow", ".sqlite", ".sqlite3", ".dta", ".sav", ".sas7bdat", ".rds", ".rdata", ".mat", ".h5", ".hdf5", ".nc", ".npy", ".npz", ".dbf", ".shp", ".shx", ".prj", ".cpg", ".gpkg", ".kmz"), _DATA),
    **dict.fromkeys((".r", ".jl", ".do", ".sps", ".sas", ".stan", ".sql", ".ipynb", ".rmd", ".qmd"), _CODE),
    **dict.fromkeys((".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst", ".7z"), _ARCHIVE),
    **dict.fromkeys((".mp3", ".m4a", ".aac", ".oga", ".ogg", ".opus", ".flac", ".wav", ".weba", ".mid", ".midi"), _SOUND),
    **dict.fromkeys((".mp4", ".m4v", ".mov", ".webm", ".ogv", ".mkv", ".avi", ".mpg", ".mpeg", ".3gp", ".vtt", ".srt"), _FILM),
    **dict.fromkeys((".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".gif", ".webp", ".bmp"), _PICTURE),
    ".svg": _DRAWING,
}  # fmt: skip
"""Suffix in lower case -> what such a file is, and why readers may have it."""

CLEANED = frozenset(suffix for suffix, what in KNOWN.items() if what in {_PICTURE, _DRAWING})
"""Types of which not the file itself is published."""

_BROWSER = "a browser runs what is in such a file"
_XML = "a browser takes such a file for XML, in which there can be scripts"
_HOST = "some hosts run such a file"
_MACHINE = "such a file is run when it is opened"
_METADATA = "the place, time and camera in such a picture cannot be taken out"

RUN: dict[str, str] = {
    **dict.fromkeys((".htm", ".html", ".xhtml", ".xht", ".shtml", ".shtm", ".stm", ".mht", ".mhtml", ".hta", ".htc", ".js", ".mjs", ".cjs", ".wasm", ".swf", ".svgz", ".css", ".vbs", ".webmanifest", ".appcache"), _BROWSER),
    **dict.fromkeys((".xml", ".xsl", ".xslt", ".xsd", ".dtd", ".rss", ".atom", ".rdf", ".kml", ".gpx", ".mathml", ".mml", ".musicxml", ".dae", ".xul", ".opml", ".xbrl", ".tei", ".fodt", ".fods", ".fodp"), _XML),
    **dict.fromkeys((".php", ".php3", ".php4", ".php5", ".php7", ".php8", ".phps", ".pht", ".phtml", ".phar", ".cgi", ".fcgi", ".pl", ".asp", ".aspx", ".ashx", ".asmx", ".cer", ".jsp", ".jspx", ".cfm", ".asis", ".htaccess", ".htpasswd"), _HOST),
    **dict.fromkeys((".exe", ".com", ".bat", ".cmd", ".msi", ".scr", ".ps1", ".sh", ".jar", ".jnlp", ".apk", ".dmg", ".app", ".deb", ".rpm", ".lnk", ".url", ".desktop", ".iso", ".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".pptm", ".ppsm", ".ppam"), _MACHINE),
    **dict.fromkeys((".tif", ".tiff", ".heic", ".heif", ".avif", ".jxl", ".ico"), _METADATA),
}  # fmt: skip
"""Suffix in lower case -> why such a file is not published, as a clause. The others that are not known need no reason."""

FOLDERS = (
    *("files", "file", "assets", "documents", "docs", "pdf", "pdfs", "papers", "slides", "talks", "data", "downloads"),
    *("download", "uploads", "wp-content", "attachments", "resources", "media", "audio", "video", "videos", "podcast"),
    *("images", "image", "img", "pictures", "photos", "figures", "static", "_static", "public", "code", "notebooks"),
)  # fmt: skip
"""Folders at the root from which any post may offer files: where publications, Jekyll's sites and WordPress have them.

Others may hold what is nobody's business: ``private``, ``deploy``, ``src``.
"""

SHOWN_AS_TEXT = frozenset({".txt", ".text", ".csv", ".log"})
"""Types that every host calls text, so that no browser looks whether there is HTML in them."""
_ON_THE_WAY = {suffix for suffix, reason in RUN.items() if reason == _HOST} | {
    ".shtml",
    ".shtm",
    ".stm",
}
"""Apache may be set up to run a file by any of its suffixes (https://httpd.apache.org/docs/2.4/mod/mod_mime.html#multipleext)."""
_PACKED = frozenset({".gz", ".bz2", ".xz", ".zst"})
"""What hosts may take for a file's encoding and not for its type: ``x.svg.gz`` is SVG to a browser then."""
_SUFFIXES = re.compile(r"[.;:]([^.;:]*)")
"""Old servers end a name at a semicolon or colon."""


def run_by_hosts(name: str) -> str:
    """Return the suffix in *name*, wherever it stands, by which a host may be set up to run the file; empty: none."""
    return next((suffix for suffix in _suffixes(name) if suffix in _ON_THE_WAY), "")


def _suffixes(name: str) -> list[str]:
    return [f".{found[1].strip()}" for found in _SUFFIXES.finditer(name.lower())]


def is_played(name: str) -> bool:
    """Return whether a browser may play the file *name*: sound, or film."""
    last = _suffixes(name)[-1:]
    return bool(last) and KNOWN.get(last[0]) in {_SOUND, _FILM} and not run_by_hosts(name)


def why_not(name: str) -> str:
    """Return why readers may not have a file of this name, as the end of a sentence whose subject it is; empty: they may."""
    suffixes = _suffixes(name)
    last = suffixes[-1] if suffixes else ""
    inner = [suffix for suffix in suffixes[:-1] if suffix in _ON_THE_WAY]
    if last in _PACKED:
        inner += [suffix for suffix in suffixes[-2:-1] if suffix in RUN or suffix == ".svg"]
    if last in KNOWN and not inner:
        return ""
    if last in RUN or inner:
        suffix = inner[0] if inner else last
        reason = RUN.get(suffix, _BROWSER)
        return f"has {suffix} in its name, and {reason}"
    kind = f"of the type {last}" if last else "without a type in its name"
    return f"is a file {kind}; only documents, data, sound, film, pictures and archives of known types are published"
