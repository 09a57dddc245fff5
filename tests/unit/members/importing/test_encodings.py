"""Old-font text turned into Unicode."""

import unicodedata
from collections.abc import Callable

import pytest

from services.members.importing.encodings import Judge, Script, detect_script, from_tcvn3, from_vni
from tests.unit.members.importing.conftest import Result, sheet_of

TCVN3 = {
    "µ¸¶·¹": "àáảãạ", "¨»¾¼½Æ": "ăằắẳẵặ", "©ÇÊÈÉË": "âầấẩẫậ", "®": "đ", "ÌÐÎÏÑ": "èéẻẽẹ", "ªÒÕÓÔÖ": "êềếểễệ",
    "×ÝØÜÞ": "ìíỉĩị", "ßãáâä": "òóỏõọ", "«åèæçé": "ôồốổỗộ", "¬êíëìî": "ơờớởỡợ", "ïóñòô": "ùúủũụ", "\xadõøö÷ù": "ưừứửữự",
    "úýûüþ": "ỳýỷỹỵ", "¡¢§£¤¥¦": "ĂÂĐÊÔƠƯ",
}  # fmt: skip
VNI = {
    "aø aù aû aõ aï": "à á ả ã ạ", "aê aè aé aú aü aë": "ă ằ ắ ẳ ẵ ặ", "aâ aà aá aå aã aä": "â ầ ấ ẩ ẫ ậ", "ñ": "đ",
    "eø eù eû eõ eï": "è é ẻ ẽ ẹ", "eâ eà eá eå eã eä": "ê ề ế ể ễ ệ", "ì í æ ó ò": "ì í ỉ ĩ ị", "oø où oû oõ oï": "ò ó ỏ õ ọ",
    "oâ oà oá oå oã oä": "ô ồ ố ổ ỗ ộ", "ô ôø ôù ôû ôõ ôï": "ơ ờ ớ ở ỡ ợ", "uø uù uû uõ uï": "ù ú ủ ũ ụ",
    "ö öø öù öû öõ öï": "ư ừ ứ ử ữ ự", "yø yù yû yõ î": "ỳ ý ỷ ỹ ỵ",
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), TCVN3.items())
def test_every_letter_of_tcvn3_has_its_unicode_letter(old: str, new: str) -> None:
    assert from_tcvn3(old) == new


@pytest.mark.parametrize(("old", "new"), VNI.items())
def test_every_letter_of_vni_has_its_unicode_letter(old: str, new: str) -> None:
    assert from_vni(old) == new


@pytest.mark.parametrize(("old", "new"), VNI.items())
def test_every_capital_of_vni_has_its_unicode_letter(old: str, new: str) -> None:
    assert from_vni(old.upper()) == new.upper()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("NguyÔn V¨n §øc", "Nguyễn Văn Đức"),
        ("TrÇn ThÞ H\xadêng", "Trần Thị Hường"),
        ("NGUYÔN V¡N §øC", "NGUYỄN VĂN ĐỨC"),
        ("Lª Hµ", "Lê Hà"),
        ("§oµn x· T©n Mü", "Đoàn xã Tân Mỹ"),
        ("Nguyeãn Vaên Ñöùc", "Nguyễn Văn Đức"),
        ("NGUYEÃN VAÊN ÑÖÙC", "NGUYỄN VĂN ĐỨC"),
        ("Nguyễn Văn Đức".encode().decode("latin-1"), "Nguyễn Văn Đức"),
        (unicodedata.normalize("NFD", "Nguyễn Văn Đức"), "Nguyễn Văn Đức"),
    ],
)
def test_old_text_is_read_by_its_letters_alone(old: str, new: str) -> None:
    assert Judge([]).read(old) == new


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn Đức",
        "Lê Hà",
        "Bùi Chí Tú",
        "Dân tôc",
        "Tòa án",
        "Võ Thị Sáu",
        "Cao Bá Quát",
        "LÊ HÀ",
        "Phó Bí thư",
        "Đăk Lăk",
        "Müller",
        "café",
    ],
)
def test_unicode_text_is_left_alone(text: str) -> None:
    assert Judge([]).read(text) == text


