"""What one unit says when it lets another act in its place."""

from marshmallow import fields

from services.kit.schema import IdField, Text
from services.workflows.domain.forms import Form
from services.workflows.forms.fields import ago, ahead, day

_LENT = ""


class DelegationForm(Form):
    """To whom, in which process, from when until when, under which decision. The processes are filled in when it is drawn."""

    to_unit_id = IdField(
        required=True,
        metadata={
            "title": "Đơn vị được uỷ quyền",
            "widget": "unit",
            "hint": "Một đơn vị trực thuộc. Gõ tên có dấu hoặc không dấu.",
        },
    )
    process = fields.String(required=True, metadata={"title": "Nghiệp vụ", "widget": "select"})
    from_on = day("Có hiệu lực từ ngày", _LENT, since=ago(12), until=ahead(24), required=True)
    until = day("Đến hết ngày", _LENT, since="from_on", until=ahead(120), hint="Để trống nếu chưa định ngày.")
    decision_no = Text(required=True, max_length=60, metadata={"title": "Số quyết định uỷ quyền"})
