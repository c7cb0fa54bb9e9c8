"""A real Chromium on a real server: what every browser test may ask for."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer
from tests.browser.steps import LONGEST
from tests.world import World

# Playwright keeps an event loop in this thread; Django would take it for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "test-results"
AXE = ROOT / "node_modules/axe-core/axe.min.js"
STYLE = ROOT / "src/thegither/ui/static/ui/built/style.css"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
QUIET = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
).split()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def cannot_run(sentence: str) -> None:
    """Skip with a sentence that says what to install; where CI=true that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def installed_browser() -> str:
    return next((path for name in BROWSERS if (path := shutil.which(name))), "")


class StraightToTheApplication:
    """Django's test server would serve static files itself; here WhiteNoise does, as in production."""

    def __init__(self, application: Callable) -> None:
        self.application = application

    def __call__(self, *arguments: object) -> object:
        return self.application(*arguments)


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    handler = "django.contrib.staticfiles.handlers.StaticFilesHandler"
    with patch(handler, StraightToTheApplication):
        server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    executable = installed_browser()
    if not executable:
        cannot_run("Browser tests need Chromium or Chrome: apt-get install chromium.")
    if not (AXE.exists() and STYLE.exists()):
        cannot_run("Browser tests need the built assets and axe-core: make env.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def window(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """One window for all pages that are only looked at, with axe-core in it: a new one costs a process."""
    with chromium.new_context(base_url=live_server.url, locale="en-GB") as context:
        context.set_default_timeout(LONGEST)
        context.add_init_script(path=AXE)
        yield context.new_page()


@pytest.fixture
def look(window: Page, live_server: LiveServer, world: World) -> Iterator[Callable[..., Page]]:
    """`look("ailsa", "/kirkbrae/")`: the one window, as somebody sees the page; errors fail the test."""
    troubles: list[str] = []

    def trouble(error: object) -> None:
        troubles.append(f"{window.url}: {error}")

    def message(said: ConsoleMessage) -> None:
        troubles.extend(complaint(window, said))

    def open_page(name: str, address: str) -> Page:
        window.set_viewport_size(WIDE)
        window.context.clear_cookies()
        window.context.add_cookies(cookies_of(world, name, live_server.url))
        window.goto(address)
        return window

    window.on("pageerror", trouble)
    window.on("console", message)
    yield open_page
    window.goto("about:blank")
    window.remove_listener("pageerror", trouble)
    window.remove_listener("console", message)
    assert not troubles, "\n".join(troubles)


@pytest.fixture
def visit(
    chromium: Browser, live_server: LiveServer, world: World
) -> Iterator[Callable[..., Page]]:
    """`visit("ailsa", "/kirkbrae/")`: a page as somebody sees it; `visit("nobody", ...)` is not signed in.

    At the end the test fails if any page threw an error or wrote one to its console, save those of a
    page that the test breaks on purpose (`breaks=True`).
    """
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_page(
        name: str,
        address: str,
        *,
        viewport: dict = WIDE,
        breaks: bool = False,
        **options: object,
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url, viewport=viewport, locale="en-GB", **options
        )
        contexts.append(context)
        context.set_default_timeout(LONGEST)
        context.add_cookies(cookies_of(world, name, live_server.url))
        page = context.new_page()
        if not breaks:
            listen(page)
        page.goto(address)
        return page

    def listen(page: Page) -> None:
        page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
        page.on("console", lambda message: troubles.extend(complaint(page, message)))

    yield open_page
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)


def complaint(page: Page, message: ConsoleMessage) -> list[str]:
    """A console error, save that the browser itself notes each page answered with 4xx."""
    expected = re.search(r"status of 4\d\d", message.text)
    return [] if message.type != "error" or expected else [f"{page.url}: {message.text}"]


def cookies_of(world: World, name: str, url: str) -> list[dict[str, str]]:
    jar = world.client(name).cookies
    return [{"name": key, "value": morsel.value, "url": url} for key, morsel in jar.items()]


def picture(page: Page, name: str) -> Path:
    """A screenshot of the whole page, kept in test-results/ to be looked at."""
    SCREENSHOTS.mkdir(exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=str(path), full_page=True)
    return path
