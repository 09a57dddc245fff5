"""Discipline as the Union orders it: its forms, and for each whom it is for, who votes and who decides (S17, S18, S63).

Members of the inspection committee and of the bureau are treated like members of the committee of their level.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from services.contracts import offices as office_codes
from services.contracts.titles import DISCIPLINE_FORMS
from services.workflows.domain.case import Case
from services.workflows.domain.guards import holds_members
from services.workflows.domain.lists import Choices
from services.workflows.domain.relations import height
from services.workflows.domain.rules import Rules
from services.workflows.domain.view import OfficeFact, View
from services.workflows.domain.words import listed

REPRIMAND, WARNING, REMOVAL, EXPULSION = "KHIEN_TRACH", "CANH_CAO", "CACH_CHUC", "KHAI_TRU"
FORMS: Final[Choices] = tuple(DISCIPLINE_FORMS.items())
MEMBER, OFFICER = "MEMBER", "OFFICER"
ACCUSED: Final[Choices] = (
    (MEMBER, "Đoàn viên của chi đoàn"),
    (OFFICER, "Cán bộ của đơn vị (uỷ viên Ban Chấp hành, Ban Thường vụ, Uỷ ban Kiểm tra)"),
)
SOURCES: Final[Choices] = (
    ("KIEM_TRA", "Qua kiểm tra"),
    ("DON_THU", "Đơn thư phản ánh, tố cáo"),
    ("CO_QUAN", "Cơ quan chức năng thông báo"),
    ("TU_NHAN", "Tự nhận khuyết điểm"),
    ("KHAC", "Nguồn khác"),
)
OFFENCES: Final[Choices] = (
    ("DIEU_LE", "Vi phạm Điều lệ, nghị quyết của Đoàn"),
    ("NHIEM_VU", "Vi phạm trong thực hiện nhiệm vụ"),
    ("DAO_DUC", "Vi phạm đạo đức, lối sống"),
    ("PHAP_LUAT", "Vi phạm pháp luật"),
    ("KET_AN", "Bị Toà án kết án"),
    ("KHAC", "Vi phạm khác"),
)
SUSPENDED_FROM: Final[Choices] = (
    ("MEMBERSHIP", "Sinh hoạt đoàn"),
    ("OFFICE", "Công tác được giao"),
    ("POSITION", "Chức vụ"),
)
OUTCOMES: Final[Choices] = (
    ("UPHELD", "Giữ nguyên quyết định"),
    ("CHANGED", "Thay đổi hình thức kỷ luật"),
    ("ANNULLED", "Huỷ bỏ quyết định"),
)
CHAPTER, COMMITTEE = "members", "committee"
VOTERS: Final[Choices] = ((CHAPTER, "Hội nghị chi đoàn"), (COMMITTEE, "Ban Chấp hành của đơn vị"))


@dataclass(frozen=True)
class Authority:
    """Who votes on a form of discipline for somebody, and which relation of the case decides on it."""

    form: str
    whom: str
    voters: str
    decided_by: str


AUTHORITY: Final = (
    Authority(REPRIMAND, MEMBER, CHAPTER, "handler"),
    Authority(WARNING, MEMBER, CHAPTER, "superior"),
    Authority(EXPULSION, MEMBER, CHAPTER, "superior"),
    Authority(REPRIMAND, OFFICER, COMMITTEE, "superior"),
    Authority(WARNING, OFFICER, COMMITTEE, "superior"),
    Authority(REMOVAL, OFFICER, COMMITTEE, "superior"),
    Authority(EXPULSION, OFFICER, COMMITTEE, "superior"),
)


def authority(form: str | None, whom: str) -> Authority | None:
    """The line of the table, or None where the form is not for such a person."""
    return next((each for each in AUTHORITY if (each.form, each.whom) == (form, whom)), None)


def forms_for(whom: str) -> str:
    """The forms of discipline there are for such a person, as people read them."""
    return listed(DISCIPLINE_FORMS[each.form].lower() for each in AUTHORITY if each.whom == whom)


def voters(view: View) -> str:
    """Who votes on the case. A chapter too small for a committee votes as a whole on its officers too (rule S3)."""
    if view.text("whom") == MEMBER:
        return CHAPTER
    has_committee = view.facts["unit_size"] >= view.rules.number("chapter_bch_threshold")
    return CHAPTER if holds_members(view.unit) and not has_committee else COMMITTEE


BALLOTS: Final = {form: f"for_{form.lower()}" for form in DISCIPLINE_FORMS}
"""Form of discipline → the field with its votes."""
OTHER_BALLOTS: Final = ("for_none", "blank", "invalid")


def voted_form(view: View) -> str | None:
    """The form that more than half of those present voted for, if any."""
    return _voted(view.case.form, view.rules)


def voted_for_none(view: View) -> bool:
    """More than half of those present want no discipline."""
    return passed(view.case.form, "for_none", view.rules)


def _voted(form: Mapping[str, Any], rules: Rules) -> str | None:
    return next((code for code, field in BALLOTS.items() if passed(form, field, rules)), None)


def passed(form: Mapping[str, Any], field: str, rules: Rules) -> bool:
    """More than the rule's share of those present (S17)."""
    vote = form.get("vote") or {}
    given, present, share = vote.get(field), vote.get("present"), rules.share("vote_majority")
    return bool(given and present and given * share.denominator > present * share.numerator)


