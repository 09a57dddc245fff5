"""Kỷ luật tổ chức: a unit reviews itself, the committee above decides: reprimand, warning, dissolution (domain rule 12B).

The decision is in force from its announcement whatever is complained. A dissolution ends with the act in the registry that
closes the unit; whoever takes its members in is named beforehand.
"""

from collections.abc import Mapping
from typing import Any

from services.workflows.domain import ballots, electorate, filing, guards, named
from services.workflows.domain import discipline_after as after
from services.workflows.domain import unit_discipline as fits
from services.workflows.domain.discipline_rules import announced_after_decision, secret_ballot
from services.workflows.domain.process import STAY, Drop, Issue, Move, Process, Record, Settle, State, Strike, Turn
from services.workflows.domain.view import View
from services.workflows.forms import unit_discipline as forms
from services.workflows.forms.discipline import AnnouncementForm, ComplaintForm
from services.workflows.forms.filling import filled


def _name(form: Mapping[str, Any]) -> str:
    return str(form.get("unit_name") or "")


def _filed_today(view: View) -> dict[str, Any]:
    return {"complained_on": view.today.isoformat()}


def _file_so_far(view: View) -> dict[str, Any]:
    return {**view.case.form}


def _review_so_far(view: View) -> dict[str, Any]:
    return {"ballot": "secret", "met_on": view.today.isoformat(), **(view.case.form.get("vote") or {})}


def _addressed(view: View) -> dict[str, Any]:
    return named.signed(view, {"to_name": view.text("unit_name")})


def _line(view: View) -> dict[str, Any]:
    return fits.line("DECIDED", view)


def _complaint_line(view: View) -> dict[str, Any]:
    return fits.line("COMPLAINED", view, outcome=view.value("answers.outcome"), comment=view.value("answers.findings"))


_MINUTES = (
    Drop("T15M"),
    Issue(
        "T15M", by="unit_officer", common=fits.reviewed, person=fits.named_unit, in_force=True, single=True, again=True
    ),
)
_ORDER = Issue("T15C", by="superior", common=named.signed, person=fits.decided, single=True, again=True)
_DISSOLUTION = Issue(
    "T17", by="superior", common=fits.dissolved, person=fits.unit, in_force=True, single=True, again=True
)
_ANSWER = Issue(
    "T15D", by="complaint_authority", common=_addressed, person=fits.answered, in_force=True, single=True, again=True
)
_LINE = Record(fits.title, _line, template="T15C", about_unit=True, confidential=True)
_COMPLAINED = Record(
    "Giải quyết khiếu nại kỷ luật tổ chức", _complaint_line, template="T15D", about_unit=True, confidential=True
)
_ANNULLED = "Quyết định kỷ luật bị huỷ bỏ khi giải quyết khiếu nại"
_STAYS = Settle("T17", "revoked")
_OFFENCE = filled(forms.UnitOffenceForm, "violation")

