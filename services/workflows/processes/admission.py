"""Kết nạp đoàn viên: a candidate becomes a member (charter article 1; HD 22, HD 16, HD 20).

The chapter lists and trains candidates, considers each one in a meeting and sends the file; the grassroots union decides, for a
place without an organisation on its own proposal; registry and register carry it out; a ceremony ends it. The date of the decision is the date of joining.
"""

from collections.abc import Mapping
from typing import Any

from services.workflows.domain import ballots, early_return, electorate, forms, guards, minutes, named
from services.workflows.domain.process import (
    STAY,
    Apply,
    Asked,
    Drop,
    Issue,
    Move,
    Prepare,
    Process,
    Revoke,
    Settle,
    State,
    Turn,
)
from services.workflows.domain.versions import with_relation
from services.workflows.domain.view import View
from services.workflows.forms.candidate import (
    ApplicationForm,
    CandidateForm,
    CeremonyForm,
    EarlyReturnForm,
    PapersForm,
    PersonForm,
    TrainingForm,
)
from services.workflows.forms.filling import filled
from services.workflows.forms.meeting import VoteForm
from services.workflows.forms.roster import AdmissionsForm

_PROFILE = tuple(name for name in forms.names(PersonForm) if name != "no_citizen_id")
_ISSUING = "Đang ban hành quyết định"


def _joins(view: View) -> tuple[str, str]:
    """Id and name of the chapter where the new member will live: the one that opened the case, unless it is none."""
    joined = view.facts["join_unit"] if view.text("join_unit_id") and not guards.holds_members(view.unit) else None
    unit = joined or view.unit
    return str(unit.id), unit.name


def _change(view: View) -> dict[str, Any]:
    profile = {name: view.value(name) for name in _PROFILE if view.value(name) is not None}
    left = view.facts["subject"] is not None or view.day("left_on") is not None
    return {"profile": profile, "unit_id": _joins(view)[0], "is_readmission": left, "book_no": view.value("book_no")}


def _ballots(view: View) -> dict[str, int]:
    return {name: view.number(f"vote.{name}") or 0 for name in ("agree", "disagree", "blank", "invalid", "present")}


def _person(view: View) -> dict[str, Any]:
    unit_id, unit_name = _joins(view)
    resolution = view.case.document("T02")
    return {
        "full_name": view.case.subject_name,
        "born_on": view.value("born_on"),
        "sex": view.value("sex"),
        "code": view.value("member_code"),
        "person_id": view.case.subject_id and str(view.case.subject_id),
        "unit_id": unit_id,
        "unit_name": unit_name,
        "vote": _ballots(view),
        "resolution": resolution and {"number": resolution.number, "on": resolution.on},
    }


def _meeting(view: View) -> dict[str, Any]:
    vote = view.case.form.get("vote") or {}
    return {
        "meeting": {
            "on": vote.get("met_on"),
            "members": electorate.members_total(view),
            "present": vote.get("present"),
            "chair": vote.get("chair"),
            "secretary": vote.get("secretary"),
            "place": vote.get("place"),
        },
        "signer_name": view.case.signer.get("name"),
    }


def _decision(view: View) -> dict[str, Any]:
    resolution = view.case.document("T02")
    return {
        "resolution": resolution and {"number": resolution.number, "on": resolution.on},
        "signer_name": view.case.signer.get("name"),
    }


def _record(view: View) -> dict[str, Any]:
    return {"vote": _ballots(view), "theme": view.value("theme"), "unit_id": _joins(view)[0]}


def _vote_so_far(view: View) -> dict[str, Any]:
    held = view.case.form.get("vote") or {}
    return {"met_on": view.today.isoformat(), "voters": "members", "disagree": 0} | held


def _file_so_far(view: View) -> dict[str, Any]:
    return {"applied_on": view.today.isoformat(), **view.case.form}


def _subject_name(form: Mapping[str, Any]) -> str:
    return " ".join(str(form.get("full_name") or "").split())


_PERSON_FITS = (
    guards.vietnamese,
    guards.old_enough,
    guards.young_enough,
    guards.schooled,
    guards.clear_background,
    guards.may_return,
)
_HAS_APPLIED = (
    guards.applied,
    guards.trained,
    guards.introduced,
    guards.known_long_enough,
    guards.voluntary,
)
_WAS_VOTED = (ballots.has_voted, ballots.quorum, ballots.majority)
_FILE_IS_WHOLE = (guards.profile_complete, guards.guardian_agrees, guards.has_chapter)
_MAY_BE_AMENDED = (guards.only_case, guards.vietnamese)
_BEFORE_VOTING = ("candidate", "training", "applied")
_VOID = (Drop("T02"), Drop("T01"))
_BEFORE_SENDING = (*_BEFORE_VOTING, "voted", "returned")

