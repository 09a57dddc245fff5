"""A campaign: cases of one process opened at once for everyone below a unit whom it concerns, until a closing day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from services.workflows.domain import words
from services.workflows.domain.case import Refusal
from services.workflows.domain.forms import Form
from services.workflows.domain.rules import Rules

STATES = {
    "OPENING": "Đang mở hồ sơ",
    "OPEN": "Đang làm",
    "CLOSING": "Đang đóng",
    "CLOSED": "Đã đóng",
    "CANCELLED": "Đã huỷ",
}
RUNNING = frozenset({"OPENING", "OPEN"})
UNENDED = RUNNING | {"CLOSING"}


@dataclass(frozen=True)
class Hop:
    """A unit that ran a campaign until it was over, the first day without it, and the units below it that went along."""

    unit_id: UUID
    on: date
    units: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Campaign:
    """One campaign. period: a name within its year, empty where there is one a year. form: what is its kind's own.

    until: the day by which chapters should be ready. closing_on: the last day of all. counts: cases opened, people refused,
    cases closed undone. hops: units that ran it before its own, the first first.
    """

    id: UUID
    process: str
    title: str
    unit_id: UUID
    year: int
    period: str
    from_on: date
    until: date
    closing_on: date
    state: str
    opened_at: datetime
    opened_by: UUID | None
    form: Mapping[str, Any] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    hops: tuple[Hop, ...] = ()
    version: int = 1

    @property
    def reaches(self) -> tuple[UUID, ...]:
        """The units whom, with all below them, it concerns: its own, or those that came with it from the one that opened it."""
        return self.hops[0].units if self.hops else (self.unit_id,)

    @property
    def came_on(self) -> date | None:
        """Members who came into its unit on this day were its own before; none where it was opened there, or came twice."""
        return self.hops[0].on if len(self.hops) == 1 else None


def carried_on(campaign: Campaign, *, by: UUID, on: date, units: tuple[UUID, ...]) -> Campaign:
    """The campaign is the successor's from the day, for those whom it concerned and no others (domain rule 1.6)."""
    hop = Hop(campaign.unit_id, on, units)
    return replace(campaign, unit_id=by, hops=(*campaign.hops, hop), version=campaign.version + 1)


def given_back(campaign: Campaign) -> Campaign:
    """The campaign is again the unit's that ran it before, as if that had never been over."""
    *before, last = campaign.hops
    return replace(campaign, unit_id=last.unit_id, hops=tuple(before), version=campaign.version + 1)


@dataclass(frozen=True)
class Reach:
    """Whom of the members below the unit a campaign concerns. born_until: nobody younger."""

    born_until: date | None = None


Wrong = dict[str, list[str]]
"""What is wrong with settings, by field."""


def nothing_wrong(_campaign: Campaign, _rules: Rules) -> Wrong:
    """Settings that each fit by themselves."""
    return {}


def everyone(_campaign: Campaign, _rules: Rules) -> Reach:
    """Every member below the unit."""
    return Reach()


@dataclass(frozen=True)
class Drive:
    """How a process is run as a campaign.

    about: members, or units themselves. opening: the campaign → the form of each case. lapse: the services' own move with what
    is not done on the closing day. withdraw: the one with every case of a campaign that is cancelled. reach: whom it concerns.
    settings: what a campaign sets for its own cases, which read it in the group `campaign` of their form; wrong: what does not fit.
    passes_over: codes of refusals that mean that someone is not concerned; any other refusal is told. by_trial: only the opening
    move itself tells who that is, so that whoever counts the cases beforehand has to try it.
    """

    title: str
    about: Literal["members", "units"]
    opening: Callable[[Campaign], dict[str, Any]]
    lapse: str
    withdraw: str
    reach: Callable[[Campaign, Rules], Reach] = everyone
    settings: type[Form] | None = None
    wrong: Callable[[Campaign, Rules], Wrong] = nothing_wrong
    passes_over: frozenset[str] = frozenset()
    by_trial: bool = False


