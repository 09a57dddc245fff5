"""Discipline through the service: what is asked of registry and register, who may see it, and how time passes over it."""

from datetime import timedelta
from uuid import UUID

import pytest

from services.contracts.workflows import CaseView
from services.kit import wire
from services.kit.actor import Actor, Position
from services.kit.faults import NotFound
from services.workflows.actions import cases, deadlines, lists, seats, watch
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    COMMUNE,
    DEPUTY,
    DISTRICT,
    DISTRICT_SECRETARY,
    NOW,
    OTHER_CHAPTER,
    PROVINCE,
    SECRETARY,
    actor_of,
)

MEMBER = UUID(int=0xE1)
CHECK = {"started_on": "2026-11-05", "team": "Lê Thị Thu, Ngô Văn Sơn"}
REPORT = {"ended_on": "2026-11-12", "findings": "Có vi phạm"}
MEETING = {"held_on": "2026-11-20", "self_criticism": True, "report_read": True, "chair": "Lê Thị Thu"}
VOTE = {"voters": "members", "ballot": "secret", "members_total": 16, "present": 14, "accused_voted": True}
OF_ITS_ROLL = {"members_total": None, "present": 3}
"""A vote of everybody whom the registry knows in the chapter."""
WARNING = {"form": "CANH_CAO", "reason": "Vi phạm kỷ luật phòng thi"}
INSPECTOR = Actor(UUID(int=0xF1), UUID(int=0xF2), "", (Position("INSPECTOR", DISTRICT, "", None, "UV_UBKT"),), False)


@pytest.fixture
def member(workflows):
    workflows.know(MEMBER)
    return MEMBER


def opened(workflows, **given):
    whole = {"whom": "MEMBER", "violation": "Gian lận trong thi cử", "violated_on": "2026-11-01"}
    return workflows.begin("discipline", subject_id=given.pop("subject_id", MEMBER), **whole, **given)


def voted(workflows, **votes):
    case = opened(workflows)
    workflows.act(case, "start_verification", form=CHECK)
    workflows.act(case, "conclude_verification", form=REPORT)
    workflows.number("T15A", "02-BC/CĐ")
    workflows.act(case, "record_meeting", form=MEETING)
    return workflows.act(case, "record_vote", form={**VOTE, **votes})


def decided(workflows, form="CANH_CAO"):
    case = voted(workflows, **{f"for_{form.lower()}": 14})
    workflows.act(case, "submit")
    return workflows.act(case, "decide", by=APPROVER, form={**WARNING, "form": form})


def in_force(workflows):
    case = decided(workflows)
    workflows.number("T15C")
    return workflows.act(case, "announce", by=APPROVER, form={"announced_on": "2026-11-24"})


def rows(workflows):
    """Lines of the record: that the examination began is for the registry alone."""
    begun, *lines = workflows.lines()
    assert (begun["data"]["stage"], begun["writes"]) == ("EXAMINED", {"flags_add": ["examined"]})
    return lines


def test_a_warning_goes_from_the_offence_to_recognised_progress(workflows, member):
    case = in_force(workflows)
    later = {"now": NOW + timedelta(days=200)}
    with workflows.asking(SECRETARY, **later) as tx:
        note = {"commented_on": "2027-02-20", "comment": "Có tiến bộ"}
        cases.take_action(tx, case_id=case["id"], action="comment", form=note, note=None, version=None)
    with workflows.asking(SECRETARY, **later) as tx:
        form = {"comment": "Đã sửa chữa"}
        cases.take_action(tx, case_id=case["id"], action="propose_progress", form=form, note=None, version=None)
    with workflows.asking(APPROVER, **later) as tx:
        cases.take_action(tx, case_id=case["id"], action="recognise_progress", form={}, note=None, version=None)
    workflows.number("T15E", "15-QĐ/ĐTN")

    stages = [(line["data"]["stage"], line["document_number"], line["confidential"]) for line in rows(workflows)]
    assert workflows.get(case)["state"] == "progress_recognised"
    assert stages == [("DECIDED", "12-QĐ/ĐTN", True), ("COMMENTED", None, True), ("PROGRESS", "15-QĐ/ĐTN", True)]


def test_the_decision_tells_of_the_offence_and_comes_from_the_superior(workflows, member):
    decided(workflows)

    [order] = workflows.orders("T15C")
    [person] = order["content"]["people"]
    assert (order["unit_id"], order["in_force"]) == (str(COMMUNE), False)
    assert (person["form"], person["violation"]) == ("CANH_CAO", "Gian lận trong thi cử")
    assert person["vote"] == {"agree": 14, "disagree": 0, "blank": 0, "invalid": 0, "present": 14}
    assert order["content"]["meeting"]["present"] == 14