PROCESS = Process(
    code="admission",
    title="Kết nạp",
    version=2,
    prefix="KN",
    form=CandidateForm,
    subject_name=_subject_name,
    subject="optional",
    subject_asked=Asked(
        "Người đã từng là đoàn viên (chỉ khi kết nạp lại)",
        "Bỏ trống nếu là người vào Đoàn lần đầu. Gõ họ tên, mã đoàn viên hoặc số thẻ cũ.",
        is_rare=True,
    ),
    case_title="Kết nạp {}".format,
    workbook=AdmissionsForm,
    changes_membership=True,
    sensitive=frozenset({
        "citizen_id", "phone", "email", "ethnicity", "religion", "permanent_address", "current_address",
        *forms.names(PapersForm),
    }),
    warnings=(guards.namesake, guards.citizen_id_doubt, early_return.returns_early, electorate.records_more),
    rail=("candidate", "training", "applied", "voted", "submitted", "preparing", "approved", "admitted"),
    states=(
        State("candidate", "Đối tượng kết nạp", "chapter_officer"),
        State("training", "Đang bồi dưỡng", "chapter_officer"),
        State("applied", "Đã có đơn xin vào Đoàn", "chapter_officer"),
        State("voted", "Chi đoàn đã biểu quyết", "chapter_officer"),
        State("submitted", "Đã gửi, đang xét", "admitting_unit"),
        State("preparing", _ISSUING, "system"),
        State("issuing", _ISSUING, "system", step="preparing"),
        State("applying", _ISSUING, "system", step="preparing"),
        State("approved", "Đã chuẩn y", "chapter_officer"),
        State("admitted", "Đã kết nạp", is_end=True),
        State("returned", "Trả lại bổ sung", "chapter_officer", step="voted"),
        State("vote_failed", "Không đạt biểu quyết", is_end=True, step="voted"),
        State("rejected", "Không duyệt", is_end=True, step="submitted"),
        State("cancelled", "Đã rút", is_end=True),
        State("expired", "Quá hạn", is_end=True),
        State("revoked", "Đã thu hồi", is_end=True, step="approved"),
    ),
    opening=Move(
        "open", "Mở hồ sơ", (), "applied", by="chapter_officer", form=CandidateForm, bars=False,
        needs=(guards.unit_is_open, guards.only_case, *_PERSON_FITS),
        turns=(Turn(guards.applied, "candidate"), Turn(guards.trained, "candidate")),
    ),
    moves=(
        Move(
            "start_training", "Đưa vào lớp bồi dưỡng", ("candidate",), "training",
            by="chapter_officer", form=TrainingForm,
        ),
        Move(
            "record_application", "Ghi nhận đơn", ("candidate", "training"), "applied",
            by="chapter_officer", form=ApplicationForm, fills=_file_so_far, primary=True, needs=_HAS_APPLIED,
        ),
        Move(
            "amend", "Sửa lý lịch", _BEFORE_VOTING, STAY,
            by="chapter_officer", form=CandidateForm, fills=_file_so_far, needs=_MAY_BE_AMENDED,
        ),
        Move(
            "amend", "Sửa lý lịch", ("voted", "returned"), STAY,
            by="chapter_officer", form=CandidateForm, fills=_file_so_far, needs=_MAY_BE_AMENDED,
            turns=(Turn(ballots.still_the_person, "applied", then=_VOID, forgets=("vote",)),),
            consequences=("Sửa họ tên, ngày sinh, giới tính hoặc số CCCD đã có thì chi đoàn phải biểu quyết lại.",),
        ),
        Move(
            "allow_early_return", "Cho phép kết nạp lại sớm", _BEFORE_VOTING, STAY,
            by="admitting_unit", judges=True, form=EarlyReturnForm, keep="early_return",
            needs=(early_return.returns_too_soon, filled(EarlyReturnForm, "reason", group="early_return")),
            consequences=("Chi đoàn được xét trước thời hạn; lý do lưu trong hồ sơ.",),
        ),
        Move(
            "record_vote", "Ghi nhận kết quả biểu quyết", ("applied", "returned"), "voted",
            by="chapter_officer", form=VoteForm, keep="vote", fills=_vote_so_far, primary=True, bars=True,
            freezes=electorate.freeze,
            needs=(
                guards.unit_is_open, *_PERSON_FITS, *_HAS_APPLIED, guards.guardian_agrees,
                ballots.met_by_now, ballots.committee_may_vote, ballots.quorum, ballots.slips_add_up, ballots.votes_add_up,
            ),
            turns=(Turn(ballots.majority, "vote_failed"),), then=_VOID,
        ),
        Move(
            "submit", "Gửi Đoàn cấp trên", ("voted", "returned"), "submitted",
            by="chapter_officer", within="admission_submit_days", primary=True, bars=True, document="T02",
            needs=(guards.unit_is_open, *_PERSON_FITS, *_HAS_APPLIED, *_WAS_VOTED, *_FILE_IS_WHOLE),
            then=(
                Issue("T02", by="chapter_officer", common=_meeting, person=_person, in_force=True, of_one_meeting=True),
                minutes.of_a_vote("xét kết nạp đoàn viên mới", person=_person),
            ),
            consequences=("Nghị quyết và biên bản họp của chi đoàn được cấp số.", "Đoàn cấp trên xét trong thời hạn quy định."),
        ),
        Move(
            "approve", "Duyệt", ("submitted",), "preparing",
            by="admitting_unit", within="admission_decide_days", primary=True, decides=True, document="T03",
            needs=(guards.decided_by_another, *_PERSON_FITS, *_HAS_APPLIED, *_WAS_VOTED, *_FILE_IS_WHOLE),
            then=(Prepare("admit", _change, by="admitting_unit"),),
            consequences=("Quyết định chuẩn y kết nạp được ban hành và có số.", "Đoàn viên mới có mã và thẻ."),
        ),
        Move(
            "return", "Trả lại bổ sung", ("submitted",), "returned",
            by="admitting_unit", needs_note=True, decides=True, consequences=("Hồ sơ về chi đoàn, giữ nguyên nội dung.",),
        ),
        Move(
            "reject", "Không duyệt", ("submitted",), "rejected",
            by="admitting_unit", needs_note=True, decides=True, destructive=True, needs=(guards.decided_by_another,),
            consequences=("Hồ sơ kết thúc; người xin vào Đoàn có thể nộp lại.",),
        ),
        Move(
            "cancel", "Rút hồ sơ", (*_BEFORE_SENDING, "submitted"), "cancelled",
            by="chapter_officer", needs_note=True, destructive=True, consequences=("Hồ sơ kết thúc, không duyệt nữa.",),
        ),
        Move("refused", "Danh bộ từ chối", ("preparing",), "submitted", by="system"),
        Move(
            "prepared", "Danh bộ đã giữ chỗ", ("preparing",), "issuing", by="system",
            then=(Issue("T03", by="admitting_unit", common=_decision, person=_person, after=("T02",)),),
        ),
        Move(
            "issued", "Quyết định đã có số", ("issuing",), "applying", by="system",
            then=(Apply("T03", "Chuẩn y kết nạp đoàn viên", data=_record),),
        ),
        Move(
            "applied", "Quyết định có hiệu lực", ("applying",), "approved", by="system",
            then=(Settle("T03", "in_force"),),
        ),
        Move(
            "record_ceremony", "Ghi nhận lễ kết nạp", ("approved",), "admitted",
            by="chapter_officer", within="admission_ceremony_days", form=CeremonyForm, keep="ceremony", primary=True,
            needs=(guards.ceremony_after_decision,),
        ),
        Move(
            "close", "Kết thúc, không tổ chức lễ", ("approved",), "admitted",
            by="chapter_officer", or_by=("admitting_unit",), needs_note=True,
            consequences=("Đoàn viên vẫn được kết nạp theo quyết định.",),
        ),
        Move(
            "revoke", "Thu hồi quyết định", ("approved", "admitted"), "revoked",
            by="admitting_unit", needs_note=True, decides=True, destructive=True, document="T19R",
            then=(named.revoking("T03", by="admitting_unit"), Revoke(), Settle("T03", "revoked", by="T19R")),
            consequences=(
                "Đoàn viên không còn được tính; lịch sử được giữ.",
                "Quyết định thu hồi được ban hành và có số; quyết định chuẩn y không còn giá trị với người này.",
            ),
        ),
        Move("expire", "Hết hạn", _BEFORE_SENDING, "expired", by="system", within="admission_expire_days"),
    ),
)  # fmt: skip
EARLIER = (with_relation(PROCESS, "superior", instead_of="admitting_unit", version=1),)
