"""Sittings of a committee and who has missed them (domain rule 1.5): so many in a row without a good reason end a seat.

A sitting is a day. What meetings tell of a day stands in place of what was entered by hand, so that none is counted twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.kit.faults import Conflict, Invalid
from services.members.domain.positions import COMMITTEE, Position

_RANK: Final = ("present", "late", "excused", "absent")
"""What stands of two meetings on one day: the first of these that was told of either."""
SOURCES: Final = {"meeting": "Điểm danh của cuộc họp", "hand": "Nhập tay"}


@dataclass(frozen=True)
class Attendance:
    """Somebody at a sitting. is_told: by meetings, else by hand."""

    person_id: UUID
    held_on: date
    state: str
    is_told: bool


@dataclass(frozen=True)
class Sitting:
    """One day on which the committee sat, with each person's state."""

    held_on: date
    is_told: bool
    states: Mapping[UUID, str]

    @property
    def source(self) -> str:
        return "meeting" if self.is_told else "hand"

    def of(self, *states: str) -> list[UUID]:
        return [person_id for person_id, state in self.states.items() if state in states]


def sittings(rows: Iterable[Attendance]) -> list[Sitting]:
    """The days with what is known of them, the newest first."""
    by_day: defaultdict[date, list[Attendance]] = defaultdict(list)
    for row in rows:
        by_day[row.held_on].append(row)
    return [_sitting(day, by_day[day]) for day in sorted(by_day, reverse=True)]


def _sitting(day: date, rows: Sequence[Attendance]) -> Sitting:
    is_told = any(row.is_told for row in rows)
    ranked = sorted(
        (row for row in rows if row.is_told == is_told), key=lambda row: _RANK.index(row.state), reverse=True
    )
    return Sitting(day, is_told, {row.person_id: row.state for row in ranked})


def missed(held: Sequence[Sitting], person_id: UUID, *, since: date) -> list[date] | None:
    """The last sittings in a row that the person missed without a reason, the newest first; None where none tells of them.

    A sitting that says nothing of the person breaks the row: a seat ends on evidence alone.
    """
    mine = [sitting for sitting in held if sitting.held_on >= since]
    if not any(person_id in sitting.states for sitting in mine):
        return None
    days: list[date] = []
    for sitting in mine:
        if sitting.states.get(person_id) != "absent":
            break
        days.append(sitting.held_on)
    return days


def entered(
    held_on: date, away: Mapping[UUID, str], *, offices: Iterable[Position], known: Sequence[Sitting], today: date
) -> list[Attendance]:
    """Everybody of that day's committee, away as said, else present.

    Raises Invalid for a day to come or for a stranger, Conflict("sitting-told" | "no-committee").
    """
    if held_on > today:
        text = f"Ngày {held_on:%d/%m/%Y} chưa tới (hôm nay {today:%d/%m/%Y}). Ghi kỳ họp sau khi họp."
        raise Invalid(errors={"held_on": [text]})
    if any(sitting.held_on == held_on and sitting.is_told for sitting in known):
        text = f"Kỳ họp ngày {held_on:%d/%m/%Y} đã có điểm danh của cuộc họp nên không nhập tay."
        raise Conflict("sitting-told", text=text, mend="Sửa ở điểm danh của cuộc họp; số kỳ vắng tính theo đó.")
    seated = {held.person_id for held in offices if _sits(held, held_on)}
    if not seated:
        text = f"Ngày {held_on:%d/%m/%Y} đơn vị chưa có Ban Chấp hành."
        raise Conflict("no-committee", text=text, mend="Ghi ngày khác, hoặc chuẩn y Ban Chấp hành trước.")
    if away.keys() - seated:
        text = f"Có người không phải uỷ viên Ban Chấp hành ngày {held_on:%d/%m/%Y}. Bỏ người đó, hoặc ghi ngày khác."
        raise Invalid(errors={"away": [text]})
    return [
        Attendance(person_id, held_on, away.get(person_id, "present"), is_told=False) for person_id in sorted(seated)
    ]


def _sits(held: Position, day: date) -> bool:
    return held.code in COMMITTEE and held.from_on <= day and (held.until is None or held.until >= day)
