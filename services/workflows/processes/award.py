"""Khen thưởng: a proposal goes up level by level to the one that owns the form, which decides for many names at once (S58, S60).

What the central committee owns is forwarded to it; its decision is recorded when it comes.
"""

from collections.abc import Mapping
from typing import Any

from services.workflows.domain import award_forms, award_meeting, guards, minutes, named
from services.workflows.domain import award_rules as fits
from services.workflows.domain.process import (
    STAY,
    Asked,
    Drop,
    Issue,
    Move,
    Process,
    Record,
    Settle,
    State,
    Strike,
    Turn,
)
from services.workflows.domain.view import View
from services.workflows.forms import award as forms
from services.workflows.forms.filling import filled


def _name(form: Mapping[str, Any]) -> str:
    return " ".join(str(form.get("name") or "").split())


def _form_title(view: View) -> str | None:
    form = fits.form_of(view)
    return form.title if form else None


def _is_collective(view: View) -> bool:
    form = fits.form_of(view)
    return form is not None and form.kind == award_forms.COLLECTIVE


def _proposed(view: View) -> dict[str, Any]:
    merits = {"form_title": _form_title(view), "merits": view.value("merits"), "is_collective": _is_collective(view)}
    return {**named.person(view), **merits}


def _awarded(view: View) -> dict[str, Any]:
    return {**_proposed(view), "money": view.value("decision.money")}


def _taken_back(view: View) -> dict[str, Any]:
    return {**named.person(view), "is_collective": _is_collective(view)}


def _proposal(view: View) -> dict[str, Any]:
    return named.signed(view, {"form_title": _form_title(view), "occasion": view.value("occasion")})


def _account(view: View) -> dict[str, Any]:
    """What the report of merits says of the one who is proposed."""
    said = {"merits": view.value("merits"), "workplace": view.value("workplace")}
    return {**named.person(view), **said, "is_collective": _is_collective(view)}


def _decision(view: View) -> dict[str, Any]:
    told = {"form_title": _form_title(view), "occasion": view.value("occasion")}
    return named.signed(view, {**told, "reason": view.value("decision.reason"), "fund": view.value("decision.fund")})


def _line(view: View) -> dict[str, Any]:
    form = fits.form_of(view)
    return named.known(**{
        "level": form.level if form else None,
        "form": form.code if form else None,
        "form_title": form.title if form else None,
        "kind": view.value("kind"),
        "occasion": view.value("occasion"),
        "reason": view.value("decision.reason") or view.value("merits"),
        "money": view.value("decision.money"),
        "is_collective": _is_collective(view),
        "unit_id": named.chapter(view),
    })  # fmt: skip


def _title(view: View) -> str:
    whom = "" if view.case.subject_id else f" – {view.case.subject_name}"
    return f"Khen thưởng: {_form_title(view)}{whom}"


def _file_so_far(view: View) -> dict[str, Any]:
    return {**view.case.form}


def _today(view: View) -> dict[str, Any]:
    return {"reviewed_on": view.today.isoformat()}


_ASKED = filled(forms.AwardForm, "award_form", "kind", "occasion")
_PROPOSABLE = (
    fits.known_form,
    fits.right_kind,
    fits.belongs_here,
    fits.somebody_owns_it,
    _ASKED,
    fits.once_an_occasion,
)
_LINE, _UNIT_LINE = (Record(_title, _line, template="T14", about_unit=about_unit) for about_unit in (False, True))
_CENTRAL_LINE, _CENTRAL_UNIT_LINE = (Record(_title, _line, about_unit=about_unit) for about_unit in (False, True))
_MINUTES = minutes.of_a_proposal(
    lambda view: f"xét đề nghị khen thưởng {view.text('occasion')}".strip(),
    verdict=lambda view: f"Đề nghị {_form_title(view)}",
)
_BACK = "Hồ sơ về đơn vị đề nghị, giữ nguyên nội dung; gửi lại thì các cấp xét lại từ đầu."

