"""Each process from its form to its end on screen: a chapter's phone, officers' desktops, then the member's page and the register."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from services.members.domain.names import search_key
from tests.journeys.admissions import today
from tests.journeys.browser import Screen
from tests.journeys.http import Client
from tests.journeys.screens import Screens
from tests.journeys.system import System, until

HERE, THERE = 11, 8
TODAY = today()
THIRTY_ONE = timedelta(days=31 * 365 + 8)
Branch = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Place:
    """A unit to be found by its name: the level of one of the two branches."""

    level: str
    branch: int = THERE


@dataclass(frozen=True)
class Paper:
    """A file on the device of whoever fills in the form."""

    name: str


@dataclass(frozen=True)
class Step:
    """Who makes which move, and what they fill in. at: the branch that they belong to."""

    who: str
    action: str
    form: Mapping[str, Any] = field(default_factory=dict)
    at: int = HERE


@dataclass(frozen=True)
class Way:
    """A process to an end. line: what stands on record then; status, flag: what the registry says; papers: what was issued."""

    process: str
    form: Mapping[str, Any]
    steps: tuple[Step, ...]
    end: str
    line: str = ""
    status: str = "ACTIVE"
    flag: str = ""
    papers: tuple[str, ...] = ()
    opener: str = "chapter"
    subject: bool = True
    born_on: date | None = None


MONTH = TODAY.replace(day=1)
HOSTED = {"destination_id": Place("grassroots")}
ALL = "{members}"
VOTE = {"met_on": TODAY, "members_total": ALL, "present": ALL, "agree": ALL, "disagree": 0}
WAYS = (
    Way("card_reissue", {"reason": "LOST"}, (Step("grassroots", "issue"),), "issued", "Cấp lại thẻ đoàn viên"),
    Way(
        "fee_exemption", {"from_month": TODAY, "months": 3, "hardship": "POOR"}, (Step("grassroots", "grant"),), "granted",
        "Miễn đoàn phí từ tháng",
    ),
    Way(
        "away", {"destination_kind": "PROVINCE", "destination": "Bình Dương", "depart_on": TODAY - timedelta(days=1)},
        (Step("chapter", "track"), Step("grassroots", "introduce")), "tracked", flag="away", papers=("T05",),
    ),
    Way(
        "temporary",
        {"destination_id": Place("chapter"), "from_on": TODAY, "until": TODAY + timedelta(days=150), "reason": "INTERNSHIP"},
        (
            Step("chapter", "confirm", {"comment": "Tích cực", "fee_paid_until": MONTH}), Step("grassroots", "introduce"),
            Step("grassroots", "receive", at=THERE), Step("chapter", "start", at=THERE),
        ), "active", flag="temp_elsewhere", papers=("T05",),
    ),
    Way(
        "residence", {**HOSTED, "address": "Thôn Hưng Ngò", "residence": "PERMANENT", "since_on": TODAY},
        (
            Step("grassroots", "introduce"), Step("grassroots", "receive", {"chapter_id": Place("chapter")}, at=THERE),
            Step("chapter", "confirm", at=THERE),
        ), "active", papers=("T06",),
    ),
    Way(
        "transfer", {**HOSTED, "reason": "WORK"},
        (
            Step("chapter", "confirm", {
                "comment": "Tích cực", "comments_complete": True, "fee_paid_until": MONTH, "book": "HANDED",
            }),
            Step("grassroots", "release"), Step("grassroots", "accept", {"chapter_id": Place("chapter")}, at=THERE),
            Step("chapter", "receive", at=THERE),
        ), "received", papers=("T04",),
    ),
    Way(
        "removal", {"ending": "WITHDRAWN", "applied_on": TODAY},
        (Step("chapter", "record_vote", VOTE), Step("chapter", "report"), Step("grassroots", "acknowledge")),
        "struck_off", status="WITHDRAWN", papers=("T08C", "T08"),
    ),
    Way(
        "maturation", {},
        (
            Step("chapter", "consult", {"asked_on": TODAY, "way": "MEETING", "wish": "MATURE"}), Step("chapter", "list"),
            Step("grassroots", "approve", {"ceremony_place": "Nhà văn hoá"}),
            Step("chapter", "record_ceremony", {"held_on": TODAY}),
        ), "matured", "Trưởng thành đoàn", status="MATURED", papers=("T07", "T07C"), born_on=TODAY - THIRTY_ONE,
    ),
    Way(
        "outstanding",
        {
            "phase": "CLASS", "wishes_party": True, "good_ethics": True, "earlier_rating": "HTXS",
            "rating_note": "QĐ 05-QĐ/ĐTN", "party_cell": "Chi bộ trường",
        },
        (
            Step("chapter", "record_vote", {**VOTE, "ballot": "secret"}), Step("chapter", "submit"),
            Step("grassroots", "resolve", {"resolved_on": TODAY, "strengths": "Gương mẫu"}),
            Step("grassroots", "send", {"sent_on": TODAY}),
        ), "sent_to_party", papers=("T12",), born_on=TODAY - timedelta(days=20 * 365),
    ),
    Way(
        "award",
        {
            "award_form": "CS_GIAY_KHEN", "kind": "THUONG_XUYEN", "occasion": "Tổng kết năm", "merits": "Dẫn đầu phong trào",
            "met_on": TODAY,
        },
        (
            Step("chapter", "propose"), Step("grassroots", "decide"),
            Step("chapter", "confer", {"conferred_on": TODAY, "place": "Nhà văn hoá"}),
        ), "conferred", papers=("T13", "T13B", "T14"),
    ),
    Way(
        "discipline", {"whom": "MEMBER", "violation": "Gian lận trong thi cử", "violated_on": TODAY - timedelta(days=5)},
        (
            Step("chapter", "start_verification", {"started_on": TODAY - timedelta(days=3), "team": "Lê Thị Thu"}),
            Step("chapter", "conclude_verification", {"ended_on": TODAY, "findings": "Có vi phạm"}),
            Step("chapter", "record_meeting", {
                "held_on": TODAY, "self_criticism": True, "report_read": True, "chair": "Lê Thị Thu",
            }),
            Step("chapter", "record_vote", {
                "voters": "members", "ballot": "secret", "members_total": ALL, "present": ALL, "accused_voted": True,
                "for_khien_trach": ALL,
            }),
        ), "in_force", papers=("T15A", "T15C"),
    ),
    Way(
        "honorary",
        {
            "full_name": "Hoàng Văn Thái", "sex": "male", "born_on": date(1960, 5, 19), "approver_level": "DISTRICT",
            "merits": "Ủng hộ phong trào thanh niên", "consents": True, "consent_file": Paper("dong-y.pdf"),
        },
        (
            Step("grassroots", "agree", {"met_on": TODAY, "members_total": 9, "present": 8, "agree": 8}),
            Step("grassroots", "submit"), Step("district", "approve"),
            Step("grassroots", "confer", {"conferred_on": TODAY}),
        ), "conferred", status="HONORARY", papers=("T11T", "T11"), opener="grassroots", subject=False,
    ),
)  # fmt: skip


class Stage:
    """People of two branches before their screens, which they keep; chapters have phones."""

    def __init__(self, system: System, screens: Screens, folder: Path) -> None:
        self.system, self._screens, self._folder = system, screens, folder
        self.branches = {place: system.branch(place) for place in (HERE, THERE)}
        self._signed_in: dict[tuple[int, str], Screen] = {}
        self.members = 0

    def screen(self, who: str, at: int = HERE) -> Screen:
        if (at, who) not in self._signed_in:
            screen = self._screens.phone() if who == "chapter" else self._screens.desktop()
            screen.sign_in(self.branches[at][who])
            self._signed_in[at, who] = screen
        return self._signed_in[at, who]

    def client(self, who: str, at: int = HERE) -> Client:
        return Client.signed_in(self.system.url, self.branches[at][who])

    def troubles(self) -> list[str]:
        return [trouble for screen in self._signed_in.values() for trouble in screen.troubles]

    def free_member(self) -> dict[str, Any]:
        """A member of the chapter with neither an office nor an open case nor a mark of another journey."""
        unit_id, client = self.branches[HERE]["chapter"]["unit_id"], self.client("grassroots")
        roll = client.get("/members", unit_id=unit_id, status="ACTIVE", limit=100)["items"]
        moving = client.get("/members", unit_id=unit_id, status="IN_TRANSIT", limit=100)["items"]
        self.members = len(roll) + len(moving)
        busy = {one["subject"]["id"] for one in client.get("/cases", unit_id=unit_id, limit=100)["items"]}
        files = (client.get(f"/members/{one['id']}") for one in reversed(roll) if one["id"] not in busy)
        found: dict[str, Any] = next(one for one in files if not one["positions"] and not one["flags"])
        return found

    def fill(self, screen: Screen, form: Mapping[str, Any]) -> None:
        """Each field of the form as a person gives it: typed, ticked, chosen from what is found, or a file."""
        for name, value in form.items():
            if isinstance(value, Place):
                unit = self.branches[value.branch][value.level]
                screen.answer(name, search_key(unit["unit_name"]))
                screen.page.get_by_role("option", name=unit["unit_name"]).first.click()
            elif isinstance(value, Paper):
                screen.page.locator(f"#f-{name}").set_input_files(self._paper(value))
                screen.sees(value.name)
            elif isinstance(value, date):
                screen.answer(name, f"{value:%d/%m/%Y}")
            else:
                screen.answer(name, value if value is True else str(self.members if value == ALL else value))

    def _paper(self, paper: Paper) -> Path:
        path = self._folder / paper.name
        path.write_bytes(b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n")
        return path


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.process)
def test_a_process_goes_from_its_form_to_its_end(system: System, screens: Screens, tmp_path: Path, way: Way) -> None:
    stage = Stage(system, screens, tmp_path)
    member = _member_for(stage, way) if way.subject else None
    moves = stage.client("chapter").get(f"/processes/{way.process}")["moves"]
    labels = {action: _any_of(moves, action) for action in {step.action for step in way.steps}}

    case_id = _open(stage, way, member)
    for step in way.steps:
        _make(stage, step, case_id, labels[step.action])
    case = until(lambda: _stands_at(stage, case_id, way), what=f"the case is {way.end}", limit_s=60)

    assert case
    desk = stage.screen("grassroots")
    desk.open(f"/ho-so/{case_id}")
    desk.sees(case["state_title"])
    assert desk.violations() == []
    assert desk.overflow() <= 0
    _is_on_record(stage, way, case)
    _is_in_the_register(stage, way, case)
    assert stage.troubles() == []


def _any_of(moves: list[dict[str, Any]], action: str) -> re.Pattern[str]:
    """What the move's button says; some are called otherwise when they are made again."""
    said = {re.escape(move["label"]) for move in moves if move["action"] == action}
    return re.compile(f"^({'|'.join(sorted(said))})$")


