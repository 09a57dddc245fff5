"""The end of a dialog, with what it is about to do and the button for it, is in view on a small phone however long the dialog is."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.journeys.admissions import Chapter
from tests.journeys.browser import Screen
from tests.journeys.screens import Screens
from tests.journeys.system import FEE_BOOKS, System

PLACE = FEE_BOOKS[1]
SMALL = {"width": 360, "height": 640}
_LENGTHEN = """dialog => {
    const filler = document.createElement('div');
    filler.style.height = '3000px';
    dialog.querySelector('.dialog-actions').before(filler);
    dialog.scrollTop = 0;
}"""


@dataclass(frozen=True)
class Opened:
    """A dialog: whose it is, where it is opened, by which presses, and what its end says."""

    who: str
    path: str
    presses: tuple[str, ...]
    end: str


DIALOGS = {
    "act": Opened("chapter", "/ho-so/{case}", ("Ghi nhận kết quả biểu quyết",), "Ghi nhận kết quả biểu quyết"),
    "destructive-act": Opened("chapter", "/ho-so/{case}", ("Rút hồ sơ",), "Rút hồ sơ"),
    "filters": Opened("grassroots", "/ho-so", ("Lọc",), "kết quả"),
    "export": Opened("grassroots", "/ho-so", ("Xuất Excel",), "Xuất"),
    "member-edit": Opened("grassroots", "/doan-vien/{member}/so", ("Sửa: Nhân thân",), "Lưu"),
    "package": Opened("grassroots", "/chuyen-sinh-hoat", ("Nhận từ gói",), "Mở hồ sơ"),
    "account": Opened("administrator", "/quan-tri/tai-khoan", ("Việc:", "Khoá tài khoản"), "Khoá tài khoản"),
}


@pytest.fixture(scope="module")
def places(system: System) -> dict[str, str]:
    chapter = Chapter(system, system.branch(PLACE))
    return {"case": chapter.open()["id"], "member": chapter.introducer_id, "unit": chapter.unit_id}


@pytest.mark.parametrize("name", list(DIALOGS))
def test_the_end_of_a_dialog_is_in_view_however_long_it_is(
    system: System, screens: Screens, places: dict[str, str], name: str
) -> None:
    opened = DIALOGS[name]
    screen = _small_phone(system, screens, opened.who)
    screen.open(opened.path.format(**places))

    for words in opened.presses:
        screen.press(words)
    dialog = screen.page.locator("dialog[open]")
    expect(dialog.locator(".dialog-actions")).to_be_visible()
    screen.shoot(name)
    dialog.evaluate(_LENGTHEN)

    end = dialog.locator(".dialog-actions")
    expect(end).to_be_in_viewport(ratio=1)
    expect(end.get_by_role("button", name=opened.end).last).to_be_in_viewport(ratio=1)
    assert screen.overflow() == 0


def _small_phone(system: System, screens: Screens, who: str) -> Screen:
    screen = screens.phone()
    screen.page.set_viewport_size(SMALL)  # type: ignore[arg-type]
    screen.sign_in(system.accounts("administrator")[0] if who == "administrator" else system.branch(PLACE)[who])
    return screen
