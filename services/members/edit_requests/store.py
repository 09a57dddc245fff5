"""What members ask to have changed in their files."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from services.kit import ids
from services.kit.faults import Conflict, NotFound
from services.members.edit_requests.domain import Proposal, State
from services.members.edit_requests.tables import edit_requests
from services.members.tables import people

if TYPE_CHECKING:
    from services.members.store import Tx

_HELD = edit_requests.c
_DECIDER, _REOPENER = people.alias("decider"), people.alias("reopener")


def unknown() -> NotFound:
    """There is no such request for this asker."""
    text = "Không tìm thấy đề nghị này, hoặc đề nghị ngoài phạm vi của bạn."
    return NotFound("edit-request-unknown", text=text, mend="Mở lại từ danh sách đề nghị.")


def select_named() -> Select[Any]:
    """Requests with the names of those who answered."""
    names = (_DECIDER.c.full_name.label("decider"), _REOPENER.c.full_name.label("reopener"))
    return (
        select(edit_requests, *names)
        .outerjoin(_DECIDER, _DECIDER.c.id == _HELD.decided_by)
        .outerjoin(_REOPENER, _REOPENER.c.id == _HELD.reopened_by)
    )


class EditRequestStore:
    """Requests, and what became of them."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def add(
        self, person_id: UUID, proposals: Iterable[Proposal], *, reason: str | None, paper: tuple[str, str] | None
    ) -> list[Row[Any]]:
        """Each of the fields waits for an answer. paper: digest and name. Raises Conflict("edit-request-waiting")."""
        digest, name = paper or (None, None)
        shared: dict[str, Any] = {"person_id": person_id, "reason": reason, "paper_digest": digest, "paper_name": name}
        shared |= {"state": State.WAITING, "requested_at": self._tx.now}
        added = []
        for proposal in proposals:
            own = {"id": ids.new(), "field": proposal.field.code, "old_value": proposal.old, "new_value": proposal.new}
            row = insert_or(edit_requests).values(shared | own).on_conflict_do_nothing().returning(edit_requests)
            found = self._tx.execute(row).one_or_none()
            if found is None:
                text = f"{proposal.field.title}: bạn đã gửi một đề nghị đang chờ duyệt."
                raise Conflict("edit-request-waiting", text=text, mend="Rút đề nghị đó rồi gửi lại.")
            added.append(found)
        return added

    def get(self, request_id: UUID) -> Row[Any]:
        """The request. Raises NotFound("edit-request-unknown")."""
        row = self._tx.execute(select(edit_requests).where(_HELD.id == request_id)).one_or_none()
        if row is None:
            raise unknown()
        return row

    def people_of(self, request_ids: Collection[UUID]) -> set[UUID]:
        """Whose files the requests are about. Raises NotFound("edit-request-unknown") where one is missing."""
        rows = self._tx.execute(select(_HELD.id, _HELD.person_id).where(_HELD.id.in_(list(request_ids)))).all()
        if len(rows) != len(set(request_ids)):
            raise unknown()
        return {row.person_id for row in rows}

    def lock_all(self, request_ids: Collection[UUID]) -> list[Row[Any]]:
        """The requests, held until the transaction ends. Whoever needs their people too holds those first."""
        found = select(edit_requests).where(_HELD.id.in_(list(request_ids))).order_by(_HELD.id).with_for_update()
        return list(self._tx.execute(found))

    def named(self, *where: ColumnElement[bool]) -> list[Row[Any]]:
        """Requests with the names of those who answered, waiting ones first, then the newest."""
        asked = select_named().where(*where).order_by(_HELD.decided_at.is_not(None), _HELD.id.desc())
        return list(self._tx.execute(asked))

    def has_waiting(self, person_id: UUID, field: str) -> bool:
        """Something else is asked of the same field."""
        mine = (_HELD.person_id == person_id, _HELD.field == field, _HELD.state == State.WAITING)
        return self._tx.execute(select(_HELD.id).where(*mine)).first() is not None

    def decide(self, request_id: UUID, state: State, *, reason: str | None = None) -> Row[Any]:
        """The request has its answer, or its member has taken it back."""
        said = {"state": state, "decided_by": self._tx.actor.person_id, "decided_at": self._tx.now}
        return self._save(request_id, {**said, "decision_reason": reason})

    def reopen(self, request_id: UUID) -> Row[Any]:
        """The request waits again."""
        cleared = dict.fromkeys(("decided_by", "decided_at", "decision_reason", "acknowledged_at"))
        said = {"reopened_by": self._tx.actor.person_id, "reopened_at": self._tx.now}
        return self._save(request_id, {"state": State.WAITING, **cleared, **said})

    def acknowledge(self, request_ids: Collection[UUID]) -> None:
        """The caller's requests are read as they were answered."""
        mine = (_HELD.person_id == self._tx.actor.person_id, _HELD.decided_at.is_not(None))
        seen = update(edit_requests).where(_HELD.id.in_(list(request_ids)), *mine)
        self._tx.execute(seen.values(acknowledged_at=self._tx.now))

    def _save(self, request_id: UUID, said: dict[str, Any]) -> Row[Any]:
        mine = update(edit_requests).where(_HELD.id == request_id)
        return self._tx.execute(mine.values(**said, version=_HELD.version + 1).returning(edit_requests)).one()
