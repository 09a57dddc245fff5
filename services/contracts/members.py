"""What the members service answers, announces and carries out."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from services.contracts.common import (
    LEVELS,
    ROLES,
    SEXES,
    ActionView,
    CopiesRequest,
    Done,
    GetJobRequest,
    Job,
    Outcome,
    PersonReference,
    Refusal,
    RefusedAction,
    StoredFile,
    UnitReference,
)
from services.contracts.titles import STATUS_TITLES
from services.kit.schema import Command, DayField, Event, IdField, InstantField, Page, Reply, Request, Text

STATUSES = tuple(STATUS_TITLES)
CHANGE_KINDS = (
    "admit",
    "depart",
    "transfer",
    "leave_province",
    "come_back",
    "mature",
    "strike_off",
    "expel",
    "withdraw",
    "die",
    "restore",
    "honour",
    "note",
)
"""What a case may ask the registry to change; `note` writes a record line alone."""

# ---------------------------------------------------------------- signing in


class PositionView(Reply):
    """A position that the person holds today."""

    id = IdField(required=True, allow_none=True)
    role = fields.String(required=True, validate=OneOf(ROLES))
    code = fields.String(required=True)
    title = fields.String(required=True)
    unit = fields.Nested(UnitReference, required=True)
    until = DayField(allow_none=True)


class Tokens(Reply):
    """An access token (Ed25519 JWT, 15 minutes) and the refresh token that replaces it once."""

    access_token = fields.String(required=True)
    refresh_token = fields.String(required=True)
    expires_in = fields.Integer(required=True)
    person = fields.Dict(required=True)
    positions = fields.List(fields.Nested(PositionView), required=True)


class SignIn(Request):
    """The bearer of login and password is signed in on one device.

    login: member code, phone number or e-mail. code: six digits, when a second factor is set up. device_key: what the
    gateway knows the device by; address: its network address. A failure counts against these, never against the account alone.
    Raises Unauthenticated("wrong-login" | "second-factor-required" | "wrong-code" | "account-locked").
    """

    method = "members.sign_in"
    reply = Tokens
    public = True
    remembered = False
    login = Text(required=True, max_length=120)
    password = fields.String(required=True, validate=Length(min=1, max=200))
    code = fields.String(load_default=None, allow_none=True, validate=Length(max=16))
    device = fields.String(load_default=None, allow_none=True, validate=Length(max=200))
    device_key = fields.String(load_default=None, allow_none=True, validate=Length(max=100))
    address = fields.String(load_default=None, allow_none=True, validate=Length(max=100))


class Refresh(Request):
    """The refresh token is exchanged for new tokens; used twice, its whole family is revoked (30 s of grace)."""

    method = "members.refresh_session"
    reply = Tokens
    public = True
    remembered = False
    refresh_token = fields.String(required=True, validate=Length(max=200))


class SignOut(Request):
    """The caller's session, or all of them, is over."""

    method = "members.sign_out"
    reply = Done
    everywhere = fields.Boolean(load_default=False)


class Invite(Request):
    """A one-time link lets the person set a first password, or a new one. Shown once; valid 7 days."""

    method = "members.invite"
    remembered = False
    person_id = IdField(required=True)


class GetInvitation(Request):
    """Whom a one-time link is for (name shortened), while it is valid."""

    method = "members.get_invitation"
    public = True
    token = fields.String(required=True, validate=Length(max=200))


class AcceptInvitation(Request):
    """The invited person has a password of their own and is signed in."""

    method = "members.accept_invitation"
    reply = Tokens
    public = True
    remembered = False
    token = fields.String(required=True, validate=Length(max=200))
    password = fields.String(required=True, validate=Length(min=10, max=200))
    device = fields.String(load_default=None, allow_none=True, validate=Length(max=200))
    device_key = fields.String(load_default=None, allow_none=True, validate=Length(max=100))
    address = fields.String(load_default=None, allow_none=True, validate=Length(max=100))


