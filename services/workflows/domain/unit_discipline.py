"""Discipline of a unit (domain rule 12B): reprimand, warning, dissolution; who votes, who decides, and what its papers say.

The unit's committee reviews itself and votes in secret, two thirds present; the committee of the direct superior decides with
more than half of those present. A dissolved unit's members go to a unit that the case names.
"""

from typing import Any, Final

from services.contracts.titles import UNIT_DISCIPLINE_FORMS as TITLES
from services.workflows.domain import ballots, discipline, electorate, filing, guards, named, words
from services.workflows.domain.case import Refusal, Unit
from services.workflows.domain.discipline_rules import add_up
from services.workflows.domain.lists import Choices
from services.workflows.domain.view import View

DISSOLUTION = "GIAI_TAN"
FORMS: Final[Choices] = tuple(TITLES.items())
_BALLOTS: Final = {code: f"for_{code.lower()}" for code in TITLES}


def known(view: View) -> dict[str, Any]:
    """Which unit it is about: it may be over before the case is."""
    return {"unit_name": view.unit.name, "accused_id": str(view.unit.id)}


def decided_form(view: View) -> str:
    """The form that counts: as a complaint changed it, else as decided."""
    answers = [each for each in view.case.form.get("answers", ()) if each.get("outcome") == "CHANGED"]
    return str(answers[-1]["form"]) if answers else view.text("decision.form")


def voted_form(view: View) -> str | None:
    """The form that more than half of those present at the unit's own meeting voted for."""
    form, rules = view.case.form, view.rules
    return next((code for code, field in _BALLOTS.items() if discipline.passed(form, field, rules)), None)


# ---------------------------------------------------------------- conditions


def ballots_add_up(view: View) -> Refusal | None:
    return add_up(view, _BALLOTS.values())


def _deciding_meeting(view: View) -> View:
    """The same view with the deciding committee's meeting where conditions of meetings look for it."""
    decision = view.case.form.get("decision") or {}
    return view.with_form(
        {"vote": {"roll_of": electorate.SUPERIOR_COMMITTEE, **decision, "met_on": decision.get("decided_on")}}
    )


def freeze_decision(view: View) -> dict[str, Any]:
    """Return how many the deciding committee had on the day of its meeting."""
    return electorate.freeze_of(_deciding_meeting(view), electorate.SUPERIOR_COMMITTEE)


def decided_by_enough(view: View) -> Refusal | None:
    """Two thirds of the deciding committee are there, and more than half of them agree."""
    present, agree = (view.number(f"decision.{name}") for name in ("present", "agree"))
    if not view.form_is_in or present is None or agree is None:
        return None
    meeting = _deciding_meeting(view)
    if differs := electorate.records_too_few(meeting):
        return differs
    total = electorate.members_total(meeting)
    if present > total or agree > present:
        return Refusal(
            "votes-do-not-add-up", "Số tán thành, có mặt và tổng số uỷ viên không khớp nhau.", "Sửa lại các số này."
        )
    if present < (needed := ballots.quorum_of(total, view.rules)):
        text = f"Cấp quyết định có mặt {present}/{total} uỷ viên, cần ít nhất {needed}."
        return Refusal("no-quorum", text, "Họp lại khi đủ số uỷ viên.")
    if agree >= ballots.majority_of(present, view.rules):
        return None
    return Refusal(
        "no-majority",
        f"Chỉ {agree}/{present} uỷ viên tán thành, chưa quá nửa.",
        "Chọn hình thức khác, hoặc không kỷ luật.",
    )


def met_by_now(view: View) -> Refusal | None:
    on = view.day("decision.decided_on")
    if on is None or on <= view.today:
        return None
    return Refusal("meeting-in-future", f"Ngày họp {words.day(on)} chưa tới.", "Ghi quyết định sau khi họp.")


def follows_the_vote(view: View) -> Refusal | None:
    """Another form than the unit's own meeting voted for is told with its reason."""
    form = view.text("decision.form")
    if not view.form_is_in or not form or form == voted_form(view) or view.text("decision.special_reason"):
        return None
    voted = voted_form(view)
    said = f"đã bỏ phiếu {TITLES[voted].lower()}" if voted else "không bỏ phiếu hình thức nào quá nửa"
    return Refusal(
        "other-than-voted",
        f"Đơn vị {said}, quyết định là {TITLES[form].lower()}.",
        "Ghi vì sao quyết định khác kết quả bỏ phiếu.",
    )


def members_have_a_place(view: View) -> Refusal | None:
    """A unit is dissolved only where it is said who takes its members in; an empty chapter needs nobody."""
    if view.text("decision.form") != DISSOLUTION:
        return None
    destination: Unit | None = view.facts["destination"]
    members = view.facts["unit_size"]
    if destination is None:
        if guards.holds_members(view.unit) and not members:
            return None
        what = f"còn {members} đoàn viên" if members else "còn các đơn vị trực thuộc"
        return Refusal(
            "members-without-place",
            f"{view.unit.name} {what} nhưng chưa nêu nơi tiếp nhận.",
            "Bấm “Sửa nội dung” để chọn đơn vị tiếp nhận đoàn viên, hoặc chuyển sinh hoạt từng người trước.",
        )
    wrong = _unfit(view.unit, destination)
    return Refusal("unfit-destination", wrong, "Bấm “Sửa nội dung” để chọn đơn vị tiếp nhận khác.") if wrong else None


