"""International Standard Serial Numbers, ISO 3297."""

from __future__ import annotations

import re

from standfirst.settings.option_error import OptionError


def checked(value: object) -> str:
    """Return an ISSN with its hyphen, its check digit tried.

    Source: https://www.issn.org/understanding-the-issn/issn-rules/.

    :raises OptionError: It is none.
    """
    if not isinstance(value, str):
        raise OptionError("is not text", "write it in quotation marks")
    text = value.strip().upper()
    if not text:
        return ""
    found = re.fullmatch(r"(\d{4})-?(\d{3})([\dX])", text)
    if found is None:
        raise OptionError("is not an ISSN", "write it as in '2049-3630'")
    total = sum(
        int(digit) * weight
        for digit, weight in zip(found[1] + found[2], range(8, 1, -1), strict=True)
    )
    if found[3] != "0123456789X"[-total % 11]:
        raise OptionError("has a wrong check digit", "compare it with the ISSN that you were given")
    return f"{found[1]}-{found[2]}{found[3]}"
