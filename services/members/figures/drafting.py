"""What a unit would submit: the registry's own count, or what is accepted of the units below, with what an officer has set by hand."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from services.contracts.report_drafts import BASES
from services.contracts.report_submissions import STATES
from services.kit.policy import Subject, is_allowed
from services.members.domain.units import Unit, label
from services.members.figures import composing, domain, periods, submissions
from services.members.figures.actions import Live, framed, placed, row_of
from services.members.figures.composing import Piece
from services.members.figures.counting import Branch
from services.members.figures.domain import Column, Period, Report, full_title
from services.members.figures.periods import ReportPeriod
from services.members.figures.submissions import Asked
from services.members.policy import POLICY
from services.members.queries import units as queries
from services.members.store import Tx

Number = int | float | None
MOST_DIFFERENT: Final = 5
"""At most so many units are told that differ in a figure."""


@dataclass(frozen=True)
class Waiting:
    """A part of the period of which a unit directly below has nothing accepted."""

    branch: Branch
    period: ReportPeriod
    state: str
    submission_id: UUID | None


@dataclass(frozen=True)
class Draft:
    """What would be submitted. counts: as reckoned, before what is set by hand (`set`). carried: what of them corrects the period
    before. accepted: keys of the snapshots used."""

    asked: Asked
    live: Live
    report: Report
    pieces: tuple[Piece, ...]
    waiting: Mapping[UUID, tuple[Waiting, ...]]
    counts: Counter[str]
    carried: Counter[str]
    accepted: tuple[UUID, ...]
    set: Mapping[str, Row[Any]]
    by: Mapping[UUID, dict[str, Any]]

    @property
    def basis(self) -> str:
        return "CHILDREN" if self.pieces and not self.waiting else "REGISTRY"

    @property
    def final(self) -> Counter[str]:
        """What would be submitted, with what is set by hand."""
        return Counter({**self.counts, **{code: row.value for code, row in self.set.items()}})

    @cached_property
    def total(self) -> dict[str, int | float | None]:
        return domain.completed(self.report.columns, self.final)

    @property
    def mark(self) -> str:
        """Changes with what is accepted below and with what is set by hand."""
        said = [self.basis, *map(str, self.accepted), *(f"{code} {row.set_at}" for code, row in self.set.items())]
        return hashlib.sha256("|".join(said).encode()).hexdigest()[:16]


def asked_of(tx: Tx, unit: Unit, period: ReportPeriod) -> Asked:
    """The unit and the period under the rules of today."""
    rules = tx.rules.on(tx.today).values
    since = periods.waited_from(tx.submissions.known_on(unit.id), rules)
    return Asked(unit, period, rules, tx.today, since)


def days_of(asked: Asked) -> Period:
    """The days that are counted: those of the period, up to today where it may be submitted before its end."""
    period = asked.period
    return Period(period.first.year, period.first, min(period.last, asked.today))


# ---------------------------------------------------------------- what it comes to


def drafted(tx: Tx, asked: Asked, live: Live) -> Draft:
    """The draft of the report that was counted."""
    expected = dict(_expected(asked, live.children))
    code, period = live.report.code, asked.period.code
    kept = _load_submitted(tx, asked, live.report, expected)
    made = [_piece(asked, live, branch, parts, kept[branch.id]) for branch, parts in expected.items()]
    pieces = tuple(piece for piece, _, _ in made)
    waiting = {piece.unit_id: open_parts for piece, open_parts, _ in made if open_parts}
    report = live.report.wider(_forms(live.report, [row for rows in kept.values() for row in rows]))
    reckoned = composing.composed(report, pieces, whole=live.whole) if pieces and not waiting else live.whole
    counts = composing.carried(report, reckoned, closed_with=_closed_with(asked, report, kept[asked.unit.id]))
    shown = {column.code for column in report.columns}
    there = tx.submissions.overrides(asked.unit.id, code, period) if pieces else {}
    set_by_hand = {figure: row for figure, row in there.items() if figure in shown}
    keys = {row.set_by for row in set_by_hand.values() if row.set_by is not None}
    return Draft(
        asked=asked,
        live=live,
        report=composing.corrected(
            report, [counts, *(_fill_from_registry(piece.accepted or {}, Counter()) for piece in pieces)]
        ),
        pieces=pieces,
        waiting=waiting,
        counts=counts,
        carried=Counter({each: counts[each] - reckoned[each] for each in counts if counts[each] != reckoned[each]}),
        accepted=tuple(sorted((key for _, _, used in made for key in used), key=str)),
        set=set_by_hand,
        by=queries.named(tx, keys) if keys else {},
    )


def _expected(asked: Asked, children: Iterable[Branch]) -> Iterator[tuple[Branch, tuple[ReportPeriod, ...]]]:
    """Units directly below that report on the period or on parts of it, with those that they were there for."""
    for child in children:
        told = periods.parts(periods.kinds_of(child.level, asked.rules), asked.period)
        parts = tuple(part for part in told if child.opened_on is None or child.opened_on <= part.last)
        if parts and not child.is_closed:
            yield child, parts


def _load_submitted(
    tx: Tx, asked: Asked, report: Report, expected: Mapping[Branch, Sequence[ReportPeriod]]
) -> dict[UUID, list[Row[Any]]]:
    """Unit → what it submitted; with them the unit's own report of the period before, for what has changed since."""
    found: dict[UUID, list[Row[Any]]] = defaultdict(list)
    codes = {part.code for parts in expected.values() for part in parts}
    wanted = [branch.id for branch in expected]
    if report.stock:
        wanted.append(asked.unit.id)
        codes.add(periods.before(asked.period).code)
    for row in tx.submissions.totals(wanted, codes, report.code) if wanted else ():
        found[row.unit_id].append(row)
    return found


