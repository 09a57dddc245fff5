"""What a new card and an exemption from the fee ask."""

from typing import Final

from marshmallow import fields
from marshmallow.validate import Range

from services.contracts import titles
from services.workflows.domain.forms import Form
from services.workflows.domain.lists import Choices
from services.workflows.forms.fields import TODAY, ago, ahead, day, month, needed, paper, picture, text

CARD_REASONS: Final[Choices] = tuple(titles.CARD_REASONS.items())
HARDSHIPS: Final[Choices] = (
    ("POOR", "Hộ nghèo, cận nghèo"),
    ("ILLNESS", "Ốm đau, tai nạn"),
    ("DISASTER", "Thiên tai, hoả hoạn"),
    ("NO_INCOME", "Mất việc, chưa có thu nhập"),
    ("OTHER", "Hoàn cảnh khác"),
)
_CARD = "Thẻ đoàn viên"
_FEE = "Miễn đoàn phí"


class CardForm(Form):
    """Why a new card is needed."""

    reason = needed(CARD_REASONS, "Lý do", _CARD)
    old_card_no = text("Số thẻ cũ", _CARD, max_length=40)
    lost_on = day("Ngày mất thẻ", _CARD, until=TODAY, when={"reason": ["LOST"]})
    wrong_what = text("Thông tin sai trên thẻ, và thông tin đúng", _CARD, max_length=300, when={"reason": ["WRONG"]})
    card_picture = picture("Ảnh thẻ cũ", _CARD, when={"reason": ["DAMAGED", "WRONG"]})


class ExemptionForm(Form):
    """From which month on, for how long, and why."""

    from_month = month(
        "Từ tháng", _FEE, since=ago(24), until=ahead(12), required=True, hint="Tháng đầu được miễn, ví dụ 11/2026."
    )
    months = fields.Integer(
        required=True, strict=True, validate=Range(1, 60), metadata={"title": "Số tháng miễn", "group": _FEE}
    )
    hardship = needed(HARDSHIPS, "Hoàn cảnh", _FEE)
    reason = text("Trình bày cụ thể", _FEE, max_length=1000, widget="textarea")
    proof_file = paper("Xác nhận, giấy tờ kèm theo", _FEE)
