"""A member's year on screen: the training programme and the rating, by the member, the chapter and the officer above.

Once with everybody before a phone, once with everybody at a desk; then the member's book and the papers.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from services.members.domain.names import search_key
from tests.e2e import test_processes_on_screen as on_screen
from tests.e2e.test_processes_on_screen import ALL, TODAY, Step, Way
from tests.journeys.browser import Screen
from tests.journeys.screens import Screens
from tests.journeys.system import System, until

HERE = 4
YEAR = str(TODAY.year)
TRAINING = Way(
    "training", {"year": YEAR, "assess_from": TODAY},
    (
        Step("member", "register"),
        Step("chapter", "approve"),
        Step("member", "log", {"group": "STUDY", "on": TODAY, "text": "Học sáu bài lý luận chính trị"}),
        Step("member", "assess_self", {"score": "80", "comment": "Đã làm đủ nội dung đăng ký"}),
        Step("chapter", "assess", {"result": "DAT", "score": "85", "met_on": TODAY, "comment": "Tích cực, đúng hạn"}),
        Step("grassroots", "confirm"),
    ),
    "confirmed", "Chương trình rèn luyện năm", papers=("T09", "T09D"),
)  # fmt: skip
EVALUATION = Way(
    "evaluation", {"year": YEAR},
    (
        Step("member", "review_self", {"strengths": "Gương mẫu", "direction": "Học thêm ngoại ngữ", "rating": "HTT"}),
        Step("chapter", "rate", {
            "met_on": TODAY, "members_total": ALL, "present": ALL, "votes_htt": ALL, "rating": "HTT",
            "comment": "Gương mẫu, cần mạnh dạn hơn",
        }),
        Step("chapter", "submit"),
        Step("grassroots", "confirm"),
    ),
    "confirmed", "Xếp loại đoàn viên năm", papers=("T10", "T10D"),
)  # fmt: skip
SIZES: dict[str, Callable[[Screens], Screen]] = {"phone": Screens.phone, "desktop": Screens.desktop}


class Stage(on_screen.Stage):
    """People of one branch, the member too, all of them before screens of one size."""

    def __init__(self, system: System, screens: Screens, folder: Path, size: str) -> None:
        super().__init__(system, screens, folder)
        self.branches = {on_screen.HERE: system.branch(HERE)}
        self._size = size

    def screen(self, who: str, at: int = on_screen.HERE) -> Screen:
        if (at, who) not in self._signed_in:
            screen = SIZES[self._size](self._screens)
            screen.sign_in(self.branches[at][who])
            self._signed_in[at, who] = screen
        return self._signed_in[at, who]

    def member(self) -> dict[str, Any]:
        """The member who has an account, as the chapter's list has them; the roll is counted for the vote."""
        branch, client = self.branches[on_screen.HERE], self.client("chapter")
        unit_id = branch["chapter"]["unit_id"]
        self.members = client.get("/members", unit_id=unit_id, status="ACTIVE", limit=1, count="exact")["total"]
        [found] = client.get("/members", unit_id=unit_id, q=branch["member"]["login"], limit=2)["items"]
        return dict(found)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("way", [TRAINING, EVALUATION], ids=lambda way: way.process)
def test_a_year_goes_from_the_members_own_word_to_the_book(
    system: System, screens: Screens, tmp_path: Path, way: Way, size: str
) -> None:
    stage = Stage(system, screens, tmp_path, size)
    member = stage.member()
    moves = stage.client("chapter").get(f"/processes/{way.process}")["moves"]

    case_id = _opened(stage, way, member)
    for step in way.steps:
        _made(stage, step, case_id, on_screen._any_of(moves, step.action), f"{way.process}-{size}")
    case = until(lambda: on_screen._stands_at(stage, case_id, way), what=f"the case is {way.end}", limit_s=60)

    assert case
    for who in ("member", "chapter", "grassroots"):
        _shown(stage, who, case_id, f"{way.process}-{size}-end-{who}")
        stage.screen(who).sees(case["state_title"])
        stage.screen(who).sees(re.compile(rf"(^|năm ){YEAR}$"))  # a year, not a count: 2.026
    _reads_the_book(stage, way, member, size)
    on_screen._is_in_the_register(stage, way, case)
    assert stage.troubles() == []


def _opened(stage: Stage, way: Way, member: dict[str, Any]) -> str:
    """The chapter has opened the case for a period of its own; its id."""
    named = Way(way.process, {**way.form, "period": f"Kỳ {uuid4().hex[:6]}"}, way.steps, way.end)
    return on_screen._open(stage, named, {"code": search_key(member["code"]), "full_name": member["full_name"]})


def _made(stage: Stage, step: Step, case_id: str, label: re.Pattern[str], picture: str) -> None:
    """The move is made on the case's page, its form filled in by whoever makes it."""
    screen = stage.screen(step.who)
    screen.open(f"/ho-so/{case_id}")
    screen.page.locator(".case-actions").get_by_role("button", name=label).click()
    dialog = screen.page.get_by_role("dialog")
    stage.fill(screen, step.form)
    screen.shoot(f"{picture}-{step.action}")
    assert screen.violations() == []
    dialog.locator("button[type=submit]").click()
    expect(dialog).to_be_hidden()


def _shown(stage: Stage, who: str, case_id: str, picture: str) -> None:
    """The case's page fits the screen, and everybody can use it."""
    screen = stage.screen(who)
    screen.open(f"/ho-so/{case_id}")
    screen.shoot(picture)
    assert screen.violations() == []
    assert screen.overflow() <= 0


def _reads_the_book(stage: Stage, way: Way, member: dict[str, Any], size: str) -> None:
    """The member's own book tells what the year came to."""
    screen = stage.screen("member")
    until(lambda: _has_line(stage, way, member), what="the line is on record")
    screen.open(f"/doan-vien/{member['id']}/so-doan-vien")
    screen.sees({"training": "Đạt", "evaluation": "Hoàn thành tốt nhiệm vụ"}[way.process])
    screen.shoot(f"{way.process}-{size}-book")
    assert screen.violations() == []
    assert screen.overflow() <= 0


def _has_line(stage: Stage, way: Way, member: dict[str, Any]) -> bool:
    book = stage.client("grassroots").get(f"/members/{member['id']}/book")
    return any(line["title"].startswith(way.line) for line in book["timeline"])
