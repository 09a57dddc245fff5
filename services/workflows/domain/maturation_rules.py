"""Conditions of a maturation (Charter article 4, domain rule 6). Numbers come from the rule set."""

from dataclasses import replace
from datetime import date, timedelta

from services.workflows.domain import ballots, guards, maturity, words
from services.workflows.domain.campaign import Campaign, Wrong
from services.workflows.domain.case import Refusal, Unit
from services.workflows.domain.rules import Rules
from services.workflows.domain.view import View

CONTINUE = "CONTINUE"


def born_known(view: View) -> Refusal | None:
    if view.subject is None or view.subject.born_on is not None:
        return None
    return Refusal(
        "birth-date-unknown",
        f"Danh bộ chưa có ngày sinh của {view.case.subject_name} nên không biết khi nào đến tuổi trưởng thành.",
        "Bổ sung ngày sinh trong danh bộ rồi lập hồ sơ.",
    )


def reaches_age(view: View) -> Refusal | None:
    """The list of a calendar year has whoever comes of age in it (S42); earlier ones only where the rules allow it."""
    on = _matures_on(view)
    if on is None or on.year <= view.today.year or _early(view):
        return None
    return Refusal(
        "not-of-age",
        f"{view.case.subject_name} đến tuổi trưởng thành ngày {words.day(on)}, không phải trong năm {view.today.year}.",
        f"Lập hồ sơ trong danh sách năm {on.year}." + _early_mend(view),
    )


def over_age(view: View) -> Refusal | None:
    """Nobody is declared mature before the day after the birthday (S39)."""
    on = _matures_on(view)
    if on is None or on <= view.today or _early(view):
        return None
    age = view.rules.age("maturity_age").years
    return Refusal(
        "too-early",
        f"{view.case.subject_name} chưa quá {age} tuổi; ngày sớm nhất được công nhận là {words.day(on)}.",
        "Chờ đến ngày đó rồi công nhận; các đoàn viên khác trong danh sách vẫn công nhận được." + _early_mend(view),
    )


def _matures_on(view: View) -> date | None:
    return maturity.matures_on(view.subject, view.rules) if view.subject else None


def _early(view: View) -> bool:
    return view.flag("is_early") and view.rules.flag("allow_early_maturity")


def _early_mend(view: View) -> str:
    allowed = view.rules.flag("allow_early_maturity")
    return " Đoàn viên có nguyện vọng trưởng thành sớm thì đánh dấu vào hồ sơ." if allowed else ""


def early_is_allowed(view: View) -> Refusal | None:
    if not view.flag("is_early") or view.rules.flag("allow_early_maturity"):
        return None
    return Refusal(
        "early-not-allowed",
        f"Quy định hiện hành không cho trưởng thành trước {view.rules.age('maturity_age').years} tuổi.",
        "Bỏ dấu “Xin trưởng thành sớm”.",
    )


def not_in_office(view: View) -> Refusal | None:
    """Whoever leads continues while in office (S39)."""
    if not view.rules.flag("exempt_if_officer") or not view.facts["offices"]:
        return None
    return Refusal(
        "in-office",
        f"{view.case.subject_name} đang giữ chức vụ trong Đoàn nên tiếp tục sinh hoạt sau tuổi trưởng thành.",
        "Làm thủ tục khi thôi chức vụ.",
    )


def due_for_review(view: View) -> Refusal | None:
    """A yearly list passes over whom the chapter has let stay lately; the chapter itself may ask anyone at any time."""
    until = view.subject.extended_until if view.subject else None
    since = maturity.asked_since(view.today.year, view.rules)
    if view.case.campaign_id is None or until is None or until < view.today or not _let_stay(view, since):
        return None
    return Refusal(
        "asked-lately",
        f"Chi đoàn đã cho {view.case.subject_name} tiếp tục sinh hoạt đến {words.day(until)}.",
        "Danh sách năm sau sẽ xét lại.",
    )


def _let_stay(view: View, since: date) -> bool:
    made = (each for each in view.facts["cases"] if each.process == "maturation" and each.state == "extended")
    return any(each.decided_on is not None and each.decided_on >= since for each in made)


# ---------------------------------------------------------------- what the member wishes


def consulted_by_now(view: View) -> Refusal | None:
    on = view.day("wish.asked_on")
    if on is None or on <= view.today:
        return None
    return Refusal("consulted-in-future", f"Ngày hỏi {words.day(on)} chưa tới.", "Ghi sau khi đã gặp đoàn viên.")


