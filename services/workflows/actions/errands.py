"""What moves ask of other services: one command for many cases, each asked once and asked again with the same keys.

approve ─▶ members.prepare_changes ─▶ messaging.issue_documents ─▶ members.apply_changes ─▶ messaging.settle_documents
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from services.contracts import changes, messaging
from services.kit import ids, wire
from services.workflows import registry
from services.workflows.actions import settling
from services.workflows.actions.views import seat_units
from services.workflows.actions.wishes import Errand, Wish
from services.workflows.domain import relations, words
from services.workflows.domain.case import Case, Document
from services.workflows.domain.process import (
    Apply,
    Drop,
    Issue,
    Prepare,
    Record,
    Release,
    Revoke,
    Saying,
    Settle,
    Strike,
)
from services.workflows.domain.view import View
from services.workflows.store import Tx

T = TypeVar("T")
PLURAL = 100
"""Subjects of one command, and names of one decision."""
RECORDS = 500
"""Record lines of one command."""


def run(tx: Tx, wishes: Sequence[Wish]) -> list[Case]:
    """The commands are in the outbox; the cases know what was asked for them."""
    views = {wish.view.case.id: wish.view for wish in wishes}
    kinds: dict[type, list[Errand]] = defaultdict(list)
    for wish in wishes:
        for effect in wish.effects:
            kinds[type(effect)].append(Errand(wish.view, effect, wish.note, wish.on))
    for kind, ask in _ASKS.items():
        for together in _rounds(kinds[kind]):
            wanted = [replace(each, view=views[each.case.id]) for each in together]
            for case in ask(tx, wanted):
                views[case.id] = views[case.id].of(case)
    return [views[wish.view.case.id].case for wish in wishes]


def _rounds(wanted: Sequence[Errand]) -> list[list[Errand]]:
    """Each case once in a round: what it asks for next starts from what it has asked for already."""
    rounds: list[list[Errand]] = []
    places: dict[UUID, int] = defaultdict(int)
    for each in wanted:
        place, places[each.case.id] = places[each.case.id], places[each.case.id] + 1
        rounds += [[]] if place == len(rounds) else []
        rounds[place].append(each)
    return rounds


def _prepare(tx: Tx, errands: list[Errand]) -> Iterator[Case]:
    for group in _grouped(errands, lambda each: relations.issuer(each.case, each.effect.by)):
        batch_id = ids.new()
        ask_to_prepare(tx, batch_id, group)
        for each in group:
            yield replace(each.case, batch_id=batch_id, asked_at=tx.now)


def ask_to_prepare(tx: Tx, batch_id: UUID, errands: Sequence[Errand]) -> None:
    """The registry is asked to check the changes and hold their people."""
    tx.ask(
        changes.PrepareChanges,
        batch_id=batch_id,
        effective_on=errands[0].case.decided_on or tx.today,
        subjects=[_subject(each) for each in errands],
    )


def _subject(errand: Errand) -> dict[str, Any]:
    data = errand.effect.data(errand.view)
    unit_id = data.pop("unit_id", None) or errand.case.unit_id
    return {
        "case_id": errand.case.id,
        "kind": _resolve_text(errand.effect.kind, errand.view),
        "person_id": errand.case.subject_id,
        "unit_id": unit_id,
        "data": data,
    }


def _resolve_text(saying: Saying, view: View) -> str:
    return saying if isinstance(saying, str) else saying(view)


def _issue(tx: Tx, errands: list[Errand]) -> Iterator[Case]:
    fresh = [each for each in errands if each.effect.again or each.effect.template not in each.case.asked]
    orders: dict[tuple[str, UUID], list[dict[str, Any]]] = defaultdict(list)
    for group in _grouped(fresh, _together):
        first = group[0]
        if _waits_for_another(first.effect, group):
            yield from (replace(each.case, asked_at=tx.now) for each in group)
            continue
        batch_id = ids.new() if first.effect.again else first.case.batch_id or ids.new()
        whose = f"/{first.case.id}" if first.effect.single else ""
        key = f"{batch_id}/{first.effect.template}/{_issuer(first)}{whose}"
        orders[first.effect.template, _issuer(first)].append(_order(tx, key, group))
        for each in group:
            asked = {**each.case.asked, each.effect.template: key}
            yield replace(each.case, asked=asked, asked_at=tx.now, batch_id=_batch_of(each, batch_id))
    for of_a_kind in orders.values():
        for part in _parts(of_a_kind, PLURAL):
            tx.ask(messaging.IssueDocuments, batch_id=ids.new(), documents=part)


def _batch_of(errand: Errand, batch_id: UUID) -> UUID | None:
    """What is carried out goes together with its first document. A paper that nobody waits for, and that may come again, binds
    no case to those that happened to have theirs at the same time."""
    state = registry.of(errand.case).state(errand.case.state)
    if errand.case.batch_id is None and errand.effect.again and not state.is_system:
        return None
    return errand.case.batch_id or batch_id


def _together(errand: Errand) -> tuple[object, ...]:
    """Cases whose document is one and the same."""
    alone = errand.case.id if errand.effect.single else None
    batch_id = None if errand.effect.again else errand.case.batch_id
    return errand.effect.template, _issuer(errand), batch_id, alone, _meeting(errand)


def _meeting(errand: Errand) -> bytes | None:
    """What tells the meeting apart that the paper is of."""
    return wire.canonical(errand.effect.common(errand.view).get("meeting")) if errand.effect.of_one_meeting else None


def _issuer(errand: Errand) -> UUID:
    return relations.issuer(errand.case, errand.effect.by)


def _waits_for_another(effect: Issue, group: Sequence[Errand]) -> bool:
    """A document cited by this one has no number yet; its number's arrival asks again."""
    return any(each.case.document(template) is None for each in group for template in effect.after)


