"""Miễn, giảm đoàn phí: a member in hardship owes nothing for some months; the committee of the superior decides (S72)."""

from typing import Any

from services.workflows.domain import exemption_rules as rules
from services.workflows.domain import forms, guards, opened_by, standing, words
from services.workflows.domain.gone import GONE, gone
from services.workflows.domain.process import STAY, Move, Process, Record, State, Strike, Turn
from services.workflows.domain.versions import with_relation
from services.workflows.domain.view import View
from services.workflows.forms.membership_papers import HARDSHIPS, ExemptionForm

_TITLES = dict(HARDSHIPS)


def _asked_so_far(view: View) -> dict[str, Any]:
    return {name: view.value(name) for name in forms.names(ExemptionForm)}


def _months(view: View) -> dict[str, Any]:
    first, last = rules.span(view) or (view.today, view.today)
    reason = _TITLES[view.text("hardship")]
    return {"from_month": first.isoformat(), "until_month": last.isoformat(), "reason": reason}


def _record(view: View) -> dict[str, Any]:
    return {**_months(view), "unit_id": str(view.case.unit_id)}


def _exempt(view: View) -> dict[str, Any]:
    return {"exempt": _months(view)}


def _title(view: View) -> str:
    first, last = rules.span(view) or (view.today, view.today)
    return f"Miễn đoàn phí từ tháng {words.month(first)} đến tháng {words.month(last)}"


def _retained_months(view: View) -> dict[str, Any]:
    first, last = rules.retained_span(view) or (view.today, view.today)
    return {**_months(view), "from_month": first.isoformat(), "until_month": last.isoformat()}


def _stopped(view: View) -> dict[str, Any]:
    return {**_retained_months(view), "unit_id": str(view.case.unit_id)}


def _exempt_till_now(view: View) -> dict[str, Any]:
    return {"exempt": {**_retained_months(view), "act": "end"}}


def _stopped_title(view: View) -> str:
    return f"Thôi miễn đoàn phí sau tháng {words.month(view.today)}"


_FITS = (
    standing.is_member,
    rules.not_too_long,
    rules.not_far_ahead,
    rules.not_paid_yet,
    rules.no_overlap,
    rules.reason_is_stated,
)
_ASKED_NOW = (rules.not_long_ago, *_FITS)

PROCESS = Process(
    code="fee_exemption",
    title="Miễn, giảm đoàn phí",
    version=2,
    prefix="MP",
    form=ExemptionForm,
    subject="member",
    case_title="Miễn đoàn phí cho {}".format,
    follows_subject=True,
    sensitive=frozenset({"hardship", "reason", "proof_file"}),
    rail=("requested", "proposed", "granted"),
    states=(
        State("requested", "Đã đề nghị, chờ chi đoàn xét", "chapter_officer"),
        State("proposed", "Chi đoàn đã đề nghị", "grassroots_unit"),
        State("returned", "Trả lại chi đoàn", "chapter_officer", step="requested"),
        State("granted", "Được miễn", is_end=True),
        State("rejected", "Không miễn", is_end=True, step="proposed"),
        State("cancelled", "Đã rút", is_end=True),
        GONE,
        State("stopped", "Đã thôi miễn", is_end=True, step="granted"),
        State("revoked", "Đã thu hồi", is_end=True, step="granted"),
    ),
    opening=Move(
        "open", "Đề nghị miễn đoàn phí", (), "proposed", by="chapter_officer", or_by=("applicant",), form=ExemptionForm,
        bars=True, needs=(guards.unit_is_open, *_ASKED_NOW), turns=(Turn(opened_by.officer, "requested"),),
        consequences=("Đoàn cấp trên quyết định; các tháng được miễn không tính là nợ đoàn phí.",),
    ),
    moves=(
        Move(
            "propose", "Đề nghị Đoàn cấp trên", ("requested", "returned"), "proposed",
            by="chapter_officer", within="fee_exempt_decide_days", primary=True, bars=True,
            needs=(guards.unit_is_open, *_FITS),
        ),
        Move(
            "amend", "Sửa đề nghị", ("requested", "returned"), STAY,
            by="chapter_officer", or_by=("applicant",), form=ExemptionForm, fills=_asked_so_far, needs=_ASKED_NOW,
        ),
        Move(
            "grant", "Cho miễn", ("proposed",), "granted",
            by="grassroots_unit", within="fee_exempt_decide_days", primary=True, decides=True,
            needs=(guards.decided_by_another, *_FITS),
            then=(Record(_title, _record, writes=_exempt),),
            consequences=("Đoàn viên không phải đóng đoàn phí các tháng này.",),
        ),
        Move(
            "return", "Trả lại chi đoàn", ("proposed",), "returned",
            by="grassroots_unit", needs_note=True, decides=True, consequences=("Đề nghị về chi đoàn, giữ nguyên nội dung.",),
        ),
        Move(
            "reject", "Không miễn", ("proposed",), "rejected",
            by="grassroots_unit", needs_note=True, decides=True, destructive=True,
            consequences=("Đoàn viên vẫn đóng đoàn phí các tháng này.",),
        ),
        gone("requested", "proposed", "returned"),
        Move(
            "cancel", "Rút đề nghị", ("requested", "proposed", "returned"), "cancelled",
            by="chapter_officer", or_by=("applicant",), destructive=True,
            consequences=("Đoàn viên vẫn đóng đoàn phí các tháng này.",),
        ),
        Move(
            "stop", "Thôi miễn", ("granted",), "stopped",
            by="grassroots_unit", needs_note=True, decides=True, needs=(rules.months_left,),
            then=(Record(_stopped_title, _stopped, writes=_exempt_till_now),),
            turns=(Turn(rules.has_begun, "stopped", then=(Strike(),)),),
            consequences=("Các tháng đã được miễn, kể cả tháng này, không phải đóng; từ tháng sau đóng đoàn phí.",),
        ),
        Move(
            "revoke", "Thu hồi quyết định miễn", ("granted", "stopped"), "revoked",
            by="grassroots_unit", needs_note=True, decides=True, destructive=True, then=(Strike(),),
            consequences=("Chỉ khi miễn dựa trên khai báo sai: mọi tháng đã miễn mà chưa đóng lại phải đóng.",),
        ),
    ),
)  # fmt: skip
EARLIER = (with_relation(PROCESS, "superior", instead_of="grassroots_unit", version=1),)
