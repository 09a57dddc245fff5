"""The menu of processes, lists of cases, and each officer's inbox."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from services.kit.policy import Subject, is_allowed, require
from services.workflows import queries, registry
from services.workflows.actions.keep import holder_unit
from services.workflows.actions.present import item, unit_reference
from services.workflows.actions.views import doer_of, views_of
from services.workflows.domain import act_order, applications, award_forms, forms, inspect, machine, relations
from services.workflows.domain.case import Case, Doer
from services.workflows.domain.process import Lane, Process
from services.workflows.domain.rules import Rules
from services.workflows.domain.view import View
from services.workflows.forms.delegation import DelegationForm
from services.workflows.policy import OFFICERS, POLICY
from services.workflows.store import Tx
from services.workflows.unit_names import add_units_above


def list_processes(tx: Tx, *, unit_id: UUID | None) -> dict[str, Any]:
    """Every process in the order of the menu, and whether the caller may start it."""
    require(POLICY, tx, "process.view", of=Subject())
    return {"items": [_menu_entry(tx, code, title, unit_id) for code, title in registry.menu()]}


def _menu_entry(tx: Tx, code: str, title: str, unit_id: UUID | None) -> dict[str, Any]:
    reason = None
    units = tx.actor.unit_ids(*OFFICERS, on=tx.today)
    if code not in registry.PROCESSES:
        reason = "Nghiệp vụ này chưa được mở trên hệ thống."
    elif _may_ask(tx, code):
        reason = None
    elif not units or (unit_id is not None and unit_id not in units and not _reaches(tx, unit_id)):
        reason = "Cán bộ chi đoàn mở hồ sơ này; bạn chưa giữ chức vụ ở đơn vị."
    for_many = code in registry.PROCESSES and _is_for_many(registry.PROCESSES[code])
    board = code in registry.PROCESSES and registry.PROCESSES[code].board
    return {
        "code": code,
        "title": title,
        "may_open": reason is None,
        "reason": reason,
        "for_many": for_many,
        "board": board.name if board else None,
    }


def _is_for_many(process: Process) -> bool:
    """It is about members; a process with a workbook of its own is about people who are none yet."""
    return process.subject != "none" and process.workbook is None


def _may_ask(tx: Tx, code: str) -> bool:
    """Members open some cases about themselves."""
    return "applicant" in registry.PROCESSES[code].opening.makers and tx.actor.person_id is not None


def _reaches(tx: Tx, unit_id: UUID) -> bool:
    return any(tx.tree.is_below(unit_id, held) for held in tx.actor.unit_ids(*OFFICERS, on=tx.today))


def list_award_forms(tx: Tx) -> dict[str, Any]:
    """Every form of award, those of the nearest level first."""
    require(POLICY, tx, "process.view", of=Subject())
    forms_now = award_forms.of(tx.rules.in_force()).values()
    return {"items": [{**form.__dict__, "level_title": form.level_title} for form in forms_now]}


def get_process(tx: Tx, *, code: str) -> dict[str, Any]:
    """The definition: what it asks, its states and moves, and its drawing."""
    require(POLICY, tx, "process.view", of=Subject())
    process = registry.get(code)
    return {
        "code": process.code,
        "title": process.title,
        "version": process.version,
        "subject": process.subject,
        "subject_asked": process.subject_asked and asdict(process.subject_asked),
        "opens_for_oneself": "applicant" in process.opening.makers,
        "form_schema": forms.json_schema(
            process.opening.form or process.form, rules=tx.rules.in_force(), today=tx.today
        ),
        "candidates_at": process.candidates,
        "takes_applications": applications.find_form(process) is not None,
        "board": _board(process),
        "has_campaigns": process.campaign is not None,
        "workbook_schema": forms.json_schema(process.workbook),
        "members_sheet": _members_sheet(process),
        "states": [_state(process, state.code) for state in process.states],
        "moves": [_move(move, tx.rules.in_force()) for move in (process.opening, *process.moves)],
        "rail": list(process.rail),
        "diagram": inspect.diagram(process),
    }


def _members_sheet(process: Process) -> dict[str, Any] | None:
    """What a workbook of members asks once for all, and the columns that are filled in."""
    sheet = process.members_sheet
    if sheet is None:
        return None
    return {"schema": forms.json_schema(sheet.shared), "columns": [column.title for column in sheet.columns]}


def _state(process: Process, code: str) -> dict[str, Any]:
    state = process.state(code)
    return {"code": code, "title": state.title, "held_by": state.held_by, "is_end": state.is_end}


def _board(process: Process) -> dict[str, Any] | None:
    """The process's own screen: what stands together on it."""
    if process.board is None:
        return None
    waiting = (state for state in process.states if state.held_by and not state.is_system)
    lanes = process.board.lanes or tuple(Lane(state.code, state.title, (state.code,)) for state in waiting)
    return {
        "lanes": [asdict(lane) for lane in lanes],
        "takes_packages": process.board.takes_packages,
    }