def ask_to_issue(tx: Tx, batch_id: UUID, key: str, errands: Sequence[Errand]) -> None:
    """One document for all the cases is asked for; the key makes asking twice harmless."""
    tx.ask(messaging.IssueDocuments, batch_id=batch_id, documents=[_order(tx, key, errands)])


def _order(tx: Tx, key: str, given: Sequence[Errand]) -> dict[str, Any]:
    errands = sorted(given, key=lambda each: _place_on_paper(tx, each))
    first = errands[0]
    signer = first.case.signer
    people = [each.effect.person(each.view) for each in errands]
    content = _common(errands) | {"people": people}
    if len({str(person.get("resolution")) for person in people}) > 1:
        content.pop("resolution", None)
    if first.effect.reasoned and first.note:
        content["about"] = {**content["about"], "reason": first.note}
    if readers := _readers(errands):
        content["readers"] = readers
    if _is_for_parties_only(first):
        content["parties_only"] = True
    return {
        "key": key,
        "template": first.effect.template,
        "unit_id": _issuer(first),
        "on": first.on or first.case.decided_on or tx.today,
        "case_ids": [each.case.id for each in errands],
        "content": content,
        "signer_id": signer.get("person_id"),
        "signer_position": signer.get("position"),
        "signer_unit_id": signer.get("unit_id"),
        "in_force": first.effect.in_force,
        "numbering_reset": first.view.rules.text("numbering_reset"),
    }


def _place_on_paper(tx: Tx, errand: Errand) -> tuple[Any, ...]:
    """People of one chapter stand beside each other, by given name; chapters by their names."""
    unit = tx.places.unit(errand.case.unit_id)
    name = errand.case.subject_name or ""
    return words.by_unit_name(unit.name if unit else ""), str(errand.case.unit_id), words.by_given_name(name)


def _readers(errands: Sequence[Errand]) -> list[str]:
    """Units with a part in the cases or between those and the issuer, which open the paper wherever they are; who reads a
    confidential one its register says, unless it is for the parties of its case alone."""
    plain = [each for each in errands if not registry.of(each.case).confidential]
    told = {unit_id for each in plain for unit_id in (*seat_units(each.case), *_between(each))}
    told |= {unit_id for each in errands if _is_for_parties_only(each) for unit_id in seat_units(each.case)}
    return sorted(map(str, told))


def _is_for_parties_only(errand: Errand) -> bool:
    return registry.of(errand.case).parties_only(errand.view)


def _between(errand: Errand) -> Sequence[UUID]:
    """Units above the case's own and below the one that issues its paper."""
    path, issuer = errand.view.unit.path, _issuer(errand)
    return path[path.index(issuer) + 1 : -1] if issuer in path else ()


