"""The engine: moves, refusals, turns, deadlines; all without a database."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied, Invalid
from services.workflows.domain import machine
from services.workflows.domain.machine import Act
from services.workflows.domain.process import Drop, Issue, Prepare
from services.workflows.processes import transfer
from services.workflows.processes.admission import PROCESS
from tests.unit.workflows.builders import (
    APPROVER,
    APPROVER_ID,
    CANDIDATE,
    NOW,
    SECRETARY,
    SECRETARY_ID,
    STRANGER,
    TODAY,
    VOTE,
    a_case,
    a_view,
    allowed,
    by_system,
    codes,
    take,
)


def opened(doer=SECRETARY, **form):
    given = {name: value for name, value in {**CANDIDATE, **form}.items() if value is not None}
    view = a_view(replace(a_case(), form={}))
    return machine.open_case(PROCESS, view, Act("open", doer, NOW, TODAY, given))


def test_a_file_with_application_and_certificate_skips_the_training():
    assert opened().case.state == "applied"


def test_a_file_without_application_begins_with_a_candidate():
    step = opened(applied_on=None)

    assert step.case.state == "candidate"
    assert step.line.refusals == ()


def test_a_name_a_birth_date_and_a_sex_are_enough_to_begin():
    view = a_view(replace(a_case(), form={}))
    form = {"full_name": "Lý A Sử", "born_on": "2009-01-01", "sex": "male"}

    assert machine.open_case(PROCESS, view, Act("open", SECRETARY, NOW, TODAY, form)).case.subject_name == "Lý A Sử"


def test_a_stranger_opens_nothing():
    with pytest.raises(Denied):
        opened(doer=STRANGER)


def test_an_unknown_field_is_refused_by_name():
    with pytest.raises(Invalid) as refused:
        opened(nickname="Tý")
    assert refused.value.fields["errors"] == {"nickname": ["Không có trường này. Bỏ trường này rồi gửi lại."]}


def test_every_reason_is_told_at_once():
    with pytest.raises(Conflict) as refused:
        opened(foreign_national=True, born_on="2012-01-01")
    assert codes(refused) == ["not-vietnamese", "too-young"]


def test_a_passed_vote_moves_on_and_forgets_an_older_resolution():
    step = take("record_vote", a_view(a_case("applied")), form=VOTE)

    assert step.case.state == "voted"
    assert step.case.form["vote"]["agree"] == 12
    assert step.effects == (Drop("T02"), Drop("T01"))


def test_a_failed_vote_is_kept_with_its_reason_and_asks_nothing():
    step = take("record_vote", a_view(), form={**VOTE, "agree": 6, "disagree": 7})

    assert step.case.state == "vote_failed"
    assert [refusal.code for refusal in step.line.refusals] == ["vote-failed"]
    assert step.effects == ()
    assert step.case.closed_at == NOW


def test_a_vote_without_quorum_leaves_the_case_where_it_was():
    with pytest.raises(Conflict) as refused:
        take("record_vote", a_view(), form={**VOTE, "present": 9, "agree": 9, "disagree": 0, "blank": 0})
    assert codes(refused) == ["no-quorum"]


def test_a_vote_needs_its_numbers():
    with pytest.raises(Invalid) as refused:
        take("record_vote", a_view(), form={"met_on": "2026-11-20"})
    assert set(refused.value.fields["errors"]) == {"present", "agree", "disagree"}


def test_sending_the_file_asks_for_the_resolution():
    step = take("submit", a_view(a_case("voted", vote={})))

    assert step.case.state == "submitted"
    resolution, minutes = step.effects
    assert isinstance(resolution, Issue)
    assert (resolution.template, minutes.template) == ("T02", "T01")
    assert resolution.in_force


def test_the_minutes_tell_how_the_meeting_voted_on_the_candidate():
    view = a_view(a_case("voted", vote={"chair": "Lê Thị Thu"}))
    _, minutes = take("submit", view).effects

    told, person = minutes.common(view), minutes.person(view)
    assert told["about"] == {"matter": "xét kết nạp đoàn viên mới"}
    assert told["meeting"] == {
        "on": "2026-11-20",
        "members": 16,
        "present": 14,
        "chair": "Lê Thị Thu",
        "secretary": None,
        "place": None,
    }
    assert (person["vote"]["agree"], "resolution" in person) == (view.number("vote.agree"), False)


def test_the_minutes_tell_who_stayed_away_how_it_was_voted_and_what_was_concluded():
    vote = {"summoned": 16, "excused": 1, "unexcused": 1, "ballot": "secret", "conclusion": "Đề nghị kết nạp"}
    view = a_view(a_case("voted", vote=vote))
    _, minutes = take("submit", view).effects

    assert minutes.common(view)["about"] == {
        "matter": "xét kết nạp đoàn viên mới",
        "summoned": 16,
        "absent_excused": 1,
        "absent_unexcused": 1,
        "ballot": "SECRET",
        "conclusion": "Đề nghị kết nạp",
    }


def test_an_incomplete_file_is_not_sent():
    with pytest.raises(Conflict) as refused:
        take("submit", a_view(a_case("voted", vote={}, phone=None)))
    assert codes(refused) == ["profile-incomplete"]


def test_approving_asks_the_registry_and_keeps_the_day():
    step = take("approve", a_view(a_case("submitted", vote={})), doer=APPROVER)

    assert step.case.state == "preparing"
    assert isinstance(step.effects[0], Prepare)
    assert step.case.decided_on == TODAY
    assert step.case.signer["person_id"] == str(APPROVER_ID)


def test_the_services_leave_the_signature_to_the_one_who_decided():
    decided = take("approve", a_view(a_case("submitted", vote={})), doer=APPROVER).case

    assert by_system("prepared", a_view(decided)).case.signer["name"] == "Phạm Văn Minh"


def test_the_chapter_does_not_approve():
    with pytest.raises(Denied):
        take("approve", a_view(a_case("submitted", vote={})), doer=SECRETARY)


def test_nobody_decides_about_themselves():
    case = replace(a_case("submitted", vote={}), subject_id=APPROVER_ID)

    with pytest.raises(Denied) as refused:
        take("approve", a_view(case), doer=APPROVER)
    assert refused.value.code == "own-case"


def test_returning_a_file_needs_a_reason():
    with pytest.raises(Invalid) as refused:
        take("return", a_view(a_case("submitted", vote={})), doer=APPROVER)
    assert refused.value.fields["errors"] == {"note": ["Ghi lý do."]}


def test_a_move_that_the_state_does_not_have_is_a_conflict():
    with pytest.raises(Conflict) as refused:
        take("approve", a_view(a_case("applied")), doer=APPROVER)
    assert refused.value.code == "action-not-possible"


def test_people_do_not_make_the_moves_of_the_services():
    with pytest.raises(Denied):
        take("prepared", a_view(a_case("preparing")), doer=APPROVER)


def test_offers_name_refused_moves_with_reasons():
    view = a_view(a_case("voted", vote={}, phone=None))

    assert allowed(PROCESS, view, SECRETARY) == ["amend", "cancel"]
    [submit] = [offer for offer in machine.offers(PROCESS, view, SECRETARY) if offer.move.action == "submit"]
    assert [refusal.code for refusal in submit.refusals] == ["profile-incomplete"]


def test_an_earlier_vote_does_not_stand_against_a_new_one():
    view = a_view(a_case("returned", vote={"agree": 3, "disagree": 10}))

    assert "record_vote" in allowed(PROCESS, view, SECRETARY)


def test_an_amended_field_may_be_cleared():
    step = take(
        "amend", a_view(), form={"full_name": "Nguyễn Thu Hà", "sex": "female", "born_on": "2008-02-03", "phone": None}
    )

    assert "phone" not in step.case.form
    assert step.case.form["ethnicity"] == "1"
    assert step.case.since == NOW


WHO = {"full_name": "Nguyễn Thu Hà", "sex": "female", "born_on": "2008-02-03", "citizen_id": "024308001234"}


@pytest.mark.parametrize("state", ["voted", "returned"])
@pytest.mark.parametrize(
    "given",
    [{"full_name": "Trần Văn Bình"}, {"born_on": "2008-02-04"}, {"sex": "male"}, {"citizen_id": "024308009999"}],
    ids=lambda given: next(iter(given)),
)
def test_a_file_of_another_person_is_voted_on_anew(state, given):
    step = take("amend", a_view(a_case(state, vote={})), form=WHO | given)

    assert step.case.state == "applied"
    assert "vote" not in step.case.form
    assert step.effects == (Drop("T02"), Drop("T01"))
    assert [refusal.code for refusal in step.line.refusals] == ["voted-on-another"]
    assert step.line.changed == tuple(given)


def test_a_returned_file_that_is_amended_elsewhere_keeps_its_vote():
    step = take("amend", a_view(a_case("returned", vote={})), form=WHO | {"current_address": "Tân Mỹ", "theme": None})

    assert step.case.state == "returned"
    assert step.case.form["vote"]["agree"] == 12
    assert step.effects == ()
    assert step.line.changed == ("current_address",)


def test_a_citizen_id_that_was_blank_may_be_filled_in_after_the_vote():
    step = take("amend", a_view(a_case("voted", vote={}, citizen_id=None)), form=WHO)

    assert step.case.state == "voted"


def test_an_opening_changes_nothing_that_was_there():
    assert opened().line.changed == ()


def test_a_sent_file_is_due_in_fifteen_days():
    step = take("submit", a_view(a_case("voted", vote={})))

    assert step.case.due_at.date() == date(2026, 12, 9)


def test_a_file_at_rest_ends_after_a_year_on_a_working_day():
    expires = machine.expires_at(PROCESS, a_view(), state="applied", since=TODAY)

    assert expires.date() == date(2027, 11, 25)


def test_every_move_carries_position_and_unit_into_the_history():
    line = take("submit", a_view(a_case("voted", vote={}))).line

    assert (line.position, line.actor_id, line.from_state, line.to_state) == ("BT", SECRETARY_ID, "voted", "submitted")


def test_who_recorded_the_vote_is_kept_from_deciding():
    step = take("record_vote", a_view(), form=VOTE)

    assert step.case.acted == {"record_vote": str(SECRETARY_ID)}


def test_an_applicant_fills_only_their_own_relation():
    case = replace(a_case(), subject_id=UUID(int=77))

    assert machine.offers(PROCESS, a_view(case), replace(STRANGER, person_id=UUID(int=77))) == []


def test_of_a_list_of_groups_the_last_one_is_looked_into():
    case = a_case(contacts=[{"on": "2026-11-20"}, {"on": "2026-11-23"}])

    assert a_view(case).value("contacts.on") == "2026-11-23"


def test_a_state_that_a_turn_leads_to_is_asked_for_as_one_that_a_move_does():
    asked = transfer.PROCESS.effects_into("placing")

    assert [effect.kind for effect in asked] == ["transfer"]
