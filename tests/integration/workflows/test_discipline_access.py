"""Who comes to know of a discipline case on its way, and at which unit an officer's is opened."""

from uuid import UUID

import pytest

from services.kit.actor import Actor, Position
from services.kit.faults import Conflict, NotFound
from services.workflows.actions import cases, seats
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    COMMUNE,
    DISTRICT,
    DISTRICT_SECRETARY,
    MEMBER,
    NOW,
    OTHER_APPROVER,
    OTHER_CHAPTER,
    PROVINCE,
    PROVINCE_SECRETARY,
    SECRETARY,
    a_position,
    actor_of,
)
from tests.integration.workflows.test_discipline import CHECK, MEETING, REPORT, VOTE, WARNING, in_force

CLERK = Actor(
    UUID(int=0xF7), UUID(int=0xF8), "", (Position("PROVINCE_OFFICER", PROVINCE, "", None, "CHUYEN_VIEN"),), True
)
PATH = {"chapter": SECRETARY, "commune": APPROVER, "district": DISTRICT_SECRETARY, "province": PROVINCE_SECRETARY}
OFFENCE = {"whom": "OFFICER", "violation": "Chi sai quỹ", "violated_on": "2026-11-01"}


def readers(workflows, case):
    """Which units on the path open the case, and the administrator if she does."""
    seen = set()
    for name, actor in {**{unit: actor_of(person) for unit, person in PATH.items()}, "administrator": CLERK}.items():
        try:
            with workflows.database.transaction(actor=actor, now=NOW) as tx:
                cases.get_case(tx, case_id=case["id"])
            seen.add(name)
        except NotFound:
            continue
    return seen


def answered(workflows, case, by, number):
    workflows.act(case, "complain", by=MEMBER, form={"content": "Không đồng ý"})
    reached = readers(workflows, case)
    form = {"outcome": "UPHELD", "findings": "Đúng quy định", "answered_on": "2026-11-24"}
    workflows.act(case, "answer_complaint", by=by, form=form)
    workflows.number("T15D", number)
    return reached, readers(workflows, case)


def test_access_follows_the_complaint_and_nobody_who_decided_loses_it(workflows):
    case = in_force(workflows)
    at_first = readers(workflows, case)

    first = answered(workflows, case, DISTRICT_SECRETARY, "05-TB/HĐTN")
    second = answered(workflows, case, PROVINCE_SECRETARY, "06-TB/TĐTN")

    below = {"chapter", "commune"}
    assert at_first == below
    assert first == ({*below, "district"}, {*below, "district"})
    assert second == ({*below, "district", "province"}, {*below, "district", "province"})


def test_the_administrator_answers_no_complaint(workflows):
    case = in_force(workflows)
    workflows.act(case, "complain", by=MEMBER, form={"content": "Không đồng ý"})

    with workflows.database.transaction(actor=CLERK, now=NOW) as tx, pytest.raises(NotFound):
        cases.take_action(tx, case_id=case["id"], action="answer_complaint", form={}, note=None, version=None)


def test_the_day_of_filing_is_the_day_on_which_it_is_entered(workflows):
    case = in_force(workflows)

    workflows.act(case, "complain", by=MEMBER, form={"content": "Không đồng ý"})
    [item] = workflows.get(case)["dossier"]["discipline"]["complaint"]["items"]
    assert (item["filed_on"], item["received_reason"]) == ("2026-11-24", None)


def appoint(workflows, code, role, unit_id=COMMUNE, person_id=MEMBER):
    with workflows.asking() as tx:
        seats.on_positions_changed(tx, [a_position(person_id, unit_id, role, code)])


OF_COMMUNE = [("PBT", "GRASSROOTS_OFFICER"), ("UVBCH", "MEMBER")]


@pytest.mark.parametrize(("code", "role"), OF_COMMUNE)
@pytest.mark.parametrize("whom", ["MEMBER", "OFFICER"])
def test_a_chapter_cannot_open_a_case_about_somebody_of_the_commune_committee(workflows, code, role, whom):
    appoint(workflows, code, role)

    with pytest.raises(Conflict) as fault:
        workflows.begin("discipline", subject_id=MEMBER, **{**OFFENCE, "whom": whom})
    [refusal] = fault.value.fields["refusals"]
    assert refusal["mend"] == "Mở hồ sơ tại Đoàn xã Tân Mỹ, xem xét với tư cách cán bộ."


@pytest.mark.parametrize(("code", "role"), OF_COMMUNE)
@pytest.mark.parametrize("home", [CHAPTER, OTHER_CHAPTER], ids=["of a chapter below", "of a chapter elsewhere"])
def test_the_commune_committee_votes_on_its_own_member_and_the_district_decides(workflows, code, role, home):
    workflows.know(MEMBER, unit_id=home, version=2)
    appoint(workflows, code, role)
    case = workflows.begin("discipline", by=APPROVER, unit_id=COMMUNE, subject_id=MEMBER, **OFFENCE)
    for action, form in (
        ("start_verification", CHECK),
        ("conclude_verification", REPORT),
        ("record_meeting", MEETING),
        ("record_vote", {**VOTE, "voters": "committee", "for_khai_tru": 14}),
        ("submit", {}),
    ):
        workflows.act(case, action, by=APPROVER, form=form)
    with pytest.raises(Exception, match="not-the-holder"):
        workflows.act(case, "decide", by=OTHER_APPROVER, form={**WARNING, "form": "KHAI_TRU"})
    held = workflows.act(case, "decide", by=DISTRICT_SECRETARY, form={**WARNING, "form": "KHAI_TRU"})

    assert held["state"] == "preparing"
    for template in ("T15A", "T15M"):
        content = workflows.orders(template)[-1]["content"]
        assert (content["parties_only"], content["readers"]) == (True, sorted([str(COMMUNE), str(DISTRICT)]))


def test_documents_of_an_officers_case_are_shared_with_whoever_answers_the_complaint(workflows):
    appoint(workflows, "PBT", "CHAPTER_OFFICER", unit_id=CHAPTER)
    case = workflows.begin("discipline", by=SECRETARY, subject_id=MEMBER, **OFFENCE)
    for action, form in (
        ("start_verification", CHECK),
        ("conclude_verification", REPORT),
        ("record_meeting", MEETING),
        ("record_vote", {**VOTE, "for_canh_cao": 14}),
        ("submit", {}),
    ):
        workflows.act(case, action, form=form)
    workflows.act(case, "decide", by=APPROVER, form=WARNING)
    workflows.number("T15C")
    workflows.act(case, "announce", by=APPROVER, form={"announced_on": "2026-11-24"})
    before = workflows.sent("messaging.share_documents.v1")
    workflows.act(case, "complain", by=MEMBER, form={"content": "Không đồng ý"})

    [told] = workflows.sent("messaging.share_documents.v1")[len(before) :]
    assert {tuple(each["unit_ids"]) for each in told["documents"]} == {(str(DISTRICT),)}
