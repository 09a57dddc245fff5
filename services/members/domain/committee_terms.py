"""Terms of committees (domain rules 1.3, 1.4): how long they are, and how far one may be extended."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from services.kit.faults import Invalid
from services.members.domain.positions import months_on
from services.members.domain.units import Remark, Unit

_AREA: Final = frozenset({"DOAN_XA", "DOAN_PHUONG", "DOAN_THI_TRAN"})
_UNIVERSITY: Final = frozenset({"DOAN_DH_CD", "DOAN_TRUONG_CD_TC"})
_SCHOOL: Final = frozenset({"DOAN_TRUONG_THPT", "TRUONG_HOC_LOP"})
BY_PROVINCE: Final = frozenset({"DISTRICT", "GRASSROOTS"})
"""Levels whose terms the province's bureau lengthens and shortens (S14)."""
STATES: Final = {
    "PROVISIONAL": "Lâm thời",
    "CURRENT": "Đương nhiệm",
    "EXTENDED": "Đã gia hạn",
    "EXPIRED": "Đã hết nhiệm kỳ",
}


@dataclass(frozen=True, kw_only=True)
class Term:
    """The term of one committee. until: its last day, if that is known; planned_until: as it was first set."""

    id: UUID
    unit_id: UUID
    code: str
    from_on: date
    until: date | None
    planned_until: date | None
    is_provisional: bool

    @property
    def is_extended(self) -> bool:
        return self.until is not None and self.planned_until is not None and self.until > self.planned_until

    @property
    def stored_state(self) -> str:
        """What its row says of it; whether it is over, the day says."""
        if self.is_extended:
            return "EXTENDED"
        return "PROVISIONAL" if self.is_provisional else "CURRENT"

    def is_over(self, day: date) -> bool:
        return self.until is not None and self.until < day

    def state(self, today: date) -> str:
        """One of STATES."""
        return "EXPIRED" if self.is_over(today) else self.stored_state

    @property
    def committee(self) -> str:
        """Whose term it is, in words."""
        return "Ban Chấp hành lâm thời" if self.is_provisional else "Ban Chấp hành"


def name_of(said: str | None, *, from_on: date, until: date | None, is_provisional: bool) -> str:
    """What the term is called: as said, else by its years."""
    if said:
        return said
    if is_provisional:
        return "lâm thời"
    return f"{from_on.year}–{until.year}" if until else f"từ {from_on.year}"


def numbered_within(term: Term, *, now: str) -> str:
    """The term by which the unit's documents are numbered once its committee works; the one of now where it is the same.

    A provisional committee that is followed by another one years later numbers on its own. Source: domain rule 3.3.
    """
    code = f"{term.code} {term.from_on.year}" if term.is_provisional else term.code
    return now if _plain(code) == _plain(now) else code


def _plain(code: str) -> str:
    return re.sub(r"[\s\-–—/]", "", code).casefold()


def cut(term: Term, *, on: date) -> Term:
    """The day is the first of the next committee."""
    before = on - timedelta(days=1)
    return term if term.until is not None and term.until < before else replace(term, until=before)


def lasts_longer(before: Term, after: Term) -> bool:
    """The term has a later last day than before, or none any more."""
    return before.until is not None and (after.until is None or after.until > before.until)


def months(unit: Unit, rules: Mapping[str, Any]) -> int:
    """How long a term of the unit is (rule 1.4)."""
    return int(rules[f"term_months_{_group(unit)}"])


def _group(unit: Unit) -> str:
    for kinds, group in ((_UNIVERSITY, "university"), (_AREA, "area"), (_SCHOOL, "school")):
        if unit.kind in kinds:
            return group
    if unit.level in {"PROVINCE", "DISTRICT"}:
        return "upper"
    return "chapter" if unit.level in {"CHAPTER", "GROUP"} else "grassroots"


@dataclass(frozen=True)
class Reach:
    """How far a term's last day may be moved in all: so many months, a share of so long a term, from the day that was first set.

    moved: in words, what is done and where to.
    """

    day: date
    months: int
    share: str
    whole: int
    moved: tuple[str, str]

    def format_limit(self) -> str:
        """The rule with its numbers."""
        what, to = self.moved
        return f"Được {what} tối đa {self.share} nhiệm kỳ {self.whole} tháng, tức {self.months} tháng, {to} {self.day:%d/%m/%Y}"


def latest(term: Term, unit: Unit, rules: Mapping[str, Any]) -> Reach | None:
    """How far the term may be extended (S13, S14); none where no last day was set."""
    return _reach(term, unit, rules, "term_extension_share", later=1, moved=("kéo dài", "đến"))


def earliest(term: Term, unit: Unit, rules: Mapping[str, Any]) -> Reach | None:
    """How far the term may be shortened (S14); none where no last day was set."""
    return _reach(term, unit, rules, "term_shortening_share", later=-1, moved=("rút ngắn", "về"))


def _reach(
    term: Term, unit: Unit, rules: Mapping[str, Any], rule: str, *, later: int, moved: tuple[str, str]
) -> Reach | None:
    if term.planned_until is None:
        return None
    whole, share = months(unit, rules), str(rules[rule])
    by = int(whole * Fraction(share))
    return Reach(months_on(term.planned_until, later * by), by, share, whole, moved)


def is_first_of_new(term: Term, earlier: Sequence[Term], unit: Unit, *, provisional_months: int) -> bool:
    """The term is the first after the provisional committee with which a new unit began: its superior adjusts it (S14)."""
    if term.is_provisional or unit.opened_on is None or not earlier:
        return False
    founding = months_on(unit.opened_on, provisional_months)
    return all(each.is_provisional for each in earlier) and min(each.from_on for each in earlier) <= founding


