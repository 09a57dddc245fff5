"""What it takes to be signed in, and for how long."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from hashlib import sha256
from uuid import UUID

from services.kit.faults import Conflict, Invalid, NotFound, Unauthenticated

ACCESS_LIFE = timedelta(minutes=15)
REFRESH_LIFE = timedelta(days=30)
INVITATION_LIFE = timedelta(days=7)
LOST_ANSWER_GRACE = timedelta(seconds=30)
RECOVERY_CODES = 10
KNOWN_FOR = timedelta(days=400)
"""How long a device that is no longer used is still known as its owner's."""
OFFICERS_WITH_SECOND_FACTOR = frozenset({"GRASSROOTS_OFFICER", "DISTRICT_OFFICER", "PROVINCE_OFFICER", "INSPECTOR"})


@dataclass(frozen=True, kw_only=True)
class Account:
    """A person's means of signing in. A password hash of None means: invited, not yet come."""

    person_id: UUID
    code: str | None
    full_name: str
    password_hash: str | None
    totp_secret: str | None
    totp_confirmed_at: datetime | None
    totp_step: int | None
    is_admin: bool
    closed_at: datetime | None

    @property
    def has_second_factor(self) -> bool:
        return self.totp_confirmed_at is not None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.password_hash is not None


@dataclass(frozen=True, kw_only=True)
class Session:
    """One device signed in; also the family of its refresh tokens."""

    id: UUID
    person_id: UUID
    device: str | None
    created_at: datetime
    seen_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class RefreshToken:
    token_hash: bytes
    session_id: UUID
    generation: int
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Invitation:
    id: UUID
    person_id: UUID
    is_admin: bool
    expires_at: datetime
    used_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Office:
    """A position in force today, as a token and a screen need it."""

    id: UUID
    role: str
    code: str
    title: str
    unit_id: UUID
    unit_name: str
    level: str
    until: date | None


def needs_second_factor(offices: Iterable[Office]) -> bool:
    """One of the offices is of a level that must sign in with two factors when the rule says so."""
    return any(office.role in OFFICERS_WITH_SECOND_FACTOR for office in offices)


class Exchange(Enum):
    """What presenting a refresh token amounts to."""

    FIRST = "first"
    LOST_ANSWER = "lost-answer"
    REUSE = "reuse"


def judge_refresh(token: RefreshToken, session: Session, *, at: datetime) -> Exchange:
    """Whether the token is presented for the first time, again after a lost answer, or by a thief.

    Raises Unauthenticated("session-over") when there is nothing left to exchange.
    """
    if session.ended_at is not None or token.expires_at <= at:
        raise Unauthenticated("session-over")
    if token.used_at is None:
        return Exchange.FIRST
    return Exchange.LOST_ANSWER if at - token.used_at <= LOST_ANSWER_GRACE else Exchange.REUSE


def check_invitation(invitation: Invitation | None, *, at: datetime) -> Invitation:
    """The invitation, when it may still be accepted; what is wrong with it otherwise."""
    if invitation is None:
        raise NotFound("unknown-invitation")
    if invitation.used_at is not None:
        raise Conflict("invitation-used")
    if invitation.withdrawn_at is not None or invitation.expires_at <= at:
        raise Conflict("invitation-expired")
    return invitation


def state_of(*, has_password: bool, closed_at: datetime | None, invited_until: datetime | None, at: datetime) -> str:
    """`locked`, `open`, `invited` while a link waits for somebody without a password, or `none`."""
    if closed_at is not None:
        return "locked"
    if has_password:
        return "open"
    return "invited" if invited_until is not None and invited_until > at else "none"


# ---------------------------------------------------------------- lock-out


@dataclass(frozen=True)
class Allowance:
    """So many failures within a while, then a rest."""

    failures: int
    within: timedelta
    rest: timedelta


