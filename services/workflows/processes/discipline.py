"""Kỷ luật: an offence is verified, considered in a meeting, voted on in secret, decided and announced (S17, S18, S61, S63).

The chapter decides a reprimand of a plain member itself, at once; everything else the direct superior decides. The decision is
in force from its announcement whatever is complained; it ends with recognised progress, with time, or by a complaint. The case
stays with the unit that opened it, wherever the person goes.
"""

from typing import Any

from services.workflows.domain import (
    ballots,
    discipline,
    discipline_dossier,
    electorate,
    filing,
    guards,
    named,
    standing,
)
from services.workflows.domain import discipline_after as after
from services.workflows.domain import discipline_records as records
from services.workflows.domain import discipline_rules as fits
from services.workflows.domain.gone import ACTION
from services.workflows.domain.process import (
    STAY,
    Apply,
    Dossier,
    Drop,
    Issue,
    Move,
    Prepare,
    Process,
    Record,
    Release,
    Revoke,
    Settle,
    State,
    Strike,
    Turn,
)
from services.workflows.domain.view import View
from services.workflows.forms import discipline as forms
from services.workflows.forms.filling import filled

_CARRIED_OUT = "Đang ban hành quyết định"


def _vote_so_far(view: View) -> dict[str, Any]:
    who = discipline.voters(view)
    return {"voters": who, "ballot": "secret", **(view.case.form.get("vote") or {})}


def _filed_today(view: View) -> dict[str, Any]:
    return {"complained_on": view.today.isoformat()}


def _file_so_far(view: View) -> dict[str, Any]:
    return {**view.case.form}


_REPORT = Issue(
    "T15A", by="handler", common=records.report, person=records.verified, in_force=True, single=True, again=True
)
_MINUTES = (
    Drop("T15M"),
    Issue("T15M", by="handler", common=records.minutes, person=named.person, in_force=True, single=True, again=True),
)
_SUSPENSION = Issue(
    "T15B", by="superior", common=named.signed, person=records.suspended, in_force=True, single=True, again=True
)
_ORDER = Issue("T15C", by="superior", common=records.meeting, person=records.decided, single=True, again=True)
_OWN_ORDER = Issue(
    "T15C", by="handler", common=records.meeting, person=records.decided, in_force=True, single=True, again=True
)
_ANSWER = Issue(
    "T15D",
    by="complaint_authority",
    common=records.addressed,
    person=records.answered,
    in_force=True,
    single=True,
    again=True,
)
_RECOGNITION = Issue(
    "T15E", by="decider", common=named.signed, person=records.progressed, in_force=True, single=True, again=True
)
_LINE = Record(records.title, records.decision_line, records.takes_effect, template="T15C")
_EXPULSION = Apply("T15C", records.title, data=records.decision_line, writes=records.withdraws_book)
_EXAMINED_NOW = Record("Mở hồ sơ xem xét kỷ luật", records.examined_line, records.examines)
_INNOCENT = Strike("Kết thúc, không kỷ luật")
_SETTLED = Record("Thôi đình chỉ", records.lifted_line, records.settles)
_LIFTED = Record("Thôi đình chỉ", records.lifted_line, records.lifts)
_COMPLAINED = Record("Giải quyết khiếu nại kỷ luật", records.complaint_line, template="T15D")
_REVOKED = Settle("T15C", "revoked", by="T15D")
_ANNULLED = "Quyết định kỷ luật bị huỷ bỏ khi giải quyết khiếu nại"
_EXAMINED = (fits.not_the_accused, guards.unit_is_open)
_CHECKING = ("verifying", "suspended")
_BEFORE_SENDING = ("opened", *_CHECKING, "meeting_held", "voted")
_VOTED = (
    filled(forms.DisciplineVoteForm, "voters", "ballot", group="vote"),
    fits.right_voters, fits.secret_ballot, ballots.quorum, fits.ballots_add_up, fits.votes_on_possible_forms,
)  # fmt: skip
_MET = (fits.verified, fits.days_in_order, fits.criticised_oneself, fits.report_was_read)
_DECIDED_BY_ANOTHER = (guards.decided_by_another, fits.not_the_accused)

