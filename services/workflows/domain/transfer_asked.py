"""What the forms of a transfer leave out, since it does not apply to the member."""

from services.workflows.domain import transfer_rules as rules
from services.workflows.domain.view import View


def not_asked_at_release(view: View) -> frozenset[str]:
    """What the origin need not say about this member: no office, no open discipline, no chapter left to choose."""
    is_settled = not rules.has_open_discipline(view) or rules.was_ordered(view)
    applies = {
        "chapter_id": rules.kind(view) == "INTRA_GRASSROOTS" and rules.chapter_to_join(view) is None,
        "officer_comment": bool(view.facts["offices"]),
        "override_reason": not is_settled,
    }
    return frozenset(name for name, does in applies.items() if not does)
