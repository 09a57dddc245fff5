"""The list of a year, its decision and ceremony, the way back, and doubts."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied, Invalid
from services.workflows.domain import maturation_rules, maturity
from services.workflows.domain.case import SYSTEM, Document, Doer, Office, Officer
from services.workflows.domain.process import Apply, Issue, Prepare, Revoke, Settle
from tests.unit.workflows.builders import (
    APPROVER,
    CHAPTER_ID,
    COMMUNE_ID,
    MEMBER,
    RULES,
    SECRETARY,
    TODAY,
    codes,
    take,
)
from tests.unit.workflows.maturation_cases import (
    OF_AGE,
    PROCESS,
    T07,
    WISH,
    a_view,
    act,
    listed,
    opened,
)

# ---------------------------------------------------------------- the list, the decision


def test_a_listed_member_waits_for_the_superior():
    step = act("list", a_view("consulted", wish=WISH))

    assert step.case.state == "listed"
    assert step.case.acted == {"list": str(SECRETARY.person_id)}


def test_the_decision_is_of_the_superior_and_not_of_whoever_listed():
    both = Doer(
        SECRETARY.person_id, "Lê Thị Thu", (*SECRETARY.offices, Office("GRASSROOTS_OFFICER", COMMUNE_ID, "PBT"))
    )
    view = listed(case={"acted": {"list": str(SECRETARY.person_id)}})
    with pytest.raises(Denied):
        act("approve", view, SECRETARY)
    with pytest.raises(Conflict) as fault:
        act("approve", view, both)

    assert codes(fault) == ["conflict-of-interest"]


def test_approval_holds_the_member_in_the_registry():
    step = act("approve", listed(), APPROVER, {"ceremony_on": "2026-12-22", "ceremony_place": "Nhà văn hoá"})

    [prepare] = step.effects
    assert (step.case.state, prepare.kind) == ("preparing", "mature")
    assert isinstance(prepare, Prepare)


def test_nobody_is_mature_before_the_day_after_the_birthday():
    on_birthday = replace(MEMBER, born_on=date(1996, 11, 24))
    with pytest.raises(Conflict) as fault:
        act("approve", listed(person=on_birthday), APPROVER)

    assert codes(fault) == ["too-early"]
    assert "25/11/2026" in fault.value.fields["refusals"][0]["text"]
    assert act("approve", listed(person=on_birthday, today=date(2026, 11, 25)), APPROVER)


def test_a_ceremony_is_not_planned_for_the_past():
    with pytest.raises(Conflict) as fault:
        act("approve", listed(), APPROVER, {"ceremony_on": "2026-11-23"})

    assert codes(fault) == ["ceremony-before-decision"]


def test_the_usual_day_of_ceremonies_is_proposed():
    [approve] = [move for move in PROCESS.moves if move.action == "approve"]

    assert approve.fills(listed())["ceremony_on"] == "2026-12-22"
    assert maturity.next_ceremony(date(2026, 12, 23), RULES.texts("maturation_days")) == date(2027, 3, 26)
    assert maturity.next_ceremony(date(2026, 12, 23), ("31_2", "HE", "1_13", "0_5")) is None


def test_a_held_member_gets_a_decision_and_a_certificate_of_their_own():
    step = take("prepared", a_view("preparing", wish=WISH), doer=SYSTEM, process=PROCESS)

    decision, certificate = step.effects
    assert isinstance(decision, Issue)
    assert (decision.template, decision.single) == ("T07", False)
    assert (certificate.template, certificate.single, certificate.after) == ("T07C", True, ("T07",))
    view = a_view("issuing", wish=WISH, case={"documents": (T07,), "asked": {"T07": "key"}, "decided_on": TODAY})
    assert certificate.common(view)["about"] == {"decision": {"number": "9-QĐ/ĐTN", "on": "2026-11-22"}}
    assert certificate.person(view)["years_in_union"] == 10
    assert decision.person(view)["joined_on"] == "2016-03-26"


def test_the_registry_reads_what_the_certificate_says():
    certificate = Document(UUID(int=71), "c", "T07C", "Giấy chứng nhận", "12-GCN/ĐTN", "2026-11-22", "issued")
    view = a_view(
        "issuing",
        wish=WISH,
        plan={"ceremony_on": "2026-12-22"},
        case={"documents": (T07, certificate), "asked": {"T07": "key", "T07C": "c"}},
    )
    step = take("issued", view, doer=SYSTEM, process=PROCESS)

    [apply] = step.effects
    assert isinstance(apply, Apply)
    assert apply.data(view) == {
        "stage": "MATURED",
        "wish": "MATURE",
        "certificate_no": "12-GCN/ĐTN",
        "ceremony_on": "2026-12-22",
        "unit_id": str(CHAPTER_ID),
    }
    assert apply.writes(view)["flags_remove"] == ["extended_after_30"]


def test_both_papers_come_into_force():
    step = take("applied", a_view("applying", wish=WISH), doer=SYSTEM, process=PROCESS)

    assert step.effects == (Settle("T07", "in_force"), Settle("T07C", "in_force"))


def test_a_list_comes_back_with_a_reason_and_goes_again():
    with pytest.raises(Invalid):
        act("return", listed(), APPROVER)
    back = act("return", listed(), APPROVER, note="Thiếu ý kiến đoàn viên")

    assert back.case.state == "returned"
    assert act("list", a_view("returned", wish=WISH)).case.state == "listed"


def test_a_member_listed_by_mistake_is_taken_off():
    assert act("cancel", a_view("due"), note="Ghi sai ngày sinh").case.state == "cancelled"


# ---------------------------------------------------------------- ceremony


def approved(**given):
    kept = {"documents": (T07,), "asked": {"T07": "key"}, "decided_on": date(2026, 11, 22), **given.pop("case", {})}
    return a_view(given.pop("state", "approved"), wish=WISH, case=kept, **given)


@pytest.mark.parametrize("doer", [SECRETARY, APPROVER])
def test_the_ceremony_of_either_level_ends_the_case(doer):
    step = act("record_ceremony", approved(), doer, {"held_on": "2026-11-24", "place": "Hội trường"})

    assert (step.case.state, step.case.closed_at is not None) == ("matured", True)


@pytest.mark.parametrize(("on", "code"), [("2026-11-25", "ceremony-in-future"), ("2026-11-21", "ceremony-too-early")])
def test_a_ceremony_follows_its_decision(on, code):
    with pytest.raises(Conflict) as fault:
        act("record_ceremony", approved(), form={"held_on": on})

    assert codes(fault) == [code]


def test_without_a_ceremony_the_case_ends_with_a_reason():
    with pytest.raises(Invalid):
        act("close", approved())
    assert act("close", approved(), note="Đi làm xa").case.state == "matured"


# ---------------------------------------------------------------- the way back


def test_a_wrong_birth_date_takes_the_decision_back():
    step = act(
        "revoke", approved(state="matured"), APPROVER, {"right_born_on": "1998-05-17"}, note="Giấy khai sinh ghi 1998"
    )

    assert step.case.state == "revoked"
    paper, *others = step.effects
    assert (paper.template, paper.by, paper.in_force) == ("T19R", "grassroots_unit", True)
    assert others == [Revoke(), Settle("T07", "revoked", by="T19R"), Settle("T07C", "revoked", by="T19R")]


def test_a_birth_date_that_changes_nothing_takes_nothing_back():
    with pytest.raises(Conflict) as fault:
        act("revoke", approved(), APPROVER, {"right_born_on": "1996-04-17"}, note="Sai tháng")

    assert codes(fault) == ["was-of-age"]


def test_after_thirty_days_the_decision_stays():
    late = approved(state="matured", today=date(2026, 12, 23))
    on_last_day = approved(state="matured", today=date(2026, 12, 22))
    given = {"right_born_on": "1998-05-17"}
    with pytest.raises(Conflict) as fault:
        act("revoke", late, APPROVER, given, note="Sai năm sinh")

    assert codes(fault) == ["too-late-to-revoke"]
    assert act("revoke", on_last_day, APPROVER, given, note="Sai năm sinh").case.state == "revoked"


def test_who_is_elected_to_a_leading_body_lives_in_the_chapter_again():
    view = approved(state="matured", person=replace(OF_AGE, status="MATURED"), today=date(2027, 3, 1))
    step = act("reactivate", view, APPROVER, {"elected_on": "2027-02-20", "office": "Uỷ viên BCH huyện đoàn"})

    [prepare] = step.effects
    assert (step.case.state, step.case.closed_at, prepare.kind) == ("reactivating", None, "restore")
    assert prepare.data(view)["unit_id"] == str(CHAPTER_ID)


def test_an_election_before_the_maturity_or_tomorrow_is_none():
    view = approved(state="matured", today=date(2027, 3, 1))
    for on in ("2026-11-01", "2027-03-02"):
        with pytest.raises(Conflict) as fault:
            act("reactivate", view, APPROVER, {"elected_on": on})
        assert codes(fault) == ["election-day"]


def test_whom_the_registry_does_not_take_back_stays_mature():
    step = take("refused", approved(state="reactivating"), doer=SYSTEM, process=PROCESS)

    assert step.case.state == "matured"


# ---------------------------------------------------------------- doubts


def test_a_member_past_the_last_age_is_a_doubt_about_the_data():
    step = opened(person=replace(MEMBER, born_on=date(1985, 1, 1)))

    assert [warning.code for warning in step.case.warnings] == ["past-last-age"]
    assert maturation_rules.over_oldest_age(a_view()) is None


def test_the_officer_of_another_chapter_does_nothing_here():
    other = Officer(UUID(int=50), "Người khác", UUID(int=51), "CHAPTER_OFFICER", "BT")
    with pytest.raises(Denied):
        act("consult", a_view(), Doer(other.person_id, "", (Office(other.role, other.unit_id, "BT"),)), WISH)


def test_what_a_list_did_not_get_to_lapses_and_a_list_taken_back_leaves_nothing_behind():
    assert take("lapse", a_view("consulted", wish=WISH), doer=SYSTEM, process=PROCESS).case.state == "lapsed"
    assert take("withdraw", listed(), doer=SYSTEM, process=PROCESS).case.state == "cancelled"
