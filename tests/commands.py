"""What tests of the command line share."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.cli.program import run
from tests.fakes_service import FakeReader

TEXTS = {
    "giang.txt": "Thành phố Giang Sơn mở thư viện số\n\nThư viện số của thành phố Giang Sơn mở cửa"
    " ngày 12/3/2024. Kinh phí xây dựng thư viện là 18,5 tỷ đồng, lấy từ ngân sách thành phố."
    " Bà Lê Thị Hoa, Giám đốc Sở Văn hóa, phát biểu tại lễ khai trương và cảm ơn người dân.",
    "hoabac.txt": "Tỉnh Hòa Bắc ban hành kế hoạch chuyển đổi số\n\nỦy ban nhân dân tỉnh Hòa Bắc"
    " ban hành Kế hoạch số 15/KH-UBND về chuyển đổi số trong các cơ quan nhà nước của tỉnh."
    " Đến năm 2026, tỉnh có 500 điểm truy cập công cộng phục vụ người dân ở các xã, phường.",
}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def data(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    assert run(["ingest", str(sources), "--data", str(folder)]) == 0
    return folder


@pytest.fixture(autouse=True)
def follow_by_eye(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "service.compose.ExtractiveReader.load", lambda *_args, **_options: FakeReader()
    )


def output(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> dict[str, Any]:
    """Run a command with --json and return its one object."""
    capsys.readouterr()
    assert run([*argv, "--json"]) == code
    captured = capsys.readouterr()
    assert captured.out.count("\n") == 1
    value: dict[str, Any] = json.loads(captured.out)
    return value


def complaint(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 2) -> str:
    """Run a command that must fail, and return its one line."""
    capsys.readouterr()
    assert run(argv) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("tracuu: ")
    assert captured.err.count("\n") == 1
    return captured.err
