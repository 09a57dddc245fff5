"""The member's file (domain rule 17.1): its fields, how each is read, and what is missing from it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from services.kit.characters import find_unseen
from services.members.domain import days, identity, lists, names
from services.members.domain.days import Day
from services.members.domain.readings import Problem, Reading, error, warning

OPEN, CONTACT, SENSITIVE = "member.view", "member.view_contact", "member.view_sensitive"


@dataclass(frozen=True)
class Group:
    """Fields that are shown, masked and revealed together; `action` is what it takes to see them."""

    code: str
    title: str
    action: str


@dataclass(frozen=True)
class Field:
    """One field of the file.

    `column` None: it lives in the long tail under its own code. `locked`: once settled, it is for superiors to correct.
    `read_only`: the system alone writes it. `is_open`: a list that names the usual and takes other words as they are written.
    `may_come`: a day that may lie ahead.
    """

    code: str
    title: str
    group: str
    kind: str = "text"
    column: str | None = None
    needed: bool = False
    locked: bool = False
    longest: int = 200
    read_only: bool = False
    is_open: bool = False
    may_come: bool = False


GROUPS: Final = (
    Group("identity", "Nhân thân", OPEN),
    Group("papers", "Giấy tờ tuỳ thân", SENSITIVE),
    Group("contact", "Liên hệ", CONTACT),
    Group("background", "Thành phần, sức khoẻ", SENSITIVE),
    Group("work", "Học tập, công tác", OPEN),
    Group("family", "Gia đình", SENSITIVE),
    Group("union", "Đoàn", OPEN),
    Group("party", "Đảng", SENSITIVE),
)

_IDENTITY = (
    Field("full_name", "Họ và tên khai sinh", "identity", "name", "full_name", needed=True),
    Field("other_names", "Các tên gọi khác", "identity", column="other_names"),
    Field("sex", "Giới tính", "identity", "sex", "sex", needed=True),
    Field("birth_date", "Ngày sinh", "identity", "birth", "born_on", needed=True),
    Field("birth_place", "Nơi sinh", "identity", column="birth_place"),
    Field("photo", "Ảnh", "identity", "photo", "photo_digest"),
    Field("native_place", "Quê quán", "identity", column="native_place"),
    Field("citizen_id", "Số CCCD", "papers", "citizen_id", "citizen_id", needed=True),
    Field("citizen_id_date", "Ngày cấp CCCD", "papers", "day", "citizen_id_on"),
    Field("citizen_id_place", "Nơi cấp CCCD", "papers", column="citizen_id_place"),
    Field("phone", "Số điện thoại", "contact", "phone", "phone", needed=True),
    Field("phone_verified", "Đã xác minh số điện thoại", "contact", "yes_no", "phone_verified", read_only=True),
    Field("email", "Thư điện tử", "contact", "email", "email"),
    Field("permanent_address", "Nơi thường trú", "contact", column="permanent_address", needed=True, longest=300),
    Field("current_address", "Nơi ở hiện nay", "contact", column="current_address", longest=300),
    Field("ethnicity", "Dân tộc", "background", "number_list", "ethnicity", needed=True),
    Field("religion", "Tôn giáo", "background", "number_list", "religion", needed=True),
    Field("family_class", "Thành phần gia đình", "background", "list", is_open=True),
    Field("health", "Tình trạng sức khoẻ", "background", "list", "health"),
    Field("marital", "Tình trạng hôn nhân", "background", "list"),
    Field("policy_object", "Đối tượng chính sách", "background", "list", "policy_object", is_open=True),
)
_WORK = (
    Field("occupation", "Nghề nghiệp", "work", "list", "occupation", needed=True),
    Field("workplace", "Nơi công tác, học tập", "work", column="workplace"),
    Field("member_category", "Đối tượng đoàn viên", "work", "list", "member_category", needed=True),
    Field("general_education", "Trình độ học vấn", "work", "education", "general_education", needed=True),
    Field("professional_level", "Trình độ chuyên môn", "work", "list", "professional_level"),
    Field("major", "Chuyên ngành", "work", column="major"),
    Field("political_theory", "Lý luận chính trị", "work", "list", "political_theory"),
    Field("it_level", "Tin học", "work", "list", "it_level"),
    Field("foreign_languages", "Ngoại ngữ", "work", "rows"),
    Field("salaried", "Hưởng lương", "work", "yes_no", "salaried"),
    Field("abroad_history", "Đã đi nước ngoài", "work", "rows"),
    Field("relatives", "Quan hệ gia đình", "family", "rows"),
)
_UNION = (
    Field("union_join_date", "Ngày vào Đoàn", "union", "joined", "joined_on", needed=True, locked=True),
    Field("union_join_place", "Nơi vào Đoàn", "union", column="joined_place", needed=True, locked=True),
    Field("admission_decision", "Số quyết định chuẩn y", "union", column="admission_no", locked=True),
    Field("admission_decision_date", "Ngày quyết định chuẩn y", "union", "day", "admission_on", locked=True),
    Field("card_no", "Số thẻ đoàn viên", "union", column="card_no", longest=40, locked=True),
    Field("card_date", "Ngày cấp thẻ", "union", "day", "card_on", locked=True),
    Field("old_card_no", "Số thẻ đoàn viên cũ", "union", column="old_card_no", longest=40),
    Field("yum_code", "Mã trên phần mềm Quản lý đoàn viên của Trung ương", "union", column="yum_code", longest=60),
    Field("book_no", "Số sổ đoàn viên", "union", column="book_no", longest=40),
    Field("book_location", "Nơi giữ sổ", "union", column="book_location"),
    Field("team_join_date", "Ngày vào Đội", "union", "day"),
    Field("hoi_membership", "Hội viên Hội LHTN, Hội Sinh viên", "union"),
    Field("federation_join_date", "Ngày vào Hội LHTN Việt Nam", "union", "day"),
    Field("student_association_join_date", "Ngày vào Hội Sinh viên Việt Nam", "union", "day"),
    Field("specialty", "Năng khiếu, sở trường", "union"),
    Field("note", "Ghi chú", "union", longest=1000),
    Field("party_candidate", "Đối tượng Đảng, lớp nhận thức", "party"),
    Field("party_class_no", "Số giấy chứng nhận lớp nhận thức về Đảng", "party", longest=40),
    Field("party_class_date", "Ngày cấp giấy chứng nhận lớp nhận thức về Đảng", "party", "day"),
    Field("party_class_until", "Giấy chứng nhận lớp nhận thức về Đảng có hạn đến", "party", "day", may_come=True),
    Field("party_join_date", "Ngày vào Đảng", "party", "day", "party_join_on"),
    Field("party_official_date", "Ngày chính thức", "party", "day", "party_official_on"),
    Field("party_cell", "Chi bộ", "party", column="party_cell"),
    Field("party_card_no", "Số thẻ đảng viên", "party", column="party_card_no", longest=40),
)
FIELDS: Final[Mapping[str, Field]] = {field.code: field for field in (*_IDENTITY, *_WORK, *_UNION)}
NEEDED: Final = tuple(field for field in FIELDS.values() if field.needed)

_DAYS: Final = frozenset(field.column for field in FIELDS.values() if field.kind in ("birth", "day", "joined"))

_OTHER_CODES: Final = {
    "born_on": "birth_date",
    "joined_on": "union_join_date",
    "joined_place": "union_join_place",
    "citizen_id_on": "citizen_id_date",
    "card_on": "card_date",
    "party_join_on": "party_join_date",
    "party_official_on": "party_official_date",
    "admission_no": "admission_decision",
    "admission_on": "admission_decision_date",
    "foreign_language": "foreign_languages",
    "talent": "specialty",
}
"""Names of columns that a case's form may use for the same fields."""


