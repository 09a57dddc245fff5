"""Conditions of an exemption from the fee (domain rule 14.3): hardship, for some months, decided by the superior (S72)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.workflows.domain import inactivity, words
from services.workflows.domain.case import Refusal
from services.workflows.domain.rules import add_months
from services.workflows.domain.view import CaseFact, View

Span = tuple[date, date]
"""First days of the first and of the last month."""


def span(view: View) -> Span | None:
    """The months that the case asks for."""
    return _span(view.case.form)


def retained_span(view: View) -> Span | None:
    """The months that stay exempt when the exemption is stopped today: none where it has not begun.

    A month is owed or exempt as a whole, and the one that has begun was exempt when it began (domain rule 14.3).
    """
    return _until(span(view), view.today)


def _until(asked: Span | None, stopped_on: date) -> Span | None:
    last = inactivity.first_day(stopped_on)
    return (asked[0], min(asked[1], last)) if asked and asked[0] <= last else None


def months_left(view: View) -> Refusal | None:
    """There is a later month to stop the exemption of."""
    asked = span(view)
    if asked is None or asked[1] > inactivity.first_day(view.today):
        return None
    return Refusal(
        "exemption-over",
        f"Miễn đến hết tháng {words.month(asked[1])} nên không còn tháng nào để thôi miễn.",
        "Nếu quyết định miễn dựa trên khai báo sai thì thu hồi quyết định.",
    )


def has_begun(view: View) -> Refusal | None:
    """Refuses where none of its months has come: nothing stays exempt."""
    asked = span(view)
    if asked is None or retained_span(view) is not None:
        return None
    return Refusal("exemption-not-begun", f"Chưa tới tháng {words.month(asked[0])}, tháng đầu tiên được miễn.")


def _span(form: Mapping[str, Any]) -> Span | None:
    if not form.get("from_month") or not form.get("months"):
        return None
    first = inactivity.first_day(date.fromisoformat(form["from_month"]))
    return first, add_months(first, int(form["months"]) - 1)


def not_too_long(view: View) -> Refusal | None:
    months, most = view.number("months"), view.rules.number("fee_exempt_max_months")
    if months is None or months <= most:
        return None
    return Refusal(
        "exemption-too-long",
        f"Đề nghị miễn {months} tháng; mỗi lần chỉ được miễn tối đa {most} tháng.",
        f"Ghi từ 1 đến {most} tháng; hết thời gian đó vẫn khó khăn thì đề nghị lần nữa.",
    )


def not_long_ago(view: View) -> Refusal | None:
    """Fees of months long gone are collected, not forgiven."""
    asked, back = span(view), view.rules.number("fee_exempt_back_months")
    earliest = add_months(inactivity.first_day(view.today), -back)
    if asked is None or asked[0] >= earliest:
        return None
    return Refusal(
        "exemption-too-old",
        f"Tháng {words.month(asked[0])} đã qua quá {back} tháng nên không xét miễn nữa.",
        f"Chọn từ tháng {words.month(earliest)} trở đi.",
    )


def not_far_ahead(view: View) -> Refusal | None:
    """Hardship is of now: an exemption begins within the months that it may last."""
    asked, most = span(view), view.rules.number("fee_exempt_max_months")
    latest = add_months(inactivity.first_day(view.today), most)
    if asked is None or asked[0] <= latest:
        return None
    return Refusal(
        "exemption-too-far",
        f"Tháng {words.month(asked[0])} còn quá xa để xét hoàn cảnh.",
        f"Chọn tháng bắt đầu không sau {words.month(latest)}.",
    )


def not_paid_yet(view: View) -> Refusal | None:
    """What was paid is not given back."""
    asked, fees = span(view), view.facts["fees"]
    if asked is None or fees is None or fees.paid_until is None or fees.paid_until < asked[0]:
        return None
    paid = inactivity.first_day(fees.paid_until)
    return Refusal(
        "month-paid",
        f"{view.case.subject_name} đã đóng đoàn phí đến hết tháng {words.month(paid)}.",
        f"Chọn từ tháng {words.month(add_months(paid, 1))} trở đi.",
    )


def no_overlap(view: View) -> Refusal | None:
    """Months are exempt once: neither granted nor asked for before."""
    asked = span(view)
    others = (each for each in view.facts["cases"] if each.process == "fee_exemption")
    found = next((each for each in others if asked and _overlaps(asked, _counted(each))), None)
    if found is None:
        return None
    first, last = _counted(found) or (view.today, view.today)
    said = "đã được miễn" if found.closed_on else "đang được đề nghị miễn"
    return Refusal(
        "exemption-overlaps",
        f"{view.case.subject_name} {said} từ tháng {words.month(first)} đến tháng {words.month(last)} ({found.number}).",
        f"Chọn từ tháng {words.month(add_months(last, 1))} trở đi.",
    )


def _counted(case: CaseFact) -> Span | None:
    """The months that the other case asks for or has brought."""
    asked = _span(case.form)
    if case.state == "stopped" and case.closed_on is not None:
        return _until(asked, case.closed_on)
    return asked if case.closed_on is None or case.state == "granted" else None


def _overlaps(one: Span, other: Span | None) -> bool:
    return other is not None and one[0] <= other[1] and other[0] <= one[1]


def reason_is_stated(view: View) -> Refusal | None:
    if view.text("hardship") != "OTHER" or view.text("reason"):
        return None
    return Refusal("hardship", "Chưa trình bày hoàn cảnh.", "Ghi cụ thể hoàn cảnh khó khăn.")
