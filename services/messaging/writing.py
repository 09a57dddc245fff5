"""How a unit writes the symbols of its papers, and who changes that (domain rule 3.3)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.kit.policy import Subject, is_allowed, require
from services.messaging.domain import numbering, symbols
from services.messaging.domain.issuing import Unit
from services.messaging.policy import POLICY
from services.messaging.store import Tx


def get_symbols(tx: Tx, *, unit_id: UUID) -> dict[str, Any]:
    """What the unit writes, beside what is usual. Raises Denied, Conflict("unit-not-known-yet")."""
    require(POLICY, tx, "symbols.view", Subject(unit_id=unit_id))
    return _view(tx, tx.registry.units([unit_id])[unit_id])


def change_symbols(tx: Tx, *, unit_id: UUID, body: str | None, types: Mapping[str, str | None]) -> dict[str, Any]:
    """The unit's papers bear these symbols from the next number on; what is not said is as usual.

    Raises Denied, Conflict("unit-not-known-yet"), Invalid with each field.
    """
    require(POLICY, tx, "symbols.change", Subject(unit_id=unit_id))
    unit = tx.registry.units([unit_id])[unit_id]
    before, after = unit.symbols, symbols.chosen(body=body, types=types, usual_body=unit.usual_abbr)
    if after != before:
        tx.registry.save_symbols(unit_id, after)
        tx.record("symbols.change", subject_id=unit_id, unit_id=unit_id, before=_audited(before), after=_audited(after))
    return _view(tx, tx.registry.units([unit_id])[unit_id])


def _audited(said: symbols.Symbols) -> dict[str, Any]:
    return {"body": said.body, "types": dict(said.types)}


def _view(tx: Tx, unit: Unit) -> dict[str, Any]:
    may = is_allowed(POLICY, tx, "symbols.change", Subject(unit_id=unit.issuer.id))
    return {
        "unit_id": unit.issuer.id,
        "body": unit.issuer.abbr,
        "usual_body": unit.usual_abbr,
        "types": [_type(kind, unit) for kind in symbols.TYPES],
        "allowed_actions": [_change(unit)] if may else [],
    }


def _type(kind: str, unit: Unit) -> dict[str, Any]:
    written = unit.symbols.of(kind)
    example = numbering.symbol(1, kind=written, body=unit.issuer.abbr)
    return {"kind": kind, "title": symbols.TYPES[kind], "written": written, "example": example}


def _change(unit: Unit) -> dict[str, Any]:
    return {
        "action": symbols.ACTION,
        "label": symbols.LABEL,
        "form_schema": symbols.form(unit.symbols, usual_body=unit.usual_abbr),
        "consequences": list(symbols.CONSEQUENCES),
    }
