"""A member's training programme as a log of the year: what was undertaken and done in each group, what is left and until when.

Domain.md §8; the groups are those of `training_catalogue`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.contracts.titles import TRAINING_RESULTS
from services.workflows.domain import calendar, words
from services.workflows.domain import training_rules as rules
from services.workflows.domain.process import Named
from services.workflows.domain.training_catalogue import CODES, TITLES
from services.workflows.domain.view import View

_MEMBER, _CHAPTER, _SUPERIOR = "Đoàn viên", "Chi đoàn", "Đoàn cấp trên"
_STEPS = {
    "not_registered": ("Đăng ký nội dung rèn luyện", _MEMBER),
    "registered": ("Duyệt đăng ký", _CHAPTER),
    "approved": ("Tự đánh giá", _MEMBER),
    "in_progress": ("Tự đánh giá", _MEMBER),
    "self_assessed": ("Đánh giá", _CHAPTER),
    "chapter_assessed": ("Xác nhận kết quả", _SUPERIOR),
}
"""State → what brings the programme on, and whose turn it is."""
_LIVED = frozenset({"approved", "in_progress"})


def serialize_log(view: View, _named: Named) -> dict[str, Any]:
    """See contracts/dossiers.py: TrainingLog."""
    return {
        "year": view.number("year"),
        "period": view.value("period"),
        "from_on": view.value("from_on"),
        "until": view.value("until"),
        **progress(view),
        "left": left(view),
        "logs_by": "log",
        "groups": [_group(view, code) for code in CODES],
        "other": [_result(each) for each in _log(view) if each.get("group") not in TITLES],
        "self_assessment": _given(view, "self", "score", "comment"),
        "assessment": _assessment(view),
        "comments": [each["comment"] for each in view.case.form.get("comments", ()) if each.get("comment")],
    }


def progress(view: View) -> dict[str, Any]:
    """How far it is: groups that are asked for, that something is undertaken in, and that have a result."""
    undertaken, done = _undertaken(view), _done(view)
    return {
        "needed_groups": rules.needed_groups(view),
        "registered_groups": len(undertaken),
        "done_groups": len([code for code in undertaken if code in done]),
        "results": len(_log(view)),
    }


def left(view: View) -> list[dict[str, Any]]:
    """What is still to be done, each with whose turn it is and until when; the next one first."""
    step = _STEPS.get(view.case.state)
    if step is None:
        return []
    text, by = step
    due_at = view.case.due_at
    begins = view.value("assess_from") if view.case.state in _LIVED else None
    own = {"text": text, "by": by, "from_on": begins, "until": due_at and due_at.astimezone(calendar.ZONE).date()}
    return [*_without_result(view), own]


def _without_result(view: View) -> list[dict[str, Any]]:
    done = _done(view)
    missing = [f"“{TITLES[code]}”" for code in _undertaken(view) if code not in done]
    if view.case.state not in _LIVED or not missing:
        return []
    return [
        {
            "text": f"Ghi kết quả ở nhóm {words.listed(missing)}",
            "by": _MEMBER,
            "from_on": None,
            "until": view.day("until"),
        }
    ]


def _log(view: View) -> list[Mapping[str, Any]]:
    return list(view.case.form.get("log", ()))


def _undertaken(view: View) -> list[str]:
    """Groups of the catalogue in which something is registered, in its order."""
    named = {item.get("group") for item in view.value("items") or ()}
    return [code for code in CODES if code in named]


def _done(view: View) -> set[Any]:
    return {each.get("group") for each in _log(view)}


def _group(view: View, code: str) -> dict[str, Any]:
    items = [item for item in view.value("items") or () if item.get("group") == code]
    results = sorted((each for each in _log(view) if each.get("group") == code), key=_on)
    return {
        "code": code,
        "title": TITLES[code],
        "items": [{name: item.get(name) for name in ("text", "measure", "target")} for item in items],
        "results": [_result(each) for each in results],
    }


def _on(result: Mapping[str, Any]) -> str:
    return str(result.get("on") or date.min.isoformat())


def _result(each: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "on": each.get("on"),
        "text": each.get("text"),
        "quantity": each.get("quantity"),
        "file": each.get("evidence_file"),
    }


def _given(view: View, group: str, *names: str) -> dict[str, Any] | None:
    """What one move recorded, or nothing before it was made."""
    if not view.case.form.get(group):
        return None
    return {name: view.value(f"{group}.{name}") for name in names}


def _assessment(view: View) -> dict[str, Any] | None:
    found = _given(view, "assessment", "result", "score", "met_on", "comment")
    return found and {**found, "result_title": TRAINING_RESULTS.get(found["result"] or "")}
