"""What a unit would submit for a period, beside what the registry counts and what of the units below is accepted (domain rule 18)."""

from marshmallow import fields
from marshmallow.validate import Length, Range

from services.contracts.common import ActionView, Done, PersonReference, UnitReference
from services.kit.schema import IdField, InstantField, Reply, Request, Text

BASES = {
    "CHILDREN": "Tổng các báo cáo đã duyệt của đơn vị trực thuộc, cộng phần tính trực tiếp từ hồ sơ.",
    "REGISTRY": "Số tính từ hồ sơ.",
}
"""Where the figures of a report come from."""
HIGHEST = 10**12


class Override(Reply):
    """A figure that an officer has set by hand. reckoned: what it came to when it was kept; value: what it says instead."""

    figure = fields.String(required=True)
    title = fields.String(required=True)
    reckoned = fields.Integer(required=True)
    value = fields.Integer(required=True)
    reason = fields.String(required=True)
    by = fields.Nested(PersonReference, required=True, allow_none=True)
    at = InstantField(required=True)


class DraftDifference(Reply):
    """A unit directly below whose accepted figure is not what the registry counts there now."""

    unit = fields.Nested(UnitReference, required=True)
    accepted = fields.Integer(required=True)
    registry = fields.Integer(required=True)


class DraftFigure(Reply):
    """One figure. registry: counted now; accepted: of the accepted reports together; rest: of what no unit below reports on.

    figure: what would be submitted. may_override: it can be set by hand; sums and shares follow from the others.
    differs: the first units that differ, `more` of them are left out.
    """

    code = fields.String(required=True)
    title = fields.String(required=True)
    is_share = fields.Boolean(required=True)
    registry = fields.Float(required=True, allow_none=True)
    accepted = fields.Float(required=True, allow_none=True)
    rest = fields.Float(required=True, allow_none=True)
    figure = fields.Float(required=True, allow_none=True)
    override = fields.Nested(Override, required=True, allow_none=True)
    may_override = fields.Boolean(required=True)
    differs = fields.List(fields.Nested(DraftDifference), required=True)
    more = fields.Integer(required=True)


class DraftWaiting(Reply):
    """A unit directly below of which something is not accepted: the first such period of the whole one, and how many more."""

    unit = fields.Nested(UnitReference, required=True)
    period = fields.String(required=True)
    state = fields.String(required=True)
    state_title = fields.String(required=True)
    submission_id = IdField(required=True, allow_none=True)
    more = fields.Integer(required=True)


class ReportDraft(Reply):
    """What the unit would submit. mark: changes with what is accepted below and with what is set by hand.

    expected, accepted: of the units directly below that report on the period or on parts of it. remarks: what the reader should know.
    """

    period = fields.String(required=True)
    basis = fields.String(required=True)
    basis_title = fields.String(required=True)
    expected = fields.Integer(required=True)
    accepted = fields.Integer(required=True)
    waiting = fields.List(fields.Nested(DraftWaiting), required=True)
    figures = fields.List(fields.Nested(DraftFigure), required=True)
    remarks = fields.List(fields.String(), required=True)
    mark = fields.String(required=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)


class _OfDraft(Request):
    unit_id = IdField(required=True)
    report = fields.String(required=True, validate=Length(max=20))
    period = fields.String(required=True, validate=Length(max=7))
    figure = Text(required=True, max_length=60)


class OverrideFigure(_OfDraft):
    """The unit's draft says this figure instead of the reckoned one, with a reason that its superior reads.

    Raises Invalid without a reason, Conflict("report-submitted" | "period-not-of-unit" | "figure-of-registry").
    """

    method = "members.override_report_figure"
    reply = Done
    value = fields.Integer(required=True, strict=True, validate=Range(min=0, max=HIGHEST))
    reason = Text(load_default=None, allow_none=True, max_length=500)


class RestoreFigure(_OfDraft):
    """The unit's draft says the reckoned figure again. Raises Conflict("report-submitted" | "figure-not-set")."""

    method = "members.restore_report_figure"
    reply = Done
