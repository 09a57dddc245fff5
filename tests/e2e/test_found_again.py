"""What a person began or read is there again: jobs on any device, cases and inbox without a network until they sign out."""

import json

from playwright.sync_api import expect

from tests.e2e.test_discipline_dossier import considered
from tests.journeys.admissions import Chapter
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System, until

BRANCH, ELSEWHERE = 5, 6
_KEPT = """() => new Promise((done, fail) => {
    const asked = indexedDB.open('doanso');
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => {
        const all = asked.result.transaction('kept').objectStore('kept').getAll();
        all.onsuccess = () => { asked.result.close(); done(JSON.stringify(all.result)); };
    };
})"""

_LOW = """() => [...document.querySelectorAll('main :is(button, summary, select, a[class])')]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 44)
    .map(one => `${Math.round(one.getBoundingClientRect().height)} px: ${one.outerHTML.slice(0, 120)}`)"""


def test_a_job_begun_at_the_desk_is_found_on_the_phone_item_by_item(system: System, screens: Screens) -> None:
    branch = system.branch(BRANCH)
    chapter = Chapter(system, branch)
    ready, early = chapter.sent(), chapter.open()
    desk = screens.desktop()
    desk.sign_in(branch["grassroots"])
    body = {"action": "approve", "case_ids": [ready["id"], early["id"]], "form": {}, "hold_s": 0}
    job = chapter.superior.post("/cases/bulk-actions", body)
    until(lambda: chapter.superior.get(f"/jobs/{job['id']}")["state"] == "done", what="the batch is over")

    phone = screens.phone()
    phone.sign_in(branch["grassroots"])
    phone.open("/tac-vu")
    phone.sees("Xử lý hàng loạt")
    phone.sees("1 xong, 1 chưa xong")
    _is_fit(phone, "jobs")
    phone.page.locator(f"main a[href='/tac-vu/{job['id']}']").click()
    phone.page.wait_for_url(f"**/tac-vu/{job['id']}")
    phone.sees(early["number"])
    expect(phone.page.get_by_role("link", name=early["number"])).to_have_attribute("href", f"/ho-so/{early['id']}")
    _is_fit(phone, "job")
    phone.press("Đã xong")
    phone.sees(ready["number"])

    stranger = Client.signed_in(system.url, system.branch(ELSEWHERE)["grassroots"])
    assert job["id"] not in {each["id"] for each in stranger.get("/jobs", limit=100)["items"]}
    assert phone.troubles == []


def test_a_secretary_without_a_signal_reads_what_she_opened_until_she_signs_out(
    system: System, screens: Screens
) -> None:
    branch = system.branch(BRANCH)
    chapter = Chapter(system, branch)
    case, unread = chapter.open(), chapter.open()
    member = Client.signed_in(system.url, branch["member"]).get("/me")["person"]["id"]
    secret, _ = considered(chapter.secretary, branch["chapter"]["unit_id"], member)
    phone = screens.phone(service_workers="allow")
    phone.sign_in(branch["chapter"])
    # The first visit puts the application on the device; what is opened later finds it there.
    phone.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    for path in ("/viec", f"/ho-so/{secret}", f"/ho-so/{case['id']}", "/viec"):
        phone.open(path)
    until(lambda: f"/cases/{case['id']}" in phone.page.evaluate(_KEPT), what="the case is kept")
    kept = phone.page.evaluate(_KEPT)
    network = phone.page.context
    phone.page.close()

    network.set_offline(True)
    phone = screens.again(phone)
    phone.open("/viec")
    phone.sees("Bản đã lưu trên máy này lúc")
    phone.sees("đọc được khi không có mạng")
    _is_fit(phone, "work-offline")
    phone.page.locator(f"a[href='/ho-so/{case['id']}']").first.click()
    phone.sees("Không có mạng: chỉ đọc được.")
    phone.sees(case["subject"]["full_name"])
    _is_fit(phone, "case-offline")
    for key in (unread["id"], secret):
        phone.open(f"/ho-so/{key}")
        phone.sees("Hồ sơ này chưa được lưu trên máy")
    _is_fit(phone, "case-not-kept")

    network.set_offline(False)
    phone.open(f"/ho-so/{case['id']}")
    expect(phone.page.get_by_text("Bản đã lưu trên máy này")).to_have_count(0)
    phone.open("/toi")
    phone.press("Đăng xuất", exact=True)
    phone.page.wait_for_url("**/dang-nhap**")

    assert secret not in kept
    assert "citizen_id" not in kept or case["form"]["citizen_id"] not in kept
    assert json.loads(phone.page.evaluate(_KEPT)) == []
    assert phone.troubles == []


def test_what_is_pressed_on_a_phone_is_as_large_as_a_finger(system: System, screens: Screens) -> None:
    branch = system.branch(BRANCH)
    phone = screens.phone()
    phone.sign_in(branch["grassroots"])
    member = Client.signed_in(system.url, branch["grassroots"]).get("/members", limit=1)["items"][0]["id"]
    small: list[str] = []
    for path in (
        "/tac-vu",
        "/tien-do",
        f"/doan-phi/{branch['grassroots']['unit_id']}",
        f"/doan-vien/{member}/so-doan-vien",
    ):
        phone.open(path)
        small += [f"{path}: {each}" for each in phone.page.evaluate(_LOW)]

    assert small == []


def _is_fit(screen: Screen, what: str) -> None:
    screen.shoot(what)
    assert screen.overflow() <= 0
    assert screen.violations() == []