def test_nothing_is_on_record_before_the_announcement(workflows, member):
    case = decided(workflows)
    workflows.number("T15C")

    assert workflows.get(case)["state"] == "decided"
    assert rows(workflows) == []


def test_a_reprimand_by_the_chapter_is_in_force_at_once(workflows, member):
    case = voted(workflows, **OF_ITS_ROLL, for_khien_trach=3)
    workflows.number("T15C", "03-QĐ/CĐ")

    [order] = workflows.orders("T15C")
    [line] = rows(workflows)
    assert workflows.get(case)["state"] == "in_force"
    assert (order["unit_id"], order["in_force"]) == (str(CHAPTER), True)
    assert (line["title"], line["document_number"]) == ("Kỷ luật khiển trách", "03-QĐ/CĐ")
    assert line["data"] == {
        "stage": "DECIDED",
        "form": "KHIEN_TRACH",
        "is_officer": False,
        "violation": "Gian lận trong thi cử",
        "from_on": "2026-11-20",
        "unit_id": str(CHAPTER),
    }


def test_the_number_of_another_paper_does_not_move_the_case(workflows, member):
    case = voted(workflows, **OF_ITS_ROLL, for_khien_trach=3)
    workflows.number("T15A", "03-BC/CĐ")

    assert workflows.get(case)["state"] == "issuing_own"


def test_an_expulsion_holds_the_person_and_takes_effect_when_announced(workflows, member):
    case = decided(workflows, "KHAI_TRU")
    workflows.prepare(case, person_id=MEMBER)
    workflows.number("T15C")
    waiting = workflows.get(case)["state"]
    workflows.act(case, "announce", by=APPROVER, form={"announced_on": "2026-11-24"})
    workflows.apply(case)

    [asked] = workflows.sent("members.prepare_changes.v1")
    [applied] = workflows.sent("members.apply_changes.v1")
    [settled] = workflows.sent("messaging.settle_documents.v1")
    assert (asked["subjects"][0]["kind"], waiting) == ("expel", "decided")
    assert applied["lines"][0]["title"] == "Kỷ luật khai trừ"
    assert settled["documents"][0]["state"] == "in_force"
    assert workflows.get(case)["state"] == "expelled"


def test_a_registry_that_refuses_brings_the_case_back(workflows, member):
    case = decided(workflows, "KHAI_TRU")
    workflows.prepare(case, refusals=[{"code": "held", "text": "Đang có hồ sơ khác.", "mend": None}])

    assert workflows.get(case)["state"] == "submitted"


SUSPENSION = {
    "what": "MEMBERSHIP",
    "from_on": "2026-11-24",
    "until": "2027-01-10",
    "reason": "Chờ xác minh",
    "party_opinion": "Đồng ý",
}


@pytest.mark.parametrize("is_sent_up", [False, True], ids=["while it is verified", "when it was sent up"])
def test_a_suspension_stands_in_the_registry_until_its_day(workflows, member, is_sent_up):
    case = opened(workflows)
    workflows.act(case, "suspend", by=APPROVER, form=SUSPENSION)
    workflows.number("T15B", "14-QĐ/ĐTN")
    if is_sent_up:
        workflows.act(case, "conclude_verification", form=REPORT)
        workflows.act(case, "record_meeting", form=MEETING)
        workflows.act(case, "record_vote", form={**VOTE, "for_canh_cao": 14})
        workflows.act(case, "submit")
    with workflows.asking(now=NOW + timedelta(days=46)) as tx:
        deadlines.pass_due(tx)
    before = workflows.get(case)["state"]
    for days in (48, 49, 50):
        with workflows.asking(now=NOW + timedelta(days=days)) as tx:
            deadlines.pass_due(tx)

    written = [line["writes"] for line in rows(workflows)]
    after = ("submitted", "submitted") if is_sent_up else ("suspended", "verifying")
    assert (before, workflows.get(case)["state"]) == after
    assert written == [{"flags_add": ["suspended"]}, {"flags_remove": ["suspended"]}]