def test_a_text_that_does_not_tell_is_read_as_its_column() -> None:
    assert Judge(["NguyÔn V¨n Toµn", "§ç ThÞ H»ng"]).read("§TN") == "ĐTN"


def test_a_text_of_letters_that_unicode_has_too_is_read_as_its_column() -> None:
    assert Judge(["Nguyeãn Vaên Ñöùc"]).read("Voõ Thò Saùu") == "Võ Thị Sáu"


def test_a_unicode_cell_in_an_old_column_stays_unicode() -> None:
    assert Judge(["NguyÔn V¨n Toµn"] * 9).read("Đỗ Thị Hằng") == "Đỗ Thị Hằng"


def test_plain_letters_tell_nothing() -> None:
    assert detect_script("Loan 10A1") is None


TCVN3_SHEET = (
    ("CHI §OµN TH¤N §¤NG",),
    ("STT", "Hä vµ tªn", "Ngµy sinh", "Giíi tÝnh", "D©n téc", "T«n gi¸o", "Tr×nh ®é häc vÊn"),
    (1, "NguyÔn V¨n §øc", "05/03/2005", "Nam", "Kinh", "Kh«ng", "12/12"),
    (2, "TrÇn ThÞ ¸nh", "06/04/2005", "N÷", "Tµy", "Kh«ng", "12/12"),
    (3, "Lª Loan", "07/04/2005", "N÷", "Nïng", "PhËt gi¸o", "12/12"),
)
VNI_SHEET = (
    ("CHI ÑOAØN THOÂN ÑOÂNG",),
    ("STT", "Hoï vaø teân", "Ngaøy sinh", "Giôùi tính", "Daân toäc", "Toân giaùo"),
    (1, "Nguyeãn Vaên Ñöùc", "05/03/2005", "Nam", "Kinh", "Khoâng"),
    (2, "Traàn Thò AÙnh", "06/04/2005", "Nöõ", "Taøy", "Khoâng"),
    (3, "Leâ Loan", "07/04/2005", "Nöõ", "Nuøng", "Phaät giaùo"),
)
NFD_SHEET = tuple(
    tuple(unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in row)
    for row in (
        ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Tôn giáo"),
        (1, "Nguyễn Văn Đức", "05/03/2005", "Nam", "Kinh", "Không"),
        (2, "Trần Thị Ánh", "06/04/2005", "Nữ", "Tày", "Không"),
        (3, "Lê Loan", "07/04/2005", "Nữ", "Nùng", "Phật giáo"),
    )
)


@pytest.mark.parametrize("rows", [TCVN3_SHEET, VNI_SHEET, NFD_SHEET], ids=["TCVN3", "VNI", "decomposed"])
def test_a_whole_sheet_in_an_old_font_is_read_like_any_other(
    check: Callable[..., Result], rows: tuple[tuple[object, ...], ...]
) -> None:
    result = check(sheet_of(*rows))

    assert result.names == ["Nguyễn Văn Đức", "Trần Thị Ánh", "Lê Loan"]
    assert result.column("sex") == ["male", "female", "female"]
    assert result.column("ethnicity") == [1, 2, 7]
    assert result.column("religion") == [0, 0, 1]
    assert result.errors == []


def test_people_are_told_that_a_sheet_was_turned_into_unicode(check: Callable[..., Result]) -> None:
    assert "TCVN3" in check(sheet_of(*TCVN3_SHEET)).summary["notes"][0]


def test_a_judge_knows_the_script_of_most() -> None:
    assert Judge(["Nguyeãn Vaên Ñöùc", "Traàn Thò Höông", "NguyÔn V¨n §øc"]).script() is Script.VNI
