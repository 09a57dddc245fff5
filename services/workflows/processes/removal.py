"""Xoá tên: a name leaves the roll before the age of maturity (Charter article 4): struck off, at the member's wish, or by death.

The chapter contacts the member, tells them of the meeting, votes and reports; the superior acknowledges by a decision. A
complaint that is right restores the membership as if it had never been broken.
"""

from typing import Any

from services.workflows.domain import ballots, electorate, forms, guards, inactivity, minutes, named, standing
from services.workflows.domain import removal_rules as rules
from services.workflows.domain.gone import GONE, gone
from services.workflows.domain.process import (
    STAY,
    Apply,
    Drop,
    Issue,
    Move,
    Prepare,
    Process,
    Record,
    Revoke,
    Settle,
    State,
    Turn,
    nothing,
)
from services.workflows.domain.view import View
from services.workflows.forms.removal import (
    AnswerForm,
    ComplaintForm,
    ContactForm,
    GroundForm,
    NoticeForm,
    RemovalForm,
    RemovalVoteForm,
)

_ISSUING = "Đang ban hành quyết định"
_KINDS = {"STRUCK_OFF": "strike_off", "WITHDRAWN": "withdraw", "DECEASED": "die"}
_TITLES = {
    "STRUCK_OFF": "Xoá tên trong danh sách đoàn viên",
    "WITHDRAWN": "Xin ra khỏi Đoàn",
    "DECEASED": "Đoàn viên từ trần",
}


def _kind(view: View) -> str:
    return _KINDS[view.text("ending")]


def _title(view: View) -> str:
    return _TITLES[view.text("ending")]


def _ground(view: View) -> dict[str, Any]:
    """The ground as registers know it; of somebody who asked to leave or died there is none."""
    if not rules.is_removal(view):
        return {}
    ground = view.text("ground")
    told: dict[str, Any] = {"ground": "OTHER" if ground == "EMIGRATED" else ground}
    months = [month.isoformat() for month in rules.months_of(view)] if ground in rules.OF_MONTHS else []
    return told | ({"months": months} if months else {})


def _person(view: View) -> dict[str, Any]:
    vote = view.case.form.get("vote")
    return {
        **named.person(view),
        "vote": vote and {name: vote.get(name) or 0 for name in ("agree", "disagree", "blank", "invalid", "present")},
        "ending": view.value("ending"),
        **_ground(view),
        "reason": view.value("reason"),
    }


def _struck(view: View) -> dict[str, Any]:
    resolution = view.case.document("T08C")
    decided_on = view.case.decided_on or view.today
    cited = {"resolution": {"number": resolution.number, "on": resolution.on}} if resolution else {}
    return {**_person(view), **cited, "effective_on": decided_on.isoformat()}


def _meeting(view: View) -> dict[str, Any]:
    vote = view.case.form.get("vote") or {}
    return {
        "meeting": {
            "on": vote.get("met_on"),
            "members": electorate.members_total(view),
            **{name: vote.get(name) for name in ("present", "chair", "secretary", "place")},
        },
        **named.signed(view),
    }


def _decision(view: View) -> dict[str, Any]:
    resolution = view.case.document("T08C")
    cited = {"resolution": {"number": resolution.number, "on": resolution.on}} if resolution else {}
    return {**cited, **named.signed(view)}


def _restoration(view: View) -> dict[str, Any]:
    return named.signed(view, {"reason": view.value("answer.findings"), **named.cited(view, "T08")})


def _restored_person(view: View) -> dict[str, Any]:
    decided_on = view.case.decided_on or view.today
    known = {name: value for name, value in _person(view).items() if name not in {"ending", "ground", "months", "vote"}}
    return {**known, "reason": view.value("answer.findings"), "effective_on": decided_on.isoformat()}


def _record(view: View) -> dict[str, Any]:
    return {"ending": view.value("ending"), **_ground(view), "unit_id": str(view.unit.id)}


def _restored(view: View) -> dict[str, Any]:
    return {"ending": "RESTORED", **_ground(view), "unit_id": str(view.unit.id)}


def _ground_so_far(view: View) -> dict[str, Any]:
    return {name: view.value(name) for name in forms.names(GroundForm)}


def _vote_so_far(view: View) -> dict[str, Any]:
    months = rules.months_of(view) if view.text("ground") in rules.OF_MONTHS else ()
    return {"met_on": view.today.isoformat(), "voters": "members", "months": inactivity.written(months) or None}


def _today(name: str) -> Any:
    return lambda view: {name: view.today.isoformat()}


