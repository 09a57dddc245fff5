"""Keeping: lines stand on the records of people and units, with what they write; striking takes both back.

Nothing here can be refused, and what is kept twice is the same: case and stage are a line's key. Commands may pass each
other: what was struck before it came stands struck, and writes nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.kit import log, wire
from services.members.actions import announcing
from services.members.cases import side_effects
from services.members.cases.store import Strike, Struck
from services.members.domain import writes
from services.members.store import Tx
from services.members.stores.people import Person

Line = dict[str, Any]
Befores = dict[tuple[UUID, str], dict[str, Any]]
_COLUMNS = (
    *("case_id", "stage", "case_number", "process", "title", "document_id", "document_number", "document_on"),
    *("confidential", "data", "revoked_on", "revoked_reason"),
)


def keep(tx: Tx, *, lines: Sequence[Line]) -> None:
    """The lines stand on the records; whoever changed by what they write is announced."""
    tx.records.no_strike_comes(line["case_id"] for line in lines)
    lines = _with_strikes(tx, lines)
    about_units = [line for line in lines if line["about_unit"]]
    known = tx.units.known({line["unit_id"] for line in about_units}) if about_units else set()
    of_known = [line for line in about_units if line["unit_id"] in known]
    _log_unknown_people(len(about_units) - len(of_known))
    tx.records.add_unit_lines_once([_row(line) | {"unit_id": line["unit_id"]} for line in of_known])
    changed = _write(tx, [line for line in lines if not line["about_unit"]])
    announcing.people_changed(tx, changed.values())


def _log_unknown_people(count: int) -> None:
    """A line of nobody we know holds up no other: it cannot be refused, only told of."""
    if count:
        log.get().error("lines_of_nobody", count=count)


def _with_strikes(tx: Tx, lines: Sequence[Line]) -> list[Line]:
    """The lines, with the day and the reason of those that were struck before they came."""
    struck = tx.records.strikes(line["case_id"] for line in lines)
    return [line | _revoked(next((each for each in struck if each.lines.takes(*_key(line))), None)) for line in lines]


def _revoked(strike: Strike | None) -> dict[str, Any]:
    return {"revoked_on": strike and strike.on, "revoked_reason": strike and strike.reason}


def write(tx: Tx, lines: Sequence[Line]) -> dict[UUID, Person]:
    """The lines stand on people's records, and their files are as they say; answers the people who changed.

    The caller has seen to it that no strike comes meanwhile.
    """
    return _write(tx, _with_strikes(tx, lines)) if lines else {}


def _write(tx: Tx, lines: Sequence[Line]) -> dict[UUID, Person]:
    if not lines:
        return {}
    to_whom = tx.people.standing({line["person_id"] for line in lines if line["person_id"] is not None})
    places = tx.units.known({line["unit_id"] for line in lines if line.get("unit_id")})
    of_known = [
        line
        | {
            "person_id": to_whom[line["person_id"]],
            "unit_id": line.get("unit_id") if line.get("unit_id") in places else None,
        }
        for line in lines
        if line["person_id"] in to_whom
    ]
    _log_unknown_people(len(lines) - len(of_known))
    writing = [line for line in of_known if line.get("writes") and line["revoked_on"] is None]
    befores, changed = _write_fresh(tx, writing) if writing else ({}, {})
    tx.records.add_once([_person_row(line, befores.get(_key(line), {})) for line in of_known])
    return changed


def _write_fresh(tx: Tx, writing: Sequence[Line]) -> tuple[Befores, dict[UUID, Person]]:
    """The lines that stood on no record yet have written what they say."""
    people = {person.id: person for person in tx.people.lock_all({line["person_id"] for line in writing})}
    kept_before = tx.records.known([_key(line) for line in writing])
    fresh = {_key(line): line for line in writing if _key(line) not in kept_before}
    return _write_files(tx, list(fresh.values()), people)


def _key(line: Line) -> tuple[UUID, str]:
    return line["case_id"], line.get("stage") or ""


def _row(line: Line) -> dict[str, Any]:
    plain = {name: line.get(name) for name in _COLUMNS}
    said = {"stage": line.get("stage") or "", "happened_on": line["on"], "data": wire.plain(line.get("data") or {})}
    return plain | said | {"confidential": bool(line.get("confidential"))}


def _person_row(line: Line, before: dict[str, Any]) -> dict[str, Any]:
    return _row(line) | {
        "person_id": line["person_id"],
        "unit_id": line.get("unit_id"),
        "writes": wire.plain(line.get("writes") or {}),
        "before": wire.plain(before),
    }


def _write_files(tx: Tx, lines: Sequence[Line], people: Mapping[UUID, Person]) -> tuple[Befores, dict[UUID, Person]]:
    """What stood before each line, and the people whose files changed; several lines of one person follow one another."""
    links = tx.writes.links(
        [(line["case_id"], line["writes"]["link"]["kind"]) for line in lines if "link" in line["writes"]]
    )
    voids = tx.writes.void_counts({line["person_id"] for line in lines if "card" in line["writes"]})
    befores: Befores = {}
    changed: dict[UUID, dict[str, Any]] = {}
    for line in lines:
        person_id = line["person_id"]
        columns = {**people[person_id].columns, **changed.get(person_id, {})}
        told = writes.written(
            line["writes"], columns, on=line["on"], today=tx.today, cards_before=voids.get(person_id, 0)
        )
        before = told.before | side_effects.write(tx, line, columns, links)
        if "card" in line["writes"]:
            voids[person_id] = voids.get(person_id, 0) + 1
        if told.columns:
            changed[person_id] = changed.get(person_id, {}) | told.columns
        befores[_key(line)] = before
        tx.record("record.write", subject_id=person_id, unit_id=columns["unit_id"], after=_audited(line, told.columns))
    saved = tx.people.save_all([(people[person_id], values) for person_id, values in changed.items()])
    return befores, {person.id: person for person in saved}


def _audited(line: Line, columns: Mapping[str, Any]) -> dict[str, Any]:
    return {"case_id": line["case_id"], "stage": line.get("stage") or "", "writes": sorted(line["writes"]), **columns}


# ---------------------------------------------------------------- striking


def strike(tx: Tx, *, on: date, reason: str, lines: Sequence[Mapping[str, Any]]) -> None:
    """The lines count no more from the day, those still to come among them; what they wrote is taken back where nobody has
    changed it since."""
    tx.records.no_line_comes(line["case_id"] for line in lines)
    keys = [struck_line(line) for line in lines]
    tx.records.add_strikes_once(keys, on=on, reason=reason)
    changed = take_back(tx, keys, on=on, reason=reason)
    announcing.people_changed(tx, changed.values())


def struck_line(line: Mapping[str, Any]) -> Struck:
    """What a command says of a case's lines that count no more."""
    return Struck(line["case_id"], line.get("stage"), line.get("before"))


def take_back(tx: Tx, keys: Sequence[Struck], *, on: date, reason: str) -> dict[UUID, Person]:
    """The stages are struck, the newest first; answers the people whose files changed."""
    struck = [row for row in tx.records.strike(keys, on=on, reason=reason) if row.writes] if keys else []
    people = {person.id: person for person in tx.people.lock_all({row.person_id for row in struck})}
    changed: dict[UUID, dict[str, Any]] = {}
    for row in struck:
        columns = {**people[row.person_id].columns, **changed.get(row.person_id, {})}
        values = writes.taken_back(row.before, columns)
        side_effects.take_back(tx, row, on=on)
        if values:
            changed[row.person_id] = changed.get(row.person_id, {}) | values
        tx.record(
            "record.strike",
            subject_id=row.person_id,
            unit_id=columns["unit_id"],
            after={"case_id": row.case_id, "stage": row.stage, **values},
        )
    saved = tx.people.save_all([(people[person_id], values) for person_id, values in changed.items()])
    return {person.id: person for person in saved}
