"""Cấp lại thẻ đoàn viên: the card is lost, damaged or wrong; the chapter confirms, the superior issues a new one (rule 14.2)."""

from typing import Any

from services.workflows.domain import card_rules as rules
from services.workflows.domain import forms, guards, named, opened_by, standing
from services.workflows.domain.gone import GONE, gone
from services.workflows.domain.process import STAY, Move, Process, Record, State, Turn
from services.workflows.domain.versions import with_relation
from services.workflows.domain.view import View
from services.workflows.forms.membership_papers import CARD_REASONS, CardForm

_TITLES = dict(CARD_REASONS)


def _asked_so_far(view: View) -> dict[str, Any]:
    return {name: view.value(name) for name in forms.names(CardForm)}


def _record(view: View) -> dict[str, Any]:
    return named.known(
        reason=view.value("reason"), old_card_no=view.value("old_card_no"), unit_id=str(view.case.unit_id)
    )


def _card(view: View) -> dict[str, Any]:
    return {"card": {"reason": _TITLES[view.text("reason")]}}


_FITS = (standing.is_member, rules.has_a_card, rules.wrong_detail_is_stated, rules.lost_by_now)

PROCESS = Process(
    code="card_reissue",
    title="Cấp lại thẻ đoàn viên",
    version=2,
    prefix="CLT",
    form=CardForm,
    subject="member",
    case_title="Cấp lại thẻ của {}".format,
    follows_subject=True,
    rail=("requested", "confirmed", "issued"),
    states=(
        State("requested", "Đã đề nghị, chờ chi đoàn xác nhận", "chapter_officer"),
        State("confirmed", "Chi đoàn đã xác nhận", "grassroots_unit"),
        State("returned", "Trả lại chi đoàn", "chapter_officer", step="requested"),
        State("issued", "Đã cấp thẻ mới", is_end=True),
        State("rejected", "Không cấp lại", is_end=True, step="confirmed"),
        State("cancelled", "Đã rút", is_end=True),
        GONE,
    ),
    opening=Move(
        "open", "Đề nghị cấp lại thẻ", (), "confirmed", by="chapter_officer", or_by=("applicant",), form=CardForm,
        bars=True, needs=(guards.unit_is_open, rules.one_at_a_time, *_FITS),
        turns=(Turn(opened_by.officer, "requested"),),
        consequences=("Thẻ cũ hết giá trị khi thẻ mới được cấp.",),
    ),
    moves=(
        Move(
            "confirm", "Xác nhận", ("requested", "returned"), "confirmed",
            by="chapter_officer", within="card_issue_days", primary=True, bars=True, needs=(guards.unit_is_open, *_FITS),
        ),
        Move(
            "amend", "Sửa đề nghị", ("requested", "returned"), STAY,
            by="chapter_officer", or_by=("applicant",), form=CardForm, fills=_asked_so_far, needs=_FITS,
        ),
        Move(
            "issue", "Cấp thẻ mới", ("confirmed",), "issued",
            by="grassroots_unit", within="card_issue_days", primary=True, decides=True, needs=(guards.decided_by_another, *_FITS),
            then=(Record("Cấp lại thẻ đoàn viên", _record, writes=_card),),
            consequences=("Đoàn viên có thẻ mới với số mới; thẻ cũ hết giá trị.", "Mã đoàn viên không đổi."),
        ),
        Move(
            "return", "Trả lại chi đoàn", ("confirmed",), "returned",
            by="grassroots_unit", needs_note=True, decides=True, consequences=("Đề nghị về chi đoàn, giữ nguyên nội dung.",),
        ),
        Move(
            "reject", "Không cấp lại", ("confirmed",), "rejected",
            by="grassroots_unit", needs_note=True, decides=True, destructive=True, consequences=("Thẻ cũ vẫn còn giá trị.",),
        ),
        gone("requested", "confirmed", "returned"),
        Move(
            "cancel", "Rút đề nghị", ("requested", "confirmed", "returned"), "cancelled",
            by="chapter_officer", or_by=("applicant",), destructive=True, consequences=("Thẻ cũ vẫn còn giá trị.",),
        ),
    ),
)  # fmt: skip
EARLIER = (with_relation(PROCESS, "superior", instead_of="grassroots_unit", version=1),)
