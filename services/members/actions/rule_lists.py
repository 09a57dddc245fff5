"""A rule that is a list changes entry by entry, from a day on: a rule set of its own, as for every rule."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from services.kit.faults import Invalid, NotFound
from services.kit.policy import Subject, require
from services.members.actions import rules
from services.members.domain.rule_lists import Row
from services.members.policy import POLICY
from services.members.store import Tx

Change = Callable[[Sequence[Row]], list[Row]]


def changed(tx: Tx, key: str, change: Change, *, from_on: date | None, source: str | None) -> dict[str, Any]:
    """The list is as the change makes it from the day on, and later lists with it."""
    require(POLICY, tx, "rule.change", of=Subject())
    day = rules.day_of(tx, from_on)
    tx.rules.lock()
    entries = change(tx.rules.on(day).values[key])
    rules.set_from(tx, key, entries, day=day, source=source)
    _follow(tx, key, change, entries, after=day, source=source)
    return rules.list_rules(tx, on=day)


def known_codes(tx: Tx, key: str) -> set[str]:
    """Every code that any rule set has had in the list."""
    return {row["code"] for each in tx.rules.all() for row in each.values[key]}


def _follow(tx: Tx, key: str, change: Change, entries: list[Row], *, after: date, source: str | None) -> None:
    """Later sets whose list is another one change in the same way, unless they say otherwise of the entry already."""
    told = []
    for each in tx.rules.all():
        rows = each.values[key]
        if each.valid_from <= after or rows == entries:
            continue
        try:
            tx.rules.put(each.code, key, change(rows), source=source)
        except (NotFound, Invalid):
            continue
        told.append(each.code)
    if told:
        rules.tell(tx, told)
