"""The union where the member comes from lets them go: the introduction, what withholds it, complaints about that."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied
from services.workflows import registry
from services.workflows.domain import forms, machine, relations
from services.workflows.domain.calendar import ZONE
from services.workflows.domain.case import SYSTEM, Doer, Office, Unit
from services.workflows.domain.process import Apply, Issue, Prepare, Settle
from services.workflows.domain.relations import Surroundings
from services.workflows.domain.transfer_asked import not_asked_at_release
from services.workflows.domain.view import OfficeFact
from services.workflows.forms.transfer import ReleaseForm
from services.workflows.processes.transfer import PROCESS
from tests.unit.workflows.builders import (
    APPROVER,
    CHAPTER_ID,
    COMMUNE_ID,
    DISTRICT,
    DISTRICT_ID,
    MEMBER,
    RULES,
    TODAY,
    codes,
)
from tests.unit.workflows.moving import (
    THERE_ID,
    a_moving_case,
    a_moving_view,
    an_open_case,
    by_services,
    moved,
    with_paper,
)
from tests.unit.workflows.transfer_cases import (
    CONFIRMED,
    NEIGHBOUR_ID,
    TO_THERE,
    WIDE,
    a_transfer,
    act,
    effect_of,
    in_transit,
)

# ---------------------------------------------------------------- the grassroots unit of the origin


def test_a_member_for_another_union_is_held_introduced_and_on_the_way():
    step = act(a_transfer("chapter_confirmed"), "release", APPROVER)
    introduced = moved(PROCESS, step.case, "prepared", SYSTEM, around=WIDE)
    departing = with_paper(introduced.case, "T04")
    issued = moved(PROCESS, departing, "issued", SYSTEM, around=WIDE)
    applied = moved(PROCESS, issued.case, "applied", SYSTEM, around=WIDE)

    assert effect_of(step, Prepare).kind == "depart"
    assert effect_of(introduced, Issue).template == "T04"
    assert effect_of(issued, Apply).template == "T04"
    assert applied.case.state == "in_transit"
    assert applied.effects == (Settle("T04", "in_force"),)


def test_the_introduction_says_whom_where_and_why():
    step = act(a_transfer("chapter_confirmed"), "release", APPROVER)
    issue = effect_of(moved(PROCESS, step.case, "prepared", SYSTEM, around=WIDE), Issue)
    view = a_moving_view(step.case, around=WIDE)

    assert issue.common(view)["about"] == {"valid_until": "2027-02-22"}
    assert issue.common(view)["signer_name"] == "Phạm Văn Minh"
    assert issue.person(view) == {
        "full_name": "Trần Thị Mai",
        "born_on": "2000-05-17",
        "sex": "female",
        "code": "240116000017",
        "person_id": str(MEMBER.id),
        "unit_id": str(CHAPTER_ID),
        "reason": "Thay đổi nơi cư trú",
        "fee_paid_until": "2026-11-01",
        "comment": "Tích cực",
        "card_no": "0123",
        "joined_on": "2016-03-26",
        "to_unit_name": "Đoàn xã Cảnh Thuỵ",
        "to_unit_id": str(THERE_ID),
    }


def test_the_line_of_the_release_says_from_where_to_where():
    view = a_moving_view(in_transit(), around=WIDE)
    data = effect_of(moved(PROCESS, in_transit("introducing"), "issued", SYSTEM, around=WIDE), Apply).data(view)

    assert data == {
        "stage": "RELEASED",
        "kind": "INTER_GRASSROOTS_SAME_DISTRICT",
        "from_unit_id": str(CHAPTER_ID),
        "from_place": "Chi đoàn thôn Hạ",
        "to_unit_id": str(THERE_ID),
        "to_place": "Đoàn xã Cảnh Thuỵ",
        "reason": "RESIDENCE",
        "fee_paid_until": "2026-11-01",
        "comment": "Tích cực",
        "introduction_no": "05-GT/ĐTN",
    }


def test_inside_one_union_nothing_goes_out():
    case = a_transfer("chapter_confirmed", {"destination_id": str(NEIGHBOUR_ID)})
    step = act(case, "release", APPROVER)
    accepted = by_services(PROCESS, step.case, "prepared", "applied", around=WIDE)

    assert step.case.state == "placing"
    assert effect_of(step, Prepare).kind == "transfer"
    assert effect_of(step, Prepare).data(a_moving_view(step.case, around=WIDE)) == {"unit_id": str(NEIGHBOUR_ID)}
    assert accepted.state == "accepted"


def test_inside_one_union_the_new_chapter_is_named_first():
    case = a_transfer("chapter_confirmed", {"destination_id": str(COMMUNE_ID)})

    with pytest.raises(Conflict) as fault:
        act(case, "release", APPROVER)

    assert codes(fault) == ["no-chapter"]
    assert act(case, "release", APPROVER, {"chapter_id": str(NEIGHBOUR_ID)}).case.state == "placing"


def test_a_move_inside_one_union_that_the_registry_refuses_is_back_with_the_union():
    case = a_transfer("placing", {"destination_id": str(NEIGHBOUR_ID)})

    assert by_services(PROCESS, case, "refused", around=WIDE).state == "chapter_confirmed"


def test_an_open_discipline_case_holds_up_unless_the_union_says_why_not():
    case, known = a_transfer("chapter_confirmed"), {"cases": (an_open_case(),)}

    with pytest.raises(Conflict) as fault:
        act(case, "release", APPROVER, **known)

    assert codes(fault) == ["discipline-open"]
    assert act(case, "release", APPROVER, {"override_reason": "Đã báo nơi đến"}, **known).case.state == "releasing"


def test_about_an_officer_the_secretary_of_the_union_writes_the_comment():
    offices = (OfficeFact(CHAPTER_ID, "CHAPTER", "CHAPTER_OFFICER", "PBT"),)
    case = a_transfer("chapter_confirmed")
    clerk = Doer(UUID(int=12), "Phạm Văn Minh", (Office("GRASSROOTS_OFFICER", COMMUNE_ID, "UVBCH"),))

    with pytest.raises(Conflict) as without_comment:
        act(case, "release", APPROVER, offices=offices)
    with pytest.raises(Conflict) as by_clerk:
        act(case, "release", clerk, {"officer_comment": "Tốt"}, offices=offices)

    assert codes(without_comment) == ["officer-comment"]
    assert codes(by_clerk) == ["officer-signer"]
    assert act(case, "release", APPROVER, {"officer_comment": "Tốt"}, offices=offices).case.state == "releasing"


def test_nobody_releases_themselves():
    own = a_moving_case(
        PROCESS,
        "chapter_confirmed",
        {**TO_THERE, "confirmation": CONFIRMED},
        around=WIDE,
        subject_id=APPROVER.person_id,
    )

    assert own.seats["origin"].unit_id == DISTRICT_ID
    with pytest.raises(Denied):
        act(own, "release", APPROVER)


def test_a_grassroots_chapter_does_both_steps_itself():
    post = Unit(UUID(int=40), "Chi đoàn cơ sở Bưu điện", "GRASSROOTS", "CHI_DOAN_CO_SO", (*DISTRICT.path, UUID(int=40)))
    around = Surroundings({**WIDE.units, post.id: post}, WIDE.officers)
    case = replace(a_transfer(), unit_id=post.id)

    assert relations.origin(case, around) == post.id
    assert relations.above_origin(case, around) == DISTRICT_ID


def test_the_origin_is_asked_nothing_that_does_not_apply_to_the_member():
    case = a_transfer("chapter_confirmed")
    offices = (OfficeFact(CHAPTER_ID, "CHAPTER", "CHAPTER_OFFICER", "PBT"),)

    assert not_asked_at_release(a_moving_view(case)) == {"chapter_id", "officer_comment", "override_reason"}
    assert not_asked_at_release(a_moving_view(case, offices=offices)) == {"chapter_id", "override_reason"}
    assert not_asked_at_release(a_moving_view(case, cases=(an_open_case(),))) == {"chapter_id", "officer_comment"}


def test_the_introduction_is_valid_until_the_destination_is_late():
    step = act(a_transfer("chapter_confirmed"), "release", APPROVER)
    view = a_moving_view(step.case, around=WIDE)
    late = machine.expires_at(PROCESS, view, state="in_transit", since=TODAY)

    assert step.case.form["valid_until"] == late.astimezone(ZONE).date().isoformat() == "2027-02-22"
    assert "valid_until" not in forms.names(ReleaseForm)


def test_inside_one_union_there_is_no_introduction_that_could_end():
    case = a_transfer("chapter_confirmed", {"destination_id": str(NEIGHBOUR_ID)})

    assert "valid_until" not in act(case, "release", APPROVER).case.form


def test_what_a_release_brings_about_names_the_days_of_the_rules():
    move = next(move for move in PROCESS.moves if move.action == "release")
    said = [RULES.with_numbers(text) for text in move.consequences]

    assert said[0].startswith("Giấy giới thiệu được cấp số, có giá trị 90 ngày")


@pytest.mark.parametrize("process", registry.PROCESSES.values(), ids=lambda process: process.code)
def test_consequences_name_rules_that_there_are(process):
    said = [RULES.with_numbers(text) for move in process.moves for text in move.consequences]

    assert [text for text in said if "{" in text] == []
