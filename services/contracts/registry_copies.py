"""Units, people, offices and rule sets as other services ask for them to fill their copies anew."""

from marshmallow import fields

from services.contracts.common import CopiesRequest
from services.contracts.members import PersonCopy, PositionCopy, RuleSetCopy, UnitCopy
from services.kit.schema import Reply


class UnitCopyPage(Reply):
    items = fields.List(fields.Nested(UnitCopy), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class ListUnitCopies(CopiesRequest):
    method = "members.list_unit_copies"
    reply = UnitCopyPage


class PersonCopyPage(Reply):
    items = fields.List(fields.Nested(PersonCopy), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class ListPersonCopies(CopiesRequest):
    method = "members.list_person_copies"
    reply = PersonCopyPage


class PositionCopyPage(Reply):
    items = fields.List(fields.Nested(PositionCopy), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class ListPositionCopies(CopiesRequest):
    method = "members.list_position_copies"
    reply = PositionCopyPage


class RuleSetCopyPage(Reply):
    items = fields.List(fields.Nested(RuleSetCopy), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class ListRuleSetCopies(CopiesRequest):
    """Every rule set on one page."""

    method = "members.list_rule_set_copies"
    reply = RuleSetCopyPage
