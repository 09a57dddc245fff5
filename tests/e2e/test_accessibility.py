"""Every main screen, light and dark, narrow and wide: axe finds nothing, nothing overflows, controls can be hit.

Each screen is opened once for a width, and looked at in every way while it stands.
"""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys import workbooks
from tests.journeys.admissions import Chapter, act, today
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System, until

OPEN_TO_ALL = {"sign-in": "/dang-nhap", "recovery": "/khoi-phuc", "verify": "/xt", "unknown": "/xt/khong-co-ma-nay"}
OFFICERS = {
    "work": "/viec", "tree": "/cay-don-vi", "unit": "/don-vi/{unit}/tong-quan", "unit-officers": "/don-vi/{unit}/can-bo", "unit-papers": "/don-vi/{unit}/van-ban",
    "members": "/doan-vien", "nobody": "/doan-vien?q=khongcoai", "member": "/doan-vien/{member}/so", "timeline": "/doan-vien/{member}/qua-trinh",
    "import": "/nhap-excel", "import-check": "/nhap-excel/{import}", "cases": "/ho-so", "case-start": "/ho-so/moi",
    "case-form": "/ho-so/moi/admission", "class": "/ho-so/tu-tep/admission", "case": "/ho-so/{case}", "decide": "/duyet", "duplicates": "/trung-lap", "settled": "/trung-lap?xem=da-xu-ly", "comparisons": "/trung-lap?xem=so-cccd", "edit-requests": "/sua-thong-tin", "answered": "/sua-thong-tin?xem=da-tra-loi", "documents": "/van-ban",
    "document": "/van-ban/{document}", "jobs": "/tac-vu", "settings": "/toi", "seen": "/toi/ai-da-xem", "fees": "/doan-phi/{unit}", "receipts": "/doan-phi/{unit}/bien-lai", "remittances": "/doan-phi/{unit}/nop-cap-tren", "arrears": "/doan-phi/{unit}/no-phi", "fee-summary": "/doan-phi/{unit}/tong-hop", "account": "/doan-vien/{member}/doan-phi", "more": "/them",
    "reports": "/bao-cao", "report": "/bao-cao/BM-02?don-vi={unit}", "report-empty": "/bao-cao/BM-08?don-vi={unit}", "report-people": "/bao-cao/BM-03/nguoi?don-vi={unit}&cot=members", "submitted": "/bao-cao-da-nop?don-vi={unit}",
    "registers": "/so-sach", "register": "/so-sach/members", "register-empty": "/so-sach/honorary", "book": "/doan-vien/{member}/so-doan-vien", "transfers": "/chuyen-sinh-hoat?xem=dang-den", "maturation": "/truong-thanh", "many": "/ho-so/hang-loat", "discipline": "/ho-so/{discipline}", "log": "/ho-so/{log}", "logs": "/ren-luyen/{campaign}/{unit}", "ratings": "/xep-loai/{ratings}/{unit}", "not-found": "/khong-co-trang-nay",
}  # fmt: skip
MEMBERS = {
    "home": "/",
    "card": "/the",
    "own-file": "/doan-vien/{self}/so",
    "own-book": "/doan-vien/{self}/so-doan-vien",
    "settings": "/toi",
    "seen": "/toi/ai-da-xem",
    "fees": "/doan-phi",
    "log": "/ho-so/{log}",
}
PHONE, DESKTOP, NARROWEST = 360, 1440, 320


