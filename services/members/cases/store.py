"""What cases hold and leave behind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import and_, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from services.members.cases.tables import holds, honorary_members, record_lines, strikes, unit_records
from services.members.tables import duplicates

if TYPE_CHECKING:
    from services.members.store import Tx
    from services.members.stores.people import Person

Key = tuple[UUID, str]
"""A case and its stage."""
_LINES_LOCK, _SHARDS = 7_20_18, 128
_LIKE = text(
    "SELECT new.id AS one, known.id AS other"
    " FROM unnest(CAST(:ids AS uuid[]), CAST(:names AS text[]), CAST(:born AS date[])) AS new (id, name, born_on)"
    " CROSS JOIN LATERAL (SELECT people.id FROM people WHERE people.search_text = new.name"
    " AND people.born_on = new.born_on AND people.id <> new.id AND people.merged_into IS NULL LIMIT 20) AS known"
)
_BESIDE = text("SELECT pg_advisory_xact_lock_shared(:lock, shard) FROM unnest(CAST(:shards AS integer[])) AS shard")
_ALONE = text("SELECT pg_advisory_xact_lock(:lock, shard) FROM unnest(CAST(:shards AS integer[])) AS shard")


def _shards(case_ids: Iterable[UUID]) -> list[int]:
    """What stands for the cases among the locks, in the order that everybody takes them in."""
    return sorted({case_id.int % _SHARDS for case_id in case_ids})


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


def _holding() -> Any:
    adding = insert_or(holds)
    again = {each.name: adding.excluded[each.name] for each in _HOLD_COLUMNS if not each.primary_key}
    return adding.on_conflict_do_update(index_elements=["case_id", "batch_id"], set_={**again, "settled_at": None})


_HOLD = _holding()


@dataclass(frozen=True)
class Struck:
    """Lines of a case that count no more: of one stage; without a stage of those before one, or of all."""

    case_id: UUID
    stage: str | None = None
    before: int | None = None

    def takes(self, case_id: UUID, stage: str) -> bool:
        """The line of the stage is one of them."""
        if case_id != self.case_id:
            return False
        if self.stage is not None:
            return stage == self.stage
        return self.before is None or not stage.isdecimal() or int(stage) < self.before


@dataclass(frozen=True)
class Strike:
    """Lines of a case that count no more, since when and why."""

    lines: Struck
    on: date
    reason: str


class HoldStore:
    """Prepared changes, by case and batch."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def lock(self, case_ids: Iterable[UUID]) -> dict[UUID, list[Hold]]:
        """The cases' changes, the oldest first, held in one order for all."""
        wanted = (
            select(*_HOLD_COLUMNS)
            .where(holds.c.case_id.in_(list(case_ids)))
            .order_by(holds.c.case_id, holds.c.created_at, holds.c.batch_id)
            .with_for_update()
        )
        found: dict[UUID, list[Hold]] = {}
        for row in self._tx.execute(wanted):
            found.setdefault(row.case_id, []).append(Hold(**row._mapping))
        return found

    def lock_batch(self, batch_id: UUID, case_ids: Iterable[UUID]) -> dict[UUID, Hold]:
        """The cases' changes of the batch."""
        return {
            case_id: hold for case_id, held in self.lock(case_ids).items() for hold in held if hold.batch_id == batch_id
        }

    def of_people(self, person_ids: Iterable[UUID | None]) -> dict[UUID, Hold]:
        """The open change that holds each person, where one does."""
        keys = list(person_ids)
        is_open = and_(holds.c.person_id.in_(keys), holds.c.state == "HELD", holds.c.kind != "note")
        rows = self._tx.execute(select(*_HOLD_COLUMNS).where(is_open)) if keys else ()
        return {row.person_id: Hold(**row._mapping) for row in rows}

    def add_all(self, held: Sequence[Hold]) -> None:
        """The cases hold their people. A batch whose change was released may prepare it again."""
        if held:
            self._tx.execute(_HOLD, [asdict(hold) | {"created_at": self._tx.now} for hold in held])

    def remember(self, hold: Hold, before: Mapping[str, Any]) -> None:
        """The case's change also replaced this."""
        self._tx.execute(update(holds).where(_is(hold)).values(before={**hold.before, **before}))

    def settle(self, settled: Sequence[Hold], state: str) -> None:
        """The changes have come to their end."""
        if settled:
            keys = tuple_(holds.c.case_id, holds.c.batch_id).in_([(hold.case_id, hold.batch_id) for hold in settled])
            self._tx.execute(update(holds).where(keys).values({"state": state, "settled_at": self._tx.now}))


