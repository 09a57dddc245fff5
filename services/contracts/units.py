"""Units of the tree and their officers: read, founded, renamed, moved, merged, split, closed."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from services.contracts.accounts import PositionView
from services.contracts.common import LEVELS, ActionView, Done, PersonReference, Refusal, RefusedAction, UnitReference
from services.contracts.registry_views import UnitStatistics
from services.contracts.titles import ENDINGS, ENGAGEMENTS
from services.kit.schema import DayField, IdField, Page, Reply, Request, Text


class OfficerView(PositionView):
    """Who holds or held an office of the unit, and what the caller may do about it."""

    person = fields.Nested(PersonReference, required=True)
    from_on = DayField(required=True)
    decision_no = fields.String(allow_none=True)
    engagement = fields.String(allow_none=True, validate=OneOf(ENGAGEMENTS))
    engagement_title = fields.String(allow_none=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)


class OfficerList(Reply):
    items = fields.List(fields.Nested(OfficerView), required=True)


class TermExtension(Reply):
    """By what a term came to last longer, or shorter: from which last day until which."""

    before = DayField(required=True)
    until = DayField(required=True)
    party_paper = fields.String(required=True, allow_none=True)
    decision_no = fields.String(required=True, allow_none=True)


class CommitteeTerm(Reply):
    """The term of a unit's committee. planned_until: its last day as first set; latest: as late as an extension may reach."""

    code = fields.String(required=True)
    from_on = DayField(required=True)
    until = DayField(required=True, allow_none=True)
    planned_until = DayField(required=True, allow_none=True)
    is_provisional = fields.Boolean(required=True)
    state = fields.String(required=True, validate=OneOf(["PROVISIONAL", "CURRENT", "EXTENDED", "EXPIRED"]))
    state_title = fields.String(required=True)
    latest = DayField(required=True, allow_none=True)
    extensions = fields.List(fields.Nested(TermExtension), required=True)


