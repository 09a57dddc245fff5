"""What a line writes beside the file of its person, and how that is taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from services.kit import wire
from services.members.cases.leaving import cut_offices, give_back_offices
from services.members.domain import writes
from services.members.domain.memberships import IN_FORCE
from services.members.domain.writes import Link
from services.members.store import Tx

Line = dict[str, Any]
Columns = Mapping[str, Any]


def write(tx: Tx, line: Line, columns: Columns, links: dict[tuple[UUID, str], Link]) -> dict[str, Any]:
    """Links, exemptions, cards, honours and offices are as the line says; answers what stood before, where it matters."""
    said, person_id, case_id = line["writes"], columns["id"], line["case_id"]
    before: dict[str, Any] = {}
    if link := said.get("link"):
        before |= _link(tx, line, columns, link, links)
    if exemption := said.get("exempt"):
        _exempt(tx, person_id, case_id, exemption)
    if (card := said.get("card")) is not None:
        tx.writes.void_card(case_id, columns, reason=card.get("reason"), on=line["on"])
    if honour := said.get("honour"):
        _honour(tx, person_id, case_id, honour, on=line["on"])
    if removal := said.get("remove_position"):
        day = removal.get("on")
        on = date.fromisoformat(day) if isinstance(day, str) else day or line["on"]
        before["offices"] = cut_offices(
            tx, person_id, unit_id=UUID(str(removal["unit_id"])), code=removal.get("code"), on=on
        )
    return before


def _link(
    tx: Tx, line: Line, columns: Columns, said: Mapping[str, Any], links: dict[tuple[UUID, str], Link]
) -> dict[str, Any]:
    key = (line["case_id"], str(said["kind"]))
    known = links.get(key)
    if known is None and columns["status"] not in IN_FORCE:
        return {}
    links[key] = writes.linked(known, said, on=line["on"])
    tx.writes.put_link(columns["id"], *key, links[key])
    return {"link": None if known is None else wire.plain(vars(known))}


def _exempt(tx: Tx, person_id: UUID, case_id: UUID, said: Mapping[str, Any]) -> None:
    months = _months(said)
    # Said first, the end is all there is: a grant that comes after it adds nothing.
    tx.writes.exempt(person_id, case_id, months)
    if said.get("act") == "end":
        tx.writes.end_exemption(case_id, until_month=months["until_month"])


def _months(exemption: Mapping[str, Any]) -> dict[str, Any]:
    """The exemption with its months as first days."""
    days = {name: date.fromisoformat(str(exemption[name])).replace(day=1) for name in ("from_month", "until_month")}
    return days | {"reason": exemption.get("reason")}


def _honour(tx: Tx, person_id: UUID, case_id: UUID, said: Mapping[str, Any], *, on: date) -> None:
    if said.get("act") == "end":
        tx.writes.end_honour(person_id, on=on)
    else:
        tx.writes.confer(person_id, case_id, on=on, merits=said.get("merits"))


def take_back(tx: Tx, row: Any, *, on: date) -> None:
    """What the struck line wrote beside the file is undone; offices that somebody else has come to stay with them."""
    said = row.writes
    if (link := said.get("link")) and "link" in row.before:
        _link_back(tx, row, str(link["kind"]))
    if "exempt" in said:
        tx.writes.revoke_exemptions([row.case_id], on=on)
    if said.get("honour", {}).get("act") == "confer":
        tx.writes.end_honours_of([row.case_id], on=on)
    give_back_offices(tx, row.before.get("offices", ()))


def _link_back(tx: Tx, row: Any, kind: str) -> None:
    was = row.before["link"]
    if was is None:
        tx.writes.drop_link(row.case_id, kind)
        return
    days = {name: was[name] and date.fromisoformat(was[name]) for name in ("from_on", "until", "ended_on")}
    host = was["host_unit_id"] and UUID(was["host_unit_id"])
    link = Link(**{**was, **days, "host_unit_id": host, "comments": tuple(was["comments"])})
    tx.writes.put_link(row.person_id, row.case_id, kind, link)
