"""Verifies a store: changed or missing files, missing pictures, and files that nothing needs."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING

from standfirst.pictures.formats.inspect import inspect
from standfirst.pictures.formats.opening import NoPicture
from standfirst.pictures.remote.request import Failed, Fetched, FetchRequest
from standfirst.pictures.remote.store import hash_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from standfirst.pictures.remote.fetcher import Answer, Fetcher
    from standfirst.pictures.remote.store import Changes, Store
    from standfirst.pictures.remote.wanted import WantedPicture


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Trouble:
    """One thing that is wrong."""

    subject: str
    """Address of the picture."""
    message: str
    """A clause, with the remedy."""
    place: str = ""
    """``file:line`` of the source that shows it first, where there is one."""


@dc.dataclass(frozen=True, kw_only=True, slots=True)
class Surplus:
    """The entries and files of a store that nothing needs."""

    urls: tuple[str, ...]
    """Addresses of pictures that no source shows."""
    files: tuple[Path, ...]
    """Those that would then belong to no address, and those that do not now."""
    bytes: int
    """Of the files together."""


def verify(store: Store, pictures: Mapping[str, WantedPicture]) -> list[Trouble]:
    """Return what is wrong with *store*, in order of address.

    :param pictures: What the publication shows, by canonical address.
    """
    found = [
        Trouble(
            subject=wanted.url,
            message="it is not in the store; `standfirst images fetch` fetches it or says why",
            place=_place(wanted),
        )
        for wanted in pictures.values()
        if store.find(wanted.url) is None
    ]
    for url, held in store.entries.items():
        if store.is_whole(held):
            continue
        file = store.file(held)
        remedy = "take it from an earlier commit, or remove it and fetch again"
        message = f"its file {file} has changed; {remedy}" if file.exists() else f"its file {file} is not there; fetch again"  # fmt: skip
        found.append(Trouble(subject=url, message=message, place=_place(pictures.get(url))))
    return sorted(found, key=lambda trouble: trouble.subject)


def changed_there(
    store: Store, pictures: Mapping[str, WantedPicture], fetcher: Fetcher
) -> list[Trouble]:
    """Return the pictures that have changed at their addresses, or are gone; the stored ones are kept."""
    said = dict.fromkeys(store.entries, "there was no time to ask for it; verify again")

    def take(asked: FetchRequest, answer: Answer) -> None:
        said[asked.url] = _difference(store, asked.url, answer)

    fetcher.fetch(
        [
            FetchRequest(url=url, etag=held.etag, last_modified=held.last_modified)
            for url, held in store.entries.items()
        ],
        take,
    )
    return [
        Trouble(subject=url, message=message, place=_place(pictures.get(url)))
        for url, message in said.items()
        if message
    ]


def _difference(store: Store, url: str, answer: Answer) -> str:
    if isinstance(answer, Failed):
        return f"it can no longer be fetched: {answer}; the stored one is kept"
    if not isinstance(answer, Fetched) or hash_of(answer.content) == store.entries[url].sha256:
        return ""
    try:
        inspect(answer.content)
    except NoPicture as exc:
        return f"what is there now {exc}; the stored one is kept"
    return "it has changed at its address; the stored one is kept, `standfirst images fetch --update` takes the new one"


def surplus(store: Store, pictures: Mapping[str, WantedPicture]) -> Surplus:
    """Return the entries and files of *store* that nothing needs.

    :param pictures: What the publication shows, by canonical address.
    """
    urls = tuple(url for url in store.entries if url not in pictures)
    needed = {store.file(store.entries[url]) for url in pictures if url in store.entries}
    theirs = {store.file(store.entries[url]) for url in urls} - needed
    files = tuple(sorted(path for path in {*theirs, *store.strays()} if path.is_file()))
    return Surplus(urls=urls, files=files, bytes=sum(path.stat().st_size for path in files))


def prune(changes: Changes, what: Surplus) -> None:
    """Take *what* out of the store: first the entries, then the files.

    :raises StoreError: The lock file cannot be written, or a file not be removed.
    """
    for url in what.urls:
        changes.drop(url)
    changes.save()
    for path in what.files:
        changes.remove(path)


def _place(wanted: WantedPicture | None) -> str:
    return f"{wanted.uses[0].source}:{wanted.uses[0].line}" if wanted and wanted.uses else ""
