"""Conditions of moves. Each sees a view and answers a refusal, or nothing.

A refusal names the rule, what was found and what would mend it. A guard says nothing about what is not filled in yet: forms
ask for that. Sources: charter article 1, guidance HD 22 (2013), HD 16 (2018), HD 20 (2023); numbers come from the rule set.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps

from services.workflows.domain import lists, relations, rules, words
from services.workflows.domain.case import Refusal, Unit
from services.workflows.domain.view import PersonFact, View

_LEFT = frozenset({"STRUCK_OFF", "EXPELLED", "WITHDRAWN"})
_NEEDED = (
    ("sex", "Giới tính"),
    ("ethnicity", "Dân tộc"),
    ("religion", "Tôn giáo"),
    ("permanent_address", "Nơi thường trú"),
    ("phone", "Số điện thoại"),
    ("occupation", "Nghề nghiệp"),
    ("member_category", "Đối tượng đoàn viên"),
    ("general_education", "Trình độ học vấn"),
)
_PRIMARY_SCHOOL = {"12": 5, "10": 4}


Guard = Callable[[View], Refusal | None]


def adopting(group: str, guard: Guard) -> Guard:
    """The same condition, asked of the case as it is once what the group says is its own."""

    @wraps(guard)
    def asked(view: View) -> Refusal | None:
        return guard(view.adopting(group))

    return asked


def considered_on(view: View) -> date:
    """The day the chapter considers the person: its meeting's, the planned one before it has met, or today."""
    return view.day("vote.met_on") or view.day("planned_on") or view.today


# ---------------------------------------------------------------- who may be admitted


def old_enough(view: View) -> Refusal | None:
    """Age is tested on the day of consideration (S25)."""
    born_on = view.day("born_on")
    on = considered_on(view)
    limit = view.rules.age("admission_min_age")
    if born_on is None or (earliest := limit.reached_on(born_on)) <= on:
        return None
    return Refusal(
        "too-young",
        f"{view.case.subject_name} sinh ngày {words.day(born_on)}, chưa đủ tuổi vào Đoàn vào ngày xét {words.day(on)}; "
        f"quy định cần đủ {words.age(limit)}.",
        f"Ngày sớm nhất có thể xét: {words.day(earliest)}.",
    )


def young_enough(view: View) -> Refusal | None:
    """Not past the thirtieth birthday on the day of consideration (S25): one who ages after the vote stays eligible."""
    born_on = view.day("born_on")
    on = considered_on(view)
    limit = view.rules.age("admission_max_age")
    if born_on is None or on <= (latest := limit.reached_on(born_on)):
        return None
    return Refusal(
        "too-old",
        f"{view.case.subject_name} đã quá {limit.years} tuổi vào ngày xét {words.day(on)} (đủ {limit.years} tuổi ngày "
        f"{words.day(latest)}).",
        "Kiểm tra lại ngày sinh; nếu đúng thì không kết nạp được.",
    )


def vietnamese(view: View) -> Refusal | None:
    if not view.flag("foreign_national"):
        return None
    return Refusal(
        "not-vietnamese",
        f"Hồ sơ ghi {view.case.subject_name} là người nước ngoài; Điều lệ chỉ kết nạp thanh niên Việt Nam.",
        "Bỏ dấu “Là người nước ngoài” nếu đánh nhầm.",
    )


def schooled(view: View) -> Refusal | None:
    """Primary school done; not asked in areas of special difficulty."""
    grade, _, whole = view.text("general_education").partition("/")
    if not grade.isdecimal() or view.flag("special_area") or int(grade) >= _PRIMARY_SCHOOL.get(whole, 0):
        return None
    return Refusal(
        "schooling",
        f"Người vào Đoàn phải học hết bậc tiểu học; hồ sơ ghi trình độ {view.text('general_education')}, chưa hết bậc này.",
        "Sửa trình độ, hoặc đánh dấu “Vùng dân tộc thiểu số, miền núi, biên giới, hải đảo, đặc biệt khó khăn”.",
    )


def trained(view: View) -> Refusal | None:
    if view.text("class_certificate_no"):
        return None
    return Refusal(
        "class-certificate",
        "Người vào Đoàn phải học lớp tìm hiểu về Đoàn; hồ sơ chưa có số giấy chứng nhận.",
        "Ghi số và ngày cấp giấy chứng nhận.",
    )


