"""Directives by HTTP and on the command line."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from corpus.ingest import ingest_article
from corpus.ready import ready_article
from service import wire
from service.cli.program import run
from service.compose import Service
from service.directives import as_csv, read_directive_filters
from service.errors import BadInput
from service.http.app import create_app
from tests.fakes_service import make_service

ASKS = (
    "Chiều 17/5, Thủ tướng Phạm Minh Chính chủ trì phiên họp tại Hà Nội.\n"
    "Thủ tướng yêu cầu Bộ Y tế báo cáo trước ngày 25/6/2025.\n"
    "Đồng thời, giao các bộ, ngành, địa phương hằng tuần rà soát Nghị quyết số 57-NQ/TW.\n"
    "Năm ngoái, Chính phủ đã giao Bộ Xây dựng chủ trì việc này."
)
FIELDS = [
    "directive_id", "article_id", "revision", "quote", "start", "end", "issuer", "issuer_office",
    "units", "task", "kind", "deadline", "deadline_text", "deadline_inferred", "documents",
    "published",
]  # fmt: skip


def fill(service: Service) -> str:
    article = ready_article(
        "Phiên họp", ASKS, name="asks", source="Báo Mẫu", published="2025-05-17"
    )
    return ingest_article(article, "asks", service.store).article_id


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    service = make_service(tmp_path_factory.mktemp("data"))
    fill(service)
    with TestClient(create_app(service.settings, service)) as client:
        yield client


def listed(client: TestClient, **parameters: Any) -> list[dict[str, Any]]:
    response = client.get("/v1/directives", params=parameters)
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["directives"]
    return found


class TestHttp:
    def test_the_promised_shape_by_deadline(self, client: TestClient) -> None:
        first, last = listed(client)
        assert list(first) == FIELDS
        assert (first["issuer"], first["issuer_office"]) == ("Phạm Minh Chính", "Thủ tướng")
        assert (first["units"], first["deadline"]) == (["Bộ Y tế"], "2025-06-24")
        assert first["quote"] == "Thủ tướng yêu cầu Bộ Y tế báo cáo trước ngày 25/6/2025."
        assert (last["deadline"], last["deadline_text"]) == (None, "hằng tuần")
        assert (last["kind"], last["issuer"]) == ("giao", "Phạm Minh Chính")
        assert last["documents"] == ["57-NQ/TW"]
        article = client.get(f"/v1/articles/{first['article_id']}").json()
        assert article["text"][first["start"] : first["end"]] == first["quote"]

    @pytest.mark.parametrize(
        ("parameters", "count"),
        [
            ({"issuer": "thu tuong"}, 2),
            ({"unit": "BYT"}, 1),
            ({"overdue": "2025-06-25"}, 1),
            ({"overdue": "2025-06-24"}, 0),
            ({"after": "2025-06-25"}, 0),
            ({"before": "2025-12-31"}, 1),
            ({"q": "bao cao"}, 1),
            ({"document": "57/NQ-TW"}, 1),
            ({"source": "báo mẫu", "to": "2025-05-17"}, 2),
            ({"from": "2025-05-18"}, 0),
            ({"limit": "1"}, 1),
        ],
    )
    def test_filters(self, client: TestClient, parameters: dict[str, str], count: int) -> None:
        assert len(listed(client, **parameters)) == count

    @pytest.mark.parametrize(
        "parameters",
        [{"overdue": "soon"}, {"when": "now"}, {"limit": "0"}, {"unit": "..."}, {"q": ""}],
    )
    def test_what_cannot_be_read_is_named(
        self, client: TestClient, parameters: dict[str, str]
    ) -> None:
        for path in ("/v1/directives", "/v1/directives.csv"):
            problem = client.get(path, params=parameters)
            assert problem.status_code == 422
            assert problem.json()["errors"][0]["field"] == next(iter(parameters))

    def test_the_csv_has_the_same_lines(self, client: TestClient) -> None:
        response = client.get("/v1/directives.csv", params={"unit": "Bộ Y tế"})
        assert response.headers["content-type"] == "text/csv; charset=utf-8"
        assert response.content.startswith(b"\xef\xbb\xbfdirective_id,article_id,")
        rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert [list(row) for row in rows] == [FIELDS]
        assert (rows[0]["units"], rows[0]["deadline"]) == ("Bộ Y tế", "2025-06-24")
        assert (rows[0]["documents"], rows[0]["deadline_inferred"]) == ("", "false")

    def test_a_removed_article_sets_no_tasks(self, tmp_path: Path) -> None:
        service = make_service(tmp_path)
        article_id = fill(service)
        with TestClient(create_app(service.settings, service)) as client:
            assert len(listed(client)) == 2
            service.store.remove(article_id)
            assert listed(client) == []


def directive(**changed: Any) -> wire.DirectiveOut:
    values: dict[str, Any] = {
        "directive_id": "0-d0", "article_id": "0", "revision": "0", "quote": "q", "start": 0,
        "end": 1, "issuer": "A", "issuer_office": None, "units": [], "task": "t",
        "kind": "giao", "deadline": None, "deadline_text": None, "deadline_inferred": False,
        "documents": [], "published": None,
    }  # fmt: skip
    return wire.DirectiveOut(**{**values, **changed})


def table(*found: wire.DirectiveOut) -> list[list[str]]:
    text = as_csv(wire.DirectivesOut(directives=list(found), total=len(found)))
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


class TestCsv:
    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\n+"])
    def test_what_a_spreadsheet_would_run_is_defused(self, start: str) -> None:
        row = table(directive(task=f"{start}1+1", units=[f"{start}A"]))[1]
        assert row[FIELDS.index("task")] == f"'{start}1+1"
        assert row[FIELDS.index("units")] == f"'{start}A"

    @given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
    def test_every_cell_comes_back_and_none_opens_a_formula(self, task: str) -> None:
        cell = table(directive(task=task))[1][FIELDS.index("task")]
        assert cell in {task, f"'{task}"}
        assert not cell.lstrip().startswith(("=", "+", "-", "@"))


class TestCommand:
    @pytest.fixture
    def data(self, tmp_path: Path) -> Path:
        source = tmp_path / "asks.txt"
        source.write_text(f"Phiên họp về chuyển đổi số\n\n{ASKS}", encoding="utf-8")
        assert run(["ingest", str(source), "--data", str(tmp_path / "data")]) == 0
        return tmp_path / "data"

    def test_for_people_as_json_and_as_csv(
        self, data: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        capsys.readouterr()
        assert run(["directives", "--unit", "Bộ Y tế", "--data", str(data)]) == 0
        shown = capsys.readouterr().out
        assert shown.startswith("2025-06-24  Thủ tướng · Phạm Minh Chính → Bộ Y tế [yêu cầu]: báo")
        assert run(["directives", "bao cao", "--data", str(data), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["total"] == 1
        assert run(["directives", "--csv", "--data", str(data)]) == 0
        assert capsys.readouterr().out.startswith("\ufeffdirective_id,")

    def test_nothing_found_and_bad_input(
        self, data: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(["directives", "--unit", "Bộ Nội vụ", "--data", str(data)]) == 1
        capsys.readouterr()
        assert run(["directives", "--before", "mai", "--data", str(data)]) == 2
        assert capsys.readouterr().err.startswith("tracuu: before: 'mai' is not a date")
        assert run(["directives", "--csv", "--json", "--data", str(data)]) == 2


def test_unknown_filters_and_empty_names_are_named() -> None:
    with pytest.raises(BadInput, match="unknown filter 'who'"):
        read_directive_filters(None, {"who": ["x"]})
    with pytest.raises(BadInput, match="issuer: ' ' names nobody"):
        read_directive_filters(None, {"issuer": [" "]})
