"""Names in the output that no post, author, tag, section, volume or redirect may take.

::

    a segment of a path --refusal()--> why no page may lie there; empty: one may

Two kinds. What the publication itself writes is at its place with everything below it: a page
in a folder ``atom.xml`` would leave the feed no place. What hosts read is no page to them: a
folder ``.htaccess`` has Apache refuse everything beside it, a list ``_redirects`` sends readers
elsewhere. An editor who means that gives the file in ``html_extra_path``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.tables.feed_formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping

OURS_AT_THE_ROOT: Mapping[str, str] = {
    "_static": "style sheets and scripts",
    "_images": "pictures",
    "_downloads": "attachments",
    "_sources": "sources that Sphinx offers",
    "_modules": "sources that Sphinx's viewcode offers",
    "_nginx": "lists of what has moved and what is gone, for nginx",
    ".doctrees": "what Sphinx has read",
    ".buildinfo": "Sphinx's note of its configuration",
    ".standfirst-output": "says that a build has made the folder",
    "objects.inv": "what other publications may refer to",
    "_search": "the index of the search",
    "search": "the search, as hosts that leave '.html' out have it",
    "search.html": "the search",
    "genindex.html": "Sphinx's index",
    "py-modindex.html": "Sphinx's index of modules",
    "opensearch.xml": "the search, as browsers ask for it",
    "404.html": "the page that hosts answer with where there is none",
    "robots.txt": "what crawlers may read",
    "llms.txt": "what language models may read",
    "sitemap.xml": "the addresses of all pages",
    "news-sitemap.xml": "the addresses of what is new",
}
"""What lies at the root alone, and what it is."""
OURS_ANYWHERE: Mapping[str, str] = {
    **{form.file: "a feed" for form in FORMATS},
    "citations.bib": "the citations of a list",
    "citation.bib": "an article's citation",
    "citation.ris": "an article's citation",
    "citation.json": "an article's citation",
    "index.html.md": "an article as Markdown",
}
"""What lies beside many pages under one name. What is named after its page (``slug/slug.pdf``) is
kept when the page gets its address, by :class:`standfirst.catalogue.address_registry.AddressRegistry`."""
OF_HOSTS_AT_THE_ROOT: Mapping[str, str] = {
    # https://docs.netlify.com/manage/routing/headers/
    "_headers": "Netlify and Cloudflare Pages read it",
    # https://docs.netlify.com/manage/routing/redirects/overview/; the publication writes one too
    "_redirects": "Netlify, Cloudflare Pages and GitLab Pages read it",
    # https://docs.netlify.com/build/configure-builds/file-based-configuration/
    "netlify.toml": "Netlify reads it",
    # https://developers.cloudflare.com/pages/functions/advanced-mode/
    "_worker.js": "Cloudflare Pages runs it",
    "_worker.bundle": "Cloudflare Pages runs it",
    # https://developers.cloudflare.com/pages/functions/routing/
    "_routes.json": "Cloudflare Pages reads it",
    # https://docs.github.com/pages/configuring-a-custom-domain-for-your-github-pages-site
    "cname": "GitHub Pages takes the publication's domain from it",
    # https://docs.github.com/pages/setting-up-a-github-pages-site-with-jekyll
    "_config.yml": "GitHub Pages reads it",
    # https://docs.github.com/pages/getting-started-with-github-pages/about-github-pages
    ".nojekyll": "GitHub Pages reads it",
    # https://docs.codeberg.org/codeberg-pages/using-custom-domain/
    ".domains": "Codeberg Pages takes the publication's domain from it",
    # https://docs.netlify.com/build/functions/get-started/
    ".netlify": "Netlify answers there itself",
    # https://vercel.com/docs/project-configuration
    "vercel.json": "Vercel reads it",
    "now.json": "Vercel reads it",
    # https://learn.microsoft.com/azure/static-web-apps/configuration
    "staticwebapp.config.json": "Azure Static Web Apps reads it",
    "routes.json": "Azure Static Web Apps reads it",
}
"""What hosts read at the root, in lower case, and who does."""
WELL_KNOWN = ".well-known"
"""Where certificates are proved and programs look for policies (RFC 8615): the editor's, at the root."""
OF_HOSTS_ANYWHERE: Mapping[str, str] = {
    # https://httpd.apache.org/docs/current/howto/htaccess.html
    ".htaccess": "Apache reads it in every folder",
    ".htpasswd": "Apache takes passwords from it",
    ".htdigest": "Apache takes passwords from it",
    # https://www.php.net/manual/en/configuration.file.per-user.php
    ".user.ini": "PHP reads it in every folder",
    # https://learn.microsoft.com/iis/get-started/planning-your-iis-architecture/the-configuration-system-in-iis-7
    "web.config": "IIS reads it in every folder",
    # https://git-scm.com/docs/gitrepository-layout, where what is built is pushed to a host
    ".git": "git keeps a repository there",
    ".gitignore": "git reads it in every folder",
    ".gitattributes": "git reads it in every folder",
    ".gitmodules": "git reads it",
    ".gitlab-ci.yml": "GitLab runs it",
}
"""What hosts, and git on the way to them, read in every folder, in lower case, and who does."""

_SITEMAPS = re.compile(r"sitemap-\d+\.xml")
_ARCHIVED_FEEDS = re.compile(r"atom-\d+\.xml")
_HTML = ".html"


def refusal(segment: str, *, is_first: bool, is_editors: bool) -> str:
    """Return why no page may lie at or below *segment* of its path, as the end of a sentence; empty: one may.

    :param segment: A folder's name or, of the last one, perhaps a file's; not percent-encoded.
    :param is_first: Whether it lies at the root.
    :param is_editors: Whether the path is the editor's: of a standing page, or from ``conf.py``.
    """
    name = segment.casefold()
    # hosts that leave the ending out answer with the page where a file of that name is asked for
    for tried in dict.fromkeys((name, name.removesuffix(_HTML))):
        host = OF_HOSTS_ANYWHERE.get(tried) or (is_first and OF_HOSTS_AT_THE_ROOT.get(tried))
        if host:
            return f"has a name that hosts read ({segment}: {host})"
        ours = is_first and (tried in OURS_AT_THE_ROOT or _SITEMAPS.fullmatch(tried))
        if ours or tried in OURS_ANYWHERE or _ARCHIVED_FEEDS.fullmatch(tried):
            return f"lies where the publication keeps its own files ({segment})"
    if is_first and name == WELL_KNOWN and not is_editors:
        return f"has a name that programs look for ({segment}), which only an editor may give"
    return ""


def is_read_by_hosts(name: str) -> bool:
    """Return whether hosts read a file of this name wherever it lies."""
    return name.casefold() in OF_HOSTS_ANYWHERE
