"""Seals: facts signed once (Ed25519), so that whoever holds the public keys can check them without asking anybody.

A seal is `1.<key id>.<facts>.<signature>`, the last two in base64url; signed are the first three with the subject's own code
put before the facts, so that a seal counts for one subject alone. It has no spaces and fits in a QR code.

`python -m services.kit.seals make-keys DIR` makes `signing.json` (private) and `public.json`, and leaves keys that exist alone;
`rotate-keys DIR` signs with a new key from then on. Public keys stay for ever: what was sealed can always be checked.
"""

import argparse
import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from services.kit import settings, wire
from services.kit.faults import Invalid, Unavailable

VERSION = "1"
Facts = Sequence[str]

_signing: dict[Path, tuple[float, str, Ed25519PrivateKey]] = {}


def seal(subject: str, facts: Facts, *, folder: Path | None = None) -> str:
    """The facts about the subject, signed with the newest key. Raises Unavailable("seal-without-key") when there is none."""
    kid, key = _newest(folder or settings.read().seal_keys)
    payload = _encoded(wire.dumps(list(facts)))
    signature = key.sign(_signed(subject, kid, payload))
    return f"{VERSION}.{kid}.{payload}.{_encoded(signature)}"


def opened(subject: str, sealed: str, *, keys: dict[str, Any]) -> list[str]:
    """The facts, when the seal is one of ours about the subject. Raises Invalid("seal-broken")."""
    try:
        version, kid, payload, signature = sealed.split(".")
        (held,) = (each for each in keys["keys"] if each["kid"] == kid)
        public = Ed25519PublicKey.from_public_bytes(_decoded(held["x"]))
        if version != VERSION:
            raise ValueError(version)
        public.verify(_decoded(signature), _signed(subject, kid, payload))
        facts: list[str] = wire.loads(_decoded(payload))
        return facts
    except (InvalidSignature, ValueError):
        raise Invalid("seal-broken", errors={"seal": ["Chữ ký không đúng hoặc không phải của Đoàn."]}) from None


def public_keys(folder: Path | None = None) -> dict[str, Any]:
    """Every key that anything was ever sealed with, as a set of JWKs."""
    shown: dict[str, Any] = wire.loads(((folder or settings.read().seal_keys) / "public.json").read_bytes())
    return shown


def make_keys(folder: Path) -> None:
    """The folder holds a new key to sign with, and its public part before the older ones."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = Ed25519PrivateKey.generate()
    public = fresh.public_key().public_bytes_raw()
    shown = {"kty": "OKP", "crv": "Ed25519", "kid": _name_of(public), "use": "sig", "x": _encoded(public)}
    older = public_keys(folder)["keys"] if (folder / "public.json").exists() else []
    # The public set first: nothing is ever signed by a key that nobody can look up.
    _write(folder / "public.json", {"keys": [shown, *older]}, mode=0o644)
    _write(folder / "signing.json", {"keys": [{**shown, "d": _encoded(fresh.private_bytes_raw())}]}, mode=0o600)


def _newest(folder: Path) -> tuple[str, Ed25519PrivateKey]:
    path = folder / "signing.json"
    try:
        changed = path.stat().st_mtime
    except FileNotFoundError:
        raise Unavailable(
            "seal-without-key",
            text="Máy chủ chưa có khoá ký văn bản.",
            mend="Người quản trị tạo khoá ký; văn bản đang chờ sẽ được cấp tiếp.",
        ) from None
    if path not in _signing or _signing[path][0] != changed:
        (held,) = wire.loads(path.read_bytes())["keys"]
        _signing[path] = (changed, held["kid"], Ed25519PrivateKey.from_private_bytes(_decoded(held["d"])))
    return _signing[path][1:]


def _signed(subject: str, kid: str, payload: str) -> bytes:
    return f"{VERSION}.{kid}.{subject}.{payload}".encode()


def _name_of(public: bytes) -> str:
    return hashlib.sha256(public).hexdigest()[:8]


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _write(path: Path, keys: dict[str, Any], *, mode: int) -> None:
    fresh = path.with_suffix(".new")
    fresh.touch(mode=mode)
    fresh.write_bytes(wire.dumps(keys))
    fresh.replace(path)


def main() -> None:
    """`make-keys DIR` or `rotate-keys DIR`."""
    parser = argparse.ArgumentParser(prog="services.kit.seals")
    parser.add_argument("verb", choices=("make-keys", "rotate-keys"))
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    if given.verb == "rotate-keys" or not (given.folder / "signing.json").exists():
        make_keys(given.folder)


if __name__ == "__main__":
    main()
