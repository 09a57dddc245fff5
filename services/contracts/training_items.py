"""Items of the training catalogue, as the province adds, changes and ends them from a day on.

Each request answers the rule set, as `ListRules` does.
"""

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from services.contracts.training_catalogue import GROUPS, LENGTHS
from services.kit.schema import DayField, Request, Text


class _TrainingItemChange(Request):
    """A change of the catalogue from a day on, tomorrow unless given. source: the paper that says so."""

    from_on = DayField(load_default=None, allow_none=True)
    source = Text(load_default=None, allow_none=True, max_length=200)


class _Said(_TrainingItemChange):
    text = Text(required=True, max_length=LENGTHS["text"])
    measure = Text(load_default="", allow_none=True, max_length=LENGTHS["measure"])
    target = Text(load_default="", allow_none=True, max_length=LENGTHS["target"])


class AddTrainingItem(_Said):
    """A group has one more item. Raises Invalid for words that it has already, Conflict("rules-begin-today")."""

    method = "members.add_training_item"
    group = fields.String(required=True, validate=OneOf(list(GROUPS)))


class ChangeTrainingItem(_Said):
    """An item says something else. Raises NotFound("training-item-unknown")."""

    method = "members.change_training_item"
    code = fields.String(required=True, validate=Length(max=60))


class EndTrainingItem(_TrainingItemChange):
    """An item is proposed no more. Raises NotFound("training-item-unknown"), Invalid for the last of its group."""

    method = "members.end_training_item"
    code = fields.String(required=True, validate=Length(max=60))
