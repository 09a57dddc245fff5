"""When a wrong chapter is put right after a transfer (domain rule 5): soon, seldom, and while the member is still there.

After that a member moves by a new transfer alone.
"""

from datetime import timedelta

from services.workflows.domain import transfer_rules, words
from services.workflows.domain.case import Refusal
from services.workflows.domain.view import View

ADJUSTED = "adjustment"
"""The group of the chapter that is to have the member, until the registry holds them for it."""
_INSTEAD = "Mở hồ sơ “Chuyển đi, chuyển đến” mới tại chi đoàn đang quản lý đoàn viên."


def adjusted_seldom(view: View) -> Refusal | None:
    """A case is adjusted as often as the rule says; what the registry refused does not count."""
    done = [each for each in view.facts["past"] if (each.action, each.from_state) == ("prepared", "adjusting")]
    times = view.rules.number("transfer_adjust_times")
    if len(done) < times:
        return None
    return Refusal(
        "adjusted-already",
        f"Chi đoàn tiếp nhận đã được điều chỉnh {len(done)} lần, lần cuối ngày {words.day(done[-1].on)}; "
        f"mỗi hồ sơ chỉ được điều chỉnh {times} lần."
        if done
        else "Quy định hiện hành không cho điều chỉnh chi đoàn tiếp nhận.",
        _INSTEAD,
    )


def adjusted_soon(view: View) -> Refusal | None:
    """Within some days of the day on which the destination took the member in."""
    taken_in = next((each.on for each in view.facts["past"] if each.to_state == "accepted"), None)
    days = view.rules.number("transfer_adjust_days")
    if taken_in is None or (latest := taken_in + timedelta(days=days)) >= view.today:
        return None
    return Refusal(
        "adjusted-too-late",
        f"Nơi đến đã tiếp nhận ngày {words.day(taken_in)}; chỉ điều chỉnh được trong {days} ngày, "
        f"đến hết ngày {words.day(latest)}.",
        _INSTEAD,
    )


def still_there(view: View) -> Refusal | None:
    """The member is where this case has put them: whoever has moved on since is nobody's mistake."""
    placed = transfer_rules.chapter_to_join(view.of(view.before) if view.before else view)
    if placed is None or view.subject is None or view.subject.unit_id == placed.id:
        return None
    return Refusal(
        "moved-on", f"{view.case.subject_name} không còn sinh hoạt tại {placed.name} theo hồ sơ này.", _INSTEAD
    )


def not_on_the_roll_yet(view: View) -> Refusal | None:
    """Turns a refused adjustment back to where the case was: over, once a chapter had the member on its roll."""
    last = next((each for each in reversed(view.facts["past"]) if each.action == "adjust"), None)
    if last is None or last.from_state != "received":
        return None
    return Refusal("received-before", "Chi đoàn đã ghi đoàn viên vào danh sách.", None)