def first_form(view: View) -> str:
    """The form that was decided at first, whatever complaints changed."""
    return _decided_at_first(view.case.form, view.rules)


def _decided_at_first(form: Mapping[str, Any], rules: Rules) -> str:
    decided: str | None = (form.get("decision") or {}).get("form")
    return decided or _voted(form, rules) or ""


def decided_form(view: View) -> str:
    """The form in force: as the last complaint that changed it says, else as it was decided at first."""
    return form_in_force(view.case.form, view.rules)


def form_in_force(form: Mapping[str, Any], rules: Rules) -> str:
    """The same of a case of which only the form is known."""
    return _changed_to(form.get("answers", ())) or _decided_at_first(form, rules)


def form_before_answer(view: View) -> str:
    """The form that was in force when the last complaint came."""
    return _changed_to(view.case.form.get("answers", ())[:-1]) or first_form(view)


def _changed_to(answers: Sequence[Mapping[str, Any]]) -> str | None:
    changed = [each.get("form") for each in answers if each.get("outcome") == "CHANGED"]
    return changed[-1] if changed else None


def announced_on(view: View) -> date | None:
    """Since when the decision is in force: announced, or made in the chapter's own meeting."""
    return in_force_since(view.case.form)


def in_force_since(form: Mapping[str, Any]) -> date | None:
    """The same of a case of which only the form is known."""
    by_superior = bool(form.get("decision"))
    group, name = ("announcement", "announced_on") if by_superior else ("meeting", "held_on")
    said = (form.get(group) or {}).get(name)
    return date.fromisoformat(said) if said else None


STANDING: Final = frozenset({
    "in_force", "complained", "complained_province", "answering", "changed", "progress_proposed", "recognising",
    "progress_recognised", "expired", "applying", "expelled",
})  # fmt: skip
"""States of a case whose decision was announced and stands, whatever is complained."""


def suspensions(view: View) -> list[Mapping[str, Any]]:
    """Every suspension, the first one and what prolonged it: what, from when, until when."""
    return [each for each in view.case.form.get("suspensions", ()) if each.get("until")]


def suspended_until(view: View) -> date | None:
    """The last day of the suspension, if there is one that was not lifted."""
    return view.day("suspensions.until")


def offices(view: View) -> tuple[OfficeFact, ...]:
    """Offices of the accused in committees, bureaus and inspection committees, of whatever unit."""
    return tuple(office for office in view.facts["offices"] if office.code in _OF_COMMITTEES)


_OF_COMMITTEES: Final = frozenset({*office_codes.COMMITTEE, *office_codes.INSPECTION})


def offices_here(view: View) -> tuple[OfficeFact, ...]:
    """Offices of the accused at the unit that examines them."""
    return tuple(office for office in offices(view) if office.unit_id == view.unit.id)


def facts_at_opening(view: View) -> dict[str, Any]:
    """Which offices the accused holds here as the case is opened."""
    return {"offices_held": [office.code for office in offices_here(view)]}


def find_higher_office(view: View) -> OfficeFact | None:
    """The highest office that the accused holds today, where none of theirs here is as high."""
    highest = min(offices(view), key=lambda office: height(office.level), default=None)
    if highest is None or any(office.level == highest.level for office in offices_here(view)):
        return None
    return highest


def was_officer(view: View) -> bool:
    """The accused held an office here when the case was opened: authority follows it, whatever ended or began since."""
    held = view.case.form.get("offices_held")
    return bool(offices_here(view) if held is None else held)


def is_of_an_officer(view: View) -> bool:
    """Its documents are read by the accused, whoever decides and inspectors alone (domain rule 12B)."""
    return view.text("whom") == OFFICER


def decided_by_superior(case: Case) -> bool:
    """The superior has decided; without that the chapter has, itself."""
    return bool(case.form.get("decision"))
