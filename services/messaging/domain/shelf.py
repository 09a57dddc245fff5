"""The templates that we ship: what each is called, how it is numbered and signed, whose words it has, how it is laid out.

What an asker tells of each stands in contracts/papers.py; a test holds the two lists against each other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.kit.faults import Invalid
from services.messaging.domain import (
    admission,
    awards,
    corrections,
    discipline,
    honours,
    introductions,
    maturity,
    meetings,
    organisation,
    ratings,
    registers,
    removals,
    training,
)
from services.messaging.domain.facts import Facts, Subject

ONE, MANY, NONE_NEEDED = "one", "many", "none needed"
DECISION, RESOLUTION, LETTER, CERTIFICATE, BOOK = "decision", "resolution", "letter", "certificate", "book"


@dataclass(frozen=True)
class Template:
    """A kind of paper. layout: the file in templates/ that places its words; confidential: for those concerned alone."""

    code: str
    kind: str
    title: str
    words: Callable[[Facts], dict[str, Any]]
    layout: str = DECISION
    names: str = MANY
    body: str | None = None
    department: str | None = None
    numbered: bool = True
    confidential: bool = False


_ALL = (
    Template("T01", "BB", "Biên bản họp", meetings.minutes, LETTER, NONE_NEEDED),
    Template("T01N", "NQ", "Nghị quyết chi đoàn", meetings.resolution, RESOLUTION, NONE_NEEDED),
    Template("T02", "NQ", "Nghị quyết đề nghị kết nạp đoàn viên", admission.resolution, RESOLUTION),
    Template("T03", "QĐ", "Quyết định chuẩn y kết nạp đoàn viên", admission.decision),
    Template("T04", "GT", "Giấy giới thiệu chuyển sinh hoạt đoàn", introductions.transfer, LETTER),
    Template("T05", "GT", "Giấy giới thiệu sinh hoạt đoàn tạm thời", introductions.temporary, LETTER),
    Template("T06", "GT", "Giấy giới thiệu sinh hoạt đoàn nơi cư trú", introductions.residence, LETTER),
    Template(
        "T06N", "PNX", "Phiếu nhận xét sinh hoạt đoàn nơi cư trú", introductions.comment, LETTER, ONE, numbered=False
    ),
    Template("T07", "QĐ", "Quyết định công nhận đoàn viên trưởng thành", maturity.decision),
    Template("T07C", "GCN", "Giấy chứng nhận đoàn viên trưởng thành", maturity.certificate, CERTIFICATE),
    Template("T08", "QĐ", "Quyết định xoá tên trong danh sách đoàn viên", removals.decision),
    Template(
        "T08C", "NQ", "Nghị quyết chi đoàn về việc xoá tên trong danh sách đoàn viên", removals.resolution, RESOLUTION
    ),
    Template("T08R", "QĐ", "Quyết định khôi phục tên trong danh sách đoàn viên", removals.restoration),
    Template("T09", "BĐK", "Bản đăng ký rèn luyện đoàn viên", training.registration, LETTER, ONE, numbered=False),
    Template("T09D", "PĐG", "Phiếu đánh giá rèn luyện đoàn viên", training.assessment, LETTER, ONE, numbered=False),
    Template("T10P", "PTĐG", "Phiếu tự đánh giá, xếp loại đoàn viên", ratings.own_sheet, LETTER, ONE, numbered=False),
    Template("T10", "BTH", "Bảng tổng hợp xếp loại đoàn viên", ratings.list_of_ratings, BOOK, numbered=False),
    Template("T10D", "QĐ", "Quyết định công nhận kết quả xếp loại đoàn viên", ratings.decision),
    Template("T11T", "TTr", "Tờ trình đề nghị công nhận đoàn viên danh dự", honours.honorary_proposal, LETTER),
    Template(
        "T11", "QĐ", "Quyết định công nhận đoàn viên danh dự", honours.honorary_decision, body="BTV", department="TCKT"
    ),
    Template(
        "T12", "NQ", "Nghị quyết giới thiệu đoàn viên ưu tú vào Đảng", honours.recommendation, RESOLUTION, body="BCH"
    ),
    Template("T13", "TTr", "Tờ trình đề nghị khen thưởng", awards.proposal, LETTER),
    Template("T13B", "BC", "Báo cáo thành tích đề nghị khen thưởng", awards.account, LETTER, ONE),
    Template("T14", "QĐKT", "Quyết định khen thưởng", awards.decision, body="BTV", department="VP"),
    Template("T15A", "BC", "Báo cáo kết quả xác minh", discipline.findings, LETTER, confidential=True),
    Template("T15M", "BB", "Biên bản họp xét kỷ luật", meetings.minutes, LETTER, ONE, confidential=True),
    Template("T15B", "QĐ", "Quyết định đình chỉ sinh hoạt đoàn", discipline.suspension, confidential=True),
    Template("T15C", "QĐ", "Quyết định thi hành kỷ luật", discipline.decision, confidential=True),
    Template("T15D", "TB", "Thông báo giải quyết khiếu nại", discipline.answer, LETTER, confidential=True),
    Template("T15E", "QĐ", "Quyết định công nhận tiến bộ", discipline.progress, confidential=True),
    Template("T16", "SỔ", "Sổ theo dõi đoàn viên đi làm ăn xa", registers.book, BOOK, NONE_NEEDED, numbered=False),
    Template("T17", "QĐ", "Quyết định về tổ chức", organisation.decision, names=NONE_NEEDED, body="BTV"),
    Template("T19R", "QĐ", "Quyết định thu hồi văn bản", corrections.revocation, names=NONE_NEEDED),
    Template("T19D", "QĐ", "Quyết định đính chính văn bản", corrections.correction, names=NONE_NEEDED),
    Template(
        "T19K", "QĐ", "Quyết định đính chính văn bản", corrections.correction, names=NONE_NEEDED, confidential=True
    ),
)
TEMPLATES = {template.code: template for template in _ALL}
CONFIDENTIAL = frozenset(template.code for template in _ALL if template.confidential)


def template_of(code: str) -> Template:
    """Raises Invalid("unknown-template")."""
    template = TEMPLATES.get(code)
    if template is None:
        raise Invalid("unknown-template", errors={"template": [f"Chưa có mẫu văn bản {code}."]})
    return template


def check_people(template: Template, subjects: tuple[Subject, ...]) -> None:
    """Raises Invalid: "document-without-people", or "document-names-one" where a paper is about one person alone."""
    nobody = not subjects and template.names != NONE_NEEDED
    if nobody or not all(subject.full_name for subject in subjects):
        raise Invalid("document-without-people", errors={"people": ["Văn bản chưa có họ tên người được nêu."]})
    if template.names == ONE and len(subjects) > 1:
        told = f"{template.title} chỉ nêu một người, đang có {len(subjects)} người. Hãy lập cho mỗi người một văn bản."
        raise Invalid("document-names-one", errors={"people": [told]})
