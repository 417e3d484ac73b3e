"""What each step of an ingest takes when more articles come into a corpus that is there.

In one process, on its processor time alone, so that what else the machine does is not in it.
"""

import functools
import itertools
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.workloads import lines
from corpus import ingest
from corpus.articles import RawDocument
from corpus.store import Store
from service.compose import Service
from service.settings import load_settings

MORE = 1_000
_OF = {
    "cleaning": "corpus.ingest.clean",
    "directives": "corpus.ingest.find_directives",
    "documents": "corpus.ingest.find_documents",
    "bands": "corpus.ingest.bands",
    "clusters": "corpus.store.clustering.arrange",
    "store": "corpus.store.Store.put_many",
}


def steps(news: Path, data: Path, more: int = MORE) -> dict[str, Any]:
    """Put so many articles on top of a corpus; return milliseconds of each step per article.

    `clusters` is a part of `store`; `bands` and `clusters` together are what near-duplicates cost.
    """
    every = [
        RawDocument(f"more:{n}", f"more-{n}", _text(row).encode(), "text/plain")
        for n, row in enumerate(itertools.islice(lines(news), 20 * more))
    ]
    spent: Counter[str] = Counter()
    with Store.open(data / "store.sqlite") as store, _timed(spent):
        # Those of an earlier measurement are there already.
        here = store.states([source.key for source in every])
        sources = [source for source in every if source.key not in here][:more]
        started = time.process_time()
        summary = ingest.ingest(sources, store)
        whole = time.process_time() - started
    with Service(load_settings(data=data)) as service:
        started = time.process_time()
        service.publish()
        publishing = time.process_time() - started
        started = time.process_time()
        service.publish()
        nothing = time.process_time() - started
    each = {name: round(1000 * spent[name] / more, 2) for name in _OF}
    return {
        "articles": more,
        "added": summary.added,
        "ms": {"whole": round(1000 * whole / more, 2), **each},
        "near_duplicates_share": round((spent["bands"] + spent["clusters"]) / whole, 3),
        "publish_ms": round(1000 * publishing / more, 2),
        "publish_nothing_seconds": round(nothing, 2),
    }


def _text(row: dict[str, str]) -> str:
    return f"{row['title']}\n\n{row['lead']}\n\n{row['body']}\n"


@contextmanager
def _timed(spent: Counter[str]) -> Iterator[None]:
    """Take the processor time of each step, all in this process."""
    with patch("corpus.spread._cores", lambda: 1):
        patches = [patch(where, _timing(where, name, spent)) for name, where in _OF.items()]
        for one in patches:
            one.start()
        try:
            yield
        finally:
            for one in patches:
                one.stop()


def _timing(where: str, name: str, spent: Counter[str]) -> Callable[..., Any]:
    module, *names = where.split(".")
    real = functools.reduce(getattr, names, __import__(module))

    @functools.wraps(real)
    def timed(*args: Any, **kwargs: Any) -> Any:
        started = time.process_time()
        try:
            return real(*args, **kwargs)
        finally:
            spent[name] += time.process_time() - started

    return timed
