"""Templates as Jinja has compiled them: pure."""

from __future__ import annotations

from jinja2 import DictLoader, Environment

from standfirst.sphinx_ext.html.jinja_bridge import Compiled as Kept


def _page(folder, text):
    cache = Kept(str(folder))
    environment = Environment(loader=DictLoader({"a.html": text}), bytecode_cache=cache)  # noqa: S701
    return environment.get_template("a.html").render(x=1)


def test_what_is_kept_is_used_where_the_text_is_the_same(tmp_path):
    """A template that has changed, or whose file is damaged, is compiled again."""
    assert _page(tmp_path, "<p>{{ x }}</p>") == "<p>1</p>"
    (file,) = tmp_path.iterdir()
    assert _page(tmp_path, "<p>{{ x }}</p>") == "<p>1</p>"
    assert _page(tmp_path, "<b>{{ x }}</b>") == "<b>1</b>"
    for content in (b"", file.read_bytes()[:-9], b"\0" * 99):
        file.write_bytes(content)

        assert _page(tmp_path, "<b>{{ x }}</b>") == "<b>1</b>"


def test_pages_are_made_where_nothing_can_be_kept(tmp_path):
    """That there is no room is said of the page."""
    assert _page(tmp_path / "gone", "<p>{{ x }}</p>") == "<p>1</p>"
