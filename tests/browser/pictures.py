"""Take the pictures of docs/images: `python -m tests.browser.pictures`.

They are made small with pngquant where it is installed; set a font with Vietnamese letters first.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from corpus.ingest import ingest
from corpus.readers import walk
from service.compose import Service
from service.settings import Settings
from tests.browser.articles import CAN_CUOC, SAMPLES
from tests.browser.conftest import Serving

IMAGES = Path(__file__).parents[2] / "docs/images"
DESKTOP: dict[str, Any] = {"viewport": {"width": 1100, "height": 700}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 760},
    "has_touch": True,
    "is_mobile": True,
}
DARK = {"color_scheme": "dark"}


def asked(page: Page) -> None:
    page.get_by_label("Câu hỏi", exact=True).fill(CAN_CUOC)
    page.keyboard.press("Enter")
    page.wait_for_selector(".actions")
    page.locator("textarea").blur()


def hovered(page: Page) -> None:
    asked(page)
    page.locator("a.mark").first.hover()
    page.wait_for_selector(".card")


def opened(page: Page) -> None:
    asked(page)
    page.locator(".cited a").first.click()
    page.wait_for_selector(".check.good")


def still(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")


Act = Callable[[Page], None]
PICTURES: list[tuple[str, str, str, Act, dict[str, Any]]] = [
    ("hoi-dap", "#/hoi-dap", ".examples button", hovered, DESKTOP),
    ("bai-viet", "#/hoi-dap", ".examples button", opened, DESKTOP),
    ("tra-cuu", "#/tra-cuu?q=chuyển+đổi+số+ở+tỉnh", ".group", still, DESKTOP),
    ("chi-dao", "#/chi-dao", "tbody tr", still, DESKTOP),
    ("van-ban", "#/van-ban?so=57-NQ/TW", ".plot", still, DESKTOP),
    ("nguon", "#/nguon", "tbody tr", still, DESKTOP),
    ("hoi-dap-dien-thoai", "#/hoi-dap", ".examples button", asked, PHONE),
    ("tra-cuu-toi", "#/tra-cuu?q=chuyen+doi+so", ".group", still, PHONE | DARK),
]


def take(browser: Browser, address: str) -> None:
    IMAGES.mkdir(exist_ok=True)
    for name, at, ready, act, options in PICTURES:
        context = browser.new_context(locale="vi-VN", reduced_motion="reduce", **options)
        page = context.new_page()
        page.goto(f"{address}/{at}")
        page.wait_for_selector(ready)
        act(page)
        path = IMAGES / f"{name}.png"
        page.screenshot(path=path)
        context.close()
        if small := shutil.which("pngquant"):
            subprocess.run([small, "--force", "--ext", ".png", "--strip", path], check=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        service = Service(Settings.model_validate({"data": Path(folder)}), create=True)
        ingest(walk([SAMPLES]), service.store)
        service.publish()
        serving = Serving(service)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        take(browser, serving.address)
        browser.close()
        serving.stop()
        service.close()


if __name__ == "__main__":
    main()
