"""The builder ``cards``: the social card of each article and of the publication.

::

    Post --Card--> hash, the same as before: left as it is
                   else --Compiler--> cards/<docname>.png

A card depends on its own words, the template, the fonts and the compiler, and on nothing else.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from standfirst.editions import books, shelf
from standfirst.incremental.atomic_files import write
from standfirst.incremental.manifest import digest
from standfirst.limits import faults
from standfirst.sphinx_ext.builders.printing import Printing, report
from standfirst.text.counts import counted
from standfirst.typesetting.typesetter import RefusedError

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from standfirst.editions.cards import Card


class CardsBuilder(Printing):
    """Makes the social cards."""

    name = "cards"
    format = "cards"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002  # Sphinx's signature
        """Return nothing: a card links nowhere."""
        return ""

    def write_documents(self, docnames: AbstractSet[str]) -> None:  # noqa: ARG002  # which ones, the manifest knows
        """Make the cards that differ."""
        cards = self._cards()
        self.made = {file: digest(card, self.press.digest) for file, card in cards.items()}
        changed = [file for file in cards if not self.manifest.is_current(file, self.made[file])]
        self.manifest.expect(changed)
        self.make_each(
            "setting cards",
            dict.fromkeys(changed, 1),
            lambda file: self._make(file, cards[file]),
        )
        self.summary = (
            f"{counted(len(changed), 'card')} made, {len(cards) - len(changed):,} left as they were"
        )
        self.check_fonts(self.published.catalogue.posts.values(), "the cards")

    def _cards(self) -> dict[str, Card]:
        from standfirst.editions import cards  # noqa: PLC0415  # needs Typst

        settings = self.domain.inputs.settings
        found = {shelf.CARD: cards.of_publication(settings)}
        posts = (
            post for name, post in self.published.catalogue.posts.items() if self.is_mine(name)
        )
        for post in books.in_order(posts):
            card = self.faults.attempt(partial(cards.of_article, post, settings))
            if isinstance(card, faults.Caught):
                self._without(shelf.card(post.docname), card)
            else:
                found[shelf.card(post.docname)] = card
        return found

    def _without(self, file: str, caught: faults.Caught) -> None:
        name = file.removeprefix("cards/").removesuffix(".png")
        path = self.domain.source(name) if name in self.env.all_docs else ""
        what = "its social card" if path else "the social card of the publication"
        self.output(file).unlink(missing_ok=True)
        self.faults.note(name, path, caught, when="typeset", done="it was not made", what=what)

    def _make(self, file: str, card: Card) -> None:
        caught = self.faults.attempt(lambda: self._set(file, card))
        if isinstance(caught, faults.Caught):
            self._without(file, caught)

    def _set(self, file: str, card: Card) -> None:
        from standfirst.editions import cards  # noqa: PLC0415  # needs Typst

        try:
            content = cards.png(card, self.press)
        except RefusedError as exc:
            report(f"the social card {file} cannot be typeset ({exc}); it was not made", None)
            return
        write(self.output(file), content)

    def finish(self) -> None:
        """Remove the cards that are not wanted any more, and keep the list."""
        self.manifest.finish(self.made)
