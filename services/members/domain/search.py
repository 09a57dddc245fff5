"""What somebody typed to find a person: words of a name in any order, a date or year of birth, a number."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.members.domain.names import search_key, tidy, unaccented

_DATE: Final = re.compile(r"(?<!\d)([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?!\d)")
_YEARS: Final = range(1930, 2031)
_MOST_WORDS: Final = 8
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True)
class Query:
    """words: folded beginnings of words. accented: for each word typed with marks, the ways it may be spelled."""

    words: tuple[str, ...] = ()
    accented: tuple[tuple[str, ...], ...] = ()
    born_on: date | None = None
    born_year: int | None = None
    number: str | None = None

    @property
    def is_empty(self) -> bool:
        return self == Query()


def parse(text: str) -> Query:
    """The query that the text means."""
    born_on, rest = _date_in(tidy(text))
    plain = rest.strip()
    if born_on is None and (number := _number(plain)):
        return Query(born_year=int(number)) if _is_year(number) else Query(number=number)
    typed = re.findall(r"\w+", plain.lower())[:_MOST_WORDS]
    years = [int(word) for word in typed if _is_year(word)]
    spoken = [word for word in typed if not (years and word == str(years[0]))]
    words = [key for word in spoken if (key := search_key(word))]
    accented = tuple(ways(word) for word in spoken if unaccented(word) != word)
    return Query(tuple(words), accented, born_on, years[0] if years and born_on is None else None)


def _is_year(word: str) -> bool:
    """Digits of ASCII alone: “10a3” and “²²²²” are no numbers, though parts of them look so."""
    return re.fullmatch(r"[0-9]{4}", word) is not None and int(word) in _YEARS


def _date_in(text: str) -> tuple[date | None, str]:
    found = _DATE.search(text)
    if found is None:
        return None, text
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day), text[: found.start()] + " " + text[found.end() :]
    except ValueError:
        return None, text


def _number(text: str) -> str | None:
    digits = re.sub(r"[\s.\-]", "", text)
    if digits.startswith("+84"):
        digits = "0" + digits[3:]
    if re.fullmatch(r"[0-9]{3,20}", digits):
        return digits
    # A card of old may hold letters: TD-77.
    return text if re.fullmatch(r"(?=.*\d)(?=.*[A-Za-z])[0-9A-Za-z./-]{3,20}", text) else None


def ways(word: str) -> tuple[str, ...]:
    """The word as typed and with its tone on the other vowel: hoà and hòa are the same word."""
    bare = unicodedata.normalize("NFD", word)
    tone = next((mark for mark in bare if mark in _TONES), "")
    if not tone:
        return (word,)
    letters = unicodedata.normalize("NFC", "".join(mark for mark in bare if mark not in _TONES))
    pair = letters[-2:]
    if pair not in ("oa", "oe", "uy") or letters[-3:-2] == "q":
        return (word,)
    stem = letters[:-2]
    both = (stem + pair[0] + tone + pair[1], stem + pair + tone)
    return tuple(unicodedata.normalize("NFC", way) for way in both)
