"""Lines that are no rows of data: names of units, totals, signatures. All patterns are read on folded text."""

import re
from typing import Final

from services.members.domain.names import search_key, tidy

_TOTAL: Final = re.compile(
    r"(tong|cong|tong so|tong cong|cong so)( (doan vien|nguoi|dong chi|d c|danh sach|toan chi doan|chi doan|nu|nam|la|co|so|ds))*( \d+.*)?"
    r"|(tong so|tong cong|an dinh danh sach|danh sach (nay )?(gom|co|tren)|an dinh|(trong do )?(nam|nu) \d+).*"
    r"|trong do( .*)?|tong (so )?(doan vien|nguoi).*|cong (danh sach|trang|mang sang).*"
)
_SIGNATURE: Final = re.compile(
    r"(t m|tm|tl|kt|k t) .*|(pho )?bi thu( .*)?|nguoi (lap|tong hop|ky|viet).*|ban chap hanh.*|bch .*|(ky|ki) (ten|va|ghi|ro|,).*|da ky"
    r"|xac nhan.*|noi nhan.*|luu .*|thu truong.*|hieu truong.*|ghi chu .*|luu y.*|chu y.*|(chu tich|truong ban).*|ky ghi ro ho ten"
    r"|ky ten dong dau"
)
_PLACE_AND_DAY: Final = re.compile(r"(.* )?ngay( \d{1,2})? thang( \d{1,2})? nam( \d{2,4})?")
_CHAPTER: Final = re.compile(r"\b(lien chi doan|chi doan|phan doan|cd)\b")
_CHAPTER_ALONE: Final = re.compile(
    r"(thon|lop|to dan pho|tdp|to|xom|ban|khu|khu pho|pho|xa doi|doi|khoa|phan xuong|ap|khoi|bon|lang|phong|to san xuat|ca) \S.*"
)
_UPPER: Final = re.compile(
    r"\b(doan (xa|phuong|thi tran|truong|co so|bo phan|cong ty|co quan|khoi|benh vien|tncs|thanh nien)|huyen doan|thi doan|thanh doan|tinh doan)\b"
)
_NUMERAL: Final = re.compile(r"^\s*(?:[IVXLC]+|[A-Z]|\d{1,3})\s*[.)\-/:]\s*(?=\S)")
_COUNT: Final = re.compile(
    r"\s*[\(\[][^)\]]*[\)\]]\s*$|\s*[:\-–]\s*(có )?\d+\s*(đ/c|đồng chí|đoàn viên|đv|người|em|bạn|hs|sv).*$",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"\s*[-–,;]?\s*\b(năm( học)?|tính đến|quý|tháng|đến ngày|nhiệm kỳ|kỳ|đợt|học kỳ)\s*[:\d].*$", re.IGNORECASE
)
_HEAD: Final = re.compile(
    r"^.*?\b(?=(liên chi đoàn|chi đoàn|phân đoàn|lien chi doan|chi doan)\b)|^(đơn vị|don vi|tên chi đoàn|ten chi doan)\s*:?\s*",
    re.IGNORECASE,
)


def is_total(text: str) -> bool:
    """“Tổng số: 35 đoàn viên”, “Cộng”, “Danh sách này gồm có 35 người”; not a person named Tống or Công."""
    return bool(_TOTAL.fullmatch(search_key(text)))


def is_closing(text: str) -> bool:
    """A line after which the table is over: signatures, place and day."""
    key = search_key(text)
    return bool(_SIGNATURE.fullmatch(key) or _PLACE_AND_DAY.fullmatch(key))


def names_chapter(text: str) -> bool:
    """Whether a lone line heads the members of a chapter: “CHI ĐOÀN THÔN ĐÔNG”, “II. Lớp 10A2 (35 đ/c)”."""
    key = search_key(_NUMERAL.sub("", text))
    return len(key) <= 120 and bool(_CHAPTER.search(key) or _CHAPTER_ALONE.fullmatch(key))


def names_upper_unit(text: str) -> bool:
    """Whether a line names a unit above chapters: “ĐOÀN XÃ TÂN MỸ”."""
    key = search_key(text)
    return len(key) <= 120 and bool(_UPPER.search(key)) and "ho chi minh" not in key


def unit_name(text: str) -> str:
    """The unit's name within a line, without numerals, counts, dates and what stands before it."""
    bare = _NUMERAL.sub("", tidy(text))
    bare = _COUNT.sub("", bare)
    bare = _TAIL.sub("", bare)
    return _HEAD.sub("", bare, count=1).strip(" .:-–") or tidy(text)


def upper_name(text: str) -> str:
    """The name of a unit above chapters, without “BCH” and what follows a dash."""
    bare = re.sub(r"^(bch|ban chấp hành)\s+", "", _NUMERAL.sub("", tidy(text)), flags=re.IGNORECASE)
    return _TAIL.sub("", _COUNT.sub("", bare)).strip(" .:-–*")
