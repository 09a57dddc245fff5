"""Conditions of a member's training programme: enough of each group, and nobody judges their own."""

from collections import Counter
from datetime import date
from typing import Any

from services.workflows.domain import rules, words
from services.workflows.domain.campaign import Campaign, common_form
from services.workflows.domain.case import Refusal
from services.workflows.domain.gone import NOT_DONE
from services.workflows.domain.training_catalogue import CODES, TITLES
from services.workflows.domain.view import View

_YEAR = 12


def opening_form(campaign: Campaign) -> dict[str, Any]:
    """The form of each case: assessment begins with the month before the one in which chapters should be ready."""
    begins = rules.add_months(campaign.until.replace(day=1), -1)
    return {**common_form(campaign), "assess_from": begins.isoformat()}


def needed_groups(view: View) -> int:
    """How many of the groups need enough items: all of them, or for a newcomer the share of the year that is left."""
    subject, start, end = view.subject, view.day("from_on"), view.day("until")
    joined_on = subject.joined_on if subject else None
    if start is None or end is None or joined_on is None or joined_on <= start:
        return len(CODES)
    return _share(joined_on, end)


def _share(joined_on: date, end: date) -> int:
    left = max(rules.whole_months(joined_on, end), 0) if joined_on <= end else 0
    return min(max(-(-len(CODES) * left // _YEAR), 1), len(CODES))


def enough_of_each(view: View) -> Refusal | None:
    """At least so many items in each group that is asked for (HD 13)."""
    items = view.value("items")
    if items is None:
        return None
    least = view.setting("training_items_per_group")
    counted = Counter(str(item.get("group")) for item in items)
    filled = [code for code in CODES if counted[code] >= least]
    if len(filled) >= needed_groups(view):
        return None
    missing = words.listed(f"“{TITLES[code]}”" for code in CODES if code not in filled)
    return Refusal(
        "too-few-items",
        f"Mới đăng ký đủ {len(filled)}/{needed_groups(view)} nhóm; còn thiếu nhóm {missing} (mỗi nhóm ít nhất {least} nội dung).",
        "Thêm nội dung ở các nhóm còn thiếu.",
    )


def has_items(view: View) -> Refusal | None:
    if view.value("items"):
        return None
    return Refusal(
        "nothing-registered", "Chưa đăng ký nội dung nào.", "Chọn nội dung trong danh mục, hoặc ghi nội dung của mình."
    )


def of_someone_else(view: View) -> Refusal | None:
    """Nobody approves or judges their own programme."""
    doer = view.doer
    if doer is None or doer.person_id is None or doer.person_id != view.case.subject_id:
        return None
    return Refusal(
        "own-case",
        "Đây là chương trình của chính bạn nên bạn không duyệt, không đánh giá được.",
        "Để cán bộ khác của chi đoàn, hoặc Đoàn cấp trên, làm bước này.",
    )


def first_this_year(view: View) -> Refusal | None:
    """One programme a member, year and period."""
    year, period = view.number("year"), view.text("period")
    same = (
        each
        for each in view.facts["cases"]
        if each.process == view.case.process and each.state not in NOT_DONE
        if (each.form.get("year"), each.form.get("period") or "") == (year, period)
    )
    other = next(same, None)
    if other is None:
        return None
    return Refusal(
        "already-this-year",
        f"{view.case.subject_name} đã có chương trình {other.number} cho năm {year}.",
        "Mở chương trình đó để làm tiếp.",
    )


def done_by_now(view: View) -> Refusal | None:
    """A result is logged once it is there."""
    log = view.value("log") or ()
    on = date.fromisoformat(log[-1]["on"]) if log and log[-1].get("on") else None
    if on is None or on <= view.today:
        return None
    return Refusal("result-in-future", f"Ngày {words.day(on)} chưa tới.", "Ghi kết quả sau khi đã thực hiện.")
