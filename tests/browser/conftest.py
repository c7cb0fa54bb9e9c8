"""A real Chromium on a real server: what every browser test may ask for."""

import os
import re
import shutil
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer
from tests.browser.steps import LONGEST
from tests.browser.windows import Windows
from tests.one_day import that_day
from tests.world import World

# Playwright keeps an event loop in this thread; Django would take it for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "test-results"
AXE = ROOT / "node_modules/axe-core/axe.min.js"
STYLE = ROOT / "src/thegither/ui/static/ui/built/style.css"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# Each page runs its scripts once: compiling them to quicker code costs a third more than it saves.
QUIET = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run --js-flags=--max-lazy,--no-opt,--no-maglev"
).split()
FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


def cannot_run(sentence: str) -> None:
    """Skip with a sentence that says what to install; where CI=true that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def installed_browser() -> str:
    return next((path for name in BROWSERS if (path := shutil.which(name))), "")


class StraightToTheApplication:
    """Django's test server would serve static files itself; here WhiteNoise does, as in production.

    It counts the requests that are being answered, so that a test can end after the last of them.
    """

    changed, under_way = threading.Condition(), 0

    def __init__(self, application: Callable) -> None:
        self.application = application

    def __call__(self, *arguments: object) -> object:
        self._count(1)
        try:
            return self.application(*arguments)
        finally:
            self._count(-1)

    @classmethod
    def _count(cls, more: int) -> None:
        with cls.changed:
            cls.under_way += more
            cls.changed.notify_all()

    @classmethod
    def wait_until_quiet(cls) -> None:
        with cls.changed:
            cls.changed.wait_for(lambda: not cls.under_way, timeout=LONGEST / 1000)


@pytest.fixture(scope="session", autouse=True)
def one_day() -> Iterator[None]:
    """A test that types in "today" must not cross midnight between that and what it expects."""
    with that_day():
        yield


@pytest.fixture(autouse=True)
def nobody_tried_before() -> None:
    """Limits on tries count by address, and every test comes from the same one."""
    cache.clear()


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
def windows(chromium: Browser, live_server: LiveServer) -> Windows:
    return Windows(chromium, live_server.url, AXE)


@pytest.fixture
def visit(
    request: pytest.FixtureRequest, windows: Windows, live_server: LiveServer, world: World
) -> Iterator[Callable[..., Page]]:
    """`visit("ailsa", "/kirkbrae/")`: a page as somebody sees it; `visit("nobody", ...)` is not signed in.

    Each call opens another window; without an address, on no page yet. At the end the test fails if any page
    threw an error or wrote one to its console, save those of a page that the test breaks on purpose
    (`breaks=True`). A window that a test leaves changed, or wants with an empty cache, is to be new
    (`new=True`) and is thrown away.
    """
    opened: list[Page] = []
    troubles: list[str] = []
    with ExitStack() as afterwards:

        def open_page(
            name: str,
            address: str,
            *,
            viewport: dict = WIDE,
            breaks: bool = False,
            new: bool = False,
            **options: object,
        ) -> Page:
            page = windows.open_new(**options) if new else windows.open(**options)
            afterwards.callback(
                page.context.close if new else partial(windows.leave, page, **options)
            )
            opened.append(page)
            page.set_viewport_size(viewport)
            page.context.add_cookies(cookies_of(world, name, live_server.url))
            if not breaks:
                afterwards.enter_context(listening(page, troubles))
            if address:
                page.goto(address)
            return page

        yield open_page
        if request.node.stash.get(FAILED, False):
            for number, page in enumerate(opened):
                picture(page, f"failed-{request.node.name}-{number}", always=True)
    StraightToTheApplication.wait_until_quiet()
    assert not troubles, "\n".join(troubles)


@contextmanager
def listening(page: Page, troubles: list[str]) -> Iterator[None]:
    """Add to the troubles what the page throws and what it writes to its console as an error."""

    def trouble(error: object) -> None:
        troubles.append(f"{page.url}: {error}")

    def message(said: ConsoleMessage) -> None:
        troubles.extend(complaint(page, said))

    page.on("pageerror", trouble)
    page.on("console", message)
    yield
    page.remove_listener("pageerror", trouble)
    page.remove_listener("console", message)


def complaint(page: Page, message: ConsoleMessage) -> list[str]:
    """A console error, save that the browser itself notes each page answered with 4xx."""
    expected = re.search(r"status of 4\d\d", message.text)
    return [] if message.type != "error" or expected else [f"{page.url}: {message.text}"]


def cookies_of(world: World, name: str, url: str) -> list[dict[str, str]]:
    jar = world.client(name).cookies
    return [{"name": key, "value": morsel.value, "url": url} for key, morsel in jar.items()]


def picture(page: Page, name: str, *, always: bool = False) -> None:
    """With PICTURES=1 a screenshot of the whole page, in test-results/: drawing it takes longer than axe."""
    if always or os.environ.get("PICTURES"):
        SCREENSHOTS.mkdir(exist_ok=True)
        name = re.sub(r"[^\w-]+", "-", name)
        page.screenshot(path=str(SCREENSHOTS / f"{name}.png"), full_page=True)