PROCESS = Process(
    code="award",
    title="Khen thưởng",
    prefix="KT",
    form=forms.AwardForm,
    subject="optional",
    subject_asked=Asked(
        "Đoàn viên được khen thưởng",
        "Bỏ trống khi khen thưởng tập thể. Gõ họ tên, mã đoàn viên hoặc số thẻ.",
    ),
    subject_name=_name,
    case_title="Khen thưởng {}".format,
    warnings=(award_meeting.records_more,),
    rail=("proposed", "reviewing", "decided", "conferred"),
    states=(
        State("proposed", "Đang lập hồ sơ", "unit_officer"),
        State("reviewing", "Đang xét", "award_reviewer"),
        State("forwarded", "Đã chuyển Trung ương Đoàn", "award_owner", step="reviewing"),
        State("issuing", "Đang ban hành quyết định", "system", step="decided"),
        State("decided", "Đã quyết định, chờ trao", "unit_officer"),
        State("conferred", "Đã trao", is_end=True),
        State("rejected", "Không duyệt", is_end=True, step="reviewing"),
        State("cancelled", "Đã rút", is_end=True),
        State("revoked", "Đã thu hồi", is_end=True, step="decided"),
    ),
    opening=Move(
        "open", "Lập đề nghị", (), "proposed", by="unit_officer", or_by=("applicant",), form=forms.AwardForm, bars=True,
        needs=(guards.unit_is_open, *_PROPOSABLE),
    ),
    moves=(
        Move(
            "amend", "Sửa đề nghị", ("proposed",), STAY, by="unit_officer", form=forms.AwardForm, fills=_file_so_far,
            needs=_PROPOSABLE,
        ),
        Move(
            "propose", "Gửi đề nghị", ("proposed",), "reviewing", by="unit_officer", primary=True, document="T13",
            within="award_plan_days", counted_from=fits.plan_began_on,
            freezes=award_meeting.freeze, bars=True,
            then=(
                Drop("T01"),
                Drop("T13"),
                Drop("T13B"),
                _MINUTES,
                Issue("T13", by="unit_officer", common=_proposal, person=_proposed, in_force=True, again=True),
                Issue("T13B", by="unit_officer", common=_proposal, person=_account, in_force=True, single=True, again=True),
            ),
            needs=(
                guards.unit_is_open, *_PROPOSABLE, filled(forms.AwardForm, "merits", "met_on"),
                fits.met_by_now, award_meeting.had_quorum, award_meeting.agreed, fits.has_papers, fits.in_time,
            ),
            consequences=("Biên bản họp xét, tờ trình và báo cáo thành tích của từng người được cấp số.", "Từng cấp xét rồi chuyển lên cấp có thẩm quyền."),
        ),
        Move(
            "review", "Đồng ý, chuyển cấp trên", ("reviewing",), STAY, by="award_reviewer", form=forms.ReviewForm,
            keep="reviews", appends=True, fills=_today, primary=True, within="award_review_days",
            counted_from="reviews.reviewed_on", judges=True, needs=(fits.below_owner,),
        ),
        Move(
            "decide", "Quyết định khen thưởng", ("reviewing",), "issuing", by="award_owner",
            form=forms.AwardDecisionForm, keep="decision", primary=True, decides=True, document="T14",
            within="award_review_days", counted_from="reviews.reviewed_on",
            needs=(fits.reached_owner, fits.decided_here),
            then=(Issue("T14", by="award_owner", common=_decision, person=_awarded, in_force=True),),
            consequences=("Quyết định khen thưởng được ban hành và có số; duyệt cùng lúc thì chung một quyết định.",),
        ),
        Move(
            "forward", "Chuyển hồ sơ Trung ương", ("reviewing",), "forwarded", by="award_owner", primary=True, judges=True,
            needs=(fits.reached_owner, fits.decided_by_the_centre),
            consequences=("Hồ sơ gửi Trung ương Đoàn gồm 2 bộ; kết quả ghi lại khi có quyết định.",),
        ),
        Move(
            "record_central", "Ghi quyết định của Trung ương", ("forwarded",), "decided", by="award_owner",
            form=forms.CentralForm, keep="central", primary=True,
            needs=(
                filled(forms.CentralForm, "decision_no", group="central"), fits.central_decided_by_now,
            ),
            turns=(Turn(fits.of_a_person, "decided", then=(_CENTRAL_UNIT_LINE,)),), then=(_CENTRAL_LINE,),
        ),
        Move(
            "return", "Trả lại bổ sung", ("reviewing",), "proposed", by="award_reviewer", needs_note=True, judges=True,
            turns=(Turn(fits.reviewed_before, "proposed", forgets=("reviews",)),), consequences=(_BACK,),
        ),
        Move(
            "reject", "Không duyệt", ("reviewing", "forwarded"), "rejected", by="award_reviewer", needs_note=True,
            destructive=True, decides=True,
        ),
        Move(
            "cancel", "Rút đề nghị", ("proposed", "reviewing"), "cancelled", by="unit_officer", needs_note=True,
            destructive=True,
        ),
        Move(
            "issued", "Quyết định đã có số", ("issuing",), "decided", by="system", then=(_LINE,),
            turns=(Turn(fits.of_a_person, "decided", then=(_UNIT_LINE,)),),
        ),
        Move(
            "confer", "Ghi nhận trao thưởng", ("decided",), "conferred", by="unit_officer", form=forms.ConferralForm,
            keep="conferral", primary=True, needs=(fits.conferred_after_decision,),
        ),
        Move(
            "revoke", "Thu hồi quyết định", ("decided", "conferred"), "revoked", by="award_owner", needs_note=True,
            decides=True, destructive=True, document="T19R",
            turns=(Turn(fits.decided_here, "revoked", then=(Strike(),)),),
            then=(
                named.revoking("T14", by="award_owner", whom=_taken_back), Strike(), Settle("T14", "revoked", by="T19R"),
            ),
            consequences=(
                "Quyết định thu hồi được ban hành và có số, trừ khi Trung ương Đoàn đã quyết định khen thưởng.",
                "Dòng khen thưởng không còn tính; quyết định khen thưởng không còn giá trị với người hoặc tập thể này.",
            ),
        ),
    ),
)  # fmt: skip
