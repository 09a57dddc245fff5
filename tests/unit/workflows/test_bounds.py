"""Every dated field of every form says between which days it lies, and no case takes a day outside of them."""

from datetime import date

import pytest

from services.kit import schema as kit_schema
from services.kit.faults import Conflict, Invalid
from services.kit.schema import DayField
from services.workflows import registry
from services.workflows.domain import bounds, forms, machine
from services.workflows.forms.campaign import CampaignForm
from services.workflows.forms.delegation import DelegationForm
from services.workflows.forms.meeting import VoteForm
from services.workflows.processes import admission
from tests.unit.workflows.builders import CANDIDATE, VOTE, a_case, a_view, an_act, take

TODAY = date(2026, 11, 24)
FORMS = {
    form
    for process in registry.PROCESSES.values()
    for form in (
        process.form, process.workbook, *(move.form for move in (process.opening, *process.moves)),
        process.campaign and process.campaign.settings, process.members_sheet and process.members_sheet.shared,
    )
    if form is not None
} | {CampaignForm, DelegationForm}  # fmt: skip
"""Every form that asks people something."""


def dated(form, path=""):
    """Every dated field of the form, those of its rows too."""
    for name, field in kit_schema.instance(form).fields.items():
        inner = getattr(field, "inner", field)
        if isinstance(field, DayField):
            yield f"{form.__module__.rpartition('.')[2]}.{form.__name__}{path}.{name}", (form, field)
        elif hasattr(inner, "schema"):
            yield from dated(type(inner.schema), f"{path}.{name}")


DATED = [
    (name, *found) for name, found in sorted({each for form in FORMS for each in dated(form)}, key=lambda one: one[0])
]


@pytest.mark.parametrize(("name", "form", "field"), DATED, ids=[name for name, _, _ in DATED])
def test_every_dated_field_declares_its_bounds(name, form, field):
    declared = field.metadata["bounds"]

    assert declared.since
    assert declared.until


@pytest.mark.parametrize(("name", "form", "field"), DATED, ids=[name for name, _, _ in DATED])
def test_every_dated_field_refuses_the_year_2099_and_says_what_to_do(name, form, field):
    key = name.rpartition(".")[2]

    [text] = bounds.wrong_days(forms.bounds_of(form), {key: "2099-01-01"}, TODAY, lambda _anchor: None)[key]

    assert "01/01/2099" in text
    assert "Nhập ngày" in text


@pytest.mark.parametrize(("name", "form", "field"), DATED, ids=[name for name, _, _ in DATED])
def test_every_anchor_is_one_that_a_sentence_can_name(name, form, field):
    declared = field.metadata["bounds"]
    named = {each for each in (*declared.since, *declared.until) if not each.startswith("today")}

    assert named - bounds.ANCHORS == set()


def test_no_form_is_without_a_day_that_should_be_looked_at():
    assert len(DATED) > 90


@pytest.mark.parametrize(
    ("action", "state", "form", "field", "text"),
    [
        (
            "record_application", "candidate", {"applied_on": "2099-01-01", "class_certificate_no": "1"}, "applied_on",
            "Ngày 01/01/2099 chưa tới. Nhập ngày đã diễn ra, muộn nhất là hôm nay (24/11/2026).",
        ),
        (
            "record_vote", "applied", {**VOTE, "met_on": "2026-02-20"}, "met_on",
            "Ngày 20/02/2026 trước ngày viết đơn 01/11/2026. Nhập ngày từ 01/11/2026 trở đi.",
        ),
    ],
    ids=["an application from the future", "a meeting months before the application"],
)  # fmt: skip
def test_an_impossible_day_is_refused_at_its_field(action, state, form, field, text):
    known = {name: value for name, value in CANDIDATE.items() if name != "applied_on"}
    fits = {"known_since": "2020-01-01"}
    view = a_view(a_case(state, **fits) if "met_on" in form else a_case(state, **{**known, **fits, "applied_on": None}))

    with pytest.raises(Invalid) as fault:
        take(action, view, form=form if "met_on" in form else {**form, "known_since": "2020-01-01", **_asked()})

    assert fault.value.fields["errors"][field] == [text]


def _asked():
    return {name: CANDIDATE[name] for name in ("introducer_kind", "introducer_id", "agrees_to_charter")}


def test_a_certificate_of_2098_opens_no_case():
    form = {**CANDIDATE, "class_certificate_on": "2098-05-01"}

    with pytest.raises(Invalid) as fault:
        admission_opened(form)

    assert list(fault.value.fields["errors"]) == ["class_certificate_on"]


def admission_opened(form):
    return machine.open_case(admission.PROCESS, a_view(), an_act("open", form=form))


def test_a_helper_whose_id_is_all_zeros_is_nobody():
    with pytest.raises(Invalid) as fault:
        forms.load(admission.CandidateForm, {**CANDIDATE, "introducer_id": "00000000-0000-0000-0000-000000000000"})

    assert fault.value.fields["errors"]["introducer_id"] == ["Chưa chọn. Tìm rồi chọn trong danh sách."]


def test_what_stands_against_a_move_is_told_before_its_days_are():
    with pytest.raises(Conflict) as fault:
        take("record_vote", a_view(), form={**VOTE, "met_on": "2026-11-25"})

    assert [each["code"] for each in fault.value.fields["refusals"]] == ["meeting-in-future"]


def test_screens_offer_the_days_between_the_bounds():
    limits = bounds.shown_limits(forms.bounds_of(VoteForm), TODAY, bounds.in_case(a_view()))

    drawn = forms.json_schema(VoteForm, limits=limits)["properties"]["met_on"]

    assert (drawn["x-min"], drawn["x-max"]) == ("2026-11-01", "2026-11-24")


@pytest.mark.parametrize(
    ("form", "days", "wrong"),
    [
        (CampaignForm, {"from_on": date(2099, 1, 1)}, "from_on"),
        (CampaignForm, {"from_on": date(2026, 11, 1), "until": date(2099, 1, 1)}, "until"),
        (DelegationForm, {"from_on": date(2026, 11, 1), "until": date(2099, 1, 1)}, "until"),
    ],
)
def test_forms_that_belong_to_no_case_are_bounded_too(form, days, wrong):
    assert list(bounds.wrong_in_form(forms.bounds_of(form), days, TODAY)) == [wrong]
