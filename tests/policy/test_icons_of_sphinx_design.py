"""The icons that sphinx-design has are those that a text may name."""

from __future__ import annotations

from sphinx_design import icons as theirs

from standfirst.policy import icons


def test_every_role_and_every_name_of_sphinx_design_is_known() -> None:
    """A version that brings another role, or names of another form, is seen."""
    styles = {f"material-{style}" for style in ("regular", "outlined", "round", "sharp", "twotone")}
    names = {*theirs.list_octicons(), *theirs.get_material_icon_data("regular")}

    assert set(icons.ROLES) == {"octicon", *styles, *theirs.FA_ROLE_STYLES}
    assert {icons.read(name, has_height=True).name for name in names} == names
    assert len(names) > 1000
