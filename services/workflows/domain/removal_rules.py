"""Conditions of leaving the roll before the age of maturity (Charter article 4, domain rule 7): the ground, and what is none."""

from dataclasses import replace
from datetime import date, timedelta

from services.contracts.titles import STATUS_TITLES
from services.workflows.domain import ballots, inactivity, maturity, standing, words
from services.workflows.domain.case import Refusal
from services.workflows.domain.inactivity import Months
from services.workflows.domain.rules import add_months
from services.workflows.domain.view import CaseFact, View

STRUCK_OFF, WITHDRAWN, DECEASED = "STRUCK_OFF", "WITHDRAWN", "DECEASED"
OF_MONTHS = frozenset({"NO_ACTIVITY", "NO_FEE", "BOTH"})
GROUNDS = {
    "NO_ACTIVITY": "không tham gia sinh hoạt",
    "NO_FEE": "không đóng đoàn phí",
    "BOTH": "không sinh hoạt và không đóng phí",
}
REASONED = {"EMIGRATED": "đã ra nước ngoài định cư", "OTHER": "“Lý do khác”"}
"""Grounds that say nothing without a reason in words."""
_OF_ACTIVITY, _OF_FEES = frozenset({"NO_ACTIVITY", "BOTH"}), frozenset({"NO_FEE", "BOTH"})


def is_removal(view: View) -> bool:
    """The chapter strikes the member off: they neither asked to leave nor died."""
    return view.text("ending") == STRUCK_OFF


# ---------------------------------------------------------------- which ending


def not_asked_for(view: View) -> Refusal | None:
    """Of a member who asks to leave, the chapter only considers the application."""
    if view.text("ending") != WITHDRAWN:
        return None
    return Refusal("asked-for", "Đoàn viên tự xin ra khỏi Đoàn.", "Chi đoàn xét đơn.")


def not_dead(view: View) -> Refusal | None:
    """About somebody who has died nobody votes."""
    if view.text("ending") != DECEASED:
        return None
    return Refusal("deceased", "Đoàn viên đã mất nên chi đoàn không biểu quyết.", "Đoàn cấp trên ghi nhận.")


def own_ending(view: View) -> Refusal | None:
    """About themselves members open an application to leave, and nothing else."""
    doer = view.doer
    if doer is None or doer.is_system or view.office is not None or view.text("ending") == WITHDRAWN:
        return None
    chosen = STATUS_TITLES.get(view.text("ending"), "").lower()
    return Refusal(
        "not-your-own",
        f"Đoàn viên chỉ tự lập được đơn xin ra khỏi Đoàn, còn hồ sơ ghi “{chosen}”.",
        "Chọn “Xin ra khỏi Đoàn”, hoặc báo chi đoàn.",
    )


def applied_by_now(view: View) -> Refusal | None:
    on = view.day("applied_on")
    if view.text("ending") != WITHDRAWN or (on is not None and on <= view.today):
        return None
    found = (
        f"Ngày viết đơn xin ra khỏi Đoàn {words.day(on)} chưa tới" if on else "Chưa có ngày viết đơn xin ra khỏi Đoàn"
    )
    return Refusal("application", f"{found}.", "Ghi đúng ngày viết đơn.")


def died_by_now(view: View) -> Refusal | None:
    on = view.day("died_on")
    if view.text("ending") != DECEASED or (on is not None and on <= view.today):
        return None
    found = f"Ngày mất {words.day(on)} chưa tới" if on else "Chưa có ngày mất"
    return Refusal("death-day", f"{found}.", "Ghi ngày mất theo giấy tờ.")


def use_maturation(view: View) -> Refusal | None:
    """Who is past the age leaves with honour."""
    on = maturity.matures_on(view.subject, view.rules) if view.subject else None
    stays = view.subject.extended_until if view.subject else None
    if view.text("ending") == DECEASED or on is None or on > view.today or view.facts["offices"]:
        return None
    if stays is not None and stays >= view.today:
        return None
    age = view.rules.age("maturity_age").years
    return Refusal(
        "of-age",
        f"{view.case.subject_name} đã quá {age} tuổi từ {words.day(on)} nên không xoá tên.",
        "Làm thủ tục Trưởng thành.",
    )


def discipline_is_settled(view: View) -> Refusal | None:
    """Nobody leaves the roll while they are examined (S43); of somebody who died the examination is over."""
    return None if not_dead(view) else standing.no_open_discipline(view)


