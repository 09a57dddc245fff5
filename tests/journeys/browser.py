"""One person's screen: what they open, type and see. Words on it are the client's own (vi.ts in gateway/web/src)."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Download, Error, Locator, Page, Response, expect

AXE = Path(__file__).parents[2] / "gateway" / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES_OF_COLOUR = ("color-contrast", "link-in-text-block")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
PATIENCE_MS = 20_000
_CALM = "() => !document.querySelector('[aria-busy=true], .skeleton')"


_LOOK = """async ([within, only]) => {
    const run = context => axe.run(context, {runOnly: only}).then(done => done.violations);
    const isStillSmall = async node => {
        const element = document.querySelector(node.target[0]);
        element.scrollIntoView({block: 'center'});
        const again = await axe.run(element, {runOnly: {type: 'rule', values: ['target-size']}});
        return again.violations.length > 0;
    };
    const found = [];
    for (const one of await run(within)) {
        const nodes = [];
        for (const node of one.nodes) if (one.id !== 'target-size' || await isStillSmall(node)) nodes.push(node);
        if (nodes.length) found.push({id: one.id, nodes});
    }
    return found;
}"""
"""A target at the edge of a bar is looked at again in the middle of the window: there it has its size and room, or it has not."""

_SHOWS_FOCUS = """element => [element, element.closest('label')].some(one => {
    const look = one && getComputedStyle(one);
    return look && (parseFloat(look.outlineWidth) >= 2 && look.outlineStyle !== 'none' || look.boxShadow !== 'none');
})"""
"""The element, or the label that is drawn in its place, has a ring around it."""

_COUNT_PRESSES = """(() => {
    const add = () => sessionStorage.setItem('presses', Number(sessionStorage.getItem('presses')) + 1);
    const isTyped = element => element.matches('input:not([type=checkbox], [type=radio]), textarea, select');
    addEventListener('pointerdown', event => isTyped(event.target) || add(), true);
    addEventListener('keydown', event => isTyped(event.target) || add(), true);
    addEventListener('change', event => isTyped(event.target) && add(), true);
})()"""
"""A tap and a key are one press each, and so is a field however much is typed in it."""

_BARS = """() => [...document.querySelectorAll('body *')].filter(element => {
    const look = getComputedStyle(element), box = element.getBoundingClientRect();
    const isOver = ['fixed', 'sticky'].includes(look.position) && box.width > innerWidth / 2 && box.height > 0;
    return isOver && box.bottom > 0 && box.top < innerHeight && !element.closest('.notices, dialog, .sr-only');
}).reduce((sum, element) => sum + element.getBoundingClientRect().height, 0)"""


class Screen:
    """A page with a person before it. page: Playwright's own, for what is not here."""

    def __init__(self, page: Page, folder: Path, name: str) -> None:
        self.page, self._folder, self._name = page, folder, name
        self._broken: list[str] = []
        self._unavailable: set[str] = set()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: self._broken.append(f"script: {error}"))
        page.on("response", self._note)

    def _note(self, answer: Response) -> None:
        is_reading = answer.request.method == "GET"
        if is_reading and answer.status == 503:
            self._unavailable.add(answer.url)
        elif answer.status >= 500:
            self._broken.append(f"{answer.status} {answer.url}")
        elif is_reading:
            self._unavailable.discard(answer.url)

    @property
    def troubles(self) -> list[str]:
        """Errors of scripts and answers of 500 and more. "Busy", said to a reader who was answered afterwards, is none."""
        return [*self._broken, *(f"503 {url}" for url in sorted(self._unavailable))]

    def sign_in(self, account: dict[str, str]) -> None:
        """The first page of this person's work stands on the screen."""
        self.page.goto("/dang-nhap")
        self.page.get_by_label("Mã đoàn viên, số điện thoại hoặc thư điện tử").fill(account["login"])
        self.page.get_by_label("Mật khẩu", exact=True).fill(account["password"])
        self.page.get_by_role("button", name="Đăng nhập", exact=True).click()
        self.page.wait_for_url(lambda url: "dang-nhap" not in url, wait_until="commit", timeout=2 * PATIENCE_MS)
        expect(self.page.locator("main h1")).to_be_visible()

    def count_presses(self) -> None:
        """From now on taps, keys and fields typed in are counted, on this page and those after it."""
        self.page.add_init_script(_COUNT_PRESSES)
        self.page.evaluate("sessionStorage.setItem('presses', 0)")
        self.page.evaluate(_COUNT_PRESSES)

    @property
    def presses(self) -> int:
        """How many presses were counted."""
        return int(self.page.evaluate("sessionStorage.getItem('presses')"))

    def bars_height(self) -> int:
        """How many pixels of the window are covered by what stays in place while the page scrolls."""
        return int(self.page.evaluate(_BARS))

    def open(self, path: str) -> None:
        """The page of that address has its heading and its content."""
        self.page.goto(path)
        expect(self.page.locator("h1").first).to_be_visible(timeout=PATIENCE_MS)
        self.page.wait_for_function(_CALM)

    def press(self, name: str, *, exact: bool = False) -> None:
        """The button or link of that name was pressed."""
        self.control(name, exact=exact).click()

    def control(self, name: str | re.Pattern[str], *, exact: bool = False) -> Locator:
        """A button or link that can be seen."""
        page = self.page
        both = page.get_by_role("button", name=name, exact=exact).or_(page.get_by_role("link", name=name, exact=exact))
        return both.filter(visible=True).first

    def answer(self, name: str, value: str | bool) -> None:
        """A field of a form that the server describes is filled in, whichever control it is drawn as."""
        radio = self.page.locator(f"input[type=radio][name='f-{name}'][value='{value}']")
        field = self.page.locator(f"#f-{name}").filter(visible=True).last
        expect(field.or_(radio).first).to_be_attached()
        if radio.count():
            radio.last.check()
        elif value is True:
            field.check()
        elif field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(str(value))
        else:
            field.fill(str(value))

    def asks_for(self, name: str) -> bool:
        """Whether the page that is open asks for the field."""
        return self.page.locator(f"#f-{name}, input[name='f-{name}']").count() > 0

    def turn_page(self) -> bool:
        """The next page of a form was opened; False where there is none."""
        button = self.page.get_by_role("button", name="Tiếp tục", exact=True)
        if not button.count():
            return False
        before = self.page.url
        button.click()
        self.page.wait_for_url(lambda url: url != before, wait_until="commit")
        return True

    def tab_to(self, wanted: Locator, *, most: int = 60) -> None:
        """The focus reaches the element by Tab and can be seen, within as many stops as a person has patience for."""
        expect(wanted).to_be_visible()
        for _ in range(most):
            if wanted.evaluate("element => element === document.activeElement"):
                assert wanted.evaluate(_SHOWS_FOCUS), f"the focus cannot be seen on {wanted}"
                return
            self.page.keyboard.press("Tab")
        focused = self.page.evaluate("() => document.activeElement?.outerHTML.slice(0, 200)")
        raise AssertionError(f"not reached by {most} tabs; the focus is on {focused}")

    def has_focus(self, wanted: Locator) -> None:
        """The element has the focus, soon."""
        expect(wanted).to_be_focused()

    def sees(self, text: str | re.Pattern[str], *, limit_s: float = 20) -> None:
        """The text stands on the screen, soon."""
        expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible(timeout=limit_s * 1000)

    def export(self, name: str | re.Pattern[str]) -> Download:
        """The workbook that the open dialog writes: it comes by itself, or by a link where it took long."""
        dialog = self.page.get_by_role("dialog")
        link = dialog.get_by_role("link", name="Tải tệp", exact=True)
        with self.page.expect_download(timeout=2 * PATIENCE_MS) as download:
            dialog.get_by_role("button", name=name).click()
            self.page.wait_for_function(
                "() => !document.querySelector('dialog[open]') || document.querySelector('dialog[open] a[download]:not([hidden])')"
            )
            if link.is_visible():
                link.click()
        return download.value

    def shoot(self, what: str) -> Path:
        """A picture of the screen is kept."""
        path = self._folder / f"{re.sub(r'[^a-z0-9-]+', '-', f'{self._name}-{what}'.lower())}.png"
        try:
            self.page.screenshot(path=path)
        except Error:  # a page that is going away has no picture, and the test has said why
            return path
        return path

    def overflow(self) -> int:
        """How many pixels the page is wider than its window."""
        wide: int = self.page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wide

    def violations(self, within: str = ":root") -> list[str]:
        """What axe finds against WCAG 2.2 AA: rule, and the elements that break it. within: looked at, the rest is covered."""
        return self._axe(within, {"type": "tag", "values": list(TAGS)})

    def violations_by_scheme(self, within: str = ":root") -> list[str]:
        """What axe finds on the page in light colours, and what the dark ones change of it: contrast alone."""
        self.page.emulate_media(color_scheme="light")
        light = self.violations(within)
        self.page.emulate_media(color_scheme="dark")
        dark = self._axe(within, {"type": "rule", "values": list(RULES_OF_COLOUR)})
        self.page.emulate_media(color_scheme="light")
        return light + [f"dark: {violation}" for violation in dark]

    def _axe(self, within: str, only: dict[str, Any]) -> list[str]:
        # By the browser's own evaluation: the page's policy allows no script of strangers, and stays as it is.
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(_LOOK, [within, only])
        return [f"{one['id']}: {'; '.join(node['html'][:160] for node in one['nodes'][:4])}" for one in found]
