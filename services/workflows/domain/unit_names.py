"""Which unit people mean by a name that they typed: with or without accents, with the units above it where names repeat."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.workflows.domain import words

_SHOWN = 4


@dataclass(frozen=True)
class NamedUnit:
    """An open unit that members may be sent to. above: the names of the units over it, the nearest first."""

    id: UUID
    code: str
    name: str
    above: tuple[str, ...]

    @property
    def whole(self) -> str:
        return ", ".join((self.name, *self.above[:1]))


class UnitNames:
    """Units by what they are called."""

    def __init__(self, known: Iterable[NamedUnit]) -> None:
        self._by_name: dict[str, list[NamedUnit]] = {}
        self._by_code: dict[str, NamedUnit] = {}
        for unit in known:
            self._by_name.setdefault(_key(unit.name), []).append(unit)
            self._by_code[words.folded(unit.code)] = unit

    def find(self, said: str) -> tuple[UUID | None, str]:
        """The unit, or why it is not clear which one is meant, and what to write instead.

        A code, a whole name, or words of one name alone; after a comma the names of units above.
        """
        if by_code := self._by_code.get(words.folded(said)):
            return by_code.id, ""
        name, *above = (part for part in (_key(each) for each in said.split(",")) if part)
        found = _under(self._by_name.get(name, ()), above) or _under(self._holding(name), above)
        if len(found) == 1:
            return found[0].id, ""
        return None, _unclear(said, found) if found else self._unknown(said, name)

    def _holding(self, name: str) -> list[NamedUnit]:
        """Units with every word of the name, in its order."""
        return [unit for key, units in self._by_name.items() if f" {name} " in f" {key} " for unit in units]

    def _unknown(self, said: str, name: str) -> str:
        near = difflib.get_close_matches(name, self._by_name, n=_SHOWN, cutoff=0.7)
        shown = " hay ".join(f"“{unit.name}”" for key in near for unit in self._by_name[key][:1])
        return f"“{said}” không phải tên đơn vị nào. " + (f"Có phải là {shown}?" if near else "Ghi đúng tên đơn vị.")


def _key(text: str) -> str:
    return words.folded(text).strip(" .")


def _under(units: Sequence[NamedUnit], above: Sequence[str]) -> list[NamedUnit]:
    """Those with a unit of each of the names over them."""
    return [unit for unit in units if all(any(each in _key(over) for over in unit.above) for each in above)]


def _unclear(said: str, found: Sequence[NamedUnit]) -> str:
    shown = words.listed(f"“{unit.whole}”" for unit in found[:_SHOWN])
    more = f" và {len(found) - _SHOWN} đơn vị khác" if len(found) > _SHOWN else ""
    return f"“{said}” là tên của {len(found)} đơn vị: {shown}{more}. Ghi thêm đơn vị cấp trên sau dấu phẩy."


def names_above(path: Sequence[UUID], names: Mapping[UUID, str]) -> tuple[str, ...]:
    """Names of the units over the last one of the path, the nearest first."""
    return tuple(names[each] for each in reversed(path[:-1]) if each in names)
