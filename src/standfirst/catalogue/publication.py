"""What is made of all records: the catalogue, and every page's address."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.addresses.page_addresses import Addresses
    from standfirst.catalogue.model import Catalogue
    from standfirst.catalogue.post_marks import PostMark
    from standfirst.problems import Located


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Publication:
    """What was made."""

    catalogue: Catalogue
    addresses: Addresses
    indexes: Mapping[str, str]
    """Key in ``standfirst_paths`` -> page name of the page at that folder."""
    problems: tuple[Located, ...]
    marks: Mapping[str, PostMark] = dc.field(default_factory=dict)
    """Of all posts, by docname."""
