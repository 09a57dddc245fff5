"""Conditions of what goes beside and after a discipline decision: suspension, complaints, comments and progress (S5, S61)."""

from datetime import date, timedelta
from uuid import UUID

from services.contracts.titles import DISCIPLINE_FORMS, STATUS_TITLES
from services.workflows.domain import discipline, filing, relations, rules, words
from services.workflows.domain.case import Refusal
from services.workflows.domain.forms import Form
from services.workflows.domain.process import Effect, Guard, Move
from services.workflows.domain.view import View

# ---------------------------------------------------------------- suspension


def short_enough(view: View) -> Refusal | None:
    """A suspension lasts three months at most, and is not over before it is written."""
    from_on, until = view.day("suspensions.from_on"), view.day("suspensions.until")
    if view.before is None or from_on is None or until is None:
        return None
    return _wrong_stretch(view, from_on, until, view.rules.number("suspension_max_months"))


def extended_within_limits(view: View) -> Refusal | None:
    """Three months more, once; six in all."""
    if view.before is None or len(discipline.suspensions(view)) < 2:
        return None
    first, last = discipline.suspensions(view)[0], view.day("suspensions.until")
    from_on, until = date.fromisoformat(first["from_on"]), date.fromisoformat(first["until"])
    wrong = _wrong_stretch(view, until, last, view.rules.number("suspension_max_months")) if last else None
    if wrong or last is None:
        return wrong
    return _wrong_stretch(view, from_on, last, view.rules.number("suspension_total_months"))


def _wrong_stretch(view: View, start: date, until: date, months: int) -> Refusal | None:
    latest = rules.add_months(start, months)
    if until <= start or until < view.today:
        text = f"Hạn đình chỉ {words.day(until)} không sau ngày {words.day(max(start, view.today))}."
        return Refusal("suspension-over", text, "Sửa ngày hết hạn.")
    if until <= latest:
        return None
    return Refusal(
        "suspension-too-long",
        f"Đình chỉ đến {words.day(until)} là quá {months} tháng kể từ {words.day(start)}.",
        f"Ngày muộn nhất: {words.day(latest)}.",
    )


def suspended_twice_at_most(view: View) -> Refusal | None:
    so_far = len(discipline.suspensions(view)) - (view.before is not None)
    if so_far < _TIMES:
        return None
    until = date.fromisoformat(discipline.suspensions(view)[_TIMES - 1]["until"])
    return Refusal(
        "extended-before",
        f"Việc đình chỉ đã được gia hạn một lần, đến {words.day(until)}.",
        "Kết luận vụ việc trước khi hết hạn đình chỉ.",
    )


_TIMES = 2
"""A suspension and what prolongs it once (S61)."""


def is_suspended(view: View) -> Refusal | None:
    """There is a suspension to lift; the move itself writes that there is none any more."""
    before = view.of(view.before) if view.before else view
    if discipline.suspended_until(before):
        return None
    return Refusal("not-suspended", f"{view.case.subject_name} không bị đình chỉ.", "Không cần làm bước này.")


def never_suspended(view: View) -> Refusal | None:
    """Turns the end of a case that had a suspension, whose lines stay, to where that is lifted."""
    if not discipline.suspensions(view):
        return None
    return Refusal("was-suspended", "Người này đã bị đình chỉ trong thời gian xem xét.")


def died(view: View) -> Refusal | None:
    """Nobody is examined after death; whoever leaves otherwise is examined to the end by the unit that began."""
    status = view.subject.status if view.subject else ""
    if status == "DECEASED":
        return None
    return Refusal(
        "examined-to-the-end",
        f"{view.case.subject_name} đang ở trạng thái “{STATUS_TITLES.get(status, status)}”, không phải đã mất.",
        "Đơn vị đã mở hồ sơ kết thúc việc xem xét kỷ luật.",
    )


def suspension_overdue(view: View) -> Refusal | None:
    """A doubt: the time of the suspension is over, and nobody has lifted it."""
    until = discipline.suspended_until(view)
    if until is None or until >= view.today:
        return None
    return Refusal("suspension-overdue", f"Hạn đình chỉ đã hết ngày {words.day(until)}.", "Bấm “Thôi đình chỉ”.")