_GROUND_STANDS = (
    standing.is_member, rules.discipline_is_settled, rules.use_maturation, rules.ground_is_stated, rules.not_away,
    rules.not_hosted, rules.months_are_past, rules.months_not_contradicted, rules.enough_months, rules.months_are_shown,
    rules.transfer_is_unclaimed, rules.no_good_reason,
)  # fmt: skip
_VOTED = (ballots.has_voted, ballots.quorum, ballots.majority)
_VOID = (Drop("T08C"), Drop("T01"))
_BEFORE_VOTING = ("flagged", "notified", "asked")
_UNDECIDED = (*_BEFORE_VOTING, "decided", "returned", "reported", "death_reported")

PROCESS = Process(
    code="removal",
    title="Xoá tên",
    prefix="XT",
    form=RemovalForm,
    subject="member",
    case_title="Xoá tên {}".format,
    changes_membership=True,
    follows_subject=True,
    follows_in=_UNDECIDED,
    candidates="/cases/removal-candidates",
    sensitive=frozenset({"death_file", "application_file", "contacts"}),
    warnings=(electorate.records_more,),
    rail=("flagged", "notified", "decided", "reported", "preparing", "struck_off"),
    states=(
        State("flagged", "Thuộc diện xem xét, đang liên hệ", "chapter_officer"),
        State("notified", "Đã báo trước cuộc họp", "chapter_officer"),
        State("asked", "Đã có đơn xin ra khỏi Đoàn", "chapter_officer", step="notified"),
        State("decided", "Chi đoàn đã quyết định", "chapter_officer"),
        State("reported", "Đã báo cáo, chờ ghi nhận", "superior"),
        State("death_reported", "Đã báo cáo đoàn viên mất", "superior", step="reported"),
        State("returned", "Trả lại chi đoàn", "chapter_officer", step="decided"),
        State("preparing", _ISSUING, "system"),
        State("issuing", _ISSUING, "system", step="preparing"),
        State("applying", _ISSUING, "system", step="preparing"),
        State("struck_off", "Đã đưa ra khỏi danh sách", is_end=True),
        State("complained", "Đang giải quyết khiếu nại", "superior", step="struck_off"),
        State("restoring", "Đang khôi phục tên", "system", step="struck_off"),
        State("restored", "Đã khôi phục tên", is_end=True, step="struck_off"),
        State("kept", "Chi đoàn không đồng ý", is_end=True, step="decided"),
        State("rejected", "Không ghi nhận", is_end=True, step="reported"),
        State("cancelled", "Đã rút", is_end=True),
        GONE,
        State("expired", "Quá hạn", is_end=True),
    ),
    opening=Move(
        "open", "Đưa vào diện xem xét", (), "flagged", by="chapter_officer", or_by=("applicant",), form=RemovalForm,
        bars=True,
        needs=(
            guards.unit_is_open, guards.only_case, rules.own_ending, rules.applied_by_now, rules.died_by_now,
            *_GROUND_STANDS,
        ),
        turns=(Turn(rules.not_asked_for, "asked"), Turn(rules.not_dead, "death_reported")),
    ),
    moves=(
        Move(
            "log_contact", "Ghi lần liên hệ", ("flagged", "notified"), STAY,
            by="chapter_officer", form=ContactForm, keep="contacts", appends=True, fills=_today("on"),
            needs=(rules.contact_by_now,),
        ),
        Move(
            "amend", "Sửa căn cứ", ("flagged", "notified"), STAY,
            by="chapter_officer", form=GroundForm, fills=_ground_so_far, needs=_GROUND_STANDS,
        ),
        Move(
            "amend", "Bổ sung căn cứ", ("returned",), STAY,
            by="chapter_officer", form=GroundForm, fills=_ground_so_far, needs=_GROUND_STANDS,
            turns=(Turn(rules.ground_stays, "notified", then=_VOID, forgets=("vote",)),),
            consequences=("Đổi căn cứ hoặc các tháng thì chi đoàn phải biểu quyết lại.",),
        ),
        Move(
            "notify", "Báo trước cuộc họp", ("flagged",), "notified",
            by="chapter_officer", form=NoticeForm, keep="notice", fills=_today("notified_on"), primary=True,
            needs=(*_GROUND_STANDS, rules.contacted, rules.noticed_by_now, rules.planned_in_time),
            consequences=("Đoàn viên được báo ngày chi đoàn họp xét; cuộc họp diễn ra sau thời gian báo trước.",),
        ),
        Move(
            "record_vote", "Ghi nhận kết quả biểu quyết", ("notified", "asked", "returned"), "decided",
            by="chapter_officer", or_by=("superior",), form=RemovalVoteForm, keep="vote", fills=_vote_so_far,
            freezes=electorate.freeze,
            primary=True, decides=True, bars=True,
            needs=(
                guards.unit_is_open, *_GROUND_STANDS, ballots.met_by_now, rules.noticed_in_time,
                ballots.committee_may_vote, ballots.quorum, ballots.slips_add_up, ballots.votes_add_up,
            ),
            turns=(Turn(rules.majority, "kept", then=_VOID),), then=_VOID,
            consequences=("Không đủ phiếu tán thành thì hồ sơ kết thúc, đoàn viên vẫn trong danh sách.",),
        ),
        Move(
            "report", "Báo cáo Đoàn cấp trên", ("decided", "returned"), "reported",
            by="chapter_officer", within="removal_report_days", primary=True, bars=True, document="T08C",
            needs=(guards.unit_is_open, standing.is_member, rules.discipline_is_settled, *_VOTED),
            then=(
                Issue("T08C", by="chapter_officer", common=_meeting, person=_person, in_force=True, of_one_meeting=True),
                minutes.of_a_vote("xét xoá tên trong danh sách đoàn viên"),
            ),
            consequences=("Nghị quyết và biên bản họp của chi đoàn được cấp số.",),
        ),
        Move(
            "acknowledge", "Ghi nhận", ("reported", "death_reported"), "preparing",
            by="superior", within="removal_acknowledge_days", primary=True, decides=True, document="T08",
            needs=(
                guards.decided_by_another, standing.is_member, rules.discipline_is_settled, rules.resolution_numbered,
            ),
            then=(Prepare(_kind, nothing),),
            consequences=(
                "Quyết định được ban hành và có số; đoàn viên ra khỏi danh sách, mọi chức vụ kết thúc.",
                "Lịch sử được giữ. Người bị xoá tên được khiếu nại trong thời hạn quy định.",
            ),
        ),
        Move(
            "return", "Trả lại chi đoàn", ("reported",), "returned",
            by="superior", needs_note=True, decides=True, consequences=("Hồ sơ về chi đoàn, giữ nguyên nội dung.",),
        ),
        Move(
            "reject", "Không ghi nhận", ("reported", "death_reported"), "rejected",
            by="superior", needs_note=True, decides=True, destructive=True, needs=(guards.decided_by_another,),
            consequences=("Hồ sơ kết thúc; đoàn viên vẫn trong danh sách.",),
        ),
        Move(
            "cancel", "Rút hồ sơ", _UNDECIDED, "cancelled",
            by="chapter_officer", needs_note=True, destructive=True,
            consequences=("Hồ sơ kết thúc; đoàn viên vẫn trong danh sách.",),
        ),
        Move("retract", "Rút đơn", ("asked",), "cancelled", by="applicant", destructive=True,
             consequences=("Bạn vẫn là đoàn viên của chi đoàn.",)),
        gone(*_UNDECIDED),
        Move("expire", "Hết hạn", _BEFORE_VOTING, "expired", by="system", within="removal_expire_days"),
        Move("refused", "Danh bộ từ chối", ("preparing",), "reported", by="system",
             turns=(Turn(rules.not_dead, "death_reported"),)),
        Move(
            "prepared", "Danh bộ đã giữ chỗ", ("preparing",), "issuing", by="system",
            then=(Issue("T08", by="superior", common=_decision, person=_struck),),
        ),
        Move(
            "issued", "Quyết định đã có số", ("issuing",), "applying", by="system",
            then=(Apply("T08", _title, data=_record, writes=lambda _view: {"book_location": named.VOID_BOOK}),),
        ),
        Move(
            "applied", "Quyết định có hiệu lực", ("applying",), "struck_off", by="system",
            then=(Settle("T08", "in_force"),),
        ),
        Move(
            "complain", "Khiếu nại, đề nghị khôi phục", ("struck_off",), "complained",
            by="applicant", or_by=("superior",), form=ComplaintForm, keep="complaint", fills=_today("complained_on"),
            needs=(rules.complained_in_time, rules.complained_once),
            consequences=("Đoàn cấp trên xem xét và trả lời trong thời hạn quy định.",),
        ),
        Move(
            "dismiss", "Giữ nguyên việc xoá tên", ("complained",), "struck_off",
            by="superior", within="removal_answer_days", form=AnswerForm, keep="answer", needs_note=True, decides=True,
        ),
        Move(
            "annul", "Khôi phục tên", ("complained",), "restoring",
            by="superior", within="removal_answer_days", form=AnswerForm, keep="answer", needs_note=True, decides=True,
            document="T08R", primary=True,
            then=(
                Issue("T08R", by="superior", common=_restoration, person=_restored_person, in_force=True, single=True),
                Revoke(), Settle("T08", "revoked", by="T08R"),
            ),
            consequences=(
                "Quyết định xoá tên bị thu hồi; quyết định khôi phục được ban hành.",
                "Đoàn viên sinh hoạt tiếp tại chi đoàn cũ, không gián đoạn.",
            ),
        ),
        Move(
            "issued", "Quyết định khôi phục đã có số", ("restoring",), "restored", by="system",
            then=(Record("Khôi phục tên trong danh sách đoàn viên", _restored, template="T08R"),),
        ),
    ),
)  # fmt: skip
