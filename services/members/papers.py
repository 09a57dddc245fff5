"""What the registry asks of messaging: a numbered paper of a unit, in the hand of whoever acts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from services.contracts import messaging
from services.contracts.offices import SIGNING, STAFF
from services.kit import ids
from services.kit.faults import Conflict
from services.members.domain import decisions
from services.members.domain.decisions import Basis, Decision
from services.members.domain.units import Unit
from services.members.policy import SUPERIORS
from services.members.store import Tx


def issue(
    tx: Tx, template: str, issuer: Unit, *, key: str, on: date, content: Mapping[str, Any], in_force: bool
) -> None:
    """The paper is asked for under the key; asked again under it, it is issued once. Who holds no office there that signs leaves
    the signature to the secretary's hand."""
    office = _office(tx, issuer)
    order: dict[str, Any] = {
        "key": key,
        "template": template,
        "unit_id": issuer.id,
        "on": on,
        "case_ids": [],
        "content": content,
        "signer_id": tx.actor.person_id if office else None,
        "signer_position": office,
        "in_force": in_force,
        "numbering_reset": tx.rules.on(on).values.get("numbering_reset") or "TERM",
    }
    tx.ask(messaging.IssueDocuments, batch_id=ids.new(), documents=[order])


def decider(tx: Tx, above: Sequence[Unit]) -> Unit | None:
    """In whose name the one who acts decides on what stands below all of these; nobody's, for a technical account."""
    return decisions.decider(above, offices=tx.actor.unit_ids(*SUPERIORS, on=tx.today))


def decide_above(tx: Tx, unit: Unit, decision: Decision, *, effective_on: date, decision_no: str | None) -> Basis:
    """As `decide`, in the name of the unit's superior."""
    by = decider(tx, tx.units.above(unit)[:-1])
    return decide(tx, decision, by, of=[unit], effective_on=effective_on, decision_no=decision_no)


def decide(
    tx: Tx, decision: Decision, by: Unit | None, *, of: Iterable[Unit], effective_on: date, decision_no: str | None
) -> Basis:
    """The superior's decision is issued and in force; one that was taken on paper has its number already.

    of: the units that it is taken on, whose superiors below the one that decides read it too. Raises Conflict("office-cannot-sign").
    """
    if by is None or decision_no is not None:
        return Basis(number=decision_no)
    _require_signing(tx, by)
    between = decisions.below(by, [above for unit in of for above in tx.units.above(unit)[:-1]])
    whole = replace(decision, readers=(*decision.readers, *between))
    told = decisions.content(whole, effective_on=effective_on)
    issue(tx, decisions.TEMPLATE, by, key=decision.key, on=tx.today, content=told, in_force=True)
    return Basis(key=decision.key)


def undo(tx: Tx, decision: Decision, by: Unit, *, revokes: str | None, reason: str) -> Basis:
    """A later decision is issued that revokes an earlier one. revokes: the earlier one's key, where nothing of it counts any more.

    Raises Conflict("office-cannot-sign").
    """
    _require_signing(tx, by)
    told = decisions.content(decision, effective_on=tx.today)
    issue(tx, decisions.REVOKING, by, key=decision.key, on=tx.today, content=told, in_force=True)
    if revokes is not None:
        settled = {"key": revokes, "state": "revoked", "reason": reason, "case_ids": [], "by_key": decision.key}
        tx.ask(messaging.SettleDocuments, documents=[settled])
    return Basis(key=decision.key)


def _require_signing(tx: Tx, by: Unit) -> None:
    """Staff prepare no decision in the unit's name; a member of the committee does, and the secretary signs it by hand."""
    held = {each.code for each in tx.actor.positions if each.unit_id == by.id}
    if held and held <= set(STAFF):
        text = f"Quyết định của {by.name} do Bí thư hoặc Phó Bí thư ký; bạn không giữ chức vụ đó ở đây."
        mend = "Để Bí thư hoặc Phó Bí thư làm bước này; quyết định đã ký trên giấy thì ghi số quyết định."
        refusal = {"code": "office-cannot-sign", "text": text, "mend": mend}
        raise Conflict("office-cannot-sign", text=text, mend=mend, refusals=[refusal])


def _office(tx: Tx, issuer: Unit) -> str | None:
    """The highest office that signs of those that the one who acts holds at the unit."""
    held = [each.code for each in tx.actor.positions if each.unit_id == issuer.id and each.code in SIGNING]
    return min(held, key=SIGNING.index, default=None)