class ChangePassword(Request):
    """The caller's password is another one; other sessions end."""

    method = "members.change_password"
    reply = Done
    remembered = False
    password = fields.String(required=True, validate=Length(min=1, max=200))
    new_password = fields.String(required=True, validate=Length(min=10, max=200))


class StartSecondFactor(Request):
    """A TOTP secret is made, in use only once confirmed. `{secret, uri}`, shown once."""

    method = "members.start_second_factor"
    remembered = False


class ConfirmSecondFactor(Request):
    """The second factor is in use. `{recovery_codes: [10]}`, shown once."""

    method = "members.confirm_second_factor"
    remembered = False
    code = fields.String(required=True, validate=Length(min=6, max=6))


class ListSessions(Request):
    """The caller's signed-in devices: `{items: [{id, device, created_at, seen_at, current}]}`."""

    method = "members.list_sessions"


class RevokeSession(Request):
    """One of the caller's devices is signed out."""

    method = "members.revoke_session"
    reply = Done
    session_id = IdField(required=True)


class GetMe(Request):
    """Who the caller is: `{person, positions, can: [actions]}`."""

    method = "members.get_me"


# ---------------------------------------------------------------- units


class OfficerView(PositionView):
    """Who holds or held an office of the unit, and what the caller may do about it."""

    person = fields.Nested(PersonReference, required=True)
    from_on = DayField(required=True)
    decision_no = fields.String(allow_none=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)


class OfficerList(Reply):
    items = fields.List(fields.Nested(OfficerView), required=True)


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
    """The unit is closed from `on`; open cases go to `successor_id`. Raises Conflict("unit-not-empty") while members or units remain."""

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
    unit_id = IdField(required=True)
    on = DayField(load_default=None, allow_none=True)


class AppointOfficer(Request):
    """The person holds a position at the unit from a day, under a decision."""

    method = "members.appoint_officer"
    reply = PositionView
    unit_id = IdField(required=True)
    person_id = IdField(required=True)
    code = fields.String(required=True, validate=Length(max=20))
    from_on = DayField(load_default=None, allow_none=True)
    until = DayField(load_default=None, allow_none=True)
    decision_no = Text(load_default=None, allow_none=True, max_length=60)


class EndPosition(Request):
    """The position ends on a day; what it allowed ends with it."""

    method = "members.end_position"
    reply = Done
    position_id = IdField(required=True)
    on = DayField(load_default=None, allow_none=True)


class ListOfficers(Request):
    """Officers of a unit, past ones too when asked for."""

    method = "members.list_officers"
    reply = OfficerList
    unit_id = IdField(required=True)
    past = fields.Boolean(load_default=False)


# ---------------------------------------------------------------- members


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


class MemberView(MemberItem):
    groups = fields.List(fields.Dict(), required=True)
    has_photo = fields.Boolean(required=True)
    joined_on = DayField(allow_none=True)
    positions = fields.List(fields.Nested(PositionView), required=True)
    allowed_actions = fields.List(fields.Dict(), required=True)
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
    """Fields of the file are as given; others stay. `fields`: {code of domain §17.1: value or null}."""

    method = "members.update_member"
    reply = MemberView
    member_id = IdField(required=True)
    version = fields.Integer(load_default=None, allow_none=True)
    fields_ = fields.Dict(required=True, data_key="fields", keys=fields.String(validate=Length(max=40)))


class GetTimeline(Request):
    """What happened to a member, newest first: `{items: [{kind, title, on, detail, number}]}`."""

    method = "members.get_timeline"
    member_id = IdField(required=True)


class GetCard(Request):
    """The e-card: `{code, card_no, full_name, unit, state, qr}`; `qr` is a signed text that verifies offline."""

    method = "members.get_card"
    member_id = IdField(load_default=None, allow_none=True)


class ConfirmMembers(Request):
    """Members that a chapter entered itself are confirmed by its superior."""

    method = "members.confirm_members"
    reply = Done
    member_ids = fields.List(IdField(), required=True, validate=Length(min=1, max=500))


class ListAccessLog(Page):
    """Who has seen the caller's sensitive data."""

    method = "members.list_access_log"


