"""Windows of the browser, used again from test to test: a new one costs a process and an empty cache."""

from collections import defaultdict
from pathlib import Path

from playwright.sync_api import Browser, Page
from tests.browser.steps import LONGEST

# Whatever the page still does, it does no more: its clock would ask while the tables are emptied.
END = "document.open(); document.close()"


class Windows:
    """`open(...)` gives a window that is in nobody's hands, `leave(...)` takes it back."""

    def __init__(self, browser: Browser, address: str, script: Path) -> None:
        self._browser, self._address, self._script = browser, address, script
        self._free: dict[frozenset, list[Page]] = defaultdict(list)

    def open(self, **options: object) -> Page:
        free = self._free[frozenset(options.items())]
        return free.pop() if free else self.open_new(**options)

    def open_new(self, **options: object) -> Page:
        """A window that nobody ever used: its cache is empty."""
        context = self._browser.new_context(
            base_url=self._address, locale="en-GB", reduced_motion="reduce", **options
        )
        context.set_default_timeout(LONGEST)
        if options.get("java_script_enabled", True):
            context.add_init_script(path=self._script)
        return context.new_page()

    def leave(self, page: Page, **options: object) -> None:
        """End what the page does, forget who was signed in, and keep the window for the next test."""
        page.evaluate(END)
        page.context.clear_cookies()
        self._free[frozenset(options.items())].append(page)
