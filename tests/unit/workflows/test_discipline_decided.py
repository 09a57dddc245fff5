"""Who votes and who decides on discipline."""

from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied, Invalid
from services.workflows.domain import discipline
from services.workflows.domain.case import SYSTEM
from services.workflows.domain.process import Apply, Drop, Issue, Prepare, Release, Settle, Strike
from services.workflows.domain.view import CaseFact
from tests.unit.workflows.builders import (
    APPROVER,
    APPROVER_ID,
    DISTRICT_ID,
    MEMBER_ID,
    PROVINCE_ID,
    SECRETARY,
    UNITS,
    a_document,
    effect,
    line,
)
from tests.unit.workflows.discipline_cases import (
    DISTRICT_OFFICER,
    HERE,
    VOTE,
    announced,
    decided,
    examined,
    made,
    refused,
    viewed,
    voted,
)

# ---------------------------------------------------------------- the ballot


def vote_refused(**votes):
    return refused("record_vote", viewed("meeting_held", examined()), form={**VOTE, **votes})


def test_the_ballot_is_secret():
    assert vote_refused(ballot="hands", for_canh_cao=14) == ["not-secret"]


def test_two_thirds_of_the_members_take_part():
    assert vote_refused(present=10, for_canh_cao=10) == ["no-quorum"]


def test_two_thirds_exactly_are_enough():
    step = made(
        "record_vote",
        viewed("meeting_held", examined(), unit_size=15),
        form={**VOTE, "members_total": 15, "present": 10, "for_canh_cao": 10},
    )

    assert step.case.state == "voted"


def test_ballots_add_up_to_those_present():
    assert vote_refused(for_canh_cao=9, blank=1, invalid=1) == ["votes-do-not-add-up"]


def test_a_plain_member_has_no_office_to_be_removed_from():
    assert vote_refused(for_cach_chuc=14) == ["form-not-for-them"]


def test_the_committee_does_not_vote_on_a_plain_member():
    assert vote_refused(voters="committee", for_canh_cao=14) == ["wrong-voters"]


@pytest.mark.parametrize(("unit_size", "who"), [(9, "committee"), (8, "members")])
def test_a_chapter_too_small_for_a_committee_votes_as_a_whole_on_its_officers(unit_size, who):
    form = examined(whom="OFFICER")
    view = viewed("meeting_held", form, offices=(HERE,), subject_id=MEMBER_ID, unit_size=unit_size)

    assert discipline.voters(view) == who


def test_the_accused_votes_too():
    form = {**VOTE, "for_canh_cao": 13, "for_none": 1, "accused_voted": True}
    step = made("record_vote", viewed("meeting_held", examined()), form=form)

    assert step.case.form["vote"]["accused_voted"] is True


@pytest.mark.parametrize(("agree", "form"), [(7, None), (8, "CANH_CAO")], ids=["half", "more than half"])
def test_a_form_passes_with_more_than_half_of_those_present(agree, form):
    assert discipline.voted_form(viewed("voted", voted(for_canh_cao=agree, blank=14 - agree))) == form


# ---------------------------------------------------------------- who decides


def test_the_chapter_decides_a_reprimand_of_a_plain_member_at_once():
    view = viewed("meeting_held", examined())
    step = made("record_vote", view, form={**VOTE, "for_khien_trach": 14})
    after = viewed("issuing_own", step.case.form)
    issued = made("issued", after, SYSTEM)
    data, _ = line(issued, after)

    order = effect(step, Issue)
    assert (step.case.state, order.template, order.by, order.in_force) == ("issuing_own", "T15C", "handler", True)
    assert issued.case.state == "in_force"
    assert (data["stage"], data["form"], data["from_on"]) == ("DECIDED", "KHIEN_TRACH", "2026-11-01")


def test_a_reprimand_of_an_officer_is_for_the_superior():
    view = viewed("meeting_held", examined(whom="OFFICER"), offices=(HERE,))
    step = made("record_vote", view, form={**VOTE, "voters": "committee", "for_khien_trach": 14})

    assert step.case.state == "voted"