PROCESS = Process(
    code="unit_discipline",
    title="Kỷ luật tổ chức",
    prefix="KLTC",
    form=forms.UnitOffenceForm,
    subject_name=_name,
    case_title="Xem xét kỷ luật {}".format,
    family="discipline",
    warnings=(electorate.records_more,),
    known=fits.known,
    confidential=True,
    outlives_unit=True,
    rail=("opened", "reviewed", "decided", "in_force"),
    states=(
        State("opened", "Đã mở, chờ đơn vị tự kiểm điểm", "unit_officer"),
        State("reviewed", "Đã tự kiểm điểm, chờ cấp trên quyết định", "superior"),
        State("issuing", "Đang ban hành quyết định", "system", step="decided"),
        State("decided", "Đã quyết định, chờ công bố", "superior"),
        State("dissolving", "Giải tán, chờ kết thúc hoạt động của đơn vị", "superior", step="in_force"),
        State("in_force", "Đang có hiệu lực", "unit_officer"),
        State("complained", "Đang giải quyết khiếu nại", "complaint_authority", step="in_force"),
        State("complained_province", "Cấp tỉnh đang giải quyết khiếu nại", "complaint_authority", step="in_force"),
        State("answering", "Đang thông báo kết quả khiếu nại", "system", step="in_force"),
        State("dissolved", "Đã giải tán", is_end=True, step="in_force"),
        State("expired", "Hết hiệu lực", is_end=True, step="in_force"),
        State("annulled", "Đã huỷ bỏ", is_end=True, step="in_force"),
        State("dropped", "Kết thúc, không kỷ luật", is_end=True),
    ),
    opening=Move(
        "open", "Mở hồ sơ", (), "opened", by="superior", form=forms.UnitOffenceForm,
        needs=(guards.unit_is_open, _OFFENCE),
    ),
    moves=(
        Move(
            "amend", "Sửa nội dung", ("opened", "reviewed"), STAY, by="superior", form=forms.UnitOffenceForm,
            fills=_file_so_far, needs=(_OFFENCE,),
        ),
        Move(
            "review_self", "Ghi hội nghị tự kiểm điểm", ("opened",), "reviewed", by="unit_officer", or_by=("superior",),
            form=forms.UnitReviewForm, keep="vote", fills=_review_so_far,
            freezes=lambda view: electorate.freeze_of(view, electorate.COMMITTEE), primary=True, bars=True, document="T15M",
            needs=(
                guards.unit_is_open, filled(forms.UnitReviewForm, "self_criticism", "ballot", group="vote"),
                ballots.met_by_now, secret_ballot, ballots.quorum, fits.ballots_add_up,
            ),
            then=_MINUTES, consequences=("Biên bản được lập; Đoàn cấp trên quyết định.",),
        ),
        Move(
            "go_on_without", "Quyết định khi đơn vị không tự kiểm điểm", ("opened",), "reviewed", by="superior",
            form=forms.WithoutReviewForm, keep="skipped", needs_note=True,
            needs=(filled(forms.WithoutReviewForm, "refused_review", group="skipped"),),
            consequences=("Hồ sơ đi tiếp, ghi rõ đơn vị không tự kiểm điểm.",),
        ),
        Move(
            "decide", "Quyết định kỷ luật", ("reviewed",), "issuing", by="superior", form=forms.UnitDecisionForm,
            keep="decision", within="discipline_decide_days", primary=True, decides=True, document="T15C",
            freezes=fits.freeze_decision,
            needs=(
                guards.decided_by_another, filled(forms.UnitDecisionForm, "form", "reason", group="decision"),
                fits.met_by_now, fits.decided_by_enough, fits.follows_the_vote, fits.members_have_a_place,
            ),
            then=(_ORDER,),
            consequences=("Quyết định thi hành kỷ luật được ban hành và có số; có hiệu lực khi công bố.",),
        ),
        Move(
            "return", "Yêu cầu kiểm điểm lại", ("reviewed",), "opened", by="superior", needs_note=True, judges=True,
            consequences=("Đơn vị họp và bỏ phiếu lại.",),
        ),
        Move(
            "drop", "Kết thúc, không kỷ luật", ("opened", "reviewed"), "dropped", by="superior", needs_note=True,
            destructive=True, decides=True, consequences=("Hồ sơ kết thúc, không kỷ luật.",),
        ),
        Move("issued", "Quyết định đã có số", ("issuing",), "decided", by="system"),
        Move(
            "announce", "Công bố quyết định", ("decided",), "in_force", by="superior", form=AnnouncementForm,
            keep="announcement", within="discipline_announce_days", primary=True, needs=(announced_after_decision,),
            then=(_LINE, Settle("T15C", "in_force")),
            turns=(
                Turn(fits.ended_before, "dissolved", then=(_LINE, Settle("T15C", "in_force"))),
                Turn(fits.not_dissolved, "dissolving", then=(_LINE, Settle("T15C", "in_force"), _DISSOLUTION)),
            ),
            consequences=("Quyết định có hiệu lực ngay, kể cả khi có khiếu nại.",),
        ),
        Move(
            "record_dissolution", "Ghi nhận đã giải tán", ("dissolving",), "dissolved", by="superior", primary=True,
            needs=(fits.is_over,), consequences=("Hồ sơ kết thúc; đoàn viên sinh hoạt ở đơn vị tiếp nhận.",),
        ),
        Move(
            "complain", "Khiếu nại", ("in_force", "dissolving"), "complained", by="unit_officer", form=ComplaintForm,
            keep="complaints", appends=True, stamps=filing.FILED_ON, fills=_filed_today,
            needs=(
                after.someone_answers, filing.filed_today("complaints"), after.complained_in_time,
                filled(ComplaintForm, "content", group="complaints"),
            ),
            turns=(Turn(after.below_province, "complained_province"),),
            consequences=("Đoàn cấp trên của nơi quyết định giải quyết; quyết định vẫn có hiệu lực trong lúc chờ.",),
        ),
        *after.answer_moves(
            forms.UnitAnswerForm, filled(forms.UnitAnswerForm, "outcome", "findings", group="answers"), fits.answer_is_whole, then=_ANSWER,
        ),
        Move(
            "issued", "Thông báo đã có số", ("answering",), "in_force", by="system", then=(_COMPLAINED, _STAYS),
            turns=(
                Turn(fits.stands, "annulled", then=(Strike(_ANNULLED), _COMPLAINED, Settle("T15C", "revoked", by="T15D"), _STAYS)),
                Turn(fits.not_dissolved, "dissolving", then=(_COMPLAINED,)),
            ),
        ),
        Move(
            "expire", "Hết hiệu lực", ("in_force",), "expired", by="system", within="discipline_effect_months",
            counted_from="announcement.announced_on",
        ),
    ),
)  # fmt: skip
