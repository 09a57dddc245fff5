"""Citizen id, phone number, e-mail and sex: reading what people write, and doubting it (domain rule 17.4)."""

import re
from typing import Final

from services.members.domain.names import search_key, tidy, unaccented
from services.members.domain.readings import Problem, Reading, error, warning

PROVINCES: Final = {
    "001": "Hà Nội",
    "002": "Hà Giang",
    "004": "Cao Bằng",
    "006": "Bắc Kạn",
    "008": "Tuyên Quang",
    "010": "Lào Cai",
    "011": "Điện Biên",
    "012": "Lai Châu",
    "014": "Sơn La",
    "015": "Yên Bái",
    "017": "Hoà Bình",
    "019": "Thái Nguyên",
    "020": "Lạng Sơn",
    "022": "Quảng Ninh",
    "024": "Bắc Giang",
    "025": "Phú Thọ",
    "026": "Vĩnh Phúc",
    "027": "Bắc Ninh",
    "030": "Hải Dương",
    "031": "Hải Phòng",
    "033": "Hưng Yên",
    "034": "Thái Bình",
    "035": "Hà Nam",
    "036": "Nam Định",
    "037": "Ninh Bình",
    "038": "Thanh Hoá",
    "040": "Nghệ An",
    "042": "Hà Tĩnh",
    "044": "Quảng Bình",
    "045": "Quảng Trị",
    "046": "Thừa Thiên Huế",
    "048": "Đà Nẵng",
    "049": "Quảng Nam",
    "051": "Quảng Ngãi",
    "052": "Bình Định",
    "054": "Phú Yên",
    "056": "Khánh Hoà",
    "058": "Ninh Thuận",
    "060": "Bình Thuận",
    "062": "Kon Tum",
    "064": "Gia Lai",
    "066": "Đắk Lắk",
    "067": "Đắk Nông",
    "068": "Lâm Đồng",
    "070": "Bình Phước",
    "072": "Tây Ninh",
    "074": "Bình Dương",
    "075": "Đồng Nai",
    "077": "Bà Rịa – Vũng Tàu",
    "079": "Thành phố Hồ Chí Minh",
    "080": "Long An",
    "082": "Tiền Giang",
    "083": "Bến Tre",
    "084": "Trà Vinh",
    "086": "Vĩnh Long",
    "087": "Đồng Tháp",
    "089": "An Giang",
    "091": "Kiên Giang",
    "092": "Cần Thơ",
    "093": "Hậu Giang",
    "094": "Sóc Trăng",
    "095": "Bạc Liêu",
    "096": "Cà Mau",
}
"""Code of the province where the birth was registered → its name at the time."""

_OLD_MOBILE: Final = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036", "0167": "037", "0168": "038",
    "0169": "039", "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip
"""Eleven-digit mobile numbers became ten-digit ones in 2018, prefix by prefix."""

_LETTERS_FOR_DIGITS: Final = str.maketrans("OoIl", "0011")
_EMAIL: Final = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
SEXES: Final = {"male": "Nam", "female": "Nữ"}
_MALE: Final = frozenset({"nam", "na", "n am", "trai", "male", "m", "boy", "con trai", "nam gioi"})
_FEMALE: Final = frozenset({"nu", "gai", "female", "f", "nu gioi", "n u", "con gai", "girl"})

CITIZEN_ID_TEXT: Final = "Số CCCD cần 12 chữ số. Nhập lại đủ 12 số, hoặc xoá ô này để bổ sung sau."
PHONE_TEXT: Final = "Số điện thoại cần 10 chữ số và bắt đầu bằng 0. Nhập lại, hoặc xoá ô này để bổ sung sau."


def read_citizen_id(text: str) -> Reading[str]:
    """Twelve digits of a citizen id, or nine of the old identity card; zeros that a spreadsheet dropped are restored."""
    digits = re.sub(r"[\s.,'’`_-]", "", tidy(text)).translate(_LETTERS_FOR_DIGITS)
    digits = re.sub(r"^(cccd|cmnd|cmt|so|dinhdanh|ddcn):?", "", unaccented(digits).lower().replace("0ccd", "cccd"))
    if not re.fullmatch(r"[0-9]+", digits):
        return Reading(None, (error("citizen-id-wrong", CITIZEN_ID_TEXT),))
    if len(digits) == 12:
        return _known_province(digits, ())
    if len(digits) == 9:
        return Reading(
            digits, (warning("citizen-id-old", "Đây là số CMND cũ 9 số. Vẫn nhập được; bổ sung số CCCD 12 số sau."),)
        )
    restored = digits.zfill(12)
    # A number that still begins with 0 has lost no zero: one of its other digits is missing.
    if len(digits) in (10, 11) and digits[0] != "0" and restored[:3] in PROVINCES:
        return _known_province(restored, (warning("zeros-restored", f"Đã thêm số 0 bị mất ở đầu: {restored}."),))
    if len(digits) == 8 and digits[0] != "0":
        restored = digits.zfill(9)
        return Reading(restored, (warning("citizen-id-old", f"Đã thêm số 0 bị mất ở đầu số CMND cũ: {restored}."),))
    text = f"Số CCCD có {len(digits)} chữ số, cần 12. Nhập lại đủ 12 số, hoặc xoá ô này để bổ sung sau."
    return Reading(None, (error("citizen-id-wrong", text),))


