"""What lines of cases write beside the file: secondary links, exemptions, void cards, the honorary register."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Sequence, and_, delete, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from services.members.cases.tables import cards_void, fee_exemptions, honorary_members, secondary_memberships
from services.members.domain import cards
from services.members.domain.writes import Link

if TYPE_CHECKING:
    from services.members.store import Tx

_LINK_FIELDS = tuple(Link.__dataclass_fields__)
_HONORARY_CARDS = Sequence("honorary_cards")


class WriteStore:
    """Rows of a case beside the file of its person; each is written once however often it is said."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    # secondary links

    def links(self, keys: Iterable[tuple[UUID, str]]) -> dict[tuple[UUID, str], Link]:
        """The cases' links by case and kind, held until the transaction ends."""
        mine = tuple_(secondary_memberships.c.case_id, secondary_memberships.c.kind).in_(list(keys))
        rows = self._tx.execute(select(secondary_memberships).where(mine).with_for_update())
        return {(row.case_id, row.kind): _link(row) for row in rows}

    def put_link(self, person_id: UUID, case_id: UUID, kind: str, link: Link) -> None:
        """The case's link of the kind is so."""
        values = asdict(link) | {"comments": [dict(remark) for remark in link.comments]}
        table = secondary_memberships
        statement = insert_or(table).values(person_id=person_id, case_id=case_id, kind=kind, **values)
        again = values | {"version": table.c.version + 1}
        self._tx.execute(statement.on_conflict_do_update(index_elements=["case_id", "kind"], set_=again))

    def drop_link(self, case_id: UUID, kind: str) -> None:
        """The case leads no link of the kind."""
        table = secondary_memberships
        self._tx.execute(delete(table).where(table.c.case_id == case_id, table.c.kind == kind))

    def end_links(self, person_id: UUID, *, on: date) -> None:
        """None of the person's links goes on past the day."""
        table = secondary_memberships
        open_ = and_(table.c.person_id == person_id, table.c.ended_on.is_(None))
        self._tx.execute(update(table).where(open_).values(ended_on=on, version=table.c.version + 1))

    def stays_at(self, person_id: UUID, unit_id: UUID) -> bool:
        """The person takes part at the unit for a time, and belongs to another one."""
        link = secondary_memberships.c
        mine = and_(
            link.person_id == person_id, link.host_unit_id == unit_id, link.kind == "TEMP", link.ended_on.is_(None)
        )
        return self._tx.execute(select(link.case_id).where(mine).limit(1)).first() is not None

    # fees

    def exempt(self, person_id: UUID, case_id: UUID, exemption: Mapping[str, Any]) -> None:
        """The person owes no fee for the months from the first to the last, both included."""
        values = {"person_id": person_id, "case_id": case_id, **exemption}
        self._tx.execute(insert_or(fee_exemptions).values(values).on_conflict_do_nothing())

    def end_exemption(self, case_id: UUID, *, until_month: date) -> None:
        """The case's exemption is over with the month; a month of the past is as it was."""
        table = fee_exemptions
        longer = and_(table.c.case_id == case_id, table.c.until_month > until_month)
        self._tx.execute(update(table).where(longer).values(until_month=until_month))

    def revoke_exemptions(self, case_ids: list[UUID], *, on: date) -> None:
        """The cases' exemptions count no more from the day."""
        mine = and_(fee_exemptions.c.case_id.in_(case_ids), fee_exemptions.c.revoked_on.is_(None))
        self._tx.execute(update(fee_exemptions).where(mine).values(revoked_on=on))

    # cards

    def void_counts(self, person_ids: Iterable[UUID]) -> dict[UUID, int]:
        """How many cards of each person are void."""
        counted = select(cards_void.c.person_id, func.count().label("n")).group_by(cards_void.c.person_id)
        rows = self._tx.execute(counted.where(cards_void.c.person_id.in_(list(person_ids))))
        return {row.person_id: row.n for row in rows}

    def void_card(self, case_id: UUID, columns: Mapping[str, Any], *, reason: str | None, on: date) -> None:
        """The card that the person has had is void."""
        values = {
            "person_id": columns["id"],
            "case_id": case_id,
            "card_no": columns["card_no"],
            "card_on": columns["card_on"],
            "reason": reason,
            "voided_on": on,
        }
        self._tx.execute(insert_or(cards_void).values(values).on_conflict_do_nothing())

    # honours

    def confer(self, person_id: UUID, case_id: UUID, *, on: date, merits: str | None) -> None:
        """The person is an honorary member with a card of the honorary series; once at a time."""
        number = cards.honorary_number(self._tx.execute(_HONORARY_CARDS.next_value()).scalar_one())
        values = {"person_id": person_id, "case_id": case_id, "card_no": number, "from_on": on, "merits": merits}
        self._tx.execute(insert_or(honorary_members).values(values).on_conflict_do_nothing())

    def end_honour(self, person_id: UUID, *, on: date) -> None:
        """The person is an honorary member no more."""
        table = honorary_members
        mine = and_(table.c.person_id == person_id, table.c.ended_on.is_(None))
        self._tx.execute(update(table).where(mine).values(ended_on=on))

    def end_honours_of(self, case_ids: list[UUID], *, on: date) -> None:
        """The honours that the cases conferred are over."""
        table = honorary_members
        mine = and_(table.c.case_id.in_(case_ids), table.c.ended_on.is_(None))
        self._tx.execute(update(table).where(mine).values(ended_on=on))


def _link(row: Any) -> Link:
    return Link(**{name: getattr(row, name) for name in _LINK_FIELDS} | {"comments": tuple(row.comments)})