class UnitView(Reply):
    id = IdField(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    level = fields.String(required=True, validate=OneOf(LEVELS))
    kind = fields.String(required=True)
    kind_title = fields.String()
    parent_id = IdField(required=True, allow_none=True)
    path = fields.List(fields.Nested(UnitReference), required=True)
    member_count = fields.Integer(required=True)
    child_count = fields.Integer(required=True)
    unconfirmed_count = fields.Integer(
        required=True, metadata={"description": "Members below it whom chapters entered and nobody confirmed."}
    )
    officers = fields.List(fields.Nested(OfficerView), required=True)
    term = fields.Nested(CommitteeTerm, allow_none=True)
    warnings = fields.List(fields.Nested(Refusal))
    allowed_actions = fields.List(fields.Nested(ActionView))
    refused_actions = fields.List(fields.Nested(RefusedAction))
    opened_on = DayField(allow_none=True)
    closed_on = DayField(allow_none=True)
    successor = fields.Nested(UnitReference, allow_none=True)
    version = fields.Integer(required=True)


class UnitItem(Reply):
    id = IdField(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    level = fields.String(required=True)
    kind = fields.String(required=True)
    parent_id = IdField(required=True, allow_none=True)
    parent_name = fields.String(allow_none=True)
    member_count = fields.Integer(required=True)
    child_count = fields.Integer(required=True)


class UnitPage(Reply):
    items = fields.List(fields.Nested(UnitItem), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class GetUnit(Request):
    method = "members.get_unit"
    reply = UnitView
    unit_id = IdField(required=True)


class ListUnits(Page):
    """Units in the caller's scope by name (with or without accents), level and kind.

    anywhere: names alone, of all. unit_id: that one alone, whether it still exists or not.
    """

    method = "members.list_units"
    reply = UnitPage
    q = Text(load_default=None, allow_none=True, max_length=120)
    level = fields.String(load_default=None, allow_none=True, validate=OneOf(LEVELS))
    kind = fields.String(load_default=None, allow_none=True, validate=Length(max=40))
    anywhere = fields.Boolean(load_default=False)
    unit_id = IdField(load_default=None, allow_none=True)


class ListChildren(Page):
    """The units directly below one, in order; without `unit_id`, the tops of the caller's scope. q: words of their names."""

    method = "members.list_children"
    reply = UnitPage
    unit_id = IdField(load_default=None, allow_none=True)
    q = Text(load_default=None, allow_none=True, max_length=120)


class UnitAct(Reply):
    """What was done to a unit. document_id: the decision, where our own registers hold it."""

    id = IdField(required=True)
    kind = fields.String(required=True)
    title = fields.String(required=True)
    on = DayField(required=True)
    decision_no = fields.String(required=True, allow_none=True)
    decision_on = DayField(required=True, allow_none=True)
    document_id = IdField(required=True, allow_none=True)


class UnitActList(Reply):
    items = fields.List(fields.Nested(UnitAct), required=True)


class ListUnitActs(Request):
    """The unit's history: founded, renamed, moved, merged, split, closed, each by its decision, the newest first."""

    method = "members.list_unit_acts"
    reply = UnitActList
    unit_id = IdField(required=True)


class CreateUnit(Request):
    """A new unit stands below `parent_id` from `on`; without `level` it has that of its kind. Decided by those above."""

    method = "members.create_unit"
    reply = UnitView
    parent_id = IdField(required=True)
    name = Text(required=True, max_length=200)
    level = fields.String(load_default=None, allow_none=True, validate=OneOf(LEVELS))
    kind = fields.String(required=True, validate=Length(max=40))
    code = Text(load_default=None, allow_none=True, max_length=40)
    decision_no = Text(load_default=None, allow_none=True, max_length=60)
    on = DayField(load_default=None, allow_none=True)


class RenameUnit(Request):
    """The unit bears another name from `on`; the old one stays in its history."""

    method = "members.rename_unit"
    reply = UnitView
    unit_id = IdField(required=True)
    name = Text(required=True, max_length=200)
    decision_no = Text(load_default=None, allow_none=True, max_length=60)
    on = DayField(load_default=None, allow_none=True)
    version = fields.Integer(load_default=None, allow_none=True)


class MoveUnit(Request):
    """The unit and all below it stand under another superior from `on`. Raises Conflict("tree-cycle" | "wrong-level")."""

    method = "members.move_unit"
    reply = UnitView
    unit_id = IdField(required=True)
    parent_id = IdField(required=True)
    decision_no = Text(load_default=None, allow_none=True, max_length=60)
    on = DayField(load_default=None, allow_none=True)
    version = fields.Integer(load_default=None, allow_none=True)


class CloseUnit(Request):
    """The unit is closed from `on`; open cases go to `successor_id`. Raises Conflict("unit-not-empty") while members or units remain.

    Without a decision's number, a decision that dissolves the unit is carried out, or the superior decides.
    """

    method = "members.close_unit"
    reply = UnitView
    unit_id = IdField(required=True)
    decision_no = Text(load_default=None, allow_none=True, max_length=60)
    on = DayField(load_default=None, allow_none=True)
    version = fields.Integer(load_default=None, allow_none=True)
    successor_id = IdField(load_default=None, allow_none=True)


class MergeUnits(Request):
    """The unit, and those of `also_ids`, are closed from `on`; their members, units below and open cases are the target's.

    Answers the target. Raises Conflict("unlike-units" | "children-do-not-fit" | "below-itself" | "same-unit" | "not-yet-founded").
    """

    method = "members.merge_units"
    reply = UnitView
    unit_id = IdField(required=True)
    target_id = IdField(required=True)
    also_ids = fields.List(IdField(), load_default=list, validate=Length(max=50))
    decision_no = Text(load_default=None, allow_none=True, max_length=60)
    on = DayField(load_default=None, allow_none=True)
    version = fields.Integer(load_default=None, allow_none=True)


class UnmergeUnit(Request):
    """The unit stands again with its members, offices, units below and open cases, as if it had never been merged.

    Answers the unit. Raises Conflict("not-merged" | "undo-over" | "unit-closed" | "moved-on" | "held" | "in-office" |
    "units-moved") with everything that stands in the way, by name.
    """

    method = "members.unmerge_unit"
    reply = UnitView
    unit_id = IdField(required=True)
    reason = Text(required=True, max_length=500)
    version = fields.Integer(load_default=None, allow_none=True)


class SplitUnit(Request):
    """A new unit stands beside it from `on`, with the members and units below that are named; the rest stay.

    Answers the new unit. Raises Conflict("not-of-this-unit" | "nobody-stays").
    """

    method = "members.split_unit"
    reply = UnitView
    unit_id = IdField(required=True)
    name = Text(required=True, max_length=200)
    kind = fields.String(load_default=None, allow_none=True, validate=Length(max=40))
    person_ids = fields.List(IdField(), load_default=list, validate=Length(max=500))
    child_ids = fields.List(IdField(), load_default=list, validate=Length(max=500))
    decision_no = Text(load_default=None, allow_none=True, max_length=60)
    on = DayField(load_default=None, allow_none=True)
    version = fields.Integer(load_default=None, allow_none=True)


class GetUnitStatistics(Request):
    """Counts of a unit and of each unit directly below, on a day: `{unit, on, total, female, minority, party, age_bands, statuses, children}`."""

    method = "members.get_unit_statistics"
    reply = UnitStatistics
    unit_id = IdField(required=True)
    on = DayField(load_default=None, allow_none=True)


class AppointOfficer(Request):
    """The person holds a position at the unit from a day, under a decision; a provisional one for some months at most."""

    method = "members.appoint_officer"
    reply = PositionView
    unit_id = IdField(required=True)
    person_id = IdField(required=True)
    code = fields.String(required=True, validate=Length(max=20))
    from_on = DayField(load_default=None, allow_none=True)
    until = DayField(load_default=None, allow_none=True)
    decision_no = Text(load_default=None, allow_none=True, max_length=60)
    engagement = fields.String(load_default=None, allow_none=True, validate=OneOf(ENGAGEMENTS))
    is_provisional = fields.Boolean(load_default=False)


class Seat(Reply):
    """An office of a committee, and who holds it."""

    person_id = IdField(required=True)
    code = fields.String(required=True, validate=Length(max=20))


class RecogniseCommittee(Request):
    """The unit has this committee from a day, by one decision; the committee before ends with the day before.

    Answers the unit. Raises Conflict("unit-closed" | "secretary-exists" | "position-held" | "seated-twice").
    """

    method = "members.recognise_committee"
    reply = UnitView
    unit_id = IdField(required=True)
    seats = fields.List(fields.Nested(Seat), required=True, validate=Length(min=1, max=60))
    term = Text(load_default=None, allow_none=True, max_length=40)
    is_provisional = fields.Boolean(load_default=False)
    from_on = DayField(load_default=None, allow_none=True)
    until = DayField(load_default=None, allow_none=True)
    decision_no = Text(load_default=None, allow_none=True, max_length=60)


class UnrecogniseCommittee(Request):
    """The committee that was recognised last never was: the one before goes on. Answers the unit.

    Raises Conflict("not-recognised" | "undo-over" | "seats-changed" | "appointed-since" | "term-changed" | "unit-closed") with
    everything that stands in the way, by name.
    """

    method = "members.unrecognise_committee"
    reply = UnitView
    unit_id = IdField(required=True)
    reason = Text(required=True, max_length=500)


class RecordYouthCount(Request):
    """A grassroots unit has so many young people in its area from the day until it is counted again. Answers the unit.

    federation: members of the Youth Federation who are not members of the Union. Raises Conflict("not-grassroots"), Invalid for a
    day ahead or more of them than there are young people.
    """

    method = "members.record_youth_count"
    reply = UnitView
    unit_id = IdField(required=True)
    youth = fields.Integer(required=True, strict=True, validate=Range(0, 1_000_000))
    federation = fields.Integer(required=True, strict=True, validate=Range(0, 1_000_000))
    on = DayField(load_default=None, allow_none=True)


class ExtendCommittee(Request):
    """The unit's committee works until a later day, and with it those who would have left with it. Answers the unit.

    party_paper: what the party committee agreed by, for a provisional committee. Raises Conflict("no-term" | "term-over" |
    "term-of-province" | "term-at-limit" | "unit-closed"), Invalid for a day that the rules do not let.
    """

    method = "members.extend_committee"
    reply = UnitView
    unit_id = IdField(required=True)
    until = DayField(required=True)
    party_paper = Text(load_default=None, allow_none=True, max_length=200)
    decision_no = Text(load_default=None, allow_none=True, max_length=60)


class ShortenCommittee(Request):
    """The unit's committee works until an earlier day, and with it those who would have left with it. Answers the unit.

    Raises Conflict("no-term" | "term-over" | "term-provisional" | "term-of-province" | "term-at-limit" | "unit-closed"),
    Invalid for a day that the rules do not let.
    """

    method = "members.shorten_committee"
    reply = UnitView
    unit_id = IdField(required=True)
    until = DayField(required=True)
    decision_no = Text(load_default=None, allow_none=True, max_length=60)


class ChangePosition(Request):
    """A position says whether its holder works for the Union alone; null where nobody knows."""

    method = "members.change_position"
    reply = Done
    position_id = IdField(required=True)
    engagement = fields.String(required=True, allow_none=True, validate=OneOf(ENGAGEMENTS))


class EndPosition(Request):
    """The position ends on a day; what it allowed ends with it. absences: sessions missed in a row, where that is why.

    Raises Conflict("under-discipline") for a wish of somebody who is being examined, Invalid for too few absences.
    """

    method = "members.end_position"
    reply = Done
    position_id = IdField(required=True)
    on = DayField(load_default=None, allow_none=True)
    because = fields.String(load_default=None, allow_none=True, validate=OneOf(list(ENDINGS)))
    absences = fields.Integer(load_default=None, allow_none=True, validate=Range(0, 100))


class ListOfficers(Request):
    """Officers of a unit, past ones too when asked for."""

    method = "members.list_officers"
    reply = OfficerList
    unit_id = IdField(required=True)
    past = fields.Boolean(load_default=False)
