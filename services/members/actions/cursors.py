"""Where a page ended, as callers hand it back."""

import base64
import binascii
from datetime import date
from uuid import UUID

from services.kit import wire
from services.kit.faults import Invalid
from services.members.queries.members import Place


def write(place: Place) -> str:
    """The place as text."""
    return base64.urlsafe_b64encode(wire.dumps([place.phase, place.key, place.id])).decode().rstrip("=")


def read(cursor: str | None, *, is_day: bool = False) -> Place | None:
    """The place of a cursor. Raises Invalid for a text that was never one of ours."""
    if cursor is None:
        return None
    try:
        phase, key, row_id = wire.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        checked = date.fromisoformat(key) if is_day else str(key)
        if "\x00" in str(key):
            raise ValueError(key)
        return Place(str(phase), checked, UUID(row_id))
    except (ValueError, TypeError, AttributeError, binascii.Error):
        raise Invalid(errors={"cursor": ["Trang này không còn. Tải lại danh sách từ đầu."]}) from None
