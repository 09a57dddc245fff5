"""A register as a paper of its unit: its lines as they stand today, frozen, with a code that anyone can check (template T16)."""

from typing import Any
from uuid import UUID

from services.kit import ids
from services.kit.faults import Conflict
from services.members import papers
from services.members.domain.units import Unit
from services.members.figures import registering
from services.members.figures.registers import Register
from services.members.store import Tx

MOST_LINES = 1000
"""Lines of one paper: some fifty pages."""


def print_register(tx: Tx, *, code: str, unit_id: UUID | None, year: int | None, q: str | None) -> dict[str, Any]:
    """Messaging is asked for the paper, under the key that is answered.

    Raises NotFound("register-unknown"), Conflict("register-without-paper" | "register-too-long").
    """
    register, unit = registering.opened(tx, code, unit_id, "register.export")
    if register.paper is None:
        raise Conflict("register-without-paper", text=f"{register.title} chưa có mẫu in.", mend="Xuất ra Excel để in.")
    year = register.year_of(year, tx.today)
    lines = registering.lines_of(tx, register, unit, year=year, q=q)
    items = registering.items_of(tx, register, lines.page(after=None, limit=MOST_LINES + 1))
    if len(items) > MOST_LINES:
        raise Conflict(
            "register-too-long",
            text=f"Sổ đang chọn có hơn {MOST_LINES} dòng, không in thành một văn bản.",
            mend="Chọn một đơn vị nhỏ hơn, một năm, hoặc xuất ra Excel.",
        )
    key = f"register/{ids.new()}"
    told = {
        **_titled(register, unit),
        "note": f"{unit.name}{f', năm {year}' if year else ''}; tính đến ngày {tx.today:%d/%m/%Y}",
        "columns": _columns(register),
        "rows": [_row(register, place, item) for place, item in enumerate(items, start=1)],
        "signed_by": "NONE",
    }
    papers.issue(tx, register.paper, unit, key=key, on=tx.today, content={"people": [], "about": told}, in_force=True)
    tx.record(
        "register.print", subject_id=key, unit_id=unit.id, after={"code": code, "year": year, "lines": len(items)}
    )
    return {"key": key}


def _titled(register: Register, unit: Unit) -> dict[str, str]:
    if register.of_a_chapter:
        return {"title": register.title.upper(), "subject": unit.name}
    return {"subject": register.title.removeprefix("Sổ theo dõi ").capitalize()}


def _columns(register: Register) -> list[dict[str, Any]]:
    first = {"title": "STT", "width": 1.2, "align": "center"}
    return [first, *({"title": title, "width": _WIDTHS.get(code, 3.0)} for code, title in register.columns)]


_WIDTHS = {
    "section": 3.4,
    "name": 4.4,
    "told": 6.0,
    "on": 2.6,
    "born_on": 2.6,
    "until": 2.6,
    "full_name": 4.4,
    "destination": 5.0,
    "comment": 5.0,
    "state": 3.4,
}


def _row(register: Register, place: int, item: dict[str, Any]) -> list[str]:
    void = " (đã thu hồi)" if item["is_void"] else ""
    first, *rest = (item["cells"][code] for code, _ in register.columns)
    return [f"{place}", f"{first}{void}", *rest]
