"""Lines and links as cases leave them, straight into the registry."""

from datetime import date

from sqlalchemy import insert

from services.kit import ids
from services.members.cases.tables import record_lines, secondary_memberships, unit_records

DAY = date(2025, 6, 15)


def line(
    province, person, process, *, at=None, on=DAY, revoked_on=None, confidential=False, number=None, case_id=None,
    case_stage="", **data,
):  # fmt: skip
    """A line on the person's record, at the unit of that code."""
    values = {
        "person_id": person.id,
        "unit_id": province.id(at) if at else person.unit_id,
        "case_id": case_id or ids.new(),
        "stage": case_stage,
        "case_number": f"{process[:2].upper()}-2025-0001",
        "process": process,
        "title": f"Việc {process}",
        "happened_on": on,
        "document_number": number,
        "document_on": on if number else None,
        "confidential": confidential,
        "data": data,
        "revoked_on": revoked_on,
    }
    with province.database.transaction() as tx:
        tx.execute(insert(record_lines).values(values))
    return values["case_id"]


def unit_line(province, code, process, *, on=DAY, **data):
    """A line about the unit itself."""
    values = {
        "unit_id": province.id(code),
        "case_id": ids.new(),
        "case_number": "X-1",
        "process": process,
        "title": f"Việc {process}",
        "happened_on": on,
        "data": data,
    }
    with province.database.transaction() as tx:
        tx.execute(insert(unit_records).values(values))


def link(province, person, kind, *, case_id=None, host=None, from_on=DAY, until=None, ended_on=None, host_place=None):
    """A secondary link of the person."""
    values = {
        "person_id": person.id,
        "case_id": case_id or ids.new(),
        "kind": kind,
        "host_unit_id": host and province.id(host),
        "host_place": host_place,
        "from_on": from_on,
        "until": until,
        "ended_on": ended_on,
    }
    with province.database.transaction() as tx:
        tx.execute(insert(secondary_memberships).values(values))
