"""What people type into a workbook of members: units by name, choices by words."""

from uuid import UUID

import pytest

from services.workflows.domain import members_sheet
from services.workflows.domain.unit_names import NamedUnit, UnitNames
from services.workflows.forms.transfer import CLASS_SHEET

YEN_DUNG, LANG_GIANG = "Huyện đoàn Yên Dũng", "Huyện đoàn Lạng Giang"


def a_unit(number, name, *above):
    return NamedUnit(UUID(int=number), f"24-{number}", name, above)


NAMES = UnitNames((
    a_unit(1, "Đoàn xã Tân Mỹ", YEN_DUNG),
    a_unit(2, "Đoàn xã Tân Tiến", YEN_DUNG),
    a_unit(3, "Đoàn xã Tân Tiến", LANG_GIANG),
    a_unit(4, "Chi đoàn thôn Hạ", "Đoàn xã Tân Mỹ", YEN_DUNG),
    a_unit(5, "Đoàn phường Mỹ Độ", YEN_DUNG),
))  # fmt: skip


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("Đoàn xã Tân Mỹ", 1),
        ("doan xa tan my", 1),
        ("  DOAN  XA TAN MY. ", 1),
        ("xã tân mỹ", 1),
        ("24-5", 5),
        ("Tân Tiến, Lạng Giang", 3),
        ("thon ha, tan my, yen dung", 4),
    ],
    ids=["as it is", "without accents", "loose", "words of it", "code", "with what is above", "two above"],
)
def test_a_unit_is_found_by_what_people_type(said, number):
    assert NAMES.find(said) == (UUID(int=number), "")


def test_a_name_of_two_units_asks_for_what_is_above_them():
    found, why = NAMES.find("tan tien")

    assert found is None
    assert why == (
        "“tan tien” là tên của 2 đơn vị: “Đoàn xã Tân Tiến, Huyện đoàn Yên Dũng” và “Đoàn xã Tân Tiến, Huyện đoàn Lạng Giang”. "
        "Ghi thêm đơn vị cấp trên sau dấu phẩy."
    )


def test_a_slip_of_the_pen_is_told_with_what_is_near():
    assert NAMES.find("Đoàn xã Tân Mĩi") == (
        None,
        "“Đoàn xã Tân Mĩi” không phải tên đơn vị nào. Có phải là “Đoàn xã Tân Mỹ” hay “Đoàn xã Tân Tiến”?",
    )
    assert NAMES.find("???")[1] == "“???” không phải tên đơn vị nào. Ghi đúng tên đơn vị."


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("ngoài tỉnh", "OUT_OF_PROVINCE"),
        ("Ra nước ngoài", "ABROAD"),
        ("quan doi", "TO_MILITARY_POLICE"),
        ("abroad", "ABROAD"),
        ("ngoài", None),
        ("từ ngoài tỉnh đến", None),
        ("đi đâu đó", None),
    ],
)
def test_a_choice_is_read_by_its_label_or_by_words_that_only_it_has(said, code):
    assert members_sheet.choice(next(each for each in CLASS_SHEET.columns if each.name == "outside"), said) == code
