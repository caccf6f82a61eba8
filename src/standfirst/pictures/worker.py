"""The process that converts pictures: a task a line on its standard input, an answer a line on its standard output.

It is a process of its own, so that a picture that takes too long or breaks a decoder ends nothing else.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from standfirst.pictures.conversion import Converter, Task
from standfirst.pictures.errors import NoPicture
from standfirst.pictures.renditions import Recipe, as_values

RECORD = "made.json"
"""What was made of a picture, in its folder: written first, and the folder gets its name when all is in it."""


def carry_out(path: Path, folder: Path, task: Task) -> None:
    """Put into *folder*, at one stroke, what is made of the file *path*, or why nothing is.

    :raises OSError: The folder cannot be written.
    """
    converter = Converter(path.read_bytes(), task)
    try:
        record: dict[str, Any] = {"shown": as_values(converter.shown())}
        files = converter.files
    except NoPicture as exc:
        record, files = {"refused": str(exc)}, {}
    new = folder.with_name(f".new-{os.getpid()}-{folder.name}")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    for name, content in files.items():
        (new / name).write_bytes(content)
    (new / RECORD).write_text(json.dumps(record), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)


def main() -> None:
    """Carry out the tasks until there are no more."""
    for line in sys.stdin:
        path, folder, values = json.loads(line)
        task = Task(**{**values, "recipe": Recipe(**values["recipe"])})
        try:
            carry_out(Path(path), Path(folder), task)
            answer = ""
        except OSError as exc:
            answer = str(exc)
        print(json.dumps(answer), flush=True)  # noqa: T201  # the answer


if __name__ == "__main__":
    main()
