"""Conditions of an honorary membership: for whom it is, who agrees and who approves (S39)."""

from datetime import date
from typing import Any, Final

from services.contracts.titles import STATUS_TITLES
from services.workflows.domain import electorate, words
from services.workflows.domain.case import Refusal, Unit
from services.workflows.domain.lists import Choices
from services.workflows.domain.view import View

LEVELS: Final[Choices] = (("DISTRICT", "Cấp huyện"), ("PROVINCE", "Cấp tỉnh"))
"""Levels that may approve, the lowest first."""
CAUSES: Final[Choices] = (("MISCONDUCT", "Không còn xứng đáng"), ("OWN_WISH", "Theo nguyện vọng"))
_MAY_BE_HONOURED: Final = frozenset({"MATURED", "TRANSFERRED_EXTERNAL", "HONORARY", "HONOUR_ENDED"})


def no_member_now(view: View) -> Refusal | None:
    """Nobody is an ordinary member and an honorary one at the same time; who left by decision is not honoured."""
    subject = view.subject
    if subject is None or subject.status in _MAY_BE_HONOURED:
        return None
    status = STATUS_TITLES.get(subject.status, subject.status)
    return Refusal(
        "not-to-be-honoured",
        f"{view.case.subject_name} đang ở trạng thái “{status}” nên không công nhận là đoàn viên danh dự.",
        "Chọn người đã trưởng thành đoàn, hoặc người ngoài tổ chức Đoàn.",
    )


def no_member_elsewhere(view: View) -> Refusal | None:
    """Whoever went to another province is a member there until they are too old for it (domain rule 10)."""
    subject = view.subject
    if subject is None or subject.status != "TRANSFERRED_EXTERNAL":
        return None
    oldest = view.rules.age("extension_max_age")
    if subject.born_on is not None and (ends_on := oldest.reached_on(subject.born_on)) < view.today:
        return None
    until = f" đến {words.day(ends_on)}" if subject.born_on is not None else ""
    return Refusal(
        "member-elsewhere",
        f"{view.case.subject_name} đã chuyển sinh hoạt ra ngoài tỉnh và còn trong tuổi đoàn viên{until}, nên đang là đoàn viên nơi khác.",
        "Đề nghị sau khi người này trưởng thành đoàn ở nơi mới.",
    )


def not_a_members_namesake(view: View) -> Refusal | None:
    """Somebody who is described is no member of the name and birth date, in whatever unit; that they are another one is said."""
    if view.case.subject_id is not None or not view.facts.get("active_namesakes") or view.flag("is_another_person"):
        return None
    return Refusal(
        "member-of-that-name",
        "Danh bộ có đoàn viên đang sinh hoạt cùng họ tên và ngày sinh; đoàn viên không đồng thời là đoàn viên danh dự.",
        "Đối chiếu số CCCD. Nếu là người khác, đánh dấu “Đã đối chiếu, là người khác”.",
    )


def belongs_here(view: View) -> Refusal | None:
    """Somebody whom the registry knows is proposed by the unit where they belonged, or by one above."""
    lives_in: Unit | None = view.facts["subject_unit"]
    if view.case.subject_id is None or lives_in is None or view.unit.id in lives_in.path:
        return None
    return Refusal(
        "of-another-unit",
        f"Người này không thuộc danh sách của {view.unit.name}.",
        "Chọn lại người, hoặc để đơn vị của người này đề nghị.",
    )


def described(view: View) -> Refusal | None:
    """Of somebody whom the registry does not know it needs what every file begins with."""
    if view.case.subject_id is not None:
        return None
    missing = [title for name, title in _NEEDED if not view.text(name)]
    if not missing:
        return None
    return Refusal(
        "person-incomplete",
        f"Còn thiếu {words.listed(missing)} của người được đề nghị.",
        "Điền các mục này, hoặc chọn người trong danh bộ.",
    )


_NEEDED = (("full_name", "họ và tên"), ("sex", "giới tính"), ("born_on", "ngày sinh"))


def high_enough(view: View) -> Refusal | None:
    """Approved at the level of the rule, or above it."""
    order = [code for code, _ in LEVELS]
    wanted, chosen = view.rules.text("honorary_approver_level"), view.text("approver_level")
    if not chosen or wanted not in order or order.index(chosen) >= order.index(wanted):
        return None
    return Refusal(
        "approver-too-low",
        f"Quy định hiện hành: {dict(LEVELS)[wanted].lower()} công nhận đoàn viên danh dự.",
        f"Chọn “{dict(LEVELS)[wanted]}” ở mục “Cấp công nhận”.",
    )


def _meeting(view: View) -> View:
    """The same view with the committee's meeting where conditions of meetings look for it."""
    return view.with_form({"vote": {"roll_of": electorate.COMMITTEE, **(view.case.form.get("agreement") or {})}})


def freeze(view: View) -> dict[str, Any]:
    """Return how many the committee had on the day of its meeting."""
    return electorate.freeze_of(_meeting(view), electorate.COMMITTEE)


def records_more(view: View) -> Refusal | None:
    """A doubt: the committee is larger in the minutes than in the registry."""
    return electorate.records_more(_meeting(view))


def agreed(view: View) -> Refusal | None:
    """More than half of the committee that met agree, and two thirds of it met."""
    present, agree = (view.number(f"agreement.{name}") for name in ("present", "agree"))
    if present is None or agree is None:
        return None
    if differs := electorate.records_too_few(_meeting(view)):
        return differs
    total = electorate.members_total(_meeting(view))
    if agree > present or present > total:
        return Refusal(
            "numbers-differ",
            f"Ghi {agree} người tán thành, {present} người có mặt, {total} uỷ viên.",
            "Sửa lại các con số.",
        )
    quorum, majority = view.rules.share("quorum"), view.rules.share("vote_majority")
    if present < total * quorum:
        needed = -(-total * quorum.numerator // quorum.denominator)
        return Refusal("no-quorum", f"Có mặt {present}/{total} uỷ viên, cần ít nhất {needed}.", "Họp lại đủ người.")
    if agree > present * majority:
        return None
    return Refusal(
        "not-agreed",
        f"Chỉ {agree}/{present} uỷ viên có mặt tán thành, chưa quá nửa.",
        "Rút đề nghị, hoặc họp lại vào dịp khác.",
    )


def met_by_now(view: View) -> Refusal | None:
    on = view.day("agreement.met_on")
    if on is None or on <= view.today:
        return None
    return Refusal("meeting-in-future", f"Ngày họp {words.day(on)} chưa tới.", "Ghi kết quả sau khi họp.")


def consents(view: View) -> Refusal | None:
    if view.flag("consents") and view.value("consent_file"):
        return None
    return Refusal(
        "no-consent",
        f"Chưa có văn bản đồng ý của {view.case.subject_name}.",
        "Đánh dấu và đính kèm văn bản đồng ý.",
    )


def conferred_after_decision(view: View) -> Refusal | None:
    on, document = view.day("conferral.conferred_on"), view.case.document("T11")
    if on is None or (on <= view.today and (document is None or on >= date.fromisoformat(document.on))):
        return None
    decided = f" {words.day(date.fromisoformat(document.on))}" if document else ""
    return Refusal(
        "conferred-on",
        f"Ngày trao {words.day(on)} không nằm giữa ngày quyết định{decided} và hôm nay.",
        "Sửa ngày trao.",
    )
