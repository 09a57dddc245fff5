"""Member codes and e-cards (domain rule 14.2)."""

from typing import Final
from uuid import UUID

from services.kit.faults import Conflict

PROVINCE: Final = "24"
SERIALS: Final = 99_999


def code_prefix(*, district_seq: int, year: int) -> str:
    """Province, district-level unit and year of first admission: the six digits that serials are counted under."""
    return f"{PROVINCE}{district_seq % 100:02d}{year % 100:02d}"


def member_code(prefix: str, serial: int) -> str:
    """The twelve digits of a member, given once and never changed.

    Raises Conflict("member-codes-exhausted") past the last serial of a district and year.
    """
    if serial > SERIALS:
        raise Conflict("member-codes-exhausted", prefix=prefix)
    body = f"{prefix}{serial:05d}"
    return body + check_digit(body)


def check_digit(digits: str) -> str:
    """The Luhn digit that makes any single slip, and nearly any swap, visible."""
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def is_member_code(text: str) -> bool:
    """Twelve digits with the right last one."""
    return len(text) == 12 and text.isdecimal() and check_digit(text[:-1]) == text[-1]


def card_number(code: str, *, issue: int = 1) -> str:
    """The number printed on the card: the member code in groups of four; of a card issued anew, also which one it is."""
    grouped = " ".join(code[place : place + 4] for place in range(0, 12, 4))
    return grouped if issue == 1 else f"{grouped}-{issue}"


def honorary_number(serial: int) -> str:
    """The number on the card of an honorary member, of a series of its own."""
    return f"DD-{serial:06d}"


def card_claims(*, person_id: UUID, code: str, card_no: str | None) -> dict[str, str | None]:
    """What the QR text of an e-card says: enough to recognise the bearer, nothing that is private.

    It names no `sub`: signed with the keys of access tokens, it must never pass for one.
    """
    return {"use": "card", "person": str(person_id), "code": code, "card": card_no}
