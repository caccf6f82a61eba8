"""Reads an index of the search as its format is documented, and not as it is written."""

from __future__ import annotations

import gzip
import json
import struct
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from pathlib import Path


class SearchReader:
    """The index in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.head: dict[str, Any] = json.loads((folder / "head.json").read_bytes())
        self.bits: int = self.head["bits"]
        self.counts: dict[str, int] = self.head["files"]

    def weights(self, term: str, *, unspaced: bool = False) -> dict[str, int]:
        """Return the weight of a term in each page that has it, by the page's address."""
        kind = "c" if unspaced else "w"
        number = crc32((term if unspaced else term[:4]).encode()) % self.counts[kind]
        raw = self._below_head(kind, number)
        words, size, entries = struct.unpack("<3I", raw[:12])
        names = raw[12 : 12 + size].decode().split("\n") if words else []
        rest = raw[12 + size :]
        counts = _planes(rest[: 4 * words], 4)
        weights = rest[4 * words : 4 * words + entries]
        steps = _planes(rest[4 * words + entries :], 4)
        assert names == sorted(names)
        if term not in names:
            return {}
        at = names.index(term)
        start = sum(counts[:at])
        end = start + counts[at]
        pages = accumulate(steps[start:end])
        return {self.row(page)[1]: weight for page, weight in zip(pages, weights[start:end], strict=True)}  # fmt: skip

    def pair(self, one: str, other: str) -> set[str]:
        """Return the addresses of the pages that have a pair of words, or another of its print."""
        hash_ = (crc32(one.encode()) * 31 + crc32(other.encode())) & 0xFFFFFF00
        length = self.counts["p"].bit_length() - 1
        raw = self._below_head("p", hash_ >> (32 - length))
        (entries,) = struct.unpack("<I", raw[:4])
        prints = accumulate(_planes(raw[4 : 4 + 2 * entries], 2))
        pages = _planes(raw[4 + 2 * entries :], 4)
        wanted = hash_ >> (16 - length) & 0xFFFF
        return {self.row(page)[1] for print_, page in zip(prints, pages, strict=True) if print_ == wanted}  # fmt: skip

    def row(self, page: int) -> list[str]:
        """Return what is shown of a page."""
        count = self.counts["d"].bit_length() - 1
        found = self._json(f"d{page >> (self.bits - count)}")
        assert found["shape"] == [2, self.bits, count]
        row: list[str] = found["rows"][str(page)]
        return row

    def rows(self) -> list[list[str]]:
        """Return what is shown of all pages, by address."""
        files = [self._json(f"d{number}")["rows"] for number in range(self.counts["d"])]
        return sorted((row for rows in files for row in rows.values()), key=lambda row: row[1])

    def facets(self) -> dict[str, dict[str, list[str]]]:
        """Return address of a page -> filter -> values, with its day."""
        found = self._json("facets")
        assert found["shape"] == [2, self.bits, 0]
        result = {}
        for at, page in enumerate(accumulate(found["posts"])):
            of = {
                name: [facet["values"][code] for code in facet["of"][at]]
                for name, facet in found["facets"].items()
            }
            result[self.row(page)[1]] = {**of, "day": found["days"][at]}
        return result

    def simplified(self) -> dict[str, str]:
        """Return traditional character -> simplified one."""
        raw = gzip.decompress((self.folder / "simplified.bin").read_bytes())
        (count,) = struct.unpack("<I", raw[:4])
        ones = accumulate(_planes(raw[4 : 4 + 3 * count], 3))
        others = _planes(raw[4 + 3 * count :], 3)
        return {chr(other): chr(one) for one, other in zip(ones, others, strict=True)}

    def _json(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(
            gzip.decompress((self.folder / f"{name}.bin").read_bytes())
        )
        return found

    def _below_head(self, kind: str, number: int) -> bytes:
        raw = gzip.decompress((self.folder / f"{kind}{number}.bin").read_bytes())
        assert raw[:4] == bytes([2, self.bits, self.counts[kind].bit_length() - 1, ord(kind)])
        return raw[4:]


def _planes(raw: bytes, size: int) -> list[int]:
    count = len(raw) // size
    columns = [raw[n * count : (n + 1) * count] for n in range(size)]
    return [int.from_bytes(bytes(digits)) for digits in zip(*columns, strict=True)]
