"""What the papers of a discipline case and its lines in the registry say: templates T15A to T15E, and contracts/records.py."""

from typing import Any

from services.contracts.titles import DISCIPLINE_FORMS
from services.workflows.domain import discipline, electorate, filing, named, relations, standing
from services.workflows.domain.view import View


def _offence(view: View) -> dict[str, Any]:
    return {
        "violation": view.text("violation"),
        "violated_on": view.value("violated_on"),
        "is_officer": view.text("whom") == discipline.OFFICER,
    }


def report(view: View) -> dict[str, Any]:
    team = [name.strip() for name in view.text("check.team").split(",") if name.strip()]
    days = {"started_on": view.value("check.started_on"), "ended_on": view.value("verification.ended_on")}
    return named.signed(view, {**days, "team": team})


def verified(view: View) -> dict[str, Any]:
    told = {name: view.value(f"verification.{name}") for name in ("findings", "evidence", "proposal")}
    return {**named.person(view), **_offence(view), **told, "source": dict(discipline.SOURCES).get(view.text("source"))}


def suspended(view: View) -> dict[str, Any]:
    first, *more = discipline.suspensions(view)
    last = more[-1] if more else first
    return {
        **named.person(view),
        "what": last.get("what") or first.get("what"),
        "reason": last.get("reason"),
        "from_on": last.get("from_on") or first["until"],
        "until": last["until"],
        "is_extension": "from_on" not in last,
    }


def decided(view: View) -> dict[str, Any]:
    by_superior = discipline.decided_by_superior(view.case)
    return {
        **named.person(view),
        **_offence(view),
        "form": discipline.decided_form(view),
        "reason": view.value("decision.reason") if by_superior else view.value("meeting.conclusion"),
        "effective_on": None if by_superior else view.value("meeting.held_on"),
        "vote": _votes(view),
    }


def _votes(view: View) -> dict[str, int] | None:
    """The votes for the form that was voted, as a paper tells them."""
    voted, present = discipline.voted_form(view), view.number("vote.present")
    if voted is None or present is None:
        return None
    agree = view.number(f"vote.{discipline.BALLOTS[voted]}") or 0
    blank, invalid = (view.number(f"vote.{name}") or 0 for name in ("blank", "invalid"))
    left = {"disagree": present - agree - blank - invalid, "blank": blank, "invalid": invalid, "present": present}
    return {"agree": agree, **left}


def meeting(view: View) -> dict[str, Any]:
    told = {name: view.value(f"meeting.{name}") for name in ("chair", "secretary", "place")}
    numbers = {"members": electorate.members_total(view) or None, "present": view.number("vote.present")}
    return {**named.signed(view), "meeting": {"on": view.value("meeting.held_on"), **told, **numbers}}


def minutes(view: View) -> dict[str, Any]:
    """What the meeting heard, how many were for each form, and what its chair concluded."""
    voted, ballots = discipline.voted_form(view), _votes(view) or {}
    counts = [
        f"{DISCIPLINE_FORMS[form].lower()} {count} phiếu"
        for form, name in discipline.BALLOTS.items()
        if (count := view.number(f"vote.{name}")) is not None
    ]
    matter = named.known(
        title=f"Xem xét kỷ luật đồng chí {view.case.subject_name}",
        discussion=". ".join(filter(None, (view.text("violation"), ", ".join(counts).capitalize()))),
        ballot="SECRET",
        collected=ballots.get("present"),
        conclusion=view.value("meeting.conclusion")
        or (voted and f"Đề nghị hình thức {DISCIPLINE_FORMS[voted].lower()}"),
    )
    told = meeting(view)
    return {**told, "about": {"matter": "xem xét kỷ luật đoàn viên", "minutes": [matter]}}


def _decision(view: View) -> dict[str, str] | None:
    document = view.case.document("T15C")
    return {"number": document.number, "on": document.on} if document else None