# ---------------------------------------------------------------- complaints


def complained_in_time(view: View) -> Refusal | None:
    """Within thirty days of the announcement; a further one within thirty days of the last answer."""
    since, latest = _complained_from(view), complaint_until(view)
    # Before a complaint is written, what stands there is the one before.
    on = filing.complaint_day(view, "complaints") if view.before else view.today
    if since is None or latest is None:
        return None
    if on > view.today or on < since:
        text = f"Ngày khiếu nại {words.day(on)} không nằm giữa ngày công bố {words.day(since)} và hôm nay."
        return Refusal("complained-on", text, "Sửa ngày khiếu nại.")
    if on <= latest:
        return None
    return Refusal(
        "complaint-too-late",
        f"Khiếu nại ngày {words.day(on)} quá hạn {(latest - since).days} ngày kể từ {words.day(since)}.",
        f"Hạn cuối là {words.day(latest)}; quá hạn thì quyết định giữ nguyên hiệu lực.",
    )


def answers_next(view: View) -> UUID | None:
    """The unit that answers the next complaint; none where nobody above is left."""
    seat = view.case.seats.get("superior")
    if seat is None or seat.due_unit_id not in view.unit.path:
        return None
    chain = relations.complaint_chain(view.case, view.unit.path, seat.due_unit_id)
    answered = len(view.case.form.get("answers", ()))
    return chain[answered] if answered < len(chain) else None


def complaint_until(view: View) -> date | None:
    """The last day to complain, about the decision as it was announced or about the last answer."""
    since = _complained_from(view)
    return since and since + timedelta(days=view.rules.number("complaint_window_days"))


def _complained_from(view: View) -> date | None:
    return view.day("answers.answered_on") or discipline.announced_on(view)


def someone_answers(view: View) -> Refusal | None:
    if answers_next(view) is not None:
        return None
    return Refusal(
        "no-higher-authority",
        "Cấp tỉnh đã quyết định hoặc đã trả lời khiếu nại; cấp tiếp theo là Trung ương Đoàn, ngoài hệ thống này.",
        "Gửi đơn khiếu nại tới Trung ương Đoàn.",
    )


def below_province(view: View) -> Refusal | None:
    """Refuses where the province answers, which has more time for it."""
    if answers_next(view) != view.unit.path[0]:
        return None
    days = view.rules.number("complaint_answer_province_days")
    return Refusal("province-answers", f"Cấp tỉnh trả lời trong {days} ngày.")


def answer_is_whole(view: View) -> Refusal | None:
    """A change names a lighter form: a complaint never makes it worse for whoever complains."""
    if view.before is None or view.text("answers.outcome") != "CHANGED":
        return None
    before, form = discipline.form_before_answer(view), view.text("answers.form")
    order = list(DISCIPLINE_FORMS)
    if not form or discipline.authority(form, view.text("whom")) is None:
        forms = discipline.forms_for(view.text("whom"))
        found = (
            f"Hình thức {DISCIPLINE_FORMS[form].lower()} không áp dụng với người này"
            if form
            else "Chưa chọn hình thức mới"
        )
        return Refusal("changed-form", f"{found}.", f"Chọn một trong các hình thức: {forms}.")
    if not before or order.index(form) < order.index(before):
        return None
    return Refusal(
        "not-lighter",
        f"{DISCIPLINE_FORMS[form]} không nhẹ hơn {DISCIPLINE_FORMS[before].lower()} đang có hiệu lực.",
        "Chọn hình thức nhẹ hơn, hoặc giữ nguyên quyết định.",
    )


def answered_in_order(view: View) -> Refusal | None:
    on, complained = view.day("answers.answered_on"), filing.complaint_day(view, "complaints")
    if view.before is None or on is None or complained <= on <= view.today:
        return None
    return Refusal(
        "answered-on",
        f"Ngày trả lời {words.day(on)} không nằm giữa ngày khiếu nại {words.day(complained)} và hôm nay.",
        "Sửa ngày trả lời.",
    )


