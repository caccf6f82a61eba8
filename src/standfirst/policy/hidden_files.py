"""The hidden files of ``html_extra_path`` that are published: those that hosts and the web read."""

from __future__ import annotations

PUBLISHED: dict[str, str] = {
    ".well-known": "a folder that the web looks into: security.txt and others, https://www.rfc-editor.org/rfc/rfc8615",
    ".htaccess": "settings that Apache reads, https://httpd.apache.org/docs/2.4/howto/htaccess.html",
    ".nojekyll": "has GitHub Pages publish folders such as _static, https://github.blog/news-insights/bypassing-jekyll-on-github-pages/",
    ".domains": "the host's own domains, which Codeberg Pages reads, https://docs.codeberg.org/codeberg-pages/using-custom-domain/",
}
"""Name -> who reads it."""
LITTER = frozenset({".DS_Store", ".localized", ".directory", ".Spotlight-V100", ".Trashes", ".fseventsd", ".git", ".gitignore", ".gitattributes", ".gitkeep", ".gitmodules", ".keep", ".hg", ".hgignore", ".svn", ".bzr", ".editorconfig", ".sass-cache", ".jekyll-cache", ".jekyll-metadata"})  # fmt: skip
"""What file managers, version control and other engines leave behind, of which nothing need be said."""


def is_published(path: str) -> bool:
    """Return whether the file *path* is one that readers may have, as far as its hidden parts tell."""
    return all(part in PUBLISHED for part in path.split("/") if part.startswith("."))


def is_litter(path: str) -> bool:
    """Return whether *path* is litter, which is left out without a report."""
    return any(part in LITTER or part.startswith("._") for part in path.split("/"))