def _member_for(stage: Stage, way: Way) -> dict[str, Any]:
    """Somebody of the chapter, as old as the process wants them."""
    member = stage.free_member()
    if way.born_on:
        above, at = stage.client("grassroots"), f"/members/{member['id']}"
        fields = {"fields": {"birth_date": way.born_on.isoformat()}}
        above.patch(at, fields, **{"If-Match": f'"{above.get(at)["version"]}"'})
        until(lambda: _knows_the_day(stage, member["id"], way), what="workflows knows the birth date")
    return member


def _knows_the_day(stage: Stage, person_id: str, way: Way) -> bool:
    known = stage.system.one("workflows", "SELECT born_on FROM people WHERE id = %s", person_id)
    return bool(known == way.born_on)


def _open(stage: Stage, way: Way, member: dict[str, Any] | None) -> str:
    """The form is filled in, looked over and sent; the id of the case."""
    screen = stage.screen(way.opener)
    screen.open(f"/ho-so/moi/{way.process}")
    if member:
        screen.page.locator("#f-subject_id").fill(member["code"])
        screen.page.get_by_role("option", name=member["full_name"]).first.click()
    stage.fill(screen, way.form)
    assert screen.violations() == []
    assert screen.overflow() <= 0
    screen.press("Xem lại", exact=True)
    screen.sees("Xem lại trước khi mở")
    screen.press("Mở hồ sơ", exact=True)
    screen.page.wait_for_url(re.compile(r"/ho-so/[0-9a-f-]{36}$"), wait_until="commit")
    return screen.page.url.rpartition("/")[2]


