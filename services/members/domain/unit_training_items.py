"""Items that a unit adds to the training catalogue for its own members (domain rule 8): dated, and never in place of another's.

An item has one wording a day; a change ends one wording and begins another, so that earlier days keep what they said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Final
from uuid import UUID

from services.contracts.training_catalogue import GROUPS
from services.kit.faults import Invalid, NotFound
from services.members.domain import names
from services.members.domain.rule_values import MOST_ROWS, WORDS
from services.members.domain.units import Remark, Unit

RULE: Final = "training_items_level"
_RULE_TITLE: Final = "Cấp thấp nhất được thêm nội dung rèn luyện riêng"
_LEVELS: Final = ("PROVINCE", "DISTRICT", "GRASSROOTS")
"""From the top down; the province adds to the catalogue itself."""
STATES: Final = {"current": "Đang áp dụng", "coming": "Sắp áp dụng", "over": "Đã kết thúc"}


@dataclass(frozen=True, kw_only=True)
class Item:
    """One wording of an item; `ended_on` is the first day without it."""

    id: UUID
    unit_id: UUID
    code: str
    group: str
    text: str
    measure: str
    target: str
    source: str | None
    from_on: date
    ended_on: date | None = None
    version: int = 1

    COPIED: ClassVar[tuple[str, ...]] = (
        *("id", "unit_id", "group", "text", "measure", "target", "from_on", "ended_on", "version"),
    )

    def lasts(self, day: date) -> bool:
        """The wording holds on the day or will hold later."""
        return self.ended_on is None or self.ended_on > max(day, self.from_on)

    def holds(self, day: date) -> bool:
        """The wording is what the item says on the day."""
        return self.from_on <= day and self.lasts(day)

    def state(self, today: date) -> str:
        """One of STATES."""
        if not self.lasts(today):
            return "over"
        return "current" if self.from_on <= today else "coming"

    def row(self) -> dict[str, str]:
        """The item as an entry of the catalogue."""
        return {name: getattr(self, name) for name in ("code", "group", "text", "measure", "target")}


def may_own(level: str) -> bool:
    """Units of the level can have items of their own where the rule lets them."""
    return level in _LEVELS[1:]


def not_here(unit: Unit, *, lowest: str) -> Remark | None:
    """Why the unit adds no items: the rule names the lowest level that does."""
    if may_own(unit.level) and _LEVELS.index(unit.level) <= _LEVELS.index(lowest):
        return None
    text = f"Quy định “{_RULE_TITLE}” đang là: {WORDS[RULE][lowest]}; {unit.name} ở cấp thấp hơn."
    mend = "Đề nghị Đoàn cấp trên thêm nội dung này, hoặc đề nghị Tỉnh đoàn đổi quy định."
    return Remark("training-items-of-superior", text, mend)


def added(item: Item, *, seen: Sequence[Mapping[str, str]], own: Iterable[Item]) -> list[Item]:
    """One more item of the unit. seen: entries that its members may choose on the day. Raises Invalid."""
    _require_new_words(item, seen)
    if sum(each.lasts(item.from_on) for each in own) >= MOST_ROWS:
        raise Invalid(errors={"text": [f"Đã có {MOST_ROWS} nội dung. Kết thúc nội dung không còn dùng trước."]})
    return [item]


def changed(item: Item, *, seen: Sequence[Mapping[str, str]], own: Iterable[Item]) -> list[Item]:
    """The item in other words from their first day on, and what gives way to them. Raises NotFound, Invalid."""
    standing = _standing(own, item.code, on=item.from_on)
    new = replace(item, group=standing[0].group)
    _require_new_words(new, [row for row in seen if row["code"] != item.code])
    return [*(_cut(each, on=item.from_on) for each in standing), new]


def ended(own: Iterable[Item], code: str, *, on: date) -> list[Item]:
    """The item's wordings, none of which holds from the day on. Raises NotFound("training-item-unknown")."""
    return [_cut(each, on=on) for each in _standing(own, code, on=on)]


def _standing(own: Iterable[Item], code: str, *, on: date) -> list[Item]:
    found = [each for each in own if each.code == code and each.lasts(on)]
    if not found:
        text = "Đơn vị này không có nội dung rèn luyện đó vào ngày đã chọn; nội dung của cấp trên do cấp trên sửa."
        raise NotFound("training-item-unknown", text=text, mend="Tải lại trang để xem nội dung của đơn vị.")
    return found


def _cut(item: Item, *, on: date) -> Item:
    return replace(item, ended_on=max(on, item.from_on), version=item.version + 1)


def _require_new_words(item: Item, seen: Iterable[Mapping[str, str]]) -> None:
    key = names.search_key(item.text)
    same = next((row for row in seen if row["group"] == item.group and names.search_key(row["text"]) == key), None)
    if same is not None:
        text = f"Nhóm “{GROUPS[item.group]}” đã có “{same['text']}”. Ghi nội dung khác."
        raise Invalid(errors={"text": [text]})
