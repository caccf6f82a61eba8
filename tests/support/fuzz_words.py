"""What hostile posts are made of: values, marks, and what a directive or a role takes where it is to be carried out."""

from __future__ import annotations

PLAIN = "Words that say nothing follow one another here. " * 16
"""The first paragraph of every post, of which lists show this much and no more, and the second: a colon after it makes it a term."""
SCHEMES = ["javascript", "JaVaScRiPt", "java\tscript", " javascript", "\x01javascript", "data", "vbscript", "blob", "file", "feed:javascript", "view-source", "ms-msdt", "jar", "about", "http", "https", "mailto", "ftp", "tel", "x"]  # fmt: skip
SCRIPTS = [
    "alert(1)",
    "//%0aalert(1)",
    "text/html,<script>alert(1)</script>",
    "text/html;base64,PHNjcmlwdD4=",
]
HOSTS = ["//evil.example/x", "http://127.0.0.1:9/x", "https://evil.example/x.png", "http://[", "https://evil.example:0x/", "//\\evil.example"]  # fmt: skip
FILES = ["/private/secret.pem", "../private/secret.pem", "/.hidden/secret.txt", "../conf.py", "/conf.py", "/etc/passwd", "/proc/self/environ", "../../outside.txt", "{outside}", "file://{outside}", "link.txt", "evil.py", "e.svg", "/posts/e.html", "e.svg?x", "x.png", "/posts/x.png", "p/*", "*", "**", ".", "..", "/", "canary-28", "/2026/05/canary-29/", "/posts/2026-05-29-canary-29.md", "2026-05-30-canary-30", "2026-05-30-canary-30.md", "index", "genindex", "search"]  # fmt: skip
ODD = ["", " ", "0", "-1", "1", "2", "99999999999999999999", "1.5", "1e999", "²", "١", "100%", "2em", "auto", "none", "true", "[]", "{}", "null", "<x>", "x <y>", "x <javascript:alert(1)>", "!x", "~x", "\\", "\\input{/etc/passwd}", "%s", "{0}", "$x$", "`", '"', "'", "::", "::error::x", "##[error]x", "\x1b[2J", "\u202e", "\u2028", "\x00", "\ud800", "中文", "😀", "x" * 300, "posts.evil", "os", "os.system", "python", "html", "raw", "latex", "restructuredtext", "left", "center", "<!-- x -->", "|today|", "|x|", "a, b", "a; b", "a|b", "1-3", "3-1", "utf-8", "utf_16", "zip_codec", "env", "2026-01-02", "xxx"]  # fmt: skip
CLASSES = ["position-fixed", "w-100", "h-100", "top-0", "modal", "sd-card", "sf-article", "bd-main", "headerlink", "a b", "-x", "1"]  # fmt: skip
HANDLERS = ['onload="alert(1)"', "onclick=alert(1)", 'style="position:fixed;inset:0"', 'id="main-content"', 'srcdoc="<script>alert(1)</script>"', 'http-equiv="refresh" content="0;url=//evil.example"', 'xlink:href="javascript:alert(1)"', 'formaction="javascript:alert(1)"', 'autofocus onfocus="alert(1)"']  # fmt: skip
TAGS = ["a", "abbr", "applet", "area", "audio", "base", "body", "br", "button", "canvas", "code", "details", "dialog", "div", "embed", "form", "frame", "frameset", "h1", "h2", "head", "hr", "html", "iframe", "img", "input", "link", "main", "map", "marquee", "math", "meta", "mtext", "noscript", "object", "ol", "option", "p", "param", "picture", "portal", "pre", "script", "select", "slot", "source", "span", "style", "svg", "animate", "foreignObject", "set", "use", "table", "td", "template", "textarea", "title", "track", "ul", "video", "x-y", "xmp", "plaintext"]  # fmt: skip
ATTRIBUTES = ["href", "src", "action", "data", "poster", "srcset", "cite", "background", "class", "id", "name", "target", "rel", "title", "width", "lang", "download", "ping", "type", "content", "value", "is"]  # fmt: skip
MARKS = ["# @w", "## @w", "### @w {#x}", "- @w\n  - @v", "1. @w", "> @w", "@w\n: @v", "|a|b|\n|-|-|\n|@w|@v|", "---", "***", "+++ @w", "% @w", "(@v)=", "(canary-28)=", "*[@v]: @w", "[@v]: @v", "[^@v]: @w", "[^1] @w", "{: .@v #@v onclick=@v}", "{.@v #@v @v=@v}", "{:x: .@v}", "{::comment} @w {:/}", "{::nomarkdown}<@v>@w{:/}", '{::options @v="@v" /}', "$$\n@w @v\n$$", "$$ @v $$ (@v)", "\\begin{@v}\n@w\n\\end{@v}", ":@v: @w", "- [ ] @w", "<!--more-->", "<excerpt/>", "**@w** is @v.", "---\n\n**Author @wh** is @v.", '![@v](@v "@v")\n_▲ @w_', "~~~@v\n@w\n~~~", "    @w @v", '[@v]: <@v> "@v"\n\n[@v] [x][@v] @w', "<@v>", "http://@v", "\\"]  # fmt: skip
"""Blocks: ``@w`` is the post's word, ``@v`` a value."""
REST = [".. |x| replace:: @w\n\n|x| |today|", ".. role:: z(@v)\n   :class: @v\n\n:z:`@w`", ".. _x: @v\n\nx_ @w", ".. [x] @w\n\n[x]_", "@w\n====\n\n@v\n----", ".. @w", "::\n\n  @w", "=== ===\n@w @v\n=== ===", ":@v: @w", ".. default-role:: @v\n\n`@w`", "__ @v\n\n`@w`__", "| @w\n| @v", ">>> @w"]  # fmt: skip
GOOD = {
    "figure": ["x.png", "/posts/x.png"], "image": ["x.png", "https://evil.example/x.png"], "figure-md": ["x"],
    "code-block": ["python", "html"], "code": ["python"], "sourcecode": ["c"], "highlight": ["python"], "grid": ["1 2", "2"],
    "button-link": ["https://a.example/"], "button-ref": ["canary-28", "x"], "include": ["/private/secret.pem"], "literalinclude": ["../../outside.txt"],
    "raw": ["html", "latex"], "only": ["html"], "role": ["z(emphasis)", "z"], "default-role": ["strong", "z"], "default-domain": ["js"],
    "csv-table": ["A table"], "contents": [""], "date": ["%Y"], "unicode": ["0xA9"], "replace": ["x"], "class": ["a"], "toctree": [""],
    "post": [""], "postlist": ["2", ""], "update": ["2026-01-01"], "productionlist": ["x"], "glossary": [""], "index": ["single: a; b", "x"],
    "math": ["a = b"], "meta": [""], "tab-set": [""], "tab-set-code": [""], "hlist": [""], "sectnum": [""], "target-notes": [""], "epigraph": [""],
    "rst:directive:option": ["x"], "js:function": ["f(a)"], "cpp:function": ["int f(int a)"], "c:function": ["int f(int a)"], "function": ["f(a)"],
}  # fmt: skip
"""Arguments with which a directive is carried out; others take the words of a title."""
CONTENT = {
    "meta": [":http-equiv=refresh: 0; url=https://evil.example/", ":@x: y"], "toctree": ["x <javascript:alert(1)>", "*", "/private/secret", "canary-28"], "raw": ["<script>alert(1)</script>"],
    "csv-table": ["a,b"], "list-table": ["* - a\n  - b"], "glossary": ["x\n  y"], "hlist": ["- a\n- b"], "productionlist": ["x: y"], "line-block": ["a"],
}  # fmt: skip
"""What stands in a directive where Markdown would be none."""
ROLES = {
    "octicon": "report;1em;{}", "fa": "globe;{}", "fas": "globe;{}", "material-regular": "check;1em;{}", "doc": "x <{}>", "download": "x <{}>",
    "abbr": "x ({})", "math": "{}", "any": "{}", "term": "x <{}>", "ref": "x <{}>", "bdg-link-primary": "x <{}>", "index": "x; {}", "post": "x <{}>",
}  # fmt: skip
"""The text of a role, with a place for a value."""
PARENTS = {"grid-item": "grid", "grid-item-card": "grid", "tab-item": "tab-set", "step": "steps", "card-header": "card", "card-footer": "card", "replace": "compound"}  # fmt: skip
"""What a directive has to lie in."""
LEADING = frozenset({"target", "link", "url", "file", "avatar", "avatar-link", "img-top", "img-bottom", "img-background", "image", "external_link", "canonical_link", "redirect", "figname", "parser"})  # fmt: skip
"""Options that are addresses or files."""
SOUND = ["1", "2", "", "100%", "left", "x", "top", "note", "url", "1-2", "a, b"]
"""Values that some options take."""
