"""What is the same for a whole class that is proposed at once: the meeting, the application, and defaults of the file."""

from services.workflows.domain import lists
from services.workflows.forms.candidate import ApplicationForm
from services.workflows.forms.fields import TODAY, ago, ahead, choice, count, day, flag, paper, text

_MEETING = "Cuộc họp"
_FILE = "Chung cho cả danh sách"


class AdmissionsForm(ApplicationForm):
    """One meeting for all; a cell of the workbook wins over what stands here."""

    met_on = day("Ngày họp", _MEETING, since="applied_on", until=TODAY)
    place = text("Địa điểm", _MEETING)
    chair = text("Chủ toạ", _MEETING, max_length=120)
    secretary = text("Thư ký", _MEETING, max_length=120)
    members_total = count("Tổng số đoàn viên", _MEETING)
    present = count("Có mặt", _MEETING)
    voters = choice(lists.VOTERS, "Ai biểu quyết", _MEETING)
    superior_consent = text("Đoàn cấp trên đồng ý", _MEETING, max_length=300)
    ballot = choice(lists.BALLOTS, "Hình thức biểu quyết", _MEETING)
    minutes_file = paper("Biên bản họp, chung cho cả danh sách", _MEETING)
    submit = flag("Gửi Đoàn cấp trên những người đạt", _MEETING)
    planned_on = day("Ngày dự kiến xét", _FILE, since=ago(12), until=ahead(24))
    theme = text("Lớp, đợt kết nạp", _FILE)
    ethnicity = choice(lists.ETHNICITIES, "Dân tộc", _FILE)
    religion = choice(lists.RELIGIONS, "Tôn giáo", _FILE)
    member_category = choice(lists.CATEGORIES, "Đối tượng đoàn viên", _FILE)
    occupation = choice(lists.OCCUPATIONS, "Nghề nghiệp", _FILE)
    general_education = choice(lists.EDUCATIONS, "Trình độ học vấn", _FILE)
    permanent_address = text("Nơi thường trú", _FILE)
    guardian_consent = flag("Người giám hộ đã đồng ý", _FILE)
    special_area = flag("Vùng dân tộc thiểu số, miền núi, biên giới, hải đảo, đặc biệt khó khăn", _FILE)