def _common(errands: Sequence[Errand]) -> dict[str, Any]:
    """What the document says once for all of its cases; what differs among them is not said of any."""
    first, *others = (each.effect.common(each.view) for each in errands)
    if "about" not in first:
        return dict(first)
    same = {
        key: value for key, value in first["about"].items() if all(other["about"].get(key) == value for other in others)
    }
    return {**first, "about": same}


def _apply(tx: Tx, errands: list[Errand]) -> Iterator[Case]:
    for group in _grouped(errands, lambda each: each.case.batch_id):
        ask_to_apply(tx, group)
        yield from (replace(each.case, asked_at=tx.now) for each in group)


def ask_to_apply(tx: Tx, errands: Sequence[Errand]) -> None:
    """The registry is asked to do what the decision says."""
    lines = [_record_line(each) for each in errands]
    tx.ask(changes.ApplyChanges, batch_id=errands[0].case.batch_id, lines=lines)


def _record_line(errand: Errand) -> dict[str, Any]:
    case, effect = errand.case, errand.effect
    document = case.document(effect.template) if effect.template else None
    return {
        "case_id": case.id,
        "stage": str(case.version),
        "case_number": case.number,
        "process": registry.of(case).family or case.process,
        "title": _resolve_text(effect.title, errand.view),
        "on": _happened_on(errand, document),
        "document_id": document and document.id,
        "document_number": document and document.number,
        "document_on": document and document.on,
        "confidential": effect.confidential or registry.of(case).confidential,
        "data": effect.data(errand.view),
        "writes": effect.writes(errand.view),
    }


def _happened_on(errand: Errand, document: Document | None) -> Any:
    """A change is of the day of its decision, however late it is carried out; a mere line is of its document's day, or today's."""
    if isinstance(errand.effect, Apply) and errand.case.decided_on:
        return errand.case.decided_on
    return document.on if document else errand.view.today


def _record(tx: Tx, errands: list[Errand]) -> Iterator[Case]:
    for part in _parts(errands, RECORDS):
        tx.ask(changes.KeepRecords, lines=[_line_to_add(each) for each in part])
    return iter(())


def _line_to_add(errand: Errand) -> dict[str, Any]:
    about_unit = errand.effect.about_unit
    person_id = None if about_unit else errand.case.subject_id
    return {
        **_record_line(errand),
        "person_id": person_id,
        "unit_id": errand.case.unit_id,
        "about_unit": about_unit,
    }


def _strike(tx: Tx, errands: list[Errand]) -> Iterator[Case]:
    for group in _grouped(errands, _reason):
        lines = [_lines_before(each) for each in group]
        tx.ask(changes.StrikeRecords, on=tx.today, reason=_reason(group[0]), lines=lines)
    return iter(())


def _lines_before(errand: Errand) -> dict[str, Any]:
    """Every line that the case left before this move; what it leaves by the move or later stands."""
    return {"case_id": errand.case.id, "stage": None, "before": errand.case.version}


def _release(tx: Tx, errands: list[Errand]) -> Iterator[Case]:
    for part in _parts(errands, PLURAL):
        tx.ask(changes.ReleaseChanges, case_ids=[each.case.id for each in part])
    return iter(())


def _revoke(tx: Tx, errands: list[Errand]) -> Iterator[Case]:
    for group in _grouped(errands, _reason):
        asked = {"case_ids": [each.case.id for each in group], "lines": [_lines_before(each) for each in group]}
        tx.ask(changes.RevokeChanges, batch_id=ids.new(), on=tx.today, reason=_reason(group[0]), **asked)
    return iter(())


def _reason(errand: Errand) -> str:
    """Why something is undone: as a person said, else as the process says."""
    return errand.note or str(errand.effect.reason)


_ASKS: dict[type, Callable[[Tx, list[Errand]], Iterator[Case]]] = {
    Drop: settling.drop,
    Prepare: _prepare,
    Issue: _issue,
    Apply: _apply,
    Record: _record,
    Strike: _strike,
    Release: _release,
    Revoke: _revoke,
    Settle: settling.settle,
}


def _grouped(errands: Iterable[Errand], key: Callable[[Errand], Any]) -> Iterator[list[Errand]]:
    groups: dict[Any, list[Errand]] = defaultdict(list)
    for each in errands:
        groups[key(each)].append(each)
    for group in groups.values():
        yield from _parts(group, PLURAL)


def _parts(items: Sequence[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part