def applied(view: View) -> Refusal | None:
    if view.day("applied_on"):
        return None
    return Refusal("application", "Người vào Đoàn phải tự viết đơn; hồ sơ chưa có ngày viết đơn.", "Ghi ngày viết đơn.")


def introduced(view: View) -> Refusal | None:
    """Someone who has worked, studied or lived with the applicant answers for them (S6), or a collective does."""
    kind = view.text("introducer_kind")
    if kind == "member":
        return _member_introduces(view)
    if kind and not view.text("introducer_name"):
        return Refusal(
            "introducer",
            "Chưa ghi tên người hoặc tập thể giới thiệu.",
            "Nhập tên ở mục “Tên người hoặc tập thể giới thiệu”.",
        )
    if kind:
        return None
    return Refusal(
        "introducer",
        "Người vào Đoàn phải được một đoàn viên, đảng viên hoặc tập thể giới thiệu; hồ sơ chưa ghi ai giới thiệu.",
        "Chọn bên giới thiệu ở mục “Bên giới thiệu”.",
    )


def _member_introduces(view: View) -> Refusal | None:
    if not view.text("introducer_id"):
        return Refusal("introducer", "Chưa chọn đoàn viên giới thiệu.", "Tìm và chọn một đoàn viên.")
    introducer: PersonFact | None = view.facts["introducer"]
    if introducer is None or introducer.status not in {"ACTIVE", "IN_TRANSIT"}:
        return Refusal(
            "introducer-not-member",
            "Người giới thiệu không phải là đoàn viên đang sinh hoạt.",
            "Chọn một đoàn viên khác hoặc giới thiệu tập thể.",
        )
    if introducer.id == view.case.subject_id:
        return Refusal(
            "introducer-is-subject",
            f"Người giới thiệu đang chọn chính là {view.case.subject_name}.",
            "Chọn một đoàn viên khác.",
        )
    return None


def known_long_enough(view: View) -> Refusal | None:
    since, needed = view.day("known_since"), view.rules.number("introducer_min_months")
    if view.text("introducer_kind") not in {"member", "party_member"}:
        return None
    if since is None:
        return Refusal(
            "introducer-since",
            "Chưa ghi người giới thiệu cùng học tập, công tác từ khi nào.",
            f"Ghi ngày bắt đầu; quy định cần ít nhất {needed} tháng liên tục.",
        )
    if (months := max(0, rules.whole_months(since, considered_on(view)))) >= needed:
        return None
    return Refusal(
        "introducer-too-new",
        f"Người giới thiệu mới cùng học tập, công tác {months} tháng; quy định cần ít nhất {needed} tháng liên tục.",
        "Chọn người khác hoặc giới thiệu tập thể.",
    )


def guardian_agrees(view: View) -> Refusal | None:
    """Under sixteen, a parent or guardian consents to the use of personal data (decree 13/2023)."""
    born_on, age = view.day("born_on"), view.rules.age("guardian_consent_age")
    if born_on is None or view.flag("guardian_consent") or age.reached_on(born_on) <= view.today:
        return None
    return Refusal(
        "guardian-consent",
        f"{view.case.subject_name} chưa đủ {age.years} tuổi nên cần cha mẹ hoặc người giám hộ đồng ý.",
        "Ghi tên người giám hộ và đánh dấu “Người giám hộ đã đồng ý”.",
    )


def clear_background(view: View) -> Refusal | None:
    if view.flag("under_prosecution"):
        return Refusal(
            "under-prosecution",
            f"Hồ sơ ghi {view.case.subject_name} đang bị truy cứu trách nhiệm hình sự hoặc chấp hành án nên chưa được xét "
            "kết nạp.",
            "Xét lại khi không còn vướng mắc pháp luật, hoặc bỏ dấu nếu đánh nhầm.",
        )
    if view.flag("relatives_detained") and not view.text("party_opinion"):
        return Refusal(
            "party-opinion",
            "Có cha, mẹ hoặc anh chị em ruột đang bị giam giữ nên phải xin ý kiến cấp uỷ cùng cấp trước khi xét.",
            "Ghi ý kiến của cấp uỷ vào mục “Ý kiến cấp uỷ”.",
        )
    return None


