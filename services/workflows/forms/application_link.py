"""What a chapter says of a link by which applicants write."""

from marshmallow import fields

from services.workflows.domain.forms import Form
from services.workflows.forms.fields import text

_LINK = ""


class ApplicationLinkForm(Form):
    """For whom it is, and how many may use it; the most is the rule set's, filled in when it is drawn."""

    label = text("Dùng cho", _LINK, max_length=100, hint="Ví dụ: Lớp 10A3. Chỉ cán bộ chi đoàn thấy tên này.")
    max_uses = fields.Integer(
        strict=True,
        metadata={"title": "Nhận nhiều nhất (đơn)", "group": _LINK, "hint": "Ghi 1 nếu chỉ gửi cho một người."},
    )
