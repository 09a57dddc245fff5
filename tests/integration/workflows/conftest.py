"""A database of workflows with a small tree, its officers, and the answers that other services would give."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from services.kit import ids, settings, tables, wire
from services.kit.actor import Actor, Position
from services.kit.database import Database
from services.workflows.actions import answers, cases, seats
from services.workflows.store import RuleSets, Tx

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PROVINCE, DISTRICT = UUID(int=0x10), UUID(int=0x21)
COMMUNE, BARE_COMMUNE = UUID(int=0x31), UUID(int=0x32)
CHAPTER, OTHER_CHAPTER, GRASSROOTS_CHAPTER = UUID(int=0x41), UUID(int=0x42), UUID(int=0x43)
TREE = (
    (PROVINCE, "Tỉnh đoàn Bắc Giang", "PROVINCE", "", (PROVINCE,)),
    (DISTRICT, "Huyện đoàn Yên Dũng", "DISTRICT", "HUYEN_DOAN", (PROVINCE, DISTRICT)),
    (COMMUNE, "Đoàn xã Tân Mỹ", "GRASSROOTS", "DOAN_XA", (PROVINCE, DISTRICT, COMMUNE)),
    (BARE_COMMUNE, "Đoàn xã Tư Mại", "GRASSROOTS", "DOAN_XA", (PROVINCE, DISTRICT, BARE_COMMUNE)),
    (CHAPTER, "Chi đoàn thôn Hạ", "CHAPTER", "DIA_BAN_DAN_CU", (PROVINCE, DISTRICT, COMMUNE, CHAPTER)),
    (
        OTHER_CHAPTER,
        "Chi đoàn thôn Thượng",
        "CHAPTER",
        "DIA_BAN_DAN_CU",
        (PROVINCE, DISTRICT, BARE_COMMUNE, OTHER_CHAPTER),
    ),
    (
        GRASSROOTS_CHAPTER,
        "Chi đoàn cơ sở Bưu điện",
        "GRASSROOTS",
        "CHI_DOAN_CO_SO",
        (PROVINCE, DISTRICT, GRASSROOTS_CHAPTER),
    ),
)
SECRETARY, DEPUTY = UUID(int=0xA1), UUID(int=0xA2)
APPROVER, OTHER_APPROVER = UUID(int=0xB1), UUID(int=0xB2)
DISTRICT_SECRETARY, PROVINCE_SECRETARY, OTHER_SECRETARY, POST_SECRETARY = (
    UUID(int=key) for key in (0xC1, 0xD1, 0xA5, 0xA6)
)
OFFICERS = (
    (SECRETARY, "Lê Thị Thu", CHAPTER, "CHAPTER_OFFICER", "BT"),
    (DEPUTY, "Ngô Văn Sơn", CHAPTER, "CHAPTER_OFFICER", "PBT"),
    (APPROVER, "Phạm Văn Minh", COMMUNE, "GRASSROOTS_OFFICER", "BT"),
    (OTHER_APPROVER, "Đỗ Thị Lan", COMMUNE, "GRASSROOTS_OFFICER", "PBT"),
    (DISTRICT_SECRETARY, "Trần Quốc Việt", DISTRICT, "DISTRICT_OFFICER", "BT"),
    (PROVINCE_SECRETARY, "Thân Trung Kiên", PROVINCE, "PROVINCE_OFFICER", "BT"),
    (OTHER_SECRETARY, "Vũ Thị Hoa", OTHER_CHAPTER, "CHAPTER_OFFICER", "BT"),
    (POST_SECRETARY, "Hà Văn Tú", GRASSROOTS_CHAPTER, "GRASSROOTS_OFFICER", "BT"),
)


MEMBER = UUID(int=0xE1)
"""Lives in the chapter and holds no office."""


def a_unit(unit_id, name, level, kind, path, **given):
    whole = {
        "id": unit_id,
        "code": unit_id.hex[-4:],
        "name": name,
        "level": level,
        "kind": kind,
        "abbr": "ĐTN",
        "place": "Tân Mỹ",
        "parent_id": path[-2] if len(path) > 1 else None,
        "path": ".".join(f"u{key.hex}" for key in path),
        "upper_power": False,
        "closed_on": None,
        "successor_id": None,
        "term_code": "2022-2027",
        "version": 1,
    }
    return {**whole, **given}


def a_person(person_id, full_name, unit_id, **given):
    whole = {
        "id": person_id,
        "code": None,
        "full_name": full_name,
        "sex": "female",
        "born_on": date(2000, 1, 1),
        "unit_id": unit_id,
        "status": "ACTIVE",
        "joined_on": date(2016, 3, 26),
        "flags": [],
        "extended_until": None,
        "unit_since": None,
        "version": 1,
    }
    return {**whole, **given}


def a_position(person_id, unit_id, role, code, **given):
    whole = {
        "id": UUID(int=person_id.int + 0x1000),
        "person_id": person_id,
        "unit_id": unit_id,
        "role": role,
        "code": code,
    }
    return {**whole, "from_on": date(2025, 1, 1), "until": None, "version": 1, **given}


def actor_of(person_id):
    held = [each for each in OFFICERS if each[0] == person_id]
    positions = tuple(Position(role, unit_id, "", None, code) for _, _, unit_id, role, code in held)
    name = held[0][1] if held else ""
    return Actor(person_id, ids.new(), name, positions, is_admin=False)


def a_candidate(**given):
    whole = {
        "full_name": "Nguyễn Thu Hà",
        "sex": "female",
        "born_on": "2008-02-03",
        "citizen_id": "024308001234",
        "phone": "0912345678",
        "ethnicity": "1",
        "religion": "0",
        "permanent_address": "Thôn Hạ, Tân Mỹ, Bắc Giang",
        "member_category": "HS_THPT",
        "occupation": "HOC_SINH",
        "general_education": "11/12",
        "applied_on": "2026-11-01",
        "class_certificate_no": "15/GCN",
        "class_certificate_on": "2026-10-20",
        "introducer_kind": "member",
        "introducer_id": str(DEPUTY),
        "known_since": "2025-09-05",
        "agrees_to_charter": True,
    }
    return {name: value for name, value in {**whole, **given}.items() if value is not None}


def a_vote(**given):
    whole = {"met_on": "2026-11-20", "members_total": 16, "present": 14, "agree": 12, "disagree": 1, "blank": 1}
    return {**whole, "ballot": "hands", "chair": "Lê Thị Thu", "secretary": "Ngô Văn Sơn", **given}


FILLED = (
    "applications", "application_links", "campaigns", "used_packages", "trusted_keys", "cases", "case_history",
    "handed_over", "due_dates", "delegations", "units", "people", "positions", "fee_standings", "attendances",
    "training_items", "outbox", "inbox", "audit_log", "jobs",
)  # fmt: skip
"""Tables that tests fill."""


@pytest.fixture(scope="module")
def database(database_of):
    database_of("workflows")
    made = Database(settings.read(), "workflows", Tx)
    made.__dict__["bell"] = SimpleNamespace(ring=lambda: None, silence=lambda: None)
    yield made
    made.close()


@pytest.fixture
def workflows(database):
    return emptied(database)


def emptied(database):
    """The service as each test finds it: its rules, its tree and the officers of OFFICERS, nothing else."""
    with database.engine.begin() as connection:
        # To truncate so many tables takes two hundred times as long as to delete their few rows.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for table in FILLED:
            connection.execute(text(f"DELETE FROM {table}"))
        connection.execute(text("UPDATE followed_days SET day = :day"), {"day": NOW.date()})
    RuleSets._kept.clear()
    running = Workflows(database)
    with running.asking() as tx:
        seats.on_units_changed(tx, [a_unit(*row) for row in TREE])
        seats.on_people_changed(tx, [a_person(row[0], row[1], row[2]) for row in OFFICERS])
        seats.on_people_changed(tx, [a_person(MEMBER, "Trần Thị Mai", CHAPTER, code="240116000017")])
        seats.on_positions_changed(tx, [a_position(row[0], row[2], row[3], row[4]) for row in OFFICERS])
    return running


class Workflows:
    """The service without its bus: its actions, and what lies in its outbox."""

    def __init__(self, database):
        self.database = database

    def asking(self, person_id=None, **given):
        actor = actor_of(person_id) if person_id else Actor.SYSTEM
        return self.database.transaction(actor=actor, **{"now": NOW, **given})

    def open(self, by=SECRETARY, unit_id=CHAPTER, subject_id=None, **form):
        given = {"process": "admission", "unit_id": unit_id, "subject_id": subject_id, "form": a_candidate(**form)}
        with self.asking(by) as tx:
            return cases.open_case(tx, **given)

    def begin(self, process, by=SECRETARY, unit_id=CHAPTER, subject_id=None, **form):
        """A case of any process is open."""
        given = {"process": process, "unit_id": unit_id, "subject_id": subject_id, "form": form}
        with self.asking(by) as tx:
            return cases.open_case(tx, **given)

    def know(self, person_id, full_name="Trần Thị Mai", unit_id=CHAPTER, **given):
        """The copy has the person too."""
        with self.asking() as tx:
            seats.on_people_changed(tx, [a_person(person_id, full_name, unit_id, **given)])

    def lines(self):
        """Every record line that was sent without an answer, oldest first."""
        return [line for asked in self.sent("members.keep_records.v1") for line in asked["lines"]]

    def number(self, template, number="12-QĐ/ĐTN"):
        """The last document of the template that was asked for has its number."""
        return self.issue(self.orders(template)[-1], number=number)

    def open_about(self, process, person_id=MEMBER, by=SECRETARY, unit_id=CHAPTER, **form):
        """A case about someone of the registry, or about a newcomer where there is no person."""
        with self.asking(by) as tx:
            return cases.open_case(tx, process=process, unit_id=unit_id, subject_id=person_id, form=form)

    def all_lines(self):
        """Record lines that were asked for: under a decision, or as mere lines."""
        asked = [*self.sent("members.apply_changes.v1"), *self.sent("members.keep_records.v1")]
        return [line for each in asked for line in each["lines"]]

    def act(self, case, action, by=SECRETARY, form=None, note=None, version=None):
        with self.asking(by) as tx:
            return cases.take_action(tx, case_id=case["id"], action=action, form=form or {}, note=note, version=version)

    def get(self, case, by=SECRETARY):
        with self.asking(by) as tx:
            return cases.get_case(tx, case_id=case["id"])

    def submitted(self, **form):
        case = self.open(**form)
        self.act(case, "record_vote", form=a_vote())
        return self.act(case, "submit")

    def approved_file(self, **form):
        case = self.submitted(**form)
        self.number_resolutions()
        return self.act(case, "approve", by=APPROVER)

    def sent(self, key):
        """Fields of every message of that kind in the outbox, oldest first."""
        query = select(tables.outbox.c.body).where(tables.outbox.c.routing_key == key).order_by(tables.outbox.c.id)
        with self.database.engine.connect() as connection:
            return [wire.loads(row.body)["fields"] for row in connection.execute(query)]

    def prepare(self, case, refusals=(), person_id=None):
        [subject] = [
            (asked["batch_id"], subject)
            for asked in self.sent("members.prepare_changes.v1")[-1:]
            for subject in asked["subjects"]
            if subject["case_id"] == str(case["id"])
        ]
        outcome = {
            "case_id": case["id"],
            "ok": not refusals,
            "person_id": None
            if refusals
            else person_id or UUID(subject[1]["person_id"] or str(UUID(int=UUID(str(case["id"])).int ^ 1))),
            "code": None if refusals else "240126000017",
            "refusals": list(refusals),
        }
        with self.asking() as tx:
            answers.on_changes_prepared(tx, batch_id=UUID(subject[0]), outcomes=[outcome])

    def issue(self, order, state=None, number="12-QĐ/ĐTN"):
        document = {
            "key": order["key"],
            "id": uuid4(),
            "template": order["template"],
            "title": "Văn bản",
            "unit_id": UUID(order["unit_id"]),
            "number": number,
            "ordinal": 12,
            "on": date.fromisoformat(order["on"]),
            "state": state or ("in_force" if order["in_force"] else "issued"),
            "case_ids": [UUID(key) for key in order["case_ids"]],
            "version": 1,
        }
        with self.asking() as tx:
            answers.on_documents_issued(tx, documents=[document])
        return document

    def orders(self, template):
        found = [order for asked in self.sent("messaging.issue_documents.v1") for order in asked["documents"]]
        return [order for order in found if order["template"] == template]

    def number_resolutions(self):
        return [self.issue(order, number="03-NQ/CĐ") for order in self.orders("T02")]

    def apply(self, case):
        outcome = {"id": str(case["id"]), "ok": True, "code": None, "detail": None}
        asked = [
            asked["batch_id"]
            for asked in self.sent("members.apply_changes.v1")
            if str(case["id"]) in {line["case_id"] for line in asked["lines"]}
        ]
        with self.asking() as tx:
            answers.on_changes_applied(tx, batch_id=UUID(asked[-1]) if asked else uuid4(), outcomes=[outcome])


@pytest.fixture
def rows(database):
    def read(statement, **given):
        with database.engine.connect() as connection:
            return [SimpleNamespace(**row._mapping) for row in connection.execute(text(statement), given)]

    return read
