"""A filled order for every template, as processes tell it: what is said of the matter and of each person."""

from dataclasses import replace
from datetime import date
from typing import Any

from services.messaging.domain import issuing, shelf
from services.messaging.domain.facts import Issuer
from services.messaging.domain.issuing import Order, Register, Stamp, Unit
from tests.unit.messaging.builders import CHAPTER, COMMUNE, DISTRICT, MOMENT

PROVINCE = replace(
    DISTRICT, name="Tỉnh đoàn Bắc Giang", level="PROVINCE", abbr="TĐTN", place="Bắc Giang",
    superior_name="Ban Bí thư Trung ương Đoàn",
)  # fmt: skip
ISSUERS = {"chapter": CHAPTER, "grassroots": COMMUNE, "district": DISTRICT, "province": PROVINCE}
"""Issuers by the level that a reader knows."""

MEETING = {
    "on": "2026-11-20", "members": 18, "present": 16, "chair": "Nguyễn Văn Bình", "secretary": "Trần Thị Lan",
    "place": "Nhà văn hoá thôn Hạ",
}  # fmt: skip
DECIDED = {"number": "05-QĐ/ĐTN", "on": "2026-05-12"}
CORRECTED = {
    "number": "05-QĐ/ĐTN", "on": "2026-05-12", "title": "Quyết định thi hành kỷ luật", "issuer": "Đoàn xã Tân Mỹ",
}  # fmt: skip
GROUP = "Rèn luyện về thể chất, sức khoẻ"
ITEMS = [
    {"group": "Rèn luyện về tư tưởng chính trị, đạo đức, lối sống", "text": "Học 6 bài lý luận chính trị",
     "measure": "Bài thu hoạch", "target": "Đủ 6 bài", "result": "Đã học 6 bài"},
    {"group": GROUP, "text": "Chạy bộ mỗi sáng", "measure": "Ghi chép", "target": "4 buổi một tuần", "result": "5 buổi"},
    {"group": GROUP, "text": "Tham gia hội khoẻ", "measure": "Có mặt", "target": "1 lần", "result": "1 lần"},
]  # fmt: skip

