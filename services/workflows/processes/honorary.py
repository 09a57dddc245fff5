"""Đoàn viên danh dự: any unit proposes somebody outside the membership; the bureau of a district or the province decides (S39).

An honorary member has no vote, no fee and no number of the ordinary series; the file of a member who matured stays the one file.
"""

from collections.abc import Mapping
from typing import Any

from services.workflows.domain import guards, named
from services.workflows.domain import honorary_rules as fits
from services.workflows.domain.process import (
    STAY,
    Apply,
    Asked,
    Drop,
    Issue,
    Move,
    Prepare,
    Process,
    Record,
    Settle,
    State,
)
from services.workflows.domain.view import View
from services.workflows.forms import honorary as forms
from services.workflows.forms.filling import filled

_ISSUING = "Đang ban hành quyết định"


def _name(form: Mapping[str, Any]) -> str:
    return " ".join(str(form.get("full_name") or "").split())


def _person(view: View) -> dict[str, Any]:
    described = {name: view.value(name) for name in ("sex", "born_on") if view.value(name)}
    told = {"merits": view.value("merits"), "workplace": view.value("workplace")}
    return {**named.person(view), **described, **told}


def _paper(view: View) -> dict[str, Any]:
    return named.signed(view)


def _change(view: View) -> dict[str, Any]:
    if view.subject is not None:
        return {"merits": view.value("merits")}
    return {
        "profile": {name: view.value(name) for name in ("full_name", "sex", "born_on")},
        "merits": view.value("merits"),
    }


def _line(stage: str, view: View) -> dict[str, Any]:
    return named.known(**{"stage": stage, "merits": view.value("merits"), "unit_id": named.chapter(view)})


def _withdrawal(view: View) -> dict[str, Any]:
    return named.signed(view, {**named.cited(view, "T11"), "reason": view.value("end.reason")})


def _withdrawn(view: View) -> dict[str, Any]:
    return {**named.person(view), "reason": view.value("end.reason")}


def _file_so_far(view: View) -> dict[str, Any]:
    return {**view.case.form}


_FITS = (
    guards.unit_is_open, guards.only_case, fits.no_member_now, fits.no_member_elsewhere, fits.not_a_members_namesake,
    fits.belongs_here, fits.described, fits.high_enough,
    filled(forms.HonoraryForm, "approver_level", "merits"),
)  # fmt: skip
_BEFORE_SENDING = ("proposed", "bch_agreed")