def answered(view: View) -> dict[str, Any]:
    return {
        **named.person(view),
        "decision": _decision(view),
        "complained_on": filing.complaint_day(view, "complaints").isoformat(),
        "outcome": view.value("answers.outcome"),
        "form": discipline.decided_form(view),
        "findings": view.value("answers.findings"),
    }


def addressed(view: View) -> dict[str, Any]:
    return named.signed(view, {"to_name": view.case.subject_name})


def progressed(view: View) -> dict[str, Any]:
    told = {
        "decision": _decision(view),
        "form": discipline.decided_form(view),
        "comment": view.value("progress.comment"),
    }
    return {**named.person(view), **told}


def _line(stage: str, view: View, **told: Any) -> dict[str, Any]:
    """What a line of the case says, as contracts/records.py orders it."""
    said = {
        "stage": stage,
        "form": discipline.decided_form(view) or None,
        "unit_id": named.chapter(view),
        **_offence(view),
    }
    said.pop("violated_on")
    return named.known(**said, **told)


def decision_line(view: View) -> dict[str, Any]:
    since = discipline.announced_on(view)
    return _line("DECIDED", view, from_on=since and since.isoformat())


def suspension_line(view: View) -> dict[str, Any]:
    stretch = suspended(view)
    return _line("SUSPENDED", view, from_on=stretch["from_on"], until=stretch["until"])


def lifted_line(view: View) -> dict[str, Any]:
    lifted = view.value("suspensions.lifted_on") or view.today.isoformat()
    return _line("SUSPENDED", view, from_on=discipline.suspensions(view)[0]["from_on"], until=lifted)


def comment_line(view: View) -> dict[str, Any]:
    return _line("COMMENTED", view, comment=view.value("comments.comment"))


def complaint_line(view: View) -> dict[str, Any]:
    return _line("COMPLAINED", view, outcome=view.value("answers.outcome"), comment=view.value("answers.findings"))


def progress_line(view: View) -> dict[str, Any]:
    return _line("PROGRESS", view, comment=view.value("progress.comment"))


def examined_line(view: View) -> dict[str, Any]:
    return _line("EXAMINED", view)


def examines(_view: View) -> dict[str, Any]:
    """Until it is settled, nobody leaves a committee at their own wish (S43)."""
    return {"flags_add": ["examined"]}


def settles(view: View) -> dict[str, Any]:
    """The examination is over, unless another case is one too; a suspension in this case is over with it."""
    examined = [] if standing.no_open_discipline(view) else ["examined"]
    suspended = ["suspended"] if discipline.suspensions(view) else []
    return {"flags_remove": [*examined, *suspended]} if examined or suspended else {}


def suspends(_view: View) -> dict[str, Any]:
    return {"flags_add": ["suspended"]}


def lifts(view: View) -> dict[str, Any]:
    return {"flags_remove": ["suspended"]} if discipline.suspensions(view) else {}


def takes_effect(view: View) -> dict[str, Any]:
    """A removal ends the office at this unit, and the committee seat too where the decision says so; offices elsewhere stay."""
    here = sorted(discipline.offices_here(view), key=lambda office: relations.rank(office.code))
    if discipline.decided_form(view) != discipline.REMOVAL or not here:
        return settles(view)
    decision = _decision(view)
    since = discipline.announced_on(view) or view.today
    removal = {
        "unit_id": str(view.unit.id),
        "on": since.isoformat(),
        "decision_no": decision["number"] if decision else None,
        "code": None if view.flag("decision.all_seats") else here[0].code,
    }
    return {**settles(view), "remove_position": named.known(**removal)}


def withdraws_book(_view: View) -> dict[str, Any]:
    """Whoever is expelled keeps neither card nor book."""
    return {"book_location": named.VOID_BOOK}


def title(view: View) -> str:
    return f"Kỷ luật {DISCIPLINE_FORMS[discipline.decided_form(view)].lower()}"


def expulsion(view: View) -> dict[str, Any]:
    return {"reason": view.text("decision.reason"), "violation": view.text("violation")}
