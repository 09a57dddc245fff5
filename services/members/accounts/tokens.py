"""Random texts that open something, and the hashes they are known by."""

import hashlib
import secrets
import time

import pyotp

ISSUER = "Đoàn Số"
_STEP_S = 30
# No I, L, O, U, 0 or 1: read aloud and typed from paper.
_READABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def random_token() -> str:
    """256 bits that nobody can guess, as text for a link or a cookie."""
    return secrets.token_urlsafe(32)


def recovery_code() -> str:
    """A code of ten letters and digits, for paper: `7F3KM-2QXWT`."""
    drawn = "".join(secrets.choice(_READABLE) for _ in range(10))
    return f"{drawn[:5]}-{drawn[5:]}"


def digest(token: str) -> bytes:
    """What a random token is known by. A plain hash: nothing that random can be searched for."""
    return hashlib.sha256(token.encode()).digest()


def digest_codes(codes: list[str], person_id: str) -> list[bytes]:
    """What each recovery code is known by."""
    return [digest_of_code(code, person_id) for code in codes]


def digest_of_code(code: str, person_id: str) -> bytes:
    """What a recovery code is known by; fifty bits, so each account's hash is its own and slow to search."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.pbkdf2_hmac("sha256", plain.encode(), person_id.encode(), 50_000)


def new_totp_secret() -> str:
    """A secret for an authenticator app."""
    return pyotp.random_base32()


def totp_uri(secret: str, *, name: str) -> str:
    """The text of the QR code that an authenticator app reads."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def totp_step(secret: str, code: str) -> int | None:
    """The step of real time that the code belongs to, one early or late at most; None for a wrong code."""
    now = int(time.time()) // _STEP_S
    codes = pyotp.TOTP(secret)
    for step in (now, now - 1, now + 1):
        if secrets.compare_digest(codes.generate_otp(step).encode(), code.encode()):
            return step
    return None