class ExplainPermission(Request):
    """Whether and why the caller may do something at a unit: `{allowed, reason, rules: […]}`."""

    method = "members.explain_permission"
    action = Text(required=True, max_length=60)
    unit_id = IdField(load_default=None, allow_none=True)


class ListRules(Request):
    """The rule set in force: `{code, charter_term, valid_from, valid_to, sets, parameters: [{key, value, text, default, title,
    mark, source, unsure, kind, allowed_actions}]}`; every parameter of services/contracts/rules.py, stored or not."""

    method = "members.list_rules"
    on = DayField(load_default=None, allow_none=True)


class ChangeRule(Request):
    """The rule says the value from a day on, tomorrow unless given; cases opened before keep the set that they have.

    value: of the kind that the rule's default has. source: the paper that says so. The same value confirms what is in force.
    Raises NotFound("rule-unknown"), Conflict("rules-begin-today").
    """

    method = "members.change_rule"
    key = fields.String(required=True, validate=Length(max=60))
    value = fields.Raw(required=True)
    from_on = DayField(load_default=None, allow_none=True)
    source = Text(load_default=None, allow_none=True, max_length=200)


# ---------------------------------------------------------------- imports and exports


class StartExport(MemberFilter):
    """A workbook of the members that match is being written; the job carries the file."""

    method = "members.start_export"
    reply = Job
    columns = fields.List(fields.String(validate=Length(max=40)), load_default=list, validate=Length(max=60))


class GetMembersJob(GetJobRequest):
    method = "members.get_job"
    reply = Job


# ---------------------------------------------------------------- copies


class ListUnitCopies(CopiesRequest):
    method = "members.list_unit_copies"


class ListPersonCopies(CopiesRequest):
    method = "members.list_person_copies"


class ListPositionCopies(CopiesRequest):
    method = "members.list_position_copies"


class ListRuleSetCopies(CopiesRequest):
    """Every rule set on one page."""

    method = "members.list_rule_set_copies"


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
    born_precision = fields.String(
        load_default="day", metadata={"description": "day, month or year: what is known of it."}
    )
    unit_id = IdField(required=True, allow_none=True)
    status = fields.String(required=True)
    status_on = DayField(allow_none=True, metadata={"description": "Since when; a new admission waits from here."})
    joined_on = DayField(required=True, allow_none=True)
    flags = fields.List(fields.String(), load_default=list, metadata={"description": "away, suspended, fee_exempt …"})
    extended_until = DayField(
        load_default=None, allow_none=True, metadata={"description": "Stays after the age of maturity until this day."}
    )
    unit_since = DayField(load_default=None, allow_none=True, metadata={"description": "In the unit since this day."})
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


# ---------------------------------------------------------------- events

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


# ---------------------------------------------------------------- prepare → (issue) → apply


class ChangeSubject(Reply):
    """One person's change. Case and batch are its key: a case that changes the registry twice asks in two batches.

    data depends on the kind; `unit_id` is where the person belongs afterwards (or stays).
    admit: {profile: {full_name, sex, born_on, citizen_id, …domain §17.1}, unit_id, person_id|null for a newcomer,
    is_readmission}. Sensitive values travel in commands alone, never in events.
    """

    case_id = IdField(required=True)
    kind = fields.String(required=True, validate=OneOf(CHANGE_KINDS))
    person_id = IdField(required=True, allow_none=True)
    unit_id = IdField(required=True)
    data = fields.Dict(required=True)


class PrepareChanges(Command):
    """Each change is checked against the registry and its person held for the case, or refused with reasons."""

    routing_key = "members.prepare_changes.v1"
    example = {
        "batch_id": "01920000-0000-7000-8000-0000000000d1",
        "effective_on": "2026-11-24",
        "subjects": [
            {
                "case_id": "01920000-0000-7000-8000-0000000000e1",
                "kind": "admit",
                "person_id": None,
                "unit_id": "01920000-0000-7000-8000-000000000001",
                "data": {"profile": {"full_name": "Nguyễn Thu Hà", "sex": "female", "born_on": "2010-02-03"}},
            }
        ],
    }
    batch_id = IdField(required=True)
    effective_on = DayField(required=True)
    subjects = fields.List(fields.Nested(ChangeSubject), required=True, validate=Length(min=1, max=100))


