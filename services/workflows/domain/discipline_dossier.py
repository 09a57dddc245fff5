"""What the dossier of a discipline case shows beside what every case does: domain.md §12B as it stands for this person today."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from services.contracts.titles import DISCIPLINE_FORMS
from services.workflows.domain import ballots, calendar, discipline, electorate, filing, rules, words
from services.workflows.domain import discipline_after as after
from services.workflows.domain.process import Named
from services.workflows.domain.view import View

_OTHER = {"for_none": "Không kỷ luật", "blank": "Không có ý kiến", "invalid": "Phiếu không hợp lệ"}
_UNDECIDED = frozenset({
    "opened", "verifying", "suspending", "suspended", "meeting_held", "voted", "submitted", "preparing", "dropped",
})  # fmt: skip
"""States in which no decision counts: before it, and where the registry could not carry it out."""


def serialize_dossier(view: View, named: Named) -> dict[str, Any]:
    """See contracts/dossiers.py: DisciplineDossier."""
    return {
        "authority": _authority(view, named),
        "ballot": _ballot(view),
        "suspension": _suspension(view),
        "decision": _decision(view, named),
        "complaint": _complaint(view, named),
        "progress": _progress(view, named),
    }


def _assigned_unit(view: View, relation: str) -> UUID | None:
    seat = view.case.seats.get(relation)
    return (seat.unit_id or seat.due_unit_id) if seat else None


# ---------------------------------------------------------------- who votes and decides


def _authority(view: View, named: Named) -> list[dict[str, Any]]:
    """The table of forms for such a person: who votes, which unit decides."""
    rows = (row for row in discipline.AUTHORITY if row.whom == view.text("whom"))
    voters, voted = dict(discipline.VOTERS)[discipline.voters(view)], discipline.voted_form(view)
    return [
        {
            "form": row.form,
            "title": DISCIPLINE_FORMS[row.form],
            "voters_title": voters,
            "decided_by": named(_assigned_unit(view, row.decided_by)),
            "at_once": row.decided_by == "handler" and not view.flag("committee_involved"),
            "is_voted": row.form == voted,
        }
        for row in rows
    ]


def _ballot(view: View) -> dict[str, Any]:
    """The ballot as it was recorded; before that, who votes and how many must be there."""
    voters = view.text("vote.voters") or discipline.voters(view)
    present = view.number("vote.present")
    total = electorate.members_total(_seen_by(view, voters)) or None
    needed = ballots.majority_of(present, view.rules) if present else None
    return {
        "voters_title": dict(discipline.VOTERS)[voters],
        "is_secret": view.text("vote.ballot") in ("", "secret"),
        "members_total": total,
        "present": present,
        "quorum": ballots.quorum_of(total, view.rules) if total else None,
        "has_quorum": None if present is None else ballots.quorum(view) is None,
        "needed": needed,
        "counts": _counts(view, needed) if present else [],
        "outcome": _outcome(view, needed) if present else None,
        "accused_voted": view.value("vote.accused_voted"),
    }


def _seen_by(view: View, voters: str) -> View:
    """The view of a vote of which only is known who will vote."""
    return view.with_form({"vote": {"voters": voters, **(view.case.form.get("vote") or {})}})


def _counts(view: View, needed: int | None) -> list[dict[str, Any]]:
    for_whom = {row.form for row in discipline.AUTHORITY if row.whom == view.text("whom")}
    forms = {field: DISCIPLINE_FORMS[form] for form, field in discipline.BALLOTS.items() if form in for_whom}
    votes = {field: view.number(f"vote.{field}") or 0 for field in (*forms, *_OTHER)}
    passes = {*forms, "for_none"}
    return [
        {"title": title, "votes": votes[field], "passed": field in passes and votes[field] >= (needed or 0)}
        for field, title in {**forms, **_OTHER}.items()
    ]


def _outcome(view: View, needed: int | None) -> str:
    """What follows from the votes, in one sentence."""
    lacking, form, present = ballots.quorum(view), discipline.voted_form(view), view.number("vote.present")
    if lacking:
        return lacking.text
    share = f"/{present} phiếu, cần ít nhất {needed}"
    if form:
        return f"Đạt: {DISCIPLINE_FORMS[form].lower()} được {view.number(f'vote.{discipline.BALLOTS[form]}')}{share}."
    if discipline.voted_for_none(view):
        return f"Quá nửa không đề nghị kỷ luật: {view.number('vote.for_none')}{share}."
    return f"Không hình thức nào được quá nửa: cần ít nhất {needed}/{present} phiếu."


# ---------------------------------------------------------------- suspension and decision


def _suspension(view: View) -> dict[str, Any] | None:
    """The last suspension with what prolonged it, or nothing where there never was one."""
    entries = view.case.form.get("suspensions", ())
    begun = [place for place, each in enumerate(entries) if each.get("from_on")]
    if not begun:
        return None
    first, *more = entries[begun[-1] :]
    until = next((each["until"] for each in reversed(entries) if each.get("until")), first["until"])
    lifted_on = more[-1].get("lifted_on") if more else None
    latest = rules.add_months(date.fromisoformat(first["from_on"]), view.rules.number("suspension_total_months"))
    return {
        "title": dict(discipline.SUSPENDED_FROM).get(first.get("what", "")),
        "reason": first.get("reason"),
        "party_opinion": first.get("party_opinion"),
        "from_on": first["from_on"],
        "until": until,
        "latest_on": latest,
        "was_extended": any(each.get("until") for each in more),
        "lifted_on": lifted_on,
        "is_running": not lifted_on and not _is_over(view) and date.fromisoformat(until) >= view.today,
    }


def _is_over(view: View) -> bool:
    """A decision in force, or the end of the case, ended the suspension too."""
    return view.case.state in discipline.STANDING or view.case.closed_at is not None


def _decision(view: View, named: Named) -> dict[str, Any] | None:
    """The decision that counts, in force or still to be announced; nothing before one was made."""
    by_superior = discipline.decided_by_superior(view.case)
    by_chapter = view.case.document("T15C") or view.case.state == "issuing_own"
    if view.case.state in _UNDECIDED or not (by_superior or by_chapter):
        return None
    form, first, paper = discipline.decided_form(view), discipline.first_form(view), view.case.document("T15C")
    return {
        "form": form,
        "title": DISCIPLINE_FORMS[form],
        "changed_from": DISCIPLINE_FORMS[first] if first != form else None,
        "reason": view.value("decision.reason") if by_superior else view.value("meeting.conclusion"),
        "special_reason": view.value("decision.special_reason"),
        "decided_by": named(_assigned_unit(view, "decider")),
        "number": paper and paper.number,
        "on": paper and paper.on,
        "document_id": paper and paper.id,
        "announced_on": view.value("announcement.announced_on"),
        "place": view.value("announcement.place"),
        "change_announced_on": view.value("change.announced_on"),
        **_standing(view),
        "in_force_since": discipline.announced_on(view) if view.case.state in discipline.STANDING else None,
        "expires_on": _expires_on(view),
    }


def _standing(view: View) -> dict[str, str]:
    """Whether the decision is still to be announced, in force or over, and how people say it."""
    state, since = view.case.state, discipline.announced_on(view)
    if over := _OVER.get(state):
        return {"standing": "over", "standing_title": over}
    if state in discipline.STANDING and since:
        return {"standing": "in_force", "standing_title": f"Có hiệu lực từ {words.day(since)}"}
    return {"standing": "waiting", "standing_title": "Đang ban hành" if "issuing" in state else "Chưa công bố"}


_OVER = {"annulled": "Đã huỷ bỏ", "expired": "Đã hết hiệu lực", "progress_recognised": "Đã công nhận tiến bộ"}


def _expires_on(view: View) -> date | None:
    """The day on which the engine ends a decision that stands, as the process's move `expire` counts it."""
    if view.case.state != "in_force":
        return None
    since = view.day("announcement.announced_on") or view.case.since.astimezone(calendar.ZONE).date()
    return rules.add_months(since, view.rules.number("discipline_effect_months"))


