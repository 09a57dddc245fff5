"""The words of T02 and T03, and the pages they are drawn on."""

import re
import subprocess
from dataclasses import replace
from datetime import date

import pytest

from services.messaging import drawing
from services.messaging.domain import admission, paper
from services.messaging.domain.facts import Vote, subjects_of
from tests.unit.messaging.builders import CHAPTER, DISTRICT, HA, MEETING, MOMENT, candidates, some_facts

ADDRESS = "https://doanso.example/xt/1g64s36d1n6rvkgeb1c9hp8sb67yzk"

GOLDEN_DECISION = """\
ĐOÀN TNCS HỒ CHÍ MINH
BCH ĐOÀN XÃ TÂN MỸ
Số: 12-QĐ/ĐTN
Tân Mỹ, ngày 24 tháng 11 năm 2026
QUYẾT ĐỊNH
Về việc chuẩn y kết nạp đoàn viên
BAN CHẤP HÀNH ĐOÀN XÃ TÂN MỸ
Căn cứ Điều lệ Đoàn TNCS Hồ Chí Minh và các văn bản hướng dẫn thực hiện Điều lệ Đoàn;
Căn cứ chức năng, nhiệm vụ và quyền hạn của Ban Chấp hành Đoàn xã Tân Mỹ;
Xét Nghị quyết số 03-NQ/CĐ ngày 20/11/2026 của Chi đoàn thôn Hạ về việc đề nghị kết nạp đoàn viên và hồ sơ của thanh \
niên xin vào Đoàn,
QUYẾT ĐỊNH:
Điều 1. Chuẩn y kết nạp vào Đoàn TNCS Hồ Chí Minh đối với thanh niên Nguyễn Thu Hà, sinh ngày 03/02/2010, mã đoàn viên \
240126000017, sinh hoạt tại Chi đoàn thôn Hạ.
Điều 2. Chi đoàn thôn Hạ tổ chức lễ kết nạp, trao Thẻ đoàn viên, Huy hiệu Đoàn và ghi tên vào danh sách đoàn viên của \
Chi đoàn; đoàn viên có tên tại Điều 1 thực hiện nhiệm vụ và quyền của đoàn viên theo quy định của Điều lệ Đoàn TNCS \
Hồ Chí Minh.
Điều 3. Ban Chấp hành Đoàn xã Tân Mỹ, Chi đoàn thôn Hạ và đoàn viên có tên tại Điều 1 chịu trách nhiệm thi hành Quyết \
định này. Quyết định có hiệu lực kể từ ngày ký.
Nơi nhận:
- Huyện đoàn Yên Dũng (để báo cáo);
- Như Điều 3;
- Lưu VP.
TM. BAN CHẤP HÀNH
BÍ THƯ
Lương Thị Hồng Vân"""

GOLDEN_RESOLUTION = """\
ĐOÀN TNCS HỒ CHÍ MINH
BCH ĐOÀN XÃ TÂN MỸ
CHI ĐOÀN THÔN HẠ
Số: 03-NQ/CĐ
Tân Mỹ, ngày 24 tháng 11 năm 2026
NGHỊ QUYẾT
Về việc đề nghị kết nạp đoàn viên
CHI ĐOÀN THÔN HẠ
Căn cứ Điều lệ Đoàn TNCS Hồ Chí Minh và các văn bản hướng dẫn thực hiện Điều lệ Đoàn;
Căn cứ biên bản họp ngày 20/11/2026 của Chi đoàn thôn Hạ về việc xét, đề nghị kết nạp đoàn viên,
Cuộc họp có 16/18 đoàn viên dự; chủ toạ: Nguyễn Văn Bình; thư ký: Trần Thị Lan.
QUYẾT NGHỊ:
Điều 1. Đề nghị Ban Chấp hành Đoàn xã Tân Mỹ xét, chuẩn y kết nạp vào Đoàn TNCS Hồ Chí Minh đối với thanh niên Nguyễn \
Thu Hà, sinh ngày 03/02/2010, mã đoàn viên 240126000017. Kết quả biểu quyết: 15/16 phiếu tán thành (93,8%), 1 phiếu \
không tán thành, 0 phiếu không có ý kiến.
Điều 2. Giao Ban Chấp hành Chi đoàn hoàn chỉnh hồ sơ, báo cáo Ban Chấp hành Đoàn xã Tân Mỹ xem xét, quyết định.
Điều 3. Nghị quyết này đã được Chi đoàn thôn Hạ thông qua và có hiệu lực kể từ ngày ký.
Nơi nhận:
- Ban Chấp hành Đoàn xã Tân Mỹ (để xét, chuẩn y);
- Lưu hồ sơ Chi đoàn.
TM. BCH CHI ĐOÀN
BÍ THƯ
Nguyễn Văn Bình"""


def decision(**given):
    resolved = ("03-NQ/CĐ", date(2026, 11, 20))
    return admission.decision(
        some_facts(**{"resolution": resolved, "signer": "Lương Thị Hồng Vân", "position": "BT", **given})
    )


def resolution(**given):
    own = {"issuer": CHAPTER, "number": "03-NQ/CĐ", "subjects": (replace(HA, unit_name=CHAPTER.name),)}
    return admission.resolution(some_facts(**{**own, "meeting": MEETING, "signer": "Nguyễn Văn Bình", **given}))