def _move(move: Any, rules: Rules) -> dict[str, Any]:
    return {
        "action": move.action,
        "label": move.label,
        "from": list(move.from_),
        "to": [to for to in move.targets("") if to],
        "by": move.by,
        "within": move.within,
        "document": move.document,
        "form_schema": forms.json_schema(move.form, rules=rules),
        "keep": move.keep,
        "primary": move.primary,
        "destructive": move.destructive,
        "needs_note": move.needs_note,
    }


def list_cases(tx: Tx, **given: Any) -> dict[str, Any]:
    """Cases in the caller's scope."""
    found, following, total = queries.listed(tx, **given)
    tx.places.load({key for case in found for key in (case.unit_id, holder_unit(case))})
    items = [item(tx, registry.of(case), case) for case in found]
    return {"items": add_units_above(tx, items), "next": following, "total": total}


def list_inbox(
    tx: Tx, *, limit: int, cursor: str | None, count: str | None, sort: str = "due", **narrowed: Any
) -> dict[str, Any]:
    """What waits for the caller; each row names the position that it waits for and what may be done at once."""
    require(POLICY, tx, "inbox.view", of=Subject())
    found, following = queries.waiting(tx, limit=limit, cursor=cursor, sort=sort, **narrowed)
    total, calm = queries.how_many_wait(tx, **narrowed) if count else (None, None)
    tx.places.load({key for case in found for key in (case.unit_id, holder_unit(case))})
    doer = doer_of(tx)
    items = [_inbox_item(tx, view, doer) for view in views_of(tx, found)]
    return {"items": add_units_above(tx, items), "next": following, "total": total, "calm": calm}


def _inbox_item(tx: Tx, view: View, doer: Doer) -> dict[str, Any]:
    case = view.case
    process = registry.of(case)
    offers = machine.offers(process, view, doer)
    return {
        "kind": "case",
        **item(tx, process, case),
        "act_title": _act_title(process, case.state),
        "overdue": case.due_at is not None and case.due_at < tx.now,
        "position": _position(tx, process, case, doer),
        "escalated": case.escalated_unit_id is not None,
        "allowed_actions": [
            _short(offer.move) | {"place": place}
            for offer, place in act_order.arrange_offers(machine.list_possible(offers))
        ],
        "refused_actions": [
            {
                "action": offer.move.action,
                "label": offer.move.label,
                "refusals": [each.plain() for each in offer.refusals],
            }
            for offer in machine.list_refused(offers)
            if offer.move.primary
        ],
    }


def _act_title(process: Process, state: str) -> str | None:
    """What people do with a case that stands there: the act that leads on."""
    offered = [move for move in process.moves if state in move.from_ and move.by != "system" and not move.destructive]
    chosen = next((move for move in offered if move.primary), None) or next(iter(offered), None)
    return chosen.label if chosen else None


