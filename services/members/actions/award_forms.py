"""The province adds, renames and ends forms of award, from a day on: a rule set of its own, as for every rule."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from services.kit.faults import Invalid, NotFound
from services.kit.policy import Subject, require
from services.members.actions import rules
from services.members.domain import award_form_offers as forms
from services.members.domain.award_form_offers import KEY, Row
from services.members.policy import POLICY
from services.members.store import Tx


def add_award_form(
    tx: Tx, *, level: str, kind: str, title: str, from_on: date | None, source: str | None
) -> dict[str, Any]:
    """The level owns one more form from the day on."""

    def with_it(rows: Sequence[Row]) -> list[Row]:
        known = {row["code"] for each in tx.rules.all() for row in each.values[KEY]}
        return forms.added(rows, level=level, kind=kind, title=title, known=known)

    return _changed(tx, with_it, from_on=from_on, source=source)


def rename_award_form(tx: Tx, *, code: str, title: str, from_on: date | None, source: str | None) -> dict[str, Any]:
    """The form bears another name from the day on; cases opened before keep the old one."""
    return _changed(tx, lambda rows: forms.renamed(rows, code, title=title), from_on=from_on, source=source)


def end_award_form(tx: Tx, *, code: str, from_on: date | None, source: str | None) -> dict[str, Any]:
    """The form is proposed no more from the day on; cases opened before go on with it."""
    return _changed(tx, lambda rows: forms.ended(rows, code), from_on=from_on, source=source)


def _changed(
    tx: Tx, change: Callable[[Sequence[Row]], list[Row]], *, from_on: date | None, source: str | None
) -> dict[str, Any]:
    require(POLICY, tx, "rule.change", of=Subject())
    day = rules.day_of(tx, from_on)
    tx.rules.lock()
    changed = change(tx.rules.on(day).values[KEY])
    rules.set_from(tx, KEY, changed, day=day, source=source)
    _follow(tx, change, changed, after=day, source=source)
    return rules.list_rules(tx, on=day)


def _follow(
    tx: Tx, change: Callable[[Sequence[Row]], list[Row]], changed: list[Row], *, after: date, source: str | None
) -> None:
    """Later sets whose list is another one change in the same way, unless they say otherwise of the form already."""
    told = []
    for each in tx.rules.all():
        rows = each.values[KEY]
        if each.valid_from <= after or rows == changed:
            continue
        try:
            tx.rules.put(each.code, KEY, change(rows), source=source)
        except (NotFound, Invalid):
            continue
        told.append(each.code)
    if told:
        rules.tell(tx, told)
