"""The other views in Chromium: search, directives, documents, sources."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import loopback
from tests.browser.articles import ATTACK
from tests.browser.conftest import Opener, Serving


def saved(page: Page) -> list[dict[str, str]]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải CSV").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_a_search_without_accents_filters_and_its_link(open_page: Opener, serving: Serving) -> None:
    page = open_page("#/tra-cuu")
    page.get_by_label("Từ cần tìm").press_sequentially("luat can cuoc")
    expect(page.locator(".group h2").first).to_contain_text("Luật Căn cước")
    expect(page.locator(".passage mark").first).to_have_text(re.compile("Luật Căn cước"))
    page.get_by_label("Nguồn", exact=True).fill("Báo Vân Hà")
    page.keyboard.press("Enter")
    expect(page.locator(".chips li")).to_have_text("Nguồn: Báo Vân Hà")
    expect(page.locator(".group h2")).to_have_count(1)
    assert "source=" in page.url
    assert "q=luat+can+cuoc" in page.url
    heading = page.locator(".group h2").inner_text()
    shared = open_page(page.url.removeprefix(f"{serving.address}/"))
    expect(shared.locator(".group h2")).to_have_text(heading)
    expect(shared.locator(".chips li")).to_have_text("Nguồn: Báo Vân Hà")
    shared.get_by_role("button", name="Bỏ lọc Nguồn: Báo Vân Hà").click()
    expect(shared.locator(".group h2").first).to_contain_text("Luật Căn cước")
    expect(shared).to_have_url(re.compile(r"q=luat\+can\+cuoc$"))


def test_a_hit_opens_its_passage_and_the_link_to_it(open_page: Opener, serving: Serving) -> None:
    page = open_page("#/tra-cuu?q=lễ+hội+đèn+lồng")
    page.locator(".group .passage").first.click()
    expect(page.locator(".check.good")).to_be_visible()
    text = "\n".join(page.locator(".reader mark").all_text_contents())
    hit = serving.service.search("lễ hội đèn lồng").hits[0]
    assert text == hit.text
    shared = open_page(page.url.removeprefix(f"{serving.address}/"))
    expect(shared.locator(".reader mark").first).to_be_visible()
    assert "\n".join(shared.locator(".reader mark").all_text_contents()) == text
    shared.keyboard.press("Escape")
    expect(shared.locator(".reader")).to_have_count(0)
    expect(shared.locator(".group").first).to_be_visible()


def test_what_was_found_as_csv(open_page: Opener) -> None:
    page = open_page("#/tra-cuu?q=gian+hàng+HYPERLINK+lễ+hội")
    expect(page.locator(".group").first).to_be_visible()
    rows = saved(page)
    assert any("lễ hội đèn lồng" in row["text"] for row in rows)
    assert {"title", "source", "published", "article_id", "start", "end"} <= set(rows[0])


def test_the_directives(open_page: Opener) -> None:
    page = open_page("#/chi-dao")
    expect(page.locator("tbody tr").nth(1)).to_be_visible()
    page.get_by_label("Tìm trong các chỉ đạo").fill("nha o cong nhan")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("29/06/2020")
    expect(page.locator(".badge.late")).to_have_text("Quá hạn")
    page.get_by_label("Tìm trong các chỉ đạo").fill("nha o")
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_label("Chỉ việc quá hạn").check()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile("han=qua"))
    (row,) = saved(page)
    assert row["units"] == "Bộ Xây dựng"
    assert row["deadline"] == "2020-06-29"
    page.reload()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Xem câu gốc").click()
    expect(page.locator(".check.good")).to_be_visible()
    assert page.locator(".reader mark").all_text_contents() == [row["quote"]]


def test_a_document_with_its_mentions_and_relations(open_page: Opener) -> None:
    page = open_page("#/van-ban")
    page.get_by_label("Lọc văn bản").fill("bo chinh tri 57")
    expect(page.locator(".documents a")).to_have_count(1)
    page.locator(".documents a").filter(has_text="57-NQ/TW").click()
    expect(page.locator(".detail h2")).to_have_text("57-NQ/TW")
    expect(page.locator(".plot")).to_have_attribute("aria-label", re.compile(r"\d\d/20\d\d: \d"))
    expect(page.locator(".relations").first).to_contain_text("71/NQ-CP")
    page.locator(".mentions .passage").first.click()
    expect(page.locator(".check.good")).to_be_visible()


def test_adding_and_removing_with_a_key(open_page: Opener, admin_key: str) -> None:
    page = open_page("#/nguon")
    expect(page.locator("tbody tr").first).to_be_visible()
    page.get_by_text("Khóa truy cập; thêm và gỡ bài").click()
    page.get_by_label("Khóa truy cập").fill("sai")
    page.get_by_role("button", name="Dùng khóa").click()
    expect(page.get_by_role("alert")).to_contain_text("khóa")
    page.get_by_role("button", name="Bỏ khóa").click()
    page.get_by_text("Khóa truy cập; thêm và gỡ bài").click()
    page.get_by_label("Khóa truy cập").fill(admin_key)
    page.get_by_role("button", name="Dùng khóa").click()
    page.get_by_text("Nhập nội dung").click()
    page.get_by_label("Tiêu đề").fill("Chợ nổi Long Biên họp phiên đầu")
    page.get_by_label("Nội dung", exact=True).fill("Chợ nổi Long Biên họp phiên đầu năm.")
    page.get_by_role("button", name="Thêm bài").click()
    expect(page.locator(".outcomes")).to_contain_text("đã thêm")
    row = page.locator("tbody tr").filter(has_text="Chợ nổi Long Biên")
    expect(row).to_have_count(1)
    race = "Cuộc đua thuyền trên hồ Vân năm nay có mười hai đội dự thi và hàng nghìn người xem. "
    files = {"ngan.txt": "Đua thuyền", "dua-thuyen.txt": "Đua thuyền ở hồ Vân\n" + 6 * race}
    page.get_by_label("Tệp bài viết").set_input_files(
        [
            {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
            for name, content in files.items()
        ]
    )
    page.get_by_role("button", name="Thêm tệp").click()
    expect(page.locator(".outcomes")).to_contain_text("ngan.txt: Đây không phải một bài viết")
    expect(page.locator(".outcomes")).to_contain_text("dua-thuyen.txt: đã thêm")
    row.get_by_role("button", name="Gỡ bài").click()
    page.get_by_role("dialog").get_by_role("button", name="Gỡ bài").click()
    expect(row).to_have_count(0)
    undo = page.locator(".undo").filter(has_text="Chợ nổi Long Biên")
    undo.get_by_role("button", name="Hoàn tác").click()
    expect(row).to_have_count(1)
    expect(page.locator(".undo")).to_have_count(0)
    row.get_by_role("button", name="Gỡ bài").click()
    page.get_by_role("dialog").get_by_role("button", name="Gỡ bài").click()
    expect(row).to_have_count(0)
    page.get_by_label("Xem các bài đã gỡ").check()
    expect(row.locator(".badge")).to_have_text("Đã gỡ")
    row.get_by_role("button", name="Hoàn tác").click()
    expect(row).to_have_count(0)
    page.get_by_label("Xem các bài đã gỡ").uncheck()
    expect(row.locator(".badge")).to_have_text("Đang dùng")


def test_copies_stand_behind_the_best(open_page: Opener) -> None:
    page = open_page("#/tra-cuu?q=khánh+thành+cầu+Vân")
    group = page.locator(".group").filter(has_text="ầu Vân")
    expect(group).to_have_count(1)
    group.get_by_text("Cùng nội dung: 1 bài").click()
    shown = group.locator("h2").inner_text()
    link = group.locator(".same li a")
    assert {shown, link.inner_text()} == {"Khánh thành cầu Vân", "Cầu Vân thông xe"}
    link.click()
    expect(page.locator(".reader-body")).to_contain_text("bắc qua sông")


def test_adding_an_address(
    open_page: Opener, admin_key: str, serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page("#/nguon")
    page.get_by_text("Khóa truy cập; thêm và gỡ bài").click()
    page.get_by_label("Khóa truy cập").fill(admin_key)
    page.get_by_role("button", name="Dùng khóa").click()
    told = page.locator(".outcomes li").first

    def add(address: str) -> None:
        page.get_by_label("Địa chỉ bài viết").fill(address)
        page.get_by_role("button", name="Thêm địa chỉ").click()

    with loopback.serving() as site:
        add(f"{site.address}/tin")
        expect(told).to_contain_text("không nằm trên Internet công cộng")
        with monkeypatch.context() as patch:
            patch.setitem(serving.service.__dict__, "fetcher", loopback.local_fetcher())
            site.pages["/tin"] = loopback.html(loopback.page(7))
            site.pages["/ban"] = loopback.Answer(b"", 429, {"Retry-After": "90"})
            add(f"{site.address}/mat")
            expect(told).to_contain_text("không có bài này")
            add(f"{site.address}/tin")
            expect(told).to_contain_text("đã thêm")
            expect(page.get_by_label("Địa chỉ bài viết")).to_have_value("")
            add(f"{site.address}/ban")
            expect(told).to_contain_text("chờ 90 giây")
    row = page.locator("tbody tr").filter(has_text="Địa phương thứ 7")
    expect(row).to_have_count(1)
    row.get_by_role("button", name="Gỡ bài").click()
    page.get_by_role("dialog").get_by_role("button", name="Gỡ bài").click()
    expect(row).to_have_count(0)


def test_hostile_text_is_only_text(open_page: Opener) -> None:
    page = open_page("#/tra-cuu?q=thư+viện+Giang+Sơn")
    group = page.locator(".group").filter(has_text="Bản tin")
    expect(group.locator("h2")).to_contain_text(ATTACK)
    expect(group).to_contain_text("<script>document.title='broken'</script>")
    group.locator("h2 a").click()
    expect(page.locator(".reader-body")).to_contain_text(ATTACK)
    expect(page.locator(".reader-head")).to_contain_text(f"Báo {ATTACK}")
    assert page.locator(".reader img, .reader script, .reader a[href^='javascript']").count() == 0
    page.evaluate("location.hash = '#/hoi-dap'")
    page.get_by_label("Câu hỏi", exact=True).fill(f"Kinh phí xây thư viện Giang Sơn? {ATTACK}")
    page.keyboard.press("Enter")
    expect(page.locator(".turn h2")).to_contain_text(ATTACK)
    expect(page.locator(".turn .actions")).to_be_visible()
    assert page.locator("main img, main script").count() == 0
    assert "broken" not in page.title()


def test_the_browser_refuses_text_taken_for_html(browser: Browser, serving: Serving) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(serving.address)
    tried = "() => { try { document.body.innerHTML = '<b>x</b>' } catch (e) { return e.name } }"
    assert page.evaluate(tried) == "TypeError"
    context.close()
