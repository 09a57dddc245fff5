"""Every template: its words for one and for many, by whoever issues it, on pages and for word processors.

The words stand in `golden/`. `python -m tests.unit.messaging.test_every_paper` writes them anew; read the difference.
"""

import io
import re
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from services.contracts import papers
from services.kit.faults import Invalid
from services.messaging import drawing, word
from services.messaging.domain import paper, shelf
from services.messaging.domain.issuing import UNNUMBERED
from tests.unit.messaging.builders import MOMENT
from tests.unit.messaging.samples import ISSUERS, a_paper

GOLDEN = Path(__file__).parent / "golden"
SEALED = f"https://doanso.example/xt/1g64s36d1n6rvkgeb1c9hp8sb67yzk#1.abcdef12.{'A' * 200}.{'B' * 86}"
CODES = sorted(shelf.TEMPLATES)
NAMING_ONE = {code for code, template in shelf.TEMPLATES.items() if template.names == shelf.ONE}


def sections_of(code):
    """Every issuer with one name and with many: heading and text of each."""
    for level, issuer in ISSUERS.items():
        for many, count in (("one", 1), ("many", 3)):
            if count == 1 or code not in NAMING_ONE:
                text = "\n".join(paper.lines(a_paper(code, count=count, issuer=issuer)))
                yield f"=== {level}, {many}\n{text}\n".replace("\u00a0", " ")


def drawn(code, content):
    return drawing.draw(code, content, drawing.sources_of(code), SEALED, MOMENT)


def words_of(text):
    """Words whatever breaks the lines."""
    return set(re.findall(r"\w+", text))


@pytest.mark.parametrize("code", CODES)
def test_every_paper_reads_as_it_was_approved(code):
    assert "\n".join(sections_of(code)) == (GOLDEN / f"{code}.txt").read_text(encoding="utf-8")


def test_no_approved_paper_is_left_over():
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_page_is_an_archives_pdf_with_every_word_on_it(code, tmp_path):
    content = a_paper(code, count=1 if code in NAMING_ONE else 3)
    page = tmp_path / "page.pdf"
    page.write_bytes(drawn(code, content))

    read = subprocess.run(["pdftotext", "-layout", str(page), "-"], capture_output=True, text=True, check=True).stdout

    assert b"pdfaid:part>2</pdfaid:part" in page.read_bytes()
    assert b"pdfaid:conformance>A</pdfaid" in page.read_bytes()
    assert words_of("\n".join(paper.lines(content))) <= words_of(read)


@pytest.mark.parametrize("code", CODES)
def test_the_word_processors_document_says_the_same(code):
    content = a_paper(code, count=1 if code in NAMING_ONE else 3)

    written = word.write(code, content, SEALED, MOMENT)

    assert words_of("\n".join(paper.lines(content))) <= words_of(_text_of_docx(written))


def test_the_same_content_gives_the_same_word_processors_file():
    first, second = (word.write("T04", a_paper("T04", count=3), SEALED, MOMENT) for _ in range(2))

    assert first == second


@pytest.mark.parametrize("code", CODES)
def test_a_paper_that_is_told_next_to_nothing_says_less_and_nothing_wrong(code):
    content = a_paper(code, about={}, people=[{"full_name": "Nguyễn Thu Hà"}], meeting=None, signer_name="")

    text = "\n".join(paper.lines(content))

    assert not re.search(r"None|null|\{|\}|: \.|,,|\.\.|;\.| ,|đối với \.", text), text
    assert drawn(code, content).startswith(b"%PDF-")


def test_templates_and_what_their_askers_tell_are_one_list():
    told = {
        each.code: (each.kind, each.title, each.body or None, each.names, each.department or None, each.numbered)
        for each in papers.PAPERS
    }
    drawn_by = {
        code: (each.kind, each.title, each.body, each.names, each.department, each.numbered)
        for code, each in shelf.TEMPLATES.items()
    }

    assert drawn_by == told


@pytest.mark.parametrize("code", sorted(NAMING_ONE))
def test_a_sheet_about_one_person_names_no_second(code):
    with pytest.raises(Invalid) as refused:
        a_paper(code, count=2)

    assert refused.value.code == "document-names-one"


@pytest.mark.parametrize("code", [code for code in CODES if shelf.TEMPLATES[code].names == shelf.NONE_NEEDED])
def test_a_paper_about_units_or_meetings_needs_nobody(code):
    assert a_paper(code, count=0)["people"] == []


@pytest.mark.parametrize("code", [code for code in CODES if not shelf.TEMPLATES[code].numbered])
def test_a_paper_without_a_number_shows_none(code):
    content = a_paper(code)

    assert content["head"]["number"] is None
    assert not re.search(rf"^Số:|{UNNUMBERED}", "\n".join(paper.lines(content)), re.MULTILINE)


