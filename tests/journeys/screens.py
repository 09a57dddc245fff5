"""Browsers of two sizes, as fixtures: a conftest imports `browser`, `playwright`, `screens` and the hook from here."""

import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from deploy.local.proof import CHROMIUM
from services.kit import settings
from tests.journeys.browser import Screen
from tests.journeys.system import System

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SHIFTED = """((shift, Real) => {
    window.Date = class extends Real {
        constructor(...given) { given.length ? super(...given) : super(Real.now() + shift); }
        static now() { return Real.now() + shift; }
    };
})(%d, Date)"""
"""A browser's clock that goes with the system's, in milliseconds before it."""


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
    yield started
    started.close()


class Screens:
    """Opens screens of a phone or a desktop, each a browser of its own."""

    def __init__(self, browser: Browser, system: System, name: str) -> None:
        self._browser, self._system, self._name = browser, system, name
        self._open: list[tuple[BrowserContext, Screen]] = []

    def phone(self, **how: Any) -> Screen:
        """360 × 740, touched."""
        return self._new(width=360, height=740, has_touch=True, is_mobile=True, **how)

    def desktop(self, **how: Any) -> Screen:
        """1440 × 900, with keyboard and mouse."""
        return self._new(width=1440, height=900, **how)

    def of_width(self, width: int, **how: Any) -> Screen:
        """As narrow as asked."""
        return self._new(width=width, height=800, **how)

    def again(self, screen: Screen) -> Screen:
        """The same person's browser, its page closed, opens another one."""
        context = next(context for context, known in self._open if known is screen)
        opened = Screen(context.new_page(), self.folder, self._name)
        self._open = [(each, opened if known is screen else known) for each, known in self._open]
        return opened

    def _new(
        self, *, width: int, height: int, service_workers: Literal["allow", "block"] = "block", **how: Any
    ) -> Screen:
        """Without a service worker where no test goes offline: each would keep the whole client for itself first."""
        context = self._browser.new_context(
            base_url=self._system.url, viewport={"width": width, "height": height}, locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce", accept_downloads=True,
            service_workers=service_workers, **how,
        )  # fmt: skip
        if shift_s := settings.read().clock_shift_s:
            context.add_init_script(SHIFTED % (1000 * shift_s))
        screen = Screen(context.new_page(), self.folder, self._name)
        self._open.append((context, screen))
        return screen

    @property
    def folder(self) -> Path:
        folder = self._system.state.folder / "screenshots"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def close(self, *, with_pictures: bool) -> None:
        """All screens are closed. with_pictures: one of each, as it stood at the end."""
        for place, (context, screen) in enumerate(self._open, start=1):
            if with_pictures:
                screen.shoot(f"end-{place}")
            context.close()


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that fails is remembered, for the pictures of its screens."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture
def screens(browser: Browser, system: System, request: pytest.FixtureRequest) -> Iterator[Screens]:
    opened = Screens(browser, system, request.node.name.removeprefix("test_"))
    yield opened
    opened.close(with_pictures=request.node.stash.get(FAILED, False))
