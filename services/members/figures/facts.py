"""What each report counts: rows with a unit and mostly a person, and the condition under which a row is in a column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Text, and_, cast, exists, func, literal, or_, select, true
from sqlalchemy.dialects.postgresql import distinct_on

from services.members.cases.tables import record_lines, secondary_memberships, unit_records
from services.members.figures import domain
from services.members.figures.domain import Period
from services.members.queries.members import years_before
from services.members.tables import memberships, people, positions, unit_terms, units

Cells = Mapping[str, ColumnElement[bool]]


@dataclass(frozen=True)
class Facts:
    """Rows that are counted where they happened.

    source: what is read. key: names a row. unit: its unit. cells: column → whether the row is in it. person: whose row it is;
    None where it is nobody's. detail: what a list says beside the name.
    """

    source: FromClause
    key: ColumnElement[Any]
    unit: ColumnElement[Any]
    cells: Cells
    where: tuple[ColumnElement[bool], ...] = ()
    person: ColumnElement[Any] | None = None
    detail: ColumnElement[Any] = field(default_factory=lambda: literal(None, Text))


def of(report: str, period: Period, rules: Mapping[str, Any]) -> list[Facts]:
    """What the report counts over those days."""
    return _SOURCES[report](period, rules)


# ---------------------------------------------------------------- units


def _units(period: Period, rules: Mapping[str, Any]) -> list[Facts]:
    opened, closed = units.c.opened_on, units.c.closed_on
    stands = and_(func.coalesce(opened, period.last) <= period.last, or_(closed.is_(None), closed > period.last))
    ended = closed.between(period.first, period.last)
    living = select(func.count()).select_from(memberships).where(
        memberships.c.unit_id == units.c.id, *_on(period.last)
    )  # fmt: skip
    smallest = int(rules.get("chapter_min_members", 3))
    terms = select(func.max(unit_terms.c.until)).where(unit_terms.c.unit_id == units.c.id).scalar_subquery()
    led = exists().where(positions.c.unit_id == units.c.id, positions.c.code == "BT", *_held(period.last))
    is_chapter = units.c.level == "CHAPTER"
    kinds = {
        "district": units.c.level == "DISTRICT",
        "union": and_(units.c.level == "GRASSROOTS", units.c.kind != "CHI_DOAN_CO_SO"),
        "grassroots_chapter": units.c.kind == "CHI_DOAN_CO_SO",
        "section": units.c.kind == "DOAN_BO_PHAN",
        "league": units.c.kind == "LIEN_CHI_DOAN",
        "chapter": is_chapter,
        "digital": units.c.is_digital,
    }
    cells = {
        **{code: and_(stands, condition) for code, condition in kinds.items()},
        "founded": opened.between(period.first, period.last),
        "merged": and_(ended, units.c.successor_id.is_not(None)),
        "dissolved": and_(ended, units.c.successor_id.is_(None)),
        "small": and_(stands, is_chapter, living.scalar_subquery() < smallest),
        "headless": and_(stands, units.c.level != "GROUP", ~led),
        "expired": and_(stands, terms < period.last),
    }
    return [Facts(units, units.c.id, units.c.id, cells)]


# ---------------------------------------------------------------- members


def _on(day: date) -> tuple[ColumnElement[bool], ...]:
    return memberships.c.superseded_at.is_(None), memberships.c.valid.op("@>", is_comparison=True)(day)


def _members(period: Period) -> Facts:
    """Whoever is a member on the last day."""
    return Facts(
        memberships,
        memberships.c.id,
        memberships.c.unit_id,
        {"members": true()},
        _on(period.last),
        memberships.c.person_id,
    )


def _movement(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    valid, why, ended_as = memberships.c.valid, memberships.c.why, memberships.c.ended_as
    begins = func.lower(valid).between(period.first, period.last)
    ends = func.upper(valid).between(period.first, period.last)
    before = memberships.alias("before")
    was_member = exists().where(
        before.c.person_id == memberships.c.person_id,
        before.c.bond_id != memberships.c.bond_id,
        before.c.superseded_at.is_(None),
        func.lower(before.c.valid) < func.lower(valid),
    )
    is_new = why.in_(("import", "seed"))
    cells = {
        "opening": valid.op("@>", is_comparison=True)(period.first - timedelta(days=1)),
        "entered": and_(begins, is_new),
        "admitted": and_(begins, why == "admit", ~was_member),
        "readmitted": and_(begins, why == "admit", was_member),
        "restored": and_(begins, why == "restore"),
        "moved_in": and_(begins, why.not_in(("import", "seed", "admit", "restore"))),
        "moved_out": and_(ends, ended_as.is_(None)),
        "left_province": and_(ends, ended_as == "TRANSFERRED_EXTERNAL"),
        **{code: and_(ends, ended_as == code) for code in _ENDS},
        "ended": and_(ends, ended_as.not_in(("TRANSFERRED_EXTERNAL", *_ENDS))),
        "closing": valid.op("@>", is_comparison=True)(period.last),
    }
    touched = valid.op("&&", is_comparison=True)(func.daterange(period.first - timedelta(days=1), period.last, "[]"))
    where = (memberships.c.superseded_at.is_(None), touched)
    return [Facts(memberships, memberships.c.id, memberships.c.unit_id, cells, where, memberships.c.person_id)]


_ENDS: Final = ("MATURED", "STRUCK_OFF", "EXPELLED", "WITHDRAWN", "DECEASED")


def _composition(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    flags = ("away", "temp_elsewhere", "extended_after_30")
    cells = {
        "members": true(),
        **_standing(),
        **_learning(),
        **_aged(period.last),
        "religious": people.c.religion > 0,
        **{flag: people.c.flags.contains([flag]) for flag in flags},
    }
    source = memberships.join(people, people.c.id == memberships.c.person_id)
    return [Facts(source, memberships.c.id, memberships.c.unit_id, cells, _on(period.last), memberships.c.person_id)]


def _standing() -> dict[str, ColumnElement[bool]]:
    return {
        "female": people.c.sex == "female",
        "minority": and_(people.c.ethnicity > 1, people.c.ethnicity < 55),
        "party": people.c.party_join_on.is_not(None),
    }


def _learning() -> dict[str, ColumnElement[bool]]:
    level, theory = people.c.professional_level, people.c.political_theory
    return {
        "UNTRAINED": level == "CHUA_DAO_TAO",
        "VOCATIONAL": level.in_(("SO_CAP", "TRUNG_CAP")),
        "COLLEGE": level == "CAO_DANG",
        "UNIVERSITY": level == "DAI_HOC",
        "POSTGRADUATE": level.in_(("THAC_SI", "TIEN_SI")),
        "SO_CAP": theory == "SO_CAP",
        "TRUNG_CAP": theory == "TRUNG_CAP",
        "CAO_CAP": theory.in_(("CAO_CAP", "CU_NHAN")),
    }


def _aged(day: date) -> dict[str, ColumnElement[bool]]:
    """Bands of whole years on the day: each reaches to its limit, that year with it."""
    codes = [code for code, _ in domain.AGES]
    oldest = [years_before(day, limit + 1) for limit in domain.AGE_LIMITS]
    born = people.c.born_on
    bands: dict[str, ColumnElement[bool]] = {codes[0]: born > oldest[0], codes[-1]: born <= oldest[-1]}
    for place, code in enumerate(codes[1:-1], start=1):
        bands[code] = and_(born <= oldest[place - 1], born > oldest[place])
    return bands | {"AGE_UNKNOWN": born.is_(None)}


# ---------------------------------------------------------------- officers


def _held(day: date) -> tuple[ColumnElement[bool], ...]:
    return positions.c.from_on <= day, func.coalesce(positions.c.until, day) >= day


def _officers(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    code = positions.c.code
    codes = {"UBKT": ("CN_UBKT", "PCN_UBKT", "UV_UBKT"), "STAFF": ("TRUONG_BAN", "PHO_BAN", "CHUYEN_VIEN")}
    at = units.alias("at")
    cells = {
        "offices": true(),
        **{f"at_{level}": at.c.level == level for level, _ in domain.OFFICE_LEVELS},
        **{f"as_{name}": code.in_(codes.get(name, (name,))) for name, _ in domain.OFFICE_CODES},
        **_standing(),
        **_learning(),
        **_aged(period.last),
    }
    source = positions.join(people, people.c.id == positions.c.person_id).join(at, at.c.id == positions.c.unit_id)
    where = _held(period.last)
    return [Facts(source, positions.c.id, positions.c.unit_id, cells, where, positions.c.person_id, cast(code, Text))]


# ---------------------------------------------------------------- lines of cases


def _said(key: str, table: Any = record_lines) -> ColumnElement[str]:
    said: ColumnElement[str] = table.c.data.op("->>")(key)
    return said


def _place() -> ColumnElement[UUID]:
    """The chapter of the person at the time; where the line does not know it, that of today."""
    today = select(people.c.unit_id).where(people.c.id == record_lines.c.person_id).scalar_subquery()
    return func.coalesce(record_lines.c.unit_id, today)


def _standing_lines(process: str, *where: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    return record_lines.c.process == process, record_lines.c.revoked_on.is_(None), *where


def _in(period: Period, table: Any = record_lines) -> ColumnElement[bool]:
    inside: ColumnElement[bool] = table.c.happened_on.between(period.first, period.last)
    return inside


def _last_of_year(process: str, year: int, *said: str) -> Any:
    """Of each person the last line of the year, with what it says."""
    columns = (record_lines.c.id, record_lines.c.person_id, _place().label("place"))
    found = select(*columns, *(_said(key).label(key) for key in said)).ext(distinct_on(record_lines.c.person_id))
    where = _standing_lines(process, _said("year") == str(year))
    order = (record_lines.c.person_id, record_lines.c.happened_on.desc(), record_lines.c.id.desc())
    return found.where(*where).order_by(*order).subquery("line")


def _ratings(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    line = _last_of_year("evaluation", period.year, "rating")
    rated = {code: line.c.rating == code for code, _ in domain.RATINGS}
    people_rated = Facts(line, line.c.id, line.c.place, rated, (), line.c.person_id)
    return [_members(period), people_rated, _unit_ratings(period.year)]


def _unit_ratings(year: int) -> Facts:
    found = (
        select(unit_records.c.id, unit_records.c.unit_id, _said("rating", unit_records).label("rating"), units.c.level)
        .join(units, units.c.id == unit_records.c.unit_id)
        .ext(distinct_on(unit_records.c.unit_id))
        .where(
            unit_records.c.process == "evaluation",
            unit_records.c.revoked_on.is_(None),
            _said("year", unit_records) == str(year),
        )
        .order_by(unit_records.c.unit_id, unit_records.c.happened_on.desc(), unit_records.c.id.desc())
        .subquery("rated_unit")
    )
    levels = {"chapter_": "CHAPTER", "grassroots_": "GRASSROOTS"}
    cells = {
        f"{prefix}{code}": and_(found.c.level == level, found.c.rating == code)
        for prefix, level in levels.items()
        for code, _ in domain.RATINGS
    }
    return Facts(found, found.c.id, found.c.unit_id, cells)


def _training(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    line = _last_of_year("training", period.year, "stage", "result")
    cells = {"registered": true(), **{code: line.c.result == code for code in ("DAT", "CHUA_DAT")}}
    return [_members(period), Facts(line, line.c.id, line.c.place, cells, (), line.c.person_id)]


def _party(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    """Each step of a person once in the period, where they were at the first of them."""
    stage = _said("stage")
    line = (
        select(record_lines.c.id, record_lines.c.person_id, _place().label("place"), stage.label("stage"))
        .ext(distinct_on(record_lines.c.person_id, stage))
        .where(*_standing_lines("outstanding", _in(period)))
        .order_by(record_lines.c.person_id, stage, record_lines.c.happened_on, record_lines.c.id)
        .subquery("line")
    )
    cells = {code: line.c.stage == code for code, _ in domain.PARTY_STAGES}
    return [Facts(line, line.c.id, line.c.place, cells, (), line.c.person_id)]


def _awards(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    is_many = func.coalesce(_said("is_collective"), "false") == "true"
    levels = [code for code, _ in domain.AWARD_LEVELS]
    cells: dict[str, ColumnElement[bool]] = {}
    for level in levels:
        cells[f"one_{level}"] = and_(_said("level") == level, ~is_many)
        cells[f"many_{level}"] = and_(_said("level") == level, is_many)
    where = _standing_lines("award", _in(period))
    people_rewarded = Facts(
        record_lines, record_lines.c.id, _place(), cells, where, record_lines.c.person_id, record_lines.c.title
    )
    many = {f"many_{level}": _said("level", unit_records) == level for level in levels}
    where = (unit_records.c.process == "award", unit_records.c.revoked_on.is_(None), _in(period, unit_records))
    return [people_rewarded, Facts(unit_records, unit_records.c.id, unit_records.c.unit_id, many, where)]


def award_forms(period: Period) -> list[Facts]:
    """Awards of people and of units in the period; `detail` is what people call the form, the one cell its code."""
    found = []
    for table, unit in ((record_lines, _place()), (unit_records, unit_records.c.unit_id)):
        form, titled = _said("form", table), _said("form_title", table)
        where = (table.c.process == "award", table.c.revoked_on.is_(None), _in(period, table), form.is_not(None))
        found.append(Facts(table, form, unit, {}, where, None, titled))
    return found


def with_forms(facts: list[Facts], forms: list[str]) -> list[Facts]:
    """The same awards, of people and of units, counted by form as well."""
    people_rewarded, units_rewarded = facts
    own = {f"form:{form}": _said("form") == form for form in forms}
    theirs = {f"form:{form}": _said("form", unit_records) == form for form in forms}
    return [
        _with_cells(people_rewarded, own),
        _with_cells(units_rewarded, theirs),
    ]


def _with_cells(facts: Facts, more: Cells) -> Facts:
    return Facts(
        facts.source, facts.key, facts.unit, {**facts.cells, **more}, facts.where, facts.person, facts.detail
    )  # fmt: skip


def _discipline(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    """Counts alone: the lines stay with those who may see them."""
    stage = _said("stage")
    decided = stage == "DECIDED"
    is_officer = func.coalesce(_said("is_officer"), "false") == "true"
    has_form = _said("form").in_([code for code, _ in domain.DISCIPLINE_FORMS])
    answered = {code: _said("outcome") == code for code in ("UPHELD", "CHANGED", "ANNULLED")}
    cells = {
        **{code: and_(decided, _said("form") == code) for code, _ in domain.DISCIPLINE_FORMS},
        "officers": and_(decided, has_form, is_officer),
        "ordinary": and_(decided, has_form, ~is_officer),
        **{code: stage == code for code in ("SUSPENDED", "PROGRESS", "COMPLAINED")},
        **answered,
    }
    where = _standing_lines("discipline", _in(period))
    return [Facts(record_lines, record_lines.c.id, _place(), cells, where)]


# ---------------------------------------------------------------- away from home


def _open(day: date) -> ColumnElement[bool]:
    link = secondary_memberships.c
    return and_(link.from_on <= day, or_(link.ended_on.is_(None), link.ended_on > day))


def _away(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    day, link = period.last, secondary_memberships.c
    abroad = exists().where(
        record_lines.c.case_id == link.case_id,
        record_lines.c.process == "away",
        record_lines.c.revoked_on.is_(None),
        _said("destination_kind") == "ABROAD",
    )
    late = link.until < day

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
    at_home = Facts(source, memberships.c.id, memberships.c.unit_id, cells, _on(day), memberships.c.person_id)
    hosted = {"HOST_TEMP": link.kind == "TEMP", "HOST_RESIDENCE": link.kind == "RESIDENCE"}
    guests = Facts(
        secondary_memberships, link.id, link.host_unit_id, hosted, (_open(day), link.host_unit_id.is_not(None)), link.person_id
    )  # fmt: skip
    return [at_home, guests]


_SOURCES: Final[Mapping[str, Callable[[Period, Mapping[str, Any]], list[Facts]]]] = {
    "BM-01": _units,
    "BM-02": _movement,
    "BM-03": _composition,
    "BM-04": _officers,
    "BM-05": _ratings,
    "BM-06": _training,
    "BM-07": _party,
    "BM-08": _awards,
    "BM-09": _discipline,
    "BM-12": _away,
}
