"""A workbook of the members that match a filter, written by a job."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, tuple_

from services.contracts.titles import STATUS_TITLES
from services.kit import jobs, sheets
from services.kit.faults import Invalid
from services.kit.policy import Subject, is_allowed, require
from services.members.actions import searching
from services.members.domain import profile, search, wording
from services.members.policy import POLICY
from services.members.queries import members as queries
from services.members.queries.members import Filter
from services.members.store import Tx
from services.members.tables import people, units

BATCH = 2000
_OWN = {"code": "Mã đoàn viên", "unit": "Chi đoàn", "status": "Trạng thái"}
_USUAL = ("code", "full_name", "birth_date", "sex", "unit", "status", "union_join_date", "card_no")


def start_export(tx: Tx, *, columns: list[str], **asked: Any) -> dict[str, Any]:
    """A job writes the workbook; sensitive columns need their right, and each showing is written down."""
    chosen = list(dict.fromkeys(columns or _USUAL))
    unknown = [code for code in chosen if code not in _OWN and code not in profile.FIELDS]
    if unknown:
        raise Invalid(errors={"columns": [f"Không có cột “{unknown[0][:40]}”. Chọn trong danh sách cột."]})
    _require(tx, chosen, asked["unit_id"])
    for name in ("limit", "cursor", "count"):
        asked.pop(name, None)
    asked["is_near"] = searching.is_found_only_near(tx, search.parse(asked["q"] or ""), _narrowed(asked))
    total = queries.count(tx, _conditions(tx, chosen, asked))
    job_id = tx.start_job("export_members", {"columns": chosen, "asked": asked}, total=total)
    tx.record(
        "member.export",
        subject_id=job_id,
        unit_id=asked["unit_id"],
        after={"columns": chosen, "filter": asked, "rows": total},
    )
    return jobs.read(tx, job_id)


def _require(tx: Tx, columns: Sequence[str], unit_id: UUID | None) -> None:
    """The asker may export these columns: of the unit, or of some unit of theirs when none is named (the scope does the rest)."""
    for action in ("member.export", *_actions_of(columns)):
        if unit_id is not None or not _is_allowed_somewhere(tx, action):
            require(POLICY, tx, action, of=Subject(unit_id))


def _is_allowed_somewhere(tx: Tx, action: str) -> bool:
    return any(is_allowed(POLICY, tx, action, of=Subject(unit_id)) for unit_id in tx.actor.unit_ids(on=tx.today))


def run_export(job: Any) -> dict[str, Any]:
    """The file lies in the store and the job names it."""
    asked, columns = _as_filter(job.params["asked"]), job.params["columns"]
    titles = [_title(code) for code in columns]
    batches = _batches(job, columns, asked)
    return sheets.export(job, batches, titles=titles, what="đoàn viên", name="doan-vien")


def _as_filter(asked: dict[str, Any]) -> dict[str, Any]:
    return asked | {"unit_id": UUID(asked["unit_id"]) if asked["unit_id"] else None}


def _actions_of(columns: Sequence[str]) -> list[str]:
    actions = {group.code: group.action for group in profile.GROUPS}
    needed = {actions[profile.FIELDS[code].group] for code in columns if code in profile.FIELDS}
    return sorted(needed - {profile.OPEN})


def _conditions(tx: Tx, columns: Sequence[str], asked: dict[str, Any]) -> list[ColumnElement[bool]]:
    query, narrow = search.parse(asked["q"] or ""), _narrowed(asked)
    typed = searching.typed(tx, query, is_near=asked.get("is_near", False))
    scopes = [queries.scope(tx, action) for action in ("member.export", *_actions_of(columns))]
    return [*searching.standing(narrow.status, query), *queries.conditions(tx, narrow), *typed, *scopes]


def _narrowed(asked: dict[str, Any]) -> Filter:
    return Filter(**{each.name: asked[each.name] for each in fields(Filter)})


def _batches(job: Any, columns: Sequence[str], asked: dict[str, Any]) -> Iterator[list[list[str]]]:
    """Lines of the workbook, a transaction each: the asker's rights hold for every batch anew."""
    after: tuple[str, UUID] | None = None
    groups = _sensitive_groups(columns)
    while True:
        with job.transaction() as tx:
            _require(tx, columns, asked["unit_id"])
            where = _conditions(tx, columns, asked)
            found = select(*_read(columns), units.c.name.label("unit_name")).outerjoin(
                units, units.c.id == people.c.unit_id
            )
            if after is not None:
                where = [*where, tuple_(people.c.sort_key, people.c.id) > after]
            rows = tx.execute(found.where(*where).order_by(people.c.sort_key, people.c.id).limit(BATCH)).all()
            if groups:
                tx.people.note_access([row.id for row in rows], how="export", what=groups)
            lines = [[_cell(row._mapping, code) for code in columns] for row in rows]
        yield lines
        if len(rows) < BATCH:
            return
        after = (rows[-1].sort_key, rows[-1].id)


def _read(columns: Sequence[str]) -> list[Any]:
    """The columns of the table that the workbook needs."""
    asked = [profile.FIELDS[code].column or "profile" for code in columns if code in profile.FIELDS]
    names = dict.fromkeys(("id", "sort_key", "code", "status", "born_precision", *asked))
    return [people.c[name] for name in names]


def _sensitive_groups(columns: Sequence[str]) -> list[str]:
    sensitive = {group.code for group in profile.GROUPS if group.action != profile.OPEN}
    return sorted({profile.FIELDS[code].group for code in columns if code in profile.FIELDS} & sensitive)


def _title(code: str) -> str:
    return _OWN.get(code) or profile.FIELDS[code].title


def _cell(row: Any, code: str) -> str:
    match code:
        case "code":
            return row["code"] or ""
        case "unit":
            return row["unit_name"] or ""
        case "status":
            return STATUS_TITLES[row["status"]]
    field = profile.FIELDS[code]
    value = row["profile"].get(code) if field.column is None else row[field.column]
    return wording.display(field, value, precision=row["born_precision"])
