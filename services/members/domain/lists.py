"""The lists of a member's file (domain rules 17.2, 17.3, 17.5): codes, Vietnamese labels, and what people write instead."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Final

from services.members.domain.names import search_key


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list; `aliases` are folded spellings besides the label's own."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The entry that a text means. `exact` is false where a typing slip was overlooked."""

    choice: Choice
    exact: bool


def _choices(written: str) -> tuple[Choice, ...]:
    """Each line: code = label = alias, alias …"""
    lines = [[part.strip() for part in line.split("=")] for line in written.strip().splitlines()]
    return tuple(
        Choice(line[0], line[1], tuple(a.strip() for a in line[2].split(",")) if len(line) > 2 else ())
        for line in lines
    )


ETHNICITIES: Final = _choices("""
1 = Kinh = viet, nguoi kinh, k
2 = Tày
3 = Thái
4 = Hoa = han, hoa han
5 = Khmer = kho me, kho me crom, mien
6 = Mường
7 = Nùng
8 = HMông = mong, h mong, hmong, meo, h mong meo, mong hmong
9 = Dao = man
10 = Gia Rai = jrai, gia lai, gio rai
11 = Ngái
12 = Ê Đê = ede, rade, e de
13 = Ba Na = bahnar, bana
14 = Xơ Đăng = sedang, xe dang, xo dang
15 = Sán Chay = cao lan, san chi, san chy, cao lan san chi, san chay cao lan san chi, hon ban, san chay san chi
16 = Cơ Ho = k ho, co ho, koho
17 = Chăm = cham
18 = Sán Dìu = san deo, trai dat
19 = Hrê = h re
20 = Mnông = m nong
21 = Ra Glai = raglai, ra glay
22 = Xtiêng = s tieng, stieng, x tieng
23 = Bru – Vân Kiều = van kieu, bru, bru van kieu, bru vankieu
24 = Thổ
25 = Giáy = nhang, dang
26 = Cơ Tu = ka tu, co tu, kotu
27 = Gié Triêng = gie trieng, gie, trieng
28 = Mạ
29 = Khơ Mú = kho mu, khmu
30 = Co = cor, kor
31 = Tà Ôi = ta oi, pa co, ta oih
32 = Chơ Ro = cho ro
33 = Kháng
34 = Xinh Mun = xinh mun
35 = Hà Nhì
36 = Chu Ru = churu
37 = Lào
38 = La Chí
39 = La Ha
40 = Phù Lá
41 = La Hủ
42 = Lự
43 = Lô Lô
44 = Chứt
45 = Mảng
46 = Pà Thẻn
47 = Cơ Lao = co lao
48 = Cống
49 = Bố Y
50 = Si La
51 = Pu Péo
52 = Brâu
53 = Ơ Đu
54 = Rơ Măm
55 = Người nước ngoài = nuoc ngoai
99 = Không rõ = khong ro, chua ro
""")

RELIGIONS: Final = _choices("""
0 = Không = k, khong co, 0, luong, khong theo dao, khong ton giao, ko, o, none, ton giao khong, khong theo ton giao nao
1 = Phật giáo = phat, dao phat
2 = Công giáo = thien chua, thien chua giao, cong giao la ma, dao thien chua, kito giao, ki to giao, giao, dao cong giao
3 = Phật giáo Hoà Hảo = hoa hao, dao hoa hao
4 = Hồi giáo = hoi, islam, dao hoi
5 = Cao Đài = dao cao dai
6 = Minh Sư đạo = minh su
7 = Minh Lý đạo = minh ly
8 = Tin Lành = dao tin lanh
9 = Tịnh độ Cư sĩ Phật hội Việt Nam = tinh do cu si phat hoi, tinh do cu si
10 = Tứ Ân Hiếu Nghĩa = tu an hieu nghia
11 = Bửu Sơn Kỳ Hương = buu son ky huong
12 = Baha'i = bahai
13 = Bà-la-môn = ba la mon
14 = Mặc Môn = mac mon, mormon
15 = Hiếu Nghĩa Tà Lơn = hieu nghia ta lon
16 = Cơ đốc Phục lâm = co doc phuc lam
99 = Khác
""")

