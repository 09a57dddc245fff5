"""Outstanding members: criteria, the secret vote, the resolution and its year, and what the Party decides."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Denied
from services.workflows.domain import machine, relations
from services.workflows.domain.case import SYSTEM
from services.workflows.domain.process import Issue, Settle
from services.workflows.domain.view import CaseFact
from services.workflows.processes.outstanding import PROCESS
from tests.unit.workflows.builders import (
    APPROVER,
    AROUND,
    MEMBER,
    SECRETARY,
    SECRETARY_ID,
    a_document,
    a_member_case,
    a_member_view,
    an_act,
    effect,
    line,
    refusals,
    take,
)

CERTIFICATE = {"class_certificate_no": "15/GCN", "class_certificate_on": "2024-06-01"}
NOMINATED = {
    "phase": "RECOGNITION",
    "wishes_party": True,
    "good_ethics": True,
    "earlier_rating": "HTXS",
    "rating_note": "QĐ 05-QĐ/ĐTN ngày 20/12/2025",
    "party_cell": "Chi bộ thôn Hạ",
    **CERTIFICATE,
}
VOTE = {"met_on": "2026-11-10", "members_total": 16, "present": 14, "agree": 12, "disagree": 2, "ballot": "secret"}
RESOLVED = {**NOMINATED, "vote": VOTE, "resolution": {"resolved_on": "2026-11-20", "strengths": "Gương mẫu"}}
SENT = {**RESOLVED, "sending": {"sent_on": "2026-11-21"}}
ADMITTED = {**SENT, "party": {"admitted_on": "2026-11-22"}, "opinion": {"opinion": "Xứng đáng"}}


def viewed(state, form, today=date(2026, 11, 24), **given):
    known = {name: given.pop(name) for name in ("cases", "subject") if name in given}
    case = a_member_case(PROCESS, state, form, **given)
    case = replace(case, seats=relations.seats(case, PROCESS.relations, AROUND))
    return a_member_view(case, today=today, **known)


def made(action, view, doer=APPROVER, form=None, note="Lý do"):
    return take(action, view, doer=doer, form=form, note=note, process=PROCESS)


def refused(action, view, doer=APPROVER, form=None):
    return refusals(lambda: made(action, view, doer, form))


def opened(today=date(2026, 11, 24), cases=(), subject=MEMBER, **form):
    given = {name: value for name, value in {**NOMINATED, **form}.items() if value is not None}
    view = viewed("nominated", {}, today, cases=cases, subject=subject)
    return machine.open_case(PROCESS, view, an_act("open", SECRETARY, given))


def opening_refused(**given):
    return refusals(lambda: opened(**given))


def a_nomination(state="resolved", closed_on=None):
    return CaseFact(
        UUID(int=8), "UT-2026-0003", "outstanding", state, date(2026, 6, 1), date(2026, 6, 20), closed_on, None, {}
    )


@pytest.mark.parametrize("state", ["nominated", "submitted", "resolved", "sent_to_party", "recognised", "admitted"])
def test_a_second_nomination_is_refused_while_one_is_under_way_or_in_force(state):
    [code] = opening_refused(cases=(a_nomination(state),))

    assert code == "recommended-already"


@pytest.mark.parametrize("state", ["expired", "withdrawn", "rejected", "vote_failed"])
def test_a_nomination_that_is_over_stands_in_nobodys_way(state):
    assert opened(cases=(a_nomination(state, closed_on=date(2026, 11, 1)),)).case.state == "nominated"


def a_rating(rating, opened_on=date(2025, 11, 20), state="confirmed", **groups):
    form = groups or {"chapter": {"rating": rating}}
    return CaseFact(UUID(int=9), "XL-1", "evaluation", state, opened_on, opened_on, opened_on, None, form)


def test_a_member_who_meets_the_criteria_is_nominated():
    assert opened().case.state == "nominated"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"wishes_party": None}, "criteria"),
        ({"good_ethics": False}, "criteria"),
        ({"earlier_rating": "HTT"}, "not-excellent"),
        ({"earlier_rating": None}, "no-rating"),
        ({"rating_note": None}, "rating-note"),
        ({"class_certificate_no": None}, "no-certificate"),
        ({"class_certificate_on": "2021-11-23"}, "certificate-expired"),
        ({"subject": replace(MEMBER, born_on=date(2008, 11, 25))}, "too-young-for-party"),
        ({"subject": replace(MEMBER, status="STRUCK_OFF")}, "not-a-member"),
    ],
)
def test_a_nomination_meets_every_criterion(given, code):
    assert opening_refused(**given) == [code]


def test_a_certificate_is_valid_for_sixty_months_to_the_day():
    assert opened(class_certificate_on="2021-11-24").case.state == "nominated"


def test_whoever_goes_to_the_class_has_no_certificate_yet():
    step = opened(phase="CLASS", class_certificate_no=None, class_certificate_on=None)

    assert step.case.state == "nominated"


def test_eighteen_is_old_enough_and_thirty_is_not_too_old():
    assert opened(subject=replace(MEMBER, born_on=date(2008, 11, 24))).case.state == "nominated"
    assert opened(subject=replace(MEMBER, born_on=date(1993, 1, 1))).case.state == "nominated"


@pytest.mark.parametrize(
    ("rating", "code"),
    [
        (a_rating("HTXS"), None),
        (a_rating("HTT"), "not-excellent"),
        (a_rating("HTXS", adjusted={"rating": "HT"}, chapter={"rating": "HTXS"}), "not-excellent"),
        (a_rating("HTT", opened_on=date(2024, 11, 20)), None),
        (a_rating("HTT", state="submitted"), None),
    ],
    ids=["excellent", "good", "adjusted since", "too long ago", "not confirmed"],
)
def test_a_rating_confirmed_here_goes_before_one_that_was_written_down(rating, code):
    found = [] if code is None else opening_refused(cases=(rating,))

    assert found == ([code] if code else [])
    assert code or opened(cases=(rating,)).case.state == "nominated"


def test_a_rating_known_here_needs_no_note():
    assert opened(cases=(a_rating("HTXS"),), earlier_rating=None, rating_note=None).case.state == "nominated"


def test_who_is_under_discipline_is_not_nominated():
    other = CaseFact(UUID(int=9), "KL-1", "discipline", "verifying", date(2026, 11, 1), None, None, None, {})

    assert opening_refused(cases=(other,)) == ["discipline-open"]


@pytest.mark.parametrize(
    ("vote", "code"),
    [
        ({"ballot": "hands"}, "not-secret"),
        ({"present": 10, "agree": 10, "disagree": 0}, "no-quorum"),
        ({"agree": 11}, "votes-do-not-add-up"),
    ],
)
def test_the_vote_is_secret_and_complete(vote, code):
    assert refused("record_vote", viewed("nominated", NOMINATED), SECRETARY, {**VOTE, **vote}) == [code]


@pytest.mark.parametrize(("agree", "state"), [(7, "vote_failed"), (8, "voted")])
def test_more_than_half_of_those_present_agree(agree, state):
    vote = {**VOTE, "agree": agree, "disagree": 14 - agree}

    assert made("record_vote", viewed("nominated", NOMINATED), SECRETARY, vote).case.state == state


def test_the_superior_resolves_and_the_resolution_is_valid_for_a_year():
    view = viewed("submitted", {**NOMINATED, "vote": VOTE})
    step = made("resolve", view, form={"resolved_on": "2026-11-20"})
    order, seen = effect(step, Issue), view.of(step.case)
    numbered = made("issued", viewed("resolving", step.case.form), SYSTEM)
    data, _ = line(numbered, viewed("resolved", step.case.form))

    assert (step.case.state, order.template) == ("resolving", "T12")
    assert order.common(seen)["about"] == {"party_cell": "Chi bộ thôn Hạ", "valid_until": "2027-11-20"}
    assert (data["stage"], data["valid_until"], data["year"]) == ("INTRODUCED", "2027-11-20", 2026)


def test_whoever_recorded_the_vote_does_not_resolve():
    view = viewed("submitted", {**NOMINATED, "vote": VOTE}, acted={"record_vote": str(APPROVER.person_id)})

    with pytest.raises(Denied):
        made("resolve", view, form={"resolved_on": "2026-11-20"})


def test_the_resolution_comes_after_the_vote():
    view = viewed("submitted", {**NOMINATED, "vote": VOTE})

    assert refused("resolve", view, form={"resolved_on": "2026-11-09"}) == ["days-out-of-order"]


def test_a_resolution_is_due_in_fifteen_days():
    view = viewed("submitted", NOMINATED)

    due = machine.due_at(PROCESS, view, state="submitted", since=date(2026, 11, 24))
    assert f"{due:%Y-%m-%d}" == "2026-12-09"


def test_a_unit_without_a_party_cell_names_the_committee_above():
    view = viewed("resolved", {**RESOLVED, "party_cell": None})
    above = viewed("resolved", {**RESOLVED, "party_cell": None, "upper_party": "Đảng uỷ xã"})

    assert refused("send", view, form={"sent_on": "2026-11-21"}) == ["no-party-cell"]
    assert made("send", above, form={"sent_on": "2026-11-21"}).case.state == "sent_to_party"


@pytest.mark.parametrize("state", ["resolved", "sent_to_party", "in_class"])
def test_a_recommendation_expires_after_a_year(state):
    view = viewed(state, SENT)
    step = made("expire", view, SYSTEM)

    due = machine.expires_at(PROCESS, view, state=state, since=date(2027, 3, 1))
    assert f"{due:%Y-%m-%d}" == "2027-11-20"
    assert (step.case.state, line(step, view)[0]["stage"]) == ("expired", "EXPIRED")


def test_the_class_is_written_into_the_file():
    view = viewed("sent_to_party", SENT)
    step = made("record_class", view, form={"certificate_no": "77/GCN", "certificate_on": "2026-11-22"})

    assert line(step, view)[1]["profile"] == {
        "party_class_no": "77/GCN",
        "party_class_date": "2026-11-22",
        "party_class_until": "2031-11-22",
    }


def test_nobody_is_recognised_without_the_class():
    view = viewed("sent_to_party", {**SENT, "phase": "CLASS", "class_certificate_no": None})

    assert refused("record_recognition", view, form={"recognised_on": "2026-11-23"}) == ["no-certificate"]


def test_admission_to_the_party_is_written_into_the_file():
    view = viewed("recognised", SENT)
    step = made("record_admission", view, form={"admitted_on": "2026-11-22"})

    assert step.case.state == "admitted"
    assert line(step, view)[1]["profile"] == {"party_join_date": "2026-11-22", "party_cell": "Chi bộ thôn Hạ"}


def test_nobody_was_admitted_to_the_party_before_eighteen():
    view = viewed("recognised", {**SENT, "sending": None, "resolution": None, "vote": None})
    young = replace(view, facts={**view.facts, "subject": replace(MEMBER, born_on=date(2008, 11, 20))})

    assert refused("record_admission", young, form={"admitted_on": "2026-11-19"}) == ["admitted-too-young"]


@pytest.mark.parametrize(("on", "code"), [("2027-11-21", "on-probation"), ("2027-11-22", None)])
def test_probation_lasts_a_year(on, code):
    view = viewed("admitted", ADMITTED, today=date(2027, 12, 1))

    found = refused("record_official", view, form={"official_on": on}) if code else []
    assert found == ([code] if code else [])
    assert code or made("record_official", view, form={"official_on": on}).case.state == "official"


def test_the_union_says_its_opinion_before_someone_becomes_official():
    view = viewed("admitted", {**ADMITTED, "opinion": None}, today=date(2027, 12, 1))

    assert refused("record_official", view, form={"official_on": "2027-11-25"}) == ["no-opinion"]


def test_a_recommendation_is_withdrawn_by_a_paper():
    document = a_document("T12", number="04-NQ/ĐTN", on="2026-11-20", state="in_force")
    view = viewed("sent_to_party", SENT, documents=(document,), asked={"T12": document.key})
    step = made("withdraw", view, form={"reason": "Bị kỷ luật"})
    ended = made("issued", viewed("withdrawing", step.case.form), SYSTEM)

    assert effect(step, Issue).common(view.of(step.case))["about"]["corrects"]["number"] == "04-NQ/ĐTN"
    assert (ended.case.state, effect(ended, Settle).state) == ("withdrawn", "revoked")


@pytest.mark.parametrize("state", ["resolved", "sent_to_party", "in_class"])
def test_the_recommendation_goes_along_and_is_confirmed_again(state):
    step = made("confirm_again", viewed(state, SENT), form={"resolved_on": "2026-11-24"})

    assert PROCESS.follows_subject
    assert (step.case.state, effect(step, Issue).again) == ("resolving", True)


@pytest.mark.parametrize(("on", "code"), [("2026-11-25", "day-in-future"), ("2026-11-09", "days-out-of-order")])
def test_a_new_resolution_comes_after_the_vote_and_not_tomorrow(on, code):
    assert refused("confirm_again", viewed("sent_to_party", SENT), form={"resolved_on": on}) == [code]


def test_what_the_party_refuses_is_recorded():
    assert made("record_refusal", viewed("recognised", SENT)).case.state == "not_accepted"


def test_nobody_resolves_on_themselves():
    view = viewed("submitted", {**NOMINATED, "vote": VOTE}, subject_id=APPROVER.person_id)

    assert view.case.subject_id != SECRETARY_ID
    with pytest.raises(Denied):
        made("resolve", view, form={"resolved_on": "2026-11-20"})