def stands(view: View) -> Refusal | None:
    """Refuses where the last answer annulled the decision."""
    if view.text("answers.outcome") != "ANNULLED":
        return None
    return Refusal("annulled", "Giải quyết khiếu nại: huỷ bỏ quyết định kỷ luật.")


def stays_as_it_was(view: View) -> Refusal | None:
    """Refuses where the last answer changed the form."""
    if view.text("answers.outcome") != "CHANGED":
        return None
    return Refusal("changed", "Giải quyết khiếu nại: thay đổi hình thức kỷ luật.")


def membership_goes_on(view: View) -> Refusal | None:
    """Refuses where the form that the complaint was about is expulsion."""
    if discipline.form_before_answer(view) != discipline.EXPULSION:
        return None
    return Refusal("expelled", "Quyết định khai trừ giữ nguyên hiệu lực.")


def annulled_expulsion(view: View) -> Refusal | None:
    """Refuses where an expulsion is annulled: the registry gives back the membership."""
    return stands(view) if membership_goes_on(view) else None


def changed_expulsion(view: View) -> Refusal | None:
    """Refuses where an expulsion becomes something lighter: the registry gives back the membership."""
    return stays_as_it_was(view) if membership_goes_on(view) else None


def changed_removal(view: View) -> Refusal | None:
    """Refuses where a removal from office becomes something lighter: the registry gives back the office."""
    return stays_as_it_was(view) if discipline.form_before_answer(view) == discipline.REMOVAL else None


# ---------------------------------------------------------------- comments and progress


def commented_by_now(view: View) -> Refusal | None:
    on, since = view.day("comments.commented_on"), discipline.announced_on(view)
    if on is None or since is None or since <= on <= view.today:
        return None
    return Refusal(
        "commented-on",
        f"Ngày nhận xét {words.day(on)} không nằm giữa ngày công bố {words.day(since)} và hôm nay.",
        "Sửa ngày nhận xét.",
    )


def last_comment_day(view: View) -> date | None:
    """What the next comment is counted from: the last one, at first the day on which the decision came into force."""
    return view.day("comments.commented_on") or discipline.announced_on(view)


def progress_from(view: View) -> date | None:
    """The first day on which progress can be recognised: six months after the decision came into force."""
    since = discipline.announced_on(view)
    return since and rules.add_months(since, view.rules.number("progress_min_months"))


def long_enough(view: View) -> Refusal | None:
    """Progress is recognised after six months at the earliest."""
    since, earliest = discipline.announced_on(view), progress_from(view)
    months = view.rules.number("progress_min_months")
    if since is None or earliest is None or earliest <= view.today:
        return None
    return Refusal(
        "progress-too-soon",
        f"Quyết định có hiệu lực từ {words.day(since)}, chưa đủ {months} tháng.",
        f"Ngày sớm nhất có thể công nhận tiến bộ: {words.day(earliest)}.",
    )


def was_commented(view: View) -> Refusal | None:
    if view.case.form.get("comments"):
        return None
    months = view.rules.number("progress_comment_months")
    return Refusal(
        "no-comment",
        "Chưa có nhận xét nào về việc sửa chữa khuyết điểm.",
        f"Ghi nhận xét; quy định là ít nhất mỗi {months} tháng một lần.",
    )


def answer_moves(form: type[Form], *needs: Guard, then: Effect) -> tuple[Move, ...]:
    """Whoever is above answers a complaint with the form; the province has more time for it."""
    return tuple(
        Move(
            "answer_complaint", "Trả lời khiếu nại", (state,), "answering", by="complaint_authority",
            form=form, keep="answers", appends=True, within=rule, primary=True, decides=True, document="T15D",
            needs=(*needs, answered_in_order), then=(then,),
            consequences=("Thông báo giải quyết khiếu nại được ban hành và có số.",),
        )
        for state, rule in (
            ("complained", "complaint_answer_days"),
            ("complained_province", "complaint_answer_province_days"),
        )
    )  # fmt: skip
