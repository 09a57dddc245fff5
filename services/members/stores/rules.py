"""The rules by the day: what a set says of its own, over the vocabulary's defaults."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, case, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.dialects.postgresql import insert as insert_or

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

    def lock(self) -> None:
        """One change of the rules at a time."""
        self._tx.execute(select(rule_sets.c.code).with_for_update())
        self._known.clear()

    def begin(self, code: str, *, after: RuleSet, on: date) -> None:
        """A set that says the same begins on the day; the one before ends the day before."""
        until = None if after.valid_to is None else after.valid_to + timedelta(days=1)
        shorter = {"valid": Range(after.valid_from, on), "version": rule_sets.c.version + 1}
        self._tx.execute(update(rule_sets).where(rule_sets.c.code == after.code).values(shorter))
        begun = {"title": after.title, "charter_term": after.charter_term, "valid": Range(on, until)}
        self._tx.execute(insert(rule_sets).values(code=code, **begun))
        same = [column for column in rule_parameters.c if column.name != "rule_set"]
        mine = select(literal(code), *same).where(rule_parameters.c.rule_set == after.code)
        self._tx.execute(insert(rule_parameters).from_select(["rule_set", *(c.name for c in same)], mine))
        self._known.clear()

    def put(self, code: str, key: str, value: Any, *, source: str | None) -> None:
        """The set says the value, by the province's own word. Without a source it keeps the one that it is shown with."""
        known = vocabulary.BY_KEY[key]
        said = {"value": value, "set_at": self._tx.now, "set_by": self._tx.actor.person_id}
        shown = case((rule_parameters.c.set_at.is_(None), known.source), else_=rule_parameters.c.source)
        named = {"title": known.title, "mark": known.mark, "source": source or known.source}
        rank = vocabulary.PARAMETERS.index(known) + 1
        row = insert_or(rule_parameters).values(rule_set=code, key=key, rank=rank, **named, **said)
        kept = {**said, "source": source or shown}
        self._tx.execute(row.on_conflict_do_update(index_elements=["rule_set", "key"], set_=kept))
        self._tx.execute(update(rule_sets).where(rule_sets.c.code == code).values(version=rule_sets.c.version + 1))
        self._known.clear()

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
