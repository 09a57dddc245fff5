"""Who is asking: a token signed once (Ed25519), verified by every service, and kept until it expires.

`python -m services.kit.actor make-keys DIR` makes `signing.json` (private) and `jwks.json` (public), and leaves keys that
exist alone; `rotate-keys DIR` puts a new key first and keeps the older public one, so that tokens overlap.
"""

import argparse
import contextlib
import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from services.kit import ids, settings, wire
from services.kit.faults import Unauthenticated

ALGORITHM = "Ed25519"  # joserfc deprecates the name "EdDSA"
LIFETIME_S = 900
REREAD_S, PUBLISHED_S = 1.0, 3.0
"""How often, at most, unknown keys are looked for; and how long a new key is public before it signs."""
_KEPT = 20_000
OPERATOR_ID = UUID(int=0)
"""The person that a token of the machine's own commands names: nobody in the registry."""


@dataclass(frozen=True)
class Position:
    """A role at a unit, until the last day of its term."""

    role: str
    unit_id: UUID
    level: str
    until: date | None
    code: str

    def claim(self) -> list[Any]:
        """The position as a token and a command carry it."""
        return [self.role, str(self.unit_id), self.level, self.until and self.until.isoformat(), self.code]

    @classmethod
    def of_claim(cls, claim: list[Any]) -> "Position":
        role, unit_id, level, until, code = claim
        return cls(role, UUID(unit_id), level, date.fromisoformat(until) if until else None, code)


@dataclass(frozen=True)
class Actor:
    """The one a call is made for."""

    person_id: UUID | None
    session_id: UUID | None
    name: str
    positions: tuple[Position, ...]
    is_admin: bool
    issued_at: datetime | None = None

    NOBODY: "ClassVar[Actor]"
    SYSTEM: "ClassVar[Actor]"

    @property
    def is_system(self) -> bool:
        """The services themselves: timers, jobs without a person, readers of events."""
        return self.person_id is None and self.is_admin

    @property
    def is_operator(self) -> bool:
        """A command of whoever runs the machine, under a token signed for it."""
        return self.person_id == OPERATOR_ID and self.is_admin

    def unit_ids(self, *roles: str, on: date | None = None) -> frozenset[UUID]:
        """Units where one of the roles (any, if none is named) is held; given a day, only terms that reach it."""
        return frozenset(
            position.unit_id
            for position in self.positions
            if (not roles or position.role in roles) and not (on and position.until and position.until < on)
        )

    def with_offices(self, codes: Collection[str], *, of_roles: Collection[str]) -> "Actor":
        """The actor without positions of these roles that are no such office; other roles stay."""
        held = tuple(each for each in self.positions if each.role not in of_roles or each.code in codes)
        return self if held == self.positions else replace(self, positions=held)

    def record(self) -> dict[str, Any]:
        """The actor as commands, events and the audit keep them: no name."""
        return {
            "person_id": self.person_id and str(self.person_id),
            "positions": [position.claim() for position in self.positions],
            "is_admin": self.is_admin,
        }

    @classmethod
    def of_record(cls, record: dict[str, Any] | None) -> "Actor":
        """The actor of a record; none means the services themselves."""
        if record is None:
            return cls.SYSTEM
        person_id = record.get("person_id")
        positions = tuple(Position.of_claim(claim) for claim in record.get("positions", ()))
        return cls(person_id and UUID(person_id), None, "", positions, bool(record.get("is_admin")))

    def claims(self) -> dict[str, Any]:
        """What a token says of the actor."""
        return {
            "sub": str(self.person_id),
            "sid": str(self.session_id),
            "name": self.name,
            "pos": [position.claim() for position in self.positions],
            "adm": self.is_admin,
        }


Actor.NOBODY = Actor(None, None, "", (), False)
Actor.SYSTEM = Actor(None, None, "system", (), True)


