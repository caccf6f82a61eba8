"""The command as a process: what it leaves when it ends."""

from __future__ import annotations

import subprocess
import sys

import pytest

RUN = "import sys; sys.argv[1:] = {arguments}; from standfirst.cli import process; {before}; process.run()"


def ended(*arguments, before="pass", out=subprocess.PIPE):
    """Return how the command ends."""
    program = RUN.format(arguments=[*arguments], before=before)
    return subprocess.run([sys.executable, "-c", program], stdout=out, stderr=subprocess.PIPE, text=True, check=False)  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--version"], 0, "standfirst, version"),
        (["bild"], 2, "No such command 'bild'"),
        (["build", "no-such-folder"], 2, "has no conf.py"),
    ],
)
def test_a_command_ends_with_its_code(arguments, code, said):
    """And all that it has said is there, through a pipe too."""
    found = ended(*arguments)

    assert found.returncode == code
    assert said in found.stdout + found.stderr


def test_what_is_to_be_done_at_the_end_is_done():
    """Functions that a library has registered."""
    found = ended("--version", before="import atexit; atexit.register(print, 'at the end')")

    assert found.stdout.splitlines()[-1] == "at the end"


def test_a_full_disk_is_one_line():
    """Where the output goes to a file that takes nothing more."""
    with open("/dev/full", "w") as full:  # noqa: PTH123
        found = ended("--help", out=full)

    assert found.returncode == 1
    assert found.stderr == "Error: nothing can be printed (No space left on device)\n"


def test_a_fault_of_ours_has_its_traceback():
    """It is no end of the command's."""
    before = "process.main = lambda prog_name: 1 / 0"
    found = ended(before=before)

    assert found.returncode == 1
    assert "ZeroDivisionError" in found.stderr
