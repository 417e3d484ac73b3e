"""Hỏi đáp in Chromium: ask, stream, open a citation, follow up, come back."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from service.answers import Answer, Citation
from tests.browser.articles import CAN_CUOC, FESTIVAL, OUTSIDE
from tests.browser.conftest import Opener, Serving


def ask(page: Page, question: str) -> None:
    page.get_by_label("Câu hỏi", exact=True).fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".turn").last.locator(".actions")).to_be_visible()


def marked(page: Page) -> str:
    return "\n".join(page.locator(".reader mark").all_text_contents())


def test_a_citation_opens_the_article_at_the_quote(open_page: Opener, serving: Serving) -> None:
    quote = serving.service.answer(CAN_CUOC).citations[0].quote
    page = open_page()
    with page.expect_response("**/v1/ask") as sent:
        ask(page, CAN_CUOC)
    assert sent.value.headers["content-type"].startswith("text/event-stream")
    expect(page.locator(".short")).to_have_text("ngày 01/7/2024")
    mark = page.locator("a.mark").first
    mark.hover()
    expect(page.locator(".card blockquote")).to_have_text(quote)
    mark.click()
    expect(page.locator(".check.good")).to_contain_text("khớp nguyên văn")
    assert marked(page) == quote
    expect(page.locator(".reader mark").first).to_be_in_viewport()
    expect(page.locator(".card")).to_have_count(0)
    page.go_back()
    expect(page.locator(".reader")).to_have_count(0)
    expect(page.locator(".turn")).to_have_count(1)


def test_offsets_are_code_points(open_page: Opener, serving: Serving) -> None:
    page = open_page()
    ask(page, FESTIVAL)
    page.locator("a.mark").first.click()
    expect(page.locator(".check.good")).to_be_visible()
    assert marked(page) == "Lễ hội đèn lồng làng Vân Hà đón 4.200 lượt khách trong ba ngày."


@pytest.fixture
def told(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """An answer in two parts, held back between them until `go` is set."""
    (whole, *_) = [p for p in serving.service.stream(FESTIVAL) if isinstance(p, Answer)]
    parts: dict[str, Any] = {"go": threading.Event(), "citation": whole.citations[0]}

    def stream(_question: str, **_options: object) -> Iterator[Citation | str | Answer]:
        yield parts["citation"]
        yield "Câu thứ nhất [1]. "
        assert parts["go"].wait(20)
        yield "Câu thứ hai [1]."
        yield replace(
            whole,
            # To JavaScript's regular expressions this separator ends a line.
            question="Kể\u2028về lễ hội",
            answer="Câu thứ nhất [1]. Câu thứ hai [1].",
            short_answer=None,
            citations=(parts["citation"],),
        )

    monkeypatch.setattr(serving.service, "stream", stream)
    return parts


def test_an_answer_shows_as_it_comes(open_page: Opener, told: dict[str, Any]) -> None:
    page = open_page()
    page.get_by_label("Câu hỏi", exact=True).fill("Kể về lễ hội")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_contain_text("Câu thứ nhất")
    expect(page.locator("a.mark")).to_have_count(1)
    expect(page.locator(".answer")).not_to_contain_text("Câu thứ hai")
    expect(page.get_by_role("button", name="Dừng")).to_be_visible()
    told["go"].set()
    expect(page.locator(".answer .actions")).to_be_visible()
    expect(page.locator(".said")).to_have_text(["Câu thứ nhất1.", "Câu thứ hai1."])


def test_stopping_an_answer(open_page: Opener, told: dict[str, Any]) -> None:
    page = open_page()
    page.get_by_label("Câu hỏi", exact=True).fill("Kể về lễ hội")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_contain_text("Câu thứ nhất")
    page.get_by_role("button", name="Dừng").click()
    expect(page.get_by_role("alert")).to_contain_text("Đã dừng")
    told["go"].set()
    page.get_by_role("button", name="Thử lại").click()
    expect(page.locator(".answer .actions")).to_be_visible()


def test_a_quote_that_is_not_there_is_told(open_page: Opener, told: dict[str, Any]) -> None:
    told["go"].set()
    told["citation"] = replace(told["citation"], start=told["citation"].start + 1)
    page = open_page()
    ask(page, "Kể về lễ hội")
    page.locator("a.mark").first.click()
    expect(page.locator(".check.bad")).to_contain_text("KHÔNG khớp")


def test_follow_ups_and_reload_and_clearing(open_page: Opener) -> None:
    page = open_page()
    ask(page, CAN_CUOC)
    with page.expect_request("**/v1/ask") as sent:
        ask(page, "Luật này thay thế luật nào?")
    assert [turn["role"] for turn in sent.value.post_data_json["conversation"]] == [
        "user",
        "assistant",
    ]
    expect(page.locator(".turn").last).to_contain_text("59/2014/QH13")
    page.reload()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn").last).to_contain_text("59/2014/QH13")
    page.get_by_role("button", name="Xóa cuộc hỏi đáp").click()
    page.get_by_role("button", name="Xóa", exact=True).click()
    expect(page.locator(".turn")).to_have_count(0)
    page.reload()
    expect(page.locator(".examples button").first).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)


@pytest.mark.parametrize("kept", ["[{", "3", '[{"question": "Một?", "answer": {"old": 1}}]'])
def test_what_cannot_be_read_back_does_no_harm(open_page: Opener, kept: str) -> None:
    page = open_page()
    page.evaluate("kept => localStorage.setItem('tracuu.chat', kept)", kept)
    page.reload()
    if "question" in kept:
        page.get_by_role("button", name="Thử lại").wait_for()
    ask(page, CAN_CUOC)
    expect(page.locator(".short").last).to_have_text("ngày 01/7/2024")


def test_examples_are_answered(open_page: Opener) -> None:
    page = open_page()
    example = page.locator(".examples button").first
    question = example.inner_text()
    example.click()
    expect(page.locator(".turn h2")).to_have_text(question)
    expect(page.locator("a.mark").first).to_be_visible()
    expect(page.locator(".abstained")).to_have_count(0)


def test_an_abstention_offers_the_closest_passages(open_page: Opener) -> None:
    page = open_page()
    ask(page, OUTSIDE)
    expect(page.locator(".answer.abstained .none")).to_contain_text("không chứa câu trả lời")
    expect(page.locator("a.mark")).to_have_count(0)
    page.locator(".closest a").first.click()
    expect(page.locator(".check.good")).to_be_visible()
    page.get_by_role("button", name="Đóng bài viết").click()
    expect(page.locator(".reader")).to_have_count(0)
    page.get_by_role("link", name="Tìm ở phần Tra cứu").click()
    expect(page.get_by_label("Từ cần tìm")).to_have_value(OUTSIDE)


def test_a_thumb_with_a_comment(open_page: Opener, serving: Serving) -> None:
    before = serving.service.store.counts().feedback
    page = open_page()
    ask(page, CAN_CUOC)
    page.get_by_role("button", name="Chưa đúng").click()
    page.get_by_label("Nhận xét").fill("Thiếu số luật")
    with page.expect_request("**/v1/feedback") as sent:
        page.get_by_role("button", name="Gửi đánh giá").click()
    assert sent.value.post_data_json["thumb"] == "down"
    assert sent.value.post_data_json["comment"] == "Thiếu số luật"
    expect(page.locator(".feedback")).to_contain_text("Đã ghi nhận")
    assert serving.service.store.counts().feedback == before + 1
    page.reload()
    expect(page.get_by_role("button", name="Chưa đúng")).to_have_attribute("aria-pressed", "true")


def test_copying_keeps_the_citations(open_page: Opener) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    ask(page, CAN_CUOC)
    page.get_by_role("button", name="Chép kèm trích dẫn").click()
    expect(page.get_by_role("button", name="Đã chép")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "[1] “" in copied
    assert "01/7/2024" in copied
    assert "Luật Căn cước số 26/2023/QH15" in copied


def test_the_server_gone_and_back(open_page: Opener, serving: Serving) -> None:
    page = open_page()
    expect(page.locator(".examples button").first).to_be_visible()
    serving.stop()
    try:
        page.get_by_label("Câu hỏi", exact=True).fill(CAN_CUOC)
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("Không nối được với máy chủ")
    finally:
        serving.start()
    page.get_by_role("button", name="Thử lại").click()
    expect(page.locator(".short")).to_have_text("ngày 01/7/2024")
    expect(page.get_by_role("alert")).to_have_count(0)
