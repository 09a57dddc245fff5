"""Pages from frozen content: the same content and layout give the same bytes, today and in ten years."""

import hashlib
import io
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import segno
import typst

from services.kit import wire
from services.kit.faults import Conflict
from services.messaging.domain.shelf import template_of

TEMPLATES = Path(__file__).parent / "templates"
FONTS = TEMPLATES / "fonts"
_LAYOUT = "union.typ"

Sources = Mapping[str, str]


@cache
def sources_of(template: str) -> Sources:
    """The files that a template is drawn with today, by name."""
    names = (f"{template_of(template).layout}.typ", _LAYOUT)
    return {name: (TEMPLATES / name).read_text(encoding="utf-8") for name in names}


@cache
def layout_hash(template: str) -> str:
    """What the sources are called for ever (sha-256, hex)."""
    return hashlib.sha256(wire.canonical(dict(sources_of(template)))).hexdigest()


def draw(template: str, content: Mapping[str, Any], sources: Sources, address: str, at: datetime) -> bytes:
    """The PDF of one document. address: where its code is checked; at: the instant it was issued.

    Native code that lets go of the interpreter: call it in a thread. Raises Conflict("page-cannot-be-drawn") when the
    layout is at fault.
    """
    with TemporaryDirectory(prefix="doanso-page-") as folder:
        for name, text in sources.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        (page,) = (name for name in sources if name != _LAYOUT)
        try:
            return typst.compile(
                Path(folder) / page,
                format="pdf",
                font_paths=[FONTS],
                ignore_system_fonts=True,
                sys_inputs={"paper": wire.dumps(content).decode(), "code": code(address), "address": _spoken(address)},
                timestamp=at.replace(microsecond=0),
                pdf_standards=["a-2a", "ua-1"],  # readable in an archive's far future, and by screen readers now
            )
        except typst.TypstError as error:
            raise Conflict("page-cannot-be-drawn", template=template, diagnostic=error.message) from error


def code(address: str) -> str:
    """The address as a QR code (SVG, error correction M)."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False, svgns=True)
    return drawn.getvalue().decode()


def _spoken(address: str) -> str:
    return address.partition("://")[2].partition("#")[0]
