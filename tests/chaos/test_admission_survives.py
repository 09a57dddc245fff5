"""An admission through processes that die or stay away: nothing is lost, nothing happens twice."""

import pytest

from tests.journeys.admissions import Chapter, act, candidate
from tests.journeys.http import Client
from tests.journeys.system import System, until

AWAY_S = 20


@pytest.fixture
def chapter(system: System) -> Chapter:
    system.wait_ready()
    return Chapter(system, system.branch(2), patience_s=60)


def test_an_admission_survives_the_death_of_workflows_between_its_steps(system: System, chapter: Chapter) -> None:
    form = candidate(chapter.introducer_id)

    case = _after_death(system, lambda: chapter.open(**form))
    case = _after_death(system, lambda: chapter.vote(case))
    case = _after_death(system, lambda: chapter.submit(case))
    case = _after_death(system, lambda: chapter.approve(case))
    system.kill("workflows")
    case = chapter.carried_out(case, limit_s=60)

    _is_one_member(system, chapter, case)


def test_an_approval_waits_for_members_that_are_away(system: System, chapter: Chapter) -> None:
    case = chapter.sent()

    system.stop("members")
    try:
        decided = chapter.approve(case)
        until(
            lambda: chapter.see(case)["state"] == "preparing", what="the approval is kept", limit_s=AWAY_S, every_s=0.5
        )
    finally:
        system.start("members")
    case = chapter.carried_out(decided, limit_s=60)

    _is_one_member(system, chapter, case)


def test_a_repeated_approval_with_the_same_key_answers_the_same_after_a_crash(system: System, chapter: Chapter) -> None:
    case = chapter.sent()
    body = {"action": "approve", "form": {}}
    first = chapter.superior.post(f"/cases/{case['id']}/actions", body, key="approve-" + case["id"])
    system.kill("workflows", "gateway")

    second = chapter.superior.post(f"/cases/{case['id']}/actions", body, key="approve-" + case["id"])

    assert (second["id"], second["state"], second["version"]) == (first["id"], first["state"], first["version"])
    _is_one_member(system, chapter, chapter.carried_out(case))


def test_a_refused_person_stays_out_and_the_reason_reaches_the_chapter(system: System, chapter: Chapter) -> None:
    case = chapter.sent()

    returned = act(chapter.superior, case, "return", note="Thiếu bản sao giấy khai sinh.")

    seen = chapter.see(returned)
    assert seen["state"] == "returned"
    assert seen["history"][0]["note"] == "Thiếu bản sao giấy khai sinh."
    assert _registered(system, case) == []


def _after_death(system: System, step):
    """The step's answer, both hosts of workflows killed just before it."""
    _kill_both(system)
    return step()


def _kill_both(system: System) -> None:
    """Both hosts of workflows run, then neither."""
    until(lambda: len(system.pids("workflows")) == 2, what="both hosts run")
    assert len(system.kill("workflows")) == 2


def _is_one_member(system: System, chapter: Chapter, case: dict) -> None:
    """The applicant is an active member once, with one decision and one resolution in force, found by the secretary."""
    [person] = _registered(system, case)
    assert person["status"] == "ACTIVE"
    assert str(person["unit_id"]) == chapter.unit_id
    documents = {(one["template"], one["state"]) for one in case["documents"]}
    assert documents == {("T01", "in_force"), ("T02", "in_force"), ("T03", "in_force")}
    assert len(case["documents"]) == 3
    found = _find(chapter.secretary, case["form"]["full_name"], str(person["id"]))
    assert found["status"] == "ACTIVE"


def _registered(system: System, case: dict) -> list[dict]:
    return system.rows(
        "members", "SELECT id, status, unit_id FROM people WHERE citizen_id = %s", case["form"]["citizen_id"]
    )


def _find(client: Client, name: str, person_id: str) -> dict:
    def look() -> dict | None:
        items = client.get("/members", q=name, limit=100)["items"]
        return next((item for item in items if item["id"] == person_id), None)

    return until(look, what=f"{name} is found", limit_s=20)
