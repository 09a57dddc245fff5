"""Memberships by the day, as other services keep them."""

from services.kit.schema import DayField, IdField, Reply


class PastMembership(Reply):
    """A time in one unit that is over. until: the first day without it. Null for the list: the news does not tell of them."""

    unit_id = IdField(required=True)
    from_on = DayField(required=True, allow_none=True)
    until = DayField(required=True)
