"""What holds for all views in Chromium: sizes, colours, keyboard, axe, weight, code points."""

import random
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.articles import CAN_CUOC
from tests.browser.conftest import Opener, Serving

VIEWS = ("#/hoi-dap", "#/tra-cuu?q=chuyển+đổi+số", "#/chi-dao", "#/van-ban?so=57-NQ/TW", "#/nguon")
READY = {
    "#/hoi-dap": ".examples button",
    "#/tra-cuu?q=chuyển+đổi+số": ".group",
    "#/chi-dao": "tbody tr",
    "#/van-ban?so=57-NQ/TW": ".plot",
    "#/nguon": "tbody tr",
}


@pytest.mark.parametrize("at", VIEWS)
def test_a_phone_shows_every_view_without_scrolling_sideways(phone: Opener, at: str) -> None:
    page = phone(at)
    expect(page.locator(READY[at]).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    here = page.get_by_role("navigation").locator("[aria-current]")
    expect(here).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 768, 1024])
def test_any_width_shows_all_of_the_page(open_page: Opener, width: int) -> None:
    page = open_page("#/van-ban?so=57-NQ/TW", viewport={"width": width, "height": 700})
    expect(page.locator(".plot")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for link in page.get_by_role("navigation").get_by_role("link").all():
        expect(link).to_be_in_viewport(ratio=1)


def test_a_tap_shows_the_quote_first(phone: Opener) -> None:
    page = phone()
    page.get_by_label("Câu hỏi", exact=True).fill(CAN_CUOC)
    page.get_by_role("button", name="Gửi câu hỏi").tap()
    page.locator("a.mark").first.tap()
    expect(page.locator(".card blockquote")).to_contain_text("01/7/2024")
    expect(page.locator(".reader")).to_have_count(0)
    page.locator(".card a").tap()
    expect(page.locator(".check.good")).to_be_visible()


def test_dark_and_light(open_page: Opener) -> None:
    shade = "getComputedStyle(document.body).backgroundColor"
    page = open_page(color_scheme="dark")
    switch = page.get_by_role("button", name="Giao diện")
    expect(switch).to_have_accessible_name("Giao diện: Theo máy")
    dark = page.evaluate(shade)
    switch.click()
    expect(switch).to_have_accessible_name("Giao diện: Sáng")
    light = page.evaluate(shade)
    assert dark != light
    page.reload()
    assert page.evaluate(shade) == light
    switch.click()
    assert page.evaluate(shade) == dark


def test_everything_by_keyboard(open_page: Opener) -> None:
    page = open_page()
    expect(page.locator(".examples button").first).to_be_visible()
    page.keyboard.type(CAN_CUOC)
    page.keyboard.press("Enter")
    mark = page.locator("a.mark").first
    expect(page.locator(".actions")).to_be_visible()
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if mark.evaluate("element => element === document.activeElement"):
            break
    expect(mark).to_be_focused()
    expect(page.locator(".card")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Đóng bài viết")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".reader")).to_have_count(0)
    expect(mark).to_be_focused()
    page.get_by_role("link", name="Tra cứu").last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Từ cần tìm")).to_be_focused()


def violations(page: Page, rules: list[str] | None) -> list[dict[str, Any]]:
    """Return what axe finds wrong, by all its rules or by those named."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    run = "async (options) => (await axe.run(document, options)).violations"
    found: list[dict[str, Any]] = page.evaluate(run, options)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: Opener, scheme: str) -> None:
    # What is dark differs from what is light in its colours alone, and these views use them all.
    rules, views = (None, VIEWS) if scheme == "light" else (["color-contrast"], VIEWS[1:3])
    page = open_page("", color_scheme=scheme, reduced_motion="reduce")
    for at in views:
        page.evaluate("at => { location.hash = at }", at)
        expect(page.locator(READY[at]).first).to_be_visible()
        assert violations(page, rules) == [], at
    page.evaluate("location.hash = '#/hoi-dap'")
    page.get_by_label("Câu hỏi", exact=True).fill(CAN_CUOC)
    page.keyboard.press("Enter")
    expect(page.locator(".actions")).to_be_visible()
    page.get_by_role("button", name="Đúng ý").click()
    assert violations(page, rules) == [], "an answer"
    page.locator("a.mark").first.hover()
    expect(page.locator(".card")).to_be_visible()
    assert violations(page, rules) == [], "a quote"
    page.locator("a.mark").first.click()
    expect(page.locator(".check.good")).to_be_visible()
    assert violations(page, rules) == [], "an article"


def test_the_first_view_is_light_and_does_not_jump(open_page: Opener, serving: Serving) -> None:
    page = open_page("#/nguon")
    sizes: list[int] = []
    page.on("requestfinished", lambda r: sizes.append(r.sizes()["responseBodySize"]))
    page.add_init_script(
        "window.jumps = 0; new PerformanceObserver((list) => list.getEntries().forEach((e) =>"
        "{ if (!e.hadRecentInput) window.jumps += e.value }))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto("about:blank")
    page.goto(f"{serving.address}/")
    expect(page.locator(".examples button").first).to_be_visible()
    assert 0 < sum(sizes) < 100_000
    # Chromium calls under 0.1 good.
    assert page.evaluate("window.jumps") < 0.02


def test_code_points_as_python_counts_them(open_page: Opener) -> None:
    page = open_page()
    dice = random.Random(7)
    letters = "aăâđ ệữ\u0301🏮𝐕👩‍👩‍👧\n"
    cases = []
    for _ in range(200):
        text = "".join(dice.choices(letters, k=dice.randint(0, 60)))
        start, end = sorted(dice.choices(range(len(text) + 1), k=2))
        spans = [sorted(dice.choices(range(len(text) + 1), k=2)) for _ in range(3)]
        cases.append((text, start, end, spans))
    told = page.evaluate(
        """async (cases) => {
          const { points, runs, slice } = await import('/static/js/text.js');
          return cases.map(([text, start, end, spans]) => [
            slice(points(text), start, end), runs(points(text), start, end, spans)]);
        }""",
        cases,
    )
    for (text, start, end, spans), (cut, found) in zip(cases, told, strict=True):
        assert cut == text[start:end]
        assert "".join(run["text"] for run in found) == text[start:end]
        covered = {at for low, high in spans for at in range(low, high) if start <= at < end}
        inside = "".join(text[at] for at in sorted(covered))
        assert "".join(run["text"] for run in found if run["marked"]) == inside