def test_the_meetings_minutes_go_up_with_the_proposal_and_tell_every_count():
    view = viewed("voted", voted(for_khien_trach=3, for_canh_cao=11))
    minutes = effect(made("submit", view), Issue)

    [matter] = minutes.common(view)["about"]["minutes"]
    assert (minutes.template, minutes.by, minutes.single) == ("T15M", "handler", True)
    assert "khiển trách 3 phiếu, cảnh cáo 11 phiếu" in matter["discussion"].lower()
    assert matter["ballot"] == "SECRET"


def test_the_minutes_of_a_chapters_own_decision_are_kept_once_it_has_its_number():
    step = made("issued", viewed("issuing_own", voted(for_khien_trach=14)), doer=SYSTEM)

    assert effect(step, Issue).template == "T15M"


@pytest.mark.parametrize("form", ["CANH_CAO", "KHAI_TRU"])
def test_a_warning_or_expulsion_is_proposed_to_the_superior(form):
    view = viewed("meeting_held", examined())
    step = made("record_vote", view, form={**VOTE, f"for_{form.lower()}": 14})

    assert step.case.state == "voted"
    assert made("submit", viewed("voted", step.case.form)).case.state == "submitted"


def test_what_did_not_pass_is_not_simply_sent():
    assert refused("submit", viewed("voted", voted(for_canh_cao=7, for_none=7))) == ["no-majority"]


def test_the_superior_may_decide_although_the_vote_failed_and_says_why():
    sent = made("submit_special", viewed("voted", voted(for_canh_cao=7, for_none=7)))
    view = viewed("submitted", sent.case.form, acted=sent.case.acted)
    plain = {"form": "CANH_CAO", "reason": "Vi phạm"}

    assert refused("decide", view, APPROVER, plain) == ["against-the-vote"]
    assert made("decide", view, APPROVER, {**plain, "special_reason": "Hậu quả lớn"}).case.state == "issuing"


def test_what_passed_is_no_special_case():
    assert refused("submit_special", viewed("voted", voted(for_canh_cao=14))) == ["vote-passed"]


def test_the_superior_says_why_it_decides_otherwise_than_voted():
    view = viewed("submitted", voted(for_canh_cao=14))

    assert refused("decide", view, APPROVER, {"form": "KHAI_TRU", "reason": "Nặng"}) == ["against-the-vote"]


def test_the_superior_removes_no_plain_member_from_office():
    view = viewed("submitted", voted(for_canh_cao=14))
    form = {"form": "CACH_CHUC", "reason": "Nặng", "special_reason": "Nặng"}

    assert refused("decide", view, APPROVER, form) == ["form-not-for-them"]


def test_nobody_decides_who_recorded_the_vote_in_place_of_the_unit():
    view = viewed("submitted", voted(for_canh_cao=14), acted={"record_vote": str(APPROVER_ID)})

    with pytest.raises(Denied):
        made("decide", view, APPROVER, {"form": "CANH_CAO", "reason": "Vi phạm"})


def test_a_warning_is_ordered_and_waits_for_its_announcement():
    step = made("decide", viewed("submitted", voted(for_canh_cao=14)), APPROVER, {"form": "CANH_CAO", "reason": "X"})
    numbered = made("issued", viewed("issuing", step.case.form), SYSTEM)

    assert effect(step, Issue).template == "T15C"
    assert (numbered.case.state, numbered.effects) == ("decided", ())


def test_a_warning_is_in_force_from_its_announcement():
    view = viewed("decided", decided())
    step = made("announce", view, APPROVER, {"announced_on": "2026-11-20"})
    data, writes = line(step, view)

    assert step.case.state == "in_force"
    assert (data["form"], data["is_officer"], data["from_on"]) == ("CANH_CAO", False, "2026-11-20")
    assert writes == {"flags_remove": ["examined"]}
    assert effect(step, Settle).state == "in_force"


