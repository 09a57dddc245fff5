"""A made-up process about a member: a stay that the member asks for, with visits, a term counted from a form's day, and lines
on the record. What an engine must do for such a process is tried here."""

from services.workflows.domain import standing
from services.workflows.domain.forms import Form
from services.workflows.domain.process import (
    STAY,
    Apply,
    Issue,
    Move,
    Open,
    Prepare,
    Process,
    Record,
    State,
    Strike,
    nothing,
)
from services.workflows.forms.fields import day, text


class StayForm(Form):
    """From when, and why."""

    from_on = day("Từ ngày", "Kỳ nghỉ", until="today+12", required=True)
    why = text("Lý do", "Kỳ nghỉ")


class VisitForm(Form):
    """One visit."""

    visited_on = day("Ngày thăm", "Thăm", until="today+12", required=True)


def stage(name):
    return lambda view: {"stage": name, "visits": len(view.case.form.get("visits", ()))}


def away(_view):
    return {"flags_add": ["away"]}


def same_unit(view):
    return {"unit_id": str(view.case.unit_id)}


STAYING = Process(
    code="staying",
    title="Nghỉ dưỡng",
    prefix="ND",
    form=StayForm,
    subject="member",
    case_title="Nghỉ dưỡng của {}".format,
    changes_membership=True,
    follows_subject=True,
    confidential=True,
    rail=("asked", "away", "back"),
    states=(
        State("asked", "Đã xin", "superior"),
        State("leaving", "Đang ghi", "system", step="asked"),
        State("noting", "Đang ghi", "system", step="asked"),
        State("away", "Đang nghỉ", "chapter_officer"),
        State("overdue", "Quá hạn", "superior", step="away"),
        State("returning", "Đang về", "system", step="away"),
        State("back", "Đã về", is_end=True),
        State("void", "Không tính", is_end=True),
    ),
    opening=Move(
        "open", "Xin nghỉ", (), "asked", by="chapter_officer", or_by=("applicant",), form=StayForm, needs=(standing.is_settled,)
    ),
    moves=(
        Move("allow", "Cho nghỉ", ("asked",), "leaving", by="superior", decides=True, primary=True,
             then=(Prepare("depart", same_unit),)),
        Move("refused", "Không ghi được", ("leaving",), "asked", by="system"),
        Move("prepared", "Đã giữ", ("leaving",), "noting", by="system",
             then=(Issue("T05", by="superior", common=nothing, person=nothing, single=True),)),
        Move("issued", "Đã có số", ("noting",), "away", by="system",
             then=(Apply("T05", "Đi nghỉ", data=stage("AWAY"), writes=away), Record("Ghi thêm", stage("NOTED"), template="T05"))),
        Move("visit", "Thăm", ("away",), STAY, by="chapter_officer", or_by=("applicant",), form=VisitForm, keep="visits",
             appends=True),
        Move("return", "Cho về", ("away", "overdue"), "returning", by="superior", decides=True, primary=True,
             then=(Prepare("transfer", same_unit),)),
        Move("run_out", "Hết hạn", ("away",), "overdue", by="system", within="away_max_months", counted_from="from_on"),
        Move("refused", "Không ghi được", ("returning",), "away", by="system"),
        Move("prepared", "Đã giữ", ("returning",), "back", by="system",
             then=(Apply(None, lambda view: f"Về sau {len(view.case.form.get('visits', ()))} lần thăm", data=stage("BACK")),)),
        Move("forget", "Bỏ", ("away", "overdue"), "void", by="superior", needs_note=True, decides=True,
             then=(Strike(), Open("staying_on", lambda view: {"from_on": view.today.isoformat()}))),
    ),
)  # fmt: skip
STAYING_ON = Process(
    code="staying_on",
    title="Nghỉ tiếp",
    prefix="NT",
    form=StayForm,
    subject="member",
    case_title="Nghỉ tiếp của {}".format,
    rail=("asked", "done"),
    states=(State("asked", "Đã xin", "chapter_officer"), State("done", "Xong", is_end=True)),
    opening=Move(
        "open", "Xin nghỉ tiếp", (), "asked", by="chapter_officer", form=StayForm, needs=(standing.is_member,)
    ),
    moves=(Move("finish", "Xong", ("asked",), "done", by="chapter_officer", primary=True),),
)