class PrepareOutcome(Reply):
    case_id = IdField(required=True)
    ok = fields.Boolean(required=True)
    person_id = IdField(required=True, allow_none=True)
    code = fields.String(
        required=True, allow_none=True, metadata={"description": "Member code reserved for the person."}
    )
    refusals = fields.List(fields.Nested(Refusal), required=True)


class ChangesPrepared(Event):
    """Each change is held (ok) or refused."""

    routing_key = "members.changes_prepared.v1"
    example = {
        "batch_id": "01920000-0000-7000-8000-0000000000d1",
        "outcomes": [
            {
                "case_id": "01920000-0000-7000-8000-0000000000e1",
                "ok": True,
                "person_id": "01920000-0000-7000-8000-0000000000a1",
                "code": "240126000017",
                "refusals": [],
            }
        ],
    }
    batch_id = IdField(required=True)
    outcomes = fields.List(fields.Nested(PrepareOutcome), required=True, validate=Length(min=1, max=100))


class Writes(Reply):
    """What a case writes into the file of a person beside its line, all of it at once; what is absent stays as it is.

    Flags and links go only to whoever is a member still; nothing here can be refused.
    """

    flags_add = fields.List(fields.String(), metadata={"description": "Flags of domain rule 17.6."})
    flags_remove = fields.List(fields.String())
    extended_until = DayField(allow_none=True)
    link = fields.Dict(
        metadata={
            "description": "A secondary link of processes 10-12: {kind: AWAY | RESIDENCE | TEMP, act: open | change | end, "
            "host_unit_id?, host_place?, from_on?, until?, ended_on?, comment?, grade?, year?}."
        }
    )
    exempt = fields.Dict(
        metadata={"description": "Fee exemption: {from_month, until_month, reason}, months as first days."}
    )
    card = fields.Dict(metadata={"description": "A new card, the old one is void: {reason}."})
    profile = fields.Dict(metadata={"description": "Fields of domain rule 17.1, party ones above all."})
    honour = fields.Dict(metadata={"description": "The honorary register: {act: confer | end, merits?}."})
    book_location = fields.String()
    remove_position = fields.Dict(metadata={"description": "Removal from office: {unit_id, on, decision_no}."})


class RecordLine(Reply):
    """What a case leaves in the registry (domain §2.8 of the design). Case and stage are its key.

    data: what statistics, the book and registers read; its shape for each process stands in services/contracts/records.py.
    """

    case_id = IdField(required=True)
    stage = fields.String(load_default="", validate=Length(max=40))
    case_number = fields.String(required=True)
    process = fields.String(required=True)
    title = fields.String(required=True)
    on = DayField(required=True)
    document_id = IdField(allow_none=True)
    document_number = fields.String(allow_none=True)
    document_on = DayField(allow_none=True)
    confidential = fields.Boolean(load_default=False)
    data = fields.Dict(load_default=dict)
    writes = fields.Nested(Writes, load_default=dict)


class ApplyChanges(Command):
    """Held changes take effect with their documents, and each leaves a record line. Cannot be refused."""

    routing_key = "members.apply_changes.v1"
    example = {
        "batch_id": "01920000-0000-7000-8000-0000000000d1",
        "lines": [
            {
                "case_id": "01920000-0000-7000-8000-0000000000e1",
                "case_number": "KN-2026-0412",
                "process": "admission",
                "title": "Chuẩn y kết nạp đoàn viên",
                "on": "2026-11-24",
                "document_id": "01920000-0000-7000-8000-0000000000f1",
                "document_number": "12-QĐ/ĐTN",
                "document_on": "2026-11-24",
                "confidential": False,
                "data": {},
            }
        ],
    }
    batch_id = IdField(required=True)
    lines = fields.List(fields.Nested(RecordLine), required=True, validate=Length(min=1, max=100))


