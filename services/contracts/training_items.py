"""Items of the training catalogue, as the province adds, changes and ends them from a day on, and units below it their own.

A request about the province's answers the rule set, as `ListRules` does; one about a unit's answers what the unit undertakes.
"""

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from services.contracts.common import ActionView, CopiesRequest, RefusedAction, UnitReference
from services.contracts.registry_views import RuleSetView
from services.contracts.training_catalogue import GROUPS, LENGTHS
from services.kit.schema import DayField, Event, IdField, Reply, Request, Text


class _TrainingItemChange(Request):
    """A change of the catalogue from a day on, tomorrow unless given. source: the paper that says so."""

    from_on = DayField(load_default=None, allow_none=True)
    source = Text(load_default=None, allow_none=True, max_length=200)


class _TrainingItemTexts(_TrainingItemChange):
    text = Text(required=True, max_length=LENGTHS["text"])
    measure = Text(load_default="", allow_none=True, max_length=LENGTHS["measure"])
    target = Text(load_default="", allow_none=True, max_length=LENGTHS["target"])


class AddTrainingItem(_TrainingItemTexts):
    """A group has one more item. Raises Invalid for words that it has already, Conflict("rules-begin-today")."""

    method = "members.add_training_item"
    reply = RuleSetView
    group = fields.String(required=True, validate=OneOf(list(GROUPS)))


class ChangeTrainingItem(_TrainingItemTexts):
    """An item says something else. Raises NotFound("training-item-unknown")."""

    method = "members.change_training_item"
    reply = RuleSetView
    code = fields.String(required=True, validate=Length(max=60))


class EndTrainingItem(_TrainingItemChange):
    """An item is proposed no more. Raises NotFound("training-item-unknown"), Invalid for the last of its group."""

    method = "members.end_training_item"
    reply = RuleSetView
    code = fields.String(required=True, validate=Length(max=60))


# ---------------------------------------------------------------- items of a unit


class UnitTrainingItem(Reply):
    """Something that members below may choose. owner: the unit whose it is, none for the province's catalogue."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    detail = fields.String(required=True)
    owner = fields.Nested(UnitReference, required=True, allow_none=True)
    from_on = DayField(required=True, allow_none=True)
    ended_on = DayField(required=True, allow_none=True, metadata={"description": "The first day without it."})
    source = fields.String(required=True, allow_none=True)
    state = fields.String(required=True, validate=OneOf(["current", "coming", "over"]))
    state_title = fields.String(required=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)


class UnitTrainingItems(Reply):
    """What members at and below the unit may choose: the province's items, then those of each unit from the top down."""

    unit = fields.Nested(UnitReference, required=True)
    items = fields.List(fields.Nested(UnitTrainingItem), required=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)
    refused_actions = fields.List(fields.Nested(RefusedAction), required=True)


class ListUnitTrainingItems(Request):
    """What members at and below the unit may choose. past: also the unit's items that are over."""

    method = "members.list_unit_training_items"
    reply = UnitTrainingItems
    unit_id = IdField(required=True)
    past = fields.Boolean(load_default=False)


class AddUnitTrainingItem(_TrainingItemTexts):
    """Members at and below the unit may choose one more item.

    Raises Conflict("training-items-of-superior") for a unit whose level adds none, Invalid for words that they have already.
    """

    method = "members.add_unit_training_item"
    reply = UnitTrainingItems
    unit_id = IdField(required=True)
    group = fields.String(required=True, validate=OneOf(list(GROUPS)))


class ChangeUnitTrainingItem(_TrainingItemTexts):
    """An item of the unit says something else. Raises as adding does, and NotFound("training-item-unknown") for another's."""

    method = "members.change_unit_training_item"
    reply = UnitTrainingItems
    unit_id = IdField(required=True)
    code = fields.String(required=True, validate=Length(max=60))


class EndUnitTrainingItem(_TrainingItemChange):
    """An item of the unit is proposed no more. Raises NotFound("training-item-unknown") for another's."""

    method = "members.end_unit_training_item"
    reply = UnitTrainingItems
    unit_id = IdField(required=True)
    code = fields.String(required=True, validate=Length(max=60))


class TrainingItemCopy(Reply):
    """An item of a unit in one wording, as other services keep it. ended_on: the first day without it."""

    id = IdField(required=True)
    unit_id = IdField(required=True)
    group = fields.String(required=True, validate=OneOf(list(GROUPS)))
    text = fields.String(required=True)
    measure = fields.String(required=True)
    target = fields.String(required=True)
    from_on = DayField(required=True)
    ended_on = DayField(required=True, allow_none=True)
    version = fields.Integer(required=True)


class TrainingItemsChanged(Event):
    """Items of units are as given (resulting state)."""

    routing_key = "members.training_items_changed.v1"
    example = {
        "items": [
            {
                "id": "01920000-0000-7000-8000-0000000000d1",
                "unit_id": "01920000-0000-7000-8000-000000000001",
                "group": "SERVICE",
                "text": "Hiến máu tình nguyện",
                "measure": "Lần hiến máu",
                "target": "1 lần",
                "from_on": "2026-12-01",
                "ended_on": None,
                "version": 1,
            }
        ]
    }
    items = fields.List(fields.Nested(TrainingItemCopy), required=True, validate=Length(min=1, max=500))


class TrainingItemCopyPage(Reply):
    items = fields.List(fields.Nested(TrainingItemCopy), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class ListTrainingItemCopies(CopiesRequest):
    method = "members.list_training_item_copies"
    reply = TrainingItemCopyPage
