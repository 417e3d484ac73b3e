"""Where a person would stumble: long words, old revisions, nothing there, wrong filters, focus."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from corpus.articles import Article
from corpus.ingest import ingest_article
from corpus.ready import ready_article
from service.compose import Service
from service.settings import Settings
from tests.browser.articles import ARTICLES, CAN_CUOC
from tests.browser.conftest import Opener, Serving

LONG = ready_article(
    "Phối hợp xử lý hồ sơ đất đai giữa các cơ quan của thị trấn Mộc Lan " * 12,
    f"Thị trấn Mộc Lan có địa chỉ https://vi.example/{'moclan' * 60} trên mạng.\n"
    f"{'Mộclan' * 80}\nThị trấn Mộc Lan thu 77 tỷ đồng ngân sách năm 2024.",
    name="long",
    source="Cổng thông tin điện tử của Ủy ban nhân dân thị trấn Mộc Lan" * 3,
)
MARKET = ready_article("Phiên chợ Đồng Xa", "Phiên chợ Đồng Xa họp ba ngày.", name="away")
MOC_LAN = "Thị trấn Mộc Lan thu bao nhiêu ngân sách năm 2024?"
FESTIVAL = "Lễ hội đèn lồng làng Vân Hà đón bao nhiêu lượt khách?"


Put = Callable[[str, Article], None]


@pytest.fixture
def put(serving: Serving) -> Iterator[Put]:
    """Put articles into the store, which is as it was afterwards."""
    service = serving.service
    added: list[tuple[str, str]] = []

    def putting(key: str, article: Article) -> None:
        added.append((key, ingest_article(article, key, service.store).article_id))
        service.publish()

    yield putting
    for key, article_id in added:
        if key in ARTICLES:
            ingest_article(ARTICLES[key], key, service.store)
        else:
            service.store.remove(article_id)
    service.publish()


def ask(page: Page, question: str) -> None:
    page.get_by_label("Câu hỏi", exact=True).fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".turn").last.locator(".actions")).to_be_visible()


def fits(page: Page) -> bool:
    fitting: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return fitting


def test_long_titles_and_words_stay_in_the_page(open_page: Opener, put: Put) -> None:
    put("/long", LONG)
    page = open_page(viewport={"width": 320, "height": 700})
    ask(page, MOC_LAN)
    expect(page.locator(".short")).to_have_text("77 tỷ đồng ngân sách")
    assert fits(page)
    assert len(page.locator(".cited a").inner_text()) < 200
    for at, ready in (("#/tra-cuu?q=mộc+lan", ".group"), ("#/nguon", "tbody tr")):
        page.evaluate("at => { location.hash = at }", at)
        shown = page.locator(ready).filter(has_text="Mộc Lan").first
        expect(shown).to_be_visible()
        assert fits(page), at
        shown.get_by_role("link").first.click()
        expect(page.locator(".reader-body")).to_contain_text("Mộclan" * 80)
        expect(page.locator(".reader-body h2")).to_have_text(LONG.title)
        assert page.evaluate("document.querySelector('.reader-body').scrollWidth <= innerWidth"), at
        page.keyboard.press("Escape")


@pytest.mark.parametrize(
    ("text", "spans", "size", "told"),
    [
        ("a" * 50, [], 20, (0, 20)),
        ("a" * 200, [(100, 120)], 90, (60, 150)),
        ("aa bb cc dd ee ff", [], 8, (0, 8)),
        ("aa bb cc dd ee ff", [], 7, (0, 5)),
        ("một " + "b" * 40, [(4, 44)], 20, (0, 3)),
        ("", [], 5, (0, 0)),
    ],
)
def test_an_excerpt_ends_with_a_word_where_there_is_one(
    open_page: Opener, text: str, spans: list[tuple[int, int]], size: int, told: tuple[int, int]
) -> None:
    page = open_page("#/nguon")
    found = page.evaluate(
        """async ([text, spans, size]) => {
          const { excerpt, points } = await import('/static/js/text.js');
          return excerpt(points(text), spans, size);
        }""",
        [text, spans, size],
    )
    assert tuple(found) == told


def test_a_citation_of_an_old_revision_says_so(open_page: Opener, put: Put) -> None:
    page = open_page()
    ask(page, FESTIVAL)
    astral = ARTICLES["astral"]
    put("astral", ready_article(
        astral.title or "", astral.text.split("\n", 1)[1].replace("4.200", "4.300"), name="astral",
        source=astral.source, published=astral.published,
    ))  # fmt: skip
    page.locator("a.mark").first.click()
    expect(page.locator(".check.good")).to_be_visible()
    expect(page.locator(".reader mark")).to_contain_text("4.200")
    expect(page.locator(".check.old")).to_contain_text("bản cũ")
    page.get_by_role("link", name="Mở bản hiện nay").click()
    expect(page.locator(".reader-body")).to_contain_text("4.300")
    expect(page.locator(".check.old")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".reader")).to_have_count(0)
    expect(page).to_have_url(re.compile("#/hoi-dap$"))
    ask(page, FESTIVAL)
    page.locator(".turn").last.locator("a.mark").click()
    expect(page.locator(".check.good")).to_be_visible()
    expect(page.locator(".check.old")).to_have_count(0)


def test_copies_stand_behind_a_citation(open_page: Opener) -> None:
    page = open_page()
    ask(page, "Cầu Vân bắc qua đâu?")
    cited = page.locator(".cited li").first
    cited.get_by_text("Cùng nội dung: 1 bài").click()
    link = cited.locator(".same a")
    shown = cited.locator("a").first.inner_text()
    assert {shown, link.inner_text()} == {"Khánh thành cầu Vân", "Cầu Vân thông xe"}
    link.click()
    expect(page.locator(".reader-body h2")).to_have_text("Khánh thành cầu Vân" if shown[0] == "C"
                                                         else "Cầu Vân thông xe")  # fmt: skip


def test_a_new_question_stands_at_the_top(phone: Opener) -> None:
    page = phone()
    ask(page, CAN_CUOC)
    ask(page, "Luật này thay thế luật nào?")
    question = page.locator(".turn h2").last
    expect(question).to_be_in_viewport(ratio=1)
    assert question.bounding_box()["y"] < 120
    expect(page.locator(".turn").last.locator(".full")).to_be_in_viewport(ratio=1)


def test_tasks_of_a_unit_and_by_deadline(open_page: Opener) -> None:
    page = open_page("#/chi-dao?q=nhà+ở")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(2)
    page.get_by_label("Đơn vị", exact=True).fill("bo xay dung")
    page.keyboard.press("Enter")
    expect(page.locator(".chips li")).to_have_text("Đơn vị: bo xay dung")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Bộ Xây dựng")
    page.get_by_role("button", name="Bỏ lọc Đơn vị: bo xay dung").click()
    expect(rows).to_have_count(2)
    expect(page.locator("summary", has_text="Bộ lọc")).to_be_focused()
    page.get_by_label("Hạn từ ngày").fill("2090-01-01")
    expect(rows).to_have_count(1)
    expect(page.locator(".chips li")).to_have_text("Hạn từ ngày: 01/01/2090")
    page.reload()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Bộ Tài chính")
    page.get_by_label("Bên giao").fill("Không ai")
    page.keyboard.press("Enter")
    expect(page.locator(".empty")).to_have_text("Không có việc nào như vậy.")


def test_tasks_on_a_tablet_are_cards(open_page: Opener) -> None:
    page = open_page("#/chi-dao?q=nhà+ở", viewport={"width": 800, "height": 900})
    expect(page.locator("tbody tr")).to_have_count(2)
    assert fits(page)
    expect(page.locator("thead")).to_be_hidden()
    for date in page.locator("td:first-child .nowrap").all():
        assert date.evaluate("element => element.getClientRects().length") == 1


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("#/tra-cuu?q=a&document=zz", "số văn bản (ví dụ 57-NQ/TW)"),
        ("#/tra-cuu?q=a&from=xx", "từ ngày"),
        ("#/van-ban?so=zz", "số văn bản (ví dụ 57-NQ/TW)"),
        ("#/chi-dao?before=xx", "hạn đến ngày"),
        ("#/nguon?bai=0000000000000000", "đã được gỡ bỏ, hoặc chưa từng có"),
    ],
)
def test_what_cannot_be_shown_is_told_in_words(phone: Opener, at: str, said: str) -> None:
    page = phone(at)
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.get_by_role("alert")).to_be_in_viewport(ratio=1)
    expect(page.locator(".results .empty, .view > div > .empty")).to_have_count(0)


def test_the_focus_goes_on_where_its_button_was(
    open_page: Opener, admin_key: str, put: Put
) -> None:
    put("/away", MARKET)
    page = open_page("#/nguon")
    page.get_by_text("Khóa truy cập; thêm và gỡ bài").click()
    page.get_by_label("Khóa truy cập").fill(admin_key)
    page.keyboard.press("Enter")
    expect(page.locator("summary", has_text="Thêm bài")).to_be_focused()
    page.get_by_role("button", name="Gỡ bài: Phiên chợ Đồng Xa").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Gỡ bài").press("Enter")
    undo = page.locator(".undo button")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".undo")).to_have_count(0)
    expect(page.locator(".count")).to_be_focused()
    expect(page.locator("tbody tr").filter(has_text="Phiên chợ Đồng Xa")).to_have_count(1)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Serving]:
    service = Service(Settings.model_validate({"data": tmp_path}), create=True)
    running = Serving(service)
    yield running
    running.stop()
    service.close()


def test_an_empty_store_says_what_to_do(browser: Browser, empty: Serving) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{empty.address}/")
    expect(page.get_by_role("alert")).to_contain_text("chưa có bài viết nào")
    for at, said in (
        ("#/nguon", "tracuu ingest"),
        ("#/chi-dao", "Chưa bài nào có việc được giao."),
        ("#/van-ban", "Chưa bài nào nhắc đến văn bản nào."),
    ):
        page.evaluate("at => { location.hash = at }", at)
        expect(page.locator(".empty").filter(has_text=said)).to_be_visible()
    context.close()


def test_a_document_is_read_past_the_rest_of_the_list(open_page: Opener, phone: Opener) -> None:
    page = open_page("#/van-ban")
    page.locator(".documents a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".detail h2")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('.detail').contains(document.activeElement)")
    page = phone("#/van-ban")
    page.locator(".documents a").last.tap()
    expect(page.locator(".detail h2").first).to_be_in_viewport(ratio=1)


def test_an_article_is_removed_where_it_is_read(
    open_page: Opener, admin_key: str, put: Put
) -> None:
    put("/away", MARKET)
    page = open_page("#/tra-cuu?q=phiên+chợ+Đồng+Xa")
    page.evaluate("key => sessionStorage.setItem('tracuu.key', JSON.stringify(key))", admin_key)
    page.locator(".group h2 a").filter(has_text="Đồng Xa").click()
    reader = page.locator(".reader")
    reader.get_by_role("button", name="Gỡ bài").click()
    page.get_by_role("dialog").last.get_by_role("button", name="Gỡ bài").click()
    expect(reader.locator(".check.bad")).to_contain_text("đã được gỡ bỏ")
    reader.get_by_role("button", name="Hoàn tác").click()
    expect(reader.locator(".check.bad")).to_have_count(0)
    expect(reader.get_by_role("button", name="Gỡ bài")).to_be_visible()
    page.evaluate("sessionStorage.setItem('tracuu.key', '\"sai\"')")
    reader.get_by_role("button", name="Gỡ bài").click()
    page.get_by_role("dialog").last.get_by_role("button", name="Gỡ bài").click()
    expect(reader.get_by_role("alert")).to_contain_text("khóa")


def test_a_question_that_is_too_long_says_so(phone: Opener) -> None:
    page = phone()
    box = page.get_by_label("Câu hỏi", exact=True)
    box.focus()
    page.keyboard.insert_text("Ai ký? " * 400)
    expect(page.locator(".limit")).to_contain_text("2.000 ký tự")
    assert len(box.input_value()) == 2000
    assert fits(page)
    expect(page.get_by_role("button", name="Gửi câu hỏi")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Backspace")
    expect(page.locator(".limit")).to_be_hidden()
