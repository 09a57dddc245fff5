"""What a member is honoured as this year, shown beside the name (domain rule 11)."""

from typing import Any

from sqlalchemy import exists, extract, select

from services.members.cases.tables import record_lines
from services.members.store import Tx
from services.members.stores.people import Person

_WITHDRAWN = "WITHDRAWN"


def of(tx: Tx, person: Person) -> list[str]:
    """“Đoàn viên ưu tú 2026”: recommended to the Party this year, and the recommendation was not taken back."""
    line, later = record_lines.c, record_lines.alias()
    taken_back = exists().where(
        later.c.person_id == line.person_id,
        later.c.case_id == line.case_id,
        _stage(later) == _WITHDRAWN,
        later.c.revoked_on.is_(None),
    )
    mine = (
        line.person_id == person.id,
        line.process == "outstanding",
        _stage(record_lines) == "INTRODUCED",
        line.revoked_on.is_(None),
        extract("year", line.happened_on) == tx.today.year,
        ~taken_back,
    )
    found = tx.execute(select(line.id).where(*mine).limit(1)).first()
    return [f"Đoàn viên ưu tú {tx.today.year}"] if found else []


def _stage(table: Any) -> Any:
    return table.c.data.op("->>")("stage")
