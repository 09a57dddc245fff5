"""Conditions of a discipline case: who may be examined as what, how the meeting and its ballot go, who may decide what.

Sources: S17, S18, S43, S61, S63 of the domain's rules; numbers come from the rule set.
"""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from services.contracts.titles import DISCIPLINE_FORMS
from services.workflows.domain import discipline, electorate, relations, words
from services.workflows.domain.case import Refusal
from services.workflows.domain.guards import holds_members
from services.workflows.domain.view import View

# ---------------------------------------------------------------- whom it is about, and who examines


def opened_where_they_lead(view: View) -> Refusal | None:
    """An officer is examined by the committee of the highest unit where they are one, and its superior decides: nobody below
    judges who leads them, and no committee expels one of its own by itself."""
    highest = discipline.find_higher_office(view)
    if highest is None:
        return fits_accused_kind(view)
    unit_name = highest.unit_name or "đơn vị cấp trên"
    text = (
        f"{view.case.subject_name} là {relations.title_of(highest.code)} của {unit_name} nên Ban Chấp hành nơi đó bỏ phiếu, Đoàn "
        f"cấp trên trực tiếp của nơi đó quyết định; {view.unit.name} không xem xét kỷ luật."
    )
    mend = f"Mở hồ sơ tại {unit_name}, xem xét với tư cách cán bộ."
    if highest.level == "PROVINCE":
        mend = "Báo cáo Trung ương Đoàn; việc này nằm ngoài hệ thống."
    is_called_officer = view.text("whom") == discipline.OFFICER and not discipline.was_officer(view)
    return Refusal("accused-not-officer" if is_called_officer else "accused-is-officer", text, mend)


def fits_accused_kind(view: View) -> Refusal | None:
    """A plain member is examined in their chapter, whoever was an officer at the opening by the committee of that unit."""
    whom, was_officer = view.text("whom"), discipline.was_officer(view)
    if whom == discipline.MEMBER and was_officer:
        return Refusal(
            "accused-is-officer",
            f"{view.case.subject_name} là cán bộ của {view.unit.name} khi mở hồ sơ nên Ban Chấp hành bỏ phiếu và Đoàn cấp trên quyết định.",
            "Chọn “Cán bộ của đơn vị” ở mục “Xem xét với tư cách”.",
        )
    if whom == discipline.MEMBER and not (_is_theirs(view) or _lives_here(view)):
        return Refusal(
            "accused-elsewhere",
            f"Kỷ luật đoàn viên do chi đoàn xem xét, mà {view.unit.name} không phải chi đoàn của {view.case.subject_name}.",
            "Mở hồ sơ tại chi đoàn của người này.",
        )
    if whom == discipline.OFFICER and not was_officer:
        return Refusal(
            "accused-not-officer",
            f"{view.case.subject_name} không giữ chức vụ nào ở {view.unit.name} khi mở hồ sơ.",
            "Mở hồ sơ tại đơn vị nơi người này giữ chức vụ, hoặc xem xét với tư cách đoàn viên.",
        )
    return None


def _is_theirs(view: View) -> bool:
    """The chapter examines them already, and goes on when they have moved away."""
    return (view.before or view.case).form.get("whom") == discipline.MEMBER


def _lives_here(view: View) -> bool:
    return holds_members(view.unit) and view.subject is not None and view.subject.unit_id == view.unit.id


def not_the_accused(view: View) -> Refusal | None:
    doer = view.doer
    if doer is None or doer.person_id is None or doer.person_id != view.case.subject_id:
        return None
    return Refusal(
        "own-case",
        "Hồ sơ này xem xét chính bạn nên người khác phải làm bước này.",
        "Để cán bộ khác của đơn vị hoặc Đoàn cấp trên làm.",
    )


# ---------------------------------------------------------------- verification and meeting


