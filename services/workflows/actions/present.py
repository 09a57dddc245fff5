"""A case as people read it: where it is, what may be done and why not, what happened."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from services.kit.clock import day_of
from services.kit.policy import is_allowed
from services.workflows import board
from services.workflows.actions.keep import holder_unit
from services.workflows.actions.views import seat_units, subject_of
from services.workflows.domain import act_order, bounds, forms, machine, paces, relations, terms
from services.workflows.domain.case import CHANGED, Case, Doer, Line, Unit
from services.workflows.domain.machine import Offer
from services.workflows.domain.process import Process
from services.workflows.domain.transfer_rules import RELEASED
from services.workflows.domain.view import View
from services.workflows.policy import POLICY
from services.workflows.store import Tx

ROLE_OF_LEVEL = {
    "PROVINCE": "PROVINCE_OFFICER",
    "DISTRICT": "DISTRICT_OFFICER",
    "GRASSROOTS": "GRASSROOTS_OFFICER",
    "SUB_GRASSROOTS": "GRASSROOTS_OFFICER",
    "CHAPTER": "CHAPTER_OFFICER",
}
DOCUMENT_STATES = {
    "issued": "Đã cấp số, chưa có hiệu lực",
    "in_force": "Còn hiệu lực",
    "cancelled": "Đã huỷ số",
    "revoked": "Đã thu hồi",
}
"""How the register calls the state of a document."""


def case_view(tx: Tx, process: Process, view: View, doer: Doer, *, history: Sequence[Line]) -> dict[str, Any]:
    """Everything of one case that the caller may see."""
    case = view.case
    tx.places.load({case.unit_id, holder_unit(case), *(line.unit_id for line in history)})
    offers, hidden = machine.offers(process, view, doer), _hidden(tx, process, case)
    return {
        **item(tx, process, case),
        "holder": _holder(tx, process, case),
        "form": {name: value for name, value in case.form.items() if name not in hidden},
        "form_schema": forms.json_schema(process.form, rules=view.rules, today=view.today),
        "rail": _rail(process, view, history),
        **_ahead(tx, process, case),
        "allowed_actions": [
            action_view(offer, view) | {"place": place}
            for offer, place in act_order.arrange_offers(machine.list_possible(offers))
        ],
        "refused_actions": [
            _refused(offer) | {"place": place}
            for offer, place in act_order.arrange_offers(machine.list_refused(offers))
        ],
        "history": [_line(tx, process, line, hidden) for line in reversed(history)],
        "documents": [_document(document.plain()) for document in case.documents],
        "rule_set": case.rule_set,
        "package_at": f"/cases/{case.id}/package" if _has_package(case, doer) else None,
        "readers": _readers(tx, case) if process.confidential else None,
        "dossier": _dossier(tx, process, view.without(hidden)),
    }


def _readers(tx: Tx, case: Case) -> list[str]:
    """Who may know of a confidential case, as the policy says it: its subject, units with a part in it, inspectors above them."""
    parties = seat_units(case)
    tx.places.load(parties)
    units = (unit for key in parties if (unit := tx.places.unit(key)))
    names = [unit.name for unit in sorted(units, key=lambda unit: len(unit.path), reverse=True)]
    return [case.subject_name, *names, "Uỷ ban Kiểm tra của Đoàn cấp trên"]


def _dossier(tx: Tx, process: Process, view: View) -> dict[str, Any] | None:
    """What the process's own screen shows of the case."""
    if process.dossier is None:
        return None
    tx.places.load(seat_units(view.case))

    def named(key: UUID | None) -> dict[str, Any] | None:
        return unit_reference(tx.places.unit(key), key) if key else None

    return {"name": process.dossier.name, process.dossier.name: process.dossier.told(view, named)}


def _has_package(case: Case, doer: Doer) -> bool:
    """The member was let go out of the system, by the caller's unit."""
    return case.process == "transfer" and case.state in RELEASED and relations.fills(doer, "origin", case)


def _ahead(tx: Tx, process: Process, case: Case) -> dict[str, Any]:
    """What comes after this step, and when cases like this one have ended."""
    if case.closed_at is not None:
        return {"comes_next": None, "expected_on": None}
    after = paces.following(process, case)
    shown = after and {"title": after[0], "holder_title": paces.titled(after[1])}
    return {"comes_next": shown, "expected_on": paces.expected_end(case, board.paces_known(tx), today=tx.today)}


def item(tx: Tx, process: Process, case: Case) -> dict[str, Any]:
    """A case in a list."""
    waiting_at = holder_unit(case)
    return {
        "id": case.id,
        "number": case.number,
        "process": case.process,
        "process_title": process.title,
        "campaign_id": case.campaign_id,
        "confidential": process.confidential,
        "screen": process.dossier.name if process.dossier else None,
        "title": process.case_title(case.subject_name),
        "state": case.state,
        "state_title": process.state(case.state).title,
        "version": case.version,
        "subject": {"id": case.subject_id, "full_name": case.subject_name, "code": case.form.get("member_code")},
        "unit": unit_reference(tx.places.unit(case.unit_id), case.unit_id),
        "holder_unit": unit_reference(tx.places.unit(waiting_at), waiting_at) if waiting_at else None,
        "since": case.since,
        "due_at": case.due_at,
        "warnings": [warning.plain() for warning in case.warnings],
    }