def test_an_annulled_decision_is_struck_and_revoked(workflows, member):
    case = in_force(workflows)
    complaint = {"complained_on": "2026-11-24", "content": "Không đồng ý"}
    workflows.act(case, "complain", by=MEMBER, form=complaint)
    answer = {"outcome": "ANNULLED", "findings": "Sai thẩm quyền", "answered_on": "2026-11-24"}
    workflows.act(case, "answer_complaint", by=DISTRICT_SECRETARY, form=answer)
    workflows.number("T15D", "05-TB/HĐTN")

    [notice] = workflows.orders("T15D")
    [struck] = workflows.sent("members.strike_records.v1")
    settled = [each for asked in workflows.sent("messaging.settle_documents.v1") for each in asked["documents"]]
    assert workflows.get(case)["state"] == "annulled"
    assert notice["unit_id"] == str(DISTRICT)
    assert struck["reason"] == "Quyết định kỷ luật bị huỷ bỏ khi giải quyết khiếu nại"
    # The line of the answer itself is none of those that the answer takes back, in whatever order they arrive.
    decided_line, answered_line = rows(workflows)
    assert int(decided_line["stage"]) < struck["lines"][0]["before"] <= int(answered_line["stage"])
    assert answered_line["data"]["outcome"] == "ANNULLED"
    assert [(each["state"], each.get("by_key")) for each in settled] == [("in_force", None), ("revoked", notice["key"])]


def test_a_decision_that_is_revoked_before_its_announcement_leaves_nothing_on_record(workflows, member):
    case = decided(workflows, "KHAI_TRU")
    workflows.prepare(case)
    workflows.number("T15C", "12-QĐ/ĐTN")
    workflows.act(case, "revoke", by=DISTRICT_SECRETARY, note="Sai thẩm quyền")
    unseen = sees(workflows, case, actor_of(DISTRICT_SECRETARY))
    workflows.act(case, "decide", by=APPROVER, form={**WARNING, "special_reason": "Lần đầu"})
    workflows.number("T15C", "13-QĐ/ĐTN")
    workflows.act(case, "announce", by=APPROVER, form={"announced_on": "2026-11-24"})

    first, second = workflows.orders("T15C")
    papers = {each["number"]: each["state"] for each in workflows.get(case)["documents"] if each["template"] == "T15C"}
    assert unseen is None
    assert workflows.sent("members.release_changes.v1") == [{"case_ids": [str(case["id"])]}]
    assert first["key"] != second["key"]
    assert papers == {"12-QĐ/ĐTN": "cancelled", "13-QĐ/ĐTN": "in_force"}
    assert [(line["data"]["form"], line["document_number"]) for line in rows(workflows)] == [("CANH_CAO", "13-QĐ/ĐTN")]


def sees(workflows, case, actor):
    try:
        with workflows.database.transaction(actor=actor, now=NOW) as tx:
            return cases.get_case(tx, case_id=case["id"])["state"]
    except NotFound:
        return None


@pytest.mark.parametrize(
    ("actor", "known"),
    [
        (actor_of(SECRETARY), True),
        (actor_of(APPROVER), True),
        (actor_of(MEMBER), True),
        (INSPECTOR, True),
        (actor_of(DISTRICT_SECRETARY), False),
        (actor_of(UUID(int=0xA5)), False),
    ],
    ids=["the chapter", "who decides", "the accused", "an inspector", "the district", "another chapter"],
)
def test_a_case_is_known_to_those_with_a_part_in_it_and_to_inspectors_alone(workflows, member, actor, known):
    case = in_force(workflows)

    assert (sees(workflows, case, actor) is not None) == known


def test_the_district_sees_the_case_once_it_is_to_answer(workflows, member):
    case = in_force(workflows)
    workflows.act(case, "complain", by=MEMBER, form={"complained_on": "2026-11-24", "content": "Không đồng ý"})

    assert sees(workflows, case, actor_of(DISTRICT_SECRETARY)) == "complained"
    assert sees(workflows, case, actor_of(UUID(int=0xD1))) is None


def test_a_case_stays_where_it_was_opened_when_the_accused_moves(workflows, member):
    case = opened(workflows)
    workflows.know(MEMBER, unit_id=OTHER_CHAPTER, version=2)

    seen = workflows.act(case, "start_verification", form=CHECK)
    assert (seen["unit"]["id"], seen["holder"]["unit"]["id"]) == (CHAPTER, CHAPTER)


def test_a_secretary_under_examination_leaves_it_to_the_deputy(workflows):
    case = workflows.begin(
        "discipline", by=DEPUTY, subject_id=SECRETARY, whom="OFFICER", violation="Bỏ sinh hoạt nhiều tháng"
    )

    assert [each["full_name"] for each in case["holder"]["people"]] == ["Ngô Văn Sơn"]
    refused = workflows.get(case, by=SECRETARY)["refused_actions"]
    assert {each["action"] for each in refused} >= {"start_verification", "drop"}


