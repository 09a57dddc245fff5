"""Conditions that many processes share: whom a case is about is a member here, and nothing else is going on with them."""

from services.contracts.titles import STATUS_TITLES
from services.workflows.domain import words
from services.workflows.domain.case import Refusal
from services.workflows.domain.view import View

IN_FORCE = frozenset({"ACTIVE", "IN_TRANSIT"})

DECIDED_DISCIPLINE = frozenset({
    "in_force", "complained", "complained_province", "answering", "changed", "progress_proposed", "recognising",
})  # fmt: skip
"""States of a discipline case whose examination is over: the decision is carried out, and the case goes on with it."""


def is_member(view: View) -> Refusal | None:
    """The subject is a member today, on the way to another chapter or not."""
    return _stands_in(view, IN_FORCE)


def is_settled(view: View) -> Refusal | None:
    """The subject is a member and not on the way to another chapter."""
    return _stands_in(view, frozenset({"ACTIVE"}))


def _stands_in(view: View, statuses: frozenset[str]) -> Refusal | None:
    subject = view.subject
    if subject is not None and subject.status in statuses:
        return None
    status = STATUS_TITLES.get(subject.status, subject.status) if subject else "không có trong danh bộ"
    return Refusal(
        "not-a-member",
        f"{view.case.subject_name} đang ở trạng thái “{status}” nên không làm được thủ tục này.",
        "Kiểm tra lại người đã chọn, hoặc xem quá trình của người này trong danh bộ.",
    )


def no_open_discipline(view: View) -> Refusal | None:
    """What ends or moves a membership waits for an open discipline case (S43)."""
    cases = [each for each in view.facts["cases"] if each.process == "discipline" and each.closed_on is None]
    if all(each.state in DECIDED_DISCIPLINE for each in cases):
        return None
    return Refusal(
        "discipline-open",
        f"{view.case.subject_name} đang trong thời gian xem xét kỷ luật nên chưa làm được thủ tục này.",
        "Giải quyết xong việc kỷ luật rồi làm tiếp thủ tục này.",
    )


def fees_paid(view: View) -> Refusal | None:
    """No past month is owed. Somebody whose ledger was never begun owes nothing that is known."""
    fees = view.facts["fees"]
    if fees is None or not fees.owed:
        return None
    months = [words.month(each) for each in fees.owed]
    return Refusal(
        "fees-owed",
        f"{view.case.subject_name} còn nợ đoàn phí {len(months)} tháng: {words.listed(months[:6])}.",
        "Thu đoàn phí các tháng này, hoặc xin miễn, rồi làm tiếp.",
    )
