"""Conditions of recommending a member to the Party: criteria of the nomination, the secret vote, and the order of days (S53–S55)."""

from dataclasses import replace
from datetime import date
from typing import Final

from services.contracts.titles import RATINGS
from services.workflows.domain import ballots, rules, words
from services.workflows.domain.case import Refusal
from services.workflows.domain.lists import Choices
from services.workflows.domain.view import CaseFact, View

CLASS, RECOGNITION = "CLASS", "RECOGNITION"
PHASES: Final[Choices] = (
    (CLASS, "Học lớp bồi dưỡng nhận thức về Đảng"),
    (RECOGNITION, "Công nhận đối tượng Đảng, xem xét kết nạp"),
)
EXCELLENT = "HTXS"

# ---------------------------------------------------------------- criteria


def last_rating(view: View) -> str | None:
    """The rating of this year or the last: as an evaluation here confirmed it, else as the nomination records it."""
    found = next((each for each in view.facts["cases"] if _is_recent_rating(view, each)), None)
    return _rating_of(found) if found else view.text("earlier_rating") or None


def _is_recent_rating(view: View, other: CaseFact) -> bool:
    rated = other.process == "evaluation" and other.state == "confirmed" and _rating_of(other) is not None
    return rated and other.opened_on.year >= view.today.year - 1


def _rating_of(other: CaseFact) -> str | None:
    """An adjusted rating goes before the chapter's, that one before the vote's."""
    groups = (other.form.get(group) or {} for group in ("adjusted", "chapter", "vote"))
    return next((str(group["rating"]) for group in groups if group.get("rating")), None)


def rated_excellent(view: View) -> Refusal | None:
    """The last rating is the best one; one that is not known here is recorded with what it is taken from."""
    rating = last_rating(view)
    if rating is None:
        return Refusal(
            "no-rating",
            f"Chưa có kết quả xếp loại năm trước của {view.case.subject_name}.",
            "Ghi mục “Xếp loại năm trước” và căn cứ.",
        )
    if rating != EXCELLENT:
        return Refusal(
            "not-excellent",
            f"Xếp loại gần nhất là “{RATINGS.get(rating, rating)}”, cần “{RATINGS[EXCELLENT]}”.",
            "Xét lại khi đoàn viên được xếp loại xuất sắc.",
        )
    known_here = any(_is_recent_rating(view, each) for each in view.facts["cases"])
    if known_here or view.text("rating_note"):
        return None
    return Refusal(
        "rating-note",
        f"Xếp loại “{RATINGS[rating]}” được ghi tay nhưng chưa có căn cứ.",
        "Ghi số, ngày văn bản công nhận xếp loại.",
    )


def old_enough(view: View) -> Refusal | None:
    """Eighteen at the least (S54); past thirty a member may still be recommended."""
    born_on = view.subject.born_on if view.subject else None
    age = view.rules.age("party_min_age")
    if born_on is None or (earliest := age.reached_on(born_on)) <= view.today:
        return None
    return Refusal(
        "too-young-for-party",
        f"{view.case.subject_name} chưa đủ {age.years} tuổi.",
        f"Ngày sớm nhất: {words.day(earliest)}.",
    )


def fits_person(view: View) -> Refusal | None:
    missing = [title for name, title in _ASKED if not view.flag(name)]
    if not missing:
        return None
    return Refusal(
        "criteria", f"Chưa xác nhận tiêu chuẩn: {words.listed(missing)}.", "Đánh dấu khi đoàn viên đạt tiêu chuẩn."
    )


_ASKED = (("wishes_party", "có nguyện vọng vào Đảng"), ("good_ethics", "phẩm chất đạo đức tốt"))


def certified(view: View) -> Refusal | None:
    """Beyond the class itself, its certificate is there and not older than five years (S53)."""
    no = view.text("class.certificate_no") or view.text("class_certificate_no")
    on = view.day("class.certificate_on") or view.day("class_certificate_on")
    if not no or on is None:
        return Refusal(
            "no-certificate",
            "Chưa có giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng.",
            "Ghi số và ngày cấp giấy chứng nhận.",
        )
    months = view.rules.number("party_class_valid_months")
    if view.today <= (until := rules.add_months(on, months)):
        return None
    return Refusal(
        "certificate-expired",
        f"Giấy chứng nhận cấp ngày {words.day(on)} đã hết hạn ngày {words.day(until)} ({months} tháng).",
        "Học lại lớp bồi dưỡng nhận thức về Đảng.",
    )