SLIPS = [{"place": "Điều 1", "written": "Nguyễn Thu Hạ", "read": "Nguyễn Thu Hà"}]
ABOUT: dict[str, dict[str, Any]] = {
    "T01": {
        "matter": "xét kết nạp đoàn viên mới", "started_at": "19 giờ 30", "ended_at": "20 giờ 45", "summoned": 18,
        "absent_excused": 1, "absent_unexcused": 1, "ballot": "SECRET", "guests": ["Bí thư Chi bộ thôn Hạ"], "agenda": ["Đọc đơn", "Biểu quyết"],
        "minutes": [
            {"title": "Kế hoạch tháng Thanh niên", "discussion": "Các đồng chí góp ý về kinh phí", "ballot": "SECRET",
             "issued": 16, "collected": 16, "valid": 16, "agree": 15, "disagree": 1, "blank": 0, "conclusion": "Thông qua"},
        ],
        "conclusion": "Hoàn chỉnh hồ sơ trước ngày 30/11/2026",
    },
    "T01N": {"matter": "ủng hộ quỹ tình bạn", "resolves": ["Mỗi đoàn viên góp một ngày công", "Giao đồng chí Bí thư theo dõi"]},
    "T04": {"valid_until": "2027-02-22"},
    "T06N": {"year": 2026, "host_name": "Chi đoàn tổ dân phố số 3", "introduction": {"number": "07-GT/ĐTN", "on": "2026-03-01"}},
    "T07": {"ceremony_on": "2027-03-26", "ceremony_place": "Nhà văn hoá xã Tân Mỹ"},
    "T07C": {"decision": DECIDED},
    "T08R": {"corrects": CORRECTED},
    "T09": {"year": 2026},
    "T09D": {"year": 2026},
    "T10P": {"period": "năm học 2025–2026"},
    "T10": {"year": 2026},
    "T10D": {"year": 2026},
    "T11T": {"to_name": "Ban Thường vụ Tỉnh đoàn Bắc Giang"},
    "T12": {"party_cell": "Chi bộ thôn Hạ", "valid_until": "2027-11-24"},
    "T13": {"form_title": "Bằng khen", "occasion": "phong trào Thanh niên tình nguyện năm 2026"},
    "T13B": {"form_title": "Bằng khen", "occasion": "phong trào Thanh niên tình nguyện năm 2026"},
    "T14": {"form_title": "Bằng khen", "occasion": "phong trào Thanh niên tình nguyện năm 2026", "money": 600000},
    "T15A": {"started_on": "2026-10-01", "ended_on": "2026-10-20", "team": ["Lê Văn Tám", "Hà Thị Hoa"]},
    "T15M": {"matter": "xem xét kỷ luật đoàn viên", "minutes": [
        {"title": "Xem xét kỷ luật đồng chí Nguyễn Thu Hà", "discussion": "Sử dụng quỹ sai mục đích. Cảnh cáo 15 phiếu, khiển trách 1 phiếu",
         "ballot": "SECRET", "collected": 16, "conclusion": "Đề nghị hình thức cảnh cáo"}]},
    "T16": {
        "columns": [{"title": "STT", "width": 1, "align": "center"}, {"title": "Họ và tên", "width": 5},
                    {"title": "Nơi đến", "width": 5}, {"title": "Ngày đi", "width": 3, "align": "center"}],
        "rows": [["1", "Nguyễn Thu Hà", "Khu công nghiệp Đình Trám", "12/02/2026"], ["2", "Lê Văn An", "Nhật Bản"]],
        "note": "Tính đến ngày 24/11/2026",
    },
    "T17": {"operation": "ESTABLISH", "unit_name": "Chi đoàn thôn Đông", "superior_name": "Đoàn xã Tân Mỹ", "members_count": 12,
            "term": "2026–2028", "effective_on": "2026-12-01"},
    "T19R": {"corrects": CORRECTED, "reason": "Ghi sai thẩm quyền"},
    "T19D": {"corrects": CORRECTED, "corrections": SLIPS},
    "T19K": {"corrects": CORRECTED, "corrections": SLIPS},
}  # fmt: skip
_GOES = {
    "reason": "Chuyển công tác", "fee_paid_until": "2026-11-01", "comment": "Sinh hoạt đều, có trách nhiệm",
    "card_no": "BG-00017", "joined_on": "2025-03-26", "to_unit_name": "Đoàn phường Ngô Quyền",
}  # fmt: skip
PERSON: dict[str, dict[str, Any]] = {
    "T04": _GOES,
    "T05": _GOES | {"from_on": "2026-12-01", "until": "2027-05-31"},
    "T06": _GOES | {"from_on": "2026-01-15", "residence": "TEMPORARY"},
    "T06N": {"strengths": "Nhiệt tình", "weaknesses": "Còn vắng 2 buổi", "comment": "Tham gia tốt", "grade": "Tốt"},
    "T07": {"joined_on": "2010-03-26", "card_no": "BG-00017"},
    "T07C": {"joined_on": "2010-03-26"},
    "T08": {"ending": "STRUCK_OFF", "ground": "BOTH", "months": ["2026-07-01", "2026-08-01", "2026-09-01"]},
    "T08C": {"ending": "STRUCK_OFF", "ground": "NO_FEE", "months": ["2026-07-01", "2026-08-01", "2026-09-01"]},
    "T08R": {"reason": "đã đóng đủ đoàn phí"},
    "T09": {"items": ITEMS},
    "T09D": {"items": ITEMS, "result": "DAT", "self_score": "92", "chapter_score": "90", "comment": "Thực hiện đủ"},
    "T10P": {"strengths": "Gương mẫu", "self_rating": "HTXS", "rating": "HTT", "training": "DAT", "attendance_percent": 95,
             "fee_paid_until": "2026-12-01", "comment": "Hoàn thành tốt"},
    "T10": {"self_rating": "HTXS", "rating": "HTT", "training": "DAT", "attendance_percent": 95},
    "T10D": {"rating": "HTT"},
    "T11T": {"merits": "Ủng hộ quỹ khuyến học 20 năm", "workplace": "Giám đốc Công ty May Bắc Giang"},
    "T11": {"merits": "Ủng hộ quỹ khuyến học 20 năm", "workplace": "Giám đốc Công ty May Bắc Giang"},
    "T12": {"joined_on": "2025-03-26", "strengths": "Lập trường vững vàng", "weaknesses": "Đôi lúc còn nể nang",
            "class_certificate_no": "118/TTCT"},
    "T13": {"merits": "Dẫn đầu đội hiến máu"},
    "T13B": {"merits": "Vận động 120 lượt hiến máu trong năm", "workplace": "Chi đoàn thôn Hạ"},
    "T14": {"merits": "Dẫn đầu đội hiến máu"},
    "T15A": {"violation": "Sử dụng quỹ sai mục đích", "violated_on": "2026-08-11", "source": "Đơn phản ánh",
             "findings": "Có chi sai 500.000 đồng", "proposal": "Xem xét kỷ luật"},
    "T15B": {"what": "POSITION", "reason": "Phục vụ xác minh", "from_on": "2026-10-01", "until": "2026-12-31"},
    "T15C": {"form": "CANH_CAO", "violation": "Sử dụng quỹ sai mục đích", "violated_on": "2026-08-11"},
    "T15D": {"decision": DECIDED, "complained_on": "2026-06-01", "outcome": "CHANGED", "form": "KHIEN_TRACH",
             "findings": "Mức kỷ luật cao hơn mức vi phạm"},
    "T15E": {"decision": DECIDED, "form": "CANH_CAO", "comment": "Đã sửa chữa, tích cực công tác"},
    "T17": {"office": "Bí thư", "is_provisional": True},
}  # fmt: skip
_VOTE = {"agree": 15, "disagree": 1, "blank": 0}
_VOTED = {"T01", "T02", "T08C", "T12"}
BY_A_CHAPTER = {"T01", "T15M", "T01N", "T02", "T08C", "T09", "T09D", "T10P", "T10", "T16"}


