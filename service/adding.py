"""Articles that a client sends: a file as a crawler saved it, a ready text, or an address."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from corpus.articles import RawDocument, digest
from corpus.cleaning import clean
from corpus.errors import Refused
from corpus.fetching.addresses import normal, without_trackers
from corpus.fetching.documents import document
from corpus.fetching.fetcher import Fetcher
from corpus.fetching.gather import visit_of
from corpus.ingest import ingest_article, prepare
from corpus.readers import walk
from corpus.ready import ready_article
from corpus.store import Put, Store, Visit

PATIENCE = 10.0
"""The longest wait, in seconds, for the turn of a host while a client waits for an answer."""


def add_file(store: Store, name: str, content: bytes) -> Put:
    """Add a file by its name and bytes, cleaned as an ingest does it.

    The name is its key: the same name with another text is a new revision. Raises Refused.
    """
    raw = _read(name, content)
    entry = prepare(clean(raw), raw.key)
    with store.writing():
        return store.put(entry)


def add_text(
    store: Store,
    title: str,
    text: str,
    *,
    source: str | None = None,
    url: str | None = None,
    published: str | None = None,
) -> Put:
    """Add a ready text as it is. Its key is its address, or else the text itself."""
    name = (url or "").rstrip("/").rpartition("/")[2] or title
    article = ready_article(title, text, name=name, source=source, url=url, published=published)
    return ingest_article(article, url or f"text:{digest(article.text)}", store)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was fetched, and what its server said to know it by."""

    raw: RawDocument
    visit: Visit


def fetch_page(fetcher: Fetcher, address: str) -> Page:
    """Fetch the page at an address. Raises FetchRefused, which says why not."""
    fetched = fetcher.fetch(address, patience=PATIENCE)
    raw = document(fetched)
    return Page(raw, visit_of(without_trackers(normal(address)), fetched, raw.key))


def add_page(store: Store, page: Page) -> Put:
    """Add a fetched page, cleaned as an ingest does it; its key is its canonical address."""
    entry = prepare(clean(page.raw), page.raw.key)
    with store.writing():
        put = store.put(entry)
    store.note_visits([page.visit])
    return put


def _read(name: str, content: bytes) -> RawDocument:
    """Return the source, by the rules that files of a folder are read by. Raises Refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"file{PurePosixPath(name).suffix}")
        path.write_bytes(content)
        source = next(walk([path]))
    if not isinstance(source, RawDocument):
        raise Refused(source.reason)
    return replace(source, key=f"upload:{name}", name=PurePosixPath(name).stem)
