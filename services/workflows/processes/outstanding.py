"""Đoàn viên ưu tú: a member is recommended to the Party, from the class to official membership (S53–S57).

The chapter nominates and votes in secret; the superior's committee resolves; the Party decides, and what it decides is recorded.
The recommendation goes along when the member moves; the new superior may confirm it again.
"""

from typing import Any

from services.workflows.domain import ballots, electorate, guards, minutes, named, rules, standing
from services.workflows.domain import outstanding_rules as fits
from services.workflows.domain.gone import GONE, gone
from services.workflows.domain.process import STAY, Drop, Issue, Move, Process, Record, Settle, State, Turn
from services.workflows.domain.versions import with_relation
from services.workflows.domain.view import View
from services.workflows.forms import outstanding as forms
from services.workflows.forms.filling import filled
from services.workflows.forms.meeting import VoteForm


def _person(view: View) -> dict[str, Any]:
    joined_on = view.subject.joined_on if view.subject else None
    return {
        **named.person(view),
        "joined_on": joined_on and joined_on.isoformat(),
        "strengths": view.value("resolution.strengths"),
        "weaknesses": view.value("resolution.weaknesses"),
        "class_certificate_no": _certificate_no(view),
        "party_cell": _party(view),
        "vote": _ballots(view),
    }


def _ballots(view: View) -> dict[str, int]:
    return {name: view.number(f"vote.{name}") or 0 for name in ("agree", "disagree", "blank", "invalid", "present")}


def _certificate_no(view: View) -> str | None:
    return view.text("class.certificate_no") or view.text("class_certificate_no") or None


def _party(view: View) -> str | None:
    return view.text("party_cell") or view.text("upper_party") or None


def _valid_until(view: View) -> str | None:
    since = view.day("resolution.resolved_on")
    return rules.add_months(since, view.rules.number("recommendation_valid_months")).isoformat() if since else None


def _resolution(view: View) -> dict[str, Any]:
    return named.signed(view, {"party_cell": _party(view), "valid_until": _valid_until(view)})


def _withdrawal(view: View) -> dict[str, Any]:
    return named.signed(view, {**named.cited(view, "T12"), "reason": view.value("withdrawal.reason")})


def _withdrawn(view: View) -> dict[str, Any]:
    return {**named.person(view), "reason": view.value("withdrawal.reason")}


def _line(stage: str, on: str | None, view: View) -> dict[str, Any]:
    return named.known(**{
        "stage": stage,
        "year": view.case.opened_at.year,
        "on": view.value(on) if on else view.today.isoformat(),
        "valid_until": _valid_until(view),
        "class_certificate_no": _certificate_no(view),
        "party_cell": _party(view),
        "unit_id": named.chapter(view),
    })  # fmt: skip


def _class_profile(view: View) -> dict[str, Any]:
    on = view.day("class.certificate_on")
    until = on and rules.add_months(on, view.rules.number("party_class_valid_months")).isoformat()
    known = {"party_class_no": _certificate_no(view), "party_class_date": view.value("class.certificate_on")}
    return {"profile": named.known(**{**known, "party_class_until": until})}


def _party_profile(view: View) -> dict[str, Any]:
    told = {"party_join_date": view.value("party.admitted_on"), "party_cell": view.value("party_cell")}
    return {"profile": named.known(**told)}


_TITLES = {
    "INTRODUCED": "Giới thiệu đoàn viên ưu tú",
    "IN_CLASS": "Học lớp nhận thức về Đảng",
    "RECOGNISED": "Công nhận đối tượng Đảng",
    "ADMITTED": "Kết nạp Đảng",
    "OFFICIAL": "Đảng viên chính thức",
    "WITHDRAWN": "Rút giới thiệu đoàn viên ưu tú",
    "EXPIRED": "Hết hạn giới thiệu đoàn viên ưu tú",
}


def _record(stage: str, on: str | None = None, **given: Any) -> Record:
    return Record(_TITLES[stage], lambda view: _line(stage, on, view), **given)


def _file_so_far(view: View) -> dict[str, Any]:
    return {**view.case.form}


def _vote_so_far(view: View) -> dict[str, Any]:
    held = {"met_on": view.today.isoformat(), "ballot": "secret"}
    return {**held, "voters": "members", **(view.case.form.get("vote") or {})}


