"""What all parts that look at a picture say of one that cannot be used."""

from __future__ import annotations


class NoPicture(ValueError):  # noqa: N818  # a finding about bytes from outside, said by the name
    """Bytes that are no picture, or none that is safe to open.

    The message is the reason, as the end of a sentence whose subject is the picture: ``is cut off``.
    """
