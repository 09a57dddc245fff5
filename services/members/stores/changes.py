"""What cases hold and leave behind, and the rules by the day."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import and_, func, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from services.kit.faults import NotFound
from services.members.domain.rules import Parameter, RuleSet
from services.members.tables import duplicates, holds, people, record_lines, rule_parameters, rule_sets

if TYPE_CHECKING:
    from services.members.store import Tx


@dataclass(frozen=True, kw_only=True)
class Hold:
    """A change that a case has prepared; `before` is what the person was."""

    case_id: UUID
    batch_id: UUID
    person_id: UUID
    unit_id: UUID
    kind: str
    data: dict[str, Any]
    effective_on: date
    is_newcomer: bool
    state: str
    before: dict[str, Any]


_HOLD_COLUMNS = [holds.c[name] for name in Hold.__dataclass_fields__]


class HoldStore:
    """Prepared changes."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def lock(self, case_ids: Iterable[UUID]) -> dict[UUID, Hold]:
        """The cases' changes, held in one order for all."""
        wanted = (
            select(*_HOLD_COLUMNS)
            .where(holds.c.case_id.in_(list(case_ids)))
            .order_by(holds.c.case_id)
            .with_for_update()
        )
        return {row.case_id: Hold(**row._mapping) for row in self._tx.execute(wanted)}

    def of_person(self, person_id: UUID) -> Hold | None:
        """The open change that holds the person, if any."""
        is_open = and_(holds.c.person_id == person_id, holds.c.state == "HELD", holds.c.kind != "note")
        row = self._tx.execute(select(*_HOLD_COLUMNS).where(is_open)).one_or_none()
        return None if row is None else Hold(**row._mapping)

    def add(self, hold: Hold) -> None:
        """The case holds the person. A case whose change was released may prepare again."""
        values = asdict(hold)
        again = {name: value for name, value in values.items() if name != "case_id"} | {"settled_at": None}
        statement = insert_or(holds).values(values)
        self._tx.execute(statement.on_conflict_do_update(index_elements=["case_id"], set_=again))

    def remember(self, hold: Hold, before: Mapping[str, Any]) -> None:
        """The case's change also replaced this."""
        mine = holds.c.case_id == hold.case_id
        self._tx.execute(update(holds).where(mine).values(before={**hold.before, **before}))

    def settle(self, case_ids: list[UUID], state: str) -> None:
        """The cases' changes have come to their end."""
        if case_ids:
            settled = {"state": state, "settled_at": self._tx.now}
            self._tx.execute(update(holds).where(holds.c.case_id.in_(case_ids)).values(settled))


class RecordStore:
    """What closed cases have left, and pairs of people who may be one."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def add_once(self, person_id: UUID, line: Mapping[str, Any]) -> bool:
        """The case is on the person's record; False when it was already."""
        values = {name: value for name, value in line.items() if name != "on"} | {
            "person_id": person_id,
            "happened_on": line["on"],
        }
        return self._tx.execute(insert_or(record_lines).values(values).on_conflict_do_nothing()).rowcount == 1

    def strike(self, case_id: UUID, *, on: date) -> None:
        """What the case left is revoked; it stays readable."""
        mine = and_(record_lines.c.case_id == case_id, record_lines.c.revoked_on.is_(None))
        self._tx.execute(update(record_lines).where(mine).values(revoked_on=on))

    def like(self, person_id: UUID, *, search_key: str, born_on: date | None) -> list[UUID]:
        """Others of the same name, born on the same day."""
        same = and_(
            people.c.search_text == f" {search_key}",
            people.c.born_on == born_on,
            people.c.id != person_id,
            people.c.merged_into.is_(None),
        )
        return list(self._tx.execute(select(people.c.id).where(same).limit(20)).scalars())

    def add_pair(self, one: UUID, other: UUID, *, score: int, reasons: list[str]) -> None:
        """The two wait to be compared, once."""
        left, right = sorted((one, other))
        values = {"left_id": left, "right_id": right, "score": score, "reasons": reasons}
        self._tx.execute(insert_or(duplicates).values(values).on_conflict_do_nothing())


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