# ---------------------------------------------------------------- the ground


def ground_is_stated(view: View) -> Refusal | None:
    if not is_removal(view):
        return None
    ground = view.text("ground")
    if not ground:
        return Refusal("ground", "Chưa chọn căn cứ xoá tên.", "Chọn một căn cứ.")
    if ground in OF_MONTHS or ground == "UNCLAIMED_TRANSFER" or view.text("reason"):
        return None
    return Refusal(
        "ground-reason",
        f"Căn cứ {REASONED.get(ground, 'này')} chưa có lý do cụ thể.",
        "Ghi lý do và giấy tờ kèm theo.",
    )


def months_of(view: View) -> Months:
    """The months that the case rests on: as the meeting named them, as the chapter did, or as the records show them."""
    named = inactivity.read(view.text("vote.months") or view.text("months"))
    return named or inactivity.counted(_shown(view), view.rules)


def _shown(view: View) -> Months:
    before, ground = view.day("vote.met_on") or view.today, view.text("ground")
    absent = inactivity.absent(view.facts["attendances"], before=before)
    owed = inactivity.owed(view.facts["fees"], before=before)
    if ground == "BOTH":
        return tuple(month for month in absent if month in owed)
    return {"NO_ACTIVITY": absent, "NO_FEE": owed}.get(ground, ())


def _rests_on_months(view: View) -> bool:
    return is_removal(view) and view.text("ground") in OF_MONTHS


def enough_months(view: View) -> Refusal | None:
    """Three months in one year, one after another (S35, S3): both are parameters."""
    if not _rests_on_months(view):
        return None
    months = months_of(view)
    if inactivity.counted(months, view.rules):
        return None
    needed = view.rules.number("inactivity_months")
    is_consecutive = view.rules.flag("inactivity_consecutive")
    after = " liên tục" if is_consecutive else ""
    found = "hệ thống chưa ghi nhận tháng nào"
    if months:
        apart = "các tháng đã ghi không liền nhau" if is_consecutive else "các tháng đã ghi không trong cùng một năm"
        few = f"mới có {len(months)} tháng" if len(months) < needed else apart
        found = f"{few}: {inactivity.written(months)}"
    return Refusal(
        "not-enough-months",
        f"Cần {needed} tháng{after} trong một năm {GROUNDS[view.text('ground')]}; {found}.",
        "Ghi các tháng kèm giấy tờ chứng minh; chi đoàn không họp trong các tháng đó thì không dùng được căn cứ này.",
    )


def ground_stays(view: View) -> Refusal | None:
    """A meeting votes on a ground and its months: others ask for another vote. A paper that is added does not."""
    before = view.before
    changed = before is not None and any(
        (before.form.get(name) or None) != (view.value(name) or None) for name in ("ground", "months")
    )
    if not changed:
        return None
    return Refusal(
        "ground-changed",
        "Đã đổi căn cứ sau khi chi đoàn biểu quyết nên kết quả biểu quyết và nghị quyết cũ không còn giá trị.",
        "Chi đoàn biểu quyết lại rồi ghi nhận kết quả.",
    )


def months_are_past(view: View) -> Refusal | None:
    if not _rests_on_months(view):
        return None
    early = [month for month in months_of(view) if month >= inactivity.first_day(view.today)]
    if not early:
        return None
    return Refusal("months-not-over", f"Tháng {inactivity.written(early)} chưa hết.", "Chỉ ghi những tháng đã hết.")


def months_not_contradicted(view: View) -> Refusal | None:
    """A month in which the member came, was excused, paid or was exempt is no ground, whatever the chapter writes."""
    if not _rests_on_months(view):
        return None
    ground, months = view.text("ground"), months_of(view)
    came = inactivity.took_part(view.facts["attendances"]) if ground in _OF_ACTIVITY else frozenset[date]()
    settled = _settled(view, months) if ground in _OF_FEES else frozenset[date]()
    if wrong := [month for month in months if month in came]:
        said = f"{view.case.subject_name} có dự sinh hoạt hoặc vắng có lý do trong tháng {inactivity.written(wrong)}."
        return Refusal("took-part", said, "Bỏ các tháng này khỏi căn cứ, hoặc rút hồ sơ.")
    if wrong := [month for month in months if month in settled]:
        said = f"Đoàn phí tháng {inactivity.written(wrong)} của {view.case.subject_name} đã đóng hoặc được miễn."
        return Refusal("fees-settled", said, "Bỏ các tháng này khỏi căn cứ, hoặc rút hồ sơ.")
    return None


