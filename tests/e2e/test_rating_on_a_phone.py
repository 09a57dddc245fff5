"""A chapter's ratings are recorded on a phone, in as few presses as there are things to decide."""

from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.journeys import workbooks
from tests.journeys.admissions import today
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import Branch, System, until

PEOPLE, PRESSES = 39, 28
PERIOD = "Hành trình điện thoại"
HEIGHT = 740


def test_thirty_nine_people_are_rated_with_few_presses(system: System, screens: Screens, tmp_path: Path) -> None:
    branch = system.branches()[-1]
    chapter, above = (Client.signed_in(system.url, branch[level]) for level in ("chapter", "grassroots"))
    _grow(chapter, above, branch, tmp_path)
    campaign = _open_campaign(above, branch)
    rows = _rows(chapter, campaign, branch)
    officers = [row for row in rows if not row["facts"]["is_officer"]]
    phone = screens.phone()
    phone.sign_in(branch["chapter"])
    phone.open(f"/dot/{campaign['id']}")
    phone.count_presses()

    phone.press("Mở danh sách của chi đoàn")
    expect(phone.page.locator(".rating-card")).to_have_count(len(rows))
    phone.shoot("begin")
    for name, value in (("members_total", str(len(rows))), ("present", str(len(rows)))):
        phone.answer(name, value)
    phone.page.get_by_label("Chọn mọi dòng").click()
    phone.sees(f"{len(rows)}/{len(rows)} có mặt")
    phone.press("Việc khác")
    phone.press("Có bản tự đánh giá giấy")
    until(lambda: _count(chapter, campaign, branch, "self_done") == len(officers), what="papers are recorded")
    phone.page.get_by_role("button", name="Tốt: ").click()
    phone.shoot("picked")
    assert phone.bars_height() <= HEIGHT / 3
    phone.press("Việc khác")
    phone.press("Ghi chung cho")
    phone.answer("comment", "Tích cực, gương mẫu.")
    phone.press("Ghi vào bảng")
    _rate_apart(phone, rows[:6])
    phone.press("Lưu ")
    rated = until(lambda: _count(chapter, campaign, branch, "chapter_rated"), what="rows are saved")
    phone.shoot("saved")
    phone.press("Gửi bảng xếp loại")
    until(lambda: _count(chapter, campaign, branch, "submitted") == rated, what="the list is sent")

    assert len(rows) >= PEOPLE
    assert phone.presses <= PRESSES
    assert phone.overflow() == 0
    assert phone.violations() == []
    assert phone.troubles == []


def _rate_apart(phone: Screen, rows: list[Any]) -> None:
    for row in rows:
        phone.page.get_by_role("group", name=f"Xếp loại của {row['subject']['full_name']}").get_by_text(
            "Hoàn thành"
        ).click()


def _grow(chapter: Client, above: Client, branch: Branch, folder: Path) -> None:
    """The chapter has as many members as the target is stated for."""
    unit_id = branch["chapter"]["unit_id"]
    unit = chapter.get(f"/units/{unit_id}")
    missing = PEOPLE - int(unit["member_count"])
    if missing <= 0:
        return
    people = [
        (
            each.full_name,
            f"{each.born:%d/%m/%Y}",
            "Nam" if each.is_male else "Nữ",
            each.phone,
            "Bắc Giang",
            unit["name"],
        )
        for each in workbooks.people(missing)
    ]
    workbooks.enter(above, folder / "them.xlsx", unit_id, people)
    until(lambda: chapter.get(f"/units/{unit_id}")["member_count"] >= PEOPLE, what="the chapter has grown")


def _open_campaign(above: Client, branch: Branch) -> Any:
    year, unit_id = today().year, branch["grassroots"]["unit_id"]
    days = {"from_on": f"{year}-01-01", "until": f"{year}-12-31", "closing_on": f"{year}-12-31"}
    body = {
        "process": "evaluation",
        "unit_id": unit_id,
        "year": year,
        "period": f"{PERIOD} {workbooks.number()}",
        **days,
    }
    campaign = above.post("/campaigns", body)
    return until(
        lambda: (seen := above.get(f"/campaigns/{campaign['id']}"))["state"] == "OPEN" and seen,
        what="it is open",
        limit_s=60,
    )


def _rows(chapter: Client, campaign: Any, branch: Branch) -> list[Any]:
    path = f"/campaigns/{campaign['id']}/rows"
    found: list[Any] = chapter.get(path, unit_id=branch["chapter"]["unit_id"], limit=500)["items"]
    return found


def _count(chapter: Client, campaign: Any, branch: Branch, state: str) -> int:
    return sum(row["state"] == state for row in _rows(chapter, campaign, branch))
