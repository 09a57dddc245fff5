"""Who brought a case: its own subject, or an officer for them."""

from services.workflows.domain.case import Refusal
from services.workflows.domain.view import View


def officer(view: View) -> Refusal | None:
    """What a member asks for, the chapter looks at first; what it proposes itself it has looked at already."""
    if view.office is not None or (view.doer is not None and view.doer.is_system):
        return None
    return Refusal("asked-by-member", "Đoàn viên tự đề nghị.", "Chi đoàn xác nhận trước khi gửi Đoàn cấp trên.")
