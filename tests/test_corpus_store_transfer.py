"""Export and import of a whole corpus: exact, whole line by line, and clear about what is bad."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from corpus.errors import StoreError
from corpus.store import Store
from tests.conftest import Stores
from tests.store_entries import ASKS, STORY, entry
from tests.store_on_disk import sql


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    with Store.open(location) as opened:
        yield opened


@pytest.fixture
def elsewhere(other_stores: Stores) -> Iterator[str]:
    """Where an empty store of the other kind is."""
    with other_stores() as place:
        yield place


@pytest.fixture
def other(elsewhere: str) -> Iterator[Store]:
    with Store.open(elsewhere) as opened:
        yield opened


def fill(store: Store) -> None:
    """Put what a corpus may hold: revisions, duplicates, copies, removed and restored articles."""
    store.put(entry(ASKS, "/a", source="Báo A", place="Hà Nội", published="2025-05-17"))
    store.put(
        entry("Theo Nghị quyết số 57-NQ/TW, Chương trình\u2028 😀 ệ.", "/b", fingerprint="f" * 64,
              definitions=[("CĐS", "Chương trình")], url="https://b.example/1")
    )  # fmt: skip
    store.put(entry("Bản sau của b.", "/b"))
    store.put(entry("Bản sau của b.", "/khác"))
    store.put(entry("Bản sau của b.", "/b", source="Báo đọc lại"))
    store.put_many([entry(f"{STORY}\nẢnh: {key}", f"/{key}") for key in "cde"])
    store.remove(store.put(entry("Bài đã gỡ.", "/f")).article_id)


def lines(store: Store) -> list[bytes]:
    return [line.encode() for line in store.export()]


def contents(store: Store) -> list[object]:
    """Return all that the store says of its articles, but for internal keys."""
    page = store.list_articles(state=None, limit=1_000)
    ids = [one.article_id for one in page.articles]
    digests = [digest for _, digest in store.live_passages()]
    return [
        page, store.keys_of(ids), store.same(ids), digests, store.references("57-NQ/TW"),
        store.directives(),
        store.definitions(), [store.get(one) for one in ids], store.counts(),
    ]  # fmt: skip


def test_a_round_trip_is_exact(store: Store, other: Store) -> None:
    fill(store)
    exported = lines(store)
    assert all(b"\n" not in line for line in exported)
    loaded = other.load(exported)
    assert (loaded.added, loaded.unchanged, loaded.refused) == (6, 0, ())
    assert lines(other) == exported
    assert contents(other) == contents(store)
    assert other.check() == []
    assert other.version() > 0
    assert other.put(entry("Bản sau của b.", "/b", source="Báo đọc lại")).outcome == "unchanged"
    assert other.put(entry("Một bài mới.", "/mới")).outcome == "added"
    assert other.check() == []


def test_importing_again_changes_nothing(store: Store, other: Store) -> None:
    fill(store)
    exported = lines(store)
    other.load(exported)
    before = (other.version(), contents(other))
    loaded = other.load(exported)
    assert (loaded.added, loaded.unchanged, loaded.refused) == (0, 6, ())
    assert (other.version(), contents(other)) == before


def changed(line: bytes, *path: str | int, to: object) -> bytes:
    read: Any = json.loads(line)
    *way, last = path
    place = read
    for step in way:
        place = place[step]
    place[last] = to
    return json.dumps(read).encode()


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (lambda line: line[:-10], "JSON"),
        (lambda line: b"", "JSON"),
        (lambda line: b"\xff" + line, ""),
        (lambda line: b"[" * 100_000, ""),
        (lambda line: changed(line, "more", to=1), "more: Extra inputs"),
        (lambda line: changed(line, "state", to="gone"), "state: "),
        (lambda line: changed(line, "removed_at", to="2025-01-01"), "do not agree"),
        (lambda line: changed(line, "created_at", to="hôm qua"), "'hôm qua' is not a time"),
        (lambda line: changed(line, "article_id", to="0" * 16), "not named by its first text"),
        (lambda line: changed(line, "revisions", to=[]), "revisions: "),
        (lambda line: changed(line, "keys", 0, "revision", to="0" * 16), "a key has a revision"),
        (lambda line: changed(line, "revisions", 0, "current", to=False), "not exactly one"),
        (lambda line: changed(line, "revisions", 0, "text", to="Khác"), ""),
        (lambda line: changed(line, "revisions", 0, "passages", to=[]), "no passages"),
        (lambda line: changed(line, "revisions", 0, "passages", 0, 1, to=10**6), "lies outside"),
        (lambda line: changed(line, "revisions", 0, "blocks", 0, 0, to="h9"), "blocks.0.0"),
        (lambda line: changed(line, "revisions", 0, "published", to="17/5"), "an ISO date"),
        (lambda line: changed(line, "revisions", 0, "mentions", 0, "issuer", to="\0"), "NUL"),
        (lambda line: changed(line, "revisions", 0, "origin", to="/x" * 2_000), "4000 bytes"),
        (lambda line: changed(line, "revisions", 0, "mentions", 0, "number", to="58-X"), "58-X"),
        (lambda line: changed(line, "revisions", 0, "directives", 0, "task", to="x"), "task 'x'"),
    ],
)  # fmt: skip
def test_a_bad_line_is_refused_with_its_number(
    store: Store, other: Store, bad: Any, reason: str
) -> None:
    store.put(entry("Bài trước.", "/trước"))
    store.put(entry(ASKS, "/a"))
    store.put(entry("Bài sau.", "/sau"))
    header, before, line, after = lines(store)
    loaded = other.load([header, before, bad(line), after])
    (refused,) = loaded.refused
    assert (loaded.added, refused.line) == (2, 3)
    assert reason in refused.reason
    assert other.counts().live == 2
    assert other.check() == []
    assert other.load([header, before, line, after]).added == 1
    assert contents(other)[4:7] == contents(store)[4:7]


def test_what_belongs_to_another_article_here_is_refused(store: Store, other: Store) -> None:
    store.put(entry("Bài a.", "/a"))
    store.put(entry("Bài b.", "/b"))
    header, a, b = lines(store)
    other.put(entry("Bài khác.", "/a"))
    other.put(entry("Bài b.", "/elsewhere"))
    first, second = other.load([header, a, b]).refused
    assert (first.line, second.line) == (2, 3)
    assert "'/a' is the source of another article" in first.reason
    assert "is here already, and not as in this line" in second.reason
    assert other.check() == []


def test_a_file_that_was_cut_short_or_is_no_export_is_told(store: Store, other: Store) -> None:
    fill(store)
    exported = lines(store)
    loaded = other.load(exported[:-2])
    assert loaded.added == 4
    (refused,) = loaded.refused
    assert "ends after 4 of 6 articles" in refused.reason
    for start in ([], [b"{}"], exported[1:], [b'{"tracuu":"corpus","version":2,"articles":0}']):
        with pytest.raises(StoreError, match="expected that of an export in version 1"):
            other.load(start)


def test_an_import_that_fails_leaves_whole_batches(
    store: Store, other: Store, elsewhere: str
) -> None:
    for number in range(150):
        store.put(entry(f"Bài {number}.", f"/{number}"))

    def broken() -> Iterator[bytes]:
        for number, line in enumerate(store.export()):
            if number == 130:
                raise OSError("the disk went away")
            yield line.encode()

    with pytest.raises(OSError, match="went away"):
        other.load(broken())
    assert other.counts().live == 100
    assert other.check() == []
    assert other.load(lines(store)).added == 50
    assert sql(elsewhere, "SELECT count(*) FROM heads") == [(150,)]
