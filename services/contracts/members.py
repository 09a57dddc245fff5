"""What the members service answers of people, keeps told to others, and announces."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from services.contracts.accounts import PositionView
from services.contracts.common import (
    SEXES,
    Done,
    GetJobRequest,
    Job,
    ListJobsRequest,
    NamedAction,
    PersonReference,
    Refusal,
    StoredFile,
    UnitReference,
)
from services.contracts.memberships import PastMembership
from services.contracts.registry_views import AccessPage, CardView, MemberFilters, MemberGroup, RuleSetView, Timeline
from services.contracts.titles import STATUS_TITLES
from services.kit.schema import DayField, Event, IdField, InstantField, Page, Reply, Request, Text

STATUSES = tuple(STATUS_TITLES)


class MemberItem(Reply):
    id = IdField(required=True)
    code = fields.String(required=True, allow_none=True)
    full_name = fields.String(required=True)
    born_on = DayField(required=True, allow_none=True)
    born_precision = fields.String(validate=OneOf(["day", "month", "year"]))
    sex = fields.String(required=True, validate=OneOf(SEXES))
    status = fields.String(required=True, validate=OneOf(STATUSES))
    status_title = fields.String()
    unit = fields.Nested(UnitReference, required=True, allow_none=True)
    card_no = fields.String(required=True, allow_none=True)
    completeness = fields.Integer(metadata={"description": "Share of the file that is filled in, 0..100."})
    flags = fields.List(fields.String())


class MemberPage(Reply):
    items = fields.List(fields.Nested(MemberItem), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class MemberFilter(Page):
    """What narrows a list of members; also of an export."""

    q = Text(load_default=None, allow_none=True, max_length=120)
    unit_id = IdField(load_default=None, allow_none=True)
    below = fields.Boolean(load_default=True)
    status = fields.String(load_default=None, allow_none=True, validate=OneOf(STATUSES))
    sex = fields.String(load_default=None, allow_none=True, validate=OneOf(SEXES))
    age_from = fields.Integer(load_default=None, allow_none=True, validate=Range(0, 120))
    age_to = fields.Integer(load_default=None, allow_none=True, validate=Range(0, 120))
    category = fields.String(load_default=None, allow_none=True, validate=Length(max=40))
    missing = fields.String(load_default=None, allow_none=True, validate=Length(max=40))
    flag = fields.String(load_default=None, allow_none=True, validate=Length(max=40))
    sort = fields.String(
        load_default=None,
        allow_none=True,
        validate=OneOf(["name", "-name", "born_on", "-born_on", "joined_on", "-joined_on"]),
    )


class ListMembers(MemberFilter):
    """Members in the caller's scope, best match first when `q` is given, else by name in Vietnamese order."""

    method = "members.list_members"
    reply = MemberPage


class GetMemberFilters(Request):
    """The choices of each filter, as the rules in force name them."""

    method = "members.get_member_filters"
    reply = MemberFilters


class MemberView(MemberItem):
    groups = fields.List(fields.Nested(MemberGroup), required=True)
    badges = fields.List(fields.String(), required=True, metadata={"description": "Đoàn viên ưu tú 2026 …"})
    has_photo = fields.Boolean(required=True)
    joined_on = DayField(allow_none=True)
    positions = fields.List(fields.Nested(PositionView), required=True)
    allowed_actions = fields.List(fields.Nested(NamedAction), required=True)
    warnings = fields.List(fields.Nested(Refusal), required=True)
    merged_into = fields.Nested(
        PersonReference, allow_none=True, metadata={"description": "The file that this one was merged into."}
    )
    version = fields.Integer(required=True)


class GetMember(Request):
    """One member's file. Sensitive groups come masked; naming one in `reveal` writes the access ledger."""

    method = "members.get_member"
    reply = MemberView
    member_id = IdField(required=True)
    reveal = fields.List(fields.String(validate=Length(max=30)), load_default=list, validate=Length(max=8))


class GetMemberPhoto(Request):
    """The member's picture. Raises NotFound("photo-unknown") where there is none."""

    method = "members.get_member_photo"
    reply = StoredFile
    member_id = IdField(required=True)


class UpdateMember(Request):
    """Fields of another's file are as given; others stay. `fields`: {code of domain §17.1: value or null}."""

    method = "members.update_member"
    reply = MemberView
    member_id = IdField(required=True)
    version = fields.Integer(load_default=None, allow_none=True)
    fields_ = fields.Dict(required=True, data_key="fields", keys=fields.String(validate=Length(max=40)))