def days_in_order(view: View) -> Refusal | None:
    """Offence, verification and meeting come one after another, and none of them is still to come."""
    steps = [(title, day) for name, title in _STEPS if (day := view.day(name))]
    ahead = next((step for step in steps if step[1] > view.today), None)
    if ahead:
        return Refusal("day-in-future", f"{ahead[0]} ghi {words.day(ahead[1])}, chưa tới.", "Sửa ngày.")
    for (earlier, before), (later, after) in pairwise(steps):
        if after < before:
            text = f"{later} {words.day(after)} sớm hơn {earlier.lower()} {words.day(before)}."
            return Refusal("days-out-of-order", text, "Sửa một trong hai ngày.")
    return None


_STEPS = (
    ("violated_on", "Ngày vi phạm"),
    ("check.started_on", "Ngày bắt đầu xác minh"),
    ("verification.ended_on", "Ngày kết thúc xác minh"),
    ("meeting.held_on", "Ngày họp"),
)


def verified(view: View) -> Refusal | None:
    if view.text("verification.findings"):
        return None
    return Refusal("not-verified", "Chưa có kết luận xác minh.", "Bấm “Ghi kết luận xác minh” trước khi họp.")


def criticised_oneself(view: View) -> Refusal | None:
    """The accused presents a written self-criticism (S18); where they do not, the minutes say why."""
    if not view.case.form.get("meeting"):
        return None
    if view.flag("meeting.self_criticism") or view.text("meeting.absence_reason"):
        return None
    return Refusal(
        "self-criticism",
        "Cuộc họp chưa có bản tự kiểm điểm của người bị xem xét.",
        "Đánh dấu khi đã trình bày, hoặc ghi lý do không có bản tự kiểm điểm.",
    )


def report_was_read(view: View) -> Refusal | None:
    if not view.case.form.get("meeting") or view.flag("meeting.report_read"):
        return None
    return Refusal(
        "report-unread", "Cuộc họp chưa nghe báo cáo xác minh.", "Đọc báo cáo xác minh trước hội nghị rồi đánh dấu."
    )


# ---------------------------------------------------------------- the ballot


def right_voters(view: View) -> Refusal | None:
    given, due = view.text("vote.voters"), discipline.voters(view)
    if not given or given == due:
        return None
    return Refusal(
        "wrong-voters",
        f"Trường hợp này {dict(discipline.VOTERS)[due]} bỏ phiếu, biên bản ghi {dict(discipline.VOTERS)[given]}.",
        "Họp đúng thành phần rồi ghi lại kết quả.",
    )


def secret_ballot(view: View) -> Refusal | None:
    if view.text("vote.ballot") in {"", "secret"}:
        return None
    return Refusal(
        "not-secret", "Kỷ luật phải bỏ phiếu kín, biên bản ghi giơ tay.", "Bỏ phiếu kín rồi ghi lại kết quả."
    )


def ballots_add_up(view: View) -> Refusal | None:
    return add_up(view, discipline.BALLOTS.values())


def add_up(view: View, forms: Iterable[str]) -> Refusal | None:
    """All who were there voted: for one of the forms, whose fields are given, for none, blank or invalid."""
    present = view.number("vote.present")
    cast = sum(view.number(f"vote.{name}") or 0 for name in (*forms, *discipline.OTHER_BALLOTS))
    if present is None or cast == present:
        return None
    return Refusal(
        "votes-do-not-add-up", f"Số phiếu cộng lại là {cast} nhưng có {present} người có mặt.", "Sửa lại các số phiếu."
    )


def votes_on_possible_forms(view: View) -> Refusal | None:
    whom = view.text("whom")
    wrong = next(
        (
            form
            for form, field in discipline.BALLOTS.items()
            if view.number(f"vote.{field}") and discipline.authority(form, whom) is None
        ),
        None,
    )
    return _not_for_such_a_person(wrong, whom) if wrong else None


