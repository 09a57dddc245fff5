"""Members ask to have their files changed, and look after what they asked for."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from services.contracts import edit_requests as contract
from services.kit import settings
from services.kit.faults import Conflict, Invalid, NotFound
from services.kit.files import Files
from services.kit.outbox import Audience
from services.kit.policy import is_allowed, require
from services.members.actions import cursors
from services.members.actions.members import MERGED_TITLE, require_picture, subject_of, visible_person
from services.members.domain.units import Remark
from services.members.edit_requests import queries, views
from services.members.edit_requests.domain import LARGEST_PAPER, PAPERS, Proposal, State, propose
from services.members.edit_requests.store import unknown
from services.members.edit_requests.tables import edit_requests
from services.members.policy import POLICY
from services.members.queries.members import Place
from services.members.store import Tx
from services.members.stores.people import Person

_HELD = edit_requests.c
_NOBODY = Remark(
    "nobody-decides",
    "Chi đoàn và các Đoàn cấp trên của bạn chưa có cán bộ nào khác để duyệt.",
    "Báo Đoàn cấp trên cử cán bộ rồi gửi lại.",
)


# ---------------------------------------------------------------- looking


def list_member_edit_requests(tx: Tx, *, member_id: UUID) -> dict[str, Any]:
    """What the member asked to have changed; of the caller's own file also what may be asked for."""
    person = visible_person(tx, tx.people.get(member_id))
    require(POLICY, tx, "edit_request.view", of=subject_of(person))
    return _of_member(tx, person)


def _of_member(tx: Tx, person: Person) -> dict[str, Any]:
    is_own = is_allowed(POLICY, tx, "edit_request.submit", of=subject_of(person))
    requests = tx.edit_requests.named(_HELD.person_id == person.id)
    waiting = {request.field for request in requests if request.state == State.WAITING}
    refusals = _refusals(tx, person) if is_own else []
    return {
        "fields": views.list_fields(waiting) if is_own and not refusals else [],
        "refusals": [views.refusal_view(refusal) for refusal in refusals],
        "items": views.serialize_all(
            tx, requests, {person.id: person}, waits_at=queries.deciding_units(tx, person.id) if waiting else {}
        ),
        "version": person.version,
    }


def _refusals(tx: Tx, person: Person) -> list[Remark]:
    """Why the member can ask for nothing now."""
    if person.columns["merged_into"] is not None:
        return [Remark("merged-away", f"{MERGED_TITLE}.", "Đăng nhập bằng hồ sơ được giữ lại.")]
    return [] if queries.has_decider(tx, person.id) else [_NOBODY]


def list_own_edit_requests(tx: Tx) -> dict[str, Any]:
    """The caller's requests that wait, and those whose answer is still to be read."""
    person_id = tx.actor.person_id
    if person_id is None:
        raise NotFound("member-unknown")
    person = tx.people.get(person_id)
    require(POLICY, tx, "edit_request.view", of=subject_of(person))
    open_or_unread = _HELD.acknowledged_at.is_(None) & (_HELD.state != State.WITHDRAWN)
    requests = tx.edit_requests.named(_HELD.person_id == person_id, open_or_unread)
    places = queries.deciding_units(tx, person_id) if requests else {}
    items = views.serialize_all(tx, requests, {person.id: person}, waits_at=places)
    return {"items": items, "next": None, "total": len(items)}


def list_edit_requests(tx: Tx, *, view: str, limit: int, cursor: str | None, count: str | None) -> dict[str, Any]:
    """Requests that the caller may decide: those that wait for the caller, all that wait, or those that were answered."""
    after = cursors.read(cursor)
    mine = _waiting_for(tx) if view == "mine" else set()
    found = queries.page(tx, view=view, after=None if after is None else after.id, limit=limit + 1, mine=mine)
    shown = found[:limit]
    known = tx.people.of({request.person_id for request in shown})
    return {
        "items": views.serialize_all(tx, shown, known, waits_at={}),
        "next": cursors.write(Place("", "", shown[-1].id)) if len(found) > limit else None,
        "total": queries.count(tx, view=view, mine=mine) if count else None,
    }


def _waiting_for(tx: Tx) -> set[UUID]:
    """Requests that wait for an office of the caller's."""
    places = tx.actor.unit_ids(on=tx.today)
    return {request.id for place in places for request in queries.waiting_at(tx, place)}


def get_edit_request_file(tx: Tx, *, request_id: UUID, part: str) -> dict[str, Any]:
    """The document that came with the request, or the picture that it asks for. Raises NotFound("file-unknown")."""
    request = tx.edit_requests.get(request_id)
    _require_visible(tx, tx.people.get(request.person_id))
    is_picture = part == "picture" and request.field == "photo"
    digest = request.new_value if is_picture else request.paper_digest if part == "paper" else None
    if digest is None:
        raise NotFound("file-unknown", text="Đề nghị này không có tệp kèm theo.", mend="Hỏi đoàn viên để được gửi.")
    stored = Files(settings.read()).stored(digest)
    name = "anh" if is_picture else request.paper_name or "giay-to"
    return {"digest": digest, "name": name, "media_type": stored.media_type, "size": stored.size}