class GetTimeline(Request):
    """What happened to a member, newest first: `{items: [{kind, title, on, detail, number}]}`."""

    method = "members.get_timeline"
    reply = Timeline
    member_id = IdField(required=True)


class GetCard(Request):
    """The e-card: `{code, card_no, full_name, unit, state, qr}`; `qr` is a signed text that verifies offline."""

    method = "members.get_card"
    reply = CardView
    member_id = IdField(load_default=None, allow_none=True)


class ConfirmMembers(Request):
    """Members that a chapter entered itself are confirmed by its superior."""

    method = "members.confirm_members"
    reply = Done
    member_ids = fields.List(IdField(), required=True, validate=Length(min=1, max=500))


class ListAccessLog(Page):
    """Who has seen the caller's sensitive data."""

    method = "members.list_access_log"
    reply = AccessPage


class ListRules(Request):
    """The rule set in force: `{code, charter_term, valid_from, valid_to, sets, parameters: [{key, value, text, default, title,
    mark, source, unsure, kind, allowed_actions, rows?}]}`; rows of a list: `{code, title, mark, detail, allowed_actions}`; every parameter of services/contracts/rules.py, stored or not."""

    method = "members.list_rules"
    reply = RuleSetView
    on = DayField(load_default=None, allow_none=True)


class ChangeRule(Request):
    """The rule says the value from a day on, tomorrow unless given; cases opened before keep the set that they have.

    value: of the kind that the rule's default has. source: the paper that says so. The same value confirms what is in force.
    Raises NotFound("rule-unknown"), Conflict("rules-begin-today").
    """

    method = "members.change_rule"
    reply = RuleSetView
    key = fields.String(required=True, validate=Length(max=60))
    value = fields.Raw(required=True)
    from_on = DayField(load_default=None, allow_none=True)
    source = Text(load_default=None, allow_none=True, max_length=200)


class StartExport(MemberFilter):
    """A workbook of the members that match is being written; the job carries the file."""

    method = "members.start_export"
    reply = Job
    columns = fields.List(fields.String(validate=Length(max=40)), load_default=list, validate=Length(max=60))


class GetMembersJob(GetJobRequest):
    method = "members.get_job"


class ListMembersJobs(ListJobsRequest):
    method = "members.list_jobs"