def voluntary(view: View) -> Refusal | None:
    if view.flag("agrees_to_charter"):
        return None
    return Refusal(
        "charter",
        "Người vào Đoàn phải có lý lịch rõ ràng, tán thành Điều lệ và tự nguyện hoạt động; hồ sơ chưa ghi điều này.",
        "Đánh dấu “Lý lịch rõ ràng, tán thành Điều lệ, tự nguyện hoạt động”.",
    )


def profile_complete(view: View) -> Refusal | None:
    missing = [title for name, title in _NEEDED if not view.text(name)]
    if not view.text("citizen_id") and not view.flag("no_citizen_id"):
        missing.append("Số CCCD (hoặc đánh dấu “Chưa được cấp CCCD”)")
    if not missing:
        return None
    return Refusal("profile-incomplete", f"Lý lịch còn thiếu: {words.listed(missing)}.", "Bấm “Sửa lý lịch” để điền.")


def may_return(view: View) -> Refusal | None:
    """Whoever left by striking off, expulsion or own wish waits before a new admission; a member is not admitted twice.

    Someone whom the registry here does not know has left where the file says so.
    """
    person: PersonFact | None = view.facts["subject"]
    if person is None:
        return _long_enough_ago(view, view.day("left_on"))
    if not _is_the_person(view, person):
        return Refusal(
            "another-person",
            "Họ tên hoặc năm sinh trong hồ sơ không khớp với người đã chọn trong danh bộ.",
            "Kiểm tra lại họ tên, ngày sinh, hoặc chọn lại đúng người.",
        )
    if person.status not in _LEFT | {"CANDIDATE", "ANNULLED", "HONOUR_ENDED"}:
        return Refusal(
            "already-member",
            "Người này đã là đoàn viên hoặc đã trưởng thành đoàn nên không kết nạp lần nữa.",
            "Dùng thủ tục “Chuyển đi, chuyển đến” nếu người này chuyển nơi sinh hoạt.",
        )
    left_on = person.status_on or view.day("left_on")
    if person.status in _LEFT and left_on is None:
        return Refusal(
            "readmission-date",
            f"Chưa biết {view.case.subject_name} ra khỏi Đoàn lần trước ngày nào; kết nạp lại phải sau ít nhất "
            f"{view.rules.number('readmission_wait_months')} tháng.",
            "Ghi mục “Ngày ra khỏi Đoàn lần trước”.",
        )
    return _long_enough_ago(view, left_on) if person.status in _LEFT else None


def _long_enough_ago(view: View, left_on: date | None) -> Refusal | None:
    months = view.rules.number("readmission_wait_months")
    if left_on is None or (earliest := rules.add_months(left_on, months)) <= considered_on(view):
        return None
    if view.text("early_return.reason"):
        return None
    return Refusal(
        "readmission-too-soon",
        f"Kết nạp lại phải sau ít nhất {months} tháng; người này ra khỏi Đoàn ngày {words.day(left_on)}. Muốn xét sớm hơn: ghi ngày dự "
        "kiến xét để mở hồ sơ, rồi Đoàn cấp trên bấm “Cho phép kết nạp lại sớm” và ghi lý do.",
        f"Ngày sớm nhất có thể xét: {words.day(earliest)}.",
    )


def _is_the_person(view: View, person: PersonFact) -> bool:
    """Name without marks, and year: the copy does not say how much of a birth date is known. The registry compares the rest.

    Until both fit, nothing is told of the person.
    """
    born_on = view.day("born_on")
    same_year = born_on is None or person.born_on is None or born_on.year == person.born_on.year
    given = view.text("full_name") or view.case.subject_name
    return same_year and words.folded(given) == words.folded(person.full_name)


def has_chapter(view: View) -> Refusal | None:
    """A member lives in a chapter; where another unit proposes for a class without one, it names the chapter to join."""
    joined: Unit | None = view.facts["join_unit"] if view.text("join_unit_id") else None
    if view.text("join_unit_id") and (joined is None or view.unit.id not in joined.path):
        return Refusal(
            "join-elsewhere",
            f"Chi đoàn đã chọn ở mục “Chi đoàn sẽ sinh hoạt” không thuộc {view.unit.name}.",
            "Chọn một chi đoàn trực thuộc, hoặc bỏ trống nếu sinh hoạt ngay tại đơn vị lập hồ sơ.",
        )
    if holds_members(view.unit) or (joined and joined.level == "CHAPTER" and not joined.closed):
        return None
    return Refusal(
        "chapter-to-join",
        f"{view.unit.name} không phải là chi đoàn nên chưa biết đoàn viên mới sẽ sinh hoạt ở đâu.",
        "Chọn một chi đoàn trực thuộc ở mục “Chi đoàn sẽ sinh hoạt”.",
    )


