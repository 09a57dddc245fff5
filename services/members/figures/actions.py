"""Reports: figures of a unit and of those below it, the people behind them, and the workbook of the whole branch."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.kit import jobs, sheets
from services.kit.faults import NotFound
from services.kit.policy import Subject, is_allowed, require
from services.members.actions.units import reference, tops
from services.members.domain.units import Unit, label
from services.members.figures import counting, domain, fee_counts, line_facts, reports, sources
from services.members.figures.counting import OWN, Branch
from services.members.figures.domain import Column, Period, Report
from services.members.figures.facts import Facts
from services.members.policy import POLICY, READERS
from services.members.store import Tx

FORMS = 30
"""At most so many forms of award have columns of their own."""
BATCH = 1000


def list_reports(tx: Tx) -> dict[str, Any]:
    """The reports there are, and the unit that they open with."""
    unit = reportable_unit(tx, None, "report.view")
    told = [(report.code, report.title, report.about) for report in reports.REPORTS.values()]
    listed = [{"code": code, "title": title, "about": about} for code, title, about in sorted([*told, reports.FEES])]
    return {"items": listed, "unit": reference(unit)}


def reportable_unit(tx: Tx, unit_id: UUID | None, action: str) -> Unit:
    """The unit, or that of the asker's first office. Raises NotFound("unit-unknown") outside their scope, Denied without one."""
    wanted = unit_id
    if wanted is None:
        own = tops(tx)
        wanted = min(own, key=lambda one: (tx.tree.paths((one,))[one].count("."), str(one)), default=None)
    if wanted is None:
        require(POLICY, tx, action, of=Subject())
        raise NotFound("unit-unknown")
    unit = tx.units.get(wanted)
    if not is_allowed(POLICY, tx, action, of=Subject(unit.id)):
        if unit_id is None or not tx.actor.unit_ids(*READERS, on=tx.today):
            require(POLICY, tx, action, of=Subject(unit.id))
        raise NotFound("unit-unknown")
    return unit


# ---------------------------------------------------------------- one report


def figures_of(tx: Tx, unit: Unit, *, code: str, days: Period) -> dict[str, Any]:
    """The report of the unit as it stands: columns, a row for each unit directly below and for its own, and their sum."""
    return view_of(counted(tx, unit, code=code, days=days))


@dataclass(frozen=True)
class Live:
    """What the registry counts for a report. by_child: label of the unit directly below (OWN for the unit itself) → counts."""

    report: Report
    unit: Unit
    days: Period
    children: list[Branch]
    by_child: Mapping[str, Counter[str]]
    whole: Counter[str]


def counted(tx: Tx, unit: Unit, *, code: str, days: Period) -> Live:
    """The figures of the unit and of each unit directly below it; those of fees are the ledger's."""
    if code == reports.FEES[0]:
        by_child, whole = fee_counts.by_child(tx, unit, days)
        return Live(reports.submitted_of(code), unit, days, counting.children(tx, unit.id), by_child, whole)
    report, asked = _asked(tx, code, days, unit.path)
    by_child = counting.by_child(tx, asked, unit.path)
    return Live(report, unit, days, counting.children(tx, unit.id), by_child, domain.sum_of(by_child.values()))


def view_of(live: Live) -> dict[str, Any]:
    """The figures as a reply says them."""
    rows = [row_of(live.report, *place) for place in placed(live)]
    return framed(live.report, live.unit, live.days) | {
        "rows": rows,
        "total": domain.completed(live.report.columns, live.whole),
    }


def framed(report: Report, unit: Unit, days: Period) -> dict[str, Any]:
    """A report without its figures."""
    return {
        **{"code": report.code, "title": report.title, "about": report.about, "by_period": report.by_period},
        "unit": reference(unit),
        **{"year": days.year, "since": days.first, "on": days.last},
        "columns": [_column(column) for column in report.columns],
    }


def _asked(tx: Tx, code: str, days: Period, path: str) -> tuple[Report, list[Facts]]:
    """The report with its columns, and what it counts. Awards have a column for each form that was given."""
    report = reports.report_of(code)
    asked = sources.of(code, days, tx.rules.on(days.last).values)
    if code != "BM-08":
        return report, asked
    given = counting.forms(tx, line_facts.award_forms(days), path, limit=FORMS)
    columns = [Column(f"form:{form}", title, "Hình thức", is_named=False) for form, title in given]
    return report.wider(columns), line_facts.with_forms(asked, [form for form, _ in given])


