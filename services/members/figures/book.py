"""A member's book: the file, what each year says, and what happened from the first day on."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from services.contracts.titles import STATUS_TITLES
from services.kit.policy import is_allowed
from services.members.actions import members
from services.members.actions.units import reference
from services.members.cases.tables import record_lines, secondary_memberships
from services.members.domain import positions
from services.members.domain.memberships import IN_FORCE
from services.members.fees import looking
from services.members.figures import book_wording as wording
from services.members.figures.registers import link_state
from services.members.policy import POLICY
from services.members.queries import discipline
from services.members.queries import records as queries
from services.members.store import Tx
from services.members.stores.people import Person
from services.members.tables import units

_WHY = {
    "admit": "Vào Đoàn tại",
    "import": "Có trong danh sách của",
    "restore": "Được khôi phục tại",
    "come_back": "Từ tỉnh khác đến, sinh hoạt tại",
}
Line = dict[str, Any]


def get_book(tx: Tx, *, member_id: UUID, reveal: list[str]) -> dict[str, Any]:
    """The member's book as the asker may see it: of discipline either all lines or no page."""
    member = members.get_member(tx, member_id=member_id, reveal=reveal)
    person = tx.people.get(member_id)
    rows = _lines(tx, person.id)
    may_judge = discipline.may_see(tx, person_id=person.id, unit_id=person.unit_id)
    shown = [row for row in rows if may_judge or not is_guarded(row)]
    stretches = [line for row in queries.stretches(tx, person.id) for line in _stretch(row)]
    offices = [_office(row) for row in queries.offices(tx, person.id)]
    timeline = _newest([*stretches, *offices, *(_record(row) for row in shown)])
    return {
        "member": member,
        "keeper": _keeper(tx, person),
        "kinds": _kinds(timeline),
        "timeline": timeline,
        "years": [asdict(year) for year in wording.years(_standing(shown))],
        "transfers": _newest([*stretches, *_of(shown, "transfer")]),
        "offices": _newest(offices),
        "awards": _newest(_of(shown, "award", "honorary")),
        "discipline": _newest(_of(shown, "discipline")) if may_judge else None,
        "links": [_link(row, tx.today) for row in _links(tx, person.id)],
        "fees": _fees(tx, person),
        "printed_on": tx.today,
    }


def _fees(tx: Tx, person: Person) -> dict[str, Any] | None:
    """How the member stands with fees; None where no fee book is kept, or it is not the asker's to see."""
    if not is_allowed(POLICY, tx, "fee.view", of=members.subject_of(person)):
        return None
    account = looking.get_member_fees(tx, member_id=person.id, year=None)
    if not account["keeps_book"]:
        return None
    owed = {"owed_months": len(account["owed_months"]), "owed_amount": account["owed_amount"]}
    return {"paid_until": account["paid_until"], "monthly": account["monthly"], **owed}


def is_guarded(row: Row[Any]) -> bool:
    """The line is for those who may see discipline alone."""
    return bool(row.confidential) or row.process == "discipline"


def _keeper(tx: Tx, person: Person) -> dict[str, Any] | None:
    """The grassroots unit that keeps the paper book: the nearest above the member, or that unit itself."""
    if person.unit_id is None or person.status not in IN_FORCE:
        return None
    above = tx.units.above(tx.units.get(person.unit_id))
    return next((reference(unit) for unit in reversed(above) if unit.level == "GRASSROOTS"), None)


def _lines(tx: Tx, person_id: UUID) -> list[Row[Any]]:
    return list(
        tx.execute(select(record_lines).where(record_lines.c.person_id == person_id, discipline.is_on_record()))
    )


def _links(tx: Tx, person_id: UUID) -> list[Row[Any]]:
    link = secondary_memberships
    asked = select(link, units.c.name.label("host_name")).outerjoin(units, units.c.id == link.c.host_unit_id)
    mine = asked.where(link.c.person_id == person_id).order_by(link.c.from_on.desc(), link.c.id.desc())
    return list(tx.execute(mine))


def _standing(rows: Iterable[Row[Any]]) -> Iterator[tuple[str, date, dict[str, Any]]]:
    return ((row.process, row.happened_on, row.data) for row in rows if row.revoked_on is None)


def _line(kind: str, title: str, on: date | None, **more: Any) -> Line:
    blank = {"until": None, "detail": None, "number": None, "case_id": None, "document_id": None, "is_void": False}
    return {"kind": kind, "title": title, "on": on, **blank, **more}


def _stretch(row: Row[Any]) -> Iterator[Line]:
    began = f"{_WHY.get(row.why, 'Sinh hoạt tại')} {row.unit_name}"
    yield _line(
        "membership", began, row.valid.lower, until=row.valid.upper, number=row.decision_no, case_id=row.case_id
    )
    if row.ended_as is not None and row.valid.upper is not None:
        yield _line("membership", STATUS_TITLES[row.ended_as], row.valid.upper, detail=row.unit_name)


def _office(row: Row[Any]) -> Line:
    title = f"{positions.title_of(row.code)} {row.unit_name}"
    until = f"đến {row.until:%d/%m/%Y}" if row.until else None
    return _line("position", title, row.from_on, until=row.until, detail=until, number=row.decision_no)


def _record(row: Row[Any]) -> Line:
    revoked = f"Đã thu hồi ngày {row.revoked_on:%d/%m/%Y}" if row.revoked_on else None
    return _line(
        wording.kind_of(row.process),
        row.title,
        row.happened_on,
        detail=revoked or wording.detail_of(row.process, row.data) or None,
        number=row.document_number,
        case_id=row.case_id,
        document_id=row.document_id,
        is_void=row.revoked_on is not None,
    )


def _of(rows: Iterable[Row[Any]], *processes: str) -> list[Line]:
    return [_record(row) for row in rows if row.process in processes]


def _link(row: Row[Any], today: date) -> Line:
    place = row.host_name or row.host_place
    last = (row.comments or [{}])[-1].get("comment")
    state = link_state(until=row.until, ended_on=row.ended_on, today=today) if row.kind == "AWAY" else _reach(row)
    detail = " · ".join(part for part in (state, last) if part)
    title = f"{wording.LINKS[row.kind]}: {place}" if place else wording.LINKS[row.kind]
    return _line(
        "away", title, row.from_on, until=row.ended_on or row.until, detail=detail or None, case_id=row.case_id
    )


def _reach(row: Row[Any]) -> str:
    if row.ended_on is not None:
        return f"Đến {row.ended_on:%d/%m/%Y}"
    return f"Đến {row.until:%d/%m/%Y}" if row.until else "Đang sinh hoạt"


def _newest(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line["on"] or date.min, line["title"]), reverse=True)


def _kinds(lines: Iterable[Line]) -> list[dict[str, Any]]:
    counted = Counter(line["kind"] for line in lines)
    return [
        {"code": code, "title": title, "count": counted[code]} for code, title in wording.KINDS.items() if counted[code]
    ]
