"""Looks at every screen as people do: screenshots at phone and desktop width, light and dark, and axe on each.

    npm run build && npx vite preview --port 4180 &
    python tools/look.py http://127.0.0.1:4180 /tmp/look [name of a screen …]
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

AXE = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
QUIET = (*FLAGS, "--disable-component-update", "--disable-sync")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SIZES = {"360": (360, 740), "1440": (1440, 900)}


@dataclass(frozen=True)
class Shot:
    """A screen, who looks at it and what they press first."""

    name: str
    path: str
    who: str | None = "minh"
    click: tuple[str, ...] = ()


CHAPTER = "01920001-0001-7001-8001-000000000000"
GRASSROOTS = "01920001-0001-7001-8000-000000000000"
MEMBER = "01920002-0000-7000-8000-000000000001"
SHOTS = (
    Shot("dang-nhap", "/dang-nhap", None),
    Shot("khoi-phuc", "/khoi-phuc", None),
    Shot("moi", "/moi/abc", None),
    Shot("xt", "/xt/8JK2M9QP4T7V", None),
    Shot("xt-sai", "/xt/sai", None),
    Shot("viec", "/viec"),
    Shot("trang-chu", "/", "ha"),
    Shot("the", "/the", "ha"),
    Shot("cay", "/cay-don-vi", "thao"),
    Shot("don-vi", f"/don-vi/{GRASSROOTS}/tong-quan"),
    Shot("chi-doan", f"/don-vi/{CHAPTER}/tong-quan", "lan"),
    Shot("don-vi-con", f"/don-vi/{GRASSROOTS}/don-vi-con"),
    Shot("don-vi-can-bo", f"/don-vi/{GRASSROOTS}/can-bo"),
    Shot("don-vi-van-ban", f"/don-vi/{GRASSROOTS}/van-ban"),
    Shot("doan-vien", "/doan-vien"),
    Shot("doan-vien-loc", "/doan-vien?q=nguyen", click=("text=Lọc",)),
    Shot("doan-vien-rong", "/doan-vien?q=khong-ai-ca"),
    Shot("doan-vien-xuat", "/doan-vien", click=("text=Xuất Excel",)),
    Shot("so", f"/doan-vien/{MEMBER}/so", "lan"),
    Shot("so-sua", f"/doan-vien/{MEMBER}/so", "lan", ("[aria-label='Sửa: Nhân thân']",)),
    Shot("qua-trinh", f"/doan-vien/{MEMBER}/qua-trinh", "lan"),
    Shot("nhap-excel", "/nhap-excel", "lan"),
    Shot("mo-ho-so", "/ho-so/moi", "lan"),
    Shot("ket-nap", "/ho-so/moi/admission", "lan"),
    Shot("ho-so", "/ho-so"),
    Shot("ho-so-mo", "/ho-so/01920004-0000-7000-8000-000000000014"),
    Shot("ho-so-duyet", "/ho-so/01920004-0000-7000-8000-000000000014", click=("button:text-is('Duyệt')",)),
    Shot("bieu-quyet", "/ho-so/01920004-0000-7000-8000-00000000000a", "minh"),
    Shot("ky-luat", "/ho-so/01920004-0001-7000-8000-000000000002", "lan"),
    Shot("ren-luyen", "/ho-so/01920004-0001-7000-8000-000000000001", "lan"),
    Shot("duyet", "/duyet"),
    Shot("van-ban", "/van-ban"),
    Shot("van-ban-1", "/van-ban/01920005-0000-7000-8000-000000000001"),
    Shot("tac-vu", "/tac-vu"),
    Shot("cai-dat", "/cai-dat"),
    Shot("tim", "/viec", click=(".search-button",)),
    Shot("khong-thay", "/khong-co-trang-nay"),
)


def main() -> None:
    base, out, *names = sys.argv[1:]
    shots = [shot for shot in SHOTS if not names or shot.name in names]
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(QUIET))
        bad = sum(_look(browser, base, folder, size, theme, shots) for size in SIZES for theme in ("light", "dark"))
        browser.close()
    sys.exit(1 if bad else 0)


def _look(browser: Browser, base: str, folder: Path, size: str, theme: str, shots: list[Shot]) -> int:
    width, height = SIZES[size]
    bad = 0
    for who in dict.fromkeys(shot.who for shot in shots):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, service_workers="block", locale="vi-VN"
        )
        page = context.new_page()
        page.on("console", lambda said: said.type == "error" and _say(f"    console: {said.text}"))
        page.on("pageerror", lambda error: _say(f"    page: {error}"))
        if who:
            _sign_in(page, base, who)
        for shot in (shot for shot in shots if shot.who == who):
            bad += _shoot(page, base, folder / f"{shot.name}-{size}-{theme}.png", shot)
        context.close()
    return bad


def _sign_in(page: Page, base: str, who: str) -> None:
    page.goto(f"{base}/dang-nhap")
    page.fill("#login", who)
    page.fill("#password", "mat-khau-thu")
    page.press("#password", "Enter")
    page.wait_for_selector(".shell h1")


def _shoot(page: Page, base: str, target: Path, shot: Shot) -> int:
    page.goto(base + shot.path)
    page.wait_for_selector("h1")
    page.wait_for_timeout(500)
    for target_ in shot.click:
        page.click(target_)
        page.wait_for_timeout(400)
    page.screenshot(path=str(target), full_page=not shot.click)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        _say(f"{target.stem}: {wide} px too wide")
    page.evaluate(AXE.read_text())
    found = page.evaluate("tags => axe.run(document, {runOnly: tags}).then(r => r.violations)", TAGS)
    for violation in found:
        _say(f"{target.stem}: {violation['id']}: {violation['help']}")
        for node in violation["nodes"][:3]:
            _say(f"    {node['html'][:160]} | {node['failureSummary'][:200]!r}")
    return len(found) + (wide > 0)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
