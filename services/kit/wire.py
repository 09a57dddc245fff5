"""JSON as it travels: ids as text, instants with `Z`, days as `YYYY-MM-DD`."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import PurePath
from typing import Any

import orjson

DEEPEST = 40
"""So many lists and objects may lie in each other. JSON that can be read may lie too deep to be written again."""
_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


def dumps(value: Any) -> bytes:
    """The value as JSON bytes; sets become lists, decimals and paths become text."""
    return orjson.dumps(value, default=_plain, option=_OPTIONS)


def canonical(value: Any) -> bytes:
    """The same bytes for the same value, whatever the order of its keys: for hashes."""
    return orjson.dumps(value, default=_plain, option=_OPTIONS | orjson.OPT_SORT_KEYS)


loads: Callable[[bytes | str], Any] = orjson.loads


def plain(value: Any) -> Any:
    """The value as a reader at the far end will see it."""
    return orjson.loads(dumps(value))


def is_too_deep(value: Any) -> bool:
    """Lists and objects lie in each other more than `DEEPEST` times."""
    level = [value]
    for _ in range(DEEPEST + 1):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return True


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _plain(value: Any) -> Any:
    if isinstance(value, (set, frozenset)):
        return list(value)
    if isinstance(value, (Decimal, PurePath)):
        return str(value)
    raise TypeError(f"{type(value).__name__} does not travel")
