"""Words of the introductions T04 to T06, each in two copies, and T06N, the comment of the place of residence."""

from collections.abc import Iterator
from typing import Any

from services.messaging.domain import paper, phrases
from services.messaging.domain.facts import Facts, Subject, reference_of
from services.messaging.domain.paper import Block
from services.messaging.domain.phrases import Column, day, day_column, month, plain, sentence, text_column

_SEXES = {"male": "Nam", "female": "Nữ"}
_RESIDENCES = {"PERMANENT": "thường trú", "TEMPORARY": "tạm trú"}
_DOTS = "………………………………………"
_FEE = Column("Đoàn phí đến hết", 2.4, "center", lambda facts, each: month(facts.of(each, "fee_paid_until")))


def transfer(facts: Facts) -> dict[str, Any]:
    """T04, Giấy giới thiệu chuyển sinh hoạt đoàn: the membership goes with the bearer."""
    until = day(facts.about.get("valid_until"))
    asked = f"Đề nghị quý đơn vị tiếp nhận và bố trí để {phrases.people_word(facts)} được sinh hoạt đoàn."
    valid = f" Giấy này có giá trị đến hết ngày {until}." if until else ""
    return _introduction(facts, subject="Chuyển sinh hoạt đoàn", asked=asked + valid, own=())


def temporary(facts: Facts) -> dict[str, Any]:
    """T05: activity at a host for a time; the membership stays at home."""
    return _introduction(
        facts,
        subject="Sinh hoạt đoàn tạm thời",
        asked=f"Đề nghị quý đơn vị tiếp nhận, bố trí để {phrases.people_word(facts)} sinh hoạt tạm thời và nhận xét khi hết "
        "thời gian. Đoàn tịch và đoàn phí vẫn do nơi giới thiệu quản lý.",
        own=(day_column("Từ ngày", 2.6, "from_on"), day_column("Đến ngày", 2.6, "until")),
    )


def residence(facts: Facts) -> dict[str, Any]:
    """T06: activity also where the bearer lives."""
    kind = phrases.word_column("Cư trú", 2.4, "residence", _RESIDENCES)
    return _introduction(
        facts,
        subject="Sinh hoạt đoàn nơi cư trú",
        asked=f"Đề nghị quý đơn vị tiếp nhận, tạo điều kiện để {phrases.people_word(facts)} tham gia sinh hoạt nơi cư trú và "
        "nhận xét hằng năm gửi về nơi giới thiệu.",
        own=(kind, day_column("Cư trú từ", 2.6, "from_on"), day_column("Đến ngày", 2.6, "until")),
    )


def comment(facts: Facts) -> dict[str, Any]:
    """T06N, Phiếu nhận xét: what the place of residence says of a year."""
    subject = facts.subjects[0]
    introduction = reference_of(facts.about.get("introduction"))
    year = plain(facts.about.get("year"))
    return paper.letter(
        facts,
        title="PHIẾU NHẬN XÉT",
        subject="Đoàn viên tham gia sinh hoạt đoàn nơi cư trú" + (f" năm {year}" if year else ""),
        blocks=[
            paper.known(
                [
                    *_person(subject),
                    ("Đơn vị giới thiệu", subject.unit_name or ""),
                    (
                        "Giấy giới thiệu",
                        phrases.of_paper(introduction, name="Giấy").removeprefix("Giấy ") if introduction else "",
                    ),
                    ("Nơi sinh hoạt", plain(facts.about.get("host_name")) or facts.issuer.name),
                    ("Ưu điểm", sentence(facts.of(subject, "strengths"))),
                    ("Hạn chế", sentence(facts.of(subject, "weaknesses"))),
                    ("Nhận xét chung", sentence(facts.of(subject, "comment"))),
                    ("Mức đánh giá", plain(facts.of(subject, "grade"))),
                ]
            )
        ],
        recipients=facts.recipients or ("Đơn vị giới thiệu (để đánh giá, xếp loại);", "Lưu hồ sơ."),
    )


def _introduction(facts: Facts, *, subject: str, asked: str, own: tuple[Column, ...]) -> dict[str, Any]:
    destination = plain(facts.shared("to_unit_name"))
    to = destination or ("Các đơn vị có tên trong danh sách" if len(facts.subjects) > 1 else "Đoàn cơ sở nơi đến")
    return paper.letter(
        facts,
        title="GIẤY GIỚI THIỆU",
        subject=subject,
        blocks=[
            paper.centred(f"Kính gửi: {paper.bold(to)}"),
            *_bearers(facts, own),
            paper.text_block(asked),
        ],
        recipients=facts.recipients or ("Như trên;", "Người được giới thiệu;", phrases.archive_note(facts)),
        annex=phrases.roll(
            facts, title="DANH SÁCH ĐOÀN VIÊN ĐƯỢC GIỚI THIỆU", paper_name="Giấy giới thiệu", columns=_columns(own)
        ),
        copies=["Liên 1: lưu nơi giới thiệu", "Liên 2: giao người được giới thiệu"],
        receipt=_receipt(facts),
    )


def _bearers(facts: Facts, own: tuple[Column, ...]) -> Iterator[Block]:
    introduces = f"{phrases.speaker(facts)} giới thiệu"
    if len(facts.subjects) > 1:
        yield paper.text_block(f"{introduces} {phrases.who(facts, many='đồng chí')}.")
        reason = plain(facts.shared("reason"))
        yield paper.known(
            [("Lý do", reason), ("Đã đóng đoàn phí đến hết tháng", month(facts.shared("fee_paid_until")))]
        )
        return
    subject = facts.subjects[0]
    yield paper.text_block(f"{introduces}:")
    yield paper.known(
        [
            *_person(subject),
            ("Số thẻ đoàn viên", plain(facts.of(subject, "card_no"))),
            ("Ngày vào Đoàn", day(facts.of(subject, "joined_on"))),
            ("Hiện sinh hoạt tại", subject.unit_name or ""),
            *((column.title, column.tell(facts, subject)) for column in own),
            ("Lý do", plain(facts.of(subject, "reason"))),
            ("Đã đóng đoàn phí đến hết tháng", month(facts.of(subject, "fee_paid_until"))),
            ("Nhận xét", sentence(facts.of(subject, "comment"))),
        ]
    )


def _person(subject: Subject) -> Iterator[tuple[str, str]]:
    yield "Họ và tên", paper.bold(subject.full_name)
    yield "Ngày sinh", paper.day_in_figures(subject.born_on)
    yield "Giới tính", _SEXES.get(str(subject.told.get("sex")), "")
    yield "Chức vụ", plain(subject.told.get("position"))
    yield "Mã đoàn viên", subject.code or ""


def _columns(own: tuple[Column, ...]) -> tuple[Column, ...]:
    return (
        phrases.NAME,
        phrases.BORN,
        phrases.UNIT,
        phrases.CODE,
        text_column("Nơi đến", 4.0, "to_unit_name"),
        *own,
        _FEE,
    )


def _receipt(facts: Facts) -> dict[str, Any]:
    people = (
        "các đồng chí có tên trong danh sách" if len(facts.subjects) > 1 else f"đồng chí {facts.subjects[0].full_name}"
    )
    return {
        "title": "XÁC NHẬN CỦA NƠI TIẾP NHẬN",
        "lines": [
            f"Đã tiếp nhận {people} về sinh hoạt tại {_DOTS}",
            "Ngày …… tháng …… năm ………",
        ],
    }
