"""Addresses and feeds into a store; nothing is fetched that has not changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.fetching import gather
from corpus.fetching.fetcher import Limits
from corpus.fetching.gather import Gatherer
from corpus.ingest import Summary, ingest
from corpus.readers import walk
from corpus.store import Store
from tests.loopback import (
    Answer,
    Site,
    html,
    local_fetcher,
    moved,
    page,
    site,
    versioned,
    xml,
)
from tests.shared_data import shared

__all__ = ["site"]  # a fixture


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store.sqlite") as store:
        yield store


@pytest.fixture
def gatherer(store: Store) -> Gatherer:
    return Gatherer(store, local_fetcher())


def feed_of(site: Site, *pages: tuple[int, str]) -> None:
    """Put a feed with pages, each with its date, at /rss."""
    items = "".join(
        f"<item><link>{site.address}/{number}</link><pubDate>{date}</pubDate></item>"
        for number, date in pages
    )
    site.pages["/rss"] = xml(f"<rss><channel>{items}</channel></rss>")


def counts(summary: Summary) -> tuple[int, int, int, int, int]:
    return (summary.added, summary.updated, summary.unchanged, summary.duplicate,
            len(summary.refused))  # fmt: skip


class TestAddresses:
    def test_a_page_becomes_an_article_and_is_not_fetched_again(
        self, site: Site, store: Store, gatherer: Gatherer
    ) -> None:
        head = '<link rel="canonical" href="/tin-chinh">'
        site.pages["/tin"] = versioned(page(1, head=head))
        address = f"{site.address}/tin?utm_source=x"
        assert counts(gatherer.addresses([address, address])) == (1, 0, 0, 0, 0)
        (article,) = store.list_articles().articles
        assert (article.url, article.name) == (f"{site.address}/tin", "tin")
        assert store.keys_of([article.article_id])[article.article_id] == (
            f"{site.address}/tin-chinh",
        )
        version = store.version()
        assert counts(gatherer.addresses([address])) == (0, 0, 1, 0, 0)
        assert site.requests[-1].headers["If-None-Match"] == '"1"'
        assert store.version() == version

    def test_a_changed_page_is_a_new_revision(
        self, site: Site, store: Store, gatherer: Gatherer
    ) -> None:
        site.pages["/tin"] = versioned(page(1), '"1"')
        gatherer.addresses([f"{site.address}/tin"])
        site.pages["/tin"] = versioned(page(2), '"2"')
        assert counts(gatherer.addresses([f"{site.address}/tin"])) == (0, 1, 0, 0, 0)
        assert store.list_articles().total == 1

    def test_two_addresses_of_one_page_are_one_article(
        self, site: Site, store: Store, gatherer: Gatherer
    ) -> None:
        site.pages |= {"/tin": html(page(1)), "/cu": moved("/tin", 301)}
        summary = gatherer.addresses([f"{site.address}/cu", f"{site.address}/tin"])
        assert (summary.added, summary.refused) == (1, ())
        assert store.list_articles().total == 1

    def test_a_removed_article_comes_back_when_its_address_is_asked_for(
        self, site: Site, store: Store, gatherer: Gatherer
    ) -> None:
        site.pages["/tin"] = versioned(page(1))
        gatherer.addresses([f"{site.address}/tin"])
        store.remove(store.list_articles().articles[0].article_id)
        assert gatherer.addresses([f"{site.address}/tin"]).added == 1

    def test_a_new_version_of_the_way_in_asks_for_the_whole_page(
        self, site: Site, gatherer: Gatherer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site.pages["/tin"] = versioned(page(1))
        gatherer.addresses([f"{site.address}/tin"])
        monkeypatch.setattr(gather, "VERSION", gather.VERSION + 1)
        gatherer.addresses([f"{site.address}/tin"])
        assert "If-None-Match" not in site.requests[-1].headers

    def test_refusals_name_the_address_and_the_rest_goes_on(
        self, site: Site, store: Store, gatherer: Gatherer
    ) -> None:
        site.pages |= {"/short": html(b"<p>a</p>"), "/ok": html(page(1)),
                       "/in": moved("http://10.0.0.1/")}  # fmt: skip
        asked = [site.address + path for path in ("/none", "/short", "/in", "/ok")]
        summary = gatherer.addresses(asked)
        assert counts(summary) == (1, 0, 0, 0, 3)
        assert {refusal.name for refusal in summary.refused} == set(asked[:3])
        assert all(refusal.reason for refusal in summary.refused)
        assert store.check() == []

    def test_what_is_interrupted_is_neither_lost_nor_doubled(
        self, site: Site, store: Store, gatherer: Gatherer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site.pages["/tin"] = versioned(page(1))

        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(store, "note_visits", interrupted)
            with pytest.raises(KeyboardInterrupt):
                gatherer.addresses([f"{site.address}/tin"])
        assert store.list_articles().total == 1
        assert counts(gatherer.addresses([f"{site.address}/tin"])) == (0, 0, 1, 0, 0)
        assert "If-None-Match" not in site.requests[-1].headers

    def test_a_page_that_is_gone_keeps_its_article(
        self, site: Site, store: Store, gatherer: Gatherer
    ) -> None:
        site.pages["/tin"] = html(page(1))
        gatherer.addresses([f"{site.address}/tin"])
        site.pages["/tin"] = Answer(b"", 410)
        assert counts(gatherer.addresses([f"{site.address}/tin"])) == (0, 0, 0, 0, 1)
        assert store.list_articles().total == 1


class TestFeeds:
    def test_only_what_is_new_or_changed_is_fetched(
        self, site: Site, store: Store, gatherer: Gatherer
    ) -> None:
        site.pages |= {f"/{number}": html(page(number)) for number in (1, 2, 3)}
        feed_of(site, (1, "a"), (2, "a"))
        address = f"{site.address}/rss"
        assert counts(gatherer.feed(address).summary) == (2, 0, 0, 0, 0)
        site.requests.clear()
        assert counts(gatherer.feed(address).summary) == (0, 0, 2, 0, 0)
        assert site.asked == ["/rss"]
        feed_of(site, (3, "a"), (2, "b"), (1, "a"))
        site.pages["/2"] = html(page(22))
        assert counts(gatherer.feed(address).summary) == (1, 1, 1, 0, 0)
        assert site.asked == ["/rss", "/rss", "/3", "/2"]
        assert store.list_articles().total == 3

    def test_an_unchanged_feed_lists_nothing(self, site: Site, gatherer: Gatherer) -> None:
        site.pages |= {"/1": html(page(1)), "/rss": versioned(_feed(site, 1))}
        assert gatherer.feed(f"{site.address}/rss").summary.added == 1
        assert counts(gatherer.feed(f"{site.address}/rss").summary) == (0, 0, 0, 0, 0)
        assert site.asked == ["/rss", "/1", "/rss"]

    def test_what_failed_for_now_is_tried_again_though_the_feed_is_unchanged(
        self, site: Site, gatherer: Gatherer
    ) -> None:
        site.pages |= {"/1": Answer(b"", 500), "/rss": versioned(_feed(site, 1))}
        first = gatherer.feed(f"{site.address}/rss")
        assert (counts(first.summary), first.failed) == ((0, 0, 0, 0, 1), True)
        site.pages["/1"] = html(page(1))
        second = gatherer.feed(f"{site.address}/rss")
        assert (counts(second.summary), second.failed) == ((1, 0, 0, 0, 0), False)

    def test_what_is_refused_for_good_is_told_again_but_not_fetched(
        self, site: Site, gatherer: Gatherer
    ) -> None:
        site.pages |= {"/1": html(b"<p>a</p>"), "/2": Answer(b"", 404)}
        feed_of(site, (1, "a"), (2, "a"))
        first = gatherer.feed(f"{site.address}/rss").summary
        site.requests.clear()
        second = gatherer.feed(f"{site.address}/rss").summary
        assert {r.reason for r in second.refused} == {r.reason for r in first.refused}
        assert len(second.refused) == 2
        assert site.asked == ["/rss"]

    def test_what_was_removed_by_hand_stays_removed(
        self, site: Site, store: Store, gatherer: Gatherer
    ) -> None:
        site.pages["/1"] = html(page(1))
        feed_of(site, (1, "a"))
        gatherer.feed(f"{site.address}/rss")
        store.remove(store.list_articles().articles[0].article_id)
        feed_of(site, (1, "b"))
        assert counts(gatherer.feed(f"{site.address}/rss").summary) == (0, 0, 1, 0, 0)
        assert store.list_articles().total == 0

    def test_an_index_of_sitemaps(self, site: Site, gatherer: Gatherer) -> None:
        import gzip

        site.pages |= {f"/{number}": html(page(number)) for number in (1, 2)}
        entry = "<url><loc>/{}</loc><lastmod>2025-05-17</lastmod></url>"
        index = "".join(
            f"<sitemap><loc>/{name}</loc><lastmod>2025-05-17</lastmod></sitemap>"
            for name in ("a.xml", "b.xml.gz", "gone.xml", "index.xml")
        )
        site.pages |= {
            "/index.xml": xml(f"<sitemapindex>{index}</sitemapindex>"),
            "/a.xml": xml(f"<urlset>{entry.format(1)}</urlset>"),
            "/b.xml.gz": Answer(gzip.compress(f"<urlset>{entry.format(2)}</urlset>".encode())),
        }
        address = f"{site.address}/index.xml"
        assert counts(gatherer.feed(address).summary) == (2, 0, 0, 0, 0)
        site.requests.clear()
        assert counts(gatherer.feed(address).summary) == (0, 0, 0, 0, 0)
        assert site.asked == ["/index.xml", "/gone.xml"]  # the others are dated as they were

    def test_a_long_feed_in_several_goes(
        self, site: Site, store: Store, gatherer: Gatherer
    ) -> None:
        site.pages |= {f"/{number}": html(page(number)) for number in range(5)}
        feed_of(site, *((number, "a") for number in range(5)))
        address = f"{site.address}/rss"
        goes = [gatherer.feed(address, most=2) for _ in range(3)]
        assert [go.summary.added for go in goes] == [2, 2, 1]
        assert [go.more for go in goes] == [True, True, False]

    def test_a_host_that_fails_again_and_again_is_left_alone_till_the_next_time(
        self, site: Site, gatherer: Gatherer
    ) -> None:
        feed_of(site, *((number, "a") for number in range(8)))
        site.pages |= {f"/{number}": Answer(b"", 500) for number in range(8)}
        site.pages["/1"] = html(page(1))
        gathered = gatherer.feed(f"{site.address}/rss")
        assert (counts(gathered.summary), gathered.more, gathered.failed) == (
            (1, 0, 0, 0, 4), False, True,
        )  # fmt: skip
        assert site.asked == ["/rss", "/0", "/1", "/2", "/3", "/4"]

    def test_a_host_that_asks_to_wait_is_asked_no_more(
        self, site: Site, gatherer: Gatherer
    ) -> None:
        feed_of(site, (1, "a"), (2, "a"))
        site.pages["/1"] = Answer(b"", 429, {"Retry-After": "600"})
        gathered = gatherer.feed(f"{site.address}/rss")
        assert (len(gathered.summary.refused), gathered.failed) == (1, True)
        assert site.asked == ["/rss", "/1"]

    def test_what_is_stopped_keeps_what_it_has(self, site: Site, store: Store) -> None:
        site.pages |= {f"/{number}": html(page(number)) for number in range(3)}
        feed_of(site, *((number, "a") for number in range(3)))
        stopping = Gatherer(store, local_fetcher(), stopped=lambda: len(site.asked) > 2)
        gathered = stopping.feed(f"{site.address}/rss")
        assert (gathered.summary.added, gathered.more) == (2, True)


KINDS = {".pdf": "application/pdf", ".docx": "application/octet-stream", ".txt": "text/plain"}


def test_what_is_fetched_becomes_what_the_file_does(site: Site, tmp_path: Path) -> None:
    pages = sorted(shared("articles", "web").glob("*.txt"))[:3]
    papers = sorted(shared("articles", "files").iterdir(), key=lambda path: path.stat().st_size)
    paths = [*pages, *[p for p in papers if p.suffix in KINDS][:2]]
    entries = "".join(f"<url><loc>/van-ban/{path.name}</loc></url>" for path in paths)
    site.pages["/sitemap.xml"] = xml(f"<urlset>{entries}</urlset>")
    for path in paths:
        kind = {"Content-Type": KINDS[path.suffix]}
        site.pages[f"/van-ban/{path.name}"] = Answer(path.read_bytes(), headers=kind)
    with Store.open(tmp_path / "a.sqlite") as read, Store.open(tmp_path / "b.sqlite") as fetched:
        ingest(walk(paths), read)
        gatherer = Gatherer(fetched, local_fetcher(limits=Limits()))
        summary = gatherer.feed(f"{site.address}/sitemap.xml").summary
        assert (summary.added, summary.refused) == (len(paths), ())
        assert _texts(fetched) == _texts(read)
        assert fetched.check() == []


def _texts(store: Store) -> set[str]:
    articles = store.list_articles(limit=1_000).articles
    return {store.get(article.article_id).article.text for article in articles}


def _feed(site: Site, number: int) -> bytes:
    return (
        f"<rss><channel><item><link>{site.address}/{number}</link></item></channel></rss>".encode()
    )


def test_progress(site: Site, gatherer: Gatherer) -> None:
    site.pages |= {"/1": html(page(1))}
    told: list[tuple[int, int | None]] = []
    asked = [f"{site.address}/1", f"{site.address}/2"]
    gatherer.addresses(asked, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]