KNOWN_DEVICE = Allowance(10, timedelta(minutes=15), timedelta(minutes=5))
ADDRESS = Allowance(5, timedelta(minutes=15), timedelta(minutes=15))
STRANGERS = Allowance(100, timedelta(hours=1), timedelta(minutes=15))
UNDER_ATTACK = Allowance(2, timedelta(hours=1), timedelta(hours=1))
"""What one address has while so many strangers fail at an account; its owner at a clean address still gets in."""
STRANGERS_TOGETHER = "strangers"


@dataclass(frozen=True)
class Failures:
    """Failed attempts of one source on one account."""

    source: str
    failed_at: tuple[datetime, ...] = ()
    locked_until: datetime | None = None

    def is_locked(self, *, at: datetime) -> bool:
        return self.locked_until is not None and self.locked_until > at


def sources(*, device: str | None, is_known: bool, address: str | None) -> Mapping[str, Allowance]:
    """Whose failures count for this attempt.

    A device that was signed in before is judged by itself alone: whatever strangers do, its owner gets in. A stranger is
    judged by network address; all strangers together are counted against a botnet, which leaves each address fewer tries.
    """
    if is_known and device is not None:
        return {f"device:{device}": KNOWN_DEVICE}
    return {f"address:{address or 'unknown'}": ADDRESS, STRANGERS_TOGETHER: STRANGERS}


def allowances_now(
    judged: Mapping[str, Allowance], failures: Mapping[str, Failures], *, at: datetime
) -> Mapping[str, Allowance]:
    """The allowance of each source; while strangers fail at the account from everywhere, an address has fewer tries."""
    together = failures.get(STRANGERS_TOGETHER)
    if together is None or not together.is_locked(at=at):
        return judged
    return {source: UNDER_ATTACK if allowance is ADDRESS else allowance for source, allowance in judged.items()}


def stand_in(login: str) -> UUID:
    """The key under which failures at a login that nobody bears are counted: the same however the login is written."""
    plain = "".join(sign for sign in login.lower() if sign.isalnum() or sign == "@")
    digits = plain.removeprefix("84").removeprefix("0") if plain.isdecimal() else plain
    return UUID(bytes=sha256(f"login:{digits}".encode()).digest()[:16])


def failed_again(failures: Failures, allowance: Allowance, *, at: datetime) -> Failures:
    """One more failure counted; locked when the allowance is spent."""
    recent = (*(when for when in failures.failed_at if at - when < allowance.within), at)
    if len(recent) < allowance.failures:
        return replace(failures, failed_at=recent)
    return replace(failures, failed_at=(), locked_until=at + allowance.rest)


# ---------------------------------------------------------------- passwords

_TOO_COMMON = frozenset(
    [
        "1234567890",
        "0123456789",
        "12345678910",
        "123456789a",
        "password12",
        "password123",
        "matkhau123",
        "matkhau1234",
        "qwertyuiop",
        "doanthanhnien",
        "doanthanhnien1",
        "bacgiang2024",
        "bacgiang123",
        "iloveyou123",
        "1111111111",
        "0000000000",
        "1q2w3e4r5t",
        "abcdefghij",
        "anhyeuem123",
        "vietnam123",
        "vietnam1234",
        "123123123123",
        "qwerty12345",
        "abc1234567",
        "doanso1234",
        "doanvien123",
    ]
)


def check_new_password(password: str, *, names: tuple[str | None, ...] = (), field: str = "password") -> None:
    """A password of ten characters or more that is neither a common one nor the person's own code or phone.

    Raises Invalid with the reason in Vietnamese.
    """
    plain = password.strip().lower()
    if plain in _TOO_COMMON or len(set(plain)) < 4:
        raise Invalid(errors={field: ["Mật khẩu này quá dễ đoán. Chọn mật khẩu khác, ví dụ ba từ không liên quan."]})
    if plain in {name.lower() for name in names if name}:
        raise Invalid(errors={field: ["Mật khẩu không được trùng mã đoàn viên, số điện thoại hoặc e-mail của bạn."]})


def shortened(full_name: str) -> str:
    """A name as a stranger who holds a link may see it: “Nguyễn T. H.”."""
    first, *others = full_name.split()
    return " ".join([first, *(f"{word[0]}." for word in others)])
