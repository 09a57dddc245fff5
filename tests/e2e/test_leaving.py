"""Members leave, over HTTP against every service: with honour, at their own wish; one has a new card and owes nothing for a while."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from tests.journeys.admissions import today
from tests.journeys.http import Client
from tests.journeys.system import System, until

Branch = dict[str, dict[str, str]]
THIRTY_ONE = timedelta(days=31 * 365 + 8)


class Office:
    """A chapter's secretary and the officer above."""

    def __init__(self, system: System, branch: Branch) -> None:
        self.chapter = Client.signed_in(system.url, branch["chapter"])
        self.above = Client.signed_in(system.url, branch["grassroots"])
        self.unit_id = branch["chapter"]["unit_id"]

    def members(self) -> list[dict[str, Any]]:
        """Members of the chapter without an office in the Union, examined for nothing; whoever was just admitted comes last."""
        roll = self.chapter.get("/members", unit_id=self.unit_id, status="ACTIVE", sort="joined_on", limit=100)["items"]
        free = (one for one in roll if not one["flags"])
        return [one for one in free if not self.above.get(f"/members/{one['id']}")["positions"]]

    def opened(self, process: str, person_id: str, **form: Any) -> str:
        body = {"process": process, "unit_id": self.unit_id, "subject_id": person_id, "form": form}
        case: dict[str, Any] = self.chapter.post("/cases", body)
        return str(case["id"])

    def tried(self, process: str, person_id: str) -> str | None:
        """The case, where nothing refuses it yet."""
        body = {"process": process, "unit_id": self.unit_id, "subject_id": person_id, "form": {}}
        answer = self.chapter.send("POST", "/cases", json=body, key=str(uuid4()))
        return str(answer.json()["id"]) if answer.ok else None

    def act(self, case_id: str, action: str, *, by: Client | None = None, note: str | None = None, **form: Any) -> Any:
        return (by or self.chapter).post(f"/cases/{case_id}/actions", {"action": action, "form": form, "note": note})

    def reached(self, case_id: str, *states: str) -> dict[str, Any]:
        """The case once it stands in one of the states."""
        found = until(lambda: self._in(case_id, states), what=f"the case is {states}", limit_s=90)
        assert found is not None
        return found

    def papers(self, case_id: str, template: str) -> dict[str, Any] | None:
        """The case's papers by template, once it has one of that template."""
        found = {one["template"]: one for one in self.chapter.get(f"/cases/{case_id}")["documents"]}
        return found if template in found else None

    def waits_until(self, person_id: str, status: str) -> None:
        """The registry says so of the member."""
        until(lambda: self.above.get(f"/members/{person_id}")["status"] == status, what=f"the member is {status}")

    def _in(self, case_id: str, states: tuple[str, ...]) -> dict[str, Any] | None:
        case: dict[str, Any] = self.chapter.get(f"/cases/{case_id}")
        return case if case["state"] in states else None


def test_a_member_of_age_leaves_with_a_certificate(system: System) -> None:
    office = Office(system, system.branch(6))
    _, case_id = _matured(office)

    papers = {one["template"]: one for one in office.chapter.get(f"/cases/{case_id}")["documents"]}
    assert papers.keys() == {"T07", "T07C"}
    assert {one["state"] for one in papers.values()} == {"in_force"}
    ended = office.act(case_id, "record_ceremony", by=office.above, held_on=today().isoformat())
    assert ended["state"] == "matured"


def test_a_wrong_birth_date_gives_the_membership_back(system: System) -> None:
    office = Office(system, system.branch(7))
    person, case_id = _matured(office)
    right = (today() - THIRTY_ONE + timedelta(days=800)).isoformat()
    office.act(case_id, "revoke", by=office.above, note="Giấy khai sinh ghi khác", right_born_on=right)

    office.waits_until(person["id"], "ACTIVE")
    papers = until(lambda: office.papers(case_id, "T19R"), what="the revoking decision has its number")
    assert {one["state"] for one in papers.values()} == {"revoked", "in_force"}
    assert papers["T19R"]["state"] == "in_force"
    ended_by = until(
        lambda: office.above.get(f"/documents/{papers['T07']['id']}")["ended_by"], what="the register tells by what"
    )
    assert ended_by["number"] == papers["T19R"]["number"]


