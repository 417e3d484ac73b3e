"""The audit log: every change of the corpus leaves one line, nothing else does."""

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.audit import AUDIT, record
from service.cli.program import run
from service.http.app import create_app
from service.keys import create_key
from tests.fakes_service import make_service

TEXT = {"title": "Tin", "text": "Một dòng tin ngắn về làng Vân."}


def entries(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / AUDIT).read_text().splitlines()]


def test_changes_over_http_name_the_key(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    secret, key = create_key(service.store, "biên tập", "admin")
    with TestClient(create_app(service.settings, service)) as client:
        headers = {"Authorization": f"Bearer {secret}"}
        added = client.post("/v1/articles", json=TEXT, headers=headers).json()
        client.post("/v1/articles", json=TEXT, headers=headers)
        client.post("/v1/articles", json=TEXT)
        client.post("/v1/ask", json={"question": "làng Vân"})
        address = f"/v1/articles/{added['article_id']}"
        assert client.delete(address, headers=headers).status_code == 204
        assert client.delete(address, headers=headers).status_code == 404
    found = entries(tmp_path)
    assert [entry["action"] for entry in found] == ["added", "removed"]
    assert {entry["by"] for entry in found} == {f"key {key.key_id} (biên tập)"}
    assert {entry["article_id"] for entry in found} == {added["article_id"]}
    assert found[0]["revision"] == added["revision"]
    assert found[0]["at"].endswith("+00:00")
    assert secret not in (tmp_path / AUDIT).read_text()
    assert (tmp_path / AUDIT).stat().st_mode & 0o077 == 0


def test_changes_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "tin.txt"
    source.write_text("Hội làng Vân mở đầu mùa xuân\n\n" + "Dân làng dọn đình và treo cờ. " * 12)
    data = tmp_path / "data"
    for _ in range(2):
        assert run(["ingest", str(source), "--data", str(data)]) == 0
    capsys.readouterr()
    assert run(["articles", "list", "--data", str(data), "--json"]) == 0
    (article,) = json.loads(capsys.readouterr().out)["articles"]
    assert run(["articles", "remove", article["article_id"], "--data", str(data)]) == 0
    ingested, removed = entries(data)
    assert ingested["action"] == "ingest"
    assert (ingested["added"], ingested["updated"], ingested["by"]) == (1, 0, "command line")
    assert (removed["action"], removed["article_id"]) == ("removed", article["article_id"])


def test_lines_of_many_writers_stay_whole(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: record(tmp_path, f"người {n}", "added", number=n), range(200)))
    assert sorted(entry["number"] for entry in entries(tmp_path)) == list(range(200))


def test_a_line_that_cannot_be_written_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / AUDIT).mkdir()
    with caplog.at_level(logging.ERROR):
        record(tmp_path, "command line", "removed", article_id="0" * 16)
    assert "could not be written" in caplog.text
    assert "removed" in caplog.text
