"""A year's rating: a campaign from above, the chapter's meeting in the grid by keyboard, recognition, the member's book."""

from collections import Counter
from typing import Any

from playwright.sync_api import expect

from tests.journeys.admissions import today
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import FEE_BOOKS, System, until

PERIOD = "Hành trình thử"


def test_a_chapter_is_rated_by_keyboard_and_recognised_by_its_superior(system: System, screens: Screens) -> None:
    branch = _largest(system)
    chapter, above = (Client.signed_in(system.url, branch[level]) for level in ("chapter", "grassroots"))
    campaign = _opened(above, branch["grassroots"]["unit_id"])
    unit_id = branch["chapter"]["unit_id"]
    _all_have_spoken(chapter, campaign["id"], unit_id)

    desk = screens.desktop()
    desk.sign_in(branch["chapter"])
    rated = _rate_by_keyboard(desk, chapter, campaign["id"], unit_id)
    _act(chapter, "submit", [row for row in _rows(chapter, campaign["id"], unit_id) if row["state"] == "chapter_rated"])
    sent = [row for row in _rows(above, campaign["id"], unit_id) if row["state"] == "submitted"]
    _act(above, "confirm", sent)

    done = until(lambda: _in_state(chapter, campaign["id"], unit_id, "confirmed", rated), what="all are recognised")
    case = chapter.get(f"/cases/{done[0]['id']}")
    decision = next(paper for paper in case["documents"] if paper["template"] == "T10D")
    assert len(sent) == rated
    assert decision["number"]
    assert {paper["template"] for paper in case["documents"]} == {"T01", "T10", "T10P", "T10D"}
    assert desk.troubles == []


def test_whoever_is_above_rates_the_officers_of_chapters_by_keyboard(system: System, screens: Screens) -> None:
    branch = _largest(system)
    chapter, above = (Client.signed_in(system.url, branch[level]) for level in ("chapter", "grassroots"))
    commune, unit_id = branch["grassroots"]["unit_id"], branch["chapter"]["unit_id"]
    campaign = _opened(above, commune)
    _all_have_spoken(chapter, campaign["id"], unit_id)
    officers = [row for row in _waiting(above, campaign["id"], commune) if _may(row, "rate_officer")]

    desk = screens.desktop()
    desk.sign_in(branch["grassroots"])
    desk.open(f"/dot/{campaign['id']}?don_vi={commune}")
    desk.press("Mở bảng")
    page = desk.page
    page.locator("td[tabindex='0']").focus()
    page.keyboard.press("Control+a")
    desk.press(f"Ghi chung cho {len(officers)} dòng")
    desk.answer("rating", "HT")
    desk.answer("comment", "Hoàn thành nhiệm vụ của cán bộ Đoàn.")
    desk.press("Ghi vào bảng")
    desk.shoot("filled")
    assert desk.violations() == []
    desk.press(f"Đánh giá, công nhận ({len(officers)})")
    desk.sees("Quyết định công nhận kết quả được ban hành và có số.")
    page.get_by_role("dialog").get_by_role("button", name="Đánh giá, công nhận").click()

    rated = {row["id"] for row in officers}
    until(lambda: _are_over(above, campaign["id"], commune, rated), what="officers are recognised", limit_s=60)
    assert rated
    assert desk.troubles == []


def test_the_grid_fits_a_phone(system: System, screens: Screens) -> None:
    branch = _largest(system)
    above = Client.signed_in(system.url, branch["grassroots"])
    campaign = _opened(above, branch["grassroots"]["unit_id"])

    phone = screens.phone()
    phone.sign_in(branch["chapter"])
    phone.open(f"/xep-loai/{campaign['id']}/{branch['chapter']['unit_id']}")

    expect(phone.page.locator(".rating-card").first).to_be_visible()
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert phone.troubles == []


def _largest(system: System) -> dict[str, dict[str, str]]:
    """The branch with most members, where nobody owes fees: that would cap their ratings."""
    unpaid = [each for place, each in enumerate(system.branches()) if place not in FEE_BOOKS]
    return max(unpaid, key=lambda each: _members_of(system, each))


def _members_of(system: System, branch: dict[str, dict[str, str]]) -> int:
    chapter = Client.signed_in(system.url, branch["chapter"])
    return int(chapter.get(f"/units/{branch['chapter']['unit_id']}")["member_count"])