def _short(move: Any) -> dict[str, Any]:
    return {
        "action": move.action,
        "label": move.label,
        "form_schema": None,
        "asks": move.form is not None,
        "primary": move.primary,
        "destructive": move.destructive,
        "needs_note": move.needs_note,
    }


def _position(tx: Tx, process: Process, case: Case, doer: Doer) -> dict[str, Any] | None:
    """The position of the caller's that the case waits for."""
    held_by = process.state(case.state).held_by
    office = relations.office_for(doer, held_by, case) if held_by else None
    if office is None:
        return None
    unit = unit_reference(tx.places.unit(office.unit_id), office.unit_id)
    return {"role": office.role, "title": relations.title_of(office.code), "unit": unit}


def list_delegations(tx: Tx, **given: Any) -> dict[str, Any]:
    """What units lend each other, as far as it concerns the caller."""
    found, following, total = queries.lent(tx, **given)
    tx.places.load({key for row in found for key in (row.from_unit_id, row.to_unit_id)})
    titles = dict(registry.menu())
    items = [_lent(tx, row, titles) for row in found]
    return {"items": items, "next": following, "total": total, "allowed_actions": _lending(tx, given["unit_id"])}


def _lending(tx: Tx, unit_id: UUID | None) -> list[dict[str, Any]]:
    """The act of lending, for those who may lend in the unit's name."""
    if unit_id is None or not is_allowed(POLICY, tx, "delegation.make", of=Subject(unit_id=unit_id)):
        return []
    drawn = forms.json_schema(DelegationForm, {"from_on": tx.today.isoformat()}) or {}
    known = [(code, title) for code, title in registry.menu() if code in registry.PROCESSES]
    drawn["properties"]["process"] |= {"enum": [code for code, _ in known], "x-labels": [title for _, title in known]}
    if len(known) == 1:
        drawn["properties"]["process"]["default"] = known[0][0]
    said = (
        "Đơn vị được uỷ quyền xét duyệt nghiệp vụ này thay đơn vị của bạn trong thời gian đó.",
        "Hồ sơ đang chờ chuyển sang đơn vị được uỷ quyền ngay khi có hiệu lực.",
        "Kết thúc được bất cứ lúc nào; hồ sơ khi đó trở về đơn vị của bạn.",
    )
    return [{"action": "delegate", "label": "Uỷ quyền", "form_schema": drawn, "consequences": list(said)}]


def _lent(tx: Tx, row: Any, titles: Mapping[str, str]) -> dict[str, Any]:
    is_coming = row.from_on > tx.today
    return {
        "id": row.id,
        "from_unit": unit_reference(tx.places.unit(row.from_unit_id), row.from_unit_id),
        "to_unit": unit_reference(tx.places.unit(row.to_unit_id), row.to_unit_id),
        "process": row.process,
        "process_title": titles.get(row.process, row.process),
        "from_on": row.from_on,
        "until": row.until,
        "decision_no": row.decision_no,
        "state": "coming" if is_coming else "current",
        "state_title": "Sắp có hiệu lực" if is_coming else "Đang có hiệu lực",
        "may_end": is_allowed(POLICY, tx, "delegation.end", of=Subject(unit_id=row.from_unit_id)),
    }


def count_inbox(tx: Tx) -> dict[str, Any]:
    """How much waits for the caller."""
    require(POLICY, tx, "inbox.view", of=Subject())
    counted = queries.counted(tx)
    return {**counted, "groups": [_titled(step) for step in counted["groups"]]}


def _titled(step: dict[str, Any]) -> dict[str, Any]:
    """The step by the names of today's definition; one that only an earlier definition has, by its code."""
    process = registry.get(step["process"])
    titles = {state.code: state.title for state in process.states}
    named = {"process_title": process.title, "state_title": titles.get(step["state"], step["state"])}
    return {**step, **named, "act_title": _act_title(process, step["state"])}
