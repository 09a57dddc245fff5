"""What the meetings service answers and announces. For now: what others may rely on later."""

from services.kit.schema import Event, IdField, InstantField, Request


class GetMeetingsHealth(Request):
    """What the service holds: `{units, people, positions}` counts of its local copies."""

    method = "meetings.get_health"


class AttendanceRecorded(Event):
    """A person is on the list as present. Checking in again announces nothing."""

    routing_key = "meetings.attendance_recorded.v1"
    example = {
        "meeting_id": "01920000-0000-7000-8000-000000000a01",
        "person_id": "01920000-0000-7000-8000-0000000000a1",
        "unit_id": "01920000-0000-7000-8000-000000000001",
        "recorded_at": "2026-11-24T12:02:00Z",
    }
    meeting_id = IdField(required=True)
    person_id = IdField(required=True)
    unit_id = IdField(required=True)
    recorded_at = InstantField(required=True)
