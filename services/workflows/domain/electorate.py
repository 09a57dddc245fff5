"""Who should be at a meeting: counted by the registry as it was on the day of the meeting, and frozen with the case.

What minutes say can only raise the number. Where they say fewer than the registry, the vote is not recorded; where they say more,
whoever is above looks at both numbers (domain rules 3.2 and 2.3).
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from services.workflows.domain import relations, words
from services.workflows.domain.case import Refusal
from services.workflows.domain.guards import holds_members
from services.workflows.domain.view import View, VoterFact

MEMBERS, COMMITTEE, BUREAU, SUPERIOR_COMMITTEE = "members", "committee", "bureau", "superior_committee"
_BUREAU: Final = frozenset({"BT", "PBT_TT", "PBT", "UVBTV"})
_TITLES: Final = {
    MEMBERS: ("đoàn viên", "danh sách chi đoàn"),
    COMMITTEE: ("uỷ viên", "danh sách Ban Chấp hành"),
    BUREAU: ("người", "danh sách Ban Thường vụ"),
    SUPERIOR_COMMITTEE: ("uỷ viên", "danh sách Ban Chấp hành cấp quyết định"),
}


def freeze(view: View) -> dict[str, Any]:
    """Return what the case remembers of those who should meet, as the group `vote` tells of the meeting."""
    return freeze_of(view, COMMITTEE if view.text("vote.voters") == "committee" else MEMBERS)


def freeze_of(view: View, body: str) -> dict[str, Any]:
    """The same of a meeting of the body; nothing where no day is told."""
    on = meeting_day(view)
    return {"roll": count(view, body, on=on), "roll_of": body} if on else {}


def meeting_day(view: View) -> date | None:
    """The day of the meeting that voted."""
    return view.day("vote.met_on") or view.day("meeting.held_on")


def count(view: View, body: str, *, on: date) -> int:
    """How many people the body had on the day, by the registry."""
    return len({each.person_id for each in _voters(view, body) if each.covers(on)})


def _voters(view: View, body: str) -> Iterable[VoterFact]:
    """Members of a chapter, and where rule "residence_vote" says so those who live there too; officers of a committee."""
    if body == MEMBERS:
        guests = view.facts["residents"] if view.rules.flag("residence_vote") else ()
        return (*view.facts["roll"], *guests)
    if body == SUPERIOR_COMMITTEE:
        return tuple(view.facts["superior_committee"])
    held: tuple[VoterFact, ...] = view.facts["committee"]
    return held if body == COMMITTEE else tuple(each for each in held if each.code in _BUREAU)


def registered(view: View) -> int:
    """Who should meet by the registry: as frozen when the vote was recorded, else as it was on the day of the meeting."""
    frozen = view.number("vote.roll")
    return count(view, _body(view), on=meeting_day(view) or view.today) if frozen is None else frozen


def _body(view: View) -> str:
    return view.text("vote.roll_of") or (COMMITTEE if view.text("vote.voters") == "committee" else MEMBERS)


def members_total(view: View) -> int:
    """Who should meet: never fewer than the registry says."""
    return max(registered(view), view.number("vote.members_total") or 0)


def title(view: View) -> str:
    """Who they are, as people read it."""
    return _TITLES[_body(view)][0]


def records_too_few(view: View) -> Refusal | None:
    """Minutes with fewer people than the unit had would make a quorum of nobody."""
    recorded, known = view.number("vote.members_total"), registered(view)
    if not recorded or recorded >= known:
        return None
    mend = (
        f"Bỏ trống tổng số để lấy {known} theo danh sách. Danh sách chưa đúng thì cập nhật (chuyển đi, xoá tên, chức vụ) trước "
        "rồi ghi lại; vừa cập nhật thì đợi một phút."
    )
    return _differs(view, recorded, known, mend)


def records_more(view: View) -> Refusal | None:
    """A doubt: minutes with more people than the registry knows. The higher number counts; whoever is above looks at both."""
    recorded, known = view.number("vote.members_total"), registered(view)
    is_known = known or _body(view) != MEMBERS or holds_members(view.unit)
    if not recorded or recorded <= known or not is_known or _body(view) == BUREAU:
        return None
    return _differs(
        view, recorded, known, "Kiểm tra lại danh sách hoặc biên bản; Đoàn cấp trên đối chiếu trước khi duyệt."
    )


def _differs(view: View, recorded: int, known: int, mend: str) -> Refusal:
    who, roll = _TITLES[_body(view)]
    on = meeting_day(view)
    met = f" ngày họp {words.day(on)}" if on else ""
    return Refusal("members-differ", f"Biên bản ghi {recorded} {who}, {roll}{met} có {known}.", mend)


def agrees_with_roll(view: View) -> Refusal | None:
    """Refuses what nobody above would look at: a chapter decides by itself only with the number that the registry has."""
    found = records_more(view)
    mend = "Bỏ trống tổng số để lấy theo danh sách, hoặc bổ sung danh sách chi đoàn trước rồi ghi lại."
    return found and Refusal(found.code, f"{found.text} Việc này chi đoàn tự quyết định nên hai số phải khớp.", mend)


def agrees_where_own(view: View) -> Refusal | None:
    """The same, where the case's own unit is also the one that decides."""
    return agrees_with_roll(view) if relations.decides_its_own(view.case) else None
