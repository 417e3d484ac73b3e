"""One server over real articles and one Chromium for all browser tests.

They live as long as this package is run and no longer: while Playwright is up, its event loop is
the running one, and nothing else can start its own.
"""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from sse_starlette.sse import AppStatus

from corpus.ingest import ingest, ingest_articles
from corpus.readers import walk
from service.compose import Service
from service.http.app import create_app
from service.keys import create_key
from service.settings import Settings
from tests.browser.articles import ARTICLES, BUNDLED, SAMPLES

PATIENCE_MS = 20_000


class Serving:
    """The service on a socket; it can be stopped and started again on the same address."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.port = 0
        self._app = create_app(service.settings, service)
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        # Without its lifespan, so that stopping it does not close the store.
        config = uvicorn.Config(
            self._app, port=self.port, lifespan="off", log_config=None, access_log=False, ws="none"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]

    def stop(self) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(10)


@pytest.fixture(scope="package")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    AppStatus.enable_automatic_graceful_drain = False
    folder = tmp_path_factory.mktemp("page")
    service = Service(Settings.model_validate({"data": folder}), create=True)
    paths = [path for number in BUNDLED for path in SAMPLES.glob(f"{number}-*")]
    assert len(paths) == len(BUNDLED)
    ingest(walk(paths), service.store)
    ingest_articles(list(ARTICLES.items()), service.store)
    service.publish()
    service.check()
    running = Serving(service)
    yield running
    running.stop()
    service.close()


@pytest.fixture(scope="package")
def admin_key(serving: Serving) -> str:
    return create_key(serving.service.store, "browser", "admin")[0]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


Opener = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, serving: Serving) -> Iterator[Opener]:
    """Open the page at an address such as `#/tra-cuu`, in a browser that remembers nothing.

    Afterwards: no script failed, the policy was kept, nothing foreign was asked for.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: _note(message.text, complaints))
        page.on(
            "request",
            lambda request: (
                request.url.startswith((serving.address, "blob:")) or complaints.append(request.url)
            ),
        )

    def opened(at: str = "", **options: Any) -> Page:
        context = browser.new_context(
            **{"viewport": {"width": 1200, "height": 800}, "locale": "vi-VN", **options}
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        watch(page)
        page.goto(f"{serving.address}/{at}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def phone(open_page: Opener) -> Opener:
    """Open the page on a small touch screen."""

    def opened(at: str = "") -> Page:
        size = {"width": 390, "height": 780}
        return open_page(at, viewport=size, has_touch=True, is_mobile=True)

    return opened


def _note(message: str, complaints: list[str]) -> None:
    if any(word in message for word in ("Content Security Policy", "Trusted", "Refused")):
        complaints.append(message)
