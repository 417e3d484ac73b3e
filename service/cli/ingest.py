"""`tracuu ingest` and `tracuu reindex`."""

import re
from typing import Annotated

import typer

from corpus.errors import FetchRefused
from corpus.fetching.addresses import host_of, normal
from corpus.fetching.gather import Gatherer
from corpus.ingest import Summary
from corpus.ingest import ingest as run_ingest
from corpus.readers import Refusal, walk
from service import audit
from service.cli import options as o
from service.cli.output import emit, note, say
from service.cli.progress import bar
from service.compose import Service
from service.errors import BadInput
from service.settings import load_settings

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(ingest)
    app.command()(reindex)


def ingest(
    sources: Annotated[
        list[str] | None, typer.Argument(help="Files, folders and addresses.", metavar="[SOURCE…]")
    ] = None,
    *,
    feed: Annotated[
        list[str] | None,
        typer.Option("--feed", metavar="URL", help="Feed or sitemap; repeatable."),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on with what is new there, until interrupted.")
    ] = False,
    data: o.Data = None,
    as_json: o.Json = False,
) -> int:
    """Read articles into the store and publish the index."""
    given, feeds = sources or [], [_checked(address) for address in feed or []]
    if not given and not feeds:
        raise BadInput("nothing to ingest; give files, folders, addresses, or --feed URL")
    addresses = [_checked(source) for source in given if _ADDRESS.match(source)]
    paths = [source for source in given if not _ADDRESS.match(source)]
    found = walk(paths)  # a path that does not exist is known before anything is made
    with Service(load_settings(data=data), create=True) as service:
        summary = Summary()
        if watch:
            if not paths and not feeds:
                raise BadInput("nothing to watch; give a folder, or --feed URL")
            # It needs what no other command does.
            from service.cli.watching import watch_until_interrupted  # noqa: PLC0415

            if addresses:
                summary += _fetch(service, addresses, [])
                record(service, summary)
            service.publish()
            summary += watch_until_interrupted(service, paths, feeds)
            return _told(summary, as_json)
        if paths:
            with bar("articles") as progress:
                summary += run_ingest(
                    found, service.store, progress=progress, executors=service.executors
                )
        if addresses or feeds:
            summary += _fetch(service, addresses, feeds)
        record(service, summary)
        with bar("passages") as progress:
            service.publish(progress, on_cluster=True)
    return _told(summary, as_json)


def _checked(address: str) -> str:
    """Return an address that can be asked for; raise BadInput for what is none."""
    try:
        return normal(address)
    except FetchRefused as error:
        raise BadInput(error.reason) from None


def _fetch(service: Service, addresses: list[str], feeds: list[str]) -> Summary:
    """Bring addresses and what feeds list into the store."""
    gatherer = Gatherer(service.store, service.fetcher)
    summary = Summary()
    if addresses:
        with bar("addresses") as progress:
            summary += gatherer.addresses(addresses, progress=progress)
    for address in feeds:
        with bar(host_of(address)) as progress:
            try:
                summary += gatherer.feed(address, progress=progress).summary
            except FetchRefused as error:
                summary += Summary(refused=(Refusal(address, address, error.reason),))
    return summary


def record(service: Service, summary: Summary) -> bool:
    """Note in the audit log what changed; return whether anything did."""
    if not any(summary.changed.values()):
        return False
    audit.record(service.settings.data, audit.COMMAND_LINE, "ingest", **summary.changed)
    return True


def counted(summary: Summary) -> str:
    """Return how many sources became what, for people."""
    return ", ".join(f"{outcome} {count}" for outcome, count in summary.counts.items())


def _told(summary: Summary, as_json: bool) -> int:
    """Tell what became of the sources; return the exit code."""
    if as_json:
        refused = [{"name": r.name, "reason": r.reason} for r in summary.refused]
        emit({**summary.counts, "refused": refused})
    else:
        for refusal in summary.refused:
            note(f"refused: {refusal.name}: {refusal.reason}")
        say(counted(summary))
    return 1 if summary.refused else 0


def reindex(data: o.Data = None, as_json: o.Json = False) -> int:
    """Build a new index from the store, and find the copies among its articles anew."""
    with Service(load_settings(data=data)) as service, bar("passages") as progress:
        with service.store.writing():
            service.store.recluster()
        manifest = service.publish(progress, rebuild=True, on_cluster=True)
    if as_json:
        emit({"passages": manifest.passages, "generation": manifest.generation})
    else:
        say(f"indexed {manifest.passages} passages")
    return 0