def _closed_with(asked: Asked, report: Report, rows: Sequence[Row[Any]]) -> int | None:
    """With how many the period before ended, as it was accepted."""
    earlier = periods.before(asked.period).code
    accepted = next((row for row in rows if row.period == earlier and row.accepted_at is not None), None)
    return int(accepted.total[report.stock[1]]) if accepted is not None and report.stock else None


def _piece(
    asked: Asked, live: Live, branch: Branch, parts: Sequence[ReportPeriod], rows: Sequence[Row[Any]]
) -> tuple[Piece, tuple[Waiting, ...], list[UUID]]:
    """The unit below, what of it is open, and which snapshots are used."""
    by_period = {part.code: [row for row in rows if row.period == part.code] for part in parts}
    there = [next((row for row in by_period[part.code] if row.accepted_at is not None), None) for part in parts]
    accepted = [row for row in there if row is not None]
    is_whole = len(accepted) == len(parts)
    piece = Piece(
        branch.id,
        branch.name,
        branch.level,
        live.by_child.get(label(branch.id), Counter()),
        composing.over_time(live.report, [row.total for row in accepted]) if is_whole else None,
    )
    open_parts = tuple(
        _waiting(asked, branch, part, by_period[part.code])
        for part, row in zip(parts, there, strict=True)
        if row is None
    )
    return piece, open_parts, [row.id for row in accepted] if is_whole else []


def _waiting(asked: Asked, branch: Branch, part: ReportPeriod, rows: Sequence[Row[Any]]) -> Waiting:
    kept = [row for row in rows if row.returned_at is None]
    due_on = submissions.due_on(asked, branch.level, part, known_on=branch.known_on)
    state = submissions.state_of(kept, wanted=1, is_returned=bool(rows), due_on=due_on, today=asked.today)
    return Waiting(branch, part, state, next((row.id for row in kept or rows), None))


def _forms(report: Report, rows: Iterable[Row[Any]]) -> list[Column]:
    """Columns that snapshots have besides those of the report: forms of award that were given below."""
    known = {column.code for column in report.columns} | {composing.UP, composing.DOWN}
    found: dict[str, Column] = {}
    for row in rows:
        for column in row.columns:
            if column["code"] not in known and column["code"].startswith("form:"):
                found[column["code"]] = Column(column["code"], column["title"], column["group"], is_named=False)
    return list(found.values())


def _fill_from_registry(accepted: Mapping[str, int | None], registry: Counter[str]) -> Counter[str]:
    """What a unit below says; where its parts say nothing of the whole, what the registry counts."""
    return Counter({code: registry[code] if number is None else number for code, number in accepted.items()})


# ---------------------------------------------------------------- as it is kept


def snapshot(draft: Draft) -> dict[str, Any]:
    """The report as it is locked: figures, where they come from, and what was set by hand."""
    return framed(draft.report, draft.asked.unit, draft.live.days) | {
        "rows": list(_rows(draft)),
        "total": draft.total,
        "basis": draft.basis,
        "basis_title": BASES[draft.basis],
        "waiting": [piece.name for piece in draft.pieces if piece.unit_id in draft.waiting],
        "overrides": [override(draft, code) for code in draft.set],
    }


