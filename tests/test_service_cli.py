"""The command line: what it prints where, its exit codes, and what it does not import."""

import io
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from service.cli.program import DEFECT, MODULES, run
from tests.commands import complaint, data, follow_by_eye, output, sources

__all__ = ["data", "follow_by_eye", "sources"]  # fixtures

ROOT = Path(__file__).parents[1]


def test_ask_answers_with_true_quotes(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--data", str(data)]
    answer = output(capsys, "ask", "Thư viện số mở cửa khi nào?", *where)
    (citation,) = answer["citations"]
    shown = output(capsys, "articles", "show", citation["article_id"], *where)
    assert shown["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert run(["ask", "Thư viện số mở cửa khi nào?", *where]) == 0
    assert f"“{citation['quote']}”" in capsys.readouterr().out


def test_an_abstention_is_exit_code_1(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = output(capsys, "ask", "im lặng", "--data", str(data), code=1)
    assert answer["abstained"] is True


def test_search_takes_filters(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--data", str(data)]
    found = output(capsys, "search", "kế hoạch thư viện", "--document", "15/KH-UBND", *where)
    assert {hit["title"] for hit in found["hits"]} == {
        "Tỉnh Hòa Bắc ban hành kế hoạch chuyển đổi số"
    }
    assert len(output(capsys, "search", "tỉnh", "--top", "1", *where)["hits"]) == 1
    none = output(capsys, "search", "tỉnh", "--from", "2025-01-01", *where, code=1)
    assert none["hits"] == []


def test_articles_are_listed_shown_and_removed(
    tmp_path: Path, sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data", str(tmp_path)]
    run(["ingest", str(sources), *where])
    listed = output(capsys, "articles", "list", *where)
    assert (listed["total"], listed["next"]) == (2, None)
    first = listed["articles"][0]["article_id"]
    assert output(capsys, "articles", "remove", first, *where)["state"] == "removed"
    assert output(capsys, "articles", "list", *where)["total"] == 1
    found = output(capsys, "search", "thư viện kế hoạch", *where)
    assert first not in [hit["article_id"] for hit in found["hits"]]
    assert "no live article" in complaint(capsys, "articles", "remove", first, *where)


def test_keys_are_shown_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--data", str(tmp_path)]
    made = output(capsys, "keys", "create", "editor", "--role", "admin", *where)
    assert made["key"].startswith("tracuu_")
    run(["keys", "list", *where])
    listed = capsys.readouterr().out
    assert "editor" in listed
    assert made["key"] not in listed
    output(capsys, "keys", "revoke", str(made["key_id"]), *where)
    assert output(capsys, "keys", "list", *where)["keys"][0]["revoked_at"]
    assert "root" in complaint(capsys, "keys", "create", "x", "--role", "root", *where)


def test_doctor_says_what_is_wrong_and_how_to_mend_it(
    tmp_path: Path, sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data", str(tmp_path)]
    run(["ingest", str(sources), *where])
    assert output(capsys, "doctor", *where) == {"sound": True, "problems": []}
    for file in (tmp_path / "index").rglob("*.npy"):
        file.write_bytes(file.read_bytes()[:-1] + b"x")
    sick = output(capsys, "doctor", *where, code=1)
    assert "reindex" in sick["problems"][0]["remedy"]
    assert run(["reindex", *where]) == 0
    assert output(capsys, "doctor", *where)["sound"] is True


@pytest.mark.parametrize(
    ("argv", "word"),
    [
        (["ask", ""], "question"),
        (["ask", "a" * 2001], "2,001"),
        (["ask", "a\udcff"], "Unicode"),
        (["ask"], "question"),
        (["search", "a", "--top", "0"], "top"),
        (["search", "a", "--top", "x"], "--top"),
        (["search", "a", "--form", "2025"], "--form"),
        (["search", "a", "--from", "2025"], "2025"),
        (["ask", "a", "--document", "zz"], "zz"),
        (["ask", "a", "--article", "1"], "16 hex"),
        (["ingest", "ftp://example.com/a"], "http"),
        (["ingest", "http://me:word@example.com/a"], "user name"),
        (["ingest", "--feed", "example.com/rss"], "http"),
        (["ingest"], "nothing to ingest"),
        (["ingest", "--watch", "https://example.com/a"], "nothing to watch"),
        (["ingest", "--watch", "nowhere"], "nowhere does not exist"),
        (["ingest", "no-such-file"], "no-such-file"),
        (["articles", "show", "0000000000000000"], "0000000000000000"),
        (["nonsense"], "nonsense"),
        (["references", "zz"], "zz"),
        (["references", "57-NQ/TW", "--query", "x"], "query"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(
    data: Path, capsys: pytest.CaptureFixture[str], argv: list[str], word: str
) -> None:
    where = [] if argv == ["nonsense"] else ["--data", str(data)]
    assert word in complaint(capsys, *argv, *where)


def test_a_missing_data_directory_says_what_to_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data", str(tmp_path / "none")]
    for argv in (["ask", "a"], ["search", "a"], ["articles", "list"], ["reindex"]):
        assert "tracuu ingest" in complaint(capsys, *argv, *where)
    assert not (tmp_path / "none").exists()


def test_a_missing_index_says_what_to_run_and_an_empty_store_finds_nothing(
    tmp_path: Path, sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data", str(tmp_path)]
    run(["keys", "create", "makes a store", *where])
    assert output(capsys, "ask", "a", *where, code=1)["abstained"] is True
    run(["ingest", str(sources), *where])
    for current in (tmp_path / "index").glob("current*"):
        current.unlink()
    assert "reindex" in complaint(capsys, "ask", "a", *where)


def test_a_defect_is_one_line_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_argv: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr("service.cli.program.build", broken)
    assert "two lines" in complaint(capsys, "settings", code=DEFECT)
    monkeypatch.setenv("TRACUU_DEBUG", "1")
    assert run(["settings"]) == DEFECT
    assert "Traceback" in capsys.readouterr().err


def test_text_for_people_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    from service.cli.output import say

    say("a\x1b[31mb\x07c\td")
    assert capsys.readouterr().out == "a[31mbc\td\n"


def test_a_group_of_commands_says_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["keys"]) == 2
    assert "\n  revoke " in capsys.readouterr().err


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.strip() == version("tracuu")


@pytest.mark.parametrize("arguments", [["--help"], []])
def test_help_lists_every_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 0
    shown = capsys.readouterr().out
    assert [name for name in MODULES if name not in shown] == []


# One process does one thing after the other; after each, what it must not have imported.
DEFAULT_PATH = """
import sys
from service.cli.program import run

def check(what, *unwanted):
    heavy = ("torch", "transformers", "sentence_transformers", "langchain", "langchain_core")
    found = [name for name in (*heavy, *unwanted) if name in sys.modules]
    if found or what not in (0, 1):
        sys.exit(f"{what}: {found}")

for command in ("ask", "search"):
    check(run([command, "thư viện"]), "fastapi", "uvicorn", "structlog", "rich.progress")
check(run(["ingest", sys.argv[1]]), "fastapi", "uvicorn", "structlog")

from fastapi.testclient import TestClient
from service.http.app import create_app
from service.settings import load_settings

with TestClient(create_app(load_settings())) as client:
    status = client.post("/v1/ask", json={"question": "thư viện"}).status_code
    check(0 if status == 200 else status)
"""


def test_the_default_path_imports_nothing_heavy(sources: Path, tmp_path: Path) -> None:
    assert run(["ingest", str(sources), "--data", str(tmp_path)]) == 0
    done = subprocess.run(
        [sys.executable, "-c", DEFAULT_PATH, str(sources)],
        env={"TRACUU_DATA": str(tmp_path), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_reader_that_goes_away_is_no_error(data: Path) -> None:
    command = [sys.executable, "-c", "from service.cli import main; main()"]
    listing = subprocess.Popen(
        [*command, "articles", "list", "--data", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert isinstance(listing.stdout, io.BufferedReader)
    listing.stdout.close()
    _, error = listing.communicate()
    assert error == b""
