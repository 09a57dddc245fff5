"""What is owed for which month, who may pay it now, and how money is shared on its way up (domain rule 14.3)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final
from uuid import UUID

from services.kit.faults import Conflict

CATEGORIES: Final = ("no_salary", "salaried", "abroad")
CATEGORY_TITLES: Final = {
    "no_salary": "Không hưởng lương",
    "salaried": "Hưởng lương",
    "abroad": "Ở nước ngoài",
}
RATE_KEYS: Final = {category: f"fee_rate_{category}" for category in CATEGORIES}
RULE_KEYS: Final = (*RATE_KEYS.values(), "fee_keep_ratio", "fee_away_months", "fee_ahead_months", "temp_fee_at")
FAR_PAST, FAR_FUTURE = 0, 99_999
"""Months as numbers before and after all others."""
FROM_FAR: Final = frozenset({"away", "temp_elsewhere", "abroad"})
"""Flags of those who may pay some months at once."""


class MonthState(Enum):
    """What became of a month for which somebody owes a fee."""

    PAID = "paid"
    EXEMPT = "exempt"
    WAIVED = "waived"
    OWED = "owed"
    DUE = "due"
    AHEAD = "ahead"


class RemittanceState(Enum):
    """What became of money that a unit says it has sent up."""

    DECLARED = "DECLARED"
    CONFIRMED = "CONFIRMED"
    DISPUTED = "DISPUTED"
    WITHDRAWN = "WITHDRAWN"


STATE_TITLES: Final = {
    RemittanceState.DECLARED: "Chờ xác nhận",
    RemittanceState.CONFIRMED: "Đã xác nhận",
    RemittanceState.DISPUTED: "Chưa khớp",
    RemittanceState.WITHDRAWN: "Đã rút lại",
}

# ---------------------------------------------------------------- months and rates


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def number_of(month: date) -> int:
    """The month as a number: the next one's is one more."""
    return month.year * 12 + month.month - 1


