"""The province adds, renames and ends forms of award, from a day on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.members.actions import rule_lists
from services.members.domain import award_form_offers as forms
from services.members.domain.award_form_offers import KEY
from services.members.domain.rule_lists import Row
from services.members.store import Tx


def add_award_form(
    tx: Tx, *, level: str, kind: str, title: str, from_on: date | None, source: str | None
) -> dict[str, Any]:
    """The level owns one more form from the day on."""

    def with_it(rows: Sequence[Row]) -> list[Row]:
        return forms.added(rows, level=level, kind=kind, title=title, known=rule_lists.known_codes(tx, KEY))

    return rule_lists.changed(tx, KEY, with_it, from_on=from_on, source=source)


def rename_award_form(tx: Tx, *, code: str, title: str, from_on: date | None, source: str | None) -> dict[str, Any]:
    """The form bears another name from the day on; cases opened before keep the old one."""
    return rule_lists.changed(
        tx, KEY, lambda rows: forms.renamed(rows, code, title=title), from_on=from_on, source=source
    )


def end_award_form(tx: Tx, *, code: str, from_on: date | None, source: str | None) -> dict[str, Any]:
    """The form is proposed no more from the day on; cases opened before go on with it."""
    return rule_lists.changed(tx, KEY, lambda rows: forms.ended(rows, code), from_on=from_on, source=source)
