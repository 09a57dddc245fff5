"""A chapter enters its list itself; the officer above confirms all of it at once."""

from pathlib import Path

from tests.journeys import workbooks
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System


def test_members_that_a_chapter_entered_are_confirmed_at_once(system: System, screens: Screens, tmp_path: Path) -> None:
    branch = system.branch(8)
    chapter, above = (Client.signed_in(system.url, branch[level]) for level in ("chapter", "grassroots"))
    unit_id, name = branch["chapter"]["unit_id"], branch["chapter"]["unit_name"]
    rows = [
        (f"Giáp Thị {word}", f"0{day}/04/2007", "Nữ", "", "Tân Yên", name)
        for day, word in enumerate(("An", "Bình", "Cúc"), 1)
    ]
    workbooks.enter(chapter, tmp_path / "tu-nhap.xlsx", unit_id, rows)
    waiting = {"unit_id": unit_id, "flag": "unconfirmed", "count": "exact"}
    assert chapter.get("/members", **waiting)["total"] == 3

    phone = screens.phone()
    phone.sign_in(branch["chapter"])
    phone.open(f"/doan-vien?don_vi={unit_id}&luu_y=unconfirmed")
    phone.sees("3 đoàn viên")
    assert phone.page.get_by_role("button", name="Xác nhận 3 đoàn viên").count() == 0

    officer = screens.phone()
    officer.sign_in(branch["grassroots"])
    officer.open(f"/don-vi/{unit_id}/tong-quan")
    officer.sees("3 đoàn viên do chi đoàn tự nhập")
    officer.press("Xem danh sách")
    officer.press("Xác nhận 3 đoàn viên")
    officer.sees("Bạn đã đối chiếu danh sách với chi đoàn")
    officer.shoot("asked")
    assert officer.violations() == []
    officer.page.get_by_role("dialog").get_by_role("button", name="Xác nhận 3 đoàn viên").click()

    officer.sees("Đã xác nhận 3 đoàn viên.")
    assert above.get("/members", **waiting)["total"] == 0
    assert officer.troubles == phone.troubles == []
