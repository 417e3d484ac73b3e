"""Two machines, each with a data directory of its own, that share a store on PostgreSQL."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from filelock import FileLock, Timeout

from corpus.ingest import ingest_article
from corpus.ready import ready_article
from service.compose import Service
from service.http.app import create_app
from service.http.following import LOCK_FILE, Follower
from tests.commands import complaint, follow_by_eye, output, sources
from tests.fakes import FakeEncoder
from tests.fakes_service import FakeReader, make_service, make_settings
from tests.postgres_server import PostgresServer

__all__ = ["follow_by_eye", "sources"]  # fixtures

NEWS = ready_article("Phà Vân Đồn chạy lại", "Phà Vân Đồn chạy lại từ sáng nay.", name="pha")
PATIENCE = 30.0


@pytest.fixture
def place(postgres: PostgresServer) -> Iterator[str]:
    with postgres.empty_store() as location:
        yield location


def machine(folder: Path, place: str, **options: object) -> Service:
    settings = make_settings(folder, store=place, **options)
    return Service(settings, create=True, encoder=FakeEncoder(), reader=FakeReader())


def test_every_command_works(
    place: str,
    tmp_path: Path,
    sources: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRACUU_STORE", place)
    here, there = ["--data", str(tmp_path / "a")], ["--data", str(tmp_path / "b")]
    assert output(capsys, "ingest", str(sources), *here)["added"] == 2
    assert output(capsys, "ingest", str(sources), *there)["unchanged"] == 2
    assert output(capsys, "doctor", *here)["sound"] is True
    for where in (here, there):
        hits = output(capsys, "search", "thư viện số Giang Sơn", *where)["hits"]
        assert hits[0]["title"].startswith("Thành phố Giang Sơn")
    one = hits[0]["article_id"]
    output(capsys, "articles", "remove", one, *here)
    hits = output(capsys, "search", "thư viện số Giang Sơn", *there)["hits"]
    assert one not in {hit["article_id"] for hit in hits}
    exported = tmp_path / "corpus.jsonl"
    output(capsys, "export", str(exported), *there)
    assert output(capsys, "purge", "--now", *here) == {"purged": [one]}
    monkeypatch.delenv("TRACUU_STORE")
    assert output(capsys, "import", str(exported), "--data", str(tmp_path / "c"))["added"] == 2
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == [
        "audit.jsonl", "index", "write.lock",
    ]  # fmt: skip


def test_a_server_that_is_not_there_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"postgresql+psycopg://tracuu:mật@/none?host={tmp_path}"
    monkeypatch.setenv("TRACUU_STORE", url)
    line = complaint(capsys, "articles", "list", "--data", str(tmp_path))
    assert "does not answer" in line
    assert "mật" not in line
    told = output(capsys, "doctor", "--data", str(tmp_path), code=1)["problems"]
    assert "does not answer" in told[0]["what"]
    assert told[0]["remedy"].startswith("start its server")
    assert not any("reindex" in problem["remedy"] for problem in told)


class TestFollowing:
    def test_what_another_machine_brings_is_found_here(self, place: str, tmp_path: Path) -> None:
        one = make_service(tmp_path / "a", store=place)
        with one, machine(tmp_path / "b", place) as other:
            follower = Follower(other, tmp_path / "b" / LOCK_FILE, 1.0)
            follower.look()
            assert other.search("thư viện số").hits
            follower.look()
            ingest_article(NEWS, "/pha", one.store)
            follower.look()
            assert other.search("phà Vân Đồn").hits[0].title == NEWS.title
            with FileLock(tmp_path / "b" / LOCK_FILE):
                follower.look()  # nothing is new, so nobody is in its way
                ingest_article(NEWS, "/pha-2", one.store)
                one.store.remove(other.search("phà Vân Đồn").hits[0].article_id)
                with pytest.raises(Timeout):
                    follower.look()

    def test_a_service_follows_by_itself_from_an_empty_data_directory(
        self, place: str, tmp_path: Path
    ) -> None:
        with make_service(tmp_path / "a", store=place) as one:
            service = machine(tmp_path / "b", place, follow_seconds=0.05)
            published = threading.Event()
            publish = service.publish
            service.publish = lambda: (publish(), published.set())[0]  # type: ignore[method-assign]
            with TestClient(create_app(service.settings, service)) as client:
                assert published.wait(PATIENCE)
                assert client.get("/readyz").status_code == 200
                published.clear()
                ingest_article(NEWS, "/pha", one.store)
                assert published.wait(PATIENCE)
                found = client.get("/v1/search", params={"q": "phà Vân Đồn"}).json()["hits"]
                assert found[0]["title"] == NEWS.title

    def test_a_store_in_a_file_is_not_followed(self, tmp_path: Path) -> None:
        with make_service(tmp_path) as service:
            follower = Follower(service, tmp_path / LOCK_FILE, 0.01)
            follower.start()
            follower.stop(1.0)
            assert not (tmp_path / LOCK_FILE).exists()
