"""How papers name people and units, and in whose name they are signed."""

import unicodedata

import pytest

from services.messaging.domain import names
from services.messaging.domain.signature import Signature, authority, body_of, signature


@pytest.mark.parametrize(
    ("full_name", "expected"),
    [
        ("Nguyễn Thu Hà", "Nguyễn T. H."),
        ("Đỗ Ân", "Đỗ Â."),
        ("  Lê   Thị Đào ", "Lê T. Đ."),
        ("Hà", "H."),
        ("", ""),
    ],
)
def test_strangers_see_the_family_name_and_initials(full_name, expected):
    assert names.shortened(full_name) == expected


def test_a_decomposed_name_keeps_its_accents_when_shortened():
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Ánh")

    assert names.shortened(decomposed) == "Nguyễn T. Á."


@pytest.mark.parametrize(
    ("unit_name", "expected"),
    [
        ("Đoàn xã Tân Mỹ", "BCH ĐOÀN XÃ TÂN MỸ"),
        ("Huyện đoàn Lạng Giang", "BCH ĐOÀN HUYỆN LẠNG GIANG"),
        ("Thành đoàn Bắc Giang", "BCH ĐOÀN THÀNH PHỐ BẮC GIANG"),
        ("Tỉnh đoàn Bắc Giang", "BCH ĐOÀN TỈNH BẮC GIANG"),
        ("Thị đoàn Việt Yên", "BCH ĐOÀN THỊ XÃ VIỆT YÊN"),
        ("Chi đoàn thôn Hạ", "CHI ĐOÀN THÔN HẠ"),
    ],
)
def test_the_head_names_the_committee_or_the_chapter(unit_name, expected):
    assert names.heading_of(unit_name) == expected


def test_a_symbol_becomes_a_file_name_of_plain_letters():
    assert names.file_name("12-QĐ/ĐTN", ending="pdf") == "12-QD_DTN.pdf"


@pytest.mark.parametrize(
    ("level", "unit_name", "expected"),
    [
        ("CHAPTER", "Chi đoàn thôn Hạ", "BCH"),
        ("GRASSROOTS", "Đoàn xã Tân Mỹ", "BCH"),
        ("DISTRICT", "Huyện đoàn Lạng Giang", "BTV"),
        ("PROVINCE", "Tỉnh đoàn Bắc Giang", "BTV"),
    ],
)
def test_the_bureau_decides_from_the_district_up(level, unit_name, expected):
    assert body_of(level=level, unit_name=unit_name) == expected


@pytest.mark.parametrize(
    ("body", "unit_name", "position", "formula", "office"),
    [
        ("BCH", "Chi đoàn thôn Hạ", "BT", "TM. BCH CHI ĐOÀN", "BÍ THƯ"),
        ("BCH", "Đoàn xã Tân Mỹ", "PBT", "TM. BAN CHẤP HÀNH", "PHÓ BÍ THƯ"),
        ("BTV", "Huyện đoàn Lạng Giang", "PBT_TT", "TM. BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC"),
        ("BCH", "Đoàn xã Tân Mỹ", None, "TM. BAN CHẤP HÀNH", "BÍ THƯ"),
    ],
)
def test_the_formula_follows_the_body_and_the_office_follows_the_position(body, unit_name, position, formula, office):
    signed = signature(body=body, unit_name=unit_name, position=position, name="Lương Thị Vân")

    assert signed == Signature(formula, office, "Lương Thị Vân")


def test_a_chapter_speaks_in_its_own_name():
    assert authority(body="BCH", unit_name="Chi đoàn thôn Hạ") == "Chi đoàn thôn Hạ"


def test_a_bureau_speaks_for_its_unit_by_its_whole_name():
    assert authority(body="BTV", unit_name="Huyện đoàn Lạng Giang") == "Ban Thường vụ Đoàn huyện Lạng Giang"
