"""Conditions of an award case: who may get which form, in time and once an occasion, and whose turn it is (S58, S60)."""

from datetime import date, timedelta

from services.workflows.domain import award_forms, standing, words
from services.workflows.domain.award_forms import AwardForm
from services.workflows.domain.calendar import ZONE
from services.workflows.domain.case import Refusal, Unit
from services.workflows.domain.view import CaseFact, View

_OVER = frozenset({"rejected", "cancelled", "revoked"})


def form_of(view: View) -> AwardForm | None:
    """The form that is proposed, once one is chosen."""
    return award_forms.find(view.rules, view.text("award_form"))


def known_form(view: View) -> Refusal | None:
    """A form of the rule set under which the case was opened."""
    if not view.text("award_form") or form_of(view) is not None:
        return None
    return Refusal(
        "form-unknown",
        "Hình thức khen thưởng này không có trong quy định áp dụng cho hồ sơ.",
        "Chọn một hình thức trong danh sách.",
    )


def right_kind(view: View) -> Refusal | None:
    """A collective is a unit, an individual a member; a contributor may be anybody."""
    form, has_subject = form_of(view), view.case.subject_id is not None
    if form is None:
        return None
    if form.kind == award_forms.COLLECTIVE and has_subject:
        return Refusal(
            "collective-form",
            f"{form.title} dành cho tập thể, hồ sơ đang chọn một người.",
            "Chọn hình thức cho cá nhân, hoặc mở hồ sơ tại đơn vị được khen mà không chọn người.",
        )
    if form.kind == award_forms.INDIVIDUAL and not has_subject:
        return Refusal(
            "individual-form",
            f"{form.title} dành cho cá nhân nhưng chưa chọn đoàn viên.",
            "Chọn đoàn viên từ danh sách, hoặc chọn hình thức cho tập thể.",
        )
    if not has_subject and not view.text("name"):
        return Refusal(
            "no-name", "Chưa ghi tên tập thể hoặc người được đề nghị.", "Ghi tên như sẽ ghi trong quyết định."
        )
    return standing.is_member(view) if form.kind == award_forms.INDIVIDUAL else None


def belongs_here(view: View) -> Refusal | None:
    """A unit proposes its own people, and those of units below it."""
    lives_in: Unit | None = view.facts["subject_unit"]
    if view.case.subject_id is None or (lives_in is not None and view.unit.id in lives_in.path):
        return None
    return Refusal(
        "of-another-unit",
        f"Người này không thuộc danh sách của {view.unit.name}.",
        "Chọn lại người, hoặc để đơn vị của người này đề nghị.",
    )


def somebody_owns_it(view: View) -> Refusal | None:
    """A form is proposed to its owner or to units below it, never upward from above."""
    form = form_of(view)
    if form is None or _rank(view.unit.level) >= _rank(form.level):
        return None
    return Refusal(
        "form-of-a-lower-level",
        f"{form.title} do {award_forms.LEVELS[form.level]} quyết định, thấp hơn cấp của {view.unit.name}.",
        "Mở hồ sơ tại đơn vị của người được khen.",
    )


def _rank(level: str) -> int:
    order = (award_forms.CENTRAL, "PROVINCE", "DISTRICT", "GRASSROOTS")
    return order.index(level) if level in order else len(order)


def once_an_occasion(view: View) -> Refusal | None:
    """One form for one person, or one collective, on one occasion; proposals that still run count too (S60)."""
    asked = words.folded(view.text("occasion"))
    known: tuple[CaseFact, ...] = view.facts["cases"] if view.case.subject_id else view.facts["unit_cases"]
    found = next((each for each in known if asked and _runs_for(view, each, asked)), None)
    if found is None:
        return None
    form = award_forms.find(view.rules, str(found.form.get("award_form")))
    return Refusal(
        "proposed-before",
        f"Đợt “{view.text('occasion')}” đã có đề nghị {form.title if form else 'khác'} ({found.number}).",
        "Mỗi đợt chỉ đề nghị một hình thức; rút hồ sơ kia nếu muốn thay.",
    )


def _runs_for(view: View, other: CaseFact, occasion: str) -> bool:
    """The other award is of the same occasion, and of the same name where nobody of the registry is named."""
    if other.process != "award" or other.state in _OVER or words.folded(str(other.form.get("occasion"))) != occasion:
        return False
    same_name = words.folded(str(other.form.get("name") or "")) == words.folded(view.text("name"))
    return view.case.subject_id is not None or same_name


def plan_due_on(view: View) -> date:
    """The last day for dossiers as the superior's plan says; a plan without one has the days of the rule set."""
    opened_on, days = view.case.opened_at.astimezone(ZONE).date(), view.rules.number("award_plan_days")
    return view.day("plan_due_on") or view.calendar.due_at(opened_on, days).astimezone(ZONE).date()


