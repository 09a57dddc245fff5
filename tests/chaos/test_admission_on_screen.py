"""A candidate becomes a member on screen although services die or stay away meanwhile."""

from tests.journeys.candidates import (
    approve,
    candidate_of,
    decided,
    is_found_by,
    open_the_case,
    press_approve,
    record_the_vote,
    send,
    signed_in,
)
from tests.journeys.screens import Screens
from tests.journeys.system import System, until

AWAY_S = 60


def test_the_same_with_workflows_killed_between_the_steps(system: System, screens: Screens) -> None:
    branch = system.branch(4)
    chapter, roll, form = candidate_of(system, branch)
    phone, desk = signed_in(screens, branch)

    case_id = open_the_case(phone, form, introducer=roll["items"][0]["full_name"])
    _kill_workflows(system)
    record_the_vote(phone, members=roll["total"])
    _kill_workflows(system)
    send(phone)
    _kill_workflows(system)
    approve(desk, case_id, form["full_name"])
    _kill_workflows(system)
    case = until(lambda: decided(chapter, case_id), what="the decision is in force", limit_s=60)

    is_found_by(chapter, form["full_name"], case["subject"]["id"])
    assert sorted(one["template"] for one in case["documents"]) == ["T01", "T02", "T03"]


def test_the_same_with_members_down_at_approval_and_back_a_minute_later(system: System, screens: Screens) -> None:
    branch = system.branch(5)
    chapter, roll, form = candidate_of(system, branch)
    phone, desk = signed_in(screens, branch)
    case_id = open_the_case(phone, form, introducer=roll["items"][0]["full_name"])
    record_the_vote(phone, members=roll["total"])
    send(phone)
    desk.open(f"/ho-so/{case_id}")

    system.stop("members")
    try:
        press_approve(desk)
        desk.sees("Đang ban hành quyết định")
        desk.page.wait_for_timeout(AWAY_S * 1000)
        desk.shoot("members-away")
        assert not decided(chapter, case_id)
    finally:
        system.start("members")
    case = until(lambda: decided(chapter, case_id), what="the decision is in force", limit_s=60)

    desk.sees("Đã chuẩn y")  # told by the stream: nobody has opened the page again
    is_found_by(chapter, form["full_name"], case["subject"]["id"])
    assert sorted(one["template"] for one in case["documents"]) == ["T01", "T02", "T03"]


def _kill_workflows(system: System) -> None:
    """Both hosts run, then neither."""
    until(lambda: len(system.pids("workflows")) == 2, what="both hosts run")
    system.kill("workflows")