@dataclass(frozen=True)
class Draft:
    """What a set of given values amounts to: columns, the long tail, and what is wrong with them by field."""

    columns: dict[str, Any]
    tail: dict[str, Any]
    errors: dict[str, list[str]]
    warnings: dict[str, list[str]]


def read(given: Mapping[str, Any], *, current: Mapping[str, Any], today: date) -> Draft:
    """Given values, by field code, as the registry would keep them; `current` fills what is not given."""
    draft = Draft({}, {}, {}, {})
    for name, value in given.items():
        code = code_of(name)
        field = FIELDS.get(code)
        if field is None:
            draft.errors[name] = ["Không có trường này trong hồ sơ đoàn viên."]
            continue
        if field.read_only:
            draft.errors[name] = [f"{field.title}: mục này do hệ thống ghi, không sửa được."]
            continue
        reading = _read_field(field, value, today)
        _note(draft, name, reading.problems)
        if not any(problem.severity == "error" for problem in reading.problems):
            _keep(draft, field, reading.value)
    names_given = {code_of(name): name for name in given}
    for code, problems in _doubts({**current, **draft.columns}, today):
        _note(draft, names_given.get(code, code), problems, only_warn=code not in names_given)
    return draft


def code_of(name: str) -> str:
    """The field that the name means."""
    return _OTHER_CODES.get(name, name)