def _known_province(digits: str, problems: tuple[Problem, ...]) -> Reading[str]:
    if digits[:3] in PROVINCES:
        return Reading(digits, problems)
    text = f"Ba số đầu “{digits[:3]}” của CCCD không phải mã tỉnh nào. Kiểm tra lại; vẫn có thể lưu."
    return Reading(digits, (*problems, warning("citizen-id-province", text)))


def citizen_id_doubts(citizen_id: str, *, sex: str | None, birth_year: int | None) -> tuple[Problem, ...]:
    """Where a twelve-digit id says another sex or birth year than the file does. Never an error: old data is wrong."""
    if len(citizen_id) != 12:
        return ()
    century_and_sex, year = int(citizen_id[3]), int(citizen_id[4:6])
    said_year = 1900 + 100 * (century_and_sex // 2) + year
    said_sex = "female" if century_and_sex % 2 else "male"
    doubts = []
    if birth_year is not None and said_year != birth_year:
        text = f"Số CCCD ghi năm sinh {said_year} nhưng ngày sinh là {birth_year}. Kiểm tra lại; vẫn có thể lưu."
        doubts.append(warning("citizen-id-birth-year", text))
    if sex is not None and said_sex != sex:
        words = {"male": "nam", "female": "nữ"}
        text = (
            f"Số CCCD ghi giới tính {words[said_sex]} nhưng danh sách ghi {words[sex]}. Kiểm tra lại; vẫn có thể lưu."
        )
        doubts.append(warning("citizen-id-sex", text))
    return tuple(doubts)


def read_phone(text: str) -> Reading[str]:
    """Ten digits that begin with 0. Of several numbers the first is taken; a dropped zero and old prefixes are restored."""
    written = tidy(text).translate(_LETTERS_FOR_DIGITS)
    several = [part for part in re.split(r"[/;,\n]|\s-\s|\s{2,}| hoac ", unaccented(written)) if re.search(r"\d", part)]
    first, first_problems = _one_phone(several[0] if several else "")
    if first is None and len(several) > 1:
        whole, problems = _one_phone("".join(several))
        if whole is not None:
            return Reading(whole, problems)
    if first is not None and len(several) > 1:
        first_problems += (warning("phone-several", f"Ô có nhiều số điện thoại; đã lấy số đầu {first}."),)
    return Reading(first, first_problems)


def _one_phone(text: str) -> tuple[str | None, tuple[Problem, ...]]:
    digits = re.sub(r"^(0084|84(?=\d{9}$))", "0", re.sub(r"\D", "", text))
    digits = digits.replace("00", "0", 1) if digits.startswith("00") and len(digits) == 11 else digits
    if len(digits) == 9 and digits[0] in "235789":
        restored = "0" + digits
        return restored, (warning("zeros-restored", f"Đã thêm số 0 bị mất ở đầu: {restored}."),)
    if len(digits) == 10 and digits[0] == "1" and "0" + digits[:3] in _OLD_MOBILE:
        digits = "0" + digits
    if len(digits) == 11 and digits[:4] in _OLD_MOBILE:
        renewed = _OLD_MOBILE[digits[:4]] + digits[4:]
        return renewed, (warning("phone-old", f"Số 11 chữ số đã đổi sang đầu số mới: {renewed}. Kiểm tra lại."),)
    if re.fullmatch(r"0\d{9}", digits):
        return digits, ()
    if re.fullmatch(r"02\d{9}", digits):
        return None, (warning("phone-landline", "Đây là số máy bàn nên không lưu. Bổ sung số di động sau."),)
    return None, (error("phone-wrong", PHONE_TEXT),)


def read_email(text: str) -> Reading[str]:
    """An address in lower case, as it would be written to."""
    address = unaccented(tidy(text)).replace(" ", "").removeprefix("mailto:").strip(".,;").lower()
    if _EMAIL.fullmatch(address) and ".." not in address:
        return Reading(address)
    text = "Địa chỉ email chưa đúng dạng ten@mien.vn. Nhập lại, hoặc xoá ô này để bổ sung sau."
    return Reading(None, (error("email-wrong", text),))


def read_sex(text: str) -> Reading[str]:
    """`male` or `female` from Nam/Nữ in whatever spelling."""
    word = search_key(text)
    if word in _MALE:
        return Reading("male")
    if word in _FEMALE:
        return Reading("female")
    return Reading(None, (error("sex-wrong", f"Không hiểu giới tính “{tidy(text)[:30]}”. Ghi “Nam” hoặc “Nữ”."),))
