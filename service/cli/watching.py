"""`tracuu ingest --watch`: go on until interrupted."""

import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from corpus.ingest import Summary
from service.cli.ingest import counted, record
from service.cli.output import note
from service.compose import Service
from service.watching import Watcher


def watch_until_interrupted(
    service: Service, paths: Sequence[str], feeds: Sequence[str]
) -> Summary:
    """Watch files, folders and feeds until Ctrl-C or SIGTERM; return what came of it in all."""
    settings, told = service.settings, _Telling(service)
    watcher = Watcher(
        service.store,
        service.fetcher,
        told,
        folders=[Path(path) for path in paths],
        feeds=feeds,
        seconds=settings.feed_minutes * 60,
    )
    try:
        with _taken_as_interrupt(signal.SIGTERM):
            watcher.start()
            note("watching; Ctrl-C ends it")
            while True:
                # Not for ever at once: a signal that comes just before a wait would be lost in it.
                time.sleep(1)
    except KeyboardInterrupt:
        watcher.stop(settings.shutdown_timeout)
    return told.summary


@contextmanager
def _taken_as_interrupt(number: signal.Signals) -> Iterator[None]:
    """Take a signal as Ctrl-C is taken."""
    before = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(number, before)


class _Telling:
    """Tell on the terminal what watching brings, and publish it."""

    def __init__(self, service: Service) -> None:
        self.summary = Summary()
        self._service = service
        self._one = threading.Lock()

    def came(self, _kind: str, name: str, summary: Summary) -> None:
        """Publish what changed; what a feed lists as refused again and again is told once."""
        with self._one:
            known = set(self.summary.refused)
            fresh = tuple(refusal for refusal in summary.refused if refusal not in known)
            summary = replace(summary, refused=fresh)
            self.summary += summary
            for refusal in fresh:
                note(f"refused: {refusal.name}: {refusal.reason}")
            if record(self._service, summary):
                self._service.publish()
                note(f"{name}: {counted(summary)}")

    def failed(self, _kind: str, name: str, error: Exception, again: float) -> None:
        """Say what failed and when it is tried again."""
        note(f"{name}: {error}; again in {again:.0f} seconds")