def unit_reference(unit: Unit | None, unit_id: UUID) -> dict[str, Any]:
    """A unit by name; one that the copy lost is named by nothing."""
    return {"id": unit_id, "name": unit.name if unit else "", "level": unit.level if unit else None}


def _holder(tx: Tx, process: Process, case: Case) -> dict[str, Any]:
    held_by = process.state(case.state).held_by
    if held_by == "system":
        note = "Hệ thống đang thực hiện; không cần làm gì thêm."
        return {"unit": None, "role": "SYSTEM", "role_title": "Hệ thống", "people": [], "vacant": False, "note": note}
    seat = case.seats.get(held_by or "")
    if held_by is None or (seat is None and held_by != "applicant"):
        return {"unit": None, "role": None, "role_title": None, "people": [], "vacant": False, "note": None}
    if seat is None:
        person = {"id": case.subject_id, "full_name": case.subject_name}
        return {
            "unit": None,
            "role": "MEMBER",
            "role_title": "Đoàn viên",
            "people": [person],
            "vacant": False,
            "note": None,
        }
    unit = tx.places.unit(seat.unit_id)
    barred = relations.barred(case, held_by, due_unit_id=seat.due_unit_id)
    able = [officer for officer in tx.places.officers(seat.unit_id) if officer.person_id not in barred]
    return {
        "unit": unit_reference(unit, seat.unit_id) if seat.unit_id else None,
        "role": ROLE_OF_LEVEL.get(unit.level) if unit else None,
        "role_title": relations.title_of(able[0].code) if able else None,
        "people": [{"id": officer.person_id, "full_name": officer.full_name} for officer in able[:5]],
        "vacant": seat.is_vacant,
        "note": seat.note,
    }


def _hidden(tx: Tx, process: Process, case: Case) -> frozenset[str]:
    """Fields that are only for those who work on the case and for its subject."""
    return frozenset() if is_allowed(POLICY, tx, "case.view_sensitive", of=subject_of(case)) else process.sensitive


def action_view(offer: Offer, view: View) -> dict[str, Any]:
    """A move that may be made, with the form that it asks for."""
    move, case = offer.move, view.case
    place = {"unit_id": str(case.unit_id), "on": day_of(case.opened_at).isoformat()}
    limits = bounds.shown_limits(forms.bounds_of(move.form), view.today, bounds.in_case(view))
    drawn = forms.json_schema(
        move.form, move.fills(view), rules=view.rules, place=place, today=view.today, limits=limits
    )
    if drawn:
        for name in move.leaves_out(view):
            drawn["properties"].pop(name, None)
        drawn = drawn if drawn["properties"] else None
    return {
        "action": move.action,
        "label": move.label,
        "form_schema": drawn,
        "primary": move.primary,
        "destructive": move.destructive,
        "needs_note": move.needs_note,
        "consequences": [view.rules.with_numbers(text) for text in move.consequences],
    }


def _refused(offer: Offer) -> dict[str, Any]:
    reasons = [refusal.plain() for refusal in offer.refusals]
    return {"action": offer.move.action, "label": offer.move.label, "refusals": reasons}


def _rail(process: Process, view: View, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The steps of the process: done, now, next, each with its term; a side state stands at the step it belongs to."""
    case = view.case
    reached: dict[str, Any] = {}
    for line in lines:
        reached[_step_of(process, line.to_state)] = line.at
    now = _step_of(process, case.state)
    place = process.rail.index(now) if now in process.rail else len(process.rail)
    shown = []
    for step, code in enumerate(process.rail):
        state = process.state(code)
        is_now = step == place
        title = process.state(case.state).title if is_now else state.title
        said = (
            "now" if is_now else "done" if step < place and code in reached else "skipped" if step < place else "next"
        )
        term = terms.term_of(process, case.state if is_now else code, view.rules)
        at = reached.get(code) if step <= place else None
        shown.append({"state": code, "title": title, "step": said, "at": at, "term": term})
    if now not in process.rail:
        at = reached.get(now)
        shown.append({"state": now, "title": process.state(now).title, "step": "now", "at": at, "term": None})
    return shown


def _step_of(process: Process, code: str) -> str:
    return process.state(code).step or code


def _line(tx: Tx, process: Process, line: Line, hidden: frozenset[str]) -> dict[str, Any]:
    actor = {"id": line.actor_id, "full_name": line.actor_name} if line.actor_id else None
    asked = process.form_of(line.from_state or "", line.action) or process.form
    return {
        "action": line.action,
        "label": line.label,
        "from_state": line.from_state,
        "to_state": line.to_state,
        "to_title": process.state(line.to_state).title,
        "at": line.at,
        "actor": actor,
        "position": relations.title_of(line.position) if line.position else None,
        "unit": unit_reference(tx.places.unit(line.unit_id), line.unit_id) if line.unit_id else None,
        "note": line.note,
        "refusals": [refusal.plain() for refusal in line.refusals],
        "form": {name: value for name, value in line.form.items() if name not in {CHANGED, *hidden}},
        "changed": [forms.title(asked, name) for name in line.changed],
    }


def _document(kept: dict[str, Any]) -> dict[str, Any]:
    shown = {name: kept[name] for name in ("id", "template", "title", "number", "on", "state")}
    return shown | {"state_title": DOCUMENT_STATES[kept["state"]]}
