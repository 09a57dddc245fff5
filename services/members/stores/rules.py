"""The rules by the day."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from services.kit.faults import NotFound
from services.members.domain.rules import Parameter, RuleSet
from services.members.tables import rule_parameters, rule_sets

if TYPE_CHECKING:
    from services.members.store import Tx


class RuleStore:
    """Rule sets by the day."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx
        self._known: dict[date, RuleSet] = {}

    def on(self, day: date) -> RuleSet:
        """The rules in force on the day; before the first set, the first. Raises NotFound("rules-unknown")."""
        if day not in self._known:
            self._known[day] = self._read(day)
        return self._known[day]

    def _read(self, day: date) -> RuleSet:
        nearest = (rule_sets.c.valid.op("@>")(day).desc(), func.lower(rule_sets.c.valid))
        row = self._tx.execute(select(rule_sets).order_by(*nearest).limit(1)).one_or_none()
        if row is None:
            raise NotFound("rules-unknown")
        lines = select(rule_parameters).where(rule_parameters.c.rule_set == row.code).order_by(rule_parameters.c.rank)
        parameters = tuple(Parameter(p.key, p.value, p.title, p.mark, p.source) for p in self._tx.execute(lines))
        return RuleSet(row.code, row.title, row.charter_term, row.valid.lower, row.valid.upper, parameters)
