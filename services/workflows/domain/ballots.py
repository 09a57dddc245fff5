"""Conditions of a meeting and of its vote on one person: quorum, sums, majority.

Shares are of those who should meet, by the registry on the day of the meeting, and of those present; they come from the rule
set. Who should meet is in `electorate.py`.
"""

from services.workflows.domain import electorate, words
from services.workflows.domain.case import Refusal
from services.workflows.domain.electorate import members_total
from services.workflows.domain.rules import Rules
from services.workflows.domain.view import View


def met_by_now(view: View) -> Refusal | None:
    on = view.day("vote.met_on")
    if on is None or on <= view.today:
        return None
    return Refusal("meeting-in-future", f"Ngày họp {words.day(on)} chưa tới.", "Ghi kết quả sau khi họp.")


def quorum(view: View) -> Refusal | None:
    """Two thirds of those who should meet, by default. Nobody is never enough, and of an unknown number there is no share."""
    present, total = view.number("vote.present"), members_total(view)
    if present is None:
        return None
    if not present:
        return Refusal(
            "nobody-present",
            "Biên bản ghi không có ai dự họp nên chưa có biểu quyết.",
            "Ghi số người có mặt, hoặc họp lại.",
        )
    if not total:
        return Refusal(
            "members-unknown",
            "Chưa biết có bao nhiêu đoàn viên thuộc diện dự họp nên không xét được cuộc họp có đủ người hay không.",
            "Ghi mục “Tổng số đoàn viên”.",
        )
    if differs := electorate.records_too_few(view):
        return differs
    needed = quorum_of(total, view.rules)
    if present > total:
        return Refusal(
            "present-exceeds-members",
            f"Ghi có mặt {present} người nhưng chỉ có {total} người thuộc diện dự họp.",
            "Sửa một trong hai số; danh sách còn thiếu người thì bổ sung danh sách trước.",
        )
    if present >= needed:
        return None
    return Refusal(
        "no-quorum",
        f"Chưa đủ điều kiện biểu quyết: có mặt {present}/{total} {electorate.title(view)}, cần ít nhất {needed} ({view.rules.share('quorum')}).",
        "Ghi đúng số người có mặt, hoặc họp lại khi đủ người.",
    )


def quorum_of(total: int, rules: Rules) -> int:
    """How many of those who should meet must be there."""
    share = rules.share("quorum")
    return -(-total * share.numerator // share.denominator)


def majority_of(present: int, rules: Rules) -> int:
    """How many votes of those present are more than the rule's share of them."""
    share = rules.share("vote_majority")
    return present * share.numerator // share.denominator + 1


def votes_add_up(view: View) -> Refusal | None:
    """All who are there vote; of a secret ballot whose slips were counted, all slips that came back."""
    present, slips = view.number("vote.present"), view.number("vote.collected")
    cast = sum(view.number(f"vote.{name}") or 0 for name in ("agree", "disagree", "blank", "invalid"))
    if slips is not None:
        return None if cast == slips else _differs(f"{cast} nhưng thu về {slips} phiếu")
    if present is None or cast == present:
        return None
    return _differs(f"{cast} nhưng {'chỉ ' if cast > present else ''}có {present} người có mặt")


def _differs(said: str) -> Refusal:
    return Refusal("votes-do-not-add-up", f"Số phiếu cộng lại là {said}.", "Sửa một trong hai số.")


def slips_add_up(view: View) -> Refusal | None:
    """No more slips come back than were handed out, and no more are handed out than there are people."""
    present, issued, collected = (view.number(f"vote.{name}") for name in ("present", "issued", "collected"))
    most, whose = (issued, f"phát ra {issued} phiếu") if issued is not None else (present, f"có {present} người có mặt")
    if issued is not None and present is not None and issued > present:
        said = f"Phát ra {issued} phiếu nhưng chỉ có {present} người có mặt."
    elif collected is not None and most is not None and collected > most:
        said = f"Thu về {collected} phiếu nhưng chỉ {whose}."
    else:
        return None
    return Refusal("slips-do-not-add-up", said, "Sửa một trong hai số.")


def majority(view: View) -> Refusal | None:
    """More than half of those present (S6)."""
    agree, present = view.number("vote.agree"), view.number("vote.present")
    if agree is None or present is None:
        return None
    needed = majority_of(present, view.rules)
    if agree >= needed:
        return None
    return Refusal(
        "vote-failed",
        f"Không đạt: {agree}/{present} phiếu tán thành, cần ít nhất {needed} (quá {view.rules.share('vote_majority')} số có mặt).",
        "Kết quả được lưu; người xin vào Đoàn có thể nộp lại.",
    )


def committee_may_vote(view: View) -> Refusal | None:
    """A committee votes for its chapter only where the superior agreed: highland, remote or scattered chapters."""
    if view.text("vote.voters") != "committee" or view.text("vote.superior_consent"):
        return None
    return Refusal(
        "committee-consent",
        "Biên bản ghi Ban Chấp hành biểu quyết thay toàn chi đoàn, chưa ghi ý kiến đồng ý của Đoàn cấp trên.",
        "Ghi ý kiến đồng ý của Đoàn cấp trên, hoặc họp toàn chi đoàn.",
    )


def has_voted(view: View) -> Refusal | None:
    if view.number("vote.agree") is not None:
        return None
    return Refusal("no-vote", "Chưa ghi kết quả biểu quyết của chi đoàn.", "Bấm “Ghi nhận kết quả biểu quyết”.")


_VOTED_ON = (("full_name", "họ tên"), ("born_on", "ngày sinh"), ("sex", "giới tính"), ("citizen_id", "số CCCD"))


def still_the_person(view: View) -> Refusal | None:
    """A vote is on a person: another name, birth date, sex or citizen id asks for another. Filling in what was blank does not."""
    before = view.before
    if before is None or not before.form.get("vote"):
        return None
    changed = [title for name, title in _VOTED_ON if before.form.get(name) not in (None, view.value(name))]
    if not changed:
        return None
    return Refusal(
        "voted-on-another",
        f"Đã sửa {words.listed(changed)} sau khi chi đoàn biểu quyết nên kết quả biểu quyết và nghị quyết cũ không còn giá trị.",
        "Chi đoàn biểu quyết lại rồi ghi nhận kết quả.",
    )