def _rows(draft: Draft) -> Iterator[dict[str, Any]]:
    said = {piece.unit_id: piece for piece in draft.pieces} if draft.basis == "CHILDREN" else {}
    for child, title, counts in placed(draft.live):
        piece = said.get(child.id) if child else None
        if piece is not None:
            yield row_of(draft.report, child, title, _fill_from_registry(piece.accepted or {}, piece.registry))
        else:
            yield row_of(draft.report, child, title, counts)
    if draft.carried:
        yield row_of(draft.report, None, "Sửa số kỳ trước", draft.carried)


def override(draft: Draft, code: str) -> dict[str, Any]:
    """A figure that was set by hand, beside what it was reckoned to be."""
    row = draft.set[code]
    return {
        "figure": code,
        "title": next((full_title(each.group, each.title) for each in draft.report.columns if each.code == code), code),
        **{"reckoned": draft.counts[code], "value": row.value, "reason": row.reason},
        **{"by": draft.by.get(row.set_by), "at": row.set_at},
    }


# ---------------------------------------------------------------- as it is shown


def view(tx: Tx, draft: Draft) -> dict[str, Any]:
    """The draft for the unit's own page."""
    may_set = bool(draft.pieces) and is_allowed(POLICY, tx, "report.submit", of=Subject(draft.asked.unit.id))
    done = len(draft.pieces) - len(draft.waiting)
    return {
        **{"period": draft.asked.period.code, "basis": draft.basis, "basis_title": BASES[draft.basis]},
        **{"expected": len(draft.pieces), "accepted": done},
        "waiting": [_serialize_waiting(parts) for parts in draft.waiting.values()],
        "figures": list(_figures(draft)),
        "remarks": list(_remarks(draft)),
        "mark": draft.mark,
        "allowed_actions": [offer.allowed() for offer in submissions.overriding()] if may_set else [],
    }


def _serialize_waiting(parts: Sequence[Waiting]) -> dict[str, Any]:
    first = parts[0]
    return {
        "unit": {"id": first.branch.id, "name": first.branch.name, "level": first.branch.level},
        "period": first.period.title,
        **{"state": first.state, "state_title": STATES[first.state], "submission_id": first.submission_id},
        "more": len(parts) - 1,
    }


def _figures(draft: Draft) -> Iterator[dict[str, Any]]:
    columns, there = draft.report.columns, [piece for piece in draft.pieces if piece.accepted is not None]
    accepted = domain.sum_of(_fill_from_registry(piece.accepted or {}, piece.registry) for piece in there)
    below = domain.sum_of(piece.registry for piece in draft.pieces)
    rest = Counter({code: number - below[code] for code, number in draft.live.whole.items()})
    sums = [domain.completed(columns, counts) for counts in (draft.live.whole, accepted, rest)]
    for column in columns:
        differs = composing.differences(there, column.code) if column.is_counted else []
        yield {
            **{"code": column.code, "title": full_title(column.group, column.title)},
            "is_share": column.share is not None,
            **_serialize_components(column, *(row[column.code] for row in sums)),
            "figure": draft.total[column.code],
            "override": override(draft, column.code) if column.code in draft.set else None,
            "may_override": may_override(column),
            "differs": [
                {
                    "unit": {"id": each.piece.unit_id, "name": each.piece.name, "level": each.piece.level},
                    **{"accepted": each.accepted, "registry": each.registry},
                }
                for each in differs[:MOST_DIFFERENT]
            ],
            "more": max(0, len(differs) - MOST_DIFFERENT),
        }


def _serialize_components(column: Column, registry: Number, accepted: Number, rest: Number) -> dict[str, Number]:
    """What the registry counts, and of what it is made up, where it is made up of anything."""
    if not column.over_units:
        accepted = rest = None
    return {"registry": registry, "accepted": accepted, "rest": rest}


def may_override(column: Column) -> bool:
    """It is counted, and no correction of what was submitted before."""
    return column.is_counted and column.code not in (composing.UP, composing.DOWN)


def _remarks(draft: Draft) -> Iterator[str]:
    if draft.pieces and draft.waiting:
        done = len(draft.pieces) - len(draft.waiting)
        yield f"Mới duyệt đủ {done}/{len(draft.pieces)} đơn vị trực thuộc nên số nộp là số tính từ hồ sơ."
    gap = draft.counts[composing.UP] - draft.counts[composing.DOWN]
    if gap:
        yield f"Hồ sơ của kỳ trước đã được sửa sau khi duyệt báo cáo: chênh lệch {gap:+} ghi ở Sửa số kỳ trước."
    if draft.set and (wrong := composing.unbalanced(draft.report, draft.total)):
        yield f"{wrong.text} {wrong.mend}"
