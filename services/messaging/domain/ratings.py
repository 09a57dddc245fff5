"""Words of the yearly rating: T10P, the member's own sheet, T10, the chapter's list, and T10D, the decision above it."""

from typing import Any

from services.contracts.titles import RATINGS, TRAINING_RESULTS
from services.messaging.domain import paper, phrases
from services.messaging.domain.facts import Facts
from services.messaging.domain.phrases import Column, month, plain, sentence, text_column, word_column
from services.messaging.domain.training import period, person, signed_by_the_member

_RATING = word_column("Xếp loại", 4.0, "rating", RATINGS)


def own_sheet(facts: Facts) -> dict[str, Any]:
    """T10P, Phiếu tự đánh giá: signed by the member, concluded by the chapter or, of an officer, by the unit above."""
    subject = facts.subjects[0]
    attended = facts.of(subject, "attendance_percent")
    judge = "Chi đoàn" if facts.issuer.level == "CHAPTER" else facts.issuer.name
    return paper.letter(
        facts,
        title="PHIẾU TỰ ĐÁNH GIÁ",
        subject=f"Xếp loại đoàn viên{period(facts)}",
        blocks=[
            person(facts, subject),
            paper.known(
                [
                    ("Ưu điểm", sentence(facts.of(subject, "strengths"))),
                    ("Hạn chế", sentence(facts.of(subject, "weaknesses"))),
                    ("Hướng phấn đấu", sentence(facts.of(subject, "direction"))),
                    ("Tham gia sinh hoạt", f"{attended}%" if attended is not None else ""),
                    ("Chương trình rèn luyện", TRAINING_RESULTS.get(str(facts.of(subject, "training")), "")),
                    ("Đã đóng đoàn phí đến hết tháng", month(facts.of(subject, "fee_paid_until"))),
                    ("Tự xếp loại", RATINGS.get(str(facts.of(subject, "self_rating")), "")),
                    (f"Nhận xét của {judge}", sentence(facts.of(subject, "comment"))),
                    (f"{judge} xếp loại", RATINGS.get(str(facts.of(subject, "rating")), "")),
                ]
            ),
        ],
        beside=signed_by_the_member(subject),
    )


def list_of_ratings(facts: Facts) -> dict[str, Any]:
    """T10, Bảng tổng hợp xếp loại: everybody, and how many are rated what."""
    return paper.letter(
        facts,
        title="BẢNG TỔNG HỢP",
        subject=f"Kết quả xếp loại đoàn viên{period(facts)}",
        blocks=[
            paper.table(**phrases.grid(facts, _columns())),
            paper.text_block(f"{paper.bold('Tổng hợp:')} {len(facts.subjects)} đoàn viên; {_counts(facts)}."),
        ],
        recipients=facts.recipients or (f"{phrases.superior(facts)} (để xét, công nhận);", "Lưu hồ sơ Chi đoàn."),
    )


def decision(facts: Facts) -> dict[str, Any]:
    """T10D, Quyết định công nhận kết quả xếp loại."""
    units, when = phrases.proposers(facts), period(facts)
    one = RATINGS.get(str(facts.shared("rating")), "") if len(facts.subjects) == 1 else ""
    mark = f", mức {paper.bold(one)}" if one else ""
    counted = "" if len(facts.subjects) == 1 else f" Trong đó: {_counts(facts)}."
    return phrases.decision(
        facts,
        subject=f"Về việc công nhận kết quả xếp loại đoàn viên{when}",
        bases=(
            phrases.CHARTER,
            phrases.powers(facts),
            phrases.proposal(facts, matter=f"xếp loại đoàn viên{when}", paper_name="Biên bản"),
        ),
        articles=(
            f"Công nhận kết quả xếp loại đoàn viên{when} đối với {phrases.who(facts)}{mark}.{counted}",
            f"{phrases.capitalised(units)} ghi kết quả vào Sổ đoàn viên và thông báo đến từng đoàn viên; kết quả xếp loại là căn "
            "cứ để xét khen thưởng và giới thiệu đoàn viên ưu tú.",
            phrases.carried_out(facts, units, phrases.named(facts)),
        ),
        annex=phrases.roll(
            facts,
            title=f"DANH SÁCH XẾP LOẠI ĐOÀN VIÊN{when.upper()}",
            paper_name="Quyết định",
            columns=(phrases.NAME, phrases.BORN, phrases.UNIT, _RATING),
        ),
    )


def _columns() -> tuple[Column, ...]:
    return (
        phrases.NAME,
        phrases.BORN,
        Column("Sinh hoạt", 2.0, "center", lambda facts, each: _percent(facts.of(each, "attendance_percent"))),
        word_column("Rèn luyện", 2.2, "training", TRAINING_RESULTS),
        word_column("Tự xếp loại", 3.2, "self_rating", RATINGS),
        word_column("Chi đoàn xếp loại", 3.2, "rating", RATINGS),
        text_column("Nhận xét", 4.0, "comment"),
    )


def _percent(share: Any) -> str:
    return "" if share is None else f"{plain(share)}%"


def _counts(facts: Facts) -> str:
    """`Hoàn thành tốt nhiệm vụ: 12 (60%)`, the levels in their order; those that nobody has are left out."""
    given = [facts.of(each, "rating") for each in facts.subjects]
    counts = [(words, given.count(code)) for code, words in RATINGS.items() if code in given]
    share = {words: f"{count / len(given) * 100:.1f}%".replace(".", ",").replace(",0%", "%") for words, count in counts}
    return "; ".join(f"{words}: {count} ({share[words]})" for words, count in counts) or "chưa có kết quả"
