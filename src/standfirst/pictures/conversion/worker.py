"""The process that converts pictures, one after another."""

from __future__ import annotations

import dataclasses as dc
import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

from standfirst.limits.worker_process import serve
from standfirst.pictures.conversion.convert import Converter, Task
from standfirst.pictures.conversion.renditions import Recipe
from standfirst.pictures.errors import NoPicture
from standfirst.pictures.formats import svg

RECORD = "made.json"
"""What was made of a picture, in its folder, or why nothing was."""
NEW = ".new"
"""How the name of a folder begins that is not whole yet."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class ConverterAnswer:
    """The result of a job."""

    refused: str = ""
    """Why there is nothing, where that may be otherwise the next time."""
    failed: str = ""
    """Why the folder could not be written."""


def job(path: Path, folder: Path, task: Task) -> tuple[str, str, dict[str, Any]]:
    """Return a job as plain values."""
    return os.fspath(path), os.fspath(folder), dc.asdict(task)


def carry_out(path: Path, folder: Path, task: Task) -> ConverterAnswer:
    """Convert the file *path* into *folder*, all at once, or return why it cannot be."""
    try:
        content = path.read_bytes()
    except OSError as exc:
        return ConverterAnswer(refused=f"cannot be read ({exc.strerror})")
    if hashlib.sha256(content).hexdigest() != task.sha256:
        return ConverterAnswer(refused="has changed during the build")
    converter = Converter(content, task)
    try:
        record: dict[str, Any] = {"shown": dc.asdict(converter.shown())}
        files = converter.files
    except NoPicture as exc:
        record, files = {"refused": str(exc)}, {}
    except Exception as exc:  # noqa: BLE001  # bytes from outside; the next picture may be a good one
        return ConverterAnswer(refused=f"cannot be converted ({exc or type(exc).__name__})")
    try:
        said = json.dumps({**record, "checks": svg.CHECKS})
        _write(folder, {**files, RECORD: said.encode()})
    except OSError as exc:
        return ConverterAnswer(failed=str(exc.strerror))
    return ConverterAnswer()


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Make the folder with the files in it, in place of one that is there."""
    new = folder.with_name(f"{NEW}-{os.getpid()}-{folder.name}")
    try:
        new.mkdir(parents=True)
        for name, content in files.items():
            (new / name).write_bytes(content)
        shutil.rmtree(folder, ignore_errors=True)
        try:
            new.rename(folder)
        except OSError:
            if not (folder / RECORD).is_file():  # else another process was first, with the same
                raise
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _answer(job: tuple[str, str, dict[str, Any]]) -> tuple[dict[str, Any], bytes]:
    path, folder, values = job
    recipe = values.pop("recipe")
    task = Task(**values, recipe=Recipe(**{**recipe, "widths": tuple(recipe["widths"])}))
    return dc.asdict(carry_out(Path(path), Path(folder), task)), b""


def main() -> None:
    """Carry out the jobs until there are no more."""
    serve(_answer)


if __name__ == "__main__":
    main()