def _not_for_such_a_person(form: str, whom: str) -> Refusal:
    return Refusal(
        "form-not-for-them",
        f"Hình thức {DISCIPLINE_FORMS[form].lower()} không áp dụng với {dict(discipline.ACCUSED)[whom].lower()}.",
        f"Chọn một trong các hình thức: {discipline.forms_for(whom)}.",
    )


def vote_passed(view: View) -> Refusal | None:
    if discipline.voted_form(view):
        return None
    most = max(view.number(f"vote.{field}") or 0 for field in discipline.BALLOTS.values())
    return Refusal(
        "no-majority",
        f"Không hình thức nào được quá nửa số người có mặt tán thành: nhiều nhất là {most}/{view.number('vote.present') or 0} "
        "phiếu.",
        "Bỏ phiếu lại, kết thúc hồ sơ, hoặc báo cáo Đoàn cấp trên xem xét trường hợp đặc biệt.",
    )


def vote_did_not_pass(view: View) -> Refusal | None:
    voted = discipline.voted_form(view)
    if not voted:
        return None
    text = f"Kết quả bỏ phiếu đã đủ quá nửa cho hình thức {DISCIPLINE_FORMS[voted].lower()}."
    return Refusal("vote-passed", text, "Bấm “Gửi Đoàn cấp trên”.")


def superior_decides(view: View) -> Refusal | None:
    """Refuses where the chapter itself decides: the table says so for a reprimand of a plain member. Minutes with another number
    of members than the registry's are the superior's to look at."""
    row = discipline.authority(discipline.voted_form(view), view.text("whom"))
    if row is None or row.decided_by == "superior" or view.flag("committee_involved"):
        return None
    if electorate.records_more(view):
        return None
    return Refusal("chapter-decides", "Khiển trách đoàn viên do chi đoàn quyết định, có hiệu lực ngay.")


# ---------------------------------------------------------------- the decision


def form_for_them(view: View) -> Refusal | None:
    form, whom = view.text("decision.form"), view.text("whom")
    return _not_for_such_a_person(form, whom) if form and discipline.authority(form, whom) is None else None


def follows_the_vote(view: View) -> Refusal | None:
    """Another form than the vote's, or any where it failed, is a special case that says why (S3)."""
    form, voted = view.text("decision.form"), discipline.voted_form(view)
    if not form or form == voted or view.text("decision.special_reason"):
        return None
    found = f"bỏ phiếu đạt {DISCIPLINE_FORMS[voted].lower()}" if voted else "bỏ phiếu không đạt quá nửa"
    return Refusal(
        "against-the-vote",
        f"Quyết định {DISCIPLINE_FORMS[form].lower()} trong khi {found}.",
        "Ghi lý do ở mục “Trường hợp đặc biệt”, hoặc quyết định theo kết quả bỏ phiếu.",
    )


def undecided(view: View) -> Refusal | None:
    """Refuses where a decision was made that the registry could not carry out: it counts no more."""
    if not discipline.decided_by_superior(view.case):
        return None
    return Refusal("decision-void", "Quyết định trước chưa ban hành nên không còn giá trị.")


def not_expulsion(view: View) -> Refusal | None:
    """Refuses an expulsion, which the registry carries out; the other forms are lines."""
    if discipline.decided_form(view) != discipline.EXPULSION:
        return None
    return Refusal("expulsion", "Khai trừ làm chấm dứt tư cách đoàn viên nên danh bộ kiểm tra trước.")


def announced_after_decision(view: View) -> Refusal | None:
    on, document = view.day("announcement.announced_on"), view.case.document("T15C")
    if on is None:
        return None
    if on > view.today:
        return Refusal("announced-in-future", f"Ngày công bố {words.day(on)} chưa tới.", "Ghi sau khi công bố.")
    if document is None or on >= date.fromisoformat(document.on):
        return None
    return Refusal(
        "announced-too-early",
        f"Ngày công bố {words.day(on)} trước ngày quyết định {words.day(date.fromisoformat(document.on))}.",
        "Sửa ngày công bố.",
    )
