"""Lines of the chapter book (sổ chi đoàn, domain rule 14.4): what the registry holds of one chapter in one year, by section.

Every section gives the same columns: the order within the book is `sort_key`, what a line says follows from `section` and `data`.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    Text,
    Uuid,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.members.cases.tables import record_lines, unit_records
from services.members.fees.tables import fee_receipts, fee_remittances
from services.members.tables import WAS_HELD, memberships, people, positions, unit_papers, units

SECTIONS: Final = {
    "committee": "1. Ban Chấp hành",
    "roll": "2. Danh sách đoàn viên",
    "joined": "3. Vào chi đoàn trong năm",
    "left": "4. Rời chi đoàn trong năm",
    "ratings": "5. Xếp loại",
    "awards": "6. Khen thưởng",
    "discipline": "7. Kỷ luật",
    "fees": "8. Đoàn phí",
    "papers": "9. Biên bản, nghị quyết",
}
"""Sections of the book in their order."""
_ORDER: Final = {section: place for place, section in enumerate(SECTIONS, 1)}


def lines(year: int, today: date) -> CompoundSelect[Any]:
    """All sections of all units; whoever asks narrows them to a chapter and to what they may see."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    stands_on = max(first, min(last, today))
    return union_all(
        _committee(first, last),
        _roll(stands_on),
        _joined(first, last),
        _left(first, last),
        _of_people("ratings", "evaluation", record_lines.c.data["year"].astext == str(year)),
        *_of_both("awards", "award", first, last),
        *_of_both("discipline", "discipline", first, last),
        _collected(first, last),
        _remitted(first, last),
        _papers(first, last),
    )


def _row(
    section: str, key: Any, unit: Any, *, on: Any, order: Iterable[Any], data: Any, number: Any, **more: Any
) -> tuple[ColumnElement[Any], ...]:
    """The columns that every section has."""
    place: ColumnElement[Any] = literal(f"{_ORDER[section]} ", Text)
    for part in order:
        place = place.op("||")(func.coalesce(cast(part, Text), ""))
    return (
        key.label("key"),
        cast(on, Date).label("on"),
        cast(number, Text).label("number"),
        literal(section, Text).label("section"),
        place.label("sort_key"),
        cast(data, JSONB).label("data"),
        unit.label("unit_id"),
        more.get("case_id", cast(null(), Uuid)).label("case_id"),
        more.get("revoked_on", cast(null(), Date)).label("revoked_on"),
    )


_PERSON: Final = tuple(
    people.c[name].label(label)
    for name, label in (
        ("id", "person_id"),
        ("full_name", "full_name"),
        ("code", "code"),
        ("born_on", "born_on"),
        ("born_precision", "born_precision"),
        ("sex", "sex"),
        ("search_text", "search_text"),
    )
)


_BLANK: Final[tuple[tuple[str, Any], ...]] = (
    *(("person_id", Uuid), ("full_name", Text), ("code", Text)),
    *(("born_on", Date), ("born_precision", Text), ("sex", Text)),
)


def _blank_person(search_text: ColumnElement[Any]) -> tuple[ColumnElement[Any], ...]:
    blank = (cast(null(), kind).label(name) for name, kind in _BLANK)
    return (*blank, search_text.label("search_text"))


def _json_object(**said: Any) -> ColumnElement[Any]:
    pairs = [part for name, value in said.items() for part in (literal(name, Text), value)]
    found: ColumnElement[Any] = func.jsonb_build_object(*pairs)
    return found


def _day(column: Any) -> ColumnElement[str]:
    found: ColumnElement[str] = func.to_char(column, "YYYYMMDD")
    return found


def _committee(first: date, last: date) -> Select[Any]:
    held = positions.c
    told = _json_object(code=held.code, until=held.until)
    row = _row(
        "committee", held.id, held.unit_id, on=held.from_on,
        order=(_rank(held.code), people.c.sort_key), data=told, number=held.decision_no,
    )  # fmt: skip
    served = and_(WAS_HELD, held.from_on <= last, or_(held.until.is_(None), held.until >= first))
    return select(*row, *_PERSON).join_from(positions, people, people.c.id == held.person_id).where(served)


def _rank(code: Any) -> ColumnElement[Any]:
    return case({"BT": "1", "PBT": "2", "UVBCH": "3"}, value=code, else_="4")


def _roll(on: date) -> Select[Any]:
    stretch = memberships.c
    told = _json_object(card_no=people.c.card_no, book_no=people.c.book_no)
    row = _row(
        "roll", stretch.id, stretch.unit_id, on=people.c.joined_on, order=(people.c.sort_key,), data=told, number=null()
    )
    stands = and_(stretch.superseded_at.is_(None), stretch.valid.op("@>")(literal(on, Date)))
    return select(*row, *_PERSON).join_from(memberships, people, people.c.id == stretch.person_id).where(stands)