def not_extendable(
    term: Term | None, unit: Unit, *, within: Reach | None, today: date, is_province: bool, is_first: bool = False
) -> Remark | None:
    """Why the unit's term cannot be extended now. is_province: whoever asks acts for the province; is_first: of a new unit."""
    if term is None or term.until is None or within is None:
        return unknown(unit)
    if found := _over(term, unit, today):
        return found
    if not (term.is_provisional or is_first or (is_province and unit.level in BY_PROVINCE)):
        return _of_province("kéo dài", "Đề nghị Tỉnh đoàn, hoặc tổ chức đại hội đúng hạn.")
    if term.until >= within.day:
        return Remark(
            "term-at-limit",
            f"{within.format_limit()}, mà nhiệm kỳ đang đến {term.until:%d/%m/%Y}.",
            f"Tổ chức đại hội trước {within.day:%d/%m/%Y} rồi chuẩn y Ban Chấp hành mới.",
        )
    return None


def not_shortenable(
    term: Term | None, unit: Unit, *, within: Reach | None, today: date, is_province: bool, is_first: bool = False
) -> Remark | None:
    """Why the unit's term cannot be shortened now; as of `not_extendable`."""
    if term is None or term.until is None or within is None:
        return unknown(unit)
    if found := _over(term, unit, today):
        return found
    if term.is_provisional:
        text = f"{term.committee} {unit.name} làm việc đến đại hội."
        return Remark("term-provisional", text, "Tổ chức đại hội sớm rồi chuẩn y Ban Chấp hành mới.")
    if not (is_first or (is_province and unit.level in BY_PROVINCE)):
        return _of_province("rút ngắn", "Đề nghị Tỉnh đoàn.")
    if term.until <= max(within.day, today):
        text = f"{within.format_limit()}, mà nhiệm kỳ đang đến {term.until:%d/%m/%Y}."
        return Remark("term-at-limit", text, "Tổ chức đại hội rồi chuẩn y Ban Chấp hành mới.")
    return None


def _over(term: Term, unit: Unit, today: date) -> Remark | None:
    if term.until is None or not term.is_over(today):
        return None
    text = f"{term.committee} {unit.name} đã hết thời hạn ngày {term.until:%d/%m/%Y}, trước hôm nay."
    return Remark("term-over", text, "Chuẩn y Ban Chấp hành mới sau đại hội.")


def _of_province(what: str, mend: str) -> Remark:
    text = f"Nhiệm kỳ chính thức của Đoàn cấp huyện và cơ sở chỉ do Ban Thường vụ Tỉnh đoàn {what}."
    return Remark("term-of-province", text, mend)


def unknown(unit: Unit) -> Remark:
    """Nobody has said how long the unit's committee works."""
    text = f"Chưa ghi ngày hết nhiệm kỳ của Ban Chấp hành {unit.name}."
    return Remark("no-term", text, "Chuẩn y Ban Chấp hành kèm ngày hết nhiệm kỳ.")


def extended(term: Term, *, until: date, within: Reach) -> Term:
    """The term lasts until the day. Raises Invalid for a day that is no later than now or beyond what the rule lets."""
    if term.until is not None and until <= term.until:
        text = f"Nhiệm kỳ đang đến {term.until:%d/%m/%Y}, mà ghi {until:%d/%m/%Y}. Ghi ngày sau ngày đang có."
        raise Invalid(errors={"until": [text]})
    if until > within.day:
        text = f"{within.format_limit()}, mà ghi {until:%d/%m/%Y}. Ghi ngày không sau {within.day:%d/%m/%Y}."
        raise Invalid(errors={"until": [text]})
    return replace(term, until=until)


def shortened(term: Term, *, until: date, within: Reach, today: date) -> Term:
    """The term ends with the day. Raises Invalid for a day that is no earlier than now, past, or beyond what the rule lets."""
    if term.until is not None and until >= term.until:
        text = f"Nhiệm kỳ đang đến {term.until:%d/%m/%Y}, mà ghi {until:%d/%m/%Y}. Ghi ngày trước ngày đang có."
        raise Invalid(errors={"until": [text]})
    if until < within.day:
        text = f"{within.format_limit()}, mà ghi {until:%d/%m/%Y}. Ghi ngày không trước {within.day:%d/%m/%Y}."
        raise Invalid(errors={"until": [text]})
    if until < today:
        raise Invalid(errors={"until": [f"Ngày {until:%d/%m/%Y} đã qua. Ghi ngày từ hôm nay trở đi."]})
    return replace(term, until=until)


def warning(term: Term | None, *, within: Reach | None, today: date, alert_days: int) -> Remark | None:
    """The term is over or will be soon."""
    if term is None or term.until is None or term.until >= today + timedelta(days=alert_days):
        return None
    if term.is_over(today):
        text = f"{term.committee} đã hết thời hạn ngày {term.until:%d/%m/%Y}."
        return Remark("term-over", text, "Tổ chức đại hội; cấp trên chuẩn y Ban Chấp hành mới.")
    text = f"{term.committee} hết thời hạn ngày {term.until:%d/%m/%Y}, còn {(term.until - today).days} ngày."
    more = ""
    if within is not None and term.until < within.day:
        more = f", hoặc đề nghị gia hạn, chậm nhất đến {within.day:%d/%m/%Y}"
    return Remark("term-ending", text, f"Tổ chức đại hội trước ngày đó{more}.")
