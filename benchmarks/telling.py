"""What a terminal is told: measurements, and the tables that are made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from benchmarks import first_page, plots, results, tables

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from benchmarks import editions
    from benchmarks.results import Measurement, Results


def line(found: Results, done: Measurement) -> str:
    """Return what one build took."""
    wrong = f"; {', '.join(done.faults)}" if done.faults else ""
    return (
        f"{found.labels[done.engine]}, {done.posts:,} posts, {done.kind}: {done.wall:.2f} s, CPU {done.cpu:.2f} s, "
        f"{done.memory / 1e6:,.0f} MB {done.memory_is}, {done.files:,} files of {done.bytes / 1e6:,.1f} MB{wrong}"
    )


def draw(found: Results, folder: Path, console: Console) -> None:
    """Write tables and pictures into *folder*, and show the tables."""
    tables.write(found, folder)
    pictures = plots.write(found, folder)
    for name, make in tables.TABLES.items():
        _show(make(found), f"{tables.TITLES[name]} ({found.machine})", console)
    console.print(f"Results, tables and {len(pictures)} pictures are in {folder}")


def draw_editions(found: editions.Editions, folder: Path, console: Console) -> None:
    """Write the table of editions into *folder*, and show it."""
    tables.write_editions(found, folder)
    title = f"Editions of {found.articles:,} articles, after their pages ({found.machine})"
    _show(tables.editions(found), title, console)


def _show(given: tables.Rows, title: str, console: Console) -> None:
    head, *rows = given
    if rows:
        table = Table(*head, title=title)
        for row in rows:
            table.add_row(*row)
        console.print(table)


def look(work: Path, found: Results, output: Path, seed: int, console: Console) -> None:
    """Have Lighthouse look at an article, where it is installed."""
    if why := first_page.missing():
        console.print(f"What a reader loads first is left out: {why}", highlight=False)
    else:
        console.print("Lighthouse looks at an article", highlight=False)
        try:
            found.first_page = first_page.measure(work, seed)
        except ValueError as exc:
            console.print(str(exc), markup=False, highlight=False)
            return
        first_page.save(found.first_page, output / results.FIRST_PAGE)
