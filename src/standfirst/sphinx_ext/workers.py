"""Sharing one build's work among processes.

Sphinx makes a chunk of at most ten documents, forks a process for each and has it send its
whole environment back (``sphinx.util.parallel.make_chunks``); writing, it resolves every
document in the main process first. With that, two cores gain nothing over one. Here each
process gets a run of neighbouring documents, of about as many bytes as the others', and does
everything with them; where it is cheap to begin, runs are shorter, and none waits for the others.
"""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING, TypeVar

from sphinx.util.parallel import ParallelTasks

from standfirst.incremental.atomic_files import OutputError
from standfirst.limits import faults
from standfirst.limits.worker_process import end_with
from standfirst.sphinx_ext.template_faults import OwnTemplateError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_Work = TypeVar("_Work")
_Result = TypeVar("_Result")

_Ending = OSError | OutputError | OwnTemplateError
"""What is said in a line, though it ends the build."""
FEWEST = 24
"""Pieces of work for which a second process pays for its start."""


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


def share(
    work: Sequence[_Work],
    weights: Sequence[int],
    *,
    jobs: int,
    do: Callable[[list[_Work]], _Result],
    take: Callable[[list[_Work], _Result], None],
    runs_each: int = 1,
    here: Callable[[_Work], None] | None = None,
) -> None:
    """Have *jobs* processes *do* the work; *take* each one's result here.

    Where there is one job, or little work, it is done here. What a process logs is logged
    here; what it raises is raised here.

    :param do: Runs in the other process; its result is pickled.
    :param runs_each: Runs for each process, one after another: of some, what they cost beside
        the others is guessed, and the last is waited for.
    :param here: Does a piece of median weight in this process, before the others are done
        elsewhere: templates, languages and whatever else it loads are then in every process.
    :raises OSError: As one of the processes raised it; so :exc:`~standfirst.incremental.atomic_files.OutputError`
        and :exc:`~standfirst.sphinx_ext.template_faults.OwnTemplateError`.
    """
    if jobs < 2 or len(work) < FEWEST:  # noqa: PLR2004  # one process, this one
        take(list(work), do(list(work)))
        return
    if here is not None:
        at = sorted(range(len(work)), key=weights.__getitem__)[len(work) // 2]
        here(work[at])
        work = [*work[:at], *work[at + 1 :]]
        weights = [*weights[:at], *weights[at + 1 :]]
    # what is there now is not looked at again by the collectors of the processes, which would copy it
    gc.freeze()
    tasks, main = ParallelTasks(jobs), os.getpid()

    # Sphinx makes a text with a traceback of whatever is raised; that a disk is full, or what an editor has
    # to mend in a template, needs none
    def attempt(run: list[_Work]) -> _Result | _Ending:
        # one whose main process was killed would go on writing, then wait for ever for its result to be
        # read, at the other end of a pipe that it holds itself; and the next build would wait for it
        end_with(main)
        try:
            return do(run)
        except Exception as exc:
            if isinstance(met := faults.cause(exc), _Ending):
                return met
            raise

    failed: list[_Ending] = []

    # Sphinx forgets a process before it hands its result on, and stumbles over that where this raises
    def finish(run: list[_Work], result: _Result | _Ending) -> None:
        if isinstance(result, _Ending):
            failed.append(result)
        else:
            take(run, result)

    try:
        for run in runs(work, weights, jobs * runs_each):
            tasks.add_task(attempt, run, finish)
        tasks.join()
        if failed:
            raise failed[0]
    finally:
        gc.unfreeze()
