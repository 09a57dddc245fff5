"""Between which days a dated field of a form may lie: each field declares it, and everything that reads a form looks there.

An anchor is `today`, so many months from it, a date of the calendar, the birth, or another field: of the same form, or of the
case (`vote.met_on`). One that the case does not know bounds nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from services.workflows.domain import rules, words
from services.workflows.domain.view import View

Anchors = str | tuple[str, ...]
Find = Callable[[str], date | None]
TODAY: Final = "today"
EVER: Final = ("birth", "1931-03-26")
"""Since the person was born, and since there has been a Union. The birth is looked at by domain/lifetime.py."""


def ahead(months: int) -> str:
    """So many months from today."""
    return f"today+{months}"


def ago(months: int) -> str:
    """So many months before today."""
    return f"today-{months}"


LIFETIME: Final = ago(12 * 120)


@dataclass(frozen=True)
class Bounds:
    """Not before any of the one, not after any of the other."""

    since: tuple[str, ...]
    until: tuple[str, ...]


def of(since: Anchors, until: Anchors) -> Bounds:
    """Bounds from one anchor or more on each side."""
    return Bounds(*((each,) if isinstance(each, str) else each for each in (since, until)))


Declared = Mapping[str, Bounds]
"""Bounds of the dated fields of a form (`forms.bounds_of`)."""
_TITLES: Final = {
    "1931-03-26": "ngày thành lập Đoàn",
    "birth": "ngày sinh",
    "born_on": "ngày sinh",
    "agreement.met_on": "ngày họp Ban Chấp hành",
    "applied_on": "ngày viết đơn",
    "asked_on": "ngày hỏi nguyện vọng",
    "check.started_on": "ngày bắt đầu xác minh",
    "complaints.complained_on": "ngày khiếu nại",
    "depart_on": "ngày đi",
    "from_on": "ngày bắt đầu",
    "joined_on": "ngày vào Đoàn",
    "meeting.held_on": "ngày họp",
    "met_on": "ngày họp",
    "notified_on": "ngày báo",
    "party.admitted_on": "ngày vào Đảng",
    "recognition.recognised_on": "ngày công nhận đối tượng Đảng",
    "requested_on": "ngày đề nghị",
    "resolution.resolved_on": "ngày nghị quyết",
    "sending.sent_on": "ngày gửi cấp uỷ",
    "since_on": "ngày bắt đầu cư trú",
    "suspensions.from_on": "ngày bắt đầu đình chỉ",
    "until": "hạn của chi đoàn",
    "verification.ended_on": "ngày kết thúc xác minh",
    "violated_on": "ngày vi phạm",
    "vote.met_on": "ngày họp",
    "wish.asked_on": "ngày hỏi nguyện vọng",
}
"""Anchor → how a sentence calls it."""
ANCHORS: Final = frozenset(_TITLES)


def anchor_day(anchor: str, today: date, find: Find) -> date | None:
    """The day that an anchor names, if anybody knows it."""
    if anchor.startswith(TODAY):
        return rules.add_months(today, int(anchor[len(TODAY) :] or 0))
    return date.fromisoformat(anchor) if anchor[0].isdigit() else find(anchor)


def limits(bounds: Bounds, today: date, find: Find) -> tuple[tuple[date, str] | None, tuple[date, str] | None]:
    """Return the latest of the first days and the earliest of the last days, each with its anchor; None where nothing is known."""
    first = [(on, each) for each in bounds.since if (on := anchor_day(each, today, find))]
    last = [(on, each) for each in bounds.until if (on := anchor_day(each, today, find))]
    return max(first, default=None), min(last, default=None)


def wrong_days(declared: Declared, given: Mapping[str, Any], today: date, find: Find) -> dict[str, list[str]]:
    """Return what is wrong with each day of the form, checked and plain, that lies outside of its bounds."""

    def sibling(anchor: str) -> date | None:
        said = given.get(anchor)
        return date.fromisoformat(said) if said else find(anchor)

    wrong = {}
    for name, bounds in declared.items():
        if given.get(name):
            day = date.fromisoformat(given[name])
            first, last = limits(bounds, today, sibling)
            if last and day > last[0]:
                wrong[name] = [_after(day, *last)]
            elif first and day < first[0]:
                wrong[name] = [
                    f"Ngày {words.day(day)} trước {_named(*first)}. Nhập ngày từ {words.day(first[0])} trở đi."
                ]
    return wrong


def wrong_in_form(declared: Declared, days: Mapping[str, date | None], today: date) -> dict[str, list[str]]:
    """The same of a form that belongs to no case."""
    given = {name: day.isoformat() for name, day in days.items() if day}
    return wrong_days(declared, given, today, lambda _anchor: None)


def shown_limits(declared: Declared, today: date, find: Find) -> dict[str, tuple[str | None, str | None]]:
    """Return the first and the last day that a screen offers for each dated field; what the form itself will say is not known yet."""

    def outside(anchor: str) -> date | None:
        return None if anchor in declared else find(anchor)

    found = {name: limits(each, today, outside) for name, each in declared.items()}
    return {
        name: (first and first[0].isoformat(), last and last[0].isoformat()) for name, (first, last) in found.items()
    }


def _after(day: date, last: date, anchor: str) -> str:
    if anchor == TODAY:
        return f"Ngày {words.day(day)} chưa tới. Nhập ngày đã diễn ra, muộn nhất là hôm nay ({words.day(last)})."
    return f"Ngày {words.day(day)} quá xa. Nhập ngày không muộn hơn {words.day(last)}."


def _named(first: date, anchor: str) -> str:
    return f"{_TITLES.get(anchor, 'hôm nay' if anchor == TODAY else 'giới hạn')} {words.day(first)}"


def in_case(view: View) -> Find:
    """Days as the case knows them: the birth of whom it is about, and the fields of its form."""

    def find(anchor: str) -> date | None:
        if anchor == "birth":
            return view.subject.born_on if view.subject and view.subject.born_precision == "day" else None
        return view.day(anchor)

    return find
