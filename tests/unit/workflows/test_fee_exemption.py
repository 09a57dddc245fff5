"""An exemption from the fee: for how long, from when, once, and by whom."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied, Invalid
from services.workflows.domain import calendar, machine
from services.workflows.domain.process import Record, Strike
from services.workflows.domain.rules import DEFAULTS, Rules
from services.workflows.domain.view import CaseFact, FeeFact
from services.workflows.processes import fee_exemption
from tests.unit.workflows.builders import (
    APPROVER,
    CHAPTER_ID,
    MEMBER,
    MEMBER_DOER,
    RULES,
    SECRETARY,
    TODAY,
    a_member_case,
    a_member_view,
    codes,
    take,
)

PROCESS = fee_exemption.PROCESS
POOR = {"from_month": "2026-11-15", "months": 6, "hardship": "POOR"}


def a_view(state=None, form=POOR, person=MEMBER, rules=RULES, fees=None, cases=(), **case):
    made = a_member_case(PROCESS, state, form, **case)
    return a_member_view(made, subject=person, rules=rules, fees=fees, cases=cases)


def opened(form=POOR, doer=SECRETARY, **given):
    act = machine.Act("open", doer, datetime(2026, 11, 24, 2, tzinfo=UTC), TODAY, form)
    return machine.open_case(PROCESS, a_view(form={}, **given), act)


def act(action, view, doer=APPROVER, note=None, form=None):
    return take(action, view, doer=doer, note=note, form=form, process=PROCESS)


def refused(form=POOR, **given):
    with pytest.raises(Conflict) as fault:
        opened(form, **given)
    return codes(fault)


def test_a_member_asks_and_the_chapter_proposes():
    step = opened(doer=MEMBER_DOER)

    assert (step.case.state, step.case.due_at) == ("requested", calendar.BY_LAW.due_at(TODAY, 15))
    assert act("propose", a_view("requested"), SECRETARY).case.state == "proposed"


def test_a_proposal_of_the_chapter_goes_to_the_superior_at_once():
    assert opened().case.state == "proposed"


def test_the_superior_decides_and_the_months_are_told_as_whole_ones():
    view = a_view("proposed")
    step = act("grant", view)

    [record] = step.effects
    months = {"from_month": "2026-11-01", "until_month": "2027-04-01", "reason": "Hộ nghèo, cận nghèo"}
    assert step.case.state == "granted"
    assert isinstance(record, Record)
    assert record.writes(view) == {"exempt": months}
    assert record.data(view) == {**months, "unit_id": str(CHAPTER_ID)}
    assert record.title(view) == "Miễn đoàn phí từ tháng 11/2026 đến tháng 04/2027"


def test_the_chapter_does_not_decide():
    with pytest.raises(Denied):
        act("grant", a_view("proposed"), SECRETARY)


@pytest.mark.parametrize(("months", "ok"), [(6, True), (7, False)])
def test_an_exemption_lasts_six_months_at_most(months, ok):
    if ok:
        assert opened({**POOR, "months": months}).case.state == "proposed"
    else:
        assert refused({**POOR, "months": months}) == ["exemption-too-long"]


def test_how_long_is_a_parameter():
    shorter = Rules("three", {**DEFAULTS, "fee_exempt_max_months": 3})

    assert refused({**POOR, "months": 4}, rules=shorter) == ["exemption-too-long"]


@pytest.mark.parametrize(
    ("from_month", "code"),
    [
        ("2026-08-01", None),
        ("2026-07-31", "exemption-too-old"),
        ("2027-05-31", None),
        ("2027-06-01", "exemption-too-far"),
    ],
)
def test_an_exemption_begins_neither_long_ago_nor_far_ahead(from_month, code):
    form = {**POOR, "from_month": from_month, "months": 1}
    if code is None:
        assert opened(form).case.state == "proposed"
    else:
        assert refused(form) == [code]


def test_a_case_that_waited_long_is_decided_all_the_same():
    view = replace(a_view("proposed"), today=date(2027, 4, 1))

    assert act("grant", view).case.state == "granted"


def test_what_was_paid_is_not_exempt():
    with pytest.raises(Conflict) as fault:
        opened(fees=FeeFact(paid_until=date(2026, 12, 1)))

    assert codes(fault) == ["month-paid"]
    assert "01/2027" in fault.value.fields["refusals"][0]["mend"]
    assert opened(fees=FeeFact(paid_until=date(2026, 10, 1))).case.state == "proposed"


def other(state, from_month, months, closed_on=None):
    form = {"from_month": from_month, "months": months}
    return CaseFact(UUID(int=5), "MP-2026-1", "fee_exemption", state, date(2026, 1, 1), None, closed_on, None, form)


@pytest.mark.parametrize(
    ("before", "code"),
    [
        (other("granted", "2026-06-01", 6, date(2026, 6, 5)), "exemption-overlaps"),
        (other("granted", "2026-05-01", 6, date(2026, 6, 5)), None),
        (other("granted", "2027-04-30", 2, date(2026, 6, 5)), "exemption-overlaps"),
        (other("granted", "2027-05-01", 2, date(2026, 6, 5)), None),
        (other("proposed", "2026-11-01", 1), "exemption-overlaps"),
        (other("revoked", "2026-11-01", 6, date(2026, 11, 5)), None),
        (other("stopped", "2026-09-01", 6, date(2026, 11, 5)), "exemption-overlaps"),
        (other("stopped", "2026-09-01", 6, date(2026, 10, 31)), None),
        (other("stopped", "2026-12-01", 6, date(2026, 11, 5)), None),
        (other("rejected", "2026-11-01", 6, date(2026, 11, 5)), None),
    ],
)
def test_months_are_exempt_once(before, code):
    if code is None:
        assert opened(cases=(before,)).case.state == "proposed"
    else:
        assert refused(cases=(before,)) == [code]


def test_what_another_hardship_is_has_to_be_told():
    assert refused({**POOR, "hardship": "OTHER"}) == ["hardship"]
    assert opened({**POOR, "hardship": "OTHER", "reason": "Nuôi con nhỏ một mình"}).case.state == "proposed"


def test_a_proposal_needs_its_months():
    with pytest.raises(Invalid):
        opened({"hardship": "POOR", "months": 3})


def test_who_is_no_member_owes_nothing():
    assert refused(person=replace(MEMBER, status="MATURED")) == ["not-a-member"]


def test_months_that_were_exempt_stay_so_when_the_exemption_is_stopped():
    view = replace(a_view("granted"), today=date(2027, 1, 31))
    step = act("stop", view, note="Đã có việc làm")

    [record] = step.effects
    months = {"from_month": "2026-11-01", "until_month": "2027-01-01", "reason": "Hộ nghèo, cận nghèo"}
    assert step.case.state == "stopped"
    assert record.writes(view) == {"exempt": {**months, "act": "end"}}
    assert record.data(view) == {**months, "unit_id": str(CHAPTER_ID)}
    assert record.title(view) == "Thôi miễn đoàn phí sau tháng 01/2027"


def test_an_exemption_that_is_stopped_before_it_begins_leaves_no_month():
    step = act("stop", a_view("granted", {**POOR, "from_month": "2026-12-01"}), note="Đã có việc làm")

    assert (step.case.state, step.effects) == ("stopped", (Strike(),))


def test_an_exemption_is_stopped_as_long_as_a_month_is_left():
    view = replace(a_view("granted"), today=date(2027, 3, 31))

    assert act("stop", view, note="Đã có việc làm").case.state == "stopped"


def test_an_exemption_in_its_last_month_is_not_stopped_any_more():
    with pytest.raises(Conflict) as fault:
        act("stop", replace(a_view("granted"), today=date(2027, 4, 1)), note="Đã có việc làm")

    assert codes(fault) == ["exemption-over"]


@pytest.mark.parametrize("state", ["granted", "stopped"])
def test_an_exemption_on_false_grounds_is_revoked_with_all_of_its_months(state):
    step = act("revoke", a_view(state), note="Khai sai hoàn cảnh")

    assert (step.case.state, step.effects) == ("revoked", (Strike(),))


def test_a_proposal_comes_back_is_mended_and_goes_again():
    assert act("return", a_view("proposed"), note="Thiếu xác nhận").case.state == "returned"
    mended = act("amend", a_view("returned"), MEMBER_DOER, form={**POOR, "months": 3})
    assert mended.case.form["months"] == 3
    assert act("propose", a_view("returned"), SECRETARY).case.state == "proposed"


def test_a_proposal_is_refused_with_a_reason_or_taken_back():
    assert act("reject", a_view("proposed"), note="Chưa đủ điều kiện").case.state == "rejected"
    assert act("cancel", a_view("proposed"), MEMBER_DOER).case.state == "cancelled"