def test_who_is_examined_in_another_case_stays_examined():
    other = CaseFact(UUID(int=5), "KL-1", "discipline", "verifying", date(2026, 11, 1), None, None, None, {})
    view = viewed("decided", decided(), cases=(other,))
    _, writes = line(made("announce", view, APPROVER, {"announced_on": "2026-11-20"}), view)

    assert writes == {}


@pytest.mark.parametrize("doer", [APPROVER, DISTRICT_OFFICER], ids=["who decided", "the level above"])
@pytest.mark.parametrize(("form", "releases"), [("CANH_CAO", False), ("KHAI_TRU", True)])
def test_a_decision_that_was_not_announced_is_revoked_and_the_case_decided_anew(doer, form, releases):
    step = made("revoke", viewed("decided", decided(form)), doer)

    assert step.case.state == "submitted"
    assert "decision" not in step.case.form
    assert step.effects == ((Drop("T15C"), Release()) if releases else (Drop("T15C"),))
    again = made("decide", viewed("submitted", step.case.form), APPROVER, {"form": form, "reason": "Quyết định lại"})
    assert again.case.form["decision"]["reason"] == "Quyết định lại"


def test_a_decision_is_revoked_with_a_reason_and_by_nobody_else():
    with pytest.raises(Invalid):
        made("revoke", viewed("decided", decided()), APPROVER, note="")
    with pytest.raises(Denied):
        made("revoke", viewed("decided", decided()), SECRETARY)


def test_once_announced_a_decision_is_for_complaints_alone():
    with pytest.raises(Conflict):
        made("revoke", viewed("in_force", announced()), APPROVER)


def test_the_level_above_is_seated_from_the_decision_to_the_announcement():
    seats = [
        "above_decider" in viewed(state, form).case.seats
        for state, form in (
            ("submitted", voted(for_canh_cao=14)),
            ("decided", decided()),
            ("in_force", announced()),
        )
    ]

    assert seats == [False, True, False]


def test_nobody_is_above_the_province():
    district = UNITS[DISTRICT_ID]
    view = viewed("decided", decided(whom="OFFICER"), unit=district, unit_id=DISTRICT_ID)

    assert view.case.seats["above_decider"].due_unit_id == PROVINCE_ID


def test_a_decision_is_announced_after_it_was_made():
    document = a_document("T15C", on="2026-11-22")
    view = viewed("decided", decided(), documents=(document,), asked={"T15C": document.key})

    assert refused("announce", view, APPROVER, {"announced_on": "2026-11-20"}) == ["announced-too-early"]
    assert refused("announce", view, APPROVER, {"announced_on": "2026-12-01"}) == ["announced-in-future"]


def test_an_expulsion_is_checked_by_the_registry_first():
    step = made("decide", viewed("submitted", voted(for_khai_tru=14)), APPROVER, {"form": "KHAI_TRU", "reason": "X"})

    assert step.case.state == "preparing"
    assert effect(step, Prepare).kind == "expel"


def test_an_expulsion_takes_effect_when_announced():
    step = made("announce", viewed("decided", decided("KHAI_TRU")), APPROVER, {"announced_on": "2026-11-20"})
    applied = made("applied", viewed("applying", step.case.form), SYSTEM)

    assert step.case.state == "applying"
    assert effect(step, Apply).template == "T15C"
    assert (applied.case.state, applied.case.closed_at is None) == ("expelled", False)


def test_an_expulsion_that_the_registry_refuses_is_back_with_who_decides():
    assert made("refused", viewed("preparing", decided("KHAI_TRU")), SYSTEM).case.state == "submitted"


def test_a_void_decision_is_forgotten_when_the_case_goes_back():
    step = made("return", viewed("submitted", decided("KHAI_TRU")), APPROVER)

    assert (step.case.state, "decision" in step.case.form) == ("verifying", False)


def test_whoever_is_found_innocent_has_no_line_left():
    step = made("acquit", viewed("submitted", voted(for_canh_cao=14)), APPROVER)

    assert (step.case.state, step.effects) == ("dropped", (Strike("Kết thúc, không kỷ luật"),))