def test_a_whole_committee_under_suspicion_leaves_it_to_the_superior(workflows):
    case = workflows.begin(
        "discipline",
        by=APPROVER,
        subject_id=SECRETARY,
        whom="OFFICER",
        violation="Chi sai quỹ",
        committee_involved=True,
    )

    assert case["holder"]["unit"]["id"] == COMMUNE


def test_an_inspector_of_the_registry_counts_as_an_officer(workflows, member):
    position = {
        "id": UUID(int=0x9001),
        "person_id": MEMBER,
        "unit_id": DISTRICT,
        "role": "INSPECTOR",
        "code": "UV_UBKT",
        "from_on": NOW.date(),
        "until": None,
        "version": 1,
    }
    with workflows.asking() as tx:
        seats.on_positions_changed(tx, [position])

    case = workflows.begin(
        "discipline",
        by=DISTRICT_SECRETARY,
        unit_id=DISTRICT,
        subject_id=MEMBER,
        whom="OFFICER",
        violation="Lộ thông tin vụ việc",
    )
    assert case["state"] == "opened"
    assert PROVINCE not in {case["holder"]["unit"]["id"]}


def test_a_paper_is_of_its_own_day_whatever_came_before(workflows, member):
    case = opened(workflows)
    workflows.act(case, "suspend", by=APPROVER, form=SUSPENSION)
    workflows.number("T15B")
    with workflows.asking(SECRETARY, now=NOW + timedelta(days=3)) as tx:
        report = {"ended_on": "2026-11-26", "findings": "Có vi phạm"}
        cases.take_action(tx, case_id=case["id"], action="conclude_verification", form=report, note=None, version=None)

    assert [order["on"] for order in workflows.orders("T15B") + workflows.orders("T15A")] == [
        "2026-11-24",
        "2026-11-27",
    ]


def test_an_expulsion_that_the_registry_is_silent_about_is_asked_for_again(workflows, member):
    case = decided(workflows, "KHAI_TRU")
    workflows.prepare(case, person_id=MEMBER)
    workflows.number("T15C")
    workflows.act(case, "announce", by=APPROVER, form={"announced_on": "2026-11-24"})
    with workflows.asking(now=NOW + timedelta(minutes=3)) as tx:
        watch.ask_again(tx)

    first, again = workflows.sent("members.apply_changes.v1")
    assert first == again


def test_a_reprimand_whose_number_does_not_come_is_asked_for_again(workflows, member):
    voted(workflows, **OF_ITS_ROLL, for_khien_trach=3)
    with workflows.asking(now=NOW + timedelta(minutes=3)) as tx:
        watch.ask_again(tx)

    first, again = workflows.orders("T15C")
    assert first["key"] == again["key"]


def test_an_overdue_case_is_shown_above_to_a_unit_that_has_a_part_in_it_alone(workflows, member):
    case = voted(workflows, for_canh_cao=14)
    workflows.act(case, "submit")
    for days in range(26, 45):
        with workflows.asking(now=NOW + timedelta(days=days)) as tx:
            deadlines.pass_due(tx)
    with workflows.asking(DISTRICT_SECRETARY) as tx:
        above, counted = lists.list_inbox(tx, limit=20, cursor=None, count=None), lists.count_inbox(tx)

    stages = [news["notices"][0]["stage"] for news in workflows.sent("workflows.deadlines_reached.v1")]
    assert stages[-1] == "escalated"
    assert (above["items"], counted["total"]) == ([], 0)


@pytest.mark.parametrize("by", [SECRETARY, APPROVER, MEMBER], ids=["examiner", "decider", "subject"])
def test_whoever_may_read_the_case_reads_its_dossier(workflows, member, by):
    case = in_force(workflows)

    answer = CaseView().load(wire.loads(wire.dumps(workflows.get(case, by=by))))

    shown = answer["dossier"]["discipline"]
    assert answer["readers"] == [
        "Trần Thị Mai",
        "Chi đoàn thôn Hạ",
        "Đoàn xã Tân Mỹ",
        "Uỷ ban Kiểm tra của Đoàn cấp trên",
    ]
    assert answer["dossier"]["name"] == "discipline"
    assert (shown["decision"]["number"], shown["decision"]["decided_by"]["name"]) == ("12-QĐ/ĐTN", "Đoàn xã Tân Mỹ")
    assert shown["complaint"]["answered_by"]["name"] == "Huyện đoàn Yên Dũng"
    assert [step["term"] for step in answer["rail"] if step["step"] == "now"] == [
        "Nhận xét việc sửa chữa: trong 3 tháng"
    ]


def test_a_case_of_a_plain_process_has_neither_dossier_nor_readers(workflows):
    case = workflows.open()

    assert (case["dossier"], case["readers"]) == (None, None)
