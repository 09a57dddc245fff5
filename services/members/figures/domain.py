"""What a report is: columns, what adds up to what, and the days it covers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Final

from services.kit.faults import Invalid, NotFound


class OverTime(Enum):
    """What parts of a period, in their order, come to: all of them together, the first, the last, or nothing that can be said."""

    SUM = "sum"
    FIRST = "first"
    LAST = "last"
    NEVER = "never"


@dataclass(frozen=True)
class Column:
    """One column of a report.

    group: the heading that it shares with its neighbours. plus, minus: it is the sum of these columns, less those. share: it is
    the first column as a percentage of the second. is_named: the people behind its figures can be listed. guarded: the group of
    the member's file that such a list gives away, which takes the right to see it and is written down. over_time: how parts of a
    period come to the whole of it; of most columns that of their report. over_units: units below add up to it.
    """

    code: str
    title: str
    group: str = ""
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    share: tuple[str, str] | None = None
    is_named: bool = True
    guarded: str = ""
    over_time: OverTime | None = None
    over_units: bool = True

    @property
    def is_counted(self) -> bool:
        """It follows from no other column."""
        return self.share is None and not self.plus


@dataclass(frozen=True)
class Report:
    """A report by its code. by_period: it tells of what happened between two days, else of how things stood on one.

    over_time: how its columns add up over the parts of a period. stock: the columns that say how many there were before the period
    and at its end, which what came and went leads from one to the other.
    """

    code: str
    title: str
    about: str
    columns: tuple[Column, ...]
    by_period: bool = True
    over_time: OverTime = OverTime.SUM
    stock: tuple[str, str] | None = None

    def column(self, code: str) -> Column:
        """The column. Raises NotFound("column-unknown")."""
        for column in self.columns:
            if column.code == code:
                return column
        raise NotFound("column-unknown")

    def wider(self, columns: Iterable[Column]) -> "Report":
        """The report with more columns at its end."""
        return replace(self, columns=(*self.columns, *columns))


@dataclass(frozen=True)
class Period:
    """The days that a report covers, both ends with it."""

    year: int
    first: date
    last: date


def full_title(group: str, title: str) -> str:
    """A column as a workbook names it, with the heading that it shares."""
    return f"{group}: {title}" if group else title


FOUNDED: Final = date(1931, 3, 26)
"""The day of the Union's founding: nothing is told of before."""


def period(*, today: date, year: int | None, since: date | None, on: date | None) -> Period:
    """The days asked for: without any the year up to today; a year up to its end, or to today.

    Raises Invalid for days that lie ahead, or that end before they begin.
    """
    if on is not None and on > today:
        raise Invalid(errors={"on": ["Ngày báo cáo sau ngày hôm nay. Chọn ngày hôm nay hoặc sớm hơn."]})
    last = on or (today if year is None else min(today, date(year, 12, 31)))
    whole = year if year is not None else last.year
    first = since or date(whole, 1, 1)
    if min(first, last) < FOUNDED:
        raise Invalid(errors={"since": [f"Đoàn thành lập ngày {FOUNDED:%d/%m/%Y}. Chọn ngày từ đó trở đi."]})
    if first > last:
        raise Invalid(errors={"year": ["Kỳ báo cáo kết thúc trước khi bắt đầu. Chọn lại năm hoặc ngày."]})
    return Period(whole, first, last)


def completed(columns: Iterable[Column], counted: Mapping[str, int]) -> dict[str, int | float | None]:
    """The figures of a row: what was counted, sums, and shares in percent (None of nothing)."""
    row: dict[str, int | float | None] = {}
    for column in columns:
        if column.share is not None:
            part, whole = (_whole(row, counted, code) for code in column.share)
            row[column.code] = round(part * 100 / whole, 1) if whole else None
        elif column.plus:
            gained = sum(_whole(row, counted, code) for code in column.plus)
            row[column.code] = gained - sum(_whole(row, counted, code) for code in column.minus)
        else:
            row[column.code] = counted.get(column.code, 0)
    return row


def _whole(row: Mapping[str, int | float | None], counted: Mapping[str, int], code: str) -> int:
    known = row.get(code)
    return int(known) if known is not None else counted.get(code, 0)


def sum_of(rows: Iterable[Mapping[str, int]]) -> Counter[str]:
    """What the rows count together."""
    total: Counter[str] = Counter()
    for row in rows:
        total.update(row)
    return total