def _make(stage: Stage, step: Step, case_id: str, label: re.Pattern[str]) -> None:
    """The move is made on the case's page, its form filled in where it has one."""
    screen = stage.screen(step.who, step.at)
    screen.open(f"/ho-so/{case_id}")
    screen.page.locator(".case-actions").get_by_role("button", name=label).click()
    dialog = screen.page.get_by_role("dialog")
    stage.fill(screen, step.form)
    assert screen.violations() == []
    dialog.locator("button[type=submit]").click()
    expect(dialog).to_be_hidden()


def _stands_at(stage: Stage, case_id: str, way: Way) -> dict[str, Any] | None:
    case: dict[str, Any] = stage.client("grassroots").get(f"/cases/{case_id}")
    issued = {paper["template"] for paper in case["documents"] if paper["number"] is not None}
    return case if case["state"] == way.end and issued >= set(way.papers) else None


def _is_on_record(stage: Stage, way: Way, case: dict[str, Any]) -> None:
    """The registry says what the case ended in, and the member's page shows it."""
    person_id = case["subject"]["id"]
    at = THERE if way.process == "transfer" else HERE
    client = stage.client("grassroots", at)

    def is_so() -> dict[str, Any] | None:
        told: dict[str, Any] = client.get(f"/members/{person_id}")
        codes = [one["code"] if isinstance(one, dict) else one for one in told["flags"]]
        return told if told["status"] == way.status and (not way.flag or way.flag in codes) else None

    told = until(is_so, what=f"{way.status} {way.flag}")
    assert told
    screen = stage.screen("grassroots", at)
    screen.open(f"/doan-vien/{person_id}/so")
    screen.sees(told["status_title"])
    screen.open(f"/doan-vien/{person_id}/qua-trinh")
    if way.line:
        screen.sees(re.compile(re.escape(way.line)))
    screen.shoot(f"{way.process}-member")


def _is_in_the_register(stage: Stage, way: Way, case: dict[str, Any]) -> None:
    """Every paper of the case opens with its number."""
    desk = stage.screen("grassroots")
    for paper in (one for one in case["documents"] if one["template"] in way.papers):
        desk.open(f"/van-ban/{paper['id']}")
        if paper["number"]:
            desk.sees(paper["number"])
        assert desk.violations() == []
