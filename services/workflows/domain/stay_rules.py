"""Who may take part elsewhere for a time, and how long (domain rule 13)."""

from datetime import date

from services.workflows.domain import rules, words
from services.workflows.domain.case import Refusal, Unit
from services.workflows.domain.view import View

_COMMUNES = frozenset({"DOAN_XA", "DOAN_PHUONG", "DOAN_THI_TRAN"})


def _open_case(view: View, process: str) -> str | None:
    return next((each.number for each in view.facts["cases"] if each.process == process and not each.closed_on), None)


def only_one(view: View) -> Refusal | None:
    """One open case of the kind for a person."""
    number = _open_case(view, view.case.process)
    if number is None:
        return None
    return Refusal(
        "open-already",
        f"{view.case.subject_name} đang có hồ sơ cùng loại chưa kết thúc ({number}).",
        "Làm tiếp hoặc kết thúc hồ sơ đó.",
    )


def host_is_named(view: View) -> Refusal | None:
    """A unit of the tree or a place outside it, and not both."""
    unit, place = bool(view.text("destination_id")), bool(view.text("destination_place"))
    if unit and place:
        return Refusal(
            "two-hosts",
            f"Nơi nhận vừa chọn một đơn vị vừa ghi “{view.text('destination_place')}” ngoài hệ thống.",
            "Chỉ giữ một trong hai mục nơi nhận.",
        )
    if not unit and not place:
        return Refusal("no-host", "Chưa có nơi nhận.", "Chọn đơn vị nơi nhận, hoặc ghi nơi nhận ngoài tỉnh.")
    return None


# ---------------------------------------------------------------- away


def not_departed(view: View) -> Refusal | None:
    """A trip is called off before it begins."""
    depart_on = view.day("depart_on")
    if depart_on is None or view.today < depart_on:
        return None
    return Refusal(
        "departed",
        f"Đoàn viên đã đi từ ngày {words.day(depart_on)} nên không huỷ được.",
        "Ghi nhận đã về, hoặc chuyển thành hồ sơ chuyển sinh hoạt.",
    )


AMENDED = "amended"
"""The group of what a trip is changed to, until the registry has it."""


def postponed_to(view: View) -> date | None:
    """Until when taking part is postponed: the last postponement, else the return that was told."""
    return view.day("extension.until") or view.day("expected_on")


def absence_is_short_enough(view: View) -> Refusal | None:
    """Each postponement is at most a year (S5, S35): the first one from the departure."""
    return _within_a_year(view, view.day("depart_on"), view.day("expected_on"))


def extension_is_short_enough(view: View) -> Refusal | None:
    """Each further one from the day on which the chapter grants it, or from the end of the last where that is later."""
    if not view.form_is_in or view.before is None:
        return None
    before = view.of(view.before)
    last = postponed_to(before)
    start = max(view.today, last) if last else view.today
    until = view.day("extension.until")
    if until is not None and until <= start:
        return Refusal(
            "extension-over",
            f"Ngày gia hạn {words.day(until)} không muộn hơn hạn đang có ({words.day(start)}).",
            "Chọn ngày muộn hơn.",
        )
    return _within_a_year(view, start, until)


def _within_a_year(view: View, start: date | None, until: date | None) -> Refusal | None:
    months = view.rules.number("away_max_months")
    if start is None or until is None or until <= rules.add_months(start, months):
        return None
    return Refusal(
        "postponed-too-long",
        f"Mỗi lần tạm hoãn sinh hoạt không quá {months} tháng (muộn nhất {words.day(rules.add_months(start, months))}).",
        "Chọn ngày sớm hơn rồi gia hạn sau, hoặc chuyển sinh hoạt hẳn đến nơi mới.",
    )


def returns_after_departure(view: View) -> Refusal | None:
    depart_on, expected_on = view.day("depart_on"), view.day("expected_on")
    if depart_on is None or expected_on is None or expected_on > depart_on:
        return None
    return Refusal(
        "returns-before",
        f"Ngày dự kiến về {words.day(expected_on)} không sau ngày đi {words.day(depart_on)}.",
        "Sửa ngày đi hoặc ngày dự kiến về.",
    )


def contact_is_past(view: View) -> Refusal | None:
    """Nobody was spoken to tomorrow."""
    on = view.day("contacts.on")
    if on is None or on <= view.today:
        return None
    return Refusal("contact-in-future", f"Ngày liên hệ {words.day(on)} chưa tới.", "Sửa ngày liên hệ.")


def returned_by_now(view: View) -> Refusal | None:
    on, depart_on = view.day("back.returned_on"), view.day("depart_on")
    if on is not None and on > view.today:
        return Refusal("return-in-future", f"Ngày về {words.day(on)} chưa tới.", "Sửa ngày về.")
    if on is not None and depart_on is not None and on < depart_on:
        return Refusal("return-before", f"Ngày về {words.day(on)} trước ngày đi.", "Sửa ngày về.")
    return None


# ---------------------------------------------------------------- residence


def lives_elsewhere(view: View) -> Refusal | None:
    """Who belongs to a chapter where people live takes part there already."""
    if view.unit.kind != "DIA_BAN_DAN_CU":
        return None
    return Refusal(
        "residential-already",
        f"{view.unit.name} là chi đoàn địa bàn dân cư nên đoàn viên đã sinh hoạt nơi cư trú.",
        "Không cần thủ tục này; nếu đã đổi nơi ở thì làm hồ sơ chuyển sinh hoạt.",
    )


