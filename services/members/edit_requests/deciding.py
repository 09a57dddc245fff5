"""Officers answer what members asked for: by the same path as an edit of their own, and back again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from services.kit.faults import Conflict, Denied, Fault, Invalid
from services.kit.policy import is_allowed, require
from services.members.actions.members import apply_fields, save_columns, subject_of
from services.members.domain.units import Remark
from services.members.edit_requests import actions, views
from services.members.edit_requests.domain import State, columns_of, refuse_decision, refuse_reopening
from services.members.edit_requests.store import unknown
from services.members.policy import POLICY
from services.members.store import Tx
from services.members.stores.people import Person


@dataclass(frozen=True)
class Answered:
    """A request with its answer, and the file as it is now."""

    request: Row[Any]
    person: Person


Answer = Callable[[Row[Any], Person], Answered]


def approve_edit_requests(tx: Tx, *, ids: list[UUID]) -> dict[str, Any]:
    """The files say what was asked for; a request that cannot be approved stays, and its outcome says why."""

    def approve(request: Row[Any], person: Person) -> Answered:
        _require_may(refuse_decision(views.standing_of(tx, request, person), approves=True))
        require(POLICY, tx, "member.edit", of=subject_of(person))
        saved = apply_fields(tx, person, {request.field: request.new_value})
        return Answered(tx.edit_requests.decide(request.id, State.APPROVED), saved)

    return _answer_all(tx, ids, "edit_request.approve", approve)


def reject_edit_requests(tx: Tx, *, ids: list[UUID], reason: str) -> dict[str, Any]:
    """The files stay as they are; the members read the reason."""

    def reject(request: Row[Any], person: Person) -> Answered:
        _require_may(refuse_decision(views.standing_of(tx, request, person), approves=False))
        return Answered(tx.edit_requests.decide(request.id, State.REJECTED, reason=reason), person)

    return _answer_all(tx, ids, "edit_request.reject", reject)


def reopen_edit_requests(tx: Tx, *, ids: list[UUID]) -> dict[str, Any]:
    """What was answered waits again; of an approved request the file says what it said before."""

    def reopen(request: Row[Any], person: Person) -> Answered:
        standing = views.standing_of(tx, request, person)
        has_waiting = tx.edit_requests.has_waiting(person.id, request.field)
        _require_may(refuse_reopening(standing, decided_at=request.decided_at, now=tx.now, has_waiting=has_waiting))
        if standing.state is State.APPROVED:
            # As it stood, even where it would not be taken today.
            back = columns_of(standing.field, request.old_value, current=person.columns, today=tx.today)
            person = save_columns(tx, person, back)
        return Answered(tx.edit_requests.reopen(request.id), person)

    return _answer_all(tx, ids, "edit_request.reopen", reopen)


def _answer_all(tx: Tx, ids: Iterable[UUID], action: str, answer: Answer) -> dict[str, Any]:
    """Each request by itself: what is refused of one keeps no other from its answer."""
    people = _lock_people(tx, list(ids))
    results, done = [], 0
    for request in tx.edit_requests.lock_all(list(ids)):
        person = people[request.person_id]
        try:
            with tx.savepoint():
                answered = answer(request, person)
                tx.record(action, subject_id=person.id, unit_id=person.unit_id, after={"field": request.field})
                actions.announce(tx, [answered.request], answered.person)
        except (Conflict, Denied, Invalid) as refusal:
            results.append(_outcome(request, person, refusal))
            continue
        people[request.person_id] = answered.person
        done += 1
        results.append(_outcome(request, person, None))
    return {"done": done, "results": results}


def _lock_people(tx: Tx, ids: list[UUID]) -> dict[UUID, Person]:
    """The people of the requests, held. Raises NotFound where one of them is not the caller's to decide on."""
    people = {person.id: person for person in tx.people.lock_all(tx.edit_requests.people_of(ids))}
    for person in people.values():
        if not is_allowed(POLICY, tx, "edit_request.decide", of=subject_of(person)):
            raise unknown()
    return people


def _require_may(refusal: Remark | None) -> None:
    if refusal is not None:
        raise Conflict(refusal.code, text=refusal.text, mend=refusal.mend)


def _outcome(request: Row[Any], person: Person, refused: Fault | None) -> dict[str, Any]:
    why = None if refused is None else _reason(refused.fields)
    named = {"id": str(request.id), "title": f"{person.full_name}: {views.field_of(request).title}"}
    return {**named, "ok": refused is None, "code": refused and refused.code, "detail": why}


def _reason(said: Mapping[str, Any]) -> str | None:
    """The refusal as people read it: what is wrong with a value, else why and what to do."""
    texts = [text for of_field in said.get("errors", {}).values() for text in of_field]
    found = texts or [text for name in ("text", "mend") if (text := said.get(name))]
    return " ".join(found) or None
