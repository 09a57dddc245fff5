"""Conditions of a new member card (domain rule 14.2)."""

from services.workflows.domain import words
from services.workflows.domain.case import Refusal
from services.workflows.domain.view import View


def one_at_a_time(view: View) -> Refusal | None:
    """A card is not asked for twice."""
    going = (each for each in view.facts["cases"] if each.process == "card_reissue" and each.closed_on is None)
    found = next(going, None)
    if found is None:
        return None
    return Refusal(
        "card-asked-for",
        f"Đang có đề nghị cấp lại thẻ {found.number} của {view.case.subject_name}.",
        "Làm tiếp hoặc rút đề nghị đó.",
    )


def has_a_card(view: View) -> Refusal | None:
    """Only who was given a number has a card to replace."""
    if view.subject is None or view.subject.code:
        return None
    return Refusal(
        "no-card",
        f"{view.case.subject_name} chưa có mã đoàn viên nên chưa có thẻ để cấp lại.",
        "Đề nghị Đoàn cấp trên xác nhận đoàn viên để có mã và thẻ.",
    )


def wrong_detail_is_stated(view: View) -> Refusal | None:
    if view.text("reason") != "WRONG" or view.text("wrong_what"):
        return None
    return Refusal("what-is-wrong", "Chưa ghi thông tin nào trên thẻ bị sai.", "Ghi thông tin sai và thông tin đúng.")


def lost_by_now(view: View) -> Refusal | None:
    on = view.day("lost_on")
    if on is None or on <= view.today:
        return None
    return Refusal("lost-in-future", f"Ngày mất thẻ {words.day(on)} chưa tới.", "Sửa ngày mất thẻ.")
