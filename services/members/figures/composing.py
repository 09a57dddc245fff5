"""A report of a unit from the accepted reports of the units directly below it (domain rule 18).

Figures add up over units; over the parts of a period some add up, of others the first or the last holds. Shares are never added:
they follow from the sums.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, assert_never
from uuid import UUID

from services.members.domain.units import Remark
from services.members.figures.domain import Column, OverTime, Report

Counts = Mapping[str, int | None]
"""Column → how many; None where parts of a period say nothing of the whole."""
_CORRECTED: Final = {
    "plus": Column("corrected_up", "Sửa số kỳ trước", is_named=False),
    "minus": Column("corrected_down", "Sửa số kỳ trước", is_named=False),
}
"""By which sum what was submitted before has been corrected since: kept apart, so that opening, plus, minus and closing agree."""
UP: Final = _CORRECTED["plus"].code
DOWN: Final = _CORRECTED["minus"].code


@dataclass(frozen=True)
class Piece:
    """A unit directly below: what the registry counts there, and what was accepted of it; None while it waits."""

    unit_id: UUID
    name: str
    level: str
    registry: Counter[str]
    accepted: Counts | None


@dataclass(frozen=True)
class Difference:
    """Where an accepted figure is another one than the registry's."""

    piece: Piece
    accepted: int
    registry: int


# ---------------------------------------------------------------- over time


def over_time(report: Report, parts: Sequence[Mapping[str, int]]) -> dict[str, int | None]:
    """What one unit submitted of the parts of a period, in their order, as of the whole."""
    found: dict[str, int | None] = {
        code: _over_time(report, code, [part.get(code) or 0 for part in parts]) for code in _codes(report, parts)
    }
    for earlier, later in pairwise(parts) if report.stock else ():
        opening, closing = report.stock or ("", "")
        gap = (later.get(opening) or 0) - (earlier.get(closing) or 0)
        code = UP if gap > 0 else DOWN
        found[code] = (found.get(code) or 0) + abs(gap)
    return found


def _codes(report: Report, parts: Iterable[Mapping[str, int]]) -> dict[str, None]:
    """Columns that are counted, of the report and of what was submitted."""
    follows = {column.code for column in report.columns if not column.is_counted}
    told = [column.code for column in report.columns] + [code for part in parts for code in part]
    return dict.fromkeys(code for code in told if code not in follows)


def _over_time(report: Report, code: str, numbers: Sequence[int]) -> int | None:
    known = next((column.over_time for column in report.columns if column.code == code), None)
    how = OverTime.SUM if code in (UP, DOWN) else known or report.over_time
    if len(numbers) == 1:
        return numbers[0]
    match how:
        case OverTime.SUM:
            return sum(numbers)
        case OverTime.FIRST:
            return numbers[0]
        case OverTime.LAST:
            return numbers[-1]
        case OverTime.NEVER:
            return None
        case _:
            assert_never(how)


# ---------------------------------------------------------------- over units


def composed(report: Report, pieces: Sequence[Piece], *, whole: Counter[str]) -> Counter[str]:
    """What is accepted of the pieces and what the registry counts of the rest, column by column; whole: all that it counts."""
    parts = [piece.accepted or {} for piece in pieces]
    codes = _codes(report, [dict.fromkeys(part, 0) for part in parts])
    found = {code: _together(report, code, pieces, parts, whole[code]) for code in codes}
    return Counter({code: number for code, number in found.items() if number})


def _together(report: Report, code: str, pieces: Sequence[Piece], parts: Sequence[Counts], whole: int) -> int:
    numbers = [part.get(code, 0) for part in parts]
    adds_up = all(column.over_units for column in report.columns if column.code == code)
    if not adds_up or any(number is None for number in numbers):
        return whole
    rest = whole - sum(piece.registry[code] for piece in pieces)
    return rest + sum(number or 0 for number in numbers)


def differences(pieces: Iterable[Piece], code: str) -> list[Difference]:
    """Units whose accepted figure is not what the registry counts there now."""
    found = []
    for piece in pieces:
        number = None if piece.accepted is None else piece.accepted.get(code, 0)
        if number is not None and number != piece.registry[code]:
            found.append(Difference(piece, number, piece.registry[code]))
    return found


# ---------------------------------------------------------------- corrections


def corrected(report: Report, rows: Iterable[Mapping[str, int]]) -> Report:
    """The report with columns for corrections of what was submitted before, where there are any."""
    seen = {code for row in rows for code in (UP, DOWN) if row.get(code)}
    return replace(report, columns=tuple(_with_corrections(report.columns, seen))) if seen else report


def _with_corrections(columns: Iterable[Column], seen: set[str]) -> Iterator[Column]:
    for column in columns:
        more = _CORRECTED.get(column.code)
        if more is None or more.code not in seen:
            yield column
        else:
            yield replace(more, group=column.group)
            yield replace(column, plus=(*column.plus, more.code))


def carried(report: Report, counted: Counter[str], *, closed_with: int | None) -> Counter[str]:
    """The figures begin where those of the period before ended as they were accepted; what lies between is a correction."""
    if report.stock is None or closed_with is None:
        return counted
    opening, _ = report.stock
    gap = counted[opening] - closed_with
    return Counter({**counted, opening: closed_with, UP: max(gap, 0), DOWN: max(-gap, 0)})


def unbalanced(report: Report, row: Mapping[str, int | float | None]) -> Remark | None:
    """Why the figures cannot be: what there was, came and went leads to another number than what there is."""
    if report.stock is None:
        return None
    opening, closing = (int(row[code] or 0) for code in report.stock)
    plus, minus = int(row["plus"] or 0), int(row["minus"] or 0)
    if opening + plus - minus == closing:
        return None
    text = f"Đầu kỳ {opening} + tăng {plus} − giảm {minus} = {opening + plus - minus}, khác cuối kỳ {closing}."
    mend = "Sửa thêm số đầu kỳ, cuối kỳ hoặc số tăng, giảm cho khớp, hoặc bỏ số đã sửa."
    return Remark("figures-unbalanced", text, mend)