@pytest.fixture(scope="module")
def places(system: System, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Ids of things that screens can show, in a chapter that has some of everything."""
    branch = system.branch(6)
    chapter = Chapter(system, branch)
    done = chapter.carried_out(chapter.approve(chapter.sent()))
    waiting = chapter.sent()
    book = tmp_path_factory.mktemp("screens") / "danh-sach.xlsx"
    workbooks.write(book, unit_name=chapter.unit_name, upper_name=branch["grassroots"]["unit_name"])
    given = chapter.superior.upload("/imports", book, unit_id=chapter.unit_id, kind="members")
    until(lambda: chapter.superior.get(f"/imports/{given['id']}")["state"] == "checked", what="the workbook is checked")
    member = Client.signed_in(system.url, branch["member"]).get("/me")["person"]["id"]
    campaign, log = _programme(chapter, member)
    return {
        "unit": chapter.unit_id, "member": chapter.introducer_id, "case": waiting["id"], "self": member,
        "document": done["documents"][0]["id"], "import": given["id"],
        "campaign": campaign, "log": log, "discipline": _examined(chapter), "ratings": _ratings(chapter),
    }  # fmt: skip


def _programme(chapter: Chapter, person_id: str) -> tuple[str, str]:
    """The chapter's campaign of training programmes, and the case of the member, who has registered."""
    campaign = _campaign(chapter, "training")

    def found() -> Any:
        rows = chapter.secretary.get(f"/campaigns/{campaign}/rows", unit_id=chapter.unit_id, limit=500)["items"]
        return next((row["id"] for row in rows if row["subject"]["id"] == person_id), None)

    log = until(found, what="the member has a programme", limit_s=60)
    groups = chapter.secretary.get("/training-catalogue")["items"]
    items = [{"group": group["code"], **group["proposals"][0]} for group in groups]
    act(chapter.secretary, {"id": log}, "register", {"items": items})
    return campaign, log


def _ratings(chapter: Chapter) -> str:
    """The chapter's campaign of ratings, with the rows of its members."""
    campaign = _campaign(chapter, "evaluation")
    path = f"/campaigns/{campaign}/rows"
    until(lambda: chapter.secretary.get(path, unit_id=chapter.unit_id)["items"], what="there are rows", limit_s=60)
    return campaign


def _campaign(chapter: Chapter, process: str) -> str:
    year = today().year
    days = {"from_on": f"{year}-01-01", "until": f"{year}-12-31", "closing_on": f"{year}-12-31"}
    body = {"process": process, "unit_id": chapter.unit_id, "year": year, "period": "Các màn hình", **days}
    return str(chapter.secretary.post("/campaigns", body)["id"])


def _examined(chapter: Chapter) -> str:
    """A case of discipline that is being verified, about the last of the roll who holds no office."""
    roll = chapter.secretary.get("/members", unit_id=chapter.unit_id, status="ACTIVE", limit=100)["items"]
    plain = (one for one in reversed(roll) if not chapter.superior.get(f"/members/{one['id']}")["positions"])
    form = {"whom": "MEMBER", "violation": "Gian lận trong thi cử", "violated_on": f"{today()}"}
    body = {"process": "discipline", "unit_id": chapter.unit_id, "subject_id": next(plain)["id"], "form": form}
    case = chapter.secretary.post("/cases", body)
    act(chapter.secretary, case, "start_verification", {"started_on": f"{today()}"})
    return str(case["id"])


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("who", ["nobody", "grassroots", "member"])
def test_everybody_can_see_and_use_the_main_screens(
    system: System, screens: Screens, places: dict[str, str], who: str, width: int
) -> None:
    screen = screens.of_width(width, has_touch=width == PHONE)
    _sign_in(screen, system, who)
    found: list[str] = []

    for name, path in _screens_of(who).items():
        screen.open(path.format(**places))
        screen.shoot(name)
        found += [f"{name}: {trouble}" for trouble in _troubles(screen, is_phone=width == PHONE)]

    assert found == []
    assert screen.troubles == []


def _troubles(screen: Screen, *, is_phone: bool) -> list[str]:
    """What is wrong with the screen that stands open: in either colours, beyond the window's edge, with words and controls of a phone."""
    found = screen.violations_by_scheme()
    found += _overflow(screen)
    if is_phone:
        found += [f"broken into letters: {words}" for words in screen.page.evaluate(_CRUSHED)]
        found += [f"too small to be hit: {control}" for control in screen.page.evaluate(_SMALL)]
        size = screen.page.viewport_size
        assert size is not None
        screen.page.set_viewport_size({**size, "width": NARROWEST})
        found += _overflow(screen)
        screen.page.set_viewport_size(size)
    return found


def _overflow(screen: Screen) -> list[str]:
    pixels = screen.overflow()
    return [f"{pixels} px wider than its window"] if pixels > 0 else []


def test_the_present_tab_of_a_phone_is_in_sight(system: System, screens: Screens, places: dict[str, str]) -> None:
    phone = screens.phone()
    _sign_in(phone, system, "grassroots")

    phone.open("/doan-phi/{unit}/tong-hop".format(**places))

    expect(phone.page.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=0.9)


def test_the_focus_is_never_hidden_by_bars(system: System, screens: Screens, places: dict[str, str]) -> None:
    """WCAG 2.4.11, on a phone with a keyboard, down a long form."""
    phone = screens.phone()
    _sign_in(phone, system, "grassroots")
    phone.open("/ho-so/moi/admission")
    hidden: list[Any] = []

    for _ in range(45):
        phone.page.keyboard.press("Tab")
        hidden += phone.page.evaluate(_HIDDEN)

    assert hidden == []


def _sign_in(screen: Screen, system: System, who: str) -> None:
    if who != "nobody":
        screen.sign_in(system.branch(6)[who])


def _screens_of(who: str) -> dict[str, str]:
    return {"nobody": OPEN_TO_ALL, "grassroots": OFFICERS, "member": MEMBERS}[who]


_CRUSHED = """() => [...document.querySelectorAll('main *')]
  .filter(one => [...one.childNodes].some(child => child.nodeType === 3 && child.data.trim().length > 9))
  .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.closest('.sr-only'))
  .map(one => [one.getBoundingClientRect(), one])
  .filter(([box]) => box.width > 1 && box.width < 44 && box.height > 5 * box.width)
  .map(([box, one]) => `${Math.round(box.width)}×${Math.round(box.height)} ${one.textContent.trim().slice(0, 60)}`)"""

"""Words of more than nine letters that stand in a column so narrow that they are broken into letters."""

_SMALL = """() => [...document.querySelectorAll('button, a[href], input, select, textarea, [role=button], summary')]
  .filter(one => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter(one => !one.closest('.sr-only, p, li > span, dd, .skip') || one.matches('button'))
  .map(one => [one.closest('label') ?? one, one])
  .map(([target, one]) => [target.getBoundingClientRect(), one])
  .filter(([box]) => box.width > 1 && box.height > 1 && (box.width < 24 || box.height < 24))
  .map(([box, one]) => `${Math.round(box.width)}×${Math.round(box.height)} ${one.outerHTML.slice(0, 120)}`)"""
"""Controls of less than 24 px each way (WCAG 2.5.8); links within sentences are exempt."""

_HIDDEN = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  if (one === document.body || box.width < 2) return [];
  const x = box.left + box.width / 2, points = [box.top + 2, box.top + box.height / 2, box.bottom - 2];
  const seen = points.some(y => { const top = document.elementFromPoint(x, y); return top && (one.contains(top) || top.contains(one)); });
  return seen ? [] : [one.outerHTML.slice(0, 160)];
}"""
