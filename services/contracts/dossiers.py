"""What screens of some processes' own show of a case, beside what every case does."""

from marshmallow import fields
from marshmallow.validate import OneOf

from services.contracts.common import UnitReference
from services.kit.schema import DayField, IdField, Reply


class FormAuthority(Reply):
    """A form of discipline there is for the person, who votes on it and which unit decides. at_once: its own meeting's vote is the
    decision. is_voted: more than half voted for it."""

    form = fields.String(required=True)
    title = fields.String(required=True)
    voters_title = fields.String(required=True)
    decided_by = fields.Nested(UnitReference, required=True, allow_none=True)
    at_once = fields.Boolean(required=True)
    is_voted = fields.Boolean(required=True)


class BallotCount(Reply):
    title = fields.String(required=True)
    votes = fields.Integer(required=True)
    passed = fields.Boolean(required=True)


class DisciplineBallot(Reply):
    """The secret ballot. Before it: who votes, how many there are and must be present. needed: votes that are more than half.

    outcome: what follows, in one sentence.
    """

    voters_title = fields.String(required=True)
    is_secret = fields.Boolean(required=True)
    members_total = fields.Integer(required=True, allow_none=True)
    present = fields.Integer(required=True, allow_none=True)
    quorum = fields.Integer(required=True, allow_none=True)
    has_quorum = fields.Boolean(required=True, allow_none=True)
    needed = fields.Integer(required=True, allow_none=True)
    counts = fields.List(fields.Nested(BallotCount), required=True)
    outcome = fields.String(required=True, allow_none=True)
    accused_voted = fields.Boolean(required=True, allow_none=True)


class Suspension(Reply):
    """latest_on: the last day that an extension could reach."""

    title = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    party_opinion = fields.String(required=True, allow_none=True)
    from_on = DayField(required=True)
    until = DayField(required=True)
    latest_on = DayField(required=True)
    was_extended = fields.Boolean(required=True)
    lifted_on = DayField(required=True, allow_none=True)
    is_running = fields.Boolean(required=True)


class DisciplineDecision(Reply):
    """changed_from: the form that a complaint changed. reason: of the superior, or the conclusion of the chapter's own meeting."""

    form = fields.String(required=True)
    title = fields.String(required=True)
    changed_from = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    special_reason = fields.String(required=True, allow_none=True)
    decided_by = fields.Nested(UnitReference, required=True, allow_none=True)
    number = fields.String(required=True, allow_none=True)
    on = DayField(required=True, allow_none=True)
    document_id = IdField(required=True, allow_none=True)
    announced_on = DayField(required=True, allow_none=True)
    place = fields.String(required=True, allow_none=True)
    in_force_since = DayField(required=True, allow_none=True)
    expires_on = DayField(required=True, allow_none=True)


class Complaint(Reply):
    complained_on = DayField(required=True, allow_none=True)
    content = fields.String(required=True, allow_none=True)
    file = fields.Dict(required=True, allow_none=True)
    answered_on = DayField(required=True, allow_none=True)
    outcome_title = fields.String(required=True, allow_none=True)
    form_title = fields.String(required=True, allow_none=True)
    findings = fields.String(required=True, allow_none=True)


class Complaints(Reply):
    """until: the last day of the window, once there is a decision in force; answered_by: who answers the next one."""

    until = DayField(required=True, allow_none=True)
    is_open = fields.Boolean(required=True)
    answered_by = fields.Nested(UnitReference, required=True, allow_none=True)
    items = fields.List(fields.Nested(Complaint), required=True)


class ProgressComment(Reply):
    commented_on = DayField(required=True)
    comment = fields.String(required=True, allow_none=True)
    has_corrected = fields.Boolean(load_default=None, allow_none=True)


class DisciplineProgress(Reply):
    """earliest_on: from then on progress can be recognised. comment_due_on: by when the next comment is written."""

    earliest_on = DayField(required=True, allow_none=True)
    decided_by = fields.Nested(UnitReference, required=True, allow_none=True)
    comment_due_on = DayField(required=True, allow_none=True)
    comments = fields.List(fields.Nested(ProgressComment), required=True)
    proposal = fields.String(required=True, allow_none=True)
    recognised_on = DayField(required=True, allow_none=True)
    number = fields.String(required=True, allow_none=True)
    document_id = IdField(required=True, allow_none=True)


class DisciplineDossier(Reply):
    """suspension, decision, progress: none where there is none."""

    authority = fields.List(fields.Nested(FormAuthority), required=True)
    ballot = fields.Nested(DisciplineBallot, required=True)
    suspension = fields.Nested(Suspension, required=True, allow_none=True)
    decision = fields.Nested(DisciplineDecision, required=True, allow_none=True)
    complaint = fields.Nested(Complaints, required=True)
    progress = fields.Nested(DisciplineProgress, required=True, allow_none=True)


class Dossier(Reply):
    """name: which screen draws the case; what it shows stands in the field of that name."""

    name = fields.String(required=True, validate=OneOf(["discipline"]))
    discipline = fields.Nested(DisciplineDossier)
