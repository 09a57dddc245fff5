"""The entrypoints of meetings, one line each."""

from services.contracts import meetings as contract
from services.contracts import members
from services.kit import inbox, revocations
from services.kit.entrypoints import Transactions, rpc, subscribe
from services.kit.policy import Subject, require
from services.meetings import copies, queries
from services.meetings.policy import POLICY
from services.meetings.store import Tx


class MeetingsService:
    """Meetings, invitations, attendance, votes, minutes; forms and contests."""

    name = "meetings"
    tx = Transactions(Tx)

    @rpc(contract.GetMeetingsHealth)
    def get_health(self, tx):
        return queries.counts(tx)

    @rpc(contract.ListMeetingsFailedMessages)
    def list_failed_messages(self, tx):
        require(POLICY, tx, "system.view", Subject())
        return {"items": inbox.list_failed(tx)}

    @rpc(contract.ReplayMeetingsMessage)
    def replay_message(self, tx, **given):
        require(POLICY, tx, "system.replay", Subject())
        tx.record("message.replay", subject_id=given["id"])
        inbox.replay(tx, given["id"])
        return {"ok": True}

    @subscribe(members.UnitsChanged)
    def on_units_changed(self, tx, event):
        copies.UNITS.apply(tx, event.fields["units"])

    @subscribe(members.PeopleChanged)
    def on_people_changed(self, tx, event):
        copies.PEOPLE.apply(tx, event.fields["people"])

    @subscribe(members.PositionsChanged)
    def on_positions_changed(self, tx, event):
        copies.POSITIONS.apply(tx, event.fields["positions"])

    @subscribe(members.SessionsRevoked)
    def on_sessions_revoked(self, tx, event):
        revocations.revoke(tx, *event.fields["session_ids"], before=event.fields["before"])


SERVICE = MeetingsService