_RESOLUTION = Issue(
    "T12", by="grassroots_unit", common=_resolution, person=_person, in_force=True, single=True, again=True
)
_WITHDRAWAL = Issue("T19R", by="grassroots_unit", common=_withdrawal, person=_withdrawn, in_force=True, single=True)
_CRITERIA = (
    standing.is_member, filled(forms.NominationForm, "phase"), fits.old_enough, fits.fits_person, fits.rated_excellent,
    fits.certified_for_phase,
)  # fmt: skip
_VOTED = (
    fits.secret, ballots.met_by_now, ballots.quorum, electorate.agrees_where_own, ballots.slips_add_up, ballots.votes_add_up,
)  # fmt: skip
_RUNNING = ("resolved", "sent_to_party", "in_class", "recognised")

PROCESS = Process(
    code="outstanding",
    title="Đoàn viên ưu tú",
    version=2,
    prefix="UT",
    form=forms.NominationForm,
    subject="member",
    case_title="Giới thiệu đoàn viên ưu tú {}".format,
    follows_subject=True,
    sensitive=frozenset({"class_certificate_no", "class_certificate_on", "party_cell", "upper_party"}),
    warnings=(electorate.records_more,),
    rail=("nominated", "voted", "submitted", "resolved", "sent_to_party", "recognised", "admitted", "official"),
    states=(
        State("nominated", "Đã giới thiệu, chờ biểu quyết", "chapter_officer"),
        State("voted", "Chi đoàn đã biểu quyết", "chapter_officer"),
        State("submitted", "Đã gửi, đang xét", "grassroots_unit"),
        State("resolving", "Đang ban hành nghị quyết", "system", step="resolved"),
        State("resolved", "Đã có nghị quyết giới thiệu", "grassroots_unit"),
        State("sent_to_party", "Đã gửi cấp uỷ", "grassroots_unit"),
        State("in_class", "Đã học lớp nhận thức về Đảng", "grassroots_unit", step="sent_to_party"),
        State("recognised", "Đã là đối tượng Đảng", "grassroots_unit"),
        State("admitted", "Đảng viên dự bị", "grassroots_unit"),
        State("withdrawing", "Đang ban hành nghị quyết rút", "system", step="resolved"),
        State("official", "Đảng viên chính thức", is_end=True),
        State("vote_failed", "Không đạt biểu quyết", is_end=True, step="voted"),
        State("rejected", "Không duyệt", is_end=True, step="submitted"),
        State("not_accepted", "Cấp uỷ không chấp nhận", is_end=True, step="sent_to_party"),
        State("expired", "Hết hạn giới thiệu", is_end=True, step="resolved"),
        State("withdrawn", "Đã rút giới thiệu", is_end=True, step="resolved"),
        State("cancelled", "Đã rút", is_end=True),
        GONE,
    ),
    opening=Move(
        "open", "Giới thiệu", (), "nominated", by="chapter_officer", form=forms.NominationForm,
        needs=(guards.unit_is_open, standing.no_open_discipline, fits.not_recommended_yet, *_CRITERIA),
    ),
    moves=(
        Move(
            "amend", "Sửa giới thiệu", ("nominated", "voted", "resolved"), STAY, by="chapter_officer", or_by=("grassroots_unit",),
            form=forms.NominationForm, fills=_file_so_far, needs=_CRITERIA,
        ),
        Move(
            "record_vote", "Ghi kết quả bỏ phiếu kín", ("nominated",), "voted", by="chapter_officer", form=VoteForm,
            keep="vote", fills=_vote_so_far, freezes=electorate.freeze, primary=True, bars=True, needs=(*_CRITERIA, *_VOTED),
            turns=(Turn(fits.majority, "vote_failed"),), then=(Drop("T01"),),
        ),
        Move(
            "submit", "Gửi Đoàn cấp trên", ("voted",), "submitted", by="chapter_officer", primary=True, bars=True,
            needs=_CRITERIA, document="T01", then=(minutes.of_a_vote("giới thiệu đoàn viên ưu tú"),),
            consequences=("Biên bản họp của chi đoàn được lập.",),
        ),
        Move(
            "resolve", "Ra nghị quyết giới thiệu", ("submitted",), "resolving", by="grassroots_unit", form=forms.ResolutionForm,
            keep="resolution", within="outstanding_resolve_days", primary=True, decides=True, document="T12",
            needs=(guards.decided_by_another, *_CRITERIA, standing.no_open_discipline, fits.days_in_order),
            then=(_RESOLUTION,), consequences=("Nghị quyết giới thiệu được ban hành và có số, có giá trị trong thời hạn quy định.",),
        ),
        Move(
            "return", "Trả lại bổ sung", ("submitted",), "nominated", by="grassroots_unit", needs_note=True, decides=True,
        ),
        Move(
            "reject", "Không duyệt", ("submitted",), "rejected", by="grassroots_unit", needs_note=True, decides=True,
            destructive=True,
        ),
        Move(
            "cancel", "Rút hồ sơ", ("nominated", "voted", "submitted"), "cancelled", by="chapter_officer",
            needs_note=True, destructive=True,
        ),
        gone("nominated", "voted", "submitted"),
        Move(
            "issued", "Nghị quyết đã có số", ("resolving",), "resolved", by="system",
            then=(_record("INTRODUCED", "resolution.resolved_on", template="T12"),),
        ),
        Move(
            "confirm_again", "Giới thiệu lại", ("resolved", "sent_to_party", "in_class"), "resolving", by="grassroots_unit",
            form=forms.ResolutionForm, keep="resolution", decides=True, document="T12",
            then=(Drop("T12"), _RESOLUTION), needs=(*_CRITERIA, standing.no_open_discipline, fits.resolved_anew_by_now),
            consequences=("Nghị quyết mới thay nghị quyết cũ, ví dụ khi đoàn viên đã chuyển nơi sinh hoạt.",),
        ),
        Move(
            "send", "Gửi cấp uỷ", ("resolved",), "sent_to_party", by="grassroots_unit", form=forms.SendingForm, keep="sending",
            primary=True, needs=(fits.somebody_considers, fits.days_in_order),
        ),
        Move(
            "record_class", "Ghi kết quả lớp nhận thức", ("sent_to_party",), "in_class", by="grassroots_unit",
            form=forms.ClassForm, keep="class", primary=True,
            needs=(filled(forms.ClassForm, "certificate_no", group="class"),),
            then=(_record("IN_CLASS", "class.certificate_on", writes=_class_profile),),
        ),
        Move(
            "record_recognition", "Ghi nhận đối tượng Đảng", ("sent_to_party", "in_class"), "recognised", by="grassroots_unit",
            form=forms.RecognitionForm, keep="recognition", primary=True, needs=(fits.certified, fits.days_in_order),
            then=(_record(
                "RECOGNISED", "recognition.recognised_on", writes=lambda _view: {"profile": {"party_candidate": "Đối tượng Đảng"}}
            ),),
        ),
        Move(
            "record_admission", "Ghi nhận kết nạp Đảng", ("recognised",), "admitted", by="grassroots_unit",
            form=forms.AdmissionToPartyForm, keep="party", primary=True,
            needs=(fits.days_in_order, fits.old_enough_when_admitted),
            then=(_record("ADMITTED", "party.admitted_on", writes=_party_profile),),
        ),
        Move(
            "give_opinion", "Ghi ý kiến của Đoàn", ("admitted",), STAY, by="grassroots_unit", form=forms.OpinionForm,
            keep="opinion", needs=(filled(forms.OpinionForm, "opinion", group="opinion"),),
        ),
        Move(
            "record_official", "Ghi nhận đảng viên chính thức", ("admitted",), "official", by="grassroots_unit",
            form=forms.OfficialForm, keep="official", primary=True,
            needs=(fits.opinion_given, fits.days_in_order, fits.probation_is_over),
            then=(_record(
                "OFFICIAL", "official.official_on",
                writes=lambda view: {"profile": {"party_official_date": view.value("official.official_on")}},
            ),),
        ),
        Move(
            "record_refusal", "Cấp uỷ không chấp nhận", ("sent_to_party", "in_class", "recognised"), "not_accepted",
            by="grassroots_unit", needs_note=True, destructive=True,
        ),
        Move(
            "withdraw", "Rút giới thiệu", _RUNNING, "withdrawing", by="grassroots_unit", form=forms.WithdrawalForm,
            keep="withdrawal", decides=True, destructive=True, document="T19R", then=(_WITHDRAWAL,),
            needs=(filled(forms.WithdrawalForm, "reason", group="withdrawal"),),
            consequences=("Văn bản thu hồi được ban hành và có số; nghị quyết giới thiệu không còn giá trị.",),
        ),
        Move(
            "issued", "Văn bản rút đã có số", ("withdrawing",), "withdrawn", by="system",
            then=(_record("WITHDRAWN", template="T19R"), Settle("T12", "revoked", by="T19R")),
        ),
        Move(
            "expire", "Hết hạn", ("resolved", "sent_to_party", "in_class"), "expired", by="system",
            within="recommendation_valid_months", counted_from="resolution.resolved_on", then=(_record("EXPIRED"),),
        ),
    ),
)  # fmt: skip
EARLIER = (with_relation(PROCESS, "superior", instead_of="grassroots_unit", version=1),)
