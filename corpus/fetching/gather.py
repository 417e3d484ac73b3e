"""Addresses, feeds and sitemaps into the store, nothing fetched that has not changed.

A group of addresses is fetched first and put into the store then, so that the lock of the one
writer is never held while a server is waited for. What a server said of a page is noted after the
page is in the store: an interrupt in between costs one more look and loses nothing.
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.articles import RawDocument, State, Unchanged
from corpus.errors import FetchRefused
from corpus.fetching.addresses import host_of, normal, without_trackers
from corpus.fetching.documents import document
from corpus.fetching.feeds import Listed, Listing, read_listing
from corpus.fetching.fetcher import Fetched, Fetcher, Seen
from corpus.ingest import VERSION, Progress, Source, Summary, ingest
from corpus.readers import Refusal
from corpus.store import Store, Visit
from corpus.store.known import chunks

_STRIKES = 3  # failures in a row after which a host is left alone till the feed's next time
_LOOKED_UP = 500  # addresses at a time
_GROUP = 20  # pages that go into the store together
_GROUP_BYTES = 32 * 1024 * 1024
MOST_FILES = 1_000
"""How many files of one sitemap are read at a time; an index may name fifty thousand."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What became of the pages of a feed.

    `more` where some were left for the next time, `failed` where some failed for now.
    """

    summary: Summary
    more: bool
    failed: bool


@dataclass
class Gatherer:
    """Bring addresses and feeds into a store.

    `stopped` is asked between two addresses; what was fetched until then is kept.
    """

    store: Store
    fetcher: Fetcher
    stopped: Callable[[], bool] = lambda: False

    def addresses(self, addresses: Sequence[str], *, progress: Progress | None = None) -> Summary:
        """Fetch addresses, each unless its server says that it has not changed."""
        pages = [Listed(address, "") for address in dict.fromkeys(map(_spelled, addresses))]
        return self._bring(pages, progress, most=len(pages)).summary

    def feed(
        self, address: str, *, progress: Progress | None = None, most: int | None = None
    ) -> Gathered:
        """Fetch what a feed or sitemap lists and has not listed so before, at most `most` pages.

        What is listed as it was is left alone, and so is what somebody has removed from the
        store. What failed for now is tried again the next time. Raises FetchRefused where the
        feed itself cannot be fetched or read.
        """
        pages, files = self._listed(_spelled(address))
        gathered = self._bring(pages, progress, most=len(pages) if most is None else most)
        if not gathered.more and not gathered.failed:
            # Only now: a file that is unchanged is not read again.
            self.store.note_visits(files)
        return gathered

    def _listed(self, feed: str) -> tuple[list[Listed], list[Visit]]:
        """Return the pages of a feed, and what to note of the files that list them."""
        pages: dict[str, Listed] = {}
        visits: list[Visit] = []
        asked: set[str] = set()
        waiting = [Listed(feed, "")]
        while waiting and len(asked) < MOST_FILES and not self.stopped():
            file = waiting.pop(0)
            if file.address in asked:
                continue
            asked.add(file.address)
            try:
                listing, visit = self._listing(file)
            except FetchRefused as error:
                if file.address == feed:
                    raise
                _log.warning("%s of %s: %s", file.address, feed, error.reason)
                continue
            visits += [visit] if visit else []
            waiting += listing.sitemaps
            for page in listing.pages:
                pages.setdefault(page.address, page)
        return list(pages.values()), visits

    def _listing(self, file: Listed) -> tuple[Listing, Visit | None]:
        """Return what one file lists, nothing where it has not changed."""
        known = _current(self.store.visits([file.address]).get(file.address))
        if known and file.stamp and known.stamp == file.stamp:
            return Listing(()), None
        fetched = self.fetcher.fetch(file.address, _seen(known))
        if fetched.content is None:
            return Listing(()), None
        listing = read_listing(fetched.content, fetched.url, self.fetcher.limits.bytes)
        return listing, visit_of(file.address, fetched, None, file.stamp)

    def _bring(self, pages: Sequence[Listed], progress: Progress | None, *, most: int) -> Gathered:
        """Bring pages into the store, of those that must be fetched at most `most`."""
        summary, more, failed, done = Summary(), False, False, 0
        strikes: Counter[str] = Counter()
        for group in chunks(pages, _LOOKED_UP):
            known = self.store.visits([page.address for page in group])
            states = self.store.states([visit.key for visit in known.values() if visit.key])
            batch = _Batch()
            settled: list[Source] = []
            for page in group:
                visit = known.get(page.address)
                state = states.get(visit.key or "") if visit else None
                if (before := _as_before(page, visit, state)) is not None:
                    settled.append(before)
                elif self.stopped() or most <= 0:
                    more = True
                    continue
                elif page.stamp and strikes[host_of(page.address)] >= _STRIKES:
                    failed = True
                    continue
                else:
                    most -= 1
                    error = self._look(page, visit, state, batch)
                    _judge(strikes, host_of(page.address), error)
                    failed = failed or error is not None
                    if len(batch.sources) >= _GROUP or batch.size >= _GROUP_BYTES:
                        summary += batch.put(self.store)
                        batch = _Batch()
                done += 1
                if progress:
                    progress(done, len(pages))
            summary += batch.put(self.store) + _counted(settled)
        return Gathered(summary, more, failed)

    def _look(
        self, page: Listed, visit: Visit | None, state: State | None, batch: "_Batch"
    ) -> FetchRefused | None:
        """Fetch a page into the batch; return what went wrong where it may pass by itself."""
        known = _current(visit)
        if known and not known.refused and state != "live":
            known = None  # there is nothing that "unchanged" could stand for
        try:
            fetched = self.fetcher.fetch(page.address, _seen(known))
            if fetched.content is None and known:
                batch.sources.append(_source(known))
                batch.visits.append(replace(known, stamp=page.stamp or known.stamp))
            else:
                raw = document(fetched)
                batch.add(raw, visit_of(page.address, fetched, raw.key, page.stamp))
        except FetchRefused as error:
            if self.stopped():
                return error
            batch.sources.append(Refusal(page.address, page.address, error.reason))
            if not error.passing:
                key = visit.key if visit else None
                refused = Visit(page.address, page.address, key, stamp=page.stamp or None,
                                refused=error.reason, version=VERSION)  # fmt: skip
                batch.visits.append(refused)
            return error if error.passing else None
        return None


class _Batch:
    """Sources that go into the store together, with what to note of them afterwards."""

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self.visits: list[Visit] = []
        self.size = 0

    def add(self, raw: RawDocument, visit: Visit) -> None:
        self.sources.append(raw)
        self.visits.append(visit)
        self.size += len(raw.content)

    def put(self, store: Store) -> Summary:
        if any(isinstance(source, RawDocument) for source in self.sources):
            summary = ingest(self.sources, store)
        else:
            summary = _counted(self.sources)  # nobody need wait for the one writer
        reasons = {refusal.key: refusal.reason for refusal in summary.refused}
        found = {visit.key: visit.address for visit in self.visits if visit.key}
        if self.visits:
            store.note_visits(
                [
                    replace(visit, refused=reasons[visit.key]) if visit.key in reasons else visit
                    for visit in self.visits
                ]
            )
        refused = (replace(one, name=found.get(one.key, one.name)) for one in summary.refused)
        return replace(summary, refused=tuple(refused))


def _judge(strikes: Counter[str], host: str, error: FetchRefused | None) -> None:
    """Count the failures of a host in a row; to be asked to wait is enough by itself."""
    if error is None:
        strikes[host] = 0
    else:
        strikes[host] += _STRIKES if error.kind == "busy" else 1


def _counted(sources: Sequence[Source]) -> Summary:
    """Return the summary of sources that were not fetched."""
    refused = tuple(source for source in sources if isinstance(source, Refusal))
    return Summary(unchanged=len(sources) - len(refused), refused=refused)


def _as_before(page: Listed, visit: Visit | None, state: State | None) -> Source | None:
    """Return what a page of a feed is without fetching it, None where it must be fetched."""
    if not page.stamp or visit is None:
        return None
    if state == "removed":
        return Unchanged(page.address)
    known = _current(visit)
    return _source(known) if known and known.stamp == page.stamp else None


def _source(visit: Visit) -> Source:
    """Return what an address that has not changed stands for."""
    if visit.refused:
        return Refusal(visit.address, visit.address, visit.refused)
    return Unchanged(visit.address)


def _current(visit: Visit | None) -> Visit | None:
    """Return a visit unless an earlier version of the program made it."""
    return visit if visit and visit.version == VERSION else None


def _seen(visit: Visit | None) -> Seen | None:
    return Seen(visit.url, visit.etag, visit.last_modified) if visit else None


def visit_of(address: str, fetched: Fetched, key: str | None, stamp: str = "") -> Visit:
    """Return what to note of an address that was fetched; see `Visit`."""
    seen = fetched.seen
    return Visit(address, seen.url, key, seen.etag, seen.last_modified, stamp or None,
                 version=VERSION)  # fmt: skip


def _spelled(address: str) -> str:
    return without_trackers(normal(address))
