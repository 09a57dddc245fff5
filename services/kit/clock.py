"""The time of the domain, given and never asked for inside domain code. Tokens stay on real time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.kit import settings

UNION_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def real_now() -> datetime:
    """The instant on the wall, for tokens and leases."""
    return datetime.now(UTC)


def now() -> datetime:
    """The instant of the domain: the wall's, shifted only when testing says so."""
    return datetime.now(UTC) + timedelta(seconds=settings.read().clock_shift_s)


def day_of(instant: datetime) -> date:
    """The date in Việt Nam at the instant."""
    return instant.astimezone(UNION_ZONE).date()
