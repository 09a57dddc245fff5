"""Files that must be refused clearly and quickly."""

import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

from services.kit.faults import Invalid
from services.kit.workbooks.workbook import open_workbook
from services.members.importing.refusals import MAX_BYTES, TEXTS
from tests.unit.members.importing.conftest import PLAIN, Result, compound_file, saved, sheet_of

Refused = Callable[[Any], str]


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    """The code of the refusal of a file."""

    def code(book: Any) -> str:
        with pytest.raises(Invalid) as found:
            open_workbook(saved(book, tmp_path))
        assert found.value.fields["text"]
        assert found.value.fields["mend"]
        return found.value.code

    return code


def archive(**parts: bytes | str) -> bytes:
    """A zip with these entries; `xl__workbook_xml` stands for xl/workbook.xml."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return out.getvalue()


def changed(book: openpyxl.Workbook, **parts: bytes | str) -> bytes:
    """The saved workbook with further entries."""
    out = BytesIO()
    book.save(out)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return out.getvalue()


def with_cell(address: str) -> openpyxl.Workbook:
    book = sheet_of(PLAIN)
    book.active[address] = "x"
    return book


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"%PDF-1.7 ...", "file-not-workbook"),
        (b"\x89PNG\r\n\x1a\n....", "file-not-workbook"),
        (b"STT,H\xe1\xbb\x8d v\xc3\xa0 t\xc3\xaan\n1,An\n", "file-not-workbook"),
        (b"<html><body><table><tr><td>STT</td></tr></table></body></html>", "file-is-web-page"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "file-is-web-page"),
        (b"PK\x03\x04 and then nothing", "file-damaged"),
        (archive(word__document_xml="<w/>"), "file-not-workbook"),
        (archive(content_xml="<office/>"), "file-other-format"),
        (archive(xl__workbook_bin=b"\0"), "file-other-format"),
        (archive(xl__workbook_xml='<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'), "file-damaged"),
        (compound_file("EncryptionInfo", "EncryptedPackage"), "file-protected"),
        (compound_file("WordDocument"), "file-not-workbook"),
        (compound_file("Workbook", "_VBA_PROJECT_CUR", "VBA"), "file-has-macros"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file-damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_plain_workbook_is_refused(refused: Refused, content: bytes, code: str) -> None:
    assert refused(content) == code


def test_a_file_over_the_limit_is_refused(refused: Refused) -> None:
    assert refused(b"PK\x03\x04" + bytes(MAX_BYTES)) == "file-too-big"


def test_a_zip_bomb_is_refused(refused: Refused) -> None:
    assert (
        refused(archive(xl__workbook_xml="<workbook/>", xl__worksheets__sheet1_xml=b"<worksheet>" + bytes(200_000_000)))
        == "file-bomb"
    )


def test_a_row_of_endless_cells_without_places_is_refused(refused: Refused) -> None:
    cells = b'<worksheet><sheetData><row r="1">' + b"<c><v>1</v></c>" * 2000 + b"</row></sheetData></worksheet>"

    assert refused(changed(sheet_of(PLAIN), xl__worksheets__sheet2_xml=cells)) == "file-too-wide"


def test_a_bomb_of_shared_strings_is_refused(refused: Refused) -> None:
    assert (
        refused(archive(xl__workbook_xml="<workbook/>", xl__sharedStrings_xml=b"<sst>" + bytes(130_000_000)))
        == "file-bomb"
    )


def test_an_entry_longer_than_it_says_is_refused(refused: Refused) -> None:
    content = bytearray(archive(xl__workbook_xml="<workbook>" + " " * 5000 + "</workbook>"))
    at = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, 10)

    assert refused(bytes(content)) == "file-damaged"


def test_macros_are_refused(refused: Refused) -> None:
    assert refused(changed(sheet_of(PLAIN), xl__vbaProject_bin=b"\0")) == "file-has-macros"


def test_a_content_type_of_macros_is_refused(refused: Refused) -> None:
    content = archive(
        xl__workbook_xml="<workbook/>",
        x_xml='<Types ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>',
    )

    assert refused(content) == "file-has-macros"


@pytest.mark.parametrize("address", ["GS1", "XFD1", "XFD1048576"])
def test_a_sheet_of_more_than_200_columns_is_refused(refused: Refused, address: str) -> None:
    assert refused(with_cell(address)) == "file-too-wide"


@pytest.mark.parametrize("address", ["A200001", "A1048576"])
def test_a_sheet_of_more_than_200000_rows_is_refused(refused: Refused, address: str) -> None:
    assert refused(with_cell(address)) == "file-too-long"


def test_a_wide_workbook_before_2007_is_refused(refused: Refused) -> None:
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 210, "x")

    assert refused(book) == "file-too-wide"


def test_formats_far_out_do_no_harm(check: Callable[..., Result]) -> None:
    book = sheet_of(PLAIN, (1, "Lê Văn An", "1/1/2005", "Nam"))
    book.active["XFD900000"].font = openpyxl.styles.Font(bold=True)

    assert check(book).names == ["Lê Văn An"]


@pytest.mark.parametrize(
    "formula", ['=HYPERLINK("http://evil.example","x")', "=cmd|' /C calc'!A0", '=WEBSERVICE("http://evil.example")']
)
def test_a_formula_that_reaches_out_is_refused_anywhere(refused: Refused, formula: str) -> None:
    assert refused(sheet_of(("Tiêu đề", formula), PLAIN)) == "file-has-formulas"


def test_a_formula_in_a_column_of_data_is_refused_with_its_cell(check: Callable[..., Result]) -> None:
    with pytest.raises(Invalid) as found:
        check(sheet_of(PLAIN, (1, '="Lê"&" An"', "1/1/2005", "Nam")))

    assert (found.value.code, "Sheet1!B2" in found.value.fields["text"]) == ("file-has-formulas", True)


def test_a_formula_in_a_column_of_data_before_2007_is_refused(check: Callable[..., Result]) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("a")
    for column, title in enumerate(PLAIN):
        page.write(0, column, title)
    page.write(1, 0, 1)
    page.write(1, 1, "Lê Văn An")
    page.write(1, 2, xlwt.Formula("2000+5"))
    page.write(1, 3, "Nam")

    with pytest.raises(Invalid) as found:
        check(book)

    assert found.value.code == "file-has-formulas"


def test_formulas_that_number_rows_or_sum_them_up_do_no_harm(check: Callable[..., Result]) -> None:
    book = sheet_of(
        PLAIN,
        ("=ROW()-1", "Lê Văn An", "1/1/2005", "Nam"),
        ("=A2+1", "Lê Thị Bình", "1/1/2005", "Nữ"),
        ("", "Cộng", "=COUNTA(B2:B3)"),
    )

    assert check(book).names == ["Lê Văn An", "Lê Thị Bình"]


def test_texts_that_look_like_formulas_stay_texts(check: Callable[..., Result]) -> None:
    book = sheet_of((*PLAIN, "Ghi chú"), (1, "Lê Văn An", "1/1/2005", "Nam", "x"))
    book.active["E2"].value, book.active["E2"].data_type = "=1+1", "s"

    assert check(book).rows[0]["tail"] == {"note": "=1+1"}


def test_an_empty_workbook_is_refused(refused: Refused) -> None:
    assert refused(openpyxl.Workbook()) == "file-empty"


def test_a_heading_without_people_is_refused(check: Callable[..., Result]) -> None:
    with pytest.raises(Invalid) as found:
        check(sheet_of(PLAIN))

    assert found.value.code == "file-empty"


def test_every_refusal_says_what_to_do() -> None:
    assert all(text and mend for text, mend in TEXTS.values())


HOSTILE = {
    "bomb": lambda: archive(
        xl__workbook_xml="<workbook/>", xl__worksheets__sheet1_xml=b"<worksheet>" + bytes(400_000_000)
    ),
    "sparse": lambda: changed(
        sheet_of(PLAIN), xl__worksheets__sheet9_xml=b'<worksheet><c r="XFD1048576"><v>1</v></c></worksheet>'
    ),
    "wide rows": lambda: archive(
        xl__workbook_xml="<workbook/>",
        xl__worksheets__s_xml="<worksheet>" + "<row><c><v>1</v></c>" + "<c><v>1</v></c>" * 300_000,
    ),
    "open tag": lambda: archive(
        xl__workbook_xml="<workbook/>", xl__worksheets__s_xml="<worksheet><c " + "a" * 20_000_000
    ),
    "many tags": lambda: archive(
        xl__workbook_xml="<workbook/>", xl__worksheets__s_xml="<worksheet>" + '<c r="' * 2_000_000
    ),
}
_MEASURE = """
import re, sys, time
from pathlib import Path
from services.kit.faults import Invalid
from services.kit.workbooks.workbook import open_workbook
began = time.monotonic()
try:
    open_workbook(Path(sys.argv[1]))
except Invalid:
    highest = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
    print(time.monotonic() - began, int(highest[1]) / 1024)
"""


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_within_5_seconds_and_300_megabytes(tmp_path: Path, kind: str) -> None:
    path = saved(HOSTILE[kind](), tmp_path)

    told = subprocess.run(
        [sys.executable, "-c", _MEASURE, path], capture_output=True, text=True, check=True
    ).stdout.split()

    took_s, memory_mb = map(float, told)
    assert took_s < 5
    assert memory_mb < 300
