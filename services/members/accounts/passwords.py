"""Passwords at rest: argon2id, checked on a native thread so that a sign-in never freezes the host."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from services.kit import offload

# OWASP's first recommendation: 46 MiB, one pass. A hall of sixty is checked in a few seconds on two processors, where the
# three passes over 64 MiB of RFC 9106 took them both for as many again; older hashes are renewed at the next sign-in.
_HASHER = PasswordHasher(time_cost=1, memory_cost=47_104, parallelism=1)
# Checked when nobody bears the login, so that the time of the answer does not say so.
_NOBODYS = "$argon2id$v=19$m=47104,t=1,p=1$5J+GzdtYEee6TalD/GYtlw$q5CO+h4wuyqFO14EXpEoWI7SpqfVwUUITL5KNHYkW8c"


def hashed(password: str) -> str:
    """The password as it may be stored."""
    return offload.in_thread(_HASHER.hash, password)


def hashed_plainly(password: str) -> str:
    """The same, on the caller's own thread: for scripts, which have no host to freeze."""
    return _HASHER.hash(password)


def matches(password: str, password_hash: str | None) -> bool:
    """Whether the password is the one; takes as long when there is none."""
    return offload.in_thread(_matches, password, password_hash or _NOBODYS) and password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """The hash was made with weaker settings than today's."""
    return _HASHER.check_needs_rehash(password_hash)


def _matches(password: str, password_hash: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
