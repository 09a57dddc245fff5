"""When a complaint was filed: the day it is entered. A paper of an earlier day counts where the receiving officer says why."""

from datetime import date

from services.workflows.domain import words
from services.workflows.domain.case import Refusal
from services.workflows.domain.process import Guard
from services.workflows.domain.view import View

FILED_ON = "filed_on"
"""The field in which the services keep the day of filing."""


def complaint_day(view: View, group: str) -> date:
    """The day that a complaint counts from: the one it was filed, or an earlier one that the receiving officer answers for."""
    of_paper, filed = view.day(f"{group}.complained_on"), view.day(f"{group}.{FILED_ON}")
    if of_paper and (filed is None or is_received(view, group)):
        return of_paper
    return filed or view.today


def is_received(view: View, group: str) -> bool:
    """An officer has taken in the complaint, or does so now: whoever complains alone files on the day they enter it."""
    return view.office is not None if view.before else bool(view.text(f"{group}.received_reason"))


def received_in_order(group: str) -> Guard:
    """An officer who took in a paper of an earlier day answers for that with a reason; whoever complains alone files today."""

    def is_received_in_order(view: View) -> Refusal | None:
        on, reason = view.day(f"{group}.complained_on"), view.text(f"{group}.received_reason")
        if view.before is None:
            return None
        if view.office is None:
            return _REASON_IS_THE_OFFICERS if reason else None
        if on is None or on >= view.today or reason:
            return None
        return Refusal(
            "received-reason",
            f"Đơn ghi ngày {words.day(on)}, trước ngày ghi vào hệ thống {words.day(view.today)}.",
            "Ghi lý do ở mục “Lý do ghi ngày sớm hơn hôm nay”; hồ sơ đánh dấu đơn này.",
        )

    return is_received_in_order


_REASON_IS_THE_OFFICERS = Refusal(
    "reason-of-the-officer",
    "Lý do ghi ngày sớm hơn là của cán bộ nhận đơn giấy; khiếu nại do chính bạn gửi tính từ hôm nay.",
    "Bỏ trống mục “Lý do ghi ngày sớm hơn hôm nay”.",
)


def filed_today(group: str) -> Guard:
    """Where nobody but the side that complains enters it, no reason makes it earlier."""

    def is_of_today(view: View) -> Refusal | None:
        on = view.day(f"{group}.complained_on")
        if view.before is None or on is None or on >= view.today:
            return None
        return Refusal(
            "complaint-dated-back",
            f"Ngày nộp khiếu nại là ngày ghi vào hệ thống, {words.day(view.today)}; đơn đang ghi ngày {words.day(on)}.",
            "Ghi ngày hôm nay.",
        )

    return is_of_today