def _column(column: Column) -> dict[str, Any]:
    named = {name: getattr(column, name) for name in ("code", "title", "group", "is_named")}
    return named | {"is_share": column.share is not None, "is_named": column.is_named and column.share is None}


def placed(live: Live) -> Iterator[tuple[Branch | None, str, Counter[str]]]:
    """Each row: the unit directly below (None for what the unit has of its own), its title, its counts."""
    for child in live.children:
        own = live.by_child.get(label(child.id), Counter())
        if own or not child.is_closed:
            yield child, child.name, own
    if OWN in live.by_child:
        yield None, f"Trực tiếp tại {live.unit.name}", live.by_child[OWN]


def row_of(report: Report, child: Branch | None, title: str, counts: Mapping[str, int]) -> dict[str, Any]:
    """One row of a report."""
    return {
        "unit": child and {"id": child.id, "name": child.name, "level": child.level},
        "title": title,
        "is_closed": child is not None and child.is_closed,
        "figures": domain.completed(report.columns, counts),
    }


# ---------------------------------------------------------------- the workbook


def export_report(
    tx: Tx, *, code: str, unit_id: UUID | None, year: int | None, since: date | None, on: date | None
) -> dict[str, Any]:
    """A job writes a line for every unit of the branch."""
    unit = reportable_unit(tx, unit_id, "report.export")
    days = domain.period(today=tx.today, year=year, since=since, on=on)
    reports.report_of(code)
    asked = {"code": code, "unit_id": unit.id, "year": days.year, "since": days.first, "on": days.last}
    job_id = tx.start_job("export_report", asked, total=len(counting.subtree(tx, unit.path)))
    tx.record("report.export", subject_id=job_id, unit_id=unit.id, after=asked)
    return jobs.read(tx, job_id)


def run_export(job: Any) -> dict[str, Any]:
    """The file lies in the store and the job names it."""
    asked = job.params
    days = Period(asked["year"], date.fromisoformat(asked["since"]), date.fromisoformat(asked["on"]))
    with job.transaction() as tx:
        unit = reportable_unit(tx, UUID(asked["unit_id"]), "report.export")
        report, counted_facts = _asked(tx, asked["code"], days, unit.path)
        counted = counting.by_unit(tx, counted_facts, unit.path)
        lines = list(_lines(report, unit.path, counting.subtree(tx, unit.path), counted))
    titles = ["Đơn vị", *(domain.full_title(column.group, column.title) for column in report.columns)]
    batches = [lines[start : start + BATCH] for start in range(0, len(lines), BATCH)]
    return sheets.export(job, batches, titles=titles, what="đơn vị", name=report.code.lower())


def _lines(
    report: Report, path: str, branches: list[Branch], counted: Mapping[str, Counter[str]]
) -> Iterator[list[str]]:
    """Units in the order of the tree, each before those below it, further in the deeper they stand."""
    sums = _summed(path, counted)
    below: dict[UUID | None, list[Branch]] = {}
    for branch in branches:
        below.setdefault(None if branch.path == path else branch.parent_id, []).append(branch)
    waiting = list(reversed(below[None]))
    while waiting:
        branch = waiting.pop()
        own = sums.get(branch.path, Counter())
        if own or not branch.is_closed:
            figures = domain.completed(report.columns, own)
            yield ["  " * (branch.path.count(".") - path.count(".")) + branch.name, *map(text_of, figures.values())]
        waiting.extend(reversed(below.get(branch.id, [])))


def _summed(path: str, counted: Mapping[str, Counter[str]]) -> dict[str, Counter[str]]:
    """What every unit has with all below it."""
    sums: dict[str, Counter[str]] = {}
    for place, own in counted.items():
        while True:
            sums.setdefault(place, Counter()).update(own)
            if place == path:
                break
            place = place.rpartition(".")[0]
    return sums


def text_of(figure: int | float | None) -> str:
    """A figure as a workbook shows it."""
    return "" if figure is None else f"{figure}".replace(".", ",")
