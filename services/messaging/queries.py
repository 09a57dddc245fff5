"""The register as a list: newest first, within what the asker may look at."""

import base64
import binascii
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
)

from services.contracts import papers
from services.kit.faults import Invalid
from services.kit.policy import Subject, require, visible
from services.messaging.domain import numbering
from services.messaging.domain.document import TITLES, State
from services.messaging.domain.shelf import CONFIDENTIAL, TEMPLATES
from services.messaging.policy import POLICY
from services.messaging.store import Tx
from services.messaging.tables import document_cases, document_parties, documents, units

_COLUMNS = (
    documents.c.id,
    documents.c.template,
    documents.c.kind,
    documents.c.symbol,
    documents.c.ordinal,
    documents.c.period,
    documents.c.title,
    documents.c.dated_on,
    documents.c.unit_id,
    documents.c.signer,
    documents.c.state,
    documents.c.reason,
    units.c.name.label("unit_name"),
    units.c.level.label("unit_level"),
)


def list_documents(
    tx: Tx,
    *,
    sort: str = "-issued",
    limit: int,
    cursor: str | None,
    count: str | None,
    **asked: Any,
) -> dict[str, Any]:
    """One page of the registers, in the order asked for. cursor: where the page before ended; asked: as of `_filters`."""
    about_id: UUID | None = asked.get("about_id")
    conditions = [seen_by_asker(tx), *_filters(**asked)]
    keys = _keys_of(asked.get("q"), sort)
    ordered = [keys["place"].label("place")] if "place" in keys else []
    wanted = _from(select(*_COLUMNS, *ordered)).where(*conditions)
    page = _sorted(wanted, keys, is_down=sort.startswith("-"), cursor=cursor).limit(limit + 1)
    rows = list(tx.execute(page))
    total = tx.execute(select(func.count()).select_from(documents).where(*conditions)).scalar_one() if count else None
    return {
        "items": [item(row) for row in rows[:limit]],
        "next": _cursor(rows[limit - 1], keys) if len(rows) > limit else None,
        "total": total,
        **({"years": _years(tx, about_id)} if about_id and cursor is None else {}),
    }


def _years(tx: Tx, about_id: UUID) -> list[int]:
    """The years of the papers about the unit that the asker may look at."""
    year = func.extract("year", documents.c.dated_on)
    mine = select(year).distinct().where(seen_by_asker(tx), _is_about(about_id)).order_by(year.desc())
    return [int(each) for each in tx.execute(mine).scalars()]


def item_of(tx: Tx, document_id: UUID) -> dict[str, Any]:
    """One line of the register."""
    return item(tx.execute(_from(select(*_COLUMNS)).where(documents.c.id == document_id)).one())


def item(row: Row[Any]) -> dict[str, Any]:
    return {
        "id": row.id,
        "template": row.template,
        "kind": row.kind,
        "number": row.symbol,
        "ordinal": row.ordinal,
        "term": row.period,
        "title": row.title,
        "on": row.dated_on,
        "unit": {"id": row.unit_id, "name": row.unit_name or "", "level": row.unit_level or ""},
        "signer": row.signer,
        "state": row.state,
        "state_title": TITLES[State(row.state)],
        "cancelled_reason": row.reason,
    }


def seen_by_asker(tx: Tx) -> ColumnElement[bool]:
    """The documents that `document.view` reaches, confidential ones by their own action too, as a condition."""
    plain, confidential = (
        visible(POLICY, tx, action, unit=documents.c.unit_id, party=_names_one_of)
        for action in ("document.view", "document.view_confidential")
    )
    return plain & or_(documents.c.template.not_in(sorted(CONFIDENTIAL)), confidential)


def paper_copies(tx: Tx, *, after: UUID | None, limit: int) -> dict[str, Any]:
    """Minutes, resolutions and dissolutions in the order of their ids, from `after` on."""
    require(POLICY, tx, "copy.read", Subject())
    names = ("id", "unit_id", "template", "dated_on", "state", "version", "dissolves")
    about = func.coalesce(func.nullif(documents.c.content["subject"].astext, ""), documents.c.title).label("title")
    case_id = select(document_cases.c.case_id).where(document_cases.c.document_id == documents.c.id).limit(1)
    columns = (*(documents.c[name] for name in names), documents.c.symbol.label("number"), about)
    columns = (*columns, case_id.scalar_subquery().label("case_id"))
    told = or_(documents.c.template.in_(papers.OF_MEETINGS), documents.c.dissolves.is_not(None))
    asked = select(*columns).where(told).order_by(documents.c.id).limit(limit)
    if after is not None:
        asked = asked.where(documents.c.id > after)
    items = [dict(row._mapping) for row in tx.execute(asked)]
    return {"items": items, "next": str(items[-1]["id"]) if len(items) == limit else None, "total": None}


