"""What a training programme asks: what is undertaken, what was done, how it is judged."""

from marshmallow import fields
from marshmallow.validate import Length

from services.contracts.titles import TRAINING_RESULTS
from services.workflows.domain.forms import Form
from services.workflows.domain.training_catalogue import TITLES
from services.workflows.forms.evaluation import PeriodForm, percent, rating_field
from services.workflows.forms.fields import TODAY, ago, ahead, choice, day, paper
from services.workflows.forms.fields import text as line

_ITEMS, _RESULT, _SELF, _JUDGED = "Nội dung đăng ký", "Kết quả thực hiện", "Tự đánh giá", "Chi đoàn đánh giá"
_GROUPS = tuple(TITLES.items())
_RESULTS = tuple(TRAINING_RESULTS.items())
PROPOSED = {"at": "/training-catalogue", "by": "group"}
"""Where a screen reads what may be ticked."""


class ProgrammePeriodForm(PeriodForm):
    """Which year, by when, and from when it is judged."""

    assess_from = day("Bắt đầu đánh giá từ", "Kỳ đánh giá", since=ago(24), until=ahead(24))


class ItemRow(Form):
    """One thing that the member undertakes."""

    group = rating_field(_GROUPS, "Nhóm", "")
    text = line("Nội dung", "", max_length=300)
    measure = line("Cách đo", "", max_length=200)
    target = line("Mục tiêu", "", max_length=200)


class RegistrationForm(Form):
    items = fields.List(
        fields.Nested(ItemRow),
        required=True,
        validate=Length(min=1, max=30),
        metadata={
            "title": "Nội dung rèn luyện",
            "group": _ITEMS,
            "proposed": PROPOSED,
        },
    )


class ResultForm(Form):
    """Something that was done, with its evidence."""

    group = choice(_GROUPS, "Nhóm", _RESULT, widget="select")
    on = day("Ngày thực hiện", _RESULT, until=TODAY, required=True)
    text = line("Đã làm gì", _RESULT, max_length=500, widget="textarea")
    quantity = line("Kết quả đạt được", _RESULT, max_length=200)
    evidence_file = paper("Minh chứng", _RESULT)


class CommentForm(Form):
    """What a chapter says on the way; it stays when the member moves."""

    comment = line("Nhận xét", _JUDGED, max_length=2000, widget="textarea")


class SelfAssessmentForm(Form):
    score = percent("Điểm tự chấm", _SELF)
    comment = line("Tự nhận xét", _SELF, max_length=2000, widget="textarea")


class AssessmentForm(Form):
    """What the chapter's meeting concludes."""

    result = rating_field(_RESULTS, "Kết quả", _JUDGED)
    score = percent("Điểm chi đoàn chấm", _JUDGED)
    met_on = day("Ngày họp", _JUDGED, since=ago(24), until=TODAY)
    comment = line("Nhận xét", _JUDGED, max_length=2000, widget="textarea")