def wish_within_limit(view: View) -> Refusal | None:
    """A wish to stay names a day that the rules can grant."""
    if view.text("wish.wish") != CONTINUE:
        return None
    return _within(view, view.day("wish.until"))


def may_stay_until(view: View) -> Refusal | None:
    """The chapter lets nobody stay beyond the age in force (S39)."""
    until = view.day("vote.until")
    if until is not None and until <= view.today:
        return Refusal(
            "extension-over",
            f"Ngày {words.day(until)} đã qua.",
            "Chọn một ngày sau hôm nay, hoặc lập danh sách trưởng thành.",
        )
    return _within(view, until)


def _within(view: View, until: date | None) -> Refusal | None:
    latest = maturity.stays_until(view.subject, view.rules) if view.subject else None
    if latest is None or (view.today <= latest and (until is None or until <= latest)):
        return None
    age = view.rules.age("extension_max_age").years
    name = view.case.subject_name
    if latest < view.today:
        text = f"{name} đã quá {age} tuổi (đủ {age} tuổi ngày {words.day(latest)}) nên không được tiếp tục sinh hoạt."
        return Refusal("extension-too-long", text, "Lập danh sách trưởng thành, hoặc kiểm tra lại ngày sinh.")
    text = f"{name} chỉ được tiếp tục sinh hoạt đến {words.day(latest)}, khi đủ {age} tuổi."
    return Refusal("extension-too-long", text, f"Chọn ngày không sau {words.day(latest)}.")


def wishes_to_stay(view: View) -> Refusal | None:
    if view.text("wish.wish") == CONTINUE:
        return None
    return Refusal(
        "wishes-to-mature",
        f"Nguyện vọng đã ghi của {view.case.subject_name} là trưởng thành.",
        "Ghi lại nguyện vọng nếu đoàn viên muốn tiếp tục sinh hoạt.",
    )


def wishes_to_mature(view: View) -> Refusal | None:
    """Who wishes to stay is put to the chapter first; whom it does not let stay is listed."""
    if view.text("wish.wish") != CONTINUE or view.case.state == "declined" or not _may_still_stay(view):
        return None
    return Refusal(
        "wishes-to-stay",
        f"{view.case.subject_name} muốn tiếp tục sinh hoạt nên chi đoàn phải xét trước.",
        "Ghi kết quả biểu quyết cho tiếp tục sinh hoạt, hoặc ghi lại nguyện vọng.",
    )


def _may_still_stay(view: View) -> bool:
    return _within(view, None) is None and not (view.case.form.get("vote") and majority(view))


def majority(view: View) -> Refusal | None:
    """More than half of those present let the member stay."""
    refused = ballots.majority(view)
    mend = "Kết quả được lưu; chi đoàn đưa vào danh sách trưởng thành."
    return replace(refused, mend=mend) if refused else None


# ---------------------------------------------------------------- ceremony, and the way back


def ceremony_planned_ahead(view: View) -> Refusal | None:
    on = view.day("plan.ceremony_on")
    if on is None or on >= view.today:
        return None
    return Refusal(
        "ceremony-before-decision",
        f"Ngày lễ {words.day(on)} trước ngày ra quyết định.",
        "Chọn ngày từ hôm nay trở đi, hoặc bỏ trống.",
    )


def ceremony_held(view: View) -> Refusal | None:
    """It follows the decision and is not yet to come."""
    on, document = view.day("ceremony.held_on"), view.case.document("T07")
    if on is None:
        return None
    if on > view.today:
        return Refusal("ceremony-in-future", f"Ngày lễ {words.day(on)} chưa tới.", "Ghi sau khi tổ chức lễ.")
    decided_on = date.fromisoformat(document.on) if document else view.case.decided_on
    if decided_on is None or on >= decided_on:
        return None
    return Refusal(
        "ceremony-too-early",
        f"Lễ trưởng thành ghi ngày {words.day(on)}, trước ngày quyết định {words.day(decided_on)}.",
        "Sửa ngày tổ chức lễ.",
    )


