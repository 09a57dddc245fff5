"""The Vietnamese lunar calendar from the sky: new moons and the sun's place, by the clocks of the 105th meridian.

An oracle for the table of lunar days. New moons after Meeus, Astronomical Algorithms, chapter 49 (to about two minutes), the sun's
longitude after chapter 25 (to about a hundredth of a degree).
"""

from datetime import date, timedelta
from functools import cache
from math import floor, radians, sin

CLOCKS = 7 / 24
EPHEMERIS_AHEAD = 90 / 86_400
"""Seconds by which uniform time runs ahead of the clocks in this century, in days."""
MONTH = 29.530588861
FIRST_MOON = 2451550.09766
"""The new moon of 6 January 2000, as a Julian day."""
TERMS = (
    # factor, power of the eccentricity, multiples of the sun's anomaly, the moon's anomaly, the moon's latitude
    (-0.40720, 0, 0, 1, 0),
    (0.17241, 1, 1, 0, 0),
    (0.01608, 0, 0, 2, 0),
    (0.01039, 0, 0, 0, 2),
    (0.00739, 1, -1, 1, 0),
    (-0.00514, 1, 1, 1, 0),
    (0.00208, 2, 2, 0, 0),
    (-0.00111, 0, 0, 1, -2),
    (-0.00057, 0, 0, 1, 2),
    (0.00056, 1, 1, 2, 0),
    (-0.00042, 0, 0, 3, 0),
    (0.00042, 1, 1, 0, 2),
    (0.00038, 1, 1, 0, -2),
    (-0.00024, 1, -1, 2, 0),
)


@cache
def new_moon(number: int) -> date:
    """The day of the new moon of that number since the first one of 2000."""
    t = number / 1236.85
    sun = radians(2.5534 + 29.10535670 * number)
    moon = radians(201.5643 + 385.81693528 * number + 0.0107582 * t * t)
    latitude = radians(160.7108 + 390.67050284 * number - 0.0016118 * t * t)
    eccentricity = 1 - 0.002516 * t
    waves = sum(
        factor * eccentricity**power * sin(a * sun + b * moon + c * latitude) for factor, power, a, b, c in TERMS
    )
    return _day(FIRST_MOON + MONTH * number + 0.00015437 * t * t + waves - EPHEMERIS_AHEAD)


def _day(julian: float) -> date:
    return date.fromordinal(floor(julian + 0.5 + CLOCKS) - 1721425)


def sun_at(day: date) -> float:
    """Where the sun stands when the day begins, in degrees from the spring point."""
    t = (day.toordinal() + 1721424.5 - CLOCKS + EPHEMERIS_AHEAD - 2451545) / 36525
    anomaly = radians(357.52911 + 35999.05029 * t)
    centre = (
        (1.914602 - 0.004817 * t) * sin(anomaly)
        + (0.019993 - 0.000101 * t) * sin(2 * anomaly)
        + 0.000289 * sin(3 * anomaly)
    )
    node = radians(125.04 - 1934.136 * t)
    return (280.46646 + 36000.76983 * t + 0.0003032 * t * t + centre - 0.00569 - 0.00478 * sin(node)) % 360


def first_of_months(year: int) -> dict[int, date]:
    """The first days of the lunar months of the year by number, from the first to the tenth; a leap month has no number.

    The winter solstice lies in the eleventh month. Where thirteen months lie between two of them, the first month that
    holds no principal term of the sun is the leap one.
    """
    start, end = _eleventh(year - 1), _eleventh(year)
    days = [new_moon(number) for number in range(start, end + 2)]
    leap = None
    if end - start == 13:
        leap = next(at for at in range(1, 13) if sun_at(days[at]) // 30 == sun_at(days[at + 1]) // 30)
    plain = [day for at, day in enumerate(days[:-2]) if at != leap]
    return {number: plain[number + 1] for number in range(1, 11)}


def _eleventh(year: int) -> int:
    solstice = date(year, 12, 20)
    while sun_at(solstice + timedelta(days=1)) < 270:
        solstice += timedelta(days=1)
    number = floor((solstice - date(2000, 1, 6)).days / MONTH) + 1
    while new_moon(number) > solstice:
        number -= 1
    return number