PROCESS = Process(
    code="honorary",
    title="Đoàn viên danh dự",
    prefix="DD",
    form=forms.HonoraryForm,
    subject="optional",
    subject_asked=Asked(
        "Người đã từng là đoàn viên",
        "Bỏ trống nếu chưa từng là đoàn viên. Gõ họ tên, mã đoàn viên hoặc số thẻ cũ.",
    ),
    subject_name=_name,
    case_title="Công nhận đoàn viên danh dự {}".format,
    changes_membership=True,
    warnings=(fits.records_more,),
    rail=("proposed", "bch_agreed", "submitted", "preparing", "approved", "conferred"),
    states=(
        State("proposed", "Đã đề xuất", "unit_officer"),
        State("bch_agreed", "Ban Chấp hành đã thống nhất", "unit_officer"),
        State("submitted", "Đã gửi, đang xét", "honorary_approver"),
        State("preparing", _ISSUING, "system"),
        State("issuing", _ISSUING, "system", step="preparing"),
        State("applying", _ISSUING, "system", step="preparing"),
        State("approved", "Đã công nhận, chờ trao", "unit_officer"),
        State("conferred", "Đã trao", is_end=True),
        State("withdrawing", "Đang ban hành quyết định thu hồi", "system", step="approved"),
        State("withdrawn", "Đã thôi công nhận", is_end=True, step="approved"),
        State("rejected", "Không duyệt", is_end=True, step="submitted"),
        State("cancelled", "Đã rút", is_end=True),
    ),
    opening=Move(
        "open", "Đề xuất", (), "proposed", by="unit_officer", form=forms.HonoraryForm, needs=_FITS,
    ),
    moves=(
        Move(
            "amend", "Sửa đề xuất", _BEFORE_SENDING, STAY, by="unit_officer", form=forms.HonoraryForm,
            fills=_file_so_far, needs=_FITS,
        ),
        Move(
            "agree", "Ghi ý kiến Ban Chấp hành", ("proposed",), "bch_agreed", by="unit_officer",
            form=forms.AgreementForm, keep="agreement", freezes=fits.freeze, primary=True, needs=(*_FITS, fits.met_by_now, fits.agreed),
        ),
        Move(
            "submit", "Gửi đề nghị công nhận", ("bch_agreed",), "submitted", by="unit_officer", primary=True, bars=True,
            document="T11T", needs=(*_FITS, fits.agreed, fits.consents),
            then=(
                Drop("T11T"),
                Issue("T11T", by="unit_officer", common=_paper, person=_person, in_force=True, single=True, again=True),
            ),
            consequences=("Tờ trình được cấp số.", "Ban Thường vụ cấp công nhận xét trong thời hạn quy định."),
        ),
        Move(
            "approve", "Công nhận", ("submitted",), "preparing", by="honorary_approver", within="honorary_decide_days",
            primary=True, decides=True, document="T11", needs=(guards.decided_by_another, *_FITS, fits.consents),
            then=(Prepare("honour", _change, by="honorary_approver"),),
            consequences=("Quyết định công nhận được ban hành và có số.", "Không tính vào số đoàn viên."),
        ),
        Move(
            "return", "Trả lại bổ sung", ("submitted",), "bch_agreed", by="honorary_approver", needs_note=True, judges=True,
        ),
        Move(
            "reject", "Không duyệt", ("submitted",), "rejected", by="honorary_approver", needs_note=True, decides=True,
            destructive=True,
        ),
        Move(
            "cancel", "Rút đề nghị", (*_BEFORE_SENDING, "submitted"), "cancelled", by="unit_officer", needs_note=True,
            destructive=True,
        ),
        Move("refused", "Danh bộ từ chối", ("preparing",), "submitted", by="system"),
        Move(
            "prepared", "Danh bộ đã giữ chỗ", ("preparing",), "issuing", by="system",
            then=(Issue("T11", by="honorary_approver", common=_paper, person=_person),),
        ),
        Move(
            "issued", "Quyết định đã có số", ("issuing",), "applying", by="system",
            then=(Apply("T11", "Công nhận đoàn viên danh dự", data=lambda view: _line("CONFERRED", view)),),
        ),
        Move(
            "applied", "Quyết định có hiệu lực", ("applying",), "approved", by="system",
            then=(Settle("T11", "in_force"),),
        ),
        Move(
            "confer", "Ghi nhận lễ trao", ("approved",), "conferred", by="unit_officer",
            form=forms.HonourConferralForm, keep="conferral", primary=True, needs=(fits.conferred_after_decision,),
        ),
        Move(
            "withdraw", "Thôi công nhận", ("approved", "conferred"), "withdrawing", by="honorary_approver",
            form=forms.EndOfHonourForm, keep="end", decides=True, destructive=True, document="T19R",
            needs=(filled(forms.EndOfHonourForm, "cause", "reason", group="end"),),
            then=(Issue("T19R", by="honorary_approver", common=_withdrawal, person=_withdrawn, in_force=True, single=True),),
            consequences=("Quyết định công nhận bị thu hồi; sổ đoàn viên danh dự ghi ngày thôi.",),
        ),
        Move(
            "issued", "Quyết định thu hồi đã có số", ("withdrawing",), "withdrawn", by="system",
            then=(
                Record(
                    "Thôi công nhận đoàn viên danh dự", lambda view: _line("WITHDRAWN", view),
                    writes=lambda _view: {"honour": {"act": "end"}}, template="T19R",
                ),
                Settle("T11", "revoked", by="T19R"),
            ),
        ),
    ),
)  # fmt: skip
