"""The exception for a picture that cannot be used."""

from __future__ import annotations


class NoPicture(ValueError):  # noqa: N818  # a finding about bytes from outside, said by the name
    """Bytes that are not a picture, or not safe to open.

    The message is the reason, as the end of a sentence whose subject is the picture: ``is cut off``.
    """