def _joined(first: date, last: date) -> Select[Any]:
    stretch, since = memberships.c, func.lower(memberships.c.valid)
    before = memberships.alias("before")
    went_on = select(before.c.id).where(
        before.c.bond_id == stretch.bond_id, before.c.unit_id == stretch.unit_id, before.c.superseded_at.is_(None),
        func.upper(before.c.valid) == since,
    )  # fmt: skip
    row = _row(
        "joined", stretch.id, stretch.unit_id, on=since, order=(_day(since), people.c.sort_key),
        data=_json_object(why=stretch.why), number=stretch.decision_no, case_id=stretch.case_id,
    )  # fmt: skip
    came = and_(stretch.superseded_at.is_(None), since.between(first, last), ~went_on.exists())
    return select(*row, *_PERSON).join_from(memberships, people, people.c.id == stretch.person_id).where(came)


def _left(first: date, last: date) -> Select[Any]:
    stretch, until = memberships.c, func.upper(memberships.c.valid)
    after = memberships.alias("after")
    follows = (after.c.bond_id == stretch.bond_id, after.c.superseded_at.is_(None), func.lower(after.c.valid) == until)
    stayed = select(after.c.id).where(*follows, after.c.unit_id == stretch.unit_id)
    to = select(units.c.name).join_from(after, units, units.c.id == after.c.unit_id).where(*follows).limit(1)
    told = _json_object(ended_as=stretch.ended_as, to=to.scalar_subquery())
    row = _row(
        "left", stretch.id, stretch.unit_id, on=until, order=(_day(until), people.c.sort_key), data=told, number=null()
    )
    went = and_(stretch.superseded_at.is_(None), until.between(first, last), ~stayed.exists())
    return select(*row, *_PERSON).join_from(memberships, people, people.c.id == stretch.person_id).where(went)


def _of_people(section: str, process: str, *where: ColumnElement[bool]) -> Select[Any]:
    line = record_lines.c
    row = _row(
        section, line.id, func.coalesce(line.unit_id, people.c.unit_id), on=line.happened_on,
        order=(_day(line.happened_on), people.c.sort_key), data=line.data.op("||")(_json_object(title=line.title)),
        number=line.document_number, case_id=line.case_id, revoked_on=line.revoked_on,
    )  # fmt: skip
    source = select(*row, *_PERSON).join_from(record_lines, people, people.c.id == line.person_id)
    return source.where(line.process == process, *where)


def _of_units(section: str, process: str, *where: ColumnElement[bool]) -> Select[Any]:
    line = unit_records.c
    row = _row(
        section, line.id, line.unit_id, on=line.happened_on, order=(_day(line.happened_on),),
        data=line.data.op("||")(_json_object(title=line.title)), number=line.document_number, case_id=line.case_id,
        revoked_on=line.revoked_on,
    )  # fmt: skip
    source = select(*row, *_blank_person(units.c.search_text)).join_from(
        unit_records, units, units.c.id == line.unit_id
    )
    return source.where(line.process == process, *where)


def _of_both(section: str, process: str, first: date, last: date) -> tuple[Select[Any], Select[Any]]:
    """What was decided in the year about people and about the chapter."""
    return (
        _of_people(section, process, record_lines.c.happened_on.between(first, last)),
        _of_units(section, process, unit_records.c.happened_on.between(first, last)),
    )


def _collected(first: date, last: date) -> Select[Any]:
    """What was collected, a line a month."""
    receipt = fee_receipts.c
    month = func.date_trunc("month", receipt.collected_on)
    key = func.array_agg(receipt.id)[1]
    told = _json_object(kind=literal("COLLECTED", Text), receipts=func.count(), amount=func.sum(receipt.amount))
    row = _row("fees", key, receipt.unit_id, on=month, order=(_day(month),), data=told, number=null())
    asked = select(*row, *_blank_person(cast(literal(""), Text)))
    counted = and_(receipt.cancelled_at.is_(None), receipt.collected_on.between(first, last))
    return asked.where(counted).group_by(receipt.unit_id, month)


def _remitted(first: date, last: date) -> Select[Any]:
    """What went up to the superior."""
    sent, on = fee_remittances.c, cast(fee_remittances.c.declared_at, Date)
    told = _json_object(kind=literal("REMITTED", Text), amount=sent.amount, state=sent.state)
    row = _row(
        "fees", sent.id, sent.from_unit_id, on=on, order=(_day(on), literal("~", Text)), data=told, number=null()
    )
    asked = select(*row, *_blank_person(cast(literal(""), Text)))
    return asked.where(sent.state != "WITHDRAWN", on.between(first, last))


def _papers(first: date, last: date) -> Select[Any]:
    """Minutes and resolutions of the chapter's meetings; those whose number was cancelled or that were revoked are void."""
    paper = unit_papers.c
    void_on = case((paper.state.in_(("cancelled", "revoked")), paper.dated_on), else_=None)
    row = _row(
        "papers", paper.id, paper.unit_id, on=paper.dated_on, order=(_day(paper.dated_on), paper.id),
        data=_json_object(title=paper.title), number=paper.number, revoked_on=cast(void_on, Date),
    )  # fmt: skip
    asked = select(*row, *_blank_person(cast(literal(""), Text))).where(paper.dissolves.is_(None))
    return asked.where(paper.dated_on.between(first, last))