def _is(hold: Hold) -> Any:
    return and_(holds.c.case_id == hold.case_id, holds.c.batch_id == hold.batch_id)


class RecordStore:
    """What cases have left, and pairs of people who may be one."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def known(self, keys: Iterable[Key]) -> set[Key]:
        """Which stages of cases stand on somebody's record, struck or not."""
        of_cases = {case_id for case_id, _ in keys}
        asked = select(record_lines.c.case_id, record_lines.c.stage).where(record_lines.c.case_id.in_(of_cases))
        return {(row.case_id, row.stage) for row in self._tx.execute(asked)}

    def add_once(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """The lines stand on people's records; those that stood already stay as they were."""
        if lines:
            self._tx.execute(insert_or(record_lines).values(list(lines)).on_conflict_do_nothing())

    def add_unit_lines_once(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """The lines stand on units' records; those that stood already stay as they were."""
        if lines:
            self._tx.execute(insert_or(unit_records).values(list(lines)).on_conflict_do_nothing())

    def no_strike_comes(self, case_ids: Iterable[UUID]) -> None:
        """Whoever strikes lines of the cases waits until the transaction ends: what is struck is known to it, or finds its lines."""
        self._tx.execute(_BESIDE, {"lock": _LINES_LOCK, "shards": _shards(case_ids)})

    def no_line_comes(self, case_ids: Iterable[UUID]) -> None:
        """Whoever keeps lines of the cases waits until the transaction ends."""
        self._tx.execute(_ALONE, {"lock": _LINES_LOCK, "shards": _shards(case_ids)})

    def strikes(self, case_ids: Iterable[UUID]) -> list[Strike]:
        """What the cases have struck so far, the earliest first."""
        asked = select(strikes).where(strikes.c.case_id.in_(set(case_ids))).order_by(strikes.c.recorded_at)
        rows = self._tx.execute(asked.order_by(strikes.c.id))
        return [Strike(Struck(row.case_id, row.stage, row.before), row.struck_on, row.reason) for row in rows]

    def add_strikes_once(self, keys: Sequence[Struck], *, on: date, reason: str) -> None:
        """Lines that come later are struck too; the first day and reason stand."""
        values = [{**asdict(key), "struck_on": on, "reason": reason} for key in dict.fromkeys(keys)]
        if values:
            self._tx.execute(insert_or(strikes).values(values).on_conflict_do_nothing())

    def strike(self, keys: Sequence[Struck], *, on: date, reason: str) -> list[Any]:
        """The lines count no more from the day; those of people that counted, the newest first."""
        said, rows = {"revoked_on": on, "revoked_reason": reason}, list[Any]()
        for table in (unit_records, record_lines):
            of_cases = table.c.case_id.in_({key.case_id for key in keys})
            asked = select(table.c.id, table.c.case_id, table.c.stage).where(of_cases, table.c.revoked_on.is_(None))
            struck = [
                row.id for row in self._tx.execute(asked) if any(key.takes(row.case_id, row.stage) for key in keys)
            ]
            mine = and_(table.c.id.in_(struck), table.c.revoked_on.is_(None))
            rows = list(self._tx.execute(update(table).where(mine).values(said).returning(table))) if struck else []
        return sorted(rows, key=lambda row: (row.recorded_at, row.id), reverse=True)

    def honoured(self, person_ids: Iterable[UUID]) -> set[UUID]:
        """Those who are in the honorary register today."""
        keys = list(person_ids)
        mine = and_(honorary_members.c.person_id.in_(keys), honorary_members.c.ended_on.is_(None))
        return set(self._tx.execute(select(honorary_members.c.person_id).where(mine)).scalars()) if keys else set()

    def like(self, of: Sequence["Person"]) -> list[tuple[UUID, UUID]]:
        """Each of them with others of the same name, born on the same day."""
        asked = {"ids": [one.id for one in of], "born": [one.born_on for one in of]}
        asked |= {"names": [f" {one.columns['search_key']}" for one in of]}
        return [(row.one, row.other) for row in self._tx.execute(_LIKE, asked)] if of else []

    def add_pair(self, one: UUID, other: UUID, *, score: int, reasons: list[str]) -> None:
        """The two wait to be compared, once."""
        left, right = sorted((one, other))
        values = {"left_id": left, "right_id": right, "score": score, "reasons": reasons}
        self._tx.execute(insert_or(duplicates).values(values).on_conflict_do_nothing())
