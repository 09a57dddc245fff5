"""The Union in one process: registry, cases and register with their real actions and databases, and a bus that is this file.

Messages lie in outboxes until `deliver` hands them to their readers: in the order of each outbox, services taking turns at
random, some messages twice. Time is given.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import text

from services.kit import clock, database, ids, inbox, jobs, settings, tables
from services.kit.actor import Actor, Position
from services.kit.entrypoints import Every, Jobs, Reading
from services.kit.faults import Conflict, Denied, Invalid
from services.kit.inbox import Reader
from services.members.actions import announcing
from services.members.domain.memberships import Stretch
from services.members.domain.positions import Position as Office
from services.members.domain.units import Unit, label
from services.members.service import MembersService
from services.members.store import Tx as MembersTx
from services.messaging.service import MessagingService
from services.messaging.store import Tx as MessagingTx
from services.workflows import registry
from services.workflows.actions import cases, opening
from services.workflows.actions.views import doer_of, view_of, with_current_holders
from services.workflows.domain import forms, machine
from services.workflows.domain.case import Case
from services.workflows.domain.machine import Act
from services.workflows.service import WorkflowsService
from services.workflows.store import Tx as WorkflowsTx
from tests.unit.workflows.random_forms import Forms, objection

ROLES = {level: f"{level}_OFFICER" for level in ("PROVINCE", "DISTRICT", "GRASSROOTS", "CHAPTER")}
KINDS = {"PROVINCE": "TINH_DOAN", "DISTRICT": "HUYEN_DOAN", "GRASSROOTS": "DOAN_XA", "CHAPTER": "DIA_BAN_DAN_CU"}
TITLES = {"PROVINCE": "Tỉnh đoàn", "DISTRICT": "Huyện đoàn", "GRASSROOTS": "Đoàn xã", "CHAPTER": "Chi đoàn"}
LISTS = frozenset({
    "unit_levels", "unit_kinds", "membership_statuses", "membership_flags", "rule_sets", "rule_parameters", "alembic_version",
    "layouts", "places_stamp",
})  # fmt: skip
"""Tables that a migration fills."""
ONE_DAY = "INSERT INTO followed_days (day) VALUES ('2026-01-11')"
SERVICES = (
    ("members", MembersTx, MembersService),
    ("workflows", WorkflowsTx, WorkflowsService),
    ("messaging", MessagingTx, MessagingService),
)
NAMES = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga", "Oanh", "Phúc")


class Silent:
    """A bell that nobody hears: messages wait until they are delivered."""

    def ring(self) -> None:
        """Nothing."""

    def silence(self) -> None:
        """It is silent already."""


class Side:
    """One service: its database, who reads what, and how far its outbox has been delivered."""

    def __init__(self, name: str, tx: type[Any], service: type[Any]) -> None:
        self.name, self.object = name, service()
        self.database: database.Database[Any] = database.Database(settings.read(), name, tx)
        self.database.__dict__["bell"] = Silent()
        self.database.alarm = lambda *_: None
        self.delivered = 0
        self.readers = {
            entry.message.routing_key: Reader(name, entry.message, method)
            for entry, method in self._entries(Reading)
            if hasattr(entry, "message")
        }
        self._workers = {entry.kind: method for entry, method in self._entries(Jobs)}

    def _entries(self, kind: type[Any]) -> Iterator[tuple[Any, Any]]:
        for name in dir(type(self.object)):
            for entry in getattr(getattr(type(self.object), name), "nameko_entrypoints", ()):
                if isinstance(entry, kind):
                    yield entry, getattr(self.object, name)

    def loops(self) -> list[Any]:
        """What the service does again and again."""
        return [method for _, method in self._entries(Every)]

    def run_jobs(self) -> None:
        """Every job that is due has run to its end."""
        while due := self._list_due_kinds():
            for kind in due:
                while job := jobs.claim(self.database, kind):
                    jobs.run(job, self._workers[kind])

    def _list_due_kinds(self) -> list[str]:
        with self.database.transaction() as tx:
            return sorted(self._workers.keys() & jobs.due_kinds(tx))

    def news(self) -> list[Any]:
        """What lies in the outbox and was not delivered yet, oldest first."""
        outbox = tables.outbox.c
        query = tables.outbox.select().where(outbox.id > self.delivered).order_by(outbox.id)
        with self.database.engine.connect() as connection:
            return list(connection.execute(query))

    def empty(self) -> None:
        """Nothing of an earlier run is left but lists and rules."""
        found = self.rows(
            "SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'public'"
            " AND relkind IN ('r', 'p') AND NOT relispartition"
        )
        names = ", ".join(sorted({row.relname for row in found} - LISTS))
        with self.database.engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {names} CASCADE"))
            connection.execute(text(ONE_DAY) if self.name == "workflows" else text("SELECT 1"))

    def rows(self, statement: str, **given: Any) -> list[Any]:
        """Rows of a statement."""
        with self.database.engine.connect() as connection:
            return list(connection.execute(text(statement), given))


class Union:
    """Two districts, two communes in each, two chapters in each of those; officers everywhere, members in the chapters."""

    def __init__(self, monkeypatch: Any, *, seed: int, members: int = 4) -> None:
        self.random = Random(seed)
        self.now = datetime(2026, 1, 12, 2, 0, tzinfo=clock.UTC)
        monkeypatch.setattr(clock, "now", lambda: self.now)
        self.sides = {name: Side(name, tx, service) for name, tx, service in SERVICES}
        self.members, self.workflows, self.messaging = (self.sides[name] for name, _, _ in SERVICES)
        for side in self.sides.values():
            side.empty()
        self.units: dict[str, Unit] = {}
        self.offices: dict[UUID, list[Position]] = {}
        self.people: list[UUID] = []
        self._found(members)
        self.deliver()

    # -------------------------------------------------------- the small province

    def _found(self, members: int) -> None:
        codes = ["24"]
        for district in ("24-01", "24-02"):
            communes = [f"{district}-00{n}" for n in (1, 2)]
            codes += [district, *communes, *(f"{commune}-00{n}" for commune in communes for n in (1, 2))]
        with self.members.database.transaction() as tx:
            for code in codes:
                self.units[code] = self._unit(code)
                tx.units.add(self.units[code], decision_no=None)
            people, offices = [], []
            for code in codes:
                level = self.units[code].level
                for place in range(members if level == "CHAPTER" else 2):
                    person = self._person(tx, code)
                    people.append(person)
                    if place < 2:
                        offices.append(self._office(tx, person.id, code, ("BT", "PBT")[place]))
                    else:
                        self.people.append(person.id)
            announcing.units_changed(tx, self.units.values())
            announcing.people_changed(tx, people)
            announcing.positions_changed(tx, offices)

    def _unit(self, code: str) -> Unit:
        level = ("PROVINCE", "DISTRICT", "GRASSROOTS", "CHAPTER")[code.count("-")]
        above, unit_id = self.units.get(code.rpartition("-")[0]), ids.new()
        return Unit(
            id=unit_id,
            code=code,
            name=f"{TITLES[level]} {code}",
            level=level,
            kind=KINDS[level],
            seq=int(code[-2:]) if level == "DISTRICT" else None,
            abbr="ĐTN",
            place="Bắc Giang",
            upper_power=False,
            is_digital=False,
            term_code="2022-2027",
            parent_id=above and above.id,
            path=f"{above.path}.{label(unit_id)}" if above else label(unit_id),
            opened_on=self.today - timedelta(days=3000),
            closed_on=None,
            successor_id=None,
            version=1,
        )

    def _person(self, tx: Any, code: str) -> Any:
        """Somebody of the unit: a member where it is a chapter, else an officer past the age."""
        unit = self.units[code]
        is_member = unit.level == "CHAPTER"
        joined = self.today - timedelta(days=self.random.randint(400, 3000))
        columns = {
            "full_name": f"Nguyễn Văn {self.random.choice(NAMES)}",
            "sex": self.random.choice(("male", "female")),
            "born_on": self.today - timedelta(days=365 * self.random.randint(18, 34)),
            "status": "ACTIVE" if is_member else "MATURED",
            "joined_on": joined,
            "origin": "seed",
            "unit_id": unit.id if is_member else None,
        }
        person = tx.people.add(columns)
        if is_member:
            mine = {"person_id": person.id, "unit_id": unit.id, "since": joined, "until": None}
            tx.memberships.begin(Stretch(id=ids.new(), bond_id=ids.new(), **mine), why="seed")
        return person

    def _office(self, tx: Any, person_id: UUID, code: str, position: str) -> Office:
        unit = self.units[code]
        held = Office(
            id=ids.new(),
            person_id=person_id,
            unit_id=unit.id,
            role=ROLES[unit.level],
            code=position,
            from_on=self.today - timedelta(days=200),
            until=None,
        )
        tx.positions.add(held)
        self.offices.setdefault(person_id, []).append(Position(held.role, unit.id, unit.level, None, position))
        return held

    # -------------------------------------------------------- time and the bus

    @property
    def today(self) -> Any:
        """The date in Việt Nam."""
        return clock.day_of(self.now)

    def wait(self, days: int) -> None:
        """Time has passed, and the services have done what they do again and again."""
        self.now += timedelta(days=days)
        for side in self.sides.values():
            for loop in side.loops():
                with side.database.transaction() as tx:
                    loop(tx)
        self.deliver()

    def deliver(self) -> None:
        """Every message has reached its readers, and so have those that it set going. Raises what a reader raised."""
        for _ in range(2000):
            waiting = [side for side in self.sides.values() if side.news()]
            for side in self.sides.values():
                side.run_jobs()
            if not waiting:
                return
            side = self.random.choice(waiting)
            for row in side.news()[: self.random.randint(1, 5)]:
                self._hand_over(row)
                side.delivered = row.id
        raise AssertionError("the services never come to rest")

    def _hand_over(self, row: Any) -> None:
        for reader in self.sides.values():
            known = reader.readers.get(row.routing_key)
            for _ in range(self.random.choice((1, 1, 1, 2)) if known else 0):
                inbox.receive(reader.database, known, row.body)
                failed = reader.rows("SELECT routing_key, fault FROM failed_messages")
                assert failed == [], f"{row.routing_key} broke {reader.name}: {failed[0].fault}"

    # -------------------------------------------------------- people's moves

    def actor(self, person_id: UUID) -> Actor:
        """The person with the positions that the registry says they hold today."""
        held = self.members.rows(
            "SELECT role, positions.unit_id, positions.code, level FROM positions JOIN units ON units.id = positions.unit_id"
            " WHERE person_id = :person_id AND from_on <= :today AND (until IS NULL OR until >= :today)",
            person_id=person_id,
            today=self.today,
        )
        positions = tuple(Position(row.role, row.unit_id, row.level, None, row.code) for row in held)
        return Actor(person_id, ids.new(), "Người thử", positions, is_admin=False)

    def close(self) -> None:
        """The databases are let go."""
        for side in self.sides.values():
            side.database.close()

    def asking(self, person_id: UUID | None) -> Any:
        """A transaction of workflows in the person's name; of the services themselves for nobody."""
        actor = Actor.SYSTEM if person_id is None else self.actor(person_id)
        return self.workflows.database.transaction(actor=actor)

    def everyone(self) -> list[UUID]:
        """Officers and members."""
        return [*self.offices, *self.people]

    def try_to_open(self, code: str) -> dict[str, Any] | None:
        """Somebody opens a case of the process about somebody of theirs, if the rules allow it."""
        process = registry.get(code)
        officer = self.random.choice([key for key, held in self.offices.items() if self._is_likely(held[0])])
        unit_id = self.offices[officer][0].unit_id
        if process.opening.makers == ("superior",):
            officer, unit_id = self._superior_and_unit()
        subject = self._someone_of(unit_id) if process.subject != "none" else None
        if process.subject == "optional" and self.random.random() < 0.7:
            subject = None
        given = {"unit_id": unit_id, "subject_id": subject}
        schema = forms.json_schema(process.opening.form or process.form)
        with self.asking(officer) as tx:
            doer = doer_of(tx)

            def against(form: dict[str, Any]) -> tuple[int, set[str]]:
                return objection(lambda: opening.opened(tx, process, doer, **given, form=_without_files(form))[0])

            try:
                form = _without_files(self._forms().mended(schema, against))
            except Denied:  # Terms end as time passes.
                return None
        return self._carried_out(officer, lambda tx: cases.open_case(tx, process=code, **given, form=form))

    def _superior_and_unit(self) -> tuple[UUID, UUID]:
        """An officer of a grassroots unit and one of its chapters: some cases are opened from above alone."""
        rows = self.members.rows("SELECT id, parent_id FROM units WHERE closed_on IS NULL ORDER BY id")
        able = {key: held[0].unit_id for key, held in self.offices.items() if held[0].role == "GRASSROOTS_OFFICER"}
        pairs = [(key, row.id) for key, unit in able.items() for row in rows if row.parent_id == unit]
        return self.random.choice(pairs)

    def _is_likely(self, held: Position) -> bool:
        return held.role == "CHAPTER_OFFICER" or self.random.random() < 0.15

    def _someone_of(self, unit_id: UUID) -> UUID | None:
        found = self.members.rows("SELECT id FROM people WHERE unit_id = :unit_id", unit_id=unit_id)
        return self.random.choice(found).id if found else None

    def try_to_move(self, case: Case) -> dict[str, Any] | None:
        """Somebody who may makes one of the moves that the case offers them."""
        chosen = self._offer(case)
        if chosen is None:
            return None
        person_id, move, form = chosen
        given = {"case_id": case.id, "action": move.action, "form": form, "note": "Lý do", "version": None}
        return self._carried_out(person_id, lambda tx: cases.take_action(tx, **given))

    def _offer(self, case: Case) -> tuple[UUID, Any, dict[str, Any]] | None:
        process = registry.get(case.process)
        able = [case.subject_id, *self._officers_of(case)]
        for person_id in self.random.sample(able, k=len(able)):
            if person_id is None:
                continue
            with self.asking(person_id) as tx:
                view, doer = view_of(tx, with_current_holders(tx, case)), doer_of(tx)
                offers = [offer for offer in machine.offers(process, view, doer) if not offer.refusals]
                if not offers:
                    continue
                move = self._pick(offers)
                schema = forms.json_schema(move.form)
                if schema is None:
                    return person_id, move, {}

                def attempt(form: dict[str, Any], move: Any = move, view: Any = view, doer: Any = doer) -> Any:
                    act = Act(move.action, doer, tx.now, tx.today, _without_files(form), "Lý do")
                    return objection(lambda: machine.advance(process, view, act))

                filled = move.fills(view)
                form = self._forms().mended(schema, attempt, tries=40)
                return (
                    person_id,
                    move,
                    _without_files({**{k: v for k, v in filled.items() if k in schema["properties"]}, **form}),
                )
        return None

    def _pick(self, offers: list[Any]) -> Any:
        primary = [offer.move for offer in offers if offer.move.primary]
        return self.random.choice(primary if primary and self.random.random() < 0.75 else [o.move for o in offers])

    def _officers_of(self, case: Case) -> list[UUID]:
        units = {key for seat in case.seats.values() for key in (seat.unit_id,) if key}
        return [key for key, held in self.offices.items() if any(place.unit_id in units for place in held)]

    def _carried_out(self, person_id: UUID, act: Any) -> dict[str, Any] | None:
        try:
            with self.asking(person_id) as tx:
                done: dict[str, Any] = act(tx)
                return done
        except (Conflict, Denied, Invalid):
            return None

    def _forms(self) -> Forms:
        keys = (*(unit.id for unit in self.units.values()), *self.people)
        return Forms(self.random.getrandbits(32), today=self.today, keys=keys)

    def open_cases(self) -> list[Case]:
        """Cases that are not over, as they are."""
        with self.asking(None) as tx:
            keys = [row.id for row in self.workflows.rows("SELECT id FROM cases WHERE closed_at IS NULL ORDER BY id")]
            return list(tx.cases.lock_many(keys))


def _without_files(form: dict[str, Any]) -> dict[str, Any]:
    """Papers are not in the store: the form goes without them."""
    return {name: value for name, value in form.items() if not (isinstance(value, dict) and "digest" in value)}
