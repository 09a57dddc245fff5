"""What cases have left, and who is away from home, as reports count them."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.dialects.postgresql import distinct_on

from services.members.cases.tables import record_lines, secondary_memberships, unit_records
from services.members.figures import reports
from services.members.figures.domain import Period
from services.members.figures.facts import Cells, Facts
from services.members.figures.standing_facts import members, on_day
from services.members.tables import memberships, people, units

# ---------------------------------------------------------------- lines of cases


def line_value(key: str, table: Any = record_lines) -> ColumnElement[str]:
    """What lines say under the key."""
    said: ColumnElement[str] = table.c.data.op("->>")(key)
    return said


def place() -> ColumnElement[UUID]:
    """The chapter of the person at the time; where the line does not know it, that of today."""
    today = select(people.c.unit_id).where(people.c.id == record_lines.c.person_id).scalar_subquery()
    return func.coalesce(record_lines.c.unit_id, today)


def latest(table: Any) -> tuple[ColumnElement[Any], ...]:
    """The last line of a case first: of one day by their stages, which are versions of the case."""
    line = table.c
    return line.happened_on.desc(), func.length(line.stage).desc(), line.stage.desc(), line.id.desc()


def _standing_lines(process: str, *where: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    return record_lines.c.process == process, record_lines.c.revoked_on.is_(None), *where


def in_period(period: Period, table: Any = record_lines) -> ColumnElement[bool]:
    """Lines of the period."""
    inside: ColumnElement[bool] = table.c.happened_on.between(period.first, period.last)
    return inside


def _last_of_year(process: str, year: int, *said: str) -> Any:
    """Of each person the last line of the year, with what it says."""
    columns = (record_lines.c.id, record_lines.c.person_id, place().label("place"))
    found = select(*columns, *(line_value(key).label(key) for key in said)).ext(distinct_on(record_lines.c.person_id))
    where = _standing_lines(process, line_value("year") == str(year))
    order = (record_lines.c.person_id, record_lines.c.happened_on.desc(), record_lines.c.id.desc())
    return found.where(*where).order_by(*order).subquery("line")


def ratings(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    line = _last_of_year("evaluation", period.year, "rating")
    rated = {code: line.c.rating == code for code, _ in reports.RATINGS}
    people_rated = Facts(line, line.c.id, line.c.place, rated, (), line.c.person_id)
    return [members(period), people_rated, _unit_ratings(period.year)]


def _unit_ratings(year: int) -> Facts:
    found = (
        select(
            unit_records.c.id, unit_records.c.unit_id, line_value("rating", unit_records).label("rating"), units.c.level
        )
        .join(units, units.c.id == unit_records.c.unit_id)
        .ext(distinct_on(unit_records.c.unit_id))
        .where(
            unit_records.c.process == "evaluation",
            unit_records.c.revoked_on.is_(None),
            line_value("year", unit_records) == str(year),
        )
        .order_by(unit_records.c.unit_id, unit_records.c.happened_on.desc(), unit_records.c.id.desc())
        .subquery("rated_unit")
    )
    levels = {"chapter_": "CHAPTER", "grassroots_": "GRASSROOTS"}
    cells = {
        f"{prefix}{code}": and_(found.c.level == level, found.c.rating == code)
        for prefix, level in levels.items()
        for code, _ in reports.RATINGS
    }
    return Facts(found, found.c.id, found.c.unit_id, cells)


def training(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    line = _last_of_year("training", period.year, "stage", "result")
    cells = {"registered": true(), **{code: line.c.result == code for code in ("DAT", "CHUA_DAT")}}
    return [members(period), Facts(line, line.c.id, line.c.place, cells, (), line.c.person_id)]


def party(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    """Each step of a person once in the period, where they were at the first of them."""
    stage = line_value("stage")
    line = (
        select(record_lines.c.id, record_lines.c.person_id, place().label("place"), stage.label("stage"))
        .ext(distinct_on(record_lines.c.person_id, stage))
        .where(*_standing_lines("outstanding", in_period(period)))
        .order_by(record_lines.c.person_id, stage, record_lines.c.happened_on, record_lines.c.id)
        .subquery("line")
    )
    cells = {code: line.c.stage == code for code, _ in reports.PARTY_STAGES}
    return [Facts(line, line.c.id, line.c.place, cells, (), line.c.person_id)]


def awards(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    is_many = func.coalesce(line_value("is_collective"), "false") == "true"
    levels = [code for code, _ in reports.AWARD_LEVELS]
    cells: dict[str, ColumnElement[bool]] = {}
    for level in levels:
        cells[f"one_{level}"] = and_(line_value("level") == level, ~is_many)
        cells[f"many_{level}"] = and_(line_value("level") == level, is_many)
    where = _standing_lines("award", in_period(period))
    people_rewarded = Facts(
        record_lines, record_lines.c.id, place(), cells, where, record_lines.c.person_id, record_lines.c.title
    )
    many = {f"many_{level}": line_value("level", unit_records) == level for level in levels}
    where = (unit_records.c.process == "award", unit_records.c.revoked_on.is_(None), in_period(period, unit_records))
    return [people_rewarded, Facts(unit_records, unit_records.c.id, unit_records.c.unit_id, many, where)]


def award_forms(period: Period) -> list[Facts]:
    """Awards of people and of units in the period; `detail` is what people call the form, the one cell its code."""
    found = []
    for table, unit in ((record_lines, place()), (unit_records, unit_records.c.unit_id)):
        form, titled = line_value("form", table), line_value("form_title", table)
        where = (table.c.process == "award", table.c.revoked_on.is_(None), in_period(period, table), form.is_not(None))
        found.append(Facts(table, form, unit, {}, where, None, titled))
    return found


def with_forms(facts: list[Facts], forms: list[str]) -> list[Facts]:
    """The same awards, of people and of units, counted by form as well."""
    people_rewarded, units_rewarded = facts
    own = {f"form:{form}": line_value("form") == form for form in forms}
    theirs = {f"form:{form}": line_value("form", unit_records) == form for form in forms}
    return [
        _with_cells(people_rewarded, own),
        _with_cells(units_rewarded, theirs),
    ]


def _with_cells(facts: Facts, more: Cells) -> Facts:
    return Facts(
        facts.source, facts.key, facts.unit, {**facts.cells, **more}, facts.where, facts.person, facts.detail
    )  # fmt: skip


# ---------------------------------------------------------------- away from home


def _open(day: date) -> ColumnElement[bool]:
    link = secondary_memberships.c
    return and_(link.from_on <= day, or_(link.ended_on.is_(None), link.ended_on > day))


def _goes_abroad() -> ColumnElement[bool]:
    """The trip of a link leads out of the country, as its case has said last."""
    said = line_value("destination_kind")
    of_trip = and_(
        record_lines.c.case_id == secondary_memberships.c.case_id,
        record_lines.c.process == "away",
        record_lines.c.revoked_on.is_(None),
        said.is_not(None),
    )
    goes_to = select(said).where(of_trip).order_by(*latest(record_lines)).limit(1).scalar_subquery()
    return func.coalesce(goes_to == "ABROAD", False)


def away(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    day, link = period.last, secondary_memberships.c
    abroad, late = _goes_abroad(), link.until < day

    def some(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
        return func.coalesce(func.bool_or(and_(*conditions)), False)

    held = (
        select(
            link.person_id,
            some(link.kind.in_(("AWAY", "TEMP"))).label("absent"),
            some(link.kind == "AWAY").label("away"),
            some(link.kind == "AWAY", abroad).label("abroad"),
            some(link.kind == "AWAY", late).label("away_late"),
            some(link.kind == "TEMP").label("temp"),
            some(link.kind == "TEMP", late).label("temp_late"),
            some(link.kind == "RESIDENCE").label("residence"),
        )
        .where(_open(day))
        .group_by(link.person_id)
        .subquery("held")
    )
    cells = {
        "members": true(),
        "absent": held.c.absent,
        "AWAY": held.c.away,
        "AWAY_PROVINCE": and_(held.c.away, ~held.c.abroad),
        "AWAY_ABROAD": held.c.abroad,
        "AWAY_LATE": held.c.away_late,
        "TEMP": held.c.temp,
        "TEMP_LATE": held.c.temp_late,
        "RESIDENCE": held.c.residence,
    }
    source = memberships.outerjoin(held, held.c.person_id == memberships.c.person_id)
    at_home = Facts(source, memberships.c.id, memberships.c.unit_id, cells, on_day(day), memberships.c.person_id)
    hosted = {"HOST_TEMP": link.kind == "TEMP", "HOST_RESIDENCE": link.kind == "RESIDENCE"}
    guests = Facts(
        secondary_memberships, link.id, link.host_unit_id, hosted, (_open(day), link.host_unit_id.is_not(None)), link.person_id
    )  # fmt: skip
    return [at_home, guests]
