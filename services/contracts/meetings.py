"""What the meetings service answers and announces. For now: what others may rely on later."""

from marshmallow import fields
from marshmallow.validate import OneOf

from services.contracts.common import ListFailedMessagesRequest, ReplayMessageRequest
from services.kit.schema import DayField, Event, IdField, InstantField, Reply, Request

ATTENDANCE_STATES = ("present", "late", "excused", "absent")
BODIES = ("MEMBERS", "COMMITTEE")
"""Who meets: the members of a unit, or its committee."""


class MeetingsHealth(Reply):
    """How many rows each local copy holds."""

    units = fields.Integer(required=True)
    people = fields.Integer(required=True)
    positions = fields.Integer(required=True)


class GetMeetingsHealth(Request):
    """What the service holds."""

    method = "meetings.get_health"
    reply = MeetingsHealth


class AttendanceRecorded(Event):
    """A person is on the list: present or late, or away with a reason or without. Recording the same again announces nothing."""

    routing_key = "meetings.attendance_recorded.v1"
    example = {
        "meeting_id": "01920000-0000-7000-8000-000000000a01",
        "person_id": "01920000-0000-7000-8000-0000000000a1",
        "unit_id": "01920000-0000-7000-8000-000000000001",
        "recorded_at": "2026-11-24T12:02:00Z",
        "held_on": "2026-11-24",
        "state": "present",
        "body": "MEMBERS",
    }
    meeting_id = IdField(required=True)
    person_id = IdField(required=True)
    unit_id = IdField(required=True)
    recorded_at = InstantField(required=True)
    held_on = DayField(load_default=None, allow_none=True, metadata={"description": "Day of the meeting."})
    state = fields.String(load_default="present", validate=OneOf(ATTENDANCE_STATES))
    body = fields.String(
        load_default="MEMBERS", validate=OneOf(BODIES), metadata={"description": "Whose meeting it is."}
    )


class Ballot(Reply):
    """One vote of a meeting (domain rule 3.2)."""

    item = fields.String(required=True)
    ballot = fields.String(required=True, validate=OneOf(["open", "secret"]))
    issued = fields.Integer(allow_none=True)
    collected = fields.Integer(allow_none=True)
    valid = fields.Integer(allow_none=True)
    agree = fields.Integer(required=True)
    disagree = fields.Integer(required=True)
    blank = fields.Integer(required=True)
    conclusion = fields.String(allow_none=True)


class Minutes(Reply):
    """The minutes of a meeting: what cases take as their vote (domain rule 3.2)."""

    meeting_id = IdField(required=True)
    unit_id = IdField(required=True)
    held_on = DayField(required=True)
    place = fields.String(required=True, allow_none=True)
    chair = fields.String(required=True, allow_none=True)
    secretary = fields.String(required=True, allow_none=True)
    members_total = fields.Integer(required=True)
    present = fields.Integer(required=True)
    excused = fields.Integer(required=True)
    unexcused = fields.Integer(required=True)
    agenda = fields.List(fields.String(), required=True)
    ballots = fields.List(fields.Nested(Ballot), required=True)
    digest = fields.String(allow_none=True, metadata={"description": "The signed minutes, scanned."})


class MinutesSigned(Event):
    """The minutes of a meeting stand; a correction is told again with a higher version."""

    routing_key = "meetings.minutes_signed.v1"
    example = {
        "minutes": {
            "meeting_id": "01920000-0000-7000-8000-000000000a01",
            "unit_id": "01920000-0000-7000-8000-000000000001",
            "held_on": "2026-11-24",
            "place": "Nhà văn hoá thôn",
            "chair": "Nguyễn Văn An",
            "secretary": "Trần Thị Bình",
            "members_total": 18,
            "present": 14,
            "excused": 3,
            "unexcused": 1,
            "agenda": ["Xét kết nạp đoàn viên"],
            "ballots": [
                {
                    "item": "Kết nạp Nguyễn Thu Hà",
                    "ballot": "secret",
                    "issued": 14,
                    "collected": 14,
                    "valid": 14,
                    "agree": 13,
                    "disagree": 1,
                    "blank": 0,
                    "conclusion": "Đạt",
                }
            ],
            "digest": None,
        },
        "version": 1,
    }
    minutes = fields.Nested(Minutes, required=True)
    version = fields.Integer(required=True)


class ListMeetingsFailedMessages(ListFailedMessagesRequest):
    method = "meetings.list_failed_messages"


class ReplayMeetingsMessage(ReplayMessageRequest):
    method = "meetings.replay_message"
