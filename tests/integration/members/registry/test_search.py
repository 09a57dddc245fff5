from datetime import date

import pytest

from services.kit.faults import Invalid

CHAPTER = "24-01-001-001"
NAMES = (
    ("nguyen van duc", "Nguyễn Văn Đức"),
    ("Đức Nguyễn", "Nguyễn Văn Đức"),
    ("duc nguyen van", "Nguyễn Văn Đức"),
    ("dang thi hoa", "Đặng Thị Hoà"),
    ("Hòa Đặng", "Đặng Thị Hoà"),
    ("hoà", "Đặng Thị Hoà"),
    ("HOANG QUOC VIET", "Hoàng Quốc Việt"),
    ("viet hoang", "Hoàng Quốc Việt"),
    ("hoang q", "Hoàng Quốc Việt"),
    ("le thuy", "Lê Thị Thuỷ"),
    ("Lê Thị Thủy", "Lê Thị Thuỷ"),
    ("truong dinh", "Trương Định"),
    ("trương", "Trương Định"),
    ("pham uyen nhi", "Phạm Uyên Nhi"),
    ("uyên", "Phạm Uyên Nhi"),
    ("nhi pha", "Phạm Uyên Nhi"),
    ("vu nhu quynh", "Vũ Như Quỳnh"),
    ("Quỳnh", "Vũ Như Quỳnh"),
    ("nguyn van duc", "Nguyễn Văn Đức"),
    ("hoagn quoc viet", "Hoàng Quốc Việt"),
    ("nguyễn văn đức", "Nguyễn Văn Đức"),
    ("vu nhu qunyh", "Vũ Như Quỳnh"),
)


@pytest.fixture(scope="module", autouse=True)
def people(province):
    born = {"Lê Thị Thuỷ": date(2004, 6, 9)}
    more = {"Trương Định": {"code": "240122000010", "card_no": "TD-77", "phone": "0912345678"}}
    names = sorted({name for _, name in NAMES})
    return {
        name: province.add_member(name, CHAPTER, born_on=born.get(name, date(2005, 3, 5)), **more.get(name, {}))
        for name in names
    }


@pytest.mark.parametrize(("typed", "name"), NAMES, ids=[typed for typed, _ in NAMES])
def test_a_name_is_found_however_it_is_typed(ask, typed, name):
    found = ask("list_members", by="24-01", q=typed)

    assert found["items"][0]["full_name"] == name


def test_names_with_the_typed_accents_come_first(ask, province):
    plain, accented = province.add_member("Lê An Hương", CHAPTER), province.add_member("Lê Yến Hường", CHAPTER)

    found = ask("list_members", by="24-01", q="hường")

    assert [line["id"] for line in found["items"]] == [str(accented.id), str(plain.id)]


@pytest.mark.parametrize(
    "typed",
    ["240122000010", "2401 2200 0010", "0912 345 678", "TD-77"],
    ids=["code", "code in groups", "phone", "card"],
)
def test_numbers_find_their_bearer(ask, typed):
    found = ask("list_members", by="24-01", q=typed)

    assert [line["full_name"] for line in found["items"]] == ["Trương Định"]


def test_the_very_number_that_was_typed_stands_before_those_that_begin_with_it(ask, province):
    bearer = province.add_member("Vũ Yến Yến", CHAPTER, card_no="24012")

    found = ask("list_members", by="24-01", q="24012", count="exact")

    assert found["total"] > 1
    assert found["items"][0]["id"] == str(bearer.id)


@pytest.mark.parametrize("typed", ["09/06/2004", "9.6.2004", "thuy 2004", "2004"])
def test_a_birth_date_or_year_finds_those_born_then(ask, typed):
    found = ask("list_members", by="24-01", q=typed)

    assert [line["full_name"] for line in found["items"]] == ["Lê Thị Thuỷ"]


