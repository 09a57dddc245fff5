"""The province enters the plan of each year: days off besides, days worked in exchange; whoever sees the rules sees the year."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.contracts.rules import CALENDAR_KINDS
from services.kit.faults import Invalid
from services.kit.policy import Subject, require
from services.members.actions import rule_lists, rules
from services.members.domain import calendar_day_offers as days
from services.members.domain import calendar_plan
from services.members.domain.calendar_day_offers import KEY
from services.members.domain.rule_lists import Row
from services.members.policy import POLICY
from services.members.store import Tx

_KINDS = {"holiday": "Nghỉ lễ, Tết", "in_lieu": "Nghỉ bù", **CALENDAR_KINDS}


def add_calendar_day(
    tx: Tx, *, on: date, kind: str, note: str, from_on: date | None, source: str | None
) -> dict[str, Any]:
    """The day is off, or worked on, for deadlines that are counted from `from_on` on."""

    def with_it(rows: Sequence[Row]) -> list[Row]:
        _require_ahead(on, rules.day_of(tx, from_on))
        return days.added(rows, on=on, kind=kind, note=note)

    return rule_lists.changed(tx, KEY, with_it, from_on=from_on, source=source)


def _require_ahead(on: date, from_on: date) -> None:
    if on < from_on:
        text = f"Đến ngày có hiệu lực ({from_on:%d/%m/%Y}) thì ngày {on:%d/%m/%Y} đã qua, không còn hạn nào tính đến."
        raise Invalid(errors={"on": [f"{text} Chọn ngày sau, hoặc cho hiệu lực sớm hơn."]})


def change_calendar_day(tx: Tx, *, code: str, note: str, from_on: date | None, source: str | None) -> dict[str, Any]:
    """The day is told in other words."""
    return rule_lists.changed(tx, KEY, lambda rows: days.noted(rows, code, note=note), from_on=from_on, source=source)


def end_calendar_day(tx: Tx, *, code: str, from_on: date | None, source: str | None) -> dict[str, Any]:
    """The day is as its weekday and the law say, for deadlines that are counted from `from_on` on."""
    return rule_lists.changed(tx, KEY, lambda rows: days.ended(rows, code), from_on=from_on, source=source)


def get_year_calendar(tx: Tx, *, year: int | None, on: date | None) -> dict[str, Any]:
    """The year's days off and days worked in exchange, and what is not known of it."""
    require(POLICY, tx, "rule.view", of=Subject())
    wanted = year or tx.today.year
    rows = tx.rules.on(on or tx.today).values[KEY]
    lacking = calendar_plan.lacking(wanted)
    return {
        "year": wanted,
        "years": calendar_plan.years_shown(rows, today=tx.today),
        "days": [_shown(day) for day in calendar_plan.year_of(rows, wanted)],
        "warnings": [{"code": "calendar-incomplete", "text": lacking[0], "mend": lacking[1]}] if lacking else [],
    }


def _shown(day: calendar_plan.Day) -> dict[str, Any]:
    weekday = calendar_plan.format_day(day.on).split(",")[0]
    return {**vars(day), "weekday": weekday, "kind_title": _KINDS[day.kind]}
