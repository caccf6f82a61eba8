"""What is wrong with a value that ``conf.py`` gives, and what to write in its place."""

from __future__ import annotations


class OptionError(ValueError):
    """A value that an option cannot have; the message says why not."""

    def __init__(self, reason: str, remedy: str) -> None:
        """Keep both.

        :param remedy: What to do, with an example where a form is asked for.
        """
        super().__init__(reason)
        self.remedy = remedy