def test_pages_follow_one_another_without_gap_or_repeat(ask):
    whole = ask("list_members", by="24-01", q="n", limit=100)["items"]
    first = ask("list_members", by="24-01", q="n", limit=2)
    second = ask("list_members", by="24-01", q="n", limit=100, cursor=first["next"])

    assert [line["id"] for line in first["items"] + second["items"]] == [line["id"] for line in whole]


def test_pages_follow_across_accented_and_plain_names(ask, province):
    for name in ("Tô Bích Ngân", "Tô Bích Ngần", "Tô Ái Ngân", "Tô Ái Ngần"):
        province.add_member(name, CHAPTER)
    whole = ask("list_members", by="24-01", q="ngần", limit=10)["items"]

    pages, cursor = [], None
    for _ in whole:
        page = ask("list_members", by="24-01", q="ngần", limit=1, cursor=cursor)
        pages, cursor = pages + page["items"], page["next"]

    assert [line["full_name"] for line in whole] == ["Tô Ái Ngần", "Tô Bích Ngần", "Tô Ái Ngân", "Tô Bích Ngân"]
    assert pages == whole
    assert cursor is None


def test_names_stand_in_vietnamese_order(ask, province):
    for name in ("Lý Ánh", "Lý An", "Lý Ân", "Lý Án", "Lý Anh"):
        province.add_member(name, "24-02-002-002")

    found = ask("list_members", by="24-02-002-002")

    assert [line["full_name"] for line in found["items"]] == ["Lý An", "Lý Án", "Lý Anh", "Lý Ánh", "Lý Ân"]


def test_the_count_is_exact_when_asked_for(ask, province):
    found = ask("list_members", by="24-02-002-002", limit=2, count="exact")

    assert (len(found["items"]), found["total"]) == (2, 5)


@pytest.mark.parametrize("cursor", ["x", "AAAA", "W10", "bnVsbA"])
def test_a_cursor_that_was_never_ours_is_refused(ask, cursor):
    with pytest.raises(Invalid) as refused:
        ask("list_members", by="24-01", cursor=cursor)

    assert "cursor" in refused.value.fields["errors"]


@pytest.mark.parametrize("typed", ["%", "_", "'", "\\", "' OR 1=1 --", "()", "*", "a" * 120, "😀", "-"])
def test_anything_may_be_typed(ask, typed):
    assert "items" in ask("list_members", by="24-01", q=typed)


FILTERS = (
    ({"sex": "male"}, {"Cao Nam"}),
    ({"age_from": 30}, {"Cao Già"}),
    ({"age_to": 17}, {"Cao Trẻ"}),
    ({"category": "CONG_CHUC"}, {"Cao Nam"}),
    ({"missing": "phone"}, {"Cao Trẻ", "Cao Già"}),
    ({"flag": "away"}, {"Cao Già"}),
    ({"status": "MATURED"}, {"Cao Cựu"}),
    ({}, {"Cao Nam", "Cao Trẻ", "Cao Già"}),
)


@pytest.fixture(scope="module")
def various(province):
    at = "24-02-001-001"
    province.add_member("Cao Nam", at, sex="male", member_category="CONG_CHUC", phone="0987654321")
    province.add_member("Cao Trẻ", at, born_on=date(2011, 1, 1))
    province.add_member("Cao Già", at, born_on=date(1993, 1, 1), flags=["away"])
    province.add_member("Cao Cựu", at, status="MATURED", phone="0987654322")


@pytest.mark.parametrize(("asked", "names"), FILTERS, ids=[str(asked) for asked, _ in FILTERS])
def test_filters_narrow_the_list(ask, various, asked, names):
    found = ask("list_members", by="24-02-001", **asked)

    assert {line["full_name"] for line in found["items"]} == names


def test_a_unit_may_be_asked_with_or_without_those_below(ask, various, province):
    unit_id = province.id("24-02-001")

    below = ask("list_members", by="24-02", unit_id=unit_id, count="exact")
    alone = ask("list_members", by="24-02", unit_id=unit_id, below=False, count="exact")

    assert (below["total"], alone["total"]) == (3, 0)