def day_of_column(column: str, value: Any) -> Any:
    """A column's value out of JSON, where days are text."""
    return date.fromisoformat(value) if value is not None and column in _DAYS else value


def _keep(draft: Draft, field: Field, value: Any) -> None:
    if field.column is None:
        draft.tail[field.code] = value
    elif field.kind == "birth":
        draft.columns["born_on"] = value and value.on
        draft.columns["born_precision"] = value.precision if value else "day"
    else:
        draft.columns[field.column] = value


def _note(draft: Draft, code: str, problems: tuple[Problem, ...], *, only_warn: bool = False) -> None:
    for problem in problems:
        kept = draft.errors if problem.severity == "error" and not only_warn else draft.warnings
        if problem.text not in kept.setdefault(code, []):
            kept[code].append(problem.text)


def _read_field(field: Field, value: Any, today: date) -> Reading[Any]:
    if value is None or (isinstance(value, str) and not value.strip()):
        if field.code in ("full_name", "sex", "birth_date"):
            return Reading(None, (error("required", f"{field.title} là bắt buộc, không để trống được."),))
        return Reading([] if field.kind == "rows" else None)
    if unseen := find_unseen(str(value)):
        return Reading(None, (error("wrong-type", f"{field.title}: {unseen.text}"),))
    if field.kind in ("rows", "yes_no", "photo"):
        return _READERS[field.kind](field, value, today)
    if not isinstance(value, str | int | date) or isinstance(value, bool):
        return Reading(None, (error("wrong-type", f"{field.title} phải là chữ. Nhập lại."),))
    return _READERS[field.kind](field, str(value), today)


def _read_text(field: Field, text: str, _today: date) -> Reading[Any]:
    plain = names.tidy(text)
    if len(plain) > field.longest:
        return Reading(None, (error("too-long", f"{field.title} dài quá {field.longest} ký tự. Rút gọn lại."),))
    return Reading(plain)


def _read_name(_field: Field, text: str, _today: date) -> Reading[Any]:
    plain = names.tidy(text)
    if not (2 <= len(plain) <= 100) or not any(character.isalpha() for character in plain):
        return Reading(
            None, (error("name-wrong", "Họ và tên phải có từ 2 đến 100 ký tự. Nhập lại như trong giấy khai sinh."),)
        )
    if any(character.isdigit() or character in "<>@#$%^*=+" for character in plain):
        return Reading(None, (error("name-wrong", "Họ và tên không có chữ số hay ký hiệu. Nhập lại."),))
    return Reading(plain)


def _read_day(field: Field, text: str, today: date) -> Reading[Any]:
    reading = days.read_day(text, today=today)
    if reading.value is None:
        return Reading(None, reading.problems)
    if reading.value.on > today and not field.may_come:
        return Reading(None, (error("day-in-future", f"{field.title} sau ngày hôm nay. Nhập lại."),))
    return Reading(reading.value.on, reading.problems)


def _read_birth(_field: Field, text: str, today: date) -> Reading[Any]:
    reading = days.read_day(text, today=today)
    doubts = days.birth_doubts(reading.value, today=today) if reading.value else ()
    return Reading(reading.value, (*reading.problems, *doubts))


def _read_choice(field: Field, text: str, _today: date) -> Reading[Any]:
    match = lists.find(field.code, text)
    if match is None and field.is_open:
        return _read_text(field, text, _today)
    if match is None:
        return Reading(
            None,
            (error("not-in-list", f"{field.title} “{names.tidy(text)[:40]}” không có trong danh sách. Chọn lại."),),
        )
    return Reading(int(match.choice.code) if field.kind == "number_list" else match.choice.code)


def _read_education(field: Field, text: str, _today: date) -> Reading[Any]:
    level = lists.read_general_education(text)
    if level is None:
        return Reading(names.tidy(text)[: field.longest], (warning("education-doubtful", lists.EDUCATION_TEXT),))
    return Reading(level)


def _read_yes_no(field: Field, value: Any, _today: date) -> Reading[Any]:
    if isinstance(value, bool):
        return Reading(value)
    word = names.search_key(str(value))
    if word in ("co", "true", "1", "x", "khong", "false", "0"):
        return Reading(word in ("co", "true", "1", "x"))
    return Reading(None, (error("not-yes-no", f"{field.title} chỉ nhận Có hoặc Không."),))


