"""What the service tells of its watching: metrics, logs, the audit log."""

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge

from corpus.errors import CorpusError
from corpus.ingest import Summary
from service import audit
from service.http.state import State
from service.watching import LOCK_FILE, Kind, Watcher

WATCHING = "watching"
_MOST_TOLD = 10_000


class Watched:
    """Count and log what watching brings, and have it published."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._log = structlog.get_logger("tracuu.watching")
        registry: CollectorRegistry = state.metrics.registry
        self._articles = Counter(
            "tracuu_watched_articles",
            "What became of the files and pages that watching found.",
            ("kind", "outcome"),
            registry=registry,
        )
        self._failures = Counter(
            "tracuu_watch_failures",
            "Looks at a folder or feed that failed as a whole.",
            ("kind",),
            registry=registry,
        )
        self._last = Gauge(
            "tracuu_watch_last_success_timestamp_seconds",
            "When a look at a folder or feed last succeeded.",
            ("kind",),
            registry=registry,
        )
        self._told: set[tuple[str, str]] = set()

    def came(self, kind: Kind, name: str, summary: Summary) -> None:
        """Count what came, and publish what changed."""
        self._last.labels(kind).set_to_current_time()
        for outcome, count in summary.counts.items():
            self._articles.labels(kind, outcome).inc(count)
        self._log.info("watched", kind=kind, name=name, **summary.counts)
        for refusal in summary.refused:
            # A feed lists what was refused again and again: it is told once.
            if (refusal.key, refusal.reason) not in self._told:
                self._log.info("refused", source=refusal.name, reason=refusal.reason)
                if len(self._told) < _MOST_TOLD:
                    self._told.add((refusal.key, refusal.reason))
        if any(summary.changed.values()):
            data = self._state.settings.data
            audit.record(data, WATCHING, "ingest", source=name, **summary.changed)
            self._state.publisher.request()

    def failed(self, kind: Kind, name: str, error: Exception, again: float) -> None:
        """Count and log a failure, with its traceback where it is a defect."""
        self._failures.labels(kind).inc()
        known = isinstance(error, CorpusError | OSError)
        self._log.warning(
            "watching failed",
            kind=kind,
            name=name,
            error=str(error),
            again_in_seconds=round(again),
            exc_info=None if known else error,
        )


def make_watcher(state: State) -> Watcher:
    """Return the watcher that the settings describe; it is not started."""
    settings, service = state.settings, state.service
    return Watcher(
        service.store,
        service.fetcher,
        Watched(state),
        folders=settings.watch,
        feeds=settings.feeds,
        seconds=settings.feed_minutes * 60,
        lock=settings.data / LOCK_FILE,
    )
