"""Licences as front matter names them."""

from __future__ import annotations

import pytest

from standfirst.text.licences import named

CC = "https://creativecommons.org"


@pytest.mark.parametrize(
    ("licence", "name", "address"),
    [
        ("CC-BY-4.0", "CC-BY-4.0", f"{CC}/licenses/by/4.0/"),
        ("CC BY-SA 4.0", "CC BY-SA 4.0", f"{CC}/licenses/by-sa/4.0/"),
        (" cc-by-nc-nd-3.0 ", "cc-by-nc-nd-3.0", f"{CC}/licenses/by-nc-nd/3.0/"),
        ("CC-BY-NC-SA-3.0-IGO", "CC-BY-NC-SA-3.0-IGO", f"{CC}/licenses/by-nc-sa/3.0/igo/"),
        ("CC-BY-3.0-de", "CC-BY-3.0-de", f"{CC}/licenses/by/3.0/de/"),
        ("CC0", "CC0", f"{CC}/publicdomain/zero/1.0/"),
        ("cc0-1.0", "cc0-1.0", f"{CC}/publicdomain/zero/1.0/"),
        (f"{CC}/licenses/by-nc/4.0/", "CC BY-NC 4.0", f"{CC}/licenses/by-nc/4.0/"),
        (f"{CC}/licenses/by/3.0/deed.de", "CC BY 3.0", f"{CC}/licenses/by/3.0/deed.de"),
        (f"{CC}/publicdomain/zero/1.0/", "CC0 1.0", f"{CC}/publicdomain/zero/1.0/"),
        ("https://example.org/own/", "example.org/own", "https://example.org/own/"),
        ("http://example.org", "example.org", "http://example.org"),
        ("CC-NC-4.0", "CC-NC-4.0", ""),
        ("CC-BY-4", "CC-BY-4", ""),
        ("MIT", "MIT", ""),
        ("All rights reserved", "All rights reserved", ""),
        ("see https://example.org/", "see https://example.org/", ""),
        ('https://example.org/"><b>', 'https://example.org/"><b>', ""),
        ("javascript:alert(1)", "javascript:alert(1)", ""),
        ("", "", ""),
    ],
)
def test_a_licence_has_a_name_and_the_address_of_its_text(licence, name, address):
    """Creative Commons' by name or address, others' as they are written; an address only where it is one."""
    assert named(licence) == (name, address)
