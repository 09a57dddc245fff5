"""Months as tests speak of them, and chapters whose members owe."""

from datetime import date

from services.kit import clock


def today() -> date:
    return clock.day_of(clock.now())


def month(ago: int) -> date:
    """The first day of the month so many months ago; a negative number is ahead."""
    number = today().year * 12 + today().month - 1 - ago
    return date(number // 12, number % 12 + 1, 1)


def months(*ago: int) -> list[str]:
    return [month(each).isoformat() for each in ago]


def line(person, *ago: int, **more):
    """What a member hands over for the months so many months ago."""
    return {"person_id": str(person.id), "months": months(*ago), **more}
