"""What a column can mean, and the many ways in which people head it."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Final

from services.members.domain.names import search_key


@dataclass(frozen=True, slots=True)
class Field:
    """A meaning of a column: code of domain rule 17.1 (or one of the importer's own), label, folded headings."""

    code: str
    label: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """The field that a heading means; strength 3 = its own words, 2 = among others, 1 = with a slip of typing."""

    field: str
    strength: int


def _fields(written: str) -> tuple[Field, ...]:
    """Each line: code = label = heading, heading …"""
    fields = []
    for line in written.strip().splitlines():
        code, label, headings = (part.strip() for part in line.split("="))
        fields.append(
            Field(
                code,
                label,
                (search_key(label), *(heading.strip() for heading in headings.split(",") if heading.strip())),
            )
        )
    return tuple(fields)


MEMBER_FIELDS: Final = _fields("""
ordinal = STT = tt, so tt, so thu tu, s tt, stt tt, thu tu
full_name = Họ và tên = ho ten, ho va ten khai sinh, ho ten khai sinh, ho va ten doan vien, ten doan vien, ho ten doan vien, ho va ten chu in hoa, ho va ten dem va ten, ho va chu dem ten, ho dem va ten, ho va ten day du
family_name = Họ và tên đệm = ho, ho dem, ho va dem, ho va chu dem, ho lot, ho va ten lot, ho chu dem, ho va chu lot
given_name = Tên = ten goi
other_names = Tên gọi khác = cac ten goi khac, bi danh, ten khac, ten thuong goi
birth_date = Ngày sinh = ngay thang nam sinh, nam sinh, sinh ngay, ngay thang sinh, sinh nam, n sinh, ntns, nt ns, ngay sinh dd mm yyyy, ngay thang nam sinh dd mm yyyy, ntn sinh, ngay thg nam sinh
birth_day = Sinh: ngày = ngay sinh ngay
birth_month = Sinh: tháng = ngay sinh thang
birth_year = Sinh: năm = ngay sinh nam sinh
male = Nam = gioi tinh nam, nam x
female = Nữ = gioi tinh nu, nu x, la nu
sex = Giới tính = nam nu, gt, phai, gioi, g tinh, nam hay nu, gioi tinh nam nu
citizen_id = Số CCCD = cccd, so cmnd, cmnd, cmnd cccd, so cmt, cmt, can cuoc, can cuoc cong dan, so can cuoc cong dan, so dinh danh, so dinh danh ca nhan, dinh danh ca nhan, ma dinh danh, so can cuoc, so cmnd cccd, ma dinh danh ca nhan, cccd dinh danh ca nhan, so cccd dinh danh ca nhan, cmtnd, so cmtnd, chung minh nhan dan, so chung minh nhan dan, so the can cuoc, the can cuoc
citizen_id_date = Ngày cấp CCCD = ngay cap, ngay cap cmnd, ngay cap cmnd cccd
citizen_id_place = Nơi cấp CCCD = noi cap, noi cap cmnd, noi cap cmnd cccd
ethnicity = Dân tộc = dtoc, d toc, thanh phan dan toc
religion = Tôn giáo = tgiao, t giao, dan toc ton giao
birth_place = Nơi sinh = noi dang ky khai sinh, noi khai sinh
native_place = Quê quán = nguyen quan, que, que quan xa huyen tinh, que quan theo giay khai sinh
permanent_address = Nơi thường trú = thuong tru, ho khau thuong tru, hktt, dia chi thuong tru, noi dang ky ho khau thuong tru, ho khau, noi dang ky thuong tru, noi thuong tru xa huyen tinh, noi dang ky hktt, dk hktt, dia chi hktt
current_address = Nơi ở hiện nay = cho o hien nay, noi o, tam tru, dia chi, dia chi hien nay, cho o, noi o hien tai, dia chi lien he, noi o hien nay tam tru, noi tam tru, cho o hien tai, noi cu tru, dia chi cu tru
phone = Số điện thoại = sdt, dien thoai, dt, so dt, di dong, dien thoai di dong, dtdd, so di dong, so dien thoai lien he, zalo, sdt lien he, sdt zalo, so dien thoai zalo, dien thoai lien he, so dt lien he, so dien thoai di dong
email = Email = thu dien tu, e mail, dia chi email, gmail, mail, hop thu dien tu
member_category = Đối tượng = doi tuong doan vien, doi tuong dv
occupation = Nghề nghiệp = nghe nghiep hien nay, cong viec, nghe, nghe nghiep ban than, cong viec hien nay, nghe nghiep hien tai
workplace = Nơi công tác, học tập = noi cong tac, don vi cong tac, noi lam viec, noi hoc tap, truong hoc, co quan, noi hoc tap cong tac, co quan cong tac, don vi cong tac hoc tap
general_education = Trình độ học vấn = van hoa, trinh do van hoa, hoc van, tdvh, td van hoa, gdpt, giao duc pho thong, trinh do giao duc pho thong, trinh do pho thong, trinh do hoc van gdpt, td hoc van, tdhv
professional_level = Trình độ chuyên môn = chuyen mon, cm, tdcm, chuyen mon nghiep vu, chuyen mon ky thuat, td chuyen mon, trinh do chuyen mon nghiep vu, trinh do cm
major = Chuyên ngành = nganh hoc, nganh, chuyen nganh dao tao
political_theory = Lý luận chính trị = llct, ly luan, chinh tri, trinh do llct, trinh do chinh tri, trinh do ly luan chinh tri, td llct, ll chinh tri
it_level = Tin học = trinh do tin hoc, cntt, td tin hoc
foreign_languages = Ngoại ngữ = trinh do ngoai ngu, td ngoai ngu, nn
union_join_date = Ngày vào Đoàn = ngay ket nap, nam vao doan, vao doan, ngay ket nap doan, ngay thang nam vao doan, ngay thang vao doan, ngay vao doan tncs hcm, ngay vao doan tncs ho chi minh, ngay kn, nam ket nap, ngay ket nap vao doan, ngay vao doan vien, ngay vd
union_join_place = Nơi vào Đoàn = noi ket nap, noi ket nap doan, noi ket nap vao doan
admission_decision = Số quyết định kết nạp = so quyet dinh, quyet dinh ket nap, so qd, so qd ket nap, quyet dinh chuan y, so quyet dinh chuan y
card_no = Số thẻ đoàn viên = so the, the doan vien, ma the, so the dv, ma the doan vien, so the doan
card_date = Ngày cấp thẻ = ngay cap the doan vien, ngay cap the doan
old_card_no = Số thẻ đoàn viên cũ = so the cu, the doan vien cu, so the doan cu
yum_code = Mã phần mềm Trung ương = ma yum, ma quan ly doan vien, ma phan mem quan ly doan vien
member_code = Mã đoàn viên = ma so doan vien, ma dv, ma so dv
book_no = Số sổ đoàn viên = so so, so so doan, so so dv
union_position = Chức vụ Đoàn = chuc vu, chuc danh, chuc vu hien nay, nhiem vu, chuc vu trong doan, chuc vu doan hien nay, chuc vu doan hoi
party_member = Đảng viên = la dang vien, dang vien x
party_join_date = Ngày vào Đảng = vao dang, ngay ket nap dang, nam vao dang, ngay vao dang du bi, vao dang du bi, ngay vao dang csvn, ngay ket nap vao dang, ngay thang nam vao dang, dang vien du bi
party_official_date = Ngày vào Đảng chính thức = ngay chinh thuc, chinh thuc, vao dang chinh thuc, ngay cong nhan chinh thuc, ngay chinh thuc dang, ngay vao dang ngay chinh thuc, dang chinh thuc, dang vien chinh thuc, ngay cong nhan dang vien chinh thuc
party_card_no = Số thẻ đảng viên = so the dang, the dang vien, the dang
party_cell = Chi bộ = sinh hoat tai chi bo, chi bo sinh hoat
team_join_date = Ngày vào Đội = ngay ket nap doi, vao doi
federation_join_date = Ngày vào Hội LHTN = ngay vao hoi, vao hoi lhtn, ngay vao hoi lien hiep thanh nien
student_association_join_date = Ngày vào Hội Sinh viên = vao hoi sinh vien, ngay vao hsv
party_candidate = Đối tượng Đảng = lop nhan thuc ve dang, doi tuong ket nap dang, lop cam tinh dang, hoc cam tinh dang
health = Sức khoẻ = tinh trang suc khoe, suc khoe loai
marital = Tình trạng hôn nhân = hon nhan
family_class = Thành phần gia đình = thanh phan, gia dinh, thanh phan gd
policy_object = Đối tượng chính sách = chinh sach, dien chinh sach, con thuong binh liet si, hoan canh gia dinh
specialty = Năng khiếu, sở trường = nang khieu, so truong
unit = Chi đoàn = ma chi doan, ten chi doan, don vi, lop, don vi sinh hoat, chi doan dang sinh hoat, ma don vi, chi doan sinh hoat, thon, to dan pho, ma ten chi doan, chi doan lop, sinh hoat tai chi doan, ten don vi, thon to dan pho, thuoc chi doan, chi doan truc thuoc, ten lop, noi sinh hoat doan
upper_unit = Đoàn cơ sở = doan xa, doan truong, don vi cap tren, doan co so truc thuoc, xa phuong, doan xa phuong, doan cap tren, xa phuong thi tran
note = Ghi chú = g chu, ghi chu khac, chu thich
""")

UNIT_FIELDS: Final = _fields("""
ordinal = STT = tt, so tt, so thu tu
unit_name = Tên đơn vị = ten to chuc doan, don vi, ten to chuc, ten chi doan, chi doan, ten co so doan, to chuc doan, ten doan co so, ten don vi doan, ten to chuc co so doan
unit_code = Mã đơn vị = ma, ma so, ma to chuc, ma chi doan
unit_level = Cấp = cap doan, cap don vi, loai to chuc
unit_kind = Loại hình = loai, loai don vi, loai hinh don vi, loai hinh to chuc, khoi, khoi doi tuong
parent = Đơn vị cấp trên = cap tren, don vi cap tren truc tiep, truc thuoc, thuoc, don vi chu quan, doan cap tren, cap tren truc tiep, doan cap tren truc tiep, thuoc don vi, don vi cha, ten don vi cap tren
parent_code = Mã đơn vị cấp trên = ma cap tren, ma don vi cha
opened_on = Ngày thành lập = ngay thanh lap don vi, nam thanh lap
decision_no = Số quyết định thành lập = so quyet dinh, quyet dinh thanh lap, so qd
secretary = Bí thư = ho ten bi thu
note = Ghi chú = g chu
""")

FIELDS: Final = {"members": MEMBER_FIELDS, "units": UNIT_FIELDS}
"""Kind of import → what its columns can mean."""

_OTHER_PEOPLE: Final = re.compile(r"\b(cha|bo|me|vo|chong|phu huynh|nguoi|gioi thieu|chu nhiem)\b")
_OTHER_MATTERS: Final = re.compile(
    r"\b(doan phi|xep loai|danh gia|khen thuong|ky luat|hoc luc|hanh kiem|chu ky|ky ten|ky nhan|diem)\b"
)
_ADDRESS_LEVELS: Final = re.compile(
    r"(so nha|duong( pho)?|pho|ngo|to|thon|xom|ban|ap|lang|khu|khu pho|khoi|khoi pho|tdp|to dan pho|xa|phuong|thi tran|tt|huyen|quan|thi xa"
    r"|thanh pho|tp|tinh|dia chi|chi tiet|cap|noi|o|day du|cu the)( (so nha|duong|pho|thon|xom|ban|ap|lang|khu|khu pho|khoi|tdp|to dan pho"
    r"|to|dan pho|xa|phuong|thi tran|tt|huyen|quan|thi xa|thanh pho|tp|tinh))*"
)
_CLOSE: Final = 0.86


def label_of(kind: str, field: str) -> str:
    """What people read for a field."""
    return _labels(kind).get(field, field)


@cache
def _labels(kind: str) -> dict[str, str]:
    return {field.code: field.label for field in FIELDS[kind]}


def is_about_others(heading: str) -> bool:
    """A heading over columns about parents, a teacher, or matters that the file does not keep."""
    key = search_key(heading)
    return bool(_OTHER_PEOPLE.search(key) or _OTHER_MATTERS.search(key))


def is_address_level(heading: str) -> bool:
    """“Thôn”, “Xã/phường”, “Huyện, TP”: a level of whatever address the heading above names."""
    return _ADDRESS_LEVELS.fullmatch(search_key(heading)) is not None


def guess(kind: str, heading: str) -> Guess | None:
    """The field that a heading most likely means."""
    bare = re.sub(r"\([^)]*\)", " ", heading)
    for text in (heading, bare):
        if (key := search_key(text)) and (found := _guess(kind, key)) and not _is_year(text, found):
            return found
    return None


def _is_year(heading: str, found: Guess) -> bool:
    """“Năm” loses the mark that tells it from “Nam” when folded."""
    return found.field == "male" and "ă" in heading.lower()


@lru_cache(maxsize=4096)
def _guess(kind: str, key: str) -> Guess | None:
    headings = _headings(kind)
    if (
        field := headings.get(key)
        or _squeezed(kind).get(key.replace(" ", ""))
        or _bags(kind).get(frozenset(key.split()))
    ):
        return Guess(field, 3)
    words = set(key.split())
    if len(key) > 80 or _OTHER_PEOPLE.search(key) or _OTHER_MATTERS.search(key):
        return None
    within = [
        bag
        for bag in _bags(kind)
        if bag <= words and (len(bag) > 1 or len(next(iter(bag))) > 3) and 2 * len(bag) >= len(words)
    ]
    if within:
        best = max(within, key=lambda bag: (len(bag), sorted(bag)))
        return Guess(_bags(kind)[best], 2)
    return _near(kind, key)


def _near(kind: str, key: str) -> Guess | None:
    if len(key) < 5:
        return None
    ratio, heading = max(
        (SequenceMatcher(None, key, heading).ratio(), heading) for heading in _headings(kind) if len(heading) > 4
    )
    return Guess(_headings(kind)[heading], 1) if ratio >= _CLOSE else None


@cache
def _headings(kind: str) -> dict[str, str]:
    headings: dict[str, str] = {}
    for field in FIELDS[kind]:
        for heading in field.headings:
            headings.setdefault(heading, field.code)
    return headings


@cache
def _squeezed(kind: str) -> dict[str, str]:
    return {heading.replace(" ", ""): field for heading, field in reversed(_headings(kind).items())}


@cache
def _bags(kind: str) -> dict[frozenset[str], str]:
    return {frozenset(heading.split()): field for heading, field in reversed(_headings(kind).items())}
