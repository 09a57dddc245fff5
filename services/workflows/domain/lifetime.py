"""Days that no form can mean: before whoever the case is about was born."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.workflows.domain import words
from services.workflows.domain.view import View


def before_birth(days: Mapping[str, date], given: Mapping[str, Any], view: View) -> dict[str, list[str]]:
    """What is wrong with each day that lies before the birth: a mistyped year, mostly. given: the form that the days are of."""
    born_on, is_whole = _born(given, view) if days else (None, True)
    if born_on is None:
        return {}
    whose = f"của {view.subject.full_name} " if view.subject else ""
    said = f"({words.day(born_on)})" if is_whole else f"(năm {born_on.year})"
    return {
        name: [f"Ngày {words.day(day)} trước ngày sinh {whose}{said}. Sửa ngày này."]
        for name, day in days.items()
        if (day < born_on if is_whole else day.year < born_on.year)
    }


def _born(given: Mapping[str, Any], view: View) -> tuple[date | None, bool]:
    """The birth as the registry, the case or its form knows it, and whether to the day."""
    if view.subject is not None:
        return view.subject.born_on, view.subject.born_precision == "day"
    return view.with_form(given).day("born_on"), True
