"""Files by the digest of their content, in a folder or an S3-compatible store. Store first, then write the row that names it.

What people upload is first only received: it can be read like any other file, and goes after a week unless something that was
saved refers to it (`keep`).
"""

import errno
import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import filetype
import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, from_url

from services.kit import log
from services.kit.faults import Invalid, NotFound, Unavailable
from services.kit.settings import Settings

_FULL, _AWAY = (errno.ENOSPC, errno.EDQUOT), (errno.EROFS, errno.EIO, errno.ENODEV, errno.ESTALE)
_FULL_SIGNS = ("No space left", "StorageFull", "quota exceeded", "os error 28", "os error 122")
"""How a store in Rust or far away says that it is full."""
STEP = 64 * 1024
LIMIT = 20 * 1024 * 1024
UNKEPT_LIFE = timedelta(days=7)
"""How long what was received and is referred to by nothing stays: as long as somebody may come back to a draft."""
_RECEIVED = "received"


@dataclass(frozen=True)
class Stored:
    """A file that is in the store. digest: sha-256 in hex; media_type: as its first bytes say."""

    digest: str
    size: int
    media_type: str


class Files:
    """The store. Same content, same digest, one copy."""

    def __init__(self, settings: Settings) -> None:
        place = settings.files
        self.folder = None if "://" in place else Path(place)
        self._store: Any = from_url(place) if self.folder is None else LocalStore(self.folder, mkdir=True)

    def put(self, source: bytes | BinaryIO | Iterable[bytes], *, limit: int = LIMIT) -> Stored:
        """The content is in the store.

        Raises Invalid("file-too-large", limit=…) once it is seen to be longer; Unavailable("store-full" | "store-away").
        """
        with _troubles(is_reading=False):
            return self._put(source, limit=limit, key=_key)

    def receive(self, source: bytes | BinaryIO | Iterable[bytes], *, limit: int = LIMIT) -> Stored:
        """The content is in the store for a week, unless it is kept. Raises what `put` raises."""
        with _troubles(is_reading=False):
            return self._put(source, limit=limit, key=_received_key)

    def keep(self, digest: str) -> None:
        """A file that was received stays for good: something refers to it. Raises NotFound("file-unknown")."""
        with _troubles():
            if not self._holds(_key(digest)):
                obstore.copy(self._store, _received_key(digest), _key(digest))

    def delete_unkept(self, *, before: datetime, at_most: int) -> int:
        """Remove files that were received before the instant, whether or not they were kept meanwhile; answers how many.

        What was kept has its own copy by then.
        """
        with _troubles(is_reading=False):
            found = (entry for page in obstore.list(self._store, prefix=_RECEIVED) for entry in page)
            old = [entry["path"] for entry in islice((e for e in found if e["last_modified"] < before), at_most)]
            if old:
                obstore.delete(self._store, old)
        return len(old)

    def _put(self, source: bytes | BinaryIO | Iterable[bytes], *, limit: int, key: Callable[[str], str]) -> Stored:
        digest, size = hashlib.sha256(), 0
        with tempfile.TemporaryFile() as spool:
            for step in _steps(source):
                size += len(step)
                if size > limit:
                    raise Invalid("file-too-large", limit=limit)
                digest.update(step)
                spool.write(step)
            spool.seek(0)
            media_type = sniffed(spool.read(8192))
            spool.seek(0)
            name = digest.hexdigest()
            if not self._holds(_key(name)):
                obstore.put(self._store, key(name), spool)  # received again, it counts from now
        return Stored(name, size, media_type)

    def open(self, digest: str) -> bytes:
        """The whole content. Raises NotFound("file-unknown")."""
        return b"".join(self.read(digest))

    def read(self, digest: str, *, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The content from byte `start` up to, not including, `end`, in steps. Raises NotFound("file-unknown")."""
        stop = self.size(digest) if end is None else end
        with _troubles():
            place = self._place(digest)
        for low in range(start, stop, STEP * 16):
            with _troubles():
                step = obstore.get_range(self._store, place, start=low, end=min(low + STEP * 16, stop))
            yield bytes(step)

    def size(self, digest: str) -> int:
        """Its length in bytes. Raises NotFound("file-unknown")."""
        with _troubles():
            return int(obstore.head(self._store, self._place(digest))["size"])

    def _place(self, digest: str) -> str:
        """Where the content lies: for good, else where it was received."""
        return _key(digest) if self._holds(_key(digest)) else _received_key(digest)

    def _holds(self, key: str) -> bool:
        try:
            obstore.head(self._store, key)
        except FileNotFoundError:
            return False
        return True

    def stored(self, digest: str) -> Stored:
        """What lies in the store under the digest. Raises NotFound("file-unknown")."""
        size = self.size(digest)
        return Stored(digest, size, sniffed(b"".join(self.read(digest, end=min(size, 8192)))))

    def holds(self, digest: str) -> bool:
        """The content is here already."""
        try:
            return self.size(digest) >= 0
        except NotFound:
            return False

    def path(self, digest: str) -> Path:
        """Where the content lies on this machine; fetched first from a remote store. Raises NotFound("file-unknown")."""
        if self.folder is not None and self.holds(digest):
            return self.folder / self._place(digest)
        target = Path(tempfile.gettempdir()) / f"doanso-{digest}"
        if not target.exists():
            with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as part:
                part.writelines(self.read(digest))
            Path(part.name).replace(target)
        return target


def trouble(error: Exception) -> Unavailable | None:
    """What an error of a store, or of the disk under it, means to the caller; anything else is a defect."""
    if getattr(error, "errno", None) in _FULL or any(sign in str(error) for sign in _FULL_SIGNS):
        return Unavailable("store-full", retry_after_s=60)
    is_away = isinstance(error, (BaseError, PermissionError)) or getattr(error, "errno", None) in _AWAY
    return Unavailable("store-away", retry_after_s=5) if is_away else None


@contextmanager
def _troubles(*, is_reading: bool = True) -> Iterator[None]:
    """Errors of the store become faults. Raises NotFound("file-unknown"), Unavailable("store-full" | "store-away")."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound("file-unknown") if is_reading else Unavailable("store-away", retry_after_s=5) from error
    except (OSError, BaseError) as error:
        away = trouble(error)
        if away is None:
            raise
        log.get().warning("store_trouble", code=away.code, error=type(error).__name__)
        raise away from error


def sniffed(head: bytes) -> str:
    """The media type that the first bytes show: text when they read as text, unknown bytes otherwise."""
    kind = filetype.guess(head)
    if kind is not None:
        return str(kind.mime)
    try:
        head[:4096].decode("utf-8", errors="strict") if len(head) <= 4096 else head[:4096].decode(
            "utf-8", errors="ignore"
        )
    except UnicodeDecodeError:
        return "application/octet-stream"
    return "application/octet-stream" if b"\x00" in head else "text/plain"


def _key(digest: str) -> str:
    if len(digest) != 64 or not all(letter in "0123456789abcdef" for letter in digest):
        raise NotFound("file-unknown")
    return f"{digest[:2]}/{digest[2:4]}/{digest}"


def _received_key(digest: str) -> str:
    return f"{_RECEIVED}/{_key(digest)}"


def _steps(source: bytes | BinaryIO | Iterable[bytes]) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
    elif hasattr(source, "read"):
        while step := source.read(STEP):
            yield step
    else:
        yield from source