class Keys:
    """The keys in a folder; read again when a token names one we do not know."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._public: dict[str, OKPKey] = {}
        self._read_at = 0.0

    def public(self, kid: str) -> OKPKey:
        """The public key of that name. Raises Unauthenticated("token-invalid")."""
        if kid not in self._public and time.monotonic() - self._read_at > REREAD_S:
            self._read_at = time.monotonic()
            with contextlib.suppress(FileNotFoundError):
                held = wire.loads((self.folder / "jwks.json").read_bytes())["keys"]
                self._public = {key["kid"]: OKPKey.import_key(key) for key in held}
        if kid not in self._public:
            raise Unauthenticated("token-invalid")
        return self._public[kid]

    def private(self) -> OKPKey:
        """The newest key to sign with."""
        return OKPKey.import_key(wire.loads((self.folder / "signing.json").read_bytes())["keys"][0])


_keys: dict[Path, Keys] = {}
_signing: dict[Path, tuple[float, OKPKey]] = {}
_verified: dict[str, tuple[float, Actor]] = {}


def sign(claims: dict[str, Any], *, lifetime_s: int = LIFETIME_S, folder: Path | None = None) -> str:
    """A token that says the claims and expires. Signed with the newest key of the folder."""
    keys = _folder(folder)
    path = keys.folder / "signing.json"
    changed = path.stat().st_mtime
    if _signing.get(path, (0.0,))[0] != changed:
        _signing[path] = (changed, keys.private())
    key, now = _signing[path][1], time.time()
    body = {**wire.plain(claims), "iat": round(now, 3), "exp": int(now) + lifetime_s}
    return jwt.encode({"alg": ALGORITHM, "kid": key.kid}, body, key, algorithms=[ALGORITHM])


def verify(token: str, *, folder: Path | None = None) -> Actor:
    """The actor of a token. Raises Unauthenticated("token-invalid" | "token-expired")."""
    kept = _verified.get(token)
    if kept is None:
        kept = _checked(token, _folder(folder))
        if len(_verified) >= _KEPT:
            _verified.clear()
        _verified[token] = kept
    if kept[0] <= time.time():
        raise Unauthenticated("token-expired")
    return kept[1]


def _checked(token: str, keys: Keys) -> tuple[float, Actor]:
    try:
        decoded = jwt.decode(token, lambda given: keys.public(given.headers()["kid"]), algorithms=[ALGORITHM])
        claims = decoded.claims
        actor = Actor(
            person_id=UUID(claims["sub"]),
            session_id=UUID(claims["sid"]) if claims.get("sid") not in (None, "None") else None,
            name=claims.get("name", ""),
            positions=tuple(Position.of_claim(claim) for claim in claims.get("pos", ())),
            is_admin=claims.get("adm") is True,
            issued_at=datetime.fromtimestamp(claims["iat"], UTC),
        )
        return float(claims["exp"]), actor
    except (JoseError, KeyError, ValueError, TypeError, AttributeError):
        raise Unauthenticated("token-invalid") from None


def _folder(folder: Path | None) -> Keys:
    path = folder or settings.read().keys
    return _keys.setdefault(path, Keys(path))


def jwks(folder: Path | None = None) -> dict[str, Any]:
    """The public keys, as `/.well-known/jwks.json` shows them."""
    shown: dict[str, Any] = wire.loads((_folder(folder).folder / "jwks.json").read_bytes())
    return shown


def make_keys(folder: Path, *, kept: int = 0) -> None:
    """The folder holds a new signing key first and the last `kept` older ones, with the public set beside it.

    The public set comes first, and a moment before the key is signed with: whoever verifies has read it by then.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "signing.json"
    older = KeySet.import_key_set(wire.loads(path.read_bytes())).keys[:kept] if kept else []
    fresh = OKPKey.generate_key("Ed25519", {"kid": ids.new().hex, "use": "sig", "alg": ALGORITHM}, private=True)
    keys = KeySet([fresh, *older])
    _write(folder / "jwks.json", keys.as_dict(private=False), mode=0o644)
    if older:
        time.sleep(PUBLISHED_S)
    _write(path, keys.as_dict(private=True), mode=0o600)


def _write(path: Path, keys: Any, *, mode: int) -> None:
    fresh = path.with_name(f"{path.name}.new")
    fresh.touch(mode=mode)
    fresh.write_bytes(wire.dumps(keys))
    fresh.replace(path)


def main() -> None:
    """`make-keys DIR` or `rotate-keys DIR`."""
    parser = argparse.ArgumentParser(prog="services.kit.actor")
    parser.add_argument("verb", choices=("make-keys", "rotate-keys"))
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    if given.verb == "rotate-keys":
        make_keys(given.folder, kept=1)
    elif not (given.folder / "signing.json").exists():
        make_keys(given.folder)


if __name__ == "__main__":
    main()