class UnitCopy(Reply):
    """A unit as other services keep it. path: ltree of `u<hex id>` labels, root first."""

    id = IdField(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    level = fields.String(required=True)
    kind = fields.String(required=True)
    abbr = fields.String(required=True, metadata={"description": "Abbreviation in document symbols: ĐTN, TĐTN …"})
    place = fields.String(required=True, metadata={"description": "Place name that heads its documents."})
    parent_id = IdField(required=True, allow_none=True)
    path = fields.String(required=True)
    upper_power = fields.Boolean(required=True)
    closed_on = DayField(required=True, allow_none=True)
    successor_id = IdField(
        load_default=None, allow_none=True, metadata={"description": "Who took over when it was closed."}
    )
    term_code = fields.String(
        required=True, metadata={"description": "Term of office in force; numbers restart with it."}
    )
    version = fields.Integer(required=True)


class PersonCopy(Reply):
    """A person as other services keep them: never a citizen id, phone or address."""

    id = IdField(required=True)
    code = fields.String(required=True, allow_none=True)
    full_name = fields.String(required=True)
    sex = fields.String(required=True)
    born_on = DayField(required=True, allow_none=True)
    born_precision = fields.String(load_default="day", metadata={"description": "day, month or year is known."})
    unit_id = IdField(required=True, allow_none=True)
    status = fields.String(required=True)
    status_on = DayField(allow_none=True, metadata={"description": "Since when; a new admission waits from here."})
    joined_on = DayField(required=True, allow_none=True)
    flags = fields.List(fields.String(), load_default=list, metadata={"description": "away, suspended, fee_exempt …"})
    extended_until = DayField(
        load_default=None, allow_none=True, metadata={"description": "Stays after the age of maturity until this day."}
    )
    unit_since = DayField(load_default=None, allow_none=True, metadata={"description": "In the unit since this day."})
    past_memberships = fields.List(fields.Nested(PastMembership), load_default=None, allow_none=True)
    version = fields.Integer(required=True)


class PositionCopy(Reply):
    id = IdField(required=True)
    person_id = IdField(required=True)
    unit_id = IdField(required=True)
    role = fields.String(required=True)
    code = fields.String(required=True)
    from_on = DayField(required=True)
    until = DayField(required=True, allow_none=True)
    version = fields.Integer(required=True)


_UNIT = {
    "id": "01920000-0000-7000-8000-000000000001",
    "code": "24-01-001",
    "name": "Đoàn xã Tân Mỹ",
    "level": "GRASSROOTS",
    "kind": "DOAN_XA",
    "abbr": "ĐTN",
    "place": "Tân Mỹ",
    "parent_id": "01920000-0000-7000-8000-000000000000",
    "path": "u01920000000070008000000000000000.u01920000000070008000000000000001",
    "upper_power": False,
    "closed_on": None,
    "term_code": "2022-2027",
    "version": 3,
}

_PERSON = {
    "id": "01920000-0000-7000-8000-0000000000a1",
    "code": "240126000017",
    "full_name": "Nguyễn Thu Hà",
    "sex": "female",
    "born_on": "2010-02-03",
    "unit_id": "01920000-0000-7000-8000-000000000001",
    "status": "ACTIVE",
    "joined_on": "2026-03-26",
    "version": 1,
}

_POSITION = {
    "id": "01920000-0000-7000-8000-0000000000b1",
    "person_id": "01920000-0000-7000-8000-0000000000a1",
    "unit_id": "01920000-0000-7000-8000-000000000001",
    "role": "CHAPTER_OFFICER",
    "code": "BT",
    "from_on": "2025-09-05",
    "until": None,
    "version": 1,
}


class UnitsChanged(Event):
    """Units are as given (resulting state); up to 500."""

    routing_key = "members.units_changed.v1"
    example = {"units": [_UNIT]}
    units = fields.List(fields.Nested(UnitCopy), required=True, validate=Length(min=1, max=500))


class PeopleChanged(Event):
    """People are as given (resulting state); up to 500."""

    routing_key = "members.people_changed.v1"
    example = {"people": [_PERSON]}
    people = fields.List(fields.Nested(PersonCopy), required=True, validate=Length(min=1, max=500))


class PositionsChanged(Event):
    """Positions are as given (resulting state); an ended one carries its last day."""

    routing_key = "members.positions_changed.v1"
    example = {"positions": [_POSITION]}
    positions = fields.List(fields.Nested(PositionCopy), required=True, validate=Length(min=1, max=500))


class RuleSetCopy(Reply):
    """A rule set as other services keep it; parameters by key, see services/contracts/rules.py."""

    code = fields.String(required=True)
    valid_from = DayField(required=True)
    valid_to = DayField(required=True, allow_none=True)
    parameters = fields.Dict(required=True)
    version = fields.Integer(required=True)


class RuleSetsChanged(Event):
    """Rule sets are as given."""

    routing_key = "members.rule_sets_changed.v1"
    example = {
        "rule_sets": [
            {
                "code": "dieu-le-xii",
                "valid_from": "2022-12-16",
                "valid_to": None,
                "parameters": {"admission_min_age": "15y+1d"},
                "version": 2,
            }
        ]
    }
    rule_sets = fields.List(fields.Nested(RuleSetCopy), required=True, validate=Length(min=1, max=50))


class FeeStanding(Reply):
    """How a member stands with fees. paid_until: first day of the last month that is paid or exempt, in an unbroken row."""

    person_id = IdField(required=True)
    unit_id = IdField(required=True, allow_none=True)
    paid_until = DayField(required=True, allow_none=True)
    owed_months = fields.List(DayField(), required=True, metadata={"description": "First days of unpaid past months."})
    version = fields.Integer(required=True)


class FeeStandingsChanged(Event):
    """Members stand so with their fees."""

    routing_key = "members.fee_standings_changed.v1"
    example = {
        "standings": [
            {
                "person_id": "01920000-0000-7000-8000-0000000000a1",
                "unit_id": "01920000-0000-7000-8000-000000000001",
                "paid_until": "2026-10-01",
                "owed_months": ["2026-11-01"],
                "version": 7,
            }
        ]
    }
    standings = fields.List(fields.Nested(FeeStanding), required=True, validate=Length(min=1, max=500))


class SessionsRevoked(Event):
    """Access tokens of these sessions that were issued before an instant are void until they would have expired."""

    routing_key = "members.sessions_revoked.v1"
    example = {
        "session_ids": ["01920000-0000-7000-8000-0000000000c1"],
        "until": "2026-11-24T10:15:00Z",
        "before": "2026-11-24T10:00:00Z",
    }
    session_ids = fields.List(IdField(), required=True, validate=Length(min=1, max=500))
    until = InstantField(required=True)
    before = InstantField(load_default=None, allow_none=True)
