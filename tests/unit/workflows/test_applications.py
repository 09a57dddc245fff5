"""What an applicant answers behind a link is the applicant's part of the case's own form, by its own rules."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Invalid, NotFound
from services.workflows import registry
from services.workflows.domain import applications, forms
from services.workflows.domain.applications import Link
from services.workflows.domain.rules import INSTALLED
from services.workflows.forms.candidate import CandidateForm

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ANSWERS = {
    "full_name": "Nguyễn Thu Hà",
    "sex": "female",
    "born_on": "2009-02-03",
    "citizen_id": "024309001234",
    "phone": "0912 345 678",
    "ethnicity": "1",
    "religion": "0",
    "permanent_address": "Thôn Hạ, Tân Mỹ, Bắc Giang",
    "member_category": "HS_THPT",
    "occupation": "HOC_SINH",
    "general_education": "11/12",
    "applied_on": "2026-11-20",
    "class_certificate_no": "15/GCN",
    "agrees_to_charter": True,
}
OF_THE_CHAPTER = {
    *("photo", "application_file", "background_file", "class_certificate_file", "introduction_file"),
    *("introducer_kind", "introducer_id", "introducer_name", "known_since"),
    *("book_no", "helper_id", "planned_on", "theme", "join_unit_id"),
    *("special_area", "foreign_national", "under_prosecution", "relatives_detained", "party_opinion"),
}
LINK = Link(UUID(int=1), UUID(int=2), NOW + timedelta(days=1), None, 0, 2)


def loaded(**changed):
    given = {name: value for name, value in {**ANSWERS, **changed}.items() if value is not None}
    return applications.load(CandidateForm, given, rules=INSTALLED, today=TODAY)


def errors(**changed):
    with pytest.raises(Invalid) as refused:
        loaded(**changed)
    return refused.value.fields["errors"]


def schema():
    return applications.form_schema(CandidateForm, rules=INSTALLED, today=TODAY)


def test_each_field_of_an_admission_is_the_applicants_or_the_chapters():
    assert set(forms.names(CandidateForm)) - CandidateForm.applicants == OF_THE_CHAPTER
    assert CandidateForm.applicants <= set(forms.names(CandidateForm))


def test_of_all_processes_admission_alone_begins_with_an_application():
    assert [code for code, each in registry.PROCESSES.items() if applications.find_form(each)] == ["admission"]


def test_the_applicants_schema_draws_the_fields_as_the_admission_does():
    whole, part = forms.json_schema(CandidateForm), schema()

    assert set(part["properties"]) == CandidateForm.applicants
    for name, shown in part["properties"].items():
        assert (shown["title"], shown["x-widget"]) == (
            whole["properties"][name]["title"],
            whole["properties"][name]["x-widget"],
        )
    assert [page["title"] for page in part["x-pages"]] == [page["title"] for page in whole["x-pages"]]
    assert part["x-folded"] == ["Trường hợp riêng"]


def test_what_the_case_needs_later_is_needed_for_sending():
    shown = schema()["properties"]

    assert {name for name, field in shown.items() if field.get("x-needed") == "apply"} == {
        *("phone", "ethnicity", "religion", "permanent_address", "member_category", "occupation", "general_education"),
        *("applied_on", "class_certificate_no", "agrees_to_charter", "guardian_name", "guardian_consent"),
    }
    assert shown["guardian_name"]["x-when-after"] == {"born_on": "2010-11-24"}
    assert shown["born_on"]["x-max"] == "2026-11-24"
    assert shown["applied_on"]["default"] == "2026-11-24"


def test_whole_answers_are_taken_as_the_case_will_read_them():
    assert loaded() == {**ANSWERS, "phone": "0912345678"}


@pytest.mark.parametrize("name", ["introducer_id", "book_no", "application_file"])
def test_what_is_the_chapters_to_say_is_refused(name):
    assert list(errors(**{name: "x"})) == [name]


@pytest.mark.parametrize("name", ["phone", "ethnicity", "general_education", "agrees_to_charter"])
def test_what_is_missing_is_named_with_what_to_do(name):
    title = forms.title(CandidateForm, name)

    assert errors(**{name: None}) == {name: [f"{title}: bắt buộc nhập."]}


def test_somebody_without_a_citizen_id_says_so():
    assert list(errors(citizen_id=None)) == ["citizen_id"]
    assert loaded(citizen_id=None, no_citizen_id=True)["no_citizen_id"]


@pytest.mark.parametrize(("born_on", "is_asked"), [("2010-11-24", False), ("2010-11-25", True)])
def test_a_guardian_is_asked_for_somebody_under_sixteen(born_on, is_asked):
    if is_asked:
        assert set(errors(born_on=born_on)) == {"guardian_name", "guardian_consent"}
        assert set(errors(born_on=born_on, guardian_name="Lê Văn Bố", guardian_consent=False)) == {"guardian_consent"}
    assert loaded(born_on=born_on, guardian_name="Lê Văn Bố", guardian_consent=True)["born_on"] == born_on


@pytest.mark.parametrize(
    ("name", "day"), [("born_on", "2027-01-01"), ("applied_on", "2099-01-01"), ("class_certificate_on", "2008-01-01")]
)
def test_impossible_days_are_refused(name, day):
    assert name in errors(**{name: day})


def test_a_link_takes_applications_until_it_is_full():
    assert applications.require_open(LINK, unit_is_open=True, at=NOW) == LINK
    with pytest.raises(Conflict, match="application-link-full"):
        applications.require_open(replace(LINK, uses=2), unit_is_open=True, at=NOW)


@pytest.mark.parametrize(
    ("link", "unit_is_open"),
    [
        (None, True),
        (LINK, False),
        (replace(LINK, expires_at=NOW), True),
        (replace(LINK, revoked_at=NOW), True),
        (replace(LINK, revoked_at=NOW, uses=2), True),
    ],
    ids=["unknown", "unit closed", "expired", "revoked", "revoked when full"],
)
def test_a_link_that_is_over_is_answered_like_one_that_never_was(link, unit_is_open):
    with pytest.raises(NotFound) as refused:
        applications.require_open(link, unit_is_open=unit_is_open, at=NOW)

    assert (refused.value.code, dict(refused.value.fields)) == ("application-link-over", {})


def test_the_history_names_what_the_chapter_changed():
    sent = {"full_name": "Nguyễn Thu Hà", "phone": "0912345678"}
    note = "Người xin vào Đoàn tự khai qua liên kết của chi đoàn, gửi ngày 24/11/2026."

    assert applications.origin_note(CandidateForm, sent, {**sent, "book_no": "7"}, sent_on=TODAY) == note
    changed = applications.origin_note(CandidateForm, sent, {**sent, "phone": "0987654321"}, sent_on=TODAY)
    assert changed == f"{note} Chi đoàn đã sửa: Số điện thoại."


def test_the_chapters_part_starts_with_what_most_chapters_say():
    shown = forms.json_schema(CandidateForm)["properties"]["introducer_kind"]

    assert (shown["default"], shown["enum"][0]) == ("member", "member")