def resides_long_enough(view: View) -> Refusal | None:
    """Permanently, or for six months at least (S21)."""
    since, months = view.day("since_on"), view.rules.number("residence_min_months")
    if view.text("residence") != "TEMPORARY" or since is None:
        return None
    until = max(view.day("until") or view.today, view.today)
    if rules.whole_months(since, until) >= months:
        return None
    return Refusal(
        "residence-too-short",
        f"Tạm trú từ {words.day(since)} đến {words.day(until)} chưa đủ {months} tháng.",
        "Ghi ngày dự kiến ở đến, hoặc chờ đủ thời gian.",
    )


def host_is_a_commune(view: View) -> Refusal | None:
    """One takes part where one lives: at a commune, a ward or a chapter of theirs."""
    destination: Unit | None = view.facts["destination"]
    union: Unit | None = view.facts["destination_union"]
    if destination is None:
        return None
    if destination.closed:
        return Refusal("host-closed", f"{destination.name} đã kết thúc hoạt động.", "Chọn đơn vị kế thừa.")
    if union is not None and union.kind in _COMMUNES:
        return None
    return Refusal(
        "not-a-commune", f"{destination.name} không phải Đoàn xã, phường, thị trấn.", "Chọn Đoàn nơi cư trú."
    )


def commented_years(view: View) -> tuple[int, ...]:
    """Years for which the residence has commented."""
    held = view.case.form.get("comments") or ()
    return tuple(each["year"] for each in held)


def once_a_year(view: View) -> Refusal | None:
    """One comment a year, of this one or the last."""
    if view.before is None or not view.form_is_in:
        return None
    year = view.number("comments.year")
    if year in commented_years(view.of(view.before)):
        return Refusal("commented-already", f"Năm {year} đã có nhận xét.", "Xem nhận xét đã gửi.")
    if year not in (view.today.year, view.today.year - 1):
        return Refusal("year-elsewhere", f"Không nhận xét cho năm {year}.", "Chọn năm nay hoặc năm trước.")
    return None


def next_comment_from(view: View) -> date | None:
    """From when the next yearly comment is awaited: the year after the last one."""
    years = commented_years(view)
    return date(max(years) + 1, 1, 1) if years else None


# ---------------------------------------------------------------- temporary


def stay_until(view: View) -> date | None:
    """The last day of the stay, as it was extended."""
    return view.day("extension.until") or view.day("until")


def not_over(view: View) -> Refusal | None:
    """A stay is asked for before it ends: of one that is over no paper is of use."""
    until = view.day("until")
    if until is None or until >= view.today:
        return None
    return Refusal("stay-over", f"Thời gian đến {words.day(until)} đã qua.", "Ghi ngày kết thúc từ hôm nay trở đi.")


def long_and_short_enough(view: View) -> Refusal | None:
    """At least three months and under twelve; shorter needs no paper, longer is a transfer."""
    start, until = view.day("from_on"), view.day("until")
    if start is None or until is None:
        return None
    if until < start:
        said = f"Ngày kết thúc {words.day(until)} trước ngày bắt đầu {words.day(start)}."
        return Refusal("stay-ends-before", said, "Sửa một trong hai ngày.")
    least, most = view.rules.number("temp_min_months"), view.rules.number("temp_max_months")
    if until < rules.add_months(start, least):
        return Refusal(
            "stay-too-short",
            f"Thời gian từ {words.day(start)} đến {words.day(until)} chưa đủ {least} tháng nên không cần giấy giới thiệu.",
            "Chỉ cần báo chi đoàn; nếu đi làm xa không ổn định thì dùng “Đi làm ăn xa”.",
        )
    return _under(view, start, until, most)


def extension_fits(view: View) -> Refusal | None:
    """The whole stay stays under twelve months, and ends later than before."""
    if not view.form_is_in or view.before is None:
        return None
    start, until, last = view.day("from_on"), view.day("extension.until"), view.day("until")
    if until is not None and last is not None and until <= last:
        return Refusal(
            "extension-over", f"Ngày gia hạn không muộn hơn hạn đang có ({words.day(last)}).", "Chọn ngày muộn hơn."
        )
    if until is not None and until < view.today:
        return Refusal("extension-past", f"Ngày gia hạn {words.day(until)} đã qua.", "Chọn ngày từ hôm nay trở đi.")
    if start is None or until is None:
        return None
    return _under(view, start, until, view.rules.number("temp_max_months"))


def _under(_view: View, start: date, until: date, months: int) -> Refusal | None:
    if until < rules.add_months(start, months):
        return None
    return Refusal(
        "stay-too-long",
        f"Thời gian từ {words.day(start)} đến {words.day(until)} từ {months} tháng trở lên.",
        "Làm hồ sơ “Chuyển đi, chuyển đến” thay cho sinh hoạt tạm thời.",
    )


def extended_never(view: View) -> Refusal | None:
    """A stay is extended once."""
    held = view.before if view.form_is_in and view.before is not None else view.case
    if not held.form.get("extension"):
        return None
    return Refusal(
        "extended-already",
        f"Đã gia hạn đến {words.day(date.fromisoformat(held.form['extension']['until']))}; sinh hoạt tạm thời chỉ được gia "
        "hạn một lần.",
        "Kết thúc, hoặc chuyển thành hồ sơ chuyển sinh hoạt.",
    )


def ended_by_now(view: View) -> Refusal | None:
    on = view.day("ending.ended_on")
    if on is None or on <= view.today:
        return None
    return Refusal("end-in-future", f"Ngày kết thúc {words.day(on)} chưa tới.", "Sửa ngày kết thúc.")