def certified_for_phase(view: View) -> Refusal | None:
    return certified(view) if view.text("phase") == RECOGNITION else None


def somebody_considers(view: View) -> Refusal | None:
    """The Party cell, or where there is none the Party committee above."""
    if view.text("party_cell") or view.text("upper_party"):
        return None
    return Refusal(
        "no-party-cell",
        "Chưa ghi chi bộ hoặc cấp uỷ sẽ xem xét.",
        "Ghi chi bộ; nơi chưa có chi bộ thì ghi cấp uỷ cấp trên ở mục “Cấp uỷ xem xét nơi chưa có chi bộ”.",
    )


def not_recommended_yet(view: View) -> Refusal | None:
    """One recommendation at a time: another nomination is under way or in force."""
    other = next((each for each in view.facts["cases"] if _is_running(each)), None)
    if other is None:
        return None
    return Refusal(
        "recommended-already",
        f"{view.case.subject_name} đang được giới thiệu theo hồ sơ {other.number}, mở ngày {words.day(other.opened_on)}.",
        "Làm tiếp hồ sơ đó. Nghị quyết sắp hết hạn hoặc đoàn viên đã chuyển nơi sinh hoạt thì bấm “Giới thiệu lại” trong hồ sơ.",
    )


def _is_running(other: CaseFact) -> bool:
    return other.process == "outstanding" and other.closed_on is None


# ---------------------------------------------------------------- the vote, and days


def secret(view: View) -> Refusal | None:
    if view.before is None or view.text("vote.ballot") == "secret":
        return None
    text = "Giới thiệu đoàn viên ưu tú phải bỏ phiếu kín, biên bản không ghi là phiếu kín."
    return Refusal("not-secret", text, "Bỏ phiếu kín rồi ghi lại kết quả.")


def majority(view: View) -> Refusal | None:
    found = ballots.majority(view)
    return found and replace(found, mend="Kết quả được lưu; có thể giới thiệu lại vào dịp khác.")


def days_in_order(view: View) -> Refusal | None:
    """Each step is on or after the one before it, and none is still to come."""
    latest: tuple[str, date] | None = None
    for name, title in _STEPS:
        on = view.day(name)
        if on is None:
            continue
        if on > view.today:
            return Refusal("day-in-future", f"{title} {words.day(on)} chưa tới.", "Sửa ngày.")
        if latest and on < latest[1]:
            text = f"{title} {words.day(on)} sớm hơn {latest[0].lower()} {words.day(latest[1])}."
            return Refusal("days-out-of-order", text, "Sửa một trong hai ngày.")
        latest = (title, on)
    return None


_STEPS = (
    ("vote.met_on", "Ngày chi đoàn họp"),
    ("resolution.resolved_on", "Ngày nghị quyết"),
    ("sending.sent_on", "Ngày gửi cấp uỷ"),
    ("recognition.recognised_on", "Ngày công nhận đối tượng Đảng"),
    ("party.admitted_on", "Ngày vào Đảng"),
    ("official.official_on", "Ngày chính thức"),
)


def resolved_anew_by_now(view: View) -> Refusal | None:
    """A resolution that replaces another one comes after the vote, and not tomorrow; the file is sent again after it."""
    return days_in_order(view.without(("sending", "recognition")))


def old_enough_when_admitted(view: View) -> Refusal | None:
    born_on, on = view.subject.born_on if view.subject else None, view.day("party.admitted_on")
    age = view.rules.age("party_min_age")
    if born_on is None or on is None or (earliest := age.reached_on(born_on)) <= on:
        return None
    text = f"Ngày vào Đảng {words.day(on)} khi {view.case.subject_name} chưa đủ {age.years} tuổi."
    return Refusal("admitted-too-young", text, f"Ngày sớm nhất: {words.day(earliest)}.")


def probation_is_over(view: View) -> Refusal | None:
    admitted_on, on = view.day("party.admitted_on"), view.day("official.official_on") or view.today
    months = view.rules.number("party_probation_months")
    if admitted_on is None or (earliest := rules.add_months(admitted_on, months)) <= on:
        return None
    return Refusal(
        "on-probation",
        f"Chưa đủ {months} tháng dự bị kể từ {words.day(admitted_on)}.",
        f"Ngày sớm nhất: {words.day(earliest)}.",
    )


def opinion_given(view: View) -> Refusal | None:
    if view.text("opinion.opinion"):
        return None
    return Refusal("no-opinion", "Đoàn chưa có ý kiến về việc chuyển chính thức.", "Bấm “Ghi ý kiến của Đoàn”.")
