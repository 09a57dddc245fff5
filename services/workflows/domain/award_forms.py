"""Forms of award by the rule set: who owns each, and whom it is for (S15, S58, S60). The province edits them from a day on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from services.contracts.rules import AWARD_LEVELS
from services.workflows.domain.lists import Choices
from services.workflows.domain.rules import Rules

INDIVIDUAL, COLLECTIVE, CONTRIBUTOR = "individual", "collective", "contributor"
CENTRAL = "CENTRAL"
LEVELS: Final = AWARD_LEVELS
"""Levels that own forms of award, the nearest first."""


@dataclass(frozen=True)
class AwardForm:
    """One form of award. level: who owns it. kind: whom it is for; a contributor need not be a member."""

    code: str
    level: str
    kind: str
    title: str

    @property
    def level_title(self) -> str:
        return LEVELS[self.level]


def of(rules: Rules) -> dict[str, AwardForm]:
    """The forms of the set by code, those of the nearest level first."""
    told = sorted(map(_form, rules.rows("award_forms")), key=lambda form: tuple(LEVELS).index(form.level))
    return {form.code: form for form in told}


def _form(row: Mapping[str, Any]) -> AwardForm:
    return AwardForm(*(str(row[name]) for name in ("code", "level", "kind", "title")))


def find(rules: Rules, code: str) -> AwardForm | None:
    """The form of that code."""
    row = next((row for row in rules.rows("award_forms") if row["code"] == code), None)
    return _form(row) if row else None


def choices(rules: Rules) -> Choices:
    """The forms as a box offers them."""
    return tuple((form.code, form.title) for form in of(rules).values())


KINDS: Final[Choices] = (
    ("THUONG_XUYEN", "Thường xuyên (hằng năm)"),
    ("CHUYEN_DE", "Chuyên đề"),
    ("DOT_XUAT", "Đột xuất"),
    ("DOI_NGOAI", "Đối ngoại"),
    ("CONG_HIEN", "Cống hiến"),
)
