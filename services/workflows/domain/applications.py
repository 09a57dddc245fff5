"""What somebody writes who wants to join, before a chapter opens their case: the applicant's part of the case's own form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from services.kit.faults import Conflict, Invalid, NotFound
from services.workflows.domain import bounds, forms, words
from services.workflows.domain.forms import Form
from services.workflows.domain.process import Process
from services.workflows.domain.rules import Rules

APPLY: Final = "apply"
"""The act of sending an application, as the schema's fields name what they are needed for."""
_CITIZEN_ID: Final = "citizen_id"


def find_form(process: Process) -> type[Form] | None:
    """The form with which a case of the process opens, where part of it is an applicant's to answer."""
    form = process.opening.form or process.form
    return form if issubclass(form, Form) and form.applicants else None


@dataclass(frozen=True)
class Link:
    """A link by which applicants of a unit write."""

    id: UUID
    unit_id: UUID
    expires_at: datetime
    revoked_at: datetime | None
    uses: int
    max_uses: int

    def state(self, *, at: datetime) -> str:
        """How it stands at the instant, by the words of `contracts/applications.LINK_STATES`."""
        if self.revoked_at is not None:
            return "revoked"
        if self.expires_at <= at:
            return "expired"
        return "full" if self.uses >= self.max_uses else "open"


def require_open(link: Link | None, *, unit_is_open: bool, at: datetime) -> Link:
    """The link, when it takes an application. Raises NotFound("application-link-over"), Conflict("application-link-full").

    Whoever guesses learns nothing: a link that never was is answered like one that is over.
    """
    state = link.state(at=at) if link else None
    if link is None or state in ("revoked", "expired") or not unit_is_open:
        raise NotFound("application-link-over")
    if state == "full":
        raise Conflict("application-link-full")
    return link


def form_schema(form: type[Form], *, rules: Rules, today: date) -> dict[str, Any]:
    """The applicant's part of the form as screens draw it; everything that some later act needs is needed for sending it."""
    part = forms.applicants_part(form)
    limits = bounds.shown_limits(forms.bounds_of(part), today, lambda _anchor: None)
    drawn = forms.json_schema(part, {"applied_on": today.isoformat()}, rules=rules, today=today, limits=limits) or {}
    for name, shown in drawn["properties"].items():
        if (shown.pop("x-needed", None) and name != _CITIZEN_ID) or "x-when-after" in shown:
            shown["x-needed"] = APPLY
    return drawn


def load(form: type[Form], given: Mapping[str, Any], *, rules: Rules, today: date) -> dict[str, Any]:
    """The applicant's answers, checked and plain. Raises Invalid with a text for each field."""
    part = forms.applicants_part(form)
    answers = {name: value for name, value in forms.load(part, given).items() if value is not None}
    wrong = _lacking(part, answers, rules, today) | bounds.wrong_days(
        forms.bounds_of(part), answers, today, lambda anchor: _birth(answers) if anchor == "birth" else None
    )
    if wrong:
        raise Invalid(errors=wrong)
    return answers


def _birth(answers: Mapping[str, Any]) -> date:
    return date.fromisoformat(answers["born_on"])


def _lacking(part: type[Form], answers: Mapping[str, Any], rules: Rules, today: date) -> dict[str, list[str]]:
    """Fields without which no case could go on, each with what to do."""
    texts = {}
    for name, said in forms.metadata_of(part).items():
        if younger := said.get("younger"):
            is_needed = rules.age(younger[1]).reached_on(_birth(answers)) > today
        else:
            is_needed = "needed" in said
        if not is_needed or answers.get(name) not in (None, "", False):
            continue
        if name != _CITIZEN_ID:
            texts[name] = [f"{said['title']}: bắt buộc nhập."]
        elif not answers.get("no_citizen_id"):
            texts[name] = [f"{said['title']}: nhập số, hoặc đánh dấu “Chưa được cấp CCCD”."]
    return texts


def origin_note(form: type[Form], sent: Mapping[str, Any], opened: Mapping[str, Any], *, sent_on: date) -> str:
    """What a case's history says of where its form came from, and which of the applicant's answers the chapter changed."""
    changed = [forms.title(form, name) for name in forms.names(form) if name in sent and opened.get(name) != sent[name]]
    note = f"Người xin vào Đoàn tự khai qua liên kết của chi đoàn, gửi ngày {words.day(sent_on)}."
    return f"{note} Chi đoàn đã sửa: {words.listed(changed)}." if changed else note
