"""Requests as those see them whom they concern."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from services.kit.policy import is_allowed
from services.members.actions.members import settled_for, subject_of
from services.members.actions.units import reference
from services.members.domain import identity, lists, profile, wording
from services.members.domain.profile import Field
from services.members.domain.units import Remark
from services.members.edit_requests.domain import (
    EDITABLE,
    STATE_TITLES,
    Editable,
    Standing,
    State,
    display,
    refuse_decision,
    refuse_reopening,
    value_of,
)
from services.members.policy import POLICY
from services.members.store import Tx
from services.members.stores.people import Person

_GROUPS = {group.code: group for group in profile.GROUPS}
_ACTS = (("approve", "Duyệt", True), ("reject", "Từ chối", False))


def field_of(request: Row[Any]) -> Field:
    """The field that the request is about."""
    return profile.FIELDS[request.field]


def standing_of(tx: Tx, request: Row[Any], person: Person) -> Standing:
    """How the request stands to its file and to the caller."""
    field, state = field_of(request), State(request.state)
    seen = request.new_value if state is State.APPROVED else request.old_value
    return Standing(
        field=field,
        state=state,
        is_own=person.id == tx.actor.person_id,
        is_merged=person.columns["merged_into"] is not None,
        is_settled=field.code in settled_for(tx, person),
        is_outdated=value_of(field, person.columns) != seen,
    )


def serialize_all(
    tx: Tx, requests: Sequence[Row[Any]], known: Mapping[UUID, Person], *, waits_at: Mapping[UUID, UUID | None]
) -> list[dict[str, Any]]:
    """The requests, with what the caller may do. Values that others may see come open, and their showing is written down."""
    placed = [person.unit_id for person in known.values() if person.unit_id is not None]
    tx.tree.paths(placed)
    units = tx.units.of({*placed, *(place for place in waits_at.values() if place is not None)})
    shown: dict[UUID, set[str]] = {}
    items = []
    for request in requests:
        person = known[request.person_id]
        masked = _is_masked(tx, request, person)
        group = _GROUPS[field_of(request).group]
        if not masked and group.action != profile.OPEN:
            shown.setdefault(person.id, set()).add(group.code)
        home, place = units.get(person.unit_id), units.get(waits_at.get(request.id))
        placed_in = {"unit": home and reference(home), "waits_at": place and reference(place)}
        items.append(_serialize(tx, request, person, masked=masked) | placed_in)
    _note_showing(tx, shown)
    return items


def _note_showing(tx: Tx, shown: Mapping[UUID, set[str]]) -> None:
    for what in {frozenset(groups) for groups in shown.values()}:
        tx.people.note_access([key for key, groups in shown.items() if groups == what], how="view", what=what)


def _is_masked(tx: Tx, request: Row[Any], person: Person) -> bool:
    """What was answered needs no second look: of another's it is shown no more."""
    group = _GROUPS[field_of(request).group]
    if group.action == profile.OPEN or person.id == tx.actor.person_id:
        return False
    may_see = is_allowed(POLICY, tx, group.action, of=subject_of(person))
    return request.state != State.WAITING or not may_see


def _serialize(tx: Tx, request: Row[Any], person: Person, *, masked: bool) -> dict[str, Any]:
    field, waits = field_of(request), request.state == State.WAITING
    now = value_of(field, person.columns)
    say = partial(_hide if masked else display, field)
    same = (
        "id",
        "field",
        "reason",
        "paper_name",
        "state",
        "requested_at",
        "decided_at",
        "decision_reason",
        "reopened_at",
    )
    return {name: getattr(request, name) for name in same} | {
        "person": {"id": person.id, "full_name": person.full_name, "code": person.code},
        "title": field.title,
        "kind": field.kind,
        "old": say(request.old_value),
        "new": say(request.new_value),
        "current": say(now) if waits and now != request.old_value else None,
        "masked": masked,
        "warnings": _warnings(tx, request, person) if waits else [],
        "state_title": STATE_TITLES[State(request.state)],
        "decided_by": request.decider,
        "reopened_by": request.reopener,
        "acknowledged": request.acknowledged_at is not None,
        "version": request.version,
        **_acts(tx, request, person),
    }


def _hide(field: Field, value: Any) -> str:
    return "" if value is None else wording.masked(field, value)


def _warnings(tx: Tx, request: Row[Any], person: Person) -> list[str]:
    draft = profile.read({request.field: request.new_value}, current=person.columns, today=tx.today)
    return draft.warnings.get(request.field, [])


def _acts(tx: Tx, request: Row[Any], person: Person) -> dict[str, Any]:
    """What the caller may do with the request, and what not, and why."""
    standing = standing_of(tx, request, person)
    if standing.is_own:
        may = [_action("withdraw", "Rút lại")] if standing.state is State.WAITING else []
        return {"allowed_actions": may, "refused_actions": []}
    if not is_allowed(POLICY, tx, "edit_request.decide", of=subject_of(person)):
        return {"allowed_actions": [], "refused_actions": []}
    if standing.state is State.WAITING:
        judged = [(act, label, refuse_decision(standing, approves=approves)) for act, label, approves in _ACTS]
    elif standing.state in (State.APPROVED, State.REJECTED):
        refusal = refuse_reopening(standing, decided_at=request.decided_at, now=tx.now, has_waiting=False)
        judged = [("reopen", "Hoàn tác", refusal)]
    else:
        judged = []
    return {
        "allowed_actions": [_action(act, label) for act, label, refusal in judged if refusal is None],
        "refused_actions": [
            {"action": act, "label": label, "refusals": [refusal_view(refusal)]}
            for act, label, refusal in judged
            if refusal is not None
        ],
    }


def _action(action: str, label: str) -> dict[str, Any]:
    return {"action": action, "label": label, "form_schema": None, "needs_note": action == "reject"}


def refusal_view(refusal: Remark) -> dict[str, Any]:
    """The refusal as it goes out."""
    return {"code": refusal.code, "text": refusal.text, "mend": refusal.mend}


# ---------------------------------------------------------------- what may be asked for


def list_fields(waiting: Iterable[str]) -> list[dict[str, Any]]:
    """What a member may ask to have changed, but for what waits already."""
    taken = set(waiting)
    return [_offer(offered) for code, offered in EDITABLE.items() if code not in taken]


def _offer(offered: Editable) -> dict[str, Any]:
    field = offered.field
    said = {"code": field.code, "title": field.title, "kind": field.kind, "needs_reason": offered.needs_reason}
    if field.kind == "sex":
        return said | {"paper": offered.paper, "choices": [_choice(*each) for each in identity.SEXES.items()]}
    choices = lists.LISTS.get(field.code)
    listed = {} if choices is None else {"choices": [_choice(each.code, each.label) for each in choices]}
    return said | {"paper": offered.paper} | listed


def _choice(code: str, label: str) -> dict[str, str]:
    return {"code": code, "label": label}