def _require_visible(tx: Tx, person: Person) -> None:
    if not is_allowed(POLICY, tx, "edit_request.view", of=subject_of(person)):
        raise unknown()


# ---------------------------------------------------------------- asking


def submit_edit_requests(
    tx: Tx,
    *,
    member_id: UUID,
    version: int | None,
    fields_: dict[str, Any],
    reason: str | None,
    paper: dict[str, Any] | None,
) -> dict[str, Any]:
    """Each of the fields waits for an officer's answer.

    Raises Invalid with a text for each wrong field, Conflict("edit-request-waiting" | "nobody-decides" | "merged-away"),
    Stale("member-changed").
    """
    person = visible_person(tx, tx.people.lock(member_id, version=version))
    require(POLICY, tx, "edit_request.submit", of=subject_of(person))
    if refusals := _refusals(tx, person):
        raise Conflict(refusals[0].code, text=refusals[0].text, mend=refusals[0].mend)
    proposals = propose(fields_, current=person.columns, reason=reason, today=tx.today)
    kept = _read_paper(paper)
    _keep_files(proposals, kept)
    added = tx.edit_requests.add(person.id, proposals, reason=reason, paper=kept)
    _record(tx, "edit_request.submit", added, person)
    return _of_member(tx, person)


def _read_paper(paper: dict[str, Any] | None) -> tuple[str, str] | None:
    """Digest and name of the document. Raises Invalid for one that is not in the store, or that nobody can look at."""
    if paper is None:
        return None
    digest, name = paper.get("digest"), paper.get("name")
    try:
        stored = Files(settings.read()).stored(digest if isinstance(digest, str) else "")
    except NotFound:
        raise Invalid(errors={"paper": ["Tệp giấy tờ không còn trong kho. Chọn lại tệp."]}) from None
    if stored.media_type not in PAPERS or stored.size > LARGEST_PAPER:
        raise Invalid(
            errors={"paper": ["Giấy tờ phải là ảnh JPEG, PNG, WebP hoặc PDF, nhiều nhất 10 MB. Chọn tệp khác."]}
        )
    return stored.digest, str(name or "giay-to")[:200]


def _keep_files(proposals: list[Proposal], paper: tuple[str, str] | None) -> None:
    """What was uploaded stays as long as somebody has to look at it."""
    pictures = [proposal.new for proposal in proposals if proposal.field.kind == "photo" and proposal.new]
    for digest in pictures:
        require_picture(digest)
    for digest in [*pictures, *([paper[0]] if paper else [])]:
        Files(settings.read()).keep(digest)


def withdraw_edit_request(tx: Tx, *, request_id: UUID) -> dict[str, Any]:
    """The member takes the request back. Raises Conflict("edit-request-decided"), NotFound for another's."""
    person_id = tx.edit_requests.get(request_id).person_id
    person = tx.people.lock(person_id)
    if not is_allowed(POLICY, tx, "edit_request.submit", of=subject_of(person)):
        raise unknown()
    [request] = tx.edit_requests.lock_all([request_id])
    if request.state != State.WAITING:
        text = "Đề nghị này đã được trả lời nên không rút lại được."
        raise Conflict("edit-request-decided", text=text, mend="Tải lại trang; gửi đề nghị mới nếu vẫn cần sửa.")
    saved = tx.edit_requests.decide(request_id, State.WITHDRAWN)
    _record(tx, "edit_request.withdraw", [saved], person)
    return _of_member(tx, person)


def acknowledge_edit_requests(tx: Tx, *, ids: list[UUID]) -> dict[str, Any]:
    """The caller has read the answers; others' requests and those that wait stay as they are."""
    tx.edit_requests.acknowledge(ids)
    return list_own_edit_requests(tx)


# ---------------------------------------------------------------- telling


def _record(tx: Tx, action: str, requests: Collection[Row[Any]], person: Person) -> None:
    for request in requests:
        tx.record(action, subject_id=person.id, unit_id=person.unit_id, after={"field": request.field})
    announce(tx, requests, person)


def announce(tx: Tx, requests: Collection[Row[Any]], person: Person) -> None:
    """Open pages of the member and of the officers are told; what it is about stays here."""
    told = [
        {"id": each.id, "person_id": person.id, "unit_id": person.unit_id, "state": each.state, "version": each.version}
        for each in requests
    ]
    audience = Audience(people=[person.id], units=[person.unit_id] if person.unit_id else [])
    tx.emit(contract.EditRequestsChanged, audience=audience, edit_requests=told)
