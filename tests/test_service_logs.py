"""What the logs hold, and what they never hold."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from service.compose import Service
from service.http.app import create_app
from service.http.logs import _QUIET, configure
from service.http.personal import MASK, mask
from tests.fakes_service import make_service

PERSONAL = (
    "079203001234",
    "012345678",
    "079 203 001 234",
    "0912345678",
    "0912.345.678",
    "+84 912 345 678",
    "(+84) 912-345-678",
    "an.nguyen+tin@thu-dien-tu.example.vn",
)
KEPT = (
    "57-NQ/TW",
    "ngày 12/3/2024",
    "18.500.000 đồng",
    "POST /v1/ask",
    "http://127.0.0.1:8000",
    "3f2a9c0d1e4b5a67",
)


@pytest.fixture
def logs() -> Iterator[io.StringIO]:
    """Log as the service does, into memory, and put everything back after."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    levels = {name: logging.getLogger(name).level for name in _QUIET}
    configure("debug")
    written = io.StringIO()
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield written
    root.handlers = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


@pytest.mark.parametrize("personal", PERSONAL)
def test_personal_data_is_masked(personal: str) -> None:
    assert mask(f"Số của tôi là {personal}, xin cảm ơn.").endswith(f"{MASK}, xin cảm ơn.")


@pytest.mark.parametrize("text", KEPT)
def test_other_text_stays(text: str) -> None:
    assert mask(text) == text


@given(st.text())
def test_masking_again_changes_nothing(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(st.from_regex(r"\A0[0-9]{9,11}\Z"), st.text(alphabet="abc đ,.?\n"))
def test_a_number_never_passes(number: str, around: str) -> None:
    assert number not in mask(f"{around} {number} {around}")


def test_a_question_with_personal_data_is_in_no_log(
    tmp_path: Path, logs: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: Service, question: str, **_options: object) -> None:
        raise RuntimeError(f"cannot search for {question!r}")

    service = make_service(tmp_path)
    with TestClient(create_app(service.settings, service)) as client:
        for failing in (False, True):
            if failing:
                monkeypatch.setattr(Service, "search", broken)
            for personal in PERSONAL:
                asked = f"Thư viện số {personal} mở cửa khi nào?"
                client.post("/v1/ask", json={"question": asked})
                client.post("/v1/ask", json={"question": asked, "stream": True})
                client.get("/v1/search", params={"q": asked})
                messages = [{"role": "user", "content": asked}]
                client.post("/v1/chat/completions", json={"model": "tracuu", "messages": messages})
    lines = [json.loads(line) for line in logs.getvalue().splitlines()]
    assert {line["status"] for line in lines if line["event"] == "request"} == {200, 500}
    # The error's own text reached the log, and was masked there.
    assert any("cannot search for" in line.get("exception", "") for line in lines)
    for personal in PERSONAL:
        assert personal not in logs.getvalue()
