"""Units, members and officers as reports count them: as they stood on a day, and how members came and went."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, Text, and_, cast, exists, func, or_, select, true

from services.contracts.titles import ENGAGEMENTS
from services.members.committee_tables import unit_terms
from services.members.domain.lists import CATEGORIES
from services.members.figures import reports
from services.members.figures.domain import Period
from services.members.figures.facts import Facts
from services.members.queries.members import years_before
from services.members.tables import memberships, people, positions, units

# ---------------------------------------------------------------- units


def units_then(period: Period, rules: Mapping[str, Any]) -> list[Facts]:
    opened, closed = units.c.opened_on, units.c.closed_on
    stands = and_(func.coalesce(opened, period.last) <= period.last, or_(closed.is_(None), closed > period.last))
    ended = closed.between(period.first, period.last)
    living = select(func.count()).select_from(memberships).where(
        memberships.c.unit_id == units.c.id, *on_day(period.last)
    )  # fmt: skip
    smallest = int(rules.get("chapter_min_members", 3))
    last_day = func.coalesce(unit_terms.c.until, cast("infinity", Date))
    terms = select(func.max(last_day)).where(unit_terms.c.unit_id == units.c.id).scalar_subquery()
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


def on_day(day: date) -> tuple[ColumnElement[bool], ...]:
    return memberships.c.superseded_at.is_(None), memberships.c.valid.op("@>", is_comparison=True)(day)


def members(period: Period) -> Facts:
    """Whoever is a member on the last day."""
    return Facts(
        memberships,
        memberships.c.id,
        memberships.c.unit_id,
        {"members": true()},
        on_day(period.last),
        memberships.c.person_id,
    )


def movement(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    valid, why, ended_as = memberships.c.valid, memberships.c.why, memberships.c.ended_as
    stands = memberships.c.superseded_at.is_(None)
    # Whoever left on the day of coming has no day of membership, and came and left all the same.
    at_once = and_(memberships.c.superseded_at.is_not(None), ended_as.is_not(None), func.upper_inf(valid))
    begins = func.lower(valid).between(period.first, period.last)
    ends = or_(and_(stands, func.upper(valid).between(period.first, period.last)), and_(at_once, begins))
    before = memberships.alias("before")
    was_member = exists().where(
        before.c.person_id == memberships.c.person_id,
        before.c.bond_id != memberships.c.bond_id,
        before.c.superseded_at.is_(None),
        func.lower(before.c.valid) < func.lower(valid),
    )
    is_new = why.in_(("import", "seed"))
    cells = {
        "opening": and_(stands, valid.op("@>", is_comparison=True)(period.first - timedelta(days=1))),
        "entered": and_(begins, is_new),
        "admitted": and_(begins, why == "admit", ~was_member),
        "readmitted": and_(begins, why == "admit", was_member),
        "restored": and_(begins, why == "restore"),
        "moved_in": and_(begins, why.not_in(("import", "seed", "admit", "restore"))),
        "moved_out": and_(ends, ended_as.is_(None)),
        "left_province": and_(ends, ended_as == "TRANSFERRED_EXTERNAL"),
        **{code: and_(ends, ended_as == code) for code in _ENDS},
        "ended": and_(ends, ended_as.not_in(("TRANSFERRED_EXTERNAL", *_ENDS))),
        "closing": and_(stands, valid.op("@>", is_comparison=True)(period.last)),
    }
    touched = valid.op("&&", is_comparison=True)(func.daterange(period.first - timedelta(days=1), period.last, "[]"))
    where = (touched, or_(stands, and_(at_once, begins)))
    return [Facts(memberships, memberships.c.id, memberships.c.unit_id, cells, where, memberships.c.person_id)]


_ENDS: Final = ("MATURED", "STRUCK_OFF", "EXPELLED", "WITHDRAWN", "DECEASED")


def composition(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    flags = ("away", "temp_elsewhere", "extended_after_30")
    cells = {
        "members": true(),
        **_standing(),
        **_learning(),
        **_aged(period.last),
        "religious": people.c.religion > 0,
        **{f"category_{each.code}": people.c.member_category == each.code for each in CATEGORIES},
        "category_unknown": people.c.member_category.is_(None),
        **{flag: people.c.flags.contains([flag]) for flag in flags},
    }
    source = memberships.join(people, people.c.id == memberships.c.person_id)
    return [Facts(source, memberships.c.id, memberships.c.unit_id, cells, on_day(period.last), memberships.c.person_id)]


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
    codes = [code for code, _ in reports.AGES]
    oldest = [years_before(day, limit + 1) for limit in reports.AGE_LIMITS]
    born = people.c.born_on
    bands: dict[str, ColumnElement[bool]] = {codes[0]: born > oldest[0], codes[-1]: born <= oldest[-1]}
    for place, code in enumerate(codes[1:-1], start=1):
        bands[code] = and_(born <= oldest[place - 1], born > oldest[place])
    return bands | {"AGE_UNKNOWN": born.is_(None)}


# ---------------------------------------------------------------- officers


def _held(day: date) -> tuple[ColumnElement[bool], ...]:
    return positions.c.from_on <= day, func.coalesce(positions.c.until, day) >= day


def officers(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    code = positions.c.code
    codes = {"UBKT": ("CN_UBKT", "PCN_UBKT", "UV_UBKT"), "STAFF": ("TRUONG_BAN", "PHO_BAN", "CHUYEN_VIEN")}
    at = units.alias("at")
    cells = {
        "offices": true(),
        **{f"at_{level}": at.c.level == level for level, _ in reports.OFFICE_LEVELS},
        **{f"as_{name}": code.in_(codes.get(name, (name,))) for name, _ in reports.OFFICE_CODES},
        **{code: positions.c.engagement == code for code in ENGAGEMENTS},
        "ENGAGEMENT_UNKNOWN": positions.c.engagement.is_(None),
        **_standing(),
        **_learning(),
        **_aged(period.last),
    }
    source = positions.join(people, people.c.id == positions.c.person_id).join(at, at.c.id == positions.c.unit_id)
    where = _held(period.last)
    return [Facts(source, positions.c.id, positions.c.unit_id, cells, where, positions.c.person_id, cast(code, Text))]
