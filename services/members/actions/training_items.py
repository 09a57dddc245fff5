"""The province adds, changes and ends items of the training catalogue, from a day on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.members.actions import rule_lists
from services.members.domain import training_item_offers as items
from services.members.domain.rule_lists import Row
from services.members.domain.training_item_offers import KEY
from services.members.store import Tx


def add_training_item(
    tx: Tx, *, group: str, from_on: date | None, source: str | None, **said: str | None
) -> dict[str, Any]:
    """The group has one more item from the day on."""

    def with_it(rows: Sequence[Row]) -> list[Row]:
        return items.added(rows, group=group, known=rule_lists.known_codes(tx, KEY), **said)

    return rule_lists.changed(tx, KEY, with_it, from_on=from_on, source=source)


def change_training_item(
    tx: Tx, *, code: str, from_on: date | None, source: str | None, **said: str | None
) -> dict[str, Any]:
    """The item says something else from the day on; programmes opened before keep what it said."""
    return rule_lists.changed(tx, KEY, lambda rows: items.changed(rows, code, **said), from_on=from_on, source=source)


def end_training_item(tx: Tx, *, code: str, from_on: date | None, source: str | None) -> dict[str, Any]:
    """The item is proposed no more from the day on; programmes opened before go on with it."""
    return rule_lists.changed(tx, KEY, lambda rows: items.ended(rows, code), from_on=from_on, source=source)
