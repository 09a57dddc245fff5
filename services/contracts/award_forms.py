"""Forms of award, as the province adds, renames and ends them from a day on. Each answers the rule set, as `ListRules` does."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from services.contracts.registry_views import RuleSetView
from services.contracts.rules import AWARD_KINDS, AWARD_LEVELS
from services.kit.schema import DayField, Request, Text


class _AwardFormChange(Request):
    """A change of the list of forms of award from a day on, tomorrow unless given. source: the paper that says so."""

    from_on = DayField(load_default=None, allow_none=True)
    source = Text(load_default=None, allow_none=True, max_length=200)


class AddAwardForm(_AwardFormChange):
    """A level owns one more form of award. Raises Invalid for a title that it has already, Conflict("rules-begin-today")."""

    method = "members.add_award_form"
    reply = RuleSetView
    level = fields.String(required=True, validate=OneOf(list(AWARD_LEVELS)))
    kind = fields.String(required=True, validate=OneOf(list(AWARD_KINDS)))
    title = Text(required=True, max_length=120)


class RenameAwardForm(_AwardFormChange):
    """A form of award bears another name. Raises NotFound("award-form-unknown")."""

    method = "members.rename_award_form"
    reply = RuleSetView
    code = fields.String(required=True, validate=Length(max=60))
    title = Text(required=True, max_length=120)


class EndAwardForm(_AwardFormChange):
    """A form of award is proposed no more. Raises NotFound("award-form-unknown")."""

    method = "members.end_award_form"
    reply = RuleSetView
    code = fields.String(required=True, validate=Length(max=60))
