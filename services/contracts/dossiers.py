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
    """changed_from: the form that a complaint changed. reason: of the superior, or the conclusion of the chapter's own meeting.

    standing: still to be announced, in force, or over; standing_title says it.
    """

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
    change_announced_on = DayField(required=True, allow_none=True)
    standing = fields.String(required=True, validate=OneOf(["waiting", "in_force", "over"]))
    standing_title = fields.String(required=True)
    in_force_since = DayField(required=True, allow_none=True)
    expires_on = DayField(required=True, allow_none=True)


class CaseFile(Reply):
    """A file that a case holds, named by the digest of its content."""

    digest = fields.String(required=True)
    name = fields.String(required=True)
    media_type = fields.String()
    size = fields.Integer()


class Complaint(Reply):
    complained_on = DayField(required=True, allow_none=True)
    filed_on = DayField(allow_none=True)
    received_reason = fields.String(allow_none=True)
    content = fields.String(required=True, allow_none=True)
    file = fields.Nested(CaseFile, required=True, allow_none=True)
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
    """earliest_on: from then on progress can be recognised. comment_due_on: by when the next comment is written;
    comment_every_months: how often one is, as the case's rule set orders it."""

    earliest_on = DayField(required=True, allow_none=True)
    decided_by = fields.Nested(UnitReference, required=True, allow_none=True)
    comment_due_on = DayField(required=True, allow_none=True)
    comment_every_months = fields.Integer()
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


class TrainingItem(Reply):
    """What a member undertakes. measure: by what it is judged."""

    text = fields.String(required=True, allow_none=True)
    measure = fields.String(required=True, allow_none=True)
    target = fields.String(required=True, allow_none=True)


class TrainingResult(Reply):
    """Something that was done, with its evidence."""

    on = DayField(required=True, allow_none=True)
    text = fields.String(required=True, allow_none=True)
    quantity = fields.String(required=True, allow_none=True)
    file = fields.Nested(CaseFile, required=True, allow_none=True)


class TrainingLogGroup(Reply):
    """One of the five groups of the catalogue, with what is undertaken there and what was done, the earliest first."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    items = fields.List(fields.Nested(TrainingItem), required=True)
    results = fields.List(fields.Nested(TrainingResult), required=True)


class TrainingStep(Reply):
    """Something that is still to be done. by: whose turn it is, as people call them. from_on: not before that day."""

    text = fields.String(required=True)
    by = fields.String(required=True)
    from_on = DayField(required=True, allow_none=True)
    until = DayField(required=True, allow_none=True)


class SelfAssessment(Reply):
    score = fields.Integer(required=True, allow_none=True)
    comment = fields.String(required=True, allow_none=True)


class ChapterAssessment(Reply):
    result = fields.String(required=True, allow_none=True)
    result_title = fields.String(required=True, allow_none=True)
    score = fields.Integer(required=True, allow_none=True)
    met_on = DayField(required=True, allow_none=True)
    comment = fields.String(required=True, allow_none=True)


class TrainingLog(Reply):
    """A member's programme of a year. registered_groups: groups with something undertaken; done_groups: those of them with a result.

    left: what is still to be done, the next first. logs_by: the move that adds a result. other: results of no group.
    """

    year = fields.Integer(required=True, allow_none=True)
    period = fields.String(required=True, allow_none=True)
    from_on = DayField(required=True, allow_none=True)
    until = DayField(required=True, allow_none=True)
    needed_groups = fields.Integer(required=True)
    registered_groups = fields.Integer(required=True)
    done_groups = fields.Integer(required=True)
    results = fields.Integer(required=True)
    left = fields.List(fields.Nested(TrainingStep), required=True)
    logs_by = fields.String(required=True)
    groups = fields.List(fields.Nested(TrainingLogGroup), required=True)
    other = fields.List(fields.Nested(TrainingResult), required=True)
    self_assessment = fields.Nested(SelfAssessment, required=True, allow_none=True)
    assessment = fields.Nested(ChapterAssessment, required=True, allow_none=True)
    comments = fields.List(fields.String(), required=True)


class Dossier(Reply):
    """name: which screen draws the case; what it shows stands in the field of that name."""

    name = fields.String(required=True, validate=OneOf(["discipline", "training"]))
    discipline = fields.Nested(DisciplineDossier)
    training = fields.Nested(TrainingLog)
