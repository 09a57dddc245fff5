"""What is told of each item of an act upon many."""

from typing import Any
from uuid import UUID

from services.kit.faults import Fault


def refused(key: UUID | str, code: str, detail: str) -> dict[str, Any]:
    return {"id": str(key), "ok": False, "code": code, "detail": detail}


def refused_row(place: int, name: str, code: str, detail: str) -> dict[str, Any]:
    """As `refused`, for a row of a workbook: what is wrong with it also stands apart from which row it is."""
    reason = detail.replace(f"Dòng {place}, ", "").removeprefix(f"{name}: ")
    title = f"Dòng {place}, {name}" if name else f"Dòng {place}"
    return {**refused(str(place), code, detail), "title": title, "reason": reason}


def reason_of(fault: Fault) -> str:
    """What a person reads beside the row: each reason with what mends it."""
    refusals = fault.fields.get("refusals") or []
    errors = [text for texts in (fault.fields.get("errors") or {}).values() for text in texts]
    own = {"text": fault.fields.get("text") or "Không thực hiện được.", "mend": fault.fields.get("mend")}
    reasons = refusals or ([] if errors else [own])
    said = [part for reason in reasons for part in (reason["text"], reason.get("mend")) if part]
    return " ".join(said or errors)
