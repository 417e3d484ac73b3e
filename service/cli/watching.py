"""`tracuu ingest --watch`: go on until told to end."""

import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.ingest import Summary
from service.cli.ingest import counted, record
from service.cli.output import note
from service.compose import Service
from service.watching import Watcher

_TICK_SECONDS = 0.5


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
    with _told_to_end() as end:
        watcher.start()
        note("watching; Ctrl-C ends it")
        while not end.told:
            time.sleep(_TICK_SECONDS)
    # From here on a signal ends the program at once: what is stored is stored whole.
    watcher.stop(settings.shutdown_timeout)
    return told.summary


@dataclass
class _End:
    """Whether a signal has come; a flag, for an exception could come where it is swallowed."""

    told: bool = False

    def __call__(self, *_: object) -> None:
        """Take the signal."""
        self.told = True


@contextmanager
def _told_to_end() -> Iterator[_End]:
    """Take Ctrl-C and SIGTERM; an ignored Ctrl-C stays so, as shells start what runs behind."""
    end = _End()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number, handler in before.items():
        if (number, handler) != (signal.SIGINT, signal.SIG_IGN):
            signal.signal(number, end)
    try:
        yield end
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Telling:
    """Tell on the terminal what watching brings, and publish it."""

    def __init__(self, service: Service) -> None:
        self.summary = Summary()
        self._service = service
        self._one = threading.Lock()
        self._unpublished = False

    def came(self, _kind: str, name: str, summary: Summary) -> None:
        """Publish what changed; what a feed lists as refused again and again is told once."""
        with self._one:
            known = set(self.summary.refused)
            fresh = tuple(refusal for refusal in summary.refused if refusal not in known)
            summary = replace(summary, refused=fresh)
            self.summary += summary
            for refusal in fresh:
                note(f"refused: {refusal.name}: {refusal.reason}")
            if changed := record(self._service, summary):
                self._unpublished = True
            if self._unpublished:
                # Where this fails, the watcher looks again, and it is done then.
                self._service.publish()
                self._unpublished = False
            if changed:
                note(f"{name}: {counted(summary)}")

    def failed(self, _kind: str, name: str, error: Exception, again: float) -> None:
        """Say what failed and when it is tried again."""
        note(f"{name}: {error}; again in {again:.0f} seconds")