# ---------------------------------------------------------------- complaints, comments, progress


def _complaint(view: View, named: Named) -> dict[str, Any]:
    """Until when a complaint can be made and who answers it; those that were made, each with its answer."""
    made, answers = view.case.form.get("complaints", ()), view.case.form.get("answers", ())
    until = after.complaint_until(view) if view.case.state in discipline.STANDING else None
    return {
        "until": until,
        "is_open": until is not None and view.today <= until and after.someone_answers(view) is None,
        "answered_by": named(after.answers_next(view)),
        "items": [_answered(each, answers[place] if place < len(answers) else {}) for place, each in enumerate(made)],
    }


def _answered(made: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "complained_on": made.get("complained_on") or made.get(filing.FILED_ON),
        "filed_on": made.get(filing.FILED_ON),
        "received_reason": made.get("received_reason"),
        "content": made.get("content"),
        "file": made.get("complaint_file"),
        "answered_on": answer.get("answered_on"),
        "outcome_title": dict(discipline.OUTCOMES).get(answer.get("outcome", "")),
        "form_title": DISCIPLINE_FORMS.get(answer.get("form") or ""),
        "findings": answer.get("findings"),
    }


def _progress(view: View, named: Named) -> dict[str, Any] | None:
    """How the person makes up for it; nothing before a decision is in force, or once it ended the membership."""
    stands = view.case.state in discipline.STANDING
    if not stands or discipline.decided_form(view) == discipline.EXPULSION:
        return None
    paper = view.case.document("T15E")
    due_at = view.case.due_at if view.case.state == "in_force" else None
    return {
        "earliest_on": after.progress_from(view),
        "decided_by": named(_assigned_unit(view, "decider")),
        "comment_due_on": due_at and due_at.astimezone(calendar.ZONE).date(),
        "comment_every_months": view.rules.number("progress_comment_months"),
        "comments": [dict(each) for each in view.case.form.get("comments", ())],
        "proposal": view.value("progress.comment"),
        "recognised_on": paper and paper.on,
        "number": paper and paper.number,
        "document_id": paper and paper.id,
    }
