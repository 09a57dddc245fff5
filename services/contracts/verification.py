"""How anyone finds out whether a paper of ours is genuine, with the network or without it."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from services.contracts.messaging import DOCUMENT_STATES
from services.kit.schema import DayField, Reply, Request


class SealKey(Reply):
    """A public key as a JWK (RFC 8037)."""

    kty = fields.String(required=True)
    crv = fields.String(required=True)
    kid = fields.String(required=True)
    use = fields.String(required=True)
    x = fields.String(required=True)


class SealKeys(Reply):
    """A set of JWKs."""

    keys = fields.List(fields.Nested(SealKey), required=True)


class ListSealKeys(Request):
    """The public keys (Ed25519) that seals on pages are checked with, those of before too."""

    method = "messaging.list_seal_keys"
    public = True
    reply = SealKeys


class VerifiedDocument(Reply):
    """A document as strangers may see it. valid: it is in force today; person: `Nguyễn T. H.`, or how many they are."""

    valid = fields.Boolean(required=True)
    state = fields.String(required=True, validate=OneOf(DOCUMENT_STATES))
    state_title = fields.String(required=True)
    number = fields.String(required=True)
    on = DayField(required=True)
    issuer = fields.String(required=True)
    title = fields.String(required=True)
    person = fields.String(required=True)
    note = fields.String(
        required=True, allow_none=True, metadata={"description": "For whom of its people it no longer counts."}
    )


class VerifyDocument(Request):
    """What anyone may know of a document by its code; the name is shortened.

    Raises NotFound("code-not-ours") for a code we never made and NotFound("document-not-registered").
    """

    method = "messaging.verify_document"
    reply = VerifiedDocument
    public = True
    token = fields.String(required=True, validate=Length(min=8, max=1000))