def _read_photo(field: Field, value: Any, _today: date) -> Reading[Any]:
    """A picture that is in the store, by its digest or as an upload answered it."""
    digest = value.get("digest") if isinstance(value, dict) else value
    if not isinstance(digest, str) or not re.fullmatch("[0-9a-f]{64}", digest):
        return Reading(None, (error("photo-wrong", f"{field.title} chưa gửi được. Chọn lại tệp ảnh."),))
    return Reading(digest)


def _read_rows(field: Field, value: Any, _today: date) -> Reading[Any]:
    plain = value if isinstance(value, list) else [{"text": value}]
    rows = [row if isinstance(row, dict) else {"text": str(row)} for row in plain]
    cells = [cell for row in rows for cell in row.items()]
    if (
        len(rows) > 30
        or len(cells) > 300
        or any(len(str(k)) > 40 or len(str(v)) > 300 or "\x00" in f"{k}{v}" for k, v in cells)
    ):
        return Reading(None, (error("too-long", f"{field.title} quá dài. Nhiều nhất 30 dòng, mỗi ô 300 ký tự."),))
    return Reading(
        [{str(key): cell if cell is None else names.tidy(str(cell)) for key, cell in row.items()} for row in rows]
    )


_READERS: Final[Mapping[str, Callable[[Field, Any, date], Reading[Any]]]] = {
    "text": _read_text,
    "name": _read_name,
    "sex": lambda _field, text, _today: identity.read_sex(text),
    "birth": _read_birth,
    "day": _read_day,
    "joined": _read_day,
    "citizen_id": lambda _field, text, _today: identity.read_citizen_id(text),
    "phone": lambda _field, text, _today: identity.read_phone(text),
    "email": lambda _field, text, _today: identity.read_email(text),
    "list": _read_choice,
    "number_list": _read_choice,
    "education": _read_education,
    "yes_no": _read_yes_no,
    "rows": _read_rows,
    "photo": _read_photo,
}


# ---------------------------------------------------------------- what the fields say of each other


def _doubts(values: Mapping[str, Any], today: date) -> list[tuple[str, tuple[Problem, ...]]]:
    born = Day(values["born_on"], values.get("born_precision") or "day") if values.get("born_on") else None
    found: list[tuple[str, tuple[Problem, ...]]] = []
    if values.get("citizen_id"):
        year = born.on.year if born else None
        found.append(
            ("citizen_id", identity.citizen_id_doubts(values["citizen_id"], sex=values.get("sex"), birth_year=year))
        )
    if values.get("joined_on"):
        found.append(("union_join_date", days.joined_doubts(Day(values["joined_on"]), born=born, today=today)))
    if values.get("party_join_on"):
        official = values.get("party_official_on")
        doubts = days.party_doubts(
            Day(values["party_join_on"]), official=official and Day(official), born=born, today=today
        )
        found.append(("party_join_date", doubts))
    joined, official = values.get("party_join_on"), values.get("party_official_on")
    if joined and official and official < joined:
        text = "Ngày chính thức trước ngày vào Đảng. Nhập lại một trong hai."
        found.append(("party_official_date", (error("party-order", text),)))
    return found


def doubts(values: Mapping[str, Any], *, today: date) -> list[Problem]:
    """Everything about a file, as it stands, that asks for a second look."""
    born = values.get("born_on")
    age = () if born is None else days.birth_doubts(Day(born, values.get("born_precision") or "day"), today=today)
    return [*age, *(problem for _, problems in _doubts(values, today) for problem in problems)]


def completeness(columns: Mapping[str, Any]) -> int:
    """Share of the needed fields that are filled in, 0..100."""
    filled = sum(columns.get(field.column or field.code) not in (None, "") for field in NEEDED)
    return round(100 * filled / len(NEEDED))


def missing(columns: Mapping[str, Any]) -> list[Field]:
    """Needed fields that are empty, in the order of the file."""
    return [field for field in NEEDED if columns.get(field.column or field.code) in (None, "")]


def settled(columns: Mapping[str, Any]) -> frozenset[str]:
    """Locked fields whose value a decision or the superior's confirmation has settled; an empty one is still to be filled in.

    Source: domain rules 2.1 and 3.1.
    """
    if not columns["admission_no"] and "unconfirmed" in columns["flags"]:
        return frozenset()
    return frozenset(
        code for code, field in FIELDS.items() if field.locked and columns[field.column or code] not in (None, "")
    )