CATEGORIES: Final = _choices("""
HS_THPT = Học sinh THPT = hoc sinh, hs, hs thpt, hoc sinh pho thong, hoc sinh cap 3, hs cap 3, hoc sinh gdtx
SINH_VIEN = Sinh viên = sv, hoc vien, sinh vien cao dang, sinh vien dai hoc
GIAO_VIEN = Giáo viên, giảng viên = gv, giao vien, giang vien, can bo giao vien
CONG_CHUC = Công chức = cc, can bo cong chuc, can bo, cbcc, cong chuc xa
VIEN_CHUC = Viên chức = vc, cong chuc vien chuc, cbccvc, nhan vien y te, bac si
CN_DN_NHA_NUOC = Công nhân doanh nghiệp nhà nước = cong nhan dnnn, cn dnnn, cong nhan nha nuoc
CN_DN_NGOAI_NN = Công nhân doanh nghiệp ngoài nhà nước = cong nhan, cn, cong nhan dn ngoai nn, cong nhan khu cong nghiep, cong nhan kcn, cn dn ngoai nn
NONG_DAN = Nông dân, địa bàn dân cư = nong dan, nong thon, dia ban dan cu, thanh nien nong thon, nd, lam ruong, dan cu
LLVT = Lực lượng vũ trang = llvt, bo doi, cong an, quan doi, quan nhan, chien si, dan quan
LAO_DONG_TU_DO = Lao động tự do = tu do, ldtd, lao dong, di lam an xa, lam an xa
KHAC = Khác = doi tuong khac
""")

OCCUPATIONS: Final = _choices("""
HOC_SINH = Học sinh = hs, hoc sinh thpt, di hoc
SINH_VIEN = Sinh viên = sv, hoc vien
NONG_DAN = Nông dân = lam ruong, nd, lam nong, nong nghiep, trong trot, lam vuon, chan nuoi
CONG_NHAN = Công nhân = cn, cong nhan may, cong nhan dien tu, cong ty, cong nhan khu cong nghiep, lam cong ty
CONG_CHUC = Công chức = can bo, can bo xa, cbcc, cong chuc xa
VIEN_CHUC = Viên chức = vc, nhan vien y te, y ta, dieu duong, bac si, y si
GIAO_VIEN = Giáo viên = gv, giang vien, giao vien mam non
BO_DOI = Bộ đội = quan nhan, nghia vu quan su, quan doi, chien si
CONG_AN = Công an = canh sat
KINH_DOANH = Kinh doanh = buon ban, tieu thuong, tu doanh, ban hang, kinh doanh tu do, chu cua hang
LAO_DONG_TU_DO = Lao động tự do = tu do, ldtd, lao dong, lam thue, tho xay, lam an xa, lai xe, tho
NOI_TRO = Nội trợ = o nha
CHUA_CO_VIEC = Chưa có việc làm = that nghiep, chua co viec, khong nghe, khong
KHAC = Khác
""")

PROFESSIONAL_LEVELS: Final = _choices("""
CHUA_DAO_TAO = Chưa qua đào tạo = khong, chua, pho thong, chua qua, chua dao tao, khong co, chua co
SO_CAP = Sơ cấp = sc, so cap nghe, chung chi nghe
TRUNG_CAP = Trung cấp = tc, tccn, trung cap chuyen nghiep, trung cap nghe, tc nghe, thcn
CAO_DANG = Cao đẳng = cd, cao dang nghe
DAI_HOC = Đại học = dh, cu nhan, ky su, dai hoc su pham, ki su, dhsp
THAC_SI = Thạc sĩ = ths, thac sy, cao hoc, sau dai hoc, th s
TIEN_SI = Tiến sĩ = ts, tien sy
""")

POLITICAL_THEORY_LEVELS: Final = _choices("""
CHUA_QUA = Chưa qua = chua, khong, chua hoc, khong co, chua qua dao tao, chua co
SO_CAP = Sơ cấp = sc
TRUNG_CAP = Trung cấp = tc
CAO_CAP = Cao cấp = cc
CU_NHAN = Cử nhân = cn
""")

IT_LEVELS: Final = _choices("""
CHUA = Chưa biết = khong, chua, chua co, khong co
CO_BAN = Ứng dụng cơ bản = co ban, chung chi co ban, thcb, cntt co ban, tin hoc co ban, cb, ung dung cntt co ban
NANG_CAO = Ứng dụng nâng cao = nang cao, cntt nang cao
A = Chứng chỉ A = trinh do a, tin a, cc a
B = Chứng chỉ B = trinh do b, tin b, van phong, tin hoc van phong, thvp, cc b
C = Chứng chỉ C = trinh do c, tin c, cc c
TRUNG_CAP_TRO_LEN = Trung cấp đến đại học = trung cap, cao dang, dai hoc, cu nhan, ky su, tc, cd, dh
""")

HEALTH_STATES: Final = _choices("""
TOT = Tốt = a, loai a, loai 1, tot, loai i
KHA = Khá = loai 2, binh thuong, loai ii, loai b
TRUNG_BINH = Trung bình = tb, loai 3, loai iii
YEU = Yếu = kem, loai 4, loai iv
""")

MARITAL_STATES: Final = _choices("""
DOC_THAN = Chưa kết hôn = doc than, chua, chua vo, chua chong, chua lap gia dinh, chua co gia dinh
DA_KET_HON = Đã kết hôn = co gia dinh, da co gia dinh, co vo, co chong, ket hon, roi, da lap gia dinh, da
LY_HON = Ly hôn = li hon, ly di
GOA = Goá = goa chong, goa vo
""")