def an_order_for(code: str, *, count: int = 1, **given: Any) -> Order:
    """The order of a paper about so many people."""
    names = ["Nguyễn Thu Hà", "Lê Văn An", "Trần Thị Bình"] + [
        f"Nguyễn Thị Hà {place}" for place in range(4, count + 1)
    ]
    people = [
        {"full_name": name, "born_on": "2001-02-03", "sex": "female", "code": f"{240126000017 + place}",
         "unit_name": CHAPTER.name, **({"vote": _VOTE} if code in _VOTED else {}), **PERSON.get(code, {})}
        for place, name in enumerate(names[:count])
    ]  # fmt: skip
    content = {"people": people, "about": ABOUT.get(code, {}), "meeting": MEETING, **given.pop("content", {})}
    whole = {
        "key": f"case-1/{code}", "template": code, "unit_id": COMMUNE.id, "on": date(2026, 11, 24), "case_ids": (),
        "content": content, "signer_id": None, "signer_position": "BT", "in_force": False, "numbering_reset": "TERM",
    }  # fmt: skip
    return Order(**{**whole, **given})


def a_paper(code: str, *, count: int = 1, issuer: Issuer | None = None, **content: Any) -> dict[str, Any]:
    """The frozen content of a filled paper."""
    by = issuer or (CHAPTER if code in BY_A_CHAPTER else COMMUNE)
    order = an_order_for(code, count=count, content={"signer_name": "Lương Thị Hồng Vân", **content})
    issued = issuing.issue(
        order,
        unit=Unit(by, term="2022-2027"),
        register=Register(by.id, shelf.TEMPLATES[code].kind, "2022-2027"),
        ordinal=12,
        people={},
        names={},
        stamp=Stamp(COMMUNE.id, bytes(range(16)), MOMENT, "layout"),
    )
    return dict(issued.content)
