"""A database of messaging with a small tree: two districts, a commune each, a chapter each."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from services.contracts import messaging as contract
from services.kit import schema, settings, wire
from services.kit.database import Database
from services.messaging import actions, copies
from services.messaging.store import Tx

PROVINCE, NORTH, SOUTH = UUID(int=0x10), UUID(int=0x21), UUID(int=0x22)
COMMUNE, OTHER_COMMUNE = UUID(int=0x31), UUID(int=0x32)
CHAPTER, OTHER_CHAPTER = UUID(int=0x41), UUID(int=0x42)
HA, SECRETARY = UUID(int=0x51), UUID(int=0x52)
TREE = (
    (PROVINCE, "Tỉnh đoàn Bắc Giang", "PROVINCE", "TĐTN", None, "p"),
    (NORTH, "Huyện đoàn Yên Dũng", "DISTRICT", "HĐTN", PROVINCE, "p.n"),
    (SOUTH, "Huyện đoàn Lạng Giang", "DISTRICT", "HĐTN", PROVINCE, "p.s"),
    (COMMUNE, "Đoàn xã Tân Mỹ", "GRASSROOTS", "ĐTN", NORTH, "p.n.c"),
    (OTHER_COMMUNE, "Đoàn xã Quang Thịnh", "GRASSROOTS", "ĐTN", SOUTH, "p.s.c"),
    (CHAPTER, "Chi đoàn thôn Hạ", "CHAPTER", "CĐ", COMMUNE, "p.n.c.h"),
    (OTHER_CHAPTER, "Chi đoàn thôn Thượng", "CHAPTER", "CĐ", OTHER_COMMUNE, "p.s.c.t"),
)


def a_unit(unit_id, name, level, abbr, parent_id, path, **given):
    return {
        "id": unit_id,
        "code": unit_id.hex[-4:],
        "name": name,
        "level": level,
        "kind": "",
        "abbr": abbr,
        "place": "Tân Mỹ",
        "parent_id": parent_id,
        "path": path,
        "upper_power": False,
        "closed_on": None,
        "term_code": "2022-2027",
        "version": 1,
        **given,
    }


def a_person(person_id, full_name, unit_id):
    return {
        "id": person_id,
        "code": None,
        "full_name": full_name,
        "sex": "female",
        "born_on": None,
        "unit_id": unit_id,
        "status": "ACTIVE",
        "joined_on": None,
        "version": 1,
    }


def an_order(key=None, *, unit_id=COMMUNE, chapter_id=CHAPTER, **given):
    """One order as it travels, for a decision about Hà."""
    whole = {
        "key": key or f"{uuid4()}/T03",
        "template": "T03",
        "unit_id": unit_id,
        "on": "2026-11-24",
        "case_ids": [uuid4()],
        "content": {"people": [{"full_name": "Nguyễn Thu Hà", "person_id": HA, "unit_id": chapter_id}]},
        "signer_id": SECRETARY,
        "signer_position": "BT",
        "in_force": False,
    }
    return {**whole, **given}


@pytest.fixture(scope="module")
def database(database_of):
    database_of("messaging")
    found = Database(settings.read(), "messaging", Tx)
    with found.transaction() as tx:
        copies.UNITS.apply(tx, [a_unit(*row) for row in TREE])
        copies.PEOPLE.apply(tx, [a_person(SECRETARY, "Lương Thị Hồng Vân", COMMUNE)])
    yield found
    found.close()


@pytest.fixture(scope="module")
def sql(database):
    """Runs one statement; its rows as tuples."""

    def run(statement, **given):
        with database.engine.begin() as connection:
            result = connection.execute(text(statement), given)
            return [tuple(row) for row in result] if result.returns_rows else []

    return run


@pytest.fixture(scope="module")
def issue(database):
    """Issues the orders given in one transaction; the event's documents."""

    def run(*orders, batch_id=None):
        command = schema.load(
            contract.IssueDocuments, {"batch_id": str(batch_id or uuid4()), "documents": plain(orders)}
        )
        with database.transaction() as tx:
            actions.issue_documents(tx, **command)
        with database.transaction() as tx:
            return last_event(tx, contract.DocumentsIssued)

    return run


@pytest.fixture(scope="module")
def settle(database):
    def run(document_id, state, reason=None, *, case_ids=(), **given):
        settled = {
            "id": document_id and str(document_id),
            "state": state,
            "reason": reason,
            "case_ids": plain(case_ids),
            **given,
        }
        command = schema.load(contract.SettleDocuments, {"documents": [settled]})
        with database.transaction() as tx:
            actions.settle_documents(tx, **command)

    return run


def plain(orders):
    return wire.plain(list(orders))


def last_event(tx, event):
    row = tx.execute(
        text("SELECT body FROM outbox WHERE routing_key = :key ORDER BY id DESC LIMIT 1"), {"key": event.routing_key}
    ).scalar_one()
    return (row if isinstance(row, dict) else wire.loads(row))["fields"]["documents"]