def _opened(above: Client, unit_id: str) -> Any:
    """The campaign of this journey, opened once."""
    known = [each for each in above.get("/campaigns", limit=100)["items"] if each["period"] == PERIOD]
    year = today().year
    days = {"from_on": f"{year}-01-01", "until": f"{year}-12-31", "closing_on": f"{year}-12-31"}
    body = {"process": "evaluation", "unit_id": unit_id, "year": year, "period": PERIOD, **days}
    campaign = next((each for each in known if each["unit"]["id"] == unit_id), None) or above.post("/campaigns", body)
    return until(lambda: _open_now(above, campaign["id"]), what="the campaign is open", limit_s=60)


def _open_now(client: Client, campaign_id: str) -> Any:
    campaign = client.get(f"/campaigns/{campaign_id}")
    return campaign if campaign["state"] == "OPEN" else None


def _rows(client: Client, campaign_id: str, unit_id: str) -> list[Any]:
    found: list[Any] = client.get(f"/campaigns/{campaign_id}/rows", unit_id=unit_id, limit=500)["items"]
    return found


def _waiting(client: Client, campaign_id: str, unit_id: str) -> list[Any]:
    path = f"/campaigns/{campaign_id}/rows"
    found: list[Any] = client.get(path, unit_id=unit_id, below=True, waiting=True, limit=500)["items"]
    return found


def _may(row: Any, action: str) -> bool:
    return any(each["action"] == action for each in row["allowed_actions"])


def _are_over(client: Client, campaign_id: str, unit_id: str, wanted: set[str]) -> bool:
    rows = client.get(f"/campaigns/{campaign_id}/rows", unit_id=unit_id, below=True, limit=500)["items"]
    return all(row["state"] == "confirmed" for row in rows if row["id"] in wanted)


def _in_state(client: Client, campaign_id: str, unit_id: str, state: str, count: int) -> list[Any] | None:
    rows = [row for row in _rows(client, campaign_id, unit_id) if row["state"] == state]
    return rows if len(rows) == count else None


def _act(client: Client, action: str, rows: list[Any], **form: Any) -> None:
    """The act over the rows is done, none of them refused."""
    items = [{"case_id": row["id"], "version": row["version"], "form": form} for row in rows]
    job = client.post("/cases/bulk-actions", {"action": action, "items": items})
    over = until(lambda: _over(client, job["id"]), what=f"{action} is done", limit_s=60)
    assert Counter(result["ok"] for result in over["results"]) == {True: len(rows)}, over["results"]


def _over(client: Client, job_id: str) -> Any:
    job = client.get(f"/jobs/{job_id}")
    return job if job["state"] in ("done", "failed") else None


def _all_have_spoken(chapter: Client, campaign_id: str, unit_id: str) -> None:
    """Whoever has not reviewed themselves yet has done so."""
    silent = [row for row in _rows(chapter, campaign_id, unit_id) if row["state"] == "open"]
    if silent:
        _act(chapter, "review_self", silent, rating="HTT")


def _is_free(facts: Any) -> bool:
    """No newcomer, and nothing that caps the rating."""
    return facts["proposed"] is None and {each["code"] for each in facts["ceilings"]} <= {"attendance-unknown"}


def _rate_by_keyboard(desk: Screen, chapter: Client, campaign_id: str, unit_id: str) -> int:
    """Two members are rated with one key each, and commented on; returns how many the server has as rated."""
    rows = _rows(chapter, campaign_id, unit_id)
    ours = [place for place, row in enumerate(rows) if row["state"] == "self_done" and _is_free(row["facts"])][:2]
    desk.open(f"/xep-loai/{campaign_id}/{unit_id}")
    present = str(max(len(rows), 10))
    for name, value in (("met_on", f"{today():%d/%m/%Y}"), ("members_total", present), ("present", present)):
        desk.answer(name, value)
    page = desk.page
    page.locator("td[tabindex='0']").focus()
    page.keyboard.press("Control+Home")
    for place in range(ours[-1] + 1):
        if place in ours:
            page.keyboard.press("2")
            page.keyboard.press("Enter")
            page.locator("dialog #f-comment").fill("Tích cực, gương mẫu.")
            desk.press("Ghi vào bảng")
            page.locator("td[tabindex='0']").focus()
        page.keyboard.press("ArrowDown")
    desk.press(f"Lưu {len(ours)} dòng")
    until(lambda: _in_state(chapter, campaign_id, unit_id, "chapter_rated", len(ours)), what="the rows are kept")
    return len(ours)