def _unfit(unit: Unit, destination: Unit) -> str | None:
    if destination.id == unit.id:
        return f"{unit.name} không thể tự tiếp nhận đoàn viên của mình khi bị giải tán."
    if destination.closed:
        return f"{destination.name} đã kết thúc hoạt động nên không tiếp nhận được đoàn viên."
    return None if destination.level == unit.level else f"{destination.name} không cùng cấp với {unit.name}."


def is_over(view: View) -> Refusal | None:
    """The registry has ended the unit: by name what still stands in the way."""
    if view.unit.closed:
        return None
    destination: Unit | None = view.facts["destination"]
    members = view.facts["unit_size"]
    left = f" và còn {members} đoàn viên" if members else ""
    decision = view.case.document("T17")
    number = f" (số quyết định {decision.number} đã ghi sẵn)" if decision else ""
    act = f"“Sáp nhập vào đơn vị khác”, chọn {destination.name}" if destination else "“Kết thúc hoạt động”"
    return Refusal(
        "unit-still-open",
        f"{view.unit.name} vẫn đang hoạt động{left}.",
        f"Mở trang {view.unit.name}, mục Quản lý đơn vị, chọn {act}{number}; sau đó quay lại bước này.",
    )


def ended_before(view: View) -> Refusal | None:
    """Turns a dissolution to its end where the registry has ended the unit already, by a decision of its own."""
    if decided_form(view) != DISSOLUTION or not view.unit.closed:
        return None
    return Refusal(
        "ended-before", f"{view.unit.name} đã kết thúc hoạt động trong danh bộ nên không ra quyết định giải tán nữa."
    )


def not_dissolved(view: View) -> Refusal | None:
    """Turns a dissolution to the act in the registry that ends the unit."""
    if decided_form(view) != DISSOLUTION:
        return None
    return Refusal("dissolved", "Đơn vị bị giải tán; tiếp theo là kết thúc hoạt động của đơn vị trong danh bộ.")


def stands(view: View) -> Refusal | None:
    """Turns a complaint that was right to the end of the case."""
    if view.text("answers.outcome") != "ANNULLED":
        return None
    return Refusal("annulled", "Quyết định kỷ luật bị huỷ bỏ khi giải quyết khiếu nại.")


def answer_is_whole(view: View) -> Refusal | None:
    """A change names a lighter form."""
    if view.before is None or view.text("answers.outcome") != "CHANGED":
        return None
    order, before = list(TITLES), decided_form(view.of(view.before))
    form = view.text("answers.form")
    if form in order and order.index(form) < order.index(before):
        return None
    return Refusal(
        "not-lighter",
        f"Hình thức mới phải nhẹ hơn {TITLES[before].lower()}.",
        "Chọn hình thức nhẹ hơn, hoặc giữ nguyên quyết định.",
    )


# ---------------------------------------------------------------- what papers and lines say


def unit(view: View) -> dict[str, Any]:
    """The unit as a paper names it."""
    return {**named_unit(view), "is_collective": True}


def named_unit(view: View) -> dict[str, Any]:
    return {"full_name": view.text("unit_name"), "unit_id": view.text("accused_id")}


def reviewed(view: View) -> dict[str, Any]:
    """What the minutes of the unit's own meeting say."""
    counts = [
        f"{TITLES[code].lower()} {count} phiếu"
        for code, name in _BALLOTS.items()
        if (count := view.number(f"vote.{name}")) is not None
    ]
    voted = voted_form(view)
    matter = named.known(
        title=f"Tự kiểm điểm của {view.text('unit_name')}",
        discussion=". ".join(filter(None, (view.text("vote.self_criticism"), ", ".join(counts).capitalize()))),
        ballot="SECRET",
        collected=view.number("vote.present"),
        conclusion=f"Đề nghị hình thức {TITLES[voted].lower()}" if voted else None,
    )
    told = {name: view.value(f"vote.{name}") for name in ("chair", "secretary", "place", "present")}
    meeting = {"on": view.value("vote.met_on"), "members": electorate.members_total(view) or None, **told}
    about = {"matter": "tự kiểm điểm, xem xét kỷ luật tổ chức", "minutes": [matter]}
    return {**named.signed(view, about), "meeting": meeting, "concerns": [view.text("accused_id")]}


def decided(view: View) -> dict[str, Any]:
    said = {
        "violation": view.value("violation"),
        "violated_on": view.value("violated_on"),
        "reason": view.value("decision.reason"),
    }
    return {**unit(view), **said, "form": decided_form(view)}


def answered(view: View) -> dict[str, Any]:
    paper = view.case.document("T15C")
    return {
        **unit(view),
        "decision": {"number": paper.number, "on": paper.on} if paper else None,
        "complained_on": filing.complaint_day(view, "complaints").isoformat(),
        "outcome": view.value("answers.outcome"),
        "form": decided_form(view),
        "findings": view.value("answers.findings"),
    }


def dissolved(view: View) -> dict[str, Any]:
    """What the decision on the dissolution says of where the members go."""
    destination: Unit | None = view.facts["destination"]
    about = {"operation": "DISSOLVE", "unit_name": view.text("unit_name"), "reason": view.value("decision.reason")}
    return named.signed(view, {**about, **named.known(target_name=destination and destination.name)})


def line(stage: str, view: View, **told: Any) -> dict[str, Any]:
    said = {
        "stage": stage,
        "form": decided_form(view) or None,
        "is_collective": True,
        "violation": view.value("violation"),
    }
    since = discipline.announced_on(view)
    return named.known(**said, from_on=since and since.isoformat(), unit_id=view.text("accused_id"), **told)


def title(view: View) -> str:
    return f"Kỷ luật tổ chức: {TITLES[decided_form(view)].lower()}"
