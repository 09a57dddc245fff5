"""Discipline as BM-09 counts it, of people and of units: counts alone, the lines stay with those who may see them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, func, or_, select, true
from sqlalchemy.dialects.postgresql import distinct_on

from services.contracts.titles import DISCIPLINE_FORMS, UNIT_DISCIPLINE_FORMS
from services.members.cases.tables import record_lines, unit_records
from services.members.figures.domain import Period
from services.members.figures.facts import Cells, Facts
from services.members.figures.line_facts import in_period, latest, line_value, place

ANSWERS = ("UPHELD", "CHANGED", "ANNULLED")


def discipline(period: Period, _rules: Mapping[str, Any]) -> list[Facts]:
    """Of people and of units, each in columns of its own; a complaint is one whoever complained."""
    units = {f"unit_{form}": form for form in UNIT_DISCIPLINE_FORMS}
    return [
        _decisions(period, record_lines, {form: form for form in DISCIPLINE_FORMS}, by_whom=True),
        _decisions(period, unit_records, units, by_whom=False),
        _once(period, "SUSPENDED"),
        _once(period, "PROGRESS"),
        _answers(period, record_lines, {}),
        _answers(period, unit_records, {"unit_COMPLAINED": true()}),
    ]


def _unit_of(table: Table) -> ColumnElement[Any]:
    return place() if table is record_lines else table.c.unit_id


def _of_discipline(table: Table, *stages: str) -> tuple[ColumnElement[bool], ...]:
    return table.c.process == "discipline", line_value("stage", table).in_(stages)


def _earliest(table: Table) -> tuple[ColumnElement[Any], ...]:
    line = table.c
    return line.happened_on, func.length(line.stage), line.stage, line.id


def _stood(table: Table, day: date) -> ColumnElement[bool]:
    """The line had come by the day and had not been struck by then."""
    line = table.c
    return and_(line.happened_on <= day, or_(line.revoked_on.is_(None), line.revoked_on > day))


def _one_a_case(
    table: Table, *columns: ColumnElement[Any], where: tuple[ColumnElement[bool], ...], last: bool = False
) -> Any:
    """Of each case its first line, or its last."""
    found = select(table.c.case_id, *columns).ext(distinct_on(table.c.case_id)).where(*where)
    return found.order_by(table.c.case_id, *(latest(table) if last else _earliest(table))).subquery()


def _decisions(period: Period, table: Table, forms: Mapping[str, str], *, by_whom: bool) -> Facts:
    """Decisions of the period in the form that stood on its last day: a complaint may have made it lighter, or lifted it.

    forms: column → form of discipline.
    """
    is_changed = or_(line_value("stage", table) == "DECIDED", line_value("outcome", table) == "CHANGED")
    decided = _one_a_case(
        table, table.c.happened_on, _unit_of(table).label("place"), where=_of_discipline(table, "DECIDED")
    )  # fmt: skip
    standing = _one_a_case(
        table,
        line_value("form", table).label("form"),
        func.coalesce(line_value("is_officer", table), "false").label("is_officer"),
        where=(*_of_discipline(table, "DECIDED", "COMPLAINED"), is_changed, _stood(table, period.last)),
        last=True,
    )
    cells = {column: standing.c.form == form for column, form in forms.items()}
    if by_whom:
        has_form = standing.c.form.in_(list(forms.values()))
        cells |= {
            "officers": and_(has_form, standing.c.is_officer == "true"),
            "ordinary": and_(has_form, standing.c.is_officer != "true"),
        }
    source = decided.join(standing, standing.c.case_id == decided.c.case_id)
    inside = decided.c.happened_on.between(period.first, period.last)
    return Facts(source, decided.c.case_id, decided.c.place, cells, (inside,))


def _once(period: Period, stage: str) -> Facts:
    """What cases about people came to in the period, once a case: a suspension that is prolonged and lifted is one."""
    columns = (record_lines.c.happened_on, place().label("place"))
    where = (*_of_discipline(record_lines, stage), _stood(record_lines, period.last))
    first = _one_a_case(record_lines, *columns, where=where)
    inside = first.c.happened_on.between(period.first, period.last)
    return Facts(first, first.c.case_id, first.c.place, {stage: true()}, (inside,))


def _answers(period: Period, table: Table, more: Cells) -> Facts:
    """Complaints that were answered: that they were stays so, whatever a later answer did to the decision."""
    answered = {code: line_value("outcome", table) == code for code in ANSWERS}
    where = (*_of_discipline(table, "COMPLAINED"), in_period(period, table))
    return Facts(table, table.c.id, _unit_of(table), {"COMPLAINED": true(), **answered, **more}, where)
