"""What people write instead of a choice's label (domain rules 17.2, 17.3, 17.5): as the registry reads it from workbooks.

The registry's own table is its own; that both read alike is held by `tests/contract/test_lists.py`.
"""

import re
from functools import cache
from typing import Final

from services.workflows.domain import lists, words


def _written(text: str) -> dict[str, tuple[str, ...]]:
    """Each line: code = spelling, spelling …, all folded."""
    lines = (line.split("=") for line in text.strip().splitlines())
    return {code.strip(): tuple(each.strip() for each in said.split(",")) for code, said in lines}


_ETHNICITIES: Final = _written("""
1 = viet, nguoi kinh, k
4 = han, hoa han
5 = kho me, kho me crom, mien
8 = mong, h mong, hmong, meo, h mong meo, mong hmong
9 = man
10 = jrai, gia lai, gio rai
12 = ede, rade, e de
13 = bahnar, bana
14 = sedang, xe dang, xo dang
15 = cao lan, san chi, san chy, cao lan san chi, san chay cao lan san chi, hon ban, san chay san chi
16 = k ho, co ho, koho
17 = cham
18 = san deo, trai dat
19 = h re
20 = m nong
21 = raglai, ra glay
22 = s tieng, stieng, x tieng
23 = van kieu, bru, bru van kieu, bru vankieu
25 = nhang, dang
26 = ka tu, co tu, kotu
27 = gie trieng, gie, trieng
29 = kho mu, khmu
30 = cor, kor
31 = ta oi, pa co, ta oih
32 = cho ro
34 = xinh mun
36 = churu
47 = co lao
99 = khong ro, chua ro
""")
_RELIGIONS: Final = _written("""
0 = k, khong co, 0, luong, khong theo dao, khong ton giao, ko, o, none, ton giao khong, khong theo ton giao nao
1 = phat, dao phat
2 = thien chua, thien chua giao, cong giao la ma, dao thien chua, kito giao, ki to giao, giao, dao cong giao
3 = hoa hao, dao hoa hao
4 = hoi, islam, dao hoi
5 = dao cao dai
6 = minh su
7 = minh ly
8 = dao tin lanh
9 = tinh do cu si phat hoi, tinh do cu si
10 = tu an hieu nghia
11 = buu son ky huong
12 = bahai
13 = ba la mon
14 = mac mon, mormon
15 = hieu nghia ta lon
16 = co doc phuc lam
""")
_CATEGORIES: Final = _written("""
HS_THPT = hoc sinh, hs, hs thpt, hoc sinh pho thong, hoc sinh cap 3, hs cap 3, hoc sinh gdtx
SINH_VIEN = sv, hoc vien, sinh vien cao dang, sinh vien dai hoc
GIAO_VIEN = gv, giao vien, giang vien, can bo giao vien
CONG_CHUC = cc, can bo cong chuc, can bo, cbcc, cong chuc xa
VIEN_CHUC = vc, cong chuc vien chuc, cbccvc, nhan vien y te, bac si
CN_DN_NHA_NUOC = cong nhan dnnn, cn dnnn, cong nhan nha nuoc
CN_DN_NGOAI_NN = cong nhan, cn, cong nhan dn ngoai nn, cong nhan khu cong nghiep, cong nhan kcn, cn dn ngoai nn
NONG_DAN = nong dan, nong thon, dia ban dan cu, thanh nien nong thon, nd, lam ruong, dan cu
LLVT = llvt, bo doi, cong an, quan doi, quan nhan, chien si, dan quan
LAO_DONG_TU_DO = tu do, ldtd, lao dong, di lam an xa, lam an xa
KHAC = doi tuong khac
""")
_OCCUPATIONS: Final = _written("""
HOC_SINH = hs, hoc sinh thpt, di hoc
SINH_VIEN = sv, hoc vien
NONG_DAN = lam ruong, nd, lam nong, nong nghiep, trong trot, lam vuon, chan nuoi
CONG_NHAN = cn, cong nhan may, cong nhan dien tu, cong ty, cong nhan khu cong nghiep, lam cong ty
CONG_CHUC = can bo, can bo xa, cbcc, cong chuc xa
VIEN_CHUC = vc, nhan vien y te, y ta, dieu duong, bac si, y si
GIAO_VIEN = gv, giang vien, giao vien mam non
BO_DOI = quan nhan, nghia vu quan su, quan doi, chien si
CONG_AN = canh sat
KINH_DOANH = buon ban, tieu thuong, tu doanh, ban hang, kinh doanh tu do, chu cua hang
LAO_DONG_TU_DO = tu do, ldtd, lao dong, lam thue, tho xay, lam an xa, lai xe, tho
NOI_TRO = o nha
CHUA_CO_VIEC = that nghiep, chua co viec, khong nghe, khong
""")
CHOICES: Final = {
    "ethnicity": (lists.ETHNICITIES, _ETHNICITIES),
    "religion": (lists.RELIGIONS, _RELIGIONS),
    "member_category": (lists.CATEGORIES, _CATEGORIES),
    "occupation": (lists.OCCUPATIONS, _OCCUPATIONS),
}
"""Field → its choices, and what is written instead by code."""
_SCHOOLS: Final = {
    "12/12": ("thpt", "pttt", "ptth", "trung hoc pho thong", "cap 3", "cap iii", "bt thpt", "tn thpt", "tot nghiep thpt", "gdtx"),
    "9/12": ("thcs", "cap 2", "cap ii", "trung hoc co so"),
    "5/12": ("tieu hoc", "cap 1"),
}  # fmt: skip
_NOISE: Final = ("", "dan toc ", "ton giao ", "trinh do ", "nguoi ", "doi tuong ")


def choice(field: str, text: str) -> str | None:
    """The code of the field's choice that the text means: code, label or spelling. None where it means none of them."""
    known, wanted = _spelt(field), _key(text)
    return next((known[key] for noise in _NOISE if (key := wanted.removeprefix(noise)) in known), None)


def education(text: str) -> str | None:
    """`n/12` or `n/10` out of 12/12, lớp 12, 10A1, THPT. None where it means none of the grades."""
    wanted = _key(text)
    if named := next((grade for grade, said in _SCHOOLS.items() if wanted in said), None):
        return named
    found = re.search(r"(?<!\d)(\d{1,2})(?!\d)(?:\s*/\s*(\d+))?", words.folded(text))
    value = f"{int(found[1])}/{found[2] or 12}" if found else ""
    return value if value in {code for code, _ in lists.EDUCATIONS} else None


@cache
def _spelt(field: str) -> dict[str, str]:
    choices, spellings = CHOICES[field]
    found: dict[str, str] = {}
    for code, label in choices:
        for said in (_key(label), _key(code), *spellings.get(code, ())):
            found.setdefault(said, code)
    return found


def _key(text: str) -> str:
    """Folded letters and digits with single spaces: H'Mông → h mong."""
    return re.sub(r"[^a-z0-9]+", " ", words.folded(text)).strip()
