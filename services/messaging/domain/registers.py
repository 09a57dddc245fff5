"""T16 and every other book that the Union keeps: the asker's columns and rows as a printed page."""

from collections.abc import Mapping
from typing import Any

from services.messaging.domain import paper
from services.messaging.domain.facts import Facts
from services.messaging.domain.phrases import plain, sentence

_SIDES = ("left", "center", "right")


def book(facts: Facts) -> dict[str, Any]:
    """The book's pages; every row has as many cells as there are columns."""
    columns = [_column(each) for each in facts.about.get("columns") or ()]
    rows = [_row(each, len(columns)) for each in facts.about.get("rows") or ()]
    note = sentence(facts.about.get("note"))
    return paper.letter(
        facts,
        title=plain(facts.about.get("title")) or "SỔ THEO DÕI",
        subject=plain(facts.about.get("subject")) or "Đoàn viên đi làm ăn xa",
        blocks=[
            *([paper.text_block(note)] if note else []),
            paper.table(columns, rows),
            paper.text_block(f"Tổng số: {len(rows)} dòng."),
        ],
        **({"signature": None} if facts.about.get("signed_by") == "NONE" else {}),
    )


def _column(given: Mapping[str, Any]) -> dict[str, Any]:
    width = given.get("width")
    return {
        "title": plain(given.get("title")),
        "width": width if isinstance(width, int | float) and width > 0 else 1,
        "align": given.get("align") if given.get("align") in _SIDES else "left",
    }


def _row(given: Any, count: int) -> list[str]:
    cells = [plain(cell) for cell in given][:count]
    return cells + [""] * (count - len(cells))
