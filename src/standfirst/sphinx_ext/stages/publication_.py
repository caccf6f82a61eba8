"""The publication, put together of all records: each stage's result from those before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standfirst.catalogue.listings import keys_of_people
from standfirst.sphinx_ext.read import definitions
from standfirst.sphinx_ext.stages import (
    attachments_,
    catalogue_,
    citations_,
    metadata_,
    pictures_,
)
from standfirst.sphinx_ext.state import Published

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def put_together(app: Sphinx, env: BuildEnvironment, lap: Callable[[str], None]) -> Published:
    """Return the publication, when all documents are read.

    :param lap: Told which stage has ended.
    """
    definitions.put_together(env)
    attachments = attachments_.look_at(app, env)
    extra = catalogue_.extra_files(app)
    publication = catalogue_.make(app, env, extra)
    catalogue_.report(env, publication)
    lap("catalogue")
    pictures = pictures_.make_ready(app, env, publication.catalogue)
    publication, editions, facts = metadata_.gather(app, env, publication, pictures, extra)
    return Published(
        catalogue=publication.catalogue,
        marks=publication.marks,
        addresses=publication.addresses,
        indexes=publication.indexes,
        people=keys_of_people(publication.catalogue),
        extra=extra,
        attachments=attachments,
        pictures=pictures,
        editions=editions,
        facts=facts,
        cited=citations_.gather(app, env, facts),
    )
