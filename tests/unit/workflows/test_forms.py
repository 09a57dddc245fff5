"""Forms as JSON Schema, and what they take."""

import pytest

from services.kit.faults import Invalid
from services.workflows.domain import forms
from services.workflows.forms.candidate import CandidateForm
from services.workflows.forms.meeting import VoteForm
from services.workflows.forms.transfer import PlacementForm, TransferForm


def test_a_schema_says_what_screens_need():
    sex = forms.json_schema(CandidateForm)["properties"]["sex"]

    assert sex == {
        "type": "string",
        "title": "Giới tính",
        "x-order": 2,
        "x-widget": "radio",
        "x-group": "Người xin vào Đoàn",
        "enum": ["female", "male"],
        "x-labels": ["Nữ", "Nam"],
    }


def test_a_schema_names_what_is_required_and_what_is_needed_later():
    drawn = forms.json_schema(CandidateForm)

    assert drawn["required"] == ["full_name", "sex", "born_on"]
    assert drawn["properties"]["phone"]["x-needed"] == "submit"


def test_a_destination_is_looked_for_beyond_the_readers_own_units():
    drawn = forms.json_schema(TransferForm)["properties"]

    assert drawn["destination_id"]["x-anywhere"] is True
    assert "x-anywhere" not in forms.json_schema(PlacementForm)["properties"]["chapter_id"]


def test_values_that_stand_already_are_defaults():
    assert forms.json_schema(VoteForm, {"members_total": 16})["properties"]["members_total"]["default"] == 16


def test_one_call_leaves_no_default_for_the_next():
    forms.json_schema(VoteForm, {"members_total": 16})

    assert "default" not in forms.json_schema(VoteForm)["properties"]["members_total"]


def test_text_is_composed_and_trimmed():
    loaded = forms.load(CandidateForm, {"full_name": "  Nguyễn Hà ", "sex": "male", "born_on": "2008-01-01"})

    assert loaded["full_name"] == "Nguyễn Hà"


@pytest.mark.parametrize("value", ["2008-02-30", "03/02/2008", 2008, None, ["2008-01-01"]])
def test_a_day_that_is_none_is_refused(value):
    with pytest.raises(Invalid) as refused:
        forms.load(CandidateForm, {"full_name": "Hà", "sex": "male", "born_on": value})
    assert list(refused.value.fields["errors"]) == ["born_on"]


@pytest.mark.parametrize("value", [-1, 1.5, "12", True, 10**9])
def test_a_count_that_is_none_is_refused(value):
    with pytest.raises(Invalid):
        forms.load(VoteForm, {"met_on": "2026-11-20", "present": value, "agree": 1, "disagree": 0})


@pytest.mark.parametrize("value", ["0001-01-01", "9999-12-31"])
def test_a_day_out_of_all_reason_is_refused(value):
    with pytest.raises(Invalid) as refused:
        forms.load(CandidateForm, {"full_name": "Hà", "sex": "male", "born_on": value})
    assert list(refused.value.fields["errors"]) == ["born_on"]
