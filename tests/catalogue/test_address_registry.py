"""Which page lies where: what keeps a page from an address."""

from __future__ import annotations

import pytest

from standfirst.addresses.page_addresses import address
from standfirst.catalogue.address_registry import AddressRegistry


@pytest.mark.parametrize(
    ("held", "path", "holder"),
    [
        ("a.pdf", "a.pdf.html", "it"),
        ("A.PDF", "a.pdf.html", "it"),
        ("a.pdf", "a.html", ""),
        ("a", "a.html", "it"),
        ("a.html", "a.html", "it"),
        ("a/index", "a/", "it"),
        ("a/index.html", "a/", "it"),
        ("a/b.html", "a.html", ""),
        ("a", "a/b/", "it"),
        ("b", "a.html", ""),
    ],
)
def test_a_file_keeps_a_page_from_what_hosts_answer_with_it(held, path, holder):
    """At the page's own name, at that without its ending, and where the page would lie below the file."""
    registry = AddressRegistry()
    registry.keep(held, "it")

    assert registry.holder_of_page(address(path)) == holder