def test_who_is_elected_lives_in_the_chapter_again(system: System) -> None:
    office = Office(system, system.branch(8))
    person, case_id = _matured(office)
    office.act(case_id, "close", by=office.above, note="Không tổ chức lễ")
    office.act(case_id, "reactivate", by=office.above, elected_on=today().isoformat(), office="Uỷ viên BCH")
    office.reached(case_id, "reactivated")

    office.waits_until(person["id"], "ACTIVE")
    assert office.above.get(f"/members/{person['id']}")["unit"]["id"] == office.unit_id


def _matured(office: Office) -> tuple[dict[str, Any], str]:
    """A member who was listed and confirmed, and the case."""
    person = _of_age(office)
    case_id = until(lambda: office.tried("maturation", person["id"]), what="workflows knows the birth date")
    office.act(case_id, "consult", asked_on=today().isoformat(), way="MEETING", wish="MATURE")
    office.act(case_id, "list")
    office.act(case_id, "approve", by=office.above, ceremony_place="Nhà văn hoá")
    office.reached(case_id, "approved")
    office.waits_until(person["id"], "MATURED")
    return person, case_id


def test_a_member_leaves_at_their_own_wish_and_comes_back_by_complaint(system: System) -> None:
    office = Office(system, system.branch(9))
    person = office.members()[1]
    on = today().isoformat()
    case_id = office.opened("removal", person["id"], ending="WITHDRAWN", applied_on=on)
    counted = ("ACTIVE", "IN_TRANSIT")
    present = sum(
        len(office.chapter.get("/members", unit_id=office.unit_id, status=each, limit=100)["items"]) for each in counted
    )
    vote = {"met_on": on, "members_total": present, "present": present, "agree": present, "disagree": 0}
    office.act(case_id, "record_vote", **vote)
    office.act(case_id, "report")
    until(lambda: _numbered(office, case_id, "T08C"), what="the resolution has its number")
    office.act(case_id, "acknowledge", by=office.above)
    office.reached(case_id, "struck_off")
    office.waits_until(person["id"], "WITHDRAWN")

    office.act(case_id, "complain", by=office.above, complained_on=on, content="Đơn không phải của tôi")
    office.act(case_id, "annul", by=office.above, note="Đơn giả", findings="Chữ ký không đúng")
    case = office.reached(case_id, "restored")
    states = {one["template"]: one["state"] for one in case["documents"]}
    assert (states["T08"], states["T08R"]) == ("revoked", "in_force")
    office.waits_until(person["id"], "ACTIVE")


def _numbered(office: Office, case_id: str, template: str) -> bool:
    return any(one["template"] == template for one in office.chapter.get(f"/cases/{case_id}")["documents"])


def test_a_member_gets_a_new_card(system: System) -> None:
    office = Office(system, system.branch(9))
    person = office.members()[0]
    before = office.above.get(f"/members/{person['id']}/card")["card_no"]
    case_id = office.opened("card_reissue", person["id"], reason="LOST")
    assert office.act(case_id, "issue", by=office.above)["state"] == "issued"

    after = until(lambda: _other_card(office, person["id"], before), what="the card has another number")
    assert after


def _other_card(office: Office, person_id: str, before: str) -> str | None:
    now: str = office.above.get(f"/members/{person_id}/card")["card_no"]
    return now if now != before else None


def _of_age(office: Office) -> dict[str, Any]:
    """A member past thirty, whom the chapter asks; the officer above puts the roll right where it has none."""
    person = office.members()[0]
    at = f"/members/{person['id']}"
    born_on = (today() - THIRTY_ONE).isoformat()
    office.above.patch(at, {"fields": {"birth_date": born_on}}, **{"If-Match": f'"{office.above.get(at)["version"]}"'})
    return person
