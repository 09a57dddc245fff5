"""The rules by the day: what a set says of its own, over the vocabulary's defaults."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, func, select

from services.contracts import rules as vocabulary
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

    def all(self) -> list[RuleSet]:
        """Every rule set, the earliest first."""
        rows = self._tx.execute(select(rule_sets).order_by(func.lower(rule_sets.c.valid))).all()
        return [self._set(row) for row in rows]

    def _read(self, day: date) -> RuleSet:
        nearest = (rule_sets.c.valid.op("@>")(day).desc(), func.lower(rule_sets.c.valid))
        row = self._tx.execute(select(rule_sets).order_by(*nearest).limit(1)).one_or_none()
        if row is None:
            raise NotFound("rules-unknown")
        return self._set(row)

    def _set(self, row: Row[Any]) -> RuleSet:
        own = select(rule_parameters).where(rule_parameters.c.rule_set == row.code)
        said = {line.key: line for line in self._tx.execute(own)}
        last = None if row.valid.upper is None else row.valid.upper - timedelta(days=1)
        parameters = tuple(_parameter(each, said.get(each.key)) for each in vocabulary.PARAMETERS)
        return RuleSet(row.code, row.title, row.charter_term, row.valid.lower, last, parameters, row.version)


def _parameter(known: vocabulary.Parameter, said: Row[Any] | None) -> Parameter:
    is_set = said is not None and said.set_at is not None
    return Parameter(
        key=known.key,
        value=_plain(known.default) if said is None else said.value,
        default=_plain(known.default),
        title=known.title,
        mark=known.mark,
        source=said.source if said is not None and is_set else known.source,
        unsure=known.unsure and not is_set,
        set_at=None if said is None else said.set_at,
    )


def _plain(value: Any) -> Any:
    """A default as it is told: lists, not tuples."""
    return list(value) if isinstance(value, tuple) else value
