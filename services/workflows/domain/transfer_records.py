"""What a transfer tells the registry, its introduction and its record lines."""

from collections.abc import Callable
from typing import Any, Final

from services.workflows.domain import introductions, moving, named
from services.workflows.domain import transfer_rules as rules
from services.workflows.domain.adjusting_rules import ADJUSTED
from services.workflows.domain.calendar import ZONE
from services.workflows.domain.named import known
from services.workflows.domain.view import View


def leaves(view: View) -> dict[str, Any]:
    """Of which kind the departure is, and where to."""
    destination = view.facts["destination"]
    to_unit_id = destination and str(destination.id)
    return known(kind=rules.kind(view), to_unit_id=to_unit_id, to_place=introductions.place(view))


def moves_in(view: View) -> dict[str, Any]:
    """The chapter in which the person lives from now on."""
    chapter = rules.chapter_to_join(view)
    return {"unit_id": str(chapter.id)} if chapter else {}


def moves_on(view: View) -> dict[str, Any]:
    """The chapter that the common superior has chosen instead."""
    return moves_in(view.adopting(ADJUSTED))


def stays(view: View) -> dict[str, Any]:
    """The chapter that never ceased to count the person."""
    return {"unit_id": str(view.case.unit_id)}


def validity(view: View) -> dict[str, Any]:
    """Until when the introduction is valid: the day by which the destination takes the member in. Inside one union there is none."""
    if rules.kind(view) == "INTRA_GRASSROOTS":
        return {}
    last = view.calendar.due_at(view.today, view.rules.number("in_transit_max_days"))
    return {"valid_until": last.astimezone(ZONE).date().isoformat()}


def introduced(view: View) -> dict[str, Any]:
    """What the introduction says beside the person."""
    return named.signed(view, known(valid_until=view.value("valid_until")))


def serialize_person(view: View) -> dict[str, Any]:
    """The person as the introduction names them, with what the chapter wrote into the book."""
    paid = rules.fee_paid_until(view)
    said = known(
        reason=moving.label(moving.REASONS, view.text("reason")),
        fee_paid_until=paid and paid.isoformat(),
        comment=view.value("officer_comment") or view.value("confirmation.comment"),
        card_no=view.value("confirmation.card_no"),
    )
    return {**introductions.serialize_person(view), **said}


def build_record(stage: str) -> Callable[[View], dict[str, Any]]:
    """What the line of that stage says (contracts/records.py)."""

    def data(view: View) -> dict[str, Any]:
        arrives, paid = view.text("outside") == rules.INTO, rules.fee_paid_until(view)
        destination, introduction = view.facts["destination"], view.case.document("T04")
        there = destination if stage == "RELEASED" else rules.chapter_to_join(view) or destination
        return known(
            stage="ARRIVED" if arrives and stage == "MOVED" else stage,
            kind=rules.kind(view),
            from_unit_id=None if arrives else str(view.case.unit_id),
            from_place=view.value("origin_place") if arrives else view.unit.name,
            to_unit_id=there and str(there.id),
            to_place=there.name if there else view.value("destination_place"),
            reason=view.value("reason"),
            fee_paid_until=paid and paid.isoformat(),
            comment=view.value("confirmation.comment"),
            introduction_no=introduction.number if introduction else view.value("introduction_no"),
        )

    return data


def unclaimed(_view: View) -> dict[str, Any]:
    """Why the chapter considers striking off somebody whom no unit took in."""
    return {"ending": "STRUCK_OFF", "ground": "UNCLAIMED_TRANSFER"}


def book_leaves(view: View) -> dict[str, Any]:
    """Where the book is while its member is on the way, as the chapter said when it let them go (rule 14.1)."""
    where = _ON_THE_WAY.get(view.text("confirmation.book"))
    return {"book_location": where} if where else {}


_ON_THE_WAY: Final = {"HANDED": "Đoàn viên giữ", "SENT": "Đang chuyển", "LOST": "Đã mất"}


def book_arrives(view: View) -> dict[str, Any]:
    """The book is with the unit that has the member now. Inside one grassroots unit it never left; a lost one is to be issued again."""
    never_left = rules.kind(view) == "INTRA_GRASSROOTS"
    return {} if never_left or view.text("confirmation.book") == "LOST" else {"book_location": "Đơn vị giữ"}


def moved_title(view: View) -> str:
    """What the line of a finished move is called."""
    return "Tiếp nhận đoàn viên từ ngoài tỉnh" if view.text("outside") == rules.INTO else "Chuyển sinh hoạt đoàn"