def common_form(campaign: Campaign) -> dict[str, Any]:
    """What the form of every case of a campaign says of it."""
    return {
        "year": campaign.year,
        "period": campaign.period or None,
        "from_on": campaign.from_on.isoformat(),
        "until": campaign.until.isoformat(),
        "closing_on": campaign.closing_on.isoformat(),
    }


def undo_until(campaign: Campaign, rules: Rules) -> datetime:
    """Until when the campaign can be taken back as if it had never been."""
    return campaign.opened_at + timedelta(days=rules.number("campaign_undo_days"))


def against_cancelling(campaign: Campaign, rules: Rules, now: datetime) -> Refusal | None:
    if campaign.state not in RUNNING:
        return _over(campaign)
    limit = undo_until(campaign, rules)
    if now <= limit:
        return None
    days = rules.number("campaign_undo_days")
    return Refusal(
        "campaign-begun",
        f"Đợt này mở đã quá {days} ngày nên không huỷ được nữa.",
        "Đóng đợt để kết thúc các hồ sơ chưa xong.",
    )


def against_closing(campaign: Campaign) -> Refusal | None:
    return None if campaign.state == "OPEN" else _over(campaign)


def _over(campaign: Campaign) -> Refusal:
    return Refusal(
        "campaign-not-open",
        f"Đợt này đang ở trạng thái “{STATES[campaign.state]}” nên không làm được việc này.",
        "Tải lại trang để xem đợt đang ở đâu.",
    )


@dataclass(frozen=True)
class CaseCount:
    """How many cases a campaign opens, and at how many units."""

    cases: int
    units: int


def must_be_confirmed(counted: CaseCount, rules: Rules) -> bool:
    """So many cases are opened only by somebody who has named their number."""
    return counted.cases > rules.number("campaign_confirm_above")


def wrong_count(counted: CaseCount, confirmed: int | None, rules: Rules) -> Wrong:
    """What is wrong with the number that was confirmed, by field."""
    if not must_be_confirmed(counted, rules) or confirmed == counted.cases:
        return {}
    number = words.count(counted.cases)
    if confirmed is None:
        return {"confirmed": [f"Đợt này mở {number} hồ sơ. Gõ {counted.cases} để xác nhận."]}
    return {
        "confirmed": [
            f"Bạn xác nhận {words.count(confirmed)} hồ sơ, lúc này đợt mở {number} hồ sơ. "
            f"Xem lại đơn vị và thời gian, rồi gõ {counted.cases} để xác nhận."
        ]
    }


def consequences(campaign: Campaign, drive: Drive, counted: CaseCount, rules: Rules) -> list[str]:
    """What opening the campaign leads to, as whoever opens it reads it."""
    cases, units, days = (
        words.count(number) for number in (counted.cases, counted.units, rules.number("campaign_undo_days"))
    )
    whom = f"{cases} đoàn viên ở {units} đơn vị" if drive.about == "members" else f"{units} đơn vị"
    opened = f"Mở {cases} hồ sơ cho {whom}." if counted.cases else "Lúc này chưa có ai thuộc diện."
    newcomers = "Người mới" if drive.about == "members" else "Đơn vị mới"
    return [
        opened,
        f"{newcomers} thuộc diện trong đợt được thêm hằng ngày.",
        f"Hạn của chi đoàn {words.day(campaign.until)}; hồ sơ chưa xong sau {words.day(campaign.closing_on)} được kết thúc.",
        f"Huỷ được cả đợt trong {days} ngày.",
    ]


def wrong_days(*, from_on: date, until: date, closing_on: date, today: date) -> dict[str, list[str]]:
    """What is wrong with the days of a campaign, by field."""
    wrong: dict[str, list[str]] = {}
    if until < from_on:
        wrong["until"] = ["Hạn của chi đoàn ở trước ngày bắt đầu. Chọn ngày sau ngày bắt đầu."]
    if closing_on < until:
        wrong["closing_on"] = ["Ngày đóng đợt ở trước hạn của chi đoàn. Chọn ngày sau hạn đó."]
    elif closing_on < today:
        wrong["closing_on"] = ["Ngày đóng đợt đã qua. Chọn ngày từ hôm nay trở đi."]
    return wrong
