"""How a unit writes the symbols of its papers (domain rule 3.3)."""

from marshmallow import fields
from marshmallow.validate import Length

from services.contracts.common import ActionView
from services.kit.schema import IdField, Reply, Request, Text


class TypeSymbol(Reply):
    """How a unit abbreviates one type of papers. kind: the usual abbreviation, which names the type."""

    kind = fields.String(required=True)
    title = fields.String(required=True)
    written = fields.String(required=True)
    example = fields.String(required=True, metadata={"description": "The first symbol of such a register: 01-QĐ/ĐTN"})


class UnitSymbols(Reply):
    """How a unit writes the symbols of its papers. body: its own abbreviation; usual_body: as the registry has it."""

    unit_id = IdField(required=True)
    body = fields.String(required=True)
    usual_body = fields.String(required=True)
    types = fields.List(fields.Nested(TypeSymbol), required=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)


class GetUnitSymbols(Request):
    method = "messaging.get_unit_symbols"
    reply = UnitSymbols
    unit_id = IdField(required=True)


class ChangeUnitSymbols(Request):
    """Papers of the unit bear these symbols from the next number on; those that have one keep it.

    types: abbreviations by the usual one. What is absent or empty is written as usual.
    """

    method = "messaging.change_unit_symbols"
    reply = UnitSymbols
    unit_id = IdField(required=True)
    body = Text(load_default=None, allow_none=True, max_length=20)
    types = fields.Dict(
        keys=fields.String(validate=Length(max=20)),
        values=Text(allow_none=True, max_length=20),
        load_default=dict,
    )
