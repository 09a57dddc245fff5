"""What may be done about a rating that is recognised: objections, their answers, corrections."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.kit.faults import Conflict
from services.workflows.domain import ratings
from services.workflows.domain.case import SYSTEM
from services.workflows.domain.process import Drop, Issue, Strike
from services.workflows.domain.view import FeeFact, PastFact
from services.workflows.processes.evaluation import PROCESS
from tests.unit.workflows.builders import (
    APPROVER,
    MEMBER_DOER,
    NOW,
    RULES,
    TODAY,
    allowed,
)
from tests.unit.workflows.evaluation_cases import (
    RATED,
    a_case,
    a_rating_view,
    meetings_of,
    refused,
    take,
)


def a_confirmed(decided_on=TODAY, **form):
    return a_case("confirmed", {"chapter": RATED, **form}, decided_on=decided_on, closed_at=NOW)


def test_a_member_may_object_within_fifteen_days():
    step = take("appeal", a_rating_view(a_confirmed()), doer=MEMBER_DOER, note="Tôi tham gia đủ")

    assert step.case.state == "appealed"
    assert step.case.closed_at is None


def test_an_objection_that_comes_too_late_is_told_so():
    view = a_rating_view(a_confirmed(decided_on=TODAY - timedelta(days=16)))

    assert refused("appeal", view=view, doer=MEMBER_DOER, note="Muộn") == ["appeal-too-late"]


RECOGNISED = PastFact("confirm", "submitted", "issuing", TODAY - timedelta(days=10))
APPEALED = PastFact("appeal", "confirmed", "appealed", TODAY - timedelta(days=8))
UPHELD = PastFact("uphold", "appealed", "confirmed", TODAY - timedelta(days=5))
CHANGED = PastFact("adjust", "appealed", "adjusting", TODAY - timedelta(days=5))
CORRECTED = PastFact("adjust", "confirmed", "adjusting", TODAY - timedelta(days=2))


@pytest.mark.parametrize("answer", [UPHELD, CHANGED], ids=["upheld", "changed"])
def test_an_answer_is_the_last_word_on_a_result(answer):
    view = a_rating_view(a_confirmed(decided_on=answer.on), past=(RECOGNISED, APPEALED, answer))

    with pytest.raises(Conflict) as fault:
        take("appeal", view, doer=MEMBER_DOER, note="Lần nữa")

    [refusal] = fault.value.fields["refusals"]
    assert refusal["code"] == "appealed-already"
    assert "được khiếu nại 1 lần" in refusal["text"]
    assert f"{answer.on:%d/%m/%Y}" in refusal["text"]
    assert refusal["mend"]


def test_a_result_that_the_superior_corrected_of_its_own_accord_may_be_objected_to_anew():
    past = (RECOGNISED, APPEALED, UPHELD, CORRECTED)

    assert take("appeal", a_rating_view(a_confirmed(), past=past), doer=MEMBER_DOER, note="Kết quả mới").case.state == (
        "appealed"
    )


def test_an_answer_begins_no_new_time_to_object_in():
    early = replace(RECOGNISED, on=TODAY - timedelta(days=16))
    often = replace(RULES, values={**RULES.values, "rating_appeal_times": 2})
    view = replace(a_rating_view(a_confirmed(decided_on=TODAY), past=(early, APPEALED, UPHELD)), rules=often)

    assert refused("appeal", view=view, doer=MEMBER_DOER, note="Muộn") == ["appeal-too-late"]


def test_an_objection_may_be_turned_down():
    view = a_rating_view(a_case("appealed", {"chapter": RATED}))

    assert take("uphold", view, doer=APPROVER, note="Đúng quy định").case.state == "confirmed"


@pytest.mark.parametrize("state", ["appealed", "confirmed"])
def test_a_result_is_corrected_by_another_decision(state):
    view = a_rating_view(a_case(state, {"chapter": RATED}))
    step = take("adjust", view, doer=APPROVER, form={"rating": "HT", "comment": "Sau khiếu nại"}, note="Sửa kết quả")

    kinds = [type(effect) for effect in step.effects]
    assert step.case.state == "adjusting"
    assert kinds == [Drop, Strike, Issue]
    assert ratings.rating(a_rating_view(step.case)) == "HT"
    done = take("issued", a_rating_view(step.case), doer=SYSTEM)
    [record] = done.effects
    assert record.data(a_rating_view(done.case))["rating"] == "HT"
    assert record.data(a_rating_view(done.case))["comment"] == "Sau khiếu nại"


def test_an_adjusted_result_keeps_to_the_ceilings():
    view = a_rating_view(a_confirmed(), attendances=meetings_of(1, 10))

    assert refused("adjust", view=view, doer=APPROVER, form={"rating": "HTXS"}, note="x") == ["attendance"]


def test_fees_owed_since_do_not_stand_in_the_way_of_offering_a_correction():
    view = a_rating_view(a_confirmed(), fees=FeeFact(None, (date(2026, 11, 1),)))

    assert "adjust" in allowed(PROCESS, view, APPROVER)
