"""What cases ask of the registry: changes that are prepared and applied, and lines on records."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from services.contracts.common import Outcome, Refusal
from services.kit.schema import Command, DayField, Event, IdField, Reply

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

"""What a case may ask the registry to change; `note` changes no membership: it writes a record line, with what that writes."""


class ChangeSubject(Reply):
    """One person's change. Case and batch are its key: a case that changes the registry twice asks in two batches.

    data depends on the kind; `unit_id` is where the person belongs afterwards (or stays).
    note: {link?: kind of the case's secondary link, which is there and goes on}.
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
            "description": "A secondary link of processes 10-12: {kind: AWAY | RESIDENCE | TEMP, act: open | change | amend | end, "
            "host_unit_id?, host_place?, from_on?, until?, ended_on?, comment?, grade?, year?}."
        }
    )
    exempt = fields.Dict(
        metadata={
            "description": "Fee exemption: {act: grant | end, from_month, until_month, reason}, months as first days; ended, its "
            "months are those that stay exempt."
        }
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


class UnpreparedLine(RecordLine):
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
    lines = fields.List(fields.Nested(UnpreparedLine), required=True, validate=Length(min=1, max=500))


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