def holds_members(unit: Unit) -> bool:
    """The unit is a chapter itself: whoever it admits lives there."""
    return unit.level == "CHAPTER" or unit.kind == "CHI_DOAN_CO_SO"


def only_case(view: View) -> Refusal | None:
    """One open case that changes membership, for one person."""
    number = view.facts["other_case"]
    if not number:
        return None
    return Refusal(
        "another-case-open",
        f"Mỗi người chỉ có một hồ sơ làm thay đổi tư cách đoàn viên cùng lúc; {view.case.subject_name} đang có hồ sơ {number}.",
        "Rút hoặc kết thúc hồ sơ đó trước.",
    )


def unit_is_open(view: View) -> Refusal | None:
    if not view.unit.closed:
        return None
    return Refusal(
        "unit-closed",
        f"{view.unit.name} đã kết thúc hoạt động nên không lập, không gửi hồ sơ được nữa.",
        "Chọn đơn vị kế thừa.",
    )


# ---------------------------------------------------------------- the deciding side


def decided_by_another(view: View) -> Refusal | None:
    """Nobody decides on a case they carried for the other side; where there is one side alone, it does both."""
    doer = view.doer
    if doer is None or doer.is_system or relations.decides_its_own(view.case) or _decided_at_home(view):
        return None
    if str(doer.person_id) not in view.case.acted.values():
        return None
    return Refusal(
        "conflict-of-interest",
        "Bạn đã ghi nhận biểu quyết hoặc gửi hồ sơ này với tư cách chi đoàn; người duyệt phải là người khác.",
        "Để cán bộ khác của đơn vị hoặc Đoàn cấp trên duyệt.",
    )


def _decided_at_home(view: View) -> bool:
    """An award that the proposing unit owns: its own officers both propose and decide."""
    reviewer = view.case.seats.get("award_reviewer")
    return reviewer is not None and reviewer.due_unit_id == view.case.unit_id


def ceremony_after_decision(view: View) -> Refusal | None:
    held_on, document = view.day("ceremony.held_on"), view.case.document("T03")
    if held_on is None:
        return None
    if held_on > view.today:
        return Refusal(
            "ceremony-in-future", f"Ngày lễ {words.day(held_on)} chưa tới.", "Ghi sau khi tổ chức lễ kết nạp."
        )
    if document is None or held_on >= date.fromisoformat(document.on):
        return None
    return Refusal(
        "ceremony-too-early",
        f"Lễ kết nạp ghi ngày {words.day(held_on)}, trước ngày quyết định {words.day(date.fromisoformat(document.on))}.",
        "Sửa ngày tổ chức lễ.",
    )


# ---------------------------------------------------------------- doubts: shown, never stopping


def namesake(view: View) -> Refusal | None:
    """The registry already has the name and birth date; it does not say where."""
    if not view.facts["namesakes"]:
        return None
    return Refusal(
        "namesake",
        "Hệ thống đã có người cùng họ tên và ngày sinh.",
        "So lại số CCCD, cha mẹ; nếu là một người thì không kết nạp lần nữa.",
    )


def citizen_id_doubt(view: View) -> Refusal | None:
    """A citizen id carries birth year and sex; old data is often wrong, so this warns."""
    number, born_on = view.text("citizen_id"), view.day("born_on")
    if len(number) != 12 or born_on is None:
        return None
    year = 1900 + 100 * (int(number[3]) // 2) + int(number[4:6])
    if year != born_on.year:
        text = f"Số CCCD ghi năm sinh {year} nhưng ngày sinh là {born_on.year}."
        return Refusal("citizen-id-birth-year", text, "Kiểm tra lại; vẫn có thể lưu.")
    sex = ("male", "female")[int(number[3]) % 2]
    if view.text("sex") not in {"", sex}:
        given = dict(lists.SEXES)
        text = f"Số CCCD ghi giới tính {given[sex].lower()} nhưng hồ sơ ghi {given[view.text('sex')].lower()}."
        return Refusal("citizen-id-sex", text, "Kiểm tra lại; vẫn có thể lưu.")
    return None