def month_at(number: int) -> date:
    """The month of a number."""
    return date(number // 12, number % 12 + 1, 1)


def spoken(months: Iterable[date]) -> str:
    """01/2026, 02/2026."""
    return ", ".join(f"{month:%m/%Y}" for month in sorted(months))


@dataclass(frozen=True)
class RuleSpan:
    """The fee rules of one rule set, in force from the first day of it on."""

    since: date
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Rate:
    """What a month costs in a category, from a month until a month, both with it; months as numbers."""

    category: str
    from_month: int
    until_month: int
    amount: int


def rates(spans: Sequence[RuleSpan]) -> list[Rate]:
    """The price of every month."""
    return [
        Rate(category, start, end, int(span.values[key]))
        for span, start, end in _in_force(spans)
        for category, key in RATE_KEYS.items()
    ]


def hosting(spans: Sequence[RuleSpan]) -> list[tuple[int, int]]:
    """From which month until which, both with it, those who stay elsewhere for a time pay there: rule "temp_fee_at"."""
    return [(start, end) for span, start, end in _in_force(spans) if span.values["temp_fee_at"] == "HOST"]


def _in_force(spans: Sequence[RuleSpan]) -> Iterator[tuple[RuleSpan, int, int]]:
    """Whose rules a month goes by: the set in force on its first day; before the first set, the first."""
    ordered = sorted(spans, key=lambda span: span.since)
    starts = [FAR_PAST, *(_first_whole(span.since) for span in ordered[1:])]
    ends = [*(start - 1 for start in starts[1:]), FAR_FUTURE]
    return (each for each in zip(ordered, starts, ends, strict=True) if each[1] <= each[2])


def _first_whole(day: date) -> int:
    return number_of(day) if day.day == 1 else number_of(day) + 1


def rate_of(known: Iterable[Rate], category: str, month: date) -> int:
    """What the month costs."""
    number = number_of(month)
    return next(r.amount for r in known if r.category == category and r.from_month <= number <= r.until_month)


# ---------------------------------------------------------------- the ledger of a member


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month for which a member owes a fee, in the unit where they were on its eve: where they stayed, by rule HOST.

    host_id: where it is paid now, while the stay goes on; none where it is paid at the member's own unit.
    """

    person_id: UUID
    unit_id: UUID
    host_id: UUID | None
    month: date
    category: str
    rate: int
    paid: int | None
    receipt_id: UUID | None
    receipt_number: int | None
    is_exempt: bool
    is_waived: bool

    def state(self, today: date) -> MonthState:
        """What became of it."""
        if self.paid is not None:
            return MonthState.PAID
        if self.is_exempt:
            return MonthState.EXEMPT
        if self.is_waived:
            return MonthState.WAIVED
        this_month = month_of(today)
        if self.month < this_month:
            return MonthState.OWED
        return MonthState.DUE if self.month == this_month else MonthState.AHEAD

    def amount(self) -> int:
        """What was paid, or is to be."""
        return self.rate if self.paid is None else self.paid


@dataclass(frozen=True)
class Line:
    """What a member hands over: for which months, and how much a month where they may choose."""

    person_id: UUID
    months: tuple[date, ...]
    monthly: int | None


@dataclass(frozen=True)
class Payer:
    """A member who pays, as the chapter knows them."""

    id: UUID
    full_name: str
    flags: frozenset[str]
    is_guest: bool = False
    """They belong to another unit, and stay here for a time."""


def category_of(salaried: bool | None, flags: Iterable[str]) -> str:
    """Which rate is somebody's today."""
    if "abroad" in flags:
        return "abroad"
    return "salaried" if salaried else "no_salary"


def last_payable(payer: Payer, *, today: date, rules: Mapping[str, Any]) -> date:
    """The last month that may be paid now: this one; those far from home pay some months at once."""
    together = int(rules["fee_away_months"]) - 1 if payer.flags & FROM_FAR else 0
    return month_at(number_of(today) + max(together, int(rules["fee_ahead_months"])))


def refusals(
    payer: Payer, line: Line, months: Mapping[date, Month], *, today: date, rules: Mapping[str, Any], at: UUID
) -> list[dict[str, str]]:
    """Why these months are not to be paid by this member now at that unit; empty when they are."""
    found = []
    for month in sorted(line.months):
        owed = months.get(month)
        if owed is None:
            found.append(_not_due(payer, month))
        elif not is_paid_at(owed, at, payer=payer) and owed.paid is None:
            found.append(_elsewhere(payer, month, is_guest=payer.is_guest))
        elif owed.state(today) not in (MonthState.OWED, MonthState.DUE, MonthState.AHEAD):
            found.append(_settled(payer, owed, today))
        elif month > (last := last_payable(payer, today=today, rules=rules)):
            found.append(_too_early(payer, month, last))
        else:
            found += _wrong_amount(payer, line, owed)
    return found


def _refusal(code: str, text: str, mend: str) -> dict[str, str]:
    return {"code": code, "text": text, "mend": mend}


def _not_due(payer: Payer, month: date) -> dict[str, str]:
    text = f"{payer.full_name} không phải đóng đoàn phí tháng {month:%m/%Y}: chưa vào Đoàn, đã rời Đoàn, hoặc sổ thu chưa mở."
    return _refusal("fee-not-due", text, "Bỏ chọn tháng này.")


def is_paid_at(owed: Month, unit_id: UUID, *, payer: Payer) -> bool:
    """The unit takes the month's fee: a host that of its guests' stay, their own unit every other."""
    return owed.host_id == unit_id if payer.is_guest or owed.host_id is not None else True


def _elsewhere(payer: Payer, month: date, *, is_guest: bool) -> dict[str, str]:
    if is_guest:
        text = f"Đoàn phí tháng {month:%m/%Y} của {payer.full_name} đóng ở chi đoàn gốc, không đóng ở nơi sinh hoạt tạm thời."
        return _refusal("fee-elsewhere", text, "Bỏ chọn tháng này; chi đoàn gốc thu.")
    text = f"{payer.full_name} đang sinh hoạt tạm thời ở nơi khác; đoàn phí tháng {month:%m/%Y} đóng tại nơi đó theo quy định."
    return _refusal("fee-elsewhere", text, "Bỏ chọn tháng này; nơi sinh hoạt tạm thời thu.")


def _settled(payer: Payer, owed: Month, today: date) -> dict[str, str]:
    how = {
        MonthState.PAID: f"đã đóng, biên lai số {owed.receipt_number}",
        MonthState.EXEMPT: "được miễn theo quyết định",
        MonthState.WAIVED: "được bỏ qua theo quyết định của cấp trên",
    }[owed.state(today)]
    text = f"Đoàn phí tháng {owed.month:%m/%Y} của {payer.full_name} {how}."
    return _refusal("fee-already-settled", text, "Tải lại sổ thu rồi bỏ chọn tháng này.")


def _too_early(payer: Payer, month: date, last: date) -> dict[str, str]:
    text = f"Tháng {month:%m/%Y} chưa đến kỳ đóng; {payer.full_name} đóng được đến tháng {last:%m/%Y}."
    mend = "Chọn các tháng đến kỳ. Đoàn viên đi xa được đóng gộp khi hồ sơ có ghi đi xa."
    return _refusal("fee-too-early", text, mend)


def _wrong_amount(payer: Payer, line: Line, owed: Month) -> list[dict[str, str]]:
    if line.monthly is None or line.monthly == owed.rate:
        return []
    if owed.category != "abroad":
        text = f"Mức của {payer.full_name} tháng {owed.month:%m/%Y} là {money(owed.rate)}, không phải {money(line.monthly)}."
        return [_refusal("fee-wrong-amount", text, "Để trống số tiền để thu theo mức quy định.")]
    if line.monthly < owed.rate:
        text = f"Đoàn viên ở nước ngoài đóng ít nhất {money(owed.rate)} một tháng; số đã nhập là {money(line.monthly)}."
        return [_refusal("fee-below-minimum", text, f"Nhập từ {money(owed.rate)} trở lên.")]
    return []


def price(line: Line, owed: Month) -> int:
    """What the member pays for the month: those abroad may give more than the least."""
    return line.monthly if line.monthly is not None and owed.category == "abroad" else owed.rate


def is_shared(category: str) -> bool:
    """Those above have a share of it: what is paid abroad stays abroad."""
    return category != "abroad"


def money(amount: int) -> str:
    """12.000 đ"""
    return f"{amount:,} đ".replace(",", ".")


# ---------------------------------------------------------------- money on its way up


@dataclass(frozen=True)
class Split:
    """What a unit keeps and what it sends up of what it received; together they are all of it."""

    kept: int
    sent: int


def split(received: int, keep_ratio: str) -> Split:
    """The unit's share of its total, in whole đồng; what cannot be divided stays below.

    keep_ratio: the share that stays, as `2/3`. Source: rule "fee_keep_ratio".
    """
    kept, whole = (int(part) for part in keep_ratio.split("/"))
    if received < 0 or not 0 <= kept <= whole or whole == 0:
        raise ValueError(f"{received} cannot be shared by {keep_ratio}")
    sent = received * (whole - kept) // whole
    return Split(received - sent, sent)


_FOLLOWING: Final[Mapping[RemittanceState, frozenset[RemittanceState]]] = {
    RemittanceState.DECLARED: frozenset(
        {RemittanceState.CONFIRMED, RemittanceState.DISPUTED, RemittanceState.WITHDRAWN}
    ),
    RemittanceState.DISPUTED: frozenset({RemittanceState.CONFIRMED, RemittanceState.WITHDRAWN}),
    RemittanceState.CONFIRMED: frozenset(),
    RemittanceState.WITHDRAWN: frozenset(),
}
"""What may become of a remittance: what has been confirmed is done."""
BY_RECEIVER: Final = frozenset({RemittanceState.CONFIRMED, RemittanceState.DISPUTED})


def following(state: RemittanceState, *, has_receiver: bool) -> frozenset[RemittanceState]:
    """What may become of it now. What left the tree is nobody's to confirm here: its sender may take the entry back."""
    if has_receiver or state is not RemittanceState.CONFIRMED:
        return _FOLLOWING[state]
    return frozenset({RemittanceState.WITHDRAWN})


def settle(
    state: RemittanceState,
    wanted: RemittanceState,
    possible: frozenset[RemittanceState],
    *,
    reason: str | None,
    is_own: bool,
) -> None:
    """The remittance may become this. Raises Conflict("remittance-settled" | "reason-missing" | "own-remittance")."""
    if wanted not in possible:
        raise Conflict(
            "remittance-settled",
            text=f"Khoản nộp này đang ở trạng thái “{STATE_TITLES[state]}” nên không đổi thành “{STATE_TITLES[wanted]}” được.",
            mend="Tải lại trang để xem trạng thái mới nhất.",
        )
    if wanted is RemittanceState.DISPUTED and not reason:
        raise Conflict(
            "reason-missing",
            text="Báo chưa khớp cần nêu lý do, để đơn vị nộp biết sửa chỗ nào.",
            mend="Ghi lý do, ví dụ số tiền thực nhận.",
        )
    if wanted in BY_RECEIVER and is_own:
        raise Conflict(
            "own-remittance",
            text="Bạn là người khai khoản nộp này nên không tự xác nhận được.",
            mend="Nhờ cán bộ khác của đơn vị nhận xác nhận.",
        )