def counts(tx: Tx) -> dict[str, int]:
    """How many rows each local copy holds, and how many documents there are."""
    from_tables = {
        name: select(func.count()).select_from(documents.metadata.tables[name]).scalar_subquery() for name in _COUNTED
    }
    return dict(tx.execute(select(*(count.label(name) for name, count in from_tables.items()))).mappings().one())


_COUNTED = ("documents", "units", "people", "positions")


def _from(statement: Select[Any]) -> Select[Any]:
    return statement.select_from(documents.outerjoin(units, units.c.id == documents.c.unit_id))


def _filters(
    *,
    q: str | None,
    unit_id: UUID | None,
    kind: str | None,
    term: str | None,
    about_id: UUID | None = None,
    year: int | None = None,
    ids: Sequence[UUID] = (),
) -> Iterator[ColumnElement[bool]]:
    exact = {documents.c.unit_id: unit_id, documents.c.period: term}
    yield from (column == value for column, value in exact.items() if value is not None)
    if kind is not None:
        # The type under whatever abbreviation a unit writes, or wrote, for it.
        of_type = [each.code for each in TEMPLATES.values() if each.kind == kind]
        yield or_(documents.c.kind == kind, documents.c.template.in_(of_type))
    if about_id:
        yield _is_about(about_id)
    if year:
        yield documents.c.dated_on.between(date(year, 1, 1), date(year, 12, 31))
    if ids:
        yield documents.c.id.in_(ids)
    if q and (words := numbering.folded(q)):
        by_words = documents.c.search_key.contains(words, autoescape=True)
        number = numbering.number_key(q)
        yield or_(documents.c.number_key.startswith(number, autoescape=True), by_words) if number else by_words


def _is_about(unit_id: UUID) -> ColumnElement[bool]:
    mine = and_(document_parties.c.party_id == unit_id, document_parties.c.is_subject)
    return documents.c.id.in_(select(document_parties.c.document_id).where(mine))


def _names_one_of(person_id: UUID | None, unit_ids: frozenset[UUID]) -> ColumnElement[bool]:
    parties = unit_ids | {person_id} if person_id else unit_ids
    return exists().where(document_parties.c.document_id == documents.c.id, document_parties.c.party_id.in_(parties))


def _keys_of(q: str | None, sort: str) -> dict[str, ColumnElement[Any]]:
    """What the rows are ordered by. Ids grow with time: by issue they are enough.

    Documents of the very number that was typed stand before all that merely hold it, whatever the order.
    """
    keys: dict[str, ColumnElement[Any]] = {name: documents.c[name] for name in _ORDERS[sort.lstrip("-")]}
    if not (number := numbering.number_key(q) if q else ""):
        return keys
    first, then = (1, 0) if sort.startswith("-") else (0, 1)
    is_it = documents.c.number_key == number
    if number.isdecimal() and int(number) < _MOST:
        is_it = or_(is_it, documents.c.ordinal == int(number))
    return {"place": case((is_it, first), else_=then), **keys}


def _sorted(
    page: Select[Any], keys: Mapping[str, ColumnElement[Any]], *, is_down: bool, cursor: str | None
) -> Select[Any]:
    """The rows in the order, from the cursor's place on."""
    if cursor:
        here, there = tuple_(*keys.values()), tuple_(*(literal(value) for value in _place(cursor, keys)))
        page = page.where(here < there if is_down else here > there)
    return page.order_by(*(key.desc() if is_down else key for key in keys.values()))


_ORDERS = {"issued": ("id",), "on": ("dated_on", "id"), "number": ("ordinal", "id")}
_MOST = 2**31


def _ordinal(text: str) -> int:
    if not 0 <= (ordinal := int(text)) < _MOST:
        raise ValueError(text)
    return ordinal


_READ: dict[str, Callable[[str], Any]] = {"place": int, "id": UUID, "dated_on": date.fromisoformat, "ordinal": _ordinal}


def _cursor(row: Row[Any], keys: Iterable[str]) -> str:
    place = "|".join(str(row._mapping[name]) for name in keys)
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def _place(cursor: str, keys: Iterable[str]) -> list[Any]:
    """The values that the page before ended with."""
    try:
        values = base64.urlsafe_b64decode(cursor + "==").decode().split("|")
        return [_READ[name](value) for name, value in zip(keys, values, strict=True)]
    except (binascii.Error, ValueError):
        raise Invalid(
            "cursor-unknown", errors={"cursor": ["Trang này không còn, hãy xem lại từ đầu danh sách."]}
        ) from None
