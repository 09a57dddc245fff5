"""Workbooks that people fill in: written beside the service, kept in the store, and named by what they are."""

import tempfile
from pathlib import Path
from typing import Any

from services.kit import clock, offload, settings, sheets, wire
from services.kit.files import Files
from services.workflows.domain.case import Unit
from services.workflows.store import Tx

_WRITE_S, _WRITE_MB = 30, 300


def written(
    tx: Tx, unit: Unit | None, lines: list[list[str]], headings: list[str], *, title: str, name: str
) -> dict[str, Any]:
    """The stored workbook, with a line that says whose it is, who took it and when. title: of its sheet; name: of the file."""
    at = clock.now().astimezone(clock.UNION_ZONE)
    mark = f"{unit.name if unit else ''} · {tx.actor.name} tải lúc {at:%H:%M %d/%m/%Y} · Chỉ dùng cho công tác đoàn"
    with tempfile.TemporaryDirectory(prefix="book") as folder:
        rows, book = Path(folder) / "rows.jsonl", Path(folder) / "book.xlsx"
        rows.write_bytes(b"".join(wire.dumps(line) + b"\n" for line in lines))
        limits = {"timeout_s": _WRITE_S, "memory_mb": _WRITE_MB}
        offload.run(sheets.write, str(rows), str(book), headings, mark, title, **limits)
        with book.open("rb") as stream:
            stored = Files(settings.read()).put(stream)
    return {
        "digest": stored.digest,
        "name": f"{name}-{at:%Y%m%d}.xlsx",
        "media_type": sheets.MEDIA_TYPE,
        "size": stored.size,
    }
