"""Words of the training programme: T09, what a member registers for, and T09D, how it went. Neither takes a number."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from services.contracts.titles import TRAINING_RESULTS
from services.messaging.domain import paper
from services.messaging.domain.facts import Facts, Subject
from services.messaging.domain.paper import Block
from services.messaging.domain.phrases import plain, sentence

_REGISTERED = (("Nội dung rèn luyện", 7.0, "text"), ("Cách đánh giá", 4.0, "measure"), ("Chỉ tiêu", 3.0, "target"))
_ASSESSED = (("Nội dung rèn luyện", 6.0, "text"), ("Chỉ tiêu", 3.0, "target"), ("Kết quả", 5.0, "result"))
_MEMBER = "ĐOÀN VIÊN"


def registration(facts: Facts) -> dict[str, Any]:
    """T09, Bản đăng ký rèn luyện: signed by the member and the chapter's secretary."""
    subject = facts.subjects[0]
    return paper.letter(
        facts,
        title="BẢN ĐĂNG KÝ",
        subject=f"Rèn luyện đoàn viên{period(facts)}",
        blocks=[
            person(facts, subject),
            *_groups(facts.of(subject, "items") or (), _REGISTERED),
            paper.text_block(
                "Tôi xin hứa thực hiện đầy đủ những nội dung đã đăng ký, đề nghị Chi đoàn giúp đỡ và giám sát."
            ),
        ],
        beside=signed_by_the_member(subject),
    )


def assessment(facts: Facts) -> dict[str, Any]:
    """T09D, Phiếu đánh giá rèn luyện: the member's own view, then the chapter's."""
    subject = facts.subjects[0]
    return paper.letter(
        facts,
        title="PHIẾU ĐÁNH GIÁ",
        subject=f"Kết quả rèn luyện đoàn viên{period(facts)}",
        blocks=[
            person(facts, subject),
            *_groups(facts.of(subject, "items") or (), _ASSESSED),
            paper.known(
                [
                    ("Tự đánh giá", sentence(facts.of(subject, "self_comment"))),
                    ("Điểm tự đánh giá", plain(facts.of(subject, "self_score"))),
                    ("Nhận xét của Chi đoàn", sentence(facts.of(subject, "comment"))),
                    ("Điểm của Chi đoàn", plain(facts.of(subject, "chapter_score"))),
                    ("Kết quả", TRAINING_RESULTS.get(str(facts.of(subject, "result")), "")),
                ]
            ),
        ],
        beside=signed_by_the_member(subject),
    )


def period(facts: Facts) -> str:
    """` năm 2026`, or the period in the asker's words."""
    said, year = plain(facts.about.get("period")), plain(facts.about.get("year"))
    return f" {said}" if said else f" năm {year}" if year else ""


def person(facts: Facts, subject: Subject) -> Block:
    unit = subject.unit_name or ""
    return paper.known(
        [
            ("Họ và tên", paper.bold(subject.full_name)),
            ("Ngày sinh", paper.day_in_figures(subject.born_on)),
            ("Mã đoàn viên", subject.code or ""),
            ("Chức vụ", plain(subject.told.get("position"))),
            ("Đơn vị", unit or facts.issuer.name),
        ]
    )


def signed_by_the_member(subject: Subject) -> dict[str, str]:
    return {"formula": _MEMBER, "position": "", "name": subject.full_name}


def _groups(items: Iterable[Mapping[str, Any]], columns: Iterable[tuple[str, float, str]]) -> Iterator[Block]:
    """A table a group, the groups in the order in which they come first."""
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for item in items:
        grouped.setdefault(plain(item.get("group")), []).append(item)
    heads = [{"title": title, "width": width, "align": "left"} for title, width, _ in columns]
    for place, (group, held) in enumerate(grouped.items(), 1):
        if group:
            yield paper.heading(f"{place}. {group}")
        yield paper.table(heads, [[plain(item.get(key)) for _, _, key in columns] for item in held])
