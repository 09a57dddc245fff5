"""The meeting that proposes an award: where its numbers are told, they are those of a meeting that could propose (rule 3.2)."""

from services.workflows.domain.ballots import majority_of, quorum_of
from services.workflows.domain.case import Refusal
from services.workflows.domain.view import View

_VOTES = ("agree", "disagree", "blank")


def members_total(view: View) -> int:
    """Who should meet: as recorded, else the members of the unit; 0 where nobody knows."""
    return view.number("members_total") or int(view.facts["unit_size"] or 0)


def had_quorum(view: View) -> Refusal | None:
    """Two thirds of those who should meet were there."""
    present, total = view.number("present"), members_total(view)
    if present is None or not total:
        return None
    if present > total:
        text = f"Ghi có mặt {present} người nhưng chỉ có {total} người thuộc diện dự họp."
        return Refusal("present-exceeds-members", text, "Sửa một trong hai số.")
    needed = quorum_of(total, view.rules)
    if present >= needed:
        return None
    text = f"Cuộc họp xét có mặt {present}/{total} người, cần ít nhất {needed}."
    return Refusal("no-quorum", text, "Họp lại đủ người rồi ghi cuộc họp mới.")


def agreed(view: View) -> Refusal | None:
    """More than half of those present are for it, and nobody voted who was not there."""
    present, agree = view.number("present"), view.number("agree")
    if agree is None:
        return None
    if present is None:
        return Refusal(
            "present-missing", f"Ghi {agree} người tán thành, chưa ghi số người có mặt.", "Ghi mục “Có mặt”."
        )
    cast = sum(view.number(name) or 0 for name in _VOTES)
    if cast > present:
        text = f"Số ý kiến cộng lại là {cast} nhưng chỉ có {present} người có mặt."
        return Refusal("votes-do-not-add-up", text, "Sửa một trong hai số.")
    needed = majority_of(present, view.rules)
    if agree >= needed:
        return None
    text = f"Chỉ {agree}/{present} người có mặt tán thành đề nghị, cần ít nhất {needed}."
    return Refusal("vote-failed", text, "Họp lại, hoặc rút đề nghị.")
