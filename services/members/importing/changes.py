"""What a row of a list would change in the file of a member, and which of it people must accept before it is entered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from services.members.domain import profile, wording
from services.members.domain.agreement import Bearer, is_same_person, is_same_spelling
from services.members.domain.days import Day
from services.members.domain.profile import Field

COLUMNS: Final = (
    *dict.fromkeys(field.column for field in profile.FIELDS.values() if field.column and not field.read_only),
    "born_precision",
    "search_key",
    "sort_key",
    "completeness",
)
"""Columns of `people` that a workbook can fill."""
_IDENTITY: Final = {"full_name": "full_name", "birth_date": "born_on", "sex": "sex"}
"""Who somebody is: field → column. A list changes none of it silently."""
_NAME: Final = ("full_name", "search_key", "sort_key")
_BIRTH: Final = ("born_on", "born_precision")
_BY_COLUMN: Final = {field.column: field for field in profile.FIELDS.values() if field.column}
_OPEN_GROUPS: Final = frozenset(group.code for group in profile.GROUPS if group.action == profile.OPEN)
DOUBT_TITLES: Final = {"full_name": "họ tên", "birth_date": "ngày sinh", "sex": "giới tính"}


@dataclass(frozen=True)
class Proposal:
    """What a row would change. columns: new values; doubts: fields to decide on; settled: whether it contradicts what is settled."""

    columns: dict[str, Any]
    doubts: tuple[str, ...]
    settled: bool


def bearer(values: Mapping[str, Any]) -> Bearer:
    """Whom a row or a file is about; days are JSON texts."""
    born_on = values.get("born_on")
    born = Day(date.fromisoformat(str(born_on)), values.get("born_precision") or "day") if born_on else None
    return Bearer(values.get("full_name") or "", born)


def describe(values: Mapping[str, Any]) -> str:
    """The name and birth date as people read them."""
    who = bearer(values)
    return f"{who.full_name}, sinh {who.born.written()}" if who.born else who.full_name


def is_about(columns: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """The row may be about the person whose file this is."""
    return is_same_person(bearer(columns), bearer(before))


def propose(
    columns: Mapping[str, Any],
    tail: Mapping[str, Any],
    before: Mapping[str, Any],
    *,
    confirmed: bool,
    decision: str | None = None,
) -> Proposal:
    """What the row says otherwise than the file. confirmed: a superior enters it, who may contradict what is settled."""
    settled = frozenset() if confirmed else _contradicted(columns, before)
    said = {name: value for name, value in columns.items() if name not in settled}
    change = _change(said, tail, before)
    doubts = tuple(code for code, column in _IDENTITY.items() if column in change)
    if decision == "keep":
        change = _without_identity(change, before)
    return Proposal(change, doubts, bool(settled))


def _contradicted(columns: Mapping[str, Any], before: Mapping[str, Any]) -> frozenset[str]:
    """Columns in which the row contradicts what is settled: a chapter's own list changes none of them."""
    settled = {profile.FIELDS[code].column or code for code in profile.settled(before)}
    return frozenset(name for name in settled if columns.get(name) is not None and columns[name] != before[name])


def _change(columns: Mapping[str, Any], tail: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """What the row says otherwise than the file of the person; an empty cell takes nothing away."""
    said = {
        name: value
        for name, value in columns.items()
        if value is not None and name in COLUMNS and name != "completeness"
    }
    if "full_name" in said and is_same_spelling(said["full_name"], before["full_name"]):
        said = {name: value for name, value in said.items() if name not in _NAME}
    if _says_less(columns, before):
        said = {name: value for name, value in said.items() if name not in _BIRTH}
    change = {name: value for name, value in said.items() if before.get(name) != value}
    if not change.keys().isdisjoint(_BIRTH):
        change |= {name: columns[name] for name in _BIRTH}
    if "phone" in change and before["phone_verified"]:
        change["phone_verified"] = False
    longer = {**before["profile"], **tail}
    if longer != before["profile"]:
        change["profile"] = longer
    return _completed(change, before)


def _says_less(columns: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """A bare year or month says less than the day that is known."""
    row, known = bearer(columns).born, bearer(before).born
    if row is None or known is None or row.precision == "day":
        return False
    in_year = row.on.year == known.on.year
    in_month = (row.on.year, row.on.month) == (known.on.year, known.on.month)
    return (in_year and row.precision == "year") or (in_month and known.precision != "year")


def _without_identity(change: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    left_out = {*_NAME, *_BIRTH, "sex", "completeness"}
    return _completed({name: value for name, value in change.items() if name not in left_out}, before)


def _completed(change: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    return {**change, "completeness": profile.completeness({**before, **change})} if change else change


# ---------------------------------------------------------------- as people read it


def serialize_changes(proposal: Proposal, before: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Old → new of each changed field in the order of the file; what the registry masks stays masked."""
    found = []
    for field, old, new in _pairs(proposal.columns, before):
        is_open = field.group in _OPEN_GROUPS
        shown = _written(field, old, before) if is_open or old in (None, "", []) else wording.masked(field, old)
        found.append(
            {
                "field": field.code,
                "title": field.title,
                "old": shown,
                "new": _written(field, new, {**before, **proposal.columns}),
                "needs_decision": field.code in _IDENTITY,
            }
        )
    return found


def _pairs(change: Mapping[str, Any], before: Mapping[str, Any]) -> Iterator[tuple[Field, Any, Any]]:
    tail = change.get("profile", {})
    for field in profile.FIELDS.values():
        if field.read_only:
            continue
        if field.column is None:
            old, new = before["profile"].get(field.code), tail.get(field.code)
            if field.code in tail and old != new:
                yield field, old, new
        elif field.column in change:
            yield field, before.get(field.column), change[field.column]


def _written(field: Field, value: Any, values: Mapping[str, Any]) -> str:
    typed = profile.day_of_column(field.column, value) if field.column in _BY_COLUMN and value else value
    return wording.display(field, typed, precision=values.get("born_precision") or "day")
