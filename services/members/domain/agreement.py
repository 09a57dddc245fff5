"""Whether a row of a list and the person who bears its number are one: by folded name and birth date together.

A number alone proves nothing, since digits are mistyped and lines slip by one. Source: domain rule 17.7.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.members.domain.days import Day
from services.members.domain.names import search_key, sort_key, tidy, unaccented
from services.members.domain.spelling import is_one_slip

_TWO_SPELLINGS: Final = re.compile(r"(?<=[hklmqrstv])y\b|(?<=qu)y\b")
"""A final y that is also written i: Lý and Lí, Mỹ and Mĩ, Quý and Quí."""
_LONG_ENOUGH: Final = 3


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who a row or a file is about: name as written, birth date as far as it is known."""

    full_name: str
    born: Day | None


def is_same_person(row: Bearer, file: Bearer) -> bool:
    """The row may be about the person of the file.

    Name and birth date agree, or one of them does and the other is one slip away: then something of the person would change,
    which is for people to accept. An unknown birth date agrees with every other one, since the row could only add it.
    """
    if is_same_name(row.full_name, file.full_name):
        return _is_same_birth(row.born, file.born) or _is_near_birth(row.born, file.born)
    return _is_near_name(row.full_name, file.full_name) and _is_same_birth(row.born, file.born)


# ---------------------------------------------------------------- names


def is_same_name(name: str, other: str) -> bool:
    """The names are one when marks, case, spaces and the two spellings of y count for nothing."""
    return _folded(name) == _folded(other)


def is_same_spelling(written: str, known: str) -> bool:
    """What was written says no other name than the known one: case, a tone on the other vowel, or marks left out altogether."""
    if sort_key(written) == sort_key(known):
        return True
    return unaccented(written) == tidy(written) and is_same_name(written, known)


def _folded(name: str) -> str:
    return _TWO_SPELLINGS.sub("i", search_key(name)).replace(" ", "")


def _is_near_name(name: str, other: str) -> bool:
    """One letter is amiss in one word, or middle names are missing between the same family name and given name."""
    words, others = search_key(name).split(), search_key(other).split()
    if len(words) == len(others):
        differing = [(word, there) for word, there in zip(words, others, strict=True) if word != there]
        return len(differing) == 1 and min(map(len, differing[0])) >= _LONG_ENOUGH and is_one_slip(*differing[0])
    shorter, longer = sorted((words, others), key=len)
    if len(shorter) < 2 or (shorter[0], shorter[-1]) != (longer[0], longer[-1]):
        return False
    rest = iter(longer)
    return all(word in rest for word in shorter)


# ---------------------------------------------------------------- birth dates


def _is_same_birth(born: Day | None, known: Day | None) -> bool:
    """The dates are one as far as both are known: a bare year agrees with every day of that year."""
    if born is None or known is None:
        return True
    if "year" in (born.precision, known.precision):
        return born.on.year == known.on.year
    if "month" in (born.precision, known.precision):
        return (born.on.year, born.on.month) == (known.on.year, known.on.month)
    return born.on == known.on


def _is_near_birth(born: Day | None, known: Day | None) -> bool:
    """One digit is another, two neighbours changed places, or day and month did."""
    if born is None or known is None or born.precision != "day" or known.precision != "day":
        return False
    if (born.on.year, born.on.month, born.on.day) == (known.on.year, known.on.day, known.on.month):
        return True
    return _is_one_digit_away(_digits(born.on), _digits(known.on))


def _digits(on: date) -> str:
    return on.strftime("%d%m%Y")


def _is_one_digit_away(digits: str, others: str) -> bool:
    differing = [at for at, (digit, other) in enumerate(zip(digits, others, strict=True)) if digit != other]
    if len(differing) == 1:
        return True
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    first, second = differing
    return (digits[first], digits[second]) == (others[second], others[first])