def plan_began_on(view: View) -> date | None:
    """From when the days of the rule set lead to the last day of the plan, where it says one; else they count from the opening."""
    due_on = view.day("plan_due_on")
    return due_on - timedelta(days=view.rules.number("award_plan_days")) if due_on else None


def in_time(view: View) -> Refusal | None:
    """A dossier that comes after the plan's date is refused; one that was returned came in time before (S60)."""
    due_on, before = plan_due_on(view), view.case.document("T13")
    first_on = date.fromisoformat(before.on) if before else view.today
    if first_on <= due_on:
        return None
    return Refusal(
        "too-late",
        f"Hạn nhận hồ sơ của đợt này là {words.day(due_on)}.",
        "Hồ sơ nộp muộn không được nhận; chuyển sang đợt sau.",
    )


def met_by_now(view: View) -> Refusal | None:
    on = view.day("met_on")
    if on is None or on <= view.today:
        return None
    return Refusal("meeting-in-future", f"Ngày họp xét {words.day(on)} chưa tới.", "Đề nghị sau khi họp.")


def has_papers(view: View) -> Refusal | None:
    """The province and the centre want the report of each person's merits beside the minutes (S60)."""
    form = form_of(view)
    if form is None or form.level not in {"PROVINCE", award_forms.CENTRAL}:
        return None
    wanted = (("minutes_file", "biên bản họp xét"), ("report_file", "báo cáo thành tích"))
    missing = [title for name, title in wanted if not view.value(name)]
    if not missing:
        return None
    return Refusal(
        "papers-missing",
        f"Hồ sơ {form.title} còn thiếu {words.listed(missing)}.",
        "Bấm “Sửa đề nghị” để đính kèm.",
    )


# ---------------------------------------------------------------- whose turn it is


def _at_owner(view: View) -> bool:
    seats = view.case.seats
    reviewer, owner = seats.get("award_reviewer"), seats.get("award_owner")
    return reviewer is not None and owner is not None and reviewer.due_unit_id == owner.due_unit_id


def below_owner(view: View) -> Refusal | None:
    if not _at_owner(view):
        return None
    return Refusal("at-owner", "Hồ sơ đã tới cấp có thẩm quyền quyết định.", "Quyết định, trả lại hoặc không duyệt.")


def reached_owner(view: View) -> Refusal | None:
    if _at_owner(view):
        return None
    return Refusal(
        "not-reviewed",
        f"Mới có {len(view.case.form.get('reviews', ()))} cấp xét hồ sơ này, chưa tới cấp có thẩm quyền.",
        "Chờ từng cấp xét và chuyển lên.",
    )


def decided_here(view: View) -> Refusal | None:
    form = form_of(view)
    if form is None or form.level != award_forms.CENTRAL:
        return None
    return Refusal(
        "decided-by-the-centre", f"{form.title} do Trung ương Đoàn quyết định.", "Bấm “Chuyển hồ sơ Trung ương”."
    )


def decided_by_the_centre(view: View) -> Refusal | None:
    form = form_of(view)
    if form is None or form.level == award_forms.CENTRAL:
        return None
    return Refusal("decided-in-the-province", f"{form.title} do cấp trong tỉnh quyết định.", "Bấm “Quyết định”.")


def of_a_person(view: View) -> Refusal | None:
    """Refuses where nobody of the registry is awarded: the line stands on the record of the unit."""
    if view.case.subject_id is not None:
        return None
    return Refusal("of-a-unit", "Khen thưởng tập thể, hoặc người ngoài danh bộ, ghi vào hồ sơ của đơn vị.")


def reviewed_before(view: View) -> Refusal | None:
    """Refuses where levels have reviewed it already: what they said is forgotten when it goes back."""
    if not view.case.form.get("reviews"):
        return None
    return Refusal("reviews-void", "Các cấp xét lại từ đầu khi hồ sơ được gửi lại.")


def conferred_after_decision(view: View) -> Refusal | None:
    on, document = view.day("conferral.conferred_on"), view.case.document("T14")
    decided_on = date.fromisoformat(document.on) if document else view.day("central.decided_on")
    if on is None or (on <= view.today and (decided_on is None or on >= decided_on)):
        return None
    decided = f" {words.day(decided_on)}" if decided_on else ""
    return Refusal(
        "conferred-on",
        f"Ngày trao {words.day(on)} không nằm giữa ngày quyết định{decided} và hôm nay.",
        "Sửa ngày trao.",
    )


def central_decided_by_now(view: View) -> Refusal | None:
    on = view.day("central.decided_on")
    if on is None or on <= view.today:
        return None
    return Refusal("decided-in-future", f"Ngày quyết định {words.day(on)} chưa tới.", "Sửa ngày quyết định.")