def revoked_in_time(view: View) -> Refusal | None:
    """An error in the birth date is put right within some days of the decision, and not later."""
    decided_on = view.case.decided_on
    days = view.rules.number("maturation_revoke_days")
    if decided_on is None or view.today <= (latest := decided_on + timedelta(days=days)):
        return None
    return Refusal(
        "too-late-to-revoke",
        f"Quyết định chỉ thu hồi được trong {days} ngày, đến hết {words.day(latest)}.",
        "Nếu người này được bầu vào cơ quan lãnh đạo của Đoàn thì bấm “Khôi phục sinh hoạt”.",
    )


def was_not_of_age(view: View) -> Refusal | None:
    """A decision is taken back for a wrong birth date alone: by the right one the member was not of age."""
    right, decided_on = view.day("correction.right_born_on"), view.case.decided_on
    if right is None or decided_on is None or view.subject is None:
        return None
    on = maturity.matures_on(replace(view.subject, born_on=right, born_precision="day"), view.rules)
    if on is None or on > decided_on:
        return None
    return Refusal(
        "was-of-age",
        f"Với ngày sinh {words.day(right)}, {view.case.subject_name} vẫn đến tuổi trưởng thành vào ngày quyết định.",
        "Chỉ thu hồi khi ghi sai ngày sinh; kiểm tra lại ngày sinh đúng.",
    )


def elected_by_now(view: View) -> Refusal | None:
    on = view.day("election.elected_on")
    if on is None or view.case.decided_on is None or view.case.decided_on <= on <= view.today:
        return None
    return Refusal(
        "election-day",
        f"Ngày được bầu {words.day(on)} phải sau ngày trưởng thành {words.day(view.case.decided_on)} và không sau hôm nay.",
        "Sửa ngày được bầu.",
    )


def home_again(view: View) -> Unit | None:
    """The chapter where whoever is a member again lives: the one that was named, else the case's own or who took over from it."""
    chosen: Unit | None = view.facts["elected_chapter"]
    followed: Unit | None = view.facts["standing_unit"]
    return chosen or (followed if followed is not None and guards.holds_members(followed) else None)


def has_home_again(view: View) -> Refusal | None:
    """An open chapter of the unit that decides, or the one that took over from the old chapter (domain rules 1.6 and 6)."""
    home = home_again(view)
    if home is None:
        return _homeless(view) if view.form_is_in else None
    if home.closed:
        text = f"{home.name} đã kết thúc hoạt động nên không nhận lại đoàn viên được."
        return Refusal("chapter-closed", text, "Chọn một chi đoàn đang hoạt động.")
    if not guards.holds_members(home):
        return Refusal("not-a-chapter", f"{home.name} không phải là chi đoàn.", "Chọn một chi đoàn.")
    if home == view.facts["standing_unit"] or view.office is None or view.office.unit_id in home.path:
        return None
    return Refusal("chapter-elsewhere", f"{home.name} không thuộc đơn vị của bạn.", "Chọn một chi đoàn trực thuộc.")


def _homeless(view: View) -> Refusal:
    text = f"{view.unit.name} đã kết thúc hoạt động và không có chi đoàn nào kế thừa."
    return Refusal("no-chapter", text, f"Chọn chi đoàn đang hoạt động nơi {view.case.subject_name} sẽ sinh hoạt.")


# ---------------------------------------------------------------- doubts


def over_oldest_age(view: View) -> Refusal | None:
    """Somebody past the last age is still a member: the birth date, or the roll, is wrong."""
    latest = maturity.stays_until(view.subject, view.rules) if view.subject else None
    if latest is None or latest >= view.today:
        return None
    age = view.rules.age("extension_max_age").years
    return Refusal(
        "past-last-age",
        f"{view.case.subject_name} đã quá {age} tuổi mà vẫn còn trong danh sách.",
        "Kiểm tra lại ngày sinh trong danh bộ; nếu đúng thì lập danh sách trưởng thành.",
    )


def wrong_settings(campaign: Campaign, _rules: Rules) -> Wrong:
    """The ceremony is within the year of the list, not before the list begins (S42)."""
    given = campaign.form.get("ceremony_on")
    on = date.fromisoformat(given) if given else None
    if on is None or (campaign.from_on <= on and on.year == campaign.year):
        return {}
    told = f"Ngày lễ {words.day(on)} không nằm trong năm {campaign.year} hoặc trước ngày bắt đầu đợt {words.day(campaign.from_on)}."
    return {"ceremony_on": [f"{told} Chọn ngày khác."]}
