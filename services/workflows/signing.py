"""The installation's own key for packages: made at first use, kept with its other keys, used for nothing else."""

import base64
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from services.kit import settings


def sign(content: bytes) -> str:
    """The content's signature."""
    return base64.b64encode(_own().sign(content)).decode()


def own_public() -> bytes:
    """The public part, for other installations to trust."""
    return _own().public_key().public_bytes_raw()


def is_signed(content: bytes, signature: str, *, public: bytes) -> bool:
    """The content is what the holder of the key signed."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(base64.b64decode(signature, validate=True), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def read_public(text: str) -> bytes | None:
    """A public key as people hand it over: 32 bytes in base64."""
    try:
        found = base64.b64decode(text.strip(), validate=True)
    except ValueError:
        return None
    return found if len(found) == 32 else None


def written(public: bytes) -> str:
    """The key as people hand it over."""
    return base64.b64encode(public).decode()


def _own() -> Ed25519PrivateKey:
    path = settings.read().keys / "packages" / "signing.key"
    if not path.exists():
        _make(path)
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def _make(path: Path) -> None:
    """A key is there. Of two processes that make one at once the first wins: its file is never replaced."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_bytes(Ed25519PrivateKey.generate().private_bytes_raw())
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
