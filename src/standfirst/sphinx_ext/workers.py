"""Sharing one build's work among processes.

Sphinx makes a chunk of at most ten documents, forks a process for each and has it send its
whole environment back (``sphinx.util.parallel.make_chunks``); writing, it resolves every
document in the main process first. With that, two cores gain nothing over one. Here there are
as many processes as may work, for each stage; a process takes a run of neighbouring documents, of about as many
bytes as the others, does everything with them, and takes the next that is left: none waits for the others.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from typing import TYPE_CHECKING, Generic, TypeVar

from sphinx.util.parallel import ParallelTasks

from standfirst.incremental.atomic_files import OutputError
from standfirst.limits import faults
from standfirst.limits.worker_process import end_with
from standfirst.sphinx_ext.template_faults import OwnTemplateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_Work = TypeVar("_Work")
_Result = TypeVar("_Result")

_Ending = OSError | OutputError | OwnTemplateError
"""What is said in a line, though it ends the build."""
FEWEST = 24
"""Pieces of work, such as a document is, for which a second process pays for its start."""


def runs(work: Sequence[_Work], weights: Sequence[int], count: int) -> list[list[_Work]]:
    """Return *work* in its order as at most *count* runs of about equal weight, none empty.

    :param weights: One for each piece, of any unit, not negative.
    """
    total = sum(weights) or 1
    result: list[list[_Work]] = []
    passed, last = 0, -1
    for piece, weight in zip(work, weights, strict=True):
        # where the middle of the piece lies decides, so that no rounding favours an end
        run = min(count - 1, (2 * passed + weight) * count // (2 * total))
        if run != last:
            result.append([])
            last = run
        result[-1].append(piece)
        passed += weight
    return result


class _Left(Generic[_Work]):
    """Runs of which each is taken by one process: by whichever asks first."""

    def __init__(self, every: Sequence[list[_Work]]) -> None:
        self.runs = every
        self.taken: list[int] = []
        """Numbers of those that this process has taken."""
        self._next = multiprocessing.get_context("fork").Value("l", 0)

    def __iter__(self) -> Iterator[_Work]:
        """Yield the pieces of the runs that this process takes, one after the other."""
        while True:
            with self._next:
                number = self._next.value
                self._next.value = number + 1
            if number >= len(self.runs):
                return
            self.taken.append(number)
            yield from self.runs[number]

    def drop(self) -> None:
        """Leave none for any process: what they would make is of no use."""
        self._next.value = len(self.runs)

    def pieces(self, taken: Iterable[int]) -> list[_Work]:
        """Return the pieces of runs that were taken."""
        return [piece for number in taken for piece in self.runs[number]]


def _one_done(
    work: Sequence[_Work], weights: Sequence[int], do: Callable[[_Work], None]
) -> tuple[list[_Work], list[int]]:
    """Do a piece of median weight; return the others, with their weights."""
    at = sorted(range(len(work)), key=weights.__getitem__)[len(work) // 2]
    do(work[at])
    return [*work[:at], *work[at + 1 :]], [*weights[:at], *weights[at + 1 :]]


def share(
    work: Sequence[_Work],
    weights: Sequence[int],
    *,
    jobs: int,
    do: Callable[[Iterator[_Work]], _Result],
    take: Callable[[list[_Work], _Result], None],
    runs_each: int = 1,
    fewest: int | None = None,
    here: Callable[[_Work], None] | None = None,
) -> None:
    """Have *jobs* processes *do* the work; *take* here what each has done, and its result.

    Where there is one job, or little work, it is done here. What a process logs is logged
    here; what it raises is raised here.

    :param do: Called once in each process, with its pieces: the next run is taken when its first piece is asked for. Its
        result is pickled.
    :param runs_each: Runs for each process on the average: what some cost beside the others is guessed, and the last is waited for.
    :param fewest: Pieces of work for which a second process pays for its start; :data:`FEWEST` where none is given.
    :param here: Does a piece of median weight in this process, before the others are done
        elsewhere: templates, languages and whatever else it loads are then in every process.
    :raises OSError: As one of the processes raised it; so :exc:`~standfirst.incremental.atomic_files.OutputError`
        and :exc:`~standfirst.sphinx_ext.template_faults.OwnTemplateError`.
    """
    if jobs < 2 or len(work) < (FEWEST if fewest is None else fewest):  # noqa: PLR2004  # one process, this one
        take(list(work), do(iter(work)))
        return
    if here is not None:
        work, weights = _one_done(work, weights, here)
    # what is there now is not looked at again by the collectors of the processes, which would copy it
    gc.freeze()
    tasks, main = ParallelTasks(jobs), os.getpid()
    left = _Left(runs(work, weights, jobs * runs_each))

    # Sphinx makes a text with a traceback of whatever is raised; that a disk is full, or what an editor has
    # to mend in a template, needs none
    def attempt() -> tuple[list[int], _Result] | _Ending:
        # one whose main process was killed would go on writing, then wait for ever for its result to be
        # read, at the other end of a pipe that it holds itself; and the next build would wait for it
        end_with(main)
        try:
            return left.taken, do(iter(left))
        except Exception as exc:
            if isinstance(met := faults.cause(exc), _Ending):
                left.drop()
                return met
            raise

    failed: list[_Ending] = []

    # Sphinx forgets a process before it hands its result on, and stumbles over that where this raises
    def finish(_: None, came: tuple[list[int], _Result] | _Ending) -> None:
        if isinstance(came, _Ending):
            failed.append(came)
        else:
            taken, result = came
            take(left.pieces(taken), result)

    try:
        for _ in left.runs[:jobs]:
            tasks.add_task(attempt, None, finish)
        tasks.join()
        if failed:
            raise failed[0]
    finally:
        gc.unfreeze()
