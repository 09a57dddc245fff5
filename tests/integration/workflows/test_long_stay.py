"""A made-up process about a member, carried to its end: two changes of the registry, lines, another case, a unit that is gone."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from services.kit.faults import Conflict, Invalid, NotFound
from services.workflows import registry
from services.workflows.actions import cases, deadlines, evidence, lists, seats
from services.workflows.forms.fields import text
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    DISTRICT_SECRETARY,
    NOW,
    OTHER_CHAPTER,
    OTHER_SECRETARY,
    SECRETARY,
    TREE,
    a_person,
    a_unit,
)
from tests.unit.workflows.long_stay import STAYING, STAYING_ON, VisitForm

MEMBER = UUID(int=0xE1)
FORM = {"from_on": "2026-12-01"}


@pytest.fixture(autouse=True)
def made_up(monkeypatch):
    monkeypatch.setitem(registry.PROCESSES, STAYING.code, STAYING)
    monkeypatch.setitem(registry.PROCESSES, STAYING_ON.code, STAYING_ON)


@pytest.fixture
def staying(workflows):
    with workflows.asking() as tx:
        seats.on_people_changed(tx, [a_person(MEMBER, "Trần Thị Mai", CHAPTER, flags=["abroad"])])
    return opened(workflows)


def opened(workflows, by=SECRETARY, unit_id=CHAPTER, form=FORM):
    with workflows.asking(by) as tx:
        return cases.open_case(tx, process="staying", unit_id=unit_id, subject_id=MEMBER, form=form)


def gone_away(workflows, staying):
    workflows.act(staying, "allow", by=APPROVER)
    workflows.prepare(staying)
    workflows.issue(workflows.orders("T05")[-1], number="07-GT/ĐTN")
    return workflows.get(staying, by=APPROVER)


def test_someone_of_another_unit_is_not_taken_and_not_told_of(workflows, staying):
    with pytest.raises(Invalid) as refused:
        opened(workflows, by=OTHER_SECRETARY, unit_id=OTHER_CHAPTER)
    assert refused.value.fields["errors"] == {
        "subject_id": [
            "Người này không có trong danh sách của đơn vị mở hồ sơ. Ở mục “Đơn vị mở hồ sơ” chọn chi đoàn của người này, "
            "hoặc chọn lại người."
        ]
    }


def test_a_member_asks_for_themselves_at_their_own_unit_alone(workflows, staying):
    workflows.act(staying, "allow", by=APPROVER)

    with workflows.asking(MEMBER) as tx:
        menu = {item["code"]: item["may_open"] for item in lists.list_processes(tx, unit_id=None)["items"]}
    with pytest.raises(Invalid):
        opened(workflows, by=MEMBER, unit_id=OTHER_CHAPTER)
    with pytest.raises(Conflict) as refused:
        opened(workflows, by=MEMBER)

    assert menu["staying"]
    assert not menu["staying_on"]
    assert refused.value.fields["refusals"][0]["code"] == "another-case-open"


def test_the_first_change_is_applied_under_its_own_paper_with_what_it_writes(workflows, staying):
    shown = gone_away(workflows, staying)

    [applied] = workflows.sent("members.apply_changes.v1")
    [line] = applied["lines"]
    [kept] = workflows.sent("members.keep_records.v1")
    assert shown["state"] == "away"
    assert line["writes"] == {"flags_add": ["away"]}
    assert line["document_number"] == kept["lines"][0]["document_number"] == "07-GT/ĐTN"
    assert line["stage"] == kept["lines"][0]["stage"] == str(shown["version"])
    assert line["confidential"]
    assert kept["lines"][0]["person_id"] == str(MEMBER)


def test_a_second_change_has_a_batch_of_its_own_and_late_answers_of_the_first_pass_by(workflows, staying):
    gone_away(workflows, staying)
    first = workflows.sent("members.prepare_changes.v1")[0]["batch_id"]
    workflows.act(staying, "return", by=APPROVER)
    workflows.apply(staying)

    assert workflows.get(staying, by=APPROVER)["state"] == "returning"
    workflows.prepare(staying)
    second = workflows.sent("members.prepare_changes.v1")[-1]["batch_id"]
    [line] = workflows.sent("members.apply_changes.v1")[-1]["lines"]
    assert workflows.get(staying, by=APPROVER)["state"] == "back"
    assert first != second
    assert (line["title"], line["document_id"]) == ("Về sau 0 lần thăm", None)


def test_time_brings_the_case_on_once(workflows, staying):
    gone_away(workflows, staying)
    for days in (370, 373, 373, 380):
        with workflows.asking(now=NOW + timedelta(days=days)) as tx:
            deadlines.pass_due(tx)

    shown = workflows.get(staying, by=APPROVER)
    assert shown["state"] == "overdue"
    assert [line["action"] for line in shown["history"]].count("run_out") == 1


def test_another_case_follows_in_the_same_breath(workflows, staying, rows):
    gone_away(workflows, staying)
    workflows.act(staying, "forget", by=APPROVER, note="Ghi nhầm")

    [following] = rows("SELECT * FROM cases WHERE process = 'staying_on'")
    [line] = rows("SELECT * FROM case_history WHERE case_id = :case_id", case_id=following.id)
    [struck] = workflows.sent("members.strike_records.v1")
    assert (following.subject_id, following.unit_id) == (MEMBER, CHAPTER)
    assert line.note == f"Mở tiếp từ hồ sơ {staying['number']}."
    version = workflows.get(staying)["version"]
    assert struck["lines"] == [{"case_id": str(staying["id"]), "stage": None, "before": version}]
    assert struck["reason"] == "Ghi nhầm"


def test_what_cannot_follow_refuses_the_move_and_changes_nothing(workflows, staying, rows):
    gone_away(workflows, staying)
    with workflows.asking() as tx:
        gone = a_person(MEMBER, "Trần Thị Mai", CHAPTER, status="DECEASED", version=2)
        seats.on_people_changed(tx, [gone])

    with pytest.raises(Conflict) as refused:
        workflows.act(staying, "forget", by=APPROVER, note="Ghi nhầm")
    assert refused.value.fields["refusals"][0]["code"] == "not-a-member"
    assert workflows.get(staying, by=APPROVER)["state"] == "away"


def test_an_open_case_goes_along_when_its_member_moves(workflows, staying):
    gone_away(workflows, staying)
    with workflows.asking() as tx:
        seats.on_people_changed(tx, [a_person(MEMBER, "Trần Thị Mai", OTHER_CHAPTER, version=2)])

    with pytest.raises(NotFound):
        workflows.get(staying, by=SECRETARY)
    assert workflows.get(staying, by=OTHER_SECRETARY)["unit"]["id"] == OTHER_CHAPTER


def closing(on):
    return [
        a_unit(*row, version=2, closed_on=on, successor_id=OTHER_CHAPTER) if row[0] == CHAPTER else a_unit(*row)
        for row in TREE
    ]


def test_open_cases_of_a_closed_unit_are_its_successors(workflows, staying):
    with workflows.asking() as tx:
        seats.on_units_changed(tx, closing(date(2026, 11, 24)))

    shown = workflows.get(staying, by=OTHER_SECRETARY)
    assert shown["unit"]["id"] == OTHER_CHAPTER


def test_a_merger_moves_members_and_opens_no_case(workflows, staying, rows):
    before = len(rows("SELECT id FROM cases"))
    with workflows.asking() as tx:
        seats.on_units_changed(tx, closing(date(2026, 11, 24)))
        seats.on_people_changed(tx, [a_person(UUID(int=0xF0 + n), f"Đoàn viên {n}", OTHER_CHAPTER) for n in range(40)])

    assert len(rows("SELECT id FROM cases")) == before


def test_a_unit_that_closes_later_hands_over_on_its_day(workflows, staying, rows):
    with workflows.asking() as tx:
        seats.on_units_changed(tx, closing(date(2026, 12, 1)))
    assert workflows.get(staying, by=SECRETARY)["unit"]["id"] == CHAPTER

    with workflows.asking(now=NOW + timedelta(days=8)) as tx:
        seats.follow_days(tx)

    assert workflows.get(staying, by=OTHER_SECRETARY)["unit"]["id"] == OTHER_CHAPTER


def test_a_confidential_case_is_nobodys_business_but_its_parties(workflows, staying):
    with workflows.asking(DISTRICT_SECRETARY) as tx:
        listed = lists.list_cases(
            tx, limit=20, cursor=None, count=None, q=None, process=None, state=None, unit_id=None, below=True,
            subject_id=None, open=None, waiting_for_me=False,
        )  # fmt: skip

    with pytest.raises(NotFound):
        workflows.get(staying, by=DISTRICT_SECRETARY)
    assert listed["items"] == []
    assert workflows.get(staying, by=APPROVER)["id"] == staying["id"]
    assert workflows.get(staying, by=MEMBER)["id"] == staying["id"]


def test_an_open_case_goes_on_by_the_definition_it_began_under(workflows, staying, monkeypatch):
    renewed = replace(STAYING, version=2, moves=tuple(move for move in STAYING.moves if move.action != "visit"))
    gone_away(workflows, staying)
    monkeypatch.setitem(registry.PROCESSES, "staying", renewed)
    monkeypatch.setitem(registry.EARLIER, ("staying", 1), STAYING)

    after = workflows.act(staying, "visit", form={"visited_on": "2026-11-20"})

    assert after["form"]["visits"] == [{"visited_on": "2026-11-20"}]


class LongerVisitForm(VisitForm):
    """What a later definition asks of a visit."""

    by_whom = text("Ai thăm", "Thăm", required=True)


def test_a_form_of_an_older_definition_is_taken_where_its_case_began_under_it(workflows, staying, monkeypatch):
    moves = (replace(move, form=LongerVisitForm) if move.action == "visit" else move for move in STAYING.moves)
    gone_away(workflows, staying)
    monkeypatch.setitem(registry.PROCESSES, "staying", replace(STAYING, version=2, moves=tuple(moves)))
    monkeypatch.setitem(registry.EARLIER, ("staying", 1), STAYING)

    offered = next(one for one in workflows.get(staying)["allowed_actions"] if one["action"] == "visit")
    with pytest.raises(Invalid) as refused:
        workflows.act(staying, "visit", form={"visited_on": "2026-11-20", "by_whom": "Bí thư"})
    after = workflows.act(staying, "visit", form={"visited_on": "2026-11-20"})

    assert list(offered["form_schema"]["properties"]) == ["visited_on"]
    assert list(refused.value.fields["errors"]) == ["by_whom"]
    assert after["form"]["visits"] == [{"visited_on": "2026-11-20"}]


def test_a_sitting_of_a_committee_is_no_activity_of_its_members(workflows, rows):
    told = {"meeting_id": uuid4(), "person_id": MEMBER, "unit_id": CHAPTER, "recorded_at": NOW, "held_on": None}
    with workflows.asking() as tx:
        evidence.on_attendance_recorded(tx, **told, state="absent", body="COMMITTEE")

    assert rows("SELECT * FROM attendances") == []


def test_evidence_of_other_services_is_kept_once_and_the_newest_stands(workflows, rows):
    standing = {"person_id": MEMBER, "unit_id": CHAPTER, "paid_until": date(2026, 9, 1)}
    with workflows.asking() as tx:
        evidence.on_fee_standings_changed(tx, [{**standing, "owed_months": [date(2026, 10, 1)], "version": 2}])
        evidence.on_fee_standings_changed(tx, [{**standing, "owed_months": [], "version": 1}])
    told = {"meeting_id": uuid4(), "person_id": MEMBER, "unit_id": CHAPTER, "recorded_at": NOW, "held_on": None}
    for state in ("absent", "excused"):
        with workflows.asking() as tx:
            evidence.on_attendance_recorded(tx, **told, state=state, body="MEMBERS")

    [fees] = rows("SELECT * FROM fee_standings")
    [attended] = rows("SELECT * FROM attendances")
    assert fees.owed_months == [date(2026, 10, 1)]
    assert (attended.held_on, attended.state) == (NOW.date(), "excused")
