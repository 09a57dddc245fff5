"""Lines of registers: one statement a page."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Date,
    Row,
    Select,
    Text,
    Uuid,
    and_,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
    union_all,
)

from services.kit.policy import visible
from services.members.cases.tables import honorary_members, record_lines, secondary_memberships, unit_records
from services.members.domain import names
from services.members.figures import chapter_rows
from services.members.figures.registers import CHAPTER_BOOK
from services.members.policy import POLICY
from services.members.queries import discipline
from services.members.queries.members import Place
from services.members.store import Tx
from services.members.tables import memberships, people, units
from services.members.tree import inside

IN_FORCE = ("ACTIVE", "IN_TRANSIT")
_HOST = units.alias("host")


def _who(*more: Any) -> tuple[Any, ...]:
    named = (
        people.c[name] for name in ("full_name", "code", "born_on", "born_precision", "sex", "sort_key", "search_text")
    )
    return (people.c.id.label("person_id"), *named, *more)


def _at(unit: ColumnElement[Any]) -> ColumnElement[str]:
    found: ColumnElement[str] = select(units.c.name).where(units.c.id == unit).scalar_subquery().label("unit_name")
    return found


def _nothing(kind: Any, name: str) -> ColumnElement[Any]:
    return cast(null(), kind).label(name)


def _members() -> Select[Any]:
    papers = (
        people.c[name] for name in ("joined_on", "joined_place", "card_no", "book_no", "book_location", "unit_id")
    )
    own = (people.c.id.label("key"), _nothing(Date, "on"), people.c.card_no.label("number"))
    plain = (_nothing(Uuid, "case_id"), _nothing(Date, "revoked_on"), _at(people.c.unit_id))
    return select(*own, *_who(), *papers, *plain).where(people.c.status.in_(IN_FORCE))


def _admissions() -> Select[Any]:
    since = func.lower(memberships.c.valid)
    own = (memberships.c.id.label("key"), cast(since, Date).label("on"), memberships.c.decision_no.label("number"))
    papers = (people.c[name] for name in ("card_no", "card_on", "book_no"))
    told = (memberships.c.decision_no.label("document_number"), memberships.c.decision_on.label("document_on"))
    plain = (memberships.c.case_id, _nothing(Date, "revoked_on"), memberships.c.unit_id, _at(memberships.c.unit_id))
    source = memberships.join(people, people.c.id == memberships.c.person_id)
    where = (memberships.c.why == "admit", memberships.c.superseded_at.is_(None))
    return select(*own, *_who(), *papers, *told, *plain).select_from(source).where(*where)


def _lines(process: str) -> Select[Any]:
    line = record_lines.c
    unit = func.coalesce(line.unit_id, people.c.unit_id)
    own = (line.id.label("key"), line.happened_on.label("on"), line.document_number.label("number"))
    told = (line.title, line.data, line.document_number, line.document_on, line.case_id, line.revoked_on)
    source = record_lines.join(people, people.c.id == line.person_id)
    asked = select(*own, *_who(), *told, unit.label("unit_id"), _at(unit))
    return asked.select_from(source).where(line.process == process, discipline.is_on_record())


def _introductions() -> Select[Any]:
    """Whoever left the branch and whoever came to it, besides those of it: both ends keep the book."""
    return _lines("transfer")


def _people_and_units(process: str) -> Select[Any]:
    """Lines of people, and of units themselves."""
    line = unit_records.c
    own = (line.id.label("key"), line.happened_on.label("on"), line.document_number.label("number"))
    nobody = (
        *(_nothing(Uuid, "person_id"), _nothing(Text, "full_name"), _nothing(Text, "code"), _nothing(Date, "born_on")),
        *(_nothing(Text, "born_precision"), _nothing(Text, "sex"), _nothing(Text, "sort_key")),
        units.c.search_text,
    )
    told = (line.title, line.data, line.document_number, line.document_on, line.case_id, line.revoked_on)
    of_units = select(*own, *nobody, *told, line.unit_id, units.c.name.label("unit_name"))
    of_units = of_units.select_from(unit_records.join(units, units.c.id == line.unit_id)).where(line.process == process)
    both = union_all(_lines(process), of_units).subquery("both")
    return select(*both.c)


def _awards() -> Select[Any]:
    return _people_and_units("award")


def _discipline() -> Select[Any]:
    return _people_and_units("discipline")


def _away() -> Select[Any]:
    link = secondary_memberships.c
    own = (link.id.label("key"), link.from_on.label("on"), _nothing(Text, "number"))
    told = (link.until, link.ended_on, link.host_place, link.comments, link.case_id, _HOST.c.name.label("host_name"))
    source = secondary_memberships.join(people, people.c.id == link.person_id)
    source = source.outerjoin(_HOST, _HOST.c.id == link.host_unit_id)
    plain = (_nothing(Date, "revoked_on"), people.c.unit_id, _at(people.c.unit_id))
    return select(*own, *_who(), *told, *plain).select_from(source).where(link.kind == "AWAY")


def _honorary() -> Select[Any]:
    honour = honorary_members.c
    proposed = select(record_lines.c.unit_id).where(
        record_lines.c.case_id == honour.case_id, record_lines.c.unit_id.is_not(None)
    )  # fmt: skip
    unit = func.coalesce(proposed.limit(1).scalar_subquery(), people.c.unit_id)
    own = (honour.id.label("key"), honour.from_on.label("on"), honour.card_no.label("number"))
    told = (honour.card_no, honour.ended_on, honour.merits, honour.case_id, _nothing(Date, "revoked_on"))
    source = honorary_members.join(people, people.c.id == honour.person_id)
    return select(*own, *_who(), *told, unit.label("unit_id"), _at(unit)).select_from(source)


_SOURCES: Final[Mapping[str, Callable[[], Select[Any]]]] = {
    "members": _members,
    "admissions": _admissions,
    "introductions": _introductions,
    "away": _away,
    "honorary": _honorary,
    "awards": _awards,
    "discipline": _discipline,
}


def _source(tx: Tx, code: str, year: int | None) -> Select[Any]:
    """All lines of the register, of the year where they are of one."""
    if code == CHAPTER_BOOK:
        found = chapter_rows.lines(year or tx.today.year, tx.today).subquery("entry")
        return select(*found.c, _at(found.c.unit_id))
    found = _SOURCES[code]().subquery("entry")
    inside_year = () if year is None else (found.c.on.between(date(year, 1, 1), date(year, 12, 31)),)
    return select(found).where(*inside_year)


def _seen(tx: Tx, code: str, line: Any) -> Iterable[ColumnElement[bool]]:
    """Discipline is for those who may see it; the money of a chapter for those who may see fees."""
    if code in ("discipline", CHAPTER_BOOK):
        judged = discipline.may_see_each(tx, unit=line.unit_id, person=line.person_id)
        yield judged if code == "discipline" else or_(line.section != "discipline", judged)
    if code == CHAPTER_BOOK:
        yield or_(line.section != "fees", visible(POLICY, tx, "fee.view", unit=line.unit_id))


class Lines:
    """The lines of a register of one branch, as they are narrowed."""

    def __init__(self, tx: Tx, code: str, path: str, *, by_day: bool, year: int | None, q: str | None) -> None:
        self._tx, self._by_day = tx, by_day
        found = _source(tx, code, year).subquery("line")
        self._line = found.c
        self._where = [self._in_branch(code, path), *self._like(q), *_seen(tx, code, found.c)]
        self._asked = select(found)

    def _in_branch(self, code: str, path: str) -> ColumnElement[bool]:
        here = inside(self._line.unit_id, [path])
        if code != "introductions":
            return here
        named = select(cast(units.c.id, Text)).where(inside(units.c.id, [path]))
        ends = [self._line.data.op("->>")(end).in_(named) for end in ("from_unit_id", "to_unit_id")]
        return or_(here, *ends)

    def _like(self, q: str | None) -> Iterable[ColumnElement[bool]]:
        if not q:
            return []
        words = names.search_key(q).split()[:8]
        by_name = [self._line.search_text.like(f"% {word}%") for word in words]
        return (
            [or_(and_(*by_name), self._line.number.ilike(f"{q}%"))] if by_name else [self._line.number.ilike(f"{q}%")]
        )

    def page(self, *, after: Place | None, limit: int) -> list[Row[Any]]:
        """One page in the register's order."""
        key = self._line.on if self._by_day else self._line.sort_key
        where = list(self._where)
        if after is not None:
            here, there = tuple_(key, self._line.key), tuple_(literal(after.key), literal(after.id))
            where.append(here < there if self._by_day else here > there)
        order = (key.desc(), self._line.key.desc()) if self._by_day else (key, self._line.key)
        return list(self._tx.execute(self._asked.where(*where).order_by(*order).limit(limit)))

    def count(self) -> int:
        """How many lines there are."""
        counted = select(func.count()).select_from(self._asked.where(*self._where).subquery("counted"))
        return int(self._tx.execute(counted).scalar_one())


def names_of(tx: Tx, ids: Iterable[str]) -> dict[str, str]:
    """Names of units by their ids as texts."""
    wanted = [one for one in ids if one]
    if not wanted:
        return {}
    found = select(cast(units.c.id, Text).label("key"), units.c.name).where(cast(units.c.id, Text).in_(wanted))
    return {row.key: row.name for row in tx.execute(found)}
