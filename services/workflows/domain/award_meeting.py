"""The meeting that proposes an award: where its numbers are told, they are those of a meeting that could propose (rule 3.2)."""

from typing import Any

from services.workflows.domain import ballots, electorate
from services.workflows.domain.case import Refusal
from services.workflows.domain.guards import holds_members
from services.workflows.domain.view import View

_VOTES = ("agree", "disagree", "blank")


def meeting(view: View) -> View:
    """The same view with the meeting's counts where conditions of meetings look for them."""
    told = {name: view.value(name) for name in ("met_on", "present", "members_total")}
    # A proposal that came back may tell of another meeting by now.
    frozen = view.value("roll") if view.case.state != "proposed" else None
    return view.with_form({"vote": {**told, "roll": frozen, "roll_of": _body(view)}})


def _body(view: View) -> str:
    """A chapter proposes as a whole; any other unit by its committee, or its bureau alone."""
    return electorate.MEMBERS if holds_members(view.unit) else electorate.BUREAU


def freeze(view: View) -> dict[str, Any]:
    """Return how many should have been at the meeting, on its day."""
    return electorate.freeze_of(meeting(view), _body(view))


def records_more(view: View) -> Refusal | None:
    """A doubt: the chapter is larger in the minutes than in the registry."""
    return electorate.records_more(meeting(view))


def had_quorum(view: View) -> Refusal | None:
    """Two thirds of those who should meet were there, where anybody knows how many those are."""
    seen = meeting(view)
    return ballots.quorum(seen) if electorate.members_total(seen) else None


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
    needed = ballots.majority_of(present, view.rules)
    if agree >= needed:
        return None
    text = f"Chỉ {agree}/{present} người có mặt tán thành đề nghị, cần ít nhất {needed}."
    return Refusal("vote-failed", text, "Họp lại, hoặc rút đề nghị.")
