"""The commands that keep a corpus right: restore, purge, export, import, doctor."""

import io
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from unittest.mock import Mock

import pytest

from index.errors import IndexBusy
from index.generations import open_current
from service.cli.program import run
from service.compose import Service
from tests.commands import complaint, output, sources

__all__ = ["sources"]  # a fixture


@pytest.fixture
def where(tmp_path: Path, sources: Path) -> list[str]:
    where = ["--data", str(tmp_path / "data")]
    assert run(["ingest", str(sources), *where]) == 0
    return where


def found(capsys: pytest.CaptureFixture[str], where: list[str], *, code: int = 0) -> set[str]:
    hits = output(capsys, "search", "thư viện số Giang Sơn", *where, code=code)["hits"]
    return {hit["article_id"] for hit in hits}


def test_a_removal_is_undone_or_made_for_good(
    tmp_path: Path, where: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    listed = output(capsys, "articles", "list", *where)["articles"]
    (one,) = (article["article_id"] for article in listed if article["name"] == "giang")
    assert one in found(capsys, where)
    output(capsys, "articles", "remove", one, *where)
    assert one not in found(capsys, where)
    removed = output(capsys, "articles", "list", "--state", "removed", *where)["articles"]
    assert [article["article_id"] for article in removed] == [one]
    assert output(capsys, "articles", "restore", one, *where)["state"] == "live"
    assert one in found(capsys, where)
    assert "no removed article" in complaint(capsys, "articles", "restore", one, *where)
    assert "no removed article" in complaint(capsys, "purge", one, "--now", *where)
    output(capsys, "articles", "remove", one, *where)
    assert output(capsys, "purge", *where) == {"purged": []}
    assert output(capsys, "purge", "--now", *where) == {"purged": [one]}
    assert "no article" in complaint(capsys, "articles", "show", one, *where)
    assert output(capsys, "doctor", *where)["sound"] is True
    folder = tmp_path / "data"
    assert len(list((folder / "index" / "generations").iterdir())) == 1
    for file in folder.rglob("*"):
        if file.is_file():
            assert "Giang Sơn".encode() not in file.read_bytes(), file
            assert b"giang" not in file.read_bytes().lower(), file
    audited = (folder / "audit.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["action"] for line in audited] == [
        "ingest", "removed", "restored", "removed", "purged",
    ]  # fmt: skip


def test_a_corpus_moves_by_export_and_import(
    tmp_path: Path,
    where: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file, there = tmp_path / "corpus.jsonl", ["--data", str(tmp_path / "there")]
    assert output(capsys, "export", str(file), *where) == {"articles": 2, "file": str(file)}
    assert output(capsys, "import", str(file), *there) == {
        "added": 2, "unchanged": 0, "refused": [],
    }  # fmt: skip
    assert found(capsys, there) == found(capsys, where)
    assert run(["export", "-", *there]) == 0
    assert capsys.readouterr().out.encode() == file.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus.jsonl", "data", "there"]
    lines = file.read_bytes().splitlines(keepends=True)
    broken = b"".join([lines[0], lines[1], lines[2].replace(b'"live"', b'"lively"')])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(broken)))
    told = output(capsys, "import", "-", *there, code=1)
    assert (told["unchanged"], [one["line"] for one in told["refused"]]) == (1, [3])
    assert "expected that of an export" in complaint(capsys, "import", str(Path(__file__)), *there)
    assert "No such file" in complaint(capsys, "import", str(tmp_path / "none"), *there)
    assert "name a file" in complaint(capsys, "export", "-", "--json", *there)


def test_doctor_finds_what_was_not_compared_and_reindex_mends_it(
    tmp_path: Path, where: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(tmp_path / "data" / "store.sqlite")) as connection, connection:
        assert connection.execute("DELETE FROM bands").rowcount
    (problem,) = output(capsys, "doctor", *where, code=1)["problems"]
    assert "not compared" in problem["what"]
    assert problem["remedy"] == "run: tracuu reindex"
    assert run(["reindex", *where]) == 0
    assert output(capsys, "doctor", *where)["sound"] is True


def passages(data: Path) -> int:
    """Return how many passages the published index holds."""
    return open_current(data / "index").manifest.passages


def test_the_index_follows_what_is_removed_and_restored(
    tmp_path: Path, sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data", str(tmp_path)]
    run(["ingest", str(sources), *where])
    every = passages(tmp_path)
    first = output(capsys, "articles", "list", *where)["articles"][0]["article_id"]
    run(["articles", "remove", first, *where])
    assert passages(tmp_path) < every
    run(["articles", "restore", first, *where])
    assert passages(tmp_path) == every


def test_a_removal_holds_though_the_index_cannot_follow(
    tmp_path: Path,
    sources: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    where = ["--data", str(tmp_path)]
    run(["ingest", str(sources), *where])
    first = output(capsys, "articles", "list", *where)["articles"][0]["article_id"]
    monkeypatch.setattr(Service, "publish", Mock(side_effect=IndexBusy("it is being published")))
    assert run(["articles", "remove", first, *where]) == 0
    assert "it is being published" in capsys.readouterr().err
    found = output(capsys, "search", "thư viện kế hoạch", *where)
    assert first not in [hit["article_id"] for hit in found["hits"]]
