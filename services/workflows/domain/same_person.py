"""Whether a row of a workbook and the member or case that its number names are about one person (domain rule 17.7).

A code or a case number alone proves nothing: lines slip by one, and columns are sorted without the others.
"""

import re
from typing import Final

from services.workflows.domain import words

_TWO_SPELLINGS: Final = re.compile(r"(?<=[hklmqrstv])y\b|(?<=qu)y\b")
"""A final y that is also written i: Lý and Lí, Mỹ and Mĩ, Quý and Quí."""


def is_same_name(written: str, known: str) -> bool:
    """The names are one when marks, case, spaces and the two spellings of y count for nothing."""
    return _key(written) == _key(known)


def is_same_birth(written: str, known: str) -> bool:
    """Birth dates as people write them agree as far as both say: a bare year with every day of that year.

    An empty one agrees with any other.
    """
    ours, theirs = _numbers(written), _numbers(known)
    return all(mine == other for mine, other in zip(reversed(ours), reversed(theirs), strict=False))


def _key(name: str) -> str:
    plain = " ".join(re.findall(r"\w+", words.folded(name)))
    return _TWO_SPELLINGS.sub("i", plain).replace(" ", "")


def _numbers(text: str) -> list[int]:
    """Day, month and year, as many as are written; a day as spreadsheets keep it too."""
    iso = re.match(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text.strip())
    parts = reversed(iso.groups()) if iso else re.findall(r"[0-9]+", text)
    return [int(part) for part in parts]