def _settled(view: View, months: Months) -> frozenset[date]:
    """Months that the ledger knows as not owed. Of a ledger that was never begun nothing is known."""
    fees = view.facts["fees"]
    return frozenset(months) - frozenset(fees.owed) if fees is not None else frozenset()


def months_are_shown(view: View) -> Refusal | None:
    """What the records do not show is shown by a paper."""
    if not _rests_on_months(view) or view.value("evidence_file"):
        return None
    unshown = [month for month in months_of(view) if month not in _shown(view)]
    if not unshown:
        return None
    return Refusal(
        "evidence",
        f"Hệ thống chưa ghi nhận tháng {inactivity.written(unshown)} là vắng sinh hoạt hoặc nợ phí.",
        "Đính kèm trích sổ điểm danh, sổ đoàn phí ở mục “Giấy tờ chứng minh”.",
    )


def transfer_is_unclaimed(view: View) -> Refusal | None:
    """Somebody is lost on the way once the time between two units has run out."""
    if not is_removal(view) or view.text("ground") != "UNCLAIMED_TRANSFER" or view.subject is None:
        return None
    days = view.rules.number("in_transit_max_days")
    since = view.subject.status_on
    lost = any(each.process == "transfer" and each.state == "lost" for each in view.facts["cases"])
    on_the_way = view.subject.status == "IN_TRANSIT" and (since is None or since + timedelta(days=days) < view.today)
    if lost or on_the_way:
        return None
    return Refusal(
        "transfer-not-overdue",
        f"{view.case.subject_name} không có thủ tục chuyển sinh hoạt quá {days} ngày chưa nơi nào tiếp nhận.",
        "Chọn căn cứ khác, hoặc chờ hết hạn chuyển sinh hoạt.",
    )


# ---------------------------------------------------------------- what is no ground


def not_away(view: View) -> Refusal | None:
    """Who told the chapter before going away is away with leave, up to a year each time (S35), while they can be reached.

    A report that came after the departure gives leave from then on alone (S64).
    """
    if not _rests_on_months(view) or view.subject is None or not {"away", "abroad"} & set(view.subject.flags):
        return None
    going = _open_case(view, "away")
    months = view.rules.number("away_max_months")
    if going is not None and (going.state == "lost_contact" or _leave_until(going, months) < view.today):
        return None
    if going is not None and inactivity.counted(_without_leave(going, months_of(view)), view.rules):
        return None
    return Refusal(
        "away-with-leave",
        f"{view.case.subject_name} đã báo chi đoàn đi làm ăn, học tập xa, chưa quá {months} tháng.",
        "Liên hệ, hoặc kết thúc việc đi xa khi quá hạn hay mất liên lạc.",
    )


def not_hosted(view: View) -> Refusal | None:
    """Who takes part elsewhere for a time is judged by the unit that hosts them."""
    if not _rests_on_months(view) or view.subject is None or "temp_elsewhere" not in view.subject.flags:
        return None
    return Refusal(
        "hosted-elsewhere",
        f"{view.case.subject_name} đang sinh hoạt tạm thời ở nơi khác nên không xét vắng sinh hoạt, nợ phí ở đây.",
        "Chờ nhận xét của nơi đó, hoặc kết thúc sinh hoạt tạm thời.",
    )


def _open_case(view: View, process: str) -> CaseFact | None:
    return next((each for each in view.facts["cases"] if each.process == process and each.closed_on is None), None)


def _leave_until(case: CaseFact, months: int) -> date:
    """As the chapter last put it off; else as the member said, or the months that the rules give."""
    until = (case.form.get("extension") or {}).get("until") or case.form.get("expected_on")
    departed = case.form.get("depart_on")
    since = date.fromisoformat(str(departed)) if departed else case.opened_on
    return date.fromisoformat(str(until)) if until else add_months(since, months)


def _without_leave(case: CaseFact, months: Months) -> Months:
    """Those of the months that a report after the departure came too late for."""
    departed = case.form.get("depart_on")
    if not departed or case.opened_on <= date.fromisoformat(str(departed)):
        return ()
    return tuple(month for month in months if month <= case.opened_on)


