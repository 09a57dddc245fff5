"""Counts of limits that the gateway's workers share: a table in a file that all of them have mapped, under one lock.

Sixteen bytes a key (a hash of it, the end of its window, its count) in one of four places. Where all four are taken, the
one whose window ends first makes room: a limit may then let somebody through, and never keeps anybody out.
"""

import fcntl
import mmap
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from limits.storage import Storage

SCHEME = "shared"
_SLOT = struct.Struct("<QII")
_SLOTS = 1 << 16
_PLACES = 4


def limits_file(state: Path) -> Path:
    """Where the workers of a gateway count."""
    return state.resolve() / "gateway-limits"


class SharedCounts(Storage):
    """What flask-limiter counts in. Address: `shared:///folder/file`."""

    STORAGE_SCHEME = [SCHEME]

    def __init__(self, uri: str, wrap_exceptions: bool = False, **_options: object) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        path = Path(uri.removeprefix(f"{SCHEME}://"))
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a+b")
        self._file.truncate(_SLOTS * _SLOT.size)
        self._table = mmap.mmap(self._file.fileno(), _SLOTS * _SLOT.size)

    @property
    def base_exceptions(self) -> type[Exception]:
        return OSError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count the key once more in its window, which lasts `expiry` seconds from the first time."""
        with self._locked():
            offset, ends_at, count = self._find(key)
            if not count:
                ends_at = int(time.time() + expiry) + 1
            _SLOT.pack_into(self._table, offset, _hash(key), ends_at, count + amount)
            return count + amount

    def get(self, key: str) -> int:
        return self._find(key)[2]

    def get_expiry(self, key: str) -> float:
        _, ends_at, count = self._find(key)
        return float(ends_at) if count else time.time()

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        with self._locked():
            self._table[:] = bytes(len(self._table))
        return None

    def clear(self, key: str) -> None:
        with self._locked():
            _SLOT.pack_into(self._table, self._find(key)[0], 0, 0, 0)

    def _find(self, key: str) -> tuple[int, int, int]:
        """Where the key is counted or would be, the end of its window and its count; 0 once that is over."""
        wanted, now, best = _hash(key), time.time(), (0, 1 << 32)
        for place in range(_PLACES):
            offset = (wanted + place) % _SLOTS * _SLOT.size
            found, ends_at, count = _SLOT.unpack_from(self._table, offset)
            if found == wanted:
                return offset, ends_at, count if ends_at > now else 0
            best = min(best, (offset, ends_at), key=lambda slot: slot[1])
        return best[0], 0, 0

    @contextmanager
    def _locked(self) -> Iterator[None]:
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little") or 1
