"""The registers that the Union keeps (domain rule 14.4) as data: their columns, and how a line reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from services.contracts.titles import DISCIPLINE_FORMS, TRANSFER_REASONS, UNIT_DISCIPLINE_FORMS
from services.kit.faults import NotFound
from services.members.domain.identity import SEXES
from services.members.figures import chapter_wording
from services.members.figures.chapter_rows import SECTIONS


@dataclass(frozen=True)
class Register:
    """A register by its code. by_day: it goes by days, latest first, and has years; else by name. action: what it takes to open it.
    paper: the template that it can be issued as. of_a_chapter: it is one chapter's of one year, by sections."""

    code: str
    title: str
    about: str
    columns: tuple[tuple[str, str], ...]
    by_day: bool = True
    action: str = "register.view"
    paper: str | None = None
    of_a_chapter: bool = False

    @property
    def by_year(self) -> bool:
        return self.by_day or self.of_a_chapter

    def year_of(self, asked: int | None, today: date) -> int | None:
        """The year whose lines are shown: a chapter's book is always of one. None: all of them."""
        if not self.by_year:
            return None
        return asked or (today.year if self.of_a_chapter else None)


TRANSFER_STAGES: Final = {
    "RELEASED": "Giới thiệu đi",
    "MOVED": "Chuyển sinh hoạt",
    "LEFT": "Chuyển ra ngoài tỉnh",
    "ARRIVED": "Tiếp nhận từ ngoài tỉnh",
    "RETURNED": "Trả lại nơi đi",
}
AWARD_LEVELS: Final = {
    "CENTRAL": "Trung ương",
    "PROVINCE": "Cấp tỉnh",
    "DISTRICT": "Cấp huyện",
    "GRASSROOTS": "Cấp cơ sở",
}
DISCIPLINE_STAGES: Final = {
    "DECIDED": "Thi hành kỷ luật",
    "SUSPENDED": "Đình chỉ sinh hoạt",
    "COMPLAINED": "Khiếu nại",
    "COMMENTED": "Nhận xét sửa chữa",
    "PROGRESS": "Công nhận tiến bộ",
    "ANNULLED": "Huỷ kỷ luật",
}
OUTCOMES: Final = {"UPHELD": "Giữ nguyên", "CHANGED": "Thay đổi", "ANNULLED": "Huỷ quyết định"}

_NAME = ("full_name", "Họ và tên")
_BORN = ("born_on", "Ngày sinh")
_CHAPTER = ("unit", "Chi đoàn")
_NUMBER = ("document_number", "Số văn bản")

CHAPTER_BOOK: Final = "chapter"

REGISTERS: Final = {
    register.code: register
    for register in (
        Register(
            "members",
            "Sổ danh sách đoàn viên",
            "Đoàn viên đang sinh hoạt, theo tên.",
            (
                *(
                    _NAME,
                    _BORN,
                    ("sex", "Giới tính"),
                    _CHAPTER,
                    ("joined_on", "Ngày vào Đoàn"),
                    ("joined_place", "Nơi vào Đoàn"),
                ),
                *(("card_no", "Số thẻ"), ("book_no", "Số sổ"), ("book_location", "Nơi giữ sổ")),
            ),
            by_day=False,
        ),
        Register(
            "admissions",
            "Sổ kết nạp và cấp thẻ",
            "Đoàn viên được kết nạp, quyết định chuẩn y và thẻ đã cấp.",
            (
                *(
                    ("on", "Ngày vào Đoàn"),
                    _NAME,
                    _BORN,
                    ("sex", "Giới tính"),
                    _CHAPTER,
                    ("document_number", "Quyết định"),
                ),
                *(
                    ("document_on", "Ngày quyết định"),
                    ("card_no", "Số thẻ"),
                    ("card_on", "Ngày cấp thẻ"),
                    ("book_no", "Số sổ"),
                ),
            ),
        ),
        Register(
            "introductions",
            "Sổ giới thiệu và tiếp nhận",
            "Giới thiệu chuyển sinh hoạt đoàn đi và tiếp nhận đến.",
            (
                *(
                    ("on", "Ngày"),
                    _NAME,
                    _BORN,
                    ("stage", "Nội dung"),
                    ("origin", "Nơi đi"),
                    ("destination", "Nơi đến"),
                ),
                *(
                    ("introduction_no", "Giấy giới thiệu"),
                    ("fee_paid_until", "Đã đóng đoàn phí hết"),
                    ("reason", "Lý do"),
                ),
            ),
        ),
        Register(
            "away",
            "Sổ theo dõi đoàn viên đi làm ăn xa",
            "Nơi đến, ngày đi, ngày dự kiến về và nhận xét.",
            (
                *(("on", "Ngày đi"), _NAME, _BORN, _CHAPTER, ("destination", "Nơi đến"), ("until", "Dự kiến về")),
                *(("state", "Tình trạng"), ("comment", "Nhận xét gần nhất")),
            ),
            paper="T16",
        ),
        Register(
            "honorary",
            "Sổ đoàn viên danh dự",
            "Đoàn viên danh dự, không tính trong số đoàn viên.",
            (
                *(("on", "Ngày công nhận"), _NAME, _BORN, ("card_no", "Số thẻ danh dự"), ("unit", "Đơn vị đề nghị")),
                *(("merits", "Công lao"), ("ended_on", "Thôi công nhận")),
            ),
        ),
        Register(
            "awards",
            "Sổ khen thưởng",
            "Khen thưởng cá nhân và tập thể.",
            (
                *(
                    ("on", "Ngày"),
                    ("name", "Cá nhân, tập thể"),
                    ("unit", "Đơn vị"),
                    ("level", "Cấp khen"),
                    ("form", "Hình thức"),
                ),
                *(("reason", "Thành tích"), _NUMBER),
            ),
        ),
        Register(
            "discipline",
            "Sổ kỷ luật",
            "Kỷ luật, đình chỉ, khiếu nại và công nhận tiến bộ. Chỉ người có thẩm quyền xem được.",
            (
                *(
                    ("on", "Ngày"),
                    _NAME,
                    _BORN,
                    _CHAPTER,
                    ("stage", "Nội dung"),
                    ("form", "Hình thức"),
                    ("violation", "Vi phạm"),
                ),
                *(_NUMBER, ("until", "Đến ngày")),
            ),
            action="member.view_discipline",
        ),
        Register(
            CHAPTER_BOOK,
            "Sổ chi đoàn",
            "Ban Chấp hành, danh sách, biến động, xếp loại, khen thưởng, đoàn phí và biên bản của một chi đoàn trong năm.",
            (
                ("section", "Mục"),
                ("on", "Ngày"),
                ("name", "Họ và tên, đơn vị"),
                ("told", "Nội dung"),
                _NUMBER,
            ),
            by_day=False,
            paper="T16",
            of_a_chapter=True,
        ),
    )
}


