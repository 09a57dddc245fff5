"""The recognition of a committee as it was carried out, and whether it can still be revoked (templates T17, T19R)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from services.members.domain.committee_terms import Term
from services.members.domain.positions import Position
from services.members.domain.units import Remark

LastDay = tuple[UUID, date | None]
"""An office or a term, with its last day."""
Code = tuple[str, date | None, date | None]
"""A term by which documents are numbered, its first day, and the first day without it."""


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """A committee that was recognised, with what that changed.

    seats: its offices with their last days; ended, terms: offices and terms before it, with theirs; codes: how the unit's
    documents were numbered before; decision: the key of the paper that it was decided by here, and its issuer.
    """

    id: UUID
    unit_id: UUID
    term_id: UUID
    recognised_at: datetime
    recognised_by: UUID | None
    seats: tuple[LastDay, ...]
    ended: tuple[LastDay, ...]
    terms: tuple[LastDay, ...]
    codes: tuple[Code, ...]
    until: date | None
    decision: tuple[str, UUID] | None = None


@dataclass(frozen=True, kw_only=True)
class Since:
    """What has happened since to what the recognition made, by names: what revoking it would lose."""

    changed: Sequence[str] = ()
    joined: Sequence[str] = ()
    until: date | None = None


NOT_RECOGNISED: Final = Remark(
    "not-recognised",
    "Ban Chấp hành hiện nay không có lần chuẩn y nào còn thu hồi được.",
    "Chuẩn y lại Ban Chấp hành với danh sách đúng.",
)
_AGAIN: Final = "Không thu hồi được nữa; chuẩn y lại Ban Chấp hành với danh sách đúng."


def too_late(recognised_on: date, today: date, days: int) -> Remark | None:
    """Why a recognition written on that day is not revoked any more, if so."""
    latest = recognised_on + timedelta(days=days)
    if today <= latest:
        return None
    text = f"Việc chuẩn y ghi ngày {recognised_on:%d/%m/%Y}; chỉ thu hồi được trong {days} ngày, đến hết {latest:%d/%m/%Y}."
    return Remark("undo-over", text, "Chuẩn y lại Ban Chấp hành với danh sách đúng.")


def against(recognition: Recognition, since: Since) -> list[Remark]:
    """Everything that revoking would lose."""
    found = [
        *_named("seats-changed", "Chức vụ đã thay đổi sau khi chuẩn y", since.changed),
        *_named("appointed-since", "Sau đó đã chuẩn y thêm", since.joined),
    ]
    if since.until != recognition.until:
        found.append(Remark("term-changed", "Nhiệm kỳ đã được gia hạn hoặc rút ngắn sau khi chuẩn y.", _AGAIN))
    return found


def _named(code: str, what: str, names: Sequence[str]) -> list[Remark]:
    more = f" và {len(names) - 3} trường hợp khác" if len(names) > 3 else ""
    return [Remark(code, f"{what}: {', '.join(names[:3])}{more}.", _AGAIN)] if names else []


def never_held(seat: Position) -> Position:
    """The office was given by a decision that counts no more: it ends before it begins."""
    return replace(seat, until=seat.from_on - timedelta(days=1), version=seat.version + 1)


def never_begun(term: Term) -> Term:
    """The term began with a committee that is recognised no more."""
    return replace(term, until=term.from_on - timedelta(days=1))