def no_good_reason(view: View) -> Refusal | None:
    """Illness, maternity, military service: once it is known, the absence is no ground."""
    told = [each for each in view.case.form.get("contacts", ()) if each.get("outcome") == "GOOD_REASON"]
    if not is_removal(view) or not told:
        return None
    return Refusal(
        "good-reason",
        f"Khi liên hệ ngày {words.day(date.fromisoformat(told[-1]['on']))} đã ghi nhận lý do chính đáng nên không xoá tên.",
        "Rút hồ sơ; chi đoàn tạo điều kiện để đoàn viên sinh hoạt lại.",
    )


def majority(view: View) -> Refusal | None:
    """More than half of those present are for it."""
    refused = ballots.majority(view)
    return replace(refused, mend="Kết quả được lưu; đoàn viên vẫn trong danh sách.") if refused else None


# ---------------------------------------------------------------- contact, notice, report, complaint


def contact_by_now(view: View) -> Refusal | None:
    entries = view.case.form.get("contacts", ())
    on = date.fromisoformat(entries[-1]["on"]) if entries else view.today
    if on <= view.today:
        return None
    return Refusal("contact-in-future", f"Ngày liên hệ {words.day(on)} chưa tới.", "Ghi sau khi đã liên hệ.")


def contacted(view: View) -> Refusal | None:
    """The chapter has tried to reach the member, more than once."""
    needed, made = view.rules.number("removal_contact_attempts"), len(view.case.form.get("contacts", ()))
    if not is_removal(view) or made >= needed:
        return None
    return Refusal(
        "contact-attempts",
        f"Mới ghi {made} lần liên hệ, cần ít nhất {needed}.",
        "Liên hệ đoàn viên hoặc gia đình rồi ghi vào hồ sơ.",
    )


def noticed_by_now(view: View) -> Refusal | None:
    on = view.day("notice.notified_on")
    if on is None or on <= view.today:
        return None
    return Refusal("notice-in-future", f"Ngày báo {words.day(on)} chưa tới.", "Ghi sau khi đã báo.")


def planned_in_time(view: View) -> Refusal | None:
    """The meeting that the member is told of is no sooner than the rules let it be: nobody meets in vain."""
    return _too_soon(view, view.day("notice.planned_on"), "ngày họp dự kiến ghi", "Chọn ngày họp muộn hơn.")


def noticed_in_time(view: View) -> Refusal | None:
    """The member knows of the meeting some days before it."""
    return _too_soon(view, view.day("vote.met_on"), "biên bản ghi", "Họp lại sau khi đủ thời gian báo trước.")


def _too_soon(view: View, met: date | None, said: str, mend: str) -> Refusal | None:
    told = view.day("notice.notified_on")
    if not is_removal(view) or told is None or met is None:
        return None
    days = view.rules.number("removal_notice_days")
    earliest = told + timedelta(days=days)
    if met >= earliest:
        return None
    return Refusal(
        "notice-too-short",
        f"Phải báo trước ít nhất {days} ngày: đã báo ngày {words.day(told)} nên cuộc họp sớm nhất là {words.day(earliest)}; "
        f"{said} {words.day(met)}.",
        mend,
    )


def resolution_numbered(view: View) -> Refusal | None:
    """The decision cites the chapter's resolution by its number."""
    if "T08C" not in view.case.asked or view.case.document("T08C") is not None:
        return None
    return Refusal("resolution", "Nghị quyết của chi đoàn đang được cấp số.", "Thử lại sau ít phút.")


def complained_in_time(view: View) -> Refusal | None:
    document = view.case.document("T08")
    since = date.fromisoformat(document.on) if document else view.case.decided_on
    days = view.rules.number("removal_complaint_days")
    if since is None or view.today <= (latest := since + timedelta(days=days)):
        return None
    return Refusal(
        "too-late-to-complain",
        f"Chỉ khiếu nại được trong {days} ngày, đến hết {words.day(latest)}.",
        "Nếu muốn vào Đoàn trở lại thì nộp đơn xin kết nạp lại.",
    )


def complained_once(view: View) -> Refusal | None:
    before = view.before.form.get("answer") if view.before else view.case.form.get("answer")
    if not before:
        return None
    return Refusal(
        "complaint-answered",
        "Mỗi việc xoá tên chỉ được khiếu nại một lần; khiếu nại về việc này đã được trả lời.",
        "Gửi kiến nghị lên cấp trên nữa bằng văn bản.",
    )