def register_of(code: str) -> Register:
    """The register. Raises NotFound("register-unknown")."""
    found = REGISTERS.get(code)
    if found is None:
        raise NotFound("register-unknown")
    return found


def written(value: Any) -> str:
    """A day, number, word or nothing, as it is read; days that came as ISO texts too."""
    match value:
        case None:
            return ""
        case date():
            return f"{value:%d/%m/%Y}"
        case str() if len(value) == 10 and value[4] == value[7] == "-":
            return "/".join(reversed(value.split("-")))
    return str(value)


def birth(born_on: date | None, precision: str) -> str:
    """A birthday as exactly as it is known."""
    if born_on is None:
        return ""
    return {"year": f"{born_on:%Y}", "month": f"{born_on:%m/%Y}"}.get(precision, f"{born_on:%d/%m/%Y}")


def month(value: str | None) -> str:
    """`2026-03-01` as the month that it stands for."""
    return "" if not value or len(value) < 7 else f"{value[5:7]}/{value[:4]}"


def link_state(*, until: date | None, ended_on: date | None, today: date) -> str:
    """Whether somebody away is still away, and in time."""
    if ended_on is not None:
        return f"Đã về ngày {ended_on:%d/%m/%Y}" if ended_on <= today else "Đang đi"
    return "Quá ngày dự kiến về" if until is not None and until < today else "Đang đi"


def cells(code: str, row: Mapping[str, Any], places: Mapping[str, str], today: date) -> dict[str, str]:
    """The line as it reads. row: what the registry has of it, `data` among it. places: names of units by id as text."""
    data = row.get("data") or {}
    told = {name: written(row.get(name)) for name, _ in REGISTERS[code].columns}
    told |= {
        "born_on": birth(row.get("born_on"), row.get("born_precision") or "day"),
        "unit": row.get("unit_name") or "",
    }
    match code:
        case "members" | "admissions":
            told["sex"] = SEXES.get(row["sex"], "")
        case "introductions":
            told |= {
                "stage": TRANSFER_STAGES.get(data.get("stage", ""), row["title"]),
                "origin": places.get(data.get("from_unit_id") or "", data.get("from_place") or ""),
                "destination": places.get(data.get("to_unit_id") or "", data.get("to_place") or ""),
                "introduction_no": data.get("introduction_no") or written(row["document_number"]),
                "fee_paid_until": month(data.get("fee_paid_until")),
                "reason": TRANSFER_REASONS.get(data.get("reason") or "", written(data.get("reason"))),
            }
        case "away":
            last = (row["comments"] or [{}])[-1]
            told |= {
                "destination": row["host_place"] or row["host_name"] or "",
                "state": link_state(until=row["until"], ended_on=row["ended_on"], today=today),
                "comment": written(last.get("comment")),
            }
        case "chapter":
            told |= {
                "section": SECTIONS[row["section"]],
                "name": row["full_name"] or "",
                "told": chapter_wording.format_line(row),
                "document_number": written(row["number"]),
            }
        case "awards":
            told |= {
                "name": row["full_name"] or row["unit_name"],
                "level": AWARD_LEVELS.get(data.get("level", ""), ""),
                "form": data.get("form_title") or data.get("form") or row["title"],
                "reason": written(data.get("reason")),
            }
        case "discipline":
            told |= {
                "name": row["full_name"] or row["unit_name"],
                "stage": DISCIPLINE_STAGES.get(data.get("stage", ""), row["title"]),
                "form": _what_stands(data),
                "violation": written(data.get("violation")),
                "until": written(data.get("until")),
            }
    return told


def _what_stands(data: Mapping[str, Any]) -> str:
    """The form of discipline; of a complaint that did away with it, that it is gone."""
    forms, outcome = DISCIPLINE_FORMS | UNIT_DISCIPLINE_FORMS, data.get("outcome", "")
    said = None if outcome == "ANNULLED" else forms.get(data.get("form", ""))
    return said or OUTCOMES.get(outcome, "")
