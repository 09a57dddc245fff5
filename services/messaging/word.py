"""The document for a word processor: the same frozen sentences as the page, the same bytes for the same content."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import docx
import segno
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from services.messaging.domain.shelf import BOOK, template_of

Align = WD_ALIGN_PARAGRAPH
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = "Times New Roman"
_SIDES = {"left": Align.LEFT, "center": Align.CENTER, "right": Align.RIGHT}
_INDENT = Mm(12.7)

Content = Mapping[str, Any]


def write(template: str, content: Content, address: str, at: datetime) -> bytes:
    """The .docx of one document. address: what its code leads to; at: the instant it was issued."""
    written = docx.Document()
    _dress(written, content, at, is_wide=template_of(template).layout == BOOK)
    for copy in content.get("copies") or (None,):
        if copy:
            _line(written, copy, align=Align.RIGHT, is_italic=True)
        _head(written, content)
        _body(written, content)
        _foot(written, content, address)
    _sheets(written, content)
    if content["annex"]:
        _annex(written, content["annex"])
    return _settled(written)


def _dress(written: Any, content: Content, at: datetime, *, is_wide: bool) -> None:
    style = written.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(6)
    page = written.sections[0]
    page.page_width, page.page_height = (Mm(297), Mm(210)) if is_wide else (Mm(210), Mm(297))
    page.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    page.left_margin, page.right_margin = (Mm(20), Mm(20)) if is_wide else (Mm(30), Mm(20))
    page.top_margin = page.bottom_margin = Mm(20)
    about = written.core_properties
    about.title = " ".join(filter(None, (content["title"], content["head"]["number"], content["subject"])))
    about.author, about.last_modified_by, about.language = content["issuer"], "", "vi-VN"
    about.comments, about.created, about.modified = "", at.replace(tzinfo=None), at.replace(tzinfo=None)


def _head(written: Any, content: Content) -> None:
    head = content["head"]
    left, right = _pair(written)
    if head["above"]:
        _line(left, head["above"], align=Align.CENTER, size=12)
    _line(left, head["issuer"], align=Align.CENTER, size=13, is_bold=True)
    _line(left, "***", align=Align.CENTER, size=13)
    if head["number"]:
        _line(left, f"Số: {head['number']}", align=Align.CENTER, size=13)
    _line(right, "ĐOÀN TNCS HỒ CHÍ MINH", align=Align.CENTER, size=13, is_bold=True)
    _line(right, head["place_and_day"], align=Align.CENTER, size=13, is_italic=True)
    for text, size in ((content["title"], 15), (content["subject"], 14)):
        _line(written, text, align=Align.CENTER, size=size, is_bold=True)


def _body(written: Any, content: Content) -> None:
    _line(written, content["authority"], align=Align.CENTER, is_bold=True)
    for base in content["bases"]:
        _line(written, base, align=Align.JUSTIFY, is_italic=True, indent=_INDENT)
    for said in content["opening"]:
        _line(written, said, align=Align.JUSTIFY, indent=_INDENT)
    _line(written, content["lead"], align=Align.CENTER, is_bold=True)
    for article in content["articles"]:
        _line(written, f"*{article['label']}* {article['text']}", align=Align.JUSTIFY, indent=_INDENT)
    for block in content.get("blocks") or ():
        _block(written, block)


def _block(written: Any, block: Content) -> None:
    match block["kind"]:
        case "facts":
            for label, text in block["rows"]:
                _line(written, f"{label}: {text}", indent=_INDENT)
        case "items":
            for text in block["texts"]:
                _line(written, f"- {text}", indent=_INDENT)
        case "table":
            _table(written, block["columns"], block["rows"])
        case "heading":
            _line(written, block["text"], is_bold=True)
        case "centred":
            _line(written, block["text"], align=Align.CENTER)
        case _:
            _line(written, block["text"], align=Align.JUSTIFY, indent=_INDENT)


def _foot(written: Any, content: Content, address: str) -> None:
    left, right = _pair(written)
    _signed(left, content.get("beside"))
    _signed(right, content["signature"])
    if content["recipients"]:
        _line(left, "Nơi nhận:", size=12, is_bold=True, is_italic=True)
        for each in content["recipients"]:
            _line(left, f"- {each}", size=11)
    _code(left, address)
    if receipt := content.get("receipt"):
        _line(written, receipt["title"], align=Align.CENTER, size=12, is_bold=True)
        for line in receipt["lines"]:
            _line(written, line, size=12)


def _signed(cell: Any, signature: Mapping[str, str] | None) -> None:
    if signature:
        for part in (signature["formula"], signature["position"], "", "", "", signature["name"]):
            _line(cell, part or " ", align=Align.CENTER, size=13, is_bold=True)


def _code(cell: Any, address: str) -> None:
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="png", scale=4, border=0)
    drawn.seek(0)
    cell.add_paragraph().add_run().add_picture(drawn, width=Mm(30))
    _line(cell, f"Quét mã để kiểm tra văn bản này tại {address.partition('://')[2].partition('#')[0]}", size=8)


def _sheets(written: Any, content: Content) -> None:
    for sheet in content.get("sheets") or ():
        written.add_page_break()
        for text, size in ((content["title"], 20), (content["subject"], 15), (sheet["name"], 18)):
            _line(written, text, align=Align.CENTER, size=size, is_bold=True)
        for line in (*sheet["lines"], sheet["number"]):
            _line(written, line, align=Align.CENTER)
        _signed(written, content["signature"])


def _annex(written: Any, annex: Content) -> None:
    written.add_page_break()
    _line(written, annex["title"], align=Align.CENTER, is_bold=True)
    _line(written, annex["note"], align=Align.CENTER, size=13, is_italic=True)
    _table(written, annex["columns"], annex["rows"])


def _table(written: Any, columns: Sequence[Content], rows: Iterable[Sequence[str]]) -> None:
    drawn = written.add_table(rows=0, cols=len(columns), style="Table Grid")
    heads = [column["title"] for column in columns]
    for place, row in enumerate((heads, *rows)):
        for cell, text, column in zip(drawn.add_row().cells, row, columns, strict=True):
            align = Align.CENTER if place == 0 else _SIDES[column["align"]]
            _line(cell, text or " ", align=align, size=12, is_bold=place == 0)


def _pair(written: Any) -> tuple[Any, Any]:
    left, right = written.add_table(rows=1, cols=2).rows[0].cells
    return left, right


def _line(
    where: Any,
    text: str,
    *,
    align: Any = Align.LEFT,
    size: float = 14,
    is_bold: bool = False,
    is_italic: bool = False,
    indent: Any = None,
) -> None:
    """A paragraph; phrases between asterisks are bold. Nothing for no text. A cell's first paragraph is there already."""
    if not text:
        return
    is_fresh = hasattr(where, "merge") and len(where.paragraphs) == 1 and not where.paragraphs[0].runs
    paragraph = where.paragraphs[0] if is_fresh else where.add_paragraph()
    paragraph.alignment, paragraph.paragraph_format.first_line_indent = align, indent
    for place, part in enumerate(text.split("*") if text != "***" else [text]):
        if part:
            run = paragraph.add_run(part)
            run.font.size, run.italic, run.bold = Pt(size), is_italic, is_bold or place % 2 == 1


def _settled(written: Any) -> bytes:
    """The package with every part dated alike."""
    made, settled = io.BytesIO(), io.BytesIO()
    written.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as kept:
        for part in sorted(parts.namelist()):
            entry = zipfile.ZipInfo(part, date_time=(1980, 1, 1, 0, 0, 0))
            kept.writestr(entry, parts.read(part), compress_type=zipfile.ZIP_DEFLATED)
    return settled.getvalue()