FAMILY_CLASSES: Final = _choices("""
CONG_NHAN = Công nhân = cn, giai cap cong nhan
NONG_DAN = Nông dân = nd, lam ruong, lam nong, nong nghiep
VIEN_CHUC = Viên chức = vc, giao vien, bac si
CONG_CHUC = Công chức = can bo, cbcc, can bo cong chuc
TIEU_THUONG = Tiểu thương = buon ban, kinh doanh
LLVT = Lực lượng vũ trang = bo doi, cong an, quan nhan
LAO_DONG_TU_DO = Lao động tự do = tu do, lao dong
KHAC = Khác
""")

POLICY_OBJECTS: Final = _choices("""
CON_LIET_SI = Con liệt sĩ = liet si, liet sy, con liet sy, gia dinh liet si
CON_THUONG_BINH = Con thương binh = thuong binh, gia dinh thuong binh
CON_BENH_BINH = Con bệnh binh = benh binh
CHAT_DOC_HOA_HOC = Con người nhiễm chất độc hoá học = chat doc hoa hoc, chat doc da cam, nhiem chat doc hoa hoc
HO_NGHEO = Hộ nghèo = ngheo, gia dinh ho ngheo, con ho ngheo
HO_CAN_NGHEO = Hộ cận nghèo = can ngheo, gia dinh can ngheo, con ho can ngheo
KHUYET_TAT = Người khuyết tật = khuyet tat
MO_COI = Mồ côi = tre mo coi, mo coi cha me
KHAC = Khác
""")

LISTS: Final = {
    "ethnicity": ETHNICITIES,
    "religion": RELIGIONS,
    "member_category": CATEGORIES,
    "occupation": OCCUPATIONS,
    "professional_level": PROFESSIONAL_LEVELS,
    "political_theory": POLITICAL_THEORY_LEVELS,
    "it_level": IT_LEVELS,
    "health": HEALTH_STATES,
    "marital": MARITAL_STATES,
    "family_class": FAMILY_CLASSES,
    "policy_object": POLICY_OBJECTS,
}
"""Field of domain rule 17.1 → its list."""

_CLOSE: Final = 0.84
_NOISE: Final = ("dan toc ", "ton giao ", "trinh do ", "nguoi ", "doi tuong ")


def find(field: str, text: str) -> Match | None:
    """The entry of the field's list that the text means: code, label or alias, without accents, slips overlooked."""
    return _find(field, search_key(text))


def label(field: str, code: str) -> str | None:
    """What people read for the code."""
    return next((choice.label for choice in LISTS[field] if choice.code == code), None)


@lru_cache(maxsize=8192)
def _find(field: str, key: str) -> Match | None:
    spellings = _spellings(field)
    for noise in ("", *_NOISE):
        if choice := spellings.get(key.removeprefix(noise)):
            return Match(choice, exact=True)
    return _close(key, spellings)


def _close(key: str, spellings: dict[str, Choice]) -> Match | None:
    if len(key) < 4:
        return None
    scored = ((SequenceMatcher(None, key, spelling).ratio(), spelling) for spelling in spellings if len(spelling) > 2)
    ratio, spelling = max(scored)
    if ratio >= _CLOSE:
        return Match(spellings[spelling], exact=False)
    begun = [spelling for spelling in spellings if len(spelling) > 3 and key.startswith(spelling + " ")]
    return Match(spellings[max(begun, key=len)], exact=False) if begun else None


@cache
def _spellings(field: str) -> dict[str, Choice]:
    spellings: dict[str, Choice] = {}
    for choice in LISTS[field]:
        for spelling in (search_key(choice.label), search_key(choice.code), *choice.aliases):
            spellings.setdefault(spelling, choice)
    return spellings


EDUCATION_TEXT: Final = "Trình độ học vấn ghi dạng 12/12 hoặc 9/12. Kiểm tra lại; vẫn có thể lưu."


def read_general_education(text: str) -> str | None:
    """`n/12` or `n/10` from 12/12, lớp 12, THPT, 10/10 … None where nothing can be read."""
    key = search_key(text)
    words = key.split()
    named = {"thpt": "12/12", "pttt": "12/12", "ptth": "12/12", "trung hoc pho thong": "12/12", "cap 3": "12/12", "cap iii": "12/12",
             "bt thpt": "12/12", "tn thpt": "12/12", "tot nghiep thpt": "12/12", "gdtx": "12/12",
             "thcs": "9/12", "cap 2": "9/12", "cap ii": "9/12", "trung hoc co so": "9/12", "tieu hoc": "5/12", "cap 1": "5/12"}  # fmt: skip
    if key in named:
        return named[key]
    numbers = [int(word) for word in words if word.isdecimal()]
    match numbers:
        case [grade, 10 | 12 as whole] if grade <= whole:
            return f"{grade}/{whole}"
        case [grade] if grade <= 12:
            return f"{grade}/12"
    return None
