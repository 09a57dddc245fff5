"""Symbols and registers: ordinal from 01 per type, issuing unit and period; a number once taken is never given again."""

import unicodedata
from datetime import date

TERM, YEAR = "TERM", "YEAR"


def period_key(reset: str, *, term: str, on: date) -> str:
    """The register that a document of this day belongs to: the term of office, or the year.

    reset: rule `numbering_reset`. A unit without a recorded term is numbered by year.
    """
    return term if reset == TERM and term else str(on.year)


def symbol(ordinal: int, *, kind: str, body: str, department: str | None = None) -> str:
    """The whole symbol: `12-QĐ/ĐTN`, with a drafting department `37-HD/TĐTN-BTC`."""
    issuer = f"{body}-{department}" if department else body
    return f"{ordinal:02d}-{kind}/{issuer}" if issuer else f"{ordinal:02d}-{kind}"


def number_key(text: str) -> str:
    """What two spellings of one number share: no accents, spaces, hyphens, slashes or leading zeros."""
    return "".join(letter for letter in folded(text) if letter.isalnum()).lstrip("0")


def folded(text: str) -> str:
    """The text without accents and capitals, spaces squeezed; đ is d."""
    marked = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(letter for letter in marked if not unicodedata.combining(letter)).split())
