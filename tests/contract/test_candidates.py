"""What a candidate's form takes, the registry reads: a file is not refused for its spelling once it was decided."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow.validate import OneOf

from services.kit import schema
from services.kit.faults import Invalid
from services.members.domain import profile
from services.workflows.domain import forms
from services.workflows.forms.candidate import CandidateForm, PersonForm

TODAY = date(2026, 11, 24)
WHO = {"full_name": "Nguyễn Thu Hà", "sex": "female", "born_on": "2008-02-03"}
CHOICES = [
    (name, code)
    for name, field in schema.instance(PersonForm).fields.items()
    for check in field.validators
    if isinstance(check, OneOf)
    for code in check.choices
]


def wrong_in_form(**given):
    try:
        forms.load(CandidateForm, WHO | given)
    except Invalid as fault:
        return set(fault.fields["errors"])
    return set()


def wrong_in_registry(**given):
    loaded = forms.load(CandidateForm, WHO | given)
    said = {name: value for name, value in loaded.items() if value is not None}
    return set(profile.read(said, current={}, today=TODAY).errors)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("full_name", "Nguyễn Văn A2 @"),
        ("full_name", "--"),
        ("full_name", "A"),
        ("full_name", "A\u200b"),
        ("full_name", "A \u200b"),
        ("full_name", "Nguyễn " * 15),
        ("email", "khong phai email"),
        ("email", "ha..nguyen@doan.vn"),
        ("email", ".ha@doan.vn"),
        ("phone", "01234567890"),
        ("phone", "٠٩١٢٣٤٥٦٧٨"),
        ("citizen_id", "٠٢٤٣٠٨٠٠١٢٣٤"),
        ("citizen_id", "02430800123"),
    ],
)
def test_what_the_registry_would_refuse_the_form_refuses_first(name, value):
    assert wrong_in_form(**{name: value}) == {name}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("full_name", "Nguyễn Thị  Thuý-Hằng"),
        ("full_name", "Y Ê Ban"),
        ("full_name", "Y Ê \u200b Ban"),
        ("email", "thu.ha+doan@gmail.com"),
        ("email", ""),
        ("phone", "+84 912 345 678"),
        ("citizen_id", "024 308 001 234"),
        ("citizen_id", "121234567"),
        *CHOICES,
    ],
)
def test_what_the_form_takes_the_registry_takes(name, value):
    assert wrong_in_form(**{name: value}) == set()
    assert wrong_in_registry(**{name: value}) == set()


SIGNS = st.text(st.sampled_from("aBđệ09٣@#.+-_ \u200b\t,;/'"), max_size=40)
DIGITS = st.text(st.sampled_from("0123456789٣ .-+()"), min_size=8, max_size=16)
ANYTHING = st.fixed_dictionaries(
    {},
    optional={"full_name": SIGNS, "email": SIGNS.map("{}@doan.vn".format), "phone": DIGITS, "citizen_id": DIGITS},
)


@settings(max_examples=300, deadline=None)
@given(ANYTHING)
def test_whatever_is_typed_the_registry_refuses_nothing_that_the_form_took(typed):
    taken = {name: value for name, value in typed.items() if not wrong_in_form(**{name: value})}

    assert wrong_in_registry(**taken) == set()
