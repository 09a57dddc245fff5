"""When a membership has lasted its time (Charter article 4): the day of maturity, how long one may stay, who is on a year's list."""

import calendar
from datetime import date, timedelta

from services.workflows.domain.rules import Rules, add_months
from services.workflows.domain.view import PersonFact

_DAY = timedelta(days=1)


def birthday(born_on: date, precision: str = "day") -> date:
    """The birthday that counts: of a year alone, or of a month alone, its last day."""
    if precision == "year":
        return born_on.replace(month=12, day=31)
    if precision == "month":
        return born_on.replace(day=calendar.monthrange(born_on.year, born_on.month)[1])
    return born_on


def matures_on(person: PersonFact, rules: Rules) -> date | None:
    """The day after the birthday that fills the years; nobody knows it of somebody whose birth date is unknown."""
    reached = _reached(person, rules, "maturity_age")
    return reached and reached + _DAY


def stays_until(person: PersonFact, rules: Rules) -> date | None:
    """The last day to which the chapter may let the member stay."""
    return _reached(person, rules, "extension_max_age")


def _reached(person: PersonFact, rules: Rules, key: str) -> date | None:
    born = person.born_on and birthday(person.born_on, person.born_precision)
    return rules.age(key).reached_on(born) if born else None


def born_by(year: int, rules: Rules) -> date:
    """The latest birthday whose day of maturity has come by the end of the year: whom the year's list concerns."""
    return born_before(date(year, 12, 31), rules)


def born_before(day: date, rules: Rules) -> date:
    """The latest birthday whose day of maturity has come by the day."""
    age = rules.age("maturity_age")
    return add_months(day - timedelta(days=age.days + 1), -12 * age.years)


def asked_since(year: int, rules: Rules) -> date:
    """Who was let stay on this day or later is not asked again on the list of the year."""
    return add_months(date(year, 12, 31), -rules.number("extension_review_months")) + _DAY


def next_ceremony(after: date, days: tuple[str, ...]) -> date | None:
    """The next of the usual days, which the rules write as 26_3; what is no day of the year is none of them."""
    found = [_day_of(year, each) for year in (after.year, after.year + 1) for each in days]
    return min((each for each in found if each is not None and each >= after), default=None)


def _day_of(year: int, text: str) -> date | None:
    day, _, month = text.partition("_")
    if not (day.isdecimal() and month.isdecimal()) or not 1 <= int(month) <= 12:
        return None
    return date(year, int(month), int(day)) if 1 <= int(day) <= calendar.monthrange(year, int(month))[1] else None