PROCESS = Process(
    code="discipline",
    title="Kỷ luật",
    prefix="KL",
    form=forms.DisciplineForm,
    subject="member",
    case_title="Xem xét kỷ luật {}".format,
    below=True,
    of_officers=True,
    confidential=True,
    parties_only=discipline.is_of_an_officer,
    known=discipline.facts_at_opening,
    dossier=Dossier("discipline", discipline_dossier.serialize_dossier),
    warnings=(after.suspension_overdue, electorate.records_more),
    rail=("opened", "verifying", "meeting_held", "voted", "submitted", "decided", "in_force", "progress_recognised"),
    states=(
        State("opened", "Đã mở, chờ xác minh", "handler"),
        State("verifying", "Đang xác minh", "handler"),
        State("suspending", "Đang ban hành quyết định đình chỉ", "system", step="verifying"),
        State("suspended", "Đang xác minh, đình chỉ sinh hoạt", "handler", step="verifying"),
        State("meeting_held", "Đã họp kiểm điểm", "handler"),
        State("voted", "Đã bỏ phiếu", "handler"),
        State("submitted", "Đã gửi Đoàn cấp trên", "superior"),
        State("preparing", _CARRIED_OUT, "system", step="decided"),
        State("issuing_expulsion", _CARRIED_OUT, "system", step="decided"),
        State("issuing", _CARRIED_OUT, "system", step="decided"),
        State("issuing_own", _CARRIED_OUT, "system", step="decided"),
        State("decided", "Đã quyết định, chờ công bố", "superior"),
        State("applying", "Đang thi hành", "system", step="in_force"),
        State("in_force", "Đang có hiệu lực", "handler"),
        State("complained", "Đang giải quyết khiếu nại", "complaint_authority", step="in_force"),
        State("complained_province", "Cấp tỉnh đang giải quyết khiếu nại", "complaint_authority", step="in_force"),
        State("answering", "Đang thông báo kết quả khiếu nại", "system", step="in_force"),
        State("changed", "Đã thay đổi hình thức, chờ công bố", "superior", step="in_force"),
        State("progress_proposed", "Đã đề nghị công nhận tiến bộ", "decider", step="in_force"),
        State("recognising", "Đang ban hành quyết định công nhận tiến bộ", "system", step="progress_recognised"),
        State("progress_recognised", "Đã công nhận tiến bộ", is_end=True),
        State("expired", "Hết hiệu lực", is_end=True, step="progress_recognised"),
        State("expelled", "Đã khai trừ", is_end=True, step="in_force"),
        State("annulled", "Đã huỷ bỏ", is_end=True, step="in_force"),
        State("dropped", "Kết thúc, không kỷ luật", is_end=True),
    ),
    opening=Move(
        "open", "Mở hồ sơ", (), "opened", by="handler", or_by=("superior",), form=forms.DisciplineForm,
        needs=(
            guards.unit_is_open, standing.is_member, fits.not_the_accused, fits.opened_where_they_lead,
            filled(forms.DisciplineForm, "whom", "violation"), fits.days_in_order,
        ),
        then=(_EXAMINED_NOW,),
    ),
    moves=(
        Move(
            "amend", "Sửa nội dung vi phạm", ("opened", *_CHECKING), STAY, by="handler", form=forms.DisciplineForm,
            fills=_file_so_far,
            needs=(*_EXAMINED, fits.fits_accused_kind, filled(forms.DisciplineForm, "whom", "violation"), fits.days_in_order),
        ),
        Move(
            "start_verification", "Bắt đầu xác minh", ("opened",), "verifying", by="handler", form=forms.StartForm,
            keep="check", primary=True, needs=(*_EXAMINED, fits.days_in_order),
        ),
        Move(
            "conclude_verification", "Ghi kết luận xác minh", _CHECKING, STAY, by="handler",
            form=forms.VerificationForm, keep="verification", primary=True, document="T15A",
            then=(Drop("T15A"), _REPORT),
            needs=(
                *_EXAMINED, filled(forms.VerificationForm, "findings", group="verification"), fits.days_in_order,
            ),
            consequences=("Báo cáo kết quả xác minh được cấp số, thay cho báo cáo lập trước.",),
        ),
        Move(
            "suspend", "Đình chỉ sinh hoạt", ("opened", "verifying"), "suspending", by="superior",
            form=forms.SuspensionForm, keep="suspensions", appends=True, document="T15B", then=(_SUSPENSION,),
            needs=(
                fits.not_the_accused,
                filled(forms.SuspensionForm, "what", "reason", "party_opinion", group="suspensions"),
                after.suspended_twice_at_most, after.short_enough,
            ),
            consequences=("Quyết định đình chỉ được ban hành và có số.", "Danh bộ ghi đoàn viên đang bị đình chỉ."),
        ),
        Move(
            "issued", "Quyết định đình chỉ đã có số", ("suspending",), "suspended", by="system",
            then=(Record("Đình chỉ sinh hoạt", records.suspension_line, records.suspends, template="T15B"),),
        ),
        Move(
            "extend_suspension", "Gia hạn đình chỉ", ("suspended",), "suspending", by="superior",
            form=forms.ExtensionForm, keep="suspensions", appends=True, document="T15B", then=(_SUSPENSION,),
            needs=(
                fits.not_the_accused, filled(forms.ExtensionForm, "reason", "party_opinion", group="suspensions"),
                after.suspended_twice_at_most, after.extended_within_limits,
            ),
        ),
        Move(
            "lift_suspension", "Thôi đình chỉ", ("suspended",), "verifying", by="superior", form=forms.LiftingForm,
            keep="suspensions", appends=True, then=(_LIFTED,), needs=(fits.not_the_accused,),
        ),
        Move(
            "lift_suspension", "Thôi đình chỉ", ("meeting_held", "voted", "submitted"), STAY, by="superior",
            form=forms.LiftingForm, keep="suspensions", appends=True, then=(_LIFTED,),
            needs=(fits.not_the_accused, after.is_suspended),
        ),
        *(
            Move(
                "end_suspension", "Hết hạn đình chỉ", states, to, by="system", within="suspension_end_months",
                counted_from="suspensions.until", keep="suspensions", appends=True, needs=(after.is_suspended,), then=(_LIFTED,),
            )
            for states, to in ((("suspended",), "verifying"), (("meeting_held", "voted", "submitted", "decided"), STAY))
        ),
        *(
            Move(
                "record_meeting", label, states, "meeting_held", by="handler", form=forms.MeetingForm, keep="meeting",
                primary=is_next, needs=(*_EXAMINED, *_MET),
            )
            for label, states, is_next in (
                ("Ghi cuộc họp kiểm điểm", _CHECKING, True),
                ("Ghi lại cuộc họp kiểm điểm", ("meeting_held",), False),
            )
        ),
        *(
            Move(
                "record_vote", label, (state,), "voted", by="handler", form=forms.DisciplineVoteForm, keep="vote",
                fills=_vote_so_far, freezes=electorate.freeze, primary=is_next, bars=True, needs=(*_EXAMINED, *_MET, *_VOTED),
                turns=(Turn(fits.superior_decides, "issuing_own", then=(_OWN_ORDER,)),),
                consequences=("Khiển trách đoàn viên được quá nửa số phiếu thì chi đoàn quyết định, có hiệu lực ngay, nếu tổng số khớp danh sách chi đoàn.",),
            )
            for label, state, is_next in (
                ("Ghi kết quả bỏ phiếu kín", "meeting_held", True),
                ("Ghi lại kết quả bỏ phiếu kín", "voted", False),
            )
        ),
        Move(
            "issued", "Quyết định của chi đoàn đã có số", ("issuing_own",), "in_force", by="system",
            then=(_LINE, *_MINUTES),
        ),
        Move(
            "submit", "Gửi Đoàn cấp trên", ("voted",), "submitted", by="handler", primary=True, bars=True,
            needs=(*_EXAMINED, *_MET, *_VOTED, fits.vote_passed), document="T15M", then=_MINUTES,
            consequences=("Biên bản họp được lập.", "Đoàn cấp trên quyết định trong thời hạn quy định.",),
        ),
        Move(
            "submit_special", "Báo cáo trường hợp đặc biệt", ("voted",), "submitted", by="handler", bars=True,
            needs_note=True, needs=(*_EXAMINED, *_MET, fits.vote_did_not_pass), document="T15M", then=_MINUTES,
            consequences=("Bỏ phiếu không đạt; Đoàn cấp trên có thể vẫn quyết định kỷ luật và phải ghi lý do.",),
        ),
        Move(
            "decide", "Quyết định kỷ luật", ("submitted",), "issuing", by="superior", form=forms.DecisionForm,
            keep="decision", within="discipline_decide_days", primary=True, decides=True, document="T15C",
            needs=(
                *_DECIDED_BY_ANOTHER, filled(forms.DecisionForm, "form", "reason", group="decision"),
                fits.form_for_them, fits.follows_the_vote,
            ),
            turns=(Turn(fits.not_expulsion, "preparing", then=(Prepare("expel", records.expulsion),)),),
            then=(_ORDER,),
            consequences=("Quyết định thi hành kỷ luật được ban hành và có số; có hiệu lực khi công bố.",),
        ),
        Move(
            "return", "Trả lại xác minh thêm", ("submitted",), "verifying", by="superior", needs_note=True, judges=True,
            needs=(fits.not_the_accused,), turns=(Turn(fits.undecided, "verifying", forgets=("decision",)),),
            consequences=("Đơn vị xác minh, họp và bỏ phiếu lại.",),
        ),
        Move(
            "acquit", "Không kỷ luật", ("submitted",), "dropped", by="superior", needs_note=True, decides=True,
            destructive=True, needs=_DECIDED_BY_ANOTHER, then=(_INNOCENT,),
            turns=(Turn(after.never_suspended, "dropped", then=(_SETTLED,)),),
            consequences=("Hồ sơ kết thúc, không kỷ luật.",),
        ),
        Move(
            "drop", "Kết thúc, không kỷ luật", _BEFORE_SENDING, "dropped", by="handler", needs_note=True,
            destructive=True, needs=(fits.not_the_accused,), then=(_INNOCENT,),
            turns=(Turn(after.never_suspended, "dropped", then=(_SETTLED,)),),
            consequences=("Hồ sơ kết thúc, không kỷ luật.",),
        ),
        Move(
            ACTION, "Người bị xem xét đã mất", (*_BEFORE_SENDING, "submitted"), "dropped", by="system",
            needs=(after.died,), then=(_INNOCENT,), turns=(Turn(after.never_suspended, "dropped", then=(_SETTLED,)),),
        ),
        Move("refused", "Danh bộ từ chối", ("preparing",), "submitted", by="system"),
        Move("prepared", "Danh bộ đã giữ chỗ", ("preparing",), "issuing_expulsion", by="system", then=(_ORDER,)),
        Move("issued", "Quyết định đã có số", ("issuing", "issuing_expulsion"), "decided", by="system"),
        Move(
            "announce", "Công bố quyết định", ("decided",), "in_force", by="superior", form=forms.AnnouncementForm,
            keep="announcement", within="discipline_announce_days", primary=True,
            needs=(fits.not_the_accused, fits.announced_after_decision),
            turns=(Turn(fits.not_expulsion, "applying", then=(_EXPULSION,)),),
            then=(_LINE, Settle("T15C", "in_force")),
            consequences=("Quyết định có hiệu lực ngay, kể cả khi có khiếu nại.",),
        ),
        Move(
            "revoke", "Thu hồi quyết định chưa công bố", ("decided",), "submitted", by="superior", or_by=("above_decider",),
            needs_note=True, decides=True, destructive=True, needs=_DECIDED_BY_ANOTHER, forgets=("decision",),
            turns=(
                Turn(
                    fits.not_expulsion, "submitted", then=(Drop("T15C"), Release()), forgets=("decision",),
                ),
            ),
            then=(Drop("T15C"),),
            consequences=("Số quyết định bị huỷ, danh bộ không thay đổi.", "Hồ sơ chờ Đoàn cấp trên quyết định lại."),
        ),
        Move(
            "applied", "Khai trừ có hiệu lực", ("applying",), "expelled", by="system",
            then=(Settle("T15C", "in_force"),),
        ),
        Move(
            "comment", "Nhận xét việc sửa chữa", ("in_force",), STAY, by="handler", form=forms.CommentForm,
            keep="comments", appends=True, within="progress_comment_months", counted_from=after.last_comment_day,
            needs=(
                fits.not_the_accused, filled(forms.CommentForm, "comment", group="comments"), after.commented_by_now,
            ),
            then=(Record("Nhận xét sửa chữa khuyết điểm", records.comment_line),),
        ),
        Move(
            "propose_progress", "Đề nghị công nhận tiến bộ", ("in_force",), "progress_proposed", by="handler",
            form=forms.ProgressForm, keep="progress", primary=True,
            needs=(
                fits.not_the_accused, after.long_enough, after.was_commented,
                filled(forms.ProgressForm, "comment", group="progress"),
            ),
        ),
        Move(
            "recognise_progress", "Công nhận tiến bộ", ("progress_proposed",), "recognising", by="decider",
            within="discipline_decide_days", primary=True, decides=True, document="T15E", then=(_RECOGNITION,),
            needs=(after.long_enough,), consequences=("Quyết định công nhận tiến bộ được ban hành và có số.",),
        ),
        Move(
            "decline_progress", "Chưa công nhận", ("progress_proposed",), "in_force", by="decider", needs_note=True, judges=True,
            needs=(fits.not_the_accused,),
        ),
        Move(
            "issued", "Quyết định đã có số", ("recognising",), "progress_recognised", by="system",
            then=(Record("Công nhận tiến bộ", records.progress_line, template="T15E"),),
        ),
        Move(
            "expire", "Hết hiệu lực", ("in_force",), "expired", by="system", within="discipline_effect_months",
            counted_from="announcement.announced_on",
        ),
        Move(
            "complain", "Khiếu nại", ("in_force", "expelled"), "complained", by="applicant", or_by=("handler",),
            form=forms.ComplaintForm, keep="complaints", appends=True, stamps=filing.FILED_ON, fills=_filed_today,
            needs=(
                after.someone_answers, filing.received_in_order("complaints"), after.complained_in_time,
                filled(forms.ComplaintForm, "content", group="complaints"),
            ),
            turns=(Turn(after.below_province, "complained_province"),),
            consequences=("Đoàn cấp trên của nơi quyết định giải quyết; quyết định vẫn có hiệu lực trong lúc chờ.",),
        ),
        *after.answer_moves(
            forms.AnswerForm, filled(forms.AnswerForm, "outcome", "findings", group="answers"), after.answer_is_whole, then=_ANSWER,
        ),
        Move(
            "issued", "Thông báo đã có số", ("answering",), "in_force", by="system", then=(_COMPLAINED,),
            turns=(
                Turn(after.annulled_expulsion, "annulled", then=(Revoke(_ANNULLED), _COMPLAINED, _REVOKED)),
                Turn(after.stands, "annulled", then=(Strike(_ANNULLED), _COMPLAINED, _REVOKED)),
                Turn(after.changed_expulsion, "changed", then=(Revoke("Khai trừ được thay bằng hình thức nhẹ hơn"),)),
                Turn(after.changed_removal, "changed", then=(Strike("Cách chức được thay bằng hình thức nhẹ hơn"),)),
                Turn(after.stays_as_it_was, "changed"),
                Turn(after.membership_goes_on, "expelled", then=(_COMPLAINED,)),
            ),
        ),
        Move(
            "announce_change", "Công bố hình thức mới", ("changed",), "in_force", by="superior",
            form=forms.AnnouncementForm, keep="change", within="discipline_announce_days", primary=True,
            needs=(fits.not_the_accused,), then=(_COMPLAINED,),
        ),
    ),
)  # fmt: skip
