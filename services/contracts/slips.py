"""Sheets to print that are no papers of the Union: slips with links for those who are invited."""

from marshmallow import fields
from marshmallow.validate import Length

from services.contracts.common import ListFailedMessagesRequest, ReplayMessageRequest
from services.kit.schema import InstantField, Reply, Request, Text


class SlipLine(Reply):
    """One slip: whose it is, and the link that its code holds."""

    full_name = Text(required=True, max_length=200)
    login = Text(required=True, allow_none=True, max_length=40)
    link = Text(required=True, max_length=300)
    expires_at = InstantField(required=True)


class DrawnSlips(Reply):
    """pdf: base64."""

    pdf = fields.String(required=True)


class DrawInvitationSlips(Request):
    """The slips as sheets of A4, eight on each. Nothing is kept: links are secrets."""

    method = "messaging.draw_invitation_slips"
    reply = DrawnSlips
    remembered = False
    unit_name = Text(required=True, max_length=300)
    slips = fields.List(fields.Nested(SlipLine), required=True, validate=Length(min=1, max=200))


class ListMessagingFailedMessages(ListFailedMessagesRequest):
    method = "messaging.list_failed_messages"


class ReplayMessagingMessage(ReplayMessageRequest):
    method = "messaging.replay_message"
