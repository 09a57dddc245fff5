"""The superior's override of the wait before somebody who left is admitted again (domain rules 3 and 4)."""

from services.workflows.domain import guards
from services.workflows.domain.case import Refusal
from services.workflows.domain.view import View


def returns_too_soon(view: View) -> Refusal | None:
    """Refuses where nobody has to wait: the superior allows what the rule forbids, nothing else."""
    waiting = guards.may_return(view.without(("early_return", "planned_on")))
    if waiting is not None and waiting.code == "readmission-too-soon":
        return None
    return Refusal("no-wait", f"{view.case.subject_name} không phải chờ đủ thời hạn.", "Không cần làm bước này.")


def returns_early(view: View) -> Refusal | None:
    """A doubt that stays with the file: the superior allowed a return before the wait was over."""
    if reason := view.text("early_return.reason"):
        text = f"Đoàn cấp trên cho kết nạp lại trước thời hạn, lý do: “{reason}”."
        return Refusal("returns-early", text, "Xem lý do trước khi quyết định.")
    return None
