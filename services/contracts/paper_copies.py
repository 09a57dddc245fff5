"""Papers that other services keep copies of."""

from marshmallow import fields
from marshmallow.validate import OneOf

from services.contracts.common import CopiesRequest
from services.contracts.messaging import DOCUMENT_STATES
from services.kit.schema import DayField, IdField, Reply


class PaperCopy(Reply):
    """A unit's minutes or resolution, or a decision that dissolves one, as other services keep it; none is confidential."""

    id = IdField(required=True)
    unit_id = IdField(required=True)
    template = fields.String(required=True)
    title = fields.String(required=True)
    number = fields.String(required=True)
    dated_on = DayField(required=True)
    state = fields.String(required=True, validate=OneOf(DOCUMENT_STATES))
    version = fields.Integer(required=True)
    dissolves = IdField(allow_none=True, metadata={"description": "The unit that a decision dissolves."})
    case_id = IdField(allow_none=True, metadata={"description": "The case that asked for it."})


class PaperCopyPage(Reply):
    items = fields.List(fields.Nested(PaperCopy), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class ListPaperCopies(CopiesRequest):
    """Minutes and resolutions of all units, and decisions that dissolve one."""

    method = "messaging.list_paper_copies"
    reply = PaperCopyPage