def text_of(content):
    return "\n".join(paper.lines(content)).replace("\u00a0", " ")


def drawn(template, content):
    return drawing.draw(template, content, drawing.sources_of(template), ADDRESS, MOMENT)


def test_the_decision_for_one_person_reads_as_the_union_writes_it():
    assert text_of(decision()) == GOLDEN_DECISION


def test_the_chapters_resolution_reads_as_the_union_writes_it():
    assert text_of(resolution()) == GOLDEN_RESOLUTION


def test_a_decision_for_many_people_carries_them_in_a_list():
    content = decision(subjects=candidates(42), resolution=None)

    assert "đối với 42 thanh niên (có danh sách kèm theo)" in text_of(content)
    assert len(content["annex"]["rows"]) == 42
    assert content["annex"]["rows"][41] == ["42", "Nguyễn Thị Hà 42", "03/02/2010", "Chi đoàn thôn Hạ", "240126000042"]


def test_a_resolution_about_many_people_lists_the_vote_of_each():
    content = resolution(subjects=candidates(2))

    assert [row[3:] for row in content["annex"]["rows"]] == [["15", "1", "0"], ["15", "1", "0"]]


def test_spoilt_ballots_are_counted_apart_from_those_without_an_opinion():
    spoilt = replace(HA, unit_name=CHAPTER.name, vote=Vote(12, 1, 1, 2))

    text = text_of(resolution(subjects=(spoilt,)))

    assert (
        "12/16 phiếu tán thành (75%), 1 phiếu không tán thành, 1 phiếu không có ý kiến, 2 phiếu không hợp lệ." in text
    )


def test_a_list_has_a_column_of_spoilt_ballots_where_there_were_any():
    first, second = candidates(2)
    annex = resolution(subjects=(replace(first, vote=Vote(12, 1, 1, 2)), second))["annex"]

    assert annex["columns"][-1]["title"] == "Không hợp lệ"
    assert [row[3:] for row in annex["rows"]] == [["12", "1", "1", "2"], ["15", "1", "0", "0"]]
    assert drawn("T02", resolution(subjects=(replace(first, vote=Vote(12, 1, 1, 2)), second))).startswith(b"%PDF-")


def test_an_order_tells_spoilt_ballots_apart_and_may_leave_them_out():
    said = {"agree": 12, "disagree": 1, "blank": 1}
    told = subjects_of({"people": [{"full_name": "Hà", "vote": vote} for vote in (said, said | {"invalid": 2})]})

    assert [each.vote for each in told] == [Vote(12, 1, 1), Vote(12, 1, 1, 2)]


def test_people_of_several_chapters_are_proposed_by_the_chapters():
    both = (HA, replace(HA, full_name="Lê Văn An", unit_name="Chi đoàn thôn Thượng"))

    assert "Xét đề nghị của các chi đoàn và hồ sơ" in text_of(decision(subjects=both, resolution=None))


def test_a_district_decides_by_its_bureau():
    text = text_of(decision(issuer=DISTRICT))

    assert "BAN THƯỜNG VỤ ĐOÀN HUYỆN YÊN DŨNG" in text
    assert "TM. BAN THƯỜNG VỤ" in text


def test_a_paper_says_less_where_it_knows_less():
    bare = replace(HA, born_on=None, code=None, unit_name=None, vote=None)

    text = text_of(decision(subjects=(bare,), resolution=None, signer=""))

    assert "đối với thanh niên Nguyễn Thu Hà." in text
    assert "None" not in text


def test_days_under_ten_and_the_first_two_months_carry_a_zero():
    assert paper.day_in_words(date(2026, 2, 3)) == "ngày 03 tháng 02 năm 2026"
    assert paper.day_in_words(date(2026, 10, 24)) == "ngày 24 tháng 10 năm 2026"


def test_an_asterisk_in_a_name_sets_nothing_bold():
    content = decision(subjects=(replace(HA, full_name="Nguyễn *Hà*"),))

    assert content["articles"][0]["text"].count("*") == 2


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (42, 3)])
def test_a_page_for_one_and_a_list_for_many(count, pages):
    pdf = drawn("T03", decision(subjects=candidates(count)))

    assert re.findall(rb"/Type/Pages/Count (\d+)", pdf) == [str(pages).encode()]


def test_the_same_content_gives_the_same_bytes():
    assert drawn("T02", resolution()) == drawn("T02", resolution())


def test_a_name_with_the_templates_own_signs_is_drawn_as_it_is():
    hostile = replace(HA, full_name='Nguyễn #panic("x") $a$ \\ "Hà"')

    assert drawn("T03", decision(subjects=(hostile,))).startswith(b"%PDF-")


@pytest.mark.parametrize(("template", "golden"), [("T03", GOLDEN_DECISION), ("T02", GOLDEN_RESOLUTION)])
def test_every_word_of_the_paper_stands_on_the_page(template, golden, tmp_path):
    page = tmp_path / "page.pdf"
    page.write_bytes(drawn(template, {"T03": decision, "T02": resolution}[template]()))

    read = subprocess.run(["pdftotext", str(page), "-"], capture_output=True, text=True, check=True).stdout

    assert set(golden.split()) <= set(read.split()) | {"QUYẾT", "NGHỊ:"}
