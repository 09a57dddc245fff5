"""Members who come from, or go to, another installation: sealed packages and the keys that are trusted."""

from marshmallow import fields
from marshmallow.validate import Length

from services.contracts.common import Done
from services.contracts.process_views import SealedPackage, TrustedKeys
from services.contracts.workflows import CaseView
from services.kit.schema import IdField, Request, Text


class SealPackage(Request):
    """A released member's file for another installation: `{content, key, signature}`, signed by this one.

    person, history: what the registry answered to the same caller. Raises Denied for all but the unit that released the
    member, Conflict("not-released").
    """

    method = "workflows.seal_package"
    reply = SealedPackage
    case_id = IdField(required=True)
    person = fields.Dict(required=True)
    history = fields.List(fields.Dict(), required=True, validate=Length(max=2000))


class OpenFromPackage(Request):
    """An arrival is open at the unit as the package of another installation says.

    subject_id: the person whom the registry knew before they left, if so. Raises Conflict("key-unknown" | "package-tampered" |
    "package-expired" | "package-used" | "package-of-another").
    """

    method = "workflows.open_from_package"
    reply = CaseView
    unit_id = IdField(required=True)
    subject_id = IdField(load_default=None, allow_none=True)
    package = fields.Dict(required=True)


class ListTrustedKeys(Request):
    """`{own: {public_key, fingerprint}, items: [{id, name, public_key, fingerprint, added_at, revoked_at, allowed_actions}],
    allowed_actions}`: trusting another key, and trusting one no more."""

    method = "workflows.list_trusted_keys"
    reply = TrustedKeys


class TrustKey(Request):
    """Packages signed with the key are taken. fingerprint: as the other side read it out, compared by the service."""

    method = "workflows.trust_key"
    reply = Done
    name = Text(required=True, max_length=120)
    public_key = Text(required=True, max_length=100)
    fingerprint = Text(required=True, max_length=120)


class RevokeTrustedKey(Request):
    """Packages signed with the key are taken no more."""

    method = "workflows.revoke_trusted_key"
    reply = Done
    key_id = IdField(required=True)