class KeptLine(RecordLine):
    """A record line that nothing was prepared for: about a person, or about a unit."""

    person_id = IdField(load_default=None, allow_none=True)
    unit_id = IdField(load_default=None, allow_none=True, metadata={"description": "Where it happened."})
    about_unit = fields.Boolean(load_default=False, metadata={"description": "The unit itself is rated or rewarded."})


class KeepRecords(Command):
    """Lines stand on the records of their people or units, with what they write. Kept twice, they are the same."""

    routing_key = "members.keep_records.v1"
    example = {
        "lines": [
            {
                "case_id": "01920000-0000-7000-8000-0000000000e1",
                "stage": "6",
                "case_number": "XL-2026-0412",
                "process": "evaluation",
                "title": "Xếp loại đoàn viên năm 2026",
                "on": "2026-12-20",
                "person_id": "01920000-0000-7000-8000-0000000000a1",
                "unit_id": "01920000-0000-7000-8000-000000000001",
                "document_id": None,
                "document_number": None,
                "document_on": None,
                "confidential": False,
                "data": {"year": 2026, "rating": "HTT"},
                "writes": {},
            }
        ]
    }
    lines = fields.List(fields.Nested(KeptLine), required=True, validate=Length(min=1, max=500))


class StruckLine(Reply):
    """Lines of a case: the one of the stage; without a stage those before one, or all. Stages are versions of the case.

    Commands of different kinds may pass each other: what the case kept since it asked to strike is not struck with the rest.
    """

    case_id = IdField(required=True)
    stage = fields.String(allow_none=True, load_default=None)
    before = fields.Integer(allow_none=True, load_default=None)


class StrikeRecords(Command):
    """Record lines count no more from a day on; they stay readable, and what they wrote is taken back."""

    routing_key = "members.strike_records.v1"
    example = {
        "on": "2026-12-01",
        "reason": "Ghi nhầm",
        "lines": [{"case_id": "01920000-0000-7000-8000-0000000000e1", "stage": "6"}],
    }
    on = DayField(required=True)
    reason = fields.String(required=True)
    lines = fields.List(fields.Nested(StruckLine), required=True, validate=Length(min=1, max=500))


class ChangesApplied(Event):
    """The registry says what the decisions say."""

    routing_key = "members.changes_applied.v1"
    example = {
        "batch_id": "01920000-0000-7000-8000-0000000000d1",
        "outcomes": [{"id": "01920000-0000-7000-8000-0000000000e1", "ok": True, "code": None, "detail": None}],
    }
    batch_id = IdField(required=True)
    outcomes = fields.List(fields.Nested(Outcome), required=True, validate=Length(min=1, max=100))


class ReleaseChanges(Command):
    """Held changes are let go: their cases ended otherwise."""

    routing_key = "members.release_changes.v1"
    example = {"case_ids": ["01920000-0000-7000-8000-0000000000e1"]}
    case_ids = fields.List(IdField(), required=True, validate=Length(min=1, max=100))


class RevokeChanges(Command):
    """Applied changes are undone by a later decision (an admission revoked → ANNULLED)."""

    routing_key = "members.revoke_changes.v1"
    example = {
        "batch_id": "01920000-0000-7000-8000-0000000000d2",
        "on": "2026-12-01",
        "reason": "Hồ sơ khai sai ngày sinh",
        "case_ids": ["01920000-0000-7000-8000-0000000000e1"],
        "lines": [{"case_id": "01920000-0000-7000-8000-0000000000e1", "stage": None, "before": 9}],
    }
    batch_id = IdField(required=True)
    on = DayField(required=True)
    reason = fields.String(required=True)
    case_ids = fields.List(IdField(), required=True, validate=Length(min=1, max=100))
    lines = fields.List(fields.Nested(StruckLine), load_default=list, validate=Length(max=100))
    """What the cases kept that counts no more; of a case that is not named, everything."""
