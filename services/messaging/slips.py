"""Slips to cut out: who is invited, with a code that opens their link. Nothing is kept of them."""

import base64
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import segno
import typst

from services.kit import clock, offload, wire
from services.kit.policy import Subject, require
from services.messaging.drawing import FONTS, TEMPLATES
from services.messaging.policy import POLICY
from services.messaging.store import Tx

LAYOUT: Final = "slips.typ"


def draw_invitation_slips(tx: Tx, *, unit_name: str, slips: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The slips as a PDF, eight on a page."""
    require(POLICY, tx, "slip.draw", Subject())
    page = offload.in_thread(render_slips, unit_name, [_shown(slip) for slip in slips], tx.now)
    return {"pdf": base64.b64encode(page).decode()}


def render_slips(unit_name: str, slips: Sequence[Mapping[str, str]], at: datetime) -> bytes:
    """The sheets as PDF bytes. Native code that lets go of the interpreter: call it in a thread."""
    with TemporaryDirectory(prefix="doanso-slips-") as folder:
        page = Path(folder) / LAYOUT
        page.write_text((TEMPLATES / LAYOUT).read_text(encoding="utf-8"), encoding="utf-8")
        content = wire.dumps({"unit": unit_name, "slips": slips}).decode()
        return typst.compile(
            page,
            format="pdf",
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={"content": content},
            timestamp=at.replace(microsecond=0),
        )


def _shown(slip: Mapping[str, Any]) -> dict[str, str]:
    until = clock.day_of(slip["expires_at"])
    return {
        "name": slip["full_name"],
        "login": slip["login"] or "",
        "link": slip["link"],
        "until": f"{until:%d/%m/%Y}",
        "code": _code(slip["link"]),
    }


def _code(link: str) -> str:
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False, svgns=True)
    return drawn.getvalue().decode()