@pytest.mark.parametrize(
    ("code", "number"), [("T14", "12-QĐKT/TĐTN-VP"), ("T11", "12-QĐ/TĐTN-TCKT"), ("T17", "12-QĐ/TĐTN")]
)
def test_departments_stand_in_the_provinces_symbols(code, number):
    assert a_paper(code, issuer=ISSUERS["province"])["head"]["number"] == number


def test_an_introduction_is_drawn_in_two_copies():
    text = subprocess.run(["pdftotext", "-", "-"], input=drawn("T04", a_paper("T04")), capture_output=True, check=True)

    assert text.stdout.decode().count("GIẤY GIỚI THIỆU") == 2
    assert "Liên 2: giao người được giới thiệu" in text.stdout.decode()


def test_what_differs_among_people_stands_in_the_list():
    goes = [{"full_name": "Hà", "to_unit_name": "Đoàn phường A"}, {"full_name": "An", "to_unit_name": "Đoàn phường B"}]

    content = a_paper("T04", people=goes, about={})

    assert content["blocks"][0]["text"] == "Kính gửi: *Các đơn vị có tên trong danh sách*"
    assert [row[-1] for row in content["annex"]["rows"]] == ["Đoàn phường A", "Đoàn phường B"]


def test_an_award_tells_collectives_from_people():
    people = [{"full_name": "Chi đoàn thôn Hạ", "is_collective": True}, {"full_name": "Nguyễn Thu Hà"}]

    text = "\n".join(paper.lines(a_paper("T14", people=people)))

    assert "1 tập thể và 1 cá nhân (có danh sách kèm theo)" in text


UNIT = {"full_name": "Chi đoàn thôn Hạ", "unit_name": "Chi đoàn thôn Hạ", "is_collective": True}


@pytest.mark.parametrize("level", ISSUERS)
def test_a_decision_on_a_unit_speaks_of_no_person(level):
    unit = {**UNIT, "form": "GIAI_TAN", "violation": "Không sinh hoạt một năm"}
    text = "\n".join(paper.lines(a_paper("T15C", issuer=ISSUERS[level], people=[unit])))

    assert "Thi hành kỷ luật bằng hình thức giải tán đối với tập thể Chi đoàn thôn Hạ. Vi phạm" in text
    assert "Tập thể có quyền khiếu nại với Đoàn cấp trên" in text
    assert "đồng chí" not in text
    assert "sinh hoạt tại" not in text


@pytest.mark.parametrize("level", ISSUERS)
def test_an_answer_to_a_unit_and_its_rating_speak_of_no_person(level):
    answer = {
        **UNIT,
        "outcome": "CHANGED",
        "form": "KHIEN_TRACH",
        "decision": {"number": "05-QĐ/ĐTN", "on": "2026-05-12"},
    }
    told = "\n".join(paper.lines(a_paper("T15D", issuer=ISSUERS[level], people=[answer])))
    rated = "\n".join(paper.lines(a_paper("T10D", issuer=ISSUERS[level], people=[{**UNIT, "rating": "HTT"}])))

    assert "khiếu nại của tập thể Chi đoàn thôn Hạ đối với" in told
    assert "đối với tập thể Chi đoàn thôn Hạ, mức" in rated
    assert "đồng chí Chi đoàn" not in told + rated


@pytest.mark.parametrize("level", ISSUERS)
def test_a_dissolution_names_who_takes_the_members_in(level):
    about = {"operation": "DISSOLVE", "unit_name": "Chi đoàn thôn Hạ", "target_name": "Chi đoàn thôn Thượng"}
    text = "\n".join(paper.lines(a_paper("T17", issuer=ISSUERS[level], people=[UNIT], about=about)))

    assert "Giải thể Chi đoàn thôn Hạ." in text
    assert "đoàn viên đã được chuyển sinh hoạt; hồ sơ còn lại chuyển về Chi đoàn thôn Thượng" in text
    assert "được nêu tên" not in text


def test_the_dead_carry_out_no_decision():
    text = "\n".join(paper.lines(a_paper("T08", people=[{"full_name": "Nguyễn Thu Hà", "ending": "DECEASED"}])))

    assert "đồng chí có tên tại Điều" not in text
    assert "trao Thẻ và Sổ đoàn viên cho gia đình lưu giữ" in text


def _text_of_docx(written):
    document = docx.Document(io.BytesIO(written))
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


if __name__ == "__main__":
    for template in CODES:
        (GOLDEN / f"{template}.txt").write_text("\n".join(sections_of(template)), encoding="utf-8")
