"""Members move from one unit to another, and take part elsewhere for a time, over HTTP against the running system."""

from datetime import date, timedelta
from typing import Any

from tests.journeys.admissions import today
from tests.journeys.http import Client
from tests.journeys.system import System, until

HERE, THERE = 5, 11
CONFIRMED: dict[str, Any] = {"comment": "Tích cực", "comments_complete": True, "book": "HANDED"}


def _month() -> str:
    return today().replace(day=1).isoformat()


def _later(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


class Sides:
    """Officers of two branches of different unions, the first one's chapter a large one."""

    def __init__(self, system: System) -> None:
        self.here, self.there = system.branch(HERE), system.branch(THERE)
        self.chapter, self.union = (
            Client.signed_in(system.url, self.here[level]) for level in ("chapter", "grassroots")
        )
        self.host, self.far_union = (
            Client.signed_in(system.url, self.there[level]) for level in ("chapter", "grassroots")
        )

    def free_member(self, place: int = 0) -> dict[str, Any]:
        """A member of the first chapter who holds no office and has no open case."""
        unit_id = self.here["chapter"]["unit_id"]
        found = self.chapter.get("/members", unit_id=unit_id, status="ACTIVE", limit=50)["items"]
        busy = {case["subject"]["id"] for case in self.chapter.get("/cases", open=True, limit=100)["items"]}
        officers = {one["person"]["id"] for one in self.chapter.get(f"/units/{unit_id}")["officers"]}
        free = [one for one in found if one["id"] not in busy | officers]
        member: dict[str, Any] = free[-1 - place]
        return member

    def open(self, process: str, member: dict[str, Any], **form: Any) -> str:
        given = {
            "process": process,
            "unit_id": self.here["chapter"]["unit_id"],
            "subject_id": member["id"],
            "form": form,
        }
        return str(self.chapter.post("/cases", given)["id"])


def act(client: Client, case_id: str, action: str, note: str | None = None, **form: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.post(f"/cases/{case_id}/actions", {"action": action, "form": form, "note": note})
    return answer


def reaches(client: Client, case_id: str, state: str) -> dict[str, Any]:
    def look() -> dict[str, Any]:
        seen: dict[str, Any] = client.get(f"/cases/{case_id}")
        return seen if seen["state"] == state else {}

    found = until(look, what=f"the case is {state}")
    return found


def _introduced(sides: Sides, member: dict[str, Any], **form: Any) -> str:
    case_id = sides.open("transfer", member, **{"reason": "RESIDENCE", **form})
    act(sides.chapter, case_id, "confirm", **CONFIRMED, fee_paid_until=_month())
    act(sides.union, case_id, "release")
    return case_id


def test_a_member_moves_to_a_chapter_of_another_union(system: System) -> None:
    sides = Sides(system)
    member = sides.free_member()
    there = sides.there["chapter"]["unit_id"]

    case_id = _introduced(sides, member, destination_id=sides.there["grassroots"]["unit_id"])
    waiting = reaches(sides.far_union, case_id, "in_transit")
    on_the_way = sides.chapter.get(f"/members/{member['id']}")
    act(sides.far_union, case_id, "accept", chapter_id=there)
    reaches(sides.far_union, case_id, "accepted")
    done = act(sides.host, case_id, "receive")

    moved = until(lambda: _at(sides.host, member["id"], there), what="the member is on the new roll")
    assert waiting["documents"][0]["template"] == "T04"
    assert on_the_way["status"] == "IN_TRANSIT"
    assert done["state"] == "received"
    assert (moved["status"], moved["card_no"]) == ("ACTIVE", on_the_way["card_no"])


def test_a_member_who_is_given_back_is_active_where_they_were(system: System) -> None:
    sides = Sides(system)
    member = sides.free_member()

    case_id = _introduced(sides, member, destination_id=sides.there["grassroots"]["unit_id"])
    reaches(sides.far_union, case_id, "in_transit")
    act(sides.far_union, case_id, "give_back", note="Không công tác ở đây")
    returned = reaches(sides.chapter, case_id, "returned")

    here = sides.here["chapter"]["unit_id"]
    assert until(lambda: _at(sides.chapter, member["id"], here), what="the member is active")["status"] == "ACTIVE"
    assert returned["documents"][0]["state"] == "revoked"


def test_a_trip_marks_the_member_away_and_back(system: System) -> None:
    sides = Sides(system)
    member = sides.free_member()

    case_id = sides.open("away", member, destination="Bình Dương", destination_kind="PROVINCE", depart_on=_later(-1))
    act(sides.chapter, case_id, "track")
    until(lambda: "away" in _flags(system, member["id"]), what="the member is flagged away")
    act(sides.union, case_id, "introduce")
    reaches(sides.chapter, case_id, "tracked")
    done = act(sides.chapter, case_id, "return", returned_on=today().isoformat())

    until(lambda: "away" not in _flags(system, member["id"]), what="the member is back")
    assert done["state"] == "returned"


def test_a_stay_at_a_host_ends_with_a_comment(system: System) -> None:
    sides = Sides(system)
    member = sides.free_member()
    host = sides.there["chapter"]["unit_id"]

    stay = {"destination_id": host, "from_on": today().isoformat(), "until": _later(150), "reason": "INTERNSHIP"}
    case_id = sides.open("temporary", member, **stay)
    act(sides.chapter, case_id, "confirm", comment="Tích cực", fee_paid_until=_month())
    act(sides.union, case_id, "introduce")
    reaches(sides.far_union, case_id, "introduced")
    act(sides.far_union, case_id, "receive", chapter_id=host)
    act(sides.host, case_id, "start")
    until(lambda: "temp_elsewhere" in _flags(system, member["id"]), what="the member is flagged elsewhere")
    done = act(sides.host, case_id, "end", ended_on=today().isoformat(), comment="Tham gia đều")

    until(lambda: "temp_elsewhere" not in _flags(system, member["id"]), what="the member is back")
    assert done["state"] == "ended"


def test_a_member_leaves_with_a_package_that_only_its_union_fetches(system: System) -> None:
    sides = Sides(system)
    member = sides.free_member()

    case_id = _introduced(sides, member, outside="OUT_OF_PROVINCE", destination_place="Đoàn phường Láng Hạ, Hà Nội")
    reaches(sides.union, case_id, "outside")
    package = sides.union.get(f"/cases/{case_id}/package")
    refused = sides.chapter.status("GET", f"/cases/{case_id}/package")
    act(sides.union, case_id, "confirm_left", confirmed_on=today().isoformat(), confirmed_by="Đoàn phường Láng Hạ")
    reaches(sides.union, case_id, "left")

    assert package["content"]["person"]["full_name"] == member["full_name"]
    assert date.fromisoformat(package["content"]["expires_on"]) > today()
    assert len(package["key"].split()) == 16
    assert refused == 403


def test_members_of_one_chapter_are_opened_in_one_act(system: System) -> None:
    sides = Sides(system)
    members = [sides.free_member(0), sides.free_member(1)]
    given = {
        "process": "transfer",
        "unit_id": sides.here["chapter"]["unit_id"],
        "subject_ids": [one["id"] for one in members],
        "form": {"destination_id": sides.there["grassroots"]["unit_id"], "reason": "GRADUATION"},
    }

    job = sides.chapter.post("/cases/bulk", given)
    done = until(lambda: _finished(sides.chapter, job["id"]), what="the job is done")

    assert [result["code"] for result in done["results"]] == ["requested", "requested"]


def _finished(client: Client, job_id: str) -> dict[str, Any]:
    job: dict[str, Any] = client.get(f"/jobs/{job_id}")
    return job if job["state"] == "done" else {}


def _at(client: Client, member_id: str, unit_id: str) -> dict[str, Any]:
    if client.status("GET", f"/members/{member_id}") != 200:
        return {}
    seen: dict[str, Any] = client.get(f"/members/{member_id}")
    return seen if seen["unit"]["id"] == unit_id and seen["status"] == "ACTIVE" else {}


def _flags(system: System, member_id: str) -> list[str]:
    flags: list[str] = system.one("members", "SELECT flags FROM people WHERE id = %s", member_id)
    return flags
